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

/// Shortens text for a message and makes its invisible characters visible.
pub(crate) fn quote(text: &str) -> String {
    const LONGEST: usize = 60;
    let mut shown: String = text.chars().take(LONGEST).flat_map(char::escape_debug).collect();
    // Quotes need no escape between backticks.
    shown = shown.replace("\\'", "'").replace("\\\"", "\"");
    if text.chars().nth(LONGEST).is_some() {
        shown.push('…');
    }
    format!("`{shown}`")
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
