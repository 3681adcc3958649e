//! What a backslash starts.

use super::super::Fault;
use super::super::class::{self, Class};
use super::super::node::{Look, Node};
use super::super::unicode::Table;
use super::{Open, Rest, one_or_class};

/// Reads what a backslash outside of a class starts.
pub(super) fn escape(rest: &mut Rest<'_>, open: &mut Open) -> Result<(), Fault> {
    if rest.take("\\Q") {
        let text = rest.until("\\E").unwrap_or_else(|| std::mem::take(&mut rest.text));
        return text.chars().try_for_each(|next| open.push(Node::Text(vec![next.into()]), 1));
    }
    let places =
        [("\\A", Look::Start), ("\\z", Look::End), ("\\b", Look::Border), ("\\B", Look::NoBorder)];
    if let Some((_, look)) = places.into_iter().find(|(written, _)| rest.take(written)) {
        return open.push(Node::Look(look), 1);
    }
    let mut class = Class::default();
    if named(rest, &mut class)? {
        class.finish();
        open.push(one_or_class(class), 1)
    } else {
        open.push(Node::Text(vec![character(rest)?]), 1)
    }
}

/// Adds a class that starts with a backslash, if one is next: `\d`, `\PL`, `\p{Greek}`.
pub(super) fn named(rest: &mut Rest<'_>, to: &mut Class) -> Result<bool, Fault> {
    let mut ahead = Rest { text: rest.text };
    if !ahead.take("\\") {
        return Ok(false);
    }
    let Some(letter) = ahead.next() else { return Ok(false) };
    if let 'p' | 'P' = letter {
        let start = ahead.text;
        let name = if ahead.take("{") {
            ahead.until("}").ok_or(Fault::UnknownClass)?
        } else {
            let length = ahead.next().map_or(0, char::len_utf8);
            start.get(..length).unwrap_or_default()
        };
        let (not, name) = name.strip_prefix('^').map_or((false, name), |name| (true, name));
        let table = Table::named(name).ok_or(Fault::UnknownClass)?;
        to.add_table(table, (letter == 'P') != not);
    } else {
        let ranges = u8::try_from(letter.to_ascii_lowercase()).ok().and_then(class::by_letter);
        let Some(ranges) = ranges else { return Ok(false) };
        to.add_all(ranges, letter.is_ascii_uppercase());
    }
    rest.text = ahead.text;
    Ok(true)
}

/// Reads a character that is written with a backslash.
pub(super) fn character(rest: &mut Rest<'_>) -> Result<u32, Fault> {
    rest.take("\\");
    let next = rest.next().ok_or(Fault::UnfinishedEscape)?;
    Ok(match next {
        'a' => 0x07,
        'f' => 0x0c,
        'n' => 0x0a,
        'r' => 0x0d,
        't' => 0x09,
        'v' => 0x0b,
        'x' => hexadecimal(rest).ok_or(Fault::BadEscape)?,
        '0' => octal(rest, 0),
        // A single digit would refer back to a group, which Go can't do.
        '1'..='7' if rest.text.starts_with(|digit: char| digit.is_digit(8)) => {
            octal(rest, next.to_digit(8).unwrap_or_default())
        }
        _ if next.is_ascii() && !next.is_ascii_alphanumeric() => next.into(),
        _ => return Err(Fault::BadEscape),
    })
}

/// Reads up to two more digits.
fn octal(rest: &mut Rest<'_>, first: u32) -> u32 {
    let mut number = first;
    for _ in 0..2 {
        let Some(digit) = rest.text.chars().next().and_then(|digit| digit.to_digit(8)) else {
            break;
        };
        rest.next();
        number = number * 8 + digit;
    }
    number
}

/// Reads two digits, or any number of them in braces.
fn hexadecimal(rest: &mut Rest<'_>) -> Option<u32> {
    if !rest.take("{") {
        let (high, low) = (rest.next()?.to_digit(16)?, rest.next()?.to_digit(16)?);
        return Some(high * 16 + low);
    }
    let digits = rest.until("}")?;
    if digits.is_empty() {
        return None;
    }
    digits.chars().try_fold(0_u32, |number, digit| {
        let number = number * 16 + digit.to_digit(16)?;
        (number <= char::MAX.into()).then_some(number)
    })
}
