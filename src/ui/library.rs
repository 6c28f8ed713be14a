//! The library: all open reports, readable or not, with their length and the share that is repeated.

use egui::containers::menu::MenuButton;
use egui::{Frame, ScrollArea, TextEdit, Ui, pos2};

use super::actions::Action;
use super::context::UiCtx;
use super::encodings::encodings_ui;
use super::findings::{badges, bar};
use super::format::{pane_letter, thousands};
use super::icons;
use super::list::{self, List};
use super::pane::{not_read, scanning, shares};
use super::parts::{parts_menu_ui, parts_words};
use super::theme::{BODY, CAPTION, CONTROL_HEIGHT, TALL_ROW_HEIGHT, panel_margin, regular};
use super::widgets::{empty_ui, icon_button, line, panel_title_with_buttons_ui, two_lines};
use crate::i18n::Language;
use crate::message::Message;
use crate::session::{
    CompareCommand, Entry, EntryState, LibraryCommand, LibraryOrder, PaneCommand, Place, Progress, ReportId,
    ReviewCommand, SettingsCommand, Shares,
};

/// The rows that the filter admits. Rebuilt when marks (which follow the reports), the number or order of reports, the
/// filter or the language change.
#[derive(Default)]
pub(super) struct Titles {
    key: Option<(u64, Language, usize, LibraryOrder, String)>,
    rows: Vec<Row>,
    /// The words of the filter.
    filter: String,
}

#[derive(Clone)]
struct Row {
    /// Index of the report in the session's list.
    entry: usize,
    /// Number of the report, from 1.
    number: usize,
    name: String,
    title: String,
    facts: String,
    /// Findings with a place in the report: those with a verdict, and all.
    progress: Progress,
}

/// Minimum number of reports for which the filter is shown.
const TO_FILTER: usize = 8;

pub(super) fn library_ui(ui: &mut Ui, cx: &mut UiCtx<'_>) {
    refresh(cx);
    Frame::new().inner_margin(panel_margin()).show(ui, |ui| {
        let count = cx.session.entries().len().to_string();
        let mut opened = None;
        panel_title_with_buttons_ui(ui, cx.palette, cx.tr("library"), &count, |ui| {
            if cx.session.entries().len() > 1 {
                order_ui(ui, cx);
            }
            if icon_button(ui, icons::FOLDER_OPEN, cx.tr(Action::OpenFolder.label())).clicked() {
                opened = Some(Action::OpenFolder);
            }
        });
        if let Some(action) = opened {
            action.run(&ui.ctx().clone(), cx);
        }
        if cx.session.entries().is_empty() {
            empty_ui(ui, cx.palette, cx.tr("library-empty"));
        }
        if cx.session.entries().len() >= TO_FILTER {
            filter_ui(ui, cx);
            refresh(cx);
        }
        ui.spacing_mut().item_spacing.y = 2.0;
        let count = cx.view.slot::<Titles>().rows.len();
        if count == 0 && !cx.session.entries().is_empty() {
            empty_ui(ui, cx.palette, cx.tr("library-none-match"));
        }
        let scroll = ScrollArea::vertical().id_salt("library").auto_shrink(false);
        let entries = cx.session.entries();
        let focused = cx.session.panes().focused_report();
        let rows = &cx.view.slot::<Titles>().rows;
        let shown = rows.iter().position(|row| Some(entries[row.entry].id) == focused);
        let list = List::begin(ui, "library", count, shown);
        list.show_rows(ui, scroll, cx.tr("library"), TALL_ROW_HEIGHT, |ui, list, index| {
            let row = cx.view.slot::<Titles>().rows[index].clone();
            entry_ui(ui, cx, list, (index, &row), &entries[row.entry]);
        });
    });
}

