//! The images of a page, pasted at their places. A scan's page has one that fills it.

use super::objects::{Area, Image};
use crate::report::Reason;
use crate::report::readers::package::Package;
use crate::report::readers::pictures;
use crate::scans::Picture;

/// Maximum number of images of a page that are pasted.
const MAX_IMAGES: usize = 200;
/// Ratio of a page's sides beyond which it is no page.
const LONGEST: f64 = 6.0;

/// The picture of a page with this number of pixels on its short side: its images pasted at their places.
pub(super) fn picture(
    package: &mut Package<'_>,
    page: Area,
    images: &[(Image, String)],
    short_side: usize,
) -> Result<Picture, Reason> {
    let short = page.width.min(page.height);
    let scale = short_side as f64 / short;
    let pixels = |length: f64| (length.clamp(0.0, short * LONGEST) * scale).round() as usize;
    let mut whole = Picture::white(pixels(page.width), pixels(page.height));
    let mut failed = None;
    let mut pasted = false;
    for (image, file) in images.iter().take(MAX_IMAGES) {
        let bytes = package.bytes(file)?.unwrap_or_default();
        match pictures::page(&bytes, 0) {
            Ok(picture) => {
                let (width, height) = (pixels(image.area.width), pixels(image.area.height));
                let picture = picture.scaled(width.max(1), height.max(1));
                paste(&mut whole, &picture, pixels(image.area.x - page.x), pixels(image.area.y - page.y));
                pasted = true;
            }
            Err(reason) => failed = Some(reason),
        }
    }
    match failed {
        Some(reason) if !pasted => Err(reason),
        _ => Ok(whole),
    }
}

fn paste(whole: &mut Picture, part: &Picture, left: usize, top: usize) {
    let width = part.width.min(whole.width.saturating_sub(left)).saturating_mul(3);
    let rows = part.rgb.chunks_exact(part.width.saturating_mul(3));
    for (y, row) in rows.enumerate().take(whole.height.saturating_sub(top)) {
        let start = top.saturating_add(y).saturating_mul(whole.width).saturating_add(left).saturating_mul(3);
        let to = whole.rgb.get_mut(start..start.saturating_add(width));
        if let (Some(to), Some(from)) = (to, row.get(..width)) {
            to.copy_from_slice(from);
        }
    }
}
