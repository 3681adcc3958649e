//! `--format`: files change when asked to, whole, or not at all.

use std::fs;

use libtest_mimic::{Failed, Trial};
use tempfile::TempDir;

use crate::support::{err, out, run};

const BEFORE: &str = "v:  0 # \u{1f680}\nmicros:\n- name: a\n  src:   .\n  engine: custom   \n\n";
const AFTER: &str = "v: 0 # \u{1f680}\nmicros:\n  - name: a\n    src: .\n    engine: custom\n";
const BROKEN: &str = "v: 0\nmicros:\n\t- name: a\n";

pub fn trials() -> Vec<Trial> {
    vec![
        Trial::test("format::writes_files_and_says_so", writes),
        Trial::test("format::shows_a_diff_and_writes_nothing", shows_a_diff),
        Trial::test("format::passes_standard_input_on", standard_input),
        Trial::test("format::keeps_how_a_file_is_spelled", keeps_spelling),
        Trial::test("format::leaves_what_it_cannot_read_and_says_why", leaves_broken_files),
    ]
}

fn project(content: &[u8]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("Spacefile"), content).unwrap();
    folder
}

fn read(folder: &TempDir) -> String {
    fs::read_to_string(folder.path().join("Spacefile")).unwrap()
}

fn writes() -> Result<(), Failed> {
    let folder = project(BEFORE.as_bytes());
    let output = run(folder.path(), &["--format"], b"");
    let said = (output.status.code(), out(&output), err(&output));
    assert_eq!(said, (Some(0), String::new(), "Formatted 1 Spacefile\n".to_owned()));
    assert_eq!(read(&folder), AFTER);
    // A file that needs nothing isn't written, and keeps its time.
    let time = || fs::metadata(folder.path().join("Spacefile")).unwrap().modified().unwrap();
    let before = time();
    let output = run(folder.path(), &["--format", "Spacefile"], b"");
    assert_eq!(err(&output), "1 Spacefile, formatted already\n");
    assert_eq!((time(), read(&folder).as_str()), (before, AFTER));
    let output = run(folder.path(), &["--format", "--quiet"], b"");
    assert_eq!((output.status.code(), err(&output).as_str()), (Some(0), ""));
    Ok(())
}

fn shows_a_diff() -> Result<(), Failed> {
    let folder = project(BEFORE.as_bytes());
    let output = run(folder.path(), &["--format", "--diff"], b"");
    assert_eq!(
        (output.status.code(), err(&output).as_str()),
        (Some(1), "Would format 1 Spacefile\n")
    );
    let shown = out(&output);
    assert!(shown.starts_with("--- Spacefile\n+++ Spacefile\n@@ -1,6 +1,5 @@\n"), "{shown}");
    assert!(shown.contains("\n-- name: a\n-  src:   .\n"), "{shown}");
    assert_eq!(read(&folder), BEFORE);
    fs::write(folder.path().join("Spacefile"), AFTER).unwrap();
    let output = run(folder.path(), &["--format", "--diff"], b"");
    assert_eq!((output.status.code(), out(&output).as_str()), (Some(0), ""));
    Ok(())
}

fn standard_input() -> Result<(), Failed> {
    let folder = tempfile::tempdir().unwrap();
    for (given, code, diff) in [(BEFORE, 1, "--- <stdin>\n+++ <stdin>\n@@"), (AFTER, 0, "")] {
        let output = run(folder.path(), &["--format", "-"], given.as_bytes());
        assert_eq!((output.status.code(), out(&output).as_str()), (Some(0), AFTER));
        let output = run(folder.path(), &["--format", "-", "--diff"], given.as_bytes());
        assert_eq!(output.status.code(), Some(code));
        assert!(out(&output).starts_with(diff), "{}", out(&output));
    }
    let named = ["--format", "-", "--diff", "--stdin-path", "app/Spacefile"];
    let output = run(folder.path(), &named, BEFORE.as_bytes());
    assert!(out(&output).starts_with("--- app/Spacefile\n"), "{}", out(&output));
    // Whoever pipes a buffer through must not get an empty one and exit code 0.
    let output = run(folder.path(), &["--format", "-"], BROKEN.as_bytes());
    assert_eq!((output.status.code(), out(&output).as_str()), (Some(2), ""));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    Ok(())
}

/// Spells a text in bytes.
type Spelling<'s> = &'s dyn Fn(&str) -> Vec<u8>;

fn keeps_spelling() -> Result<(), Failed> {
    let utf16 = |text: &str, bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
        format!("\u{feff}{text}").encode_utf16().flat_map(bytes).collect()
    };
    let spellings: [Spelling<'_>; 5] = [
        &|text| format!("\u{feff}{text}").into_bytes(),
        &|text| text.replace('\n', "\r\n").into_bytes(),
        &|text| text.replace('\n', "\r").into_bytes(),
        &|text| utf16(text, u16::to_le_bytes),
        &|text| utf16(text, u16::to_be_bytes),
    ];
    for spell in spellings {
        let folder = project(&spell(BEFORE));
        run(folder.path(), &["--format"], b"");
        assert_eq!(fs::read(folder.path().join("Spacefile")).unwrap(), spell(AFTER));
        let output = run(folder.path(), &["--format", "-"], &spell(BEFORE));
        assert_eq!(output.stdout, spell(AFTER));
    }
    // A final line break is put in, in the manner of the others.
    let folder = project(BEFORE.trim_end().replace('\n', "\r\n").as_bytes());
    run(folder.path(), &["--format"], b"");
    assert_eq!(read(&folder), AFTER.replace('\n', "\r\n"));
    Ok(())
}

fn leaves_broken_files() -> Result<(), Failed> {
    let texts: [(&[u8], &str); 4] = [
        (BROKEN.as_bytes(), "line 3: a tab can't indent a line"),
        (b"v: 0\nmicros: [\n", "line 2: `[` is never closed"),
        (b"v: 0\n# \xff\n", "line 2 is not YAML as a push reads it"),
        (b"v: 0\nmicros: *x\n", "line 2: no `&x` stands above `*x`"),
    ];
    for (text, reason) in texts {
        let folder = project(text);
        let well = folder.path().join("well");
        fs::create_dir(&well).unwrap();
        fs::write(well.join("Spacefile"), BEFORE).unwrap();
        let output = run(folder.path(), &["--format"], b"");
        assert_eq!(output.status.code(), Some(2));
        let complaint = format!("spacefile-lsp: Spacefile: cannot be formatted: {reason}");
        assert!(err(&output).contains(&complaint), "{}", err(&output));
        assert_eq!(fs::read(folder.path().join("Spacefile")).unwrap(), text);
        // The others are formatted all the same.
        assert_eq!(fs::read_to_string(well.join("Spacefile")).unwrap(), AFTER);
    }
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("Spacefile.yaml"), BEFORE).unwrap();
    let output = run(folder.path(), &["--format"], b"");
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("Spacefile.yaml: is not named `Spacefile`"), "{}", err(&output));
    let large = format!("{BEFORE}{}", "# more\n".repeat(700_000));
    let output = run(folder.path(), &["--format", "-"], large.as_bytes());
    assert_eq!((output.status.code(), out(&output).as_str()), (Some(2), ""));
    assert!(err(&output).contains("is too large to be formatted"), "{}", err(&output));
    Ok(())
}
