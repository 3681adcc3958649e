//! What lies in a folder: names, kinds and sizes, in a few flat tables.

use crate::ignore::tree::compare;

/// No folder.
pub(in crate::ignore) const NONE: u32 = u32::MAX;

const UNMEASURED: u64 = u64::MAX;

/// What an entry is. Links are not followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A regular file.
    File,
    /// A folder.
    Folder,
    /// A symbolic link.
    Link,
    /// A named pipe.
    Pipe,
    /// A socket.
    Socket,
    /// A device.
    Device,
    /// Something else, or nobody can tell.
    Unknown,
}

/// What a push stumbles over at an entry that it doesn't leave out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Snag {
    /// A file or folder that may not be read.
    Denied,
    /// A file or folder that could not be read for another reason.
    Failed,
    /// A link to a folder.
    LinkToFolder,
    /// A link that leads nowhere.
    LinkToNothing,
    /// A link that leads back to itself.
    LinkLoop,
    /// A pipe, or a link to one.
    Pipe,
    /// A socket, or a link to one.
    Socket,
    /// A device, or a link to one.
    Device,
}

/// How much lies in a folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Totals {
    /// Everything but folders.
    pub files: u64,
    /// The bytes in them, as far as they were measured.
    pub bytes: u64,
}

impl Totals {
    /// Adds one file.
    pub(in crate::ignore) fn add(&mut self, size: Option<u64>) {
        *self += Self { files: 1, bytes: size.unwrap_or_default() };
    }
}

impl std::ops::AddAssign for Totals {
    fn add_assign(&mut self, other: Self) {
        self.files += other.files;
        self.bytes = self.bytes.saturating_add(other.bytes);
    }
}

/// When a folder changed last, by its file system's clock.
pub(in crate::ignore) type Time = (i64, u32);

/// All entries and folders. The entries of one folder stand together, in the order of
/// [`compare`]; what is no longer reached from the root is garbage.
#[derive(Debug, Clone, Default)]
pub(in crate::ignore) struct Listing {
    names: Vec<u8>,
    pub(in crate::ignore) entries: Vec<Entry>,
    pub(in crate::ignore) folders: Vec<Folder>,
    /// How many folders were read so far.
    pub(in crate::ignore) reads: u64,
}

#[derive(Debug, Clone, Copy)]
pub(in crate::ignore) struct Entry {
    size: u64,
    /// Where its name starts.
    name: u32,
    /// Its place among the folders, if it is one that was looked into or counted.
    pub(in crate::ignore) folder: u32,
    /// The folder it lies in.
    pub(in crate::ignore) parent: u32,
    /// How long its name is.
    len: u16,
    pub(in crate::ignore) kind: Kind,
    pub(in crate::ignore) snag: Option<Snag>,
}

#[derive(Debug, Clone, Copy)]
pub(in crate::ignore) struct Folder {
    /// Its own entry.
    pub(in crate::ignore) entry: u32,
    /// Its first entry.
    pub(in crate::ignore) first: u32,
    /// How many it has.
    pub(in crate::ignore) count: u32,
    /// Whether these are what lies in it.
    pub(in crate::ignore) is_read: bool,
    /// Whether something in it is known to have changed since.
    pub(in crate::ignore) is_stale: bool,
    /// When it changed last; `None` if that can't tell whether it has changed since.
    pub(in crate::ignore) time: Option<Time>,
    /// How much lies in it, if that was counted and not listed.
    pub(in crate::ignore) counted: Option<Totals>,
}

/// Marks what was added to a listing later than this.
#[derive(Debug, Clone, Copy)]
pub(in crate::ignore) struct Mark {
    names: usize,
    entries: usize,
    folders: usize,
}

impl Entry {
    const NOTHING: Self = Self {
        size: UNMEASURED,
        name: 0,
        folder: NONE,
        parent: NONE,
        len: 0,
        kind: Kind::Unknown,
        snag: None,
    };

    pub(in crate::ignore) fn size(&self) -> Option<u64> {
        (self.size != UNMEASURED).then_some(self.size)
    }

    pub(in crate::ignore) fn set_size(&mut self, size: Option<u64>) {
        self.size = size.unwrap_or(UNMEASURED);
    }
}

impl Entry {
    /// Takes over what is known of the same entry from an earlier look.
    pub(in crate::ignore) fn adopt(&mut self, old: &Self) {
        (self.size, self.snag, self.folder) = (old.size, old.snag, old.folder);
    }
}

impl Folder {
    /// Forgets what lies in it.
    pub(in crate::ignore) fn forget(&mut self) {
        *self = Self { entry: self.entry, ..Self::UNKNOWN };
    }

    const UNKNOWN: Self = Self {
        entry: 0,
        first: 0,
        count: 0,
        is_read: false,
        is_stale: false,
        time: None,
        counted: None,
    };
}

impl Listing {
    /// Nothing but the root.
    pub(in crate::ignore) fn new() -> Self {
        let mut listing = Self::default();
        listing.entries.push(Entry { kind: Kind::Folder, ..Entry::NOTHING });
        listing.add_folder(0);
        listing
    }

    pub(in crate::ignore) fn entry(&self, entry: u32) -> Entry {
        self.entries.get(entry as usize).copied().unwrap_or(Entry::NOTHING)
    }

    pub(in crate::ignore) fn entry_mut(&mut self, entry: u32) -> Option<&mut Entry> {
        self.entries.get_mut(entry as usize)
    }

