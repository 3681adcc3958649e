//! `--fix` and `--diff`: files change when asked to, whole, or not at all.

use std::fs;
use std::path::Path;

use libtest_mimic::{Failed, Trial};
use tempfile::TempDir;

use crate::corpus::rows::rows;
use crate::support::{err, out, parse_report, run, shared, write_files};

/// Two safe fixes, a comment, and a finding that remains.
const BAD: &str = "v: 0 # zero\nmicros:\n  - name: a\n    src: .\n    engine: custom\n    run: ./a\n    primary: false\n    public_routes: [/x, /x, y]\n";
const MENDED: &str = "v: 0 # zero\nmicros:\n  - name: a\n    src: .\n    engine: custom\n    run: ./a\n    primary: true\n    public_routes: [/x, y]\n";

pub fn trials() -> Vec<Trial> {
    let mut trials = vec![
        Trial::test("fix::applies_what_is_safe_and_reports_the_rest", applies),
        Trial::test("fix::keeps_how_the_file_is_spelled", keeps_spelling),
        Trial::test("fix::shows_a_diff_and_writes_nothing", shows_a_diff),
        Trial::test("fix::passes_standard_input_on", standard_input),
    ];
    trials.push(Trial::test("fix::goes_on_until_there_is_nothing_left", to_the_end));
    trials.push(Trial::test("fix::never_cuts_what_it_passes_on", never_cuts));
    #[cfg(unix)]
    trials.extend([
        Trial::test("fix::follows_no_link_out_of_the_project", links),
        Trial::test("fix::leaves_what_it_may_not_write", not_allowed),
        Trial::test("fix::leaves_the_file_whole_when_the_disk_is_full", full_disk),
        Trial::test("fix::leaves_every_file_whole_when_killed", killed),
        Trial::test("fix::twice_at_once_is_as_good_as_once", twice_at_once),
    ]);
    let of_the_corpus = Trial::test("fix::of_the_corpus_mends_and_harms_nothing", of_the_corpus);
    trials.push(of_the_corpus.with_ignored_flag(shared().is_none()));
    trials
}

fn project(content: &[u8]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("Spacefile"), content).unwrap();
    folder
}

fn read(folder: &Path) -> String {
    fs::read_to_string(folder.join("Spacefile")).unwrap()
}

fn applies() -> Result<(), Failed> {
    let folder = project(BAD.as_bytes());
    let output = run(folder.path(), &["--check", "--fix"], b"");
    assert_eq!(read(folder.path()), MENDED);
    assert_eq!(output.status.code(), Some(0));
    let last = out(&output).lines().last().unwrap().to_owned();
    assert_eq!(last, "Checked 1 Spacefile: 1 warning. Applied 2 fixes.");
    let again = run(folder.path(), &["--check", "--fix"], b"");
    assert_eq!(read(folder.path()), MENDED);
    assert!(out(&again).ends_with("Checked 1 Spacefile: 1 warning.\n"));
    // What is suppressed or not shown is not mended either.
    let folder = project(BAD.as_bytes());
    let rules = ["--allow=useless-primary", "--allow=duplicate-item"];
    run(folder.path(), &[&["--check", "--fix"], &rules[..]].concat(), b"");
    assert_eq!(read(folder.path()), BAD);
    Ok(())
}

