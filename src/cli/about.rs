//! `--version --verbose`: the version, the system, and how the extracting process is confined.

use super::DONE;
use super::print::print;
use crate::i18n::Catalogue;
use crate::report;

/// Prints the version; if `is_verbose`, also what a bug report needs to know of the machine.
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

/// A line on how the extracting process is confined on this machine, found out by starting one.
pub(crate) fn extractor() -> String {
    match report::confinement() {
        Ok(confinement) => format!("extractor: {confinement}"),
        Err(reason) => format!("extractor: {reason}"),
    }
}
