//! Commands: whole ones for the engine, and the files of `src` as words of one.

use spacefile_schema::{Engine, Key};

use super::candidate::{Candidate, Group};
use super::paths;
use super::values::{Place, has};
use crate::project::{Found, Project, path};

/// What may stand in a command, or be one.
pub(super) fn groups(place: &Place<'_>, key: &Key) -> Vec<Group> {
    let typed = &place.spot.typed;
    let mut whole = whole(place, key);
    // Behind a blank it is told by its beginning, not by letters that it happens to have.
    if typed.contains(char::is_whitespace) {
        whole.retain(|candidate| candidate.label.starts_with(typed.as_str()));
    }
    let word = typed.rsplit(char::is_whitespace).next().unwrap_or_default();
    let words = words(place, word);
    // What its last word alone completes is offered as that.
    let before = typed.get(..typed.len() - word.len()).unwrap_or_default();
    let is_word = |rest: &str| {
        let mut words = words.iter().flat_map(|group| &group.candidates);
        words.any(|candidate| candidate.label == rest)
    };
    whole.retain(|candidate| !candidate.label.strip_prefix(before).is_some_and(is_word));
    [Group::of(place.spot, whole)].into_iter().chain(words).collect()
}

/// The files that the last word may be.
fn words(place: &Place<'_>, word: &str) -> Option<Group> {
    let spot = place.spot;
    let (project, src) = (place.project?, place.src()?);
    // A program is found by its name alone; what starts with a path is a file.
    let is_first = word.len() == spot.typed.trim_start().len();
    if path::leaves(src) || (is_first && !word.contains('/')) {
        return None;
    }
    let start = place.cursor.checked_sub(word.len())?;
    // With escapes, what is written is not what it reads as.
    let is_plain = place.text.get(start..place.cursor) == Some(word) && start >= spot.range.start;
    let behind = place.text.get(place.cursor..spot.range.end)?;
    let more = behind.find(|c: char| c.is_whitespace() || matches!(c, '"' | '\''));
    let range = start..place.cursor + more.unwrap_or(behind.len());
    let is_word = |path: &String| {
        path.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '/' | '@' | '+'))
    };
    let found = [Found::File, Found::Folder].into_iter().flat_map(|kind| {
        let names = paths::listed(project, src, word, kind).into_iter().filter(is_word);
        names.map(move |name| paths::word(name, kind))
    });
    is_plain.then(|| Group {
        range,
        typed: word.to_owned(),
        quote: None,
        lead: "",
        in_json: false,
        candidates: found.collect(),
    })
}

/// Commands that suit the engine and the folder.
fn whole(place: &Place<'_>, key: &Key) -> Vec<Candidate> {
    let engine = place.spot.micro().and_then(|micro| micro.engine(&place.spot.document));
    let folder = Folder::of(place);
    let found = match (key.name, engine) {
        ("commands", engine) => building(&folder, engine),
        ("run", Some(Engine::Python38 | Engine::Python39)) => python(&folder, ""),
        ("dev", Some(Engine::Python38 | Engine::Python39)) => python(&folder, " --reload"),
        ("run", Some(Engine::Nodejs16)) => node(&folder, &["start"]),
        ("run", Some(Engine::Custom)) => built(place),
        ("run", Some(_)) => Vec::new(),
        ("dev", Some(Engine::Custom)) => custom_dev(&folder),
        ("dev", Some(Engine::Nodejs16)) => node(&folder, &["dev", "start"]),
        ("dev", Some(_)) => {
            vec!["npm run dev".to_owned(), "npm run dev -- --port $PORT".to_owned()]
        }
        _ => key.examples.iter().filter_map(|it| Some(it.as_str()?.to_owned())).collect(),
    };
    found.into_iter().map(|command| Candidate::value(command, "")).collect()
}

/// The Micro's folder, as far as it can be looked into.
struct Folder<'p> {
    inside: Option<(&'p Project, &'p str)>,
}

impl<'p> Folder<'p> {
    fn of(place: &'p Place<'_>) -> Self {
        let inside = place.project.zip(place.src()).filter(|(_, src)| !path::leaves(src));
        Self { inside }
    }

