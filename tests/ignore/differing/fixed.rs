//! Applies every fix, and looks at what comes of it.

use std::collections::BTreeSet;
use std::path::Path;

use spacefile_lsp::ignore::walk::SPACEIGNORE;

use super::{Found, Kept, shown};

/// What is wrong with the fixes of some findings: each is written to the disk, looked at, and
/// taken back.
///
/// After a fix, its finding is gone, fewer files are read differently, and no other files are. What
/// it says in its title about the meaning that it keeps is true of every file. What lies in folders
/// that nobody has looked into is another matter: some other line may be read differently there.
pub(super) fn judge(
    root: &Path,
    found: &[Found],
    findings: &dyn Fn(&Path) -> Vec<Found>,
) -> Vec<String> {
    let path = root.join(SPACEIGNORE);
    let bytes = std::fs::read(&path).ok();
    let before = Kept::of(root);
    let mut wrong = Vec::new();
    for finding in found {
        for fix in &finding.fixes {
            let mark: &[u8] = b"\xEF\xBB\xBF";
            let content = bytes.clone().unwrap_or_default();
            let (mark, content) = match content.strip_prefix(mark) {
                Some(rest) => (mark, rest),
                None => (&b""[..], content.as_slice()),
            };
            let text = fix.apply(&String::from_utf8_lossy(content));
            std::fs::write(&path, [mark, text.as_bytes()].concat()).unwrap();
            let (after, left) = (Kept::of(root), findings(root));
            let apart: BTreeSet<&[u8]> =
                after.apart().into_iter().filter(|path| before.known.contains(*path)).collect();
            let is_all_known = apart.len() == after.apart().len();
            let mut complain = |what: &str| {
                wrong.push(format!(
                    "{}: {}\n  fix: {}\n  {what}; now:\n{text}\n  apart before: {:?}\n  apart now: {:?}",
                    finding.rule,
                    finding.message,
                    fix.title,
                    shown(&before.apart()),
                    shown(&after.apart()),
                ));
            };
            if !apart.is_subset(&before.apart()) {
                complain("other files are read differently");
            }
            if apart.len() >= before.apart().len() {
                complain("no fewer files are read differently");
            }
            if left.iter().any(|it| it.message == finding.message) {
                complain("the finding is still there");
            }
            if found.len() == 1 && !(apart.is_empty() && (left.is_empty() || !is_all_known)) {
                complain("something is still read differently");
            }
            let is_documented =
                ["as documented", "by the documentation"].iter().any(|it| fix.title.contains(it));
            if (is_documented || fix.safe) && after.documented != before.documented {
                complain("it is not as documented");
            }
            if fix.title.contains("as the Space CLI does") && after.original != before.original {
                complain("it is not as the Space CLI does");
            }
        }
    }
    match bytes {
        Some(bytes) => std::fs::write(&path, bytes).unwrap(),
        None => drop(std::fs::remove_file(&path)),
    }
    wrong
}