/// Rebuilds the rows if what they depend on has changed.
fn refresh(cx: &mut UiCtx<'_>) {
    let order = cx.session.settings().library_order;
    let filter = cx.view.slot::<Titles>().filter.trim().to_lowercase();
    let key =
        Some((cx.session.marks_revision(), cx.words.language(), cx.session.entries().len(), order, filter));
    if cx.view.slot::<Titles>().key == key {
        return;
    }
    let filter = key.as_ref().map_or("", |key| &key.4);
    let entries = cx.session.entries().iter().enumerate();
    let mut rows: Vec<Row> = entries
        .map(|(index, entry)| Row {
            entry: index,
            number: index + 1,
            name: cx.session.name(entry.id).to_owned(),
            title: entry.title(),
            facts: facts(cx, entry),
            progress: cx.session.progress_of(entry.id),
        })
        .filter(|row| admits(cx, row, filter))
        .collect();
    let share = |row: &Row, of: fn(&Shares) -> f32| {
        cx.session.findings().shares(cx.session.entries()[row.entry].id).map_or(-1.0, |shares| of(&shares))
    };
    match order {
        LibraryOrder::Opened => {}
        LibraryOrder::Worth => {
            let worth = |row: &Row| cx.session.findings().worth(cx.session.entries()[row.entry].id);
            rows.sort_by(|a, b| worth(b).total_cmp(&worth(a)));
        }
        LibraryOrder::Shared => {
            rows.sort_by(|a, b| share(b, |s| s.shared).total_cmp(&share(a, |s| s.shared)));
        }
        LibraryOrder::Within => {
            rows.sort_by(|a, b| share(b, |s| s.within).total_cmp(&share(a, |s| s.within)));
        }
        LibraryOrder::Title => rows.sort_by(|a, b| a.name.cmp(&b.name)),
        LibraryOrder::Year => rows.sort_by_cached_key(|row| std::cmp::Reverse(year(&row.name))),
        LibraryOrder::Open => {
            rows.sort_by_key(|row| std::cmp::Reverse(row.progress.all - row.progress.judged));
        }
        LibraryOrder::Missing => rows.sort_by_cached_key(|row| {
            std::cmp::Reverse(cx.session.parts().absent(cx.session.entries()[row.entry].id))
        }),
        LibraryOrder::Notes => rows.sort_by_cached_key(|row| {
            std::cmp::Reverse(cx.session.note_marks(cx.session.entries()[row.entry].id).len())
        }),
    }
    let titles = cx.view.slot::<Titles>();
    titles.rows = rows;
    titles.key = key;
}

/// Whether a report has a word of the filter in its name, title or file name, or this number.
fn admits(cx: &UiCtx<'_>, row: &Row, filter: &str) -> bool {
    let file = cx.session.entries()[row.entry].file_name();
    let texts = [&row.name, &row.title, &file].map(|text| text.to_lowercase());
    filter
        .split_whitespace()
        .all(|word| row.number.to_string() == word || texts.iter().any(|text| text.contains(word)))
}

/// The year in a short name; 0 without one.
fn year(name: &str) -> u32 {
    let mut words = name.split(|c: char| !c.is_ascii_digit()).filter(|word| word.len() == 4);
    words.find_map(|word| word.parse().ok()).unwrap_or(0)
}

fn filter_ui(ui: &mut Ui, cx: &mut UiCtx<'_>) {
    let name = cx.words.text("library-filter");
    let hint = cx.words.text("library-filter-hint");
    let clear = cx.words.text("library-filter-clear");
    let words = &mut cx.view.slot::<Titles>().filter;
    ui.with_layout(egui::Layout::right_to_left(egui::Align::Min), |ui| {
        ui.set_height(CONTROL_HEIGHT);
        let cleared = !words.is_empty() && icon_button(ui, icons::X, clear).clicked();
        let edit = TextEdit::singleline(words).id_salt("library-filter").hint_text(hint);
        let field = ui.add(edit.desired_width(ui.available_width()));
        ui.ctx().accesskit_node_builder(field.id, |node| node.set_label(name));
        let escaped = field.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Escape));
        if cleared || escaped {
            words.clear();
        }
    });
}

