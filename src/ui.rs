//! Draws the session and turns what the user does into commands. Functions that draw end in `_ui`, take what they
//! show from `&Session`, keep scroll positions and the like in [`ViewState`], and push [`Command`]s that are applied
//! after drawing. No reading, no analysis, no files.

pub mod actions;
mod compare;
mod dialogs;
mod findings;
pub mod fonts;
mod icons;
mod keys;
mod left_over;
mod library;
mod matrix;
mod menu;
mod note_editor;
mod notes;
mod outline;
mod pane;
mod parts;
mod ranking;
mod reading;
mod ribbons;
mod search;
mod split;
mod status;
pub mod theme;
mod toasts;
mod typeset;
mod welcome;
mod why;
mod widgets;
mod words;

use std::collections::HashMap;

use egui::{CentralPanel, Frame, Margin, Panel, Ui};

use crate::i18n::Catalogue;
use crate::session::{Command, LibraryCommand, Session, View};
use split::{Split, split_ui};
use theme::{PANEL_PADDING, Palette};

/// What only the view needs to remember: where panes are scrolled to, which dialogs are open.
#[derive(Default)]
pub struct ViewState {
    /// By the pane's id.
    readings: HashMap<u64, reading::Reading>,
    /// How wide each pane is beside the others, from left to right.
    pane_shares: pane::Shares,
    /// The filter over the findings is to have the focus.
    filter_wanted: bool,
    /// Where the lines between lists were dragged to.
    splits: split::Shares,
    /// What finished, and since when it is said.
    toasts: toasts::Shown,
    sides: (f32, f32),
    /// The reason that is being typed, and which verdict and reason it stands for.
    reason: Option<((String, String), String)>,
    search: search::Field,
    compare: compare::View,
    dialogs: dialogs::State,
    dialog: Option<dialogs::Dialog>,
    editor: note_editor::Editor,
    /// Rows of the list of notes, made as they are seen.
    note_rows: notes::Rows,
    chosen_notes: notes::Chosen,
    ranking: ranking::Filter,
    left_over: left_over::Asked,
    /// What is typed where a path is asked for.
    prompt: Option<String>,
    /// The chosen finding that the list was last scrolled to, and how high the list was, in points.
    listed: Option<(usize, usize)>,
    /// Rows of the findings list, made anew when findings or language change.
    rows: findings::Rows,
    titles: library::Titles,
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
    /// What the user asked for in this frame.
    pub commands: Vec<Command>,
}

impl ViewState {
    /// Widths of the left and the right panel as they were last drawn, in points; 0 for one that never was.
    #[must_use]
    pub fn sides(&self) -> (f32, f32) {
        self.sides
    }
}

