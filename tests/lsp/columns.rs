//! Columns, in each of the encodings a client may want.

use serde_json::{Value, json};

use super::{Test, change, codes, place, range};
use crate::support::client::{Client, Start};

pub const TESTS: &[Test] = &[
    ("columns_are_exact_in_every_encoding", columns_are_exact),
    ("the_encoding_is_the_best_that_the_client_offers", the_encoding),
    ("columns_beyond_a_line_count_as_its_end", beyond_a_line),
];

/// A document without a folder: what is found depends on its text alone.
const URI: &str = "untitled:Untitled-1";

fn session(start: Start, encoding: &str) -> Client {
    let general = json!({"general": {"positionEncodings": [encoding]}});
    start().initialized(json!({"capabilities": general}))
}

fn columns_are_exact(start: Start) {
    // How many columns the key before the value takes: `"` astral, `e`, combining acute `"`.
    for (encoding, width) in [("utf-8", 4 + 1 + 2), ("utf-16", 2 + 1 + 1), ("utf-32", 1 + 1 + 1)] {
        let mut client = session(start, encoding);
        let text = "# \u{1f680}\r\n{v: 0, micros: [{name: a, src: .,\r\n  \
                    \"\u{1f680}e\u{301}\": 1, engine: nope9}]}";
        client.open(URI, text);
        let found = client.published(URI, Some(1));
        let key = found.iter().find(|found| found["code"] == "unknown-key").unwrap();
        assert_eq!(key["range"], range((2, 2), (2, 2 + 2 + width)), "{encoding}");
        let engine = found.iter().find(|found| found["code"] == "unknown-engine").unwrap();
        let at = 2 + 2 + width + ": 1, engine: ".len() as u32;
        assert_eq!(engine["range"], range((2, at), (2, at + 5)), "{encoding}");
        // An edit at the place that was reported hits the value itself, and one of a character
        // beyond the basic plane takes all of it.
        change(&mut client, URI, 2, &engine["range"], "next");
        let rocket = match encoding {
            "utf-8" => 4,
            "utf-16" => 2,
            _ => 1,
        };
        change(&mut client, URI, 3, &range((2, 3), (2, 3 + rocket)), "x");
        let found = client.published(URI, Some(3));
        assert_eq!(codes(&found), ["unknown-key"], "{encoding}");
        let message = found[0]["message"].as_str().unwrap();
        assert!(message.contains("`xe\u{301}`"), "{encoding}: {message}");
    }
}

fn the_encoding(start: Start) {
    let cases = [
        (json!(["utf-16", "utf-8"]), "utf-8"),
        (json!(["utf-32", "utf-16"]), "utf-32"),
        (json!(["utf-16"]), "utf-16"),
        (json!(["utf-7"]), "utf-16"),
        (Value::Null, "utf-16"),
    ];
    for (offered, agreed) in cases {
        let general = json!({"capabilities": {"general": {"positionEncodings": offered}}});
        let result = start().request("initialize", general);
        assert_eq!(result["capabilities"]["positionEncoding"], agreed);
    }
}

fn beyond_a_line(start: Start) {
    let mut client = session(start, "utf-16");
    client.open(URI, "v: 0\r\nmicros:\r\n");
    // Behind the end of line 0, and at the end of all.
    change(&mut client, URI, 2, &range((0, 99), (0, 99)), " # zero");
    change(&mut client, URI, 3, &range((99, 0), (99, 9)), "- name: \u{1f680}");
    // Inside of a surrogate pair counts as before it; an end before its start as the other way.
    change(&mut client, URI, 4, &json!({"start": place(2, 9), "end": place(2, 8)}), "a");
    let asked = json!({"textDocument": {"uri": URI}});
    let outline = client.request("textDocument/documentSymbol", asked);
    assert_eq!(outline[1]["name"], "a\u{1f680}");
    assert_eq!(outline[0]["location"]["range"]["start"], place(0, 0));
}