/// The menu of orders.
fn order_ui(ui: &mut Ui, cx: &mut UiCtx<'_>) {
    let button =
        egui::Button::new(egui::RichText::new(icons::ARROWS_DOWN_UP).size(16.0)).frame_when_inactive(false);
    let (response, _) = MenuButton::from_button(button).ui(ui, |ui| {
        for (order, id) in [
            (LibraryOrder::Opened, "library-order-opened"),
            (LibraryOrder::Worth, "library-order-worth"),
            (LibraryOrder::Shared, "library-order-shared"),
            (LibraryOrder::Within, "library-order-within"),
            (LibraryOrder::Title, "library-order-title"),
            (LibraryOrder::Year, "library-order-year"),
            (LibraryOrder::Open, "library-order-open"),
            (LibraryOrder::Missing, "library-order-missing"),
            (LibraryOrder::Notes, "library-order-notes"),
        ] {
            let chosen = cx.session.settings().library_order == order;
            if ui.add(egui::Button::new(cx.tr(id)).selected(chosen)).clicked() {
                cx.push(SettingsCommand::LibraryOrder(order));
                ui.close();
            }
        }
    });
    let name = cx.tr("library-order");
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, name));
    response.on_hover_text(name);
}

fn facts(cx: &UiCtx<'_>, entry: &Entry) -> String {
    match &entry.state {
        EntryState::Reading => cx.tr("pane-reading").to_owned(),
        EntryState::Scanning { done, total, .. } => scanning(cx, *done, *total),
        EntryState::Failed(reason) => cx.words.words(reason),
        EntryState::Ready(document) => {
            // What a reviewer acts on first: a narrow panel cuts the end.
            let mut facts: Vec<String> =
                not_read(cx, entry).into_iter().chain(shares(cx, entry.id)).collect();
            let absent = cx.session.parts().absent(entry.id);
            if absent > 0 {
                facts.push(cx.words.words(&Message::new("parts-absent").with("count", absent)));
            }
            let notes = cx.session.note_marks(entry.id).len();
            if notes > 0 {
                facts.push(cx.words.words(&Message::new("note-count").with("count", notes)));
            }
            let length = Message::new("length").with("characters", thousands(document.characters));
            facts.push(cx.words.words(&length));
            facts.join(" · ")
        }
    }
}

fn entry_ui(ui: &mut Ui, cx: &mut UiCtx<'_>, list: &mut List, (index, row): (usize, &Row), entry: &Entry) {
    let Row { number, name, title, facts, progress, .. } = row;
    let panes = cx.session.panes().list.iter().enumerate();
    let shown = panes.filter(|(_, pane)| pane.report == Some(entry.id));
    let letters: String = shown.map(|(pane, _)| pane_letter(pane)).collect();
    let failed = entry.is_failed();
    let palette = cx.palette;
    let chosen = cx.session.panes().focused_report() == Some(entry.id);
    let judged = (progress.all > 0).then(|| {
        let message = Message::new("library-progress").with("judged", progress.judged);
        cx.words.words(&message.with("all", progress.all))
    });
    let said: Vec<&str> = [name.as_str(), facts].into_iter().chain(judged.as_deref()).collect();
    let said = format!("{number}. {}", said.join(", "));
    let listed = list::Row { index, height: TALL_ROW_HEIGHT, chosen, name: &said, ..Default::default() };
    let response = list.row_ui(ui, palette, listed, |painter, rect| {
        let left = rect.left() + 8.0;
        let middle = rect.top() + 17.0;
        let mut text_left = badges(painter, left, middle, palette, &[*number]);
        if failed {
            let at = pos2(text_left + 8.0, middle);
            painter.text(at, egui::Align2::CENTER_CENTER, icons::WARNING, regular(16.0), palette.danger);
            text_left += 22.0;
        }
        let right = if letters.is_empty() {
            rect.right() - 8.0
        } else {
            let at = pos2(rect.right() - 8.0, middle);
            painter.text(at, egui::Align2::RIGHT_CENTER, &letters, regular(CAPTION), palette.accent).left()
                - 6.0
        };
        let [upper, _] = two_lines(rect, text_left, right);
        let [_, lower] = two_lines(rect, left, right);
        line(painter, upper, name, regular(BODY), palette.text);
        let color = if failed { palette.danger } else { palette.secondary };
        line(painter, lower, facts, regular(CAPTION), color);
        if progress.all > 0 {
            let under = egui::Rect::from_min_max(
                pos2(left, rect.bottom() - 3.0),
                pos2(rect.right() - 8.0, rect.bottom() - 1.0),
            );
            bar(painter, under, palette, progress.judged as f32 / progress.all as f32);
        }
    });
    let path = entry.path.display();
    let response = if failed {
        response.on_hover_text(format!("{title}\n{path}\n{facts}"))
    } else {
        let judged = judged.unwrap_or_default();
        response.on_hover_ui(|ui| {
            let parts = parts_words(cx, entry.id);
            ui.label(format!("{title}\n{path}\n{facts}\n{judged}\n\n{parts}").trim_end());
        })
    };
    if response.clicked() {
        cx.push(PaneCommand::Show { report: entry.id, pane: None });
    }
    response.context_menu(|ui| context_menu_ui(ui, cx, entry));
}

