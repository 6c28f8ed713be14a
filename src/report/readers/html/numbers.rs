//! The numbers of a list's entries as a browser shows them: `start`, `value`, `reversed`, `type` and `list-style-type`.

use html5gum::{DefaultEmitter, StartTag, Token, Tokenizer};

use super::elements::{self, Kind, attribute};
use crate::report::readers::numerals::Numeral;

/// Counter of the entries of a list.
#[derive(Clone, Copy, Debug)]
pub(super) struct Numbers {
    next: i64,
    step: i64,
    style: Style,
}

/// Style of a number and the mark behind it. After CSS Counter Styles Level 3, section 6 and 7.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    /// The numeral and the mark behind it.
    Shown(Numeral, char),
    /// A bullet or nothing.
    Unnumbered,
}

impl Numbers {
    /// The counter of the list that a tag begins. `css` is its declared `list-style`, `entries` the number of its
    /// entries, from which a reversed list counts down.
    pub(super) fn of_list(tag: &StartTag<()>, css: Option<&str>, entries: Option<i64>) -> Self {
        let reversed = tag.attributes.contains_key(&b"reversed"[..]);
        let first = entries.filter(|_| reversed).unwrap_or(1);
        Self {
            next: number(tag, b"start").unwrap_or(first),
            step: if reversed { -1 } else { 1 },
            style: style(tag, css).unwrap_or(Style::Shown(Numeral::Decimal, '.')),
        }
    }

    /// Number and mark of the entry that a tag begins; `None` for a bullet.
    pub(super) fn next(&mut self, tag: &StartTag<()>, css: Option<&str>) -> Option<String> {
        let number = number(tag, b"value").unwrap_or(self.next);
        self.next = number.saturating_add(self.step);
        match style(tag, css).unwrap_or(self.style) {
            Style::Shown(numeral, mark) => Some(format!("{}{mark}", numeral.write(number))),
            Style::Unnumbered => None,
        }
    }
}

fn number(tag: &StartTag<()>, name: &[u8]) -> Option<i64> {
    attribute(tag, name)?.trim().parse().ok()
}

fn style(tag: &StartTag<()>, css: Option<&str>) -> Option<Style> {
    let declared = css.and_then(|css| css.split_whitespace().find_map(from_css));
    declared.or_else(|| attribute(tag, b"type").and_then(|kind| from_type(kind.trim())))
}

/// The number of entries of each list of a page, in order, if one of them counts down.
pub(super) fn entries(text: &str) -> Vec<i64> {
    let mut counts: Vec<i64> = Vec::new();
    if !text.contains("reversed") && !text.contains("REVERSED") {
        return counts;
    }
    let mut open: Vec<Option<usize>> = Vec::new();
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    for token in Tokenizer::new_with_emitter(text, emitter) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => match elements::kind(&tag.name) {
                Kind::Numbered => {
                    open.push(Some(counts.len()));
                    counts.push(0);
                }
                Kind::List => open.push(None),
                Kind::Entry => {
                    let list = open.last().copied().flatten().and_then(|list| counts.get_mut(list));
                    if let Some(count) = list {
                        *count = count.saturating_add(1);
                    }
                }
                _ => {}
            },
            Token::EndTag(tag) if matches!(elements::kind(&tag.name), Kind::Numbered | Kind::List) => {
                open.pop();
            }
            _ => {}
        }
    }
    counts
}

fn from_type(kind: &str) -> Option<Style> {
    Some(match kind {
        "1" => Style::Shown(Numeral::Decimal, '.'),
        "a" => Style::Shown(Numeral::LowerLetter, '.'),
        "A" => Style::Shown(Numeral::UpperLetter, '.'),
        "i" => Style::Shown(Numeral::LowerRoman, '.'),
        "I" => Style::Shown(Numeral::UpperRoman, '.'),
        _ => return None,
    })
}

fn from_css(value: &str) -> Option<Style> {
    Some(match value {
        "none" | "disc" | "circle" | "square" => Style::Unnumbered,
        "decimal" => Style::Shown(Numeral::Decimal, '.'),
        "decimal-leading-zero" => Style::Shown(Numeral::DecimalZero, '.'),
        "lower-alpha" | "lower-latin" => Style::Shown(Numeral::LowerLetter, '.'),
        "upper-alpha" | "upper-latin" => Style::Shown(Numeral::UpperLetter, '.'),
        "lower-roman" => Style::Shown(Numeral::LowerRoman, '.'),
        "upper-roman" => Style::Shown(Numeral::UpperRoman, '.'),
        "cjk-decimal" => Style::Shown(Numeral::ChineseDigits, '、'),
        "cjk-ideographic" | "simp-chinese-informal" | "trad-chinese-informal" | "japanese-informal" => {
            Style::Shown(Numeral::ChineseThousand, '、')
        }
        "simp-chinese-formal" | "trad-chinese-formal" => Style::Shown(Numeral::ChineseLegal, '、'),
        "cjk-heavenly-stem" => Style::Shown(Numeral::Stems, '、'),
        "cjk-earthly-branch" => Style::Shown(Numeral::Branches, '、'),
        _ => return None,
    })
}
