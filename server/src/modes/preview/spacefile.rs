//! The Spacefile of the folder, judged.

use std::io::ErrorKind;
use std::path::Path;
use std::sync::Arc;

use crate::analysis::{Analysis, analyse, analyse_spaceignore, misnamed};
use crate::ignore::tree::Tree;
use crate::ignore::upload::Upload;
use crate::ignore::walk::{SPACEIGNORE, Spaceignore};
use crate::modes::input;
use crate::modes::shown::Shown;
use crate::project::{Found, Project, SPACEFILE, has_spacefile, is_nearly_spacefile};
use crate::report::Checked;
use crate::report::preview::Spacefile;

/// Reads and judges it as `--check` does.
pub(super) fn judge(folder: &Path, upload: &Arc<Upload>) -> Spacefile {
    let project = Project::new(folder).with_upload(Some(Arc::clone(upload)));
    let shown = Shown::new();
    let file = project.root().join(SPACEFILE);
    let bytes = match input::file(&file) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == ErrorKind::NotFound => {
            let mut names = project.names("", Found::File).unwrap_or_default().into_iter();
            return match names.find(|name| is_nearly_spacefile(name.as_ref())) {
                Some(near) => {
                    Spacefile::of(shown.show(&project.root().join(&near)), misnamed(&near))
                }
                None => Spacefile::Missing,
            };
        }
        Err(error) if error.kind() == ErrorKind::PermissionDenied => {
            return Spacefile::Unreadable("permission denied".to_owned());
        }
        Err(error) => return Spacefile::Unreadable(error.to_string()),
    };
    Spacefile::of(shown.show(&file), analyse(&bytes, Some(&project)))
}

/// Judges the `.spaceignore` beside it; one that is beside none is another program's.
pub(super) fn lines(folder: &Path, spaceignore: &Spaceignore, tree: &Tree) -> Option<Checked> {
    let bytes = spaceignore.bytes().filter(|_| has_spacefile(folder))?;
    let path = Shown::new().show(&folder.join(SPACEIGNORE));
    let Analysis { document, diagnostics, suppressed, ok, .. } = analyse_spaceignore(bytes, tree);
    Some(Checked { path, text: document.text, diagnostics, suppressed, ok })
}