fn keeps_spelling() -> Result<(), Failed> {
    let utf16 = |text: &str, bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
        format!("\u{feff}{text}").encode_utf16().flat_map(bytes).collect()
    };
    let spellings: [fn(&str) -> Vec<u8>; 5] = [
        |text| format!("\u{feff}{text}").into_bytes(),
        |text| text.replace('\n', "\r\n").into_bytes(),
        |text| text.trim_end().replace("zero", "\u{1f680}").into_bytes(),
        |text| text.replace('\n', "\r").into_bytes(),
        |text| text.replace("zero", "null\u{85}# one").into_bytes(),
    ];
    for spell in spellings {
        let folder = project(&spell(BAD));
        run(folder.path(), &["--check", "--fix"], b"");
        assert_eq!(fs::read(folder.path().join("Spacefile")).unwrap(), spell(MENDED));
    }
    for bytes in [u16::to_le_bytes, u16::to_be_bytes] {
        let folder = project(&utf16(BAD, bytes));
        run(folder.path(), &["--check", "--fix"], b"");
        let written = fs::read(folder.path().join("Spacefile")).unwrap();
        assert_eq!(written, utf16(MENDED, bytes));
    }
    // What can't be read as text can't be written again.
    let broken = [BAD.as_bytes(), b"# \xff\n"].concat();
    let folder = project(&broken);
    let output = run(folder.path(), &["--check", "--fix"], b"");
    assert!(err(&output).contains("holds bytes that are no text"), "{}", err(&output));
    assert_eq!(fs::read(folder.path().join("Spacefile")).unwrap(), broken);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let folder = project(BAD.as_bytes());
        let file = folder.path().join("Spacefile");
        fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
        run(folder.path(), &["--check", "--fix"], b"");
        assert_eq!(read(folder.path()), MENDED);
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o640);
    }
    Ok(())
}

fn shows_a_diff() -> Result<(), Failed> {
    let folder = project(BAD.as_bytes());
    let output = run(folder.path(), &["--check", "--diff"], b"");
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(err(&output), "2 fixes would be applied\n");
    let expected = "--- Spacefile\n+++ Spacefile\n@@ -4,5 +4,5 @@\n     src: .\n     engine: custom\n     run: ./a\n-    primary: false\n-    public_routes: [/x, /x, y]\n+    primary: true\n+    public_routes: [/x, y]\n";
    assert_eq!(out(&output), expected);
    assert_eq!(read(folder.path()), BAD);
    fs::write(folder.path().join("Spacefile"), MENDED).unwrap();
    let output = run(folder.path(), &["--check", "--diff"], b"");
    assert_eq!((output.status.code(), out(&output).as_str()), (Some(0), ""));
    let both = run(folder.path(), &["--check", "--diff", "--fix"], b"");
    assert_eq!(both.status.code(), Some(2));
    Ok(())
}

fn standard_input() -> Result<(), Failed> {
    let folder = tempfile::tempdir().unwrap();
    let output = run(folder.path(), &["--check", "--fix", "-"], BAD.as_bytes());
    assert_eq!(out(&output), MENDED);
    assert_eq!(err(&output), "Checked 1 Spacefile: 1 warning. Applied 2 fixes.\n");
    let output = run(folder.path(), &["--check", "--fix", "-"], MENDED.as_bytes());
    assert_eq!(out(&output), MENDED);
    let output = run(folder.path(), &["--check", "--diff", "-"], BAD.as_bytes());
    assert!(out(&output).starts_with("--- <stdin>\n+++ <stdin>\n@@"));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    Ok(())
}

fn to_the_end() -> Result<(), Failed> {
    let routes = "      - /x\n".repeat(700);
    let before = BAD.replace("[/x, /x, y]\n", &format!("\n{routes}"));
    let folder = project(before.as_bytes());
    run(folder.path(), &["--check", "--fix"], b"");
    let once = MENDED.replace("[/x, y]\n", "\n      - /x\n");
    assert_eq!(read(folder.path()), once);
    Ok(())
}

fn never_cuts() -> Result<(), Failed> {
    let folder = tempfile::tempdir().unwrap();
    let large = format!("{BAD}{}", "# more\n".repeat(700_000));
    let output = run(folder.path(), &["--check", "--fix", "-"], large.as_bytes());
    assert_eq!((output.status.code(), out(&output).as_str()), (Some(2), ""));
    assert!(err(&output).contains("<stdin>: is too large to be fixed"), "{}", err(&output));
    // Reports go where they are sent, beside the text.
    let arguments = ["--check", "--fix", "-", "--report=json=report.json"];
    let output = run(folder.path(), &arguments, BAD.as_bytes());
    assert_eq!(out(&output), MENDED);
    let report = fs::read_to_string(folder.path().join("report.json")).unwrap();
    assert!(report.contains("route-without-slash"), "{report}");
    Ok(())
}

