//! Text as the rest of the program sees it: positions counted in Unicode scalar values, lines, and the
//! normalised copy that passages are matched on, with the way back to the source.

mod normalize;
mod numerals;
mod source;
mod span;

pub use normalize::{Normalized, is_ignored, normalize};
pub use numerals::chinese_numeral;
pub use source::SourceText;
pub use span::Span;
