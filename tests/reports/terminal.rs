//! The text report on a terminal: as wide as that, and coloured.

use std::fs::{File, OpenOptions};
use std::io::Read;
use std::os::unix::ffi::OsStringExt;
use std::path::Path;
use std::process::Command;

use libtest_mimic::Failed;
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{Winsize, tcsetwinsize};

use super::project;

pub fn is_kept_to() -> Result<(), Failed> {
    let folder = project();
    let mut widest = Vec::new();
    // The terminal's columns, what COLUMNS says of them, and what counts.
    for (columns, told, limit) in [(200, "50", 50), (60, "", 60), (60, "0", 60), (150, "", 150)] {
        let shown = on_terminal(folder.path(), columns, told)?;
        assert!(shown.contains("\u{1b}["), "{shown:?}");
        // Without a home there is nothing to link to.
        assert_eq!(shown.contains("\u{1b}]8;"), !env!("CARGO_PKG_REPOSITORY").is_empty());
        let plain = anstream::adapter::strip_str(&shown).to_string();
        let width = plain.lines().map(|line| line.chars().count()).max().unwrap();
        assert!(width <= limit, "{width} columns of {limit}: {plain}");
        widest.push(width);
    }
    assert!(widest.windows(2).all(|pair| pair[0] <= pair[1] && pair[1] > 50), "{widest:?}");
    Ok(())
}

/// What a terminal with so many columns gets to see.
fn on_terminal(folder: &Path, columns: u16, told: &str) -> Result<String, Failed> {
    let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY)?;
    grantpt(&master)?;
    unlockpt(&master)?;
    let size = Winsize { ws_row: 24, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0 };
    tcsetwinsize(&master, size)?;
    let name = std::ffi::OsString::from_vec(ptsname(&master, Vec::new())?.into_bytes());
    let terminal = OpenOptions::new().read(true).write(true).open(name)?;
    let mut child = Command::new(env!("CARGO_BIN_EXE_spacefile-lsp"))
        .arg("--check")
        .current_dir(folder)
        .env("TERM", "xterm-256color")
        .env("COLUMNS", told)
        .env_remove("NO_COLOR")
        .env_remove("GITHUB_ACTIONS")
        .stdout(terminal)
        .spawn()?;
    let mut shown = Vec::new();
    // The end of a terminal is an error to those who read from it.
    drop(File::from(master).read_to_end(&mut shown));
    child.wait()?;
    Ok(String::from_utf8(shown)?)
}
