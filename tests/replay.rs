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

/// What somebody does to a file, by a seed.
type Mode = fn(&File, u64) -> Script;

/// The modes without chance.
const TYPING: [(&str, Mode); 2] = [
    ("typing", |file, _| typing::from_nothing(file)),
    ("typing_between", |file, _| typing::between(file)),
];
const CHANCE: [(&str, Mode); 2] =
    [("edits", edits::script), ("pastes", |file, seed| pastes::script(file, files(), seed))];

pub fn trials() -> Vec<Trial> {
    let seeds = chance::seeds();
    let typing = TYPING.map(|(mode, script)| (mode.to_owned(), 0, script));
    let chance = seeds.iter().flat_map(|seed| {
        CHANCE.map(|(mode, script)| (format!("{mode}_of_seed_{seed}"), *seed, script))
    });
    let judged = typing.into_iter().chain(chance).map(|(mode, seed, script)| {
        Trial::test(format!("replay::{mode}"), move || replay(&mode, seed, script))
    });
    let compared = Encoding::ALL.into_iter().zip(seeds.clone().into_iter().cycle());
    let compared = compared.map(|(encoding, seed)| {
        let name = format!("replay::server_{}", encoding.name());
        Trial::test(name, move || through_server(encoding, seed))
    });
    let trials = judged.chain(compared);
    trials.map(|trial| trial.with_ignored_flag(shared().is_none())).collect()
}

fn files() -> &'static [File] {
    static FILES: OnceLock<Vec<File>> = OnceLock::new();
    FILES.get_or_init(selected)
}

/// Replays all modes on every sixth file, with the server counting columns in one way.
fn through_server(encoding: Encoding, seed: u64) -> Result<(), Failed> {
    let files = files().iter().enumerate().skip(encoding as usize).step_by(6);
    let files = files.map(|(index, file)| session::decorate(index, file));
    let modes = TYPING.iter().chain(&CHANCE);
    let scripts: Vec<_> =
        files.flat_map(|file| modes.clone().map(move |(_, script)| script(&file, seed))).collect();
    session::replay(encoding, &scripts)
}

/// Replays one mode on all files.
fn replay(mode: &str, seed: u64, script: Mode) -> Result<(), Failed> {
    let tallies = files().par_iter().map(|file| judge(&script(file, seed)));
    let tally = tallies.reduce(Tally::default, Tally::add);
    let summary = format!(
        "{mode}: finished Micros in the outline after {:.2} % of {} steps, {} false errors in \
         them and {} true ones",
        tally.kept(),
        tally.steps,
        tally.false_errors.len(),
        tally.true_errors.len()
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
