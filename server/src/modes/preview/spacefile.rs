//! The Spacefile of the folder, judged.

use std::io::ErrorKind;
use std::path::Path;

use crate::analysis::{Analysis, analyse, misnamed};
use crate::modes::input;
use crate::modes::shown::Shown;
use crate::project::{Found, Project, SPACEFILE, is_nearly_spacefile, path};
use crate::report::Checked;
use crate::report::preview::{Micro, Spacefile};

/// Reads and judges it as `--check` does.
pub(super) fn judge(folder: &Path) -> Spacefile {
    let project = Project::new(folder);
    let shown = Shown::new();
    let file = project.root().join(SPACEFILE);
    let bytes = match input::file(&file) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == ErrorKind::NotFound => {
            let mut names = project.names("", Found::File).unwrap_or_default().into_iter();
            return match names.find(|name| is_nearly_spacefile(name.as_ref())) {
                Some(near) => checked(shown.show(&project.root().join(&near)), misnamed(&near)),
                None => Spacefile::Missing,
            };
        }
        Err(error) if error.kind() == ErrorKind::PermissionDenied => {
            return Spacefile::Unreadable("permission denied".to_owned());
        }
        Err(error) => return Spacefile::Unreadable(error.to_string()),
    };
    checked(shown.show(&file), analyse(&bytes, Some(&project)))
}

fn checked(path: String, analysis: Analysis) -> Spacefile {
    let Analysis { document, app, diagnostics, suppressed, ok } = analysis;
    let micro = |micro: &crate::model::Object| {
        let text = |key| micro.text(&document, key).map(|(text, _)| text);
        let src = path::clean(text("src")?);
        let src = if src == "." { String::new() } else { src };
        Some(Micro { name: text("name").unwrap_or_default().to_owned(), src })
    };
    let micros = app.micros.iter().filter_map(micro).collect();
    let checked = Checked { path, text: document.text, diagnostics, suppressed, ok };
    Spacefile::Checked { checked, micros }
}
