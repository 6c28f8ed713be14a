//! Draws the session and turns input into commands. Functions that draw end in `_ui`, read `&Session`, keep scroll
//! positions and the like in [`ViewState`], and push [`Command`]s, which are applied after the frame is drawn. Nothing
//! here reads files or analyses text.

pub mod actions;
mod card;
mod choices;
mod compare;
mod context;
mod dialogs;
mod encodings;
mod filter_field;
mod findings;
pub mod fonts;
mod format;
mod galley;
mod icons;
mod judging;
pub mod keys;
mod layout;
mod ledger;
mod left_over;
mod library;
mod list;
mod matrix;
mod menu;
mod note_editor;
mod notes;
mod outline;
mod pages;
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
mod thumb;
mod toasts;
mod toolbar;
mod typeset;
mod welcome;
mod widgets;
mod words;

use egui::{CentralPanel, Frame, Margin, Panel, Ui};

use crate::i18n::Catalogue;
use crate::session::{Command, LibraryCommand, PaneCommand, Session, View};
pub use context::{UiCtx, ViewState};
use layout::{Layout, Wanted};
pub use reading::in_view;
use sides::{Drawer, Side, drawer_ui, side_ui};
use split::{Split, split_ui};
use theme::Palette;

/// Greatest height of the card under the panes, in points.
const CARD: f32 = 150.0;
/// Margin above and below the card's contents, in points.
const CARD_MARGIN: f32 = 4.0;

/// Draws the whole window and returns the commands that the user gave, in order.
pub fn root_ui(ui: &mut Ui, session: &Session, view: &mut ViewState, words: &Catalogue) -> Vec<Command> {
    let palette = Palette::of(ui.ctx().theme());
    let mut cx = UiCtx { session, view, words, palette, commands: Vec::new() };
    sides::escape_drawer(ui.ctx(), &mut cx);
    reading::take_keyboard(ui.ctx(), &mut cx);
    keys::handle_keys(ui.ctx(), &mut cx);
    sides::handle_drawer(&mut cx);
    if cx.is_modal() {
        // Assistive technologies then meet the dialog alone.
        ui.ctx().accesskit_node_builder(ui.unique_id(), egui::accesskit::Node::set_hidden);
    }
    handle_dropped_files(ui.ctx(), &mut cx);

    // Panels have no fill: the window is cleared to their colour, which is free even without a GPU.
    let bar = |margin: Margin| Frame::new().inner_margin(margin);
    Panel::top("menu").frame(bar(Margin::symmetric(8, 2))).show(ui, |ui| menu::menu_bar_ui(ui, &mut cx));
    if !cx.is_text_alone() {
        let frame = bar(Margin::symmetric(8, 6));
        Panel::top("toolbar").frame(frame).show(ui, |ui| toolbar::toolbar_ui(ui, &mut cx));
    }
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
    if !cx.commands.is_empty() && cx.session.view() == View::Panes {
        // Commands act on what is in view.
        let shown = in_view(cx.view, cx.session);
        cx.commands.insert(0, Command::Panes(PaneCommand::InView(shown)));
    }
    cx.commands
}

fn workspace_ui(ui: &mut Ui, cx: &mut UiCtx<'_>) {
    let settings = cx.session.settings();
    let by_hand = sides::by_hand(cx);
    let alone = cx.is_text_alone();
    let panes = match cx.session.view() {
        View::Panes => cx.session.panes().list.len(),
        View::Compare => 2,
        View::Matrix | View::Screening | View::Ledger => 0,
    };
    let wanted = Wanted {
        width: ui.available_width(),
        panes,
        size: settings.reading_size,
        sides: [
            (settings.show_library && !alone, by_hand[0]),
            (settings.show_findings && !alone, by_hand[1]),
        ],
    };
    let layout = Layout::new(wanted);
    cx.view.slot::<Drawer>().layout = layout;
    side_ui(ui, cx, Side::Left, (layout, wanted), left_ui);
    side_ui(ui, cx, Side::Right, (layout, wanted), right_ui);
    let area = ui.available_rect_before_wrap();
    CentralPanel::default().frame(Frame::new()).show(ui, |ui| {
        left_over::left_over_ui(ui, cx);
        status::notices_ui(ui, cx);
        search::bar_ui(ui, cx);
        let is_writing = note_editor::dock_ui(ui, cx, area);
        match cx.session.view() {
            View::Panes => {
                if !is_writing {
                    card_ui(ui, cx);
                }
                pane::panes_ui(ui, cx, layout.panes);
            }
            View::Compare => compare::compare_ui(ui, cx),
            View::Matrix => matrix::matrix_ui(ui, cx),
            View::Screening => screening::screening_ui(ui, cx),
            View::Ledger => ledger::ledger_ui(ui, cx),
        }
    });
    drawer_ui(ui, cx, area, |ui, cx, side| match side {
        Side::Left => left_ui(ui, cx),
        Side::Right => right_ui(ui, cx),
    });
    note_editor::note_editor_ui(ui, cx, area);
}

/// The left panel: library, and outline or hits.
fn left_ui(ui: &mut Ui, cx: &mut UiCtx<'_>) {
    let lower = if cx.session.search().is_some() { search::hits_ui } else { outline::outline_ui };
    let split = Split { name: "library-outline", share: 0.5, least: [130.0, 150.0] };
    split_ui(ui, cx, split, library::library_ui, lower);
}

/// The right panel: findings and notes.
fn right_ui(ui: &mut Ui, cx: &mut UiCtx<'_>) {
    split_ui(ui, cx, split_of_right(cx), findings::findings_ui, notes::notes_ui);
}

/// The details of the selected finding, under the panes and as wide as they are.
fn card_ui(ui: &mut Ui, cx: &mut UiCtx<'_>) {
    if cx.session.chosen().is_none() || cx.is_text_alone() {
        return;
    }
    let most = (ui.available_height() * 0.24).clamp(72.0, CARD).round();
    let height = (card::height(cx) + 2.0 * CARD_MARGIN + 2.0).min(most);
    let frame = Frame::new().fill(cx.palette.window).inner_margin(Margin::symmetric(12, CARD_MARGIN as i8));
    let panel = Panel::bottom("card").frame(frame).resizable(false).exact_size(height);
    panel.show(ui, |ui| card::show(ui, cx));
}

/// Division of the right panel's height: an empty list needs little.
fn split_of_right(cx: &UiCtx<'_>) -> Split {
    if cx.session.review().notes.is_empty() {
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
