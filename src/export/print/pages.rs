//! Pages of a PDF: text, headings with bookmarks, tables whose rows go on to the next page.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::Write as _;

use flate2::Compression;
use flate2::write::ZlibEncoder;

use super::face::Face;
use super::lines::lines;
use crate::export::escape::harmless;
use crate::export::pdf::objects::{Id, Objects, References, text as text_string};

/// Width and height of A4, and the margins, in points.
const PAGE: (f64, f64) = (595.28, 841.89);
const MARGIN: f64 = 62.0;
const FOOT: f64 = 64.0;
/// Distance of two lines, in ems.
const PITCH: f64 = 1.6;
/// White space inside a cell, in points.
const PADDING: f64 = 5.0;

/// How text looks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::export) struct Look {
    /// Size in points.
    pub(in crate::export) size: f64,
    pub(in crate::export) is_bold: bool,
    /// Lightness from 0, black.
    pub(in crate::export) grey: f64,
    pub(in crate::export) is_centred: bool,
}

/// A cell: its paragraphs.
pub(in crate::export) type Cell = Vec<(String, Look)>;

/// A line of a cell.
type Set = (String, Look);

/// The pages so far.
pub(in crate::export) struct Pages {
    face: Face,
    /// Drawing instructions of each page.
    drawn: Vec<String>,
    /// Distance of the next line's top from the bottom of the page.
    y: f64,
    /// The glyphs in use with the characters that they stand for.
    used: BTreeMap<u16, char>,
    missing: BTreeSet<char>,
    bookmarks: Vec<Bookmark>,
}

struct Bookmark {
    level: u8,
    title: String,
    page: usize,
    y: f64,
}

impl Pages {
    /// An empty first page. `None` if the bundled font cannot be read, which its test rules out.
    pub(in crate::export) fn new() -> Option<Self> {
        let face = Face::new(crate::faces::regular())?;
        let mut pages = Self {
            face,
            drawn: Vec::new(),
            y: 0.0,
            used: BTreeMap::new(),
            missing: BTreeSet::new(),
            bookmarks: Vec::new(),
        };
        pages.turn();
        Some(pages)
    }

    /// Begins a page.
    pub(in crate::export) fn turn(&mut self) {
        self.drawn.push(String::new());
        self.y = PAGE.1 - MARGIN;
    }

    /// Leaves room, in points.
    pub(in crate::export) fn skip(&mut self, points: f64) {
        self.y -= points;
    }

    /// Begins a page unless this many points are left on this one.
    pub(in crate::export) fn need(&mut self, points: f64) {
        if self.y - points < FOOT && self.y < PAGE.1 - MARGIN {
            self.turn();
        }
    }

    /// A bookmark that leads here; level from 1.
    pub(in crate::export) fn bookmark(&mut self, level: u8, title: &str) {
        let page = self.drawn.len() - 1;
        self.bookmarks.push(Bookmark { level, title: title.to_owned(), page, y: self.y });
    }

    /// Characters that the font does not have; they are drawn as boxes.
    pub(in crate::export) fn missing(&self) -> String {
        self.missing.iter().collect()
    }

    /// A paragraph over the whole width.
    pub(in crate::export) fn paragraph(&mut self, text: &str, look: Look) {
        for line in self.broken(text, look, PAGE.0 - 2.0 * MARGIN) {
            self.need(look.size * PITCH);
            let x = if look.is_centred { (PAGE.0 - self.length(&line, look)) / 2.0 } else { MARGIN };
            let y = self.y - look.size * 1.2;
            self.put(&line, x, y, look);
            self.y -= look.size * PITCH;
        }
    }

    /// A table over the whole width. With `has_head` the first row is repeated on each page.
    pub(in crate::export) fn table(&mut self, rows: &[Vec<Cell>], has_head: bool) {
        let widths = self.widths(rows);
        if widths.is_empty() {
            return;
        }
        let head = rows.first().filter(|_| has_head).map(|head| self.set(head, &widths));
        for (index, row) in rows.iter().enumerate() {
            let mut rest = self.set(row, &widths);
            let is_head = has_head && index == 0;
            if is_head {
                // A head alone at the foot of a page heads nothing.
                self.need(height(&rest) + 40.0);
            }
            loop {
                let room = self.y - FOOT;
                let whole = height(&rest);
                let is_fresh = self.y >= PAGE.1 - MARGIN - 80.0;
                if whole > room && !is_fresh && (whole < PAGE.1 - MARGIN - FOOT - 80.0 || room < 60.0) {
                    self.turn();
                    if let Some(head) = head.as_ref().filter(|_| !is_head) {
                        self.row(head, &widths, true);
                    }
                    continue;
                }
                let (now, later) = divided(&rest, room);
                self.row(&now, &widths, is_head);
                if later.iter().all(Vec::is_empty) {
                    break;
                }
                self.turn();
                rest = later;
            }
        }
        self.skip(8.0);
    }

