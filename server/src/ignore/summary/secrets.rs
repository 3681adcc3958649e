//! Names that likely hold secrets.

/// Files that exist to hold keys, passwords or tokens, in lower case.
const NAMES: [&str; 27] = [
    ".env",
    ".envrc",
    ".netrc",
    "_netrc",
    ".npmrc",
    ".yarnrc.yml",
    ".pypirc",
    ".pgpass",
    ".my.cnf",
    ".htpasswd",
    ".dockercfg",
    ".git-credentials",
    "id_rsa",
    "id_dsa",
    "id_ecdsa",
    "id_ed25519",
    "credentials.json",
    "client_secret.json",
    "service-account.json",
    "service_account.json",
    "serviceaccountkey.json",
    "secrets.json",
    "secrets.toml",
    "secrets.yaml",
    "secrets.yml",
    "terraform.tfstate",
    "wallet.dat",
];

/// What such files end in.
const ENDINGS: [&str; 9] =
    [".pem", ".key", ".p12", ".pfx", ".ppk", ".jks", ".keystore", ".kdbx", ".tfvars"];

/// Files that do, in a folder of this name.
const PLACES: [&str; 4] =
    [".aws/credentials", ".docker/config.json", ".kube/config", ".streamlit/secrets.toml"];

/// A copy for others to fill in ends so.
const TEMPLATES: [&str; 6] = ["example", "sample", "template", "dist", "default", "defaults"];

/// Whether what stands at this path likely holds secrets, by its name.
#[must_use]
pub fn is_secret(path: &[u8]) -> bool {
    /// No name or place that is known is longer.
    const LONGEST: usize = 64;
    let start = path.iter().rposition(|byte| *byte == b'/').map_or(0, |slash| slash + 1);
    let name = path.get(start..).unwrap_or_default();
    // Most names are none of these, and are told by a byte or two.
    if !may_be(name) || name.len() > LONGEST {
        return false;
    }
    let name = String::from_utf8_lossy(name).to_ascii_lowercase();
    if let Some(variant) = name.strip_prefix(".env.") {
        return !variant.split('.').any(|part| TEMPLATES.contains(&part));
    }
    let place = path.to_ascii_lowercase();
    let is_place = |known: &&str| {
        let rest = place.strip_suffix(known.as_bytes());
        rest.is_some_and(|rest| rest.is_empty() || rest.ends_with(b"/"))
    };
    NAMES.contains(&name.as_str())
        || ENDINGS.iter().any(|ending| name.ends_with(ending) && name.len() > ending.len())
        || PLACES.iter().any(is_place)
}

fn may_be(name: &[u8]) -> bool {
    let first = name.first().map(u8::to_ascii_lowercase);
    let ending = name.iter().rposition(|byte| *byte == b'.').map_or(0, |dot| name.len() - dot);
    // `config`, the only name known by its place alone, starts with one of these, too.
    matches!(first, Some(b'.' | b'_' | b'i' | b'c' | b's' | b't' | b'w'))
        || matches!(ending, 4 | 5 | 7 | 9)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_known_by_their_names() {
        for path in [
            ".env", "api/.env.production", ".ENV.local", ".npmrc", "a/id_ed25519", "server.key",
            "cert/Server.PEM", "x.tfvars", ".aws/credentials", "home/.kube/config", "store.keystore",
            "config/secrets.yml", "store.jks", "a.kdbx",
        ] {
            assert!(is_secret(path.as_bytes()), "{path}");
        }
        for path in [
            ".env.example", ".env.local.sample", "env", "monkey", ".key", "src/key.ts", "keys/a.js",
            "credentials", "aws/credentials", ".github", "id_rsa.pub", "kube/config", "secrets",
        ] {
            assert!(!is_secret(path.as_bytes()), "{path}");
        }
    }

    #[test]
    fn no_known_name_is_passed_over() {
        for name in NAMES {
            assert!(is_secret(name.as_bytes()), "{name}");
        }
        for ending in ENDINGS {
            assert!(is_secret(format!("x{ending}").as_bytes()), "{ending}");
        }
        for place in PLACES {
            assert!(is_secret(place.as_bytes()), "{place}");
        }
    }
}
