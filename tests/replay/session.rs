//! The same through the real server: an edited document against the same text freshly opened.
//!
//! Each file has characters beyond ASCII in it, every second one CRLF at its line ends. Edits are
//! sent without waiting. After every [`SAMPLE`]th, and after the last one of a script, the
//! findings and the outline are those of another document, opened with the same text.

use libtest_mimic::Failed;
use serde_json::{Value, json};

use crate::support::client::{Client, uri};

use super::files::File;
use super::script::{Script, Step};

/// Edits between two comparisons: a prime, so that what is done and undone in turn is met in all
/// its states.
const SAMPLE: usize = 13;

/// What columns count, as the protocol calls it.
#[derive(Debug, Clone, Copy)]
pub enum Encoding {
    Utf8,
    Utf16,
    Utf32,
}

impl Encoding {
    pub const ALL: [Self; 3] = [Self::Utf8, Self::Utf16, Self::Utf32];

    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Utf16 => "utf-16",
            Self::Utf32 => "utf-32",
        }
    }

    fn width(self, text: &str) -> usize {
        match self {
            Self::Utf8 => text.len(),
            Self::Utf16 => text.encode_utf16().count(),
            Self::Utf32 => text.chars().count(),
        }
    }

    fn position(self, text: &str, offset: usize) -> Value {
        let before = &text[..offset];
        let bytes = before.bytes().zip(before.bytes().skip(1).chain([0]));
        let breaks =
            bytes.filter(|(this, next)| *this == b'\n' || *this == b'\r' && *next != b'\n');
        let start = before.rfind(['\n', '\r']).map_or(0, |at| at + 1);
        json!({"line": breaks.count(), "character": self.width(&before[start..])})
    }
}

/// Replays scripts on a document of one server.
pub fn replay(encoding: Encoding, scripts: &[Script]) -> Result<(), Failed> {
    let folder = tempfile::tempdir().unwrap();
    let capabilities = json!({
        "general": {"positionEncodings": [encoding.name()]},
        "textDocument": {
            "publishDiagnostics": {"relatedInformation": true},
            "documentSymbol": {"hierarchicalDocumentSymbolSupport": true},
        },
    });
    let mut client = Client::session(Client::duplex, folder.path(), &capabilities);
    let mut documents = 0;
    let mut open = |client: &mut Client, text: &str| {
        documents += 1;
        let uri = uri(&folder.path().join(format!("{documents}/Spacefile")));
        client.open(&uri, text);
        uri
    };
    for script in scripts {
        let mut text = script.start();
        let edited = open(&mut client, text);
        for (number, step) in script.steps.iter().enumerate() {
            let version = 2 + i32::try_from(number).unwrap();
            change(&mut client, encoding, &edited, version, text, &step.text);
            text = &step.text;
            if number % SAMPLE != SAMPLE - 1 && number + 1 < script.steps.len() {
                continue;
            }
            let after_edits = seen(&mut client, &edited, version);
            let fresh = open(&mut client, text);
            let afresh = seen(&mut client, &fresh, 1);
            client.forget();
            if after_edits != afresh {
                return Err(describe(encoding, script, step, &after_edits, &afresh).into());
            }
        }
    }
    Ok(())
}

/// Sends the smallest change that makes one text into another.
fn change(client: &mut Client, encoding: Encoding, uri: &str, version: i32, old: &str, new: &str) {
    let (head, tail) = common(old, new);
    let (start, end) = (encoding.position(old, head), encoding.position(old, old.len() - tail));
    let change = json!({
        "range": {"start": start, "end": end},
        "text": new[head..new.len() - tail],
    });
    let document = json!({"uri": uri, "version": version});
    let params = json!({"textDocument": document, "contentChanges": [change]});
    client.notify("textDocument/didChange", params);
}

/// Bytes at the start and at the end that two texts have in common, in whole characters, with
/// CRLF as one.
fn common(old: &str, new: &str) -> (usize, usize) {
    let splits = |text: &str, at: usize| {
        !text.is_char_boundary(at) || text[..at].ends_with('\r') && text[at..].starts_with('\n')
    };
    let mut head = old.bytes().zip(new.bytes()).take_while(|(old, new)| old == new).count();
    while splits(old, head) || splits(new, head) {
        head -= 1;
    }
    let (rest, other) = (&old[head..], &new[head..]);
    let ends = rest.bytes().rev().zip(other.bytes().rev());
    let mut tail = ends.take_while(|(old, new)| old == new).count();
    while splits(old, old.len() - tail) || splits(new, new.len() - tail) {
        tail -= 1;
    }
    (head, tail)
}

/// The findings and the outline of a document, without its name.
fn seen(client: &mut Client, uri: &str, version: i32) -> [Value; 2] {
    let findings = Value::from(client.published(uri, Some(version)));
    let document = json!({"textDocument": {"uri": uri}});
    let outline = client.request("textDocument/documentSymbol", document);
    [findings, outline].map(|it| it.to_string().replace(uri, "").parse().unwrap())
}

fn describe(
    encoding: Encoding,
    script: &Script,
    step: &Step,
    edited: &[Value; 2],
    fresh: &[Value; 2],
) -> String {
    format!(
        "{}, {}, after {:?}: the edited document differs from a fresh one\n{}\n\
         --- edited\n{:#}\n{:#}\n--- fresh\n{:#}\n{:#}",
        encoding.name(),
        script.file.id,
        step.what,
        step.text,
        edited[0],
        edited[1],
        fresh[0],
        fresh[1]
    )
}

/// The file with characters that take several bytes, two units of UTF-16, or two code points for
/// one sign; every second file with CRLF.
pub fn decorate(index: usize, file: &File) -> File {
    const KEYS: [&str; 6] = ["src", "run", "dev", "path", "description", "default"];
    const SIGNS: &str = "\u{1f680}e\u{301}\u{fc}";
    let mut text = String::new();
    for line in file.text.lines() {
        let bare = line.trim_start_matches([' ', '-']);
        let value = KEYS.iter().find_map(|key| bare.strip_prefix(key)?.strip_prefix(": "));
        let value = value.or(bare.strip_prefix('#')).unwrap_or_default();
        let value = value.strip_prefix(['"', '\'']).unwrap_or(value);
        let at = line.len() - value.len();
        let plain =
            value.starts_with(|first: char| first.is_alphanumeric() || "./ ".contains(first));
        let signs = if plain { SIGNS } else { "" };
        let end = if index.is_multiple_of(2) { "\n" } else { "\r\n" };
        text.extend([&line[..at], signs, &line[at..], end]);
    }
    File::new(&file.id, text)
}
