//! Doc comments as editors show them.

/// Joins the lines of each paragraph: source code wraps, a hover shouldn't.
pub(crate) fn unwrap_lines(doc: &str) -> String {
    doc.split("\n\n")
        .map(|paragraph| paragraph.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect::<Vec<_>>()
        .join("\n\n")
}

/// Takes the Markdown out of a text. Doc comments here use code spans and bold type, no more.
#[must_use]
pub fn plain(markdown: &str) -> String {
    markdown
        .split('`')
        .enumerate()
        .map(|(index, part)| match index % 2 {
            0 => part.replace("**", ""),
            _ => part.to_owned(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{plain, unwrap_lines};

    #[test]
    fn paragraphs_stay_and_lines_join() {
        assert_eq!(unwrap_lines("a\nb  c\n\nd"), "a b c\n\nd");
    }

    #[test]
    fn code_keeps_its_stars() {
        assert_eq!(plain("**all** of `/**` and `0/15 * * *`"), "all of /** and 0/15 * * *");
    }
}
