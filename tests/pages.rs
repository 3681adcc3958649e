//! Each rule's page is executed: its examples give the output it shows.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use libtest_mimic::{Failed, Trial};
use spacefile_lsp::ignore::Rules;
use spacefile_lsp::ignore::upload::Upload;
use spacefile_lsp::ignore::walk::{Options, SPACEIGNORE, spaceignore, walk};
use spacefile_lsp::project::Project;
use spacefile_lsp::rules::{Check, RULES, Rule};

use crate::support::{FileReport, hex, parse_report, run, write_files};

/// A fenced block: what it is, where it stands in its folder, and its text.
pub struct Block {
    pub kind: String,
    pub place: String,
    pub text: String,
    /// The text, or what stands for it if that is none: hexadecimal digits after `hex`.
    pub bytes: Vec<u8>,
}

pub fn trials() -> Vec<Trial> {
    let rules = RULES.iter().copied();
    rules.map(|rule| Trial::test(format!("pages::{}", rule.name), move || page(rule))).collect()
}

/// The fenced blocks of a page; their kind is the last word after the fence.
pub fn blocks(page: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        let Some(info) = line.strip_prefix("```").filter(|info| !info.is_empty()) else { continue };
        let text: Vec<_> = lines.by_ref().take_while(|line| *line != "```").collect();
        let kind = info.split(' ').next_back().unwrap_or_default().to_owned();
        // ```yaml app/Spacefile example
        let place = info.split(' ').nth(1).filter(|place| *place != kind);
        let place = place.unwrap_or("Spacefile").to_owned();
        let text: String = text.iter().map(|line| format!("{line}\n")).collect();
        let is_hex = info.starts_with("hex ");
        let bytes = if is_hex { hex(&text) } else { text.clone().into_bytes() };
        blocks.push(Block { kind, place, text: String::from_utf8_lossy(&bytes).into(), bytes });
    }
    blocks
}

/// An example of a page, and the files it stands among.
pub struct Example {
    bytes: Vec<u8>,
    place: String,
    files: Option<String>,
}

impl Example {
    /// Does something with the example while its folder, if it has one, is there.
    pub fn within<T>(&self, job: impl FnOnce(&[u8], Option<&Project>) -> T) -> T {
        let folder = tempfile::tempdir().unwrap();
        let project = self.files.as_ref().map(|_| {
            self.lay_out(folder.path());
            let root = folder.path().join(&self.place);
            project(root.parent().unwrap())
        });
        job(&self.bytes, project.as_ref())
    }

    /// Whether it stands in a folder.
    pub fn is_in_folder(&self) -> bool {
        self.files.is_some()
    }

    /// Makes its folder.
    pub fn lay_out(&self, folder: &Path) {
        lay_out(folder, self.files.as_deref().unwrap_or_default(), &self.place, &self.bytes);
    }

    /// Whether it is a `.spaceignore`.
    pub fn is_spaceignore(&self) -> bool {
        self.place.ends_with(SPACEIGNORE)
    }
}

/// A folder with what would go up of it.
pub fn project(root: &Path) -> Project {
    let rules = Arc::new(Rules::new(spaceignore(root).bytes()));
    let tree = walk(root, rules, &Options::UPLOAD, &AtomicBool::new(false)).unwrap();
    Project::new(root).with_upload(Some(Arc::new(Upload::new(tree))))
}

/// Makes the folder of an example. A `.spaceignore` stands beside a Spacefile, whether or not that
/// is listed.
pub fn lay_out(folder: &Path, files: &str, place: &str, text: impl AsRef<[u8]>) {
    const SPACEFILE: &str = "v: 0\nmicros: [{name: app, src: ., engine: custom, run: ./app}]\n";
    let file = folder.join(place);
    std::fs::create_dir_all(file.parent().unwrap()).unwrap();
    if place.ends_with(SPACEIGNORE) {
        std::fs::write(file.with_file_name("Spacefile"), SPACEFILE).unwrap();
    }
    write_files(folder, files);
    std::fs::write(file, text).unwrap();
}

/// The examples of a rule's page.
pub fn examples(rule: &Rule) -> Vec<Example> {
    let mut files = None;
    let mut examples = Vec::new();
    for block in blocks(rule.docs) {
        match block.kind.as_str() {
            "files" => files = Some(block.text),
            "example" => {
                let files = files.take();
                examples.push(Example { bytes: block.bytes, place: block.place, files });
            }
            _ => {}
        }
    }
    examples
}

