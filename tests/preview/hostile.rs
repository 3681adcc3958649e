//! Whatever lies in the folder, and whatever happens to it: an answer or a clear message.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Output};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use libtest_mimic::Failed;
use rustix::fs::{CWD, Mode, OFlags, mkdirat, openat};

use super::{Test, list, parse, paths, report};
use crate::support::{err, out, run, write_files};

pub const TESTS: &[(&str, Test)] = &[
    ("deep_folders", deep_folders),
    ("deep_folders_with_branches", deep_branches),
    ("many_files_in_one_folder", many_files),
    ("a_tree_that_changes_under_the_walk", changing),
    ("unreadable_things_are_told", unreadable),
    ("odd_spaceignores", odd_spaceignores),
    ("odd_names", odd_names),
    ("pipes_are_not_opened", pipes),
];

/// Makes folders in each other, with a file at the bottom; each has a second one before it if
/// `branches`. Paths would be too long for the system.
fn dig(folder: &Path, depth: usize, branches: bool) {
    let flags = OFlags::RDONLY | OFlags::DIRECTORY;
    let mut here = openat(CWD, folder, flags, Mode::empty()).unwrap();
    for _ in 0..depth {
        if branches {
            mkdirat(&here, "a", Mode::from(0o755)).unwrap();
        }
        mkdirat(&here, "b", Mode::from(0o755)).unwrap();
        if branches {
            // After the deep one: on the way up it must be found again.
            mkdirat(&here, "c", Mode::from(0o755)).unwrap();
            let after = openat(&here, "c", flags, Mode::empty()).unwrap();
            openat(&after, "f", OFlags::CREATE | OFlags::WRONLY, Mode::from(0o644)).unwrap();
        }
        here = openat(&here, "b", flags, Mode::empty()).unwrap();
    }
    openat(&here, "bottom", OFlags::CREATE | OFlags::WRONLY, Mode::from(0o644)).unwrap();
}

/// Removes what is too deep for the standard library.
fn bury(folder: tempfile::TempDir) {
    assert!(Command::new("rm").arg("-rf").arg(folder.keep()).status().unwrap().success());
}

fn deep_folders() -> Result<(), Failed> {
    let folder = tempfile::tempdir()?;
    dig(folder.path(), 10_000, false);
    let listed = list(folder.path());
    bury(folder);
    assert_eq!(
        listed,
        ["b/".repeat(10_000).into_bytes(), b"bottom".to_vec()]
            .concat()
            .split(|_| false)
            .map(<[u8]>::to_vec)
            .collect::<Vec<_>>()
    );
    Ok(())
}

fn deep_branches() -> Result<(), Failed> {
    const DEPTH: usize = 2_000;
    let folder = tempfile::tempdir()?;
    dig(folder.path(), DEPTH, true);
    // Fewer files may be open than there are folders on the way down.
    let output = Command::new("sh")
        .args(["-c", "ulimit -n 100; exec \"$0\" --preview --report json \"$1\""])
        .arg(env!("CARGO_BIN_EXE_spacefile-lsp"))
        .arg(folder.path())
        .output()?;
    bury(folder);
    let report = parse(&output);
    assert_eq!(report.json["files"], DEPTH + 1);
    assert_eq!(err(&output), "");
    Ok(())
}

fn many_files() -> Result<(), Failed> {
    const FILES: usize = 20_000;
    let folder = tempfile::tempdir()?;
    for file in 0..FILES {
        fs::File::create(folder.path().join(format!("{file:x}")))?;
    }
    let listed = list(folder.path());
    assert_eq!(listed.len(), FILES);
    assert!(listed.is_sorted());
    Ok(())
}

