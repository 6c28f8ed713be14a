//! The formats: one table of their ids, names, extensions, signatures and ways of reading. Used for reading, the walk
//! through folders, the dialogs, the extracting process and the documentation. The format of a file is detected in
//! `sniff`.

mod sniff;

use std::path::Path;

use serde::{Deserialize, Serialize};

/// A document format that users encounter.
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
    /// A mail, `.eml`.
    Mail,
    /// A document in one XML file: Word 2003, a flat package, flat ODT.
    Xml,
    /// An archive, or a document in one that is neither DOCX nor ODT.
    Archive,
    /// A picture.
    Picture,
    /// An archive other than ZIP.
    OtherArchive,
    /// Open Fixed-layout Document, GB/T 33190, `.ofd`.
    Ofd,
    /// A workbook, `.xlsx`, `.xls` and `.et`.
    Workbook,
    /// A presentation, `.pptx`, `.ppt` and `.dps`.
    Presentation,
    /// Document formats of Founder and Sursen before OFD, `.ceb` and `.sep`.
    Ceb,
    /// The document format of CNKI, `.caj`.
    Caj,
    /// The document formats of Apple's office programs.
    Pages,
    /// A message of Outlook, `.msg`.
    Outlook,
    /// Unified Office Format, GB/T 20916, `.uof`.
    Uof,
    /// A document of Works, Publisher, Visio or Hangul.
    OtherOffice,
    /// A file that Word or WPS keeps beside a document while it is open, `~$报告.docx`.
    Lock,
}

/// Way of reading a format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// In this process: plain text needs no parser that could be attacked.
    Here,
    /// In a separate process, see `isolate`.
    Isolated,
    /// As a scan, in a separate process of its own, see `isolate`.
    Scanned,
    /// Not read itself: the files in it are, each as a report of its own.
    Container,
    /// Not read; id of the message that tells what to do instead.
    Not(&'static str),
}

/// One row of the table of formats.
#[derive(Debug)]
pub struct About {
    /// The format.
    pub format: Format,
    /// Its name in the JSON of the headless program and on the extractor's command line.
    pub id: &'static str,
    /// Its name in the window.
    pub name: &'static str,
    /// Extensions of file names, in lower case, the usual one first.
    pub extensions: &'static [&'static str],
    /// First bytes of a file that alone decide its format. The first matching row counts.
    pub signatures: &'static [&'static [u8]],
    /// Way of reading it.
    pub reading: Reading,
}

const UNPACK: &str = "read-error-format-unpack";

/// First bytes of several pictures in one: the report that a folder of pictures is.
pub(super) const ALBUM: &[u8] = b"jiaokan pictures 1\n";