    pub(in crate::ignore) fn folder(&self, folder: u32) -> Option<&Folder> {
        self.folders.get(folder as usize)
    }

    pub(in crate::ignore) fn folder_mut(&mut self, folder: u32) -> Option<&mut Folder> {
        self.folders.get_mut(folder as usize)
    }

    pub(in crate::ignore) fn name(&self, entry: u32) -> &[u8] {
        self.name_of(&self.entry(entry))
    }

    pub(in crate::ignore) fn name_of(&self, entry: &Entry) -> &[u8] {
        let start = entry.name as usize;
        self.names.get(start..start + usize::from(entry.len)).unwrap_or_default()
    }

    /// Adds an entry of a folder; `None` if there is no room for more.
    pub(in crate::ignore) fn add(&mut self, parent: u32, name: &[u8], kind: Kind) -> Option<()> {
        let entry = Entry {
            name: u32::try_from(self.names.len()).ok()?,
            len: u16::try_from(name.len()).ok()?,
            parent,
            kind,
            ..Entry::NOTHING
        };
        // One less than fits, so that the number of entries fits, too.
        u32::try_from(self.entries.len() + 1).ok()?;
        self.names.extend_from_slice(name);
        self.entries.push(entry);
        Some(())
    }

    /// Adds an entry of another listing to a folder.
    pub(in crate::ignore) fn copy(&mut self, from: &Self, entry: &Entry, parent: u32) {
        if self.add(parent, from.name_of(entry), entry.kind).is_some()
            && let Some(copy) = self.entries.last_mut()
        {
            copy.size = entry.size;
            copy.snag = entry.snag;
        }
    }

    /// Makes an entry a folder that can hold entries.
    pub(in crate::ignore) fn add_folder(&mut self, entry: u32) -> u32 {
        // There are never more folders than entries.
        let id = u32::try_from(self.folders.len()).unwrap_or(NONE);
        self.folders.push(Folder { entry, ..Folder::UNKNOWN });
        if let Some(entry) = self.entry_mut(entry) {
            entry.folder = id;
        }
        id
    }

    /// The places of a folder's entries.
    pub(in crate::ignore) fn children(&self, folder: u32) -> std::ops::Range<u32> {
        self.folder(folder).map_or(0..0, |it| it.first..it.first + it.count)
    }

    /// How many entries there are, garbage included.
    pub(in crate::ignore) fn len(&self) -> u32 {
        // Never more than fit: `add` sees to it.
        u32::try_from(self.entries.len()).unwrap_or(u32::MAX)
    }

    /// Puts the entries from `first` on in order.
    pub(in crate::ignore) fn sort_from(&mut self, first: u32) {
        let names = &self.names;
        let key = |entry: &Entry| {
            let start = entry.name as usize;
            let name = names.get(start..start + usize::from(entry.len)).unwrap_or_default();
            (name, entry.kind == Kind::Folder)
        };
        if let Some(entries) = self.entries.get_mut(first as usize..) {
            entries.sort_unstable_by(|one, other| compare(key(one), key(other)));
        }
    }

    /// The entry of a name in a folder.
    pub(in crate::ignore) fn child(&self, folder: u32, name: &[u8]) -> Option<u32> {
        let range = self.children(folder);
        let children = self.entries.get(range.start as usize..range.end as usize)?;
        // It stands in one of two places, depending on what it is.
        [false, true].into_iter().find_map(|is_folder| {
            let found = children.binary_search_by(|entry| {
                compare((self.name_of(entry), entry.kind == Kind::Folder), (name, is_folder))
            });
            Some(range.start + u32::try_from(found.ok()?).ok()?)
        })
    }

    /// The entry at a path.
    pub(in crate::ignore) fn find(&self, path: &[u8]) -> Option<u32> {
        if path.is_empty() {
            return Some(0);
        }
        let mut entry = 0;
        for name in path.split(|byte| *byte == b'/') {
            entry = self.child(self.entry(entry).folder, name)?;
        }
        Some(entry)
    }

    pub(in crate::ignore) fn path(&self, entry: u32) -> Vec<u8> {
        let mut names = Vec::new();
        let mut here = self.entry(entry);
        while let Some(parent) = self.folder(here.parent) {
            names.push(self.name_of(&here));
            here = self.entry(parent.entry);
        }
        names.reverse();
        names.join(&b'/')
    }

    /// Forgets the entries from `first` on.
    pub(in crate::ignore) fn truncate(&mut self, first: u32) {
        let first = first as usize;
        if let Some(entry) = self.entries.get(first) {
            self.names.truncate(entry.name as usize);
        }
        self.entries.truncate(first);
    }

    pub(in crate::ignore) fn mark(&self) -> Mark {
        Mark { names: self.names.len(), entries: self.entries.len(), folders: self.folders.len() }
    }

    /// Forgets what was added since, and says how much it was.
    pub(in crate::ignore) fn fold(&mut self, mark: Mark) -> Totals {
        let mut totals = Totals::default();
        for entry in self.entries.get(mark.entries..).unwrap_or_default() {
            if entry.kind != Kind::Folder {
                totals.add(entry.size());
            }
        }
        self.names.truncate(mark.names);
        self.entries.truncate(mark.entries);
        self.folders.truncate(mark.folders);
        totals
    }

    pub(in crate::ignore) fn memory(&self) -> usize {
        self.names.capacity()
            + self.entries.capacity() * size_of::<Entry>()
            + self.folders.capacity() * size_of::<Folder>()
    }
}
