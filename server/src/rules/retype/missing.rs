//! A value where there is none.

use spacefile_schema::Object;

use crate::diagnostic::{Edit, Fix};
use crate::document::{Document, Step};
use crate::project::path;
use crate::rules::edits::write_text;
use crate::rules::primary::is_other_primary;
use crate::rules::spot::kind_at;
use crate::rules::words::quote;
use crate::rules::{Context, guess};
use crate::structure::Violation;
use crate::syntax::NodeId;

/// Whether one of several Micros must be primary, and no other one is.
pub(super) fn is_needed(context: &Context<'_>, violation: &Violation) -> bool {
    context.app.micros.len() > 1 && !is_other_primary(context.document, &violation.path)
}

/// What the folder suggests for a required key without a value.
pub(super) fn required_value(
    context: &Context<'_>,
    violation: &Violation,
    value: NodeId,
) -> Option<Fix> {
    let document = context.document;
    let (Step::Key(key), outer) = violation.path.split_last()? else { return None };
    let tree = document.tree();
    let mapping = document.place(outer)?.value;
    let text = |name: &str| tree.text(tree.field(mapping, name)?.value);
    let guessed = match (kind_at(outer)?, key.as_str()) {
        (Object::Micro, "name") => guess::name_for(context, text("src")?)?,
        (Object::Micro, "src") => guess::free_folders(context).into_iter().next()?,
        (Object::Micro, "engine") => {
            let src = text("src").filter(|src| !path::leaves(src))?;
            guess::engine_of(guess::project(context)?, src)?.name().to_owned()
        }
        (Object::Micro, "serve") => "./".to_owned(),
        (Object::Action, "trigger") => "schedule".to_owned(),
        _ => return None,
    };
    fill(document, value, &write_text(&guessed))
}

/// Writes a value where there is none.
pub(super) fn fill(document: &Document, value: NodeId, text: &str) -> Option<Fix> {
    let range = document.tree().get(value).range.clone();
    let before = document.slice(0..range.start);
    let space = if before.ends_with(':') { " " } else { "" };
    let at_key = before.trim_end_matches(' ').ends_with(':');
    let edits = vec![Edit::replace(range, format!("{space}{text}"))];
    at_key.then(|| Fix::likely(format!("Write {}", quote(text)), edits))
}

/// The name of an anchor that stands where the text should.
pub(super) fn unanchored(document: &Document, value: NodeId) -> Option<Fix> {
    let anchor = document.tree().get(value).anchor.clone()?;
    let name = document.slice(anchor.clone()).strip_prefix('&')?;
    let used = document.text.contains(&format!("*{name}"));
    let edits = vec![Edit::replace(anchor, write_text(name))];
    (!used).then(|| Fix::likely(format!("Write {}", quote(name)), edits))
}
