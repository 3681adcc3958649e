//! Blocks of lines of one file, pasted into another one and taken out again.

use super::chance::Chance;
use super::files::File;
use super::script::Script;

/// Pastes a file gets.
const PASTES: usize = 40;

pub fn script(file: &File, files: &[File]) -> Script {
    let mut script = Script::new(file);
    let mut chance = Chance::new(&file.id, "paste");
    for _ in 0..PASTES {
        let from = chance.one_of(files);
        let (block, what) = block(&mut chance, from, file.line_break());
        let starts: Vec<usize> = line_starts(&file.text);
        let at = *chance.one_of(&starts);
        let end = match block.ends_with('\n') {
            true => at,
            // It is glued to the line below, which is part of what is edited.
            false => file.text[at..].find('\n').map_or(file.text.len(), |end| at + end + 1),
        };
        let middle = format!("{block}{}", &file.text[at..end]);
        script.replace(at..end, &middle, format!("{what} of {}", from.id));
        script.undo(1);
    }
    script
}

/// Where lines start, the one after the last line break included.
fn line_starts(text: &str) -> Vec<usize> {
    std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect()
}

/// Some lines of a file, and what they are.
fn block(chance: &mut Chance, from: &File, line_break: &str) -> (String, String) {
    let micro = chance.one_of(&from.micros);
    let (start, end) = (micro.extent.start, micro.extent.end);
    let lines: Vec<&str> = from.text[start..end].lines().collect();
    let middle = chance.below(lines.len());
    let of_file: Vec<&str> = from.text.lines().collect();
    let first = chance.below(of_file.len());
    let last = (first + 1 + chance.below(6)).min(of_file.len());
    let (lines, what) = match chance.below(8) {
        0 | 1 => (lines, "a Micro"),
        2 => (lines[..=middle].to_vec(), "the first half of a Micro"),
        3 => (lines[middle..].to_vec(), "the second half of a Micro"),
        4 => (lines[middle..(middle + 2).min(lines.len())].to_vec(), "keys"),
        _ => (of_file[first..last].to_vec(), "lines"),
    };
    let common = lines.iter().filter(|line| !line.trim().is_empty());
    let common = common.map(|line| line.len() - line.trim_start().len()).min().unwrap_or(0);
    let more = " ".repeat(1 + chance.below(4));
    let other_break = if line_break == "\n" { "\r\n" } else { "\n" };
    let joined = |line_break: &str, change: &dyn Fn(&str) -> String| {
        lines.iter().map(|line| change(line) + line_break).collect::<String>()
    };
    let (text, how) = match chance.below(8) {
        0 | 1 => {
            let dedent = |line: &str| line.get(common..).unwrap_or("").to_owned();
            (joined(line_break, &dedent), "at column 0")
        }
        2 | 3 => (joined(line_break, &|line| format!("{more}{line}")), "indented"),
        4 => (joined(other_break, &str::to_owned), "with other line breaks"),
        5 => (lines.join(line_break), "without the last line break"),
        _ => (joined(line_break, &str::to_owned), "as it is"),
    };
    (text, format!("{what} {how}"))
}
