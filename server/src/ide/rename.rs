//! Renames a Micro, or an anchor with its aliases.

use std::ops::Range;

use super::files::micro_of;
use super::naming::{Named, address, at};
use super::occurrences::{inner, of_anchor};
use super::renames::spell;
use crate::diagnostic::Edit;
use crate::document::Document;
use crate::model::{self, App};
use crate::rules::invalid_micro_name::is_valid;
use crate::rules::words::quote;
use crate::syntax::NodeId;

/// A name that can be changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// Bytes of the name alone.
    pub range: Range<usize>,
    /// What it is now.
    pub text: String,
}

/// What a rename comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rename {
    /// The edits, by ascending offset.
    pub edits: Vec<Edit>,
    /// What it is, in a line.
    pub title: String,
    /// What else changes by it: whole sentences.
    pub note: Option<String>,
}

/// The name at a byte offset that can be changed.
#[must_use]
pub fn prepare(document: &Document, offset: usize) -> Option<Name> {
    let place = match at(document, offset)? {
        Named::Anchor(node) => {
            let places = of_anchor(document, node);
            places
                .into_iter()
                .map(|it| it.range)
                .find(|it| it.start <= offset + 1 && offset <= it.end)?
        }
        Named::Micro(node) => inner(document, node),
    };
    let text = match at(document, offset)? {
        Named::Anchor(_) => document.slice(place.clone()),
        Named::Micro(node) => document.tree().scalar(node)?,
    };
    // A name that goes over several lines is none.
    let is_line = !document.slice(place.clone()).contains(['\n', '\r']);
    is_line.then(|| Name { range: place, text: text.to_owned() })
}

/// Gives another name to what is named at a byte offset; `None` where nothing is.
///
/// # Errors
/// In words for the user, why the new name can't be.
pub fn rename(
    document: &Document,
    app: &App,
    offset: usize,
    new: &str,
) -> Result<Option<Rename>, String> {
    let Some(old) = prepare(document, offset) else { return Ok(None) };
    match at(document, offset) {
        Some(Named::Anchor(node)) => anchor(document, node, &old.text, new).map(Some),
        Some(Named::Micro(node)) => micro(document, app, node, &old.text, new).map(Some),
        None => Ok(None),
    }
}

fn anchor(document: &Document, node: NodeId, old: &str, new: &str) -> Result<Rename, String> {
    let is_good = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    if new.is_empty() || !new.chars().all(is_good) {
        return Err("An anchor's name has letters (a to z), digits, `-` and `_`".to_owned());
    }
    let tree = document.tree();
    let is_taken = tree.iter().any(|(id, other)| {
        let name = other.anchor.clone().map(|anchor| document.slice(anchor));
        id != node && name.and_then(|name| name.strip_prefix('&')) == Some(new)
    });
    if is_taken {
        return Err(format!("There is an anchor {} already", quote(new)));
    }
    let places = of_anchor(document, node);
    let edits = places.into_iter().map(|place| Edit::replace(place.range, new)).collect();
    let title = format!("Rename the anchor {} to {}", quote(old), quote(new));
    Ok(Rename { edits, title, note: None })
}

