//! Names that the folder suggests.

use spacefile_schema::APP_NAME_MAX;

use super::candidate::Candidate;
use super::spot::Spot;
use super::values::Place;
use crate::project::{Project, path};
use crate::rules::Context;
use crate::rules::guess::{free_folders, name_for};

/// What the findings may look at; they are not asked for what is wrong.
pub(super) fn context_of<'p>(spot: &'p Spot, project: Option<&'p Project>) -> Context<'p> {
    Context::new(&spot.document, &spot.app, &[], project)
}

/// Names for a Micro: that of its folder or, while it has none, those of folders that may be its.
pub(super) fn of_micro(place: &Place<'_>) -> Vec<Candidate> {
    let context = context_of(place.spot, place.project);
    let folders = match place.src() {
        Some(src) => vec![src.to_owned()],
        None => free_folders(&context),
    };
    let named = folders.iter().filter_map(|folder| Some((folder, name_for(&context, folder)?)));
    let named = named.map(|(folder, name)| Candidate::value(name, format!("after `{folder}`")));
    named.collect()
}

/// What a Micro's address is called where it isn't called after the Micro.
pub(super) fn of_path(place: &Place<'_>) -> Vec<Candidate> {
    let spot = place.spot;
    let micro = spot.micro();
    let name = micro.and_then(|micro| Some(micro.text(&spot.document, "name")?.0));
    let folder = place.src().map(path::clean);
    let folder = folder.as_deref().and_then(|src| src.rsplit('/').next()).filter(|it| *it != ".");
    let folder = folder.filter(|folder| Some(*folder) != name);
    let of_name = name.map(|name| Candidate::value(name, "as without the key"));
    of_name.into_iter().chain(folder.map(|it| Candidate::value(it, "after its folder"))).collect()
}

/// A name for the app, after the folder it is in.
pub(super) fn of_app(place: &Place<'_>) -> Vec<Candidate> {
    let name = place.project.and_then(|project| {
        let root = project.root().canonicalize().ok()?;
        Some(pretty(root.file_name()?.to_str()?))
    });
    let name = name.filter(|name| !name.is_empty());
    name.map(|name| Candidate::value(name, "after the folder")).into_iter().collect()
}

/// A folder's name as words that begin with capitals, as many as an app's name may have.
fn pretty(folder: &str) -> String {
    let words = folder.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let words = words.map(|word| {
        let mut letters = word.chars();
        let first = letters.next().map(|first| first.to_uppercase().to_string());
        format!("{}{}", first.unwrap_or_default(), letters.as_str())
    });
    let mut name = String::new();
    for word in words {
        let longer = if name.is_empty() { word } else { format!("{name} {word}") };
        if longer.chars().count() > APP_NAME_MAX {
            break;
        }
        name = longer;
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_apps_name_has_as_many_words_as_fit() {
        for (folder, name) in [
            ("notes", "Notes"),
            ("tic-tac-toe", "Tic Tac Toe"),
            ("my_very_long_project", "My Very Long"),
            ("incomprehensibilities", ""),
            ("élan.app", "Élan App"),
        ] {
            assert_eq!(pretty(folder), name);
        }
    }
}
