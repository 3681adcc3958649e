//! The rules, as SARIF describes them.

use super::model::{Configuration, Help, Message, Rule};
use super::{level, link};
use crate::rules;

pub(super) fn rule(rule: &rules::Rule) -> Rule {
    Rule {
        id: rule.name,
        name: pascal_case(rule.name),
        short_description: Message { text: format!("{}.", rule.summary.trim_end_matches('.')) },
        full_description: Message { text: first_paragraph(rule.docs) },
        help: Help { text: rule.docs, markdown: rule.docs },
        default_configuration: Configuration { level: level(rule.severity) },
        help_uri: link::url(rule.name),
    }
}

/// `unknown-engine` as `UnknownEngine`.
fn pascal_case(name: &str) -> String {
    let mut words = String::new();
    for word in name.split('-') {
        let mut letters = word.chars();
        words.extend(letters.next().map(|first| first.to_ascii_uppercase()));
        words.push_str(letters.as_str());
    }
    words
}

/// What a page says first, below its title.
fn first_paragraph(page: &str) -> String {
    let lines = page.lines().skip_while(|line| line.starts_with('#') || line.is_empty());
    let lines: Vec<&str> = lines.take_while(|line| !line.is_empty()).collect();
    lines.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_says_what_it_is_about() {
        for it in rules::RULES {
            let rule = rule(it);
            let full = rule.full_description.text;
            assert!(full.ends_with(['.', ':']) && !full.contains("```"), "{}: {full}", it.name);
            assert!(full.chars().count() < 1024, "GitHub shows no more: {full}");
            assert!(rule.name.starts_with(char::is_uppercase) && !rule.name.contains('-'));
        }
    }
}
