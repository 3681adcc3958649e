//! Two Micros that are to be reached under one path.

use std::collections::HashMap;
use std::ops::Range;

use super::invalid_micro_name::is_valid;
use super::parts::{called, mark};
use super::primary::is_primary;
use super::words::quote;
use super::{Check, Context, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::Document;
use crate::model::Object;

pub(super) static RULE: Rule = Rule {
    name: "colliding-paths",
    severity: Severity::Warning,
    summary: "two Micros are reached under the same path",
    docs: include_str!("colliding_paths.md"),
    check: Check::Document(check),
};

/// A Micro that is reached under a path.
struct Owner<'d> {
    called: String,
    name: Option<&'d str>,
    place: Range<usize>,
}

/// Nested paths (`api` and `api/v1`) are told apart, so only equal ones collide.
fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let document = context.document;
    let micros = context.app.micros.as_slice();
    if micros.len() < 2 {
        return;
    }
    let mut owners: HashMap<String, Owner<'_>> = HashMap::new();
    // The primary one has its path whatever it says, so it comes first.
    if let Some(primary) = micros.iter().find(|micro| is_primary(document, micro)) {
        owners.insert("/".to_owned(), owner(document, primary, "primary"));
    }
    for micro in micros.iter().filter(|micro| !is_primary(document, micro)) {
        let Some((path, key)) = path(document, micro) else { continue };
        let new = owner(document, micro, key);
        let Some(first) = owners.get(&path) else {
            // With no primary Micro at all, that is what there is to say about `/`.
            if path != "/" {
                owners.insert(path, new);
            }
            continue;
        };
        // Equal names are reported as such, and so is a Micro that an alias repeats.
        if (new.name.is_some() && new.name == first.name) || new.place == first.place {
            continue;
        }
        let help = if path == "/" {
            "The primary Micro receives the requests for `/`. Choose another `path`, or leave it \
             out to use the name. A push doesn't check it."
        } else {
            "Only one of the two would receive the requests. Give one of them another `path`. A \
             push doesn't check it."
        };
        let message =
            format!("{} is reached under {}, just as {}", new.called, quote(&path), first.called);
        let finding = Diagnostic::new(new.place, message)
            .help(help)
            .related(first.place.clone(), format!("{} is reached there too", first.called))
            .instance(micro.pointer_to(key));
        found.push(finding);
    }
}

fn owner<'d>(document: &'d Document, micro: &Object, key: &str) -> Owner<'d> {
    Owner {
        called: called(document, micro, "another Micro"),
        name: micro.text(document, "name").map(|(name, _)| name),
        place: mark(document, micro, key),
    }
}

/// The path a push gives to a Micro that isn't primary, and the key it comes from.
fn path(document: &Document, micro: &Object) -> Option<(String, &'static str)> {
    let typed = match micro.field(document, "path") {
        Some(_) => micro.text(document, "path")?.0,
        None => "",
    };
    // An empty path is none.
    let (path, key) = match typed {
        // What comes of a wrong name isn't known before the name is right.
        "" => (Some(micro.text(document, "name")?.0).filter(|name| is_valid(name))?, "name"),
        path => (path, "path"),
    };
    let path = path.strip_prefix('/').unwrap_or(path);
    Some((format!("/{}", path.strip_suffix('/').unwrap_or(path)), key))
}
