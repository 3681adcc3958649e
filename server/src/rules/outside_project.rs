//! Paths that lead to where neither a push nor a build looks.

use std::ops::Range;

use super::icons::{icon, is_address};
use super::places::{called, change};
use super::words::quote;
use super::{Check, Context, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::Document;
use crate::model::Object;
use crate::project::{Found, Project, path};

pub(super) static RULE: Rule = Rule {
    name: "outside-project",
    severity: Severity::Warning,
    summary: "`icon`, `serve` or `include` leads out of the folder it belongs to",
    docs: include_str!("outside_project.md"),
    check: Check::Document(check),
};

/// How many Micros, and how many items of `include`, the disk is asked about.
const MOST_LOOKED_AT: usize = 20;

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    check_icon(context, found);
    let document = context.document;
    for (index, micro) in context.app.micros.iter().enumerate() {
        let engine = micro.engine(document);
        let home = Home {
            document,
            micro,
            project: context.project.filter(|_| index < MOST_LOOKED_AT),
            src: micro.text(document, "src").map(|(src, _)| src),
        };
        // Where the engine forbids the key, that is said elsewhere.
        if engine.is_none_or(|engine| engine.allows_serve())
            && let Some((serve, place)) = micro.text(document, "serve")
        {
            let finding = home.wrong(serve, document.mark(place), true);
            found.extend(finding.map(|finding| finding.instance(micro.pointer_to("serve"))));
        }
        if engine.is_none_or(|engine| engine.allows_include()) {
            for (index, item, range) in micro.texts(document, "include") {
                let place = || format!("{}/{index}", micro.pointer_to("include"));
                let finding = home.wrong(item, range, index < MOST_LOOKED_AT);
                found.extend(finding.map(|finding| finding.instance(place())));
            }
        }
    }
}

fn check_icon(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let Some(icon) = icon(context).filter(|icon| !is_address(icon.text)) else { return };
    let typed = quote(icon.text);
    let finding = |message| Diagnostic::new(icon.range.clone(), message).instance("/icon");
    let by_link = || context.project.is_some_and(|project| project.leaves_by_link(icon.text));
    if path::is_absolute(icon.text) {
        let mut finding = finding(format!("{typed} is a path from the top of the disk")).help(
            "`icon` is relative to the Spacefile (Spacefile reference, `icon`). `space validate` \
             looks for this one at the top of the disk, on every computer anew.",
        );
        let inside = path::clean(icon.text);
        if context.project.is_some_and(|project| project.find(&inside) == Found::File) {
            finding.fixes.extend(change(context.document, &icon.range, &inside));
        }
        found.push(finding);
    } else if path::leaves(icon.text) {
        found.push(finding(format!("{typed} is outside the project")).help(
            "The icon is part of the Revision and belongs in the project (Spacefile reference, \
             `icon`). `space validate` follows the path all the same, and refuses it on every \
             computer where no icon is there.",
        ));
    } else if by_link() {
        let message = format!("{typed} leads out of the project by a link");
        found.push(finding(message).on_disk().help(
            "The icon is part of the Revision and belongs in the project (Spacefile reference, \
             `icon`). On another computer the link leads elsewhere.",
        ));
    }
}

/// The folder that a Micro's paths belong into.
struct Home<'a> {
    document: &'a Document,
    micro: &'a Object,
    project: Option<&'a Project>,
    src: Option<&'a str>,
}

impl Home<'_> {
    /// What is wrong with one of the Micro's paths.
    fn wrong(&self, text: &str, range: Range<usize>, on_disk: bool) -> Option<Diagnostic> {
        if path::is_windows_absolute(text) {
            let message = format!("{} is a place on one computer", quote(text));
            return Some(Diagnostic::new(range, message).help(
                "The path is relative to the Micro's `src`, with `/` between names; the build \
                 runs on Linux.",
            ));
        }
        if path::leaves(text) {
            let whose = called(self.document, self.micro);
            let message = format!("{} is outside the folder of {whose}", quote(text));
            return Some(Diagnostic::new(range, message).help(
                "The path is relative to the Micro's `src`, and the Micro is built from that \
                 folder alone. A push doesn't notice; the build then doesn't find it.",
            ));
        }
        let (project, src) = self.project.filter(|_| on_disk).zip(self.src)?;
        // Where the folder itself lies outside, that is said of `src`.
        let by_link = !path::leaves(src)
            && !project.leaves_by_link(src)
            && project.leaves_by_link(&path::join(src, text));
        by_link.then(|| {
            let message = format!("{} leads out of the project by a link", quote(text));
            let help = "A link to a folder can't be uploaded, and elsewhere it leads nowhere. \
                        Put what it leads to into the Micro's folder.";
            Diagnostic::new(range, message).help(help).on_disk()
        })
    }
}
