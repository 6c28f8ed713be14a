//! The ledger of figures: the figures of all open reports, joined into rows by a worker while its view is shown.

pub(super) mod messages;
mod model;
mod table;
mod update;

pub(super) use model::LedgerState;
pub use table::{LedgerColumn, LedgerTable, ledger_table};
