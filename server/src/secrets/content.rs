//! What a file holds.

use serde_json::Value;

use super::shape::kind_of_token;
use super::value::is_secret;

/// Whether a text has a private key in it, as OpenSSL, OpenSSH or PuTTY write one.
pub(super) fn has_private_key(head: &[u8]) -> bool {
    let has = |mark: &[u8]| head.windows(mark.len()).any(|part| part == mark);
    has(b"PRIVATE KEY-----") || head.starts_with(b"PuTTY-User-Key-File-")
}

/// Whether there is a secret in a text of settings, whatever their syntax: names with `=` or `:`
/// behind them, JSON, or the words of a `.netrc`.
pub(super) fn has_secret(head: &[u8]) -> bool {
    let text = String::from_utf8_lossy(head);
    if has_private_key(head) {
        return true;
    }
    match serde_json::from_str::<Value>(&text) {
        Ok(value) => in_json("", &value),
        Err(_) => text.lines().any(in_line) || in_words(&text),
    }
}

fn in_json(name: &str, value: &Value) -> bool {
    match value {
        Value::Object(fields) => fields.iter().any(|(name, value)| in_json(name, value)),
        Value::Array(items) => items.iter().any(|item| in_json(name, item)),
        Value::String(text) => is_secret(name, text),
        _ => false,
    }
}

/// `export NAME="value" # comment`, `name: value`, `"name": "value",`, or an address with a login.
fn in_line(line: &str) -> bool {
    let line = line.trim();
    if line.starts_with(['#', ';']) || line.starts_with("//") && !line.contains('=') {
        return false;
    }
    let line = line.strip_prefix("export ").unwrap_or(line);
    let quotes = ['"', '\'', '`'];
    let by_sign = |sign: char| {
        let (name, value) = line.split_once(sign)?;
        let name = name.trim().trim_matches(quotes);
        let value = value.trim().trim_end_matches(',');
        let bare = match value.chars().next().filter(|first| quotes.contains(first)) {
            Some(quote) => value.get(1..)?.split(quote).next()?,
            None => value.split(" #").next()?.trim(),
        };
        // What has blanks in it is a sentence, not a name.
        Some(!name.contains(char::is_whitespace) && is_secret(name, bare))
    };
    by_sign('=').or_else(|| by_sign(':')) == Some(true) || kind_of_token(line).is_some()
}

/// `machine example.com login me password secret`, as a `.netrc` has it; and the five fields of a
/// `.pgpass`.
fn in_words(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let is_login = text.split_whitespace().any(|word| matches!(word, "machine" | "login"));
    if is_login && words.any(|word| word == "password") {
        return words.next().is_some_and(|word| is_secret("password", word));
    }
    text.lines().any(|line| {
        let fields: Vec<_> = line.trim().splitn(6, ':').collect();
        let port = |text: &str| text == "*" || text.parse::<u16>().is_ok();
        match fields.as_slice() {
            [host, field, _, _, password] if !host.starts_with('#') && port(field) => {
                is_secret("password", password)
            }
            _ => false,
        }
    })
}
