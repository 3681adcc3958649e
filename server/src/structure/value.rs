//! A tree as the JSON value that the schema judges.

use serde_json::{Map, Number, Value};

use crate::syntax::{NodeId, NodeKind, Scalar, Tree};

/// Levels that are converted: the schema looks at no more than eight, and only asks of what lies
/// deeper whether it is a list or a mapping.
const DEPTH: usize = 32;

/// Bytes of text that aliases may multiply a document into.
const TEXT: usize = 64 << 20;

/// The value of a document: aliases followed, merges done. `None` if it is far too large.
pub(super) fn to_json(tree: &Tree) -> Option<Value> {
    let Some(root) = tree.root() else { return Some(Value::Null) };
    let mut budget = TEXT;
    convert(tree, root, DEPTH, &mut budget)
}

fn convert(tree: &Tree, id: NodeId, depth: usize, budget: &mut usize) -> Option<Value> {
    let id = tree.follow(id);
    Some(match &tree.get(id).kind {
        NodeKind::Scalar { text, .. } => {
            *budget = budget.checked_sub(text.len())?;
            scalar(text, tree.resolve(id))
        }
        NodeKind::Sequence(_) if depth == 0 => Value::Array(Vec::new()),
        NodeKind::Sequence(items) => {
            let items = items.iter().map(|item| convert(tree, item.value, depth - 1, budget));
            Value::Array(items.collect::<Option<_>>()?)
        }
        NodeKind::Mapping(_) if depth == 0 => Value::Object(Map::new()),
        NodeKind::Mapping(_) => {
            let fields = tree.fields(id).into_iter().map(|field| {
                let name = tree.scalar(field.key).unwrap_or_default().to_owned();
                *budget = budget.checked_sub(name.len())?;
                Some((name, convert(tree, field.value, depth - 1, budget)?))
            });
            Value::Object(fields.collect::<Option<_>>()?)
        }
        // An unknown alias is a finding of its own, and its value anybody's guess.
        NodeKind::Alias(_) => Value::Null,
    })
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
