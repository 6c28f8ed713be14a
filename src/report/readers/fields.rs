//! Fields in a document's text, such as a date or a reference: their instructions are not text, their results are. The
//! reader of each format finds the marks of fields.

mod eq;

/// Maximum depth of nesting; the instruction of a deeper field is read as text. Programs nest three at most.
const MAX_DEPTH: usize = 256;
/// Maximum length of an instruction that is kept, in bytes.
const MAX_INSTRUCTION: usize = 4096;

/// The fields that are open.
#[derive(Clone, Debug, Default)]
pub(super) struct Fields {
    open: Vec<Field>,
    /// Number of open fields that are still in their instruction.
    instructions: usize,
    /// Number of open fields beyond the maximum depth.
    beyond: usize,
}

#[derive(Clone, Debug, Default)]
struct Field {
    /// Whether the result has begun; everything before it is the instruction.
    shown: bool,
    /// Length of the text where the result begins.
    from: usize,
    instruction: String,
}

impl Fields {
    /// Begins a field; its instruction follows.
    pub(super) fn begin(&mut self) {
        if self.open.len() >= MAX_DEPTH {
            self.beyond = self.beyond.saturating_add(1);
        } else {
            self.open.push(Field::default());
            self.instructions = self.instructions.saturating_add(1);
        }
    }

    /// Appends characters to the innermost field's instruction.
    pub(super) fn instruct(&mut self, characters: &str) {
        if let Some(field) = self.open.last_mut().filter(|field| !field.shown)
            && field.instruction.len().saturating_add(characters.len()) <= MAX_INSTRUCTION
        {
            field.instruction.push_str(characters);
        }
    }

    /// The innermost field's instruction; empty where no field is open.
    pub(super) fn instruction(&self) -> &str {
        self.open.last().map_or("", |field| &field.instruction)
    }

    /// Begins the innermost field's result, at a length of the text.
    pub(super) fn separate(&mut self, at: usize) {
        if self.beyond == 0
            && let Some(field) = self.open.last_mut()
            && !std::mem::replace(&mut field.shown, true)
        {
            field.from = at;
            self.instructions = self.instructions.saturating_sub(1);
        }
    }

    /// Ends the innermost field, at a length of the text. Returns its text if that is not stored as its result, as for an
    /// `EQ` field.
    pub(super) fn end(&mut self, at: usize) -> Option<String> {
        if self.beyond > 0 {
            self.beyond = self.beyond.saturating_sub(1);
            return None;
        }
        let field = self.open.pop()?;
        if field.shown && field.from != at {
            return None;
        }
        self.instructions = self.instructions.saturating_sub(usize::from(!field.shown));
        eq::text(&field.instruction)
    }

    /// Ends open instructions with their paragraph; one without an end would swallow the document.
    pub(super) fn end_paragraph(&mut self) {
        if self.instructions > 0 {
            self.open.retain(|field| field.shown);
            self.instructions = 0;
        }
    }

    /// Whether characters at this point are text.
    pub(super) fn are_shown(&self) -> bool {
        self.instructions == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instructions_are_hidden_and_results_shown() {
        let mut fields = Fields::default();
        fields.begin();
        assert!(!fields.are_shown());
        fields.separate(0);
        fields.separate(0);
        assert!(fields.are_shown());
        fields.begin();
        assert!(!fields.are_shown(), "an instruction within a result");
        fields.end(0);
        assert!(fields.are_shown());
        fields.end(0);
        fields.end(0);
        assert!(fields.are_shown(), "an end too many");
    }

    #[test]
    fn an_equation_without_a_result_is_shown() {
        let mut fields = Fields::default();
        fields.begin();
        fields.instruct(" EQ \\f(96");
        fields.instruct("9,972)");
        assert_eq!(fields.end(0).as_deref(), Some("969/972"));
        for (end, shown) in [(7, Some("1/2")), (8, None)] {
            fields.begin();
            fields.instruct("EQ \\f(1,2)");
            fields.separate(7);
            assert_eq!(fields.end(end).as_deref(), shown, "an empty result, and one of a character");
            assert!(fields.are_shown());
        }
        fields.begin();
        fields.instruct(" PAGE ");
        assert_eq!(fields.end(0), None);
    }

    #[test]
    fn a_paragraph_ends_instructions_and_keeps_results() {
        let mut fields = Fields::default();
        fields.begin();
        fields.separate(0);
        fields.begin();
        fields.end_paragraph();
        assert!(fields.are_shown());
        fields.end(0);
        assert!(fields.open.is_empty(), "the result that was open has ended");
    }

    #[test]
    fn depth_costs_nothing_and_ends_match() {
        let mut fields = Fields::default();
        for _ in 0..MAX_DEPTH + 3 {
            fields.begin();
            fields.separate(0);
        }
        assert_eq!(fields.open.len(), MAX_DEPTH);
        for _ in 0..MAX_DEPTH + 2 {
            fields.end(0);
        }
        assert_eq!((fields.open.len(), fields.beyond), (1, 0));
    }
}
