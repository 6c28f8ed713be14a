//! Seals: rings of 3 to 5 cm. The characters on a ring are no text of the page, and black or grey seals hide no text
//! behind their colour.
//!
//! A ring is found by the Hough transform for circles: for each centre and radius, the share of the circle that is
//! inked, compared with the circles just inside and outside it.

use super::detect::Place;
use super::ink::{is_red, lightness};
use super::picture::Picture;

/// Pixels in a millimetre in which rings are looked for.
const SCALE: f32 = 2.0;
/// Radii of seals in millimetres, from GB/T 15720 and practice: 38 to 45 mm across, company seals down to 30 mm.
const RADII: (f32, f32) = (14.0, 24.0);
/// Points of a circle that are looked at.
const POINTS: usize = 72;
/// Minimum share of a ring that is inked.
const INKED: f32 = 0.8;
/// By how much the ring's share exceeds that of the circles beside it.
const CONTRAST: f32 = 0.33;
/// Distance of those circles in pixels of the reduced picture.
const BESIDE: f32 = 3.0;
/// Lightness by which ink is darker than the paper around it, as a share of the paper's.
const INK: f32 = 0.82;
/// Side of the square in millimetres whose mean is the paper around a pixel.
const AROUND: f32 = 12.0;
/// Difference of lightness of a grey seal and black text, in 255ths, from which the seal can be taken off.
const LIGHTER: u8 = 24;
/// Maximum number of seals of a page.
const MAX_SEALS: usize = 6;

/// A seal, in pixels of the page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Seal {
    pub(super) x: f32,
    pub(super) y: f32,
    pub(super) radius: f32,
}

impl Seal {
    fn distance(&self, x: f32, y: f32) -> f32 {
        (x - self.x).hypot(y - self.y)
    }

    /// Whether a place stands on the seal and is no line of the page: its middle is inside the ring, and it is no longer
    /// than the ring is wide.
    pub(super) fn holds(&self, place: &Place) -> bool {
        let reach = |along: f32| {
            let (x, y) = place.point(along, 0.0);
            self.distance(x, y) < self.radius * 1.05
        };
        let half = place.width / 2.0 - place.height / 2.0;
        reach(0.0) && reach(half) && reach(-half)
    }

    /// Whether a point is under the seal.
    pub(super) fn covers(&self, (x, y): (f32, f32)) -> bool {
        self.distance(x, y) < self.radius
    }

    /// Whether the seal lies over a part of a place's middle line.
    pub(super) fn touches(&self, place: &Place) -> bool {
        let (dx, dy) = (self.x - place.x, self.y - place.y);
        let half = place.width / 2.0;
        let nearest = (dx * place.along.0 + dy * place.along.1).clamp(-half, half);
        self.covers(place.point(nearest, 0.0))
    }

    /// Whether a straight stroke between two points belongs to the seal: an arc of the ring, or a part of what it holds.
    pub(super) fn has_stroke(&self, from: (f32, f32), to: (f32, f32)) -> bool {
        [from, to].iter().all(|(x, y)| self.distance(*x, *y) < self.radius * 1.1)
    }
}

/// A picture of one bit, reduced to [`SCALE`].
struct Mask {
    width: usize,
    height: usize,
    inked: Vec<bool>,
    /// Pixels of the page in one of the mask.
    scale: f32,
}

impl Mask {
    fn new(picture: &Picture, inked: impl Fn(&Picture) -> Vec<bool>) -> Self {
        let scale = (picture.pixels_per_mm() / SCALE).max(1.0);
        let size = |length: usize| ((length as f32 / scale).round() as usize).max(1);
        let small = picture.scaled(size(picture.width), size(picture.height));
        Self { width: small.width, height: small.height, inked: inked(&small), scale }
    }

    fn is_inked(&self, x: f32, y: f32) -> bool {
        let inside = x >= 0.0 && y >= 0.0 && x < self.width as f32 && y < self.height as f32;
        inside && self.inked[y as usize * self.width + x as usize]
    }

    /// With the neighbours of each inked pixel.
    fn thickened(&self) -> Self {
        let mut inked = self.inked.clone();
        for y in 1..self.height.saturating_sub(1) {
            for x in 1..self.width.saturating_sub(1) {
                let at = y * self.width + x;
                let sides = [at - 1, at + 1, at - self.width, at + self.width];
                inked[at] = inked[at] || sides.iter().any(|side| self.inked[*side]);
            }
        }
        Self { inked, ..*self }
    }

    /// Share of a circle that is inked; stops at less than `least`.
    fn share(&self, circle: &[(f32, f32)], (x, y): (f32, f32), radius: f32, least: f32) -> f32 {
        let allowed = ((1.0 - least) * circle.len() as f32) as usize;
        let mut missed = 0;
        for (cos, sin) in circle {
            if !self.is_inked(x + radius * cos, y + radius * sin) {
                missed += 1;
                if missed > allowed {
                    return 0.0;
                }
            }
        }
        1.0 - missed as f32 / circle.len() as f32
    }
}

