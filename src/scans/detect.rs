//! Where lines are: the detector's map, its connected cells, and a turned rectangle around each group of them.

use super::net::{Net, NetError};
use super::picture::Picture;

/// Probability from which a cell belongs to a line.
const CELL: f32 = 0.3;
/// Minimum mean probability of a group of cells.
const GROUP: f32 = 0.5;
/// Minimum number of cells in a group.
const LEAST_CELLS: usize = 9;
/// The detector marks the core of a line: the rectangle grows by this times its area over its circumference (DB, Liao et
/// al., "Real-time Scene Text Detection with Differentiable Binarization", 2020).
const GROW: f32 = 1.6;
/// What is added at both ends, in heights: marks at a line's end are easily cut off.
const ENDS: f32 = 0.25;
/// Ratio of the two moments from which a group has a direction of its own.
const LONG: f32 = 6.0;
/// Sides that the detector takes are multiples of this.
const STRIDE: usize = 32;
/// Maximum number of lines of a page: a page of newsprint has some hundred.
const MAX_PLACES: usize = 1500;

/// The place of a line: a turned rectangle, in pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Place {
    /// Its centre.
    pub(super) x: f32,
    pub(super) y: f32,
    /// Unit vector of the reading direction.
    pub(super) along: (f32, f32),
    /// Length along the direction, and height across it.
    pub(super) width: f32,
    pub(super) height: f32,
}

impl Place {
    /// Whether it is much longer than high.
    pub(super) fn is_long(&self) -> bool {
        self.width > 4.0 * self.height
    }

    /// Whether it runs downwards rather than to the right.
    pub(super) fn is_standing(&self) -> bool {
        let aslant = self.along.1.abs() > 0.7;
        (self.is_long() && aslant) || (!aslant && self.height > 2.0 * self.width)
    }

    /// A point by its distance from the centre along and across the direction.
    pub(super) fn point(&self, along: f32, across: f32) -> (f32, f32) {
        let (x, y) = self.along;
        (self.x + along * x - across * y, self.y + along * y + across * x)
    }

    /// The same place of the picture turned by half. Lines lie where they lay.
    pub(super) fn turned_over(&self, (width, height): (f32, f32)) -> Self {
        Self { x: width - self.x, y: height - self.y, ..*self }
    }

    /// Share of its area that lies in another place, both taken as lying.
    pub(super) fn overlap(&self, other: &Self) -> f32 {
        let shared = |a: f32, wide: f32, b: f32, other: f32| {
            ((a + wide / 2.0).min(b + other / 2.0) - (a - wide / 2.0).max(b - other / 2.0)).max(0.0)
        };
        let area = shared(self.x, self.width, other.x, other.width)
            * shared(self.y, self.height, other.y, other.height);
        area / (self.width * self.height).max(1.0)
    }
}

/// The places of lines in a picture that the detector sees with `side` pixels on its longer side.
pub(super) fn places(detector: &Net, picture: &Picture, side: usize) -> Result<Vec<Place>, NetError> {
    let scale = (side as f32 / picture.width.max(picture.height) as f32).min(2.0);
    let size = |length: usize| ((length as f32 * scale / STRIDE as f32).round().max(1.0) as usize) * STRIDE;
    let (width, height) = (size(picture.width), size(picture.height));
    let small = picture.scaled(width, height);
    let (_, map) = detector.run(planes(&small), [height, width])?;
    if map.len() < width * height {
        return Ok(Vec::new());
    }
    let (down_x, down_y) = (picture.width as f32 / width as f32, picture.height as f32 / height as f32);
    let mut places: Vec<Place> = groups(&map, width, height)
        .iter()
        .filter_map(|group| {
            let mean = group.iter().map(|&(x, y)| map[y * width + x]).sum::<f32>() / group.len() as f32;
            let place = rectangle(group);
            (mean >= GROUP && place.width.min(place.height) >= 2.0).then(|| grown(place))
        })
        .map(|place| stretched(place, down_x, down_y))
        .collect();
    places.truncate(MAX_PLACES);
    Ok(places)
}

/// The picture as the models take it: blue, green and red, from -1 to 1.
fn planes(picture: &Picture) -> Vec<f32> {
    let all = picture.width * picture.height;
    let mut planes = vec![0_f32; 3 * all];
    for (at, pixel) in picture.rgb.chunks_exact(3).enumerate() {
        for (channel, value) in pixel.iter().rev().enumerate() {
            planes[channel * all + at] = f32::from(*value) / 127.5 - 1.0;
        }
    }
    planes
}

/// Groups of connected cells above the threshold.
fn groups(map: &[f32], width: usize, height: usize) -> Vec<Vec<(usize, usize)>> {
    let mut seen = vec![false; width * height];
    let mut all = Vec::new();
    let mut stack = Vec::new();
    for start in 0..width * height {
        if seen[start] || map[start] <= CELL {
            continue;
        }
        seen[start] = true;
        stack.push(start);
        let mut group = Vec::new();
        while let Some(at) = stack.pop() {
            let (x, y) = (at % width, at / width);
            group.push((x, y));
            let sides = [
                (x > 0).then(|| at - 1),
                (x + 1 < width).then(|| at + 1),
                (y > 0).then(|| at - width),
                (y + 1 < height).then(|| at + width),
            ];
            for next in sides.into_iter().flatten() {
                if !seen[next] && map[next] > CELL {
                    seen[next] = true;
                    stack.push(next);
                }
            }
        }
        if group.len() >= LEAST_CELLS {
            all.push(group);
        }
    }
    all
}

