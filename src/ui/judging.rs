//! The buttons that judge what is chosen, each with its key: in the card under the panes and below a comparison.

use egui::{Button, RichText, Ui, WidgetInfo, vec2};

use super::actions::Action;
use super::context::UiCtx;
use super::format::key_text;
use super::theme::{CAPTION, CONTROL_HEIGHT, regular};
use super::widgets::explain;
use crate::message::Message;
use crate::review::Judgement;

/// Draws `写批注 N`, `确认 Y` and `排除 X` from the right end of a row on. Several chosen parts are counted in the words.
/// `row` says that a row of a comparison is current, on which a note can be written without a finding.
pub(super) fn judge_buttons_ui(ui: &mut Ui, cx: &mut UiCtx<'_>, row: Option<bool>) {
    let count = cx.session.targets().len();
    for action in [Action::Dismiss, Action::Confirm, Action::Note] {
        button_ui(ui, cx, action, row, count);
    }
}

/// The button of an action on `count` findings.
fn button_ui(ui: &mut Ui, cx: &mut UiCtx<'_>, action: Action, row: Option<bool>, count: usize) {
    let enabled = action == Action::Note && row == Some(true) || action.is_enabled(cx.session);
    let decided = cx.session.chosen().and_then(|chosen| cx.session.verdict(chosen.finding));
    let on = decided.is_some_and(|verdict| match verdict.verdict {
        Judgement::Confirmed => action == Action::Confirm,
        Judgement::Dismissed => action == Action::Dismiss,
    });
    let name = match (action, row, count) {
        (Action::Note, Some(_), _) => cx.tr("compare-note").to_owned(),
        (Action::Confirm, _, 2..) => counted(cx, "judge-confirm", count),
        (Action::Dismiss, _, 2..) => counted(cx, "judge-dismiss", count),
        _ => cx.tr(action.label()).to_owned(),
    };
    let shown = if action == Action::Note { cx.tr(action.label()) } else { &name };
    let key = action.keys().first().map(|key| key_text(ui.ctx(), *key)).unwrap_or_default();
    let label = RichText::new(format!("{shown} {key}")).font(regular(CAPTION));
    let button = Button::new(label).selected(on).min_size(vec2(0.0, CONTROL_HEIGHT));
    let response = ui.add_enabled(enabled, button);
    response.widget_info(|| WidgetInfo::selected(egui::Role::Button, enabled, on, &name));
    let missing = if row.is_some() { "compare-row-no-finding" } else { "needs-finding" };
    if explain(response, (!enabled).then(|| cx.tr(missing))).clicked() {
        action.run(&ui.ctx().clone(), cx);
    }
}

fn counted(cx: &UiCtx<'_>, id: &'static str, count: usize) -> String {
    cx.words.words(&Message::new(id).with("count", count))
}
