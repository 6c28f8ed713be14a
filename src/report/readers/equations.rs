//! Equations as linear text, in the notation of Unicode Technical Note 28 where it reads well: `969/972`, `10^4`,
//! `√(a+b)`. Parts above, below or beside one another are always separated. Readers build the tree of an equation from
//! Office `MathML` (DOCX and RTF) or from `MathML` (pages and ODT); this file writes it.

pub(super) mod math_ml;

/// Maximum depth of an equation's parts; the content of deeper ones belongs to the part around them.
const MAX_DEPTH: usize = 128;
/// Maximum number of parts of an equation; further ones are not taken.
const MAX_PARTS: usize = 100_000;

/// A part of an equation: its name in the source, its properties, its arguments, its characters.
#[derive(Debug, Default)]
pub(super) struct Node {
    pub(super) name: String,
    /// Values of properties by their name.
    pub(super) properties: Vec<(String, String)>,
    /// Its children in order.
    pub(super) children: Vec<Node>,
    /// Characters of a run.
    pub(super) characters: String,
}

/// Builds an equation from the beginnings and ends of its parts.
#[derive(Debug)]
pub(super) struct Builder {
    /// The open parts, the outermost first.
    open: Vec<Node>,
    /// Number of open parts beyond [`MAX_DEPTH`].
    deeper: usize,
    parts: usize,
}

impl Builder {
    /// Starts an equation.
    pub(super) fn new(name: &str) -> Self {
        let root = Node { name: name.to_owned(), ..Node::default() };
        Self { open: vec![root], deeper: 0, parts: 1 }
    }

    /// Begins a part of that name.
    pub(super) fn begin(&mut self, name: &str, properties: Vec<(String, String)>) {
        self.parts = self.parts.saturating_add(1);
        if self.open.len() >= MAX_DEPTH || self.deeper > 0 || self.parts > MAX_PARTS {
            self.deeper = self.deeper.saturating_add(1);
            return;
        }
        self.open.push(Node { name: name.to_owned(), properties, ..Node::default() });
    }

    /// Gives the innermost part a name, if it has none. Returns whether it had none.
    pub(super) fn name(&mut self, name: &str) -> bool {
        let unnamed = self.open.last_mut().filter(|node| node.name.is_empty() && self.deeper == 0);
        let Some(node) = unnamed else { return false };
        name.clone_into(&mut node.name);
        true
    }

    /// Appends characters to the innermost part.
    pub(super) fn characters(&mut self, characters: &str) {
        if let Some(node) = self.open.last_mut() {
            node.characters.push_str(characters);
        }
    }

    /// Ends the innermost part. A part for properties gives them to the part around it.
    pub(super) fn end(&mut self) {
        if self.deeper > 0 {
            self.deeper = self.deeper.saturating_sub(1);
            return;
        }
        if self.open.len() < 2 {
            return;
        }
        let Some(node) = self.open.pop() else { return };
        let Some(parent) = self.open.last_mut() else { return };
        if node.name.ends_with("Pr") {
            let value = |child: Node| (child.name, child.characters.trim().to_owned());
            parent.properties.extend(node.children.into_iter().map(value));
        } else {
            parent.children.push(node);
        }
    }

    /// Names of the open parts, the innermost first.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.open.iter().rev().map(|node| node.name.as_str())
    }

    /// The text of the whole, with every open part ended.
    pub(super) fn finish(mut self) -> String {
        self.deeper = 0;
        while self.open.len() > 1 {
            self.end();
        }
        self.open.first().map(Node::text).unwrap_or_default()
    }
}

impl Node {
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

    /// The text of the equation, or of this part of it.
    pub(super) fn text(&self) -> String {
        let arg = |name: &str| self.argument(name);
        match self.name.as_str() {
            "t" => self.characters.clone(),
            // RTF has the characters of a run in its own group, or in one without a name.
            "r" | "" if self.children.is_empty() => self.characters.clone(),
            "f" if self.property("type") == Some("noBar") => format!("({},{})", arg("num"), arg("den")),
            "f" => fraction(arg("num"), arg("den")),
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
            name => match math_ml::text(name, self) {
                Some(text) => text,
                None => self.children.iter().map(Self::text).collect(),
            },
        }
    }
}

/// A fraction in one line.
fn fraction(numerator: String, denominator: String) -> String {
    format!("{}/{}", grouped(numerator), grouped(denominator))
}

/// An argument, in brackets if it is more than one number, name or bracket.
fn grouped(text: String) -> String {
    let is_one = |c: char| c.is_alphanumeric() || matches!(c, '.' | '%' | '‰' | '°' | '∞');
    let enclosed = text.starts_with('(') && text.find(')') == Some(text.len().saturating_sub(1));
    if enclosed || text.chars().all(is_one) || text.chars().count() == 1 { text } else { format!("({text})") }
}
