//! Finds a report's lines among the glyphs of its pages. A line is put together from glyphs by the layout, which may
//! reorder, join and drop them; so it is looked for in parts, each as long as possible, first in the order in which the
//! glyphs are drawn and then in the order of their places.

use crate::report::AskedLine;
use crate::report::readers::comments::is_mark;
use crate::report::readers::layout::Drawn;
use crate::text::is_ignored;

/// Maximum number of comparisons of characters: on a page that repeats one character they grow with its square.
const MAX_COMPARISONS: usize = 100_000_000;
/// Number of pages that a line may go on to.
const MAX_PAGES: usize = 2;
/// Minimum length of a part of a line, unless the line ends.
const LEAST: usize = 3;
/// Maximum distance, in ems, at which the same character drawn again is bold type and not a second character.
const OVERPRINT: f64 = 0.25;

/// A glyph by the index of its page and its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) page: usize,
    pub(super) glyph: usize,
}

/// The visible characters of all pages with their glyphs.
pub(super) struct Sequence<'a> {
    pages: Vec<&'a [Drawn]>,
    /// For each page, its characters as they are drawn, and from top to bottom and left to right. Made when needed.
    orders: Vec<Option<[Vec<Seen>; 2]>>,
    left: usize,
}

/// A character and the glyph it belongs to.
#[derive(Clone, Copy)]
struct Seen {
    character: char,
    glyph: usize,
}

/// Where a part of a line stands: the page, the order, the index of its first character there, and its length.
#[derive(Clone, Copy)]
struct Part {
    page: usize,
    order: usize,
    at: usize,
    length: usize,
}

impl<'a> Sequence<'a> {
    pub(super) fn new(pages: Vec<&'a [Drawn]>) -> Self {
        let orders = pages.iter().map(|_| None).collect();
        Self { pages, orders, left: MAX_COMPARISONS }
    }

    /// The glyph of each code point of a line; `None` for those that are white space or not found.
    pub(super) fn line(&mut self, line: &AskedLine) -> Vec<Option<Found>> {
        let characters: Vec<char> = line.text.chars().collect();
        let visible: Vec<usize> = characters
            .iter()
            .enumerate()
            .filter(|(_, character)| !is_ignored(**character))
            .map(|(index, _)| index)
            .collect();
        let wanted: Vec<char> =
            visible.iter().filter_map(|index| characters.get(*index)).map(|c| folded(*c)).collect();
        let mut found = vec![None; characters.len()];
        let mut page = (line.page as usize).saturating_sub(1);
        let mut from = 0_usize;
        let mut last: Option<Part> = None;
        while let Some(rest) = wanted.get(from..).filter(|rest| !rest.is_empty()) {
            let part = match self.part(rest, page, last, line.before) {
                Some(part) if part.length >= LEAST.min(rest.len()) => part,
                _ => {
                    from = from.saturating_add(1);
                    continue;
                }
            };
            let seen = self.seen(part.page, part.order);
            for offset in 0..part.length {
                let own = visible.get(from.saturating_add(offset)).and_then(|index| found.get_mut(*index));
                let glyph = seen.get(part.at.saturating_add(offset));
                if let (Some(own), Some(seen)) = (own, glyph) {
                    *own = Some(Found { page: part.page, glyph: seen.glyph });
                }
            }
            page = part.page;
            from = from.saturating_add(part.length);
            last = Some(part);
        }
        found
    }

