//! A secret that everybody who installs the app would get.

mod placeholder;
mod shape;

use super::parts::{mark, variables};
use super::words::quote;
use super::{Check, Context, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use placeholder::is_placeholder;
use shape::{is_random, kind_of_token};

pub(super) static RULE: Rule = Rule {
    name: "secret-default",
    severity: Severity::Warning,
    summary: "the default of an environment variable looks like a real secret",
    docs: include_str!("secret_default.md"),
    check: Check::Document(check),
};

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let document = context.document;
    for (_, variable) in variables(context) {
        let Some((value, _)) = variable.text(document, "default") else { continue };
        let name = variable.text(document, "name").map_or("", |(name, _)| name);
        let Some(looks) = looks_like(name, value) else { continue };
        // The value itself is never repeated: reports end up in logs.
        let message = match name {
            "" => format!("this default looks like {looks}"),
            name => format!("the default of {} looks like {looks}", quote(name)),
        };
        let finding = Diagnostic::new(mark(document, &variable, "default"), message)
            .help(
                "A default is visible to everybody who installs the app, and to whoever reads this \
                 file. Leave `default` out, so that each of them enters their own, and replace the \
                 secret if it was real.",
            )
            .instance(variable.pointer_to("default"));
        found.push(finding);
    }
}

/// What kind of secret a default seems to be. Rather none than a wrong one.
fn looks_like(name: &str, value: &str) -> Option<&'static str> {
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

#[cfg(test)]
mod tests;