fn micro(
    document: &Document,
    app: &App,
    node: NodeId,
    old: &str,
    new: &str,
) -> Result<Rename, String> {
    if !is_valid(new) {
        return Err("A Micro's name has letters (a to z), digits, `-` and `_`, and starts with a \
                    letter or digit"
            .to_owned());
    }
    let tree = document.tree();
    let holder = tree.get(node).parent.and_then(|mapping| micro_of(document, app, mapping));
    let is_other = |micro: &&model::Object| Some(micro.node) != holder.map(|holder| holder.node);
    let name = |micro: &model::Object| tree.scalar(micro.field(document, "name")?.value);
    if new != old && app.micros.iter().filter(is_other).any(|micro| name(micro) == Some(new)) {
        return Err(format!("There is a Micro {} already", quote(new)));
    }
    let range = tree.get(node).range.clone();
    let text = spell(document.slice(range.clone()), new);
    let note = holder.filter(|_| new != old).and_then(|micro| {
        let by_name = micro.field(document, "path").is_none();
        let before = address(document, app, micro).filter(|address| by_name && address != "/")?;
        Some(format!(
            "Without a `path` of its own, the Micro moves from {} to {}",
            quote(&before),
            quote(&format!("/{new}"))
        ))
    });
    let title = format!("Rename the Micro {} to {}", quote(old), quote(new));
    Ok(Rename { edits: vec![Edit::replace(range, text)], title, note })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::apply;

    /// The text once what is at `$0` has the new name, with the note.
    fn renamed(text: &str, new: &str) -> Result<(String, Option<String>), String> {
        let offset = text.find("$0").unwrap_or_default();
        let text = text.replacen("$0", "", 1);
        let document = Document::from_text(text.clone());
        let rename = rename(&document, &App::new(&document), offset, new)?;
        Ok(rename.map_or((text.clone(), None), |rename| (apply(&rename.edits, &text), rename.note)))
    }

    const APP: &str = "micros:\n- name: web\n  primary: true\n- name: 'a$0pi'\n  src: api\n";

    #[test]
    fn a_micro_keeps_its_quotes_and_tells_where_it_moves() {
        let note = "Without a `path` of its own, the Micro moves from `/api` to `/back`";
        let after = "micros:\n- name: web\n  primary: true\n- name: 'back'\n  src: api\n";
        assert_eq!(renamed(APP, "back"), Ok((after.to_owned(), Some(note.to_owned()))));
        let with_path = APP.replace("src:", "path:");
        assert_eq!(renamed(&with_path, "back").map(|(_, note)| note), Ok(None));
        let primary = "micros:\n- name: $0web\n  primary: true\n- name: api\n";
        assert_eq!(renamed(primary, "x").map(|(_, note)| note), Ok(None));
        let digits = "micros:\n- name: $0web\n- name: api\n";
        let after = "micros:\n- name: \"007\"\n- name: api\n";
        assert_eq!(renamed(digits, "007").map(|(text, _)| text), Ok(after.to_owned()));
    }

    #[test]
    fn an_anchor_takes_its_aliases_along() {
        let text = "a: &x$0 1\nb: *x\nc: [*x, &y 2]\n";
        let after = "a: &z-1 1\nb: *z-1\nc: [*z-1, &y 2]\n";
        assert_eq!(renamed(text, "z-1"), Ok((after.to_owned(), None)));
    }

    #[test]
    fn names_that_can_not_be_are_refused() {
        for (text, new, reason) in [
            (APP, "my api", "A Micro's name has letters"),
            (APP, "", "A Micro's name has letters"),
            (APP, "-x", "A Micro's name has letters"),
            (APP, "web", "There is a Micro `web` already"),
            ("a: &x$0 1\n", "x y", "An anchor's name has letters"),
            ("a: &x$0 1\nb: &y 2\n", "y", "There is an anchor `y` already"),
        ] {
            let refused = renamed(text, new);
            let is_told = refused.as_ref().is_err_and(|told| told.starts_with(reason));
            assert!(is_told, "{new}: {refused:?}");
        }
        assert_eq!(renamed("v$0: 0\n", "x"), Ok(("v: 0\n".to_owned(), None)));
    }

    #[test]
    fn a_name_is_offered_without_what_is_around_it() {
        for (text, name) in [
            (APP, Some("api")),
            ("a: &x$0 1\n", Some("x")),
            ("a: $0&x 1\n", Some("x")),
            ("a: &xy 1\nb: *x$0y\n", Some("xy")),
            ("micros:\n- src: $0a\n", None),
            ("micros:\n- name: $0\n", None),
        ] {
            let offset = text.find("$0").unwrap_or_default();
            let document = Document::from_text(text.replacen("$0", "", 1));
            let found = prepare(&document, offset);
            let shown = found.as_ref().map(|found| document.slice(found.range.clone()));
            assert_eq!(shown, name, "{text}");
            assert_eq!(found.as_ref().map(|found| found.text.as_str()), name, "{text}");
        }
    }
}
