//! The whole way from a picture to a page.

use super::detect::{Place, places};
use super::ink;
use super::lines;
use super::net::{Net, NetError};
use super::page::Page;
use super::picture::Picture;
use super::recognise::{Reading, Recogniser};
use super::rules;
use super::seal::{self, Seal};
use super::strip::strip;

/// Pixels on the detector's longer side.
const SIDE: usize = 960;
/// The same for dense pages of small type.
const DENSE_SIDE: usize = 1280;
/// Height of a line in the detector's picture under which its page is dense.
const DENSE: f32 = 15.0;
/// Mean confidence of the longest lines from which a page is the right way up.
const UPRIGHT: f32 = 0.85;
/// Number of those lines.
const SAMPLE: usize = 4;
/// Confidence up to which a character at an end of a line under a black seal is one of the ring's.
const ON_RING: f32 = 0.65;
/// Mean confidence of a line under a black seal from which it is not read in other places.
const SURE: f32 = 0.97;
/// Maximum share of a red line's area that is black: noise, and the edges of what stands beside it.
const BLACK: f32 = 0.04;

/// Reads pages. Holds both models: about 100 MB while a page is read.
pub struct Engine {
    detector: Net,
    recogniser: Recogniser,
}

/// A model could not be loaded or run: a fault of the model or of its engine.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Failed(String);

impl From<NetError> for Failed {
    fn from(error: NetError) -> Self {
        Self(error.to_string())
    }
}

/// A picture the right way up.
struct Upright {
    /// Quarter turns clockwise that it took.
    quarters: usize,
    picture: Picture,
    /// The places of its lines.
    found: Vec<Place>,
    /// The longest of them, as they were read.
    sampled: Vec<(Place, Reading)>,
}

impl Upright {
    /// Mean confidence of the longest lines.
    fn confidence(&self) -> f32 {
        let sum: f32 = self.sampled.iter().map(|(_, reading)| reading.mean()).sum();
        sum / self.sampled.len().max(1) as f32
    }
}

impl Engine {
    /// Loads both models, given as ONNX. Starts the threads that will run them.
    ///
    /// # Errors
    ///
    /// [`Failed`] if one of them is no model of its kind.
    pub fn new(detector: Vec<u8>, recogniser: Vec<u8>) -> Result<Self, Failed> {
        Ok(Self { detector: Net::new(detector)?, recogniser: Recogniser::new(recogniser)? })
    }

    /// Reads a page. Takes one to four seconds of processor time, and 200 MB at most.
    ///
    /// # Errors
    ///
    /// [`Failed`] if a model does not run.
    pub fn read(&self, picture: Picture) -> Result<Page, Failed> {
        let mut page = picture.at_most(super::PIXELS + super::PIXELS / 10);
        ink::balance(&mut page);
        let clean = ink::without_red(&page);
        let Upright { quarters, picture: clean, mut found, mut sampled } = self.upright(clean)?;
        let page = page.turned(quarters);
        let (clean, seals, left) = self.without_seals(&page, clean, &mut found)?;
        let mut read = Vec::with_capacity(found.len());
        let red = self.red_lines(&page, &seals)?;
        for place in &red {
            found.retain(|other| other.overlap(place) < 0.5 && place.overlap(other) < 0.5);
            read.push((*place, self.recogniser.read(strip(&page, place))?));
        }
        let usual = usual_height(&found);
        for place in found {
            if let Some(seal) = left.iter().find(|seal| seal.touches(&place)) {
                let (place, mut reading) = self.read_under_seal(&clean, &place, usual)?;
                reading.trim(ON_RING, |at| seal.covers(place.point((at - 0.5) * place.width, 0.0)));
                read.push((place, reading));
                continue;
            }
            let known = sampled.iter().position(|(other, _)| *other == place);
            let reading = match known {
                Some(known) => sampled.swap_remove(known).1,
                None => self.recogniser.read(strip(&clean, &place))?,
            };
            read.push((place, reading));
        }
        let skew = lines::skew(read.iter().map(|(place, _)| place));
        let size = (clean.width as f64, clean.height as f64);
        let characters = lines::characters(&read, skew, size, &left);
        let rules = rules::rules(&clean, skew, &left);
        Ok(Page { characters, rules, width: size.0, height: size.1, quarters, skew })
    }

