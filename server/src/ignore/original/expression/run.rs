//! Following all ways through an expression at once: in time that grows with the product of its
//! length and that of the text at most.

use std::cell::RefCell;

use super::node::Look;
use super::program::{Program, Step};

/// What stands for a byte that is not UTF-8.
const REPLACEMENT: u32 = 0xfffd;

/// Memory for more steps than this is given back at once.
const MOST_KEPT: usize = 1 << 16;

/// What is needed while a text is compared: kept, so that no memory is asked for each time.
#[derive(Default)]
struct Scratch {
    /// For each step, when it was last reached.
    reached: Vec<u32>,
    /// The time, which goes on with every character of every text.
    now: u32,
    /// The steps that wait for a character.
    waiting: Vec<u32>,
    /// Where it goes on after a character, and what is still to be followed.
    ahead: Vec<u32>,
}

thread_local! {
    static SCRATCH: RefCell<Scratch> = RefCell::default();
}

/// Whether the expression is found in the text.
pub(super) fn matches(program: &Program, text: &[u8]) -> bool {
    SCRATCH.with_borrow_mut(|scratch| {
        let found = scratch.run(program, text);
        if scratch.reached.len() > MOST_KEPT {
            *scratch = Scratch::default();
        }
        found
    })
}

impl Scratch {
    fn run(&mut self, program: &Program, text: &[u8]) -> bool {
        if self.now > u32::MAX / 2 {
            self.reached.clear();
            self.now = 0;
        }
        if self.reached.len() < program.steps.len() {
            self.reached.resize(program.steps.len(), 0);
        }
        self.ahead.clear();
        let is_anchored = program.steps.first() == Some(&Step::Look(Look::Start));
        let mut characters = text.utf8_chunks().flat_map(|chunk| {
            let valid = chunk.valid().chars().map(u32::from);
            valid.chain(chunk.invalid().iter().map(|_| REPLACEMENT))
        });
        let mut before = None;
        loop {
            let after = characters.next();
            if before.is_none() || !is_anchored {
                self.ahead.push(0);
            }
            if self.follow(program, before, after) {
                return true;
            }
            let Some(character) = after else { return false };
            if self.waiting.is_empty() && is_anchored {
                return false;
            }
            self.take(program, character);
            before = after;
        }
    }

    /// Follows every way to a step that waits for a character; whether one is at its end.
    fn follow(&mut self, program: &Program, before: Option<u32>, after: Option<u32>) -> bool {
        self.now += 1;
        self.waiting.clear();
        while let Some(at) = self.ahead.pop() {
            let Some(reached) = self.reached.get_mut(at as usize) else { continue };
            if std::mem::replace(reached, self.now) == self.now {
                continue;
            }
            match program.steps.get(at as usize) {
                Some(Step::Match) => return true,
                Some(Step::Jump(there)) => self.ahead.push(*there),
                Some(Step::Fork(there)) => self.ahead.extend([*there, at + 1]),
                Some(Step::Look(look)) if !is_at(*look, before, after) => {}
                Some(Step::Look(_)) => self.ahead.push(at + 1),
                Some(_) => self.waiting.push(at),
                None => {}
            }
        }
        false
    }

    /// Lets every step that waits take the character, if it is for it.
    fn take(&mut self, program: &Program, character: u32) {
        for &at in &self.waiting {
            let fits = match program.steps.get(at as usize) {
                Some(Step::Character(wanted)) => *wanted == character,
                Some(Step::Any) => character != u32::from('\n'),
                Some(Step::Class(class)) => {
                    program.classes.get(*class as usize).is_some_and(|it| it.contains(character))
                }
                _ => false,
            };
            if fits {
                self.ahead.push(at + 1);
            }
        }
    }
}

/// Whether a place between two characters is such a one.
fn is_at(look: Look, before: Option<u32>, after: Option<u32>) -> bool {
    let is_word = |character: Option<u32>| {
        let character = character.and_then(char::from_u32);
        character.is_some_and(|it| it == '_' || it.is_ascii_alphanumeric())
    };
    match look {
        Look::Start => before.is_none(),
        Look::End => after.is_none(),
        Look::Border => is_word(before) != is_word(after),
        Look::NoBorder => is_word(before) == is_word(after),
    }
}
