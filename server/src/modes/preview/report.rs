//! The reports: everything that there is to say.

use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::Path;
use std::sync::Arc;

use anstream::AutoStream;

use super::look::{Looked, is_link, look};
use super::{Options, spacefile};
use crate::ignore::upload::Upload;
use crate::ignore::walk::{self, Inside};
use crate::modes::check::{Format, Report};
use crate::modes::shown::Shown;
use crate::modes::{Color, Outcome, say, terminal, written};
use crate::report::Trouble;
use crate::report::preview::{Preview, Spacefile, hindrances, json, text};
use crate::write;

/// Looks at everything and writes the reports.
pub(super) fn run(options: &Options, reports: &[Report], ignored: bool) -> Outcome {
    let text = [Report { format: Format::Text, file: None }];
    let reports = if reports.is_empty() { &text } else { reports };
    let is_json = reports.iter().any(|report| report.format == Format::Json);
    let inside = match (ignored, is_json) {
        (false, _) => Inside::Closed,
        // People want to know how much there is, programs want it all.
        (true, false) => Inside::Counted,
        (true, true) => Inside::Listed,
    };
    let folder = options.folder.as_path();
    let looked = look(folder, walk::Options { inside, measure: true, ..walk::Options::default() });
    let Looked { tree, spaceignore, mut outcome } = match looked {
        Ok(looked) => looked,
        Err(outcome) => return outcome,
    };
    let upload = Arc::new(Upload::new(tree));
    let (tree, summary) = (upload.tree(), upload.summary());
    let spacefile = spacefile::judge(folder, &upload);
    let lines = spacefile::lines(folder, &spaceignore, tree);
    if let Spacefile::Unreadable(why) = &spacefile {
        let place = Shown::new().show(&folder.join(crate::project::SPACEFILE));
        say(&Trouble::new(place, why.as_str()).to_string());
        outcome = Outcome::Trouble;
    }
    let preview = Preview {
        root: &Shown::new().show(folder),
        is_link: is_link(folder),
        tree,
        summary,
        spaceignore: &spaceignore,
        lines: lines.as_ref(),
        spacefile: &spacefile,
    };
    if !hindrances(&preview).is_empty() {
        outcome = outcome.and(Outcome::Found);
    }
    for report in reports {
        outcome = outcome.and(match &report.file {
            Some(file) => to_file(&preview, report.format, file, options.color, ignored),
            None => {
                written(to_stdout(&preview, report.format, options.color, ignored), Outcome::Clean)
            }
        });
    }
    outcome
}

fn to_stdout(preview: &Preview<'_>, format: Format, color: Color, every: bool) -> io::Result<()> {
    let stdout = io::stdout();
    if format == Format::Json {
        let mut out = BufWriter::with_capacity(64 << 10, stdout.lock());
        json::write(&mut out, preview, every)?;
        return out.flush();
    }
    let width = stdout.is_terminal().then(terminal::width).flatten();
    let choice = color.choice(&stdout);
    let mut out = AutoStream::new(stdout.lock(), choice);
    out.write_all(text::write(preview, width).as_bytes())?;
    out.flush()
}

fn to_file(
    preview: &Preview<'_>,
    format: Format,
    file: &Path,
    color: Color,
    every: bool,
) -> Outcome {
    let result = write::replace(file, |out| {
        if format == Format::Json {
            return json::write(out, preview, every);
        }
        let text = text::write(preview, None);
        match color {
            Color::Always => out.write_all(text.as_bytes()),
            _ => write!(out, "{}", anstream::adapter::strip_str(&text)),
        }
    });
    match result {
        Ok(()) => Outcome::Clean,
        Err(error) => {
            let what = format!("the report cannot be written: {error}");
            say(&Trouble::new(file.to_string_lossy(), what).to_string());
            Outcome::Trouble
        }
    }
}
