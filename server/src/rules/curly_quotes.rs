//! Typographic quotes around a text, which YAML takes for part of it.

use super::edits::in_quotes;
use super::spot::slips;
use super::words::quote;
use super::{Check, Context, Rule};
use crate::diagnostic::{Diagnostic, Edit, Fix, Severity};
use crate::syntax::{NodeKind, Style};

pub(super) static RULE: Rule = Rule {
    name: "curly-quotes",
    severity: Severity::Warning,
    summary: "a text stands in curly quotes, which are part of it",
    docs: include_str!("curly_quotes.md"),
    check: Check::Document(check),
};

/// Keys whose text can be anything, so that nothing else is said of the quotes.
const FREE: &[&str] =
    &["app_name", "commands", "default", "description", "dev", "path", "run", "serve"];

/// What editors make of straight quotes. Guillemets are typed on purpose.
const PAIRS: &[(char, char)] = &[('“', '”'), ('‘', '’'), ('„', '“'), ('‚', '‘')];

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let document = context.document;
    let tree = document.tree();
    for (_, node) in tree.iter() {
        let NodeKind::Mapping(entries) = &node.kind else { continue };
        let is_free = |key: &str| FREE.contains(&key);
        let free = entries.iter().filter(|entry| tree.scalar(entry.key).is_some_and(is_free));
        let values = free.flat_map(|entry| {
            let items: &[_] = match &tree.get(entry.value).kind {
                NodeKind::Sequence(items) => items,
                _ => &[],
            };
            items.iter().map(|item| item.value).chain([entry.value])
        });
        for value in values {
            let value = tree.get(value);
            let NodeKind::Scalar { text, style: Style::Plain } = &value.kind else { continue };
            let inner =
                |(open, close): &(char, char)| text.strip_prefix(*open)?.strip_suffix(*close);
            let Some(inner) = PAIRS.iter().find_map(inner) else { continue };
            let range = value.range.clone();
            // Two texts in quotes each are no text in quotes.
            if inner.contains(['“', '”', '„']) || slips(document, range.clone()).next().is_some()
            {
                continue;
            }
            let message = format!("the quotes around {} are part of the text", quote(text));
            let edits = vec![Edit::replace(range.clone(), in_quotes(inner))];
            let finding = Diagnostic::new(range, message)
                .help(
                    "YAML knows only straight quotes, `\"` and `'`. A push takes it as it stands.",
                )
                .fix(Fix::likely("Use straight quotes", edits));
            found.push(finding);
        }
    }
}
