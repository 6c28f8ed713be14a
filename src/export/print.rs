//! Sets text on A4 pages as a PDF. `face` measures and cuts the bundled font, `lines` breaks text into lines, `pages`
//! puts lines, tables and headings on pages and writes the file.

mod face;
mod lines;
mod pages;

pub(super) use pages::{Cell, Look, Pages};
