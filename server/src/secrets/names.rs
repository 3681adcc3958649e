//! Names and places of files that are there to hold secrets.

/// What a file likely holds, by its name and place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Secret {
    /// Values of environment variables.
    Variables,
    /// A private key, as text.
    PrivateKey,
    /// Keys or passwords in a format of its own.
    KeyStore,
    /// A login or a token for a service or a registry.
    Login,
    /// Settings of a program that may have a secret among them.
    Settings,
    /// The state of a tool that keeps secrets in it.
    State,
}

/// Names, in lower case.
const NAMES: &[(&str, Secret)] = &[
    (".envrc", Secret::Variables),
    (".netrc", Secret::Login),
    ("_netrc", Secret::Login),
    (".npmrc", Secret::Login),
    (".yarnrc.yml", Secret::Login),
    (".pypirc", Secret::Login),
    (".pgpass", Secret::Login),
    (".my.cnf", Secret::Login),
    (".dockercfg", Secret::Login),
    (".git-credentials", Secret::Login),
    ("credentials", Secret::Login),
    ("credentials.json", Secret::Login),
    ("credentials.toml", Secret::Login),
    ("id_rsa", Secret::PrivateKey),
    ("id_dsa", Secret::PrivateKey),
    ("id_ecdsa", Secret::PrivateKey),
    ("id_ed25519", Secret::PrivateKey),
    ("secrets.json", Secret::Settings),
    ("secrets.toml", Secret::Settings),
    ("secrets.yaml", Secret::Settings),
    ("secrets.yml", Secret::Settings),
    ("terraform.tfstate", Secret::State),
    ("wallet.dat", Secret::State),
];

/// What names end in, in lower case.
const ENDINGS: &[(&str, Secret)] = &[
    (".env", Secret::Variables),
    (".pem", Secret::PrivateKey),
    (".key", Secret::PrivateKey),
    (".p8", Secret::PrivateKey),
    (".ppk", Secret::PrivateKey),
    (".p12", Secret::KeyStore),
    (".pfx", Secret::KeyStore),
    (".jks", Secret::KeyStore),
    (".keystore", Secret::KeyStore),
    (".kdbx", Secret::KeyStore),
    (".tfvars", Secret::Settings),
];

/// Names that say something only in a folder of this name.
const PLACES: &[(&str, Secret)] =
    &[(".docker/config.json", Secret::Login), (".kube/config", Secret::Login)];

/// What the names of keys in JSON have in them, as Google and Firebase hand them out.
const JSON: &[&str] = &[
    "adminsdk",
    "client_secret",
    "credential",
    "firebase",
    "service-account",
    "service_account",
    "serviceaccount",
    "token",
];

/// A copy for others to fill in has one of these in its name.
const TEMPLATES: &[&str] =
    &["example", "sample", "template", "tmpl", "dist", "default", "defaults", "schema", "dummy"];

/// Folders whose files are made up.
const MADE_UP: &[&str] = &[
    "__fixtures__",
    "__mocks__",
    "__tests__",
    "example",
    "examples",
    "fixtures",
    "mocks",
    "spec",
    "test",
    "testdata",
    "tests",
];

impl Secret {
    /// What it is, as it goes into a sentence.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Variables => "secret values",
            Self::PrivateKey => "a private key",
            Self::KeyStore => "keys or passwords",
            Self::Login => "a login or a token",
            Self::Settings | Self::State => "secrets",
        }
    }

    /// What the file at a path likely holds, going by the path alone: relative, with `/` between
    /// names.
    #[must_use]
    pub fn by_name(path: &[u8]) -> Option<Self> {
        let start = path.iter().rposition(|byte| *byte == b'/').map_or(0, |slash| slash + 1);
        let (folder, name) = path.split_at_checked(start)?;
        if !Self::may_be(name) {
            return None;
        }
        let name = std::str::from_utf8(name).ok()?.to_ascii_lowercase();
        let kind = of_name(&name).or_else(|| of_place(path))?;
        let is_template = || name.split(['.', '-', '_']).any(|part| TEMPLATES.contains(&part));
        (!is_template() && !is_made_up(folder)).then_some(kind)
    }

    /// Whether a file of this name may be one of those above. Most names are told by a byte or two.
    #[must_use]
    pub fn may_be(name: &[u8]) -> bool {
        /// No name that is known is longer.
        const LONGEST: usize = 128;
        let first = name.first().map(u8::to_ascii_lowercase);
        if name.len() > LONGEST {
            return false;
        }
        if matches!(first, Some(b'.' | b'_')) {
            return true;
        }
        let Some(dot) = name.iter().rposition(|byte| *byte == b'.') else {
            // `credentials`, `config` and the names of keys.
            return matches!(first, Some(b'c' | b'i'));
        };
        let ending = name.get(dot + 1..).unwrap_or_default();
        let endings: &[&[u8]] = match ending.len() {
            2 => &[b"p8"],
            3 => &[b"env", b"pem", b"key", b"ppk", b"p12", b"pfx", b"jks", b"yml", b"dat"],
            4 => &[b"kdbx", b"json", b"toml", b"yaml"],
            6 => &[b"tfvars"],
            7 => &[b"tfstate"],
            8 => &[b"keystore"],
            _ => &[],
        };
        endings.iter().any(|known| ending.eq_ignore_ascii_case(known))
    }
}

fn of_name(name: &str) -> Option<Secret> {
    if name.starts_with(".env.") {
        return Some(Secret::Variables);
    }
    let known = NAMES.iter().find(|(known, _)| *known == name);
    let ending = || ENDINGS.iter().find(|(ending, _)| name.ends_with(ending));
    if let Some((_, kind)) = known.or_else(ending) {
        return Some(*kind);
    }
    name.strip_suffix(".json").filter(|stem| names_key(stem)).map(|_| Secret::Login)
}

/// Whether one of the words is in the name of a JSON file. Many a project has thousands of those:
/// each place is looked at once.
fn names_key(stem: &str) -> bool {
    let starts =
        |at| stem.get(at..).is_some_and(|rest| JSON.iter().any(|part| rest.starts_with(part)));
    stem.bytes().enumerate().any(|(at, byte)| b"acfst".contains(&byte) && starts(at))
}

fn of_place(path: &[u8]) -> Option<Secret> {
    let is_at = |place: &str| {
        let before = path.strip_suffix(place.as_bytes());
        before.is_some_and(|before| before.is_empty() || before.ends_with(b"/"))
    };
    PLACES.iter().find(|(place, _)| is_at(place)).map(|(_, kind)| *kind)
}

fn is_made_up(folder: &[u8]) -> bool {
    folder
        .split(|byte| *byte == b'/')
        .any(|part| MADE_UP.iter().any(|made_up| part.eq_ignore_ascii_case(made_up.as_bytes())))
}

/// Every name that is known, as a path.
#[cfg(test)]
pub(super) fn all() -> Vec<String> {
    let names = NAMES.iter().chain(PLACES).map(|(name, _)| (*name).to_owned());
    let endings = ENDINGS.iter().map(|(ending, _)| format!("x{ending}"));
    names.chain(endings).chain(JSON.iter().map(|part| format!("x-{part}.json"))).collect()
}