#[cfg(unix)]
fn links() -> Result<(), Failed> {
    let (folder, outside) = (tempfile::tempdir().unwrap(), project(BAD.as_bytes()));
    let link = folder.path().join("Spacefile");
    std::os::unix::fs::symlink(outside.path().join("Spacefile"), &link).unwrap();
    let output = run(folder.path(), &["--check", "--fix"], b"");
    assert_eq!(output.status.code(), Some(2));
    assert!(
        err(&output).contains("Spacefile: cannot be changed: the link leads out"),
        "{}",
        err(&output)
    );
    assert_eq!(read(outside.path()), BAD);
    fs::remove_file(&link).unwrap();
    fs::write(folder.path().join("real"), BAD).unwrap();
    std::os::unix::fs::symlink("real", &link).unwrap();
    run(folder.path(), &["--check", "--fix"], b"");
    assert_eq!(fs::read_to_string(folder.path().join("real")).unwrap(), MENDED);
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    Ok(())
}

/// Runs `--check --fix` in a shell, with these commands before it.
#[cfg(unix)]
fn in_a_shell(folder: &Path, before: &str) -> std::process::Command {
    let mut shell = std::process::Command::new("sh");
    let program = env!("CARGO_BIN_EXE_spacefile-lsp");
    shell.args(["-c", &format!("{before} exec \"$0\" --check --fix"), program]).current_dir(folder);
    shell
}

#[cfg(unix)]
fn not_allowed() -> Result<(), Failed> {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    use std::os::unix::process::CommandExt;

    const NOBODY: u32 = 65534;
    for (folder_mode, file_mode) in [(0o555, 0o644), (0o755, 0o444)] {
        let folder = project(BAD.as_bytes());
        // Nobody, for whom nothing is forbidden, can be somebody else.
        let is_root = fs::metadata(folder.path()).unwrap().uid() == 0;
        let program = folder.path().join("program");
        fs::copy(env!("CARGO_BIN_EXE_spacefile-lsp"), &program).unwrap();
        let set = |path: &Path, mode| {
            if is_root {
                std::os::unix::fs::chown(path, Some(NOBODY), None).unwrap();
            }
            fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
        };
        set(&folder.path().join("Spacefile"), file_mode);
        set(folder.path(), folder_mode);
        let mut command = std::process::Command::new(program);
        command.args(["--check", "--fix"]).current_dir(folder.path());
        if is_root {
            command.uid(NOBODY);
        }
        let output = command.output().unwrap();
        set(folder.path(), 0o755);
        assert_eq!(output.status.code(), Some(2), "{}", err(&output));
        let complaint = "spacefile-lsp: Spacefile: cannot be changed: permission denied\n";
        assert_eq!(err(&output), complaint);
        // What is found is reported all the same.
        assert!(out(&output).contains("useless-primary"), "{}", out(&output));
        assert_eq!(read(folder.path()), BAD);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
    }
    Ok(())
}

#[cfg(unix)]
fn full_disk() -> Result<(), Failed> {
    let folder = project(BAD.as_bytes());
    // No file may grow; with the signal for that ignored, writing fails as on a full disk.
    let output = in_a_shell(folder.path(), "trap '' XFSZ; ulimit -f 0;").output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("Spacefile: cannot be changed: "), "{}", err(&output));
    assert_eq!(read(folder.path()), BAD);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    Ok(())
}

/// Many projects in one folder.
#[cfg(unix)]
fn many() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for number in 0..100 {
        let inner = folder.path().join(number.to_string());
        fs::create_dir(&inner).unwrap();
        fs::write(inner.join("Spacefile"), BAD).unwrap();
    }
    folder
}

