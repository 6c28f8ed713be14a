//! Text as used by the rest of the program: positions in code points (Unicode scalar values), lines, and the
//! normalised copy for matching passages, with each symbol's position in the source.

mod han;
mod hashing;
mod normalize;
mod numerals;
mod source;
mod span;
pub mod vocabulary;

pub use han::{ends_with, fold, is_han, is_ignored, is_one_of, starts_with, unified};
pub use hashing::{Map, Set};
pub use normalize::{Normalized, normalize};
pub use numerals::{LARGE_UNITS, LeadingLabel, chinese_amount, chinese_numeral, leading_label};
pub use source::{LINE_ENDS, SourceText};
pub use span::{Span, union_length};