    /// Whether a file may be there: nobody knows without a folder.
    fn may_have(&self, name: &str) -> bool {
        let is_file =
            |(project, src): (&Project, &str)| project.find(&path::join(src, name)) == Found::File;
        self.inside.is_none_or(is_file)
    }

    /// The files there with one of these endings.
    fn files(&self, endings: &[&str]) -> Vec<String> {
        let names = self.inside.and_then(|(project, src)| project.names(src, Found::File));
        let has_ending =
            |name: &String| name.rsplit_once('.').is_some_and(|(_, it)| endings.contains(&it));
        names.into_iter().flatten().filter(has_ending).collect()
    }
}

/// Servers that start a module of the folder.
fn python(folder: &Folder<'_>, more: &str) -> Vec<String> {
    /// Modules that are offered.
    const MOST: usize = 3;
    let files = folder.files(&["py"]);
    let mut modules: Vec<_> = files.iter().filter_map(|file| file.strip_suffix(".py")).collect();
    modules.retain(|name| !matches!(*name, "setup" | "__init__" | "conftest"));
    modules.sort_by_key(|name| match *name {
        "main" => 0,
        "app" | "server" | "api" => 1,
        _ => 2,
    });
    modules.truncate(MOST);
    if modules.is_empty() {
        modules.push("main");
    }
    let servers = ["uvicorn", "gunicorn"];
    servers
        .iter()
        .flat_map(|server| modules.iter().map(move |name| format!("{server} {name}:app{more}")))
        .chain(modules.first().map(|name| format!("python {name}.py")))
        .collect()
}

/// Node itself, or a script of `package.json`.
fn node(folder: &Folder<'_>, scripts: &[&str]) -> Vec<String> {
    let files = folder.files(&["js", "mjs", "cjs"]);
    let mut files: Vec<_> = files.into_iter().filter(|file| !file.contains(".config.")).collect();
    files.sort_by_key(|file| file != "index.js");
    files.truncate(2);
    if files.is_empty() {
        files.push("index.js".to_owned());
    }
    let started = files.iter().map(|file| format!("node {file}"));
    let scripts = scripts.iter().map(|script| match *script {
        "start" => "npm start".to_owned(),
        script => format!("npm run {script}"),
    });
    if folder.may_have("package.json") && scripts.len() > 1 {
        return scripts.chain(started).collect();
    }
    started.chain(scripts).collect()
}

/// What makes the Micro ready to be packaged.
fn building(folder: &Folder<'_>, engine: Option<Engine>) -> Vec<String> {
    let mut found = Vec::new();
    let mut add = |there: bool, commands: &[&str]| {
        found.extend(commands.iter().filter(|_| there).map(|command| (*command).to_owned()));
    };
    let npm = ["npm install", "npm run build", "npm ci"];
    match engine {
        Some(Engine::Python38 | Engine::Python39) => {
            add(true, &["pip install -r requirements.txt"]);
        }
        Some(Engine::Custom) => {
            add(folder.may_have("go.mod"), &["go build -o server"]);
            add(folder.may_have("Cargo.toml"), &["cargo build --release"]);
            add(folder.may_have("Makefile"), &["make"]);
            add(folder.may_have("package.json"), &npm);
        }
        _ => add(true, &npm),
    }
    found
}

/// What was packaged can be started.
fn built(place: &Place<'_>) -> Vec<String> {
    let document = &place.spot.document;
    let micro = place.spot.micro();
    let included = micro.map(|micro| micro.texts(document, "include")).unwrap_or_default();
    let files = included.iter().map(|(_, text, _)| text.trim_start_matches("./"));
    let mut files: Vec<_> =
        files.filter(|text| !text.ends_with('/')).map(|it| format!("./{it}")).collect();
    if !has(place, "include") {
        files.push("./server".to_owned());
    }
    files
}

fn custom_dev(folder: &Folder<'_>) -> Vec<String> {
    let known =
        [("go.mod", "go run ."), ("Cargo.toml", "cargo run"), ("package.json", "npm run dev")];
    let known = known.iter().filter(|(file, _)| folder.may_have(file));
    known.map(|(_, command)| (*command).to_owned()).collect()
}
