use super::looks_like;

/// Made up, and put together here so that no scanner takes this file for a leak.
fn random(length: usize) -> String {
    let alphabet: Vec<char> = ('a'..='z').chain('A'..='Z').chain('0'..='9').collect();
    let mut state = 7_usize;
    let mut next = || {
        state = (state * 1_103_515_245 + 12_345) % (1 << 31);
        alphabet.get((state >> 8) % alphabet.len()).copied().unwrap_or('a')
    };
    (0..length).map(|_| next()).collect()
}

#[test]
fn secrets() {
    let long = random(40);
    let token = ["eyJhbGciOiJIUzI1NiJ9", "eyJzdWIiOiI3In0", &long].join(".");
    for (name, value) in [
        ("X", format!("ghp_{}", random(36))),
        ("X", format!("sk-{}", random(48))),
        ("X", format!("AKIA{}", random(16).to_uppercase())),
        ("X", format!("AIza{}", random(35))),
        ("X", format!("-----BEGIN RSA PRIVATE KEY-----\n{long}")),
        ("X", format!("123456789:{}", random(35)).replace("123456789", "987162534")),
        ("X", format!("mongodb+srv://app:{}@cluster0.abc.mongodb.net/db", random(12))),
        ("X", format!("c0k9vbn2_{}", random(32))),
        ("X", token),
        ("X", long),
        ("X", format!("https://discord.com/api/webhooks/9871625340/{}", random(60))),
        ("HOOK_ID", format!("https://hooks.slack.com/services/T0ab/B0cd/{}", random(24))),
        ("DB_PASSWORD", "hunter2hunter2".to_owned()),
        ("API_KEY", "a94f0c7be2".to_owned()),
        ("clientSecret", "qX7-pp21-zz".to_owned()),
    ] {
        assert!(looks_like(name, &value).is_some(), "{name}: {value}");
    }
}

