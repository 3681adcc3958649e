//! A class in brackets.

use super::super::Fault;
use super::super::class::{self, Class};
use super::{Rest, escape};

/// Reads a class; a `[` is next.
pub(super) fn set(rest: &mut Rest<'_>) -> Result<Class, Fault> {
    rest.take("[");
    let mut class = Class::new(rest.take("^"));
    let mut first = true;
    // Whether a `:]` may still come.
    let mut may_have_names = true;
    while first || !rest.take("]") {
        first = false;
        if may_have_names && rest.starts_with("[:") {
            may_have_names = name(rest, &mut class)?;
            if may_have_names {
                continue;
            }
        }
        if escape::named(rest, &mut class)? {
            continue;
        }
        let low = member(rest)?;
        let mut ahead = rest.text.chars();
        let is_range = ahead.next() == Some('-') && ahead.next().is_some_and(|next| next != ']');
        let high = if is_range {
            rest.take("-");
            member(rest)?
        } else {
            low
        };
        if high < low {
            return Err(Fault::BackwardsRange);
        }
        class.add(low, high);
    }
    class.finish();
    Ok(class)
}

/// Adds a class such as `[:alpha:]` or `[:^alpha:]`; `false` if there is no end of its name.
fn name(rest: &mut Rest<'_>, to: &mut Class) -> Result<bool, Fault> {
    let mut ahead = Rest { text: rest.text };
    ahead.take("[:");
    let Some(name) = ahead.until(":]") else { return Ok(false) };
    let (not, name) = name.strip_prefix('^').map_or((false, name), |name| (true, name));
    to.add_all(class::by_name(name).ok_or(Fault::UnknownClass)?, not);
    rest.text = ahead.text;
    Ok(true)
}

/// Reads one character of a class.
fn member(rest: &mut Rest<'_>) -> Result<u32, Fault> {
    if rest.starts_with("\\") {
        escape::character(rest)
    } else {
        rest.next().map(u32::from).ok_or(Fault::UnclosedClass)
    }
}
