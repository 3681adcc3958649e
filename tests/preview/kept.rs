//! A tree that is kept and brought up to date equals one of a new walk, and asks the disk less.

use std::cell::Cell;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use libtest_mimic::Failed;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use spacefile_lsp::ignore::summary::Summary;
use spacefile_lsp::ignore::tree::{Kind, Snag, Totals, Tree};
use spacefile_lsp::ignore::walk::{
    Inside, Options, Stop, changed, completed, refreshed, spaceignore, walk,
};
use spacefile_lsp::ignore::{LineId, Rules, Verdict};

use super::Test;
use crate::support::write_files;

pub const TESTS: &[(&str, Test)] = &[
    ("kept_trees_equal_new_ones", equal_new_ones),
    ("new_rules_ask_nothing_of_the_disk", new_rules),
    ("only_what_changed_is_read", only_what_changed),
    ("folder_times_tell_what_changed", folder_times),
    ("counted_is_what_is_listed", counted_is_listed),
    ("a_walk_can_be_stopped", stopped),
    ("memory_is_bounded", memory),
];

static GO: AtomicBool = AtomicBool::new(false);

fn options(inside: Inside) -> Options<'static> {
    Options { inside, measure: true, times: true, seen: None }
}

fn rules(folder: &Path) -> Arc<Rules> {
    Arc::new(Rules::new(spaceignore(folder).bytes()))
}

fn fresh(folder: &Path, inside: Inside) -> Tree {
    walk(folder, rules(folder), &options(inside), &GO).unwrap()
}

/// What must be the same: a path, and everything that is known of it.
type Known = (String, Kind, Option<u64>, Verdict, Option<Snag>, Option<Totals>);

/// Everything that a new walk would find out. What lies in a folder that is ignored by now may be
/// known from before; a new walk would not look.
fn known(tree: &Tree) -> Vec<Known> {
    let mut known = Vec::new();
    let mut items = tree.items();
    while let Some(item) = items.next() {
        let kept = |verdict: Verdict| verdict.documented.kept || verdict.original.kept;
        let is_open = tree.parent(item.id).is_none_or(|around| kept(tree.verdict(around)));
        if is_open {
            let path = String::from_utf8_lossy(item.path).into_owned();
            let size = item.size.filter(|_| kept(item.verdict));
            let snag = item.snag.filter(|_| kept(item.verdict) || item.kind == Kind::Folder);
            known.push((path, item.kind, size, item.verdict, snag, None));
        }
    }
    assert_eq!(known.len(), {
        let mut paths: Vec<_> = known.iter().map(|it| &it.0).collect();
        paths.dedup();
        paths.len()
    });
    known
}

/// What lines do, as far as it doesn't depend on how the entries are numbered.
type Sums = (Totals, Totals, Option<Totals>, Vec<(LineId, Totals, u64, Totals)>);

fn sums(tree: &Tree) -> Sums {
    let summary = Summary::new(tree, &GO).unwrap();
    let effects = summary.effects.iter().map(|it| (it.line, it.out, it.out_paths, it.back));
    (summary.kept, summary.original, summary.ignored, effects.collect())
}

#[derive(Debug, Clone)]
enum Change {
    File(String, usize),
    Folder(String),
    Link(String, String),
    Remove(String),
    Rules(String),
}

fn changes() -> impl Strategy<Value = Vec<Change>> {
    let name = prop::sample::select(vec!["a", "b", "dist", "node_modules", ".env", "x.log", "k"]);
    let path = prop::collection::vec(name, 1..4).prop_map(|names| names.join("/"));
    let line = prop::sample::select(vec![
        "*.log",
        "!dist",
        "a/b",
        "/a",
        "b/",
        "!node_modules",
        "k",
        "!/a/k",
        "*",
        "!*.log",
    ]);
    let text = prop::collection::vec(line, 0..4).prop_map(|lines| lines.join("\n"));
    let change = prop_oneof![
        5 => (path.clone(), 0..99_usize).prop_map(|(path, size)| Change::File(path, size)),
        2 => path.clone().prop_map(Change::Folder),
        1 => (path.clone(), path.clone()).prop_map(|(path, to)| Change::Link(path, to)),
        3 => path.prop_map(Change::Remove),
        2 => text.prop_map(Change::Rules),
    ];
    prop::collection::vec(change, 1..40)
}

