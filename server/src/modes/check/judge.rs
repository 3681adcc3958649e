//! From what was found on disk to findings.

use super::fix::{Fixed, fix};
use super::uploads::Uploads;
use super::{Checked, Fixing, Options};
use crate::analysis::{Analysis, analyse, analyse_spaceignore, misnamed};
use crate::modes::diff::diff;
use crate::modes::search::{Input, folder_of};
use crate::modes::shown::Shown;
use crate::modes::{each, input};
use crate::project::Project;
use crate::report::Trouble;
use crate::rules::document_too_large::MAX_BYTES;
use crate::write;

/// What came of one input.
pub(super) struct Judged {
    pub(super) checked: Checked,
    /// How many fixes were applied, or would be.
    pub(super) fixes: usize,
    /// What goes to standard output instead of a report: a diff, or standard input, fixed.
    pub(super) output: Vec<u8>,
    /// What kept fixes from being applied.
    pub(super) trouble: Option<Trouble>,
}

/// Judges everything, in the order it is shown, and applies fixes if that is wanted.
pub(super) fn all(
    mut inputs: Vec<Input>,
    options: &Options,
    shown: &Shown,
    troubles: &mut Vec<Trouble>,
) -> Vec<Judged> {
    // Standard input sorts by the name it is shown under, like everything else.
    inputs.sort_by_cached_key(|input| input.name(shown));
    let mut files = Vec::new();
    let uploads = Uploads::default();
    for result in each(&inputs, |input| judge(input, options, shown, &uploads)) {
        match result {
            Ok(mut judged) => {
                troubles.extend(judged.trouble.take());
                files.push(judged);
            }
            Err(trouble) => troubles.push(trouble),
        }
    }
    files
}

fn judge(
    input: &Input,
    options: &Options,
    shown: &Shown,
    uploads: &Uploads,
) -> Result<Judged, Trouble> {
    let path = input.name(shown);
    let trouble = |error| Trouble::reading(path.clone(), &error);
    let (bytes, folder) = match input {
        Input::Spacefile(file) | Input::Spaceignore(file) => {
            (input::file(file), Some(folder_of(file)))
        }
        Input::Misnamed(file) => {
            let name = file.file_name().unwrap_or_default().to_string_lossy();
            return Ok(judged(path, misnamed(&name).at(&options.levels)));
        }
        // Nothing is missing from a folder that is not there yet.
        Input::Stdin(path) => {
            (input::stdin(), path.as_deref().map(folder_of).filter(|folder| folder.is_dir()))
        }
    };
    let bytes = bytes.map_err(trouble)?;
    let upload = folder.and_then(|folder| uploads.of(folder));
    if upload.is_none() && matches!(input, Input::Spaceignore(_)) {
        return Err(Trouble::new(path, "stands in a folder that cannot be read"));
    }
    let project = folder.map(|folder| Project::new(folder).with_upload(upload.clone()));
    let analyse = |bytes: &[u8]| {
        let analysis = match (input, &upload) {
            (Input::Spaceignore(_), Some(upload)) => analyse_spaceignore(bytes, upload.tree()),
            _ => analyse(bytes, project.as_ref()),
        };
        analysis.at(&options.levels)
    };
    if options.fixing == Fixing::No {
        return Ok(judged(path, analyse(&bytes)));
    }
    if bytes.len() > MAX_BYTES && matches!(input, Input::Stdin(_)) {
        // Not all of it was read, so not all of it could be passed on.
        return Err(Trouble::new(path, "is too large to be fixed, and nothing is written"));
    }
    let before = bytes.clone();
    let Fixed { analysis, fixes, bytes, is_held_back } = fix(bytes, analyse);
    let mut judged = judged(path, analysis);
    if is_held_back {
        let what = "holds bytes that are no text, so that fixes cannot be applied";
        judged.trouble = Some(Trouble::new(&*judged.checked.path, what));
    }
    if fixes == 0 && !matches!(input, Input::Stdin(_)) {
        return Ok(judged);
    }
    judged.fixes = fixes;
    match (options.fixing, input) {
        (Fixing::Show, _) => {
            judged.output = diff(&judged.checked.path, &before, &bytes).into_bytes();
        }
        (_, Input::Stdin(_)) => judged.output = bytes,
        (_, Input::Spacefile(file) | Input::Spaceignore(file) | Input::Misnamed(file)) => {
            if let Err(error) = write::change(file, &before, &bytes) {
                let trouble = Trouble::changing(&*judged.checked.path, &error);
                judged = self::judged(judged.checked.path, analyse(&before));
                judged.trouble = Some(trouble);
            }
        }
    }
    Ok(judged)
}

fn judged(path: String, analysis: Analysis) -> Judged {
    let Analysis { document, diagnostics, suppressed, ok, .. } = analysis;
    // Most files are fine, and then nobody needs their text any more.
    let is_fine = diagnostics.is_empty() && suppressed.is_empty();
    let text = if is_fine { String::new() } else { document.text };
    let checked = Checked { path, text, diagnostics, suppressed, ok };
    Judged { checked, fixes: 0, output: Vec::new(), trouble: None }
}
