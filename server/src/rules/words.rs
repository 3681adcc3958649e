//! Turns of phrase that several rules need.

/// The candidate nearest to what was typed, if it is near enough to be a slip of the finger.
pub(crate) fn nearest<'c>(
    typed: &str,
    candidates: impl IntoIterator<Item = &'c str>,
) -> Option<&'c str> {
    /// No key, engine or file that people mistype is longer; comparing costs the square of it.
    const LONGEST: usize = 64;
    if typed.len() > LONGEST {
        return None;
    }
    let simple = |text: &str| text.to_lowercase().replace(['-', '_', ' ', '.'], "");
    let typed = simple(typed);
    let near = candidates.into_iter().filter_map(|candidate| {
        let plain = simple(candidate);
        let distance = strsim::damerau_levenshtein(&typed, &plain);
        let allowed = (plain.chars().count().max(typed.chars().count()) + 1) / 3;
        (distance <= allowed).then_some((distance, candidate))
    });
    near.min_by_key(|(distance, _)| *distance).map(|(_, candidate)| candidate)
}

/// Shortens text for a message, and shows as escapes what a terminal would obey or nobody would see.
/// All else stays as typed: backslashes, quotes, joined emoji, accents.
pub(crate) fn quote(text: &str) -> String {
    const LONGEST: usize = 60;
    let mut shown = String::with_capacity(text.len().min(4 * LONGEST) + 2);
    shown.push('`');
    for character in text.chars().take(LONGEST) {
        match character {
            '\n' => shown.push_str("\\n"),
            '\r' => shown.push_str("\\r"),
            '\t' => shown.push_str("\\t"),
            ' '..='~' => shown.push(character),
            // As it would be written in YAML.
            hidden if is_hidden(hidden) => {
                shown.push_str(&format!("\\u{:04X}", u32::from(hidden)));
            }
            plain => shown.push(plain),
        }
    }
    if text.chars().nth(LONGEST).is_some() {
        shown.push('…');
    }
    shown.push('`');
    shown
}

/// Whether a character can't be seen, or changes how others are shown.
fn is_hidden(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            // Of no width; of another direction; ends of lines; the byte order mark.
            '\u{200b}'
                | '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
                | '\u{2028}' | '\u{2029}'
                | '\u{feff}'
        )
}

/// A number of bytes in the unit that fits, decimal: `12 bytes`, `1.2 kB`, `250 MB`.
pub(crate) fn size(bytes: u64) -> String {
    if bytes < 1000 {
        return count(usize::try_from(bytes).unwrap_or_default(), "byte", "bytes");
    }
    let (mut unit, mut one) = ("kB", 1000);
    for larger in ["MB", "GB", "TB"] {
        // What would be shown as 1000 is 1 of the next.
        if bytes < one * 1000 - one / 2 {
            break;
        }
        (unit, one) = (larger, one * 1000);
    }
    // Rounded to tenths below ten.
    let tenths = (bytes.saturating_mul(10) + one / 2) / one;
    match tenths {
        ..100 if !tenths.is_multiple_of(10) => format!("{}.{} {unit}", tenths / 10, tenths % 10),
        ..100 => format!("{} {unit}", tenths / 10),
        _ => format!("{} {unit}", (bytes + one / 2) / one),
    }
}

/// `one thing`, `2 things`.
pub(crate) fn count(number: usize, one: &str, many: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{number} {many}") }
}

/// `a`, `a and b`, `a, b and c`.
pub(crate) fn list(words: &[String], last: &str) -> String {
    match words {
        [] => String::new(),
        [only] => only.clone(),
        [init @ .., end] => format!("{} {last} {end}", init.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_show_what_was_typed() {
        let typed = "C:\\api \"it's\" e\u{301} \u{1f469}\u{200d}\u{1f680}";
        assert_eq!(quote(typed), format!("`{typed}`"));
        assert_eq!(quote("a\tb\n\u{1b}\u{202e}\u{200b}"), "`a\\tb\\n\\u001B\\u202E\\u200B`");
        assert_eq!(quote(&"é".repeat(61)), format!("`{}…`", "é".repeat(60)));
    }
}
