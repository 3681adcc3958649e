//! Comparing a pattern of gitignore with a name or a path: in time that grows with the product of
//! their lengths at most, and without memory.

use super::class;

/// A place to go back to: so far into the pattern, so far into the subject.
type Retry = (usize, usize);

/// Whether a pattern is for all of the subject. In a path, neither `*` nor `?` nor a class is a
/// slash, and `**` between slashes is any number of folders; a name has no slash.
pub(in crate::ignore) fn matches(pattern: &[u8], subject: &[u8], is_path: bool) -> bool {
    let (mut p, mut s) = (0, 0);
    // The last star, and the last `**/`: an earlier one never has to take more than it first did.
    let mut star: Option<Retry> = None;
    let mut folders: Option<Retry> = None;
    loop {
        let fits = match (pattern.get(p), subject.get(s)) {
            (None, None) => return true,
            (Some(b'*'), _) => {
                let after = p + run(pattern, p);
                if is_path && is_folders(pattern, p, after) {
                    if after == pattern.len() {
                        return s < subject.len();
                    }
                    p = after + 1;
                    folders = Some((p, s));
                    star = None;
                } else {
                    p = after;
                    star = Some((p, s));
                }
                continue;
            }
            // Another try would leave even less of the subject.
            (Some(_), None) => return false,
            (None, Some(_)) => None,
            (Some(b'?'), Some(&byte)) => (byte != b'/').then_some(p + 1),
            (Some(b'['), Some(&byte)) => match class::contains(pattern, p + 1, byte) {
                None => return false,
                Some((found, after)) => (found && byte != b'/').then_some(after),
            },
            (Some(b'\\'), Some(byte)) => match pattern.get(p + 1) {
                None => return false,
                Some(quoted) => (quoted == byte).then_some(p + 2),
            },
            (Some(literal), Some(byte)) => (literal == byte).then_some(p + 1),
        };
        if let Some(after) = fits {
            (p, s) = (after, s + 1);
            continue;
        }
        match (star, folders) {
            (Some((after, from)), _) if subject.get(from).is_some_and(|&byte| byte != b'/') => {
                (p, s) = (after, from + 1);
                star = Some((p, s));
            }
            (_, Some((after, from))) => {
                let rest = subject.get(from..).unwrap_or_default();
                let Some(name) = rest.iter().position(|&byte| byte == b'/') else { return false };
                (p, s) = (after, from + name + 1);
                folders = Some((p, s));
                star = None;
            }
            _ => return false,
        }
    }
}

/// How many stars stand together.
pub(super) fn run(pattern: &[u8], from: usize) -> usize {
    pattern.iter().skip(from).take_while(|&&byte| byte == b'*').count()
}

/// Whether the stars are two that stand alone between slashes or the pattern's ends.
pub(super) fn is_folders(pattern: &[u8], start: usize, end: usize) -> bool {
    let before = start.checked_sub(1).and_then(|at| pattern.get(at));
    let starts = before.is_none_or(|&byte| byte == b'/');
    end - start == 2 && starts && pattern.get(end).is_none_or(|&byte| byte == b'/')
}

/// Where the piece ends that starts at `at`; at the pattern's end if a class has none.
pub(in crate::ignore) fn after(pattern: &[u8], at: usize) -> usize {
    match pattern.get(at) {
        Some(b'[') => class::contains(pattern, at + 1, 0).map_or(pattern.len(), |(_, end)| end),
        Some(b'\\') => at + 2,
        _ => at + 1,
    }
}
