//! The original's schema and corpus, which lie beside the checkout and not in it.

use std::path::{Path, PathBuf};

use jsonschema::Validator;

/// A folder of the shared material, or `None` (said aloud) where there is none.
pub(crate) fn folder(name: &str) -> Option<PathBuf> {
    let root = std::env::var_os("SPACEFILE_SHARED")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared"), PathBuf::from);
    let folder = root.join(name);
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!("skipped: no {} (set SPACEFILE_SHARED)", folder.display());
    None
}

/// The original's validator.
pub(crate) fn official() -> Option<Validator> {
    let text = std::fs::read_to_string(folder("corpus")?.join("official.schema.json")).unwrap();
    let schema = serde_json::from_str(&text).unwrap();
    Some(jsonschema::draft7::new(&schema).expect("the official schema compiles"))
}
