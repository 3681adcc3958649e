//! What a finding is known by from one run to the next, wherever its line has gone.

use std::collections::HashMap;
use std::hash::Hasher as _;

use siphasher::sip128::{Hasher128 as _, SipHasher13};

use super::Checked;
use crate::diagnostic::Diagnostic;

/// A finding and what it is known by.
pub(super) struct Known<'a> {
    pub(super) diagnostic: &'a Diagnostic,
    pub(super) suppressed: bool,
    /// 32 hexadecimal digits; no two findings of a file share them.
    pub(super) fingerprint: String,
}

/// All findings of a document by position, the suppressed among them: what becomes of one finding
/// must not change what another is known by.
pub(super) fn known<'a>(checked: &'a Checked, path: &str) -> Vec<Known<'a>> {
    let shown = checked.diagnostics.iter().map(|diagnostic| (diagnostic, false));
    let suppressed = checked.suppressed.iter().map(|diagnostic| (diagnostic, true));
    let mut all: Vec<_> = shown.chain(suppressed).collect();
    all.sort_by_key(|(diagnostic, _)| diagnostic.range.start);
    let mut seen: HashMap<String, usize> = HashMap::new();
    let know = |(diagnostic, suppressed): (&'a Diagnostic, bool)| {
        let like = traits(diagnostic, path, &checked.text);
        let count = seen.get(&like).copied().unwrap_or_default();
        let fingerprint = hash(&format!("{like}\0{count}"));
        seen.insert(like, count + 1);
        Known { diagnostic, suppressed, fingerprint }
    };
    all.into_iter().map(know).collect()
}

/// What stays with a finding: the file, the rule, the kind of value it is about, whichever item of
/// a list that is in, and the first line of what is marked.
fn traits(diagnostic: &Diagnostic, path: &str, text: &str) -> String {
    let instance = diagnostic.instance.as_deref().unwrap_or_default();
    let is_number = |step: &&str| step.bytes().all(|byte| byte.is_ascii_digit());
    let value: Vec<&str> = instance.split('/').filter(|step| !is_number(step)).collect();
    let mark = text.get(diagnostic.range.clone()).unwrap_or_default();
    let mark = mark.lines().next().unwrap_or_default();
    format!("{path}\0{}\0{}\0{mark}", diagnostic.rule, value.join("/"))
}

/// Must give the same on every machine, in every version.
fn hash(text: &str) -> String {
    let mut hasher = SipHasher13::new();
    hasher.write(text.as_bytes());
    format!("{:032x}", hasher.finish128().as_u128())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The fingerprints of findings of one rule at each place where `mark` stands.
    fn prints(text: &str, mark: &str) -> Vec<String> {
        let finding = |(at, _): (usize, &str)| {
            let item = text.get(..at).unwrap_or_default().matches("- ").count();
            let mut found = Diagnostic::new(at..at + mark.len(), "no");
            found.rule = "some-rule";
            found.instance(format!("/micros/{item}/engine"))
        };
        let checked = Checked {
            path: "Spacefile".into(),
            text: text.into(),
            diagnostics: text.match_indices(mark).map(finding).collect(),
            suppressed: Vec::new(),
            ok: Some(false),
        };
        known(&checked, "a/Spacefile").into_iter().map(|known| known.fingerprint).collect()
    }

    #[test]
    fn a_finding_keeps_its_fingerprint_when_lines_move() {
        let before = prints("- go\n- go\n", "go");
        assert_eq!(before, prints("# more\n\n- node\n-   go\n# between\n- go # behind\n", "go"));
        let [first, second] = before.as_slice() else { unreachable!("{before:?}") };
        assert_ne!(first, second);
        assert_ne!(before, prints("- no\n- no\n", "no"));
        // It is written down in other people's data bases.
        assert_eq!(first, "b9979f27ddb95f52e32db59068a09968");
    }

    #[test]
    fn suppressing_one_finding_leaves_the_others_what_they_are() {
        let mut found = [0, 5].map(|at| Diagnostic::new(at..at + 2, "no"));
        found.iter_mut().for_each(|found| found.rule = "some-rule");
        let [first, second] = found;
        let mut checked = Checked {
            path: "Spacefile".into(),
            text: "go - go".into(),
            diagnostics: vec![first, second],
            suppressed: Vec::new(),
            ok: Some(false),
        };
        let prints = |checked: &Checked| -> Vec<String> {
            known(checked, "Spacefile").into_iter().map(|known| known.fingerprint).collect()
        };
        let before = prints(&checked);
        checked.suppressed.push(checked.diagnostics.remove(0));
        assert_eq!(prints(&checked), before);
        let suppressed = known(&checked, "Spacefile").into_iter().map(|known| known.suppressed);
        assert_eq!(suppressed.collect::<Vec<_>>(), [true, false]);
    }
}
