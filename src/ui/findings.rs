//! The findings: what stands twice, ranked, two lines each: what and how long, then where.

use egui::{Align2, Frame, Rect, ScrollArea, Ui, pos2};

use super::actions::Action;
use super::theme::{BODY, CAPTION, TALL_ROW_HEIGHT, bold, regular};
use super::widgets::{empty_ui, line, panel_title_ui, row_ui, two_lines};
use super::words::{finding_summary, mark_glyph, mark_name, thousands};
use super::{UiCtx, panel_margin};
use crate::i18n::Language;
use crate::message::Message;
use crate::session::{Activity, Command, Document, Finding, one_line};
use crate::text::Span;

/// Room between two rows in points.
const GAP: f32 = 2.0;

/// The words of the rows, made anew when findings or language change.
#[derive(Default)]
pub(super) struct Rows {
    key: Option<(u64, Language, bool)>,
    rows: Vec<Row>,
}

impl Rows {
    /// The row of a finding, if it is listed, and how many rows there are.
    pub(super) fn position(&self, finding: Option<usize>) -> (Option<usize>, usize) {
        let row =
            finding.and_then(|finding| self.rows.binary_search_by_key(&finding, |row| row.finding).ok());
        (row, self.rows.len())
    }
}

struct Row {
    finding: usize,
    /// What it says first.
    quote: String,
    /// Where it stands.
    places: String,
    length: String,
    /// What a screen reader says.
    name: String,
    /// What is said when it is pointed at.
    tip: String,
}

pub(super) fn findings_ui(ui: &mut Ui, cx: &mut UiCtx<'_>) {
    refresh(cx);
    Frame::new().inner_margin(panel_margin()).show(ui, |ui| {
        let count = cx.view.rows.rows.len();
        let mut toggled = false;
        panel_title_ui(ui, cx.palette, cx.tr("findings"), &count.to_string(), |ui| {
            let phrases = cx.session.findings.phrases();
            if phrases > 0 {
                let id = if cx.session.settings.show_phrases { "phrases-hide" } else { "phrases-show" };
                let words = cx.words.words(&Message::new(id).with("count", phrases));
                let words = egui::RichText::new(words).font(regular(CAPTION)).color(cx.palette.secondary);
                toggled = ui.add(egui::Button::new(words).frame_when_inactive(false)).clicked();
            }
        });
        if toggled {
            Action::TogglePhrases.run(&ui.ctx().clone(), cx);
        }
        if count == 0 {
            let words = match cx.session.activity() {
                Some(Activity::Reading(..) | Activity::Analysing) => "findings-wait",
                _ => "findings-empty",
            };
            empty_ui(ui, cx.palette, cx.tr(words));
            return;
        }
        ui.spacing_mut().item_spacing.y = GAP;
        let chosen = cx.session.chosen.map(|chosen| chosen.finding);
        let mut scroll = ScrollArea::vertical().id_salt("findings").auto_shrink(false);
        if chosen != cx.view.listed {
            cx.view.listed = chosen;
            if let (Some(row), _) = cx.view.rows.position(chosen) {
                let middle = (ui.available_height() - TALL_ROW_HEIGHT) * 0.5;
                let offset = (row as f32 * (TALL_ROW_HEIGHT + GAP) - middle).max(0.0);
                scroll = scroll.vertical_scroll_offset(offset);
            }
        }
        scroll.show_rows(ui, TALL_ROW_HEIGHT, count, |ui, range| {
            for index in range {
                finding_ui(ui, cx, index);
            }
        });
    });
}

fn refresh(cx: &mut UiCtx<'_>) {
    let with_phrases = cx.session.settings.show_phrases;
    let key = (cx.session.marks_revision, cx.words.language(), with_phrases);
    if cx.view.rows.key.replace(key) == Some(key) {
        return;
    }
    let visible = cx.session.findings.visible(with_phrases).enumerate();
    let rows = visible.map(|(index, finding)| row(cx, index + 1, finding)).collect();
    cx.view.rows.rows = rows;
}

