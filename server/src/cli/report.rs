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

/// Says where several reports would go to the same place.
pub(super) fn no_shared_place(reports: &[check::Report]) -> Result<(), String> {
    // The same file may be spelled in several ways.
    let place = |report: &check::Report| report.file.as_ref().map(|file| absolute(file).ok());
    let mut seen = HashSet::new();
    let Some(twice) = reports.iter().find(|report| !seen.insert(place(report))) else {
        return Ok(());
    };
    let place = match &twice.file {
        Some(file) => format!("`{}`", file.display()),
        None => "standard output: give all but one a file, as in `--report json=FILE`".to_owned(),
    };
    Err(format!("two reports cannot both go to {place}\n"))
}
