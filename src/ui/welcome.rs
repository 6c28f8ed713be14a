//! The empty window: purpose of the program, first steps, and samples to try.

use egui::{Align, Button, Layout, RichText, Ui, vec2};

use super::actions::Action;
use super::context::UiCtx;
use super::theme::{BODY, CONTROL_HEIGHT, bold, regular};
use crate::report::file_name;
use crate::session::LibraryCommand;

pub(super) fn welcome_ui(ui: &mut Ui, cx: &mut UiCtx<'_>) {
    let hovering = ui.ctx().input(|input| !input.raw.hovered_files.is_empty());
    ui.with_layout(Layout::top_down(Align::Center), |ui| {
        ui.add_space((ui.available_height() * 0.24).max(24.0));
        ui.label(RichText::new("校勘").font(bold(40.0)).color(cx.palette.text));
        ui.add_space(4.0);
        ui.label(RichText::new(cx.tr("welcome-what")).font(regular(16.0)).color(cx.palette.secondary));
        ui.add_space(28.0);
        primary_ui(ui, cx, Action::OpenFolder);
        ui.add_space(8.0);
        for action in [Action::OpenFiles, Action::OpenReview, Action::OpenSamples] {
            let button = Button::new(cx.tr(action.label())).min_size(vec2(240.0, 36.0));
            if ui.add(button).clicked() {
                action.run(&ui.ctx().clone(), cx);
            }
            ui.add_space(4.0);
        }
        recent_ui(ui, cx);
        ui.add_space(16.0);
        let (words, color) = if hovering {
            (cx.tr("welcome-drop-now"), cx.palette.accent)
        } else {
            (cx.tr("welcome-drop"), cx.palette.secondary)
        };
        ui.label(RichText::new(words).font(regular(BODY)).color(color));
        ui.add_space(4.0);
        ui.label(RichText::new(cx.tr("welcome-local")).font(regular(BODY)).color(cx.palette.secondary));
        ui.add_space(CONTROL_HEIGHT);
    });
}

/// The reviews that were opened last.
fn recent_ui(ui: &mut Ui, cx: &mut UiCtx<'_>) {
    const SHOWN: usize = 5;
    let recent = &cx.session.settings().recent;
    if recent.is_empty() {
        return;
    }
    ui.add_space(12.0);
    ui.label(RichText::new(cx.tr("recent-reviews")).font(bold(BODY)).color(cx.palette.secondary));
    let mut chosen = None;
    for path in recent.iter().take(SHOWN) {
        let name = file_name(path);
        let words = RichText::new(name).color(cx.palette.accent);
        let button = Button::new(words).frame_when_inactive(false).truncate();
        if ui.add(button).on_hover_text(path.display().to_string()).clicked() {
            chosen = Some(path.clone());
        }
    }
    if let Some(path) = chosen {
        cx.push(LibraryCommand::Open(vec![path]));
    }
}

fn primary_ui(ui: &mut Ui, cx: &mut UiCtx<'_>, action: Action) {
    let words = RichText::new(cx.tr(action.label())).color(cx.palette.on_accent);
    let button = Button::new(words).fill(cx.palette.accent).min_size(vec2(240.0, 40.0));
    if ui.add(button).clicked() {
        action.run(&ui.ctx().clone(), cx);
    }
}
