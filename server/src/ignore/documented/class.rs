//! A class such as `[a-z]` in a pattern of gitignore.

/// Whether the class that starts before `at` contains the byte, and where it ends. `None` if the
/// class has no end or an unknown name in it: such a pattern is for nothing.
pub(super) fn contains(pattern: &[u8], mut at: usize, byte: u8) -> Option<(bool, usize)> {
    let negated = matches!(pattern.get(at), Some(b'!' | b'^'));
    at += usize::from(negated);
    let first = at;
    // What a `-` would continue.
    let mut low = None;
    let mut found = false;
    // Where the next `]` is, once that was looked for.
    let mut bracket = 0;
    loop {
        let next = pattern.get(at + 1).copied();
        match *pattern.get(at)? {
            b']' if at > first => return Some((found != negated, at + 1)),
            b'\\' => {
                found |= next? == byte;
                low = next;
                at += 1;
            }
            b'-' if low.is_some() && next.is_some_and(|next| next != b']') => {
                at += 1;
                let mut high = next?;
                if high == b'\\' {
                    at += 1;
                    high = *pattern.get(at)?;
                }
                found |= low.is_some_and(|low| low <= byte) && byte <= high;
                low = None;
            }
            b'[' if next == Some(b':') => {
                let start = at + 2;
                if bracket < start {
                    let rest = pattern.get(start..)?;
                    bracket = start + rest.iter().position(|&byte| byte == b']')?;
                }
                match pattern.get(start..bracket)?.strip_suffix(b":") {
                    Some(name) => {
                        found |= is_in(name, byte)?;
                        low = None;
                        at = bracket;
                    }
                    None => {
                        found |= byte == b'[';
                        low = Some(b'[');
                    }
                }
            }
            single => {
                found |= single == byte;
                low = Some(single);
            }
        }
        at += 1;
    }
}

/// Whether a named class contains the byte; `None` if there is no class of this name.
fn is_in(name: &[u8], byte: u8) -> Option<bool> {
    Some(match name {
        b"alnum" => byte.is_ascii_alphanumeric(),
        b"alpha" => byte.is_ascii_alphabetic(),
        b"blank" => matches!(byte, b' ' | b'\t'),
        b"cntrl" => byte.is_ascii_control(),
        b"digit" => byte.is_ascii_digit(),
        b"graph" => byte.is_ascii_graphic(),
        b"lower" => byte.is_ascii_lowercase(),
        b"print" => byte == b' ' || byte.is_ascii_graphic(),
        b"punct" => byte.is_ascii_punctuation(),
        // No vertical tab and no form feed, in git.
        b"space" => matches!(byte, b' ' | b'\t' | b'\n' | b'\r'),
        b"upper" => byte.is_ascii_uppercase(),
        b"xdigit" => byte.is_ascii_hexdigit(),
        _ => return None,
    })
}
