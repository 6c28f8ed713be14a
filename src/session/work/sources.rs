//! What the work list is composed from.

use crate::session::analysis::Findings;
use crate::session::library::Library;
use crate::session::review::ReviewState;
use crate::session::settings::Settings;

/// Sources of the list of findings.
#[derive(Clone, Copy)]
pub(in crate::session) struct Sources<'a> {
    pub(in crate::session) findings: &'a Findings,
    pub(in crate::session) library: &'a Library,
    pub(in crate::session) review: &'a ReviewState,
    pub(in crate::session) settings: &'a Settings,
}
