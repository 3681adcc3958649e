//! Keys: those that a mapping may have and hasn't, the ones it needs first.

use spacefile_schema::{Engine, Key, Kind, MAX_MICROS, Object};

use super::candidate::{Candidate, Put};
use super::fit::fit;
use super::spot::{Spot, Tail};
use super::style::Style;
use super::{Docs, ItemKind, Template};
use crate::ide::pages::Page;
use crate::syntax::Scalar;

/// Ranks, in the order in which keys are offered. Where a value is there, it counts first whether
/// it is one that the key takes.
mod rank {
    /// A push refuses the mapping without it.
    pub(super) const REQUIRED: u8 = 0;
    /// Nothing works without it.
    pub(super) const NEEDED: u8 = 1;
    /// Whole pieces of which some keys are required.
    pub(super) const SKELETON: u8 = 2;
    pub(super) const USUAL: u8 = 3;
    /// There is hardly a reason for it here.
    pub(super) const LAST: u8 = 4;
    /// What a value adds that the key doesn't take.
    pub(super) const MISFIT: u8 = 10;
}

/// The rank of whole pieces of this kind: behind what is required or, if nothing is, behind all.
pub(super) fn skeleton(object: Object) -> u8 {
    let needs = object.keys().iter().any(|key| key.required);
    if needs { rank::SKELETON } else { rank::LAST }
}

/// The keys that may stand at a place.
pub(super) fn candidates(spot: &Spot, object: Object) -> Vec<Candidate> {
    if object == Object::Micro && spot.lead == "- " && spot.app.micros.len() > MAX_MICROS {
        return Vec::new();
    }
    let around = Around::of(spot, object);
    let style = Style::of(&spot.document);
    let keys = object.keys().iter().filter_map(|key| {
        let rank = around.rank(key)?;
        let misfit = spot.value().map_or(0, |value| fit(spot, key, value));
        // The lines below would become part of the key.
        let takes_lines = spot.tail == Tail::Nothing && spot.value().is_some();
        if takes_lines && misfit > 1 {
            return None;
        }
        let label = match spot.lead {
            "- " => format!("- {}", key.name),
            _ => key.name.to_owned(),
        };
        let need = if key.required { ", required" } else { "" };
        Some(Candidate {
            label,
            kind: ItemKind::Key,
            detail: format!("{}{need}", key.title),
            docs: Docs::Page(Page::Key(object, key.name)),
            put: Put::Bare(template(spot, key, style)),
            rank: rank + misfit * rank::MISFIT,
            goes_on: goes_on(key),
            answers_to: None,
        })
    });
    keys.collect()
}

/// What stands around a key, as far as it decides which others make sense.
struct Around<'s> {
    spot: &'s Spot,
    object: Object,
    /// The keys that are there, and those that are merged in.
    own: Vec<&'s str>,
    inherited: Vec<&'s str>,
    engine: Option<Engine>,
}

impl<'s> Around<'s> {
    fn of(spot: &'s Spot, object: Object) -> Self {
        let tree = spot.document.tree();
        let inherited = tree.fields(spot.owner).into_iter().filter(|field| field.inherited);
        Self {
            spot,
            object,
            own: spot.siblings().collect(),
            inherited: inherited.filter_map(|field| tree.scalar(field.key)).collect(),
            engine: spot.micro().and_then(|micro| micro.engine(&spot.document)),
        }
    }

    fn has(&self, name: &str) -> bool {
        self.own.contains(&name) || self.inherited.contains(&name)
    }