/// Folders come and go and are swapped with links that lead outside.
fn changing() -> Result<(), Failed> {
    let outside = tempfile::tempdir()?;
    write_files(outside.path(), "secret/inner/stolen: 1");
    let folder = tempfile::tempdir()?;
    let place = folder.path();
    for number in 0..50 {
        write_files(place, &format!("steady/{number}: 1\nmoving/{number}/inner/f: 1"));
    }
    let done = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| {
            for round in 0_usize.. {
                if done.load(Ordering::Relaxed) {
                    break;
                }
                let one = place.join(format!("moving/{}", round % 50));
                let aside = place.join("aside");
                // Any of these may fail, as it may for anybody.
                let _ = fs::rename(&one, &aside);
                let _ = symlink(outside.path().join("secret"), &one);
                let _ = fs::write(place.join(format!("steady/new {round}")), "1");
                let _ = fs::remove_file(&one);
                let _ = fs::remove_file(place.join(format!("steady/new {round}")));
                let _ = fs::rename(&aside, &one);
            }
        });
        for _ in 0..40 {
            let output = run(place, &["--preview", "--report", "json"], b"");
            let code = output.status.code();
            assert!(matches!(code, Some(1 | 2)), "{code:?}: {}", err(&output));
            let report = parse(&output);
            for path in report.kept() {
                let path = String::from_utf8(path).unwrap();
                assert!(!path.contains("stolen"), "{path} was never inside");
            }
            for number in 0..50 {
                let path = format!("steady/{number}").into_bytes();
                assert!(report.entries.contains_key(&path), "steady/{number} was always there");
            }
        }
        done.store(true, Ordering::Relaxed);
    });
    Ok(())
}

/// Runs the program as somebody who may not read everything.
fn as_nobody(folder: &Path, arguments: &[&str]) -> Output {
    let place = tempfile::tempdir().unwrap();
    let open = fs::Permissions::from_mode(0o755);
    fs::set_permissions(place.path(), open.clone()).unwrap();
    fs::set_permissions(folder, open).unwrap();
    let program = place.path().join("program");
    fs::copy(env!("CARGO_BIN_EXE_spacefile-lsp"), &program).unwrap();
    let mut command = Command::new(program);
    command.arg("--preview").args(arguments).current_dir(folder);
    if rustix::process::geteuid().is_root() {
        command.uid(65534).gid(65534);
    }
    command.output().unwrap()
}

fn unreadable() -> Result<(), Failed> {
    let folder = tempfile::tempdir()?;
    let micro = "v: 0, micros: [{name: a, src: ., engine: custom, run: ./a}]";
    write_files(folder.path(), &format!("Spacefile: {{{micro}}}\nopen/x: 1\nshut/y: 1\nz: 1"));
    let forbid = |path: &str, mode| {
        fs::set_permissions(folder.path().join(path), fs::Permissions::from_mode(mode)).unwrap();
    };
    let fine = as_nobody(folder.path(), &["--list"]);
    assert_eq!(
        (out(&fine).as_str(), fine.status.code()),
        ("Spacefile\nopen/x\nshut/y\nz\n", Some(0))
    );
    forbid("shut", 0);
    let list = as_nobody(folder.path(), &["--list"]);
    assert_eq!(out(&list), "Spacefile\nopen/x\nz\n");
    assert_eq!(
        (err(&list).as_str(), list.status.code()),
        ("spacefile-lsp: shut: permission denied\n", Some(2))
    );
    let report = as_nobody(folder.path(), &[]);
    assert!(out(&report).contains("No: `shut` is a folder that can't be read"), "{}", out(&report));
    assert_eq!(report.status.code(), Some(2));
    // Nobody needs to read it now, but the Space CLI tries to.
    fs::write(folder.path().join(".spaceignore"), "shut\n")?;
    let list = as_nobody(folder.path(), &["--list"]);
    assert_eq!((err(&list).as_str(), list.status.code()), ("", Some(0)));
    let report = as_nobody(folder.path(), &[]);
    assert!(out(&report).contains("No: `shut` is a folder that can't be read"), "{}", out(&report));
    assert_eq!((err(&report).as_str(), report.status.code()), ("", Some(1)));
    forbid("shut", 0o755);
    // A file is not read here, only measured.
    forbid("z", 0);
    let report = as_nobody(folder.path(), &[]);
    assert!(out(&report).contains("No: `z` may not be read"), "{}", out(&report));
    assert_eq!((err(&report).as_str(), report.status.code()), ("", Some(1)));
    forbid(".spaceignore", 0);
    let list = as_nobody(folder.path(), &["--list"]);
    assert_eq!(err(&list), "spacefile-lsp: .spaceignore: permission denied\n");
    assert_eq!(list.status.code(), Some(2));
    Ok(())
}

