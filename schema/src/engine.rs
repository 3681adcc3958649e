//! What builds and runs a Micro.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::object::Object;

/// What builds and runs a Micro. Exactly these eleven names are accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
pub enum Engine {
    /// Serves files as they are: plain HTML, or the output of any site generator. Needs `serve`,
    /// the folder to serve; it has to exist in `src` or be made by `commands`. Takes no `include`.
    Static,

    /// A React app, built to static files by the Build Pipeline. Keep its `package.json` in the
    /// Micro's own folder. `serve` is optional; `include` is refused.
    React,

    /// A Svelte app, built to static files by the Build Pipeline; for SvelteKit take `svelte-kit`.
    /// Keep its `package.json` in the Micro's own folder. `serve` is optional; `include` is refused.
    Svelte,

    /// A Vue app, built to static files by the Build Pipeline; for Nuxt take `nuxt`. Keep its
    /// `package.json` in the Micro's own folder. `serve` is optional; `include` is refused.
    Vue,

    /// A full-stack Next app, built by the Build Pipeline and run on Node. Needs
    /// `output: 'standalone'` in the Next configuration. Takes no `serve`.
    Next,

    /// A full-stack Nuxt app, built by the Build Pipeline and run on Node. Takes no `serve`; for a
    /// Vue app without Nuxt choose `vue`.
    Nuxt,

    /// A full-stack SvelteKit app, built by the Build Pipeline and run on Node. Needs the Node
    /// adapter, `@sveltejs/adapter-node`, in both `package.json` and `svelte.config.js`. Takes no
    /// `serve`.
    SvelteKit,

    /// Python 3.9, the newest Python there is. By default it runs the object `app` of `main.py` in
    /// `src`; a `run` command, such as `uvicorn main:app` or `gunicorn main:app`, is recommended.
    /// Takes no `serve`.
    #[serde(rename = "python3.9")]
    Python39,

    /// Python 3.8, for code that can't move to `python3.9` yet. By default it runs the object `app`
    /// of `main.py` in `src`; a `run` command, such as `uvicorn main:app` or `gunicorn main:app`, is
    /// recommended. Takes no `serve`.
    #[serde(rename = "python3.8")]
    Python38,

    /// Node.js 16, the newest Node there is. By default it runs `index.js` in `src`; set `run` to
    /// start anything else. Listen on `PORT`. Takes no `serve`.
    Nodejs16,

    /// Anything that runs on Linux and listens on `PORT`: Go, Rust, and so on. Needs `run`, and
    /// usually `commands` to compile and `include` to package only the result. A Go Micro,
    /// for one, builds with `go build -o server`, includes `server` and runs `./server`. Takes no
    /// `serve`.
    Custom,
}

impl Engine {
    /// Every engine, in the order of the documentation.
    pub const ALL: [Engine; 11] = [
        Engine::Static,
        Engine::React,
        Engine::Svelte,
        Engine::Vue,
        Engine::Next,
        Engine::Nuxt,
        Engine::SvelteKit,
        Engine::Python39,
        Engine::Python38,
        Engine::Nodejs16,
        Engine::Custom,
    ];

    /// The name as written in a Spacefile.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Engine::Static => "static",
            Engine::React => "react",
            Engine::Svelte => "svelte",
            Engine::Vue => "vue",
            Engine::Next => "next",
            Engine::Nuxt => "nuxt",
            Engine::SvelteKit => "svelte-kit",
            Engine::Python39 => "python3.9",
            Engine::Python38 => "python3.8",
            Engine::Nodejs16 => "nodejs16",
            Engine::Custom => "custom",
        }
    }

    /// The engine of exactly this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Engine> {
        Engine::ALL.into_iter().find(|engine| engine.name() == name)
    }

    /// Whether the Micro ends up as static files: `static` and the engines built on it.
    #[must_use]
    pub const fn is_static_like(self) -> bool {
        matches!(self, Engine::Static | Engine::React | Engine::Svelte | Engine::Vue)
    }

    /// Whether a Micro of this engine must have `serve`.
    #[must_use]
    pub const fn needs_serve(self) -> bool {
        matches!(self, Engine::Static)
    }

    /// Whether a Micro of this engine may have `serve`.
    #[must_use]
    pub const fn allows_serve(self) -> bool {
        self.is_static_like()
    }

    /// Whether a Micro of this engine may have `include`.
    #[must_use]
    pub const fn allows_include(self) -> bool {
        !self.is_static_like()
    }

    /// What the engine is for and what it needs, as Markdown; the doc comment of its variant.
    #[must_use]
    pub fn docs(self) -> &'static str {
        Object::Micro
            .key("engine")
            .and_then(|key| key.choice(self.name()))
            .map_or("", |choice| choice.docs)
    }
}

#[cfg(test)]
mod tests {
    use super::Engine;

    #[test]
    fn names_are_those_of_the_schema() {
        let names = Engine::ALL.map(|engine| serde_json::to_value(engine).ok());
        assert_eq!(names, Engine::ALL.map(|engine| Some(engine.name().into())));
        for engine in Engine::ALL {
            assert_eq!(Engine::from_name(engine.name()), Some(engine));
            assert!(!engine.docs().is_empty(), "{engine:?} has no docs");
        }
        assert_eq!(Engine::from_name("Static"), None);
        assert_eq!(Engine::from_name("nodejs16.x"), None);
    }
}
