//! `MathML` (presentation elements, `MathML` Core and version 3) as linear text.

use super::{Node, fraction, grouped};
use crate::report::Reason;
use crate::report::readers::xml::{Step, Xml};

/// The text of the equation in an XML part whose root is `math`; `None` for other parts.
pub(in crate::report::readers) fn of_part(text: &str) -> Option<String> {
    let mut xml = Xml::new(text);
    loop {
        match xml.next().ok()? {
            Step::Open(element) if element.local() == "math" => break,
            Step::Open(_) | Step::End => return None,
            _ => {}
        }
    }
    read(&mut xml).ok().filter(|text| !text.is_empty())
}

/// The text of the equation whose `math` was opened last; reads to its end.
pub(in crate::report::readers) fn read(xml: &mut Xml<'_>) -> Result<String, Reason> {
    let mut equation = super::Builder::new("math");
    let outside = xml.depth().saturating_sub(1);
    while xml.depth() > outside {
        match xml.next()? {
            Step::Open(element) => {
                let marks = ["open", "close", "separators"];
                let mark = |name: &str| Some((name.to_owned(), element.attribute(name)?));
                equation.begin(element.local(), marks.into_iter().filter_map(mark).collect());
            }
            Step::Text(characters) => equation.characters(&characters),
            Step::Close => equation.end(),
            Step::End => break,
        }
    }
    Ok(equation.finish())
}

/// The text of an element by its name; `None` for one whose children stand side by side.
pub(super) fn text(name: &str, node: &Node) -> Option<String> {
    let argument = |at: usize| node.children.get(at).map(Node::text).unwrap_or_default();
    let all = |separator: &str| node.children.iter().map(Node::text).collect::<Vec<_>>().join(separator);
    Some(match name {
        "mi" | "mn" | "mo" | "mtext" | "ms" => {
            let characters: Vec<&str> = node.characters.split_whitespace().collect();
            // Signs for function application and multiplication that are not drawn.
            characters.join(" ").replace(['\u{2061}', '\u{2062}', '\u{2063}', '\u{2064}'], "")
        }
        "mfrac" => fraction(argument(0), argument(1)),
        "msup" | "mover" => script(argument(0), "", &argument(1)),
        "msub" | "munder" => script(argument(0), &argument(1), ""),
        "msubsup" | "munderover" | "mmultiscripts" => script(argument(0), &argument(1), &argument(2)),
        "msqrt" => format!("√({})", all("")),
        "mroot" => format!("√[{}]({})", argument(1), argument(0)),
        "mfenced" => {
            let mark = |name: &str, default: &str| node.property(name).unwrap_or(default).to_owned();
            let separator = mark("separators", ",").chars().next().map(String::from).unwrap_or_default();
            format!("{}{}{}", mark("open", "("), all(&separator), mark("close", ")"))
        }
        "mtable" => all("；"),
        "mtr" | "mlabeledtr" => all("，"),
        // The first child is what is drawn.
        "semantics" | "maction" => argument(0),
        "mphantom" | "annotation" | "annotation-xml" | "none" | "mprescripts" => String::new(),
        _ => return None,
    })
}

fn script(base: String, below: &str, above: &str) -> String {
    let mut text = grouped(base);
    for (mark, part) in [('_', below), ('^', above)] {
        if !part.trim().is_empty() {
            text.push(mark);
            text.push_str(&grouped(part.to_owned()));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_are_linear_and_never_run_together() {
        let math = |inside: &str| {
            of_part(&format!("<math xmlns='http://www.w3.org/1998/Math/MathML'>{inside}</math>"))
        };
        for (inside, expected) in [
            ("<mfrac><mn>969</mn><mn> 972 </mn></mfrac><mo>=</mo><mn>99.69</mn><mo>%</mo>", "969/972=99.69%"),
            ("<mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mn>2</mn></mfrac>", "(a+b)/2"),
            ("<msup><mn>10</mn><mn>4</mn></msup>", "10^4"),
            ("<msub><mi>x</mi><mn>1</mn></msub>", "x_1"),
            (
                "<munderover><mo>∑</mo><mrow><mi>i</mi><mo>=</mo><mn>1</mn></mrow><mi>n</mi></munderover>",
                "∑_(i=1)^n",
            ),
            ("<msqrt><mn>1</mn><mn>6</mn></msqrt>", "√(16)"),
            ("<mroot><mn>8</mn><mn>3</mn></mroot>", "√[3](8)"),
            ("<mfenced><mn>1</mn><mn>2</mn></mfenced>", "(1,2)"),
            (
                "<mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>2</mn></mtd></mtr><mtr><mtd><mn>3</mn></mtd></mtr></mtable>",
                "1，2；3",
            ),
            (
                "<semantics><mn>5</mn><annotation encoding='StarMath 5.0'>5 over 6</annotation></semantics>",
                "5",
            ),
        ] {
            assert_eq!(math(inside).as_deref(), Some(expected));
        }
        assert_eq!(math(""), None, "nothing is drawn");
        assert_eq!(of_part("<a><math/></a>"), None);
        let deep = format!("{}<mn>7</mn>{}", "<mrow>".repeat(400), "</mrow>".repeat(400));
        assert_eq!(math(&deep), None, "deeper than any equation");
    }
}
