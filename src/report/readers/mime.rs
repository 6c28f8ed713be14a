//! MIME: web pages saved in one file (MHT, also under the name `.doc`) and mail (EML). Splits and decodes the parts
//! (RFC 2045–2047); the page in them is read like any other.

mod decode;

use std::path::Path;

use super::archive::plain_path;
use super::html;
use crate::report::{Block, Encoding, Extracted, Format, NotRead, Reason, Role};
use decode::{extended_value, header_words, leaf_bytes};

/// Maximum depth of nested parts; mail programs write four.
const MAX_DEPTH: usize = 16;
/// Maximum number of parts that are examined: a saved page has one for each picture.
const MAX_PARTS: usize = 10_000;
/// Maximum number of attached files that are listed.
const MAX_ATTACHMENTS: usize = 200;
/// Maximum length of the headers of one part, in bytes.
const MAX_HEADERS: usize = 64 << 10;

/// The type of a mail that is attached to another.
const MAIL: &str = "message/rfc822";

/// A part that holds no other parts.
struct Leaf<'a> {
    headers: Headers,
    body: &'a [u8],
}

/// Header fields: names in lower case, values unfolded.
#[derive(Default)]
struct Headers(Vec<(String, String)>);

impl Headers {
    fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    /// The type of the content, in lower case, such as `text/html`.
    fn kind(&self) -> String {
        let value = self.get("content-type").unwrap_or("text/plain");
        value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
    }

    /// A parameter of the content's type.
    fn parameter(&self, name: &str) -> Option<String> {
        let value = self.get("content-type")?;
        value.split(';').skip(1).find_map(|parameter| {
            let (own, value) = parameter.split_once('=')?;
            own.trim().eq_ignore_ascii_case(name).then(|| value.trim().trim_matches('"').to_owned())
        })
    }

    /// The name of the file that a part holds (RFC 2183, continued and encoded by RFC 2231).
    fn file_name(&self) -> Option<String> {
        let disposition = self.get("content-disposition").unwrap_or_default();
        let of = |value: &str, name: &str| {
            value.split(';').skip(1).find_map(|parameter| {
                let (own, value) = parameter.split_once('=')?;
                own.trim().eq_ignore_ascii_case(name).then(|| value.trim().trim_matches('"').to_owned())
            })
        };
        let continued = || {
            let piece = |number: usize| {
                let plain = of(disposition, &format!("filename*{number}"));
                of(disposition, &format!("filename*{number}*")).or(plain)
            };
            let pieces: String = (0..64).map_while(piece).collect();
            (!pieces.is_empty()).then_some(pieces)
        };
        let encoded = of(disposition, "filename*").or_else(continued).map(|value| extended_value(&value));
        let plain = of(disposition, "filename").or_else(|| self.parameter("name"));
        encoded.or_else(|| plain.map(|value| header_words(&value))).filter(|name| !name.trim().is_empty())
    }

    /// Whether a part is a file of its own: it says so, is a mail, or has the name of a document.
    fn is_attachment(&self) -> bool {
        let says = |value: &str| value.trim_start().to_ascii_lowercase().starts_with("attachment");
        let names_document = || {
            let format = self.file_name().and_then(|name| Format::from_name(Path::new(&name)));
            format.is_some_and(|format| format.is_read() && format != Format::Picture)
        };
        self.get("content-disposition").is_some_and(says)
            || self.kind() == MAIL
            || !self.kind().starts_with("text/") && names_document()
    }
}

/// Reads a page that was saved in one file: the HTML part with the most report text, since a page of frames has it in
/// one of them.
pub(in crate::report) fn read_page(bytes: &[u8]) -> Result<Extracted, Reason> {
    page(bytes, html::read)
}

/// Reads a page in one file that belongs wholly to a document.
pub(super) fn read_fragment(bytes: &[u8]) -> Result<Extracted, Reason> {
    page(bytes, html::read_fragment)
}