#[test]
fn no_secrets() {
    for (name, value) in [
        ("API_KEY", ""),
        ("API_KEY", "your-api-key-2"),
        ("API_KEY", "changeme123"),
        ("API_KEY", "<api key 1>"),
        ("API_KEY", "${API_KEY2}"),
        ("API_KEY", "xxxxxxxx0000"),
        ("API_KEY", "xXXxx0x00XXXX000xxxXX0XxxxXXXXxxXXX0xxXxxx0XxXXx"),
        ("API_KEY", "sk-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"),
        ("AWS_KEY", "AKIAIOSFODNN7EXAMPLE"),
        ("API_KEY", "Insert Client Id here"),
        ("TOKEN_URL", "https://example.com/token2"),
        ("TOKEN_LIFETIME", "30minutes5"),
        ("MAX_TOKENS", "2048tokens"),
        ("PUBLIC_KEY", "abcdef1234567890"),
        ("PASSWORD", "password"),
        ("PASSWORD", "admin"),
        ("SECRET", "a sentence of 5 words"),
        ("URL", "https://pb.8uff3r.tech"),
        ("URL", "postgres://postgres:postgres@localhost:5432/app"),
        ("URL", "postgres://user:<password>@db.host.com/app"),
        ("OPTIONS", r#"{"originWhitelist":[],"removeHeaders":["cookie","cookie2"]}"#),
        ("PATH", "/usr/local/share/SomeVeryLong/Folder2/with/Names3"),
        ("ID", "550e8400-e29b-41d4-a716-446655440000"),
        ("COMMIT", "4af84b28cbde90e59c4c2c882a8c127dfdd1b3d7"),
        ("AGENT", "Mozilla/5.0 (X11; Linux x86_64)"),
        ("NEXT_PUBLIC_API_KEY", "a94f0c7be2"),
        ("STRIPE_KEY", "pk_live_4f9aQx81Lm2Zp0Rt7Vb3"),
        ("GOOGLE_CLIENT_ID", "8162534-k7vq92mzx0ft3b8d1n5c"),
        ("HOOK", "https://discord.com/api/webhooks/id/token"),
        ("NAMES", "MyFirstServiceNameAndMySecondServiceName2"),
    ] {
        assert_eq!(looks_like(name, value), None, "{name}: {value}");
    }
}

#[test]
fn files_are_known_by_name_and_place() {
    use super::Secret::{self, KeyStore, Login, PrivateKey, Settings, State, Variables};
    for (path, expected) in [
        (".env", Variables),
        ("api/.env.production", Variables),
        (".ENV.local", Variables),
        ("deploy/prod.env", Variables),
        (".npmrc", Login),
        ("a/id_ed25519", PrivateKey),
        ("server.key", PrivateKey),
        ("cert/Server.PEM", PrivateKey),
        ("store.keystore", KeyStore),
        ("a.kdbx", KeyStore),
        ("x.tfvars", Settings),
        ("config/secrets.yml", Settings),
        (".aws/credentials", Login),
        ("home/.kube/config", Login),
        ("shop-firebase-adminsdk-x1.json", Login),
        ("terraform.tfstate", State),
    ] {
        assert_eq!(Secret::by_name(path.as_bytes()), Some(expected), "{path}");
    }
    for path in [
        ".env.example",
        ".env.local.sample",
        "example.env",
        "env",
        "monkey",
        "src/key.ts",
        "tests/server.key",
        "kube/config",
        "config",
        "id_rsa.pub",
        "secrets",
        "package.json",
        "tsconfig.json",
        "vercel.json",
    ] {
        assert_eq!(Secret::by_name(path.as_bytes()), None, "{path}");
    }
}

#[test]
fn no_known_name_is_passed_over() {
    for name in super::names::all() {
        assert!(super::Secret::by_name(name.as_bytes()).is_some(), "{name}");
    }
}

#[test]
fn files_are_known_by_what_they_hold() {
    use super::Secret::{KeyStore, Login, PrivateKey, Settings, Variables};
    let secret = random(40);
    for (kind, text) in [
        (Variables, format!("PORT=8080\nexport DB_PASSWORD='{secret}' # mine\n")),
        (Variables, "SMTP_PASS=hunter2x\n".to_owned()),
        (Variables, format!("DATABASE_URL=postgres://app:{secret}@db.host.com/app\n")),
        (Login, format!("//npm.example.com/:_authToken={secret}\n")),
        (Login, format!("npmScopes:\n  me:\n    npmAuthToken: \"{secret}\"\n")),
        (Login, format!("[pypi]\nusername = __token__\npassword = {secret}\n")),
        (Login, format!("machine api.host.com\n  login me\n  password {secret}\n")),
        (Login, format!("https://me:{secret}@github.com\n")),
        (Login, format!("db.host.com:5432:app:me:{secret}\n")),
        (Login, format!(r#"{{"auths": {{"ghcr.io": {{"auth": "{secret}"}}}}}}"#)),
        (
            Login,
            format!(
                r#"{{"type": "service_account", "private_key": "-----BEGIN {}"}}"#,
                "PRIVATE KEY-----\\nMII"
            ),
        ),
        (Login, format!("[default]\naws_secret_access_key = {secret}\n")),
        (Login, format!("users:\n- name: me\n  user:\n    client-key-data: {secret}\n")),
        (Settings, format!("db_password = \"{secret}\"\n")),
        (PrivateKey, ["-----BEGIN OPENSSH PRIVATE", " KEY-----\nb3Bl\n"].concat()),
        (KeyStore, "\u{0}".to_owned()),
    ] {
        assert!(kind.is_in(text.as_bytes()), "{text}");
    }
    for (kind, text) in [
        (Variables, String::new()),
        (Variables, "NODE_ENV=production\nPORT=3000\nAPI_URL=https://api.host.com/v1\n".to_owned()),
        (Variables, "VITE_API_TOKEN=a1b2c3d4e5\nDB_PASSWORD=\nAPI_KEY=your-key-here\n".to_owned()),
        (Variables, "# DB_PASSWORD=hunter2hunter2\nDB_PASSWORD=${SECRET}\n".to_owned()),
        (Login, "engine-strict=true\nregistry=https://registry.host.com/\n".to_owned()),
        (Login, "//npm.example.com/:_authToken=${NPM_TOKEN}\n".to_owned()),
        (Login, "nodeLinker: node-modules\nyarnPath: .yarn/releases/yarn-3.2.1.cjs\n".to_owned()),
        (Login, r#"{"tokens": {"color": {"primary": "blue-500"}}}"#.to_owned()),
        (Login, r#"{"hosting": {"public": "dist", "ignore": ["firebase.json"]}}"#.to_owned()),
        (Settings, "region = \"eu-west-1\"\n".to_owned()),
        (PrivateKey, "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n".to_owned()),
        (PrivateKey, "-----BEGIN PUBLIC KEY-----\nMIIB\n".to_owned()),
        (PrivateKey, "PK\u{3}\u{4} a presentation".to_owned()),
        (KeyStore, String::new()),
    ] {
        assert!(!kind.is_in(text.as_bytes()), "{text}");
    }
}
