//! What a Spacefile still lacks, from what it says.

use crate::analysis::{Analysis, analyse_text};
use crate::diagnostic::{Diagnostic, Edit, Severity, apply};
use crate::model::Object;
use crate::rules::edits::write_text;
use crate::rules::insert::insert;

/// Steps to a file that a push accepts; no Spacefile that anybody wrote needs more.
const STEPS: usize = 60;

/// The text with all that a push asks for; `None` if something is left that nobody can guess.
pub(super) fn complete(mut text: String) -> Option<String> {
    for _ in 0..STEPS {
        let analysis = analyse_text(text.clone(), None);
        if analysis.ok == Some(true) {
            return Some(text);
        }
        let edits = guess(&analysis).or_else(|| fix(&analysis.diagnostics))?;
        text = apply(&edits, &text);
    }
    None
}

/// The first fix that takes nothing away.
fn fix(findings: &[Diagnostic]) -> Option<Vec<Edit>> {
    let errors = findings.iter().filter(|found| found.severity == Severity::Error);
    let fixes = errors.flat_map(|found| &found.fixes);
    fixes.into_iter().find(|fix| !fix.title.starts_with("Remove")).map(|fix| fix.edits.clone())
}

/// A Micro's keys that are missing, with what the others suggest.
fn guess(analysis: &Analysis) -> Option<Vec<Edit>> {
    let (document, app) = (&analysis.document, &analysis.app);
    let tree = document.tree();
    for (index, micro) in app.micros.iter().enumerate() {
        let has = |key: &str| micro.field(document, key).is_some();
        let field = if !has("name") {
            ("name", name(analysis, micro, index))
        } else if !has("src") {
            ("src", folder(analysis, micro))
        } else if !has("engine") {
            ("engine", engine(analysis, micro).to_owned())
        } else if !has("serve") && micro.text(document, "engine").is_some_and(|it| it.0 == "static")
        {
            ("serve", "./".to_owned())
        } else {
            continue;
        };
        let entries = tree.entries(micro.node);
        let after = |name: &str| entries.iter().find(|it| tree.scalar(it.key) == Some(name));
        let after = match field.0 {
            "name" => None,
            "src" => after("name"),
            "engine" => after("src"),
            _ => after("engine"),
        };
        return Some(vec![insert(
            document,
            micro.node,
            after,
            &[(field.0, write_text(&field.1))],
        )?]);
    }
    None
}

fn name(analysis: &Analysis, micro: &Object, index: usize) -> String {
    let src = micro.text(&analysis.document, "src").map_or("", |(src, _)| src);
    let last = src.rsplit('/').find(|part| !matches!(*part, "" | "." | "..")).unwrap_or_default();
    let mut name: String =
        last.chars().map(|it| if it.is_ascii_alphanumeric() { it } else { '-' }).collect();
    name = name.trim_matches('-').to_owned();
    let others = || analysis.app.micros.iter().filter_map(|it| it.text(&analysis.document, "name"));
    if name.is_empty() || others().any(|(other, _)| other == name) {
        name = if analysis.app.micros.len() == 1 {
            "app".to_owned()
        } else {
            format!("micro-{}", index + 1)
        };
    }
    name
}

fn folder(analysis: &Analysis, micro: &Object) -> String {
    match (analysis.app.micros.len(), micro.text(&analysis.document, "name")) {
        (2.., Some((name, _))) => format!("./{name}"),
        _ => "./".to_owned(),
    }
}

/// The engine for what a Micro runs; anything at all runs on `custom`.
fn engine(analysis: &Analysis, micro: &Object) -> &'static str {
    let document = &analysis.document;
    let text = |key: &str| micro.text(document, key).map_or("", |(text, _)| text);
    let words = |key: &str| text(key).split([' ', '/']).map(str::to_owned).collect::<Vec<_>>();
    let runs = |programs: &[&str]| {
        words("run").iter().chain(&words("dev")).any(|word| programs.contains(&word.as_str()))
    };
    if micro.field(document, "serve").is_some() {
        "static"
    } else if runs(&["uvicorn", "gunicorn", "hypercorn", "flask", "python", "python3"]) {
        "python3.9"
    } else if runs(&["node", "npm", "npx", "yarn", "pnpm"]) {
        "nodejs16"
    } else {
        "custom"
    }
}
