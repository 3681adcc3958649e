use std::collections::BTreeMap;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::{fs, io};

use super::{Facts, linux, portable};
use crate::ignore::tree::Kind;

/// What each name in a folder is, and what a closer look at it and behind it tells.
type Seen = BTreeMap<Vec<u8>, (Kind, Option<Facts>, Option<Facts>)>;

/// Lists a folder by one of the two.
macro_rules! seen {
    ($disk:ident, $path:expr) => {{
        let dir = $disk::Dir::root($path)?;
        let mut buffer = $disk::Buffer::new();
        let mut names = Vec::new();
        dir.read(&mut buffer, |name, kind| {
            names.push((name.to_vec(), kind));
            Ok(())
        })?;
        let facts = names.into_iter().map(|(name, kind)| {
            let (look, follow) = (dir.look(&name).ok(), dir.follow(&name).ok());
            let is_entered = dir.child(&name).is_ok();
            assert_eq!(is_entered, kind == Kind::Folder, "{:?}", name);
            (name, (kind, look, follow))
        });
        facts.collect::<Seen>()
    }};
}

#[test]
fn both_see_the_same() -> io::Result<()> {
    let folder = tempfile::tempdir()?;
    let path = |name: &str| folder.path().join(name);
    fs::write(path("a file"), "12345")?;
    fs::create_dir(path("folder"))?;
    fs::write(path("line\nend"), "")?;
    symlink("a file", path("link"))?;
    symlink("folder", path("link to folder"))?;
    symlink("nowhere", path("dangling"))?;
    symlink("loop", path("loop"))?;
    let socket = std::os::unix::net::UnixListener::bind(path("socket"))?;
    let sizes = |seen: Seen| -> Seen {
        // A folder's size is a matter of taste.
        let plain = |facts: Option<Facts>| match facts {
            Some(facts) if facts.kind == Kind::Folder => Some(Facts { size: 0, ..facts }),
            facts => facts,
        };
        let plain = |(name, (kind, look, follow))| (name, (kind, plain(look), plain(follow)));
        seen.into_iter().map(plain).collect()
    };
    let one = sizes(seen!(linux, folder.path()));
    let other = sizes(seen!(portable, folder.path()));
    assert_eq!(one.len(), 8, "{one:?}");
    assert_eq!(one, other);
    drop(socket);
    Ok(())
}

#[test]
fn links_are_no_folders() -> io::Result<()> {
    let folder = tempfile::tempdir()?;
    fs::create_dir(folder.path().join("real"))?;
    symlink("real", folder.path().join("link"))?;
    let (linux, portable) = (linux::Dir::root(folder.path())?, portable::Dir::root(folder.path())?);
    assert!(linux.time().is_some() && portable.time().is_some());
    assert!(linux.child(b"real").is_ok() && portable.child(b"real").is_ok());
    assert!(linux.child(b"link").is_err() && portable.child(b"link").is_err());
    // The root itself may be one.
    let link = folder.path().join("link");
    assert!(linux::Dir::root(&link).is_ok() && portable::Dir::root(&link).is_ok());
    assert!(linux::Dir::root(Path::new("/nowhere")).is_err());
    Ok(())
}
