//! A dialog with one field: what it is about, the field, and buttons to keep what is typed or not.

use egui::{Context, Label, Response, RichText, Ui};

use super::{Choice, Tone, buttons_ui, modal_ui, title_ui};
use crate::ui::context::UiCtx;

/// The ids of the dialog and of its words.
pub(super) struct Question {
    pub(super) id: &'static str,
    /// Id of the title; an ellipsis at its end is left out.
    pub(super) title: &'static str,
    /// Id of the field's accessible name.
    pub(super) field: &'static str,
    /// Id of the words of the button that keeps.
    pub(super) keep: &'static str,
    /// Width in points.
    pub(super) width: f32,
}

/// The field as it was drawn.
pub(super) struct Field {
    pub(super) response: Response,
    /// Enter keeps what is typed.
    pub(super) is_entered: bool,
    /// Id of the reason why what is typed cannot be kept.
    pub(super) missing: Option<&'static str>,
}

impl Question {
    /// Shows the dialog. `edit` draws the field; it is told whether the dialog opens in this frame. Returns whether what is
    /// typed is kept now.
    pub(super) fn ui(
        &self,
        ctx: &Context,
        cx: &mut UiCtx<'_>,
        about: String,
        edit: impl FnOnce(&mut Ui, &mut UiCtx<'_>, bool) -> Field,
    ) -> bool {
        let opened = super::begins(cx);
        let title = cx.tr(self.title).trim_end_matches('…');
        let (mut done, mut cancelled) = (false, false);
        let shown = modal_ui(ctx, cx.palette, self.id, title, |ui| {
            ui.set_width(self.width);
            title_ui(ui, title);
            ui.add_space(4.0);
            ui.add(Label::new(RichText::new(about).color(cx.palette.secondary)).wrap());
            ui.add_space(8.0);
            let field = edit(ui, cx, opened);
            let label = cx.tr(self.field);
            ui.ctx().accesskit_node_builder(field.response.id, |node| node.set_label(label));
            if opened {
                field.response.request_focus();
            }
            done = field.is_entered;
            ui.add_space(12.0);
            let keep = Choice::new(cx.tr(self.keep), Tone::Primary);
            let keep = if let Some(why) = field.missing { keep.when(false, cx.tr(why)) } else { keep };
            match buttons_ui(ui, cx.palette, &[keep, Choice::new(cx.tr("cancel"), Tone::Plain)], false) {
                Some(0) => done = true,
                Some(_) => cancelled = true,
                None => {}
            }
        });
        if done || cancelled || shown.should_close() {
            cx.view.dialog = None;
        }
        done
    }
}
