//! The arguments of `--preview`.

use clap::error::ErrorKind;

use super::report::no_shared_place;
use super::{Arguments, command};
use crate::modes::{Color, check, preview};

/// Reads what is wanted of a preview.
pub(super) fn options(arguments: Arguments, color: Color) -> Result<preview::Options, clap::Error> {
    let mistake = |words| command().error(ErrorKind::ValueValidation, words);
    let mut paths = arguments.paths.into_iter();
    let folder = paths.next().unwrap_or_else(|| ".".into());
    if paths.next().is_some() {
        return Err(mistake("--preview is of one folder only"));
    }
    if folder.as_os_str() == "-" {
        return Err(mistake("--preview needs a folder, not standard input"));
    }
    let is_known = |format| matches!(format, check::Format::Text | check::Format::Json);
    if !arguments.report.iter().all(|report| is_known(report.format)) {
        return Err(mistake("the formats of --preview are text and json"));
    }
    if arguments.list && !arguments.report.is_empty() {
        return Err(command().error(ErrorKind::ArgumentConflict, "--list is no report"));
    }
    no_shared_place(&arguments.report)
        .map_err(|mistake| command().error(ErrorKind::ArgumentConflict, mistake))?;
    let job = match (arguments.list, arguments.why) {
        (true, _) => preview::Job::List { null: arguments.null },
        (_, paths) if !paths.is_empty() => preview::Job::Why(paths),
        _ => preview::Job::Report { reports: arguments.report, ignored: arguments.ignored },
    };
    Ok(preview::Options { folder, job, color })
}
