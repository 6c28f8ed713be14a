//! Pages as they look, one at a time: a picture with the places of its characters, for people to compare with the text.

use serde::{Deserialize, Serialize};

use super::layout::DrawnPage;
use crate::scans::Picture;

/// Maximum number of characters of a page whose places are kept.
pub(super) const MAX_GLYPHS: usize = 100_000;

/// A character that is drawn by the window, in a font of its own: the file has none for it. In pixels of the picture.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Letter {
    /// The character, or several of a ligature.
    pub text: String,
    /// Left end of its baseline.
    pub x: f32,
    /// Its baseline, from the top.
    pub y: f32,
    /// Size of its font.
    pub size: f32,
}

/// A character's box: left, top, right and bottom in ten-thousandths of the page's width and height.
pub(in crate::report) type CharacterBox = [u16; 4];

/// A page as it looks.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(in crate::report) struct Sheet {
    /// Width in pixels.
    pub(in crate::report) width: u32,
    /// Height in pixels.
    pub(in crate::report) height: u32,
    /// Red, green and blue of each pixel, rows from the top.
    pub(in crate::report) rgb: Vec<u8>,
    pub(in crate::report) letters: Vec<Letter>,
    /// Pieces of text, each character with its box.
    pub(in crate::report) runs: Vec<Vec<(char, CharacterBox)>>,
}

impl Sheet {
    /// A picture without text.
    pub(super) fn of(picture: Picture) -> Self {
        let size = |length: usize| u32::try_from(length).unwrap_or(0);
        let (width, height) = (size(picture.width), size(picture.height));
        Self { width, height, rgb: picture.rgb, ..Self::default() }
    }
}

/// Which page is drawn, and how.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::report) struct Wanted {
    /// Number of the page, from 1.
    pub(in crate::report) page: u32,
    /// Pixels on its short side.
    pub(in crate::report) short_side: u32,
    /// Quarter turns clockwise that put it upright.
    pub(in crate::report) quarters: u8,
    /// Angle in radians, clockwise, at which its lines run after those turns.
    pub(in crate::report) skew: f32,
}

/// Fills a rectangle of a picture, between two corners in pixels; at least one pixel wide and high.
pub(super) fn ink(picture: &mut Picture, from: (f64, f64), to: (f64, f64), colour: [u8; 3]) {
    let range = |from: f64, to: f64, end: usize| {
        let first = (from.round().max(0.0) as usize).min(end);
        first..(to.round().max(0.0) as usize).max(first.saturating_add(1)).min(end)
    };
    let columns = range(from.0, to.0, picture.width);
    let across = picture.width.saturating_mul(3);
    for y in range(from.1, to.1, picture.height) {
        let row = y.saturating_mul(across);
        let start = row.saturating_add(columns.start.saturating_mul(3));
        let end = row.saturating_add(columns.end.saturating_mul(3));
        for pixel in picture.rgb.get_mut(start..end).unwrap_or_default().chunks_exact_mut(3) {
            pixel.copy_from_slice(&colour);
        }
    }
}

/// The characters of a page with their boxes, in pieces as they were drawn.
pub(super) fn runs(page: &DrawnPage) -> Vec<Vec<(char, CharacterBox)>> {
    let share = |length: f64, whole: f64| (length / whole.max(1.0) * 10_000.0).clamp(0.0, 10_000.0) as u16;
    let pieces = page.glyphs.chunk_by(|one, next| {
        one.run == next.run || (one.y - next.y).abs() < one.size * 0.2 && next.x >= one.x
    });
    let piece = |glyphs: &[super::layout::Drawn]| {
        let mut run = Vec::new();
        for glyph in glyphs {
            let length = glyph.ahead.0.hypot(glyph.ahead.1).max(f64::MIN_POSITIVE);
            let (along_x, along_y) = (glyph.ahead.0 / length, glyph.ahead.1 / length);
            // From the baseline's ends to the top and the bottom of the type.
            let corner = |along: f64, up: f64| {
                (glyph.x + along_x * along + along_y * up, glyph.y + along_y * along - along_x * up)
            };
            let corners = [
                corner(0.0, glyph.size * 0.86),
                corner(glyph.width, glyph.size * 0.86),
                corner(0.0, -glyph.size * 0.14),
                corner(glyph.width, -glyph.size * 0.14),
            ];
            let bound = |axis: fn(&(f64, f64)) -> f64, pick: fn(f64, f64) -> f64| {
                corners.iter().map(axis).reduce(pick).unwrap_or(0.0)
            };
            let area = [
                share(bound(|at| at.0, f64::min), page.width),
                share(bound(|at| at.1, f64::min), page.height),
                share(bound(|at| at.0, f64::max), page.width),
                share(bound(|at| at.1, f64::max), page.height),
            ];
            run.extend(glyph.text.chars().filter(|c| !c.is_whitespace()).map(|character| (character, area)));
        }
        run
    };
    pieces.map(piece).filter(|run| !run.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::readers::layout::Drawn;

    #[test]
    fn a_glyph_has_the_box_of_its_type_in_any_direction() {
        let glyph = |text: &str, x: f64, y: f64, ahead: (f64, f64), run: u32| Drawn {
            text: text.to_owned(),
            x,
            y,
            ahead,
            size: 10.0,
            width: 10.0,
            pale: false,
            run,
        };
        let page = DrawnPage {
            glyphs: vec![
                glyph("甲", 10.0, 20.0, (1.0, 0.0), 0),
                glyph("乙", 20.0, 20.0, (1.0, 0.0), 1),
                glyph(" ", 30.0, 20.0, (1.0, 0.0), 1),
                glyph("丙", 50.0, 50.0, (0.0, 2.0), 2),
            ],
            width: 100.0,
            height: 100.0,
            ..DrawnPage::default()
        };
        let runs = runs(&page);
        assert_eq!(runs.len(), 2, "one line in two strings is one piece: {runs:?}");
        assert_eq!(runs[0], [('甲', [1000, 1140, 2000, 2140]), ('乙', [2000, 1140, 3000, 2140])]);
        assert_eq!(runs[1], [('丙', [4860, 5000, 5860, 6000])], "turned by a quarter, clockwise");
    }
}
