//! Puts a page upright: its main direction becomes the horizontal one. Lines at right angles to it are kept with their
//! places, oblique ones and those outside the page are put aside.

use std::collections::HashSet;

use super::lines::{line, rows};
use super::{Across, Drawn, DrawnPage, Glyph, Rule, UprightPage};

/// Maximum number of lines in other directions that are kept for a page.
const MAX_ACROSS: usize = 500;

/// Puts a page upright.
pub(super) fn upright(page: DrawnPage) -> UprightPage {
    let DrawnPage { glyphs, rules, mut aside, width, height } = page;
    let inside = |glyph: &Drawn| {
        let half = glyph.width / 2.0 / glyph.ahead.0.hypot(glyph.ahead.1).max(f64::MIN_POSITIVE);
        let middle = (glyph.x + glyph.ahead.0 * half, glyph.y + glyph.ahead.1 * half);
        (0.0..=width).contains(&middle.0) && (0.0..=height).contains(&middle.1)
    };
    // A string that the page shows in part is text as a whole: its last character may hang over the edge.
    let shown: HashSet<u32> = glyphs.iter().filter(|glyph| inside(glyph)).map(|glyph| glyph.run).collect();
    let (inside, outside): (Vec<Drawn>, Vec<Drawn>) =
        glyphs.into_iter().partition(|glyph| inside(glyph) || shown.contains(&glyph.run));
    aside.extend(strings(outside));
    let mut turned: [Vec<Drawn>; 4] = Default::default();
    let mut oblique = Vec::new();
    for glyph in inside {
        match quarter(glyph.ahead).and_then(|quarter| turned.get_mut(quarter)) {
            Some(direction) => direction.push(glyph),
            None => oblique.push(glyph),
        }
    }
    aside.extend(strings(oblique));
    let main = (0..4)
        .max_by_key(|quarter| (turned.get(*quarter).map_or(0, Vec::len), 4_usize.saturating_sub(*quarter)))
        .unwrap_or(0);
    let frame = Frame { main, width, height };
    let mut upright = UprightPage { aside, ..UprightPage::default() };
    for (quarter, glyphs) in turned.into_iter().enumerate() {
        let glyphs = glyphs.into_iter().map(|glyph| frame.turned(quarter, glyph));
        if quarter == main {
            upright.glyphs = glyphs.collect();
            continue;
        }
        for row in rows(glyphs.collect()) {
            upright.across.extend(line(row).map(|line| frame.across(quarter, line)));
        }
    }
    upright.across.truncate(MAX_ACROSS);
    upright.rules = rules.into_iter().map(|rule| frame.rule(rule)).collect();
    (upright.width, upright.height) = if main % 2 == 1 { (height, width) } else { (width, height) };
    upright
}

/// The texts of glyphs, one for each drawing instruction.
fn strings(glyphs: Vec<Drawn>) -> Vec<String> {
    let mut strings: Vec<String> = Vec::new();
    let mut last: Option<(u32, f64, f64)> = None;
    for glyph in glyphs {
        // Strings may be drawn glyph by glyph.
        let goes_on = last.is_some_and(|(run, x, y)| {
            run == glyph.run || (glyph.x - x).hypot(glyph.y - y) < glyph.size * 1.6
        });
        match strings.last_mut() {
            Some(string) if goes_on => string.push_str(&glyph.text),
            _ => strings.push(glyph.text),
        }
        last = Some((glyph.run, glyph.x, glyph.y));
    }
    strings
}

/// The quarter turn of a line's direction, clockwise from left to right; `None` for an oblique line.
fn quarter((x, y): (f64, f64)) -> Option<usize> {
    let aslant = x.abs().min(y.abs()) > 0.05 * x.hypot(y);
    let quarter = match (x.abs() >= y.abs(), x > 0.0, y > 0.0) {
        (true, true, _) => 0,
        (false, _, true) => 1,
        (true, false, _) => 2,
        (false, _, false) => 3,
    };
    (!aslant).then_some(quarter)
}

/// The way between a page as drawn and its upright form.
struct Frame {
    main: usize,
    width: f64,
    height: f64,
}

