//! What would go up of each project, walked once.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use crate::ignore::Rules;
use crate::ignore::upload::Upload;
use crate::ignore::walk::{Options, spaceignore, walk};

type Slot = Arc<OnceLock<Option<Arc<Upload>>>>;

/// The projects of a run: a Spacefile and the `.spaceignore` beside it are judged apart.
#[derive(Debug, Default)]
pub(super) struct Uploads {
    known: Mutex<HashMap<PathBuf, Slot>>,
}

impl Uploads {
    /// What lies in a project's folder and would go up; `None` if it can't be read.
    pub(super) fn of(&self, folder: &Path) -> Option<Arc<Upload>> {
        let slot = {
            let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(known.entry(folder.to_owned()).or_default())
        };
        let walked = || {
            let rules = Arc::new(Rules::new(spaceignore(folder).bytes()));
            walk(folder, rules, &Options::UPLOAD, &AtomicBool::new(false))
                .ok()
                .map(|tree| Arc::new(Upload::new(tree)))
        };
        slot.get_or_init(walked).clone()
    }
}
