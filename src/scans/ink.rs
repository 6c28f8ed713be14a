//! The inks of a page: the paper's colour made neutral, and red print told from black.
//!
//! Seals and red heads are printed over or beside black text. Where red exceeds green and blue, the paper was printed in
//! red; where a seal lies over black text, little light of any colour comes back, so that black stays black.

use super::picture::Picture;

/// Difference of red from green and blue from which a pixel is red, in 255ths.
const RED: u8 = 24;
/// Lightness of red light up to which a red pixel holds black ink as well.
const BLACK: u8 = 120;
/// Share of the pixels that are at least as dark as the paper's colour.
const PAPER: f32 = 0.7;

/// Lightness of a pixel, from 0 to 255.
pub(super) fn lightness(pixel: [u8; 3]) -> u8 {
    let [red, green, blue] = pixel.map(u32::from);
    ((red * 77 + green * 151 + blue * 28) >> 8) as u8
}

/// Whether a pixel is printed in red.
pub(super) fn is_red(pixel: [u8; 3]) -> bool {
    let [red, green, blue] = pixel;
    red > green.max(blue).saturating_add(RED)
}

/// Whether the page's lines run downwards: more of its columns than of its rows are blank, since the room between lines is
/// wider than between characters. A page askew has blank ones of neither kind.
pub(super) fn runs_down(picture: &Picture) -> bool {
    const SHORT: usize = 300;
    /// Difference of lightness from the paper's of a pixel that is inked.
    const INK: u8 = 40;
    /// How many times as many columns are blank.
    const MORE: f32 = 1.4;
    let side = picture.width.min(picture.height).max(1);
    let size = |length: usize| (length * SHORT / side).max(1);
    let small = picture.scaled(size(picture.width), size(picture.height));
    let paper = lightness(paper(&small));
    let (mut rows, mut columns) = (vec![0_u32; small.height], vec![0_u32; small.width]);
    for (at, pixel) in small.rgb.chunks_exact(3).enumerate() {
        if paper.saturating_sub(lightness([pixel[0], pixel[1], pixel[2]])) > INK {
            rows[at / small.width] += 1;
            columns[at % small.width] += 1;
        }
    }
    blank(&columns) > blank(&rows) * MORE + 0.04
}

/// Share of blank rows, or columns, between the first and the last that have ink.
fn blank(inked: &[u32]) -> f32 {
    let mut sorted: Vec<u32> = inked.iter().copied().filter(|ink| *ink > 0).collect();
    sorted.sort_unstable();
    let Some(usual) = sorted.get(sorted.len() * 3 / 4) else { return 0.0 };
    let has_ink = |ink: &u32| *ink * 10 > *usual;
    let (Some(first), Some(last)) = (inked.iter().position(has_ink), inked.iter().rposition(has_ink)) else {
        return 0.0;
    };
    let between = &inked[first..=last];
    between.iter().filter(|ink| !has_ink(ink)).count() as f32 / between.len() as f32
}

/// Makes the paper's colour neutral, as a photograph in warm light does not have it. Dark and light stay as they are.
pub(super) fn balance(picture: &mut Picture) {
    let paper = paper(picture);
    let lightest = paper.iter().copied().max().unwrap_or(255);
    let tinted = paper.iter().any(|channel| lightest.saturating_sub(*channel) > 4);
    // A page that is printed on all over has no paper to go by.
    if !tinted || paper.contains(&0) || lightness(paper) < 64 {
        return;
    }
    let tables = paper.map(|channel| {
        let scale = f32::from(lightest) / f32::from(channel);
        std::array::from_fn::<u8, 256, _>(|value| (value as f32 * scale + 0.5).min(255.0) as u8)
    });
    for pixel in picture.rgb.chunks_exact_mut(3) {
        for (channel, table) in pixel.iter_mut().zip(&tables) {
            *channel = table[usize::from(*channel)];
        }
    }
}

/// The colour that most of the page is at most as light as, by channel.
pub(super) fn paper(picture: &Picture) -> [u8; 3] {
    // Every 7th pixel is enough, and 7 divides no usual width.
    let mut counts = [[0_u32; 256]; 3];
    let mut all = 0_u32;
    for pixel in picture.rgb.chunks_exact(3).step_by(7) {
        for (count, channel) in counts.iter_mut().zip(pixel) {
            count[usize::from(*channel)] += 1;
        }
        all += 1;
    }
    let wanted = (all as f32 * PAPER) as u32;
    counts.map(|count| {
        let mut sum = 0;
        let reached = count.iter().position(|number| {
            sum += number;
            sum > wanted
        });
        reached.unwrap_or(255) as u8
    })
}

/// The page with its red print nearly as light as the paper.
pub(super) fn without_red(picture: &Picture) -> Picture {
    let mut out = picture.clone();
    for pixel in out.rgb.chunks_exact_mut(3) {
        let colour = [pixel[0], pixel[1], pixel[2]];
        if is_red(colour) {
            let red = colour[0];
            pixel.fill(if red > BLACK { 255 - (255 - red) / 2 } else { red });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_run_down_are_told_from_lines_that_lie() {
        // Lines of squares for characters, 16 high, 12 apart.
        let mut page = Picture::white(620, 877);
        for y in 100..780_usize {
            for x in 80..540_usize {
                if y % 28 < 16 && x % 18 < 14 {
                    page.rgb[(y * 620 + x) * 3..][..3].fill(30);
                }
            }
        }
        assert!(!runs_down(&page));
        assert!(runs_down(&page.clone().turned(1)) && runs_down(&page.turned(3)));
        assert!(!runs_down(&Picture::white(620, 877)), "a blank page does not run at all");
    }

    fn page(rgb: Vec<u8>) -> Picture {
        Picture { width: rgb.len() / 3, height: 1, rgb }
    }

    #[test]
    fn red_goes_and_black_under_red_stays() {
        let (red, black_under_red, black) = ([215, 20, 25], [60, 10, 10], [20, 20, 20]);
        let out = without_red(&page([red, black_under_red, black].concat()));
        assert!(lightness(out.pixel(0, 0)) > 220);
        assert!(lightness(out.pixel(1, 0)) < 80);
        assert_eq!(out.pixel(2, 0), black);
    }

    #[test]
    fn warm_light_is_not_red_print() {
        let mut picture = page([[230, 196, 160]; 90].concat());
        picture.rgb.extend([[30, 25, 20]; 10].concat());
        picture.width = 100;
        assert!(is_red(picture.pixel(0, 0)));
        balance(&mut picture);
        assert!(!is_red(picture.pixel(0, 0)));
        assert_eq!(picture.pixel(0, 0), [230; 3]);
        assert!(lightness(picture.pixel(95, 0)) < 40, "ink stays dark");
        let before = page([[250, 250, 250]; 50].concat());
        let mut after = before.clone();
        balance(&mut after);
        assert_eq!(after, before, "neutral paper stays as it is");
    }
}
