//! What Go says of expressions that no other library reads in its way: recorded by
//! `go run tests/ignore/record/main.go`, to be repeated by hand.

use std::collections::HashMap;

use libtest_mimic::{Failed, Trial};
use spacefile_lsp::ignore::Rules;

const RECORD: &str = include_str!("record/go.txt");

pub fn trials() -> Vec<Trial> {
    vec![Trial::test("ignore::original_is_as_go_says", recorded)]
}

/// Every line of the record at once, beside every text of it.
fn recorded() -> Result<(), Failed> {
    let (texts, lines): (Vec<_>, Vec<_>) = RECORD
        .lines()
        .filter_map(|row| row.split_once('\t'))
        .partition(|(verdict, _)| *verdict == "text");
    let texts: Vec<Vec<u8>> = texts.into_iter().map(|(_, text)| unescape(text)).collect();
    // The first line of a file may have a byte order mark.
    let mut file = b"\n".to_vec();
    for (_, line) in &lines {
        file.extend(unescape(line));
        file.push(b'\n');
    }
    let rules = Rules::new(Some(&file));
    let by_number: HashMap<u32, _> =
        rules.lines().skip(45).map(|(id, line)| (line.number, id)).collect();
    let matching: Vec<Vec<_>> = texts
        .iter()
        .map(|text| {
            let lines = rules.matching(text, false);
            lines.filter(|(_, it)| it.original).map(|(id, _)| id).collect()
        })
        .collect();
    let mut wrong = Vec::new();
    for ((verdict, written), number) in lines.iter().zip(2..) {
        let id = by_number.get(&number);
        let line = id.map(|id| rules.line(*id));
        let is_dropped = line.is_none_or(|line| line.dropped().is_some());
        if is_dropped != (*verdict == "x") {
            wrong.push(format!("{written}: dropped {is_dropped}"));
        }
        for (at, (found, text)) in matching.iter().zip(&texts).enumerate() {
            let wanted = verdict.as_bytes().get(at) == Some(&b'1');
            if id.is_some_and(|id| found.binary_search(id).is_ok()) != wanted {
                wrong.push(format!("{written} on {}: not {wanted}", text.escape_ascii()));
            }
        }
    }
    assert!(lines.len() > 1000 && texts.len() > 30, "the record is short");
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n").into()) }
}

/// Reads `\xff`, `\n` and the like.
fn unescape(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        rest = after;
        if byte != b'\\' {
            bytes.push(byte);
            continue;
        }
        let (&kind, after) = rest.split_first().unwrap();
        rest = after;
        match kind {
            b'x' => {
                let digits = std::str::from_utf8(&rest[..2]).unwrap();
                bytes.push(u8::from_str_radix(digits, 16).unwrap());
                rest = &rest[2..];
            }
            b't' => bytes.push(b'\t'),
            b'n' => bytes.push(b'\n'),
            b'r' => bytes.push(b'\r'),
            other => bytes.push(other),
        }
    }
    bytes
}
