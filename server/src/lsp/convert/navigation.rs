//! Where things are.

use tower_lsp::lsp_types as lsp;

use crate::ide::occurrences::Occurrence;
use crate::ide::targets::{self, Target};
use crate::lsp::capabilities::Session;
use crate::lsp::checked::Checked;
use crate::lsp::uri;
use crate::project::Project;

use super::range;

/// Where what is named is defined: in a file, or for a folder in the file that stands for it.
pub(in crate::lsp) fn definition(
    checked: &Checked,
    project: &Project,
    target: &Target,
    session: &Session,
) -> Option<lsp::GotoDefinitionResponse> {
    let entry = target.is_folder.then(|| targets::entry(project, &target.path)).flatten();
    let uri = self::target(project, entry.as_deref().unwrap_or(&target.path))?;
    let start = lsp::Range::default();
    Some(if session.offers.definition_links {
        vec![lsp::LocationLink {
            origin_selection_range: Some(range(&checked.text, &target.range, session.unit)),
            target_uri: uri,
            target_range: start,
            target_selection_range: start,
        }]
        .into()
    } else {
        lsp::Location { uri, range: start }.into()
    })
}

pub(in crate::lsp) fn location(
    checked: &Checked,
    bytes: &std::ops::Range<usize>,
    session: &Session,
) -> lsp::Location {
    let range = range(&checked.text, bytes, session.unit);
    lsp::Location { uri: checked.uri.clone(), range }
}

pub(in crate::lsp) fn link(
    checked: &Checked,
    project: &Project,
    target: &Target,
    session: &Session,
) -> Option<lsp::DocumentLink> {
    Some(lsp::DocumentLink {
        range: range(&checked.text, &target.range, session.unit),
        target: Some(self::target(project, &target.path)?),
        tooltip: session.offers.tooltips.then(|| target.path.clone()),
        data: None,
    })
}

pub(in crate::lsp) fn highlight(
    checked: &Checked,
    found: &Occurrence,
    session: &Session,
) -> lsp::DocumentHighlight {
    let kind = match found.is_definition {
        true => lsp::DocumentHighlightKind::WRITE,
        false => lsp::DocumentHighlightKind::READ,
    };
    let range = range(&checked.text, &found.range, session.unit);
    lsp::DocumentHighlight { range, kind: Some(kind) }
}

/// The URI of a path of the project.
fn target(project: &Project, path: &str) -> Option<lsp::Url> {
    match path {
        "." => uri::of(project.root()),
        path => uri::of(&project.root().join(path)),
    }
}
