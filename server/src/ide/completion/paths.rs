//! Paths that exist, as they are written where the cursor is.

use spacefile_schema::MAX_MICROS;

use super::ItemKind;
use super::candidate::{Candidate, Put};
use super::values::{Place, has};
use crate::project::{Found, Project, path};
use crate::rules::guess::engine_of;

/// What a path is to lead to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    Folders,
    Everything,
}

/// Ranks of paths.
mod rank {
    pub(super) const LIKELY: u8 = 0;
    pub(super) const USUAL: u8 = 1;
    pub(super) const UNLIKELY: u8 = 2;
    pub(super) const HIDDEN: u8 = 3;
}

/// Folders that are looked into to see whether they may be a Micro.
const MOST_FOLDERS: usize = 50;

/// Folders that may be a Micro's: those that look like one and are no other Micro's first.
pub(super) fn sources(place: &Place<'_>) -> Vec<Candidate> {
    let Some(project) = place.project else { return Vec::new() };
    let spot = place.spot;
    let others = spot.app.micros.iter().filter(|micro| micro.node != spot.owner).take(MAX_MICROS);
    let taken = others.filter_map(|micro| Some(path::clean(micro.text(&spot.document, "src")?.0)));
    let taken: Vec<_> = taken.collect();
    let mut looked = 0;
    let mut rank = |written: &str| {
        let folder = path::clean(written);
        if is_left_out(&folder) {
            return rank::HIDDEN;
        }
        if taken.contains(&folder) {
            return rank::UNLIKELY;
        }
        looked += 1;
        let is_micro = looked <= MOST_FOLDERS && engine_of(project, &folder).is_some();
        if is_micro { rank::LIKELY } else { rank::USUAL }
    };
    let here = match spot.typed.as_str() {
        "" | "." => {
            let whole = Candidate {
                kind: ItemKind::Folder,
                ..Candidate::value("./", "the project's root")
            };
            Some(whole.rank(rank("./")))
        }
        _ => None,
    };
    let folders = listed(project, ".", &spot.typed, Found::Folder).into_iter();
    let folders = folders.map(|folder| {
        let rank = rank(&folder);
        at_path(folder, Found::Folder).rank(rank)
    });
    here.into_iter().chain(folders).collect()
}

/// What stands in the Micro's folder.
pub(super) fn inside(place: &Place<'_>, wanted: Wanted) -> Vec<Candidate> {
    let (Some(project), Some(src)) = (place.project, place.src()) else {
        return whole(place, wanted);
    };
    if path::leaves(src) {
        return Vec::new();
    }
    let mut found = whole(place, wanted);
    let kinds: &[Found] = match wanted {
        Wanted::Folders => &[Found::Folder],
        Wanted::Everything => &[Found::Folder, Found::File],
    };
    for kind in kinds {
        let paths = listed(project, src, &place.spot.typed, *kind).into_iter();
        found.extend(paths.map(|path| {
            let rank = if is_left_out(&path) { rank::HIDDEN } else { rank::USUAL };
            at_path(path, *kind).rank(rank)
        }));
    }
    found.extend(built(place, wanted, &found));
    found
}

/// Folders that a build usually makes, and that are not there yet.
fn built(place: &Place<'_>, wanted: Wanted, found: &[Candidate]) -> Vec<Candidate> {
    if wanted != Wanted::Folders || !has(place, "commands") {
        return Vec::new();
    }
    let is_new = |name: &&str| found.iter().all(|candidate| candidate.label != *name);
    let names = ["dist", "build", "public"].into_iter().filter(is_new);
    let candidate = |name| Candidate::value(name, "if `commands` make it").rank(rank::UNLIKELY);
    names.map(candidate).collect()
}

/// The whole folder, where that is something to serve.
fn whole(place: &Place<'_>, wanted: Wanted) -> Vec<Candidate> {
    let is_start = matches!(place.spot.typed.as_str(), "" | ".");
    let whole = Candidate::value("./", "all of the Micro's folder");
    let whole = Candidate { kind: ItemKind::Folder, ..whole }.rank(rank::UNLIKELY);
    (is_start && wanted == Wanted::Folders).then_some(whole).into_iter().collect()
}

/// Images of the project, and the folders in which there may be some.
pub(super) fn images(place: &Place<'_>) -> Vec<Candidate> {
    let Some(project) = place.project else { return Vec::new() };
    let typed = &place.spot.typed;
    let files = listed(project, ".", typed, Found::File).into_iter().filter_map(|file| {
        let (_, ending) = file.rsplit_once('.')?;
        let rank = match ending.to_ascii_lowercase().as_str() {
            "png" => rank::LIKELY,
            "webp" => rank::USUAL,
            _ => return None,
        };
        Some(at_path(file, Found::File).rank(rank))
    });
    let folders = listed(project, ".", typed, Found::Folder).into_iter().map(|folder| {
        let rank = if is_left_out(&folder) { rank::HIDDEN } else { rank::UNLIKELY };
        // It is on the way only.
        Candidate { goes_on: true, ..at_path(format!("{folder}/"), Found::Folder) }.rank(rank)
    });
    files.chain(folders).collect()
}

/// The names in the folder that was typed so far, each behind what was typed; in order.
pub(super) fn listed(project: &Project, base: &str, typed: &str, kind: Found) -> Vec<String> {
    let folder = typed.rfind('/').and_then(|at| typed.get(..=at)).unwrap_or("");
    let inside = path::join(base, folder);
    // A name that can't be read as typed stands nowhere else either.
    if path::leaves(&inside) || project.leaves_by_link(&inside) {
        return Vec::new();
    }
    let names = project.names(&inside, kind).unwrap_or_default();
    names.into_iter().map(|name| format!("{folder}{name}")).collect()
}

fn at_path(path: String, found: Found) -> Candidate {
    let kind = if found == Found::Folder { ItemKind::Folder } else { ItemKind::File };
    Candidate { kind, ..Candidate::value(path, "") }
}

/// Whether a path is likely none of a user's: hidden, or left out of an upload by default.
///
/// The place to ask the ignore rules, once they are here.
fn is_left_out(path: &str) -> bool {
    let names = path.split('/').filter(|name| !matches!(*name, "" | "." | ".."));
    let mut names = names;
    names.any(|name| {
        name.starts_with('.') || matches!(name, "node_modules" | "__pycache__" | "venv")
    })
}

/// A word of a longer text that is a path.
pub(super) fn word(path: String, found: Found) -> Candidate {
    let rank = if is_left_out(&path) { rank::HIDDEN } else { rank::USUAL };
    let is_folder = found == Found::Folder;
    let put = if is_folder { format!("{path}/") } else { path };
    Candidate { goes_on: is_folder, put: Put::Part(put.clone()), ..at_path(put, found) }.rank(rank)
}
