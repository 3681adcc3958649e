//! What a line is, and where exactly it stands.

use libtest_mimic::{Failed, Trial};
use spacefile_lsp::ignore::{Dropped, Fault, Never, Rules, Source};

pub fn trials() -> Vec<Trial> {
    vec![
        Trial::test("ignore::lines_have_exact_ranges", ranges),
        Trial::test("ignore::lines_say_what_they_are", parts),
        Trial::test("ignore::lines_for_nothing_say_why", never),
        Trial::test("ignore::lines_that_the_original_drops_say_why", dropped),
        Trial::test("ignore::defaults_are_numbered_as_documented", defaults),
        Trial::test("ignore::a_file_of_any_size_or_kind_is_read", hostile),
    ]
}

fn ranges() -> Result<(), Failed> {
    let file = b"\xef\xbb\xbf*.log  \r\n\n# note\n!a\\  \n   \n b/\r\r\nlast";
    let rules = Rules::new(Some(file));
    let lines: Vec<_> = rules.lines().map(|(_, line)| line).skip(45).collect();
    let found: Vec<_> = lines.iter().map(|line| (line.number, &file[line.range.clone()])).collect();
    let wanted: &[(u32, &[u8])] = &[(1, b"*.log"), (4, b"!a\\ "), (6, b" b/\r"), (7, b"last")];
    assert_eq!(found, wanted);
    assert_eq!(lines[0].whole, 0..11);
    assert!(lines.iter().all(|line| &file[line.range.clone()] == line.pattern));
    // A comment behind a byte order mark is none for the original.
    let rules = Rules::new(Some(b"\xef\xbb\xbf# note"));
    let (_, line) = rules.lines().nth(45).ok_or("no line")?;
    assert_eq!((line.range.clone(), line.documented(), line.dropped()), (0..9, None, None));
    Ok(())
}

fn parts() -> Result<(), Failed> {
    let parts = |text: &str| {
        let rules = Rules::new(Some(text.as_bytes()));
        let (_, line) = rules.lines().nth(45).unwrap();
        let pattern = line.documented().unwrap();
        let body = text[pattern.body.clone()].to_owned();
        (pattern.negated, pattern.anchored, pattern.folders_only, body)
    };
    assert_eq!(parts("a"), (false, false, false, "a".into()));
    assert_eq!(parts("!/a/"), (true, true, true, "a".into()));
    assert_eq!(parts("a/b/"), (false, true, true, "a/b".into()));
    assert_eq!(parts("**/"), (false, false, true, "**".into()));
    Ok(())
}

fn never() -> Result<(), Failed> {
    let cases = [
        ("/", Never::Empty),
        ("!", Never::Empty),
        ("a//b", Never::NoName),
        ("./a", Never::NoName),
        ("a/..", Never::NoName),
        ("[a", Never::BadClass),
        ("[[:foo:]]", Never::BadClass),
        ("a\\", Never::UnfinishedEscape),
    ];
    for (text, why) in cases {
        let rules = Rules::new(Some(text.as_bytes()));
        let (_, line) = rules.lines().nth(45).ok_or(text)?;
        assert_eq!(line.never(), Some(why), "{text}");
    }
    Ok(())
}

fn dropped() -> Result<(), Failed> {
    use Fault::*;
    let cases: [(&[u8], Fault); 18] = [
        (b"c++", RepeatedTwice),
        (b"x{2}{3}", RepeatedTwice),
        (b"a{2,1}", BadCount),
        (b"a{1001}", BadCount),
        (b"(a{100}){11}", BadCount),
        (b"[", UnclosedClass),
        (b"(foo", UnclosedGroup),
        (b"foo)", UnopenedGroup),
        (b"[z-a]", BackwardsRange),
        (b"[[:foo:]]", UnknownClass),
        (b"\\p{Foo}", UnknownClass),
        (b"a|+", NothingToRepeat),
        (b"\\q", BadEscape),
        (b"\\8", BadEscape),
        ("\\ä".as_bytes(), BadEscape),
        (b"\xff", NotText),
        // The backslash is before what is put at the end.
        (b"foo\\", UnopenedGroup),
        (b"\\E", BadEscape),
    ];
    for (text, fault) in cases {
        let rules = Rules::new(Some(text));
        let (_, line) = rules.lines().nth(45).ok_or("no line")?;
        assert_eq!(line.dropped(), Some(Dropped::Invalid(fault)), "{}", text.escape_ascii());
    }
    let deep = |depth: usize| format!("{}a{}", "(".repeat(depth), ")".repeat(depth));
    let rules = Rules::new(Some(format!("{}\n{}", deep(998), deep(999)).as_bytes()));
    let lines: Vec<_> = rules.lines().skip(45).map(|(_, line)| line.dropped()).collect();
    assert_eq!(lines, [None, Some(Dropped::Invalid(TooLarge))]);
    Ok(())
}

fn defaults() -> Result<(), Failed> {
    let rules = Rules::new(None);
    let of = |source| {
        let lines = rules.lines().filter(move |(_, line)| line.source == source);
        lines.map(|(_, line)| (line.number, String::from_utf8_lossy(line.pattern).into_owned()))
    };
    assert_eq!(of(Source::Default).count(), 43);
    assert_eq!(of(Source::Default).nth(41), Some((42, "config.gypi".to_owned())));
    let extra: Vec<_> = of(Source::OriginalDefault).collect();
    assert_eq!(extra, [(1, "Discovery.md".to_owned()), (2, ".output/".to_owned())]);
    Ok(())
}

/// Files of which each line or the whole would take much time or memory, if it could.
fn hostile() -> Result<(), Failed> {
    let long = 1 << 16;
    let files = [
        "a*".repeat(long),
        "a*\n".repeat(long),
        "[[:".repeat(long) + "]",
        "**/".repeat(long) + "a",
        "(".repeat(long),
        format!("{}{}", "(".repeat(900), ")+".repeat(900)),
        format!("a{}", "+\\Q\\E".repeat(long)),
        "(a?){1000}\n".repeat(1000),
        "(x+x+)+y\n(a|a)+b\n((a{30}){30})b".to_owned(),
        "\\pL\n".repeat(long / 8),
        "a|".repeat(long),
        (0..long / 8).map(|number| format!("/d{number}/*.{number}\n*.{number}\n")).collect(),
    ];
    for file in files {
        let rules = Rules::new(Some(file.as_bytes()));
        let path = [&[b'a'; 200][..], b"b"].concat();
        let verdict = rules.judge(&rules.top(), &path, false);
        assert!(verdict.original.kept || verdict.original.by.is_some());
    }
    Ok(())
}
