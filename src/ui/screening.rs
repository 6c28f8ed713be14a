//! The screening of a folder: its reports ranked by how much is repeated, beside the pairs that share most. A click opens
//! them.

use std::path::Path;
use std::sync::Arc;

use egui::{Align, Frame, Label, Layout, Margin, RichText, ScrollArea, TextEdit, Ui, vec2};

use super::context::UiCtx;
use super::format::{percent, thousands};
use super::icons;
use super::list::{self, List};
use super::theme::{BODY, CAPTION, TALL_ROW_HEIGHT, bold, regular};
use super::widgets::{cut_middle, empty_ui, icon_button, line, two_lines};
use crate::message::Message;
use crate::report::file_name;
use crate::session::{LibraryCommand, PaneCommand, Screened, Screening, View};

/// Order of the reports and the pairs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Order {
    /// By what is shared with other reports.
    #[default]
    Shared,
    /// Reports by what is repeated inside them, pairs by their longest passage.
    Longest,
    /// By file name.
    Name,
}

/// The orders, with the ids of their names.
const ORDERS: [(Order, &str); 3] = [
    (Order::Shared, "screening-view-order-shared"),
    (Order::Longest, "screening-view-order-longest"),
    (Order::Name, "screening-view-order-name"),
];

/// The filter over both lists, and the rows that match it.
#[derive(Default)]
pub(super) struct Filter {
    typed: String,
    /// Whether the files that could not be read are listed in place of the reports.
    unreadable: bool,
    /// Order of both lists.
    order: Order,
    key: Option<(usize, String, Order)>,
    reports: Vec<usize>,
    pairs: Vec<usize>,
}

impl Filter {
    /// Filters the lists again if the words or the screening have changed.
    fn refresh(&mut self, screened: &Arc<Screened>) {
        let key = (Arc::as_ptr(screened) as usize, self.typed.trim().to_lowercase(), self.order);
        if self.key.as_ref() == Some(&key) {
            return;
        }
        let words: Vec<&str> = key.1.split_whitespace().collect();
        let named: Vec<bool> = screened.paths.iter().map(|path| holds(path, &words)).collect();
        let reports = screened.screening.reports.iter().enumerate();
        self.reports = reports.filter(|(_, rank)| named[rank.report]).map(|(row, _)| row).collect();
        let pairs = screened.screening.pairs.iter().enumerate();
        self.pairs =
            pairs.filter(|(_, pair)| named[pair.left] || named[pair.right]).map(|(row, _)| row).collect();
        self.sort(screened);
        self.key = Some(key);
    }
}

impl Filter {
    /// Sorts both lists; they come in the order of [`Order::Shared`].
    fn sort(&mut self, screened: &Screened) {
        let (reports, pairs) = (&screened.screening.reports, &screened.screening.pairs);
        let paths = &screened.paths;
        match self.order {
            Order::Shared => {}
            Order::Longest => {
                self.reports.sort_by(|&a, &b| reports[b].within.total_cmp(&reports[a].within));
                self.pairs.sort_by_key(|&row| std::cmp::Reverse(pairs[row].longest));
            }
            Order::Name => {
                let name = |report: usize| paths[report].file_name();
                self.reports.sort_by_key(|&row| name(reports[row].report));
                self.pairs.sort_by_key(|&row| (name(pairs[row].left), name(pairs[row].right)));
            }
        }
    }
}

fn holds(path: &Path, words: &[&str]) -> bool {
    let path = path.to_string_lossy().to_lowercase();
    words.iter().all(|word| path.contains(word))
}

pub(super) fn screening_ui(ui: &mut Ui, cx: &mut UiCtx<'_>) {
    let Some(screening) = cx.session.screening() else { return };
    Frame::new().inner_margin(Margin::symmetric(12, 6)).show(ui, |ui| {
        header_ui(ui, cx, screening);
        let Some(screened) = screening.result() else {
            empty_ui(ui, cx.palette, cx.tr("screening-view-waits"));
            return;
        };
        facts_ui(ui, cx, screened);
        cx.view.slot::<Filter>().refresh(screened);
        ui.add_space(4.0);
        let width = (ui.available_width() - 16.0) * 0.5;
        let height = ui.available_height();
        ui.horizontal_top(|ui| {
            let column = |ui: &mut Ui, fill: &mut dyn FnMut(&mut Ui)| {
                ui.allocate_ui_with_layout(vec2(width, height), Layout::top_down(Align::Min), |ui| {
                    ui.set_width(width);
                    ui.spacing_mut().item_spacing.y = 2.0;
                    fill(ui);
                });
            };
            column(ui, &mut |ui| reports_ui(ui, cx, screened));
            ui.add_space(8.0);
            column(ui, &mut |ui| pairs_ui(ui, cx, screened));
        });
    });
}