fn odd_spaceignores() -> Result<(), Failed> {
    let folder = tempfile::tempdir()?;
    write_files(folder.path(), "a/b.log: 1\nc: 2\ndist/x: 3");
    let place = folder.path().join(".spaceignore");
    let both = [b"a/b.log".to_vec(), b"c".to_vec()];
    // Ten megabytes of comments and of one name, and of bytes of all kinds.
    let mut seed = 1_u32;
    let mut random = |length: usize| -> Vec<u8> {
        let byte = |_| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            u8::try_from(seed >> 24).unwrap()
        };
        (0..length).map(byte).collect()
    };
    let noise = random(20_000);
    for (bytes, kept) in [
        (b"# nothing at all\n".repeat(600_000), Some(&both[..])),
        (b"some-name\n".repeat(1_000_000), Some(&both)),
        (vec![b'*'; 100_000], Some(&[])),
        (b"a".repeat(10_000_000), Some(&both)),
        (b"[".repeat(100_000), Some(&both)),
        (noise, None),
        (Vec::new(), Some(&both)),
    ] {
        fs::write(&place, &bytes)?;
        let listed = list(folder.path());
        if let Some(kept) = kept {
            assert_eq!(
                listed,
                kept,
                "{:?}…",
                String::from_utf8_lossy(&bytes[..bytes.len().min(20)])
            );
        }
        report(folder.path(), &[]);
    }
    fs::write(&place, vec![b'\n'; (16 << 20) + 1])?;
    let large = run(folder.path(), &["--preview", "--list"], b"");
    assert_eq!(
        err(&large),
        "spacefile-lsp: .spaceignore: is larger than 16 MiB, and is not read\n"
    );
    assert_eq!((out(&large).as_str(), large.status.code()), ("a/b.log\nc\n", Some(2)));
    fs::remove_file(&place)?;
    symlink("nowhere", &place)?;
    let dangling = run(folder.path(), &["--preview", "--list"], b"");
    assert_eq!((err(&dangling).as_str(), dangling.status.code()), ("", Some(0)));
    fs::remove_file(&place)?;
    assert!(Command::new("mkfifo").arg(&place).status()?.success());
    assert_eq!(list(folder.path()), both);
    let report = report(folder.path(), &[]);
    assert!(report.json["aborts"].as_str().unwrap().contains("`.spaceignore` is no file"));
    Ok(())
}

fn odd_names() -> Result<(), Failed> {
    use std::os::unix::ffi::OsStrExt;
    let folder = tempfile::tempdir()?;
    let names: [&[u8]; 5] = [b"\xff", b"a\nb", b"a b ", b"\x1b[31m", "é".as_bytes()];
    for name in names {
        fs::write(folder.path().join(std::ffi::OsStr::from_bytes(name)), "1")?;
    }
    let mut sorted: Vec<_> = names.iter().map(|name| name.to_vec()).collect();
    sorted.sort();
    assert_eq!(list(folder.path()), sorted);
    let with_line_ends = run(folder.path(), &["--preview", "--list"], b"");
    let lines: Vec<u8> = sorted.iter().flat_map(|name| [name, &b"\n"[..]].concat()).collect();
    assert_eq!(with_line_ends.stdout, lines);
    let report = report(folder.path(), &[]);
    assert_eq!(report.kept(), sorted);
    assert_eq!(
        report.json["entries"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|it| it["path_base64"] == "/w==")
            .count(),
        1
    );
    // A terminal obeys what it is shown.
    let text = run(folder.path(), &["--preview", "--color", "never"], b"");
    assert!(!text.stdout.contains(&0x1b), "{}", out(&text));
    Ok(())
}

fn pipes() -> Result<(), Failed> {
    let folder = tempfile::tempdir()?;
    assert!(Command::new("mkfifo").arg(folder.path().join("pipe")).status()?.success());
    symlink("pipe", folder.path().join("to-pipe"))?;
    symlink("/dev/zero", folder.path().join("zeros"))?;
    let paths = paths(&run(folder.path(), &["--preview", "--list", "--null"], b""));
    assert_eq!(paths, [b"pipe".to_vec(), b"to-pipe".to_vec(), b"zeros".to_vec()]);
    let text = out(&run(folder.path(), &["--preview"], b""));
    for line in [
        "No: `pipe` is a pipe: the Space CLI hangs forever. A line `/pipe` in `.spaceignore`",
        "No: `to-pipe` is a link to a pipe: the Space CLI hangs forever.",
        "No: `zeros` is a device: the Space CLI reads it until it ends, if ever.",
    ] {
        assert!(text.contains(line), "{line} is not in {text}");
    }
    Ok(())
}