    /// The height of a table on one page.
    pub(in crate::export) fn height(&self, rows: &[Vec<Cell>]) -> f64 {
        let widths = self.widths(rows);
        rows.iter().map(|row| height(&self.set(row, &widths))).sum::<f64>() + 8.0
    }

    /// Widths of the columns, by what their cells need.
    fn widths(&self, rows: &[Vec<Cell>]) -> Vec<f64> {
        let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
        let needed = |column: usize| {
            let cells = rows.iter().filter_map(|row| row.get(column)).flatten();
            let widest = cells.map(|(text, look)| self.length(text, *look)).fold(0.0, f64::max);
            (widest + 2.0 * PADDING).clamp(44.0, 230.0)
        };
        let needed: Vec<f64> = (0..columns).map(needed).collect();
        let all: f64 = needed.iter().sum();
        needed.into_iter().map(|own| own / all * (PAGE.0 - 2.0 * MARGIN)).collect()
    }

    /// The lines of a row's cells.
    fn set(&self, row: &[Cell], widths: &[f64]) -> Vec<Vec<Set>> {
        let cell = |(column, width): (usize, &f64)| {
            let paragraphs = row.get(column).map_or(&[][..], Vec::as_slice);
            let lines = paragraphs.iter().flat_map(|(text, look)| {
                let lines = self.broken(text, *look, width - 2.0 * PADDING);
                lines.into_iter().map(|line| (line, *look))
            });
            lines.collect()
        };
        widths.iter().enumerate().map(cell).collect()
    }

    /// Draws a row and its borders.
    fn row(&mut self, cells: &[Vec<Set>], widths: &[f64], is_head: bool) {
        let height = height(cells);
        let (top, mut x) = (self.y, MARGIN);
        for (cell, width) in cells.iter().zip(widths) {
            let (left, bottom) = (x, top - height);
            let ground = if is_head { "0.93 0.945 0.955 rg" } else { "1 g" };
            self.raw(&format!(
                "q {ground} 0.72 0.75 0.78 RG 0.5 w {left:.2} {bottom:.2} {width:.2} {height:.2} re B Q\n"
            ));
            let mut y = top - PADDING;
            for (line, look) in cell {
                self.put(line, left + PADDING, y - look.size * 1.1, *look);
                y -= look.size * PITCH;
            }
            x += width;
        }
        self.y -= height;
    }

    fn broken(&self, text: &str, look: Look, width: f64) -> Vec<String> {
        let clean: String = text.chars().map(harmless).map(|c| if c == '\t' { ' ' } else { c }).collect();
        clean.split('\n').flat_map(|line| lines(line, width, |c| self.advance(c) * look.size)).collect()
    }

    /// The width of a character in ems.
    fn advance(&self, character: char) -> f64 {
        self.face.width(self.face.glyph(character).unwrap_or(0)) / 1000.0
    }

    fn length(&self, text: &str, look: Look) -> f64 {
        text.chars().map(|character| self.advance(character)).sum::<f64>() * look.size
    }

    fn raw(&mut self, instructions: &str) {
        if let Some(page) = self.drawn.last_mut() {
            page.push_str(instructions);
        }
    }