fn page(bytes: &[u8], read: impl Fn(&str) -> Result<Extracted, Reason>) -> Result<Extracted, Reason> {
    let pages = leaves(bytes).into_iter().filter(|leaf| leaf.headers.kind() == "text/html");
    let mut best: Option<(usize, Extracted)> = None;
    let mut failed = None;
    for page in pages {
        match read(&text(&page)) {
            Ok(extracted) => {
                let of_report = extracted.blocks.iter().filter(|block| block.role != Role::Furniture);
                let characters = of_report.map(|block| block.text.len()).sum();
                if best.as_ref().is_none_or(|(most, _)| characters > *most) {
                    best = Some((characters, extracted));
                }
            }
            Err(reason) => failed = Some(reason),
        }
    }
    best.map(|(_, extracted)| extracted).ok_or(failed.unwrap_or(Reason::Empty))
}

/// Reads a mail: its subject as the title and its text. Attachments are counted.
pub(in crate::report) fn read_mail(bytes: &[u8]) -> Result<Extracted, Reason> {
    let (headers, _) = split_headers(bytes);
    let subject = headers.get("subject").map(header_words).unwrap_or_default();
    let parts = leaves(bytes);
    let (attached, shown): (Vec<_>, Vec<_>) =
        parts.into_iter().partition(|leaf| leaf.headers.is_attachment());
    let find = |kind: &str| shown.iter().find(|leaf| leaf.headers.kind() == kind);
    let mut extracted = match (find("text/html"), find("text/plain")) {
        (Some(page), _) => html::read_fragment(&text(page))?,
        (None, Some(plain)) => {
            let text = super::wrapped::unwrapped(crate::text::SourceText::new(&text(plain)));
            let lines = text.as_str().lines().map(str::trim_end).filter(|line| !line.trim().is_empty());
            Extracted { blocks: lines.map(Block::paragraph).collect(), ..Extracted::default() }
        }
        (None, None) => Extracted::default(),
    };
    if !subject.trim().is_empty() {
        let title = Block { text: subject.trim().to_owned(), role: Role::Title, page: None };
        extracted.blocks.insert(0, title);
    }
    // Attached reports are listed beside the mail.
    let is_report = |leaf: &&Leaf<'_>| {
        let name = leaf.name();
        name.is_some_and(|name| Format::from_name(Path::new(&name)).is_some_and(Format::is_read))
    };
    let others = attached.iter().filter(|leaf| !is_report(leaf)).count();
    let parts = u32::try_from(others).unwrap_or(u32::MAX);
    extracted.not_read.add(NotRead { parts, ..NotRead::default() });
    if extracted.blocks.is_empty() { Err(Reason::Empty) } else { Ok(extracted) }
}

/// The names of the files that are attached to a mail, each once.
pub(in crate::report) fn attachments(bytes: &[u8]) -> Vec<String> {
    let mut names = Vec::new();
    for name in attached(bytes).map(|(name, _)| name) {
        if !names.contains(&name) && names.len() < MAX_ATTACHMENTS {
            names.push(name);
        }
    }
    names
}

/// The bytes of a file that is attached to a mail.
pub(in crate::report) fn attachment(bytes: &[u8], wanted: &str) -> Result<Vec<u8>, Reason> {
    let leaf =
        attached(bytes).find(|(name, _)| name == wanted).map(|(_, leaf)| leaf).ok_or(Reason::Missing)?;
    let transfer = leaf.headers.get("content-transfer-encoding").unwrap_or_default();
    Ok(leaf_bytes(transfer, leaf.body).into_owned())
}

fn attached(bytes: &[u8]) -> impl Iterator<Item = (String, Leaf<'_>)> {
    let attached = leaves(bytes).into_iter().filter(|leaf| leaf.headers.is_attachment());
    attached.filter_map(|leaf| Some((leaf.name()?, leaf)))
}

