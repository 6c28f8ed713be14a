//! A page of a report as it looks, with the places of its characters, so that a reviewer can compare it with the text. It
//! is drawn in a child process, on request.

use super::assemble::PlacedLine;
use super::hash::sha256;
use super::read::bytes_of;
use super::readers::Text;
use super::readers::sheets::{CharacterBox, Letter, Sheet, Wanted};
use super::{Format, Reason, Report, isolate};
use crate::text::Span;

/// A page as it looks.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PagePicture {
    /// Width in pixels.
    pub width: usize,
    /// Height in pixels.
    pub height: usize,
    /// Red, green and blue of each pixel, rows from the top.
    pub rgb: Vec<u8>,
    /// Characters that are drawn over it in a font of the window, since the file has none for them.
    pub letters: Vec<Letter>,
    /// Characters of the text with their boxes on the page, by their positions.
    pub places: Vec<(usize, PageArea)>,
}

/// A rectangle on a page: left, top, right and bottom in ten-thousandths of its width and height.
pub type PageArea = [u16; 4];

impl Report {
    /// Whether its pages can be shown as they look.
    #[must_use]
    pub fn has_page_pictures(&self) -> bool {
        matches!(self.format, Format::Pdf | Format::Ofd | Format::Picture) && self.pages().is_some()
    }
}

/// Draws a page of a report, by its number from 1, with this number of pixels on its short side. Takes 20 to 300 ms of
/// processor time.
///
/// # Errors
///
/// [`Reason::Missing`] if the file has changed since the report was read, or has no such page; the reason of its reader
/// otherwise.
pub fn page_picture(report: &Report, page: u32, short_side: u32) -> Result<PagePicture, Reason> {
    let bytes = bytes_of(&report.path)?;
    if sha256(&bytes) != report.sha256 {
        return Err(Reason::Missing);
    }
    let read = report.recognized.as_ref();
    let turned = read.and_then(|read| read.pages.iter().find(|read| read.page == page));
    let wanted = Wanted {
        page,
        short_side,
        quarters: turned.map_or(0, |turned| turned.quarters),
        skew: turned.map_or(0.0, |turned| f32::from(turned.skew) / 10_000.0),
    };
    let Sheet { width, height, rgb, letters, runs } = isolate::sheet(report.format, &bytes, wanted)?;
    let places = match read.filter(|_| turned.is_some()) {
        Some(read) => {
            let lines = read.lines.iter().filter(|line| line.page == page);
            sorted(lines.flat_map(|line| spread(report, line)).collect())
        }
        None => found_again(report, page, &runs),
    };
    let (width, height) = (width as usize, height as usize);
    if width == 0 || rgb.len() != width * height * 3 {
        return Err(Reason::Damaged);
    }
    Ok(PagePicture { width, height, rgb, letters, places })
}

/// The boxes of a line's characters: its own box, divided by their usual widths.
fn spread(report: &Report, line: &PlacedLine) -> Vec<(usize, CharacterBox)> {
    let [left, top, right, bottom] = line.area;
    let text = report.text.slice(line.span);
    let width = |character: char| match character {
        c if c.is_whitespace() => 0.0,
        c if c.is_ascii() => 0.5,
        _ => 1.0,
    };
    let whole: f64 = text.chars().map(width).sum::<f64>().max(0.5);
    let at = |share: f64| (f64::from(left) + f64::from(right.saturating_sub(left)) * share / whole) as u16;
    let mut passed = 0.0;
    let mut places = Vec::new();
    for (position, character) in (line.span.start..).zip(text.chars()) {
        let width = width(character);
        if width > 0.0 {
            places.push((position, [at(passed), top, at(passed + width), bottom]));
        }
        passed += width;
    }
    places
}

/// The positions of the page's characters in the text.
fn found_again(report: &Report, page: u32, runs: &[Vec<(char, CharacterBox)>]) -> Vec<(usize, CharacterBox)> {
    let mut text = Text::default();
    let near = |block: &&super::PlacedBlock| {
        block.page.is_some_and(|own| own == page || own.saturating_add(1) == page)
    };
    for block in report.blocks.iter().filter(near) {
        text.add(report.text.slice(block.span), block.page.unwrap_or(0), |at| block.span.start + at);
    }
    let mut places = Vec::new();
    for run in runs {
        let characters: Vec<char> = run.iter().map(|(character, _)| *character).collect();
        let found = text.find(&characters, page);
        places.extend(found.into_iter().zip(run).filter_map(|(at, (_, area))| Some((at?, *area))));
    }
    sorted(places)
}

fn sorted(mut places: Vec<(usize, CharacterBox)>) -> Vec<(usize, CharacterBox)> {
    places.sort_unstable_by_key(|place| place.0);
    places
}

