//! Reads what clients say more kindly than the protocol's types do: what we have no use for can't
//! make a message unreadable.

use serde_json::{Map, Value, json};
use tower_lsp::lsp_types::Url;

use super::{abilities, offers, showing};

/// The capabilities that are read at all, and what kind of value each has.
const CAPABILITIES: [(&[&str], Kind); 12] = [
    (&["general", "positionEncodings"], Kind::Texts),
    (&["textDocument", "diagnostic"], Kind::Object),
    (&["textDocument", "documentSymbol", "hierarchicalDocumentSymbolSupport"], Kind::Boolean),
    (&["textDocument", "publishDiagnostics", "codeDescriptionSupport"], Kind::Boolean),
    (&["textDocument", "publishDiagnostics", "dataSupport"], Kind::Boolean),
    (&["textDocument", "publishDiagnostics", "relatedInformation"], Kind::Boolean),
    (&["textDocument", "publishDiagnostics", "tagSupport", "valueSet"], Kind::Numbers),
    (&["workspace", "diagnostic", "refreshSupport"], Kind::Boolean),
    (&["workspace", "didChangeWatchedFiles", "dynamicRegistration"], Kind::Boolean),
    (&["workspace", "workspaceEdit", "documentChanges"], Kind::Boolean),
    (
        &["workspace", "workspaceEdit", "resourceOperations"],
        Kind::Of(&["create", "rename", "delete"]),
    ),
    (&["workspace", "diagnostics", "refreshSupport"], Kind::Boolean),
];

/// What a capability's value has to be.
#[derive(Debug, Clone, Copy)]
pub(super) enum Kind {
    Boolean,
    Texts,
    /// Texts, of which only these are known.
    Of(&'static [&'static str]),
    Number,
    Numbers,
    /// Texts, of which only `markdown` and `plaintext` are known.
    Formats,
    /// Some clients have only one empty collection, and so write `[]` for an empty one.
    Object,
}

impl Kind {
    fn read(self, value: &Value) -> Option<Value> {
        let all =
            |is: fn(&Value) -> bool| value.as_array().is_some_and(|items| items.iter().all(is));
        let fits = match self {
            Self::Boolean => value.is_boolean(),
            Self::Texts | Self::Of(_) | Self::Formats => all(Value::is_string),
            Self::Number => is_small(value),
            Self::Numbers => all(is_small),
            Self::Object => value.is_object() || all(|_| false) || value == &Value::Bool(true),
        };
        fits.then(|| match self {
            // Nothing in it is read.
            Self::Object => Map::new().into(),
            Self::Formats => {
                let known = |format: &&Value| *format == "markdown" || *format == "plaintext";
                let formats = value.as_array().into_iter().flatten().filter(known);
                formats.cloned().collect::<Vec<_>>().into()
            }
            Self::Of(known) => {
                let texts = value.as_array().into_iter().flatten();
                let kept = texts.filter(|it| it.as_str().is_some_and(|it| known.contains(&it)));
                kept.cloned().collect::<Vec<_>>().into()
            }
            _ => value.clone(),
        })
    }
}

/// Whether a value is a number that all of the types have room for.
fn is_small(value: &Value) -> bool {
    value.as_u64().is_some_and(|number| number <= 0x7FFF_FFFF)
}

/// A message's JSON. A text may hold half of a surrogate pair, which is no character: it counts as
/// one that can't be read. `None` if it is no JSON.
pub(super) fn parse(body: &[u8]) -> Option<Value> {
    serde_json::from_slice(body).ok().or_else(|| serde_json::from_slice(&whole(body)).ok())
}

/// Makes a message one that the types can read, where it is clear what is meant.
pub(super) fn mend(message: &mut Value) {
    let method = message.get("method").and_then(Value::as_str).unwrap_or_default().to_owned();
    let Some(fields) = message.as_object_mut() else { return };
    // Some clients write out that there are no parameters; the service takes only silence.
    if fields.get("params") == Some(&Value::Null) || method == "shutdown" {
        fields.remove("params");
    }
    let Some(params) = fields.get_mut("params").and_then(Value::as_object_mut) else { return };
    match method.as_str() {
        "initialize" => mend_initialize(params),
        "textDocument/didOpen" | "textDocument/didChange" => {
            if let Some(document) = params.get_mut("textDocument").and_then(Value::as_object_mut) {
                if !document.get("version").is_some_and(Value::is_i64) {
                    document.insert("version".to_owned(), 0.into());
                }
                document.entry("languageId").or_insert_with(|| "".into());
            }
        }
        "workspace/didChangeWorkspaceFolders" => {
            let lists = params.get_mut("event").and_then(Value::as_object_mut);
            for folders in lists.into_iter().flat_map(Map::values_mut) {
                if let Some(folders) = folders.as_array_mut() {
                    folders.retain(|folder| is_uri(folder.get("uri")));
                }
            }
        }
        "textDocument/codeAction" => {
            if let Some(context) = params.get_mut("context").and_then(Value::as_object_mut) {
                // Fixes come from the range.
                context.insert("diagnostics".to_owned(), Value::Array(Vec::new()));
            }
        }
        // Whatever led to the question, the answer is the same.
        "textDocument/completion" => drop(params.remove("context")),
        "textDocument/formatting"
        | "textDocument/rangeFormatting"
        | "textDocument/onTypeFormatting" => {
            // There is one layout, whatever the client prefers.
            params.insert("options".to_owned(), json!({"tabSize": 2, "insertSpaces": true}));
        }
        "workspace/didChangeConfiguration" => {
            params.entry("settings").or_insert(Value::Null);
        }
        "workspace/didChangeWatchedFiles" => {
            if let Some(changes) = params.get_mut("changes").and_then(Value::as_array_mut) {
                changes.retain(|change| is_uri(change.get("uri")));
            }
        }
        _ => {}
    }
}