    /// Draws a line with its baseline's left end at a place.
    fn put(&mut self, line: &str, x: f64, y: f64, look: Look) {
        if line.is_empty() {
            return;
        }
        let Look { size, is_bold, grey, .. } = look;
        // The bold face is not part of the headless program: the strokes are drawn wider.
        let weight = if is_bold { format!("2 Tr {:.2} w {grey} G", size * 0.03) } else { "0 Tr".to_owned() };
        let mut out = format!("BT /F {size} Tf {grey} g {weight} 1 0 0 1 {x:.2} {y:.2} Tm\n");
        let mut open = String::new();
        for character in line.chars() {
            let glyph = self.face.glyph(character);
            let known = glyph.map(|glyph| *self.used.entry(glyph).or_insert(character));
            if known == Some(character) {
                let _ = write!(open, "{:04X}", glyph.unwrap_or(0));
                continue;
            }
            // The glyph stands for another character, or for none.
            if glyph.is_none() {
                self.missing.insert(character);
            }
            if !open.is_empty() {
                let _ = writeln!(out, "<{}> Tj", std::mem::take(&mut open));
            }
            let shown = text_string(&character.to_string());
            let glyph = glyph.unwrap_or(0);
            let _ = writeln!(out, "/Span << /ActualText {shown} >> BDC <{glyph:04X}> Tj EMC");
        }
        if !open.is_empty() {
            let _ = writeln!(out, "<{open}> Tj");
        }
        self.raw(&(out + "ET\n"));
    }

