//! The search: a bar over the panes, and the list of hits in place of the outline.

use egui::{Frame, Key, Margin, Modifiers, RichText, ScrollArea, TextEdit, Ui};

use super::actions::Action;
use super::context::UiCtx;
use super::icons;
use super::list::{self, List};
use super::spoken::announce;
use super::theme::{CAPTION, TALL_ROW_HEIGHT, panel_margin, regular};
use super::widgets::{
    empty_ui, explain, icon_button, icon_toggle, icon_ui, line, marked_line, panel_title_ui, scroll_to_row,
    two_lines,
};
use crate::message::Message;
use crate::session::{Command, MAX_HITS, Place, SearchCommand, Wanted, from_first_word, one_line};
use crate::text::Span;

/// The hit that the list of hits was last scrolled to.
#[derive(Default)]
struct ShownHit(Option<usize>);

/// The text of the bar's field.
#[derive(Default)]
pub(super) struct Field {
    words: String,
    /// The bar is open, and the words are those of this search.
    open: bool,
    /// The search that the words were last taken from.
    shown: Wanted,
}

pub(super) fn bar_ui(ui: &mut Ui, cx: &mut UiCtx<'_>) {
    let Some(search) = cx.session.search() else {
        cx.view.slot::<Field>().open = false;
        return;
    };
    let mut wanted = search.wanted.clone();
    let field = cx.view.slot::<Field>();
    let opened = !std::mem::replace(&mut field.open, true);
    if opened || field.shown != wanted {
        field.words.clone_from(&wanted.words);
        field.shown = wanted.clone();
    }
    let mut command = None;
    Frame::new().fill(cx.palette.window).inner_margin(Margin::symmetric(12, 6)).show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let close = icon_button(ui, icons::X, cx.tr("search-close")).clicked();
                ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                    command = parts_ui(ui, cx, &mut wanted, opened);
                });
                let is_free = !cx.is_covered(ui.ctx());
                if close || is_free && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
                    command = Some(Command::Search(SearchCommand::Close));
                }
            });
        });
    });
    if wanted != search.wanted {
        cx.view.slot::<Field>().shown = wanted.clone();
        cx.push(SearchCommand::Find(wanted));
    } else if let Some(command) = command {
        cx.push(command);
    }
}

/// The field, the options, the buttons to the next and previous hit, and the number of hits, left of the close button.
fn parts_ui(ui: &mut Ui, cx: &mut UiCtx<'_>, wanted: &mut Wanted, opened: bool) -> Option<Command> {
    icon_ui(ui, icons::MAGNIFYING_GLASS, 16.0, cx.palette.secondary);
    let command = field_ui(ui, cx, opened);
    wanted.words.clone_from(&cx.view.slot::<Field>().words);
    let only_here = egui::Button::new(cx.tr("search-only-here")).selected(wanted.only_here);
    wanted.only_here ^= ui.add(only_here).on_hover_text(cx.tr("search-only-here-tip")).clicked();
    let regex = icon_toggle(ui, cx.palette, ".*", cx.tr("search-regex"), wanted.regex);
    wanted.regex ^= regex.clicked();
    steps_ui(ui, cx);
    let words = state(cx);
    let shown = RichText::new(&words).font(regular(CAPTION)).color(cx.palette.secondary);
    announce(&ui.add(egui::Label::new(shown).truncate()).on_hover_text(words), false);
    command
}

/// The field; Enter in it goes to the next hit, with Shift to the previous one.
fn field_ui(ui: &mut Ui, cx: &mut UiCtx<'_>, opened: bool) -> Option<Command> {
    let width = (ui.available_width() - 330.0).clamp(120.0, 420.0);
    let edit = TextEdit::singleline(&mut cx.view.slot::<Field>().words)
        .id_salt("search")
        .hint_text(cx.words.text("search-hint"))
        .desired_width(width);
    let field = ui.add(edit);
    let name = cx.words.text("action-search");
    ui.ctx().accesskit_node_builder(field.id, |node| node.set_label(name));
    let entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    if opened || entered {
        field.request_focus();
    }
    let back = ui.input(|input| input.modifiers.shift);
    entered.then_some(Command::Search(SearchCommand::Step(if back { -1 } else { 1 })))
}

