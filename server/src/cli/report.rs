//! A report as an argument: `FORMAT[=FILE]`.

use std::collections::HashSet;
use std::path::{PathBuf, absolute};

use crate::modes::check;
use crate::project::SPACEFILE;

/// Reads `FORMAT[=FILE]`.
pub(super) fn parse(text: &str) -> Result<check::Report, String> {
    let (format, file) = match text.split_once('=') {
        Some((_, "")) => return Err("no file is named after the `=`".to_owned()),
        Some((format, file)) => (format, Some(PathBuf::from(file))),
        None => (text, None),
    };
    let format = match format {
        "text" => check::Format::Text,
        "json" => check::Format::Json,
        "github" => check::Format::Github,
        "gitlab" => check::Format::Gitlab,
        "junit" => check::Format::Junit,
        "sarif" => check::Format::Sarif,
        _ => return Err("the formats are text, json, github, gitlab, junit and sarif".to_owned()),
    };
    if file.as_ref().and_then(|file| file.file_name()).is_some_and(|name| name == SPACEFILE) {
        return Err("a report would take the place of the Spacefile".to_owned());
    }
    Ok(check::Report { format, file })
}

/// A report that goes where another goes.
pub(super) fn shared_place(reports: &[check::Report]) -> Option<&check::Report> {
    // The same file may be spelled in several ways.
    let place = |report: &check::Report| report.file.as_ref().map(|file| absolute(file).ok());
    let mut seen = HashSet::new();
    reports.iter().find(|report| !seen.insert(place(report)))
}
