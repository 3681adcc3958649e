//! git's own answer, with the line that gave it.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use libtest_mimic::{Failed, Trial};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use spacefile_lsp::ignore::Rules;

use super::engine;
use super::tree::{self, Said, Tree};

/// Pieces of which git says what its documentation says.
const PIECES: &[&str] = &[
    "a",
    "b",
    "c",
    "ab",
    "x",
    "dist",
    ".env",
    "/",
    "/",
    "/",
    "*",
    "*",
    "?",
    "**/",
    "/**",
    "/**/",
    "*.",
    ".",
    "!",
    "#",
    " ",
    "[ab]",
    "[a-c]",
    "[^a]",
    "[!a]",
    "[]a]",
    "[!]a]",
    "[a-]",
    "[z-a]",
    "[a\\]b]",
    "[[:alpha:]]",
    "[[:digit:]b]",
    "[[:foo:]]",
    "[[:x]",
    "[a/b]",
    "[^/]",
    "[",
    "]",
    "\\",
    "\\ ",
    "\\a",
    "\\#",
    "\\!",
    "\\*",
    "\\?",
    "ä",
    "a.b",
    "\t",
    "\r",
    "(",
    "{a,b}",
    "+",
    "|",
    "-",
];

pub fn trials() -> Vec<Trial> {
    let has_git = Command::new("git").arg("--version").output().is_ok();
    vec![
        Trial::test("ignore::documented_is_as_git_says", lists).with_ignored_flag(!has_git),
        Trial::test("ignore::classes_are_those_of_git", classes).with_ignored_flag(!has_git),
    ]
}

fn lists() -> Result<(), Failed> {
    let folder = tempfile::tempdir()?;
    let tree = make(folder.path());
    let config = Config { cases: 400, failure_persistence: None, ..Config::default() };
    let result = TestRunner::new(config).run(&engine::file(PIECES.to_vec()), |file| {
        if file.split(|&byte| byte == b'\n').any(is_quirky) {
            return Ok(());
        }
        agrees(folder.path(), &tree, &file)
    });
    result.map_err(|error| error.to_string().into())
}

/// Every class with a name, on every byte that a name may have.
fn classes() -> Result<(), Failed> {
    let folder = tempfile::tempdir()?;
    let mut tree = Tree::new();
    for byte in (1..=255).filter(|&byte| byte != b'/') {
        // Alone, a dot is no name.
        tree::add(&mut tree, &[b'x', byte], false);
    }
    write(folder.path(), &tree);
    let names = [
        "alnum", "alpha", "blank", "cntrl", "digit", "graph", "lower", "print", "punct", "space",
        "upper", "xdigit", "word", "ascii", "Alpha",
    ];
    for name in names {
        agrees(folder.path(), &tree, format!("x[[:{name}:]]").as_bytes())?;
        agrees(folder.path(), &tree, format!("x[^[:{name}:]-a]").as_bytes())?;
    }
    Ok(())
}

/// Where git is not as it is documented: it compares the text before the first special character
/// of an anchored pattern for itself, and takes stars that come next for stars that come first; it
/// takes more than two stars between slashes for two; and for it `\/` ends a `**`.
fn is_quirky(line: &[u8]) -> bool {
    let line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line);
    let body = line.strip_prefix(b"!").unwrap_or(line);
    let body = body.strip_prefix(b"/").unwrap_or(body);
    let literal = body.iter().take_while(|byte| !b"*?[\\".contains(byte)).count();
    let stars = body[literal..].starts_with(b"**");
    let contains = |text: &[u8]| line.windows(text.len()).any(|part| part == text);
    stars && literal > 0 && body[literal - 1] != b'/' || contains(b"***") || contains(b"**\\/")
}

/// Some hundred paths of few names: on disk, too, as git looks there.
fn make(folder: &Path) -> Tree {
    let mut tree = Tree::new();
    let names =
        ["a", "b", "ab", "dist", ".env", "a.b", "[a]", "c", "x", "?", "a b", "\\a", "ä", "#a"];
    for (number, first) in names.iter().enumerate() {
        for second in &names[..8] {
            for third in &names[number % 3..number % 3 + 4] {
                tree::add(&mut tree, format!("{first}/{second}/{third}").as_bytes(), false);
            }
        }
        tree::add(&mut tree, format!("b/b/b/{first}").as_bytes(), number % 2 == 0);
        tree::add(&mut tree, format!("{first}.{number}").as_bytes(), false);
        tree::add(&mut tree, format!("{first}!").as_bytes(), true);
    }
    for name in ["-", "b\r", "b ", " b", "\t", "é", "{a,b}", "(", "aa", "aab", "!a"] {
        tree::add(&mut tree, name.as_bytes(), false);
    }
    write(folder, &tree);
    tree
}

fn write(folder: &Path, tree: &Tree) {
    use std::os::unix::ffi::OsStrExt;
    for (path, &is_folder) in tree {
        let path = folder.join(std::ffi::OsStr::from_bytes(path));
        if is_folder { std::fs::create_dir(path) } else { std::fs::write(path, "") }.unwrap();
    }
    git(folder, &["init", "-q", "."], b"");
    std::fs::write(folder.join(".git/defaults"), tree::defaults(true).join("\n")).unwrap();
}

fn agrees(folder: &Path, tree: &Tree, file: &[u8]) -> Result<(), TestCaseError> {
    std::fs::write(folder.join(".git/info/exclude"), file).unwrap();
    let defaults = tree::defaults(true);
    let rules = Rules::new(Some(file));
    let paths: Vec<u8> = tree.keys().flat_map(|path| [path.as_slice(), b"\0"].concat()).collect();
    let arguments = [
        "-c",
        "core.excludesFile=.git/defaults",
        "check-ignore",
        "--no-index",
        "-v",
        "-n",
        "-z",
        "--stdin",
    ];
    let output = git(folder, &arguments, &paths);
    let fields: Vec<&[u8]> = output.split(|&byte| byte == 0).collect();
    let verdicts = tree::judge(&rules, tree);
    let mut seen = 0;
    for entry in fields.chunks_exact(4) {
        let [source, number, pattern, path] = entry else { continue };
        let number = std::str::from_utf8(number).unwrap().parse::<usize>().ok();
        let line =
            number.map(
                |number| {
                    if source.ends_with(b"exclude") { number + defaults.len() } else { number }
                },
            );
        let wanted = Said { kept: line.is_none() || pattern.starts_with(b"!"), line };
        let said = tree::said(&rules, verdicts[*path].documented, &defaults);
        prop_assert_eq!(said, wanted, "{} on {}", file.escape_ascii(), path.escape_ascii());
        seen += 1;
    }
    prop_assert_eq!(seen, tree.len());
    Ok(())
}

fn git(folder: &Path, arguments: &[&str], input: &[u8]) -> Vec<u8> {
    let mut child = Command::new("git")
        .args(arguments)
        .current_dir(folder)
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("HOME", folder)
        .env_remove("XDG_CONFIG_HOME")
        .env_remove("GIT_DIR")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    let writer = std::thread::spawn(move || stdin.write_all(&input));
    let output = child.wait_with_output().unwrap();
    drop(writer.join().unwrap());
    output.stdout
}
