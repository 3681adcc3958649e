//! What people get to see.

use super::*;

/// The report of one finding at the first place where `mark` stands, and related ones.
fn shown(text: &str, mark: &str, related: &[&str]) -> String {
    let place = |mark: &str| text.find(mark).map_or(0..0, |at| at..at + mark.len());
    let mut diagnostic = Diagnostic::new(place(mark), "something is wrong").help("Mend it.");
    diagnostic.rule = "some-rule";
    for mark in related {
        diagnostic = diagnostic.related(place(mark), format!("see {}", mark.trim()));
    }
    report(text, diagnostic)
}

fn report(text: &str, diagnostic: Diagnostic) -> String {
    let checked = Checked {
        path: "app/Spacefile".into(),
        text: text.into(),
        diagnostics: vec![diagnostic],
        suppressed: Vec::new(),
        ok: Some(false),
    };
    file(&checked, Style::default())
}

#[test]
fn a_finding_is_shown_with_its_line_and_its_relations() {
    for end in ["\n", "\r\n", "\r"] {
        let text = "v: 0\n\nmicros:\n\t- name: a\n  日本: b\n".replace('\n', end);
        assert_eq!(
            shown(&text, "b", &["micros"]),
            "\
error[some-rule]: something is wrong
 --> app/Spacefile:5:7
  |
3 | micros:
  | ------ see micros
4 |     - name: a
5 |   日本: b
  |         ^
  |
  = help: Mend it.

"
        );
    }
}

#[test]
fn a_range_over_lines_is_marked_on_its_first_and_an_empty_one_by_a_caret() {
    let text = "a:\n  b\n  c\n";
    let both = shown(text, "b\n  c", &[]);
    assert!(both.contains("2 |   b\n  |   ^\n"), "{both}");
    let mut at_end = Diagnostic::new(text.len()..text.len(), "ends too soon");
    at_end.rule = "some-rule";
    let at_end = report(text, at_end);
    assert!(at_end.contains(":4:1\n  |\n4 |\n  | ^"), "{at_end}");
}

#[test]
fn a_long_line_is_cut_and_its_column_is_true() {
    let text = format!("a: {}X{}", "é".repeat(400_000), "z".repeat(400_000));
    let cut = shown(&text, "X", &["a:", "zz"]);
    assert!(cut.len() < 2000, "{}", cut.len());
    assert!(cut.contains("--> app/Spacefile:1:400004\n"), "{cut}");
    assert!(cut.contains("::: app/Spacefile:1:1\n"), "{cut}");
    assert!(cut.contains("::: app/Spacefile:1:400005\n"), "{cut}");
    assert!(cut.contains("| …é"), "{cut}");
    assert!(cut.contains("z…\n"), "{cut}");
}

#[test]
fn nothing_reaches_the_terminal_that_it_would_obey() {
    let evil = "\u{1b}[2J\u{7}\u{7f}\u{9b}31m\u{202e}\u{feff}\u{1}\u{0}";
    let mut diagnostic = Diagnostic::new(0..4, evil).help(evil).related(5..9, evil);
    diagnostic.rule = "some-rule";
    let checked = Checked {
        path: format!("{evil}/Spacefile"),
        text: evil.repeat(2),
        diagnostics: vec![diagnostic],
        suppressed: Vec::new(),
        ok: Some(false),
    };
    let shown = file(&checked, Style::default());
    let obeyed = |c: char| c != '\n' && (c.is_control() || c == '\u{202e}' || c == '\u{feff}');
    assert!(!shown.contains(obeyed), "{shown:?}");
    assert!(shown.contains("␛[2J␇␡"), "{shown}");
}