#[cfg(unix)]
fn killed() -> Result<(), Failed> {
    let mut fixed = Vec::new();
    // On a busy machine it takes long to get somewhere.
    for pause in 0..400 {
        if pause >= 12 && fixed.iter().any(|fixed| *fixed > 0) {
            break;
        }
        let folder = many();
        let mut child =
            in_a_shell(folder.path(), "").stdout(std::process::Stdio::null()).spawn()?;
        std::thread::sleep(std::time::Duration::from_millis(4 * pause));
        child.kill().unwrap();
        child.wait().unwrap();
        let contents: Vec<_> =
            (0..100).map(|number| read(&folder.path().join(number.to_string()))).collect();
        for content in &contents {
            assert!(content == BAD || content == MENDED, "after {pause}: {content}");
        }
        fixed.push(contents.iter().filter(|content| *content == MENDED).count());
    }
    // Without a run that got somewhere, this shows nothing.
    assert!(fixed.iter().any(|fixed| *fixed > 0), "{fixed:?}");
    Ok(())
}

#[cfg(unix)]
fn twice_at_once() -> Result<(), Failed> {
    let folder = many();
    let start = || in_a_shell(folder.path(), "").stdout(std::process::Stdio::null()).spawn();
    for mut child in [start()?, start()?] {
        // One that comes too late for a file leaves it and says so.
        assert!(matches!(child.wait().unwrap().code(), Some(0 | 2)));
    }
    for number in 0..100 {
        let inner = folder.path().join(number.to_string());
        assert_eq!(read(&inner), MENDED);
        assert_eq!(fs::read_dir(&inner).unwrap().count(), 1, "nothing is left over");
    }
    Ok(())
}

/// A copy of every file, fixed.
fn of_the_corpus() -> Result<(), Failed> {
    let folder = tempfile::tempdir().unwrap();
    write_files(folder.path(), ".git/");
    let mut texts = Vec::new();
    for (number, text) in rows().into_iter().filter_map(|row| row.spacefile).enumerate() {
        let inner = folder.path().join(format!("{number:05}"));
        fs::create_dir(&inner).unwrap();
        fs::write(inner.join("Spacefile"), &text).unwrap();
        texts.push(text);
    }
    let check = |arguments: &[&str]| {
        run(folder.path(), &[&["--check", "--report=json"], arguments].concat(), b"")
    };
    let before = parse_report(&check(&[]));
    let after = parse_report(&check(&["--fix"]));
    let fixed: Vec<_> =
        before.iter().map(|it| fs::read(folder.path().join(&it.path)).unwrap()).collect();
    assert!(fixed.iter().zip(&texts).filter(|(fixed, text)| fixed != text).count() > 10);
    for ((before, after), (fixed, text)) in before.iter().zip(&after).zip(fixed.iter().zip(&texts))
    {
        assert_eq!(before.path, after.path);
        assert!(before.ok != Some(true) || after.ok == Some(true), "{}", before.path);
        let safe = |fix: &serde_json::Value| fix["safe"] == true;
        let left = after.findings.iter().filter(|it| it.fixes.iter().any(safe));
        let left: Vec<_> = left.map(super::support::Finding::headline).collect();
        // Bytes that are no text are left alone.
        if std::str::from_utf8(fixed).is_ok() {
            assert_eq!(left, [] as [String; 0], "{}", after.path);
            assert_eq!(comments(fixed), comments(text), "{}", after.path);
        }
    }
    let again = check(&["--fix"]);
    assert_eq!(parse_report(&again).len(), after.len());
    for (file, fixed) in before.iter().zip(&fixed) {
        assert_eq!(&fs::read(folder.path().join(&file.path)).unwrap(), fixed, "{}", file.path);
    }
    Ok(())
}

/// The comments of a text.
fn comments(bytes: &[u8]) -> Vec<String> {
    let document = spacefile_lsp::document::Document::from_bytes(bytes);
    let comments = document.syntax.comments.iter();
    comments.map(|comment| document.slice(comment.clone()).to_owned()).collect()
}
