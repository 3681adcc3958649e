//! Values that are likely secrets.

use super::placeholder::is_placeholder;
use super::shape::{self, is_random, kind_of_token};

/// What kind of secret the value of a variable seems to be. Rather none than a wrong one.
#[must_use]
pub fn looks_like(name: &str, value: &str) -> Option<&'static str> {
    let value = value.trim();
    if is_placeholder(value) {
        return None;
    }
    if let Some(kind) = shape::grants_posting(value) {
        return Some(kind);
    }
    // These are made to be seen.
    let upper = name.to_ascii_uppercase();
    if upper.contains("PUBLIC") || upper.ends_with("_ID") || value.starts_with("pk_") {
        return None;
    }
    if let Some(kind) = kind_of_token(value) {
        return Some(kind);
    }
    if names_secret(name) {
        // Nobody makes up a word like this as an example.
        let mixed = value.bytes().any(|byte| byte.is_ascii_digit())
            && value.bytes().any(|byte| byte.is_ascii_alphabetic());
        let one_word = !value.contains(char::is_whitespace) && !value.contains("://");
        if value.len() >= 8 && mixed && one_word {
            return Some("a real secret");
        }
    }
    is_random(value).then_some("a real secret")
}

/// Whether a value in a file that is there to hold secrets is one: there, a name tells enough.
pub(super) fn is_secret(name: &str, value: &str) -> bool {
    /// What the client's code gets to see, by the tools that build it.
    const SEEN: &[&str] = &[
        "VITE_",
        "NEXT_PUBLIC_",
        "NUXT_PUBLIC_",
        "REACT_APP_",
        "VUE_APP_",
        "GATSBY_",
        "EXPO_PUBLIC_",
    ];
    /// What is called a secret in some files and not elsewhere.
    const ALSO: &[&str] = &["_auth", "auth", "client-key-data", "private_key", "pass", "pw"];
    let value = value.trim();
    if SEEN.iter().any(|prefix| name.starts_with(prefix)) {
        return false;
    }
    let last = name.rsplit(['_', '-', ':', '.', '/']).next().unwrap_or_default();
    let is_named = || {
        let lower = name.to_ascii_lowercase();
        names_secret(name)
            || ALSO.contains(&lower.as_str())
            || ALSO.contains(&last.to_ascii_lowercase().as_str())
    };
    // A reference to something that is kept elsewhere.
    let is_reference = value.starts_with('$') || value.starts_with("op://");
    looks_like(name, value).is_some() || !is_reference && !is_placeholder(value) && is_named()
}

/// Whether a name ends in what secrets are called: `DB_PASSWORD`, not `PASSWORD_LENGTH`.
fn names_secret(name: &str) -> bool {
    const SECRETS: &[&str] = &[
        "apikey",
        "authtoken",
        "credential",
        "credentials",
        "passphrase",
        "passwd",
        "password",
        "pwd",
        "secret",
        "secretkey",
        "token",
    ];
    const KEYS: &[&str] = &[
        "access",
        "admin",
        "api",
        "auth",
        "encryption",
        "jwt",
        "master",
        "private",
        "project",
        "secret",
        "session",
        "signing",
    ];
    let lower = name.to_ascii_lowercase();
    let mut words = lower.rsplit(['_', '-', '.', ' ']);
    match words.next() {
        Some("key") => words.next().is_some_and(|word| KEYS.contains(&word)),
        Some(last) => SECRETS.iter().any(|secret| last.ends_with(secret)),
        None => false,
    }
}
