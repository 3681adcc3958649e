//! From a line to the regular expression.

/// A line after what is done before its text is replaced.
#[derive(Debug, Clone, Copy)]
pub(super) struct Steps<'l> {
    /// It takes back what an earlier line left out.
    pub(super) negated: bool,
    /// What is left of the line.
    pub(super) rest: &'l [u8],
}

impl<'l> Steps<'l> {
    /// `None` if the line is no rule at all.
    pub(super) fn new(line: &'l [u8]) -> Option<Self> {
        let end = line.iter().rposition(|&byte| byte != b'\r')? + 1;
        let line = line.get(..end)?;
        if line.starts_with(b"#") {
            return None;
        }
        let start = line.iter().position(|&byte| byte != b' ')?;
        let end = line.iter().rposition(|&byte| byte != b' ')? + 1;
        let line = line.get(start..end)?;
        let (negated, rest) = line.strip_prefix(b"!").map_or((false, line), |rest| (true, rest));
        // Meant for `\#` and `\!`, but it takes away the character itself.
        let quoted = matches!(rest.first(), Some(b'#' | b'!'));
        Some(Self { negated, rest: rest.get(usize::from(quoted)..)? })
    }
}

/// Whether the original puts a slash in front: `docs/*.md`, but neither `docs/*` nor `docs/a`.
pub(super) fn is_anchored_by_accident(text: &str) -> bool {
    let slash = text.match_indices('/').map(|(at, _)| at).find(|&at| {
        text.get(..at)
            .and_then(|before| before.chars().next_back())
            .is_some_and(|before| before != '/' && before != '+')
    });
    !text.starts_with('/')
        && slash.and_then(|at| text.get(at..)).is_some_and(|rest| rest.contains("*."))
}

/// Stands for a star that is not to be replaced any more. As it is ordinary text, the user's own
/// `#$~` becomes a star too.
pub(super) const STAR: &str = "#$~";

/// The expression that the text of a line is turned into.
pub(super) fn expression(text: &str) -> String {
    let slash = if is_anchored_by_accident(text) { "/" } else { "" };
    let text = format!("{slash}{text}").replace('.', "\\.");
    let text = if text.starts_with("/**/") { text.replacen('/', "", 1) } else { text };
    let text = text
        .replace("/**/", "(/|/.+/)")
        .replace("**/", "(|.#$~/)")
        .replace("/**", "(|/.#$~)")
        .replace("\\*", "\\#$~")
        .replace('*', "([^/]*)")
        .replace('?', "\\?")
        .replace(STAR, "*");
    let tail = if text.ends_with('/') { "(|.*)$" } else { "(|/.*)$" };
    match text.strip_prefix('/') {
        Some(rest) => format!("^(|/){rest}{tail}"),
        None => format!("^(|.*/){text}{tail}"),
    }
}
