//! Cursors in written texts, valid and broken, each with what is offered there.
//!
//! A file of `tests/completion` holds cases: `=== what it shows`, a text with `$0` at the cursor,
//! then what is expected, each in a line that starts with `---`:
//!
//! - `first: LABEL`, or `nothing`; `offers: A | B`: the first of them, in this order;
//!   `has: A | B`: among all; `not: A | B`: none of these;
//! - `accept LABEL`, and below it the text once that is accepted, with `$0` at the cursor;
//!   `snippet LABEL` the same as a client with snippets gets it;
//! - `files`, and below it the files beside the Spacefile, one a line; `crlf`: the text has such
//!   line ends.

use std::path::Path;

use libtest_mimic::{Failed, Trial};
use serde_json::{Value, json};
use spacefile_lsp::document::Document;
use spacefile_lsp::text::{Position, Text, Unit};

use crate::support::client::{Client, uri};
use crate::support::{CURSOR, Case, cases, root, write_files};

pub fn trials() -> Vec<Trial> {
    let cases = cases(&root().join("tests/completion"));
    let texts: Vec<_> = cases.iter().map(|case| case.text_and_cursor().0).collect();
    let count = Trial::test("completion::there_are_enough_cases", move || enough(&texts));
    let trial =
        |case: Case| Trial::test(format!("completion::{}", case.name), move || Ok(check(&case)?));
    cases.into_iter().map(trial).chain([count]).collect()
}

fn enough(texts: &[String]) -> Result<(), Failed> {
    let is_broken = |text: &&String| !Document::from_text((*text).clone()).syntax.slips.is_empty();
    let broken = texts.iter().filter(is_broken).count();
    println!("{} cases, {broken} of them in broken texts", texts.len());
    assert!(texts.len() >= 80 && 3 * broken >= texts.len());
    Ok(())
}

/// An item, and the text with it.
struct Offered {
    label: String,
    after: String,
}

fn check(case: &Case) -> Result<(), String> {
    let folder = tempfile::tempdir().unwrap();
    write_files(folder.path(), case.part("files").unwrap_or_default());
    let plain = offered(case, folder.path(), false)?;
    let rich = offered(case, folder.path(), true)?;
    let labels: Vec<_> = plain.iter().map(|item| item.label.as_str()).collect();
    for (head, body) in &case.parts {
        let (what, which) = head.split_once(' ').unwrap_or((head, ""));
        let what = what.trim_end_matches(':');
        let wanted: Vec<_> = which.split(" | ").collect();
        let holds = match what {
            "first" => labels.first() == Some(&which),
            "nothing" => labels.is_empty(),
            "offers" => labels.starts_with(&wanted),
            "has" => wanted.iter().all(|label| labels.contains(label)),
            "not" => !wanted.iter().any(|label| labels.contains(label)),
            "accept" | "snippet" => {
                let items = if what == "accept" { &plain } else { &rich };
                let item = items.iter().find(|item| item.label == which);
                let after = item.map_or("(not offered)", |item| &item.after);
                if after != body {
                    return Err(format!("accepting {which} makes\n{after}\nof\n{}", case.text));
                }
                true
            }
            "files" | "crlf" => true,
            _ => return Err(format!("what is `{head}`?")),
        };
        if !holds {
            return Err(format!("not so: {head}; {labels:#?} in\n{}", case.text));
        }
    }
    Ok(())
}

/// All items for a client, each with the text that accepting it makes.
fn offered(case: &Case, folder: &Path, rich: bool) -> Result<Vec<Offered>, String> {
    let item = match rich {
        true => json!({
            "snippetSupport": true, "insertReplaceSupport": true, "labelDetailsSupport": true,
            "insertTextModeSupport": {"valueSet": [1]},
            "resolveSupport": {"properties": ["documentation"]},
        }),
        false => json!({}),
    };
    let capabilities = json!({"textDocument": {"completion": {"completionItem": item}}});
    let mut client = Client::session(Client::duplex, folder, &capabilities);
    let uri = uri(&folder.join("Spacefile"));
    let (text, cursor) = case.text_and_cursor();
    client.open(&uri, &text);
    let lines = Text::new(&text);
    let at = lines.position(cursor, Unit::Utf16);
    let params = json!({
        "textDocument": {"uri": uri}, "position": {"line": at.line, "character": at.column},
    });
    let list = client.request("textDocument/completion", params);
    let offset = |place: &Value| {
        let number = |name: &str| place[name].as_u64().unwrap() as usize;
        let position = Position { line: number("line"), column: number("character") };
        assert_eq!(position.line, at.line, "another line is touched");
        lines.offset(position, Unit::Utf16)
    };
    let mut items = Vec::new();
    for item in list["items"].as_array().into_iter().flatten() {
        let edit = &item["textEdit"];
        let range = if edit["range"].is_object() { &edit["range"] } else { &edit["replace"] };
        let (start, end) = (offset(&range["start"]), offset(&range["end"]));
        let label = item["label"].as_str().unwrap().to_owned();
        if !(start..=end).contains(&cursor) {
            return Err(format!("{label} replaces {start}..{end}, the cursor is at {cursor}"));
        }
        let typed = text[start..cursor].to_lowercase();
        let filter = item["filterText"].as_str().unwrap().to_lowercase();
        let mut rest = filter.chars();
        if !typed.trim_start().chars().all(|wanted| rest.any(|found| found == wanted)) {
            return Err(format!("{label} is filtered out by {typed:?}: {filter:?}"));
        }
        let new = edit["newText"].as_str().unwrap();
        let is_snippet = item["insertTextFormat"] == 2;
        assert!(rich || !is_snippet, "{label} is a snippet");
        let mark = if is_snippet { "" } else { CURSOR };
        let after = format!("{}{new}{mark}{}", &text[..start], &text[end..]);
        items.push(Offered { label, after });
    }
    Ok(items)
}
