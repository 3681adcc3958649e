//! Every change that is offered anywhere in a real file, made and judged.

use std::collections::BTreeMap;

use super::*;
use crate::corpus::rows::files;

pub fn trials() -> Vec<Trial> {
    let trial = Trial::test("refactors::of_real_files_keep_what_they_must", real_files);
    vec![trial.with_ignored_flag(shared().is_none())]
}

fn real_files() -> Result<(), Failed> {
    let mut made: BTreeMap<String, usize> = BTreeMap::new();
    for row in files() {
        let Ok(text) = String::from_utf8(row.spacefile.unwrap()) else { continue };
        let analysis = analyse_text(text.clone(), None);
        if !analysis.document.syntax.slips.is_empty() {
            continue;
        }
        let (mut seen, mut words) = (Vec::new(), Vec::new());
        // The first word of each line, and the one behind a colon; each word once in a file.
        let starts = text.match_indices(|it: char| !it.is_whitespace()).map(|(at, _)| at);
        let is_start = |at: &usize| {
            let before = &text[..*at];
            let line = before.rsplit(['\n', '\r']).next().unwrap();
            line.trim_matches([' ', '-']).is_empty() || before.ends_with(": ")
        };
        for at in starts.filter(is_start) {
            let word = text[at..].split_whitespace().next().unwrap();
            if words.contains(&word) {
                continue;
            }
            words.push(word);
            // Of the ways to add a Micro, all are tried where the list is named.
            let wanted = |kind| kind != Kind::Add || word == "micros:";
            for change in refactors(&analysis, &(at..at), wanted) {
                if seen.contains(&change) {
                    continue;
                }
                let after = apply(&change.edits, &text);
                judge(&row.id, &change.title, change.kind, (&text, &analysis), &after)?;
                *made.entry(kind_of(&change.title)).or_default() += 1;
                seen.push(change);
            }
        }
    }
    println!("{made:#?}");
    for (title, least) in [
        ("Write this list in brackets", 100),
        ("Write this list in lines", 10),
        ("Write this mapping in brackets", 100),
        ("Sort the keys of this Micro", 100),
        ("Sort all keys of the file", 20),
        ("Name this", 5),
        ("Write `public: true` as `public_routes`", 10),
        ("Add a Micro", 1000),
    ] {
        let number = made.get(title).copied().unwrap_or_default();
        assert!(number >= least, "only {number} of {title:?}: {made:#?}");
    }
    Ok(())
}

/// A title without the names in it.
fn kind_of(title: &str) -> String {
    let end = ["Add a Micro", "Name this"].into_iter().find(|start| title.starts_with(start));
    end.unwrap_or(title).to_owned()
}

fn judge(
    id: &str,
    title: &str,
    kind: Kind,
    before: (&str, &Analysis),
    after: &str,
) -> Result<(), Failed> {
    let (text, analysis) = before;
    let complaint = |what: String| {
        Err(format!("{id}: {title}: {what}\n--- before\n{text}\n--- after\n{after}").into())
    };
    let now = analyse_text(after.to_owned(), None);
    let known = errors(analysis);
    let new: Vec<_> = errors(&now).into_iter().filter(|error| !known.contains(error)).collect();
    if !new.is_empty() {
        return complaint(format!("new errors: {new:?}"));
    }
    if !now.document.syntax.slips.is_empty() || comments(&now) != comments(analysis) {
        return complaint("comments are lost".to_owned());
    }
    let keeps_value = match kind {
        Kind::Add | Kind::Convert => false,
        Kind::Rewrite => !title.contains("public_routes"),
        Kind::Extract | Kind::Inline => true,
    };
    let value_before = value(text);
    if keeps_value && value_before.is_some() && value(after) != value_before {
        return complaint("the value is another".to_owned());
    }
    // What is sorted stays so; what has a name or its brackets can go back.
    let at = analysis.document.tree().root().map_or(0, |_| after.len());
    if title.starts_with("Sort all") {
        let again = refactors(&now, &(at..at), |kind| kind == Kind::Rewrite);
        if again.iter().any(|change| change.title == title) {
            return complaint("it is offered again".to_owned());
        }
    }
    if kind == Kind::Extract {
        let anchor = after.find('&').unwrap() + 1;
        let back = refactors(&now, &(anchor..anchor), |kind| kind == Kind::Inline);
        let Some(back) = back.last() else { return complaint("it can't be undone".to_owned()) };
        let undone = apply(&back.edits, after);
        if value(&undone) != value(text) || undone.contains('&') != text.contains('&') {
            return complaint(format!("undone it is\n{undone}"));
        }
    }
    Ok(())
}
