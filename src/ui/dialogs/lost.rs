//! The verdicts on findings that the analysis no longer reports: where each was, what was decided, a button that goes to the
//! place and one that takes the verdict back.

use egui::{Label, RichText, Ui};

use super::listed::{button_ui, listed_ui, row_ui};
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
    listed_ui(ui, "lost", lost.into_iter(), |ui, index| {
        let verdict = &cx.session.review().verdicts[index];
        let (words, said) = verdict_words(cx, verdict);
        row_ui(ui, cx, (&words, &said), |ui| {
            if button_ui(ui, cx.tr("rules-remove"), &words).clicked() {
                done = Some(WorkCommand::RemoveVerdict(index));
            }
            if !verdict.places.is_empty() && button_ui(ui, cx.tr("lost-go"), &words).clicked() {
                done = Some(WorkCommand::GoToVerdict(index));
            }
        });
    });
    if let Some(command) = done {
        if matches!(command, WorkCommand::GoToVerdict(_)) {
            cx.view.dialog = None;
        }
        cx.push(command);
    }
}

/// What a verdict is on and where, and what else is known of it.
fn verdict_words(cx: &UiCtx<'_>, verdict: &Verdict) -> (String, [String; 4]) {
    let place = |place: &JudgedPlace| {
        let words = Message::new("export-gone-place").with("report", cx.session.name_of(&place.report));
        cx.words.words(&words.with("quote", one_line(&place.quote)))
    };
    let subject = verdict_subject(verdict, cx.words);
    let words: Vec<String> = std::iter::once(subject).chain(verdict.places.iter().map(place)).collect();
    let judgement = match verdict.verdict {
        Judgement::Confirmed => "verdict-confirmed",
        Judgement::Dismissed => "verdict-dismissed",
    };
    let said =
        [cx.tr(judgement).to_owned(), verdict.reason.clone(), verdict.author.clone(), verdict.at.shown()];
    (words.join(" · "), said)
}
