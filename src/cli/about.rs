//! `--licenses`, and `--version --verbose`: the version, the system, and the confinement of the extracting process.

use std::ffi::OsString;

use super::DONE;
use super::print::print;
use crate::i18n::Catalogue;
use crate::{licenses, report, system};

/// Text requested by the arguments.
#[derive(Clone, Copy, Debug)]
pub(super) struct Asked {
    licenses: bool,
    verbose: bool,
}

impl Asked {
    /// Searches the arguments, since the parser stops at `--version` or `--licenses`.
    pub(super) fn of(arguments: &[OsString]) -> Self {
        let given = |name: &str| arguments.iter().any(|argument| argument == name);
        Self { licenses: given("--licenses"), verbose: given("--verbose") }
    }
}

/// Prints the third-party notices or the version; with `--verbose` also the properties of the machine that a bug report
/// needs.
pub(super) fn tell(asked: Asked, words: &Catalogue) -> u8 {
    print(DONE, words, |out| {
        if asked.licenses {
            return out.write_all(licenses::THIRD_PARTY.as_bytes());
        }
        writeln!(out, "jiaokan-cli {}", env!("CARGO_PKG_VERSION"))?;
        if asked.verbose {
            writeln!(out, "system: {}", system::name())?;
            writeln!(out, "{}", extractor())?;
        }
        Ok(())
    })
}

/// A line on the confinement of the extracting process on this machine, determined by starting one.
pub(crate) fn extractor() -> String {
    match report::confinement() {
        Ok(confinement) => format!("extractor: {confinement}"),
        Err(reason) => format!("extractor: {reason}"),
    }
}
