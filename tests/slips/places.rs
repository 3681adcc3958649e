//! Where the finding on a slip may stand when what the slip leaves is YAML, but says something
//! else than before.

use super::file::File;
use super::kinds::Slip;

/// Whether a rule's finding may stand on a line of the slipped text.
pub fn may_stand(file: &File, slip: &Slip, rule: &str, line: usize) -> bool {
    match slip.kind.as_str() {
        "deleted line" => of_deleted(file, slip, rule, line),
        _ => false,
    }
}

/// Keys whose dash is gone belong to the item above, and are told at the first that it has, too.
///
/// What is missing can't be marked. A missing key is told at the first line of what lacks it,
/// a missing `serve` at the engine that demands it, and that no Micro is primary at the first.
fn of_deleted(file: &File, slip: &Slip, rule: &str, line: usize) -> bool {
    let deleted = slip.touched.start;
    // Lines above the slip are where they were.
    let above = |line: usize| line < deleted;
    match rule {
        "missing-key" => file.lines_of_item(deleted).contains(&line),
        "duplicate-key" => {
            // The lines below the slip moved up by one.
            let orphans = file.lines_of_item(deleted + 1);
            !file.lines[deleted].dashes.is_empty() && orphans.contains(&(line + 1))
        }
        "missing-serve" => above(line) && file.lines[line].key == "engine:",
        "no-primary" => file.lines[deleted].key == "primary:" && line == file.micros[0].lines.start,
        _ => false,
    }
}
