//! A page as it looks: its images and straight lines. Its characters are left to the window, since most files name fonts
//! that they do not hold.

use super::{images, opened};
use crate::report::Reason;
use crate::report::readers::sheets::{self, Letter, Sheet};

/// Width of a straight line, in points.
const LINE: f64 = 0.7;
/// Colour of straight lines.
const INK: [u8; 3] = [60; 3];

/// A page by its number from 1, with this number of pixels on its short side, and its characters.
pub(in crate::report::readers) fn sheet(bytes: &[u8], page: u32, short_side: usize) -> Result<Sheet, Reason> {
    let (mut package, pages) = opened(bytes)?;
    let index = (page as usize).checked_sub(1).ok_or(Reason::Missing)?;
    let (Some(drawn), Some((area, own))) = (pages.drawn.get(index), pages.images.get(index)) else {
        return Err(Reason::Missing);
    };
    let mut picture = images::picture(&mut package, *area, own, short_side)?;
    let scale = picture.width as f64 / drawn.width.max(1.0);
    for rule in &drawn.rules {
        let half = LINE / 2.0;
        let (left, top) = ((rule.from.0 - half) * scale, (rule.from.1 - half) * scale);
        let (right, bottom) = ((rule.to.0 + half) * scale, (rule.to.1 + half) * scale);
        sheets::ink(&mut picture, (left, top), (right, bottom), INK);
    }
    let letter = |glyph: &super::layout::Drawn| Letter {
        text: glyph.text.clone(),
        x: (glyph.x * scale) as f32,
        y: (glyph.y * scale) as f32,
        size: (glyph.size * scale) as f32,
    };
    let shown = drawn.glyphs.iter().filter(|glyph| !glyph.pale && !glyph.text.trim().is_empty());
    let letters = shown.take(sheets::MAX_GLYPHS).map(letter).collect();
    Ok(Sheet { letters, runs: sheets::runs(drawn), ..Sheet::of(picture) })
}
