//! Expressions that are for single names, which need not be compared with whole paths.

use super::node::{Count, Look, Node};

const SLASH: u32 = '/' as u32;

impl Node {
    /// What is compared with each name of a path, if no more than that is done, and whether the
    /// name itself is not meant but only what is below it.
    pub(in super::super) fn name(&self) -> Option<(Self, bool)> {
        let Self::All(nodes) = self else { return None };
        let [Self::Look(Look::Start), first, middle @ .., last, Self::Look(Look::End)] =
            nodes.as_slice()
        else {
            return None;
        };
        // `(|.*/)`, `(|/.*)` and `(|.*)`.
        let anything = || Self::Repeat(Box::new(Self::Any), ANY_COUNT);
        let slash = || Self::Text(vec![SLASH]);
        let or_nothing = |node| Self::Group(Box::new(Self::Either(vec![Self::Empty, node])));
        if *first != or_nothing(Self::All(vec![anything(), slash()])) {
            return None;
        }
        let mut middle = middle.to_vec();
        let is_below = *last == or_nothing(anything());
        if is_below {
            match middle.last_mut() {
                Some(Self::Text(text)) if text.last() == Some(&SLASH) => text.pop(),
                _ => return None,
            };
        } else if *last != or_nothing(Self::All(vec![slash(), anything()])) {
            return None;
        }
        if !middle.iter().all(Self::is_in_name) {
            return None;
        }
        middle.insert(0, Self::Look(Look::Start));
        middle.push(Self::Look(Look::End));
        Some((Self::All(middle), is_below))
    }

    /// Whether it never takes a slash, and means the same in a name as in a path.
    fn is_in_name(&self) -> bool {
        match self {
            Self::Text(text) => !text.contains(&SLASH),
            Self::Class(class) => !class.contains(SLASH),
            Self::Any | Self::Look(Look::Start | Look::End) => false,
            // A slash is as much a border of a word as an end of the text.
            Self::Empty | Self::Look(_) => true,
            _ => self.inner().iter().all(Self::is_in_name),
        }
    }

    /// Whether it is plain that no text fits: more is wanted after the end or before the start.
    pub(in super::super) fn is_for_nothing(&self) -> bool {
        let Self::All(nodes) = self else { return false };
        let at = |look| nodes.iter().position(|node| *node == Self::Look(look));
        let least = |nodes: Option<&[Self]>| {
            nodes.is_some_and(|nodes| nodes.iter().any(|node| node.least() > 0))
        };
        let last_start = nodes.iter().rposition(|node| *node == Self::Look(Look::Start));
        at(Look::End).is_some_and(|end| least(nodes.get(end..)))
            || last_start.is_some_and(|start| least(nodes.get(..start)))
    }
}

/// `*`.
const ANY_COUNT: Count = Count { least: 0, most: None, braces: false };
