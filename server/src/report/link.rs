//! Where a rule's page can be read: one value, the repository of the package, decides.

use crate::rules::{Rule, find};

/// The home of the project; empty as long as there is none.
const REPOSITORY: &str = env!("CARGO_PKG_REPOSITORY");

/// The home of the project, if it has one.
#[must_use]
pub fn home() -> Option<&'static str> {
    Some(REPOSITORY).filter(|home| !home.is_empty())
}

/// The address of a rule's page, if there is a home to find it in.
#[must_use]
pub fn url(rule: &str) -> Option<String> {
    home().map(|home| page(home, rule))
}

fn page(home: &str, rule: &str) -> String {
    let file = rule.replace('-', "_");
    let is_of_upload = find(rule).is_some_and(Rule::is_of_upload);
    let folder = if is_of_upload { "rules/spaceignore" } else { "rules" };
    format!("{}/blob/HEAD/server/src/{folder}/{file}.md", home.trim_end_matches('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_in_the_repository() {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
        for rule in crate::rules::RULES {
            let page = page("https://example.org/me/project/", rule.name);
            let file = page.strip_prefix("https://example.org/me/project/blob/HEAD/");
            assert!(file.is_some_and(|file| root.join(file).is_file()), "{page}");
        }
    }

    #[test]
    fn without_a_home_there_is_no_link() {
        assert_eq!(url("unknown-engine").is_some(), home().is_some());
        assert_eq!(home().is_none(), REPOSITORY.is_empty());
    }
}
