//! An engine that doesn't exist.

use spacefile_schema::Engine;

use super::words::{list, nearest, quote};
use super::{Check, Context, Rule, spot};
use crate::diagnostic::{Diagnostic, Edit, Fix, Severity};
use crate::document::{Step, pointer};
use crate::structure::{Violation, ViolationKind};

pub(super) static RULE: Rule = Rule {
    name: "unknown-engine",
    severity: Severity::Error,
    summary: "`engine` names none of the eleven engines",
    docs: include_str!("unknown_engine.md"),
    check: Check::Structure(word),
};

fn word(context: &Context<'_>, violation: &Violation) -> Option<Vec<Diagnostic>> {
    let is_engine = matches!(violation.path.last(), Some(Step::Key(key)) if key == "engine");
    if !is_engine || !matches!(violation.kind, ViolationKind::Enum(_)) {
        return None;
    }
    let place = violation.place?;
    let typed = context.document.tree().text(place.value)?;
    if spot::is_slipped(context.document, violation) {
        return Some(Vec::new());
    }
    let range = spot::of(context.document, violation);
    let message = match typed {
        "" => "`engine` is empty".to_owned(),
        _ => format!("there is no engine {}", quote(typed)),
    };
    let finding = Diagnostic::new(range.clone(), message).instance(pointer(&violation.path));
    Some(vec![match suggest(typed) {
        Some(engine) => {
            let name = engine.name();
            let title = format!("Change to `{name}`");
            let fix = Fix::likely(title, vec![Edit::replace(range, name)]);
            let finding = finding.help(advice(typed, engine));
            // What comes by an alias or merge is mended where it is written.
            if spot::via(context.document, violation).is_none() {
                finding.fix(fix)
            } else {
                finding
            }
        }
        None => {
            let names: Vec<_> =
                Engine::ALL.iter().map(|engine| format!("`{}`", engine.name())).collect();
            finding.help(format!("The engines are {}.", list(&names, "and")))
        }
    }])
}

pub(super) fn advice(typed: &str, engine: Engine) -> String {
    let name = engine.name();
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    if let Some(runtime) = other_runtime(typed) {
        return format!(
            "Space has no {runtime}: use `custom` and start it with `run`, or `nodejs16` for Node."
        );
    }
    let letters = letters(typed);
    if BUILT.contains(&letters.as_str()) {
        return "Use `static`: build the site with `commands`, and give its output folder as \
                `serve`."
            .to_owned();
    }
    if STARTED.contains(&letters.as_str()) {
        return "Use `custom`: it runs anything that listens on `PORT`. Build it with `commands` \
                and give `run`."
            .to_owned();
    }
    match engine {
        // The right version in another spelling.
        _ if typed.contains(|c: char| c.is_ascii_digit()) && digits(typed) == digits(name) => {
            format!("Did you mean `{name}`?")
        }
        Engine::Python39 | Engine::Python38 if typed.contains(|c: char| c.is_ascii_digit()) => {
            format!("Use `{name}`: Space has Python 3.8 and 3.9, newer versions never came.")
        }
        Engine::Nodejs16 => format!("Use `{name}`: it is the only version of Node that Space has."),
        _ => format!("Did you mean `{name}`?"),
    }
}

/// What builds sites that are no more than files.
const BUILT: &[&str] =
    &["vite", "vitejs", "astro", "solid", "solidjs", "gatsby", "gatsbyjs", "angular", "angularjs"];

/// What is built into something that only needs to be started.
const STARTED: &[&str] = &[
    "go",
    "golang",
    "rust",
    "docker",
    "dockerfile",
    "binary",
    "ruby",
    "php",
    "java",
    "kotlin",
    "dotnet",
    "csharp",
    "elixir",
];

/// A runtime of JavaScript other than Node.
fn other_runtime(typed: &str) -> Option<&'static str> {
    match letters(typed).as_str() {
        "bun" => Some("Bun"),
        "deno" => Some("Deno"),
        _ => None,
    }
}

/// A name without its version.
fn letters(typed: &str) -> String {
    typed.to_lowercase().chars().filter(char::is_ascii_alphabetic).collect()
}

/// The engine that somebody who typed this most likely wants.
pub(crate) fn suggest(typed: &str) -> Option<Engine> {
    let lower = typed.trim().to_lowercase();
    let known = match letters(&lower).as_str() {
        "node" | "nodejs" | "nodex" | "nodejsx" | "js" | "javascript" | "express"
        | "typescript" | "npm" => Some(Engine::Nodejs16),
        "python" | "py" | "pythonx" | "fastapi" | "flask" | "django" | "uvicorn" => {
            let old = lower.contains("3.8") || lower.ends_with("38");
            Some(if old { Engine::Python38 } else { Engine::Python39 })
        }
        "next" | "nextjs" => Some(Engine::Next),
        "nuxt" | "nuxtjs" => Some(Engine::Nuxt),
        "sveltekit" | "kit" => Some(Engine::SvelteKit),
        "reactjs" | "cra" | "createreactapp" => Some(Engine::React),
        "vuejs" | "vue" => Some(Engine::Vue),
        "sveltejs" => Some(Engine::Svelte),
        "html" | "staticsite" | "site" => Some(Engine::Static),
        other if BUILT.contains(&other) => Some(Engine::Static),
        other if STARTED.contains(&other) => Some(Engine::Custom),
        "" if lower == "3.8" => Some(Engine::Python38),
        "" if lower.starts_with("3.") => Some(Engine::Python39),
        "other" | "bun" | "deno" => Some(Engine::Custom),
        _ => None,
    };
    known.or_else(|| {
        Engine::from_name(nearest(typed, Engine::ALL.iter().map(|engine| engine.name()))?)
    })
}
