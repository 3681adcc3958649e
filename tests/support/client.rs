//! A client that speaks with the real server.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use serde_json::{Value, json};
use tokio_util::io::SyncIoBridge;

/// How long an answer may take before a test gives up.
const PATIENCE: Duration = Duration::from_secs(30);

/// How to get a server to speak with.
pub type Start = fn() -> Client;

/// A server and what it has sent.
pub struct Client {
    /// The process; none for a server that runs inside of the test.
    child: Option<Child>,
    input: Option<Box<dyn Write>>,
    messages: Receiver<Value>,
    /// Notifications and requests of the server that nobody has asked for yet.
    waiting: Vec<Value>,
    requests: i64,
    /// What requests of the server are answered with, by their methods; others with nothing.
    answers: Vec<(&'static str, Value)>,
    /// Everything that the server has sent.
    heard: Vec<Value>,
}

impl Client {
    /// Starts the real program, not yet initialized.
    pub fn binary() -> Self {
        Self::of_command(&mut Command::new(env!("CARGO_BIN_EXE_spacefile-lsp")))
    }

    /// Starts the real program with arguments and an environment of its own.
    pub fn of_command(command: &mut Command) -> Self {
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let output = child.stdout.take().unwrap();
        let input = child.stdin.take().unwrap();
        let mut client = Self::new(Box::new(input), output);
        client.child = Some(child);
        client
    }

    /// Starts a server inside of the test, behind a pipe.
    pub fn duplex() -> Self {
        const BUFFER: usize = 64 << 10;
        let mut builder = tokio::runtime::Builder::new_multi_thread();
        let runtime = builder.worker_threads(1).enable_time().build().unwrap();
        // A pipe for each way, so that either end notices when the other one is gone.
        let (to_server, input) = tokio::io::duplex(BUFFER);
        let (output, from_server) = tokio::io::duplex(BUFFER);
        let bridge = |end| SyncIoBridge::new_with_handle(end, runtime.handle().clone());
        let serving = runtime.spawn(spacefile_lsp::lsp::serve(input, bridge(output)));
        let (write, read) = (bridge(to_server), bridge(from_server));
        std::thread::spawn(move || drop(runtime.block_on(serving)));
        Self::new(Box::new(write), read)
    }

    fn new(input: Box<dyn Write>, output: impl Read + Send + 'static) -> Self {
        let mut output = BufReader::new(output);
        let (sender, messages) = channel();
        std::thread::spawn(move || {
            while let Some(message) = read(&mut output) {
                if sender.send(message).is_err() {
                    break;
                }
            }
        });
        Self {
            child: None,
            input: Some(input),
            messages,
            waiting: Vec::new(),
            requests: 0,
            answers: Vec::new(),
            heard: Vec::new(),
        }
    }

    /// Starts a session in a folder with these capabilities.
    pub fn session(start: Start, folder: &Path, capabilities: &Value) -> Self {
        let params = json!({"rootUri": uri(folder), "capabilities": capabilities});
        start().initialized(params)
    }