/// Every format, in the order of [`Format`]'s variants.
pub static FORMATS: &[About] = &[
    About {
        format: Format::Text,
        id: "txt",
        name: "TXT",
        extensions: &["txt", "text"],
        signatures: &[],
        reading: Reading::Here,
    },
    About {
        format: Format::Markdown,
        id: "markdown",
        name: "Markdown",
        extensions: &["md", "markdown"],
        signatures: &[],
        reading: Reading::Here,
    },
    About {
        format: Format::Html,
        id: "html",
        name: "HTML",
        extensions: &["html", "htm", "xhtml"],
        signatures: &[],
        reading: Reading::Isolated,
    },
    About {
        format: Format::Docx,
        id: "docx",
        name: "Word (DOCX)",
        extensions: &["docx", "docm", "dotx"],
        signatures: &[],
        reading: Reading::Isolated,
    },
    About {
        format: Format::Odt,
        id: "odt",
        name: "ODT",
        extensions: &["odt"],
        signatures: &[],
        reading: Reading::Isolated,
    },
    About {
        format: Format::Doc,
        id: "doc",
        name: "Word 97 (DOC, WPS)",
        extensions: &["doc", "wps", "dot", "wpt"],
        signatures: &[b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"],
        reading: Reading::Isolated,
    },
    About {
        format: Format::Rtf,
        id: "rtf",
        name: "RTF",
        extensions: &["rtf"],
        signatures: &[b"{\\rtf"],
        reading: Reading::Isolated,
    },
    About {
        format: Format::Pdf,
        id: "pdf",
        name: "PDF",
        extensions: &["pdf"],
        signatures: &[],
        reading: Reading::Isolated,
    },
    About {
        format: Format::Mhtml,
        id: "mhtml",
        name: "MHT",
        extensions: &["mht", "mhtml"],
        signatures: &[],
        reading: Reading::Isolated,
    },
    About {
        format: Format::Mail,
        id: "mail",
        name: "EML",
        extensions: &["eml"],
        signatures: &[],
        reading: Reading::Isolated,
    },
    About {
        format: Format::Xml,
        id: "xml",
        name: "Word, Excel 2003 (XML), FODT, FODS",
        extensions: &["xml", "fodt", "fods"],
        signatures: &[],
        reading: Reading::Isolated,
    },
    About {
        format: Format::Archive,
        id: "archive",
        name: "ZIP",
        extensions: &["zip"],
        signatures: &[b"PK\x03\x04"],
        reading: Reading::Container,
    },
    About {
        format: Format::Picture,
        id: "picture",
        name: "PNG, JPEG, TIFF",
        extensions: &["png", "jpg", "jpeg", "gif", "tif", "tiff", "bmp", "webp", "heic"],
        signatures: &[b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", ALBUM, b"II*\0", b"MM\0*"],
        reading: Reading::Scanned,
    },
    About {
        format: Format::OtherArchive,
        id: "other-archive",
        name: "RAR, 7z, TAR, GZ",
        extensions: &["rar", "7z", "tar", "gz", "tgz", "bz2", "xz", "cab"],
        signatures: &[b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b\x08", b"\xfd7zXZ\0", b"MSCF\0"],
        reading: Reading::Not(UNPACK),
    },
    About {
        format: Format::Ofd,
        id: "ofd",
        name: "OFD",
        extensions: &["ofd"],
        signatures: &[],
        reading: Reading::Isolated,
    },
    About {
        format: Format::Workbook,
        id: "workbook",
        name: "XLSX, XLS, ET",
        extensions: &["xlsx", "xls", "xlsm", "et", "ods"],
        signatures: &[],
        reading: Reading::Isolated,
    },
    About {
        format: Format::Presentation,
        id: "presentation",
        name: "PPTX, PPT, DPS",
        extensions: &["pptx", "ppt", "dps", "odp"],
        signatures: &[],
        reading: Reading::Not("read-error-format-slides"),
    },
    About {
        format: Format::Ceb,
        id: "ceb",
        name: "CEB",
        extensions: &["ceb", "sep", "gd"],
        signatures: &[b"FounderCEB"],
        reading: Reading::Not("read-error-format-ceb"),
    },
    About {
        format: Format::Caj,
        id: "caj",
        name: "CAJ",
        extensions: &["caj", "nh", "kdh"],
        signatures: &[b"CAJ\0", b"HN\0"],
        reading: Reading::Not("read-error-format-ceb"),
    },
    About {
        format: Format::Pages,
        id: "pages",
        name: "Pages, Numbers, Keynote",
        extensions: &["pages", "numbers"],
        signatures: &[],
        reading: Reading::Not("read-error-format-pages"),
    },
    About {
        format: Format::Outlook,
        id: "outlook",
        name: "Outlook (MSG)",
        extensions: &["msg"],
        signatures: &[],
        reading: Reading::Not("read-error-format-outlook"),
    },
    About {
        format: Format::Uof,
        id: "uof",
        name: "UOF",
        extensions: &["uof", "uot", "uos"],
        signatures: &[],
        reading: Reading::Not("read-error-format-save-as-docx"),
    },
    About {
        format: Format::OtherOffice,
        id: "other-office",
        name: "Works, Publisher, Visio, HWP",
        extensions: &["pub", "vsd", "hwp"],
        signatures: &[],
        reading: Reading::Not("read-error-format-other"),
    },
    About {
        format: Format::Lock,
        id: "lock",
        name: "~$",
        extensions: &[],
        signatures: &[],
        reading: Reading::Not("read-error-format-lock"),
    },
];

impl Format {
    /// Its row in the table.
    #[must_use]
    pub fn about(self) -> &'static About {
        &FORMATS[self as usize]
    }

    /// The name that the headless program's JSON uses.
    #[must_use]
    pub fn id(self) -> &'static str {
        self.about().id
    }

    /// The format of an id.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        FORMATS.iter().find(|about| about.id == id).map(|about| about.format)
    }

    /// Its name for people.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.about().name
    }

    /// Whether this version reads it.
    #[must_use]
    pub fn is_read(self) -> bool {
        !matches!(self.about().reading, Reading::Not(_))
    }

    /// Whether it is read in a separate process.
    #[must_use]
    pub fn is_isolated(self) -> bool {
        self.about().reading == Reading::Isolated
    }

    /// Whether its pages may be pictures, which are read as scans.
    #[must_use]
    pub fn has_pictures(self) -> bool {
        matches!(self, Self::Pdf | Self::Ofd | Self::Picture)
    }

    /// Whether it holds files that are reports of their own: an archive, or a mail with what is attached to it.
    #[must_use]
    pub fn is_container(self) -> bool {
        self.about().reading == Reading::Container || self == Self::Mail
    }

    /// The format that a file name suggests.
    ///
    /// ```
    /// use jiaokan::report::Format;
    /// assert_eq!(Format::from_name("报告.DOCX".as_ref()), Some(Format::Docx));
    /// assert_eq!(Format::from_name("报告".as_ref()), None);
    /// ```
    #[must_use]
    pub fn from_name(path: &Path) -> Option<Self> {
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        let promises = |about: &&About| about.extensions.contains(&extension.as_str());
        FORMATS.iter().find(promises).map(|about| about.format)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_stands_in_the_place_of_its_format() {
        for (place, about) in FORMATS.iter().enumerate() {
            assert_eq!(about.format as usize, place, "{}", about.id);
            assert_eq!(Format::from_id(about.id), Some(about.format));
            for extension in about.extensions {
                assert_eq!(
                    Format::from_name(Path::new(&format!("a.{extension}"))),
                    Some(about.format),
                    "{extension}"
                );
            }
        }
        assert_eq!(FORMATS.last().map(|about| about.format), Some(Format::Lock), "the table is complete");
    }
}