impl Frame {
    /// A point as seen when the lines of a direction are horizontal.
    fn seen(&self, quarter: usize, (x, y): (f64, f64)) -> (f64, f64) {
        match quarter {
            0 => (x, y),
            1 => (y, self.width - x),
            2 => (self.width - x, self.height - y),
            _ => (self.height - y, x),
        }
    }

    /// The inverse of [`Frame::seen`].
    fn drawn(&self, quarter: usize, (x, y): (f64, f64)) -> (f64, f64) {
        match quarter {
            0 => (x, y),
            1 => (self.width - y, x),
            2 => (self.width - x, self.height - y),
            _ => (y, self.height - x),
        }
    }

    fn turned(&self, quarter: usize, glyph: Drawn) -> Glyph {
        let (x, y) = self.seen(quarter, (glyph.x, glyph.y));
        let Drawn { text, size, width, pale, run, .. } = glyph;
        Glyph { text, x, y, size, width, pale, run }
    }

    fn across(&self, quarter: usize, line: super::lines::Line) -> Across {
        let middle = (f64::midpoint(line.left, line.right), line.y - 0.35 * line.size);
        let (x, y) = self.seen(self.main, self.drawn(quarter, middle));
        Across { text: line.text, x, y, size: line.size }
    }

    fn rule(&self, rule: Rule) -> Rule {
        let (a, b) = (self.seen(self.main, rule.from), self.seen(self.main, rule.to));
        Rule { from: (a.0.min(b.0), a.1.min(b.1)), to: (a.0.max(b.0), a.1.max(b.1)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(text: &str, start: (f64, f64), ahead: (f64, f64)) -> Vec<Drawn> {
        let glyph = |(index, character): (usize, char)| Drawn {
            text: character.to_string(),
            x: start.0 + index as f64 * 10.0 * ahead.0,
            y: start.1 + index as f64 * 10.0 * ahead.1,
            ahead,
            size: 10.0,
            width: 10.0,
            pale: false,
            run: 0,
        };
        text.chars().enumerate().map(glyph).collect()
    }

    fn page(glyphs: Vec<Drawn>) -> UprightPage {
        upright(DrawnPage { glyphs, width: 600.0, height: 800.0, ..DrawnPage::default() })
    }

    fn text(page: &UprightPage) -> String {
        page.glyphs.iter().map(|glyph| glyph.text.as_str()).collect()
    }

    #[test]
    fn the_main_direction_becomes_horizontal_and_the_other_lines_keep_their_places() {
        for ahead in [(1.0, 0.0), (0.0, 1.0), (-1.0, 0.0), (0.0, -1.0)] {
            let mut glyphs = drawn("正文一行", (300.0, 400.0), ahead);
            glyphs.extend(drawn("旁注", (300.0, 500.0), (-ahead.1, ahead.0)));
            let page = page(glyphs);
            assert_eq!(text(&page), "正文一行", "{ahead:?}");
            assert!(
                page.glyphs
                    .windows(2)
                    .all(|pair| pair[0].x < pair[1].x && (pair[0].y - pair[1].y).abs() < 0.01)
            );
            assert_eq!(page.across.len(), 1, "{ahead:?}");
            assert_eq!(page.across[0].text, "旁注");
            let (width, height) = if ahead.0 == 0.0 { (800.0, 600.0) } else { (600.0, 800.0) };
            assert_eq!((page.width, page.height), (width, height));
        }
    }

    #[test]
    fn what_is_oblique_or_outside_the_page_is_put_aside() {
        let mut glyphs = drawn("正文", (588.0, 100.0), (1.0, 0.0));
        glyphs.extend(drawn("内部资料", (100.0, 300.0), (0.7, -0.7)));
        glyphs.extend(drawn("裁切", (300.0, 900.0), (1.0, 0.0)).into_iter().map(|g| Drawn { run: 2, ..g }));
        let page = page(glyphs);
        assert_eq!(text(&page), "正文");
        assert_eq!(page.aside, ["裁切", "内部资料"]);
    }
}