    /// Starts a session with these parameters, and with what nearly every client can do.
    pub fn initialized(mut self, mut params: Value) -> Self {
        let usual = json!({"textDocument": {
            "codeAction": {
                "codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix"]}},
                "isPreferredSupport": true,
            },
            "documentSymbol": {"symbolKind": {"valueSet": [2, 4, 24]}},
            "publishDiagnostics": {"versionSupport": true},
        }});
        add(&mut params["capabilities"], usual);
        self.request("initialize", params);
        self.notify("initialized", json!({}));
        self
    }

    /// From now on answers requests of the server with this.
    pub fn answer_with(&mut self, method: &'static str, result: Value) {
        self.answers.retain(|(known, _)| *known != method);
        self.answers.push((method, result));
    }

    /// Everything that the server has sent and somebody has waited for.
    pub fn heard(&self) -> &[Value] {
        &self.heard
    }

    /// Sends bytes as they are.
    pub fn raw(&mut self, bytes: &[u8]) {
        let input = self.input.as_mut().unwrap();
        input.write_all(bytes).unwrap();
        input.flush().unwrap();
    }

    pub fn send(&mut self, message: &Value) {
        let body = message.to_string();
        self.raw(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
    }

    pub fn notify(&mut self, method: &str, params: Value) {
        self.send(&json!({"jsonrpc": "2.0", "method": method, "params": params}));
    }

    /// Sends a request and waits for its answer: the whole message.
    pub fn answer(&mut self, method: &str, params: Value) -> Value {
        self.requests += 1;
        let id = self.requests;
        self.send(&json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}));
        self.wait(|message| message["id"] == id && message.get("method").is_none())
    }

    /// Sends a request and waits for its result.
    pub fn request(&mut self, method: &str, params: Value) -> Value {
        let answer = self.answer(method, params);
        assert!(answer.get("error").is_none(), "{method}: {answer}");
        answer["result"].clone()
    }

    /// Waits for a message, and keeps all others for later.
    pub fn wait(&mut self, wanted: impl Fn(&Value) -> bool) -> Value {
        if let Some(at) = self.waiting.iter().position(&wanted) {
            return self.waiting.remove(at);
        }
        loop {
            let message = self.messages.recv_timeout(PATIENCE).expect("the server answers");
            self.heard.push(message.clone());
            if let Some(method) =
                message["method"].as_str().filter(|_| message["id"] != Value::Null)
            {
                let answer = self.answers.iter().find(|(known, _)| *known == method);
                let result = answer.map_or(Value::Null, |(_, answer)| answer.clone());
                self.send(&json!({"jsonrpc": "2.0", "id": message["id"], "result": result}));
            }
            if wanted(&message) {
                return message;
            }
            self.waiting.push(message);
        }
    }

    /// The findings that are published for a version of a document: code and range of each.
    pub fn published(&mut self, uri: &str, version: Option<i32>) -> Vec<Value> {
        let message = self.wait(|message| {
            let params = &message["params"];
            message["method"] == "textDocument/publishDiagnostics"
                && params["uri"] == uri
                && version.is_none_or(|version| params["version"] == version)
        });
        message["params"]["diagnostics"].as_array().unwrap().clone()
    }

    pub fn open(&mut self, uri: &str, text: &str) {
        let document = json!({"uri": uri, "languageId": "spacefile", "version": 1, "text": text});
        self.notify("textDocument/didOpen", json!({"textDocument": document}));
    }

    /// Drops what the server has sent and nobody has asked for.
    pub fn forget(&mut self) {
        self.waiting.clear();
    }

    /// Whether anything was published so far.
    pub fn has_published(&self) -> bool {
        self.waiting.iter().any(|message| message["method"] == "textDocument/publishDiagnostics")
    }

    /// Whether anything was published so far of a document whose URI holds this.
    pub fn has_published_of(&self, name: &str) -> bool {
        self.waiting.iter().any(|message| {
            let uri = message["params"]["uri"].as_str().unwrap_or_default();
            message["method"] == "textDocument/publishDiagnostics" && uri.contains(name)
        })
    }

    /// Closes the server's standard input.
    pub fn hang_up(&mut self) {
        self.input = None;
    }

    /// Waits for the process to end.
    pub fn ended(mut self) -> ExitStatus {
        let start = std::time::Instant::now();
        let child = self.child.as_mut().unwrap();
        loop {
            if let Some(status) = child.try_wait().unwrap() {
                return status;
            }
            assert!(start.elapsed() < PATIENCE, "the server does not end");
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    pub fn process_id(&self) -> u32 {
        self.child.as_ref().unwrap().id()
    }

    /// What the process has written to standard error by its end.
    pub fn complaints(mut self) -> String {
        let mut complaints = String::new();
        let stderr = self.child.as_mut().unwrap().stderr.as_mut().unwrap();
        stderr.read_to_string(&mut complaints).unwrap();
        complaints
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        // A test that failed half-way leaves nothing running; one that ended has nothing to end.
        if let Some(child) = &mut self.child {
            drop(child.kill());
            drop(child.wait());
        }
    }
}

/// Adds what isn't there yet.
fn add(to: &mut Value, more: Value) {
    match (to, more) {
        (Value::Object(to), Value::Object(more)) => {
            for (name, value) in more {
                add(to.entry(name).or_insert(Value::Null), value);
            }
        }
        (to @ Value::Null, more) => *to = more,
        _ => {}
    }
}

/// A path as the protocol names it.
pub fn uri(path: &Path) -> String {
    format!("file://{}", path.display())
}

fn read(output: &mut impl BufRead) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if output.read_line(&mut line).ok()? == 0 {
            return None;
        }
        match line.trim_end().split_once(": ") {
            Some((name, value)) if name.eq_ignore_ascii_case("content-length") => {
                length = value.parse().ok()?;
            }
            None if line == "\r\n" => break,
            _ => {}
        }
    }
    let mut body = vec![0; length];
    output.read_exact(&mut body).ok()?;
    serde_json::from_slice(&body).ok()
}
