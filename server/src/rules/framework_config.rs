//! A Next or SvelteKit app that isn't set up to run on Space.

use spacefile_schema::Engine;

use super::places::{called, readable};
use super::{Check, Context, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::project::{Found, Project, path};

pub(super) static RULE: Rule = Rule {
    name: "framework-config",
    severity: Severity::Warning,
    summary: "a Next or SvelteKit app lacks the setting that Space needs",
    docs: include_str!("framework_config.md"),
    check: Check::Document(check),
};

/// Files of more bytes than this are not looked into.
const MOST_BYTES: usize = 256 << 10;

const NEXT: [&str; 4] = ["next.config.js", "next.config.mjs", "next.config.ts", "next.config.cjs"];
const SVELTE: [&str; 3] = ["svelte.config.js", "svelte.config.mjs", "svelte.config.ts"];

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let (document, Some(project)) = (context.document, context.project) else { return };
    for source in readable(context, project) {
        let folder = Folder { project, src: source.src };
        let micro = source.micro;
        let whose = called(document, micro);
        let wrong = match micro.engine(document) {
            Some(Engine::Next) => next(&folder, &whose),
            Some(Engine::SvelteKit) => svelte_kit(&folder, &whose),
            _ => None,
        };
        let (Some((message, help)), Some(range)) = (wrong, micro.mark(document, "engine")) else {
            continue;
        };
        let finding = Diagnostic::new(range, message)
            .help(help)
            .instance(micro.pointer_to("engine"))
            .on_disk();
        found.push(finding);
    }
}

type Wrong = (String, &'static str);

fn next(folder: &Folder<'_>, whose: &str) -> Option<Wrong> {
    let help = "Set `output: 'standalone'` in the Next configuration: the build packages what \
                Next puts there. A push doesn't check it.";
    let there: Vec<_> = NEXT.into_iter().filter(|name| folder.may_have(name)).collect();
    let Some(config) = there.first() else {
        // Without a `package.json` it is no Next app that could be judged.
        let message = format!("{whose} has no Next configuration with `output: 'standalone'`");
        return folder.may_have("package.json").then_some((message, help));
    };
    let lacks = there.iter().all(|name| folder.surely_lacks(name, "standalone"));
    lacks.then(|| (format!("the `{config}` of {whose} doesn't set `output: 'standalone'`"), help))
}

fn svelte_kit(folder: &Folder<'_>, whose: &str) -> Option<Wrong> {
    let help = "Add `@sveltejs/adapter-node` to `package.json` and use it in `svelte.config.js`: \
                Space runs the app on Node. A push doesn't check it.";
    let there = SVELTE.into_iter().find(|name| folder.may_have(name));
    let files = there.into_iter().chain(["package.json"]);
    let mut lacking = files.filter(|name| folder.surely_lacks(name, "adapter-node"));
    let file = lacking.next()?;
    Some((format!("the `{file}` of {whose} doesn't name `@sveltejs/adapter-node`"), help))
}

/// A Micro's folder.
struct Folder<'a> {
    project: &'a Project,
    src: &'a str,
}

impl Folder<'_> {
    fn may_have(&self, name: &str) -> bool {
        self.project.find(&path::join(self.src, name)) != Found::Missing
    }

    /// Whether a file is there, is not empty, and has a word neither in itself nor, as far as one
    /// can tell, in a file that it takes its settings from.
    fn surely_lacks(&self, name: &str, word: &str) -> bool {
        let bytes = self.project.read(&path::join(self.src, name), MOST_BYTES);
        let Some(bytes) = bytes.filter(|bytes| bytes.len() < MOST_BYTES) else { return false };
        let text = String::from_utf8_lossy(&bytes);
        let borrows =
            ["from '.", "from \".", "require('.", "require(\".", "import('.", "import(\"."];
        !text.trim().is_empty()
            && !text.contains(word)
            && !borrows.iter().any(|borrow| text.contains(borrow))
    }
}
