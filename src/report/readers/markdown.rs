//! Markdown: headings and tables become roles, marks (emphasis, links) are removed, words are kept. Parts for programs
//! (front matter, comments, addresses of links) are not text.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::super::extract::{Block, Extracted, Role};
use crate::text::leading_label;

/// Reads a text in Markdown. Linear in its length.
pub(in crate::report) fn read(text: &str) -> Extracted {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let mut reader = Reader { source: text, ..Reader::default() };
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        reader.take(event, range);
    }
    reader.finish_line();
    Extracted { blocks: reader.blocks, ..Extracted::default() }
}

#[derive(Default)]
struct Reader<'a> {
    source: &'a str,
    blocks: Vec<Block>,
    line: String,
    role: Option<Role>,
    /// Depth of enclosing front matter and blocks of tags.
    mute: usize,
    in_html: bool,
    cells: usize,
    /// The next number of each open list; `None` for a list with bullets.
    lists: Vec<Option<u64>>,
}

impl Reader<'_> {
    fn take(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.begin(&tag, range),
            Event::End(tag) => self.end(tag),
            Event::Text(words) if self.in_html => self.tags(&words),
            Event::Text(words) => self.words(&words),
            Event::Code(words) => self.line.push_str(&words),
            Event::Html(tags) => self.tags(&tags),
            Event::InlineHtml(tag) if is_break(&tag) => self.finish_line_of_paragraph(),
            Event::SoftBreak => self.soft_break(range.end),
            Event::HardBreak => self.finish_line_of_paragraph(),
            Event::Rule => self.finish_line(),
            Event::FootnoteReference(name) => self.line.extend(["[", &name, "]"]),
            Event::InlineHtml(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::TaskListMarker(_) => {}
        }
    }

    fn begin(&mut self, tag: &Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Heading { level, .. } => {
                self.finish_line();
                self.role = Some(Role::Heading(depth(*level)));
            }
            Tag::Item => {
                self.finish_line();
                // A number is part of the text, counted as renderers do: from the first number of the list on.
                let marker = self.source.get(range).and_then(|item| item.split_whitespace().next());
                let mark = if marker.is_some_and(|marker| marker.ends_with(')')) { ")" } else { "." };
                if let Some(Some(number)) = self.lists.last_mut() {
                    self.line.extend([&number.to_string(), mark, " "]);
                    *number = number.saturating_add(1);
                }
            }
            Tag::TableRow | Tag::TableHead => {
                self.finish_line();
                self.role = Some(Role::Row);
                self.cells = 0;
            }
            Tag::TableCell => {
                if self.cells > 0 {
                    self.line.push('\t');
                }
                self.cells = self.cells.saturating_add(1);
            }
            Tag::FootnoteDefinition(name) => {
                self.finish_line();
                self.role = Some(Role::Footnote);
                self.line.extend(["[", name, "] "]);
            }
            Tag::MetadataBlock(_) => self.mute = self.mute.saturating_add(1),
            Tag::HtmlBlock => self.in_html = true,
            Tag::List(start) => {
                self.finish_line();
                self.lists.push(*start);
            }
            // Paragraphs are excepted: the first one of an entry follows its number.
            Tag::BlockQuote(_) | Tag::CodeBlock(_) | Tag::Table(_) => self.finish_line(),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::MetadataBlock(_) => self.mute = self.mute.saturating_sub(1),
            TagEnd::List(_) => {
                self.lists.pop();
            }
            TagEnd::HtmlBlock => {
                self.in_html = false;
                self.finish_line();
            }
            TagEnd::Paragraph
            | TagEnd::Heading(_)
            | TagEnd::Item
            | TagEnd::TableRow
            | TagEnd::TableHead
            | TagEnd::FootnoteDefinition
            | TagEnd::CodeBlock => self.finish_line(),
            _ => {}
        }
    }

    fn words(&mut self, words: &str) {
        if self.mute > 0 {
            return;
        }
        for (index, line) in words.split('\n').enumerate() {
            if index > 0 {
                self.finish_line_of_paragraph();
            }
            self.line.push_str(line.trim_end_matches('\r'));
        }
    }

    /// Reads a block of tags: its words only.
    fn tags(&mut self, tags: &str) {
        for line in tags.lines() {
            let (mut in_tag, mut words) = (false, String::new());
            for character in line.chars() {
                match character {
                    '<' => in_tag = true,
                    '>' if in_tag => in_tag = false,
                    _ if !in_tag => words.push(character),
                    _ => {}
                }
            }
            self.line.push_str(&words);
            self.finish_line();
        }
    }

    /// A line end inside a paragraph. Many authors write one paragraph a line without Markdown's blank line: a line
    /// end after a sentence, or before a number or an indent, begins a new paragraph; otherwise the line continues.
    fn soft_break(&mut self, next: usize) {
        let rest = &self.source[next..];
        let last = self.line.trim_end().chars().next_back();
        let closed = last.is_some_and(|c| matches!(c, '。' | '！' | '？' | '；' | '：' | '”' | '…'));
        let indented = rest.starts_with(['\u{3000}', '\u{a0}']);
        let first = rest.trim_start().chars().next();
        let line = rest.split('\n').next().unwrap_or_default();
        if closed || indented || leading_label(line).is_some() {
            self.finish_line_of_paragraph();
        } else if last.is_some_and(|c| c.is_ascii()) || first.is_some_and(|c| c.is_ascii()) {
            self.line.push(' ');
        }
    }

    /// Finishes the line and keeps its role.
    fn finish_line_of_paragraph(&mut self) {
        let role = self.role;
        self.finish_line();
        self.role = role;
    }

    fn finish_line(&mut self) {
        let line = std::mem::take(&mut self.line);
        let role = self.role.take().unwrap_or(Role::Paragraph);
        let text = if role == Role::Row { line.as_str() } else { line.trim_end() };
        if !text.trim().is_empty() {
            self.blocks.push(Block { text: text.to_owned(), role, page: None });
        }
    }
}