    /// A line that a black seal lies on. Characters of the ring cling to it, so that its place is too high and out of the
    /// middle: it is also read at the page's usual height, and the reading with the most characters that are sure counts.
    fn read_under_seal(&self, page: &Picture, place: &Place, usual: f32) -> Result<(Place, Reading), Failed> {
        let mut best = (*place, self.recogniser.read(strip(page, place))?);
        let spare = (place.height - usual) / 2.0;
        if !(usual * 0.05..usual).contains(&spare) {
            return Ok(best);
        }
        for share in [0.0, -0.5, 0.5, -1.0, 1.0] {
            if best.1.mean() >= SURE {
                break;
            }
            let (x, y) = place.point(0.0, spare * share);
            let other = Place { x, y, height: usual, ..*place };
            let reading = self.recogniser.read(strip(page, &other))?;
            if reading.sureness() > best.1.sureness() {
                best = (other, reading);
            }
        }
        Ok(best)
    }

    /// The picture turned so that lines lie and read well. No model of directions is needed: a line that stands on its head
    /// reads badly.
    fn upright(&self, picture: Picture) -> Result<Upright, Failed> {
        // Spares the detector's look at a page that lies on its side.
        let first = usize::from(ink::runs_down(&picture));
        let picture = picture.turned(first);
        let mut found = self.places(&picture)?;
        let standing = found.iter().filter(|place| place.is_standing()).count();
        let lying = found.iter().filter(|place| place.is_long() && !place.is_standing()).count();
        let (mut quarters, mut picture) = (first, picture);
        if standing > lying {
            (quarters, picture) = (first + 1, picture.turned(1));
            found = self.places(&picture)?;
        }
        let sampled = self.sample(&picture, &found)?;
        let this = Upright { quarters, picture, found, sampled };
        if this.found.is_empty() || this.confidence() >= UPRIGHT {
            return Ok(this);
        }
        let picture = this.picture.clone().turned(2);
        let size = (picture.width as f32, picture.height as f32);
        let found: Vec<Place> = this.found.iter().map(|place| place.turned_over(size)).collect();
        let sampled = self.sample(&picture, &found)?;
        let over = Upright { quarters: quarters + 2, picture, found, sampled };
        Ok(if over.confidence() > this.confidence() { over } else { this })
    }

    /// The readings of the longest lines.
    fn sample(&self, picture: &Picture, found: &[Place]) -> Result<Vec<(Place, Reading)>, Failed> {
        let mut longest: Vec<&Place> = found.iter().collect();
        longest.sort_by(|a, b| b.width.total_cmp(&a.width));
        longest.truncate(SAMPLE);
        let mut sampled: Vec<(Place, Reading)> = Vec::new();
        for place in longest {
            sampled.push((*place, self.recogniser.read(strip(picture, place))?));
            // Two that read badly are enough: the page may stand on its head, and then they were read in vain.
            if sampled.len() == 2 && sampled.iter().all(|(_, reading)| reading.mean() < UPRIGHT) {
                break;
            }
        }
        Ok(sampled)
    }

    /// The places of lines, looked for in more detail where they are low.
    fn places(&self, picture: &Picture) -> Result<Vec<Place>, Failed> {
        let found = places(&self.detector, picture, SIDE)?;
        let longer = picture.width.max(picture.height);
        let side = side(&found, longer);
        if side == SIDE { Ok(found) } else { Ok(places(&self.detector, picture, side)?) }
    }

    /// The page without its grey seal, all seals, and those that could not be taken off. Places that stand on a red seal
    /// are no lines.
    fn without_seals(
        &self,
        page: &Picture,
        mut clean: Picture,
        found: &mut Vec<Place>,
    ) -> Result<(Picture, Vec<Seal>, Vec<Seal>), Failed> {
        let red = seal::red_seals(page);
        found.retain(|place| !red.iter().any(|seal| seal.holds(place)) || !is_red(page, place));
        if !red.is_empty() {
            return Ok((clean, red, Vec::new()));
        }
        let dark = seal::dark_seals(&clean);
        let (mut off, mut left) = (Vec::new(), Vec::new());
        for seal in &dark {
            let which = if seal::take_off(&mut clean, seal) { &mut off } else { &mut left };
            which.push(*seal);
        }
        for seal in off {
            self.look_again(&clean, &seal, found)?;
        }
        Ok((clean, dark, left))
    }

