//! gitignore's rules as they are documented, stated as plainly as possible and as slowly.

/// A line of a list. A comment or a blank line is for nothing.
#[derive(Debug, Clone)]
pub struct Rule {
    pub negated: bool,
    folders_only: bool,
    anchored: bool,
    pattern: Vec<u8>,
}

/// Reads a file, each of its lines.
pub fn parse(file: &[u8]) -> Vec<Rule> {
    let file = file.strip_prefix(b"\xef\xbb\xbf").unwrap_or(file);
    file.split(|&byte| byte == b'\n').map(parse_line).collect()
}

fn parse_line(line: &[u8]) -> Rule {
    let mut line = line.strip_suffix(b"\r").unwrap_or(line).to_vec();
    if line.starts_with(b"#") {
        line.clear();
    }
    while line.ends_with(b" ") && !ends_with_quoted(&line) {
        line.pop();
    }
    let negated = line.starts_with(b"!");
    if negated {
        line.remove(0);
    }
    let folders_only = line.ends_with(b"/");
    if folders_only {
        line.pop();
    }
    let anchored = line.contains(&b'/');
    if line.starts_with(b"/") {
        line.remove(0);
    }
    Rule { negated, folders_only, anchored, pattern: line }
}

/// Whether the last character has a `\` before it that is not itself quoted.
fn ends_with_quoted(line: &[u8]) -> bool {
    let mut quoted = false;
    for &byte in &line[..line.len() - 1] {
        quoted = byte == b'\\' && !quoted;
    }
    quoted
}

impl Rule {
    pub fn is_for(&self, path: &[u8], is_folder: bool) -> bool {
        if self.folders_only && !is_folder || self.pattern.is_empty() {
            return false;
        }
        if self.anchored {
            return fits(&self.pattern, path, true, true);
        }
        let name = path.rsplit(|&byte| byte == b'/').next().unwrap();
        fits(&self.pattern, name, false, true)
    }
}

/// `starts_name`: what is left of the pattern stands at its start or after a slash.
fn fits(pattern: &[u8], text: &[u8], is_path: bool, starts_name: bool) -> bool {
    if is_path && starts_name {
        if pattern == b"**" {
            return !text.is_empty();
        }
        if let Some(rest) = pattern.strip_prefix(b"**/") {
            let folders = (0..text.len()).filter(|&at| text[at] == b'/').map(|at| at + 1);
            return [0].into_iter().chain(folders).any(|at| fits(rest, &text[at..], true, true));
        }
    }
    let Some((&first, rest)) = pattern.split_first() else { return text.is_empty() };
    let next = text.split_first();
    match first {
        b'*' => {
            let stars = pattern.iter().take_while(|&&byte| byte == b'*').count();
            let longest = text.iter().take_while(|&&byte| byte != b'/').count();
            (0..=longest).any(|taken| fits(&pattern[stars..], &text[taken..], is_path, false))
        }
        b'?' => next.is_some_and(|(&byte, text)| byte != b'/' && fits(rest, text, is_path, false)),
        b'[' => class(rest).is_some_and(|(members, rest)| {
            next.is_some_and(|(&byte, text)| {
                byte != b'/' && members[usize::from(byte)] && fits(rest, text, is_path, false)
            })
        }),
        b'\\' => rest.split_first().is_some_and(|(quoted, rest)| {
            next.is_some_and(|(byte, text)| {
                byte == quoted && fits(rest, text, is_path, *byte == b'/')
            })
        }),
        _ => next
            .is_some_and(|(&byte, text)| byte == first && fits(rest, text, is_path, first == b'/')),
    }
}

/// Which bytes a class contains, and what follows it. `None` if it is malformed.
fn class(text: &[u8]) -> Option<([bool; 256], &[u8])> {
    let mut members = [false; 256];
    let negated = matches!(text.first(), Some(b'!' | b'^'));
    let mut text = &text[usize::from(negated)..];
    // The character that a `-` would start a range with.
    let mut low: Option<u8> = None;
    let mut first = true;
    while first || text.first() != Some(&b']') {
        first = false;
        if let Some(name) = text.strip_prefix(b"[:") {
            let end = name.iter().position(|&byte| byte == b']')?;
            if let Some(name) = name[..end].strip_suffix(b":") {
                (0..=255).filter(|&byte| named(name, byte) == Some(true)).for_each(|byte| {
                    members[usize::from(byte)] = true;
                });
                named(name, 0)?;
                text = &text[end + 3..];
                low = None;
                continue;
            }
        }
        let is_range = text.starts_with(b"-") && text.get(1).is_some_and(|&next| next != b']');
        let from = low.filter(|_| is_range);
        if from.is_some() {
            text = &text[1..];
        }
        if text.starts_with(b"\\") {
            text = &text[1..];
        }
        let (&byte, rest) = text.split_first()?;
        text = rest;
        for member in from.unwrap_or(byte)..=byte {
            members[usize::from(member)] = true;
        }
        low = if from.is_some() { None } else { Some(byte) };
    }
    Some((members.map(|member| member != negated), &text[1..]))
}

fn named(name: &[u8], byte: u8) -> Option<bool> {
    Some(match name {
        b"alnum" => byte.is_ascii_alphanumeric(),
        b"alpha" => byte.is_ascii_alphabetic(),
        b"blank" => b" \t".contains(&byte),
        b"cntrl" => byte.is_ascii_control(),
        b"digit" => byte.is_ascii_digit(),
        b"graph" => byte.is_ascii_graphic(),
        b"lower" => byte.is_ascii_lowercase(),
        b"print" => byte.is_ascii_graphic() || byte == b' ',
        b"punct" => byte.is_ascii_punctuation(),
        b"space" => b" \t\n\r".contains(&byte),
        b"upper" => byte.is_ascii_uppercase(),
        b"xdigit" => byte.is_ascii_hexdigit(),
        _ => return None,
    })
}
