//! What a push leaves out, in both readings, beside what others say.

mod cases;

use libtest_mimic::Trial;

pub fn trials() -> Vec<Trial> {
    cases::trials()
}
