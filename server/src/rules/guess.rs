//! What a folder seems to hold, and what a Micro made of it would be called.

use serde_json::Value;
use spacefile_schema::Engine;

use super::Context;
use super::places::MOST_MICROS;
use crate::project::{Found, Project, path};

/// How many folders and Micros are looked into.
const MOST_FOLDERS: usize = 50;

/// Files of more bytes than this are not looked into.
const MOST_BYTES: usize = 256 << 10;

/// The engine for what stands in a folder, as far as its files leave no doubt.
pub(crate) fn engine_of(project: &Project, folder: &str) -> Option<Engine> {
    let has = |name: &&str| project.find(&path::join(folder, name)) == Found::File;
    if ["requirements.txt", "Pipfile", "setup.py", "main.py"].iter().any(has) {
        return Some(Engine::Python39);
    }
    if has(&"package.json") {
        return framework(&project.read(&path::join(folder, "package.json"), MOST_BYTES)?);
    }
    if has(&"go.mod") {
        return Some(Engine::Custom);
    }
    has(&"index.html").then_some(Engine::Static)
}

/// The engine for a `package.json`.
fn framework(package: &[u8]) -> Option<Engine> {
    let package: Value = serde_json::from_slice(package).ok()?;
    let uses = |name: &str| {
        let blocks = ["dependencies", "devDependencies"];
        blocks.iter().any(|block| package.get(block).is_some_and(|block| block.get(name).is_some()))
    };
    let known: [(&[&str], Engine); 6] = [
        (&["@sveltejs/kit"], Engine::SvelteKit),
        (&["next"], Engine::Next),
        (&["nuxt", "nuxt3"], Engine::Nuxt),
        (&["react-scripts"], Engine::React),
        (&["@vue/cli-service"], Engine::Vue),
        (&["@sveltejs/vite-plugin-svelte"], Engine::Svelte),
    ];
    let found = known.iter().find(|(names, _)| names.iter().any(|name| uses(name)));
    match found {
        Some((_, engine)) => Some(*engine),
        // What Vite builds may be served by Node or be no more than files.
        None => (!uses("vite")).then_some(Engine::Nodejs16),
    }
}

/// The folder, if the app has no more Micros than the disk should be asked about.
pub(super) fn project<'a>(context: &Context<'a>) -> Option<&'a Project> {
    context.project.filter(|_| context.app.micros.len() <= MOST_MICROS)
}

/// The folders beside the Spacefile that look like a Micro and are no other Micro's.
pub(crate) fn free_folders(context: &Context<'_>) -> Vec<String> {
    let Some(project) = project(context) else { return Vec::new() };
    let document = context.document;
    let micros = context.app.micros.iter();
    let taken: Vec<_> =
        micros.filter_map(|micro| Some(path::clean(micro.text(document, "src")?.0))).collect();
    let folders = project.names(".", Found::Folder).unwrap_or_default();
    let folders = folders
        .into_iter()
        .filter(|name| !name.starts_with('.') && name != "node_modules" && !taken.contains(name));
    folders.take(MOST_FOLDERS).filter(|name| engine_of(project, name).is_some()).collect()
}

/// The name of a Micro made of a folder: its last part with a hyphen for what no name may have,
/// and a number behind it where another Micro has that name.
pub(crate) fn name_for(context: &Context<'_>, src: &str) -> Option<String> {
    let clean = path::clean(src);
    let base = match (clean.as_str(), project(context)) {
        (".", Some(project)) => {
            project.root().canonicalize().ok()?.file_name()?.to_str()?.to_owned()
        }
        (".", None) => return None,
        (path, _) => path.rsplit('/').next()?.to_owned(),
    };
    let name = super::invalid_micro_name::clean(&base);
    (!name.is_empty()).then(|| fresh(context, &name))
}

/// A name, with a number behind it where a Micro has that name already.
pub(super) fn fresh(context: &Context<'_>, name: &str) -> String {
    let document = context.document;
    let micros = || context.app.micros.iter();
    let taken =
        |name: &str| micros().any(|it| it.text(document, "name").is_some_and(|(it, _)| it == name));
    let numbered = (2..).map(|number| format!("{name}-{number}"));
    std::iter::once(name.to_owned()).chain(numbered).find(|name| !taken(name)).unwrap_or_default()
}
