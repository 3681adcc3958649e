//! The lines of the rules, each by itself; read once.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::class::{Class, by_spelling};
use super::portable::{but_for, features, portable};
use crate::ignore::{Line, LineId, Readings, Rules};

#[derive(Debug)]
pub(super) struct Lines<'r> {
    pub(super) rules: &'r Rules,
    read: BTreeMap<LineId, Rc<Known>>,
    /// Lines written for both readings, but for what belongs to a class.
    written: BTreeMap<(LineId, Option<Class>), Option<Rc<Readings>>>,
}

/// What is known of a line without looking at any path.
#[derive(Debug)]
pub(super) struct Known {
    pub(super) readings: Readings,
    /// Its class, if one can tell by looking at it.
    pub(super) spelled: Option<Class>,
    /// The classes of differences that could come from how it is written.
    pub(super) features: Vec<Class>,
}

impl<'r> Lines<'r> {
    pub(super) fn new(rules: &'r Rules) -> Self {
        Self { rules, read: BTreeMap::new(), written: BTreeMap::new() }
    }

    /// A line as it stands there.
    pub(super) fn line(&self, line: LineId) -> Line<'r> {
        self.rules.line(line)
    }

    /// What is known of a line.
    pub(super) fn get(&mut self, line: LineId) -> Rc<Known> {
        let new = || {
            let line = self.rules.line(line);
            Rc::new(Known {
                readings: Readings::new(&line),
                spelled: by_spelling(&line, self.rules.text()),
                features: features(&line),
            })
        };
        Rc::clone(self.read.entry(line).or_insert_with(new))
    }

    /// A line as both readings take it, but for what belongs to a class of differences.
    pub(super) fn but_for(&mut self, line: LineId, class: Class) -> Option<Rc<Readings>> {
        self.written(line, Some(class))
    }

    /// A line as both readings take it.
    pub(super) fn portable(&mut self, line: LineId) -> Option<Rc<Readings>> {
        self.written(line, None)
    }

    fn written(&mut self, line: LineId, class: Option<Class>) -> Option<Rc<Readings>> {
        let new = || {
            let line = self.rules.line(line);
            let text = match class {
                Some(class) => but_for(&line, class),
                None => portable(&line).map(|it| it.same()),
            };
            Readings::of(text?.as_bytes()).map(Rc::new)
        };
        self.written.entry((line, class)).or_insert_with(new).clone()
    }
}
