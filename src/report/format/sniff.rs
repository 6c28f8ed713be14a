//! Detects the format of a file by its content; its name decides where the content is ambiguous.

use std::path::Path;

use super::{FORMATS, Format};
use crate::report::zip_directory;

/// Number of bytes at the start that are searched for signs of a format; readers of PDF search as many for its
/// signature.
const HEAD: usize = 1024;
/// Number of bytes at the end of a ZIP archive that are searched for the names of its parts.
const DIRECTORY: usize = 1 << 16;

impl Format {
    /// The format of a file. `path` is consulted for text, whose content does not show its format, and for damaged
    /// archives.
    #[must_use]
    pub fn sniff(bytes: &[u8], path: &Path) -> Self {
        let named = Self::from_name(path);
        let head = &bytes[..bytes.len().min(HEAD)];
        let signed =
            FORMATS.iter().find(|about| about.signatures.iter().any(|signature| head.starts_with(signature)));
        if is_lock(path, bytes) {
            Self::Lock
        } else if contains(head, b"%PDF-") && !opens_like_markup(head) {
            Self::Pdf
        } else if let Some(about) = signed {
            match about.format {
                Self::Archive => zipped(bytes, named),
                Self::Doc => compound(bytes, named),
                format => format,
            }
        } else if is_packed(head) {
            Self::OtherArchive
        } else if is_picture(head) {
            Self::Picture
        } else if opens_like_mhtml(head) || named == Some(Self::Mhtml) && opens_like_page_in_mail(head) {
            Self::Mhtml
        } else if opens_like_mail(head) && named.is_none_or(|named| named == Self::Mail) {
            Self::Mail
        } else if opens_like_html(head) && (named != Some(Self::Markdown) || is_whole_page(head)) {
            Self::Html
        } else if opens_like(head, &[b"<?xml", b"<w:worddocument", b"<pkg:package", b"<office:document"]) {
            // XHTML may begin with comments before its `<html`.
            if contains(&head.to_ascii_lowercase(), b"<html") {
                Self::Html
            } else if contains(head, b"schemas.uof.org") {
                Self::Uof
            } else {
                Self::Xml
            }
        } else {
            // The rest is text; only the name shows whether it has markup, or is of a format with a hidden signature.
            match named {
                Some(Self::Markdown) => Self::Markdown,
                Some(Self::Html) => Self::Html,
                Some(named) if !named.is_read() && head.contains(&0) => named,
                // BMP, whose two letters could begin a text.
                Some(Self::Picture) if head.starts_with(b"BM") && head.contains(&0) => Self::Picture,
                _ => Self::Text,
            }
        }
    }
}

/// Whether a file is one that Word or WPS keeps beside an open document: the user's name in 54 characters, twice.
fn is_lock(path: &Path, bytes: &[u8]) -> bool {
    const LONGEST: usize = 512;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    bytes.len() <= LONGEST && (name.starts_with("~$") || name.starts_with(".~lock."))
}

/// The names in the directory of a ZIP archive, in lower case with `/` between their parts; `None` if it is damaged. A
/// document that an archive holds uncompressed has names of its own, which do not count.
fn names_in_zip(bytes: &[u8]) -> Option<Vec<String>> {
    let name = |raw: &[u8]| String::from_utf8_lossy(raw).replace('\\', "/").to_ascii_lowercase();
    let entries = zip_directory::entries(bytes)?;
    Some(entries.iter().map(|entry| name(entry.name).trim_start_matches('/').to_owned()).collect())
}

