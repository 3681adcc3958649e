//! From text to tree: what Go takes for an expression, and what it refuses.

mod escape;
mod set;

use super::Fault;
use super::class::Class;
use super::node::{Count, Look, MOST_DEPTH, MOST_STEPS, Node};

/// What is left of an expression.
struct Rest<'t> {
    text: &'t str,
}

impl<'t> Rest<'t> {
    fn starts_with(&self, start: &str) -> bool {
        self.text.starts_with(start)
    }

    /// Goes past a text, if it is next.
    fn take(&mut self, start: &str) -> bool {
        let rest = self.text.strip_prefix(start);
        self.text = rest.unwrap_or(self.text);
        rest.is_some()
    }

    /// Goes past the next character.
    fn next(&mut self) -> Option<char> {
        let mut characters = self.text.chars();
        let next = characters.next();
        self.text = characters.as_str();
        next
    }

    /// Goes up to a text and past it; `None` if it does not come any more.
    fn until(&mut self, end: &str) -> Option<&'t str> {
        let (before, after) = self.text.split_once(end)?;
        self.text = after;
        Some(before)
    }
}

/// What stands in an open group so far.
#[derive(Default)]
struct Open {
    /// Before the last `|`.
    before: Vec<Node>,
    /// After it.
    nodes: Vec<Node>,
    /// How deeply the deepest of `before` is nested.
    depth_before: u32,
    /// The same for the deepest of `nodes`, and for the last of them.
    depth: u32,
    last_depth: u32,
}

impl Open {
    fn push(&mut self, node: Node, depth: u32) -> Result<(), Fault> {
        self.join();
        self.nodes.push(node);
        self.depth = self.depth.max(depth);
        self.last_depth = depth;
        if depth > MOST_DEPTH { Err(Fault::TooLarge) } else { Ok(()) }
    }

    /// Joins the last two if they are text. Until then, the last character is of its own: a
    /// repetition is of it alone.
    fn join(&mut self) {
        if let [.., Node::Text(text), Node::Text(last)] = self.nodes.as_mut_slice() {
            text.append(last);
            self.nodes.pop();
        }
    }

    /// Ends what stands after the last `|`.
    fn bar(&mut self) {
        self.join();
        let mut nodes = std::mem::take(&mut self.nodes);
        let is_one = nodes.len() == 1;
        let only = if is_one { nodes.pop() } else { None };
        self.before.push(only.unwrap_or(match nodes.as_slice() {
            [] => Node::Empty,
            _ => Node::All(nodes),
        }));
        let depth = std::mem::take(&mut self.depth);
        self.depth_before = self.depth_before.max(depth.max(1) + u32::from(!is_one && depth > 0));
    }

    /// All of it, and how deeply that is nested.
    fn close(mut self) -> (Node, u32) {
        self.bar();
        let depth = self.depth_before;
        match self.before.pop() {
            Some(only) if self.before.is_empty() => (only, depth),
            last => {
                self.before.extend(last);
                (Node::Either(self.before), depth + 1)
            }
        }
    }
}

/// Guards against a tree that is too large before there is one.
struct Size {
    /// How many pieces there are, each text being one.
    nodes: u64,
    /// How often a piece may stand there at most.
    copies: u64,
    /// Whether the whole may be larger than Go allows.
    is_suspicious: bool,
}

impl Size {
    fn add(&mut self) -> Result<(), Fault> {
        self.nodes += 1;
        self.is_suspicious |= self.nodes.saturating_mul(self.copies) >= MOST_STEPS;
        if self.nodes > MOST_STEPS { Err(Fault::TooLarge) } else { Ok(()) }
    }

    fn repeat(&mut self, count: Count) {
        let copies = count.most.unwrap_or(count.least).max(1);
        self.copies = self.copies.saturating_mul(if count.braces { copies.into() } else { 1 });
        self.is_suspicious |= self.nodes.saturating_mul(self.copies) >= MOST_STEPS;
    }
}