fn steps_ui(ui: &mut Ui, cx: &mut UiCtx<'_>) {
    for (action, icon) in [(Action::PreviousHit, icons::CARET_UP), (Action::NextHit, icons::CARET_DOWN)] {
        let enabled = action.is_enabled(cx.session);
        let button = ui.add_enabled_ui(enabled, |ui| icon_button(ui, icon, cx.tr(action.label())));
        if explain(button.inner, action.missing(cx.session).map(|needs| cx.tr(needs))).clicked() {
            action.run(&ui.ctx().clone(), cx);
        }
    }
}

/// Number of hits, or the reason why there are none.
fn state(cx: &UiCtx<'_>) -> String {
    let Some(search) = cx.session.search() else { return String::new() };
    let count = search.hits().len();
    let message = match (search.error(), search.is_busy(), search.at) {
        (Some(error), ..) => error.clone(),
        (None, true, _) => Message::new("search-busy"),
        _ if search.wanted.words.trim().is_empty() => return String::new(),
        _ if count == 0 => Message::new("search-none"),
        _ if search.has_more() => Message::new("search-more").with("count", MAX_HITS),
        (_, _, Some(at)) => Message::new("search-at").with("number", at + 1).with("count", count),
        (_, _, None) => Message::new("search-count").with("count", count),
    };
    cx.words.words(&message)
}

/// The list of hits, with the text around each.
pub(super) fn hits_ui(ui: &mut Ui, cx: &mut UiCtx<'_>) {
    let Some(search) = cx.session.search() else { return };
    let mut gone_to = None;
    Frame::new().inner_margin(panel_margin()).show(ui, |ui| {
        panel_title_ui(ui, cx.palette, cx.tr("search-hits"), &search.hits().len().to_string(), |_| {});
        if search.hits().is_empty() {
            empty_ui(ui, cx.palette, &state(cx));
            return;
        }
        ui.spacing_mut().item_spacing.y = 2.0;
        let scroll = ScrollArea::vertical().id_salt("hits").auto_shrink(false);
        let shown = &mut cx.view.slot::<ShownHit>().0;
        let scroll = scroll_to_row(ui, scroll, search.at, shown, TALL_ROW_HEIGHT);
        let list = List::begin(ui, "hits", search.hits().len(), search.at);
        list.show_rows(ui, scroll, cx.tr("search-hits"), TALL_ROW_HEIGHT, |ui, list, index| {
            if hit_ui(ui, cx, list, index, search.hits()[index], search.at == Some(index)) {
                gone_to = Some(index);
            }
        });
    });
    if let Some(hit) = gone_to {
        cx.push(SearchCommand::GoTo(hit));
    }
}

/// Text that follows a hit, in one line, with the space between them if there is one.
fn one_line_after(text: &str) -> String {
    let space = if text.starts_with(char::is_whitespace) { " " } else { "" };
    format!("{space}{}", one_line(text))
}

fn hit_ui(ui: &mut Ui, cx: &UiCtx<'_>, list: &mut List, index: usize, hit: Place, chosen: bool) -> bool {
    const AROUND: usize = 6;
    let Some(document) = cx.session.document(hit.report) else { return false };
    let text = document.text();
    let line_index = text.line_from_position(hit.span.start);
    let whole = text.line_span(line_index);
    let from = hit.span.start.saturating_sub(AROUND).max(whole.start);
    let from = from_first_word(text, Span::new(from, hit.span.start.max(from))).start;
    let to = (hit.span.end + 60).min(whole.end).max(hit.span.end);
    let before = if from > whole.start { "…" } else { "" };
    let around = text.slice(Span::new(from, hit.span.start));
    let space = if around.ends_with(char::is_whitespace) { " " } else { "" };
    let lead = format!("{before}{}{space}", one_line(around));
    let found = one_line(text.slice(hit.span));
    let quote = format!("{lead}{found}{}", one_line_after(text.slice(Span::new(hit.span.end, to))));
    let name = cx.session.name(hit.report);
    let place = Message::new("place-there").with("title", name).with("line", line_index + 1);
    let place = cx.words.words(&place);
    let name = format!("{}. {quote}, {place}", index + 1);
    let row = list::Row { index, height: TALL_ROW_HEIGHT, chosen, name: &name, ..Default::default() };
    let response = list.row_ui(ui, cx.palette, row, |painter, rect| {
        let [upper, lower] = two_lines(rect, rect.left() + 8.0, rect.right() - 8.0);
        let found = lead.len()..lead.len() + found.len();
        marked_line(painter, upper, &quote, found, cx.palette);
        line(painter, lower, &place, regular(CAPTION), cx.palette.secondary);
    });
    response.on_hover_text(&document.title).clicked()
}
