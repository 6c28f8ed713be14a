//! Filling of paths with smooth edges: each pixel's coverage is the signed area that the path's edges leave to its right,
//! summed along the row (Levien, "Inside the fastest font renderer in the world", 2016).

#![cfg_attr(not(test), expect(clippy::arithmetic_side_effects, reason = "sums inside a row of known length"))]

use hayro_interpret::FillRule;
use hayro_interpret::kurbo::{BezPath, PathEl, Point, Rect, Shape as _, flatten};

use crate::scans::Picture;

/// Greatest distance of a curve from the lines that replace it, in pixels.
const TOLERANCE: f64 = 0.15;

/// Fills a path, in pixels of the picture, inside `clip`. `opacity` is from 0 to 1.
pub(super) fn fill(
    picture: &mut Picture,
    path: &BezPath,
    rule: FillRule,
    colour: [u8; 3],
    opacity: f32,
    clip: Rect,
) {
    let page = Rect::new(0.0, 0.0, picture.width as f64, picture.height as f64);
    let bounds = path.bounding_box().intersect(clip).intersect(page);
    if !bounds.is_finite() || bounds.width() <= 0.0 || bounds.height() <= 0.0 {
        return;
    }
    let mut coverage = Coverage::new(bounds);
    let (mut start, mut at) = (Point::ZERO, Point::ZERO);
    flatten(path, TOLERANCE, |element| match element {
        PathEl::MoveTo(to) => {
            coverage.line(at, start);
            (start, at) = (to, to);
        }
        PathEl::LineTo(to) => {
            coverage.line(at, to);
            at = to;
        }
        PathEl::ClosePath => {
            coverage.line(at, start);
            at = start;
        }
        PathEl::QuadTo(..) | PathEl::CurveTo(..) => {}
    });
    coverage.line(at, start);
    coverage.paint(picture, rule, colour, opacity);
}

/// The signed areas of a part of the picture.
struct Coverage {
    left: usize,
    top: usize,
    width: usize,
    height: usize,
    /// Rows of `width + 2` sums: an edge at the right end writes behind the last pixel.
    sums: Vec<f32>,
}

impl Coverage {
    fn new(bounds: Rect) -> Self {
        let (left, top) = (bounds.x0.floor() as usize, bounds.y0.floor() as usize);
        let width = (bounds.x1.ceil() as usize).saturating_sub(left);
        let height = (bounds.y1.ceil() as usize).saturating_sub(top);
        Self { left, top, width, height, sums: vec![0.0; (width + 2) * height] }
    }

    fn line(&mut self, from: Point, to: Point) {
        let shift = |at: Point| (at.x - self.left as f64, at.y - self.top as f64);
        let (from, to) = (shift(from), shift(to));
        let (sign, upper, lower) = if from.1 < to.1 { (1.0, from, to) } else { (-1.0, to, from) };
        let (first, last) = (upper.1.max(0.0), lower.1.min(self.height as f64));
        // Leaves out what is level, and what is no number.
        let falls = first < last;
        if !falls {
            return;
        }
        let slope = (lower.0 - upper.0) / (lower.1 - upper.1);
        let mut x = upper.0 + (first - upper.1) * slope;
        for row in first as usize..last.ceil() as usize {
            let (y0, y1) = (first.max(row as f64), last.min(row as f64 + 1.0));
            let next = x + slope * (y1 - y0);
            self.edge(row, x.min(next), x.max(next), sign * (y1 - y0));
            x = next;
        }
    }

    /// Adds an edge inside one row that falls by `fall` from `x0` to `x1`.
    fn edge(&mut self, row: usize, x0: f64, x1: f64, fall: f64) {
        let wide = self.width as f64;
        let (x0, x1) = (x0.clamp(0.0, wide), x1.clamp(0.0, wide));
        let stride = self.width + 2;
        let Some(sums) = self.sums.get_mut(row * stride..(row + 1) * stride) else { return };
        let mut add = |at: usize, area: f64| {
            if let Some(sum) = sums.get_mut(at) {
                *sum += area as f32;
            }
        };
        let (first, end) = (x0 as usize, x1.ceil() as usize);
        if end <= first + 1 {
            let right = f64::midpoint(x0, x1) - first as f64;
            add(first, fall * (1.0 - right));
            add(first + 1, fall * right);
            return;
        }
        // The part of the fall that lies left of each pixel's right side, less what the pixels before it have.
        let share = |at: usize| {
            let (from, to) = (x0.max(at as f64), x1.min(at as f64 + 1.0));
            let before = (from - x0) / (x1 - x0);
            let inside = (to - from) / (x1 - x0);
            before + inside * (at as f64 + 1.0 - f64::midpoint(from, to))
        };
        let mut left = 0.0;
        for at in first..end {
            let here = share(at);
            add(at, fall * (here - left));
            left = here;
        }
        add(end, fall * (1.0 - left));
    }

