//! Pages of positioned glyphs as blocks, for formats that keep no paragraphs. `turn` puts a page upright, `watermark`
//! takes out what lies behind the text, `grid` finds bordered tables, `columns` the order of columns, `lines` assembles
//! lines, `cells` finds tables without borders, `reading` puts all in order, `furniture` running heads and page numbers, and `paragraphs` the ends
//! of paragraphs.

mod cells;
mod columns;
mod furniture;
mod grid;
mod lines;
mod measure;
mod paragraphs;
mod reading;
mod turn;
mod watermark;
mod words;

use super::comments::{Edge, mark};
use crate::report::Block;

/// Maximum number of ruling lines of a page that are kept; a page with more is a drawing.
pub(super) const MAX_RULES: usize = 3000;

/// A glyph as it is drawn. Lengths are in points; the origin is the top left of the page, y grows downwards.
#[derive(Clone, Debug)]
pub(super) struct Drawn {
    /// Its Unicode text; never empty.
    pub(super) text: String,
    /// Left end of its baseline.
    pub(super) x: f64,
    /// Left end of its baseline.
    pub(super) y: f64,
    /// Direction in which its line goes on, of any length.
    pub(super) ahead: (f64, f64),
    /// Size of its font.
    pub(super) size: f64,
    /// Its advance width.
    pub(super) width: f64,
    /// Whether its colour is close to that of the paper.
    pub(super) pale: bool,
    /// Number of the drawing instruction, by which glyphs of one string are known.
    pub(super) run: u32,
}

impl Drawn {
    /// A glyph of vertical writing as one of a line that runs downwards.
    pub(super) fn downwards(self) -> Self {
        let length = self.ahead.0.hypot(self.ahead.1).max(f64::MIN_POSITIVE);
        let right = (self.ahead.0 / length, self.ahead.1 / length);
        let down = (-right.1, right.0);
        // From the left end of the baseline to the middle of the box, and from there to where a line turned clockwise
        // has the left end of its baseline.
        let (across, along) = (self.width / 2.0 - 0.38 * self.size, -0.88 * self.size);
        let x = self.x + right.0 * across + down.0 * along;
        let y = self.y + right.1 * across + down.1 * along;
        Self { x, y, ahead: down, width: self.size, ..self }
    }
}

/// A straight line that is parallel to a page's edges, from its left or upper end.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Rule {
    pub(super) from: (f64, f64),
    pub(super) to: (f64, f64),
}

/// The ruling line between two points, in points; `None` if it is oblique.
pub(super) fn rule(from: (f64, f64), to: (f64, f64)) -> Option<Rule> {
    let sound = [from.0, from.1, to.0, to.1].into_iter().all(f64::is_finite);
    let straight = (from.0 - to.0).abs() < 1.0 || (from.1 - to.1).abs() < 1.0;
    let (left, right) = (from.0.min(to.0), from.0.max(to.0));
    let (top, bottom) = (from.1.min(to.1), from.1.max(to.1));
    (sound && straight).then_some(Rule { from: (left, top), to: (right, bottom) })
}

/// A page as it is drawn.
#[derive(Clone, Debug, Default)]
pub(super) struct DrawnPage {
    /// Its glyphs in drawing order.
    pub(super) glyphs: Vec<Drawn>,
    /// Its ruling lines, [`MAX_RULES`] at most.
    pub(super) rules: Vec<Rule>,
    /// Texts that its format itself marks as furniture.
    pub(super) aside: Vec<String>,
    pub(super) width: f64,
    pub(super) height: f64,
}

/// A glyph of an upright page. Lengths are in points; the origin is the top left of the page.
#[derive(Clone, Debug, PartialEq)]
struct Glyph {
    /// Its Unicode text; never empty.
    text: String,
    /// Distance of its left side from the page's left edge.
    x: f64,
    /// Distance of its baseline from the top.
    y: f64,
    /// Size of its font.
    size: f64,
    /// Its advance width.
    width: f64,
    /// Whether its colour is close to that of the paper.
    pale: bool,
    /// Number of its drawing instruction.
    run: u32,
}

/// A line in another direction than the page's, by the centre of its box.
#[derive(Clone, Debug, PartialEq)]
struct Across {
    text: String,
    x: f64,
    y: f64,
    size: f64,
}

/// An upright page.
#[derive(Clone, Debug, Default)]
struct UprightPage {
    glyphs: Vec<Glyph>,
    across: Vec<Across>,
    rules: Vec<Rule>,
    /// Texts that are kept beside the report: behind it, aslant, outside the page.
    aside: Vec<String>,
    width: f64,
    height: f64,
}

/// The width of a character in ems if its font does not state it.
pub(super) fn usual_width(character: char) -> f64 {
    if (character as u32) < 0x2000 { 0.5 } else { 1.0 }
}

/// A box on a page, in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Area {
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) right: f64,
    pub(super) bottom: f64,
}

/// Marks the glyphs in boxes as those that the comment with a number is about; without any, the glyph that is nearest to
/// the first box as its place.
pub(super) fn mark_comment(glyphs: &mut [Drawn], areas: &[Area], number: usize) {
    let middle = |glyph: &Drawn| {
        let half = glyph.width / 2.0 / glyph.ahead.0.hypot(glyph.ahead.1).max(f64::MIN_POSITIVE);
        (glyph.x + glyph.ahead.0 * half, glyph.y + glyph.ahead.1 * half - 0.35 * glyph.size)
    };
    let covered = |glyph: &Drawn| {
        let (x, y) = middle(glyph);
        let inside =
            |area: &Area| (area.left..=area.right).contains(&x) && (area.top..=area.bottom).contains(&y);
        !glyph.text.trim().is_empty() && areas.iter().any(inside)
    };
    let (first, last) = (glyphs.iter().position(covered), glyphs.iter().rposition(covered));
    if let Some(first) = first.and_then(|first| glyphs.get_mut(first)) {
        first.text.push_str(&mark(Edge::StartBefore, number));
        if let Some(last) = last.and_then(|last| glyphs.get_mut(last)) {
            last.text.insert_str(0, &mark(Edge::EndBehind, number));
        }
        return;
    }
    let Some(area) = areas.first() else { return };
    let (x, y) = (f64::midpoint(area.left, area.right), f64::midpoint(area.top, area.bottom));
    let distance = |glyph: &Drawn| (middle(glyph).0 - x).hypot(middle(glyph).1 - y);
    let visible = glyphs.iter_mut().filter(|glyph| !glyph.text.trim().is_empty());
    if let Some(nearest) = visible.min_by(|a, b| distance(a).total_cmp(&distance(b))) {
        nearest.text.push_str(&mark(Edge::StartBefore, number));
    }
}

/// The blocks of a document's pages in reading order.
pub(super) fn blocks(pages: Vec<DrawnPage>) -> Vec<Block> {
    let mut pages: Vec<UprightPage> = pages.into_iter().map(turn::upright).collect();
    watermark::take_out(&mut pages);
    let mut pages: Vec<lines::Page> = pages.into_iter().map(reading::page).collect();
    furniture::mark(&mut pages);
    paragraphs::blocks(&pages)
}