    /// Looks for lines again in the rows of a seal that was taken off.
    fn look_again(&self, clean: &Picture, seal: &Seal, found: &mut Vec<Place>) -> Result<(), Failed> {
        let mm = clean.pixels_per_mm();
        let reach = seal.radius + 6.0 * mm;
        let near = |place: &Place| (place.y - seal.y).abs() < reach;
        // So much more that the detector sees whole lines, also where the page is askew.
        let edge = reach + 10.0 * mm;
        let rows = ((seal.y - edge).max(0.0) as usize, ((seal.y + edge) as usize).min(clean.height));
        let side = side(found, clean.width.max(clean.height));
        let anew = self.places_of_rows(clean, rows, side)?;
        found.retain(|place| !near(place));
        let first = found.len();
        for place in anew.into_iter().filter(near) {
            let known = |other: &Place| other.overlap(&place) >= 0.5 || place.overlap(other) >= 0.5;
            if !found[..first].iter().any(known) {
                found.push(place);
            }
        }
        Ok(())
    }

    /// The places of lines in some rows of a page, which the detector sees as large as on a page with `side` pixels.
    fn places_of_rows(
        &self,
        page: &Picture,
        (top, bottom): (usize, usize),
        side: usize,
    ) -> Result<Vec<Place>, Failed> {
        let rgb = page.rgb[top * page.width * 3..bottom * page.width * 3].to_vec();
        let part = Picture { width: page.width, height: bottom - top, rgb };
        let side = side * part.width.max(part.height) / page.width.max(page.height);
        let found = places(&self.detector, &part, side)?.into_iter();
        Ok(found.map(|place| Place { y: place.y + top as f32, ..place }).collect())
    }

    /// Lines printed in red, such as a red head: the untouched page is looked at where it has red outside its seals. A
    /// faded one would go with the seals.
    fn red_lines(&self, page: &Picture, seals: &[Seal]) -> Result<Vec<Place>, Failed> {
        let Some((top, bottom)) = seal::red_rows(page, seals) else { return Ok(Vec::new()) };
        let edge = (page.pixels_per_mm() * 10.0) as usize;
        let (top, bottom) = (top.saturating_sub(edge), (bottom + edge).min(page.height));
        let mut found = self.places_of_rows(page, (top, bottom), SIDE)?;
        found.retain(|place| is_red(page, place) && !seals.iter().any(|seal| seal.holds(place)));
        Ok(found)
    }
}

/// The median height of long lines; 0 without any.
fn usual_height(found: &[Place]) -> f32 {
    let long = found.iter().filter(|place| place.is_long());
    let mut heights: Vec<f32> = long.map(|place| place.height).collect();
    heights.sort_by(f32::total_cmp);
    heights.get(heights.len() / 2).copied().unwrap_or(0.0)
}

/// Pixels that the detector needs on a page's longer side, by the lines that were found.
fn side(found: &[Place], longer: usize) -> usize {
    let height = usual_height(found) * SIDE as f32 / longer as f32;
    if height > 0.0 && height < DENSE { DENSE_SIDE } else { SIDE }
}

/// Whether a place is printed in red: it has more red than black, and hardly any black. The ring of a seal lies over black
/// text, and its red may well be more.
fn is_red(page: &Picture, place: &Place) -> bool {
    let paper = ink::lightness(ink::paper(page));
    let dark = paper / 2 + paper / 8;
    let (mut red, mut black, mut all) = (0_u32, 0_u32, 0_u32);
    let steps = |length: f32| {
        let number = (length / 2.0).ceil().max(1.0);
        (0..number as u32).map(move |step| ((step as f32 + 0.5) / number - 0.5) * length)
    };
    for across in steps(place.height) {
        for along in steps(place.width) {
            let (x, y) = place.point(along, across);
            let inside = x >= 0.0 && y >= 0.0 && x < page.width as f32 && y < page.height as f32;
            if !inside {
                continue;
            }
            let pixel = page.pixel(x as usize, y as usize);
            all += 1;
            if ink::is_red(pixel) {
                red += 1;
            } else if ink::lightness(pixel) < dark {
                black += 1;
            }
        }
    }
    red > black && (black as f32) < BLACK * all as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn black_text_under_a_seal_is_no_red_line() {
        let place = Place { x: 50.0, y: 10.0, along: (1.0, 0.0), width: 100.0, height: 20.0 };
        let page = |black: usize, red: usize| {
            let mut picture = Picture::white(100, 20);
            for (at, pixel) in picture.rgb.chunks_exact_mut(3).enumerate() {
                if at % 10 < black {
                    pixel.copy_from_slice(&[15, 8, 8]);
                } else if at % 10 < black + red {
                    pixel.copy_from_slice(&[215, 20, 25]);
                }
            }
            picture
        };
        assert!(is_red(&page(0, 2), &place), "a red head");
        assert!(!is_red(&page(2, 3), &place), "a signature under a seal");
        assert!(!is_red(&page(2, 0), &place));
        assert!(!is_red(&page(0, 0), &place));
    }
}
