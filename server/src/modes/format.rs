//! `--format`: gives Spacefiles the standard layout, or shows what that would change.

use std::path::PathBuf;

use super::diff::diff;
use super::search::{Input, search};
use super::shown::Shown;
use super::{Outcome, each, input, print, say};
use crate::analysis::analyse_text;
use crate::diagnostic::apply;
use crate::document::Document;
use crate::encoding::encode;
use crate::ide::format::{format, reason};
use crate::ide::spaceignore;
use crate::report::Trouble;
use crate::rules::document_too_large::MAX_BYTES;
use crate::rules::words::count;
use crate::write;

/// What to format, and how.
#[derive(Debug)]
pub struct Options {
    /// Spacefiles, folders to search, `-` for standard input; none means `.`.
    pub paths: Vec<PathBuf>,
    /// Where standard input stands.
    pub stdin_path: Option<PathBuf>,
    /// Whether to show what would change, and to change nothing.
    pub diff: bool,
    /// Whether to leave out the summary.
    pub quiet: bool,
}

/// What came of one input.
struct Formatted {
    has_changed: bool,
    /// What goes to standard output: a diff, or standard input with its layout.
    output: Vec<u8>,
}

/// Formats everything that the options name.
#[must_use]
pub fn run(options: &Options) -> Outcome {
    let shown = Shown::new();
    let found = search(&options.paths, options.stdin_path.as_deref(), &shown);
    let (mut inputs, mut troubles) = (found.inputs, found.troubles);
    inputs.sort_by_cached_key(|input| input.name(&shown));
    let (mut output, mut changed, mut fine) = (Vec::new(), 0, 0);
    for result in each(&inputs, |input| one(input, options, &shown)) {
        match result {
            Ok(mut formatted) => {
                output.append(&mut formatted.output);
                *if formatted.has_changed { &mut changed } else { &mut fine } += 1;
            }
            Err(trouble) => troubles.push(trouble),
        }
    }
    let written = print::run(&output);
    if !options.quiet && changed + fine > 0 {
        let only_spacefiles = !inputs.iter().any(|it| matches!(it, Input::Spaceignore(_)));
        let nouns = if only_spacefiles { ("Spacefile", "Spacefiles") } else { ("file", "files") };
        say(&summary(options, changed, fine, nouns));
    }
    troubles.sort();
    for trouble in &troubles {
        say(&trouble.to_string());
    }
    written.and(match troubles.is_empty() {
        false => Outcome::Trouble,
        true if options.diff && changed > 0 => Outcome::Found,
        true => Outcome::Clean,
    })
}

fn summary(options: &Options, changed: usize, fine: usize, nouns: (&str, &str)) -> String {
    let of = |number| count(number, nouns.0, nouns.1);
    let done = if options.diff { "Would format" } else { "Formatted" };
    match (changed, fine) {
        (0, fine) => format!("{}, formatted already", of(fine)),
        (changed, 0) => format!("{done} {}", of(changed)),
        (changed, fine) => format!("{done} {}; {fine} formatted already", of(changed)),
    }
}

fn one(input: &Input, options: &Options, shown: &Shown) -> Result<Formatted, Trouble> {
    let place = input.name(shown);
    let bytes = match input {
        Input::Spacefile(file) | Input::Spaceignore(file) => input::file(file),
        Input::Stdin(_) => input::stdin(),
        Input::Misnamed(_) => {
            let what = "is not named `Spacefile`, so that no push reads it, and stays as it is";
            return Err(Trouble::new(place, what));
        }
    };
    let before = bytes.map_err(|error| Trouble::reading(&*place, &error))?;
    if before.len() > MAX_BYTES {
        return Err(Trouble::new(place, "is too large to be formatted, and stays as it is"));
    }
    let (document, edits) = match input {
        Input::Spaceignore(_) => {
            let document = Document::from_spaceignore(&before);
            if encode(&document.text, document.encoding) != before {
                return Err(Trouble::new(place, "is no text, and stays as it is"));
            }
            let edits = spaceignore::format::format(&document);
            (document, edits)
        }
        _ => {
            let document = Document::from_bytes(&before);
            let edits = format(&document).map_err(|refusal| {
                let analysis = analyse_text(document.text.clone(), None);
                let reason = reason(&refusal, &analysis);
                Trouble::new(&*place, format!("cannot be formatted: {reason}"))
            })?;
            (document, edits)
        }
    };
    let has_changed = !edits.is_empty();
    let after = match has_changed {
        true => encode(&apply(&edits, &document.text), document.encoding),
        false => before.clone(),
    };
    if options.diff {
        let output = diff(&place, &before, &after).into_bytes();
        return Ok(Formatted { has_changed, output });
    }
    let mut output = Vec::new();
    match input {
        Input::Spacefile(file) | Input::Spaceignore(file) if has_changed => {
            let result = write::change(file, &before, &after);
            result.map_err(|error| Trouble::changing(place, &error))?;
        }
        Input::Spacefile(_) | Input::Spaceignore(_) | Input::Misnamed(_) => {}
        Input::Stdin(_) => output = after,
    }
    Ok(Formatted { has_changed, output })
}
