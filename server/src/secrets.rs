//! What is likely a secret: the one place that decides, for values and for whole files.
//!
//! A file is told in two steps: by its name and place, which costs nothing, and by what it holds.
//! Rather none than a wrong one: certificates, templates and settings without a password are fine.

mod content;
mod names;
mod placeholder;
mod shape;
mod value;

pub use names::Secret;
pub use value::looks_like;

/// So much of a file tells whether it holds a secret.
pub const MOST_BYTES: usize = 64 << 10;

impl Secret {
    /// Whether the content of a file bears out what its name says. `head` is what it starts with:
    /// all of it, or [`MOST_BYTES`].
    #[must_use]
    pub fn is_in(self, head: &[u8]) -> bool {
        match self {
            // These can't be looked into; an empty one is none.
            Self::KeyStore | Self::State => !head.is_empty(),
            Self::PrivateKey => content::has_private_key(head),
            Self::Variables | Self::Login | Self::Settings => content::has_secret(head),
        }
    }
}

#[cfg(test)]
mod tests;