fn depth(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

fn is_break(tag: &str) -> bool {
    tag.to_ascii_lowercase().starts_with("<br")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<(String, Role)> {
        read(text).blocks.into_iter().map(|block| (block.text, block.role)).collect()
    }

    #[test]
    fn marks_go_and_words_stay() {
        let text = "---\ntitle: x\n---\n# 青云县报告\n\n## 一、**主要**工作\n\n见[《办法》](http://a.b)，*已*办`12`件。\n\n---\n\n> 引文\n";
        let expected = [
            ("青云县报告", Role::Heading(1)),
            ("一、主要工作", Role::Heading(2)),
            ("见《办法》，已办12件。", Role::Paragraph),
            ("引文", Role::Paragraph),
        ];
        assert_eq!(lines(text), expected.map(|(text, role)| (text.to_owned(), role)));
    }

    #[test]
    fn numbers_of_entries_stay_as_they_stand() {
        let text = "3. 第三\n4. 第四\n\n- 圆点\n\n1.没有空格不是列表\n（一）也不是";
        let shown: Vec<String> = lines(text).into_iter().map(|line| line.0).collect();
        assert_eq!(shown, ["3. 第三", "4. 第四", "圆点", "1.没有空格不是列表", "（一）也不是"]);
    }

    #[test]
    fn a_line_that_was_only_wrapped_goes_on() {
        let text =
            "全年修订规章三件，清理\n文件四十一份。\n第二段在下一行，used in\nLatin text.\n　　缩进的一段";
        let shown: Vec<String> = lines(text).into_iter().map(|line| line.0).collect();
        assert_eq!(shown[0], "全年修订规章三件，清理文件四十一份。");
        assert_eq!(shown[1], "第二段在下一行，used in Latin text.");
        assert_eq!(shown[2].trim(), "缩进的一段");
    }

    #[test]
    fn tables_become_rows() {
        let text = "| 指标 | 件数 |\n| --- | --- |\n| 复议 | 207 |\n";
        let expected = [("指标\t件数", Role::Row), ("复议\t207", Role::Row)];
        assert_eq!(lines(text), expected.map(|(text, role)| (text.to_owned(), role)));
    }

    #[test]
    fn tags_give_their_words() {
        let shown: Vec<String> =
            lines("<div>\n<b>甲</b>乙\n</div>\n\n丙<br>丁\n").into_iter().map(|line| line.0).collect();
        assert_eq!(shown, ["甲乙", "丙", "丁"]);
    }

    #[test]
    fn entries_are_counted_as_every_renderer_does() {
        let lines: Vec<String> = lines("1. 甲\n1. 乙\n5. 丙\n\n文字\n\n3) 丁\n4) 戊\n\n- 己\n")
            .into_iter()
            .map(|(line, _)| line)
            .collect();
        assert_eq!(lines, ["1. 甲", "2. 乙", "3. 丙", "文字", "3) 丁", "4) 戊", "己"]);
    }
}