fn header_ui(ui: &mut Ui, cx: &mut UiCtx<'_>, screening: &Screening) {
    ui.horizontal(|ui| {
        ui.label(RichText::new(cx.tr("screening-view")).font(bold(BODY)));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if icon_button(ui, icons::X, cx.tr("screening-view-close")).clicked() {
                cx.push(PaneCommand::SetView(View::Panes));
            }
            if screening.result().is_some() {
                let hint = cx.tr("screening-view-filter");
                let field = TextEdit::singleline(&mut cx.view.slot::<Filter>().typed).hint_text(hint);
                let response = ui.add(field.desired_width(180.0));
                response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, hint));
                order_ui(ui, cx);
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let folder = screening.folder.display().to_string();
                let font = regular(CAPTION);
                let shown = cut_middle(ui.ctx(), &folder, &font, ui.available_width() - 8.0);
                let words = RichText::new(shown).font(font).color(cx.palette.secondary);
                ui.add(Label::new(words).truncate()).on_hover_text(folder);
            });
        });
    });
}

/// The menu of orders.
fn order_ui(ui: &mut Ui, cx: &mut UiCtx<'_>) {
    let mut order = cx.view.slot::<Filter>().order;
    let name_of = |order| ORDERS.into_iter().find(|(one, _)| *one == order).map_or("", |(_, id)| cx.tr(id));
    let combo = egui::ComboBox::from_id_salt("screening-order").selected_text(name_of(order)).width(150.0);
    let shown = combo.show_ui(ui, |ui| {
        for (one, id) in ORDERS {
            ui.selectable_value(&mut order, one, cx.tr(id));
        }
    });
    let name = cx.tr("screening-view-order");
    shown.response.accessible_name(name).on_hover_text(name);
    cx.view.slot::<Filter>().order = order;
}

/// Notes on entries missing from the lists, with the reasons.
fn facts_ui(ui: &mut Ui, cx: &mut UiCtx<'_>, screened: &Screened) {
    let mut said = Vec::new();
    if screened.screening.pairs_left_out > 0 {
        said.push(Message::new("cli-screen-pairs-left-out").with("count", screened.screening.pairs_left_out));
    }
    if screened.left_out > 0 {
        said.push(Message::new("cli-screen-full").with("count", screened.left_out));
    }
    for message in said {
        let words = RichText::new(cx.words.words(&message)).font(regular(CAPTION)).color(cx.palette.warning);
        ui.label(words);
    }
}

/// The title of a list with the number of its rows.
fn counted(cx: &UiCtx<'_>, id: &'static str, count: usize) -> String {
    cx.words.words(&Message::new(id).with("count", count))
}

fn reports_ui(ui: &mut Ui, cx: &mut UiCtx<'_>, screened: &Screened) {
    let count = cx.view.slot::<Filter>().reports.len();
    let title = counted(cx, "screening-view-reports", count);
    let unread = counted(cx, "screening-view-unreadable", screened.unreadable.len());
    ui.horizontal(|ui| {
        if ui.selectable_label(!cx.view.slot::<Filter>().unreadable, &title).clicked() {
            cx.view.slot::<Filter>().unreadable = false;
        }
        if !screened.unreadable.is_empty()
            && ui.selectable_label(cx.view.slot::<Filter>().unreadable, &unread).clicked()
        {
            cx.view.slot::<Filter>().unreadable = true;
        }
    });
    let scroll = ScrollArea::vertical().id_salt("screened-reports").auto_shrink(false);
    if cx.view.slot::<Filter>().unreadable && !screened.unreadable.is_empty() {
        let list = List::begin(ui, "screened-unreadable", screened.unreadable.len(), None);
        list.show_rows(ui, scroll, &unread, TALL_ROW_HEIGHT, |ui, list, index| {
            let error = &screened.unreadable[index];
            let reason = cx.words.words(&error.reason.message());
            let name = file_name(&error.path);
            if screened_row_ui(ui, cx, (list, index), &[(&name, &error.path)], &reason) {
                cx.push(LibraryCommand::OpenBeside(vec![error.path.clone()]));
            }
        });
        return;
    }
    if cx.view.slot::<Filter>().reports.is_empty() {
        empty_ui(ui, cx.palette, cx.tr("screening-view-none"));
        return;
    }
    let list = List::begin(ui, "screened-reports", cx.view.slot::<Filter>().reports.len(), None);
    list.show_rows(ui, scroll, &title, TALL_ROW_HEIGHT, |ui, list, row| {
        let rank = &screened.screening.reports[cx.view.slot::<Filter>().reports[row]];
        let message = Message::new("screening-view-report")
            .with("within", percent(rank.within))
            .with("shared", percent(rank.shared))
            .with("characters", thousands(rank.characters));
        let mut facts = cx.words.words(&message);
        if let Some(absent) = rank.parts_absent.as_ref().filter(|absent| !absent.is_empty()) {
            let message = Message::new("screening-view-parts-absent").with("count", absent.len());
            facts.push_str(&cx.words.words(&message));
        }
        let name = &screened.names[rank.report];
        if screened_row_ui(ui, cx, (list, row), &[(name, &rank.path)], &facts) {
            cx.push(LibraryCommand::OpenBeside(vec![rank.path.clone()]));
        }
    });
}