    /// The rank of a key; `None` for one that can't be here.
    fn rank(&self, key: &Key) -> Option<u8> {
        if self.own.contains(&key.name) {
            return None;
        }
        if key.required {
            let is_there = self.inherited.contains(&key.name);
            return Some(if is_there { rank::LAST } else { rank::REQUIRED });
        }
        let is_static = self.engine.is_some_and(Engine::is_static_like);
        match (self.object, key.name) {
            (Object::Micro, "serve") => {
                let engine = self.engine.filter(|engine| engine.allows_serve())?;
                Some(if engine.needs_serve() { rank::REQUIRED } else { rank::USUAL })
            }
            (Object::Micro, "include") => (!is_static).then_some(rank::USUAL),
            (Object::Micro, "public") => (!self.has("public_routes")).then_some(rank::USUAL),
            (Object::Micro, "public_routes") => (!self.has("public")).then_some(rank::USUAL),
            (Object::Micro, "primary") => self.primary(),
            (Object::Micro, "run") if self.engine == Some(Engine::Custom) => Some(rank::NEEDED),
            (Object::Micro, "run" | "presets" | "actions") if is_static => Some(rank::LAST),
            // Known to the validator, and to nobody else.
            (Object::Micro, "provide_actions") | (Object::Action, "path") => Some(rank::LAST),
            _ => Some(rank::USUAL),
        }
    }

    /// Exactly one of several Micros is primary.
    fn primary(&self) -> Option<u8> {
        let document = &self.spot.document;
        let own = self.spot.micro().map(|micro| micro.node);
        let others = || self.spot.app.micros.iter().filter(|micro| Some(micro.node) != own);
        let is_primary =
            |micro: &crate::model::Object| micro.boolean(document, "primary") == Some(true);
        let says_no = || {
            let value = self.spot.value()?;
            Some(document.tree().resolve(value) == Some(Scalar::Boolean(false)))
        };
        if others().any(is_primary) {
            return (says_no() == Some(true)).then_some(rank::USUAL);
        }
        let is_one_of_several = others().next().is_some() && self.spot.lead != "- ";
        Some(if is_one_of_several { rank::NEEDED } else { rank::USUAL })
    }
}

/// Whether values are offered for a key.
fn goes_on(key: &Key) -> bool {
    match key.kind {
        Kind::Boolean | Kind::Mapping | Kind::List => true,
        Kind::Integer => false,
        Kind::Text => key.choices.len() != 1 && key.name != "description" && key.name != "id",
    }
}

/// A key with its colon, and with what is needed to go on with its value.
fn template(spot: &Spot, key: &Key, style: Style) -> Template {
    let name = match spot.quote.or(spot.in_json.then_some('"')) {
        Some(quote) => format!("{quote}{}{quote}", key.name),
        None => key.name.to_owned(),
    };
    match spot.tail {
        Tail::Colon => return Template::of(name),
        Tail::Value { blank: true } => return Template::of(format!("{name}:")),
        Tail::Value { blank: false } => return Template::of(format!("{name}: ")),
        // The value stands on the lines below.
        Tail::Nothing if spot.value().is_some() => return Template::of(format!("{name}:")),
        Tail::Nothing => {}
    }
    if spot.in_flow {
        let open = Template::of(format!("{name}: "));
        return match (key.kind, only_value(key)) {
            (_, Some(value)) => open.text(value),
            (Kind::List, _) => open.text("[").stop(0, "").text("]"),
            (Kind::Mapping, _) => open.text("{ ").stop(0, "").text(" }"),
            _ => open,
        };
    }
    let open = Template::of(format!("{name}:"));
    match (key.kind, key.child) {
        (Kind::List, child) => {
            let dash = spot.column + style.dash;
            let item = open.line(dash).text("- ");
            match child {
                Some(child) => item.then(required(child, dash + 2)),
                None => item,
            }
        }
        (Kind::Mapping, _) => open.line(spot.column + style.step),
        _ => open.text(format!(" {}", only_value(key).unwrap_or_default())),
    }
}

/// The keys that a mapping needs, each with a place for its value.
fn required(object: Object, column: usize) -> Template {
    let keys = object.keys().iter().filter(|key| key.required);
    let mut number = 0;
    keys.enumerate().fold(Template::default(), |template, (index, key)| {
        let template = if index == 0 { template } else { template.line(column) };
        let template = template.text(format!("{}: ", key.name));
        match only_value(key) {
            Some(value) => template.text(value),
            None => {
                number += 1;
                template.stop(number, "")
            }
        }
    })
}

/// The value of a key that takes only one.
fn only_value(key: &Key) -> Option<String> {
    match key.choices.as_slice() {
        [only] => Some(only.name.to_owned()),
        _ => key.default.filter(|_| key.required).map(ToString::to_string),
    }
}
