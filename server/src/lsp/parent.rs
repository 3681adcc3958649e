//! Ends the process when the one that started it is gone.

use serde_json::Value;

/// Watches the process that `initialize` names, if it names one.
#[cfg(unix)]
pub(super) fn watch(initialize: &Value) {
    use std::time::Duration;

    const PAUSE: Duration = Duration::from_secs(3);
    let id = initialize.pointer("/params/processId").and_then(Value::as_i64);
    let pid = id.and_then(|id| i32::try_from(id).ok()).and_then(rustix::process::Pid::from_raw);
    let Some(pid) = pid else { return };
    std::thread::spawn(move || {
        loop {
            std::thread::sleep(PAUSE);
            let gone = rustix::process::test_kill_process(pid) == Err(rustix::io::Errno::SRCH);
            if gone {
                std::process::exit(1);
            }
        }
    });
}

/// Elsewhere the closed standard input tells.
#[cfg(not(unix))]
pub(super) fn watch(_: &Value) {}