/// The rectangle around a group along its direction, which is that of its larger moment.
fn rectangle(group: &[(usize, usize)]) -> Place {
    let number = group.len() as f32;
    let points = || group.iter().map(|&(x, y)| (x as f32, y as f32));
    let (sum_x, sum_y) = points().fold((0.0, 0.0), |sum, (x, y)| (sum.0 + x, sum.1 + y));
    let (mean_x, mean_y) = (sum_x / number, sum_y / number);
    let (mut xx, mut yy, mut xy) = (0.0_f32, 0.0_f32, 0.0_f32);
    for (x, y) in points() {
        let (x, y) = (x - mean_x, y - mean_y);
        xx += x * x / number;
        yy += y * y / number;
        xy += x * y / number;
    }
    let spread = ((xx - yy).powi(2) + 4.0 * xy * xy).sqrt();
    let (large, small) = ((xx + yy + spread) / 2.0, ((xx + yy - spread) / 2.0).max(0.01));
    let angle = if large / small < LONG { 0.0 } else { 0.5 * (2.0 * xy).atan2(xx - yy) };
    let (mut along_x, mut along_y) = (angle.cos(), angle.sin());
    if along_x < 0.0 {
        (along_x, along_y) = (-along_x, -along_y);
    }
    let (mut left, mut right, mut top, mut bottom) = (f32::MAX, f32::MIN, f32::MAX, f32::MIN);
    for (x, y) in points() {
        let (x, y) = (x - mean_x, y - mean_y);
        let (along, across) = (x * along_x + y * along_y, y * along_x - x * along_y);
        (left, right) = (left.min(along), right.max(along));
        (top, bottom) = (top.min(across), bottom.max(across));
    }
    let (along, across) = (f32::midpoint(left, right), f32::midpoint(top, bottom));
    Place {
        // The middle of a cell.
        x: mean_x + along * along_x - across * along_y + 0.5,
        y: mean_y + along * along_y + across * along_x + 0.5,
        along: (along_x, along_y),
        width: right - left + 1.0,
        height: bottom - top + 1.0,
    }
}

fn grown(place: Place) -> Place {
    let grow = place.width * place.height * GROW / (2.0 * (place.width + place.height));
    let (width, height) = (place.width + 2.0 * grow, place.height + 2.0 * grow);
    Place { width: width + 2.0 * ENDS * height, height, ..place }
}

/// A place of the detector's map in the picture, whose two scales differ by rounding.
fn stretched(place: Place, x: f32, y: f32) -> Place {
    let (along_x, along_y) = (place.along.0 * x, place.along.1 * y);
    let length = along_x.hypot(along_y);
    Place {
        x: place.x * x,
        y: place.y * y,
        along: (along_x / length, along_y / length),
        width: place.width * length,
        height: place.height * x * y / length,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A map with a bar of cells, `length` by `height`, whose middle line rises by `slope` cells a cell.
    fn bar(length: usize, height: usize, slope: f32) -> (Vec<f32>, usize, usize) {
        let (wide, high) = (200, 120);
        let mut map = vec![0.0; wide * high];
        for x in 0..length {
            let y = 60.0 + slope * (x as f32 - length as f32 / 2.0);
            for row in 0..height {
                map[(y as usize + row) * wide + 20 + x] = 0.9;
            }
        }
        (map, wide, high)
    }

    #[test]
    fn a_group_has_the_direction_of_its_line() {
        for slope in [-0.1_f32, 0.0, 0.1] {
            let (map, wide, high) = bar(150, 8, slope);
            let groups = groups(&map, wide, high);
            assert_eq!(groups.len(), 1);
            let place = rectangle(&groups[0]);
            assert!((place.along.1 / place.along.0 - slope).abs() < 0.01, "{place:?}");
            assert!((place.width - 150.0).abs() < 4.0 && place.height < 11.0, "{place:?}");
            assert!((place.x - 95.0).abs() < 1.5, "{place:?}");
        }
    }

    #[test]
    fn a_short_group_has_no_direction_and_speckles_are_none() {
        let (map, wide, high) = bar(12, 8, 0.4);
        assert_eq!(rectangle(&groups(&map, wide, high)[0]).along, (1.0, 0.0));
        let (map, wide, high) = bar(2, 3, 0.0);
        assert!(groups(&map, wide, high).is_empty());
    }

    #[test]
    fn a_place_turned_over_covers_the_same_pixels() {
        let along = (0.8_f32, 0.6_f32);
        let place = Place { x: 50.0, y: 30.0, along, width: 40.0, height: 10.0 };
        let over = place.turned_over((200.0, 100.0));
        // The left end of the one is the right end of the other.
        let (left, right) = (place.point(-20.0, -5.0), over.point(20.0, 5.0));
        assert!((left.0 + right.0 - 200.0).abs() < 1e-3 && (left.1 + right.1 - 100.0).abs() < 1e-3);
    }

    #[test]
    fn places_overlap_by_their_share() {
        let place = Place { x: 50.0, y: 10.0, along: (1.0, 0.0), width: 100.0, height: 20.0 };
        assert!((place.overlap(&place) - 1.0).abs() < 1e-6);
        assert!((place.overlap(&Place { x: 100.0, ..place }) - 0.5).abs() < 1e-6);
        assert!(place.overlap(&Place { y: 40.0, ..place }) < 1e-6);
    }
}
