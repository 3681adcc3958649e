//! Values: those that a key takes, or that the folder has for it.

use serde_json::Value;
use spacefile_schema::{Key, Kind, Object};

use super::candidate::{Candidate, Group, Put};
use super::spot::{Spot, Tail};
use super::{
    Docs, ItemKind, Template, commands, engines, intervals, names, paths, skeletons, yaml,
};
use crate::ide::pages::Page;
use crate::model;
use crate::project::Project;

/// A place for a value.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'p> {
    pub(super) text: &'p str,
    pub(super) cursor: usize,
    pub(super) spot: &'p Spot,
    pub(super) project: Option<&'p Project>,
}

impl Place<'_> {
    /// The folder that paths of the Micro start from.
    pub(super) fn src(&self) -> Option<&str> {
        Some(self.spot.micro()?.text(&self.spot.document, "src")?.0)
    }
}

/// What may stand behind a key.
pub(super) fn of_key(place: &Place<'_>, object: Object, key: &'static Key) -> Vec<Group> {
    let spot = place.spot;
    let candidates = match (key.kind, key.name) {
        (Kind::Boolean, _) => booleans(spot, key),
        (Kind::Integer, _) => integers(key),
        (Kind::List, _) => lists(place, object, key),
        (Kind::Mapping, _) => skeletons::behind_key(spot, key, place.project),
        (_, "engine") => engines::candidates(place),
        (_, "trigger") => choices(object, key),
        (_, "icon" | "src" | "serve") if place.project.is_none() => examples(key),
        (_, "icon") => paths::images(place),
        (_, "src") => paths::sources(place),
        (_, "serve") => paths::inside(place, paths::Wanted::Folders),
        (_, "run" | "dev") => return commands::groups(place, key),
        (_, "default_interval") => intervals::candidates(&spot.typed),
        (_, "app_name") => names::of_app(place),
        (_, "name") if object == Object::Micro => names::of_micro(place),
        (_, "path") if object == Object::Micro => names::of_path(place),
        (_, "path") => examples(key),
        _ => Vec::new(),
    };
    vec![Group::of(spot, with_tail(spot, candidates))]
}

/// What may stand in a key's list.
pub(super) fn of_item(place: &Place<'_>, object: Object, key: &'static Key) -> Vec<Group> {
    let spot = place.spot;
    let one = |candidates| vec![Group::of(spot, candidates)];
    let mut groups = match key.name {
        "commands" => commands::groups(place, key),
        "include" => one(paths::inside(place, paths::Wanted::Everything)),
        "public_routes" => one(routes()),
        _ => one(match key.child {
            Some(child) => skeletons::in_flow(spot, child, place.project),
            None => examples(object.key(key.name).unwrap_or(key)),
        }),
    };
    let there = items(spot);
    for group in &mut groups {
        group.candidates.retain(|candidate| !there.contains(&candidate.label.as_str()));
    }
    dashed(spot, groups)
}

/// The same with the dash in front where one is put in.
fn dashed(spot: &Spot, mut groups: Vec<Group>) -> Vec<Group> {
    if spot.lead == "- " {
        for candidate in groups.iter_mut().flat_map(|group| &mut group.candidates) {
            candidate.label = format!("- {}", candidate.label);
        }
    }
    groups
}

/// The other items of the list.
fn items(spot: &Spot) -> Vec<&str> {
    let tree = spot.document.tree();
    let items = spot.holder().map_or(&[][..], |list| tree.items(list));
    items.iter().filter_map(|item| tree.scalar(item.value)).collect()
}

/// A comment that follows without a blank would become part of the value.
fn with_tail(spot: &Spot, candidates: Vec<Candidate>) -> Vec<Candidate> {
    if spot.tail == Tail::Colon { Vec::new() } else { candidates }
}

/// The one that leaving the key out doesn't amount to comes first.
fn booleans(spot: &Spot, key: &Key) -> Vec<Candidate> {
    let is_primary = |micro: &model::Object| {
        micro.node != spot.owner && micro.boolean(&spot.document, "primary") == Some(true)
    };
    let has_other = key.name == "primary" && spot.app.micros.iter().any(is_primary);
    let first = key.default != Some(&Value::Bool(true)) && !has_other;
    let detail = |value: bool| match key.default == Some(&Value::Bool(value)) {
        true => "as without the key",
        false if has_other && value => "another Micro is primary",
        false => "",
    };
    let candidate = |value: bool| Candidate {
        answers_to: is_said(&spot.typed, value).then(|| spot.typed.clone()),
        ..choice(&value.to_string(), detail(value))
    };
    [first, !first].map(candidate).into()
}

/// Whether what was typed says `true` or `false` as other files do.
fn is_said(typed: &str, value: bool) -> bool {
    let words = if value { ["yes", "on", "1"] } else { ["no", "off", "0"] };
    !typed.is_empty() && words.iter().any(|word| word.starts_with(&typed.to_lowercase()))
}

fn integers(key: &Key) -> Vec<Candidate> {
    let values = key.schema.get("enum").and_then(Value::as_array).into_iter().flatten();
    values.map(|value| choice(&value.to_string(), "")).collect()
}

/// A value that is no text.
fn choice(value: &str, detail: &str) -> Candidate {
    Candidate {
        kind: ItemKind::Choice,
        put: Put::Bare(Template::of(value)),
        ..Candidate::value(value, detail)
    }
}

/// The names that a key takes.
fn choices(object: Object, key: &'static Key) -> Vec<Candidate> {
    let candidate = |choice: &spacefile_schema::Choice| Candidate {
        kind: ItemKind::Choice,
        docs: Docs::Page(Page::Choice(object, key.name, choice.name)),
        ..Candidate::value(choice.name, "")
    };
    key.choices.iter().map(candidate).collect()
}

fn examples(key: &Key) -> Vec<Candidate> {
    let texts = key.examples.iter().filter_map(Value::as_str);
    texts.map(|text| Candidate::value(text, "")).collect()
}

/// Lists that stand on the line of their key.
fn lists(place: &Place<'_>, object: Object, key: &'static Key) -> Vec<Candidate> {
    if key.child.is_some() {
        return skeletons::behind_key(place.spot, key, place.project);
    }
    let everything = [Value::from(vec!["/*"])];
    let more: &[Value] = if key.name == "public_routes" { &everything } else { &[] };
    let all = more.iter().chain(object.key(key.name).map_or(&[][..], |key| key.examples));
    let candidate = |value: &Value| {
        let template = yaml::flow(value);
        let layout = super::Layout { line_break: "\n", added: 0 };
        let label = template.plain(layout);
        Candidate { put: Put::Bare(template), ..Candidate::value(label, "") }
    };
    all.map(candidate).collect()
}

/// Routes that people open.
fn routes() -> Vec<Candidate> {
    let routes = [
        ("/*", "everything"),
        ("/", "the start page alone"),
        ("/api/*", "all below `/api`"),
        ("/public/*", "all below `/public`"),
        ("/health", "this route alone"),
    ];
    routes.map(|(route, detail)| Candidate::value(route, detail)).into()
}

/// Whether a field of the Micro is there.
pub(super) fn has(place: &Place<'_>, name: &str) -> bool {
    let micro = place.spot.micro();
    micro.is_some_and(|micro| micro.field(&place.spot.document, name).is_some())
}

/// The text of a field of the Micro; empty if there is none.
pub(super) fn text_of<'p>(place: &Place<'p>, name: &str) -> &'p str {
    let spot = place.spot;
    let text = spot.micro().and_then(|micro| micro.text(&spot.document, name));
    text.map_or("", |(text, _)| text)
}
