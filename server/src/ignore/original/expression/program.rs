//! From tree to steps that can be followed side by side.

use super::class::Class;
use super::node::{Count, Look, Node};
use super::run;

/// An expression, ready to be compared.
#[derive(Debug, Clone)]
pub(in crate::ignore) struct Program {
    pub(super) steps: Vec<Step>,
    pub(super) classes: Vec<Class>,
    /// A text of fewer bytes does not match.
    least: usize,
}

/// One step; unless it says otherwise, the next one follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// Takes this character.
    Character(u32),
    /// Takes any character but a line feed.
    Any,
    /// Takes a character of the class with this number.
    Class(u32),
    /// Goes on at such a place only.
    Look(Look),
    /// Goes on here and there.
    Fork(u32),
    /// Goes on there.
    Jump(u32),
    /// The text matches.
    Match,
}

impl Program {
    /// Compiles a tree.
    pub(in super::super) fn new(tree: &Node) -> Self {
        let mut program = Self { steps: Vec::new(), classes: Vec::new(), least: tree.least() };
        program.add(tree);
        program.steps.push(Step::Match);
        program
    }

    /// Whether the expression is found in the text.
    pub(in crate::ignore) fn matches(&self, text: &[u8]) -> bool {
        text.len() >= self.least && run::matches(self, text)
    }

    /// How much memory it takes, roughly, in bytes.
    pub(in crate::ignore) fn weight(&self) -> usize {
        self.steps.len() * size_of::<Step>() + self.classes.iter().map(Class::weight).sum::<usize>()
    }
}

impl Program {
    fn add(&mut self, node: &Node) {
        match node {
            Node::Empty => {}
            Node::Text(text) => self.steps.extend(text.iter().copied().map(Step::Character)),
            Node::Class(class) => {
                self.steps.push(Step::Class(short(self.classes.len())));
                self.classes.push(class.clone());
            }
            Node::Any => self.steps.push(Step::Any),
            Node::Look(look) => self.steps.push(Step::Look(*look)),
            Node::Group(node) => self.add(node),
            Node::All(nodes) => nodes.iter().for_each(|node| self.add(node)),
            Node::Either(nodes) => self.add_either(nodes),
            Node::Repeat(node, count) => self.add_repeat(node, *count),
        }
    }

    fn add_either(&mut self, nodes: &[Node]) {
        let Some((last, others)) = nodes.split_last() else { return };
        let mut ends = Vec::new();
        for node in others {
            let fork = self.hole();
            self.add(node);
            ends.push(self.hole());
            self.fill(fork, Step::Fork(self.here()));
        }
        self.add(last);
        for end in ends {
            self.fill(end, Step::Jump(self.here()));
        }
    }

    fn add_repeat(&mut self, node: &Node, count: Count) {
        let mut last = self.here();
        for _ in 0..count.least {
            last = self.here();
            self.add(node);
        }
        match count.most {
            None if count.least > 0 => self.steps.push(Step::Fork(last)),
            None => {
                let fork = self.hole();
                self.add(node);
                self.steps.push(Step::Jump(short(fork)));
                self.fill(fork, Step::Fork(self.here()));
            }
            Some(most) => {
                let mut forks = Vec::new();
                for _ in count.least..most {
                    forks.push(self.hole());
                    self.add(node);
                }
                for fork in forks {
                    self.fill(fork, Step::Fork(self.here()));
                }
            }
        }
    }

    fn here(&self) -> u32 {
        short(self.steps.len())
    }

    /// A step that is filled in later; where it is.
    fn hole(&mut self) -> usize {
        self.steps.push(Step::Match);
        self.steps.len() - 1
    }

    fn fill(&mut self, hole: usize, step: Step) {
        if let Some(at) = self.steps.get_mut(hole) {
            *at = step;
        }
    }
}

/// Expressions are much shorter than this.
fn short(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
