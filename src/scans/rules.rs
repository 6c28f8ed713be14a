//! Ruling lines of tables: long thin strokes, found as runs of ink on the page turned upright.

use super::ink::lightness;
use super::lines::upright;
use super::page::Rule;
use super::picture::Picture;
use super::seal::Seal;

/// Minimum length of a lying line in millimetres: longer than any stroke of a red head's characters.
const LYING: f32 = 20.0;
/// Minimum length of a standing line, which parts the cells of one row, and how near it comes to a lying one.
const STANDING: f32 = 6.0;
const MEETS: f32 = 1.5;
/// Maximum thickness in millimetres.
const THICK: f32 = 1.3;
/// Maximum gap in millimetres that noise makes in a line.
const GAP: f32 = 0.7;
/// Width in millimetres by which a line may wander per ten of its length, where a page is curved or seen aslant.
const WANDER: f32 = 0.25;
/// Lightness of ink as a share of the paper's.
const INK: f32 = 0.75;
/// Maximum number of ruling lines of a page; a page with more is a drawing.
const MAX_RULES: usize = 1000;

/// The page as ink or none, turned upright.
struct Ink {
    width: usize,
    height: usize,
    dark: Vec<bool>,
}

/// The ruling lines of a page, in pixels of the upright page. `seals` are those that could not be taken off: arcs of a ring
/// at its top and sides run so straight that they would make a table of the signature.
pub(super) fn rules(page: &Picture, skew: f32, seals: &[Seal]) -> Vec<Rule> {
    let mm = page.pixels_per_mm();
    let ink = inked(page, skew);
    let size = (page.width as f64, page.height as f64);
    let of_seal = |rule: &Rule| {
        let [from, to] = [rule.from, rule.to].map(|end| {
            let (x, y) = upright(end, -skew, size);
            (x as f32, y as f32)
        });
        seals.iter().any(|seal| seal.has_stroke(from, to))
    };
    let mut lying = traced(&ink, mm, LYING);
    lying.retain(|rule| !of_seal(rule));
    if lying.is_empty() {
        return lying;
    }
    let standing = traced(&ink.turned(), mm, STANDING);
    let standing: Vec<Rule> = standing
        .into_iter()
        .map(|rule| Rule { from: (rule.from.1, rule.from.0), to: (rule.to.1, rule.to.0) })
        .filter(|rule| !of_seal(rule) && lying.iter().any(|line| meet(line, rule, f64::from(MEETS * mm))))
        .collect();
    let mut rules = lying;
    rules.extend(standing);
    rules.truncate(MAX_RULES);
    rules
}

/// Whether a standing line touches or crosses a lying one.
fn meet(lying: &Rule, standing: &Rule, near: f64) -> bool {
    let (x, y) = (standing.from.0, lying.from.1);
    (lying.from.0 - near..=lying.to.0 + near).contains(&x)
        && (standing.from.1 - near..=standing.to.1 + near).contains(&y)
}

fn inked(page: &Picture, skew: f32) -> Ink {
    let (width, height) = (page.width, page.height);
    let paper = Paper::new(page);
    let size = (width as f64, height as f64);
    let mut dark = vec![false; width * height];
    for y in 0..height {
        // A row of the upright page is a straight line of the picture.
        let (from_x, from_y) = upright((0.5, y as f64 + 0.5), -skew, size);
        let (sin, cos) = f64::from(skew).sin_cos();
        for x in 0..width {
            let (at_x, at_y) = (from_x + x as f64 * cos, from_y + x as f64 * sin);
            let inside = at_x >= 0.0 && at_y >= 0.0 && at_x < size.0 && at_y < size.1;
            dark[y * width + x] = inside && paper.is_inked(page, at_x as usize, at_y as usize);
        }
    }
    Ink { width, height, dark }
}

/// The paper's lightness in each part of a page: a photographed one is darker on one side, and a limit for the whole would
/// make a straight edge of the shade.
struct Paper {
    /// Side of a part in pixels.
    side: usize,
    across: usize,
    /// Lightness under which a pixel is inked, by part, row by row.
    limits: Vec<u8>,
}

