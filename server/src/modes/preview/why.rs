//! `--why`: the lines that decide on some paths.

use std::fs;
use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};

use anstream::AutoStream;

use crate::ignore::Rules;
use crate::ignore::walk::{Spaceignore, spaceignore};
use crate::ignore::why::why;
use crate::modes::shown::Shown;
use crate::modes::{Color, Outcome, input, say, written};
use crate::report::Trouble;
use crate::report::preview::why::write;

/// A path below the folder, and what stands there.
struct Place {
    /// Its names with `/` between.
    path: Vec<u8>,
    is_folder: bool,
    /// What else there is to know.
    remark: Option<String>,
}

/// Tells why each path goes up or is left out. Nothing is walked.
pub(super) fn run(folder: &Path, paths: &[PathBuf], color: Color) -> Outcome {
    let shown = Shown::new();
    if let Err(error) = input::metadata(folder).and_then(|found| match found.is_dir() {
        true => Ok(()),
        false => Err(io::Error::other("is a file, not the folder of a project")),
    }) {
        say(&Trouble::reading(shown.show(folder), &error).to_string());
        return Outcome::Trouble;
    }
    let mut outcome = Outcome::Clean;
    let read = spaceignore(folder);
    if let Spaceignore::Unreadable(_) = read {
        let place = shown.show(&folder.join(crate::ignore::walk::SPACEIGNORE));
        say(&Trouble::new(place, "can't be read, so that only the defaults count").to_string());
        outcome = Outcome::Trouble;
    }
    let rules = Rules::new(read.bytes());
    let mut text = String::new();
    for path in paths {
        match place(folder, path) {
            Some(place) => {
                let why = why(&rules, &place.path, place.is_folder);
                let Place { path, is_folder, remark } = &place;
                text.push_str(&write(&rules, path, *is_folder, &why, remark.as_deref()));
            }
            None => {
                let what = "does not lie in the folder that is previewed";
                say(&Trouble::new(shown.show(path), what).to_string());
                outcome = Outcome::Trouble;
            }
        }
    }
    let stdout = io::stdout();
    let choice = color.choice(&stdout);
    let mut out = AutoStream::new(stdout.lock(), choice);
    written(out.write_all(text.as_bytes()).and_then(|()| out.flush()), outcome)
}

/// Finds what a path names; `None` if that is not below the folder.
fn place(folder: &Path, path: &Path) -> Option<Place> {
    let inside = match path.strip_prefix(folder) {
        Ok(inside) if path.is_absolute() => inside,
        _ => path,
    };
    let mut names: Vec<&[u8]> = Vec::new();
    for part in inside.components() {
        match part {
            Component::Normal(name) => names.push(name.as_encoded_bytes()),
            Component::CurDir => {}
            Component::ParentDir => drop(names.pop()?),
            Component::RootDir | Component::Prefix(_) => return None,
        }
    }
    if names.is_empty() {
        return None;
    }
    // The way down, as a push goes it: no link leads into a folder.
    let mut here = folder.to_owned();
    let mut link = None;
    for part in inside.components() {
        here.push(part);
        let found = fs::symlink_metadata(&here);
        if link.is_none() && here != folder.join(inside) && found.is_ok_and(|it| it.is_symlink()) {
            link = Some(here.clone());
        }
    }
    let found = fs::symlink_metadata(folder.join(inside).components().as_path());
    let ends_with_slash = inside.as_os_str().as_encoded_bytes().ends_with(b"/");
    let is_folder = match &found {
        Ok(found) => found.is_dir(),
        Err(_) => ends_with_slash,
    };
    let remark = match (link, found) {
        (Some(link), _) => {
            let link = link.strip_prefix(folder).unwrap_or(&link).display().to_string();
            Some(format!("but {link} is a link, and nothing goes up from behind it"))
        }
        (_, Err(_)) => Some("nothing is there now".to_owned()),
        _ => None,
    };
    Some(Place { path: names.join(&b'/'), is_folder, remark })
}
