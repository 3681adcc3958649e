//! What somebody meant who typed a key that doesn't exist where it stands.

use spacefile_schema::Object;

use super::words::nearest;

/// A guess at what a key should have been.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Advice {
    /// Another key of the same mapping.
    Rename {
        /// That key.
        name: &'static str,
        /// Whether nothing else can be meant.
        sure: bool,
    },
    /// A key of another kind of mapping.
    Elsewhere {
        /// That kind.
        home: Object,
        /// The key there.
        name: &'static str,
    },
    /// Something that no key is for.
    Tip(&'static str),
}

/// Other words for the keys of each kind of mapping, as other tools and languages have them.
const SYNONYMS: &[(Object, &[&str], &str)] = &[
    (Object::App, &["name", "title", "appname", "nombre", "nom"], "app_name"),
    (Object::App, &["version", "ver", "specversion"], "v"),
    (Object::App, &["services", "apps", "microservices"], "micros"),
    (Object::App, &["logo", "image", "favicon"], "icon"),
    (Object::App, &["pwa"], "auto_pwa"),
    (Object::Micro, &["nom", "nombre", "nome", "id", "title"], "name"),
    (Object::Micro, &["source", "dir", "directory", "folder", "root", "context"], "src"),
    (Object::Micro, &["motor", "moteur", "runtime", "language", "framework", "type"], "engine"),
    (Object::Micro, &["default", "isprimary"], "primary"),
    (Object::Micro, &["route", "prefix", "url", "basepath"], "path"),
    (Object::Micro, &["output", "dist", "publish", "outputdir"], "serve"),
    (
        Object::Micro,
        &["build", "cmd", "buildcommand", "buildcommands", "comandos", "commandes", "befehle"],
        "commands",
    ),
    (Object::Micro, &["start", "entry", "entrypoint", "exec", "startcommand"], "run"),
    (Object::Micro, &["devcommand", "develop", "development"], "dev"),
    (Object::Micro, &["files", "includes", "package"], "include"),
    (Object::Micro, &["routes", "publicpaths", "publicurls"], "public_routes"),
    (Object::Micro, &["cron", "crons", "schedule", "schedules", "tasks"], "actions"),
    (Object::Presets, &["environment", "envs", "variables", "vars"], "env"),
    (Object::Presets, &["apikey", "keys"], "api_keys"),
    (Object::Env, &["key", "variable", "nom", "nombre"], "name"),
    (Object::Env, &["desc", "comment", "label"], "description"),
    (Object::Env, &["value", "defaultvalue"], "default"),
    (Object::Action, &["title", "label"], "name"),
    (Object::Action, &["desc", "comment"], "description"),
    (Object::Action, &["type", "event"], "trigger"),
    (
        Object::Action,
        &["interval", "cron", "schedule", "every", "default", "rate"],
        "default_interval",
    ),
];

/// Words that belong to a key of a mapping inside of this one.
const INNER: &[(Object, &[&str], Object, &str)] = &[(
    Object::Micro,
    &["environment", "envs", "envvars", "variables", "vars"],
    Object::Presets,
    "env",
)];

/// Things that no key is for.
const TIPS: &[(Object, &[&str], &str)] = &[
    (
        Object::App,
        &["description", "readme", "tagline"],
        "The app is described in `Discovery.md`, beside the Spacefile.",
    ),
    (
        Object::Micro,
        &["port", "ports", "host"],
        "A Micro can't choose its port: listen on the one in the variable `PORT`.",
    ),
];

/// What a key was most likely meant to be, in a mapping of this kind.
pub(super) fn advise(kind: Object, typed: &str) -> Option<Advice> {
    let plain: String =
        typed.chars().filter(|c| c.is_alphanumeric()).take(64).collect::<String>().to_lowercase();
    let own = || kind.keys().iter().map(|key| key.name);
    if let Some(name) = own().find(|name| name.replace('_', "") == plain) {
        return Some(Advice::Rename { name, sure: true });
    }
    let has = |words: &[&str]| words.contains(&plain.as_str());
    if let Some((.., name)) = SYNONYMS.iter().find(|(of, words, _)| *of == kind && has(words)) {
        return Some(Advice::Rename { name, sure: false });
    }
    if let Some((.., home, name)) = INNER.iter().find(|(of, words, ..)| *of == kind && has(words)) {
        return Some(Advice::Elsewhere { home: *home, name });
    }
    if let Some((.., tip)) = TIPS.iter().find(|(of, words, _)| *of == kind && has(words)) {
        return Some(Advice::Tip(tip));
    }
    if let Some(found) = elsewhere(kind, typed) {
        return Some(found);
    }
    if typed.len() > 64 {
        return None;
    }
    let name = nearest(typed, own())?;
    let near = plain.len() > 3
        && !typed.contains(' ')
        && strsim::damerau_levenshtein(&plain, &name.replace('_', "")) == 1;
    Some(Advice::Rename { name, sure: near })
}

/// The kind of mapping that has exactly this key; the nearest one in the file's order.
fn elsewhere(kind: Object, typed: &str) -> Option<Advice> {
    let homes: &[Object] = match kind {
        Object::App => &[Object::Micro, Object::Presets, Object::Action],
        Object::Micro => &[Object::Presets, Object::Action, Object::App],
        Object::Presets => &[Object::Micro, Object::Env, Object::App],
        Object::Env => &[Object::Presets, Object::Micro, Object::App],
        Object::Action => &[Object::Micro, Object::App],
    };
    homes.iter().find_map(|home| {
        let name = home.key(typed)?.name;
        Some(Advice::Elsewhere { home: *home, name })
    })
}

/// The key and the value of something like `name b` or `name:b`, where a colon or the space after it
/// is missing.
pub(super) fn glued(kind: Object, typed: &str) -> Option<(&'static str, &str)> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let end = typed.find(|c| !is_part(c))?;
    let (name, rest) = (typed.get(..end)?, typed.get(end..)?);
    let value = rest.trim_start_matches([' ', ':', '=']);
    let key = kind.key(name)?.name;
    (!value.is_empty() && value.len() < rest.len()).then_some((key, value))
}

/// How to call a kind of mapping in a sentence.
pub(super) const fn called(kind: Object) -> &'static str {
    match kind {
        Object::App => "the Spacefile",
        Object::Micro => "a Micro",
        Object::Presets => "`presets`",
        Object::Env => "an environment variable",
        Object::Action => "an action",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn synonyms_are_no_keys_and_lead_to_keys() {
        for (kind, words, name) in SYNONYMS {
            assert!(kind.key(name).is_some(), "{name}");
            for word in *words {
                assert!(kind.key(word).is_none(), "{word}");
            }
        }
    }

    #[test]
    fn slips_of_the_finger_find_their_key() {
        let name = |kind, typed| match advise(kind, typed) {
            Some(Advice::Rename { name, .. } | Advice::Elsewhere { name, .. }) => name,
            _ => "",
        };
        assert_eq!(name(Object::Micro, "nmae"), "name");
        assert_eq!(name(Object::Micro, "command"), "commands");
        assert_eq!(name(Object::Micro, "public-route"), "public_routes");
        assert_eq!(name(Object::Micro, "api_keys"), "api_keys");
        assert_eq!(name(Object::App, "name"), "app_name");
        assert_eq!(name(Object::App, "micro"), "micros");
        assert_eq!(name(Object::App, "engine"), "engine");
        assert_eq!(name(Object::Micro, "x"), "");
    }
}
