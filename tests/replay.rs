//! Spacefiles while they are being written: typed key by key, damaged and mended, pasted into.
//!
//! After each step, the Micros that are finished stand in the outline, and no false error lies in
//! one of them. What a finished Micro is, `script` says; what a true error there is, `judge`.

pub mod chance;
mod edits;
mod files;
mod judge;
mod pastes;
mod script;
mod session;
mod typing;

use std::sync::OnceLock;

use libtest_mimic::{Failed, Trial};
use rayon::prelude::*;

use crate::support::shared;
use files::{File, files as selected};
use judge::{Tally, judge};
use script::Script;
use session::Encoding;

/// Steps, in percent, after which every finished Micro is in the outline.
const WANTED: f64 = 99.5;

type Mode = fn(&File) -> Script;

const MODES: [(&str, Mode); 4] = [
    ("typing", typing::from_nothing),
    ("typing_between", typing::between),
    ("edits", edits::script),
    ("pastes", |file| pastes::script(file, files())),
];

pub fn trials() -> Vec<Trial> {
    let judged = MODES
        .map(|(mode, script)| Trial::test(format!("replay::{mode}"), move || replay(mode, script)));
    let compared = Encoding::ALL.map(|encoding| {
        Trial::test(format!("replay::server_{}", encoding.name()), move || through_server(encoding))
    });
    let trials = judged.into_iter().chain(compared);
    trials.map(|trial| trial.with_ignored_flag(shared().is_none())).collect()
}

fn files() -> &'static [File] {
    static FILES: OnceLock<Vec<File>> = OnceLock::new();
    FILES.get_or_init(selected)
}

/// Replays all modes on every sixth file, with the server counting columns in one way.
fn through_server(encoding: Encoding) -> Result<(), Failed> {
    let files = files().iter().enumerate().skip(encoding as usize).step_by(6);
    let files = files.map(|(index, file)| session::decorate(index, file));
    let scripts: Vec<_> = files.flat_map(|file| MODES.map(|(_, script)| script(&file))).collect();
    session::replay(encoding, &scripts)
}

/// Replays one mode on all files.
fn replay(mode: &str, script: fn(&File) -> Script) -> Result<(), Failed> {
    let tallies = files().par_iter().map(|file| judge(&script(file)));
    let tally = tallies.reduce(Tally::default, Tally::add);
    let summary = format!(
        "{mode}, seed {}: finished Micros in the outline after {:.2} % of {} steps, \
         {} false errors in them",
        chance::seed(),
        tally.kept(),
        tally.steps,
        tally.false_errors.len()
    );
    println!("{summary}");
    if tally.kept() >= WANTED && tally.false_errors.is_empty() {
        return Ok(());
    }
    /// Failures that are shown of each kind.
    const SHOWN: usize = 20;
    let failures = tally.false_errors.iter().take(SHOWN).chain(tally.lost.iter().take(SHOWN));
    let failures: String = failures.map(|failure| format!("\n{failure}")).collect();
    Err(format!("{summary}\n{failures}").into())
}