fn mend_initialize(params: &mut Map<String, Value>) {
    let mut known = Map::new();
    let all = CAPABILITIES.iter().chain(abilities::CAPABILITIES).chain(offers::CAPABILITIES);
    for (path, kind) in all.chain(showing::CAPABILITIES) {
        let mut value = params.get("capabilities");
        for name in *path {
            value = value.and_then(|value| value.get(name));
        }
        if let Some(value) = value.and_then(|value| kind.read(value)) {
            insert(&mut known, path, value);
        }
    }
    if let Some(tokens) = known.get_mut("textDocument").and_then(|it| it.get_mut("semanticTokens"))
    {
        // The types want all of these.
        for (name, none) in [
            ("requests", json!({})),
            ("tokenTypes", json!([])),
            ("tokenModifiers", json!([])),
            ("formats", json!([])),
        ] {
            if let Some(tokens) = tokens.as_object_mut() {
                tokens.entry(name).or_insert(none);
            }
        }
    }
    let mut kept = Map::new();
    if let Some(options) = params.remove("initializationOptions") {
        kept.insert("initializationOptions".to_owned(), options);
    }
    if let Some(id) = params.remove("processId").filter(Value::is_u64) {
        kept.insert("processId".to_owned(), id);
    }
    if let Some(uri) = params.remove("rootUri").filter(|uri| is_uri(Some(uri))) {
        kept.insert("rootUri".to_owned(), uri);
    }
    if let Some(Value::Array(mut folders)) = params.remove("workspaceFolders") {
        folders.retain(|folder| is_uri(folder.get("uri")));
        for folder in folders.iter_mut().filter_map(Value::as_object_mut) {
            folder.entry("name").or_insert_with(|| "".into());
        }
        kept.insert("workspaceFolders".to_owned(), folders.into());
    }
    if let Some(info) = params.remove("clientInfo").filter(|info| info["name"].is_string()) {
        kept.insert("clientInfo".to_owned(), info);
    }
    kept.insert("capabilities".to_owned(), known.into());
    *params = kept;
}

/// Puts a capability where the types look for it.
fn insert(known: &mut Map<String, Value>, path: &[&str], value: Value) {
    let Some((last, parents)) = path.split_last() else { return };
    let mut at = known;
    for name in parents {
        // The protocol says `diagnostics`, our version of its types `diagnostic`.
        let name = if *name == "diagnostics" { "diagnostic" } else { name };
        let inner = at.entry(name).or_insert_with(|| Map::new().into());
        let Some(inner) = inner.as_object_mut() else { return };
        at = inner;
    }
    at.insert((*last).to_owned(), value);
}

fn is_uri(value: Option<&Value>) -> bool {
    value.and_then(Value::as_str).is_some_and(|uri| uri.parse::<Url>().is_ok())
}

/// The same JSON with `\ufffd` for each half of a surrogate pair that stands alone.
fn whole(body: &[u8]) -> Vec<u8> {
    let mut body = body.to_vec();
    let mut at = 0;
    while let Some(rest) = body.get(at..) {
        let Some(next) = rest.iter().position(|byte| *byte == b'\\') else { break };
        at += next;
        let step = match (unit(&body, at), unit(&body, at + ESCAPE)) {
            (Some(0xD800..=0xDBFF), Some(0xDC00..=0xDFFF)) => 2 * ESCAPE,
            (Some(0xD800..=0xDFFF), _) => {
                if let Some(escape) = body.get_mut(at..at + ESCAPE) {
                    escape.copy_from_slice(b"\\ufffd");
                }
                ESCAPE
            }
            // Whatever is escaped, it is no escape itself.
            _ => 2,
        };
        at += step;
    }
    body
}

/// Bytes of an escape such as `\ud83d`.
const ESCAPE: usize = 6;

/// The unit of UTF-16 that an escape at an offset stands for.
fn unit(body: &[u8], at: usize) -> Option<u16> {
    let digits = body.get(at..at + ESCAPE)?.strip_prefix(b"\\u")?;
    u16::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test stops at the unexpected")]
mod tests {
    use super::*;

    #[test]
    fn lone_surrogates_are_replaced_and_nothing_else() {
        let text = |json: &str| parse(json.as_bytes()).unwrap().as_str().unwrap().to_owned();
        assert_eq!(text(r#""\ud83d x""#), "\u{fffd} x");
        assert_eq!(text(r#""\ud83d\ude80 \udE80 \\ud83d""#), "\u{1f680} \u{fffd} \\ud83d");
        assert_eq!(text(r#""\ud83d\ud83d\ude80\ud83d""#), "\u{fffd}\u{1f680}\u{fffd}");
        assert!(parse(br#""\ud83"#).is_none());
    }
}
