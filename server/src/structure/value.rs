//! A tree as the JSON value that the schema judges.

use serde_json::{Map, Number, Value};

use super::MICROS;
use crate::document::Document;
use crate::syntax::{Item, NodeId, NodeKind, Scalar, Tree};

/// Levels that are converted: the schema looks at no more than eight, and only asks of what lies
/// deeper whether it is a list or a mapping.
const DEPTH: usize = 32;

/// What a document may amount to once aliases are followed: bytes of text, and a charge for
/// every value.
const BUDGET: usize = 64 << 20;
const CHARGE: usize = 16;
/// Items of a list that are converted: texts, and values of other kinds. Each of the latter may
/// be wrong in several ways, which the validator collects before anybody can stop it.
const TEXTS: usize = 100_000;
const OTHERS: usize = 25_000;

/// A document as the schema sees it.
pub(super) struct Json {
    pub(super) value: Value,
    /// Whether some of it was left out.
    pub(super) cut: bool,
}

/// The value of a document: aliases followed, merges done. `None` if it is far too large.
pub(super) fn to_json(document: &Document) -> Option<Json> {
    let tree = document.tree();
    let Some(root) = tree.root() else { return Some(Json { value: Value::Null, cut: false }) };
    let mut converter = Converter { tree, budget: BUDGET, cut: false };
    let mut value = converter.convert(root, DEPTH)?;
    if let (Value::Object(fields), Some(micros)) = (&mut value, document.micros())
        && !fields.contains_key(MICROS)
    {
        fields.insert(MICROS.to_owned(), converter.convert(micros.value, DEPTH - 1)?);
    }
    Some(Json { value, cut: converter.cut })
}

struct Converter<'t> {
    tree: &'t Tree,
    budget: usize,
    cut: bool,
}

impl Converter<'_> {
    fn charge(&mut self, text: &str) -> Option<()> {
        self.budget = self.budget.checked_sub(CHARGE + text.len())?;
        Some(())
    }

    fn convert(&mut self, id: NodeId, depth: usize) -> Option<Value> {
        let tree = self.tree;
        let id = tree.follow(id);
        Some(match &tree.get(id).kind {
            NodeKind::Scalar { text, .. } => {
                self.charge(text)?;
                scalar(text, tree.resolve(id))
            }
            NodeKind::Sequence(_) if depth == 0 => Value::Array(Vec::new()),
            NodeKind::Sequence(items) => Value::Array(self.items(items, depth - 1)?),
            NodeKind::Mapping(_) if depth == 0 => Value::Object(Map::new()),
            NodeKind::Mapping(_) => {
                let mut fields = Map::new();
                for field in tree.fields(id) {
                    let name = tree.scalar(field.key).unwrap_or_default();
                    self.charge(name)?;
                    fields.insert(name.to_owned(), self.convert(field.value, depth - 1)?);
                }
                Value::Object(fields)
            }
            // An unknown alias is a finding of its own, and its value anybody's guess.
            NodeKind::Alias(_) => Value::Null,
        })
    }

    fn items(&mut self, items: &[Item], depth: usize) -> Option<Vec<Value>> {
        self.charge("")?;
        let (mut texts, mut others) = (0, 0);
        let mut values = Vec::new();
        for item in items {
            let value = self.convert(item.value, depth)?;
            let count = if value.is_string() { &mut texts } else { &mut others };
            *count += 1;
            if texts > TEXTS || others > OTHERS {
                self.cut = true;
                break;
            }
            values.push(value);
        }
        Some(values)
    }
}

fn scalar(text: &str, resolved: Option<Scalar>) -> Value {
    /// Stands for the values that JSON has no words for. They are of no type the schema asks for.
    const STRANGE: f64 = 0.5;
    let number = match resolved {
        Some(Scalar::Null) => return Value::Null,
        Some(Scalar::Boolean(value)) => return Value::Bool(value),
        Some(Scalar::Text) | None => return Value::String(text.to_owned()),
        Some(Scalar::Number(value)) if value.is_finite() => value,
        Some(Scalar::Number(_) | Scalar::Timestamp) => STRANGE,
    };
    Number::from_f64(number).map_or(Value::Null, Value::Number)
}