/// The seals of a page in red print.
pub(super) fn red_seals(picture: &Picture) -> Vec<Seal> {
    rings(&Mask::new(picture, |small| pixels(small).map(is_red).collect()))
}

/// The seals of a page in grey or black.
pub(super) fn dark_seals(picture: &Picture) -> Vec<Seal> {
    rings(&Mask::new(picture, darker_than_around))
}

/// Share of a page's pixels that are red, and the rows with red outside seals: first and last, in pixels.
pub(super) fn red_rows(picture: &Picture, seals: &[Seal]) -> Option<(usize, usize)> {
    // A red head has some hundred square millimetres, a speckle one.
    const LEAST: usize = 60;
    let mask = Mask::new(picture, |small| pixels(small).map(is_red).collect());
    let outside = |x: usize, y: usize| {
        let (x, y) = (x as f32 * mask.scale, y as f32 * mask.scale);
        seals.iter().all(|seal| seal.distance(x, y) > seal.radius * 1.1)
    };
    let red = |y: &usize| {
        let row = &mask.inked[y * mask.width..][..mask.width];
        row.iter().enumerate().filter(|(x, inked)| **inked && outside(*x, *y)).count()
    };
    let rows: Vec<(usize, usize)> = (0..mask.height).map(|y| (y, red(&y))).filter(|row| row.1 > 2).collect();
    let all: usize = rows.iter().map(|row| row.1).sum();
    let page = |row: usize| (row as f32 * mask.scale) as usize;
    (all >= LEAST).then_some((page(rows.first()?.0), page(rows.last()?.0 + 1)))
}

fn pixels(picture: &Picture) -> impl Iterator<Item = [u8; 3]> {
    picture.rgb.chunks_exact(3).map(|pixel| [pixel[0], pixel[1], pixel[2]])
}

/// For each pixel whether it is much darker than the mean of its surroundings, which on paper is near the paper's colour.
fn darker_than_around(small: &Picture) -> Vec<bool> {
    let light: Vec<u32> = pixels(small).map(|pixel| u32::from(lightness(pixel))).collect();
    let (width, height) = (small.width, small.height);
    // Sums over all pixels above and left of a corner.
    let mut sums = vec![0_u32; (width + 1) * (height + 1)];
    for y in 0..height {
        let mut row = 0;
        for x in 0..width {
            row += light[y * width + x];
            sums[(y + 1) * (width + 1) + x + 1] = sums[y * (width + 1) + x + 1] + row;
        }
    }
    let half = (AROUND * SCALE / 2.0) as usize;
    let dark = |at: usize| {
        let (x, y) = (at % width, at / width);
        let (left, top) = (x.saturating_sub(half), y.saturating_sub(half));
        let (right, bottom) = ((x + half + 1).min(width), (y + half + 1).min(height));
        let corner = |x: usize, y: usize| sums[y * (width + 1) + x];
        let sum = corner(right, bottom) + corner(left, top) - corner(left, bottom) - corner(right, top);
        let mean = sum as f32 / ((right - left) * (bottom - top)) as f32;
        (light[at] as f32) < mean * INK
    };
    (0..width * height).map(dark).collect()
}

fn rings(mask: &Mask) -> Vec<Seal> {
    if !mask.inked.iter().any(|inked| *inked) {
        return Vec::new();
    }
    let thick = mask.thickened();
    let circle: Vec<(f32, f32)> = (0..POINTS)
        // In an order that spreads over the circle, so that a miss is noticed early.
        .map(|point| point * 31 % POINTS)
        .map(|point| (point as f32 / POINTS as f32 * std::f32::consts::TAU).sin_cos())
        .map(|(sin, cos)| (cos, sin))
        .collect();
    let radii = || (0..).map(|step| RADII.0 * SCALE + step as f32).take_while(|r| *r <= RADII.1 * SCALE);
    let mut found: Vec<(f32, Seal)> = Vec::new();
    for y in (0..mask.height).step_by(2) {
        for x in (0..mask.width).step_by(2) {
            let centre = (x as f32 + 0.5, y as f32 + 0.5);
            for radius in radii() {
                let share = thick.share(&circle, centre, radius, INKED);
                if share == 0.0 {
                    continue;
                }
                let beside = mask.share(&circle, centre, radius + BESIDE, 0.0).midpoint(mask.share(
                    &circle,
                    centre,
                    radius - BESIDE,
                    0.0,
                ));
                if share - beside >= CONTRAST {
                    let seal = Seal {
                        x: centre.0 * mask.scale,
                        y: centre.1 * mask.scale,
                        radius: radius * mask.scale,
                    };
                    found.push((share - beside, seal));
                }
            }
        }
    }
    found.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut seals: Vec<Seal> = Vec::new();
    for (_, seal) in found {
        if seals.len() < MAX_SEALS && seals.iter().all(|other| other.distance(seal.x, seal.y) > other.radius)
        {
            seals.push(seal);
        }
    }
    seals
}

