//! A bar over the panes for each journal left by another run: a summary of its contents, and buttons to restore or
//! discard it.

use std::path::PathBuf;

use egui::{Button, Frame, Label, Margin, RichText, Ui};

use super::context::UiCtx;
use super::icons;
use super::widgets::icon_ui;
use crate::message::Message;
use crate::review::journal::LeftOver;
use crate::session::SavingCommand;

/// The journal to discard, while the question whether to do so is shown.
#[derive(Default)]
pub(super) struct Asked(Option<PathBuf>);

pub(super) fn left_over_ui(ui: &mut Ui, cx: &mut UiCtx<'_>) {
    let session = cx.session;
    for left in session.left_over() {
        let ground = cx.palette.panel.lerp_to_gamma(cx.palette.warning, 0.1);
        Frame::new().fill(ground).inner_margin(Margin::symmetric(12, 4)).show(ui, |ui| {
            ui.horizontal(|ui| bar_ui(ui, cx, left));
        });
    }
}

fn bar_ui(ui: &mut Ui, cx: &mut UiCtx<'_>, left: &LeftOver) {
    icon_ui(ui, icons::CLOCK, 16.0, cx.palette.warning);
    let asked = cx.view.slot::<Asked>().0.as_ref() == Some(&left.journal);
    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
        if left.is_unreadable {
            // Its file is kept, so there is nothing to confirm.
            if ui.button(cx.tr("left-over-put-away")).clicked() {
                cx.push(SavingCommand::DiscardJournal(left.journal.clone()));
            }
        } else if asked {
            let words = RichText::new(cx.tr("left-over-discard-sure")).color(cx.palette.danger);
            if ui.add(Button::new(words)).clicked() {
                cx.view.slot::<Asked>().0 = None;
                cx.push(SavingCommand::DiscardJournal(left.journal.clone()));
            }
            if ui.button(cx.tr("left-over-keep")).clicked() {
                cx.view.slot::<Asked>().0 = None;
            }
        } else {
            let words = RichText::new(cx.tr("left-over-restore")).color(cx.palette.on_accent);
            if ui.add(Button::new(words).fill(cx.palette.accent)).clicked() {
                cx.push(SavingCommand::Restore(left.journal.clone()));
            }
            if ui.button(cx.tr("left-over-discard")).clicked() {
                cx.view.slot::<Asked>().0 = Some(left.journal.clone());
            }
        }
        ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
            let words = if asked { cx.tr("left-over-ask").to_owned() } else { what(cx, left) };
            let label = ui.add(Label::new(words).wrap());
            if let Some(path) = &left.review {
                label.on_hover_text(path.display().to_string());
            }
        });
    });
}

/// Name of the review, number of changes, whether a note was being typed, and the time.
fn what(cx: &UiCtx<'_>, left: &LeftOver) -> String {
    if left.is_unreadable {
        let file = left.journal.file_name().unwrap_or_default().to_string_lossy().into_owned();
        return cx.words.words(&Message::new("left-over-unreadable").with("file", file));
    }
    let name = left.review.as_ref().and_then(|path| path.file_name());
    let name = name.map_or_else(
        || cx.tr("left-over-never-saved").to_owned(),
        |name| {
            let message = Message::new("left-over-review").with("file", name.to_string_lossy().into_owned());
            cx.words.words(&message)
        },
    );
    let id = match (left.steps, left.has_draft) {
        (0, _) => "left-over-draft",
        (_, true) => "left-over-changes-draft",
        (_, false) => "left-over-changes",
    };
    let message = Message::new(id).with("name", name).with("count", left.steps).with("time", left.at.shown());
    let mut words = cx.words.words(&message);
    if left.lost > 0 {
        words += &cx.words.words(&Message::new("left-over-lost").with("count", left.lost));
    }
    words
}
