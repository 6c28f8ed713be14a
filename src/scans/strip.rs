//! Strips: lines cut out of the page along their own direction, of the height that the recogniser takes.

use super::detect::Place;
use super::picture::Picture;

/// Height of a strip in pixels.
pub(super) const HEIGHT: usize = 48;
/// Maximum width of a strip in pixels: a line of 28 characters has about 1,000.
const MAX_WIDTH: usize = 3200;
/// Widths are multiples of this.
const STRIDE: usize = 32;
/// Maximum number of samples a pixel of the strip, along each side.
const MAX_SAMPLES: usize = 3;

/// A line as the recogniser takes it.
pub(super) struct Strip {
    /// Three planes of [`HEIGHT`] rows: blue, green and red, from -1 to 1.
    pub(super) planes: Vec<f32>,
    /// Width of the planes.
    pub(super) width: usize,
    /// The part of the width that the line fills; the rest is grey.
    pub(super) filled: usize,
}

/// Cuts a place out of the page.
pub(super) fn strip(picture: &Picture, place: &Place) -> Strip {
    let scale = place.height / HEIGHT as f32;
    let filled = ((place.width / scale).round() as usize).clamp(8, MAX_WIDTH);
    let width = filled.div_ceil(STRIDE) * STRIDE;
    let mut planes = vec![0_f32; 3 * HEIGHT * width];
    let samples = (scale.ceil() as usize).clamp(1, MAX_SAMPLES);
    let offset = |sample: usize| (sample as f32 + 0.5) / samples as f32;
    let across_scale = place.width / filled as f32;
    for y in 0..HEIGHT {
        for x in 0..filled {
            let mut sum = [0_f32; 3];
            for row in 0..samples {
                for column in 0..samples {
                    let along = (x as f32 + offset(column)) * across_scale - place.width / 2.0;
                    let across = (y as f32 + offset(row)) * scale - place.height / 2.0;
                    let (px, py) = place.point(along, across);
                    add_sample(picture, px - 0.5, py - 0.5, &mut sum);
                }
            }
            let all = (samples * samples) as f32 * 127.5;
            for (channel, value) in sum.iter().rev().enumerate() {
                planes[(channel * HEIGHT + y) * width + x] = value / all - 1.0;
            }
        }
    }
    Strip { planes, width, filled }
}

/// Adds the colour between four pixels; beside the page is its edge.
fn add_sample(picture: &Picture, x: f32, y: f32, sum: &mut [f32; 3]) {
    let x = x.clamp(0.0, picture.width as f32 - 1.0);
    let y = y.clamp(0.0, picture.height as f32 - 1.0);
    let (left, top) = (x as usize, y as usize);
    let (right, bottom) = ((left + 1).min(picture.width - 1), (top + 1).min(picture.height - 1));
    let (x, y) = (x - left as f32, y - top as f32);
    let corners = [
        ((left, top), (1.0 - x) * (1.0 - y)),
        ((right, top), x * (1.0 - y)),
        ((left, bottom), (1.0 - x) * y),
        ((right, bottom), x * y),
    ];
    for ((x, y), weight) in corners {
        for (sum, channel) in sum.iter_mut().zip(picture.pixel(x, y)) {
            *sum += weight * f32::from(channel);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_strip_follows_its_line() {
        // Dark below a slanting line, light above it.
        let mut picture = Picture::white(400, 200);
        for y in 0..200 {
            for x in 0..400 {
                if y as f32 > 100.0 + 0.1 * (x as f32 - 200.0) {
                    picture.rgb[(y * 400 + x) * 3..][..3].fill(0);
                }
            }
        }
        let length = 1.0_f32.hypot(0.1);
        let along = (1.0 / length, 0.1 / length);
        let strip = strip(&picture, &Place { x: 200.0, y: 100.0, along, width: 300.0, height: 48.0 });
        assert_eq!((strip.filled, strip.width, strip.planes.len()), (300, 320, 3 * 48 * 320));
        for x in [5, 150, 290] {
            assert!(strip.planes[10 * 320 + x] > 0.9, "light above");
            assert!(strip.planes[38 * 320 + x] < -0.9, "dark below");
        }
        assert!(strip.planes[10 * 320 + 310].abs() < 1e-6, "grey behind the line");
    }
}
