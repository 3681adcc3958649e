//! The JSON report, read back.

use std::process::Output;

use serde_json::Value;

/// One file of a report.
#[derive(Debug)]
pub struct FileReport {
    pub path: String,
    pub ok: Option<bool>,
    pub findings: Vec<Finding>,
}

/// One finding of a report.
#[derive(Debug)]
pub struct Finding {
    pub rule: String,
    pub severity: String,
    pub message: String,
    pub disk: bool,
    pub instance: Option<String>,
    pub fixes: Vec<Value>,
}

impl Finding {
    pub fn is_error(&self) -> bool {
        self.severity == "error"
    }

    /// `error[rule]: message`
    pub fn headline(&self) -> String {
        format!("{}[{}]: {}", self.severity, self.rule, self.message)
    }
}

/// Reads what `--report json` printed.
pub fn parse_report(output: &Output) -> Vec<FileReport> {
    let report: Value = serde_json::from_slice(&output.stdout).unwrap_or_else(|error| {
        let shown = String::from_utf8_lossy(&output.stderr);
        panic!("the report is not JSON ({error}); standard error: {shown}")
    });
    assert_eq!(report["version"], 1);
    report["files"].as_array().expect("files").iter().map(file).collect()
}

fn file(file: &Value) -> FileReport {
    FileReport {
        path: text(&file["path"]),
        ok: file["ok"].as_bool(),
        findings: file["diagnostics"]
            .as_array()
            .expect("diagnostics")
            .iter()
            .map(finding)
            .collect(),
    }
}

fn finding(finding: &Value) -> Finding {
    Finding {
        rule: text(&finding["rule"]),
        severity: text(&finding["severity"]),
        message: text(&finding["message"]),
        disk: finding["disk"].as_bool().expect("disk"),
        instance: finding["instance"].as_str().map(str::to_owned),
        fixes: finding["fixes"].as_array().expect("fixes").clone(),
    }
}

fn text(value: &Value) -> String {
    value.as_str().expect("text").to_owned()
}
