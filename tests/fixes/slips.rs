//! Valid files with one mistake put into them, at every place.

use libtest_mimic::Trial;

use super::judge::judge;
use super::{conclude, named};
use crate::corpus::rows::rows;
use crate::support::shared;

/// Files of the shared data that mistakes are put into; each costs some hundred analyses.
const FILES: usize = 12;

/// A file with all that a Spacefile can have.
const FULL: &str = "\
# Spacefile Docs: https://go.deta.dev/docs/spacefile/v0
v: 0
icon: ./icon.png # 512x512
app_name: \"My App\"
auto_pwa: true
micros:
  # the page
  - name: web
    src: ./web
    engine: static
    primary: true
    serve: public
    commands:
      - npm install
      - npm run build # into public
  # the interface
  - name: api
    src: api
    engine: python3.9
    public_routes: [\"/status\", '/docs']
    include:
      - main.py
    presets:
      env:
        # asked for when it is installed
        - name: TOKEN
          description: a token
          default: none
      api_keys: false
    actions:
      - id: cleanup
        name: Clean up
        trigger: schedule # the only one
        default_interval: \"0 * * * *\"
    run: uvicorn main:app
    dev: \"uvicorn main:app --reload\"
";

/// The same in brackets.
const FLOW: &str = "\
{
  \"v\": 0,
  \"app_name\": \"App\",
  \"micros\": [
    {\"name\": \"web\", \"src\": \"web\", \"engine\": \"static\", \"serve\": \"./\", \"primary\": true},
    {\"name\": \"api\", \"src\": \"api\", \"engine\": \"python3.9\", \"commands\": [\"make\", \"make all\"]}
  ]
}
";

type Slip = fn(&str) -> Vec<String>;

/// The mistakes, by name.
const SLIPS: &[(&str, Slip)] = &[
    ("line_deleted", |text| on_lines(text, |_| Some(String::new()))),
    ("line_repeated", |text| on_lines(text, |line| Some(format!("{line}{line}")))),
    ("indented_more", |text| on_lines(text, |line| Some(format!(" {line}")))),
    ("indented_less", |text| on_lines(text, |line| Some(line.strip_prefix(' ')?.to_owned()))),
    ("at_column_zero", |text| {
        on_lines(text, |line| {
            line.starts_with(' ').then(|| line.trim_start_matches(' ').to_owned())
        })
    }),
    ("tab", |text| on_lines(text, |line| Some(format!("\t{}", line.strip_prefix("    ")?)))),
    ("no_colon", |text| on_lines(text, |line| Some(line.replacen(':', "", 1)))),
    ("no_space", |text| on_lines(text, |line| Some(line.replacen(": ", ":", 1)))),
    ("no_value", |text| on_lines(text, |line| Some(format!("{}:\n", line.split_once(": ")?.0)))),
    ("no_dash", |text| on_lines(text, |line| Some(line.replacen("- ", "  ", 1)))),
    ("dash_gone", |text| on_lines(text, |line| Some(line.replacen("- ", "", 1)))),
    ("glued_dash", |text| on_lines(text, |line| Some(line.replacen("- ", "-", 1)))),
    ("key_misspelt", |text| on_lines(text, misspell)),
    ("quote_lost", |text| at_each(text, &['"', '\''], "")),
    ("bracket_lost", |text| at_each(text, &['[', ']', '{', '}'], "")),
    ("comma_lost", |text| at_each(text, &[','], "")),
    ("comma_doubled", |text| at_each(text, &[','], ",,")),
    ("value_starts_oddly", |text| {
        let starts = ["@", "`", "%", "*", "&", "! ", "!", "{{ x }} ", "| ", "yes # "];
        let starts = starts.iter();
        starts.flat_map(|start| at_first(text, ": ", &format!(": {start}"))).collect()
    }),
    ("value_goes_on", |text| at_line_ends(text, " more: of it")),
    ("comment_glued", |text| at_line_ends(text, " #more")),
    ("lone_word", |text| after_lines(text, "na")),
    ("lone_dash", |text| after_lines(text, "-")),
    ("half_key", |text| after_lines(text, "run:")),
];

pub fn trials() -> Vec<Trial> {
    let trial = |(name, slip): &(&str, Slip)| {
        let slip = *slip;
        Trial::test(format!("fixes::slips::{name}"), move || {
            let texts = texts();
            let texts = texts.iter().flat_map(|(id, text)| {
                slip(text)
                    .into_iter()
                    .filter(move |slipped| slipped != text)
                    .map(move |it| (id, it))
            });
            conclude(texts.flat_map(|(id, text)| named(id, judge(text.as_bytes(), None))))
        })
    };
    SLIPS.iter().map(trial).collect()
}

/// The valid files. With the shared data, some real ones too.
fn texts() -> Vec<(String, String)> {
    let own = [("full", FULL.to_owned()), ("flow", FLOW.to_owned())];
    let crlf = ("crlf", FULL.replace('\n', "\r\n"));
    let open = ("open", FULL.trim_end().to_owned());
    let own = own.into_iter().chain([crlf, open]).map(|(id, text)| (id.to_owned(), text));
    let mut texts: Vec<_> = own.collect();
    if shared().is_some() {
        let valid =
            rows().into_iter().filter(|row| row.verdict.ok && row.id.parse::<u32>().is_ok());
        let text =
            |row: crate::corpus::rows::Row| Some((row.id, String::from_utf8(row.spacefile?).ok()?));
        let valid: Vec<_> = valid.filter_map(text).collect();
        let step = (valid.len() / FILES).max(1);
        texts.extend(valid.into_iter().step_by(step).take(FILES));
    }
    texts
}

/// Changes one line after the other; the line comes with its break.
fn on_lines(text: &str, change: impl Fn(&str) -> Option<String>) -> Vec<String> {
    let mut start = 0;
    let mut changed = Vec::new();
    for line in text.split_inclusive('\n') {
        let end = start + line.len();
        if !line.trim().is_empty() && !line.trim_start().starts_with('#') {
            let change = change(line);
            changed.extend(change.map(|new| format!("{}{new}{}", &text[..start], &text[end..])));
        }
        start = end;
    }
    changed
}

/// Puts something in the place of each of some characters.
fn at_each(text: &str, wanted: &[char], new: &str) -> Vec<String> {
    let places = text.match_indices(wanted);
    places.map(|(at, old)| format!("{}{new}{}", &text[..at], &text[at + old.len()..])).collect()
}

/// Replaces the first of something on each line.
fn at_first(text: &str, old: &str, new: &str) -> Vec<String> {
    on_lines(text, |line| line.contains(old).then(|| line.replacen(old, new, 1)))
}

/// Puts something at the end of each line.
fn at_line_ends(text: &str, more: &str) -> Vec<String> {
    on_lines(text, |line| {
        let end = line.trim_end().len();
        Some(format!("{}{more}{}", &line[..end], &line[end..]))
    })
}

/// Puts a line after each, indented as that.
fn after_lines(text: &str, new: &str) -> Vec<String> {
    on_lines(text, |line| {
        let indent = &line[..line.len() - line.trim_start().len()];
        let newline = if line.ends_with('\n') { "" } else { "\n" };
        Some(format!("{line}{newline}{indent}{new}\n"))
    })
}

/// Swaps the second and third letter of a key.
fn misspell(line: &str) -> Option<String> {
    let start = line.find(|c: char| c.is_ascii_alphabetic())?;
    let colon = line.find(':')?;
    let swapped = line.get(start + 1..start + 3)?;
    let turned: String = swapped.chars().rev().collect();
    let place = start + 3 <= colon;
    place.then(|| format!("{}{turned}{}", &line[..=start], &line[start + 3..]))
}
