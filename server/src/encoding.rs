//! From a file's bytes to text, as the original's reader decodes them.

use crate::syntax::{Slip, SlipKind};

/// How a file's bytes spell its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8 without byte order mark.
    Utf8,
    /// UTF-8 with a byte order mark.
    Utf8Bom,
    /// UTF-16, little end first.
    Utf16Le,
    /// UTF-16, big end first.
    Utf16Be,
}

/// A file's text and what was wrong with its bytes.
#[derive(Debug, Clone)]
pub struct Decoded {
    /// The text without byte order mark; U+FFFD for each byte sequence that is no text.
    pub text: String,
    /// How it was spelled.
    pub encoding: Encoding,
    /// What the original's reader refuses: ranges in bytes of `text`.
    pub slips: Vec<Slip>,
}

impl Decoded {
    /// A text that came decoded, from an editor.
    #[must_use]
    pub fn from_text(text: String) -> Self {
        let slips = bad_character(&text).into_iter().collect();
        Self { text, encoding: Encoding::Utf8, slips }
    }
}

/// Decodes a file.
#[must_use]
pub fn decode(bytes: &[u8]) -> Decoded {
    let mut slips = Vec::new();
    let (text, encoding) = match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => (decode_utf8(rest, &mut slips), Encoding::Utf8Bom),
        [0xFF, 0xFE, rest @ ..] => {
            (decode_utf16(rest, u16::from_le_bytes, &mut slips), Encoding::Utf16Le)
        }
        [0xFE, 0xFF, rest @ ..] => {
            (decode_utf16(rest, u16::from_be_bytes, &mut slips), Encoding::Utf16Be)
        }
        [1..=255, 0, _, 0, ..] => {
            (decode_utf16(bytes, u16::from_le_bytes, &mut slips), Encoding::Utf16Le)
        }
        [0, 1..=255, 0, ..] => {
            (decode_utf16(bytes, u16::from_be_bytes, &mut slips), Encoding::Utf16Be)
        }
        _ => (decode_utf8(bytes, &mut slips), Encoding::Utf8),
    };
    if matches!(bytes, [1..=255, 0, _, 0, ..] | [0, 1..=255, 0, ..]) {
        let end = text.chars().next().map_or(0, char::len_utf8);
        slips.push(Slip { kind: SlipKind::MissingByteOrderMark, range: 0..end });
    } else if slips.is_empty() {
        slips.extend(bad_character(&text));
    }
    Decoded { text, encoding, slips }
}

/// Spells a text as a file's bytes. UTF-16 always gets its byte order mark.
#[must_use]
pub fn encode(text: &str, encoding: Encoding) -> Vec<u8> {
    const MARK: char = '\u{feff}';
    let units = |bytes: fn(u16) -> [u8; 2]| {
        let marked = std::iter::once(MARK).chain(text.chars());
        marked.collect::<String>().encode_utf16().flat_map(bytes).collect()
    };
    match encoding {
        Encoding::Utf8 => text.as_bytes().to_vec(),
        Encoding::Utf8Bom => format!("{MARK}{text}").into_bytes(),
        Encoding::Utf16Le => units(u16::to_le_bytes),
        Encoding::Utf16Be => units(u16::to_be_bytes),
    }
}

fn decode_utf8(bytes: &[u8], slips: &mut Vec<Slip>) -> String {
    let text = String::from_utf8_lossy(bytes);
    if let std::borrow::Cow::Owned(text) = &text {
        // The replacement character itself is valid text, but one is wrong here for certain.
        let first = bytes.utf8_chunks().next().map_or(0, |chunk| chunk.valid().len());
        let more = bytes.utf8_chunks().filter(|chunk| !chunk.invalid().is_empty()).count();
        let kind = SlipKind::BadCharacter { character: None, more: more.saturating_sub(1) };
        let end = text.len().min(first + char::REPLACEMENT_CHARACTER.len_utf8());
        slips.push(Slip { kind, range: first..end });
    }
    text.into_owned()
}

fn decode_utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16, slips: &mut Vec<Slip>) -> String {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let mut text = String::new();
    let mut bad = Vec::new();
    for character in char::decode_utf16(pairs.iter().map(|pair| unit(*pair))) {
        if character.is_err() {
            bad.push(text.len());
        }
        text.push(character.unwrap_or(char::REPLACEMENT_CHARACTER));
    }
    if !rest.is_empty() {
        bad.push(text.len());
        text.push(char::REPLACEMENT_CHARACTER);
    }
    if let Some(first) = bad.first() {
        let kind = SlipKind::BadCharacter { character: None, more: bad.len() - 1 };
        let end = first + char::REPLACEMENT_CHARACTER.len_utf8();
        slips.push(Slip { kind, range: *first..end });
    }
    text
}

/// One slip for all characters that may not stand in a file, at the first of them.
fn bad_character(text: &str) -> Option<Slip> {
    // Almost all texts are plain, which is quick to see.
    if text.bytes().all(|byte| byte.is_ascii() && is_allowed(char::from(byte))) {
        return None;
    }
    let mut bad = text.char_indices().filter(|(_, character)| !is_allowed(*character));
    let (at, character) = bad.next()?;
    let kind = SlipKind::BadCharacter { character: Some(character), more: bad.count() };
    Some(Slip { kind, range: at..at + character.len_utf8() })
}

/// Whether the original's reader takes a character (Space CLI validator).
fn is_allowed(character: char) -> bool {
    matches!(character,
        '\t' | '\n' | '\r' | ' '..='~' | '\u{85}' | '\u{a0}'..='\u{fffd}' | '\u{10000}'..)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_encoded_reads_the_same() {
        let text = "v: 0 # \u{1f680} e\u{301}\r\n\u{feff}";
        for encoding in [Encoding::Utf8, Encoding::Utf8Bom, Encoding::Utf16Le, Encoding::Utf16Be] {
            let decoded = decode(&encode(text, encoding));
            assert_eq!((decoded.text.as_str(), decoded.encoding), (text, encoding));
        }
    }
}