impl Paper {
    /// Side of a part in millimetres: wider than any character, so that each has paper in it.
    const PART: f32 = 12.0;
    /// Share of a part's pixels that are at most as light as its paper.
    const LIGHT: f32 = 0.8;

    fn new(page: &Picture) -> Self {
        let side = ((Self::PART * page.pixels_per_mm()) as usize).max(8);
        let (across, down) = (page.width.div_ceil(side), page.height.div_ceil(side));
        let mut limits = Vec::with_capacity(across * down);
        for part in 0..across * down {
            let (left, top) = (part % across * side, part / across * side);
            let mut lights: Vec<u8> = Vec::new();
            for y in (top..(top + side).min(page.height)).step_by(3) {
                let row = (left..(left + side).min(page.width)).step_by(3);
                lights.extend(row.map(|x| lightness(page.pixel(x, y))));
            }
            lights.sort_unstable();
            let paper = lights.get((lights.len() as f32 * Self::LIGHT) as usize).copied().unwrap_or(255);
            limits.push((f32::from(paper) * INK) as u8);
        }
        Self { side, across, limits }
    }

    fn is_inked(&self, page: &Picture, x: usize, y: usize) -> bool {
        let part = y / self.side * self.across + x / self.side;
        self.limits.get(part).is_some_and(|limit| lightness(page.pixel(x, y)) < *limit)
    }
}

impl Ink {
    /// With rows and columns exchanged.
    fn turned(&self) -> Self {
        let mut dark = vec![false; self.dark.len()];
        for y in 0..self.height {
            for x in 0..self.width {
                dark[x * self.height + y] = self.dark[y * self.width + x];
            }
        }
        Self { width: self.height, height: self.width, dark }
    }

    fn is_dark(&self, x: usize, y: usize) -> bool {
        self.dark[y * self.width + x]
    }

    /// The first and last row of the stroke through a dark pixel, straight up and down; `None` if it is too thick.
    fn stroke(&self, x: usize, y: usize, thick: usize) -> Option<(usize, usize)> {
        let top = (0..=y).rev().take(thick + 2).take_while(|y| self.is_dark(x, *y)).last()?;
        let bottom = (y..self.height).take(thick + 2).take_while(|y| self.is_dark(x, *y)).last()?;
        (bottom - top < thick).then_some((top, bottom))
    }
}

/// Lying lines of a minimum length in millimetres: each is followed to the right from a place where no line comes from the left.
fn traced(ink: &Ink, mm: f32, least: f32) -> Vec<Rule> {
    let thick = (THICK * mm).ceil().max(3.0) as usize;
    let (gap, least) = ((GAP * mm).ceil() as usize, least * mm);
    let mut seen = vec![false; ink.dark.len()];
    let mut rules = Vec::new();
    for x in 0..ink.width {
        for y in 0..ink.height {
            if seen[y * ink.width + x] || !ink.is_dark(x, y) || rules.len() >= MAX_RULES {
                continue;
            }
            let Some((top, bottom)) = ink.stroke(x, y, thick) else { continue };
            seen[top * ink.width + x..=bottom * ink.width + x]
                .iter_mut()
                .step_by(ink.width)
                .for_each(|seen| *seen = true);
            let start = (x, f64::midpoint(top as f64, bottom as f64));
            let end = follow(ink, (x, usize::midpoint(top, bottom)), thick, gap, &mut seen);
            let (length, drift) = (end.0 - x, (end.1 as f64 - start.1).abs());
            let straight = drift <= f64::from(WANDER * length as f32 / 10.0 + 2.0);
            if length as f32 >= least && straight {
                let middle = f64::midpoint(start.1, end.1 as f64) + 0.5;
                rules.push(Rule { from: (x as f64, middle), to: (end.0 as f64 + 1.0, middle) });
            }
        }
    }
    rules
}

