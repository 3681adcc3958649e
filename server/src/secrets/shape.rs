//! What secrets look like.

/// The start of a token, how long the rest of it is at least, and who gives it out.
const PREFIXES: &[(&str, usize, &str)] = &[
    ("ghp_", 30, "a GitHub token"),
    ("gho_", 30, "a GitHub token"),
    ("ghu_", 30, "a GitHub token"),
    ("ghs_", 30, "a GitHub token"),
    ("ghr_", 30, "a GitHub token"),
    ("github_pat_", 30, "a GitHub token"),
    ("glpat-", 20, "a GitLab token"),
    ("sk-", 20, "an API key"),
    ("sk_live_", 16, "a Stripe key"),
    ("rk_live_", 16, "a Stripe key"),
    ("whsec_", 20, "a webhook secret"),
    ("AKIA", 16, "an AWS access key"),
    ("ASIA", 16, "an AWS access key"),
    ("xoxb-", 20, "a Slack token"),
    ("xoxp-", 20, "a Slack token"),
    ("xoxa-", 20, "a Slack token"),
    ("xapp-", 20, "a Slack token"),
    ("AIza", 30, "a Google API key"),
    ("GOCSPX-", 20, "a Google client secret"),
    ("ya29.", 20, "a Google token"),
    ("SG.", 30, "a SendGrid key"),
    ("npm_", 30, "an npm token"),
    ("pypi-", 30, "a PyPI token"),
    ("hf_", 30, "a Hugging Face token"),
    ("dop_v1_", 30, "a DigitalOcean token"),
];

/// What lets everybody who has it write in somebody's name: webhooks, and the tokens of bots.
pub(super) fn grants_posting(value: &str) -> Option<&'static str> {
    let token = |text: &str| text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b));
    if let Some((bot, rest)) = value.split_once(':') {
        let digits = (8..=11).contains(&bot.len()) && bot.bytes().all(|b| b.is_ascii_digit());
        if digits && rest.len() == 35 && token(rest) {
            return Some("a Telegram bot token");
        }
    }
    let address = value.strip_prefix("https://")?;
    if let Some(hook) = address.strip_prefix("hooks.slack.com/services/") {
        let parts: Vec<_> = hook.trim_end_matches('/').splitn(4, '/').collect();
        let fits = parts.len() == 3 && parts.iter().all(|part| !part.is_empty() && token(part));
        return (fits && hook.len() >= 30).then_some("a Slack webhook");
    }
    let hook = ["discord.com", "discordapp.com"]
        .iter()
        .find_map(|host| address.strip_prefix(host)?.strip_prefix("/api/webhooks/"))?;
    let (id, secret) = hook.split_once('/')?;
    let number = !id.is_empty() && id.bytes().all(|b| b.is_ascii_digit());
    (number && secret.len() >= 20 && token(secret)).then_some("a Discord webhook")
}

/// The kind of token that a value has the form of.
pub(super) fn kind_of_token(value: &str) -> Option<&'static str> {
    if value.contains("-----BEGIN") && value.contains("PRIVATE KEY") {
        return Some("a private key");
    }
    let token = |text: &str| text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b));
    let known = PREFIXES.iter().find(|(prefix, length, _)| {
        value.strip_prefix(prefix).is_some_and(|rest| rest.len() >= *length && token(rest))
    });
    if let Some((_, _, kind)) = known {
        return Some(kind);
    }
    let parts: Vec<&str> = value.splitn(4, '.').collect();
    match parts.as_slice() {
        [head, body, _] if head.starts_with("eyJ") && body.starts_with("eyJ") && token(value) => {
            return Some("a signed token");
        }
        _ => {}
    }
    // `abc123de_…`: what a Deta project's key looks like.
    if let Some((project, rest)) = value.split_once('_') {
        let short = |text: &str| text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
        let key = (8..=12).contains(&project.len()) && short(project) && is_mixed(rest);
        if key && rest.len() >= 28 && rest.bytes().all(|b| b.is_ascii_alphanumeric()) {
            return Some("a Deta project key");
        }
    }
    password_in_url(value).then_some("an address with a password")
}

/// `scheme://user:password@host`, unless both are the same or the host is this machine.
fn password_in_url(value: &str) -> bool {
    let Some((scheme, rest)) = value.split_once("://") else { return false };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let Some((login, host)) = authority.rsplit_once('@') else { return false };
    let Some((user, password)) = login.split_once(':') else { return false };
    let plain = password.starts_with(['<', '{', '[', '$', '%']);
    let short = password.len() < 6 || ["postgres", "mongodb", "admin"].contains(&password);
    let masked = password.trim_matches(['x', 'X', '0', '*', '.', '-', '_']).is_empty();
    let local = host.starts_with("127.") || host.starts_with("[::1]") || !host.contains('.');
    !(scheme.contains(' ') || user == password || plain || short || masked || local)
}

/// Whether a value is long and has no more order than chance gives it.
pub(super) fn is_random(value: &str) -> bool {
    /// Bits per character: words stay below, random base 64 of this length is above.
    const ENTROPY: f64 = 4.2;
    let length = value.len();
    (32..=512).contains(&length)
        && value.bytes().all(|b| b.is_ascii_alphanumeric() || b"+/=_-".contains(&b))
        && !value.starts_with('/')
        && is_mixed(value)
        && entropy(value) > ENTROPY
}

/// Whether small and capital letters and digits are all there, and well mixed.
fn is_mixed(value: &str) -> bool {
    let kind = |byte: u8| match byte {
        b'a'..=b'z' => 1,
        b'A'..=b'Z' => 2,
        b'0'..=b'9' => 3,
        _ => 0,
    };
    let has = |wanted| value.bytes().any(|byte| kind(byte) == wanted);
    let pairs = value.as_bytes().windows(2);
    let changes =
        pairs.filter(|pair| pair.first().map(|b| kind(*b)) != pair.last().map(|b| kind(*b)));
    has(1) && has(2) && has(3) && changes.count() * 3 >= value.len()
}

/// Shannon's measure, in bits per byte.
#[expect(clippy::cast_precision_loss, reason = "the lengths are small")]
fn entropy(value: &str) -> f64 {
    let mut counts = std::collections::BTreeMap::new();
    for byte in value.bytes() {
        *counts.entry(byte).or_insert(0_usize) += 1;
    }
    let length = value.len() as f64;
    counts.values().map(|count| *count as f64 / length).map(|share| -share * share.log2()).sum()
}
