//! Every test that goes through the front door: the real binary on real files.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    missing_docs,
    clippy::needless_pass_by_value,
    unreachable_pub,
    reason = "a test that meets something unexpected should stop there and say so"
)]

mod action;
mod carets;
mod check;
mod clients;
mod completion;
mod corpus;
mod explain;
mod fix;
mod fixes;
mod fixtures;
mod format;
mod fresh;
mod hostile;
mod hover;
mod ignore;
mod layers;
mod lsp;
mod mutation;
mod navigation;
#[cfg(target_os = "linux")]
mod odd_files;
mod offsets;
mod outline;
mod pages;
#[cfg(target_os = "linux")]
mod preview;
mod properties;
mod refactors;
mod replay;
mod reports;
mod slips;
mod support;

use libtest_mimic::{Arguments, Trial};

fn main() {
    let arguments = Arguments::from_args();
    let mut trials: Vec<Trial> = Vec::new();
    trials.extend(layers::trials());
    trials.extend(check::trials());
    trials.extend(fix::trials());
    trials.extend(action::trials());
    #[cfg(target_os = "linux")]
    trials.extend(odd_files::trials());
    #[cfg(target_os = "linux")]
    trials.extend(preview::trials());
    trials.extend(reports::trials());
    trials.extend(explain::trials());
    trials.extend(pages::trials());
    trials.extend(carets::trials());
    trials.extend(fresh::trials());
    trials.extend(fixtures::trials());
    trials.extend(format::trials());
    trials.extend(outline::trials());
    trials.extend(fixes::trials());
    trials.extend(mutation::trials());
    trials.extend(hostile::trials());
    trials.extend(ignore::trials());
    trials.extend(lsp::trials());
    trials.extend(clients::trials());
    trials.extend(properties::trials());
    trials.extend(refactors::trials());
    trials.extend(slips::trials());
    trials.extend(completion::trials());
    trials.extend(hover::trials());
    trials.extend(navigation::trials());
    trials.extend(offsets::trials());
    trials.extend(corpus::trials());
    trials.extend(replay::trials());
    let conclusion = libtest_mimic::run(&arguments, trials);
    if conclusion.num_ignored > 0 {
        println!(
            "SKIPPED {} tests for want of the shared data: put it beside the checkout as \
             `shared`, or name its folder in SPACEFILE_SHARED",
            conclusion.num_ignored
        );
        let there = support::root().join("../shared").is_dir();
        if there && std::env::var_os("SPACEFILE_NO_SKIP").is_some() {
            println!("The shared data is there, so nothing may be skipped.");
            std::process::exit(1);
        }
    }
    conclusion.exit();
}
