//! Pictures in memory: scaling and quarter turns.

/// A picture of 8-bit RGB, rows from the top.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Width in pixels, not 0.
    pub width: usize,
    /// Height in pixels, not 0.
    pub height: usize,
    /// Red, green and blue of each pixel: `width * height * 3` bytes.
    pub rgb: Vec<u8>,
}

impl Picture {
    /// White paper. Sizes of 0 become 1.
    #[must_use]
    pub fn white(width: usize, height: usize) -> Self {
        let (width, height) = (width.max(1), height.max(1));
        Self { width, height, rgb: vec![255; width * height * 3] }
    }

    /// The colour of a pixel.
    #[must_use]
    pub fn pixel(&self, x: usize, y: usize) -> [u8; 3] {
        let at = (y * self.width + x) * 3;
        [self.rgb[at], self.rgb[at + 1], self.rgb[at + 2]]
    }

    /// Number of pixels in a millimetre of an A4 page.
    #[must_use]
    pub(super) fn pixels_per_mm(&self) -> f32 {
        self.width.min(self.height) as f32 / super::SHORT_SIDE
    }

    /// The picture after `quarters` quarter turns clockwise.
    #[must_use]
    pub fn turned(self, quarters: usize) -> Self {
        let (w, h) = (self.width, self.height);
        let quarters = quarters % 4;
        if quarters == 0 {
            return self;
        }
        let mut out = if quarters == 2 { Self::white(w, h) } else { Self::white(h, w) };
        let across = out.width;
        for (at, to) in out.rgb.chunks_exact_mut(3).enumerate() {
            let (x, y) = (at % across, at / across);
            let (x, y) = match quarters {
                1 => (y, h - 1 - x),
                2 => (w - 1 - x, h - 1 - y),
                _ => (w - 1 - y, x),
            };
            to.copy_from_slice(&self.rgb[(y * w + x) * 3..][..3]);
        }
        out
    }

    /// The picture turned around its middle so that lines that ran at this angle, in radians clockwise, lie level.
    #[must_use]
    pub fn straightened(self, skew: f32) -> Self {
        if skew.abs() < 0.0005 {
            return self;
        }
        let (sin, cos) = skew.sin_cos();
        let (middle_x, middle_y) = (self.width as f32 / 2.0, self.height as f32 / 2.0);
        let mut out = Self::white(self.width, self.height);
        for (at, to) in out.rgb.chunks_exact_mut(3).enumerate() {
            let x = (at % self.width) as f32 + 0.5 - middle_x;
            let y = (at / self.width) as f32 + 0.5 - middle_y;
            let (x, y) = (middle_x + x * cos - y * sin - 0.5, middle_y + y * cos + x * sin - 0.5);
            if x < 0.0 || y < 0.0 {
                continue;
            }
            let (left, top) = (x as usize, y as usize);
            if left + 1 >= self.width || top + 1 >= self.height {
                continue;
            }
            let (right, down) = (x - left as f32, y - top as f32);
            let corners = [
                (self.pixel(left, top), (1.0 - right) * (1.0 - down)),
                (self.pixel(left + 1, top), right * (1.0 - down)),
                (self.pixel(left, top + 1), (1.0 - right) * down),
                (self.pixel(left + 1, top + 1), right * down),
            ];
            for (channel, to) in to.iter_mut().enumerate() {
                let sum: f32 = corners.iter().map(|(pixel, share)| f32::from(pixel[channel]) * share).sum();
                *to = (sum + 0.5) as u8;
            }
        }
        out
    }

    /// The picture in another size: each new pixel is the mean of the old ones under a triangle of twice its width, which
    /// is linear interpolation where the picture grows.
    #[must_use]
    pub fn scaled(&self, width: usize, height: usize) -> Self {
        if (width, height) == (self.width, self.height) {
            return self.clone();
        }
        let across = shares(self.width, width);
        let down = shares(self.height, height);
        let mut narrow = vec![0_f32; width * self.height * 3];
        for (row, out) in self.rgb.chunks_exact(self.width * 3).zip(narrow.chunks_exact_mut(width * 3)) {
            for (share, to) in across.iter().zip(out.chunks_exact_mut(3)) {
                for (weight, pixel) in share.weights.iter().zip(row[share.first * 3..].chunks_exact(3)) {
                    for (to, from) in to.iter_mut().zip(pixel) {
                        *to += weight * f32::from(*from);
                    }
                }
            }
        }
        let mut out = Self::white(width, height);
        let mut sum = vec![0_f32; width * 3];
        for (share, to) in down.iter().zip(out.rgb.chunks_exact_mut(width * 3)) {
            sum.fill(0.5);
            let rows = narrow[share.first * width * 3..].chunks_exact(width * 3);
            for (weight, row) in share.weights.iter().zip(rows) {
                for (sum, from) in sum.iter_mut().zip(row) {
                    *sum += weight * from;
                }
            }
            for (to, sum) in to.iter_mut().zip(&sum) {
                *to = *sum as u8;
            }
        }
        out
    }