/// Reads an expression.
pub(in super::super) fn parse(text: &str) -> Result<Node, Fault> {
    let mut rest = Rest { text };
    let mut outer: Vec<Open> = Vec::new();
    let mut open = Open::default();
    let mut size = Size { nodes: 0, copies: 1, is_suspicious: false };
    // Whether the last thing was a repetition.
    let mut repeated = false;
    while let Some(next) = rest.text.chars().next() {
        let was_repeated = std::mem::take(&mut repeated);
        if let Some(count) = count(&mut rest)? {
            if was_repeated {
                return Err(Fault::RepeatedTwice);
            }
            repeat(&mut open, count)?;
            size.repeat(count);
            repeated = true;
            continue;
        }
        match next {
            '\\' => escape::escape(&mut rest, &mut open)?,
            '[' => open.push(one_or_class(set::set(&mut rest)?), 1)?,
            _ => {
                rest.next();
                match next {
                    '(' if outer.len() > MOST_DEPTH as usize => return Err(Fault::TooLarge),
                    '(' => outer.push(std::mem::take(&mut open)),
                    ')' => {
                        let around = outer.pop().ok_or(Fault::UnopenedGroup)?;
                        let (node, depth) = std::mem::replace(&mut open, around).close();
                        open.push(Node::Group(Box::new(node)), depth + 1)?;
                    }
                    '|' => open.bar(),
                    '^' => open.push(Node::Look(Look::Start), 1)?,
                    '$' => open.push(Node::Look(Look::End), 1)?,
                    '.' => open.push(Node::Any, 1)?,
                    _ => open.push(Node::Text(vec![next.into()]), 1)?,
                }
            }
        }
        if next == '|' || !matches!(open.nodes.last(), Some(Node::Text(_))) {
            size.add()?;
        }
    }
    if !outer.is_empty() {
        return Err(Fault::UnclosedGroup);
    }
    let (node, depth) = open.close();
    let is_large = size.is_suspicious && node.steps() > MOST_STEPS;
    if is_large || depth > MOST_DEPTH { Err(Fault::TooLarge) } else { Ok(node) }
}

/// Repeats what comes last.
fn repeat(open: &mut Open, count: Count) -> Result<(), Fault> {
    let node = open.nodes.pop().ok_or(Fault::NothingToRepeat)?;
    let node = Node::Repeat(Box::new(node), count);
    let several = count.least >= 2 || count.most.is_some_and(|most| most >= 2);
    if count.braces && several && !node.copies_are_few() {
        return Err(Fault::BadCount);
    }
    open.push(node, open.last_depth + 1)
}

/// A class of one character is that character.
fn one_or_class(class: Class) -> Node {
    class.single().map_or_else(|| Node::Class(class), |character| Node::Text(vec![character]))
}

/// Goes past a repetition, if one is next.
fn count(rest: &mut Rest<'_>) -> Result<Option<Count>, Fault> {
    let (least, most, braces) = if rest.take("*") {
        (0, None, false)
    } else if rest.take("+") {
        (1, None, false)
    } else if rest.take("?") {
        (0, Some(1), false)
    } else if let Some((least, most)) = braces(rest) {
        let too_many = |number: u64| number > 1000;
        if too_many(least) || most.is_some_and(|most| too_many(most) || most < least) {
            return Err(Fault::BadCount);
        }
        let short = |number: u64| u32::try_from(number).unwrap_or(u32::MAX);
        (short(least), most.map(short), true)
    } else {
        return Ok(None);
    };
    Ok(Some(Count { least, most, braces }))
}

/// Goes past `{2}`, `{2,}` or `{2,3}`; anything else is just text. A number may be any at all.
fn braces(rest: &mut Rest<'_>) -> Option<(u64, Option<u64>)> {
    let mut ahead = Rest { text: rest.text.strip_prefix('{')? };
    let least = number(&mut ahead)?;
    let most = if ahead.take(",") {
        if ahead.starts_with("}") { None } else { Some(number(&mut ahead)?) }
    } else {
        Some(least)
    };
    ahead.take("}").then(|| rest.text = ahead.text)?;
    Some((least, most))
}

/// Goes past a number without zeros in front.
fn number(rest: &mut Rest<'_>) -> Option<u64> {
    let end = rest.text.find(|next: char| !next.is_ascii_digit()).unwrap_or(rest.text.len());
    let (digits, after) = rest.text.split_at_checked(end)?;
    if digits.is_empty() || (digits.len() > 1 && digits.starts_with('0')) {
        return None;
    }
    rest.text = after;
    // As good as any that is too large.
    Some(digits.parse().unwrap_or(u64::MAX))
}
