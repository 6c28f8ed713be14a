//! A Word document with placeholders, such as `{{title}}`, that are replaced by text.

use super::comments;
use super::package::{Main, Package, attributes};

/// A template that is being filled.
pub(in crate::export) struct Template<'a> {
    package: Package<'a>,
    main: Main,
    xml: String,
    styles: String,
}

/// The content of a run with this text.
pub(in crate::export) fn run_text(text: &str) -> String {
    comments::text(text)
}

impl<'a> Template<'a> {
    /// Opens a template whose elements have the prefix `w`. `None` if it is not one.
    pub(in crate::export) fn open(bytes: &'a [u8]) -> Option<Self> {
        let mut package = Package::open(bytes)?;
        let main = package.main()?;
        let xml = joined(&package.part(&main.name)?);
        let styles =
            package.related(&main.name, STYLES).and_then(|name| package.part(&name)).unwrap_or_default();
        xml.contains("<w:body").then_some(Self { package, main, xml, styles })
    }

    /// The id of the style with this name, upper and lower case alike.
    pub(in crate::export) fn style(&self, name: &str) -> Option<String> {
        let styles = self.styles.split("<w:style ").skip(1);
        let mut styles = styles.filter_map(|style| style.split("</w:style>").next());
        let found = styles.find(|style| {
            let own = style.split("<w:name").nth(1).and_then(|rest| attributes(rest, "w:val").next());
            own.is_some_and(|own| own.eq_ignore_ascii_case(name))
        })?;
        // The id is an attribute of the element itself.
        let head = format!(" {}", found.split('>').next()?);
        attributes(&head, "w:styleId").next().map(str::to_owned)
    }

    /// Replaces a placeholder everywhere by text that is already escaped.
    pub(in crate::export) fn replace(&mut self, placeholder: &str, escaped: &str) {
        self.xml = self.xml.replace(placeholder, escaped);
    }

    /// Replaces the paragraph that contains a placeholder by paragraphs and tables.
    pub(in crate::export) fn replace_paragraph(&mut self, placeholder: &str, blocks: &str) -> Option<()> {
        let at = self.xml.find(placeholder)?;
        let before = &self.xml[..at];
        let start = before.rfind("<w:p>").max(before.rfind("<w:p "))?;
        let end = at + self.xml[at..].find("</w:p>")? + "</w:p>".len();
        self.xml.replace_range(start..end, blocks);
        Some(())
    }

    /// The filled document.
    pub(in crate::export) fn saved(mut self) -> Option<Vec<u8>> {
        self.package.set(self.main.name, self.xml);
        self.package.repacked()
    }
}

/// Relationship type of the styles.
const STYLES: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles";

/// The XML with each placeholder in one text element: Word divides what was typed in several steps into several runs.
fn joined(xml: &str) -> String {
    let mut out = String::with_capacity(xml.len());
    for paragraph in xml.split_inclusive("</w:p>") {
        let start = paragraph.rfind("<w:p>").max(paragraph.rfind("<w:p ")).unwrap_or(paragraph.len());
        let (before, own) = paragraph.split_at(start);
        out += before;
        let texts: Vec<(usize, usize)> = texts(own);
        let whole: String = texts.iter().map(|&(from, to)| &own[from..to]).collect();
        let is_divided = whole.contains("{{")
            && !texts.iter().any(|&(from, to)| own[from..to].contains("{{") && own[from..to].contains("}}"));
        match texts.split_first() {
            Some((&(from, to), rest)) if is_divided => {
                let mut at = to;
                out += &own[..from];
                out += &whole;
                for &(from, to) in rest {
                    out += &own[at..from];
                    at = to;
                }
                out += &own[at..];
            }
            _ => out += own,
        }
    }
    out
}

/// Byte ranges of the content of the text elements.
fn texts(xml: &str) -> Vec<(usize, usize)> {
    let starts = xml.match_indices("<w:t").filter(|(at, _)| xml[at + 4..].starts_with(['>', ' ']));
    let range = |(at, _): (usize, &str)| {
        let from = at + xml[at..].find('>')? + 1;
        Some((from, from + xml[from..].find("</w:t>")?))
    };
    starts.filter_map(range).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_divided_placeholder_is_put_together() {
        let xml =
            "<w:p><w:r><w:t>甲{{ti</w:t></w:r><w:r><w:t xml:space=\"preserve\">tle}}</w:t></w:r></w:p><w:p/>";
        assert_eq!(
            joined(xml),
            "<w:p><w:r><w:t>甲{{title}}</w:t></w:r><w:r><w:t xml:space=\"preserve\"></w:t></w:r></w:p><w:p/>"
        );
        let whole = "<w:p><w:r><w:t>{{title}}</w:t></w:r><w:r><w:t>乙</w:t></w:r></w:p>";
        assert_eq!(joined(whole), whole);
    }
}
