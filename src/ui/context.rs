//! Context passed to every drawing function: the session, the words, the colours, the view's state, and the list of
//! commands to push. It depends on no panel, so that panels do not depend on each other.

use std::any::{Any, TypeId};
use std::collections::HashMap;

use super::theme::Palette;
use crate::i18n::Catalogue;
use crate::session::{Command, Session};

/// A dialog that the view opens by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dialog {
    /// Finds actions, reports and sections by a part of their name.
    Palette,
    GoToLine,
    /// Corrects selected text that was read from a picture.
    Correct,
    /// Shows the chosen finding as plain text.
    FindingText,
    /// Chooses what to exclude with the chosen finding.
    Exclude,
    /// Lists the rules of exclusion.
    Rules,
    LostVerdicts,
    /// Names a row of the ledger.
    LedgerName,
    /// Words that name one thing in the ledger.
    LedgerWords,
    /// Lists the decisions about rows of the ledger.
    LedgerChanges,
    /// The chart of rows of the ledger.
    LedgerChart,
    Export,
    Settings,
    /// Lists all keys.
    Keys,
    About,
}

/// Whether the text is shown without panels and toolbar.
#[derive(Clone, Copy, Default)]
pub(super) struct TextAlone(pub(super) bool);

/// Place that a command gives the focus to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    /// The filter over the findings.
    Filter,
    /// The field for an answer to the chosen note.
    Answer,
    /// The text of the focused pane.
    Pane,
}

/// State of the view alone: scroll positions, the open dialog, text being typed.
#[derive(Default)]
pub struct ViewState {
    pub(super) dialog: Option<Dialog>,
    /// What takes the focus in the next frame.
    wanted: Option<Wanted>,
    /// A text field had the focus at the end of the last frame. egui takes Escape away from a field before the next
    /// frame begins, so the field that it was pressed in is known from here.
    pub(super) was_typing: bool,
    /// Widths of the left and the right panel that the user dragged, in points; 0 for a panel not dragged yet.
    pub(super) sides: [f32; 2],
    /// State of each panel, by its type.
    slots: HashMap<TypeId, Box<dyn Any>>,
}

impl ViewState {
    /// Gives the focus to a place in the next frame.
    pub(super) fn want(&mut self, place: Wanted) {
        self.wanted = Some(place);
    }

    /// Whether a place takes the focus in this frame. Asked once, by the place itself.
    pub(super) fn take_wanted(&mut self, place: Wanted) -> bool {
        self.wanted.take_if(|wanted| *wanted == place).is_some()
    }

    /// Widths of the left and the right panel that the user dragged, in points; 0 for a panel not dragged yet.
    #[must_use]
    pub fn sides(&self) -> (f32, f32) {
        let [left, right] = self.sides;
        (left, right)
    }

    /// State of a panel, in a type of its own; the default on first use.
    pub(super) fn slot<T: Any + Default>(&mut self) -> &mut T {
        let slot = self.slots.entry(TypeId::of::<T>()).or_insert_with(|| Box::new(T::default()));
        slot.downcast_mut().expect("a slot holds the type that it is found by")
    }

    /// State of a panel, without creating it; `None` until [`ViewState::slot`] was called once.
    pub(super) fn peek<T: Any>(&self) -> Option<&T> {
        self.slots.get(&TypeId::of::<T>())?.downcast_ref()
    }
}

/// Context of a drawing function.
pub struct UiCtx<'a> {
    /// The session to show.
    pub session: &'a Session,
    /// State of the view.
    pub view: &'a mut ViewState,
    /// The words.
    pub words: &'a Catalogue,
    /// The colours.
    pub palette: &'static Palette,
    /// Commands given in this frame, in order.
    pub commands: Vec<Command>,
}

impl<'a> UiCtx<'a> {
    /// The words of a message without arguments.
    #[must_use]
    pub fn tr(&self, id: &'static str) -> &'a str {
        self.words.text(id)
    }

    /// Whether a question or dialog is open over the window. Keys then belong to it alone.
    #[must_use]
    pub fn is_modal(&self) -> bool {
        self.session.question().is_some()
            || self.session.path_prompt().is_some()
            || self.session.export_in_the_way().is_some()
            || self.session.passages().is_some()
            || self.view.dialog.is_some()
    }

    /// Whether keys belong to something over the window: a question, a dialog, or an open menu or list of choices, which
    /// Escape closes first.
    #[must_use]
    pub fn is_covered(&self, ctx: &egui::Context) -> bool {
        self.is_modal() || egui::Popup::is_any_open(ctx)
    }

    /// Whether the text is shown without panels and toolbar.
    #[must_use]
    pub fn is_text_alone(&self) -> bool {
        self.view.peek::<TextAlone>().is_some_and(|alone| alone.0)
    }

    /// Adds a command, applied after this frame is drawn.
    pub fn push(&mut self, command: impl Into<Command>) {
        self.commands.push(command.into());
    }
}

#[cfg(test)]
mod tests {
    use super::ViewState;

    #[test]
    fn each_type_has_a_slot_of_its_own() {
        let mut view = ViewState::default();
        assert!(view.peek::<u32>().is_none());
        *view.slot::<u32>() = 7;
        view.slot::<String>().push('a');
        assert_eq!(view.peek::<u32>(), Some(&7));
        assert_eq!(view.slot::<String>(), "a");
    }
}
