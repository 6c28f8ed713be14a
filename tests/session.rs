//! Whole sittings as scripts: commands in, state and effects out. Most touch no file; those in `disk` go through the
//! real workers and a folder of their own.

#![allow(clippy::unwrap_used, clippy::print_stderr, reason = "helpers of tests are tests too")]

mod cpu_time;
mod hang;

#[path = "session/browsing.rs"]
mod browsing;
#[path = "session/cases.rs"]
mod cases;
#[path = "session/checks.rs"]
mod checks;
#[path = "session/correcting.rs"]
mod correcting;
#[path = "session/costs.rs"]
mod costs;
#[path = "session/disk.rs"]
mod disk;
#[path = "session/exporting.rs"]
mod exporting;
#[path = "session/hostile.rs"]
mod hostile;
#[path = "session/ledger.rs"]
mod ledger;
#[path = "session/notes.rs"]
mod notes;
#[path = "session/pairs.rs"]
mod pairs;
#[path = "session/reviews.rs"]
mod reviews;
#[path = "session/safety.rs"]
mod safety;
#[path = "session/saving.rs"]
mod saving;
#[path = "session/script.rs"]
mod script;
#[path = "session/texts.rs"]
mod texts;
#[path = "session/variants.rs"]
mod variants;
#[path = "session/walking.rs"]
mod walking;
