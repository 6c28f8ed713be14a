//! Line breaking and justification by the rules of Chinese typesetting: no row begins with a closing mark or ends with
//! an opening one, words and numbers stay whole, and full rows are spread to one width. egui breaks rows after an
//! opening mark and justifies a row that contains a space by widening that space alone. Rows are therefore broken here
//! and passed to egui as lines; the line ends between them are not in the source text.

use std::ops::Range;

use egui::Context;
use egui::text::{LayoutJob, TextFormat, TextWrapping};

/// No row begins with one of these.
const CLOSING: &str = "，。、；：？！）》」』”’〉】〕〗｝］…—～·％‰℃,.;:?!)]}>%";
/// No row ends with one of these.
const OPENING: &str = "（《「『“‘〈【〔〖｛［([{<#￥$";
/// Limit of the free room at the end of a row, as a share of the width; a row with this much or more is not justified.
const MOST_SPREAD: f32 = 0.12;

/// A row of a paragraph.
#[derive(Clone, Debug, PartialEq)]
struct Row {
    /// Its characters, by index in the paragraph.
    characters: Range<usize>,
    /// Room added before each character that [`can_spread`] from the preceding one, in points.
    spread: f32,
}

/// A text of pieces, each with its look, in rows of at most `width` points; rows that are not the last one of a line
/// are spread to the whole width if `justify`. Linear.
pub(super) fn job(ctx: &Context, pieces: &[(String, TextFormat)], width: f32, justify: bool) -> LayoutJob {
    let mut characters = Vec::new();
    let mut looks = Vec::new();
    ctx.fonts_mut(|fonts| {
        for (piece, (text, format)) in pieces.iter().enumerate() {
            for c in text.chars() {
                characters.push((c, fonts.glyph_width(&format.font_id, c)));
                looks.push(piece);
            }
        }
    });
    let mut job = LayoutJob { wrap: TextWrapping::no_max_width(), ..Default::default() };
    let mut section = String::new();
    for Row { characters: Range { start, end }, spread } in rows(&characters, width, justify) {
        // One section for each stretch of one look and one spacing.
        let look = |index: usize| {
            let spread_here = index > start && can_spread(characters[index - 1].0, characters[index].0);
            (looks[index], spread_here && spread > 0.0)
        };
        for index in start..end {
            section.push(characters[index].0);
            let last = index + 1 == end;
            if last || look(index) != look(index + 1) {
                if last && end < characters.len() && characters[index].0 != '\n' {
                    section.push('\n');
                }
                let (piece, is_spread) = look(index);
                let extra_letter_spacing = if is_spread { spread } else { 0.0 };
                let format = TextFormat { extra_letter_spacing, ..pieces[piece].1.clone() };
                job.append(&section, 0.0, format);
                section.clear();
            }
        }
    }
    if let (true, Some((_, format))) = (characters.is_empty(), pieces.first()) {
        job.append("", 0.0, format.clone());
    }
    job
}

/// The rows; `characters` are those of the text with their widths. A line end belongs to the row before it.
fn rows(characters: &[(char, f32)], width: f32, justify: bool) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut start = 0;
    // Last possible end of the row, the row's width up to that end, and its width up to the current character.
    let (mut end, mut wide_to_end, mut wide) = (None, 0.0, 0.0);
    let mut index = 0;
    while index < characters.len() {
        let (character, advance) = characters[index];
        if index > start && can_break(characters[index - 1].0, character) {
            (end, wide_to_end) = (Some(index), wide);
        }
        // A space may exceed the width at the end of a row.
        if wide + advance > width && index > start && !character.is_whitespace() {
            let (at, filled) = end.take().map_or((index, wide), |end| (end, wide_to_end));
            rows.push(row(characters, start..at, width - filled, justify));
            (start, index, wide) = (at, at, 0.0);
            continue;
        }
        wide += advance;
        index += 1;
        if character == '\n' {
            rows.push(Row { characters: start..index, spread: 0.0 });
            (start, end, wide) = (index, None, 0.0);
        }
    }
    rows.push(Row { characters: start..characters.len(), spread: 0.0 });
    rows
}

fn row(characters: &[(char, f32)], range: Range<usize>, slack: f32, justify: bool) -> Row {
    let all = &characters[range.clone()];
    let hanging = all.iter().rev().take_while(|(c, _)| c.is_whitespace());
    let slack = slack + hanging.clone().map(|(_, width)| width).sum::<f32>();
    let inside = &all[..all.len() - hanging.count()];
    let width: f32 = inside.iter().map(|(_, width)| width).sum::<f32>() + slack;
    let gaps = inside.windows(2).filter(|pair| can_spread(pair[0].0, pair[1].0)).count();
    let spread = if justify && gaps > 0 && slack > 0.0 && slack < width * MOST_SPREAD {
        slack / gaps as f32
    } else {
        0.0
    };
    Row { characters: range, spread }
}