impl<'a> UiCtx<'a> {
    /// The words of a message without arguments.
    #[must_use]
    pub fn tr(&self, id: &'static str) -> &'a str {
        self.words.text(id)
    }

    /// Whether a question or dialog stands over the window: then keys speak to that alone.
    #[must_use]
    pub fn is_modal(&self) -> bool {
        self.session.question().is_some()
            || self.session.path_prompt().is_some()
            || self.session.export_in_the_way().is_some()
            || self.session.passages().is_some()
            || self.view.dialog.is_some()
    }

    /// Asks for something, after this frame is drawn.
    pub fn push(&mut self, command: impl Into<Command>) {
        self.commands.push(command.into());
    }
}

/// Draws the whole window and returns what the user asked for.
pub fn root_ui(ui: &mut Ui, session: &Session, view: &mut ViewState, words: &Catalogue) -> Vec<Command> {
    let palette = Palette::of(ui.ctx().theme());
    let mut cx = UiCtx { session, view, words, palette, commands: Vec::new() };
    keys::take_keys(ui.ctx(), &mut cx);
    take_dropped_files(ui.ctx(), &mut cx);

    // Panels have no fill of their own: the window is cleared to their colour, which costs nothing even without a GPU.
    let bar = |margin: Margin| Frame::new().inner_margin(margin);
    Panel::top("menu").frame(bar(Margin::symmetric(8, 2))).show(ui, |ui| menu::menu_bar_ui(ui, &mut cx));
    Panel::top("toolbar").frame(bar(Margin::symmetric(8, 6))).show(ui, |ui| menu::toolbar_ui(ui, &mut cx));
    Panel::bottom("status")
        .frame(bar(Margin::symmetric(12, 4)))
        .show(ui, |ui| status::status_ui(ui, &mut cx));
    let empty = session.entries().is_empty() && session.review().notes.is_empty();
    if empty && session.view() == View::Screening {
        CentralPanel::default().frame(Frame::new()).show(ui, |ui| {
            status::notices_ui(ui, &mut cx);
            ranking::ranking_ui(ui, &mut cx);
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
    toasts::toasts_ui(ui.ctx(), &mut cx);
    dialogs::dialogs_ui(ui.ctx(), &mut cx);
    cx.commands
}

/// In windows narrower than these, in points, the panes need the room more than the library does, and more than the
/// findings do.
fn room_for_sides(panes: usize) -> (f32, f32) {
    let panes = panes as f32;
    ((440.0 + 230.0 * panes).max(880.0), (240.0 + 180.0 * panes).max(640.0))
}

fn workspace_ui(ui: &mut Ui, cx: &mut UiCtx<'_>) {
    let side = Frame::new().inner_margin(Margin::ZERO);
    let width = ui.available_width();
    let settings = cx.session.settings();
    let panes = if cx.session.view() == View::Panes { cx.session.panes().list.len() } else { 2 };
    let (for_library, for_findings) = room_for_sides(panes);
    // In a narrow window the text comes first.
    let widest = |most: f32, share: f32| most.min(width * if width < 1100.0 { share } else { 0.34 });
    if settings.show_library && width >= for_library {
        let size = settings.window.sides.0;
        let shown = Panel::left("left")
            .frame(side)
            .default_size(size)
            .size_range(180.0..=widest(420.0, 0.2).max(181.0))
            .show(ui, |ui| {
                let lower = if cx.session.search().is_some() { search::hits_ui } else { outline::outline_ui };
                let split = Split { name: "library-outline", share: 0.5, least: [130.0, 150.0] };
                split_ui(ui, cx, split, library::library_ui, lower);
            });
        cx.view.sides.0 = shown.response.rect.width();
    }
    // While a note is written its editor must be in view.
    let writing = cx.session.draft().is_some();
    if settings.show_findings && width >= for_findings || writing {
        let size = settings.window.sides.1;
        let shown = Panel::right("right")
            .frame(side)
            .default_size(size)
            .size_range(200.0..=widest(520.0, 0.26).max(201.0))
            .show(ui, |ui| {
                split_ui(ui, cx, split_of_right(cx), findings::findings_ui, notes::notes_ui);
            });
        cx.view.sides.1 = shown.response.rect.width();
    }
    CentralPanel::default().frame(Frame::new()).show(ui, |ui| {
        left_over::left_over_ui(ui, cx);
        status::notices_ui(ui, cx);
        search::bar_ui(ui, cx);
        match cx.session.view() {
            View::Panes => pane::panes_ui(ui, cx),
            View::Compare => compare::compare_ui(ui, cx),
            View::Matrix => matrix::matrix_ui(ui, cx),
            View::Screening => ranking::ranking_ui(ui, cx),
        }
    });
}

/// The editor of a note needs more room than a list of them, and no notes need none.
fn split_of_right(cx: &UiCtx<'_>) -> Split {
    if cx.session.draft().is_some() {
        Split { name: "findings-editor", share: 0.4, least: [90.0, 340.0] }
    } else if cx.session.review().notes.is_empty() {
        Split { name: "findings-alone", share: 0.8, least: [150.0, 104.0] }
    } else {
        Split { name: "findings-notes", share: 0.58, least: [150.0, 150.0] }
    }
}

fn take_dropped_files(ctx: &egui::Context, cx: &mut UiCtx<'_>) {
    let paths: Vec<_> =
        ctx.input(|input| input.raw.dropped_files.iter().map(|file| file.path().to_owned()).collect());
    if !paths.is_empty() {
        cx.push(LibraryCommand::Open(paths));
    }
    if ctx.input(|input| !input.raw.hovered_files.is_empty()) {
        drop_hint(ctx, cx);
    }
}

/// While files are held over the window: what letting go will do.
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

/// Space inside panels.
fn panel_margin() -> Margin {
    Margin::symmetric(PANEL_PADDING as i8, 8)
}
