//! The rules: one file each, with its page beside it, and this table.
//!
//! A new rule is `name.rs`, `name.md`, its `mod` line and its line in [`RULES`].

mod colliding_paths;
mod comment_in_value;
mod curly_quotes;
pub(crate) mod document_too_large;
mod duplicate_action;
mod duplicate_item;
mod duplicate_key;
mod duplicate_micro_name;
mod duplicate_variable;
pub(crate) mod edits;
mod empty_list;
mod empty_route;
mod env_on_static;
mod forbidden;
mod forbidden_include;
mod forbidden_serve;
mod framework_config;
pub(crate) mod guess;
mod icon_format;
mod icon_size;
pub(crate) mod icons;
mod ignored_path;
mod ignored_text;
pub(crate) mod insert;
mod invalid_alias;
mod invalid_character;
mod invalid_interval;
pub(crate) mod invalid_micro_name;
mod invalid_syntax;
mod invalid_tag;
mod key_advice;
mod large_upload;
mod left_out;
mod left_out_include;
mod left_out_serve;
mod left_out_src;
mod long_app_name;
mod long_description;
mod micro_in_root;
pub mod misnamed_spacefile;
mod missing_entry_point;
mod missing_icon;
mod missing_key;
mod missing_serve;
mod missing_serve_folder;
mod missing_src;
mod nested_spacefile;
mod no_primary;
mod odd_path;
mod outside_project;
mod parts;
mod path_with_slash;
mod places;
pub(crate) mod primary;
mod proven;
mod public_conflict;
mod quoting;
mod reindent;
mod relocate;
mod reserved_variable;
mod retype;
mod route_without_slash;
mod secret_default;
mod sent_anyway;
mod several_primaries;
mod spaceignore;
mod spot;
mod stray_spacefile;
mod suspicious_src;
mod too_long;
mod too_many_actions;
pub(crate) mod too_many_findings;
mod too_many_micros;
mod unfinished;
pub(crate) mod unknown_engine;
mod unknown_key;
mod unknown_trigger;
mod unsupported_version;
pub(crate) mod unused_suppression;
mod useless_primary;
mod webp_icon;
mod wrong_type;

pub(crate) mod words;

use std::cell::OnceCell;

use crate::diagnostic::{Diagnostic, Severity};
use crate::document::{Document, Kind};
use crate::ignore::tree::{EntryId, Tree};
use crate::ignore::upload::Upload;
use crate::model::App;
use crate::project::Project;
use crate::structure::Violation;
use icons::Image;

