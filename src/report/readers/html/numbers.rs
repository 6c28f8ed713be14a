//! The numbers of a list's entries as a browser shows them: `start`, `value`, `reversed`, `type` and `list-style-type`.

use html5gum::StartTag;

use super::elements::attribute;
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
    /// The counter of the list that a tag begins.
    pub(super) fn of_list(tag: &StartTag<()>) -> Self {
        let reversed = tag.attributes.contains_key(&b"reversed"[..]);
        Self {
            next: number(tag, b"start").unwrap_or(1),
            step: if reversed { -1 } else { 1 },
            style: style(tag).unwrap_or(Style::Shown(Numeral::Decimal, '.')),
        }
    }

    /// Number and mark of the entry that a tag begins; `None` for a bullet.
    pub(super) fn next(&mut self, tag: &StartTag<()>) -> Option<String> {
        let number = number(tag, b"value").unwrap_or(self.next);
        self.next = number.saturating_add(self.step);
        match style(tag).unwrap_or(self.style) {
            Style::Shown(numeral, mark) => Some(format!("{}{mark}", numeral.write(number))),
            Style::Unnumbered => None,
        }
    }
}

fn number(tag: &StartTag<()>, name: &[u8]) -> Option<i64> {
    attribute(tag, name)?.trim().parse().ok()
}

fn style(tag: &StartTag<()>) -> Option<Style> {
    let declared = attribute(tag, b"style").and_then(|css| {
        let css = css.to_ascii_lowercase();
        let mut declarations = css.split(';').filter_map(|declaration| declaration.split_once(':'));
        let value = declarations.rfind(|(name, _)| name.trim().starts_with("list-style"));
        value.and_then(|(_, value)| value.split_whitespace().find_map(from_css))
    });
    declared.or_else(|| attribute(tag, b"type").and_then(|kind| from_type(kind.trim())))
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
