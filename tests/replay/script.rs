//! What somebody does to a file, step by step.

use std::ops::Range;

use super::files::{File, Micro};

/// A file and the texts that become of it.
pub struct Script {
    pub file: File,
    pub steps: Vec<Step>,
    /// Whether it begins with nothing instead of the file.
    pub from_nothing: bool,
}

/// A text after an edit.
pub struct Step {
    pub text: String,
    /// Bytes at the start that are as they are in the file.
    pub head: usize,
    /// Bytes at the end that are as they are in the file.
    pub tail: usize,
    /// What was done.
    pub what: String,
    /// Whether the text is one of an earlier step again.
    pub undone: bool,
}

impl Script {
    pub fn new(file: &File) -> Self {
        Self { file: file.clone(), steps: Vec::new(), from_nothing: false }
    }

    /// The text before the first step.
    pub fn start(&self) -> &str {
        if self.from_nothing { "" } else { &self.file.text }
    }

    /// Adds the text that has `middle` instead of a range of the file.
    pub fn replace(&mut self, range: Range<usize>, middle: &str, what: impl Into<String>) {
        let text = &self.file.text;
        self.steps.push(Step {
            text: [&text[..range.start], middle, &text[range.end..]].concat(),
            head: range.start,
            tail: text.len() - range.end,
            what: what.into(),
            undone: false,
        });
    }

    /// Undoes the last `count` steps one by one; before them was the file itself.
    pub fn undo(&mut self, count: usize) {
        let first = self.steps.len() - count;
        let whole = (self.file.text.clone(), self.file.text.len());
        for back in (first..first + count).rev() {
            let (text, head) = match back {
                _ if back == first => whole.clone(),
                _ => (self.steps[back - 1].text.clone(), self.steps[back - 1].head),
            };
            let tail = if back == first { 0 } else { self.steps[back - 1].tail };
            self.steps.push(Step { text, head, tail, what: "undo".to_owned(), undone: true });
        }
    }
}

impl Step {
    /// The *finished* Micros: those of the file of which no byte, from the line of the dash to
    /// the end of the last value, lies in the part that is being edited; as they now stand.
    pub fn finished<'f>(&self, file: &'f File) -> impl Iterator<Item = Micro> + use<'f> {
        let (head, tail, length) = (self.head, self.tail, self.text.len());
        let whole = file.text.len();
        file.micros.iter().filter_map(move |micro| {
            let extent = &micro.extent;
            if extent.end <= head {
                return Some(micro.clone());
            }
            (extent.start >= whole - tail).then(|| Micro {
                extent: extent.start + length - whole..extent.end + length - whole,
                title: micro.title + length - whole,
                ..micro.clone()
            })
        })
    }
}