/// Does it, if that is possible, and says which path changed.
fn apply(folder: &Path, change: &Change) -> Option<PathBuf> {
    let place = |path: &str| folder.join(path);
    let remove = |path: &Path| match path.symlink_metadata() {
        Ok(found) if found.is_dir() => fs::remove_dir_all(path),
        _ => fs::remove_file(path),
    };
    let parent = |path: &Path| fs::create_dir_all(path.parent().unwrap());
    // What is changed through a link is elsewhere, and would have an event of its own.
    let is_behind_link = |path: &str| {
        let mut here = folder.to_owned();
        path.split('/').any(|name| {
            here.push(name);
            here.is_symlink()
        })
    };
    if let Change::File(path, _) | Change::Folder(path) | Change::Link(path, _) = change
        && is_behind_link(path)
    {
        return None;
    }
    let (path, result) = match change {
        Change::File(path, size) => {
            (path, parent(&place(path)).and_then(|()| fs::write(place(path), vec![b'x'; *size])))
        }
        Change::Folder(path) => (path, fs::create_dir_all(place(path))),
        Change::Link(path, to) => {
            (path, parent(&place(path)).and_then(|()| symlink(place(to), place(path))))
        }
        Change::Remove(path) => (path, remove(&place(path))),
        Change::Rules(_) => return None,
    };
    result.ok().map(|()| path.into())
}

fn equal_new_ones() -> Result<(), Failed> {
    let cases = Config { cases: 40, failure_persistence: None, ..Config::default() };
    let compared = Cell::new(0);
    let outcome = TestRunner::new(cases).run(&(changes(), 0..3_usize), |(changes, inside)| {
        let inside = [Inside::Closed, Inside::Counted, Inside::Listed][inside];
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        let mut tree = fresh(folder, inside);
        let mut again = tree.clone();
        let mut events: Vec<PathBuf> = Vec::new();
        for (count, change) in changes.iter().enumerate() {
            if let Change::Rules(text) = change {
                fs::write(folder.join(".spaceignore"), text).unwrap();
                events.push(".spaceignore".into());
                let new = rules(folder);
                tree = tree.judged(Arc::clone(&new), &GO).unwrap();
                again = again.judged(new, &GO).unwrap();
                tree = completed(tree, &options(inside), &GO).unwrap();
            }
            events.extend(apply(folder, change));
            // Several events at once, as editors send them.
            if count % 3 > 0 && count + 1 < changes.len() {
                continue;
            }
            let paths = events.iter().map(|path| path.as_os_str().as_encoded_bytes());
            tree = changed(tree, paths, &options(inside), &GO).unwrap();
            again = refreshed(again, &options(inside), &GO).unwrap();
            events.clear();
            let new = fresh(folder, inside);
            prop_assert_eq!(known(&tree), known(&new));
            prop_assert_eq!(known(&again), known(&new));
            if inside != Inside::Closed {
                prop_assert_eq!(sums(&tree), sums(&new));
                prop_assert_eq!(sums(&again), sums(&new));
            }
            for (path, ..) in known(&new) {
                let id = tree.find(path.as_bytes()).unwrap();
                prop_assert_eq!(tree.path(id), path.as_bytes());
            }
            compared.set(compared.get() + 1);
        }
        Ok(())
    });
    assert!(compared.get() > 40);
    outcome.map_err(|error| error.to_string().into())
}

/// A folder with some that are ignored.
fn project() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let files = "Spacefile: v: 0\nsrc/a.py: 1\nsrc/deep/b.py: 2\nsrc/c.log: 3\n.env: secret\n\
                 node_modules/p/index.js: 4\nnode_modules/p/lib/x.js: 5\ndist/app.js: 66\nweb/x: 7";
    write_files(folder.path(), files);
    folder
}

fn new_rules() -> Result<(), Failed> {
    let folder = project();
    let tree = fresh(folder.path(), Inside::Closed);
    // The root, src, src/deep and web.
    assert_eq!(tree.reads(), 4);
    let judge = |tree: &Tree, text: &str| {
        let tree = tree.judged(Arc::new(Rules::new(Some(text.as_bytes()))), &GO).unwrap();
        (sums(&tree).0.files, tree)
    };
    assert_eq!(sums(&tree).0.files, 5);
    let (files, logs) = judge(&tree, "*.log\n");
    assert_eq!((files, logs.reads()), (4, 4));
    let (files, none) = judge(&logs, "src\n");
    assert_eq!((files, none.reads()), (2, 4));
    let (files, back) = judge(&none, "");
    assert_eq!((files, back.reads()), (5, 4));
    // What nobody has looked into yet must be read then, and only that.
    let (files, dist) = judge(&back, "!dist\n");
    assert_eq!((files, dist.reads()), (5, 4));
    let dist = completed(dist, &options(Inside::Closed), &GO).unwrap();
    assert_eq!((sums(&dist).0, dist.reads()), (Totals { files: 6, bytes: 16 }, 5));
    let nothing = completed(dist, &options(Inside::Closed), &GO).unwrap();
    assert_eq!(nothing.reads(), 5);
    Ok(())
}

