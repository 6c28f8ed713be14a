//! Draws the session and turns input into commands. Functions that draw end in `_ui`, read `&Session`, keep scroll
//! positions and the like in [`ViewState`], and push [`Command`]s, which are applied after the frame is drawn. Nothing
//! here reads files or analyses text.

pub mod actions;
mod card;
mod compare;
mod context;
mod dialogs;
mod encodings;
mod filter_field;
mod findings;
pub mod fonts;
mod format;
mod icons;
pub mod keys;
mod ledger;
mod left_over;
mod library;
mod list;
mod matrix;
mod menu;
mod note_editor;
mod notes;
mod outline;
mod pane;
mod parts;
mod places;
mod reading;
mod ribbons;
mod screening;
mod search;
mod sides;
mod split;
mod spoken;
mod status;
pub mod theme;
mod toasts;
mod toolbar;
mod typeset;
mod welcome;
mod widgets;
mod words;

use egui::{CentralPanel, Frame, Margin, Panel, Ui};

use crate::i18n::Catalogue;
use crate::session::{Command, LibraryCommand, Session, View};
pub use context::{UiCtx, ViewState};
use sides::{Side, side_ui};
use split::{Split, split_ui};
use theme::Palette;

/// Draws the whole window and returns the commands that the user gave, in order.
pub fn root_ui(ui: &mut Ui, session: &Session, view: &mut ViewState, words: &Catalogue) -> Vec<Command> {
    let palette = Palette::of(ui.ctx().theme());
    let mut cx = UiCtx { session, view, words, palette, commands: Vec::new() };
    reading::take_keyboard(ui.ctx(), &mut cx);
    keys::handle_keys(ui.ctx(), &mut cx);
    if cx.is_modal() {
        // Assistive technologies then meet the dialog alone.
        ui.ctx().accesskit_node_builder(ui.unique_id(), egui::accesskit::Node::set_hidden);
    }
    handle_dropped_files(ui.ctx(), &mut cx);

    // Panels have no fill: the window is cleared to their colour, which is free even without a GPU.
    let bar = |margin: Margin| Frame::new().inner_margin(margin);
    Panel::top("menu").frame(bar(Margin::symmetric(8, 2))).show(ui, |ui| menu::menu_bar_ui(ui, &mut cx));
    Panel::top("toolbar").frame(bar(Margin::symmetric(8, 6))).show(ui, |ui| toolbar::toolbar_ui(ui, &mut cx));
    Panel::bottom("status")
        .frame(bar(Margin::symmetric(12, 4)))
        .show(ui, |ui| status::status_ui(ui, &mut cx));
    let empty = session.entries().is_empty() && session.review().notes.is_empty();
    if empty && session.view() == View::Screening {
        CentralPanel::default().frame(Frame::new()).show(ui, |ui| {
            status::notices_ui(ui, &mut cx);
            screening::screening_ui(ui, &mut cx);
        });
    } else if empty {
        CentralPanel::default().frame(Frame::new().fill(palette.window)).show(ui, |ui| {
            left_over::left_over_ui(ui, &mut cx);
            status::notices_ui(ui, &mut cx);
            welcome::welcome_ui(ui, &mut cx);
        });
    } else {
        workspace_ui(ui, &mut cx);
    }
    spoken::spoken_ui(ui.ctx(), &cx);
    toasts::toasts_ui(ui.ctx(), &mut cx);
    dialogs::dialogs_ui(ui.ctx(), &mut cx);
    cx.view.was_typing = ui.ctx().text_edit_focused();
    cx.commands
}

/// Window widths below which the left and the right panel are hidden, in points, so that the panes can be read.
fn room_for_sides(panes: usize) -> (f32, f32) {
    let panes = panes as f32;
    ((440.0 + 230.0 * panes).max(880.0), (240.0 + 180.0 * panes).max(640.0))
}

fn workspace_ui(ui: &mut Ui, cx: &mut UiCtx<'_>) {
    let width = ui.available_width();
    let settings = cx.session.settings();
    let panes = if cx.session.view() == View::Panes { cx.session.panes().list.len() } else { 2 };
    let (for_library, for_findings) = room_for_sides(panes);
    if settings.show_library && width >= for_library {
        side_ui(ui, cx, Side::Left, |ui, cx| {
            let lower = if cx.session.search().is_some() { search::hits_ui } else { outline::outline_ui };
            let split = Split { name: "library-outline", share: 0.5, least: [130.0, 150.0] };
            split_ui(ui, cx, split, library::library_ui, lower);
        });
    }
    // The editor must be in view while a note is written.
    let writing = cx.session.draft().is_some();
    if settings.show_findings && width >= for_findings || writing {
        side_ui(ui, cx, Side::Right, |ui, cx| {
            split_ui(ui, cx, split_of_right(cx), findings::findings_ui, notes::notes_ui);
        });
    }
    CentralPanel::default().frame(Frame::new()).show(ui, |ui| {
        left_over::left_over_ui(ui, cx);
        status::notices_ui(ui, cx);
        search::bar_ui(ui, cx);
        match cx.session.view() {
            View::Panes => pane::panes_ui(ui, cx),
            View::Compare => compare::compare_ui(ui, cx),
            View::Matrix => matrix::matrix_ui(ui, cx),
            View::Screening => screening::screening_ui(ui, cx),
            View::Ledger => ledger::ledger_ui(ui, cx),
        }
    });
}

/// Division of the right panel's height: a note's editor needs more room than the list of notes, an empty list little.
fn split_of_right(cx: &UiCtx<'_>) -> Split {
    if cx.session.draft().is_some() {
        Split { name: "findings-editor", share: 0.4, least: [90.0, 340.0] }
    } else if cx.session.review().notes.is_empty() {
        Split { name: "findings-alone", share: 0.8, least: [150.0, 104.0] }
    } else {
        Split { name: "findings-notes", share: 0.58, least: [150.0, 150.0] }
    }
}

fn handle_dropped_files(ctx: &egui::Context, cx: &mut UiCtx<'_>) {
    let paths: Vec<_> =
        ctx.input(|input| input.raw.dropped_files.iter().map(|file| file.path().to_owned()).collect());
    if !paths.is_empty() {
        cx.push(LibraryCommand::Open(paths));
    }
    if ctx.input(|input| !input.raw.hovered_files.is_empty()) {
        drop_hint(ctx, cx);
    }
}

/// Shown while files are dragged over the window.
fn drop_hint(ctx: &egui::Context, cx: &UiCtx<'_>) {
    let layer = egui::LayerId::new(egui::Order::Foreground, egui::Id::unique("drop"));
    let painter = ctx.layer_painter(layer);
    let area = ctx.content_rect();
    painter.rect_filled(area, 0.0, cx.palette.window.gamma_multiply(0.85));
    let stroke = (3.0, cx.palette.accent);
    painter.rect_stroke(area.shrink(12.0), 12.0, stroke, egui::StrokeKind::Inside);
    let words = cx.tr("drop-here");
    painter.text(area.center(), egui::Align2::CENTER_CENTER, words, theme::bold(20.0), cx.palette.text);
}
