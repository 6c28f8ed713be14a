//! A report's source text, with conversions between code points, bytes and lines, and its normalised copy.

use std::sync::{Arc, OnceLock};

use super::{Normalized, Span, is_ignored, normalize};

/// Distance of stored byte offsets, in code points; bounds the walk of a lookup.
const STRIDE: usize = 64;

/// Characters that end a line besides `\n` (Unicode, UAX #14, classes BK, CR and NL). [`SourceText::new`] replaces
/// each by `\n`.
pub const LINE_ENDS: [char; 6] = ['\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'];

/// The source text of a report: no BOM, line ends are `\n`. Positions are code points unless a name says bytes.
///
/// ```
/// use jiaokan::text::{SourceText, Span};
/// let text = SourceText::new("一、总体情况\r\n二、主要工作");
/// assert_eq!(text.slice(Span::new(2, 6)), "总体情况");
/// assert_eq!(text.line_from_position(7), 1);
/// assert_eq!(text.normalized().len(), 12);
/// ```
#[derive(Clone, Debug, Default)]
pub struct SourceText {
    string: String,
    /// Byte offset of code point `i * STRIDE`.
    byte_of_stride: Vec<usize>,
    /// First code point of each line; never empty.
    line_starts: Vec<usize>,
    characters: usize,
    normalized: OnceLock<Arc<Normalized>>,
}

/// Two texts are equal if their characters are; the other fields are computed from these.
impl PartialEq for SourceText {
    fn eq(&self, other: &Self) -> bool {
        self.string == other.string
    }
}

impl Eq for SourceText {}

impl SourceText {
    /// Takes decoded text, drops a leading BOM and replaces every line end by `\n`: `\r\n`, `\r` and those of Word and
    /// `PowerPoint` (vertical tab, form feed, next line, line and paragraph separator).
    #[must_use]
    pub fn new(decoded: &str) -> Self {
        let decoded = decoded.strip_prefix('\u{feff}').unwrap_or(decoded);
        let string = if decoded.contains(LINE_ENDS) {
            decoded.replace("\r\n", "\n").replace(LINE_ENDS, "\n")
        } else {
            decoded.to_owned()
        };
        let mut byte_of_stride = Vec::with_capacity(string.len() / STRIDE + 1);
        let mut line_starts = vec![0];
        let mut characters = 0;
        for (byte, character) in string.char_indices() {
            if characters % STRIDE == 0 {
                byte_of_stride.push(byte);
            }
            characters += 1;
            if character == '\n' {
                line_starts.push(characters);
            }
        }
        Self { string, byte_of_stride, line_starts, characters, normalized: OnceLock::new() }
    }

    /// The whole text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.string
    }

    /// The normalised copy; computed at the first call and kept, 8 bytes a symbol. Any thread may call first.
    #[must_use]
    pub fn normalized(&self) -> &Arc<Normalized> {
        self.normalized.get_or_init(|| Arc::new(normalize(&self.string)))
    }

    /// Its length in code points.
    #[must_use]
    pub fn characters(&self) -> usize {
        self.characters
    }

    /// The whole text as a span.
    #[must_use]
    pub fn span(&self) -> Span {
        Span::new(0, self.characters)
    }

    /// Byte offset of the code point at `position`; the text's length in bytes at or past its end.
    #[must_use]
    pub fn byte_from_position(&self, position: usize) -> usize {
        if position >= self.characters {
            return self.string.len();
        }
        let base = self.byte_of_stride[position / STRIDE];
        self.string[base..]
            .char_indices()
            .nth(position % STRIDE)
            .map_or(self.string.len(), |(byte, _)| base + byte)
    }

    /// Code point that contains the byte at `byte`.
    #[must_use]
    pub fn position_from_byte(&self, byte: usize) -> usize {
        if byte >= self.string.len() {
            return self.characters;
        }
        let stride = self.byte_of_stride.partition_point(|&start| start <= byte) - 1;
        let base = self.byte_of_stride[stride];
        stride * STRIDE + self.string[base..].char_indices().take_while(|(at, _)| base + at <= byte).count()
            - 1
    }

    /// The text of a span, clipped to the text's length.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        &self.string[self.byte_from_position(span.start)..self.byte_from_position(span.end)]
    }

    /// Number of lines: one more than line ends.
    #[must_use]
    pub fn line_count(&self) -> usize {
        self.line_starts.len()
    }

    /// The line with this index (from 0), without its line end.
    #[must_use]
    pub fn line_span(&self, line: usize) -> Span {
        let start = self.line_starts[line];
        let end = self.line_starts.get(line + 1).map_or(self.characters, |next| next - 1);
        Span::new(start, end)
    }

    /// Index (from 0) of the line that contains the code point at `position`.
    #[must_use]
    pub fn line_from_position(&self, position: usize) -> usize {
        self.line_starts.partition_point(|&start| start <= position) - 1
    }

    /// Every line in order: its span without the line end, and its text.
    pub fn lines(&self) -> impl Iterator<Item = (Span, &str)> {
        self.string.split('\n').enumerate().map(|(line, text)| (self.line_span(line), text))
    }

    /// Number of visible characters: all but white space and invisible code points.
    #[must_use]
    pub fn visible_characters(&self) -> usize {
        self.string.chars().filter(|&c| !is_ignored(c)).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn line_ends_become_one_kind_and_the_bom_goes() {
        let text = SourceText::new("\u{feff}一\r\n二\r三\n");
        assert_eq!(text.as_str(), "一\n二\n三\n");
        assert_eq!(text.line_count(), 4);
        assert_eq!(text.line_span(1), Span::new(2, 3));
        assert_eq!(text.line_span(3), Span::new(6, 6));
        assert_eq!(text.line_from_position(3), 1, "a line end belongs to its line");
        assert_eq!(text.slice(Span::new(2, 99)), "二\n三\n");
    }

    #[test]
    fn every_line_end_of_unicode_is_one() {
        let text = SourceText::new("一\u{b}二\u{c}三\u{85}四\u{2028}五\u{2029}六\r\n七");
        assert_eq!(text.as_str(), "一\n二\n三\n四\n五\n六\n七");
    }

    proptest! {
        #[test]
        fn positions_and_bytes_are_inverse(s in "(\\PC|\n|[一-龥]){0,300}") {
            let text = SourceText::new(&s);
            prop_assert_eq!(text.characters(), text.as_str().chars().count());
            for (position, (byte, _)) in text.as_str().char_indices().enumerate() {
                prop_assert_eq!(text.byte_from_position(position), byte);
                prop_assert_eq!(text.position_from_byte(byte), position);
            }
            let lines: Vec<&str> = text.lines().map(|(span, line)| { assert_eq!(text.slice(span), line); line }).collect();
            prop_assert_eq!(lines.join("\n"), text.as_str());
        }
    }
}
