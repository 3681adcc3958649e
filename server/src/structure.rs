//! Whether a document has the structure that the JSON schema demands.

mod value;
mod walk;

use std::sync::OnceLock;

use jsonschema::Validator;
use jsonschema::error::{TypeKind, ValidationError, ValidationErrorKind};
use jsonschema::paths::LocationSegment;

use crate::document::{Document, Place, Step};
use crate::syntax::{NodeId, SlipKind};

/// One way in which a document breaks the schema.
#[derive(Debug, Clone)]
pub struct Violation {
    /// The value it is about.
    pub path: Vec<Step>,
    /// Where that is written; `None` if the document holds nothing.
    pub place: Option<Place>,
    /// The alias, or the value of a `<<`, by which it comes from elsewhere.
    pub via: Option<NodeId>,
    /// What the schema says of it.
    pub kind: ViolationKind,
}

/// What a schema can say of a value that breaks it.
#[derive(Debug, Clone, PartialEq)]
pub enum ViolationKind {
    /// It has another type than this one, a JSON schema type name.
    Type(String),
    /// It is none of these.
    Enum(Vec<serde_json::Value>),
    /// It is longer than this many code points.
    MaxLength(u64),
    /// It is shorter than this many code points.
    MinLength(u64),
    /// It has fewer items than this.
    MinItems(u64),
    /// It has more items than this.
    MaxItems(u64),
    /// Two of its items are equal.
    UniqueItems,
    /// It doesn't match this pattern.
    Pattern(String),
    /// This key is missing.
    Required(String),
    /// These keys are unknown.
    Unknown(Vec<String>),
    /// These keys can't be there together, or not with this engine.
    Forbidden(Vec<String>),
    /// Something that no rule has words for.
    Other(String),
}

/// The key of the Micros, under which the schema sees them even if it is misspelt.
const MICROS: &str = "micros";

/// Violations that are looked at: no Spacefile that anybody wrote has more.
const MOST: usize = 1000;

/// Validates a document. `None` if it is so large that not all of it could be looked at, and
/// nothing wrong was found in the rest.
#[must_use]
pub fn violations(document: &Document) -> Option<Vec<Violation>> {
    if document.syntax.slips.iter().any(|slip| slip.kind == SlipKind::AliasBomb) {
        // The bomb is the finding; what it would expand to is nobody's business.
        return Some(Vec::new());
    }
    if document.syntax.too_large {
        return (!document.syntax.slips.is_empty()).then(Vec::new);
    }
    let json = value::to_json(document)?;
    let mut walker = walk::Walker::new(document);
    let errors = validator().into_iter().flat_map(|validator| validator.iter_errors(&json.value));
    let found: Vec<_> = errors.take(MOST).map(|error| violation(&error, &mut walker)).collect();
    (!found.is_empty() || !json.cut).then_some(found)
}

/// The compiled schema, made once.
fn validator() -> Option<&'static Validator> {
    static VALIDATOR: OnceLock<Option<Validator>> = OnceLock::new();
    VALIDATOR
        .get_or_init(|| jsonschema::draft7::options().build(spacefile_schema::schema()).ok())
        .as_ref()
}

fn violation(error: &ValidationError<'_>, walker: &mut walk::Walker<'_>) -> Violation {
    let path: Vec<_> = error
        .instance_path()
        .iter()
        .map(|segment| match segment {
            LocationSegment::Property(name) => Step::Key(name.into_owned()),
            LocationSegment::Index(index) => Step::Index(index),
        })
        .collect();
    let found = walker.find(&path);
    let (place, via) = (found.map(|found| found.0), found.and_then(|found| found.1));
    Violation { path, place, via, kind: kind(error.kind()) }
}

fn kind(kind: &ValidationErrorKind) -> ViolationKind {
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    match kind {
        ValidationErrorKind::Type { kind: TypeKind::Single(kind) } => {
            ViolationKind::Type(kind.to_string())
        }
        ValidationErrorKind::Enum { options } => {
            ViolationKind::Enum(options.as_array().cloned().unwrap_or_default())
        }
        ValidationErrorKind::Constant { expected_value } => {
            ViolationKind::Enum(vec![expected_value.as_ref().clone()])
        }
        ValidationErrorKind::MaxLength { limit } => ViolationKind::MaxLength(*limit),
        ValidationErrorKind::MinLength { limit } => ViolationKind::MinLength(*limit),
        ValidationErrorKind::MinItems { limit } => ViolationKind::MinItems(*limit),
        ValidationErrorKind::MaxItems { limit } => ViolationKind::MaxItems(*limit),
        ValidationErrorKind::UniqueItems => ViolationKind::UniqueItems,
        ValidationErrorKind::Pattern { pattern } => ViolationKind::Pattern(pattern.clone()),
        ValidationErrorKind::Required { property } => ViolationKind::Required(text(property)),
        ValidationErrorKind::AdditionalProperties { unexpected } => {
            ViolationKind::Unknown(unexpected.clone())
        }
        ValidationErrorKind::Not { schema } => {
            let keys = schema.get("required").and_then(serde_json::Value::as_array);
            ViolationKind::Forbidden(keys.into_iter().flatten().map(text).collect())
        }
        other => ViolationKind::Other(other.keyword().to_owned()),
    }
}
