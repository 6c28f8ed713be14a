//! One reader a format: bytes in, blocks out. Each is a pure function that defends itself against hostile bytes; where
//! they run, and under which limits, is not here.

mod lists;
mod numerals;
mod package;
mod paragraph;
mod table;
mod xml;

pub(super) mod doc;
pub(super) mod docx;
