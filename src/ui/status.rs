//! The status bar, and the bars over the panes that report failures and offer remedies.

use egui::{Frame, Label, Margin, RichText, Ui};

use super::actions::Action;
use super::context::UiCtx;
use super::format::{clock, key_text};
use super::icons;
use super::spoken::announce;
use super::theme::{CAPTION, regular};
use super::widgets::{icon_button, icon_ui};
use crate::message::Message;
use crate::report::file_name;
use crate::review::Time;
use crate::session::{
    Activity, AnalysisCommand, Command, ExportCommand, LibraryCommand, NoticeKind, Safety, ScreeningCommand,
    ShellCommand,
};

pub(super) fn status_ui(ui: &mut Ui, cx: &mut UiCtx<'_>) {
    ui.horizontal(|ui| {
        ui.set_min_height(20.0);
        let small = |text: String| RichText::new(text).font(regular(CAPTION));
        let (words, color) = save_state(cx);
        ui.label(small(words).color(color));
        if let Some(activity) = cx.session.activity() {
            ui.separator();
            ui.add(egui::Spinner::new().size(14.0).color(cx.palette.accent));
            ui.label(small(activity_words(cx, activity)).color(cx.palette.secondary));
            progress_ui(ui, cx, activity);
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let reviewer = cx.session.reviewer();
            if !reviewer.is_empty() {
                let message = Message::new("status-reviewer").with("name", reviewer);
                ui.label(small(cx.words.words(&message)).color(cx.palette.secondary));
            }
            if let Some(count) = selected_characters(cx) {
                let message = Message::new("status-selected").with("characters", count);
                ui.label(small(cx.words.words(&message)).color(cx.palette.secondary));
            }
            let action = Action::CompareSelections;
            if action.is_enabled(cx.session) {
                let button = egui::Button::new(small(cx.tr(action.label()).to_owned())).small();
                let keys = action.keys().first().map(|key| key_text(ui.ctx(), *key));
                if ui.add(button).on_hover_text(keys.unwrap_or_default()).clicked() {
                    action.run(&ui.ctx().clone(), cx);
                }
            }
        });
    });
}

/// A progress bar, and a button that stops the work.
fn progress_ui(ui: &mut Ui, cx: &mut UiCtx<'_>, activity: Activity) {
    let stop = match activity {
        Activity::Reading(done, all) | Activity::Scanning(done, all) => {
            bar_ui(ui, done, all);
            Command::Library(LibraryCommand::StopReading)
        }
        Activity::Screening(step) => {
            if let Some(step) = step.filter(|step| step.total > 0) {
                let bar = egui::ProgressBar::new(step.done as f32 / step.total as f32);
                ui.add(bar.desired_width(120.0).desired_height(6.0));
            }
            Command::Screening(ScreeningCommand::Stop)
        }
        Activity::Analysing => Command::Analysis(AnalysisCommand::Stop),
        Activity::Exporting(done, all) => {
            bar_ui(ui, done, all);
            Command::Export(ExportCommand::Stop)
        }
        Activity::Placing | Activity::Saving => return,
    };
    let words = RichText::new(cx.tr("stop")).font(regular(CAPTION));
    if ui.add(egui::Button::new(words).small()).clicked() {
        cx.push(stop);
    }
}

/// Progress as a share of `all`; nothing for a single item.
fn bar_ui(ui: &mut Ui, done: usize, all: usize) {
    if all > 1 {
        let share = done as f32 / all as f32;
        ui.add(egui::ProgressBar::new(share).desired_width(120.0).desired_height(6.0));
    }
}

/// Save state of the review in words, and its colour.
fn save_state(cx: &UiCtx<'_>) -> (String, egui::Color32) {
    let session = cx.session;
    let name = session.review_path().and_then(|path| path.file_name());
    let name = name.map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let with_time = |id, time: &Time| {
        cx.words.words(&Message::new(id).with("time", clock(time)).with("name", name.as_str()))
    };
    if session.read_only().is_some() {
        let message = Message::new("status-read-only").with("name", name.as_str());
        return (cx.words.words(&message), cx.palette.warning);
    }
    match session.safety() {
        Safety::Saved(Some(time)) => (with_time("status-saved", &time), cx.palette.secondary),
        Safety::Saved(None) if session.review_path().is_some() => {
            let message = Message::new("status-opened").with("name", name.as_str());
            (cx.words.words(&message), cx.palette.secondary)
        }
        Safety::Saved(None) => (cx.tr("status-no-notes").to_owned(), cx.palette.secondary),
        Safety::Journalled(Some(time)) => (with_time("status-journalled", &time), cx.palette.text),
        Safety::Journalled(None) | Safety::InMemory => {
            let notes = session.review().notes.len();
            (cx.words.words(&Message::new("status-unsaved").with("notes", notes)), cx.palette.warning)
        }
        Safety::Failing => (cx.tr("status-failing").to_owned(), cx.palette.danger),
    }
}

