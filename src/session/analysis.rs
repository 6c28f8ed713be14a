//! The analysis of the open reports: repeated passages, findings of checks, parts, and the matrix of shares.

mod check;
mod checked;
mod figures;
mod finding;
mod findings;
mod lines;
mod matrix;
pub(super) mod messages;
mod model;
mod parts;
mod profile;
mod run;
mod tree;
mod update;

pub use check::Checked;
pub(super) use check::{Named, named};
pub use figures::Figures;
pub use finding::{Finding, Mark, MarkKind, Place};
pub use findings::{Findings, from_first_word};
pub use matrix::{MATRIX_REPORTS, Matrix};
pub(super) use model::AnalysisState;
pub use parts::Parts;
pub use profile::ProfileChoice;
pub use run::{Analysis, Task, analyse};
pub use tree::{Node, NodeKey, Subject, Tree};
