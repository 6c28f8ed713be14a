//! Equations of DOCX (Office `MathML`): builds their tree.

use crate::report::Reason;
use crate::report::readers::equations::Node;
use crate::report::readers::xml::{Element, Ns, Step, Xml};

/// The text of the equation whose element was opened last; reads to its end. Depth is bounded by [`Xml`].
pub(super) fn read(xml: &mut Xml<'_>) -> Result<String, Reason> {
    Ok(node(xml, "oMath")?.text())
}

fn node(xml: &mut Xml<'_>, name: &str) -> Result<Node, Reason> {
    let mut node = Node { name: name.to_owned(), ..Node::default() };
    let inside = xml.depth();
    loop {
        match xml.next()? {
            Step::Open(element) => open(&mut node, &element, xml)?,
            Step::Text(characters) if name == "t" => node.characters.push_str(&characters),
            Step::Close if xml.depth() < inside => return Ok(node),
            Step::Text(_) | Step::Close => {}
            Step::End => return Ok(node),
        }
    }
}

fn open(parent: &mut Node, element: &Element<'_>, xml: &mut Xml<'_>) -> Result<(), Reason> {
    let name = element.local();
    match (element.ns, name) {
        (Ns::Math, name) if name.ends_with("Pr") => {
            let properties = node(xml, name)?;
            parent.properties.extend(properties.children.into_iter().flat_map(|child| child.properties));
        }
        (Ns::Word, "rPr" | "del" | "moveFrom" | "delText" | "instrText" | "ctrlPr")
        | (Ns::Math, "ctrlPr") => xml.skip()?,
        (Ns::Math, name) => {
            let value = element.attribute("val");
            let mut child = node(xml, name)?;
            child.properties.push((name.to_owned(), value.unwrap_or_default()));
            parent.children.push(child);
        }
        (_, name) => parent.children.push(node(xml, name)?),
    }
    Ok(())
}
