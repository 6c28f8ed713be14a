//! Counting automatic numbers: a list's levels, their counters, and the labels of its paragraphs. The stored form of
//! lists is in the reader of each format; the writing of numbers is in `numerals`.

use std::collections::HashMap;

use super::numerals::Numeral;

/// Maximum number of levels: Word has nine, `OpenDocument` ten.
pub(super) const LEVELS: usize = 10;

/// Gap between a label and its paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(super) enum Gap {
    /// A tab: the text begins at the next tab stop.
    #[default]
    Tab,
    /// One space.
    Space,
    /// Nothing.
    Nothing,
}

/// One level of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Level {
    /// Numeral of its own number.
    pub(super) numeral: Numeral,
    /// Its first number.
    pub(super) start: i64,
    /// Pieces of the label: text, and the numbers of this level and of those above it.
    pub(super) label: Vec<Piece>,
    /// Gap behind the label.
    pub(super) gap: Gap,
    /// Whether the numbers of upper levels are written in Arabic digits.
    pub(super) legal: bool,
    /// Number of top levels after whose paragraphs it starts over; `None` for all above it.
    pub(super) restart_after: Option<usize>,
}

/// A piece of a label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// Characters.
    Text(String),
    /// The number of a level, from 0.
    Number(usize),
}

impl Default for Level {
    fn default() -> Self {
        Self {
            numeral: Numeral::None,
            start: 1,
            label: Vec::new(),
            gap: Gap::Tab,
            legal: false,
            restart_after: None,
        }
    }
}

/// A label's pieces from a template with `%1` … `%9` for the numbers.
pub(super) fn label_from_template(template: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut text = String::new();
    let mut characters = template.chars().peekable();
    while let Some(character) = characters.next() {
        let level = characters.peek().and_then(|next| next.to_digit(10)).filter(|level| *level > 0);
        match (character, level) {
            ('%', Some(level)) => {
                characters.next();
                if !text.is_empty() {
                    pieces.push(Piece::Text(std::mem::take(&mut text)));
                }
                pieces.push(Piece::Number((level as usize).saturating_sub(1)));
            }
            _ => text.push(character),
        }
    }
    if !text.is_empty() {
        pieces.push(Piece::Text(text));
    }
    pieces
}

/// The counters of all lists of a document.
#[derive(Debug, Default)]
pub(super) struct Counters {
    counted: HashMap<u64, [Option<i64>; LEVELS]>,
}

impl Counters {
    /// Counts one paragraph on `level` of the list `key`; returns its label, without the gap.
    pub(super) fn next(&mut self, key: u64, levels: &[Level], level: usize) -> String {
        let counted = self.counted.entry(key).or_default();
        let (Some(own), Some(number)) = (levels.get(level), counted.get_mut(level)) else {
            return String::new();
        };
        *number = Some(number.map_or(own.start, |number| number.saturating_add(1)));
        let deeper = levels.iter().zip(counted.iter_mut()).enumerate().skip(level.saturating_add(1));
        for (deeper, (definition, number)) in deeper {
            if level < definition.restart_after.unwrap_or(deeper) {
                *number = None;
            }
        }
        label(counted, levels, own, level)
    }

    /// Sets the number of the next paragraph on `level` of the list to `start`.
    pub(super) fn restart(&mut self, key: u64, level: usize, start: i64) {
        if let Some(number) = self.counted.entry(key).or_default().get_mut(level) {
            *number = Some(start.saturating_sub(1));
        }
    }
}

fn label(counted: &[Option<i64>; LEVELS], levels: &[Level], own: &Level, level: usize) -> String {
    if own.numeral == Numeral::Bullet {
        return String::new();
    }
    let mut text = String::new();
    for piece in &own.label {
        match piece {
            Piece::Text(characters) => text.push_str(characters),
            // A skipped level shows its first number; a lower one has none.
            Piece::Number(index) if *index <= level => {
                let Some(shown) = levels.get(*index) else { continue };
                let number = counted.get(*index).copied().flatten().unwrap_or(shown.start);
                let written_out = own.legal && shown.numeral != Numeral::None;
                let numeral = if written_out { Numeral::Decimal } else { shown.numeral };
                text.push_str(&numeral.write(number));
            }
            Piece::Number(_) => {}
        }
    }
    text
}

