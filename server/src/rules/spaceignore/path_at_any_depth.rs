//! A pattern with a slash in its middle, which the Space CLI looks for at any depth.

use super::differing::Class;
use super::differing::Portable;
use super::differing::case::{Case, each};
use super::differing::folder::whole;
use super::differing::mend::{Meaning, Paths, with};
use crate::diagnostic::Fix;
use crate::diagnostic::{Diagnostic, Severity};
use crate::rules::{Check, Rule, UploadContext};

pub(in crate::rules) static RULE: Rule = Rule {
    name: "path-at-any-depth",
    severity: Severity::Warning,
    summary: "the Space CLI looks at any depth for a pattern with a slash in its middle",
    docs: include_str!("path_at_any_depth.md"),
    check: Check::Spaceignore(check),
};

fn check(context: &UploadContext<'_>, found: &mut Vec<Diagnostic>) {
    each(context, Class::AnyDepth, found, say);
}

fn say(case: &Case<'_>) -> Diagnostic {
    let finding = case.finding(&format!("looks for {} at any depth", case.pattern())).help(
        "By the documentation, a slash in its middle binds a pattern to the project's root. With \
         `/` at its start it is for the root in both readings, with `**/` for any depth.",
    );
    let Some(portable) = case.portable() else { return finding };
    with(finding, if portable.negated { negated(case, &portable) } else { plain(case, &portable) })
}

fn plain(case: &Case<'_>, portable: &Portable) -> Vec<Option<Fix>> {
    // The slash at the end is for folders only; the Space CLI doesn't know what is one.
    let for_both = Portable { folders_only: false, ..portable.clone() };
    let rooted = |portable: &Portable| {
        let line = portable.at(true);
        let title = format!("Write `{line}`: in the root only, as documented");
        case.instead(Meaning::Documented, title, &[line])
    };
    let line = for_both.at(false);
    let title = format!("Write `{line}`: at any depth, as the Space CLI does");
    vec![
        rooted(&for_both).or_else(|| rooted(portable)),
        case.instead(Meaning::Original, title, &[line]),
    ]
}

fn negated(case: &Case<'_>, portable: &Portable) -> Vec<Option<Fix>> {
    let line = Portable { folders_only: false, ..portable.clone() }.at(true);
    let title = format!("Write `{line}`: in the root only, as documented");
    let single = case.instead(Meaning::Documented, title, &[line]);
    let is_folder = !Paths::folders(case.context.tree, &case.readings()).is_empty();
    let in_root = is_folder.then(|| whole(case, portable, true, Meaning::DocumentedHere)).flatten();
    let anywhere = whole(case, portable, false, Meaning::Original);
    vec![in_root, single, anywhere]
}
