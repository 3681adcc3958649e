//! What is offered at a cursor, and what accepting it makes of the text.

mod deleted;
mod written;

use libtest_mimic::Trial;

pub fn trials() -> Vec<Trial> {
    written::trials().into_iter().chain(deleted::trials()).collect()
}