/// A paragraph with its label. A tab is a gap on the page and no character of the text: `一、` and `1.` directly precede
/// Chinese text, as when typed; other labels keep a space.
pub(super) fn labelled(label: &str, gap: Gap, text: &str) -> String {
    let label = label.trim();
    if label.is_empty() {
        return text.to_owned();
    }
    let text = text.trim_start();
    let space = match gap {
        Gap::Nothing => false,
        Gap::Space => true,
        Gap::Tab => !stands_close(label, text),
    };
    let space = if space { " " } else { "" };
    format!("{label}{space}{text}")
}

fn stands_close(label: &str, text: &str) -> bool {
    let last = label.chars().next_back().unwrap_or(' ');
    let ideograph = text.chars().next().is_some_and(|first| !first.is_ascii());
    matches!(last, '、' | '．' | '。' | '）' | '】' | '〕' | '：' | '，')
        || (ideograph && !last.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn level(numeral: Numeral, template: &str) -> Level {
        Level { numeral, label: label_from_template(template), ..Level::default() }
    }

    #[test]
    fn deeper_levels_start_over_and_upper_ones_are_shown() {
        let levels = [
            level(Numeral::ChineseThousand, "%1、"),
            level(Numeral::ChineseThousand, "（%2）"),
            Level { legal: true, ..level(Numeral::Decimal, "%1.%2.%3") },
        ];
        let mut counters = Counters::default();
        let seen: Vec<String> =
            [0, 1, 2, 2, 1, 2, 0, 1, 2].into_iter().map(|l| counters.next(7, &levels, l)).collect();
        assert_eq!(seen, ["一、", "（一）", "1.1.1", "1.1.2", "（二）", "1.2.1", "二、", "（一）", "2.1.1"]);
    }

    #[test]
    fn a_level_may_count_on_and_begin_elsewhere() {
        let levels = [
            Level { start: 3, ..level(Numeral::Decimal, "%1.") },
            Level { restart_after: Some(0), ..level(Numeral::Decimal, "%2)") },
        ];
        let mut counters = Counters::default();
        let seen: Vec<String> = [0, 1, 0, 1].into_iter().map(|l| counters.next(1, &levels, l)).collect();
        assert_eq!(seen, ["3.", "1)", "4.", "2)"]);
        counters.restart(1, 0, 9);
        assert_eq!(counters.next(1, &levels, 0), "9.");
        assert_eq!(counters.next(2, &levels, 0), "3.", "another list");
        assert_eq!(counters.next(1, &levels, 8), "", "no such level");
    }

    #[test]
    fn a_tab_is_a_gap_and_not_a_character() {
        assert_eq!(labelled("一、", Gap::Tab, "总体情况"), "一、总体情况");
        assert_eq!(labelled("1.", Gap::Tab, "完善制度"), "1.完善制度");
        assert_eq!(labelled("1.", Gap::Tab, "Scope"), "1. Scope");
        assert_eq!(labelled("1.1", Gap::Tab, "完善制度"), "1.1 完善制度");
        assert_eq!(labelled("第一章", Gap::Space, "总则"), "第一章 总则");
        assert_eq!(labelled("一、", Gap::Nothing, "总则"), "一、总则");
        assert_eq!(labelled("", Gap::Tab, "  总则"), "  总则");
    }

    #[test]
    fn a_template_is_cut_at_its_numbers() {
        let pieces = label_from_template("第%1章 100%");
        let text = |text: &str| Piece::Text(text.to_owned());
        assert_eq!(pieces, [text("第"), Piece::Number(0), text("章 100%")]);
    }
}
