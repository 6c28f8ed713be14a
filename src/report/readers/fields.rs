//! Fields in a document's text, such as a date or a reference: their instructions are no text, their results are. How a format
//! marks where they begin is in its reader.

/// Deeper nesting than any program writes; deeper fields are gone past, and what they hold is read.
const MAX_DEPTH: usize = 256;

/// The fields that stand open.
#[derive(Clone, Debug, Default)]
pub(super) struct Fields {
    /// For each, whether its result has begun; what stands before that is its instruction.
    open: Vec<bool>,
    /// How many of those are still at their instruction.
    instructions: usize,
    /// How many are open below the deepest that is kept.
    beyond: usize,
}

impl Fields {
    /// A field begins, with its instruction.
    pub(super) fn begin(&mut self) {
        if self.open.len() >= MAX_DEPTH {
            self.beyond += 1;
        } else {
            self.open.push(false);
            self.instructions += 1;
        }
    }

    /// The innermost field's result begins.
    pub(super) fn separate(&mut self) {
        if self.beyond == 0
            && let Some(shown) = self.open.last_mut()
            && !std::mem::replace(shown, true)
        {
            self.instructions -= 1;
        }
    }

    /// The innermost field ends.
    pub(super) fn end(&mut self) {
        if self.beyond > 0 {
            self.beyond -= 1;
        } else if self.open.pop() == Some(false) {
            self.instructions -= 1;
        }
    }

    /// An instruction ends with its paragraph; one without an end would swallow the document.
    pub(super) fn end_paragraph(&mut self) {
        if self.instructions > 0 {
            self.open.retain(|shown| *shown);
            self.instructions = 0;
        }
    }

    /// Whether what stands here is text.
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
        fields.separate();
        fields.separate();
        assert!(fields.are_shown());
        fields.begin();
        assert!(!fields.are_shown(), "an instruction within a result");
        fields.end();
        assert!(fields.are_shown());
        fields.end();
        fields.end();
        assert!(fields.are_shown(), "an end too many");
    }

    #[test]
    fn a_paragraph_ends_instructions_and_keeps_results() {
        let mut fields = Fields::default();
        fields.begin();
        fields.separate();
        fields.begin();
        fields.end_paragraph();
        assert!(fields.are_shown());
        fields.end();
        assert!(fields.open.is_empty(), "the result that was open has ended");
    }

    #[test]
    fn depth_costs_nothing_and_ends_match() {
        let mut fields = Fields::default();
        for _ in 0..MAX_DEPTH + 3 {
            fields.begin();
            fields.separate();
        }
        assert_eq!(fields.open.len(), MAX_DEPTH);
        for _ in 0..MAX_DEPTH + 2 {
            fields.end();
        }
        assert_eq!((fields.open.len(), fields.beyond), (1, 0));
    }
}
