//! Clean-up of changes for a reader: short equal runs between changes are merged into them, and the borders of
//! insertions and deletions are moved to punctuation where possible (after N. Fraser's semantic clean-up, with Chinese
//! punctuation as word bounds and figures kept separate).

use super::changes::Change;
use super::tokens::{Tokens, is_numeral};

/// Maximum number of symbols of an equal run between changes that counts as accidental, however long the changes are.
const ACCIDENT: usize = 8;
/// Maximum number of symbols of an accidental equal run between two insertions or two deletions.
const BETWEEN_INSERTIONS: usize = 2;
/// Maximum distance in tokens that a border is moved.
const SLIDE: usize = 200;

/// Two sides of one paragraph.
pub(super) struct Texts<'a> {
    pub(super) left: &'a [char],
    pub(super) right: &'a [char],
    pub(super) left_tokens: &'a Tokens,
    pub(super) right_tokens: &'a Tokens,
}

/// Tidies changes; applying them gives the same text. Linear, except that borders move at most 200 tokens each.
pub(super) fn tidy(changes: Vec<Change>, texts: &Texts<'_>) -> Vec<Change> {
    let mut slid = texts.without_accidents(changes);
    for index in 0..slid.len() {
        let before = index.checked_sub(1).map_or((0, 0), |i| (slid[i].left.end, slid[i].right.end));
        let ends = (texts.left_tokens.len(), texts.right_tokens.len());
        let after = slid.get(index + 1).map_or(ends, |next| (next.left.start, next.right.start));
        slid[index] = texts.slide(&slid[index], before, after);
    }
    texts.without_accidents(slid)
}

impl Texts<'_> {
    /// Merges changes with an accidental match between them.
    fn without_accidents(&self, changes: Vec<Change>) -> Vec<Change> {
        let mut out: Vec<Change> = Vec::with_capacity(changes.len());
        for mut change in changes {
            while let Some(last) = out.pop_if(|last| self.is_accident(last, &change)) {
                change = Change {
                    left: last.left.start..change.left.end,
                    right: last.right.start..change.right.end,
                };
            }
            out.push(change);
        }
        out
    }

    fn is_accident(&self, before: &Change, after: &Change) -> bool {
        let equal = self.left_tokens.length(before.left.end..after.left.start);
        if equal == 0 {
            return true;
        }
        if self.is_figure(before) && self.is_figure(after) {
            return false;
        }
        let sizes = |change: &Change| {
            (self.left_tokens.length(change.left.clone()), self.right_tokens.length(change.right.clone()))
        };
        let (a, b) = (sizes(before), sizes(after));
        let one_way = a.0 == 0 && b.0 == 0 || a.1 == 0 && b.1 == 0;
        let cap = if one_way { BETWEEN_INSERTIONS } else { ACCIDENT };
        equal <= cap && equal <= a.0.max(a.1) && equal <= b.0.max(b.1)
    }

    /// Whether a change replaces a figure by another, or a heading's number.
    fn is_figure(&self, change: &Change) -> bool {
        let left = &self.left[self.left_tokens.symbols(change.left.clone())];
        let right = &self.right[self.right_tokens.symbols(change.right.clone())];
        is_figure(left) && is_figure(right)
    }

    /// Moves an insertion or deletion to where its borders read best. It may move as far as the text around it repeats
    /// it.
    fn slide(&self, change: &Change, before: (usize, usize), after: (usize, usize)) -> Change {
        if change.left.is_empty() == change.right.is_empty() {
            return change.clone();
        }
        let is_left = change.right.is_empty();
        let (tokens, symbols, range, room) = if is_left {
            (self.left_tokens, self.left, &change.left, (before.0, after.0))
        } else {
            (self.right_tokens, self.right, &change.right, (before.1, after.1))
        };
        let ids = &tokens.ids;
        // The first and the last token that it can begin before.
        let mut first = range.start;
        while first > room.0 && range.start - first < SLIDE && ids[first - 1] == ids[first - 1 + range.len()]
        {
            first -= 1;
        }
        let mut last = range.start;
        while last + range.len() < room.1
            && last - range.start < SLIDE
            && ids[last] == ids[last + range.len()]
        {
            last += 1;
        }
        let worth = |start: usize| {
            let border = |token: usize| border(symbols, tokens.starts[token]);
            (border(start) + border(start + range.len()), start)
        };
        let best = (first..=last).max_by_key(|&start| worth(start)).unwrap_or(range.start);
        let moved = |range: &std::ops::Range<usize>| {
            let start = range.start + best - if is_left { change.left.start } else { change.right.start };
            start..start + range.len()
        };
        Change { left: moved(&change.left), right: moved(&change.right) }
    }
}

