//! What every function that draws is given: the session to show, the words, the colours, what the view remembers, and
//! the list of commands that it pushes. Knows no panel, so that panels need not know each other.

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
    /// Shows the chosen finding as plain text.
    FindingText,
    Export,
    Settings,
    /// Lists all keys.
    Keys,
    About,
}

/// What only the view needs to remember: where panes are scrolled to, which dialog is open, what is being typed.
#[derive(Default)]
pub struct ViewState {
    pub(super) dialog: Option<Dialog>,
    /// The filter over the findings takes the focus in the next frame.
    pub(super) filter_wanted: bool,
    /// A text field had the focus at the end of the last frame. egui takes Escape away from a field before the next
    /// frame begins, so the field that it was pressed in is known from here.
    pub(super) was_typing: bool,
    /// Widths of the left and the right panel that the user chose, in points; 0 for a panel not yet shown.
    pub(super) sides: [f32; 2],
    /// What each panel keeps for itself, by the type it keeps it in.
    slots: HashMap<TypeId, Box<dyn Any>>,
}

impl ViewState {
    /// Widths of the left and the right panel that the user chose, in points; 0 for a panel not yet shown.
    #[must_use]
    pub fn sides(&self) -> (f32, f32) {
        let [left, right] = self.sides;
        (left, right)
    }

    /// What a panel remembers, in a type of its own.
    pub(super) fn slot<T: Any + Default>(&mut self) -> &mut T {
        let slot = self.slots.entry(TypeId::of::<T>()).or_insert_with(|| Box::new(T::default()));
        slot.downcast_mut().expect("a slot holds the type that it is found by")
    }

    /// The same without making it; `None` until [`ViewState::slot`] was called once.
    pub(super) fn peek<T: Any>(&self) -> Option<&T> {
        self.slots.get(&TypeId::of::<T>())?.downcast_ref()
    }
}

/// What a function that draws is given.
pub struct UiCtx<'a> {
    /// What to show.
    pub session: &'a Session,
    /// What the view remembers.
    pub view: &'a mut ViewState,
    /// The words.
    pub words: &'a Catalogue,
    /// The colours.
    pub palette: &'static Palette,
    /// What the user asked for in this frame, in order.
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
