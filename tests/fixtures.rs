//! Files and what the program says of them.
//!
//! `NAME.spacefile` is the file, `NAME.out` the text report on it. Beside a `NAME.files`, which
//! lists the files around it, the project is made on disk; otherwise the file comes by standard
//! input, and nothing is said that depends on a folder. A `NAME.files` alone is a folder without a
//! readable `Spacefile`, and the `NAME.out` has everything that is said on it. `NAME.spaceignore` is
//! a `.spaceignore` beside a Spacefile that nothing is to be said of, unless `NAME.files` lists one.

use std::path::{Path, PathBuf};

use libtest_mimic::{Failed, Trial};
use spacefile_lsp::ignore::walk::SPACEIGNORE;

use crate::pages::lay_out;
use crate::support::{expect_file, root, run, write_files};

/// All fixtures that are Spacefiles, or folders without one.
pub fn paths() -> Vec<PathBuf> {
    all().0
}

/// All fixtures that are a `.spaceignore`.
pub fn spaceignores() -> Vec<PathBuf> {
    all().1
}

fn all() -> (Vec<PathBuf>, Vec<PathBuf>) {
    let (mut found, mut spaceignores) = (Vec::new(), Vec::new());
    let mut folders = vec![root().join("tests/fixtures")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|it| it == "spacefile" || it == "files") {
                found.push(path.with_extension("spacefile"));
            } else if path.extension().is_some_and(|it| it == "spaceignore") {
                spaceignores.push(path);
            }
        }
    }
    found.sort();
    found.dedup();
    spaceignores.sort();
    // The files around a `.spaceignore` are no folder without a Spacefile.
    found.retain(|path| !path.with_extension("spaceignore").exists());
    (found, spaceignores)
}

pub fn trials() -> Vec<Trial> {
    let trial = |path: PathBuf| {
        let name = path.strip_prefix(root().join("tests")).unwrap().with_extension("");
        let name = name.display().to_string().replace('/', "::");
        Trial::test(name, move || fixture(&path))
    };
    let (spacefiles, spaceignores) = all();
    spacefiles.into_iter().chain(spaceignores).map(trial).collect()
}

fn fixture(path: &Path) -> Result<(), Failed> {
    if path.extension().is_some_and(|it| it == "spaceignore") {
        return spaceignore(path);
    }
    let content = std::fs::read(path).ok();
    let files = std::fs::read_to_string(path.with_extension("files")).ok();
    let folder = tempfile::tempdir().unwrap();
    if let Some(files) = &files {
        write_files(folder.path(), files);
    }
    let output = match (content, files) {
        (Some(content), Some(_)) => {
            std::fs::write(folder.path().join("Spacefile"), content).unwrap();
            run(folder.path(), &["--check", "Spacefile"], b"")
        }
        (Some(content), None) => run(folder.path(), &["--check", "-"], &content),
        (None, _) => {
            let mut output = run(folder.path(), &["--check", "."], b"");
            output.stdout.append(&mut output.stderr);
            output
        }
    };
    let actual = String::from_utf8(output.stdout).unwrap();
    Ok(expect_file(&path.with_extension("out"), &actual)?)
}

fn spaceignore(path: &Path) -> Result<(), Failed> {
    let files = std::fs::read_to_string(path.with_extension("files")).unwrap_or_default();
    let folder = tempfile::tempdir().unwrap();
    lay_out(folder.path(), &files, SPACEIGNORE, std::fs::read(path).unwrap());
    let output = run(folder.path(), &["--check", SPACEIGNORE], b"");
    let actual = String::from_utf8(output.stdout).unwrap();
    Ok(expect_file(&path.with_extension("out"), &actual)?)
}