/// Takes a grey seal off where it is lighter than the page's text; returns whether it was.
pub(super) fn take_off(picture: &mut Picture, seal: &Seal) -> bool {
    let level = |share: f32, lights: &mut Vec<u8>| {
        lights.sort_unstable();
        lights.get((lights.len() as f32 * share) as usize).copied()
    };
    let around = |radius: f32| {
        (0..720_u16).map(move |step| {
            let (sin, cos) = (f32::from(step) / 720.0 * std::f32::consts::TAU).sin_cos();
            (seal.x + radius * cos, seal.y + radius * sin)
        })
    };
    let at = |picture: &Picture, (x, y): (f32, f32)| {
        let inside = x >= 0.0 && y >= 0.0 && x < picture.width as f32 && y < picture.height as f32;
        inside.then(|| lightness(picture.pixel(x as usize, y as usize)))
    };
    // The ring's own lightness: its darkest pixels across its stroke, in the middle of all directions.
    let width = picture.pixels_per_mm();
    let stroke = |(x, y): (f32, f32)| {
        let (dx, dy) = ((x - seal.x) / seal.radius, (y - seal.y) / seal.radius);
        let steps = (-4..=4).map(|step| f32::from(step as i8) * width * 0.3);
        steps.filter_map(|step| at(picture, (x + dx * step, y + dy * step))).min()
    };
    let mut ring: Vec<u8> = around(seal.radius).filter_map(stroke).collect();
    let Some(ring) = level(0.5, &mut ring) else { return false };
    let mut page: Vec<u8> = pixels(picture).step_by(5).map(lightness).filter(|light| *light < 200).collect();
    let Some(text) = level(0.1, &mut page) else { return false };
    if ring < text.saturating_add(LIGHTER) {
        return false;
    }
    let limit = ring - (ring - text) / 2;
    let paper = super::ink::paper(picture);
    let reach = seal.radius + width * 1.5;
    let range = |middle: f32, end: usize| {
        ((middle - reach).max(0.0) as usize)..((middle + reach).max(0.0) as usize).min(end)
    };
    for y in range(seal.y, picture.height) {
        for x in range(seal.x, picture.width) {
            if seal.distance(x as f32, y as f32) < reach && lightness(picture.pixel(x, y)) > limit {
                let at = (y * picture.width + x) * 3;
                picture.rgb[at..at + 3].copy_from_slice(&paper);
            }
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An A4 page at 100 dpi with a ring 40 mm across, and lines of bars for text.
    fn page(ring: [u8; 3], text: [u8; 3]) -> Picture {
        let mut picture = Picture::white(827, 1169);
        for y in 0..1169_usize {
            for x in 0..827_usize {
                let distance = (x as f32 - 500.0).hypot(y as f32 - 700.0);
                let bars = y % 40 < 20 && x % 24 < 17 && (120..700).contains(&x) && y < 760;
                let colour = if bars {
                    text
                } else if (distance - 78.7).abs() < 2.5 {
                    ring
                } else {
                    continue;
                };
                picture.rgb[(y * 827 + x) * 3..][..3].copy_from_slice(&colour);
            }
        }
        picture
    }

    fn is_it(seals: &[Seal]) -> bool {
        matches!(seals, [seal] if seal.distance(500.0, 700.0) < 8.0 && (seal.radius - 78.7).abs() < 8.0)
    }

    #[test]
    fn a_ring_is_found_by_its_colour_and_by_its_darkness() {
        assert!(is_it(&red_seals(&page([215, 20, 25], [20; 3]))));
        assert!(is_it(&dark_seals(&page([80; 3], [20; 3]))), "grey over text");
        assert!(red_seals(&page([255; 3], [20; 3])).is_empty());
        let none = dark_seals(&page([255; 3], [20; 3]));
        assert!(none.is_empty(), "text alone is no ring: {none:?}");
    }

    #[test]
    fn a_grey_seal_goes_and_black_text_over_it_stays() {
        let mut picture = page([110; 3], [20; 3]);
        let seal = dark_seals(&picture)[0];
        assert!(take_off(&mut picture, &seal));
        assert!(dark_seals(&picture).is_empty());
        assert_eq!(picture.pixel(480, 690), [20; 3]);
        let mut black = page([20; 3], [20; 3]);
        let before = black.clone();
        assert!(!take_off(&mut black, &seal), "a black seal is as dark as the text");
        assert_eq!(black, before);
    }

    #[test]
    fn what_stands_on_a_ring_is_told_from_lines_across_it() {
        let seal = Seal { x: 500.0, y: 700.0, radius: 79.0 };
        let place = |x: f32, y: f32, width: f32| Place { x, y, along: (1.0, 0.0), width, height: 24.0 };
        assert!(seal.holds(&place(450.0, 680.0, 24.0)));
        assert!(!seal.holds(&place(500.0, 700.0, 300.0)), "the signature's line");
        assert!(!seal.holds(&place(300.0, 700.0, 100.0)));
        assert!(seal.touches(&place(400.0, 740.0, 100.0)), "its end is under the seal");
        assert!(!seal.touches(&place(300.0, 740.0, 100.0)) && !seal.touches(&place(500.0, 800.0, 300.0)));
    }
}