/// The row of a finding; `number` counts rows from 1.
fn row(cx: &UiCtx<'_>, number: usize, index: usize) -> Row {
    let finding = &cx.session.findings.list[index];
    let (quote, places) = (quote(cx, finding), places(cx, finding));
    let summary = cx.words.words(&finding_summary(cx.session, index));
    let kind = cx.tr(mark_name(finding.kind));
    Row {
        finding: index,
        length: thousands(finding.characters),
        name: format!("{number}. {kind}, {summary}, {places}"),
        tip: format!("{kind} · {summary}\n{places}\n\n{quote}…"),
        quote,
        places,
    }
}

/// The beginning of the passage.
fn quote(cx: &UiCtx<'_>, finding: &Finding) -> String {
    const SHOWN: usize = 60;
    let first = finding.places[0];
    let Some(document) = cx.session.document(first.report) else { return String::new() };
    let end = first.span.end.min(first.span.start + SHOWN);
    // A passage may begin with the mark that ends what stands before it: that tells a reader nothing.
    let is_mark = |c: char| c.is_whitespace() || "，。；、：！？,.;:!?）)】”’".contains(c);
    one_line(document.text().slice(Span::new(first.span.start, end)).trim_start_matches(is_mark))
}

/// `大连高新区 第1行 · 第23行`, with the reports' titles where they are several.
fn places(cx: &UiCtx<'_>, finding: &Finding) -> String {
    let line_of = |place: &crate::session::Place| {
        let document = cx.session.document(place.report)?;
        Some((document, document.text().line_from_position(place.span.start) + 1))
    };
    let one_report = finding.places.iter().all(|place| place.report == finding.places[0].report);
    let listed = finding.places.iter().take(3).filter_map(line_of);
    let words: Vec<String> = if one_report {
        listed.map(|(_, line)| cx.words.words(&Message::new("line").with("line", line))).collect()
    } else {
        listed.map(|(document, line)| format!("{}:{line}", short(document))).collect()
    };
    let mut places = words.join(" · ");
    if finding.places.len() > 3 {
        let count = finding.places.len();
        places = cx.words.words(&Message::new("places-all").with("places", places).with("count", count));
    }
    if one_report && let Some((document, _)) = line_of(&finding.places[0]) {
        places = format!("{} {places}", short(document));
    }
    places
}

/// A report's name short enough to stand beside another one in a row: its file's, since titles differ so late.
fn short(document: &Document) -> String {
    const SHOWN: usize = 14;
    let path = &document.report.path;
    let stem = path.file_stem().unwrap_or(path.as_os_str()).to_string_lossy();
    if stem.chars().count() <= SHOWN {
        return stem.into_owned();
    }
    stem.chars().take(SHOWN - 1).chain(['…']).collect()
}

fn finding_ui(ui: &mut Ui, cx: &mut UiCtx<'_>, index: usize) {
    let palette = cx.palette;
    let Row { finding, quote, places, length, name, tip } = &cx.view.rows.rows[index];
    let finding = *finding;
    let kind = cx.session.findings.list[finding].kind;
    let chosen = cx.session.chosen.is_some_and(|chosen| chosen.finding == finding);
    let response = row_ui(ui, palette, TALL_ROW_HEIGHT, chosen, name, |painter, rect| {
        let glyph =
            Rect::from_center_size(pos2(rect.left() + 18.0, rect.top() + 17.0), egui::vec2(20.0, 20.0));
        painter.rect_filled(glyph, 4.0, palette.mark_fill(kind));
        let ink = if palette.dark { palette.text } else { palette.mark(kind) };
        painter.text(glyph.center(), Align2::CENTER_CENTER, mark_glyph(kind), regular(14.0), ink);
        let at = pos2(rect.right() - 8.0, rect.top() + 17.0);
        let numbers = painter.text(at, Align2::RIGHT_CENTER, length, bold(BODY), palette.text);
        let [upper, lower] = two_lines(rect, rect.left() + 36.0, numbers.left() - 8.0);
        line(painter, upper, quote, regular(BODY), palette.text);
        line(painter, lower, places, regular(CAPTION), palette.secondary);
    });
    let response = response.on_hover_text(tip);
    if response.clicked() {
        cx.push(Command::ChooseFinding(finding));
    }
}