    /// The longest part that the beginning of `rest` has. Of several: one that is a line of its own, then the one behind
    /// the last part; a whole line that stands more than once is the one with `before` others before it.
    fn part(&mut self, rest: &[char], page: usize, last: Option<Part>, before: usize) -> Option<Part> {
        let mut best: Vec<Part> = Vec::new();
        for page in page..=page.saturating_add(MAX_PAGES) {
            for order in 0..2 {
                let length = best.first().map_or(0, |best| best.length);
                // A part on a later page, or in the second order, is better only if it is longer.
                let found = self.parts(rest, page, order, length.saturating_add(1));
                if !found.is_empty() {
                    best = found;
                }
            }
            if best.first().is_some_and(|best| best.length == rest.len()) {
                break;
            }
        }
        let alone: Vec<Part> = best.iter().copied().filter(|part| self.is_alone(*part)).collect();
        if last.is_none() && !alone.is_empty() {
            return alone.get(before).or(alone.last()).copied();
        }
        let behind = last.and_then(|last| {
            let is_behind =
                |part: &&Part| part.page == last.page && part.order == last.order && part.at > last.at;
            best.iter().find(is_behind).copied()
        });
        behind.or_else(|| best.get(if last.is_none() { before } else { 0 }).or(best.last()).copied())
    }

    /// The longest parts of a page in one order, of at least a length.
    fn parts(&mut self, rest: &[char], page: usize, order: usize, least: usize) -> Vec<Part> {
        let mut best: Vec<Part> = Vec::new();
        let mut longest = least;
        self.order(page);
        let mut left = self.left;
        let seen = self.seen(page, order);
        for at in 0..seen.len() {
            let here = seen.get(at..).unwrap_or_default();
            let length =
                here.iter().zip(rest).take_while(|(seen, wanted)| seen.character == **wanted).count();
            left = left.saturating_sub(length.saturating_add(1));
            if left == 0 {
                break;
            }
            if length >= longest {
                if length > longest {
                    best.clear();
                    longest = length;
                }
                best.push(Part { page, order, at, length });
            }
        }
        self.left = left;
        best
    }

    /// Whether nothing else stands on the part's line directly before or behind it.
    fn is_alone(&self, part: Part) -> bool {
        let seen = self.seen(part.page, part.order);
        let glyphs = self.pages.get(part.page).copied().unwrap_or_default();
        let drawn =
            |at: Option<usize>| at.and_then(|at| seen.get(at)).and_then(|seen| glyphs.get(seen.glyph));
        let apart = |left: Option<&Drawn>, right: Option<&Drawn>| match (left, right) {
            (Some(left), Some(right)) => {
                (left.y - right.y).abs() > 0.4 * left.size
                    || (right.x - left.x - left.width).abs() > 0.9 * left.size
            }
            _ => true,
        };
        let end = part.at.saturating_add(part.length);
        apart(drawn(part.at.checked_sub(1)), drawn(Some(part.at)))
            && apart(drawn(end.checked_sub(1)), drawn(Some(end)))
    }

    fn seen(&self, page: usize, order: usize) -> &[Seen] {
        let orders = self.orders.get(page).and_then(Option::as_ref);
        orders.and_then(|orders| orders.get(order)).map_or(&[], Vec::as_slice)
    }

    /// Puts the characters of a page in order.
    fn order(&mut self, page: usize) {
        let (Some(glyphs), Some(orders)) = (self.pages.get(page), self.orders.get_mut(page)) else { return };
        if orders.is_none() {
            let places: Vec<usize> = (0..glyphs.len()).collect();
            *orders = Some([seen(glyphs, places), seen(glyphs, by_place(glyphs))]);
        }
    }
}

fn seen(glyphs: &[Drawn], order: Vec<usize>) -> Vec<Seen> {
    let characters = |index: usize| {
        let text = glyphs.get(index).map_or("", |glyph| glyph.text.as_str());
        let visible = text.chars().filter(|c| !is_ignored(*c) && !is_mark(*c));
        visible.map(move |character| Seen { character: folded(character), glyph: index })
    };
    order.into_iter().flat_map(characters).collect()
}

