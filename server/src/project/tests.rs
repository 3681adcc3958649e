#![allow(clippy::unwrap_used, reason = "a test that meets something unexpected should stop there")]

use super::*;

fn project(files: &[&str]) -> (tempfile::TempDir, Project) {
    let folder = tempfile::tempdir().unwrap();
    for file in files {
        let path = folder.path().join(file);
        if file.ends_with('/') {
            fs::create_dir_all(path).unwrap();
        } else {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, file).unwrap();
        }
    }
    let project = Project::new(folder.path());
    (folder, project)
}

#[test]
fn what_stands_at_a_path_is_told_as_a_push_sees_it() {
    let (_folder, project) = project(&["api/main.py", "web/"]);
    let cases = [
        ("", Found::Folder),
        (".", Found::Folder),
        ("..", Found::Folder),
        ("api", Found::Folder),
        ("api/", Found::Folder),
        ("/api", Found::Folder),
        ("nowhere/../api", Found::Folder),
        ("api/main.py", Found::File),
        ("api/main.py/", Found::File),
        ("api/main.py/sub", Found::Blocked),
        ("api ", Found::Missing),
        ("ap*", Found::Missing),
        ("~/api", Found::Missing),
        ("api\\main.py", Found::Missing),
        ("../definitely-not-here", Found::Missing),
        ("a\0b", Found::Unknown),
    ];
    for (path, expected) in cases {
        assert_eq!(project.find(path), expected, "{path:?}");
    }
    assert_eq!(project.find(&"x".repeat(5_000)), Found::Unknown);
    assert_eq!(project.find(&"x/".repeat(100_000)), Found::Unknown);
}

#[test]
fn a_folder_without_name_is_the_working_folder() {
    assert_eq!(Project::new("").find("."), Found::Folder);
    assert_eq!(Project::new("").find("Cargo.toml"), Found::File);
}

#[test]
fn files_are_read_only_inside_and_only_so_far() {
    let (_folder, project) = project(&["a.txt", "sub/", "inner/Spacefile"]);
    assert_eq!(project.read("a.txt", 100).as_deref(), Some(&b"a.txt"[..]));
    assert_eq!(project.read("a.txt", 2).as_deref(), Some(&b"a."[..]));
    assert_eq!(project.read("sub", 2), None);
    assert_eq!(project.read("nothing", 2), None);
    assert_eq!(project.read("a\0", 2), None);
    let inner = Project::new(project.root().join("inner"));
    assert_eq!(inner.find("../a.txt"), Found::File);
    assert_eq!(inner.read("../a.txt", 2), None);
}

#[test]
fn names_are_told_by_kind() {
    let (_folder, project) = project(&["b", "a", "sub/c"]);
    let names = |names: &[&str]| Some(names.iter().map(|name| (*name).to_owned()).collect());
    assert_eq!(project.names("", Found::File), names(&["a", "b"]));
    assert_eq!(project.names(".", Found::Folder), names(&["sub"]));
    assert_eq!(project.names("a", Found::File), None);
    assert!(project.is_readable_folder("sub"));
    assert!(!project.is_readable_folder("a"));
}

#[test]
fn an_outer_project_is_found_up_to_the_repository() {
    let (folder, _) = project(&["Spacefile", "a/b/Spacefile", "repo/.git/config", "repo/x/"]);
    let outer = |path: &str| Project::new(folder.path().join(path)).outer();
    assert_eq!(outer("a/b").as_deref(), Some("../.."));
    assert_eq!(outer("a/b/../b").as_deref(), Some("../.."));
    assert_eq!(outer("repo"), None);
    assert_eq!(outer("repo/x"), None);
    assert_eq!(outer("nowhere"), None);
}

#[cfg(unix)]
#[test]
fn links_are_followed_and_told_when_they_leave() {
    use std::os::unix::fs::symlink;
    let (_folder, project) = project(&["real/a", "away"]);
    let (outside, _) = self::project(&["secret"]);
    let at = |name: &str| project.root().join(name);
    symlink("real", at("inside")).unwrap();
    symlink(outside.path(), at("outside")).unwrap();
    symlink("nowhere", at("dangling")).unwrap();
    symlink("circle", at("circle")).unwrap();
    assert_eq!(project.find("inside"), Found::Folder);
    assert_eq!(project.find("dangling"), Found::Missing);
    assert_eq!(project.find("circle"), Found::Unknown);
    assert!(!project.leaves_by_link("inside"));
    assert!(!project.leaves_by_link("dangling"));
    assert!(project.leaves_by_link("outside"));
    assert!(project.read("inside/a", 9).is_some());
    assert_eq!(project.read("outside/secret", 9), None);
    assert_eq!(
        project.names("", Found::Folder).unwrap(),
        ["inside", "outside", "real"].map(str::to_owned)
    );
}

#[cfg(unix)]
#[test]
fn a_pipe_is_never_opened() {
    let (_folder, project) = project(&["a"]);
    let path = project.root().join("pipe");
    let mode = rustix::fs::Mode::from_raw_mode(0o600);
    rustix::fs::mknodat(rustix::fs::CWD, &path, rustix::fs::FileType::Fifo, mode, 0).unwrap();
    assert_eq!(project.find("pipe"), Found::Other);
    assert_eq!(project.read("pipe", 9), None);
    assert!(open_regular(&path).is_err());
}
