//! Writes the reports: each to its file, or to standard output.

use std::io::{self, BufWriter, IsTerminal as _, Write};
use std::path::Path;

use anstream::{AutoStream, ColorChoice};

use super::{Format, Options, Report};
use crate::modes::{Color, Outcome, ci, each, say, terminal, written};
use crate::report::{Run, Trouble, github, gitlab, json, junit, sarif, text};
use crate::write;

/// Writes all of them. What can't be written is said on the standard error stream.
pub(super) fn write(run: &Run<'_>, reports: &[Report], options: &Options) -> Outcome {
    let mut outcome = Outcome::Clean;
    for report in reports {
        outcome = outcome.and(match &report.file {
            Some(file) => to_file(run, options, report.format, file),
            None => written(to_stdout(run, options, report.format), Outcome::Clean),
        });
    }
    outcome
}

/// The reports asked for; without a word of it, text, and beside it what GitHub reads.
pub(super) fn wanted(options: &Options) -> Vec<Report> {
    if !options.reports.is_empty() {
        return options.reports.clone();
    }
    let formats = [Some(Format::Text), ci::in_github().then_some(Format::Github)];
    formats.into_iter().flatten().map(|format| Report { format, file: None }).collect()
}

fn to_file(run: &Run<'_>, options: &Options, format: Format, file: &Path) -> Outcome {
    let style = text::Style {
        color: options.color == Color::Always,
        quiet: options.quiet,
        ..text::Style::default()
    };
    let result = write::replace(file, |out| render(run, format, style, out));
    match result {
        Ok(()) => Outcome::Clean,
        Err(error) => {
            let what = format!("the report cannot be written: {error}");
            say(&Trouble::new(file.to_string_lossy(), what).to_string());
            Outcome::Trouble
        }
    }
}

fn to_stdout(run: &Run<'_>, options: &Options, format: Format) -> io::Result<()> {
    let stdout = io::stdout();
    if format != Format::Text {
        let mut out = BufWriter::new(stdout.lock());
        render(run, format, text::Style::default(), &mut out)?;
        return out.flush();
    }
    let choice = options.color.choice(&stdout);
    let is_terminal = stdout.is_terminal();
    let color = choice != ColorChoice::Never;
    let style = text::Style {
        color,
        quiet: options.quiet,
        width: is_terminal.then(terminal::width).flatten(),
        link: terminal::link(color && is_terminal),
    };
    let mut out = BufWriter::new(AutoStream::new(stdout.lock(), choice));
    render(run, format, style, &mut out)?;
    out.flush()
}

fn render(
    run: &Run<'_>,
    format: Format,
    style: text::Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    match format {
        Format::Text => {
            for part in each(run.files, |checked| text::file(checked, style)) {
                out.write_all(part.as_bytes())?;
            }
            // Where nothing was checked there is only trouble to tell.
            if !style.quiet && run.counts.files > 0 {
                writeln!(out, "{}", text::summary(run.files, run.counts, style))?;
            }
            Ok(())
        }
        Format::Json => json::write(out, run),
        Format::Github => github::write(out, run),
        Format::Gitlab => gitlab::write(out, run),
        Format::Junit => junit::write(out, run),
        Format::Sarif => sarif::write(out, run),
    }
}