/// Whether a row may end between two characters.
fn can_break(before: char, after: char) -> bool {
    if CLOSING.contains(after) || after.is_whitespace() || OPENING.contains(before) {
        return false;
    }
    before.is_whitespace() || is_wide(before) || is_wide(after)
}

/// Whether room may be put between two characters: around Chinese ones, not inside of words, numbers and indents.
fn can_spread(before: char, after: char) -> bool {
    !(before.is_whitespace() && after.is_whitespace()) && (is_wide(before) || is_wide(after))
        // Dashes and dots that make one mark.
        && !(before == after && matches!(before, '—' | '…'))
}

/// Whether a character is full-width, like Chinese characters.
fn is_wide(c: char) -> bool {
    c >= '\u{2e80}' || matches!(c, '“' | '”' | '‘' | '’' | '—' | '…' | '·')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The rows of a text whose letters are half as wide as its Chinese characters.
    fn broken(text: &str, width: f32) -> Vec<String> {
        let all: Vec<(char, f32)> = text.chars().map(|c| (c, if c.is_ascii() { 0.5 } else { 1.0 })).collect();
        let rows = rows(&all, width, true);
        rows.into_iter().map(|row| all[row.characters].iter().map(|(c, _)| c).collect()).collect()
    }

    #[test]
    fn no_row_begins_with_a_closing_mark_or_ends_with_an_opening_one() {
        assert_eq!(broken("全县共办结案件，其中", 7.0), ["全县共办结案", "件，其中"]);
        assert_eq!(broken("印发关于《办法》的通知", 5.0), ["印发关于", "《办法》的", "通知"]);
        assert_eq!(broken("坚持问题“导向”。", 5.0), ["坚持问题", "“导向”。"]);
        assert_eq!(broken("甲乙丙（（丁", 5.0), ["甲乙丙", "（（丁"]);
        let text = "一是“三项制度”；二是《条例》（试行）、《办法》：“一网通办”……——完。".repeat(9);
        for width in 6..40 {
            for row in broken(&text, width as f32) {
                let (first, last) = (row.chars().next().unwrap(), row.chars().last().unwrap());
                assert!(!CLOSING.contains(first) && !OPENING.contains(last), "{width}: {row}");
            }
        }
    }

    #[test]
    fn numbers_and_words_stay_whole_unless_a_row_cannot_hold_them() {
        assert_eq!(broken("办结1,234.5件", 4.0), ["办结", "1,234.5", "件"]);
        assert_eq!(broken("见http://a.b/c", 4.0), ["见", "http://a", ".b/c"]);
        assert_eq!(broken("two words here", 3.0), ["two ", "words ", "here"]);
        assert_eq!(broken("，，，，", 2.0), ["，，", "，，"]);
    }

    #[test]
    fn a_line_ends_where_the_text_says() {
        assert_eq!(broken("甲乙\n丙丁戊己", 3.0), ["甲乙\n", "丙丁戊", "己"]);
    }

    #[test]
    fn nothing_is_lost_and_every_row_but_the_last_is_full_or_ragged() {
        let text = "  全县12个部门 “放管服”改革——见《2024年要点》。".repeat(7);
        let all: Vec<(char, f32)> = text.chars().map(|c| (c, if c.is_ascii() { 0.5 } else { 1.0 })).collect();
        for width in [0.1, 1.0, 7.3, 22.0, 400.0] {
            let rows = rows(&all, width, true);
            assert_eq!(rows[0].characters.start, 0);
            assert!(rows.windows(2).all(|pair| pair[0].characters.end == pair[1].characters.start));
            assert_eq!(rows.last().unwrap().characters.end, all.len());
            assert!(rows.iter().all(|row| !row.characters.is_empty()));
            for row in rows.iter().filter(|row| row.spread > 0.0) {
                let held = &all[row.characters.clone()];
                let last = held.iter().rposition(|(c, _)| !c.is_whitespace()).unwrap();
                let held = &held[..=last];
                let gaps = held.windows(2).filter(|pair| can_spread(pair[0].0, pair[1].0)).count();
                let filled = held.iter().map(|(_, w)| w).sum::<f32>() + row.spread * gaps as f32;
                assert!((filled - width).abs() < 0.01, "{filled} of {width}");
            }
        }
        assert_eq!(rows(&[], 5.0, true), [Row { characters: 0..0, spread: 0.0 }]);
    }
}