/// The right end of the line at a point. Crossing lines are thick at the crossing, as is text that touches it.
fn follow(
    ink: &Ink,
    (mut x, mut y): (usize, usize),
    thick: usize,
    gap: usize,
    seen: &mut [bool],
) -> (usize, usize) {
    let mut end = (x, y);
    while x + 1 < ink.width && x - end.0 <= gap {
        x += 1;
        let near = [Some(y), y.checked_sub(1), Some(y + 1)];
        let next = near.into_iter().flatten().find(|y| *y < ink.height && ink.is_dark(x, *y));
        let Some(next) = next else { continue };
        // At a crossing there is no stroke: straight on.
        if let Some((top, bottom)) = ink.stroke(x, next, thick) {
            y = usize::midpoint(top, bottom);
            for row in top..=bottom {
                seen[row * ink.width + x] = true;
            }
        }
        end = (x, y);
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Draws a box, in pixels.
    fn fill(picture: &mut Picture, (left, top): (usize, usize), (right, bottom): (usize, usize)) {
        for y in top..bottom {
            for x in left..right {
                picture.rgb[(y * picture.width + x) * 3..][..3].fill(0);
            }
        }
    }

    #[test]
    fn the_lines_of_a_table_are_found_and_text_is_not() {
        // A4 at 100 dpi: a table of two rows and two columns, and strokes of characters.
        let mut page = Picture::white(827, 1169);
        for y in [200, 240, 280] {
            fill(&mut page, (100, y), (700, y + 2));
        }
        for x in [100, 400, 698] {
            fill(&mut page, (x, 200), (x + 2, 282));
        }
        for at in 0..20 {
            fill(&mut page, (100 + at * 25, 400), (118 + at * 25, 403));
            fill(&mut page, (108 + at * 25, 395), (111 + at * 25, 425));
        }
        let rules = rules(&page, 0.0, &[]);
        let lying: Vec<&Rule> = rules.iter().filter(|rule| (rule.from.1 - rule.to.1).abs() < 1e-6).collect();
        assert_eq!(lying.len(), 3, "{rules:?}");
        assert!(lying.iter().all(|rule| rule.to.0 - rule.from.0 > 590.0));
        assert_eq!(rules.len(), 6, "{rules:?}");
    }

    #[test]
    fn a_shade_over_the_page_is_no_line_and_hides_none() {
        let mut page = Picture::white(800, 1100);
        for y in 0..1100_usize {
            for x in 0..800_usize {
                let is_line = (100..700).contains(&x) && (300..303).contains(&y);
                let light = (110.0 + 145.0 * x as f32 / 800.0) * if is_line { 0.4 } else { 1.0 };
                page.rgb[(y * 800 + x) * 3..][..3].fill(light as u8);
            }
        }
        let found = rules(&page, 0.0, &[]);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].to.0 - found[0].from.0 > 580.0 && (found[0].from.1 - 301.5).abs() < 2.0);
    }

    #[test]
    fn a_skewed_table_is_straight() {
        let mut page = Picture::white(827, 1169);
        for x in 100..700 {
            for y in [300, 340] {
                let y = y + x / 50;
                fill(&mut page, (x, y), (x + 1, y + 2));
            }
        }
        let rules = rules(&page, 0.02, &[]);
        assert_eq!(rules.len(), 2, "{rules:?}");
        assert!(rules.iter().all(|rule| rule.to.0 - rule.from.0 > 590.0), "{rules:?}");
    }
    #[test]
    fn the_ring_of_a_black_seal_is_no_table() {
        // A4 at 200 dpi, a line under a ring 38 mm across, as on a fax.
        let mut page = Picture::white(1654, 2339);
        let seal = Seal { x: 1072.0, y: 1009.0, radius: 152.0 };
        for y in 800..1200_usize {
            for x in 850..1300_usize {
                let distance = (x as f32 - seal.x).hypot(y as f32 - seal.y);
                if (distance - seal.radius).abs() < 4.5 {
                    fill(&mut page, (x, y), (x + 1, y + 1));
                }
            }
        }
        assert!(!rules(&page, 0.0, &[]).is_empty(), "its arcs are nearly straight");
        assert!(rules(&page, 0.0, &[seal]).is_empty());
        assert!(rules(&page, 0.03, &[seal]).is_empty(), "the seal is where it is on the page askew");
        fill(&mut page, (400, 1009), (1500, 1013));
        assert_eq!(rules(&page, 0.0, &[seal]).len(), 1, "a line across the seal is none of its own");
    }
}
