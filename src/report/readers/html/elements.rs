//! Properties of elements: whether they break lines, which elements they close when they begin, whether their words
//! are text. After the HTML standard's tables of elements, reduced to what affects the text.

use html5gum::StartTag;

/// Kind of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Breaks lines.
    Block,
    /// A paragraph, closed by any block.
    Paragraph,
    /// A heading of a level.
    Heading(u8),
    /// A table.
    Table,
    /// A group of a table's rows.
    Rows,
    /// A row of a table.
    Row,
    /// A cell of a table.
    Cell,
    /// A numbered list.
    Numbered,
    /// A list without numbers.
    List,
    /// An entry of a list.
    Entry,
    /// Preformatted text: line ends are kept.
    Preformatted,
    /// A link.
    Link,
    /// Bold.
    Bold,
    /// Navigation, asides, footers: breaks lines.
    Aside,
    /// The page's head.
    Head,
    /// The page's title.
    PageTitle,
    /// Content that is not text: scripts, styles, choices; the reading of a word; what a tracked change deleted.
    Mute,
    /// Markup that a script is to show, or that is for browsers without scripts: hidden.
    Raw,
    /// Any other element inside a line.
    Inline,
}

/// The kind of an element by its name in lower case.
pub(super) fn kind(name: &[u8]) -> Kind {
    match name {
        b"p" => Kind::Paragraph,
        [b'h', digit @ b'1'..=b'6'] => Kind::Heading(digit & 0x0f),
        b"table" => Kind::Table,
        b"tbody" | b"thead" | b"tfoot" => Kind::Rows,
        b"tr" => Kind::Row,
        b"td" | b"th" => Kind::Cell,
        b"ol" => Kind::Numbered,
        b"ul" | b"menu" | b"dir" => Kind::List,
        b"li" | b"dd" | b"dt" => Kind::Entry,
        b"pre" | b"listing" | b"xmp" => Kind::Preformatted,
        b"a" => Kind::Link,
        b"b" | b"strong" => Kind::Bold,
        b"nav" | b"aside" | b"footer" => Kind::Aside,
        b"head" => Kind::Head,
        b"title" => Kind::PageTitle,
        b"noscript" | b"textarea" | b"template" => Kind::Raw,
        b"script" | b"style" | b"iframe" | b"object" | b"svg" | b"math" | b"select" | b"button"
        | b"audio" | b"video" | b"canvas" | b"map" | b"noembed" | b"noframes" | b"datalist" | b"rp"
        | b"rt" | b"rtc" | b"del" => Kind::Mute,
        b"address" | b"article" | b"blockquote" | b"body" | b"caption" | b"center" | b"details"
        | b"dialog" | b"div" | b"dl" | b"fieldset" | b"figcaption" | b"figure" | b"form" | b"frameset"
        | b"header" | b"hgroup" | b"html" | b"legend" | b"main" | b"section" | b"summary" => Kind::Block,
        _ => Kind::Inline,
    }
}

/// Whether a script is no program but markup that one shows.
pub(super) fn holds_markup(tag: &StartTag<()>) -> bool {
    &tag.name[..] == b"script"
        && attribute(tag, b"type").is_some_and(|kind| {
            matches!(
                kind.trim(),
                "text/html" | "text/template" | "text/x-template" | "text/x-handlebars-template"
            )
        })
}

/// Whether an element has no end tag.
pub(super) fn is_void(name: &[u8]) -> bool {
    matches!(
        name,
        b"area"
            | b"base"
            | b"br"
            | b"col"
            | b"embed"
            | b"hr"
            | b"img"
            | b"input"
            | b"link"
            | b"meta"
            | b"param"
            | b"source"
            | b"track"
            | b"wbr"
            | b"frame"
            | b"basefont"
            | b"bgsound"
            | b"keygen"
    )
}

/// The value of a tag's attribute.
pub(super) fn attribute(tag: &StartTag<()>, name: &[u8]) -> Option<String> {
    let value = tag.attributes.get(name)?;
    Some(String::from_utf8_lossy(&value.value).into_owned())
}

impl Kind {
    /// Whether lines end at its beginning and at its end.
    pub(super) fn breaks_lines(self) -> bool {
        !matches!(self, Self::Link | Self::Bold | Self::Inline | Self::Mute | Self::PageTitle | Self::Head)
    }

    /// Whether its beginning closes an open element of kind `open`; the search for one ends at [`Self::bounds`].
    pub(super) fn ends(self, open: Self) -> bool {
        match self {
            Self::Entry => matches!(open, Self::Entry | Self::Paragraph),
            Self::Cell => matches!(open, Self::Cell),
            Self::Row => matches!(open, Self::Row),
            Self::Rows => matches!(open, Self::Rows | Self::Row),
            Self::Link => open == Self::Link,
            Self::Heading(_) => matches!(open, Self::Heading(_) | Self::Paragraph | Self::Head),
            _ => self.breaks_lines() && open == Self::Paragraph || self.breaks_lines() && open == Self::Head,
        }
    }

    /// Whether an open element of kind `open` ends the search for elements that this one closes.
    pub(super) fn bounds(self, open: Self) -> bool {
        match self {
            Self::Entry => matches!(open, Self::Numbered | Self::List | Self::Table | Self::Cell),
            Self::Cell => matches!(open, Self::Row | Self::Table),
            Self::Row => matches!(open, Self::Rows | Self::Table),
            Self::Rows => open == Self::Table,
            Self::Heading(_) if matches!(open, Self::Heading(_)) => false,
            _ => open.breaks_lines() && open != Self::Paragraph,
        }
    }
}
