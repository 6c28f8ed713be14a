//! The records of Excel 97 that `calamine` leaves aside ([MS-XLS] 2.4): number formats, hidden rows and columns.

use std::collections::HashMap;
use std::io::{Cursor, Read as _};

use super::layout::Layout;
use super::{MAX_CELLS, builtin};

/// Maximum length of the stream in bytes.
const MAX_STREAM: u64 = 64 << 20;

const BOF: u16 = 0x0809;
const EOF: u16 = 0x000a;
const SHEET: u16 = 0x0085;
const FORMAT: u16 = 0x041e;
const XF: u16 = 0x00e0;
const ROW: u16 = 0x0208;
const COLUMNS: u16 = 0x007d;
const MANY_NUMBERS: u16 = 0x00bd;
/// Records of one cell: a number, a short number, a formula.
const CELLS: [u16; 3] = [0x0203, 0x027e, 0x0006];

/// What the records state.
#[derive(Debug, Default)]
pub(super) struct Records {
    /// The format of each style of cells.
    pub(super) formats: Vec<String>,
    /// The layout of each sheet, in the order of the workbook.
    pub(super) sheets: Vec<Layout>,
}

impl Records {
    /// Reads a compound file. Where it is damaged, the records before are kept.
    pub(super) fn read(bytes: &[u8]) -> Self {
        let stream = stream(bytes).unwrap_or_default();
        let mut starts = Vec::new();
        let mut named: HashMap<u16, String> = HashMap::new();
        let mut styles: Vec<u16> = Vec::new();
        let is_wide = |first: &[u8]| u16_at(first, 0) >= 0x0600;
        let mut wide = true;
        for (id, data) in records(&stream) {
            match id {
                BOF => wide = is_wide(data),
                SHEET => starts.push(u32_at(data, 0) as usize),
                FORMAT => drop(named.insert(u16_at(data, 0), format_text(data, wide))),
                XF => styles.push(u16_at(data, 2)),
                EOF => break,
                _ => {}
            }
        }
        let code = |id: &u16| {
            let known = named.get(id).map(String::as_str).or_else(|| builtin::format(u32::from(*id)));
            known.unwrap_or("General").to_owned()
        };
        let sheet = |start: usize| layout(stream.get(start..).unwrap_or_default());
        Self {
            formats: styles.iter().map(code).collect(),
            sheets: starts.into_iter().take(1000).map(sheet).collect(),
        }
    }

    /// The format of a cell of a sheet.
    pub(super) fn format(&self, layout: &Layout, place: (u32, u32)) -> &str {
        let style = layout.formats.get(&place);
        style.and_then(|style| self.formats.get(usize::from(*style))).map_or("General", String::as_str)
    }
}

fn stream(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).ok()?;
    let name = ["/Workbook", "/Book"].into_iter().find(|name| file.exists(name))?;
    let mut stream = Vec::new();
    // A truncated stream still has a beginning.
    let _ = file.open_stream(name).ok()?.take(MAX_STREAM).read_to_end(&mut stream);
    Some(stream)
}

/// The records of a stream, each with its id and data.
fn records(stream: &[u8]) -> impl Iterator<Item = (u16, &[u8])> {
    let mut rest = stream;
    std::iter::from_fn(move || {
        let (head, behind) = rest.split_at_checked(4)?;
        let (data, next) = behind.split_at_checked(usize::from(u16_at(head, 2)))?;
        rest = next;
        Some((u16_at(head, 0), data))
    })
}

/// The layout of a sheet. Charts inside it have records of their own, which are skipped.
fn layout(stream: &[u8]) -> Layout {
    let mut layout = Layout::default();
    let mut depth = 0_usize;
    for (id, data) in records(stream) {
        match id {
            BOF => depth = depth.saturating_add(1),
            EOF if depth <= 1 => break,
            EOF => depth = depth.saturating_sub(1),
            _ if depth > 1 || layout.formats.len() > MAX_CELLS => {}
            ROW if u16_at(data, 12) & 0x20 != 0 => drop(layout.hidden_rows.insert(u16_at(data, 0).into())),
            COLUMNS if u16_at(data, 8) & 1 != 0 => {
                layout.hide_columns(u16_at(data, 0).into(), u16_at(data, 2).into());
            }
            MANY_NUMBERS => {
                let row = u32::from(u16_at(data, 0));
                let numbers = data.get(4..data.len().saturating_sub(2)).unwrap_or_default();
                let columns = u32::from(u16_at(data, 2))..;
                for (number, column) in numbers.chunks_exact(6).zip(columns) {
                    layout.formats.insert((row, column), u16_at(number, 0));
                }
            }
            cell if CELLS.contains(&cell) => {
                let place = (u32::from(u16_at(data, 0)), u32::from(u16_at(data, 2)));
                layout.formats.insert(place, u16_at(data, 4));
            }
            _ => {}
        }
    }
    layout
}

/// The text of a format: its length in characters, then one or two bytes each. Before Excel 97, bytes in the encoding
/// of the system, of which formats use ASCII.
fn format_text(data: &[u8], wide: bool) -> String {
    if !wide {
        let text = data.get(3..).unwrap_or_default();
        return encoding_rs::GB18030.decode_without_bom_handling(text).0.into_owned();
    }
    let length = usize::from(u16_at(data, 2));
    let text = data.get(5..).unwrap_or_default();
    if data.get(4).is_some_and(|flags| flags & 1 != 0) {
        let units: Vec<u16> = text.chunks_exact(2).take(length).map(|unit| u16_at(unit, 0)).collect();
        String::from_utf16_lossy(&units)
    } else {
        text.iter().take(length).map(|byte| char::from(*byte)).collect()
    }
}

/// The number at an offset; 0 behind the end.
fn u16_at(bytes: &[u8], at: usize) -> u16 {
    bytes.get(at..).and_then(|bytes| bytes.first_chunk()).map_or(0, |bytes| u16::from_le_bytes(*bytes))
}

fn u32_at(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at..).and_then(|bytes| bytes.first_chunk()).map_or(0, |bytes| u32::from_le_bytes(*bytes))
}
