//! What is found on a page.

/// A character with its place on the upright page, in pixels from its top left.
#[derive(Clone, Debug, PartialEq)]
pub struct Character {
    /// The character.
    pub text: char,
    /// Left side.
    pub x: f64,
    /// Distance of its baseline from the top.
    pub y: f64,
    /// Advance width: it reaches half way to its neighbours, and not farther than a character of its size.
    pub width: f64,
    /// Size of type: the distance of two ideographs that stand side by side.
    pub size: f64,
    /// Number of its line on the page.
    pub line: u32,
    /// Confidence in it, from 0 to 1: the lesser of its own probability and its line's mean, where that is doubtful.
    pub confidence: f32,
}

/// A ruling line of a table, parallel to an edge of the upright page, from its left or upper end.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rule {
    /// Its left or upper end.
    pub from: (f64, f64),
    /// Its other end.
    pub to: (f64, f64),
}

/// A page as it was read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    /// Its characters, line by line.
    pub characters: Vec<Character>,
    /// Its ruling lines.
    pub rules: Vec<Rule>,
    /// Width of the upright page in pixels.
    pub width: f64,
    /// Height of the upright page in pixels.
    pub height: f64,
    /// Quarter turns clockwise that put the picture upright.
    pub quarters: usize,
    /// Angle in radians, clockwise, at which its lines ran after those turns.
    pub skew: f32,
}
