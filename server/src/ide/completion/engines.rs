//! Engines: the one that the rest of the Micro and its folder speak for comes first.

use spacefile_schema::{Engine, Object};

use super::candidate::Candidate;
use super::values::{Place, has, text_of};
use super::{Docs, ItemKind};
use crate::ide::matching::matches;
use crate::ide::pages::Page;
use crate::project::path;
use crate::rules::guess::engine_of;
use crate::rules::unknown_engine::suggest;

/// The engines, the likeliest first.
pub(super) fn candidates(place: &Place<'_>) -> Vec<Candidate> {
    let likely = likely(place);
    // A name from another world, such as `golang`, stands for one of ours.
    let typed = &place.spot.typed;
    let is_open = typed.chars().count() > 1 && !typed.ends_with(char::is_whitespace);
    let meant = suggest(typed).filter(|_| is_open);
    let rank = |engine: Engine| likely.iter().position(|it| *it == engine).unwrap_or(likely.len());
    let mut engines = Engine::ALL;
    engines.sort_by_key(|engine| rank(*engine));
    let answers = Engine::ALL.iter().any(|engine| matches(typed, engine.name()).is_some());
    let candidate = |engine: Engine| {
        let is_meant = meant == Some(engine);
        Candidate {
            kind: ItemKind::Choice,
            docs: Docs::Page(Page::Choice(Object::Micro, "engine", engine.name())),
            answers_to: (is_meant && !answers).then(|| typed.clone()),
            ..Candidate::value(engine.name(), purpose(engine))
                .rank(u8::from(meant.is_some() && !is_meant))
        }
    };
    engines.map(candidate).into()
}

/// What an engine is for, in a few words.
const fn purpose(engine: Engine) -> &'static str {
    match engine {
        Engine::Static => "files as they are",
        Engine::React | Engine::Svelte | Engine::Vue => "built to static files",
        Engine::Next | Engine::Nuxt | Engine::SvelteKit => "full stack, on Node",
        Engine::Python39 => "Python, the newest there is",
        Engine::Python38 => "Python, for older code",
        Engine::Nodejs16 => "Node.js, the newest there is",
        Engine::Custom => "anything that listens on PORT",
    }
}

/// What speaks for an engine: what is in the folder, else what the Micro's keys say.
fn likely(place: &Place<'_>) -> Vec<Engine> {
    let mut likely = Vec::new();
    if let (Some(project), Some(src)) = (place.project, place.src())
        && !path::leaves(src)
    {
        likely.extend(engine_of(project, src));
    }
    likely.extend(by_name(place));
    likely.extend(by_keys(place));
    likely.extend(Engine::ALL);
    let mut seen = Vec::new();
    likely.retain(|engine| {
        let is_new = !seen.contains(engine);
        seen.push(*engine);
        is_new
    });
    likely
}

/// A Micro that is called after its engine.
fn by_name(place: &Place<'_>) -> Option<Engine> {
    let words = format!("{} {}", text_of(place, "name"), text_of(place, "src"));
    let words = words.to_lowercase();
    let mut words = words.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 2);
    words.find_map(|word| match word {
        "svelte" => Some(Engine::Svelte),
        "sveltekit" => Some(Engine::SvelteKit),
        "next" | "nextjs" => Some(Engine::Next),
        "nuxt" | "nuxtjs" => Some(Engine::Nuxt),
        "vue" | "vuejs" => Some(Engine::Vue),
        "react" | "reactjs" => Some(Engine::React),
        "static" | "docs" | "html" => Some(Engine::Static),
        "node" | "nodejs" | "express" => Some(Engine::Nodejs16),
        "python" | "fastapi" | "flask" | "django" => Some(Engine::Python39),
        "golang" | "rust" | "deno" => Some(Engine::Custom),
        _ => None,
    })
}

/// What the keys beside it say, the likeliest first.
fn by_keys(place: &Place<'_>) -> &'static [Engine] {
    use Engine::{
        Custom, Next, Nodejs16, Nuxt, Python38, Python39, React, Static, Svelte, SvelteKit, Vue,
    };
    if has(place, "serve") {
        return &[Static, Svelte, React, Vue];
    }
    let run = program(text_of(place, "run"));
    let dev = program(text_of(place, "dev"));
    match (run, dev) {
        (Some(Program::Python), _) | (None, Some(Program::Python)) => &[Python39, Python38, Custom],
        (Some(Program::Node), _) => &[Nodejs16, Next, SvelteKit, Nuxt, Custom],
        (Some(Program::Other), _) => &[Custom, Python39, Nodejs16],
        (None, Some(Program::Node)) => &[SvelteKit, Next, Nodejs16, Nuxt, Static],
        (None, Some(Program::Other)) => &[Custom, Python39, Nodejs16],
        (None, None) if has(place, "commands") => &[Nodejs16, Custom, Python39],
        (None, None) if is_frontend(place) => &[SvelteKit, Next, Svelte, React, Static, Nuxt],
        // One that would need `serve` is unlikely where other keys follow.
        (None, None) if is_written(place) => &[Python39, Nodejs16, SvelteKit, Next, Nuxt],
        (None, None) => &[Python39, Nodejs16, Static, Custom],
    }
}

/// What a command starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Program {
    Python,
    Node,
    Other,
}

fn program(command: &str) -> Option<Program> {
    const PYTHON: &[&str] = &[
        "python",
        "uvicorn",
        "gunicorn",
        "hypercorn",
        "flask",
        "fastapi",
        "streamlit",
        "django",
        "waitress",
        "poetry",
        "pipenv",
        "daphne",
        ".venv",
        "venv",
        "main.py",
    ];
    const NODE: &[&str] = &["node", "npm", "npx", "yarn", "pnpm", "nodemon", "vite", "ts"];
    let words = command.split(|c: char| !c.is_alphanumeric() && c != '.');
    let mut known = words.filter_map(|word| {
        let word = word.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
        if PYTHON.contains(&word) {
            Some(Program::Python)
        } else if NODE.contains(&word) {
            Some(Program::Node)
        } else {
            None
        }
    });
    // What was compiled starts by its path.
    let is_compiled = command.starts_with("./") && !command.contains("venv");
    match known.next().filter(|_| !is_compiled) {
        Some(program) => Some(program),
        None => (!command.trim().is_empty()).then_some(Program::Other),
    }
}

/// Whether the Micro is called as people call what runs in a browser.
fn is_frontend(place: &Place<'_>) -> bool {
    let words = format!("{} {}", text_of(place, "name"), text_of(place, "src")).to_lowercase();
    let mut words = words.split(|c: char| !c.is_alphanumeric());
    words.any(|word| {
        matches!(word, "frontend" | "front" | "fe" | "client" | "web" | "website" | "site" | "ui")
    })
}

/// Whether the Micro has keys that people write below its engine.
fn is_written(place: &Place<'_>) -> bool {
    ["primary", "public_routes", "public", "presets", "actions", "path"]
        .iter()
        .any(|name| has(place, name))
}
