//! What is at a path that a Spacefile names.

use spacefile_schema::{ICON_SIZE, Object};

use crate::document::Document;
use crate::ide::files::{Naming, base, key_of, naming};
use crate::ide::site::Site;
use crate::ide::words::{Words, code};
use crate::model::App;
use crate::project::{Found, Project};
use crate::rules::icons::{Icon, Image, image};

/// Names that are shown of a folder.
const MOST_NAMES: usize = 8;

/// What is at the path at a place.
pub(super) fn words(
    document: &Document,
    app: &App,
    project: &Project,
    site: &Site,
    text: &str,
) -> Words {
    let said = || {
        let key = key_of(site)?;
        if naming(site.object, key) != Some(Naming::Path) {
            return None;
        }
        let path = base(document, app, site, key)?.join(text);
        let Some(path) = path else {
            return Some("Leads out of the project.".to_owned());
        };
        if (site.object, key.name) == (Object::App, "icon") {
            return icon(project, text, &path);
        }
        at(project, &path)
    };
    Words::default().text(said().unwrap_or_default())
}

/// What stands at a path of the project.
fn at(project: &Project, path: &str) -> Option<String> {
    if project.leaves_by_link(path) {
        return Some("A link that leads out of the project.".to_owned());
    }
    match project.find(path) {
        Found::Folder => Some(folder(project, path)),
        Found::File => Some("A file.".to_owned()),
        Found::Missing | Found::Blocked => Some("Nothing is there yet.".to_owned()),
        Found::Other => Some("Neither a file nor a folder.".to_owned()),
        Found::Unknown => None,
    }
}

/// What a folder holds. What of it a push would upload is for the ignore rules to tell.
fn folder(project: &Project, path: &str) -> String {
    let names = |kind| project.names(path, kind);
    let (Some(folders), Some(files)) = (names(Found::Folder), names(Found::File)) else {
        return "A folder that can't be looked into.".to_owned();
    };
    let count = |number: usize, what: &str| match number {
        1 => format!("1 {what}"),
        number => format!("{number} {what}s"),
    };
    let (visible, hidden): (Vec<_>, Vec<_>) = files
        .iter()
        .cloned()
        .chain(folders.iter().map(|name| format!("{name}/")))
        .partition(|name| !name.starts_with('.'));
    let all = visible.len() + hidden.len();
    let shown = visible.iter().chain(&hidden).take(MOST_NAMES).map(|name| code(name));
    let shown = shown.collect::<Vec<_>>().join(", ");
    let more = if all > MOST_NAMES { ", …" } else { "" };
    let what = format!("{} and {}", count(files.len(), "file"), count(folders.len(), "folder"));
    match all {
        0 => "An empty folder.".to_owned(),
        _ => format!("A folder with {what}: {shown}{more}"),
    }
}

/// What kind of image an icon is.
fn icon(project: &Project, text: &str, path: &str) -> Option<String> {
    let size = format!("{ICON_SIZE}×{ICON_SIZE}");
    let sized = |kind: &str, width: usize, height: usize| {
        let wanted = usize::try_from(ICON_SIZE).unwrap_or_default();
        match (width, height) == (wanted, wanted) {
            true => format!("A {kind} of {width}×{height} pixels."),
            false => format!("A {kind} of {width}×{height} pixels; an icon has exactly {size}."),
        }
    };
    Some(match image(project, &Icon { text, range: 0..0 }) {
        Some(Image::Png(width, height)) => sized("PNG", width, height),
        Some(Image::Webp(width, height)) => sized("WebP", width, height),
        Some(Image::Damaged(kind)) => format!("A {kind} whose header is damaged."),
        Some(Image::Other(kind)) => {
            format!("{} image; an icon is a PNG or WebP.", capital(kind))
        }
        Some(Image::Empty) => "An empty file.".to_owned(),
        Some(Image::Unknown) => "A file that is no image.".to_owned(),
        None => return at(project, path),
    })
}

/// A text with a capital at its start.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string());
    format!("{}{}", first.unwrap_or_default(), letters.as_str())
}