impl PagePicture {
    /// The rectangles of a span on the page, one for each line of print.
    #[must_use]
    pub fn areas(&self, span: Span) -> Vec<PageArea> {
        let first = self.places.partition_point(|place| place.0 < span.start);
        let last = self.places.partition_point(|place| place.0 < span.end);
        let mut areas: Vec<PageArea> = Vec::new();
        for (_, area) in &self.places[first..last.max(first)] {
            match areas.last_mut() {
                Some(line) if is_beside(*line, *area) => {
                    *line = [
                        line[0].min(area[0]),
                        line[1].min(area[1]),
                        line[2].max(area[2]),
                        line[3].max(area[3]),
                    ];
                }
                _ => areas.push(*area),
            }
        }
        areas
    }

    /// Whether all of its characters stand before a position.
    #[must_use]
    pub fn ends_before(&self, position: usize) -> bool {
        self.places.last().is_some_and(|last| last.0 < position)
    }

    /// The position of the character that is printed nearest to a point, in ten-thousandths of the page's width and height.
    #[must_use]
    pub fn position_at(&self, x: u16, y: u16) -> Option<usize> {
        let distance = |area: &CharacterBox| {
            let outside =
                |at: u16, low: u16, high: u16| u32::from(low.saturating_sub(at).max(at.saturating_sub(high)));
            // Another line is farther than another character of the line.
            outside(x, area[0], area[2]) + 16 * outside(y, area[1], area[3])
        };
        self.places.iter().min_by_key(|(_, area)| distance(area)).map(|(position, _)| *position)
    }

    /// The span of the printed line around a position; `None` if it does not stand on the page.
    #[must_use]
    pub fn line_at(&self, position: usize) -> Option<Span> {
        let at = self.places.partition_point(|place| place.0 < position);
        let at = if at < self.places.len() { at } else { at.checked_sub(1)? };
        let own = self.places[at].1;
        let mut first = at;
        while first > 0 && is_beside(own, self.places[first - 1].1) {
            first -= 1;
        }
        let after = self.places[at..].iter().take_while(|place| is_beside(own, place.1)).count();
        Some(Span::new(self.places[first].0, self.places[at + after - 1].0 + 1))
    }
}

/// Whether two boxes are of one line of print: the middle of each is at the height of the other.
fn is_beside(line: PageArea, area: PageArea) -> bool {
    let middle = |area: PageArea| u16::midpoint(area[1], area[3]);
    let holds = |area: PageArea, y: u16| area[1] <= y && y <= area[3];
    holds(line, middle(area)) && holds(area, middle(line))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::PlacedBlock;
    use crate::report::Role;

    fn printed(text: &str, left: u16, top: u16) -> Vec<(char, CharacterBox)> {
        let area = |at: u16| [left + at * 300, top, left + at * 300 + 300, top + 200];
        text.chars().zip(0..).map(|(character, at)| (character, area(at))).collect()
    }

    fn page() -> PagePicture {
        let mut report = Report::from_text("a.pdf", "青石县报告\n全年办结案件四十七件。\n第二页上的字");
        for (block, page) in report.blocks.iter_mut().zip([1, 1, 2]) {
            *block = PlacedBlock { page: Some(page), role: Role::Paragraph, ..*block };
        }
        let runs = [
            printed("青石县报告", 3000, 500),
            printed("全年办结案件", 1000, 1000),
            printed("四十七件。", 1000, 1300),
            printed("— 1 —", 4000, 9500),
        ];
        PagePicture { places: found_again(&report, 1, &runs), ..PagePicture::default() }
    }

    #[test]
    fn a_span_has_a_rectangle_for_each_line_of_print() {
        let page = page();
        assert_eq!(page.areas(Span::new(0, 5)), [[3000, 500, 4500, 700]]);
        assert_eq!(page.areas(Span::new(10, 14)), [[2200, 1000, 2800, 1200], [1000, 1300, 1600, 1500]]);
        assert!(page.areas(Span::new(18, 22)).is_empty(), "it stands on the next page");
    }

    #[test]
    fn a_point_has_the_nearest_character_and_its_line() {
        let page = page();
        assert_eq!(page.position_at(1100, 1110), Some(6));
        assert_eq!(page.position_at(9000, 1110), Some(11), "right of the line's end");
        assert_eq!(page.line_at(8), Some(Span::new(6, 12)));
        assert_eq!(page.line_at(14), Some(Span::new(12, 17)));
    }

    #[test]
    fn a_read_line_is_divided_by_the_widths_of_its_characters() {
        let report = Report::from_text("a.png", "办结12件");
        let line = PlacedLine {
            page: 1,
            span: Span::new(0, 5),
            area: [1000, 0, 5000, 100],
            confidence: 990,
            doubts: Vec::new(),
        };
        let places = spread(&report, &line);
        assert_eq!(places[2], (2, [3000, 0, 3500, 100]));
        assert_eq!(places[4], (4, [4000, 0, 5000, 100]));
    }
}
