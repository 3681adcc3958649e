//! The lines of the rules, each by itself; read once.

use std::collections::BTreeMap;
use std::rc::Rc;

use crate::ignore::{LineId, Readings, Rules};

#[derive(Debug)]
pub(super) struct Lines<'r> {
    pub(super) rules: &'r Rules,
    read: BTreeMap<LineId, Rc<Readings>>,
}

impl<'r> Lines<'r> {
    pub(super) fn new(rules: &'r Rules) -> Self {
        Self { rules, read: BTreeMap::new() }
    }

    pub(super) fn get(&mut self, line: LineId) -> Rc<Readings> {
        let new = || Rc::new(Readings::new(&self.rules.line(line)));
        Rc::clone(self.read.entry(line).or_insert_with(new))
    }
}
