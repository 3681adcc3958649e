//! What a push leaves out, in both readings, beside what others say.

mod cases;
mod differing;

use libtest_mimic::Trial;

pub fn trials() -> Vec<Trial> {
    let mut trials = cases::trials();
    trials.extend(differing::trials());
    trials
}
