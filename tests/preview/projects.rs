//! The real projects of the shared data.

use libtest_mimic::Failed;

use super::{Test, list, report};
use crate::corpus::rows::kept;

pub const TESTS: &[(&str, Test)] = &[("projects", projects)];

/// `--list` and the JSON agree, and the JSON has the original's verdict.
fn projects() -> Result<(), Failed> {
    let folder = tempfile::tempdir()?;
    let mut differing = 0;
    for (row, expected) in kept() {
        let place = folder.path().join(&row.id);
        row.write(&place);
        let report = report(&place, &[]);
        let original: Vec<String> =
            report.original().into_iter().map(|path| String::from_utf8(path).unwrap()).collect();
        assert_eq!(original, expected, "{}", row.id);
        assert_eq!(report.kept(), list(&place), "{}", row.id);
        assert_eq!(report.json["files"], report.kept().len(), "{}", row.id);
        assert_eq!(report.json["original_files"], expected.len(), "{}", row.id);
        assert!(report.json["aborts"].is_null(), "{}", row.id);
        assert_eq!(report.json["pushable"], row.verdict.push_ok, "{}", row.id);
        differing += usize::from(report.kept() != report.original());
    }
    // The original's own defaults make a difference in some.
    assert!(differing > 5, "{differing}");
    Ok(())
}
