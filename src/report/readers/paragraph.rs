//! The text of a paragraph while it is read, and its blocks.

use super::comments::is_mark;
use crate::report::{Block, Role};

/// Lines of a paragraph.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Text {
    done: Vec<String>,
    line: String,
}

impl Text {
    /// Appends characters. Line ends of XML are white space; other control characters are dropped.
    pub(super) fn push(&mut self, characters: &str) {
        for character in characters.chars() {
            match character {
                '\n' | '\r' | '\u{2028}' | '\u{2029}' => self.line.push(' '),
                '\t' => self.line.push('\t'),
                '\u{ad}' | '\u{feff}' => {}
                control if control.is_control() => {}
                other => self.line.push(other),
            }
        }
    }

    /// Length of all lines in bytes.
    pub(super) fn length(&self) -> usize {
        self.done.iter().map(String::len).fold(self.line.len(), usize::saturating_add)
    }

    /// Begins a new line.
    pub(super) fn break_line(&mut self) {
        self.done.push(std::mem::take(&mut self.line));
    }

    /// Replaces the first line that has text, or the last one if none has.
    pub(super) fn rewrite_start(&mut self, rewrite: impl FnOnce(&str) -> String) {
        let line = match self.done.iter_mut().find(|line| !line.trim().is_empty()) {
            Some(line) => line,
            None => &mut self.line,
        };
        *line = rewrite(line);
    }

    /// Its blocks, one for each line. A heading or title of several lines is one block.
    pub(super) fn into_blocks(mut self, role: Role) -> Vec<Block> {
        self.break_line();
        let lines =
            if matches!(role, Role::Heading(_) | Role::Title) { vec![joined(&self.done)] } else { self.done };
        let block = |line: String| {
            let text = line.trim_end().to_owned();
            (!text.trim_start().is_empty()).then_some(Block { text, role, page: None })
        };
        lines.into_iter().filter_map(block).collect()
    }
}

/// Joins lines to one text, with a space only between Latin words.
pub(super) fn joined(lines: &[String]) -> String {
    let mut text = String::new();
    for line in lines {
        let line = line.trim_end();
        let next = if text.is_empty() { line } else { line.trim_start() };
        if needs_space(&text, next) {
            text.push(' ');
        }
        text.push_str(next);
    }
    text
}

/// Whether two pieces of a text separated by a line end are two words of a script with spaces.
pub(super) fn needs_space(left: &str, right: &str) -> bool {
    let spaced = |character: char| character.is_alphanumeric() && (character as u32) < 0x2e80;
    let left = left.chars().rev().find(|character| !is_mark(*character));
    let right = right.chars().find(|character| !is_mark(*character));
    let ends =
        left.is_some_and(|left| spaced(left) || matches!(left, ',' | '.' | ';' | ':' | ')' | '"' | '%'));
    ends && right.is_some_and(|right| spaced(right) || matches!(right, '(' | '"'))
        && (left.is_some_and(char::is_alphabetic) || right.is_some_and(char::is_alphabetic))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_blocks_and_a_heading_is_one() {
        let mut text = Text::default();
        text.push("某某县人民政府\n");
        text.break_line();
        text.break_line();
        text.push("年度\u{ad}报告\u{0}");
        let texts =
            |role| text.clone().into_blocks(role).into_iter().map(|block| block.text).collect::<Vec<_>>();
        assert_eq!(texts(Role::Paragraph), ["某某县人民政府", "年度报告"]);
        assert_eq!(texts(Role::Title), ["某某县人民政府年度报告"]);
    }

    #[test]
    fn latin_words_keep_a_space_between_lines() {
        assert!(needs_space("annual", "report"));
        assert!(!needs_space("年度", "报告"));
        assert!(!needs_space("202", "4"));
        assert!(!needs_space("年度", "report"));
    }
}
