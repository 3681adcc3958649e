//! Makes foreign text fit to be shown on a terminal.

/// Longer than any message should be; what a user typed may be quoted in one, and may be long.
const LIMIT: usize = 1000;

/// The text on one line, in visible characters that leave the terminal alone, not too much of it.
#[must_use]
pub fn plain(text: &str) -> String {
    let mut shown: String = text.chars().take(LIMIT).map(visible).collect();
    if shown.len() < text.len() && text.chars().nth(LIMIT).is_some() {
        shown.push('…');
    }
    shown
}

/// What is shown for a character: itself, unless a terminal would act on it or show nothing.
///
/// It is always one character for one, so that columns stay what they are.
pub(in crate::report) fn visible(c: char) -> char {
    match c {
        // The pictures of the control characters stand in the same order.
        '\0'..='\x1f' => char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{fffd}'),
        '\x7f' => '\u{2421}',
        // C1 controls (U+009B starts an escape sequence, too), marks that reorder text, other line
        // ends, and characters without width that make two different names look the same.
        '\u{80}'..='\u{9f}'
        | '\u{61c}'
        | '\u{200b}'
        | '\u{200c}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}' => '\u{fffd}',
        c => c,
    }
}
