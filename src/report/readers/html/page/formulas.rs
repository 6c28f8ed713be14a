//! Equations of a page (`MathML`), which become text.

use html5gum::StartTag;

use super::Reader;
use crate::report::readers::equations::Builder;
use crate::report::readers::html::elements::{Kind, attribute};

impl Reader {
    /// Takes a tag that begins an equation or a part of one. A block, which no equation holds, ends it.
    pub(super) fn begin_in_equation(&mut self, tag: &StartTag<()>, kind: Kind) -> bool {
        let Some(equation) = &mut self.equation else {
            if &tag.name[..] == b"math" && !tag.self_closing && self.mute == 0 {
                self.equation = Some(Builder::new("math"));
                return true;
            }
            return false;
        };
        if kind.breaks_lines() {
            self.finish_equation();
            return false;
        }
        if !tag.self_closing {
            let marks = ["open", "close", "separators"];
            let mark = |name: &str| Some((name.to_owned(), attribute(tag, name.as_bytes())?));
            let properties = marks.into_iter().filter_map(mark).collect();
            equation.begin(&String::from_utf8_lossy(&tag.name), properties);
        }
        true
    }

    /// Takes a tag that ends an equation or a part of one.
    pub(super) fn end_in_equation(&mut self, name: &[u8]) -> bool {
        let Some(equation) = &mut self.equation else { return false };
        if name == b"math" {
            self.finish_equation();
            return true;
        }
        // An end tag without its beginning is ignored, as in browsers.
        if equation.names().any(|open| open.as_bytes() == name) {
            while equation.names().next().is_some_and(|open| open.as_bytes() != name) {
                equation.end();
            }
            equation.end();
            return true;
        }
        true
    }

    /// Writes the equation that is being read.
    pub(super) fn finish_equation(&mut self) {
        let Some(equation) = self.equation.take() else { return };
        let text = equation.finish();
        if text.trim().is_empty() {
            self.page.not_read.equations = self.page.not_read.equations.saturating_add(1);
        }
        // Its length is that of words in the source, which are limited there.
        let _ = self.words(&text);
    }
}

/// Whether an element draws an equation once more that stands beside it as `MathML`, as the scripts `KaTeX` and `MathJax` do.
pub(super) fn repeats_equation(tag: &StartTag<()>) -> bool {
    let hidden_from_readers = || attribute(tag, b"aria-hidden").is_some_and(|value| value == "true");
    match &tag.name[..] {
        b"span" => {
            attribute(tag, b"class").is_some_and(|class| class == "katex-html") && hidden_from_readers()
        }
        b"nobr" => hidden_from_readers(),
        _ => false,
    }
}
