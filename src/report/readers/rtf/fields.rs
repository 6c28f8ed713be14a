//! A field without a stored result: an equation by its instruction, a check box or a list of a form by its properties.

use crate::report::readers::fields::Fields;

/// Value of `\ffres` that stands for the default.
const DEFAULT: i32 = 25;
/// Maximum length of an instruction, and of all entries together, in bytes.
const MAX_LENGTH: usize = 4096;

/// The field whose instruction was read last.
#[derive(Debug, Default)]
pub(super) struct Field {
    instruction: String,
    /// Kind of the form's field: 0 text, 1 check box, 2 list.
    kind: Option<i32>,
    result: Option<i32>,
    default: i32,
    entries: Vec<String>,
    entry: String,
    /// Depth of the group of its result, and length of the text where that begins.
    begun: Option<(usize, usize)>,
}

/// The value of a form's field is not stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Unknown;

impl Field {
    pub(super) fn instruct(&mut self, character: char) {
        if self.instruction.len() < MAX_LENGTH {
            self.instruction.push(character);
        }
    }

    pub(super) fn property(&mut self, word: &str, number: Option<i32>) {
        let number = number.unwrap_or(0);
        match word {
            "fftype" => self.kind = Some(number),
            "ffres" => self.result = Some(number),
            _ => self.default = number,
        }
    }

    pub(super) fn entry(&mut self, character: char) {
        if self.entry.len() < MAX_LENGTH {
            self.entry.push(character);
        }
    }

    pub(super) fn end_entry(&mut self) {
        if self.entries.len() < MAX_LENGTH {
            self.entries.push(std::mem::take(&mut self.entry).trim().to_owned());
        }
    }

    pub(super) fn begin_result(&mut self, depth: usize, length: usize) {
        self.begun = Some((depth, length));
    }

    /// What the field shows if the group at `depth`, which ends, is that of its result, and the result is empty. A form's
    /// field whose value is not known is an error.
    pub(super) fn shown(&mut self, depth: usize, length: usize) -> Option<Result<String, Unknown>> {
        let is_empty = self.begun.filter(|(own, _)| *own == depth)?.1 == length;
        let field = std::mem::take(self);
        if !is_empty {
            return None;
        }
        let kind = field.instruction.split_whitespace().next().unwrap_or_default();
        let is_form = matches!(kind, "FORMCHECKBOX" | "FORMDROPDOWN");
        match field.value() {
            Some(value) => Some(Ok(value)),
            None => is_form.then_some(Err(Unknown)),
        }
    }

    fn value(self) -> Option<String> {
        let result = self.result.filter(|result| *result != DEFAULT).unwrap_or(self.default);
        match self.kind {
            Some(1) => Some(if result == 1 { "☑" } else { "☐" }.to_owned()),
            Some(2) => self.entries.into_iter().nth(usize::try_from(result).ok()?),
            Some(_) => None,
            None => {
                let mut fields = Fields::default();
                fields.begin();
                fields.instruct(&self.instruction);
                fields.end(0)
            }
        }
    }
}
