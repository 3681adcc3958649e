//! From the path of a value to the place it is written at.

use super::{Document, MICROS, Step};
use crate::document::Place;
use crate::syntax::NodeId;

/// Finds places one after the other. What two neighbours have in common is looked up once, so a
/// long list of findings below one large mapping stays cheap.
pub(super) struct Walker<'d> {
    document: &'d Document,
    stops: Vec<Stop>,
}

/// A value on the way.
#[derive(Clone)]
struct Stop {
    step: Option<Step>,
    place: Place,
    via: Option<NodeId>,
}

impl<'d> Walker<'d> {
    pub(super) fn new(document: &'d Document) -> Self {
        let root = document.tree().root();
        let stop = |value| Stop { step: None, place: Place { key: None, value }, via: None };
        Self { document, stops: root.map(stop).into_iter().collect() }
    }

    /// The place of a value, or of the nearest one around it, and the alias or merge it comes by.
    pub(super) fn find(&mut self, path: &[Step]) -> Option<(Place, Option<NodeId>)> {
        let known = self.stops.iter().skip(1).zip(path);
        let common = known.take_while(|(stop, step)| stop.step.as_ref() == Some(step)).count();
        self.stops.truncate(common + 1);
        for step in path.iter().skip(common) {
            let Some(next) = self.next(step) else { break };
            self.stops.push(next);
        }
        self.stops.last().map(|stop| (stop.place, stop.via))
    }

    fn next(&self, step: &Step) -> Option<Stop> {
        let tree = self.document.tree();
        let stop = self.stops.last()?;
        let value = stop.place.value;
        let mut via = stop.via.or_else(|| (tree.follow(value) != value).then_some(value));
        let place = match step {
            Step::Key(name) => {
                let field = match name.as_str() {
                    MICROS if self.stops.len() == 1 => self.document.micros()?,
                    name => tree.field(value, name)?,
                };
                if field.inherited && via.is_none() {
                    via = tree.merge_of(value);
                }
                Place { key: Some(field.key), value: field.value }
            }
            Step::Index(index) => Place { key: None, value: tree.items(value).get(*index)?.value },
        };
        Some(Stop { step: Some(step.clone()), place, via })
    }
}