impl Leaf<'_> {
    /// The name of the file that the part holds. A mail without one is called by its subject.
    fn name(&self) -> Option<String> {
        let subject = || {
            let subject = split_headers(self.body).0.get("subject").map(header_words).unwrap_or_default();
            let subject = subject.trim().replace(['/', '\\'], "-");
            (self.headers.kind() == MAIL)
                .then(|| format!("{}.eml", if subject.is_empty() { "mail" } else { &subject }))
        };
        plain_path(&self.headers.file_name().or_else(subject)?)
    }
}

/// The decoded text of a part.
fn text(leaf: &Leaf<'_>) -> String {
    let bytes = leaf_bytes(leaf.headers.get("content-transfer-encoding").unwrap_or_default(), leaf.body);
    let charset = leaf.headers.parameter("charset");
    let declared = charset.and_then(|charset| Encoding::from_label(charset.as_bytes()));
    let declared = declared.or_else(|| html::declared_encoding(&bytes));
    Encoding::decode(&bytes, None, declared).text.into_owned()
}

/// The innermost parts in order.
fn leaves(bytes: &[u8]) -> Vec<Leaf<'_>> {
    let mut found = Vec::new();
    // Parts that remain to be split, the next one last.
    let mut open = vec![(bytes, 0)];
    let mut seen = 0_usize;
    while let Some((part, depth)) = open.pop() {
        seen = seen.saturating_add(1);
        if seen > MAX_PARTS {
            break;
        }
        let (headers, body) = split_headers(part);
        let boundary = headers.parameter("boundary").filter(|boundary| !boundary.is_empty());
        match boundary.filter(|_| headers.kind().starts_with("multipart/") && depth < MAX_DEPTH) {
            Some(boundary) => {
                let parts = split_parts(body, boundary.as_bytes());
                open.extend(parts.into_iter().rev().map(|part| (part, depth.saturating_add(1))));
            }
            None => found.push(Leaf { headers, body }),
        }
    }
    found
}

/// The header fields of a part and the bytes behind them.
fn split_headers(part: &[u8]) -> (Headers, &[u8]) {
    let mut headers = Headers::default();
    let mut rest = part;
    let mut length = 0_usize;
    while !rest.is_empty() && length < MAX_HEADERS {
        let end = rest.iter().position(|&byte| byte == b'\n').map_or(rest.len(), |end| end.saturating_add(1));
        let (line, behind) = rest.split_at(end);
        rest = behind;
        length = length.saturating_add(line.len());
        // Some programs write names in headers without encoding them.
        let shown = match std::str::from_utf8(line.trim_ascii_end()) {
            Ok(line) => line.to_owned(),
            Err(_) => {
                Encoding::decode(line.trim_ascii_end(), Some(Encoding::Gb18030), None).text.into_owned()
            }
        };
        if shown.trim().is_empty() {
            break;
        }
        if shown.starts_with([' ', '\t']) {
            if let Some((_, value)) = headers.0.last_mut() {
                value.push(' ');
                value.push_str(shown.trim());
            }
        } else if let Some((name, value)) = shown.split_once(':') {
            headers.0.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
        }
    }
    (headers, rest)
}

/// The parts between the lines that consist of `--` and the boundary. A last part without an end is included.
fn split_parts<'a>(body: &'a [u8], boundary: &[u8]) -> Vec<&'a [u8]> {
    let mut parts = Vec::new();
    let mut start: Option<usize> = None;
    let mut at = 0;
    for line in body.split_inclusive(|&byte| byte == b'\n') {
        let behind = line.strip_prefix(b"--").and_then(|line| line.strip_prefix(boundary));
        let ends = behind.is_some_and(|behind| behind.starts_with(b"--"));
        if behind.is_some_and(|behind| ends || behind.trim_ascii().is_empty()) {
            parts.extend(start.and_then(|start| body.get(start..at)));
            start = (!ends).then_some(at.saturating_add(line.len()));
            if ends {
                break;
            }
        }
        at = at.saturating_add(line.len());
    }
    parts.extend(start.and_then(|start| body.get(start..)));
    parts
}

#[cfg(test)]
mod tests;