fn only_what_changed() -> Result<(), Failed> {
    let folder = project();
    let tree = fresh(folder.path(), Inside::Counted);
    let reads = tree.reads();
    let change = |tree: Tree, path: &str| {
        changed(tree, [path.as_bytes()], &options(Inside::Counted), &GO).unwrap()
    };
    fs::write(folder.path().join("src/deep/b.py"), "longer than before")?;
    let tree = change(tree, "src/deep/b.py");
    assert_eq!(tree.reads(), reads + 1);
    let id = tree.find(b"src/deep/b.py").unwrap();
    assert_eq!(tree.size(id), Some(18));
    // A new folder is read, and the one it stands in.
    write_files(folder.path(), "src/new/x/y: 1");
    let tree = change(tree, "src/new");
    assert_eq!(tree.reads(), reads + 4);
    // What is only counted is counted again, all of it.
    fs::write(folder.path().join("node_modules/p/more.js"), "1")?;
    let tree = change(tree, "node_modules/p/more.js");
    assert_eq!(tree.reads(), reads + 7);
    let modules = tree.find(b"node_modules").unwrap();
    assert_eq!(tree.counted(modules), Some(Totals { files: 3, bytes: 5 }));
    // With closed folders nobody looks there.
    let closed = fresh(folder.path(), Inside::Closed);
    let reads = closed.reads();
    let paths = [b"node_modules/p/x".as_slice(), b"dist/a/b/c", b"nowhere/at/all"];
    let closed = changed(closed, paths, &options(Inside::Closed), &GO).unwrap();
    assert_eq!(closed.reads(), reads + 1, "the root, for `nowhere`");
    Ok(())
}

fn folder_times() -> Result<(), Failed> {
    let folder = project();
    // The clock of a file system may be coarse: what changed just now is read again in any case.
    std::thread::sleep(Duration::from_millis(3100));
    let tree = fresh(folder.path(), Inside::Closed);
    let reads = tree.reads();
    let same = refreshed(tree.clone(), &options(Inside::Closed), &GO).unwrap();
    assert_eq!(same.reads(), reads);
    fs::remove_file(folder.path().join("src/deep/b.py"))?;
    fs::write(folder.path().join("web/x"), "other bytes")?;
    let later = refreshed(tree, &options(Inside::Closed), &GO).unwrap();
    assert_eq!(later.reads(), reads + 1);
    assert_eq!(known(&later), known(&fresh(folder.path(), Inside::Closed)));
    Ok(())
}

fn counted_is_listed() -> Result<(), Failed> {
    let folder = project();
    let (counted, listed) =
        (fresh(folder.path(), Inside::Counted), fresh(folder.path(), Inside::Listed));
    assert_eq!(sums(&counted), sums(&listed));
    assert_eq!(sums(&counted).2, Some(Totals { files: 4, bytes: 14 }));
    assert_eq!(counted.counted(counted.find(b"dist").unwrap()).unwrap().bytes, 3);
    assert!(counted.find(b"dist/app.js").is_none() && listed.find(b"dist/app.js").is_some());
    assert_eq!(sums(&fresh(folder.path(), Inside::Closed)).2, None);
    Ok(())
}

fn stopped() -> Result<(), Failed> {
    let folder = project();
    let stop = AtomicBool::new(true);
    let walked = walk(folder.path(), rules(folder.path()), &options(Inside::Closed), &stop);
    assert!(matches!(walked, Err(Stop::Cancelled)));
    let tree = fresh(folder.path(), Inside::Closed);
    assert!(tree.judged(rules(folder.path()), &stop).is_none());
    assert!(Summary::new(&tree, &stop).is_none());
    let refreshed = refreshed(tree, &options(Inside::Closed), &stop);
    assert!(matches!(refreshed, Err(Stop::Cancelled)));
    let missing = walk(Path::new("/nowhere"), rules(folder.path()), &Options::default(), &GO);
    assert!(matches!(missing, Err(Stop::Failed(_))));
    Ok(())
}

fn memory() -> Result<(), Failed> {
    let folder = tempfile::tempdir()?;
    let (mut names, mut files) = (0, 0_usize);
    for outer in 0..40 {
        let inner = folder.path().join(format!("some folder {outer}"));
        fs::create_dir(&inner)?;
        for file in 0..50 {
            let name = format!("a file with a name {file}.js");
            fs::write(inner.join(&name), "")?;
            (names, files) = (names + name.len(), files + 1);
        }
    }
    let tree = fresh(folder.path(), Inside::Closed);
    assert_eq!(usize::try_from(sums(&tree).0.files)?, files);
    let most = files * 100 + names;
    assert!(tree.memory() < most, "{} bytes are too many for {files} paths", tree.memory());
    // What changes again and again leaves no more behind than there is.
    let mut tree = tree;
    for _ in 0..200 {
        tree =
            changed(tree, [b"some folder 1/x".as_slice()], &options(Inside::Closed), &GO).unwrap();
        assert!(tree.memory() < 3 * most, "{} bytes", tree.memory());
    }
    Ok(())
}
