//! What a client has to announce before it may be sent something.

use serde_json::Value;

/// The server's word for what answers a request.
pub fn provider(method: &str) -> Option<&'static str> {
    Some(match method {
        "textDocument/documentSymbol" => "documentSymbolProvider",
        "textDocument/diagnostic" | "workspace/diagnostic" => "diagnosticProvider",
        "textDocument/codeAction" => "codeActionProvider",
        "textDocument/formatting" => "documentFormattingProvider",
        "textDocument/rangeFormatting" => "documentRangeFormattingProvider",
        "textDocument/onTypeFormatting" => "documentOnTypeFormattingProvider",
        "textDocument/foldingRange" => "foldingRangeProvider",
        "textDocument/selectionRange" => "selectionRangeProvider",
        "textDocument/semanticTokens/full" | "textDocument/semanticTokens/range" => {
            "semanticTokensProvider"
        }
        "textDocument/inlayHint" => "inlayHintProvider",
        "textDocument/codeLens" => "codeLensProvider",
        _ => return None,
    })
}

/// Whether a client would never send a request although there is an answer.
pub fn is_unasked(method: &str, announced: &Value) -> bool {
    method == "textDocument/semanticTokens/range"
        && !is(announced, "/textDocument/semanticTokens/requests/range")
}

fn is(announced: &Value, pointer: &str) -> bool {
    !matches!(announced.pointer(pointer), None | Some(Value::Bool(false) | Value::Null))
}

/// What is wrong with a message of the server's.
pub fn judge(message: &Value, announced: &Value) -> Vec<String> {
    let mut wrong = Vec::new();
    if let Some(method) = message["method"].as_str() {
        for needed in needed_by(method, message) {
            if !is(announced, &needed) {
                wrong.push(format!("{method} without {needed}: {message}"));
            }
        }
    }
    parts(message, announced, &mut wrong);
    wrong
}

/// The capabilities that a message of the server's own rests on.
fn needed_by(method: &str, message: &Value) -> Vec<String> {
    let one = |pointer: &str| vec![pointer.to_owned()];
    match method {
        // These every client knows.
        "textDocument/publishDiagnostics" | "window/logMessage" => Vec::new(),
        "workspace/configuration" => one("/workspace/configuration"),
        "workspace/applyEdit" => one("/workspace/applyEdit"),
        "client/registerCapability" => {
            let registrations = message["params"]["registrations"].as_array().unwrap().iter();
            let pointer =
                |it: &Value| format!("/{}/dynamicRegistration", it["method"].as_str().unwrap());
            registrations.map(pointer).collect()
        }
        "workspace/diagnostic/refresh" => one("/workspace/diagnostics/refreshSupport"),
        refresh if refresh.ends_with("/refresh") => {
            vec![format!("/{refresh}Support")]
        }
        other => vec![format!("/unknown/{other}")],
    }
}

/// Looks into every part of a message for what only some clients read.
fn parts(part: &Value, announced: &Value, wrong: &mut Vec<String>) {
    let mut check = |is_there: bool, pointer: &str| {
        if is_there && !is(announced, pointer) {
            wrong.push(format!("{part} without {pointer}"));
        }
    };
    let published = "/textDocument/publishDiagnostics";
    let has = |name: &str| part.get(name).is_some_and(|it| !it.is_null());
    let is_diagnostic = has("range") && has("message") && has("severity");
    check(is_diagnostic && has("relatedInformation"), &format!("{published}/relatedInformation"));
    check(is_diagnostic && has("codeDescription"), &format!("{published}/codeDescriptionSupport"));
    check(is_diagnostic && has("data"), &format!("{published}/dataSupport"));
    check(is_diagnostic && has("tags"), &format!("{published}/tagSupport"));
    check(
        has("diagnostics") && has("uri") && has("version"),
        &format!("{published}/versionSupport"),
    );
    check(has("documentChanges"), "/workspace/workspaceEdit/documentChanges");
    check(has("isPreferred"), "/textDocument/codeAction/isPreferredSupport");
    let is_action = has("title") && (has("edit") || has("kind"));
    check(is_action, "/textDocument/codeAction/codeActionLiteralSupport");
    check(has("codeActionKinds"), "/textDocument/codeAction/codeActionLiteralSupport");
    check(
        has("selectionRange") && has("children"),
        "/textDocument/documentSymbol/hierarchicalDocumentSymbolSupport",
    );
    check(part["kind"] == "markdown", "/textDocument/hover/contentFormat/0");
    check(part["insertTextFormat"] == 2, "/textDocument/completion/completionItem/snippetSupport");
    check(has("targetUri"), "/textDocument/definition/linkSupport");
    let is_fold = has("startLine") && has("endLine");
    check(is_fold && has("kind"), "/textDocument/foldingRange/foldingRangeKind");
    check(is_fold && has("collapsedText"), "/textDocument/foldingRange/foldingRange/collapsedText");
    check(has("legend"), "/textDocument/semanticTokens");
    if is_fold
        && has("startCharacter")
        && is(announced, "/textDocument/foldingRange/lineFoldingOnly")
    {
        wrong.push(format!("{part} although whole lines fold"));
    }
    if (has("location") || has("selectionRange")) && has("name") {
        let known = announced.pointer("/textDocument/documentSymbol/symbolKind/valueSet");
        let known = known.and_then(Value::as_array);
        let is_known = match known {
            Some(known) => known.contains(&part["kind"]),
            None => part["kind"].as_u64().is_some_and(|kind| kind <= 18),
        };
        if !is_known {
            wrong.push(format!("{part} is of an unknown kind"));
        }
    }
    if let Some(types) = part["legend"]["tokenTypes"].as_array() {
        let known = announced.pointer("/textDocument/semanticTokens/tokenTypes").unwrap();
        let known = known.as_array().unwrap();
        if let Some(unknown) = types.iter().find(|name| !known.contains(name)) {
            wrong.push(format!("the legend has {unknown}"));
        }
    }
    match part {
        Value::Array(items) => items.iter().for_each(|it| parts(it, announced, wrong)),
        Value::Object(fields) => {
            fields.values().for_each(|it| parts(it, announced, wrong));
        }
        _ => {}
    }
}
