//! Which Micro is primary, and the edit that changes it.

use crate::diagnostic::{Edit, Fix};
use crate::document::{Document, Step};
use crate::model::Object;
use crate::syntax::{NodeId, NodeKind, Scalar, Tree};

use super::insert::insert;
use super::words::{nearest, quote};

/// Whether a Micro is declared to be primary.
pub(super) fn is_primary(document: &Document, micro: &Object) -> bool {
    micro.boolean(document, "primary") == Some(true)
}

/// Whether a Micro has something that is `primary: true`, or should be and is reported for not
/// being it.
pub(crate) fn may_be_primary(tree: &Tree, micro: NodeId) -> bool {
    let node = tree.follow(micro);
    let fields = tree.fields(node);
    let inherited = fields.iter().filter(|field| field.inherited);
    let own = tree.entries(node).iter().map(|entry| (entry.key, entry.value));
    own.chain(inherited.map(|field| (field.key, field.value))).any(|(key, value)| {
        match tree.scalar(key) {
            Some("primary") => tree.resolve(value) != Some(Scalar::Boolean(false)),
            Some(name) if spacefile_schema::Object::Micro.key(name).is_none() => {
                name.len() < 20 && nearest(name, ["primary"]).is_some()
            }
            _ => false,
        }
    })
}

/// Whether another Micro than the one this path leads into is or may become primary.
pub(super) fn is_other_primary(document: &Document, path: &[Step]) -> bool {
    let [list, Step::Index(this), ..] = path else { return false };
    // So many are wrong anyway, and all of them would look at all others.
    if *this >= spacefile_schema::MAX_MICROS {
        return true;
    }
    let tree = document.tree();
    let micros = document.place(std::slice::from_ref(list));
    let items = micros.map_or(&[][..], |micros| tree.items(micros.value));
    let mut others = items.iter().enumerate().filter(|(index, _)| index != this);
    items.len() > spacefile_schema::MAX_MICROS
        || others.any(|(_, item)| may_be_primary(tree, item.value))
}

/// Writes `primary` into a Micro; `None` where it isn't written out at its place.
pub(crate) fn set_primary(document: &Document, micro: &Object, value: bool) -> Option<Fix> {
    let tree = document.tree();
    if tree.get(micro.node).range != micro.range {
        return None;
    }
    let key = |name: &str| {
        let mut own = tree.entries(micro.node).iter();
        own.find(|entry| !tree.is_merge(entry.key) && tree.scalar(entry.key) == Some(name))
    };
    let title = match micro.text(document, "name") {
        Some((name, _)) if value => format!("Make {} the primary Micro", quote(name)),
        None if value => match micro.path.last() {
            Some(Step::Index(index)) => format!("Make Micro {} the primary one", index + 1),
            _ => "Make this Micro the primary one".to_owned(),
        },
        _ => format!("Set `primary: {value}`"),
    };
    let edit = match key("primary") {
        Some(entry) => {
            let place = &tree.get(entry.value);
            let written = matches!(place.kind, NodeKind::Scalar { .. } | NodeKind::Alias(_));
            (written && place.anchor.is_none() && !place.is_missing())
                .then(|| Edit::replace(place.range.clone(), value.to_string()))?
        }
        None => {
            let after = key("name").or(tree.entries(micro.node).first())?;
            insert(document, micro.node, Some(after), &[("primary", value.to_string())])?
        }
    };
    Some(Fix::likely(title, vec![edit]))
}
