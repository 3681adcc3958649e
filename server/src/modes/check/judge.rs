//! From what was found on disk to findings.

use rayon::prelude::*;

use super::Checked;
use crate::analysis::{Analysis, Levels, analyse, misnamed};
use crate::modes::input;
use crate::modes::search::{Input, folder_of};
use crate::modes::shown::Shown;
use crate::project::Project;
use crate::report::{STDIN, Trouble};

/// Judges everything, in the order it is shown.
pub(super) fn all(
    mut inputs: Vec<Input>,
    levels: &Levels,
    shown: &Shown,
    troubles: &mut Vec<Trouble>,
) -> Vec<Checked> {
    // Standard input sorts by the name it is shown under, like everything else.
    inputs.sort_by_cached_key(|input| name(input, shown));
    let mut files = Vec::new();
    for result in each(&inputs, |input| judge(input, levels, shown)) {
        match result {
            Ok(checked) => files.push(checked),
            Err(trouble) => troubles.push(trouble),
        }
    }
    files
}

/// Does the same to all items, at once if there are several: a pool of threads costs more than one.
pub(super) fn each<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Send + Sync) -> Vec<R> {
    match items {
        [one] => vec![work(one)],
        items => items.par_iter().map(work).collect(),
    }
}

/// The name an input is shown under.
fn name(input: &Input, shown: &Shown) -> String {
    match input {
        Input::Spacefile(path) | Input::Misnamed(path) | Input::Stdin(Some(path)) => {
            shown.show(path)
        }
        Input::Stdin(None) => STDIN.to_owned(),
    }
}

fn judge(input: &Input, levels: &Levels, shown: &Shown) -> Result<Checked, Trouble> {
    let path = name(input, shown);
    let trouble = |error| Trouble::reading(path.clone(), &error);
    let analysis = match input {
        Input::Spacefile(file) => {
            let bytes = input::file(file).map_err(trouble)?;
            analyse(&bytes, Some(&Project::new(folder_of(file))))
        }
        Input::Misnamed(file) => misnamed(&file.file_name().unwrap_or_default().to_string_lossy()),
        Input::Stdin(path) => {
            let bytes = input::stdin().map_err(trouble)?;
            // Nothing is missing from a folder that is not there yet.
            let folder = path.as_deref().map(folder_of).filter(|folder| folder.is_dir());
            analyse(&bytes, folder.map(Project::new).as_ref())
        }
    };
    let Analysis { document, diagnostics, suppressed, ok, .. } = analysis.at(levels);
    // Most files are fine, and then nobody needs their text any more.
    let is_fine = diagnostics.is_empty() && suppressed.is_empty();
    let text = if is_fine { String::new() } else { document.text };
    Ok(Checked { path, text, diagnostics, suppressed, ok })
}
