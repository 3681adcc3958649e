//! How a document is indented, so that what is put in looks like the rest of it.

use crate::document::Document;
use crate::rules::edits::line_start;
use crate::syntax::NodeKind;

/// The columns that things stand apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Style {
    /// From a key to the keys of the mapping below it.
    pub(super) step: usize,
    /// From a key to the dashes of the list below it.
    pub(super) dash: usize,
}

/// Columns that nobody means as an indent.
const MOST: usize = 8;

impl Style {
    /// The style of a document, going by the first list and the first mapping below keys.
    pub(super) fn of(document: &Document) -> Self {
        let tree = document.tree();
        let column = |offset: usize| {
            document.slice(line_start(&document.text, offset)..offset).chars().count()
        };
        let (mut step, mut dash) = (None, None);
        let entries = tree.iter().flat_map(|(id, _)| tree.entries(id));
        for entry in entries {
            let (key, value) = (&tree.get(entry.key).range, tree.get(entry.value));
            let from_key = |offset: usize| column(offset).checked_sub(column(key.start));
            let first = match &value.kind {
                NodeKind::Sequence(items) => items.first().map(|item| item.range.start),
                NodeKind::Mapping(entries) => entries.first().map(|entry| entry.range.start),
                _ => None,
            };
            // What starts on the key's own line is in brackets.
            let Some(first) = first.filter(|first| {
                document.slice(key.end..*first).contains(['\n', '\r'])
                    && !document.slice(value.range.clone()).starts_with(['[', '{'])
            }) else {
                continue;
            };
            let found = from_key(first).filter(|columns| *columns <= MOST);
            match &value.kind {
                NodeKind::Sequence(_) => dash = dash.or(found),
                _ => step = step.or(found),
            }
            if step.is_some() && dash.is_some() {
                break;
            }
        }
        let wide = dash.filter(|dash| *dash > 0);
        let step = step.filter(|step| *step > 0).or(wide).unwrap_or(2);
        Self { step, dash: dash.unwrap_or(2) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_continued_as_it_is_written() {
        for (text, step, dash) in [
            ("", 2, 2),
            ("micros:\n- name: a\n", 2, 0),
            ("micros:\n    - name: a\n", 4, 4),
            ("micros:\n  - presets:\n       env:\n       - name: a\n", 3, 2),
            ("micros: [{name: a}]\n", 2, 2),
        ] {
            let style = Style::of(&Document::from_text(text.to_owned()));
            assert_eq!(style, Style { step, dash }, "{text}");
        }
    }
}
