//! A large folder or file that is plainly not the app's code.

use super::{mend, needless, places, words};
use crate::diagnostic::{Diagnostic, Severity};
use crate::rules::{Check, Rule, UploadContext};

pub(in crate::rules) static RULE: Rule = Rule {
    name: "needless-upload",
    severity: Severity::Warning,
    summary: "dependencies, caches, archives or dumps of more than 10 MB would go up",
    docs: include_str!("needless_upload.md"),
    check: Check::Upload(check),
};

fn check(context: &UploadContext<'_>, found: &mut Vec<Diagnostic>) {
    let tree = context.tree;
    if context.upload.summary().kept.bytes < needless::LARGE {
        return;
    }
    for needless in needless::find(tree) {
        let path = tree.path(needless.id);
        let message = format!(
            "{} of {} would go up with {}",
            words::size(needless.bytes),
            needless.what,
            words::path(&path)
        );
        let mut finding = Diagnostic::new(places::top(context), message)
            .help(
                "A build installs dependencies and makes its output anew. Leave it out: pushes get \
                 faster, and a Micro may have 250 MB.",
            )
            .on_disk();
        let is_in = |item: &[u8]| {
            item.strip_prefix(path.as_slice())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(b"/"))
        };
        let line = super::pattern::exactly(&path);
        let fix = line.map(|line| {
            let title = format!("Leave out {}", words::path(&path));
            mend::append(context, title, &[&line])
        });
        let fix = fix
            .and_then(|fix| mend::proven(context, fix, |item| is_in(item.path).then_some(false)));
        finding.fixes.extend(fix);
        found.push(finding);
    }
}
