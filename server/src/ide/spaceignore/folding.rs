//! Blocks of comments, to be folded away.

use std::ops::Range;

use crate::document::Document;

/// Each block of comments of more than one line: from its first `#` to its end, in bytes.
#[must_use]
pub fn folds(document: &Document) -> Vec<Range<usize>> {
    let mut blocks: Vec<(Range<usize>, usize)> = Vec::new();
    for comment in &document.syntax.comments {
        let follows = |block: &Range<usize>| {
            let between = document.slice(block.end..comment.start);
            between.trim_matches('\r') == "\n"
        };
        match blocks.last_mut().filter(|(block, _)| follows(block)) {
            Some((block, lines)) => {
                block.end = comment.end;
                *lines += 1;
            }
            None => blocks.push((comment.clone(), 1)),
        }
    }
    blocks.into_iter().filter(|(_, lines)| *lines > 1).map(|(block, _)| block).collect()
}