/// The format of a ZIP archive by the names of its parts.
fn zipped(bytes: &[u8], named: Option<Format>) -> Format {
    let Some(names) = names_in_zip(bytes) else { return zipped_and_damaged(bytes, named) };
    let head = &bytes[..bytes.len().min(HEAD)];
    let has = |part: &str| names.iter().any(|name| name == part);
    let begins = |part: &str| names.iter().any(|name| name.starts_with(part));
    let is_office = has("[content_types].xml");
    if has("content.xml") || has("mimetype") && contains(head, b"opendocument.") {
        if contains(head, b"opendocument.spreadsheet") {
            Format::Workbook
        } else if contains(head, b"opendocument.presentation") {
            Format::Presentation
        } else {
            Format::Odt
        }
    } else if has("ofd.xml") {
        Format::Ofd
    } else if begins("word/document") || is_office && begins("word/") {
        Format::Docx
    } else if begins("xl/workbook") || is_office && begins("xl/") {
        Format::Workbook
    } else if begins("ppt/presentation") || is_office && begins("ppt/") {
        Format::Presentation
    } else if has("uof.xml") {
        Format::Uof
    } else if has("index/document.iwa") || has("index/slide.iwa") || has("index.apxl") || has("index.zip") {
        Format::Pages
    } else {
        Format::Archive
    }
}

/// The format of a ZIP archive whose directory is missing, by the names of parts in what is left of it.
fn zipped_and_damaged(bytes: &[u8], named: Option<Format>) -> Format {
    // The directory is at the end; an ODT states its type at the start.
    let (head, tail) = (&bytes[..bytes.len().min(HEAD)], &bytes[bytes.len().saturating_sub(DIRECTORY)..]);
    let holds = |part: &[u8]| contains(head, part) || contains(tail, part);
    if contains(head, b"opendocument.text") {
        Format::Odt
    } else if contains(head, b"opendocument.spreadsheet") {
        Format::Workbook
    } else if contains(head, b"opendocument.presentation") {
        Format::Presentation
    } else if holds(b"OFD.xml") {
        Format::Ofd
    } else if holds(b"word/") || holds(b"word\\") {
        Format::Docx
    } else if holds(b"xl/workbook") {
        Format::Workbook
    } else if holds(b"ppt/presentation") {
        Format::Presentation
    } else if holds(b"uof.xml") {
        Format::Uof
    } else if holds(b"Index/Document.iwa") || holds(b"Index/Slide.iwa") || holds(b"index.apxl") {
        Format::Pages
    } else if holds(b"content.xml") && !contains(head, b"opendocument.") {
        Format::Odt
    } else {
        // Too damaged to detect: the reader for the name's format reports the error.
        match named {
            Some(named @ (Format::Docx | Format::Odt)) if !holds(b"xl/") && !holds(b"ppt/") => named,
            _ => Format::Archive,
        }
    }
}

