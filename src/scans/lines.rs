//! Lines as they were read, put on an upright page: the page's skew, the size of type of each line, the place of each
//! character.

use super::detect::Place;
use super::marks;
use super::page::Character;
use super::recognise::Reading;
use super::seal::Seal;

/// Minimum mean confidence of a line.
const LEAST_CONFIDENCE: f32 = 0.5;
/// Ratio up to which two measured sizes of type are one.
const SAME_SIZE: f64 = 1.18;
/// Minimum number of distances between ideographs that give a line a size of its own.
const LEAST_STEPS: usize = 3;
/// Size of type to the height of a line's place, as the detector gives it.
const HEIGHT: f64 = 0.78;
/// Distance of a line's baseline below its middle, in ems.
const BASELINE: f64 = 0.35;
/// Share of the page's height at its top and bottom in which page numbers stand.
const MARGIN: f64 = 0.14;
/// Maximum number of characters of a piece of a seal's ring.
const RING_PIECE: usize = 4;

/// A line on the upright page, in pixels.
#[derive(Clone, Debug)]
struct Line {
    /// Middle of its place, from the top.
    y: f64,
    width: f64,
    height: f64,
    characters: Vec<char>,
    /// The middle of each character, and its probability.
    places: Vec<(f64, f32)>,
    /// Its own size of type, if it has enough ideographs side by side.
    measured: Option<f64>,
    size: f64,
}

/// The median direction of long lines, weighted by their length, in radians.
pub(super) fn skew<'a>(places: impl Iterator<Item = &'a Place>) -> f32 {
    let long = places.filter(|place| place.width > 6.0 * place.height);
    let mut angles: Vec<(f32, f32)> =
        long.map(|place| (place.along.1.atan2(place.along.0), place.width)).collect();
    angles.sort_by(|a, b| a.0.total_cmp(&b.0));
    let half = angles.iter().map(|angle| angle.1).sum::<f32>() / 2.0;
    let mut sum = 0.0;
    let middle = angles.iter().find(|angle| {
        sum += angle.1;
        sum >= half
    });
    middle.map_or(0.0, |angle| angle.0)
}

/// A point of the picture on the page that is turned upright around the picture's middle.
pub(super) fn upright((x, y): (f64, f64), skew: f32, (width, height): (f64, f64)) -> (f64, f64) {
    let (sin, cos) = f64::from(skew).sin_cos();
    let (from_x, from_y) = (x - width / 2.0, y - height / 2.0);
    (width / 2.0 + from_x * cos + from_y * sin, height / 2.0 + from_y * cos - from_x * sin)
}

/// The characters of a page's lines. `seals` are those that could not be taken off the picture.
pub(super) fn characters(
    read: &[(Place, Reading)],
    skew: f32,
    page: (f64, f64),
    seals: &[Seal],
) -> Vec<Character> {
    let sound = read.iter().filter(|(place, reading)| {
        let on_ring = seals.iter().any(|seal| seal.holds(place));
        let piece = reading.characters.len() <= RING_PIECE || place.along.1.abs() > 0.15;
        reading.mean() >= LEAST_CONFIDENCE && !(on_ring && piece)
    });
    let mut lines: Vec<Line> =
        sound.filter_map(|(place, reading)| line(place, reading, skew, page)).collect();
    lines.sort_by(|a, b| a.y.total_cmp(&b.y));
    marks::quotes(&mut lines.iter_mut().map(|line| &mut line.characters).collect::<Vec<_>>());
    settle_sizes(&mut lines);
    lines.iter().zip(0..).flat_map(|(line, number)| placed(line, number)).collect()
}

