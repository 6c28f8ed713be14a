//! Jiaokan 校勘 reads official reports side by side, shows what stands twice and how they are built, and keeps the
//! reviewer's notes. The folders are the way of the data; each imports only from those above it in this list
//! (`docs/architecture.md` draws it, `tests/layers.rs` holds it).

// At the top, so that the tests of every part may use it.
#[cfg(test)]
#[path = "../tests/cpu_time/mod.rs"]
mod cpu_time;

pub mod message;
pub mod task;
pub mod text;

pub mod report;
pub mod structure;

pub mod finding;

pub mod duplicates;

pub mod checks;

pub mod compare;

pub mod screening;

pub mod review;

pub mod i18n;

pub mod export;

pub mod cli;

pub mod session;

pub mod jobs;

#[cfg(feature = "gui")]
pub mod ui;

#[cfg(feature = "gui")]
pub mod app;

#[cfg(feature = "gui")]
pub mod start;