/// What can be done with a report: compare it with one that a pane shows, write a note on its beginning, copy its name.
fn at_hand_ui(ui: &mut Ui, cx: &mut UiCtx<'_>, entry: &Entry) {
    let Some(document) = entry.document() else { return };
    let mut others: Vec<ReportId> = cx.session.panes().list.iter().filter_map(|pane| pane.report).collect();
    others.retain(|&other| other != entry.id && cx.session.document(other).is_some());
    others.dedup();
    for other in others {
        let words = Message::new("library-compare").with("report", cx.session.name(other));
        if ui.button(cx.words.words(&words)).clicked() {
            cx.push(CompareCommand::Reports(other, entry.id));
            ui.close();
        }
    }
    if ui.button(cx.tr("library-note")).clicked() {
        let text = document.text();
        let first = document.outline.title.unwrap_or_else(|| text.line_span(0));
        cx.push(PaneCommand::Show { report: entry.id, pane: None });
        cx.push(ReviewCommand::BeginNoteOn(vec![Place { report: entry.id, span: first }]));
        ui.close();
    }
    if ui.button(cx.tr("library-copy")).clicked() {
        ui.ctx().copy_text(format!("{}\n{}", entry.title(), entry.path.display()));
        ui.close();
    }
}

fn context_menu_ui(ui: &mut Ui, cx: &mut UiCtx<'_>, entry: &Entry) {
    for pane in 0..cx.session.panes().list.len() {
        let words = cx.words.words(&Message::new("show-in-pane").with("pane", pane_letter(pane)));
        if ui.button(words).clicked() {
            cx.push(PaneCommand::Show { report: entry.id, pane: Some(pane) });
            ui.close();
        }
    }
    ui.separator();
    at_hand_ui(ui, cx, entry);
    ui.separator();
    if !cx.session.parts().of(entry.id).is_empty() {
        ui.menu_button(cx.tr("parts"), |ui| parts_menu_ui(ui, cx, entry.id));
    }
    ui.menu_button(cx.tr("encoding-tip"), |ui| encodings_ui(ui, cx, entry));
    if ui.button(cx.tr("reread")).clicked() {
        cx.push(LibraryCommand::Reread(entry.id, entry.encoding));
        ui.close();
    }
    ui.separator();
    if ui.button(cx.tr("close-report")).clicked() {
        cx.push(LibraryCommand::Close(entry.id));
        ui.close();
    }
}
