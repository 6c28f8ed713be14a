//! What a file is, by its first bytes before its name.

use std::path::Path;

/// A document format that users meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
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
        }
    }

    /// The format that a file name promises, if it is a document's.
    #[must_use]
    pub fn from_name(path: &Path) -> Option<Self> {
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        Some(match extension.as_str() {
            "txt" | "text" => Self::Text,
            "md" | "markdown" => Self::Markdown,
            "html" | "htm" | "xhtml" | "mht" | "mhtml" => Self::Html,
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
        let head = &bytes[..bytes.len().min(1024)];
        if head.starts_with(b"%PDF-") {
            Self::Pdf
        } else if head.starts_with(b"PK\x03\x04") {
            if named == Some(Self::Odt) || contains(head, b"opendocument.text") {
                Self::Odt
            } else {
                Self::Docx
            }
        } else if head.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
            Self::Doc
        } else if head.starts_with(b"{\\rtf") {
            Self::Rtf
        } else if opens_like_html(head) {
            Self::Html
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

fn contains(haystack: &[u8], needle: &[u8]) -> bool {
    haystack.windows(needle.len()).any(|window| window == needle)
}

fn opens_like_html(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    let opening = head[..head.len().min(16)].to_ascii_lowercase();
    [&b"<!doctype html"[..], b"<html", b"<head", b"<body", b"<?xml"]
        .iter()
        .any(|tag| opening.starts_with(tag))
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
    }
}
