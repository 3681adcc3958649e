//! Sizes, paths and lines, as they are shown.

use crate::ignore::tree::{EntryId, Kind, Totals, Tree};
use crate::ignore::{LineId, Rules, Source};
use crate::report::text::plain;
use crate::rules::words::count;

/// A number of bytes in the unit that fits, decimal: `12 bytes`, `1.2 kB`, `250 MB`.
pub(crate) fn size(bytes: u64) -> String {
    if bytes < 1000 {
        return count(usize::try_from(bytes).unwrap_or_default(), "byte", "bytes");
    }
    let exact = u128::from(bytes);
    let (mut unit, mut one) = ("kB", 1000);
    for larger in ["MB", "GB", "TB"] {
        // What would be shown as 1000 is 1 of the next.
        if exact < one * 1000 - one / 2 {
            break;
        }
        (unit, one) = (larger, one * 1000);
    }
    // Rounded to tenths below ten.
    let tenths = (exact * 10 + one / 2) / one;
    match tenths {
        ..100 if tenths % 10 != 0 => format!("{}.{} {unit}", tenths / 10, tenths % 10),
        ..100 => format!("{} {unit}", tenths / 10),
        _ => format!("{} {unit}", (exact + one / 2) / one),
    }
}

/// A number with a comma between thousands.
pub(crate) fn number(number: u64) -> String {
    let digits = number.to_string();
    let mut shown = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            shown.push(',');
        }
        shown.push(digit);
    }
    shown
}

/// `1 file`, `1,234 files`.
pub(crate) fn files(count: u64) -> String {
    if count == 1 { "1 file".to_owned() } else { format!("{} files", number(count)) }
}

/// `1 folder`, `1,234 folders`.
pub(crate) fn folders(count: u64) -> String {
    if count == 1 { "1 folder".to_owned() } else { format!("{} folders", number(count)) }
}

/// `12 files, 3.4 kB`
pub(crate) fn totals(totals: Totals) -> String {
    format!("{}, {}", files(totals.files), size(totals.bytes))
}

/// A path on one line, in characters that leave the terminal alone.
pub(crate) fn path(path: &[u8]) -> String {
    plain(&String::from_utf8_lossy(path))
}

/// The path of an entry, with a slash behind that of a folder.
pub(crate) fn entry(tree: &Tree, id: EntryId) -> String {
    let slash = if tree.kind(id) == Kind::Folder { "/" } else { "" };
    path(&tree.path(id)) + slash
}

/// Where a line stands: `default`, `.spaceignore:3`.
pub(crate) fn place(rules: &Rules, line: LineId) -> String {
    let line = rules.line(line);
    match line.source {
        Source::Default => "default".to_owned(),
        Source::OriginalDefault => "Space CLI's default".to_owned(),
        Source::File => format!(".spaceignore:{}", line.number),
    }
}

/// A line's pattern.
pub(crate) fn pattern(rules: &Rules, line: LineId) -> String {
    path(rules.line(line).pattern)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_have_a_unit_that_fits() {
        for (bytes, shown) in [
            (0, "0 bytes"),
            (1, "1 byte"),
            (999, "999 bytes"),
            (1000, "1 kB"),
            (1049, "1 kB"),
            (1050, "1.1 kB"),
            (9949, "9.9 kB"),
            (9950, "10 kB"),
            (999_499, "999 kB"),
            (999_500, "1 MB"),
            (250_000_000, "250 MB"),
            (1_234_567_890, "1.2 GB"),
            (u64::MAX, "18446744 TB"),
        ] {
            assert_eq!(size(bytes), shown, "{bytes}");
        }
        assert_eq!(number(1_234_567), "1,234,567");
        assert_eq!(number(123), "123");
    }
}
