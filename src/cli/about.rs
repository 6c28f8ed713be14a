//! What the program says about itself: its version and what its extracting process is kept from.

use super::{DONE, print};
use crate::i18n::Catalogue;
use crate::report;

/// Prints the version; if `is_verbose`, also what a report of a fault should say about the machine.
pub(super) fn version(is_verbose: bool, words: &Catalogue) -> u8 {
    print(DONE, words, |out| {
        writeln!(out, "jiaokan-cli {}", env!("CARGO_PKG_VERSION"))?;
        if is_verbose {
            writeln!(out, "system: {} {}", std::env::consts::OS, std::env::consts::ARCH)?;
            writeln!(out, "{}", extractor())?;
        }
        Ok(())
    })
}

/// One line on what the process that reads documents is kept from on this machine, found out by starting one.
pub(crate) fn extractor() -> String {
    match report::confinement() {
        Ok(confinement) => format!("extractor: {confinement}"),
        Err(reason) => format!("extractor: {reason}"),
    }
}
