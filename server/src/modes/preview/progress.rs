//! A line on the terminal that tells how far a long walk has come.

use std::io::{self, IsTerminal, Write};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

/// What takes less time needs no line.
const FIRST: Duration = Duration::from_millis(500);

/// Between two changes of the line.
const PAUSE: Duration = Duration::from_millis(100);

/// Does the work, which counts what it has seen; on a terminal, with a line that tells how much.
pub(super) fn shown<T>(work: impl FnOnce(&AtomicU64) -> T) -> T {
    let seen = AtomicU64::new(0);
    // A thread costs more than most walks do.
    if !io::stderr().is_terminal() {
        return work(&seen);
    }
    thread::scope(|scope| {
        // Dropping the sender ends it.
        let (done, ended) = channel::<()>();
        scope.spawn({
            let seen = &seen;
            move || {
                let mut pause = FIRST;
                let mut is_there = false;
                while ended.recv_timeout(pause) == Err(RecvTimeoutError::Timeout) {
                    let count = seen.load(Ordering::Relaxed);
                    tell(&format!("\r{count} files and folders seen \u{2026}\x1b[K"));
                    (pause, is_there) = (PAUSE, true);
                }
                if is_there {
                    tell("\r\x1b[K");
                }
            }
        });
        let result = work(&seen);
        drop(done);
        result
    })
}

/// Nobody needs to know if that fails.
fn tell(line: &str) {
    let mut out = io::stderr().lock();
    let _ = out.write_all(line.as_bytes()).and_then(|()| out.flush());
}
