//! What a file is, by its first bytes before its name.

use std::path::Path;

use serde::{Deserialize, Serialize};

/// A document format that users meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Format {
    /// Plain text.
    Text,
    /// Markdown.
    Markdown,
    /// A web page.
    Html,
    /// Office Open XML text, `.docx`.
    Docx,
    /// `OpenDocument` text, `.odt`.
    Odt,
    /// Legacy Word and WPS, `.doc` and `.wps`.
    Doc,
    /// Rich Text Format.
    Rtf,
    /// Portable Document Format.
    Pdf,
    /// A web page with its pictures in one file, `.mht`.
    Mhtml,
    /// XML that is no web page.
    Xml,
    /// An archive, or a document in one that is neither DOCX nor ODT.
    Archive,
    /// A picture.
    Picture,
}

impl Format {
    /// The name that the headless program's JSON uses.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Text => "txt",
            Self::Markdown => "markdown",
            Self::Html => "html",
            Self::Docx => "docx",
            Self::Odt => "odt",
            Self::Doc => "doc",
            Self::Rtf => "rtf",
            Self::Pdf => "pdf",
            Self::Mhtml => "mhtml",
            Self::Xml => "xml",
            Self::Archive => "archive",
            Self::Picture => "picture",
        }
    }

    /// The name that people use.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "TXT",
            Self::Markdown => "Markdown",
            Self::Html => "HTML",
            Self::Docx => "Word (DOCX)",
            Self::Odt => "ODT",
            Self::Doc => "Word 97 (DOC, WPS)",
            Self::Rtf => "RTF",
            Self::Pdf => "PDF",
            Self::Mhtml => "MHT",
            Self::Xml => "XML",
            Self::Archive => "ZIP",
            Self::Picture => "PNG, JPEG, GIF, TIFF",
        }
    }

    /// The format that a file name promises, if it is a document's.
    #[must_use]
    pub fn from_name(path: &Path) -> Option<Self> {
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        Some(match extension.as_str() {
            "txt" | "text" => Self::Text,
            "md" | "markdown" => Self::Markdown,
            "html" | "htm" | "xhtml" => Self::Html,
            "mht" | "mhtml" => Self::Mhtml,
            "docx" | "docm" => Self::Docx,
            "odt" => Self::Odt,
            "doc" | "wps" | "dot" => Self::Doc,
            "rtf" => Self::Rtf,
            "pdf" => Self::Pdf,
            _ => return None,
        })
    }

    /// The format of a file: its content decides, its name where the content says nothing.
    #[must_use]
    pub fn sniff(bytes: &[u8], path: &Path) -> Self {
        let named = Self::from_name(path);
        let head = &bytes[..bytes.len().min(HEAD)];
        if contains(head, b"%PDF-") && !opens_like_markup(head) {
            Self::Pdf
        } else if head.starts_with(b"PK\x03\x04") {
            zipped(bytes, named)
        } else if head.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
            Self::Doc
        } else if head.starts_with(b"{\\rtf") {
            Self::Rtf
        } else if PICTURES.iter().any(|signature| head.starts_with(signature)) {
            Self::Picture
        } else if opens_like_mhtml(head) {
            Self::Mhtml
        } else if opens_like_html(head) && (named != Some(Self::Markdown) || is_whole_page(head)) {
            Self::Html
        } else if opens_like(head, &[b"<?xml"]) {
            // XHTML may begin with comments before its `<html`.
            if contains(&head.to_ascii_lowercase(), b"<html") { Self::Html } else { Self::Xml }
        } else {
            // What is left is text; only the name knows whether it has markup.
            match named {
                Some(Self::Markdown) => Self::Markdown,
                Some(Self::Html) => Self::Html,
                _ => Self::Text,
            }
        }
    }
}

/// So many bytes tell a format; readers of PDF, too, look for its signature there.
const HEAD: usize = 1024;

/// PNG, JPEG, GIF, both orders of TIFF.
const PICTURES: &[&[u8]] = &[b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"II*\0", b"MM\0*"];

/// What a ZIP archive holds, by the names of its parts: they stand in it uncompressed.
fn zipped(bytes: &[u8], named: Option<Format>) -> Format {
    // The directory stands at the end; an ODT names itself at the start.
    let (head, tail) = (&bytes[..bytes.len().min(HEAD)], &bytes[bytes.len().saturating_sub(1 << 16)..]);
    let holds = |part: &[u8]| contains(head, part) || contains(tail, part);
    if contains(head, b"opendocument.text") {
        Format::Odt
    } else if holds(b"word/") {
        Format::Docx
    } else if holds(b"content.xml") && !contains(head, b"opendocument.") {
        Format::Odt
    } else {
        // Damaged beyond what this can tell: the reader that its name asks for says what is wrong.
        match named {
            Some(named @ (Format::Docx | Format::Odt)) if !holds(b"xl/") && !holds(b"ppt/") => named,
            _ => Format::Archive,
        }
    }
}

