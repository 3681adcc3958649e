//! The steps of the original, one after the other as they are documented, and the crate `regex`
//! for what comes out: it agrees with Go for all but a few expressions, which [`is_alike`] knows.

use regex::Regex;

/// A line of a list; without an expression it is dropped, or never was a rule.
#[derive(Debug, Clone)]
pub struct Rule {
    pub negated: bool,
    expression: Option<Regex>,
}

/// Reads a file, each of its lines.
pub fn parse(file: &[u8]) -> Vec<Rule> {
    file.split(|&byte| byte == b'\n').map(parse_line).collect()
}

fn parse_line(line: &[u8]) -> Rule {
    let none = Rule { negated: false, expression: None };
    let Ok(line) = std::str::from_utf8(line) else { return none };
    let line = line.trim_end_matches('\r');
    if line.starts_with('#') {
        return none;
    }
    let mut line = line.trim_matches(' ').to_owned();
    if line.is_empty() {
        return none;
    }
    let negated = line.starts_with('!');
    if negated {
        line.remove(0);
    }
    if line.starts_with(['#', '!']) {
        line.remove(0);
    }
    let slash_and_star_dot = Regex::new(r"[^/+]/.*\*\.").unwrap();
    if slash_and_star_dot.is_match(&line) && !line.starts_with('/') {
        line.insert(0, '/');
    }
    line = line.replace('.', r"\.");
    if line.starts_with("/**/") {
        line.remove(0);
    }
    // A star that is not to be touched any more is written so until the end.
    line = line.replace("/**/", "(/|/.+/)");
    line = line.replace("**/", "(|.#$~/)");
    line = line.replace("/**", "(|/.#$~)");
    line = line.replace(r"\*", r"\#$~");
    line = line.replace('*', "([^/]#$~)");
    line = line.replace('?', r"\?");
    line = line.replace("#$~", "*");
    line += if line.ends_with('/') { "(|.*)$" } else { "(|/.*)$" };
    if line.starts_with('/') {
        line.replace_range(..1, "^(|/)");
    } else {
        line.insert_str(0, "^(|.*/)");
    }
    Rule { negated, expression: Regex::new(&line).ok() }
}

impl Rule {
    pub fn is_for(&self, path: &[u8]) -> bool {
        let text: String = path
            .utf8_chunks()
            .flat_map(|chunk| {
                let replaced = chunk.invalid().iter().map(|_| char::REPLACEMENT_CHARACTER);
                chunk.valid().chars().chain(replaced)
            })
            .collect();
        self.expression.as_ref().is_some_and(|expression| expression.is_match(&text))
    }
}

/// Whether the crate takes a line for what Go does: no repetition of a repetition, no braces, no
/// sets in a class. What else there is, the tests don't write.
pub fn is_alike(line: &str) -> bool {
    let repeated = ["+", "#$~", r"\?"];
    let twice = repeated
        .iter()
        .any(|one| repeated[..2].iter().any(|other| line.contains(&format!("{one}{other}"))));
    !twice && !line.contains(['{', '&'])
}
