//! What a CI service tells of itself.

use std::env;
use std::fs;

use super::shown::Shown;
use crate::report::root::Root;

/// The variables that name the folder of the checked out repository: GitHub's, GitLab's.
const FOLDERS: [&str; 2] = ["GITHUB_WORKSPACE", "CI_PROJECT_DIR"];

/// Whether GitHub Actions reads what we write.
pub(super) fn in_github() -> bool {
    env::var_os("GITHUB_ACTIONS").is_some_and(|value| value == "true")
}

/// What paths in reports for services are relative to: the repository where one is named and we
/// are in it, else the working directory.
pub(super) fn root(shown: &Shown) -> Root {
    let Some(here) = shown.here() else { return Root::default() };
    let folders = FOLDERS.into_iter().filter_map(env::var_os);
    let folder = folders
        .filter_map(|folder| fs::canonicalize(folder).ok())
        .find(|folder| here.starts_with(folder));
    Root::new(folder.unwrap_or_else(|| here.to_owned()), here.to_owned())
}
