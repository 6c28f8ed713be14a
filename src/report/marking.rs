//! Marking words of a PDF report with annotations: what is asked of the extracting process, and its answer. The file with
//! the annotations is written by `export/pdf`, which never interprets the report's bytes itself.

use serde::{Deserialize, Serialize};

/// Lines of a report, and the words in them whose places are asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskedWords {
    /// The lines that contain the words.
    pub lines: Vec<AskedLine>,
    /// For each piece of text its parts: index of the line, start and end in it in code points.
    pub pieces: Vec<Vec<(usize, usize, usize)>>,
}

/// A line of a report.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskedLine {
    /// Its text.
    pub text: String,
    /// The page it begins on, from 1.
    pub page: u32,
    /// Number of lines of the same text before it on that page.
    pub before: usize,
}

/// A PDF as far as it is needed to append annotations to it (ISO 32000-1, 7.5.6).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PdfPlan {
    /// The boxes of each piece of text; none where its words were not found.
    pub pieces: Vec<Vec<WordBox>>,
    /// The pages, in order.
    pub pages: Vec<PdfPage>,
    /// Byte position of the last cross-reference section.
    pub previous: usize,
    /// Whether that section is a stream.
    pub has_stream: bool,
    /// The lowest object number that is not in use.
    pub size: u32,
    /// Entries of the trailer that an update repeats.
    pub trailer: String,
    /// Whether the file has a signature, which covers the bytes before the update only.
    pub is_signed: bool,
}

/// A page of a PDF.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PdfPage {
    /// Number and generation of its object; `None` if it is not an object of its own.
    pub object: Option<(u32, i32)>,
    /// The entries of its dictionary without those for annotations.
    pub entries: String,
    /// The annotations that it has.
    pub annotations: String,
    /// Left, bottom, right and top of its visible part, in the page's units.
    pub area: [f64; 4],
}

/// The box of a part of a line of words.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct WordBox {
    /// Index of the page.
    pub page: usize,
    /// Its corners in the page's units: upper left, upper right, lower left, lower right, in the direction of the text.
    pub corners: [f64; 8],
}
