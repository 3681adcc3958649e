//! `--check`: judges Spacefiles and reports what is found.

use std::io::{self, Write};
use std::path::PathBuf;

use anstream::{AutoStream, ColorChoice};
use rayon::prelude::*;

use super::search::{Input, folder_of, search};
use super::shown::Shown;
use super::{Color, Outcome, Trouble, input, say, written};
use crate::analysis::{Analysis, analyse, misnamed};
use crate::project::Project;
use crate::report::{Checked, Counts, json, text};

/// What to judge, and how to tell.
#[derive(Debug)]
pub struct Options {
    /// Spacefiles, folders to search, `-` for standard input; none means `.`.
    pub paths: Vec<PathBuf>,
    /// Where standard input stands.
    pub stdin_path: Option<PathBuf>,
    /// How to report.
    pub report: Format,
    /// When to colour the text report.
    pub color: Color,
    /// Whether the text report leaves out infos and the summary.
    pub quiet: bool,
    /// Whether warnings count as failures.
    pub deny_warnings: bool,
    /// Whether findings do not count as failures.
    pub exit_zero: bool,
}

/// A kind of report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For people.
    Text,
    /// For programs.
    Json,
}

/// One document's part of the report. Its text is gone by then: only what is shown is kept.
enum Part {
    Text(String),
    Json(json::File),
}

/// Judges everything that the options name.
#[must_use]
pub fn run(options: &Options) -> Outcome {
    let stdout = io::stdout();
    let choice = match options.color {
        Color::Auto => AutoStream::choice(&stdout),
        Color::Always => ColorChoice::Always,
        Color::Never => ColorChoice::Never,
    };
    let style = text::Style { color: choice != ColorChoice::Never, quiet: options.quiet };

    let shown = Shown::new();
    let mut found = search(&options.paths, options.stdin_path.as_deref(), &shown);
    // Standard input sorts by the name it is shown under, like everything else.
    found.inputs.sort_by_cached_key(|input| name(input, &shown));

    let judge = |input: &Input| judge(input, options, &shown, style);
    let judged: Vec<_> = match found.inputs.as_slice() {
        // A pool of threads costs more than one file.
        [one] => vec![judge(one)],
        inputs => inputs.par_iter().map(judge).collect(),
    };

    let mut counts = Counts::default();
    let mut parts = Vec::new();
    let mut troubles = found.troubles;
    for result in judged {
        match result {
            Ok((part, count)) => {
                counts += count;
                parts.push(part);
            }
            Err(trouble) => troubles.push(trouble),
        }
    }

    let outcome = if !troubles.is_empty() || counts.not_checked > 0 {
        Outcome::Trouble
    } else if (counts.errors > 0 || options.deny_warnings && counts.warnings > 0)
        && !options.exit_zero
    {
        Outcome::Found
    } else {
        Outcome::Clean
    };

    let out = io::BufWriter::new(AutoStream::new(stdout.lock(), choice));
    let outcome = written(write(out, parts, counts, options), outcome);
    troubles.sort();
    for trouble in &troubles {
        say(&trouble.to_string());
    }
    outcome
}

/// The name an input is shown under.
fn name(input: &Input, shown: &Shown) -> String {
    match input {
        Input::Spacefile(path) | Input::Misnamed(path) | Input::Stdin(Some(path)) => {
            shown.show(path)
        }
        Input::Stdin(None) => "<stdin>".to_owned(),
    }
}

fn judge(
    input: &Input,
    options: &Options,
    shown: &Shown,
    style: text::Style,
) -> Result<(Part, Counts), Trouble> {
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
    let Analysis { document, diagnostics, ok, .. } = analysis;
    let checked = Checked { path, text: document.text, diagnostics, ok };
    let counts = checked.counts();
    let part = match options.report {
        Format::Text => Part::Text(text::file(&checked, style)),
        Format::Json => Part::Json(json::file(checked)),
    };
    Ok((part, counts))
}

fn write(
    mut out: impl Write,
    parts: Vec<Part>,
    counts: Counts,
    options: &Options,
) -> io::Result<()> {
    let mut files = Vec::new();
    for part in parts {
        match part {
            Part::Text(part) => out.write_all(part.as_bytes())?,
            Part::Json(file) => files.push(file),
        }
    }
    match options.report {
        Format::Json => json::write(&mut out, files, counts)?,
        // Where nothing was checked there is only trouble to tell.
        Format::Text if !options.quiet && counts.files > 0 => {
            writeln!(out, "{}", text::summary(counts))?;
        }
        Format::Text => {}
    }
    out.flush()
}
