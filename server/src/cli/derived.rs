//! What is made of the table of flags besides the help: completions and the manual.

use std::io;

use clap::Command;
use clap_complete::Shell;
use clap_mangen::Man;

/// The script that teaches a shell to complete the program's arguments.
pub(super) fn completions(shell: Shell, mut command: Command) -> Vec<u8> {
    let name = command.get_name().to_owned();
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut command, name, &mut script);
    script
}

/// The manual page, as roff.
///
/// # Errors
/// None that can be met: it is written to memory.
pub(super) fn manual(command: Command) -> io::Result<Vec<u8>> {
    let mut page = Vec::new();
    Man::new(command).render(&mut page)?;
    // What stands below the help is of one kind, which manuals have a name for.
    Ok(String::from_utf8_lossy(&page).replace(".SH EXTRA\n", ".SH \"EXIT STATUS\"\n").into_bytes())
}
