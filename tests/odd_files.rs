//! Links, devices, names that are no text, and a full disk.

use std::ffi::OsStr;
use std::fs::{self, OpenOptions};
use std::os::unix::ffi::OsStrExt;
use std::process::{Command, Stdio};

use libtest_mimic::{Failed, Trial};

use crate::check::{BAD, folder};
use crate::support::{err, out, run, write_files};

pub fn trials() -> Vec<Trial> {
    vec![
        Trial::test("odd_files::are_reported_or_named", are_reported_or_named),
        Trial::test("odd_files::full_disk_is_no_success", full_disk_is_no_success),
    ]
}

fn are_reported_or_named() -> Result<(), Failed> {
    let folder = folder();
    write_files(
        folder.path(),
        "link -> a\ndangling -> none\nodd/x\ndevice/x\ndevice/Spacefile -> /dev/zero",
    );
    let odd = folder.path().join(OsStr::from_bytes(b"odd/\xff\n"));
    fs::create_dir_all(odd.join("web"))?;
    fs::write(odd.join("Spacefile"), BAD)?;
    fs::create_dir(folder.path().join("empty/Spacefile"))?;
    for (arguments, code, shown) in [
        (&["a", "link"][..], 0, "Checked 2 Spacefiles"),
        (&["link/Spacefile", "a/Spacefile"], 0, "Checked 1 Spacefile:"),
        (&["dangling"], 2, "dangling: the link leads nowhere\n"),
        (&["device", "bad"], 2, "device/Spacefile: is not a regular file\n"),
        (&["odd"], 1, "--> odd/\u{fffd}␊/Spacefile:1:45\n"),
        (&["empty", "bad"], 2, "empty/Spacefile: is a folder, not a file\n"),
    ] {
        let output = run(folder.path(), &[&["--check"], arguments].concat(), b"");
        let all = out(&output) + &err(&output);
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {all}");
        assert!(all.contains(shown), "{arguments:?}: {all}");
    }
    let direct = run(folder.path(), &["--check".as_ref(), odd.as_os_str()], b"");
    assert_eq!(direct.status.code(), Some(1));
    Ok(())
}

fn full_disk_is_no_success() -> Result<(), Failed> {
    let folder = folder();
    let report = ["--check", "a", "--report", "sarif=/dev/full"];
    for arguments in [&["--help"][..], &["--version"], &["--schema"], &["--check", "a"], &report] {
        let full = OpenOptions::new().write(true).open("/dev/full")?;
        let status = Command::new(env!("CARGO_BIN_EXE_spacefile-lsp"))
            .args(arguments)
            .current_dir(folder.path())
            .stdout(full)
            .stderr(Stdio::null())
            .status()?;
        assert_eq!(status.code(), Some(2), "{arguments:?}");
    }
    Ok(())
}
