//! The original's verdicts.
pub fn trials() -> Vec<libtest_mimic::Trial> {
    Vec::new()
}
