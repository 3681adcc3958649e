//! `--why`: the lines that decide on a path, for people.

use anstyle::{AnsiColor, Style};

use super::words;
use crate::ignore::why::{Reason, Why};
use crate::ignore::{LineId, Rules, Source};

const STRONG: Style = Style::new().bold();
const CODE: Style = AnsiColor::Cyan.on_default();

/// Tells why a path goes up or is left out: by the documentation, and by what the Space CLI does.
/// `remark` says what else there is to know of it.
#[must_use]
pub fn write(
    rules: &Rules,
    path: &[u8],
    is_folder: bool,
    why: &Why,
    remark: Option<&str>,
) -> String {
    let Why { documented, original } = why;
    let is_entered = is_folder && documented.decision.kept;
    let remark = remark.or(is_entered.then_some("a folder: what lies in it is judged one by one"));
    let mut text = format!("{STRONG}{}{STRONG:#} ", words::path(path));
    text.push_str(verb(documented.decision.kept));
    text.push_str(&folder(path, documented));
    text.push('\n');
    if let Some(remark) = remark {
        text.push_str(&format!("  ({remark})\n"));
    }
    text.push_str(&lines(rules, documented));
    let agrees = documented.decision.kept == original.decision.kept;
    if agrees && documented.at == original.at && documented.lines == original.lines {
        text.push_str("  The Space CLI goes by the same.\n");
        return text;
    }
    let but = if agrees { "So it does" } else { "Not so" };
    let verb = verb(original.decision.kept);
    text.push_str(&format!(
        "  {but} by the Space CLI, where it {verb}{}\n",
        folder(path, original)
    ));
    text.push_str(&lines(rules, original));
    text
}

fn verb(kept: bool) -> &'static str {
    if kept { "goes up" } else { "is left out" }
}

/// Which folder around is to blame.
fn folder(path: &[u8], reason: &Reason) -> String {
    let folder = path.get(..reason.at).filter(|_| reason.at < path.len());
    match folder {
        Some(folder) => format!(" with the folder {}/", words::path(folder)),
        None => String::new(),
    }
}

/// Every line that matches; the last one decides.
fn lines(rules: &Rules, reason: &Reason) -> String {
    let shown = |line: &LineId| {
        let (place, pattern) = (words::place(rules, *line), words::pattern(rules, *line));
        let number = rules.line(*line).number;
        let place = match rules.line(*line).source {
            Source::File => place,
            _ => format!("{place} {number}"),
        };
        let mark = if reason.decision.by == Some(*line) { "=>" } else { "  " };
        format!("  {mark} {place}  {CODE}{pattern}{CODE:#}\n")
    };
    if reason.lines.is_empty() {
        return "     no line matches\n".to_owned();
    }
    reason.lines.iter().map(shown).collect()
}
