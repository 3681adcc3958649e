//! Bad input is normal input: whatever comes, an answer comes back, in bounded memory.

use std::fmt::Write as _;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use libtest_mimic::{Failed, Trial};

use crate::support::parse_report;

const MICRO: &str = "v: 0\nmicros:\n  - name: a\n    src: .\n    engine: python3.9\n";

/// Whether the report must call it a valid file, an invalid one, or leave it open.
#[derive(Clone, Copy, PartialEq)]
enum Verdict {
    Valid,
    Invalid,
    Open,
}

pub fn trials() -> Vec<Trial> {
    let cases = cases().into_iter();
    cases
        .map(|(name, verdict, bytes)| {
            Trial::test(format!("hostile::{name}"), move || answers(&bytes, verdict))
        })
        .collect()
}

fn cases() -> Vec<(&'static str, Verdict, Vec<u8>)> {
    use Verdict::{Invalid, Open, Valid};
    let deep = |open: &str, close: &str| {
        format!("{MICRO}icon: {}{}\n", open.repeat(100_000), close.repeat(100_000))
    };
    let after = |text: &str, times: usize| format!("{MICRO}{}", text.repeat(times)).into_bytes();
    let run =
        |text: &str, times: usize| format!("{MICRO}    run: {}\n", text.repeat(times)).into_bytes();
    vec![
        ("alias_bomb", Invalid, multiplying("[", "]", "").into_bytes()),
        ("merge_key_bomb", Invalid, multiplying("{<<: [", "]}", "x: 1").into_bytes()),
        ("deep_brackets", Invalid, deep("[", "]").into_bytes()),
        ("deep_braces", Invalid, deep("{a: ", "}").into_bytes()),
        ("deep_lists", Invalid, format!("{}a\n", "- ".repeat(100_000)).into_bytes()),
        ("deep_keys", Invalid, format!("{}a\n", "? ".repeat(100_000)).into_bytes()),
        ("long_line", Valid, run("x", 1_000_000)),
        ("long_line_of_colons", Invalid, run(": ", 500_000)),
        ("only_open_brackets", Invalid, run("[", 3_000_000)),
        ("only_close_brackets", Invalid, run("]}", 1_500_000)),
        ("nul_bytes", Invalid, after("\0", 100_000)),
        ("invalid_utf8", Invalid, [MICRO.as_bytes(), &b"# \xff\xfe\xc0\n".repeat(10_000)].concat()),
        ("twenty_megabytes", Open, after("# comment\n", 2_000_000)),
        ("comments_up_to_the_limit", Valid, after("# comment\n", 400_000)),
        ("lone_words", Invalid, after("    lone word\n", 250_000)),
        ("tabs", Invalid, after("\ta: b\n", 500_000)),
        ("open_quotes", Invalid, after("    a: \"b\n", 300_000)),
        ("open_brackets_on_every_line", Invalid, after("    a: [b\n", 300_000)),
        ("shifting_indents", Invalid, after("    a: 1\n   b: 2\n     c: 3\n", 130_000)),
        ("escapes", Invalid, run("\"\\q\\q\"", 500_000)),
        ("json_on_one_line", Valid, json_line().into_bytes()),
        ("flow_on_one_line", Invalid, format!("- [{}]", "a,".repeat(100_000)).into_bytes()),
        ("anchors_on_one_line", Invalid, "&a ".repeat(100_000).into_bytes()),
        ("alias_bomb_behind_many_slips", Invalid, {
            let slips = "- !!int a\n".repeat(1001);
            format!("x:\n{slips}{}", multiplying("[", "]", "")).into_bytes()
        }),
        ("tabs_below_deep_lists", Invalid, {
            format!("{}a\n{}", "- ".repeat(9000), "\t- b\n".repeat(30_000)).into_bytes()
        }),
        ("many_tag_prefixes", Invalid, {
            let lines: String = (0..60_000).map(|n| format!("%TAG !a{n}! tag:x\n")).collect();
            format!("{lines}---\nv: 0\n").into_bytes()
        }),
        ("more_items_than_anybody_writes", Open, run(&format!("[{}]", "a,".repeat(1_000_000)), 1)),
        ("broken_utf16", Invalid, broken_utf16()),
        ("empty", Invalid, Vec::new()),
        ("one_quote", Invalid, b"'".to_vec()),
    ]
}

/// A valid Spacefile of a megabyte without a line break.
fn json_line() -> String {
    let commands = vec!["\"npm run build\""; 60_000].join(", ");
    format!(
        "{{\"v\": 0, \"micros\": [{{\"name\": \"a\", \"src\": \"src\", \"engine\": \"custom\", \
         \"commands\": [{commands}]}}]}}"
    )
}

/// A valid file with half of a surrogate pair in its last comment.
fn broken_utf16() -> Vec<u8> {
    let units = format!("\u{feff}{MICRO}# ");
    let mut bytes: Vec<u8> = units.encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.extend([0x00, 0xD8, b'\n', 0x00]);
    bytes
}

/// Lists in which each line stands for nine times as much as the one above it.
fn multiplying(open: &str, close: &str, first: &str) -> String {
    let mut text = format!("a: &a {{{first}}}\n");
    for letter in b'b'..=b'm' {
        let (name, above) = (char::from(letter), char::from(letter - 1));
        let aliases = vec![format!("*{above}"); 9].join(", ");
        writeln!(text, "{name}: &{name} {open}{aliases}{close}").unwrap();
    }
    text + MICRO
}

fn answers(bytes: &[u8], verdict: Verdict) -> Result<(), Failed> {
    /// Far above what is needed: this catches what never ends, and measures nothing.
    const PATIENCE: Duration = Duration::from_secs(60);
    /// Address space in KiB, stacks of idle threads included.
    const MEMORY: u32 = 2_000_000;
    let folder = tempfile::tempdir().unwrap();
    let spacefile = folder.path().join("Spacefile");
    std::fs::write(&spacefile, bytes).unwrap();
    std::fs::create_dir(folder.path().join("src")).unwrap();
    let report = folder.path().join("report.json");
    let program = env!("CARGO_BIN_EXE_spacefile-lsp");
    let script = format!("ulimit -v {MEMORY}; exec \"$0\" --check --report json Spacefile");
    let mut child = Command::new("sh")
        .args(["-c", &script, program])
        .current_dir(folder.path())
        .stdout(Stdio::from(std::fs::File::create(&report).unwrap()))
        .stderr(Stdio::inherit())
        .spawn()
        .unwrap();
    let start = Instant::now();
    let status = loop {
        match child.try_wait().unwrap() {
            Some(status) => break status,
            None if start.elapsed() > PATIENCE => {
                child.kill().unwrap();
                return Err("no answer".into());
            }
            None => std::thread::sleep(Duration::from_millis(5)),
        }
    };
    let stdout = std::fs::read(&report).unwrap();
    let output = std::process::Output { status, stdout, stderr: Vec::new() };
    let files = parse_report(&output);
    let (ok, code) = match verdict {
        Verdict::Valid => (Some(true), 0),
        Verdict::Invalid => (Some(false), 1),
        Verdict::Open => (None, 2),
    };
    if files[0].ok != ok || output.status.code() != Some(code) {
        return Err(format!("ok is {:?}, the exit {:?}", files[0].ok, output.status).into());
    }
    Ok(())
}
