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
use chance::SEEDS;
use files::{File, files as selected};
use judge::{Tally, judge};
use script::Script;
use session::Encoding;

/// Steps, in percent, after which every finished Micro is in the outline.
const WANTED: f64 = 99.5;

/// Of how many files one is replayed with a seed that is not the first.
const ONE_OF: usize = 16;

/// What is done to a file, with a seed.
type Mode = fn(&File, u64) -> Script;

const MODES: [(&str, Mode); 4] = [
    ("typing", |file, _| typing::from_nothing(file)),
    ("typing_between", |file, _| typing::between(file)),
    ("edits", edits::script),
    ("pastes", |file, seed| pastes::script(file, files(), seed)),
];
/// Those with chance in them.
const BY_CHANCE: [&str; 2] = ["edits", "pastes"];

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
    let scripts: Vec<_> =
        files.flat_map(|file| MODES.map(|(_, script)| script(&file, SEEDS[0]))).collect();
    session::replay(encoding, &scripts)
}

/// Replays one mode on all files, and with other seeds on some.
fn replay(mode: &str, script: Mode) -> Result<(), Failed> {
    let seeds = match chance::given() {
        Some(seed) => vec![seed],
        None if BY_CHANCE.contains(&mode) => SEEDS.to_vec(),
        None => vec![SEEDS[0]],
    };
    let runs = seeds.iter().enumerate().flat_map(|(index, seed)| {
        let step = if index == 0 { 1 } else { ONE_OF };
        files().iter().skip(index * step / SEEDS.len()).step_by(step).map(|file| (file, *seed))
    });
    let runs: Vec<_> = runs.collect();
    let tallies = runs.par_iter().map(|(file, seed)| judge(&script(file, *seed)));
    let tally = tallies.reduce(Tally::default, Tally::add);
    let summary = format!(
        "{mode}, seeds {seeds:?}: finished Micros in the outline after {:.2} % of {} steps, \
         {} false errors in them",
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
