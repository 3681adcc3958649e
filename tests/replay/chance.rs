//! Chance that can be repeated.

use proptest::prelude::RngExt;
use proptest::test_runner::{RngAlgorithm, TestRng};

/// Sets another seed than the usual one.
const VARIABLE: &str = "SPACEFILE_SEED";

/// The seed of this run.
pub fn seed() -> u64 {
    let given = std::env::var(VARIABLE).ok();
    given.map_or(4, |seed| seed.parse().unwrap_or_else(|_| panic!("{VARIABLE} is no number")))
}

/// A source of choices.
pub struct Chance(TestRng);

impl Chance {
    /// The same choices for the same seed, file and purpose.
    pub fn new(id: &str, purpose: &str) -> Self {
        let mut bytes = [0; 32];
        bytes[..8].copy_from_slice(&seed().to_le_bytes());
        for (at, byte) in id.bytes().chain(purpose.bytes()).enumerate() {
            let at = 8 + at % 24;
            bytes[at] = u8::wrapping_mul(bytes[at], 31).wrapping_add(byte);
        }
        Self(TestRng::from_seed(RngAlgorithm::ChaCha, &bytes))
    }

    /// A number below another one.
    pub fn below(&mut self, end: usize) -> usize {
        self.0.random_range(0..end)
    }

    pub fn one_of<'t, T>(&mut self, things: &'t [T]) -> &'t T {
        &things[self.below(things.len())]
    }
}