/// Checks a text, in a folder with these files if any are listed.
pub fn check(text: Option<&[u8]>, place: &str, files: Option<&str>) -> Option<FileReport> {
    let folder = tempfile::tempdir().unwrap();
    let arguments = match files {
        Some(files) => {
            match text {
                Some(text) => lay_out(folder.path(), files, place, text),
                None => write_files(folder.path(), files),
            }
            vec!["--check", "--report", "json", "."]
        }
        None => vec!["--check", "--report", "json", "-"],
    };
    let output = run(folder.path(), &arguments, text.unwrap_or_default());
    // The folder of a Spacefile in a Spacefile's folder may come first, a `.spaceignore` does.
    let mut reports = parse_report(&output).into_iter();
    match place.ends_with(SPACEIGNORE) {
        true => reports.find(|report| report.path.ends_with(place)),
        false => reports.next_back(),
    }
}

fn page(rule: &Rule) -> Result<(), Failed> {
    if !rule.docs.starts_with(&format!("# {}\n", rule.name)) {
        return Err("the page starts with another title".into());
    }
    let blocks = blocks(rule.docs);
    let (mut files, mut example, mut report) = (None, None::<&Block>, None);
    let (mut place, mut listed) = ("Spacefile", "");
    let (mut positive, mut negative) = (false, false);
    for block in &blocks {
        let text = block.text.as_str();
        match block.kind.as_str() {
            "files" => (files, example, listed) = (Some(text), None, text),
            "example" => (example, place) = (Some(block), &block.place),
            "output" => {
                report = check(example.map(|it| &*it.bytes), place, files.take());
                let headlines = headlines(report.as_ref());
                if headlines != text {
                    return Err(format!("expected:\n{text}\nactual:\n{headlines}").into());
                }
                positive |= headlines.contains(&format!("[{}]", rule.name));
            }
            "fixed" if block.place == *place => {
                let example = example.map_or("", |it| &it.text);
                fixed(rule, example, report.as_ref(), text)?;
            }
            // The fix is for a file beside the example.
            "fixed" => {
                let content = content(listed, &block.place);
                fixed(rule, &content, report.as_ref(), text)?;
            }
            "fine" => {
                let headlines =
                    headlines(check(Some(&block.bytes), &block.place, files.take()).as_ref());
                if headlines.contains(&format!("[{}]", rule.name)) {
                    return Err(format!("not fine: {headlines}").into());
                }
                negative = true;
            }
            _ => {}
        }
    }
    if !(matches!(rule.check, Check::Elsewhere) || positive && negative) {
        return Err("the page needs an example that is found, and one that is fine".into());
    }
    Ok(())
}

fn headlines(report: Option<&FileReport>) -> String {
    let findings = report.into_iter().flat_map(|report| &report.findings);
    findings.map(|finding| format!("{}\n", finding.headline())).collect()
}

/// What a file of a list holds; nothing if it isn't listed.
fn content(files: &str, place: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    write_files(folder.path(), files);
    std::fs::read_to_string(folder.path().join(place)).unwrap_or_default()
}

/// Applies the first fix of the rule's first finding.
fn fixed(
    rule: &Rule,
    example: &str,
    report: Option<&FileReport>,
    expected: &str,
) -> Result<(), Failed> {
    let mut findings = report.into_iter().flat_map(|report| &report.findings);
    let finding = findings.find(|finding| finding.rule == rule.name).ok_or("no finding to fix")?;
    let fix = finding.fixes.first().ok_or("the finding has no fix")?;
    // Offsets are those of the text, to which a byte order mark doesn't belong.
    let (mark, text) = example.split_at(if example.starts_with('\u{feff}') { 3 } else { 0 });
    let mut text = text.to_owned();
    for edit in fix["edits"].as_array().unwrap().iter().rev() {
        let at = |name: &str| usize::try_from(edit[name].as_u64().unwrap()).unwrap();
        text.replace_range(at("offset")..at("end_offset"), edit["text"].as_str().unwrap());
    }
    text.insert_str(0, mark);
    if text != expected {
        return Err(format!("fixed to:\n{text}\nexpected:\n{expected}").into());
    }
    Ok(())
}