#[test]
fn any_range_of_any_text_can_be_shown() {
    let text = "a\r\n\r\rb: é日\t\n…\n\n'x";
    for start in 0..text.len() + 3 {
        for end in start..text.len() + 3 {
            let diagnostic =
                Diagnostic::new(start..end, "m").related(end..end + 1, "r").related(0..start, "q");
            let shown = report(text, diagnostic);
            let at = Text::new(text).position(start, crate::text::Unit::Utf32);
            // Between the halves of a line end, the end of the line is meant.
            if text.is_char_boundary(start) && !text[..start.min(text.len())].ends_with('\r') {
                let place = format!("--> app/Spacefile:{}:{}\n", at.line + 1, at.column + 1);
                assert!(shown.contains(&place), "{start}..{end} {place} {shown}");
            }
        }
    }
}

#[test]
fn an_empty_document_has_no_excerpt() {
    let mut diagnostic = Diagnostic::new(0..0, "wrong name");
    diagnostic.rule = "some-rule";
    let shown = report("", diagnostic);
    assert_eq!(shown, "error[some-rule]: wrong name\n--> app/Spacefile:1:1\n\n");
}

#[test]
fn the_summary_counts_in_words() {
    let mut counts = Counts { files: 1, ..Counts::default() };
    assert_eq!(summary(&[], counts, Style::default()), "Checked 1 Spacefile: no problems found.");
    (counts.errors, counts.infos, counts.files_with_findings) = (2, 1, 1);
    assert_eq!(summary(&[], counts, Style::default()), "Checked 1 Spacefile: 2 errors, 1 info.");
    (counts.files, counts.warnings) = (3, 1);
    assert_eq!(
        summary(&[], counts, Style::default()),
        "Checked 3 Spacefiles: 2 errors, 1 warning, 1 info in 1 file."
    );
}

/// Columns that a text takes, as long as each of its characters takes one.
fn columns(shown: &str) -> usize {
    shown.lines().map(|line| line.chars().count()).max().unwrap_or_default()
}

#[test]
fn on_a_narrow_terminal_lines_are_folded_and_cut() {
    let words = "words that go on and on, and name `a/path/that/is/long`, until they end";
    let text = format!("v: 0\n{}key: {}\n", "a: é\n".repeat(1000), "value ".repeat(30));
    let place = text.find("key").map_or(0..0, |at| at + 60..at + 65);
    let mut diagnostic = Diagnostic::new(place, words).help(words);
    diagnostic.rule = "some-rule";
    let checked = Checked {
        path: "app/Spacefile".into(),
        text,
        diagnostics: vec![diagnostic],
        suppressed: Vec::new(),
        ok: Some(false),
    };
    for width in [40, 53, 80, 100] {
        let shown = file(&checked, Style { width: Some(width), ..Style::default() });
        assert!(columns(&shown) <= width, "{width}\n{shown}");
        assert!(columns(&shown) > width - 12, "{width}\n{shown}");
        let joined = shown.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(joined.matches(words).count(), 2, "{shown}");
        assert!(shown.contains("^^^^^"), "{shown}");
    }
    let free = file(&checked, Style::default());
    assert!(columns(&free) > 110, "{free}");
    assert!(file(&checked, Style { width: Some(1), ..Style::default() }).contains("^^^^^"));
}

#[test]
fn a_rule_is_linked_where_there_is_a_page_and_a_terminal_for_it() {
    let mut diagnostic = Diagnostic::new(0..1, "no");
    diagnostic.rule = "some-rule";
    let checked = Checked {
        path: "Spacefile".into(),
        text: "v: 0".into(),
        diagnostics: vec![diagnostic],
        suppressed: Vec::new(),
        ok: Some(false),
    };
    let style = Style { color: true, ..Style::default() };
    let bare = file(&checked, style);
    assert!(!bare.contains("\u{1b}]8;"), "{bare:?}");
    let link: Link = |rule| Some(format!("https://example.org/{rule}"));
    let linked = file(&checked, Style { link: Some(link), ..style });
    assert!(
        linked.contains("\u{1b}]8;;https://example.org/some-rule\u{1b}\\some-rule"),
        "{linked:?}"
    );
    let nowhere = file(&checked, Style { link: Some(|_| None), ..style });
    assert_eq!(nowhere, bare);
}