    /// The picture in at most `short` pixels across its short side.
    #[must_use]
    pub fn at_most(self, short: usize) -> Self {
        let side = self.width.min(self.height);
        if side <= short {
            return self;
        }
        let scale = |length: usize| (length * short).div_ceil(side).max(1);
        self.scaled(scale(self.width), scale(self.height))
    }
}

/// What the old pixels contribute to a new one: those from `first` on, each with its weight.
struct Share {
    first: usize,
    weights: Vec<f32>,
}

fn shares(from: usize, to: usize) -> Vec<Share> {
    let scale = from as f32 / to as f32;
    let reach = scale.max(1.0);
    let share = |at: usize| {
        let centre = (at as f32 + 0.5) * scale - 0.5;
        let first = ((centre - reach).ceil().max(0.0) as usize).min(from - 1);
        let last = ((centre + reach).floor().max(0.0) as usize).clamp(first, from - 1);
        let mut weights: Vec<f32> =
            (first..=last).map(|old| (1.0 - (old as f32 - centre).abs() / reach).max(0.0)).collect();
        let sum: f32 = weights.iter().sum();
        if sum > 0.0 {
            for weight in &mut weights {
                *weight /= sum;
            }
        } else {
            weights = vec![1.0];
        }
        Share { first, weights }
    };
    (0..to).map(share).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each pixel tells its place.
    fn numbered(width: usize, height: usize) -> Picture {
        let rgb = (0..width * height).flat_map(|at| [(at % width) as u8, (at / width) as u8, 7]).collect();
        Picture { width, height, rgb }
    }

    #[test]
    fn quarter_turns_are_clockwise_and_four_are_none() {
        let picture = numbered(3, 2);
        let turned = picture.clone().turned(1);
        assert_eq!((turned.width, turned.height), (2, 3));
        assert_eq!(turned.pixel(1, 0), [0, 0, 7], "the top left is at the top right");
        assert_eq!(turned.pixel(0, 0), [0, 1, 7]);
        for quarters in 1..4 {
            assert_eq!(picture.clone().turned(quarters).turned(4 - quarters), picture);
        }
        assert_eq!(picture.clone().turned(1).turned(1), picture.turned(2));
    }

    #[test]
    fn a_line_that_runs_askew_is_level_when_straightened() {
        let mut picture = Picture::white(200, 100);
        let skew = 0.05_f32;
        for x in 0..200_usize {
            let y = (50.0 + (x as f32 - 100.0) * skew.tan()) as usize;
            for y in y - 2..=y + 2 {
                picture.rgb[(y * 200 + x) * 3..][..3].fill(0);
            }
        }
        let level = picture.straightened(skew);
        assert!((20..180).all(|x| level.pixel(x, 50)[0] < 60), "ink along the middle row");
        assert!((20..180).all(|x| level.pixel(x, 40)[0] == 255 && level.pixel(x, 60)[0] == 255));
    }

    #[test]
    fn scaling_keeps_the_mean_and_a_flat_colour() {
        let flat = Picture { rgb: [10, 200, 30].repeat(35), ..numbered(7, 5) };
        for (width, height) in [(3, 2), (14, 10), (7, 9), (1, 1)] {
            let scaled = flat.scaled(width, height);
            assert_eq!((scaled.width, scaled.height), (width, height));
            assert!(scaled.rgb.chunks_exact(3).all(|pixel| pixel == [10, 200, 30]), "{width} {height}");
        }
        let half = numbered(8, 8).scaled(4, 4);
        assert!((i32::from(half.pixel(1, 1)[0]) - 2).abs() <= 1);
        assert_eq!(numbered(8, 4).at_most(2).height, 2);
    }
}