/// The format of a compound file by the names of its streams near its ends: Word unless they, or its own name, are those
/// of a workbook or a presentation.
fn compound(bytes: &[u8], named: Option<Format>) -> Format {
    const NEAR: usize = 1 << 20;
    let (head, tail) = (&bytes[..bytes.len().min(NEAR)], &bytes[bytes.len().saturating_sub(NEAR)..]);
    let holds = |stream: &str| {
        let name: Vec<u8> = stream.encode_utf16().flat_map(u16::to_le_bytes).collect();
        contains(head, &name) || contains(tail, &name)
    };
    if holds("WordDocument") {
        return Format::Doc;
    }
    if holds("PowerPoint Document") {
        return Format::Presentation;
    }
    if holds("Workbook") || holds("Book") {
        return Format::Workbook;
    }
    if holds("__substg1.0_") || holds("__nameid_version1.0") {
        return Format::Outlook;
    }
    if ["MatOST", "Quill", "VisioDocument", "HwpSummaryInformation"].into_iter().any(holds) {
        return Format::OtherOffice;
    }
    named.filter(|named| matches!(named, Format::Workbook | Format::Presentation)).unwrap_or(Format::Doc)
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

/// Markdown may begin with a tag; the file is a page only if it begins as one.
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

/// The beginning of a page in UTF-16 is ASCII once its zero bytes and BOM are removed.
fn opens_like_html_in_utf16(head: &[u8]) -> bool {
    let bare = head.strip_prefix(b"\xff\xfe").or_else(|| head.strip_prefix(b"\xfe\xff"));
    bare.is_some_and(|bare| {
        let narrow: Vec<u8> = bare.iter().copied().filter(|&byte| byte != 0).take(64).collect();
        opens_like(&narrow, &[b"<!doctype html", b"<html", b"<head"])
    })
}

fn opens_like_mhtml(head: &[u8]) -> bool {
    let head = head.to_ascii_lowercase();
    opens_like_header(&head) && contains(&head, b"mime-version:") && contains(&head, b"multipart/related")
}

/// A page in one file without further parts is a mail that holds nothing but it.
fn opens_like_page_in_mail(head: &[u8]) -> bool {
    let head = head.to_ascii_lowercase();
    opens_like_header(&head) && contains(&head, b"content-type:")
}

/// Archives whose signature is not at their beginning, or could begin a text.
fn is_packed(head: &[u8]) -> bool {
    /// Place of the signature of a TAR archive.
    const TAR: usize = 257;
    let tar = head.get(TAR..).is_some_and(|behind| behind.starts_with(b"ustar"));
    tar || head.starts_with(b"BZh") && head.get(4..).is_some_and(|behind| behind.starts_with(b"1AY&SY"))
}

/// Pictures whose signature is not at their beginning: WebP and those of telephones (HEIC).
fn is_picture(head: &[u8]) -> bool {
    let at = |place: usize, signs: &[&[u8]]| {
        head.get(place..).is_some_and(|behind| signs.iter().any(|sign| behind.starts_with(sign)))
    };
    head.starts_with(b"RIFF") && at(8, &[b"WEBP"]) || at(4, &[b"ftyphei", b"ftypmif1", b"ftypavif"])
}

/// A mail has a sender, a date and a subject, in any order; trace fields may push them beyond the searched bytes.
fn opens_like_mail(head: &[u8]) -> bool {
    let head = head.to_ascii_lowercase();
    let has = |name: &[u8]| contains(&head, name);
    opens_like_header(&head)
        && [&b"mime-version:"[..], b"received:", b"message-id:"].iter().any(|name| has(name))
        && [&b"from:"[..], b"return-path:", b"subject:"].iter().any(|name| has(name))
}

/// Whether the first line is a header field.
fn opens_like_header(head: &[u8]) -> bool {
    let line = head.split(|&byte| byte == b'\n').next().unwrap_or_default();
    let name = line.split(|&byte| byte == b':').next().unwrap_or_default();
    name.len() < line.len()
        && !name.is_empty()
        && name.iter().all(|&byte| byte.is_ascii_alphanumeric() || byte == b'-')
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
        assert_eq!(sniff(b"PK\x03\x04....xl/workbook.xml", "a.docx"), Format::Workbook);
        assert_eq!(sniff(b"PK\x03\x04....OFD.xml", "a.zip"), Format::Ofd);
        assert_eq!(sniff(b"PK\x03\x04....word\\document.xml", "a.docx"), Format::Docx);
        assert_eq!(sniff(b"Rar!\x1a\x07\x01", "a.zip"), Format::OtherArchive);
        assert_eq!(sniff(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.et"), Format::Workbook);
        assert_eq!(sniff(b"\x01\0\x02", "a.ceb"), Format::Ceb);
        assert_eq!(sniff("一、工作".as_bytes(), "a.ceb"), Format::Text);
        assert_eq!(sniff(b"PK\x03\x04", "a.docx"), Format::Docx, "cut off");
        assert_eq!(sniff(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.wps"), Format::Doc);
        assert_eq!(sniff(b"{\\rtf1", "a.doc"), Format::Rtf);
        assert_eq!(sniff(b"junk\n%PDF-1.4", "a.bin"), Format::Pdf);
        assert_eq!(sniff(b"\xff\xfe<\0h\0t\0m\0l\0>\0", "a.txt"), Format::Html);
        assert_eq!(sniff(b"<?xml version='1.0'?><w:wordDocument/>", "a.doc"), Format::Xml);
        assert_eq!(sniff(b"<?xml version='1.0'?>\n<html xmlns=''/>", "a.doc"), Format::Html);
        let mhtml = b"From: <Saved by Browser>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n";
        assert_eq!(sniff(mhtml, "a.doc"), Format::Mhtml);
        let mail = b"Received: by x\r\nSubject: y\r\nContent-Type: multipart/mixed\r\n";
        assert_eq!(sniff(mail, "a.eml"), Format::Mail);
        assert_eq!(sniff(mail, "a"), Format::Mail);
        assert_eq!(sniff(mail, "a.txt"), Format::Text, "a mail that was saved as text is text");
        assert_eq!(sniff(b"\x89PNG\r\n\x1a\n", "a.pdf"), Format::Picture);
        assert_eq!(sniff(b"<p> 5 text", "a.doc"), Format::Html);
        assert_eq!(sniff(b"\x06Author", "~$a.docx"), Format::Lock);
        assert_eq!(sniff(b"PK\x03\x04....Index/Document.iwa", "a.zip"), Format::Pages);
        assert_eq!(sniff(b"\x1f\x8b\x08\0", "a.doc"), Format::OtherArchive);
        assert_eq!(sniff(b"BZh91AY&SY", "a.txt"), Format::OtherArchive);
        assert_eq!(sniff(b"BZh", "a.txt"), Format::Text);
        assert_eq!(sniff(&[&[b'a'; 257][..], b"ustar"].concat(), "a.zip"), Format::OtherArchive);
        assert_eq!(sniff(b"RIFF....WEBPVP8 ", "a.jpg"), Format::Picture);
        assert_eq!(sniff(b"\0\0\0\x18ftypheic", "a.jpg"), Format::Picture);
        assert_eq!(
            sniff(b"<?xml version='1.0'?><u:UOF xmlns:u='http://schemas.uof.org/cn/2003/uof'/>", "a.xml"),
            Format::Uof
        );
        let holding = |stream: &str| {
            let name: Vec<u8> = stream.encode_utf16().flat_map(u16::to_le_bytes).collect();
            [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".as_slice(), &name].concat()
        };
        assert_eq!(sniff(&holding("Book"), "a.et"), Format::Workbook, "Excel 5");
        assert_eq!(sniff(&holding("__substg1.0_0037001F"), "a"), Format::Outlook);
        assert_eq!(sniff(&holding("MatOST"), "a.wps"), Format::OtherOffice);
        let page = b"MIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n<p>";
        assert_eq!(sniff(page, "a.mht"), Format::Mhtml);
        assert_eq!(sniff(page, "a.txt"), Format::Text);
    }

    #[test]
    fn an_archive_of_documents_is_none_of_them() {
        use std::io::{Cursor, Write as _};
        use zip::write::SimpleFileOptions;
        // Uncompressed, so that the names of parts inside parts are in its bytes.
        let stored = |parts: &[(&str, &[u8])]| -> Vec<u8> {
            let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
            let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
            for (name, bytes) in parts {
                writer.start_file(*name, options).unwrap();
                writer.write_all(bytes).unwrap();
            }
            writer.finish().unwrap().into_inner()
        };
        let of = |bytes: &[u8]| Format::sniff(bytes, Path::new("a.zip"));
        for (parts, format) in [
            (&[("OFD.xml", "")][..], Format::Ofd),
            (&[("[Content_Types].xml", ""), ("word/document2.xml", "")], Format::Docx),
            (&[("word\\document.xml", "")], Format::Docx),
            (&[("[Content_Types].xml", ""), ("xl/workbook.xml", "")], Format::Workbook),
            (&[("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", "")], Format::Odt),
            (&[("Index/Document.iwa", "")], Format::Pages),
        ] {
            let parts: Vec<(&str, &[u8])> =
                parts.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
            let document = stored(&parts);
            assert_eq!(of(&document), format);
            assert_eq!(of(&stored(&[("报告/甲", &document)])), Format::Archive, "{format:?} in an archive");
        }
        assert_eq!(of(&stored(&[("word/报告.docx", b"")])), Format::Archive, "a folder of that name");
    }
}
