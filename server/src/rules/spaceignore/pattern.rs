//! Lines that mean the same in both readings.

/// A line for exactly what stands at a path of the project, be it a file, a folder or a link.
/// `None` for names that no line can tell: those that are no text, or have control characters.
pub(in crate::rules) fn exactly(path: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(path).ok().filter(|text| !text.is_empty())?;
    let mut line = String::from("/");
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            control if control.is_control() => return None,
            '?' => line.push_str("[?]"),
            ' ' if characters.peek().is_none() => line.push_str("[ ]"),
            '*' | '[' | ']' | '(' | ')' | '{' | '}' | '|' | '+' | '^' | '$' | '\\' => {
                line.extend(['\\', character]);
            }
            plain => line.push(plain),
        }
    }
    Some(line)
}

/// Lines that take back a file, or a folder with all in it, and nothing else of the folders around
/// it that are left out: the topmost of these has so many names. `path` is a line without
/// `!`, with `/` in front; a star in its last name is one.
pub(in crate::rules) fn take_back(path: &str, topmost: usize, is_folder: bool) -> Vec<String> {
    let names: Vec<_> = path.split('/').skip(1).collect();
    let mut lines = Vec::new();
    for count in topmost..names.len() {
        let folder = names.get(..count).unwrap_or_default().join("/");
        lines.extend([format!("!/{folder}"), format!("/{folder}/*")]);
    }
    lines.push(format!("!{path}"));
    if is_folder {
        lines.push(format!("!{path}/**"));
    }
    lines
}
