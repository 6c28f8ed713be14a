//! The rules of exclusion of the review: what each excludes and how much, and a button that takes it back.

use egui::{Label, RichText, ScrollArea, Ui};

use crate::message::Message;
use crate::review::{Excluded, Exclusion, ReportKey};
use crate::session::{WorkCommand, all_checks, one_line};
use crate::ui::context::UiCtx;
use crate::ui::theme::{CAPTION, regular};
use crate::ui::widgets::empty_ui;

/// Characters of an excluded text that its row quotes.
const QUOTED: usize = 40;

pub(super) fn rules_ui(ui: &mut Ui, cx: &mut UiCtx<'_>) {
    let rules = &cx.session.review().exclusions;
    if rules.is_empty() {
        empty_ui(ui, cx.palette, cx.tr("rules-empty"));
        return;
    }
    let counts = cx.session.listing().excluded_counts(rules.len());
    let mut removed = None;
    ScrollArea::vertical().id_salt("rules").max_height(360.0).auto_shrink([false, true]).show(ui, |ui| {
        for (index, (rule, count)) in rules.iter().zip(counts).enumerate() {
            ui.horizontal(|ui| {
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    let name = cx.tr("rules-remove");
                    if ui.button(name).clicked() {
                        removed = Some(index);
                    }
                    ui.with_layout(egui::Layout::top_down(egui::Align::Min), |ui| {
                        rule_ui(ui, cx, rule, count);
                    });
                });
            });
            ui.separator();
        }
    });
    if let Some(index) = removed {
        cx.push(WorkCommand::RemoveRule(index));
    }
}

fn rule_ui(ui: &mut Ui, cx: &UiCtx<'_>, rule: &Exclusion, count: usize) {
    ui.add(Label::new(rule_words(cx, rule)).wrap());
    let count = Message::new("rules-count").with("count", count);
    let said = [cx.words.words(&count), rule.reason.clone(), rule.author.clone(), rule.at.shown()];
    let said: Vec<String> = said.into_iter().filter(|words| !words.is_empty()).collect();
    let said = RichText::new(said.join(" · ")).font(regular(CAPTION)).color(cx.palette.secondary);
    ui.add(Label::new(said).wrap());
}

/// What a rule excludes, in words.
fn rule_words(cx: &UiCtx<'_>, rule: &Exclusion) -> String {
    let report = |key: &ReportKey| cx.session.name_of(key);
    let check = |id: &str| {
        let about = all_checks().into_iter().find(|about| about.id == id);
        about.map_or_else(|| id.to_owned(), |about| cx.tr(about.name).to_owned())
    };
    let message = match &rule.what {
        Excluded::Pair(one, other) => {
            Message::new("exclude-pair").with("one", report(one)).with("other", report(other))
        }
        Excluded::Text { text, check: of } => {
            let line = one_line(text);
            let quote: String = line.chars().take(QUOTED).collect();
            let quote = if line.chars().count() > QUOTED { format!("{quote}…") } else { quote };
            let id = if of.is_some() { "rules-text-check" } else { "rules-text" };
            Message::new(id).with("text", quote).with("check", of.as_deref().map(check).unwrap_or_default())
        }
        Excluded::CheckIn(id, key) => {
            Message::new("exclude-check-in").with("check", check(id)).with("report", report(key))
        }
        Excluded::Check(id) => Message::new("exclude-check").with("check", check(id)),
    };
    cx.words.words(&message)
}
