//! Equations (Office `MathML`) as linear text, in the notation of Unicode Technical Note 28 where it reads well: `969/972`,
//! `10^4`, `√(a+b)`. Parts above, below or beside one another are always separated.

use crate::report::Reason;
use crate::report::readers::xml::{Element, Ns, Step, Xml};

/// The text of the equation whose element was opened last; reads to its end. Depth is bounded by [`Xml`].
pub(super) fn read(xml: &mut Xml<'_>) -> Result<String, Reason> {
    Ok(Node::read(xml, "oMath")?.text())
}

/// An element of an equation: its properties, its named arguments, and the text of everything else.
#[derive(Default)]
struct Node {
    name: String,
    /// Values of `m:val` in its properties, by the property's name.
    properties: Vec<(String, String)>,
    /// Its children in order.
    children: Vec<Node>,
    /// Characters of a run.
    characters: String,
}

impl Node {
    fn read(xml: &mut Xml<'_>, name: &str) -> Result<Self, Reason> {
        let mut node = Self { name: name.to_owned(), ..Self::default() };
        let inside = xml.depth();
        loop {
            match xml.next()? {
                Step::Open(element) => node.open(&element, xml)?,
                Step::Text(characters) if name == "t" => node.characters.push_str(&characters),
                Step::Close if xml.depth() < inside => return Ok(node),
                Step::Text(_) | Step::Close => {}
                Step::End => return Ok(node),
            }
        }
    }

    fn open(&mut self, element: &Element<'_>, xml: &mut Xml<'_>) -> Result<(), Reason> {
        let name = element.local();
        match (element.ns, name) {
            (Ns::Math, name) if name.ends_with("Pr") => {
                let properties = Self::read(xml, name)?;
                self.properties.extend(properties.children.into_iter().flat_map(|child| child.properties));
            }
            (Ns::Word, "rPr" | "del" | "moveFrom" | "delText" | "instrText" | "ctrlPr")
            | (Ns::Math, "ctrlPr") => xml.skip()?,
            (Ns::Math, name) => {
                let value = element.attribute("val");
                let mut child = Self::read(xml, name)?;
                child.properties.push((name.to_owned(), value.unwrap_or_default()));
                self.children.push(child);
            }
            (_, name) => self.children.push(Self::read(xml, name)?),
        }
        Ok(())
    }

    fn property(&self, name: &str) -> Option<&str> {
        self.properties.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    /// Whether an on/off property is set.
    fn is_on(&self, name: &str) -> bool {
        self.property(name).is_some_and(|value| !matches!(value, "0" | "off" | "false"))
    }

    /// The text of the argument of that name; empty if it is missing.
    fn argument(&self, name: &str) -> String {
        self.children.iter().find(|child| child.name == name).map_or_else(String::new, Self::text)
    }

    fn all(&self, name: &str) -> Vec<String> {
        self.children.iter().filter(|child| child.name == name).map(Self::text).collect()
    }

    fn text(&self) -> String {
        let arg = |name: &str| self.argument(name);
        match self.name.as_str() {
            "t" => self.characters.clone(),
            "f" if self.property("type") == Some("noBar") => format!("({},{})", arg("num"), arg("den")),
            "f" => format!("{}/{}", grouped(arg("num")), grouped(arg("den"))),
            "sSup" => format!("{}^{}", grouped(arg("e")), grouped(arg("sup"))),
            "sSub" => format!("{}_{}", grouped(arg("e")), grouped(arg("sub"))),
            "sSubSup" | "sPre" => {
                format!("{}_{}^{}", grouped(arg("e")), grouped(arg("sub")), grouped(arg("sup")))
            }
            "rad" => {
                let degree = if self.is_on("degHide") { String::new() } else { arg("deg") };
                let degree = if degree.trim().is_empty() { degree } else { format!("[{degree}]") };
                format!("√{degree}({})", arg("e"))
            }
            "d" => {
                let mark = |name: &str, default: &str| self.property(name).unwrap_or(default).to_owned();
                let inside = self.all("e").join(&mark("sepChr", "|"));
                format!("{}{inside}{}", mark("begChr", "("), mark("endChr", ")"))
            }
            "nary" => {
                let mut text = self.property("chr").filter(|chr| !chr.is_empty()).unwrap_or("∫").to_owned();
                for (mark, name) in [('_', "sub"), ('^', "sup")] {
                    let limit = arg(name);
                    if !limit.trim().is_empty() {
                        text.push(mark);
                        text.push_str(&grouped(limit));
                    }
                }
                format!("{text} {}", arg("e"))
            }
            "limLow" => format!("{}_{}", grouped(arg("e")), grouped(arg("lim"))),
            "limUpp" => format!("{}^{}", grouped(arg("e")), grouped(arg("lim"))),
            "func" => format!("{} {}", arg("fName"), arg("e")),
            "eqArr" => self.all("e").join("；"),
            "m" => self.all("mr").join("；"),
            "mr" => self.all("e").join("，"),
            "acc" => format!("{}{}", arg("e"), self.property("chr").unwrap_or("\u{302}")),
            "phant" if self.property("show").is_some_and(|value| matches!(value, "0" | "off" | "false")) => {
                String::new()
            }
            _ => self.children.iter().map(Self::text).collect(),
        }
    }
}

/// An argument, in brackets if it is more than one number, name or bracket.
fn grouped(text: String) -> String {
    let is_one = |c: char| c.is_alphanumeric() || matches!(c, '.' | '%' | '‰' | '°' | '∞');
    let enclosed = text.starts_with('(') && text.find(')') == Some(text.len().saturating_sub(1));
    if enclosed || text.chars().all(is_one) { text } else { format!("({text})") }
}
