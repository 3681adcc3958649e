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