fn line(place: &Place, reading: &Reading, skew: f32, page: (f64, f64)) -> Option<Line> {
    let (x, y) = upright((f64::from(place.x), f64::from(place.y)), skew, page);
    let (width, height) = (f64::from(place.width), f64::from(place.height));
    let left = x - width / 2.0;
    let first = reading.characters.iter().position(|read| !read.character.is_whitespace())?;
    let kept = reading.characters.get(first..)?;
    let mut characters: Vec<char> = kept.iter().map(|read| read.character).collect();
    let mut places: Vec<(f64, f32)> =
        kept.iter().map(|read| (left + f64::from(read.at) * width, read.confidence)).collect();
    marks::widths(&mut characters);
    let at_edge = y < page.1 * MARGIN || y > page.1 * (1.0 - MARGIN);
    if at_edge && let Some(number) = marks::page_number(&characters) {
        // Dashes on both sides make it a page number wherever it stands.
        let middle = places.iter().map(|place| place.0).sum::<f64>() / places.len() as f64;
        characters = format!("—{number}—").chars().collect();
        let step = height * HEIGHT / 2.0;
        let first = middle - step * (characters.len() as f64 - 1.0) / 2.0;
        places = (0..characters.len()).map(|at| (first + step * at as f64, 1.0)).collect();
    }
    let measured = measured_size(&characters, &places, height);
    Some(Line { y, width, height, characters, places, measured, size: height * HEIGHT })
}

fn is_ideograph(character: char) -> bool {
    matches!(character as u32, 0x3400..=0x9fff | 0x20000..=0x3ffff)
}

/// The mean distance of ideographs side by side, without those that are far off the median: steps of the recogniser's path
/// are so coarse that the median alone jumps from line to line.
fn measured_size(characters: &[char], places: &[(f64, f32)], height: f64) -> Option<f64> {
    let pairs = characters.windows(2).zip(places.windows(2));
    let steps = pairs.filter_map(|(characters, places)| {
        let both = characters.iter().all(|character| is_ideograph(*character));
        both.then(|| places.last().zip(places.first()).map(|(last, first)| last.0 - first.0)).flatten()
    });
    let mut steps: Vec<f64> = steps.collect();
    steps.sort_by(f64::total_cmp);
    let median = *steps.get(steps.len() / 2)?;
    steps.retain(|step| (step / median - 1.0).abs() < 0.35);
    let mean = steps.iter().sum::<f64>() / steps.len().max(1) as f64;
    // Farther apart than high: the line is spaced out.
    let sound = steps.len() >= LEAST_STEPS && (0.45..1.1).contains(&(mean / height));
    sound.then_some(mean)
}

/// Makes sizes that differ by the error of measuring one, and gives lines without a size of their own that of a line near
/// by: taken from the height of its place, a paragraph's last line would break off.
fn settle_sizes(lines: &mut [Line]) {
    let mut by_width: Vec<(f64, f64)> =
        lines.iter().filter_map(|line| Some((line.measured?, line.width))).collect();
    by_width.sort_by(|a, b| b.1.total_cmp(&a.1));
    let near = |a: f64, b: f64| (a / b).max(b / a);
    let mut sizes: Vec<f64> = Vec::new();
    for (size, _) in by_width {
        if !sizes.iter().any(|known| near(size, *known) < SAME_SIZE) {
            sizes.push(size);
        }
    }
    let nearest = |size: f64| sizes.iter().copied().min_by(|a, b| near(size, *a).total_cmp(&near(size, *b)));
    let mut above: Option<f64> = None;
    for line in lines {
        line.size = if let Some(size) = line.measured {
            nearest(size).unwrap_or(size)
        } else {
            let guess = line.height * HEIGHT;
            let as_above = above.filter(|size| near(guess, *size) < 1.45);
            as_above.or_else(|| nearest(guess).filter(|size| near(guess, *size) < 1.3)).unwrap_or(guess)
        };
        above = Some(line.size);
    }
}

