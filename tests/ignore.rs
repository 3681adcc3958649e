//! What a push leaves out, in both readings: beside the shared cases, beside references that state
//! the rules plainly, and beside git and Go themselves.

mod cases;
pub mod differing;
mod documented;
mod engine;
mod git;
mod go;
mod lines;
mod original;
mod tree;

use libtest_mimic::Trial;

pub fn trials() -> Vec<Trial> {
    let all = [
        cases::trials(),
        differing::trials(),
        engine::trials(),
        git::trials(),
        go::trials(),
        lines::trials(),
    ];
    all.into_iter().flatten().collect()
}
