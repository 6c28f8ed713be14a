//! The verdicts on findings that the analysis no longer reports: where each was, what was decided, a button that goes to the
//! place and one that takes the verdict back.

use egui::{Label, RichText, ScrollArea, Ui};

use crate::message::Message;
use crate::review::{JudgedPlace, Judgement, Verdict};
use crate::session::{WorkCommand, one_line, verdict_subject};
use crate::ui::context::UiCtx;
use crate::ui::theme::{CAPTION, regular};
use crate::ui::widgets::empty_ui;

pub(super) fn lost_ui(ui: &mut Ui, cx: &mut UiCtx<'_>) {
    let lost = cx.session.lost_verdicts();
    if lost.is_empty() {
        empty_ui(ui, cx.palette, cx.tr("lost-empty"));
        return;
    }
    let about = RichText::new(cx.tr("lost-about")).font(regular(CAPTION)).color(cx.palette.secondary);
    ui.add(Label::new(about).wrap());
    ui.add_space(4.0);
    let mut done = None;
    ScrollArea::vertical().id_salt("lost").max_height(360.0).auto_shrink([false, true]).show(ui, |ui| {
        for index in lost {
            let verdict = &cx.session.review().verdicts[index];
            ui.horizontal(|ui| {
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    if ui.button(cx.tr("rules-remove")).clicked() {
                        done = Some(WorkCommand::RemoveVerdict(index));
                    }
                    if !verdict.places.is_empty() && ui.button(cx.tr("lost-go")).clicked() {
                        done = Some(WorkCommand::GoToVerdict(index));
                    }
                    ui.with_layout(egui::Layout::top_down(egui::Align::Min), |ui| {
                        verdict_ui(ui, cx, verdict);
                    });
                });
            });
            ui.separator();
        }
    });
    if let Some(command) = done {
        if matches!(command, WorkCommand::GoToVerdict(_)) {
            cx.view.dialog = None;
        }
        cx.push(command);
    }
}

fn verdict_ui(ui: &mut Ui, cx: &UiCtx<'_>, verdict: &Verdict) {
    let place = |place: &JudgedPlace| {
        let words = Message::new("export-gone-place").with("report", cx.session.name_of(&place.report));
        cx.words.words(&words.with("quote", one_line(&place.quote)))
    };
    let subject = verdict_subject(verdict, cx.words);
    let said: Vec<String> = std::iter::once(subject).chain(verdict.places.iter().map(place)).collect();
    ui.add(Label::new(said.join(" · ")).wrap());
    let judgement = match verdict.verdict {
        Judgement::Confirmed => "verdict-confirmed",
        Judgement::Dismissed => "verdict-dismissed",
    };
    let said =
        [cx.tr(judgement).to_owned(), verdict.reason.clone(), verdict.author.clone(), verdict.at.shown()];
    let said: Vec<String> = said.into_iter().filter(|words| !words.is_empty()).collect();
    let said = RichText::new(said.join(" · ")).font(regular(CAPTION)).color(cx.palette.secondary);
    ui.add(Label::new(said).wrap());
}
