//! What is made from the tables and by the program, and checked in: none of it is stale.
//!
//! `UPDATE=1 cargo test --workspace fresh` makes all of it anew, the schema included.

mod vscode;

use std::path::Path;

use anstyle_svg::Term;
use libtest_mimic::{Failed, Trial};
use spacefile_lsp::lsp::features;
use spacefile_lsp::report::page::label;
use spacefile_lsp::rules::{RULES, Rule};

use crate::pages::blocks;
use crate::support::{err, expect_file, out, root, run};

const NOTE: &str = "<!-- Made by `UPDATE=1 cargo test --workspace fresh`. -->";

pub fn trials() -> Vec<Trial> {
    vec![
        Trial::test("fresh::rules_page", rules_page),
        Trial::test("fresh::readme", readme),
        Trial::test("fresh::clients", clients),
        Trial::test("fresh::picture", picture),
        Trial::test("fresh::vscode", vscode::manifest),
    ]
}

fn fresh(file: &str, text: &str) -> Result<(), Failed> {
    Ok(expect_file(&root().join(file), text)?)
}

/// `docs/rules.md`: an index, and the page of each rule.
fn rules_page() -> Result<(), Failed> {
    let mut text = format!(
        "# Rules\n\n{NOTE}\n\n\
         An **error** is what a push would refuse, or the JSON schema does. A **warning** is likely \
         wrong or harmful, an **info** worth knowing. `spacefile-lsp --explain RULE` shows the same \
         page in a terminal. Every example here is run by a test.\n\n{}",
        table("")
    );
    for rule in RULES {
        text.push_str(&format!("\n## {}\n\n", rule.name));
        text.push_str(&format!("*{}*: {}.\n\n", rule.severity.name(), rule.summary));
        text.push_str(&page(rule.docs));
    }
    fresh("docs/rules.md", &text)
}

/// A rule's page without its title, below the heading that it has here, its blocks labelled.
fn page(docs: &str) -> String {
    let mut text = String::new();
    let mut code = false;
    for line in docs.lines().skip_while(|line| line.starts_with("# ") || line.is_empty()) {
        match line.strip_prefix("```") {
            Some(info) => {
                code = !code;
                if let Some(label) = label(info).filter(|_| code && !text.ends_with(":\n\n")) {
                    text.push_str(&format!("{label}\n\n"));
                }
            }
            None if !code && line.starts_with('#') => text.push('#'),
            None => {}
        }
        text.push_str(line);
        text.push('\n');
    }
    text
}

/// What each rule finds, with links to the pages in a file.
fn table(file: &str) -> String {
    let row = |rule: &&Rule| {
        let fix =
            if blocks(rule.docs).iter().any(|block| block.kind == "fixed") { "yes" } else { "" };
        let summary = rule.summary.replace('|', "\\|");
        let (name, severity) = (rule.name, rule.severity.name());
        format!("| [{name}]({file}#{name}) | {severity} | {summary} | {fix} |\n")
    };
    let rows: String = RULES.iter().map(row).collect();
    format!("| rule | severity | what it finds | fix |\n|---|---|---|---|\n{rows}")
}

/// The parts of the README that are made.
fn readme() -> Result<(), Failed> {
    let help = out(&run(root(), &["-h"], b""));
    let parts = [("rules", table("docs/rules.md")), ("options", format!("```text\n{help}```\n"))];
    between_marks("README.md", &parts)
}

/// The table of features in `docs/clients.md`.
fn clients() -> Result<(), Failed> {
    let rows = features().map(|(name, words)| format!("| `{name}` | {words} |\n"));
    let table = format!("| feature | what it switches |\n|---|---|\n{}", rows.collect::<String>());
    between_marks("docs/clients.md", &[("features", table)])
}

/// Puts each part between its two marks in a file.
fn between_marks(file: &str, parts: &[(&str, String)]) -> Result<(), Failed> {
    let mut text = std::fs::read_to_string(root().join(file)).unwrap();
    for (name, part) in parts {
        let (start, end) = (format!("<!-- {name} -->\n"), format!("<!-- end of {name} -->"));
        let (before, rest) = text.split_once(&start).ok_or(format!("there is no {start}"))?;
        let (_, after) = rest.split_once(&end).ok_or(format!("there is no {end}"))?;
        text = format!("{before}{start}{NOTE}\n\n{part}\n{end}{after}");
    }
    fresh(file, &text)
}

/// `docs/check.svg`: what the terminal shows for the broken example.
fn picture() -> Result<(), Failed> {
    let broken = root().join(Path::new("tests/broken"));
    let output = run(&broken, &["--check", "--color", "always"], b"");
    assert_eq!((output.status.code(), err(&output)), (Some(1), String::new()));
    let shown = format!("$ spacefile-lsp --check\n{}", out(&output));
    fresh("docs/check.svg", &Term::new().render_svg(&shown))
}
