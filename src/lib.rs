//! Jiaokan 校勘 compares official reports in Chinese: it reads documents, outlines them, finds passages repeated within
//! a report or shared by several, aligns two reports, checks numbering and figures, and keeps a reviewer's notes. This
//! library is all of it; the binaries `jiaokan` (a window) and `jiaokan-cli` (headless) only start it.
//!
//! # Where to begin
//!
//! | to | see |
//! | --- | --- |
//! | read a file | [`report::read_file`], or [`report::Report::from_text`] for a string |
//! | outline it | [`structure::outline`] |
//! | read its figures, and set those of several reports side by side | [`figures::figures`], [`figures::rows`] |
//! | find passages in a few reports | [`duplicates::duplicates`] |
//! | rank thousands of reports | [`screening::gather`] and [`screening::Index`] |
//! | align two reports | [`compare::compare`] |
//! | check figures, numbering, names | [`checks::run`] |
//! | find a quote again in an edited text | [`review::Resolver`] |
//! | read and write review files | [`review::store`] |
//! | write a review as Word, Excel or HTML | [`export::write`] |
//! | put a message in words | [`i18n::Catalogue`] |
//!
//! `examples/` has small programs for three of these.
//!
//! ```
//! use jiaokan::duplicates::{Input, Options, duplicates};
//! use jiaokan::report::Report;
//! use jiaokan::structure::outline;
//! use jiaokan::task::Cancel;
//!
//! let reports = [
//!     Report::from_text("a.txt", "一、工作\n全县梳理高频事项四十七件，推行一窗受理、一次告知。\n"),
//!     Report::from_text("b.txt", "一、成效\n今年全县梳理高频事项四十七件，推行一窗受理、一次告知。\n"),
//! ];
//! let outlines = [outline(&reports[0]), outline(&reports[1])];
//! let inputs = [0, 1].map(|at| Input { report: &reports[at], outline: &outlines[at] });
//! let found = duplicates(&inputs, &Options::default(), &Cancel::default())?;
//! let place = found.groups[0].occurrences[1];
//! assert!(reports[place.report].text.slice(place.span).starts_with("全县梳理高频事项"));
//! # Ok::<(), jiaokan::task::Cancelled>(())
//! ```
//!
//! # Conventions
//!
//! - Positions and lengths count Unicode scalar values of a report's text, from 0; [`text::Span`] excludes its end.
//! - Nothing here prints or chooses words: what is said to people is a [`message::Message`].
//! - Long computations take a [`task::Cancel`] and may report to a [`task::Progress`].
//! - Bad input is an error value with a message. Nothing panics because of what a file contains.
//!
//! # Layers
//!
//! Each part imports only from parts before it in this order: [`faces`], [`files`], [`licenses`], [`message`], [`system`], [`task`],
//! [`text`], [`scans`], [`report`], [`structure`], [`figures`], [`finding`], [`duplicates`], [`checks`], [`compare`], [`pairs`],
//! [`screening`], [`review`], [`i18n`], [`export`], [`cli`], [`session`], [`jobs`], and with the feature `gui` `ui`,
//! `app`, `start`. `docs/architecture.md` has the table,
//! `tests/layers.rs` holds the code to it.
//!
//! # Features
//!
//! | feature | effect |
//! | --- | --- |
//! | `gui` (default) | the window; without it no crate of the screen is built |
//! | `wgpu` | draws with Vulkan on Linux, too |
//! | `inspection` | serves the accessibility tree on a local port, for tests |
//! | `suffix-array` | a suffix array to measure screening against, in `examples/screening_scale` |

// At the top, so that the tests of every part may use it.
#[cfg(test)]
#[path = "../tests/cpu_time/mod.rs"]
mod cpu_time;

pub mod faces;
pub mod files;
pub mod licenses;
pub mod message;
pub mod system;
pub mod task;
pub mod text;

pub mod scans;

pub mod report;
pub mod structure;

pub mod figures;

pub mod finding;

pub mod duplicates;

pub mod checks;

pub mod compare;

pub mod pairs;

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