/// The glyphs from top to bottom and left to right, without those that are drawn again to look bold.
fn by_place(glyphs: &[Drawn]) -> Vec<usize> {
    let mut order: Vec<(usize, &Drawn)> = glyphs.iter().enumerate().collect();
    order.sort_by(|(_, a), (_, b)| a.y.total_cmp(&b.y));
    let mut rows: Vec<Vec<(usize, &Drawn)>> = Vec::new();
    for (index, glyph) in order {
        match rows.last_mut() {
            Some(row) if row.last().is_some_and(|(_, last)| glyph.y - last.y <= 0.4 * glyph.size) => {
                row.push((index, glyph));
            }
            _ => rows.push(vec![(index, glyph)]),
        }
    }
    for row in &mut rows {
        row.sort_by(|(_, a), (_, b)| a.x.total_cmp(&b.x));
        row.dedup_by(|(_, b), (_, a)| a.text == b.text && b.x - a.x < OVERPRINT * a.size);
    }
    rows.into_iter().flatten().map(|(index, _)| index).collect()
}

/// A raised digit as the digit, which the layout raised.
fn folded(character: char) -> char {
    match character {
        '⁰' => '0',
        '¹' => '1',
        '²' => '2',
        '³' => '3',
        '⁴'..='⁹' => char::from_digit((character as u32).saturating_sub(0x2070), 10).unwrap_or(character),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(text: &str, x: f64, y: f64) -> Vec<Drawn> {
        let glyph = |(index, character): (usize, char)| Drawn {
            text: character.to_string(),
            x: x + index as f64 * 10.0,
            y,
            ahead: (10.0, 0.0),
            size: 10.0,
            width: 10.0,
            pale: false,
            run: 0,
        };
        text.chars().enumerate().map(glyph).collect()
    }

    /// The characters at the places that are found for a line, `_` for those that are not.
    fn found(pages: &[Vec<Drawn>], text: &str, before: usize) -> (String, Vec<Option<Found>>) {
        let mut sequence = Sequence::new(pages.iter().map(Vec::as_slice).collect());
        let line = sequence.line(&AskedLine { text: text.to_owned(), page: 1, before });
        let shown = line.iter().map(|found| match found {
            Some(found) => pages[found.page][found.glyph].text.clone(),
            None => "_".to_owned(),
        });
        (shown.collect(), line)
    }

    #[test]
    fn a_line_is_found_across_lines_pages_and_furniture() {
        let mut first = drawn("全县办结案件", 50.0, 700.0);
        first.extend(drawn("四十七件", 50.0, 720.0));
        first.extend(drawn("— 1 —", 200.0, 800.0));
        let mut second = drawn("，同比增长。", 50.0, 60.0);
        second.extend(drawn("其他", 50.0, 90.0));
        let (shown, places) = found(&[first, second], "　全县办结案件四十七件，同比增长。", 0);
        assert_eq!(shown, "_全县办结案件四十七件，同比增长。");
        assert_eq!(places[1].unwrap().page, 0);
        assert_eq!(places[11].unwrap().page, 1);
    }

    #[test]
    fn glyphs_in_any_order_and_twice_are_found_by_their_places() {
        let mut page = drawn("案件", 90.0, 100.0);
        page.extend(drawn("全县办结", 50.0, 100.0));
        for glyph in drawn("全县办结", 50.3, 100.0) {
            page.push(glyph);
        }
        assert_eq!(found(&[page], "全县办结案件", 0).0, "全县办结案件");
    }

    #[test]
    fn of_equal_lines_the_one_with_as_many_before_it() {
        let mut page = drawn("小计120", 50.0, 80.0);
        page.extend(drawn("12", 50.0, 100.0));
        page.extend(drawn("12", 50.0, 120.0));
        let of = |before| {
            let (_, found) = found(&[page.clone()], "12", before);
            page[found[0].unwrap().glyph].y
        };
        assert_eq!((of(0), of(1)), (100.0, 120.0));
    }

    #[test]
    fn words_that_are_not_on_the_page_are_left_out() {
        assert_eq!(found(&[drawn("全县办结案件", 50.0, 100.0)], "另行公布", 0).0, "____");
    }
}