fn contains(haystack: &[u8], needle: &[u8]) -> bool {
    haystack.windows(needle.len()).any(|window| window == needle)
}

fn opens_like_html(head: &[u8]) -> bool {
    const TAGS: &[&[u8]] = &[
        b"<!doctype html",
        b"<html",
        b"<head",
        b"<body",
        b"<meta",
        b"<title",
        b"<div",
        b"<p>",
        b"<p ",
        b"<table",
        b"<!--",
    ];
    opens_like(head, TAGS) || opens_like_html_in_utf16(head)
}

/// Markdown may begin with a tag; it is a page only if it begins as one.
fn is_whole_page(head: &[u8]) -> bool {
    opens_like(head, &[b"<!doctype html", b"<html"])
}

fn opens_like_markup(head: &[u8]) -> bool {
    opens_like_html(head) || opens_like(head, &[b"<?xml"])
}

fn opens_like(head: &[u8], openings: &[&[u8]]) -> bool {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    let opening = head[..head.len().min(16)].to_ascii_lowercase();
    openings.iter().any(|tag| opening.starts_with(tag))
}

/// Without its zero bytes and its BOM the beginning of a page in UTF-16 is ASCII.
fn opens_like_html_in_utf16(head: &[u8]) -> bool {
    let bare = head.strip_prefix(b"\xff\xfe").or_else(|| head.strip_prefix(b"\xfe\xff"));
    bare.is_some_and(|bare| {
        let narrow: Vec<u8> = bare.iter().copied().filter(|&byte| byte != 0).take(64).collect();
        opens_like(&narrow, &[b"<!doctype html", b"<html", b"<head"])
    })
}

fn opens_like_mhtml(head: &[u8]) -> bool {
    let head = head.to_ascii_lowercase();
    let is_header = head.split(|&byte| byte == b'\n').next().is_some_and(|line| line.contains(&b':'));
    is_header && contains(&head, b"mime-version:") && contains(&head, b"multipart/related")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_wins_over_the_name() {
        let sniff = |bytes: &[u8], name: &str| Format::sniff(bytes, Path::new(name));
        assert_eq!(sniff(b"%PDF-1.7 ...", "a.txt"), Format::Pdf);
        assert_eq!(
            sniff("一、工作".as_bytes(), "a.docx"),
            Format::Text,
            "text that calls itself Word is text"
        );
        assert_eq!(sniff(b"\n <!DOCTYPE HTML><html>", "a.txt"), Format::Html);
        assert_eq!(sniff("一、工作".as_bytes(), "a.md"), Format::Markdown);
        assert_eq!(
            sniff(b"PK\x03\x04....mimetypeapplication/vnd.oasis.opendocument.text", "a.zip"),
            Format::Odt
        );
        assert_eq!(sniff(b"", "empty"), Format::Text);
        assert_eq!(sniff(b"PK\x03\x04....word/document.xml", "a.doc"), Format::Docx);
        assert_eq!(sniff(b"PK\x03\x04....xl/workbook.xml", "a.docx"), Format::Archive);
        assert_eq!(sniff(b"PK\x03\x04", "a.docx"), Format::Docx, "cut off");
        assert_eq!(sniff(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.wps"), Format::Doc);
        assert_eq!(sniff(b"{\\rtf1", "a.doc"), Format::Rtf);
        assert_eq!(sniff(b"junk\n%PDF-1.4", "a.bin"), Format::Pdf);
        assert_eq!(sniff(b"\xff\xfe<\0h\0t\0m\0l\0>\0", "a.txt"), Format::Html);
        assert_eq!(sniff(b"<?xml version='1.0'?><w:wordDocument/>", "a.doc"), Format::Xml);
        assert_eq!(sniff(b"<?xml version='1.0'?>\n<html xmlns=''/>", "a.doc"), Format::Html);
        let mhtml = b"From: <Saved by Browser>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n";
        assert_eq!(sniff(mhtml, "a.doc"), Format::Mhtml);
        assert_eq!(sniff(b"\x89PNG\r\n\x1a\n", "a.pdf"), Format::Picture);
        assert_eq!(sniff(b"<p> 5 text", "a.doc"), Format::Html);
    }
}