/// Every rule, errors first, in the order of the pages.
pub static RULES: &[&Rule] = &[
    &invalid_syntax::RULE,
    &invalid_character::RULE,
    &invalid_alias::RULE,
    &invalid_tag::RULE,
    &duplicate_key::RULE,
    &missing_key::RULE,
    &unknown_key::RULE,
    &wrong_type::RULE,
    &unsupported_version::RULE,
    &unknown_engine::RULE,
    &too_many_micros::RULE,
    &empty_list::RULE,
    &invalid_micro_name::RULE,
    &missing_serve::RULE,
    &forbidden_serve::RULE,
    &forbidden_include::RULE,
    &public_conflict::RULE,
    &long_app_name::RULE,
    &long_description::RULE,
    &duplicate_item::RULE,
    &empty_route::RULE,
    &unknown_trigger::RULE,
    &missing_src::RULE,
    &duplicate_micro_name::RULE,
    &several_primaries::RULE,
    &no_primary::RULE,
    &misnamed_spacefile::RULE,
    &spaceignore::dangling_link::RULE,
    &spaceignore::link_to_folder::RULE,
    &spaceignore::special_file::RULE,
    &spaceignore::unreadable_upload::RULE,
    &suspicious_src::RULE,
    &missing_icon::RULE,
    &icon_format::RULE,
    &icon_size::RULE,
    &outside_project::RULE,
    &missing_entry_point::RULE,
    &missing_serve_folder::RULE,
    &framework_config::RULE,
    &left_out_src::RULE,
    &left_out_serve::RULE,
    &left_out_include::RULE,
    &large_upload::RULE,
    &stray_spacefile::RULE,
    &nested_spacefile::RULE,
    &webp_icon::RULE,
    &micro_in_root::RULE,
    &colliding_paths::RULE,
    &comment_in_value::RULE,
    &curly_quotes::RULE,
    &duplicate_action::RULE,
    &duplicate_variable::RULE,
    &env_on_static::RULE,
    &ignored_path::RULE,
    &ignored_text::RULE,
    &invalid_interval::RULE,
    &odd_path::RULE,
    &path_with_slash::RULE,
    &reserved_variable::RULE,
    &route_without_slash::RULE,
    &secret_default::RULE,
    &too_many_actions::RULE,
    &unused_suppression::RULE,
    &useless_primary::RULE,
    &spaceignore::allow_list::RULE,
    &spaceignore::backslash_escape::RULE,
    &spaceignore::bracket_class::RULE,
    &spaceignore::double_carriage_return::RULE,
    &spaceignore::double_star::RULE,
    &spaceignore::double_star_at_end::RULE,
    &spaceignore::dropped_pattern::RULE,
    &spaceignore::escaped_blank::RULE,
    &spaceignore::leading_blank::RULE,
    &spaceignore::line_break_in_name::RULE,
    &spaceignore::lone_slash::RULE,
    &spaceignore::mark_before_pattern::RULE,
    &spaceignore::negation_below_folder::RULE,
    &spaceignore::negation_of_content::RULE,
    &spaceignore::negation_takes_all::RULE,
    &spaceignore::negation_with_slash::RULE,
    &spaceignore::non_ascii_class::RULE,
    &spaceignore::path_at_any_depth::RULE,
    &spaceignore::pattern_not_utf8::RULE,
    &spaceignore::question_mark::RULE,
    &spaceignore::regex_character::RULE,
    &spaceignore::sign_after_negation::RULE,
    &spaceignore::undocumented_default::RULE,
    &sent_anyway::RULE,
    &spaceignore::backslash_in_pattern::RULE,
    &spaceignore::comment_behind_pattern::RULE,
    &spaceignore::dot_segment::RULE,
    &spaceignore::ineffective_negation::RULE,
    &spaceignore::malformed_pattern::RULE,
    &spaceignore::needless_upload::RULE,
    &spaceignore::secret_taken_back::RULE,
    &spaceignore::secret_uploaded::RULE,
    &spaceignore::tab_in_pattern::RULE,
    &spaceignore::byte_order_mark::RULE,
    &spaceignore::needless_negation::RULE,
    &spaceignore::redundant_pattern::RULE,
    &spaceignore::trailing_blank::RULE,
    &spaceignore::unmatched_pattern::RULE,
    &document_too_large::RULE,
    &too_many_findings::RULE,
];

/// Something that can be wrong with a Spacefile.
#[derive(Debug)]
pub struct Rule {
    /// Its name, in kebab-case.
    pub name: &'static str,
    /// How much its findings matter.
    pub severity: Severity,
    /// What it finds, in one line.
    pub summary: &'static str,
    /// Its page, in Markdown.
    pub docs: &'static str,
    /// How it finds it.
    pub check: Check,
}

impl Rule {
    /// Whether it speaks of the lines of a `.spaceignore`, or of what would go up.
    #[must_use]
    pub fn is_of_upload(&self) -> bool {
        matches!(self.check, Check::Spaceignore(_) | Check::Upload(_))
    }

    /// Adds what this rule finds, in no particular order.
    pub(crate) fn apply(&self, context: &Context<'_>, found: &mut Vec<Diagnostic>) {
        let before = found.len();
        match self.check {
            Check::Document(check) => check(context, found),
            Check::Structure(word) => {
                let violations = context.violations.iter();
                found.extend(violations.filter_map(|violation| word(context, violation)).flatten());
            }
            Check::Spaceignore(_) | Check::Upload(_) | Check::Afterwards | Check::Elsewhere => {}
        }
        self.sign(found, before);
    }

