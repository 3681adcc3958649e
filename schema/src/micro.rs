//! One Micro: the heart of a Spacefile.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::action::Action;
use crate::conditions;
use crate::engine::Engine;
use crate::limits::NAME_PATTERN;
use crate::presets::Presets;
use crate::snippets;

/// One Micro: a piece of the app with its own folder, engine and path, run on demand.
///
/// It needs `name`, `src` and `engine`; the engine decides which of the other keys make sense. At
/// run time it has 512 MB of memory and 20 seconds a request, can write only to `/tmp`, and can
/// hold neither WebSockets nor long-running processes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(
    title = "Micro",
    example = json!({
        "name": "api",
        "src": "api",
        "engine": "python3.9",
        "primary": true,
        "run": "uvicorn main:app",
        "dev": "uvicorn main:app --reload",
        "public_routes": ["/health", "/public/*"]
    }),
    extend("defaultSnippets" = snippets::micro()),
    extend("allOf" = conditions::of_a_micro())
)]
pub struct Micro {
    /// The Micro's name, unique in the app. The Spacefile reference, `name`, allows letters, digits
    /// and hyphens, starting with a letter or digit; a push also lets `_` through after the first character.
    /// It is the Micro's `path` too unless you set one, so keep it short and fit for a URL. A name
    /// made only of digits needs quotes.
    #[schemars(title = "Name", regex(pattern = NAME_PATTERN), example = &"api", example = &"web-client")]
    pub name: String,

    /// The Micro's root folder, relative to the Spacefile. It must hold everything the Micro needs,
    /// up to 250 MB of source and assets, since nothing outside it is packaged. Give each Micro a
    /// folder of its own: one in the project's root works alone but doesn't scale to a second.
    #[schemars(title = "Source folder", example = "./", example = &"api", example = "./packages/web")]
    pub src: String,

    /// What builds and runs the Micro. `static` serves files as they are; `react`, `svelte` and
    /// `vue` are built to static files first; `next`, `nuxt` and `svelte-kit` are full-stack on
    /// Node; `python3.9`, `python3.8` and `nodejs16` run your code; `custom` runs anything that
    /// listens on `PORT`. Newer Python and Node versions are not available.
    #[schemars(title = "Engine", example = &"python3.9", example = &"static", example = &"custom")]
    pub engine: Engine,

    /// Makes this Micro the app's entry point: it gets every request that isn't under another
    /// Micro's path, whatever its own `path` says. A lone Micro is primary by itself, even with
    /// `false`; of several, exactly one must say `true`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Primary", example = true)]
    pub primary: Option<bool>,

    /// Where the Micro answers, relative to the app's address; the Micro's `name` if left out.
    /// Write it without a leading slash: `path: api` answers under `/api`. The prefix is removed
    /// before a request reaches the Micro, so its own routes start at `/`. Nothing checks that two
    /// Micros don't claim the same path.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Path", example = &"api", example = "files/v2")]
    pub path: Option<String>,

    /// The folder whose files are served, relative to `src`; often the output of `commands`.
    /// Required for `static`, allowed for `react`, `svelte` and `vue`, and refused for every other
    /// engine.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Served folder", example = &"dist", example = "./")]
    pub serve: Option<String>,

    /// Shell commands that build the Micro. They run in the Build Pipeline (Linux, not your
    /// machine) before the Micro is packaged. Leave the key out rather than giving an empty
    /// list.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(
        title = "Build commands",
        length(min = 1),
        example = json!(["npm install", "npm run build"]),
        example = json!(["go build -o server"])
    )]
    pub commands: Option<Vec<String>>,

    /// The files and folders to package, relative to `src`; all of `src` if left out. Whatever
    /// isn't listed is dropped after the build, so it is the place to name build output such as a
    /// compiled server. No entry may appear twice. The engines that serve static files (`static`,
    /// `react`, `svelte`, `vue`) don't take it: there, `serve` names the output.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(
        title = "Packaged files",
        length(min = 1),
        extend("uniqueItems" = true),
        example = json!(["server"]),
        example = json!(["build", "package.json"])
    )]
    pub include: Option<Vec<String>>,

    /// The shell command that starts the Micro. The server must listen on the port given in the
    /// environment variable `PORT`. Left out, the engine starts the Micro its own way; `custom` has
    /// none and can't do without this key, although a push accepts that.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(
        title = "Start command",
        example = "uvicorn main:app",
        example = "node index.js",
        example = "./server"
    )]
    pub run: Option<String>,

    /// The shell command with which `space dev` starts the Micro on your machine, for instance with
    /// live reload. It has no effect on the pushed app.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(
        title = "Development command",
        example = "uvicorn main:app --reload",
        example = "npm run dev -- --port $PORT"
    )]
    pub dev: Option<String>,

    /// What the people who install the app can set up for this Micro: environment variables (`env`)
    /// and API keys (`api_keys`).
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Presets")]
    pub presets: Option<Presets>,

    /// The routes anyone may call without logging in; all others stay private to the person who
    /// installed the app. Routes are relative to the Micro's own root, written with a leading slash,
    /// and match exactly; `*` is a wildcard and may stand anywhere, as in `/api/*/docs`. No route
    /// may appear twice. It excludes `public`, which is short for `/*`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(
        title = "Public routes",
        length(min = 1),
        inner(length(min = 1)),
        extend("uniqueItems" = true),
        example = json!(["/health"]),
        example = json!(["/public/*", "/api/*/docs"])
    )]
    pub public_routes: Option<Vec<String>>,

    /// Opens every route of the Micro to the world when `true`, like `public_routes` with the one
    /// route `/*`. It is `false` by default: only the person who installed the app gets in. The two
    /// keys can't be used together, not even with `public: false`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Public", extend("default" = false), example = true)]
    pub public: Option<bool>,

    /// Accepted by a push, but the Spacefile reference doesn't mention it and promises nothing
    /// about its effect. Scheduled tasks belong in `actions`; leave this one out.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(title = "Provide Actions", extend("default" = false), example = false)]
    pub provide_actions: Option<bool>,

    /// Tasks that the runtime starts on a schedule, by a request to this Micro. The
    /// documentation allows 5 a Micro and 25 an app, though a push doesn't count them. Leave the key out rather
    /// than giving an empty list.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(
        title = "Actions",
        length(min = 1),
        example = json!([{
            "id": "cleanup",
            "name": "Clean up",
            "trigger": "schedule",
            "default_interval": "0/15 * * * *"
        }])
    )]
    pub actions: Option<Vec<Action>>,
}