fn pairs_ui(ui: &mut Ui, cx: &mut UiCtx<'_>, screened: &Screened) {
    let count = cx.view.slot::<Filter>().pairs.len();
    let title = counted(cx, "screening-view-pairs", count);
    ui.horizontal(|ui| {
        // Same height as the buttons of the other list.
        ui.set_min_height(ui.spacing().interact_size.y);
        ui.label(&title);
    });
    if cx.view.slot::<Filter>().pairs.is_empty() {
        empty_ui(ui, cx.palette, cx.tr("screening-view-no-pairs"));
        return;
    }
    let scroll = ScrollArea::vertical().id_salt("screened-pairs").auto_shrink(false);
    let list = List::begin(ui, "screened-pairs", cx.view.slot::<Filter>().pairs.len(), None);
    list.show_rows(ui, scroll, &title, TALL_ROW_HEIGHT, |ui, list, row| {
        let pair = &screened.screening.pairs[cx.view.slot::<Filter>().pairs[row]];
        let message = Message::new("screening-view-pair")
            .with("left", percent(pair.shared_left))
            .with("right", percent(pair.shared_right))
            .with("longest", thousands(pair.longest))
            .with("passages", pair.passages);
        let facts = cx.words.words(&message);
        let sides = [pair.left, pair.right];
        let named = sides.map(|report| (screened.names[report].as_str(), screened.paths[report].as_path()));
        if screened_row_ui(ui, cx, (list, row), &named, &facts) {
            cx.push(LibraryCommand::OpenBeside(named.map(|(_, path)| path.to_owned()).to_vec()));
        }
    });
}

/// A row with one report or two, by name and path, on the upper line and facts on the lower one. Returns whether it was clicked.
fn screened_row_ui(
    ui: &mut Ui,
    cx: &UiCtx<'_>,
    (list, index): (&mut List, usize),
    named: &[(&str, &Path)],
    facts: &str,
) -> bool {
    let names: Vec<&str> = named.iter().map(|(name, _)| *name).collect();
    let spoken = format!("{}, {facts}", names.join(" ↔ "));
    let palette = cx.palette;
    let row = list::Row { index, height: TALL_ROW_HEIGHT, name: &spoken, ..Default::default() };
    let response = list.row_ui(ui, palette, row, |painter, rect| {
        let [upper, lower] = two_lines(rect, rect.left() + 8.0, rect.right() - 8.0);
        let width = upper.width() / names.len() as f32 - if names.len() > 1 { 16.0 } else { 0.0 };
        let font = regular(BODY);
        let shown: Vec<String> =
            names.iter().map(|name| cut_middle(painter.ctx(), name, &font, width)).collect();
        let mut from = upper.left();
        for (index, name) in shown.iter().enumerate() {
            if index > 0 {
                let arrows = upper.with_min_x(from + 8.0);
                from = line(painter, arrows, icons::ARROWS_LEFT_RIGHT, font.clone(), palette.secondary) + 8.0;
            }
            from = line(painter, upper.with_min_x(from), name, font.clone(), palette.text);
        }
        line(painter, lower, facts, regular(CAPTION), palette.secondary);
    });
    let full: Vec<String> = named.iter().map(|(_, path)| path.display().to_string()).collect();
    response.on_hover_text(full.join("\n")).clicked()
}