    /// The file. `title` and `language` are its properties; pages but the first are numbered.
    pub(in crate::export) fn finished(mut self, title: &str, language: &str) -> Vec<u8> {
        self.number();
        let mut objects = Objects::new(0, 1);
        objects.raw(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n");
        let (catalog, tree) = (objects.reserve(), objects.reserve());
        let font = self.font(&mut objects);
        let mut kids = Vec::new();
        for page in &self.drawn {
            let content = objects.add_stream("/Filter /FlateDecode", &deflated(page.as_bytes()));
            kids.push(objects.add(&format!(
                "<< /Type /Page /Parent {tree} 0 R /MediaBox [0 0 {} {}] /Contents {content} 0 R /Resources << /Font << /F {font} 0 R >> >> >>",
                PAGE.0, PAGE.1
            )));
        }
        let listed: Vec<String> = kids.iter().map(|kid| format!("{kid} 0 R")).collect();
        objects.put(tree, &format!("<< /Type /Pages /Count {} /Kids [{}] >>", kids.len(), listed.join(" ")));
        let outlines = self.outlines(&mut objects, &kids);
        objects.put(
            catalog,
            &format!(
                "<< /Type /Catalog /Pages {tree} 0 R /Lang {} /ViewerPreferences << /DisplayDocTitle true >>{outlines} >>",
                text_string(language)
            ),
        );
        let info = objects.add(&format!(
            "<< /Title {} /Producer {} >>",
            text_string(title),
            text_string("Jiaokan 校勘")
        ));
        objects.finished(&References::Table(&format!("/Root {catalog} 0 R /Info {info} 0 R")))
    }

    /// Writes the number of each page but the first at its foot.
    fn number(&mut self) {
        let count = self.drawn.len();
        let look = Look { size: 9.0, is_bold: false, grey: 0.4, is_centred: true };
        let numbers: Vec<String> = (1..=count).map(|number| format!("— {number} —")).collect();
        let all = std::mem::take(&mut self.drawn);
        for (index, page) in all.into_iter().enumerate() {
            self.drawn.push(page);
            if index > 0 {
                let x = (PAGE.0 - self.length(&numbers[index], look)) / 2.0;
                self.put(&numbers[index], x, 36.0, look);
            }
        }
    }

    /// The bookmarks as a chain on one level for each level; returns the catalog's entries.
    fn outlines(&self, objects: &mut Objects, pages: &[Id]) -> String {
        if self.bookmarks.is_empty() {
            return String::new();
        }
        let root = objects.reserve();
        let ids: Vec<Id> = self.bookmarks.iter().map(|_| objects.reserve()).collect();
        let level = |at: usize| self.bookmarks[at].level;
        for (at, bookmark) in self.bookmarks.iter().enumerate() {
            let before = (0..at).rev().take_while(|other| level(*other) >= bookmark.level);
            let previous = before.filter(|other| level(*other) == bookmark.level).max();
            let behind = at + 1..ids.len();
            let next = behind
                .clone()
                .take_while(|other| level(*other) >= bookmark.level)
                .find(|other| level(*other) == bookmark.level);
            let parent = (0..at).rev().find(|other| level(*other) < bookmark.level);
            let children: Vec<usize> = behind.take_while(|other| level(*other) > bookmark.level).collect();
            let mut entry = format!(
                "<< /Title {} /Parent {} 0 R /Dest [{} 0 R /XYZ 0 {:.0} 0]",
                text_string(&bookmark.title),
                parent.map_or(root, |parent| ids[parent]),
                pages[bookmark.page],
                bookmark.y + 8.0
            );
            for (name, other) in [("Prev", previous), ("Next", next)] {
                if let Some(other) = other {
                    let _ = write!(entry, " /{name} {} 0 R", ids[other]);
                }
            }
            let own = children
                .iter()
                .filter(|child| (at + 1..**child).all(|between| level(between) >= level(**child)));
            let own: Vec<usize> = own.copied().collect();
            if let (Some(first), Some(last)) = (own.first(), own.last()) {
                let (first, last) = (ids[*first], ids[*last]);
                let _ = write!(entry, " /First {first} 0 R /Last {last} 0 R /Count -{}", own.len());
            }
            objects.put(ids[at], &(entry + " >>"));
        }
        let top: Vec<usize> =
            (0..ids.len()).filter(|at| (0..*at).all(|other| level(other) >= level(*at))).collect();
        let (first, last) = (top.first().map_or(root, |at| ids[*at]), top.last().map_or(root, |at| ids[*at]));
        objects.put(
            root,
            &format!("<< /Type /Outlines /First {first} 0 R /Last {last} 0 R /Count {} >>", top.len()),
        );
        format!(" /Outlines {root} 0 R /PageMode /UseOutlines")
    }

    /// The font, cut to what is in use, with the characters of its glyphs.
    fn font(&self, objects: &mut Objects) -> Id {
        let cut = self.face.cut(self.used.keys().copied());
        let length = format!("/Filter /FlateDecode /Length1 {}", cut.len());
        let file = objects.add_stream(&length, &deflated(&cut));
        let name = "JIAOKN+NotoSansSC-Regular";
        let descriptor = objects.add(&format!(
            "<< /Type /FontDescriptor /FontName /{name} /Flags 4 /FontBBox [-1000 -1000 3000 2000] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 733 /StemV 80 /FontFile2 {file} 0 R >>"
        ));
        let mut widths = String::new();
        for glyph in self.used.keys() {
            let _ = write!(widths, "{glyph} [{:.0}] ", self.face.width(*glyph));
        }
        let own = objects.add(&format!(
            "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{name} /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor {descriptor} 0 R /DW 1000 /W [{}] /CIDToGIDMap /Identity >>",
            widths.trim_end()
        ));
        let map = objects.add_stream("/Filter /FlateDecode", &deflated(self.map().as_bytes()));
        objects.add(&format!(
            "<< /Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /Identity-H /DescendantFonts [{own} 0 R] /ToUnicode {map} 0 R >>"
        ))
    }

    /// The map from glyphs to characters (ISO 32000-1, 9.10.3).
    fn map(&self) -> String {
        let mut map = String::from(
            "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n",
        );
        let used: Vec<(&u16, &char)> = self.used.iter().collect();
        // At most 100 entries stand in one section.
        for section in used.chunks(100) {
            let _ = writeln!(map, "{} beginbfchar", section.len());
            for (glyph, character) in section {
                let mut units = [0; 2];
                let units = character.encode_utf16(&mut units).iter().map(|unit| format!("{unit:04X}"));
                let _ = writeln!(map, "<{glyph:04X}> <{}>", units.collect::<String>());
            }
            map += "endbfchar\n";
        }
        map + "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    }
}

/// The height of a row.
fn height(cells: &[Vec<Set>]) -> f64 {
    let of = |cell: &Vec<Set>| cell.iter().map(|(_, look)| look.size * PITCH).sum::<f64>();
    cells.iter().map(of).fold(0.0, f64::max) + 2.0 * PADDING
}

/// The lines of cells that go into a height, at least one of each, and the rest.
fn divided(cells: &[Vec<Set>], room: f64) -> (Vec<Vec<Set>>, Vec<Vec<Set>>) {
    let part = |cell: &Vec<Set>| {
        let mut used = 2.0 * PADDING;
        let fits = |(_, look): &&Set| {
            used += look.size * PITCH;
            used <= room
        };
        let count = cell.iter().take_while(fits).count().max(1).min(cell.len());
        (cell[..count].to_vec(), cell[count..].to_vec())
    };
    cells.iter().map(part).unzip()
}

fn deflated(data: &[u8]) -> Vec<u8> {
    let mut out = ZlibEncoder::new(Vec::new(), Compression::default());
    let written = out.write_all(data);
    written.and_then(|()| out.finish()).unwrap_or_default()
}