/// Rank of a text border before the symbol at `at`; greater reads better.
fn border(symbols: &[char], at: usize) -> u32 {
    let (Some(&before), Some(&after)) = (at.checked_sub(1).and_then(|at| symbols.get(at)), symbols.get(at))
    else {
        return 6;
    };
    match (before, after) {
        ('。' | '!' | '?' | ';', _) => 5,
        (',' | ':', _) => 4,
        ('、', _) => 3,
        (_, '(' | '《' | '"' | '[') | (')' | '》' | '"' | ']', _) => 2,
        (_, c) if is_mark(c) => 1,
        _ => 0,
    }
}

fn is_mark(character: char) -> bool {
    matches!(character, '。' | ',' | '、' | ';' | ':' | '!' | '?' | '…') || character.is_ascii_punctuation()
}

/// Whether symbols are only digits or numerals.
pub(super) fn is_figure(symbols: &[char]) -> bool {
    !symbols.is_empty()
        && symbols.iter().all(|&c| c.is_ascii_digit() || matches!(c, '.' | '%') || is_numeral(c))
}

#[cfg(test)]
mod tests {
    use super::super::changes::{Budget, changes};
    use super::super::tokens::Interner;
    use super::*;
    use crate::text::normalize;

    /// `[-left-]{+right+}` for each change.
    fn marked(left: &str, right: &str) -> String {
        let (left, right) = (normalize(left).symbols, normalize(right).symbols);
        let mut interner = Interner::default();
        let (l, r) = (interner.tokens(&left), interner.tokens(&right));
        let found = changes(&l.ids, &r.ids, &mut Budget::default());
        let texts = Texts { left: &left, right: &right, left_tokens: &l, right_tokens: &r };
        let (mut out, mut at) = (String::new(), 0);
        for change in tidy(found, &texts) {
            let (from, to) = (l.symbols(change.left), r.symbols(change.right));
            out.extend(&left[at..from.start]);
            if !from.is_empty() {
                out.extend("[-".chars().chain(left[from.clone()].iter().copied()).chain("-]".chars()));
            }
            if !to.is_empty() {
                out.extend("{+".chars().chain(right[to].iter().copied()).chain("+}".chars()));
            }
            at = from.end;
        }
        out.extend(&left[at..]);
        out
    }

    #[test]
    fn figures_change_as_whole_numbers_and_stay_apart() {
        assert_eq!(
            marked("2023年办9件3类", "2024年办19件4类"),
            "[-2023-]{+2024+}年办[-9-]{+19+}件[-3-]{+4+}类"
        );
        assert_eq!(marked("报备率98.21%", "报备率98.12%"), "报备率[-98.21-]{+98.12+}%");
        assert_eq!(marked("二十二件", "二十三件"), "[-二十二-]{+二十三+}件");
    }

    #[test]
    fn accidental_matches_between_changes_are_no_islands() {
        assert_eq!(
            marked("推进街道综合执法改革试点", "开展乡镇合同清理专项行动试点"),
            "[-推进街道综合执法改革-]{+开展乡镇合同清理专项行动+}试点"
        );
        assert_eq!(
            marked("组织开展专题培训三场", "组织安排专门培训三场"),
            "组织[-开展专题-]{+安排专门+}培训三场"
        );
    }

    #[test]
    fn what_was_put_in_begins_and_ends_at_punctuation() {
        assert_eq!(marked("抓学习，抓落实。", "抓学习，抓检查，抓落实。"), "抓学习,{+抓检查,+}抓落实。");
        assert_eq!(marked("一事。", "一事。二事。"), "一事。{+二事。+}");
        assert_eq!(marked("《甲》《乙》", "《甲》《丙》《乙》"), "《甲》{+《丙》+}《乙》");
    }

    #[test]
    fn a_long_equal_run_is_kept_however_much_changed_around_it() {
        let equal = "行政规范性文件合法性审核全覆盖";
        let left = format!("{}{equal}{}", "甲乙丙丁戊".repeat(5), "己庚辛壬癸".repeat(5));
        let right = format!("{}{equal}{}", "子丑寅卯辰".repeat(5), "巳午未申酉".repeat(5));
        assert!(marked(&left, &right).contains(&format!("+}}{equal}[-")), "{}", marked(&left, &right));
    }
}
