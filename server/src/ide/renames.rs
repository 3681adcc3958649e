//! Keeps the paths of a Spacefile right when files are renamed.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::diagnostic::Edit;
use crate::document::Document;
use crate::model::{App, Object};
use crate::project::path::{clean, join};
use crate::rules::edits::write_text;

/// A file or folder that gets another name or place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Renamed {
    /// Where it is now: a path of the project, with `/`.
    pub from: String,
    /// Where it will be.
    pub to: String,
}

/// The edits that let every path of a Spacefile lead where it led before, by ascending offset.
///
/// A path that can't be written any more, since it would lead out of its folder, stays as it is.
#[must_use]
pub fn edits(document: &Document, app: &App, renamed: &[Renamed]) -> Vec<Edit> {
    // Through an anchor, several Micros can share one path, and want it changed in different ways.
    let mut wanted: BTreeMap<usize, (Range<usize>, BTreeSet<String>)> = BTreeMap::new();
    let mut want = |range: Range<usize>, old: &str, new: Option<String>| {
        let unchanged = clean(old);
        let text = match new.filter(|new| *new != unchanged) {
            Some(new) => spell(document.slice(range.clone()), &like(old, &new)),
            None => document.slice(range.clone()).to_owned(),
        };
        wanted.entry(range.start).or_insert_with(|| (range, BTreeSet::new())).1.insert(text);
    };
    for (old, range) in texts(document, &app.root, &["icon"]) {
        want(range, old, Some(follow(&clean(old), renamed)));
    }
    for micro in &app.micros {
        let sources = texts(document, micro, &["src"]);
        let Some((src, _)) = sources.first().cloned() else { continue };
        let folder = follow(&clean(src), renamed);
        for (old, range) in texts(document, micro, &["serve", "include"]) {
            let target = follow(&join(src, old), renamed);
            want(range, old, inside(&folder, &target));
        }
        for (old, range) in sources {
            want(range, old, Some(folder.clone()));
        }
    }
    let edit = |(range, mut texts): (Range<usize>, BTreeSet<String>)| {
        let text = texts.pop_first().filter(|_| texts.is_empty())?;
        (document.slice(range.clone()) != text).then(|| Edit::replace(range, text))
    };
    wanted.into_values().filter_map(edit).collect()
}

/// The texts of some fields, be they one text or a list, and where they stand.
fn texts<'d>(
    document: &'d Document,
    object: &Object,
    names: &[&str],
) -> Vec<(&'d str, Range<usize>)> {
    let mut found = Vec::new();
    for name in names {
        let one = object.text(document, name);
        found.extend(one.map(|(text, place)| (text, document.mark(place))));
        let list = object.texts(document, name).into_iter();
        found.extend(list.map(|(_, text, range)| (text, range)));
    }
    found
}

/// Where a path leads after the renames, which all happen at once.
fn follow(path: &str, renamed: &[Renamed]) -> String {
    let affecting =
        renamed.iter().filter_map(|renamed| Some((renamed, below(&renamed.from, path)?)));
    match affecting.max_by_key(|(renamed, _)| renamed.from.len()) {
        Some((renamed, "")) => renamed.to.clone(),
        Some((renamed, rest)) => join(&renamed.to, rest),
        None => path.to_owned(),
    }
}

/// The rest of a path inside a folder; empty for the folder itself.
fn below<'p>(folder: &str, path: &'p str) -> Option<&'p str> {
    let rest = path.strip_prefix(folder)?;
    if rest.is_empty() { Some(rest) } else { rest.strip_prefix('/') }
}

/// A path as it is seen from a folder; `None` if it leads out of it.
fn inside(folder: &str, path: &str) -> Option<String> {
    if folder == "." {
        return Some(path.to_owned());
    }
    let rest = below(folder, path)?;
    Some(if rest.is_empty() { ".".to_owned() } else { rest.to_owned() })
}

/// A path in the manner of another one: with its `./` or `/` at the start and `/` at the end.
fn like(old: &str, new: &str) -> String {
    if new == "." {
        return "./".to_owned();
    }
    let start = ["./", "/"].into_iter().find(|start| old.starts_with(start)).unwrap_or_default();
    let end = if old.ends_with('/') { "/" } else { "" };
    format!("{start}{new}{end}")
}

/// A text in the quotes that stood there before, where that is possible.
pub(super) fn spell(before: &str, text: &str) -> String {
    let is_tame = !text.contains(['"', '\'', '\\']) && !text.contains(char::is_control);
    match before.chars().next().filter(|quote| is_tame && matches!(quote, '"' | '\'')) {
        Some(quote) => format!("{quote}{text}{quote}"),
        None => write_text(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn renamed(text: &str, names: &[(&str, &str)]) -> String {
        let document = Document::from_text(text.to_owned());
        let rename = |(from, to): &(&str, &str)| Renamed { from: (*from).into(), to: (*to).into() };
        let mut text = text.to_owned();
        for edit in
            edits(&document, &App::new(&document), &names.iter().map(rename).collect::<Vec<_>>())
                .iter()
                .rev()
        {
            text.replace_range(edit.offset..edit.end_offset, &edit.text);
        }
        text
    }

    const APP: &str = "\
icon: ./img/icon.png
micros:
  - name: web
    src: ./web/ # the client
    serve: dist
  - {name: api, src: 'api', include: [build/out, \"main.py\"]}
";

    #[test]
    fn paths_follow_in_the_manner_they_are_written() {
        let cases = [
            (("web", "client"), "./web/ #", "./client/ #"),
            (("web", "packages/web"), "./web/ #", "./packages/web/ #"),
            (("api", "my api"), "'api'", "'my api'"),
            (("api", "a, b"), "'api'", "'a, b'"),
            (("img", "assets/img"), "./img/icon.png", "./assets/img/icon.png"),
            (("img/icon.png", "logo.png"), "./img/icon.png", "./logo.png"),
            (("web/dist", "web/public"), "serve: dist", "serve: public"),
            (("api/build", "api/target"), "build/out", "target/out"),
            (("api/main.py", "api/app.py"), "\"main.py\"", "\"app.py\""),
        ];
        for (rename, old, new) in cases {
            assert_eq!(renamed(APP, &[rename]), APP.replace(old, new), "{rename:?}");
        }
    }

    #[test]
    fn what_is_not_renamed_stays() {
        for rename in [("we", "x"), ("webs", "x"), ("dist", "x"), ("web/dist", "dist")] {
            assert_eq!(renamed(APP, &[rename]), APP, "{rename:?}");
        }
    }

    #[test]
    fn several_renames_happen_at_once() {
        let both = renamed(APP, &[("api", "old"), ("web", "api"), ("img", "web")]);
        let expected = APP.replace("./web/ #", "./api/ #").replace("'api'", "'old'");
        assert_eq!(both, expected.replace("./img/", "./web/"));
    }

    #[test]
    fn a_path_shared_by_an_anchor_is_changed_once() {
        let text = "x: &m {src: a}\nmicros:\n- {<<: *m, name: a}\n- {<<: *m, name: b}\n- src: *m\n";
        assert_eq!(renamed(text, &[("a", "b")]), text.replace("src: a", "src: b"));
    }
    #[test]
    fn a_shared_path_stays_where_only_one_of_its_folders_changes() {
        let text = "x: &m {serve: dist}\nmicros:\n- {<<: *m, src: a}\n- {<<: *m, src: b}\n";
        assert_eq!(renamed(text, &[("a/dist", "a/out")]), text);
        let both = renamed(text, &[("a/dist", "a/out"), ("b/dist", "b/out")]);
        assert_eq!(both, text.replace("dist", "out"));
    }
}