/// The characters of a line with the room up to half way to their neighbours, so that no noise becomes a space.
fn placed(line: &Line, number: u32) -> Vec<Character> {
    let sum: f32 = line.places.iter().map(|place| place.1).sum();
    let mean = sum / line.places.len().max(1) as f32;
    let room = |at: usize, other: Option<usize>, reach: f64| {
        let other = other.and_then(|other| line.places.get(other)).map(|place| place.0);
        let here = line.places.get(at).map_or(0.0, |place| place.0);
        other.map_or(reach * 0.75, |other| ((other - here).abs() / 2.0).min(reach))
    };
    let one = |(at, (character, place)): (usize, (&char, &(f64, f32)))| {
        let wide = *character as u32 >= 0x1100 && !matches!(character, '“' | '”' | '‘' | '’' | '·');
        let reach = if wide { 0.7 * line.size } else { 0.5 * line.size };
        let before = room(at, at.checked_sub(1), reach);
        let after = room(at, Some(at + 1), reach);
        Character {
            text: *character,
            x: place.0 - before,
            y: line.y + BASELINE * line.size,
            width: before + after,
            size: line.size,
            line: number,
            confidence: if mean < super::DOUBTFUL { place.1.min(mean) } else { place.1 },
        }
    };
    line.characters.iter().zip(&line.places).enumerate().map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::super::recognise::Read;
    use super::*;

    fn place(x: f32, y: f32, width: f32, height: f32) -> Place {
        Place { x, y, along: (1.0, 0.0), width, height }
    }

    /// A line of characters 20 pixels apart, each off its place by a share of that.
    fn said(text: &str, y: f32, noise: f32) -> (Place, Reading) {
        let number = text.chars().count() as f32;
        let characters = text.chars().enumerate().map(|(at, character)| {
            let off = if at % 2 == 0 { noise } else { -noise };
            Read { character, at: (at as f32 + 0.5 + off) / number, confidence: 0.99 }
        });
        let reading = Reading { characters: characters.collect() };
        (place(300.0, y, number * 20.0, 26.0), reading)
    }

    #[test]
    fn noise_of_places_makes_no_sizes_and_no_gaps() {
        let lines = [
            said("全县办结案件四十七件", 100.0, 0.05),
            said("停整改。", 130.0, 0.15),
            said("下。", 160.0, 0.0),
        ];
        let characters = characters(&lines, 0.0, (600.0, 800.0), &[]);
        assert!(
            characters.iter().all(|character| (character.size - characters[0].size).abs() < 1e-6),
            "{characters:?}"
        );
        assert!((characters[0].size - 20.0).abs() < 1.0);
        for pair in characters.windows(2).filter(|pair| pair[0].line == pair[1].line) {
            assert!((pair[1].x - pair[0].x - pair[0].width).abs() < 1.0, "they touch: {pair:?}");
        }
    }

    #[test]
    fn page_numbers_at_the_edge_have_dashes() {
        let text = |y: f32| -> String {
            let found = characters(&[said("一2一", y, 0.0)], 0.0, (600.0, 800.0), &[]);
            found.iter().map(|character| character.text).collect()
        };
        assert_eq!(text(760.0), "—2—");
        assert_eq!(text(400.0), "一2一");
    }

    #[test]
    fn a_skewed_page_is_turned_upright() {
        let along = (0.999_f32, 0.045_f32);
        let slanting = |x: f32, y: f32| Place { along, ..place(x, y, 300.0, 20.0) };
        let places = [slanting(200.0, 300.0), slanting(399.8, 309.0), place(50.0, 50.0, 20.0, 20.0)];
        let skew = skew(places.iter());
        assert!((skew - 0.045).abs() < 0.001);
        let middle =
            |place: &Place| upright((f64::from(place.x), f64::from(place.y)), skew, (600.0, 800.0)).1;
        assert!((middle(&places[0]) - middle(&places[1])).abs() < 0.5, "one line");
    }

    #[test]
    fn pieces_of_a_ring_are_no_text() {
        let seal = Seal { x: 300.0, y: 400.0, radius: 80.0 };
        let lines = [said("市区", 380.0, 0.0), said("新市区人民政府办公室", 410.0, 0.0)];
        let found = characters(&lines, 0.0, (600.0, 800.0), &[seal]);
        assert_eq!(found.iter().map(|character| character.text).collect::<String>(), "新市区人民政府办公室");
    }
}
