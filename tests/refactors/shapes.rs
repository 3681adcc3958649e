//! Real files of other shapes become Spacefiles that say the same.

use super::*;
use crate::corpus::rows::files;
use spacefile_lsp::syntax::NodeKind;

pub fn trials() -> Vec<Trial> {
    let trial = Trial::test("refactors::real_files_of_other_shapes_become_spacefiles", shapes);
    vec![trial.with_ignored_flag(shared().is_none())]
}

fn shapes() -> Result<(), Failed> {
    let mut made = [0; 4];
    for row in files() {
        let Ok(text) = String::from_utf8(row.spacefile.unwrap()) else { continue };
        let analysis = analyse_text(text.clone(), None);
        let wanted = value(&text).filter(|_| analysis.ok == Some(true) && !text.contains('\r'));
        let (Some(wanted), Some(micros)) = (wanted, analysis.document.micros()) else { continue };
        let tree = analysis.document.tree();
        let key = tree.get(micros.key).range.clone();
        let list = tree.get(micros.value).range.clone();
        let misspelt = format!("{}micro{}", &text[..key.start], &text[key.end..]);
        convert(&row.id, &misspelt, &wanted)?;
        made[0] += 1;
        // What follows can only be about the Micros if nothing else is said.
        let only = ["v", "micros"];
        let root = tree.entries(tree.root().unwrap());
        if root.iter().any(|entry| !only.contains(&tree.scalar(entry.key).unwrap_or_default())) {
            continue;
        }
        let column = list.start - text[..list.start].rfind('\n').map_or(0, |at| at + 1);
        let dedented = dedent(&text[list.clone()], column);
        if tree.get(micros.value).range.start <= key.end + 2 || text.contains(": |") {
            continue;
        }
        convert(&row.id, &dedented, &wanted)?;
        made[1] += 1;
        let NodeKind::Sequence(items) = &tree.get(micros.value).kind else { continue };
        if let [item] = items.as_slice() {
            let micro = tree.get(item.value).range.clone();
            let column = micro.start - text[..micro.start].rfind('\n').map_or(0, |at| at + 1);
            let lines = dedent(&text[micro], column);
            convert(&row.id, &lines, &wanted)?;
            made[2] += 1;
            let below: String = lines.lines().map(|line| format!("  {line}\n")).collect();
            convert(&row.id, &format!("v: 0\nmicro:\n{below}"), &wanted)?;
            made[3] += 1;
        }
    }
    println!("{made:?}");
    assert!(made.iter().all(|made| *made > 50), "{made:?}");
    Ok(())
}

fn dedent(text: &str, column: usize) -> String {
    let lines = text.lines().enumerate().map(|(number, line)| match number {
        0 => line,
        _ => line.get(column.min(line.len() - line.trim_start().len())..).unwrap_or_default(),
    });
    lines.map(|line| format!("{line}\n")).collect()
}

fn convert(id: &str, text: &str, wanted: &str) -> Result<(), Failed> {
    let analysis = analyse_text(text.to_owned(), None);
    let offered = refactors(&analysis, &(0..0), |kind| kind == Kind::Convert);
    let [change] = offered.as_slice() else {
        return Err(format!("{id}: nothing is offered for\n{text}").into());
    };
    let after = apply(&change.edits, text);
    let now = analyse_text(after.clone(), None);
    let is_kept = value(&after).as_deref() == Some(wanted) && comments(&now) == comments(&analysis);
    if now.ok == Some(true) && is_kept {
        return Ok(());
    }
    Err(format!("{id}: {:?}\n--- before\n{text}\n--- after\n{after}", errors(&now)).into())
}
