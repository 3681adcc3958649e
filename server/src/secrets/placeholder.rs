//! Texts that stand for a secret without being one.

/// Words that occur in placeholders.
const WORDS: &[&str] = &[
    "1234",
    "abcd",
    "change",
    "default",
    "demo",
    "dummy",
    "enter",
    "example",
    "fake",
    "foobar",
    "insert",
    "localhost",
    "optional",
    "password",
    "placeholder",
    "replace",
    "sample",
    "secret",
    "some",
    "test",
    "todo",
    "undefined",
    "your",
    "xxxx",
    "0000",
    "****",
    "....",
];

/// Whether a text is plainly no secret: empty, masked, or one that asks to be replaced.
pub(super) fn is_placeholder(value: &str) -> bool {
    let brackets = [('<', '>'), ('{', '}'), ('[', ']'), ('(', ')')];
    if value.starts_with("${")
        || value.starts_with("{{")
        || brackets.iter().any(|(open, close)| value.starts_with(*open) && value.ends_with(*close))
    {
        return true;
    }
    let mut kinds: Vec<char> = Vec::new();
    for character in value.chars().filter(|character| character.is_alphanumeric()) {
        let lower = character.to_ascii_lowercase();
        if !kinds.contains(&lower) {
            kinds.push(lower);
        }
        if kinds.len() > FEW {
            let lower = value.to_ascii_lowercase();
            return WORDS.iter().any(|word| lower.contains(word));
        }
    }
    true
}

/// A text of so few different characters is a mask, such as `xxX0x-xxx`.
const FEW: usize = 3;
