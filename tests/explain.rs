//! What the program tells about itself: pages of rules, the manual, completions.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use libtest_mimic::{Failed, Trial};
use spacefile_lsp::rules::RULES;

use crate::support::{err, out, root, run};

pub fn trials() -> Vec<Trial> {
    vec![
        Trial::test("explain::a_page", a_page),
        Trial::test("explain::the_list", the_list),
        Trial::test("explain::a_slip_of_the_finger", a_slip_of_the_finger),
        Trial::test("explain::every_page_and_flag_is_there", every_page_and_flag_is_there),
        Trial::test("explain::the_manual_has_no_mistakes", the_manual_has_no_mistakes),
        Trial::test("explain::bash_completes_rules_and_flags", bash_completes_rules_and_flags),
    ]
}

/// What the program prints, all being well.
fn told(arguments: &[&str]) -> String {
    let output = run(root(), arguments, b"");
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {output:?}");
    assert_eq!(err(&output), "", "{arguments:?}");
    out(&output)
}

fn a_page() -> Result<(), Failed> {
    let page = told(&["--explain", "too-many-micros"]);
    assert!(page.starts_with("error[too-many-micros]: an app has more than five Micros\n\n"));
    assert!(page.contains("\nReported:\n\n    error[too-many-micros]: "), "{page}");
    assert!(!page.contains(['\u{1b}', '#']) && !page.contains("```"), "{page}");
    let colored = told(&["--explain", "too-many-micros", "--color", "always"]);
    assert_eq!(anstream::adapter::strip_str(&colored).to_string(), page);
    assert_ne!(colored, page);
    // A page may show a text with characters that a terminal would obey.
    let odd = told(&["--explain", "invalid-character"]);
    assert!(odd.contains('\u{2408}') && !odd.contains('\u{8}'), "{odd}");
    Ok(())
}

fn the_list() -> Result<(), Failed> {
    let list = told(&["--explain"]);
    for rule in RULES {
        let line = list.lines().find(|line| line.split_whitespace().nth(1) == Some(rule.name));
        let line = line.ok_or_else(|| format!("{} is not listed", rule.name))?;
        assert!(line.starts_with(rule.severity.name()), "{line}");
        let start = rule.summary.split(' ').next().unwrap();
        assert!(line.contains(start), "{line}");
    }
    Ok(())
}

fn a_slip_of_the_finger() -> Result<(), Failed> {
    for (typed, told) in [
        ("unkown-engine", "there is no rule `unkown-engine`: did you mean `unknown-engine`?"),
        ("Unknown_Engine", "did you mean `unknown-engine`?"),
        ("zzz", "there is no rule `zzz`: `spacefile-lsp --explain` lists the rules"),
        ("\u{1b}[31m", "there is no rule `\\u001B[31m`: `spacefile-lsp"),
    ] {
        let output = run(root(), &["--explain", typed], b"");
        assert_eq!((output.status.code(), out(&output)), (Some(2), String::new()), "{typed}");
        assert!(err(&output).contains(told), "{}", err(&output));
    }
    Ok(())
}

/// Every flag that `--help` names is in the manual and in each shell's completions, every rule in
/// those that complete values.
fn every_page_and_flag_is_there() -> Result<(), Failed> {
    let help = told(&["--help"]);
    let flags: Vec<&str> = help
        .split_whitespace()
        .filter_map(|word| word.strip_prefix("--"))
        .filter(|flag| !flag.is_empty() && flag.chars().all(|c| c == '-' || c.is_alphabetic()))
        .collect();
    assert!(flags.contains(&"explain") && flags.len() > 12, "{flags:?}");
    let manual = told(&["--man"]);
    for flag in &flags {
        assert!(manual.contains(&flag.replace('-', "\\-")), "--{flag} is not in the manual");
    }
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = told(&["--completions", shell]);
        for flag in &flags {
            assert!(script.contains(flag), "--{flag} is not in the completions of {shell}");
        }
        let rules = RULES.iter().filter(|rule| script.contains(rule.name)).count();
        let values = ["bash", "fish", "zsh"].contains(&shell);
        assert_eq!(rules, if values { RULES.len() } else { 0 }, "{shell}");
    }
    Ok(())
}

/// The programs that show manuals find nothing to complain about, where there is one.
fn the_manual_has_no_mistakes() -> Result<(), Failed> {
    let manual = told(&["--man"]);
    assert!(manual.contains(".SH \"EXIT STATUS\"\n"), "{manual}");
    let mut shown = Command::new("groff");
    shown.args(["-ww", "-man", "-Tutf8"]);
    shown.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let Ok(mut groff) = shown.spawn() else { return Ok(()) };
    groff.stdin.take().unwrap().write_all(manual.as_bytes()).unwrap();
    let output = groff.wait_with_output().unwrap();
    assert_eq!((output.status.success(), err(&output)), (true, String::new()));
    Ok(())
}

/// As `tests/run`, this takes it for granted that Bash is there; on Windows it often isn't.
fn bash_completes_rules_and_flags() -> Result<(), Failed> {
    for (typed, expected) in [
        (["--explain", "unknown-e"].as_slice(), "unknown-engine"),
        (&["--expl"], "--explain"),
        (&["--completions", "z"], "zsh"),
    ] {
        let script = told(&["--completions", "bash"]);
        let words = typed.join(" ");
        let asked = format!(
            "{script}\nCOMP_WORDS=(spacefile-lsp {words}); COMP_CWORD={}\n\
             $(complete -p spacefile-lsp | sed 's/.*-F \\([^ ]*\\).*/\\1/') spacefile-lsp {} {}\n\
             echo \"${{COMPREPLY[*]}}\"",
            typed.len(),
            typed[typed.len() - 1],
            typed.iter().rev().nth(1).unwrap_or(&"spacefile-lsp"),
        );
        let Ok(output) = Command::new("bash").args(["-c", &asked]).output() else {
            assert!(!Path::new("/bin/bash").exists(), "bash does not start");
            return Ok(());
        };
        assert_eq!(out(&output).trim(), expected, "{}", err(&output));
    }
    Ok(())
}
