//! Ends the process when the one that started it is gone.

/// Watches a process, if there is one of this number. A client in a container names one that only
/// it can see.
#[cfg(unix)]
pub(super) fn watch(process_id: Option<u32>) {
    use std::time::Duration;

    const PAUSE: Duration = Duration::from_secs(3);
    let id = process_id.and_then(|id| i32::try_from(id).ok());
    let Some(id) = id.and_then(rustix::process::Pid::from_raw) else { return };
    let is_gone = move || rustix::process::test_kill_process(id) == Err(rustix::io::Errno::SRCH);
    if is_gone() {
        return;
    }
    std::thread::spawn(move || {
        while !is_gone() {
            std::thread::sleep(PAUSE);
        }
        std::process::exit(1);
    });
}

/// Elsewhere the closed standard input tells.
#[cfg(not(unix))]
pub(super) fn watch(_: Option<u32>) {}
