//! What the Space CLI leaves out by default, and no documentation says so.

use super::differing::Class;
use super::differing::Portable;
use super::differing::case::portable_text;
use super::differing::case::{Case, each};
use super::differing::mend::{Meaning, Paths, with};
use super::differing::words::shown;
use super::mend::append;
use crate::diagnostic::{Diagnostic, Severity};
use crate::ignore::Readings;
use crate::rules::{Check, Rule, UploadContext};

pub(in crate::rules) static RULE: Rule = Rule {
    name: "undocumented-default",
    severity: Severity::Info,
    summary: "the Space CLI leaves out `Discovery.md` and `.output` by default, undocumented",
    docs: include_str!("undocumented_default.md"),
    check: Check::Upload(check),
};

fn check(context: &UploadContext<'_>, found: &mut Vec<Diagnostic>) {
    each(context, Class::UndocumentedDefault, found, say);
}

fn say(case: &Case<'_>) -> Diagnostic {
    let does = format!("has {} among its defaults, which is not documented", case.pattern());
    let finding = case.finding(&does).help(
        "By the documentation it goes up. A line in the `.spaceignore` settles it either way.",
    );
    let Some(portable) = portable_text(case.line.pattern) else { return finding };
    let name = shown(portable.body.as_bytes());
    let out = |line: &str| {
        let title = format!("Leave out {name}, as the Space CLI does");
        case.proven(Meaning::Original, append(case.context, title, &[line]))
    };
    // The line that is for files of this name, too, is plainer.
    let out = out(&portable.body).or_else(|| out(&portable.same()));
    let back = Portable { negated: true, ..portable.clone() };
    let (title, lines) = if portable.folders_only {
        (format!("Take back every {name} with everything in it"), back.with_content(false).to_vec())
    } else {
        (format!("Take back {name}, as documented"), vec![back.same()])
    };
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let named = Readings::of(portable.body.as_bytes());
    let folders = named.map(|named| Paths::folders(case.context.tree, &named)).unwrap_or_default();
    let back = append(case.context, title, &lines);
    with(finding, [out, case.proven(Meaning::All(&folders, true), back)])
}
