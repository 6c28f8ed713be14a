//! The rules of exclusion of the review: what each excludes and how much, and a button that takes it back.

use egui::Ui;

use super::listed::{button_ui, listed_ui, row_ui};
use crate::message::Message;
use crate::session::{WorkCommand, rule_words};
use crate::ui::context::UiCtx;
use crate::ui::widgets::empty_ui;

pub(super) fn rules_ui(ui: &mut Ui, cx: &mut UiCtx<'_>) {
    let rules = &cx.session.review().exclusions;
    if rules.is_empty() {
        empty_ui(ui, cx.palette, cx.tr("rules-empty"));
        return;
    }
    let counts = cx.session.listing().excluded_counts(rules.len());
    let mut removed = None;
    listed_ui(ui, "rules", rules.iter().zip(counts).enumerate(), |ui, (index, (rule, count))| {
        let words = rule_words(rule, cx.words, |key| cx.session.name_of(key).to_owned());
        let count = cx.words.words(&Message::new("rules-count").with("count", count));
        let said = [count, rule.reason.clone(), rule.author.clone(), rule.at.shown()];
        row_ui(ui, cx, (&words, &said), |ui| {
            if button_ui(ui, cx.tr("rules-remove"), &words).clicked() {
                removed = Some(index);
            }
        });
    });
    if let Some(index) = removed {
        cx.push(WorkCommand::RemoveRule(index));
    }
}
