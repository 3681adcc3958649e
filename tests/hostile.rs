//! Bad input is normal input.
pub fn trials() -> Vec<libtest_mimic::Trial> {
    Vec::new()
}