    /// The same for what would go up.
    pub(crate) fn apply_to_upload(&self, context: &UploadContext<'_>, found: &mut Vec<Diagnostic>) {
        let before = found.len();
        match self.check {
            Check::Upload(check) => check(context, found),
            Check::Spaceignore(check) if context.document.kind == Kind::Spaceignore => {
                check(context, found);
            }
            _ => {}
        }
        self.sign(found, before);
    }

    /// Puts the rule's name and severity into findings from some position on.
    fn sign(&self, found: &mut [Diagnostic], from: usize) {
        for finding in found.iter_mut().skip(from) {
            (finding.rule, finding.severity) = (self.name, self.severity);
        }
    }
}

/// The ways to look at a document.
#[derive(Debug)]
pub enum Check {
    /// Looks at the document as a whole.
    Document(fn(&Context<'_>, &mut Vec<Diagnostic>)),
    /// Puts a violation of the schema into words. `None` if it is another rule's to word; no
    /// finding if it only follows from something reported elsewhere.
    Structure(fn(&Context<'_>, &Violation) -> Option<Vec<Diagnostic>>),
    /// Looks at a `.spaceignore` and at what would go up.
    Spaceignore(fn(&UploadContext<'_>, &mut Vec<Diagnostic>)),
    /// Looks at what would go up. What it finds is said in the `.spaceignore` or, where there is
    /// none, in the Spacefile, of which it says nothing.
    Upload(fn(&UploadContext<'_>, &mut Vec<Diagnostic>)),
    /// Looks at what the others found; the analysis asks.
    Afterwards,
    /// Looks at no document that was read; whoever searches the folder, reads or counts asks.
    Elsewhere,
}

/// What a rule may look at.
#[derive(Debug)]
pub struct Context<'a> {
    /// The Spacefile.
    pub document: &'a Document,
    /// The app it describes.
    pub app: &'a App,
    /// Everything in which it breaks the schema.
    pub violations: &'a [Violation],
    /// The folder it stands in, if it stands in one.
    pub project: Option<&'a Project>,
    /// What the icon's file holds, once a rule has looked.
    pub(crate) image: OnceCell<Option<Image>>,
}

impl<'a> Context<'a> {
    /// Something to look at of which nothing is found out yet.
    #[must_use]
    pub fn new(
        document: &'a Document,
        app: &'a App,
        violations: &'a [Violation],
        project: Option<&'a Project>,
    ) -> Self {
        Self { document, app, violations, project, image: OnceCell::new() }
    }
}

/// Whether findings about the upload come with fixes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fixes {
    /// With all that there are.
    Offered,
    /// With those that cost nothing; for who only shows the findings.
    Unproven,
}

/// What a rule about the upload may look at.
#[derive(Debug)]
pub struct UploadContext<'a> {
    /// The `.spaceignore`, or the Spacefile where there is none.
    pub document: &'a Document,
    /// What would go up of the project's folder by the lines of that `.spaceignore`.
    pub upload: &'a Upload,
    /// The folder, judged by them.
    pub tree: &'a Tree,
    /// Whether fixes are wanted. Each takes time: it is proven to do what it says.
    pub fixes: Fixes,
    /// What several rules find out, once one has.
    pub(crate) known: spaceignore::Known,
}

impl<'a> UploadContext<'a> {
    /// Something to look at of which nothing is found out yet.
    #[must_use]
    pub fn new(document: &'a Document, upload: &'a Upload, fixes: Fixes) -> Self {
        Self { document, upload, tree: upload.tree(), fixes, known: spaceignore::Known::default() }
    }
}

/// The files that would go up of a folder and likely hold secrets, in order.
#[must_use]
pub fn kept_secrets(upload: &Upload) -> Vec<EntryId> {
    spaceignore::kept::files(upload)
}

/// The rule of this name.
#[must_use]
pub fn find(name: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.name == name)
}

/// The violations that no rule has words for. There should be none.
#[must_use]
pub fn unclaimed<'a>(context: &Context<'a>) -> Vec<&'a Violation> {
    let claims = |violation: &Violation| {
        RULES.iter().any(|rule| match rule.check {
            Check::Structure(word) => word(context, violation).is_some(),
            _ => false,
        })
    };
    context.violations.iter().filter(|violation| !claims(violation)).collect()
}
