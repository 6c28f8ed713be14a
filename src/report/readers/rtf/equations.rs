//! Equations of RTF: groups named like the elements of Office `MathML`, with an `m` before (RTF 1.9.1, "Mathematics"):
//! `{\\mf{\\mnum{\\mr 969}}{\\mden{\\mr 972}}}`.

use super::Reader;
use super::state::Destination;
use crate::report::readers::equations::Builder;

impl Reader<'_> {
    /// Begins a part of an equation with a group.
    pub(super) fn begin_part(&mut self) {
        if self.state.destination == Destination::Equation
            && let Some(equation) = &mut self.equation
        {
            equation.begin("", Vec::new());
        }
    }

    /// Ends a part of an equation, or the equation, with a group whose destination was `closed`.
    pub(super) fn end_part(&mut self, closed: Destination) {
        if self.state.destination == Destination::Equation {
            if let Some(equation) = &mut self.equation {
                equation.end();
            }
        } else if closed == Destination::Equation
            && let Some(equation) = self.equation.take()
        {
            let text = equation.finish();
            if text.trim().is_empty() {
                self.not_read.equations = self.not_read.equations.saturating_add(1);
            }
            text.chars().for_each(|character| self.write(character));
        }
    }

    /// Takes a control word of an equation: the beginning of one, or the name or a property of a part.
    pub(super) fn equation_word(&mut self, word: &str, number: Option<i32>) -> bool {
        let is_text =
            matches!(self.state.destination, Destination::Body | Destination::Note | Destination::Box);
        if is_text && matches!(word, "moMath" | "moMathPara") {
            self.equation = Some(Builder::new("oMath"));
            self.state.destination = Destination::Equation;
            return true;
        }
        if self.state.destination != Destination::Equation {
            return false;
        }
        let (Some(equation), Some(name)) = (&mut self.equation, word.strip_prefix('m')) else { return false };
        if equation.name(name)
            && let Some(number) = number
        {
            equation.characters(&number.to_string());
        }
        true
    }

    pub(super) fn equation_character(&mut self, character: char) {
        if let Some(equation) = &mut self.equation {
            equation.characters(character.encode_utf8(&mut [0; 4]));
        }
    }
}
