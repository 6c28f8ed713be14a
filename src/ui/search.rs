//! The search: a bar over the panes, and the list of hits in place of the outline.

use egui::{Frame, Key, Margin, Modifiers, Rect, RichText, ScrollArea, TextEdit, Ui, pos2};

use super::actions::Action;
use super::theme::{BODY, CAPTION, TALL_ROW_HEIGHT, regular};
use super::widgets::{empty_ui, icon_button, icon_toggle, line, panel_title_ui, row_ui, two_lines};
use super::{UiCtx, icons, panel_margin};
use crate::message::Message;
use crate::session::{Command, MAX_HITS, Place, SearchCommand, Wanted, from_first_word, one_line};
use crate::text::Span;

/// What is typed into the bar.
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
        cx.view.search.open = false;
        return;
    };
    let mut wanted = search.wanted.clone();
    let opened = !std::mem::replace(&mut cx.view.search.open, true);
    if opened || cx.view.search.shown != wanted {
        cx.view.search.words.clone_from(&wanted.words);
        cx.view.search.shown = wanted.clone();
    }
    let mut command = None;
    Frame::new().fill(cx.palette.window).inner_margin(Margin::symmetric(12, 6)).show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            ui.label(RichText::new(icons::MAGNIFYING_GLASS).size(16.0).color(cx.palette.secondary));
            let width = (ui.available_width() - 330.0).clamp(120.0, 420.0);
            let edit = TextEdit::singleline(&mut cx.view.search.words)
                .hint_text(cx.words.text("search-hint"))
                .desired_width(width);
            let field = ui.add(edit);
            let name = cx.words.text("action-search");
            ui.ctx().accesskit_node_builder(field.id, |node| node.set_label(name));
            if opened {
                field.request_focus();
            }
            let entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
            if entered {
                let back = ui.input(|input| input.modifiers.shift);
                command = Some(Command::Search(SearchCommand::Step(if back { -1 } else { 1 })));
                field.request_focus();
            }
            wanted.words.clone_from(&cx.view.search.words);
            let words = cx.words.text("search-only-here");
            let chosen = wanted.only_here;
            if ui
                .add(egui::Button::new(words).selected(chosen))
                .on_hover_text(cx.tr("search-only-here-tip"))
                .clicked()
            {
                wanted.only_here ^= true;
            }
            if icon_toggle(ui, cx.palette, ".*", cx.tr("search-regex"), wanted.regex).clicked() {
                wanted.regex ^= true;
            }
            for action in [Action::PreviousHit, Action::NextHit] {
                let icon = if action == Action::NextHit { icons::CARET_DOWN } else { icons::CARET_UP };
                let enabled = action.is_enabled(cx.session);
                let clicked =
                    ui.add_enabled_ui(enabled, |ui| icon_button(ui, icon, cx.tr(action.label())).clicked());
                if clicked.inner {
                    command = Some(Command::Search(SearchCommand::Step(if action == Action::NextHit {
                        1
                    } else {
                        -1
                    })));
                }
            }
            ui.label(RichText::new(state(cx)).font(regular(CAPTION)).color(cx.palette.secondary));
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                if icon_button(ui, icons::X, cx.tr("search-close")).clicked() {
                    command = Some(Command::Search(SearchCommand::Close));
                }
            });
            if ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
                command = Some(Command::Search(SearchCommand::Close));
            }
        });
    });
    if wanted != search.wanted {
        cx.view.search.shown = wanted.clone();
        cx.push(SearchCommand::Find(wanted));
    } else if let Some(command) = command {
        cx.push(command);
    }
}

/// How many hits there are, or why there are none.
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

/// The hits, with what stands around them.
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
        scroll.show_rows(ui, TALL_ROW_HEIGHT, search.hits().len(), |ui, rows| {
            for index in rows {
                if hit_ui(ui, cx, index, search.hits()[index], search.at == Some(index)) {
                    gone_to = Some(index);
                }
            }
        });
    });
    if let Some(hit) = gone_to {
        cx.push(SearchCommand::GoTo(hit));
    }
}

fn hit_ui(ui: &mut Ui, cx: &UiCtx<'_>, index: usize, hit: Place, chosen: bool) -> bool {
    const AROUND: usize = 6;
    let Some(document) = cx.session.document(hit.report) else { return false };
    let text = document.text();
    let line_index = text.line_from_position(hit.span.start);
    let whole = text.line_span(line_index);
    let from = hit.span.start.saturating_sub(AROUND).max(whole.start);
    let from = from_first_word(text, Span::new(from, hit.span.start.max(from))).start;
    let to = (hit.span.end + 60).min(whole.end).max(hit.span.end);
    let before = if from > whole.start { "…" } else { "" };
    let quote = format!("{before}{}", one_line(text.slice(Span::new(from, to))));
    let place =
        Message::new("place-there").with("title", document.title.as_str()).with("line", line_index + 1);
    let place = cx.words.words(&place);
    let name = format!("{}. {quote}, {place}", index + 1);
    let response = row_ui(ui, cx.palette, TALL_ROW_HEIGHT, chosen, &name, |painter, rect| {
        let rect = Rect::from_min_max(pos2(rect.left(), rect.top()), rect.max);
        let [upper, lower] = two_lines(rect, rect.left() + 8.0, rect.right() - 8.0);
        line(painter, upper, &quote, regular(BODY), cx.palette.text);
        line(painter, lower, &place, regular(CAPTION), cx.palette.secondary);
    });
    response.clicked()
}