fn activity_words(cx: &UiCtx<'_>, activity: Activity) -> String {
    match activity {
        Activity::Reading(done, all) => {
            cx.words.words(&Message::new("activity-reading").with("done", done).with("all", all))
        }
        Activity::Scanning(_, 0) => cx.tr("pane-scanning").to_owned(),
        Activity::Scanning(done, all) => {
            cx.words.words(&Message::new("activity-scanning").with("done", done).with("all", all))
        }
        Activity::Screening(None) => cx.tr("activity-screening").to_owned(),
        Activity::Screening(Some(step)) => format!("{} {}/{}", cx.tr(step.stage), step.done, step.total),
        Activity::Analysing => cx.tr("activity-analysing").to_owned(),
        Activity::Placing => cx.tr("activity-placing").to_owned(),
        Activity::Exporting(_, 0..=1) => cx.tr("activity-exporting").to_owned(),
        Activity::Exporting(done, all) => {
            cx.words.words(&Message::new("activity-exporting-files").with("done", done).with("all", all))
        }
        Activity::Saving => cx.tr("activity-saving").to_owned(),
    }
}

fn selected_characters(cx: &UiCtx<'_>) -> Option<usize> {
    let selection = cx.session.selection()?;
    cx.session.entry(selection.report)?;
    Some(selection.span.len())
}

/// The bar that offers to read changed files again.
fn changed_ui(ui: &mut Ui, cx: &mut UiCtx<'_>) {
    let count = cx.session.entries().iter().filter(|entry| entry.changed).count();
    if count == 0 {
        return;
    }
    offer_ui(ui, cx, &Message::new("changed-bar").with("count", count), |ui, cx| {
        if ui.button(cx.tr("changed-reread")).clicked() {
            cx.push(LibraryCommand::RereadChanged);
        }
    });
}

/// The bar that offers to open a folder of pictures as one report.
fn album_ui(ui: &mut Ui, cx: &mut UiCtx<'_>) {
    let Some((folder, count)) = cx.session.album() else { return };
    let name = file_name(folder);
    let folder = folder.to_owned();
    let words = Message::new("album-bar").with("name", name).with("count", count);
    offer_ui(ui, cx, &words, |ui, cx| {
        if icon_button(ui, icons::X, cx.tr("dismiss")).clicked() {
            cx.push(LibraryCommand::LeaveApart);
        }
        if ui.button(cx.tr("album-open")).clicked() {
            cx.push(LibraryCommand::OpenAsOne(folder));
        }
    });
}

/// A bar with an offer in words; `buttons` adds its buttons from the right end on.
fn offer_ui(ui: &mut Ui, cx: &mut UiCtx<'_>, words: &Message, buttons: impl FnOnce(&mut Ui, &mut UiCtx<'_>)) {
    let ground = cx.palette.panel.lerp_to_gamma(cx.palette.accent, 0.1);
    Frame::new().fill(ground).inner_margin(Margin::symmetric(12, 4)).show(ui, |ui| {
        ui.horizontal(|ui| {
            icon_ui(ui, icons::INFO, 16.0, cx.palette.accent);
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                buttons(ui, cx);
                ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                    ui.add(Label::new(cx.words.words(words)).wrap());
                });
            });
        });
    });
}

/// A bar over the panes for each failure, the newest below. Notices of completed work are in `toasts`.
pub(super) fn notices_ui(ui: &mut Ui, cx: &mut UiCtx<'_>) {
    changed_ui(ui, cx);
    album_ui(ui, cx);
    let mut dismissed = None;
    for notice in cx.session.notices().iter().filter(|notice| notice.kind == NoticeKind::Failure) {
        let (icon, color) = (icons::WARNING, cx.palette.danger);
        let ground = cx.palette.panel.lerp_to_gamma(color, 0.1);
        Frame::new().fill(ground).inner_margin(Margin::symmetric(12, 4)).show(ui, |ui| {
            ui.horizontal(|ui| {
                icon_ui(ui, icon, 16.0, color);
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    if icon_button(ui, icons::X, cx.tr("dismiss")).clicked() {
                        dismissed = Some(notice.id);
                    }
                    ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                        announce(&ui.add(Label::new(cx.words.words(&notice.message)).wrap()), true);
                    });
                });
            });
        });
    }
    if let Some(id) = dismissed {
        cx.push(ShellCommand::Dismiss(id));
    }
}
