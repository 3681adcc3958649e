//! A file of another shape becomes a Spacefile: a list of Micros, one Micro alone, Micros by their
//! names, the services of another platform.

mod complete;
mod services;
mod shape;

use super::lines::difference;
use super::{Draft, Kind, Scene};
use complete::complete;

pub(super) fn drafts(scene: &Scene<'_>) -> Vec<Draft> {
    let document = scene.document;
    if scene.analysis.ok == Some(true) || document.tree().root().is_none() {
        return Vec::new();
    }
    let shaped = shape::list_at_root(document)
        .or_else(|| services::services(document))
        .or_else(|| shape::micros_elsewhere(document))
        .or_else(|| shape::micro_at_root(document));
    let after = shaped.and_then(complete);
    let edit = after.and_then(|after| difference(&document.text, &after));
    let draft = |edit| Draft {
        title: "Turn this into a Spacefile".to_owned(),
        kind: Kind::Convert,
        edits: vec![edit],
        keeps_value: false,
    };
    edit.map(draft).into_iter().collect()
}
