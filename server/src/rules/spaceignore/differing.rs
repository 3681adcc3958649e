//! Where the two readings part on files that are there, and which lines are to blame.
//!
//! Worked out once for a context; each rule words one class of it.

mod blame;
pub(super) mod case;
mod chain;
mod class;
pub(super) mod folder;
mod lines;
pub(super) mod mend;
mod portable;
mod tokens;
pub(super) mod words;

use std::cell::Cell;
use std::collections::BTreeMap;

use self::blame::{Way, blame};
use self::chain::Chain;
pub(super) use self::class::Class;
use self::class::classify;
use self::lines::Lines;
pub(super) use self::portable::{Portable, literal, portable};
use crate::ignore::LineId;
use crate::ignore::tree::{EntryId, Glance, Item, Kind, Totals, Tree};
use crate::rules::UploadContext;
use crate::secrets::Secret;

/// Everything on which the readings part.
#[derive(Debug, Default)]
pub(in crate::rules) struct Differing {
    groups: Vec<Group>,
    /// Every file on which they part and the place of its group, by the file.
    files: Vec<(EntryId, usize)>,
    /// How many proofs of fixes there is still time for.
    proofs: Cell<usize>,
}

/// The files on which the readings part because of one line, and for one reason.
#[derive(Debug)]
pub(in crate::rules) struct Group {
    /// Its place among all.
    pub(in crate::rules) place: usize,
    pub(in crate::rules) class: Class,
    /// The line to blame; `None` where it is the file's name.
    pub(in crate::rules) line: Option<LineId>,
    /// The first file that the Space CLI uploads, and the line by which the documentation leaves it
    /// out.
    pub(in crate::rules) against: Option<(LineId, Vec<u8>)>,
    /// What the documentation lets go up and the Space CLI leaves out.
    pub(in crate::rules) left_out: Files,
    /// What the documentation leaves out and the Space CLI uploads.
    pub(in crate::rules) uploaded: Files,
}

/// Some files.
#[derive(Debug, Default)]
pub(in crate::rules) struct Files {
    pub(in crate::rules) totals: Totals,
    /// The paths of the first of them, likely secrets before all others.
    pub(in crate::rules) named: Vec<Vec<u8>>,
}

/// So many entries may be judged again for the proofs of all fixes. That is about a second; on few
/// projects and with few lines it is ever reached.
const MOST_JUDGED: usize = 3_000_000;

/// How many files are named in a message.
const NAMED: usize = 3;

impl UploadContext<'_> {
    /// Where the readings part.
    pub(in crate::rules) fn differing(&self) -> &Differing {
        self.known.differing.get_or_init(|| Differing::new(self.tree))
    }
}

/// Whether one of the rules on differing readings speaks about a line: then nobody else needs to
/// say that it has no effect.
pub(in crate::rules) fn blamed(context: &UploadContext<'_>, line: LineId) -> bool {
    context.differing().groups.iter().any(|group| group.line == Some(line))
}

impl Differing {
    pub(in crate::rules) fn new(tree: &Tree) -> Self {
        let mut causes = Causes { lines: Lines::new(tree.rules()), known: BTreeMap::new() };
        let mut places: BTreeMap<(Option<LineId>, Class), usize> = BTreeMap::new();
        let mut differing = Self::default();
        let mut items = tree.items();
        let mut entries = 0;
        while let Some(item) = items.next_if(|Glance { kind, verdict, .. }| {
            entries += 1;
            // Folders are not uploaded.
            kind != Kind::Folder && verdict.documented.kept != verdict.original.kept
        }) {
            let (line, class) = causes.of(&Chain::new(tree, &item));
            let groups = &mut differing.groups;
            let place = *places.entry((line, class)).or_insert_with(|| {
                groups.push(Group::new(groups.len(), line, class));
                groups.len() - 1
            });
            if let Some(group) = groups.get_mut(place) {
                group.add(&item);
            }
            differing.files.push((item.id, place));
        }
        differing.files.sort_unstable();
        differing.proofs.set(MOST_JUDGED / (entries + 1));
        differing
    }

    /// Whether there is time to judge everything again; takes note that it is done.
    fn may_judge(&self) -> bool {
        let left = self.proofs.get();
        self.proofs.set(left.saturating_sub(1));
        left > 0
    }

    /// The groups of a class, in the order in which their first files come.
    pub(in crate::rules) fn of(&self, class: Class) -> impl Iterator<Item = &Group> {
        self.groups.iter().filter(move |group| group.class == class)
    }

    /// The place of the group that a file belongs to, if the readings part on it.
    fn place(&self, file: EntryId) -> Option<usize> {
        let found = self.files.binary_search_by_key(&file, |(id, _)| *id).ok()?;
        self.files.get(found).map(|(_, place)| *place)
    }

    /// The files of a group.
    pub(in crate::rules) fn files(&self, group: &Group) -> impl Iterator<Item = EntryId> {
        let place = group.place;
        self.files.iter().filter(move |(_, other)| *other == place).map(|(id, _)| *id)
    }
}

impl Group {
    fn new(place: usize, line: Option<LineId>, class: Class) -> Self {
        let (left_out, uploaded) = (Files::default(), Files::default());
        Self { place, class, line, against: None, left_out, uploaded }
    }

    fn add(&mut self, item: &Item<'_>) {
        if item.verdict.documented.kept {
            self.left_out.add(item);
        } else {
            if self.against.is_none() {
                self.against = item.verdict.documented.by.map(|line| (line, item.path.to_vec()));
            }
            self.uploaded.add(item);
        }
    }

    /// The first of its files that likely holds secrets; one that the Space CLI uploads before one
    /// that it leaves out.
    pub(in crate::rules) fn secret(&self) -> Option<&[u8]> {
        let files = [&self.uploaded, &self.left_out];
        let first = files.into_iter().filter_map(|files| files.named.first());
        first.map(Vec::as_slice).find(|path| Secret::by_name(path).is_some())
    }
}

impl Files {
    fn add(&mut self, item: &Item<'_>) {
        self.totals += Totals { files: 1, bytes: item.size.unwrap_or_default() };
        if Secret::by_name(item.path).is_some() {
            let secrets =
                self.named.iter().take_while(|path| Secret::by_name(path).is_some()).count();
            if secrets < NAMED {
                self.named.insert(secrets, item.path.to_vec());
                self.named.truncate(NAMED);
            }
        } else if self.named.len() < NAMED {
            self.named.push(item.path.to_vec());
        }
    }
}

/// Finds causes. What holds for a folder is found out once for all that lies in it.
struct Causes<'r> {
    lines: Lines<'r>,
    known: BTreeMap<(EntryId, LineId, Way), Class>,
}

impl Causes<'_> {
    /// The line to blame for a file, if it is a line, and the class of the difference.
    fn of(&mut self, chain: &Chain<'_>) -> (Option<LineId>, Class) {
        let Some(blame) = blame(chain, &mut self.lines) else { return (None, Class::LineBreak) };
        let top = chain.steps.get(blame.top).filter(|step| step.is_folder);
        let is_plain = chain.path.is_ascii() && !chain.path.contains(&b'\n');
        let key = top.filter(|_| is_plain).map(|step| (step.id, blame.line, blame.way));
        let known = key.and_then(|key| self.known.get(&key).copied());
        let class = known.unwrap_or_else(|| classify(&blame, chain, &mut self.lines));
        if let Some(key) = key {
            self.known.insert(key, class);
        }
        (Some(blame.line).filter(|_| class != Class::LineBreak), class)
    }
}