    fn paint(&self, picture: &mut Picture, rule: FillRule, colour: [u8; 3], opacity: f32) {
        let across = picture.width;
        for (row, sums) in self.sums.chunks_exact(self.width + 2).enumerate() {
            let start = ((self.top + row) * across + self.left) * 3;
            let Some(pixels) = picture.rgb.get_mut(start..start + self.width * 3) else { return };
            let mut sum = 0.0_f32;
            for (pixel, area) in pixels.chunks_exact_mut(3).zip(sums) {
                sum += area;
                let covered = match rule {
                    FillRule::NonZero => sum.abs().min(1.0),
                    FillRule::EvenOdd => 1.0 - (sum.abs() % 2.0 - 1.0).abs(),
                };
                if covered < 0.004 {
                    continue;
                }
                for (to, from) in pixel.iter_mut().zip(colour) {
                    let (old, new) = (f32::from(*to), f32::from(from));
                    *to = (old + (new - old) * covered * opacity + 0.5) as u8;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(path: &BezPath, rule: FillRule) -> Picture {
        let mut picture = Picture::white(12, 12);
        fill(&mut picture, path, rule, [0; 3], 1.0, Rect::new(0.0, 0.0, 12.0, 12.0));
        picture
    }

    /// The ink of the page in pixels.
    fn ink(picture: &Picture) -> f64 {
        picture.rgb.chunks_exact(3).map(|pixel| 1.0 - f64::from(pixel[0]) / 255.0).sum()
    }

    #[test]
    fn the_ink_of_a_shape_is_its_area() {
        let shapes = [
            (Rect::new(2.25, 3.5, 9.5, 7.75).to_path(0.1), 7.25 * 4.25),
            (Rect::new(-5.0, 3.0, 20.0, 5.0).to_path(0.1), 24.0),
            (BezPath::from_svg("M1 1 L11 1 L1 11 Z").unwrap(), 50.0),
            (BezPath::from_svg("M0.3 6 L11.9 6.4 L11.9 7.4 L0.3 7 Z").unwrap(), 11.6),
        ];
        for (shape, area) in shapes {
            let found = ink(&page(&shape, FillRule::NonZero));
            assert!((found - area).abs() < 0.25, "{found} {area}");
            let mut turned = BezPath::new();
            shape.elements().iter().for_each(|element| turned.push(*element));
            let found = ink(&page(&turned.reverse_subpaths(), FillRule::NonZero));
            assert!((found - area).abs() < 0.25, "the other way round: {found} {area}");
        }
    }

    #[test]
    fn a_ring_has_a_hole_by_either_rule() {
        let outer = "M1 1 L11 1 L11 11 L1 11 Z";
        let same = BezPath::from_svg(&format!("{outer} M4 4 L8 4 L8 8 L4 8 Z")).unwrap();
        let opposite = BezPath::from_svg(&format!("{outer} M4 4 L4 8 L8 8 L8 4 Z")).unwrap();
        assert_eq!(page(&same, FillRule::EvenOdd).pixel(6, 6), [255; 3]);
        assert_eq!(page(&same, FillRule::NonZero).pixel(6, 6), [0; 3]);
        assert_eq!(page(&opposite, FillRule::NonZero).pixel(6, 6), [255; 3]);
    }

    #[test]
    fn nothing_is_painted_outside_of_the_clip_and_the_page() {
        let mut picture = Picture::white(8, 8);
        let path = Rect::new(-100.0, -100.0, 100.0, 100.0).to_path(0.1);
        fill(&mut picture, &path, FillRule::NonZero, [0; 3], 0.5, Rect::new(2.0, 2.0, 5.0, 4.0));
        assert!((ink(&picture) - 3.0).abs() < 0.05);
        let wild = BezPath::from_svg("M0 0 L1e300 1e300 L-1e300 5 Z").unwrap();
        fill(&mut picture, &wild, FillRule::NonZero, [0; 3], 1.0, Rect::new(0.0, 0.0, 8.0, 8.0));
    }
}
