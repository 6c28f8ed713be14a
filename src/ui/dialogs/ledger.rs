//! Dialogs of the ledger: the name of a row, words that name one thing, and the list of what was decided.

use egui::text::CCursorRange;
use egui::text_edit::TextEditState;
use egui::{Context, Id, Key, TextEdit, Ui};

use super::listed::{button_ui, listed_ui, row_ui};
use super::question::{Field, Question};
use crate::message::Message;
use crate::review::{Indicator, LedgerChange, LedgerRule};
use crate::session::LedgerCommand;
use crate::ui::context::UiCtx;
use crate::ui::ledger::Edited;
use crate::ui::widgets::empty_ui;

/// Width of a dialog with one field, in points.
const WIDTH: f32 = 400.0;

/// Asks for the name of a row. An empty field gives the row back its own name.
pub(super) fn name_ui(ctx: &Context, cx: &mut UiCtx<'_>) {
    let own = cx.view.slot::<Edited>().subjects.first().map(|subject| subject.words.clone());
    let said = Message::new("ledger-name-own").with("words", own.unwrap_or_default());
    let about = cx.words.words(&said);
    let question = Question {
        id: "ledger-name",
        title: "ledger-rename",
        field: "ledger-name-field",
        keep: "ledger-name-keep",
        width: WIDTH,
    };
    let done = question.ui(ctx, cx, about, |ui, cx, opened| {
        let name = &mut cx.view.slot::<Edited>().name;
        let response = ui.add(TextEdit::singleline(name).desired_width(f32::INFINITY).cursor_at_end(true));
        if opened {
            // What is typed first replaces the name.
            select_all(ctx, response.id, name);
        }
        let is_entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        Field { response, is_entered, missing: None }
    });
    if done {
        let edited = cx.view.slot::<Edited>();
        let (subjects, name) = (edited.subjects.clone(), edited.name.clone());
        cx.push(LedgerCommand::Rename(subjects, name));
    }
}

/// Asks for words that name one thing, one a line.
pub(super) fn words_ui(ctx: &Context, cx: &mut UiCtx<'_>) {
    let about = cx.tr("ledger-words-about").to_owned();
    let question = Question {
        id: "ledger-words",
        title: "ledger-synonyms",
        field: "ledger-words-field",
        keep: "ledger-words-keep",
        width: WIDTH,
    };
    let done = question.ui(ctx, cx, about, |ui, cx, _| {
        let typed = &mut cx.view.slot::<Edited>().words;
        let response = ui.add(TextEdit::multiline(typed).desired_rows(5).desired_width(f32::INFINITY));
        let several = words(typed).len() > 1;
        Field { response, is_entered: false, missing: (!several).then_some("ledger-needs-words") }
    });
    if done {
        let words = words(&cx.view.slot::<Edited>().words);
        cx.push(LedgerCommand::Synonyms(words));
    }
}

fn select_all(ctx: &Context, field: Id, text: &str) {
    let mut state = TextEditState::load(ctx, field).unwrap_or_default();
    state.cursor.set_char_range(Some(CCursorRange::select_all_str(text)));
    state.store(ctx, field);
}

fn words(text: &str) -> Vec<String> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// What was decided about rows, the newest first, each with a button that takes it back.
pub(super) fn changes_ui(ui: &mut Ui, cx: &mut UiCtx<'_>) {
    let rules = &cx.session.review().ledger;
    if rules.is_empty() {
        empty_ui(ui, cx.palette, cx.tr("ledger-changes-empty"));
        return;
    }
    let mut taken = None;
    listed_ui(ui, "ledger-rules", rules.iter().rev(), |ui, rule| {
        let words = rule_words(cx, rule);
        row_ui(ui, cx, (&words, &[rule.author.clone(), rule.at.shown()]), |ui| {
            if button_ui(ui, cx.tr("ledger-take-back"), &words).clicked() {
                taken = Some(rule.id.clone());
            }
        });
    });
    if let Some(id) = taken {
        cx.push(LedgerCommand::TakeBack(id));
    }
}

/// A decision in words.
fn rule_words(cx: &UiCtx<'_>, rule: &LedgerRule) -> String {
    let named = |one: &Indicator| {
        let report = one.report.as_ref().map(|key| cx.session.name_of(key));
        let unit = if one.unit.is_empty() { String::new() } else { format!(" ({})", one.unit) };
        let report = report.map_or_else(String::new, |report| format!(" – {report}"));
        format!("{}{unit}{report}", one.words)
    };
    let message = match &rule.what {
        LedgerChange::Join(one, other) => {
            Message::new("ledger-did-join").with("one", named(one)).with("other", named(other))
        }
        LedgerChange::Part(one) => Message::new("ledger-did-part").with("one", named(one)),
        LedgerChange::Rename(one, name) => {
            Message::new("ledger-did-rename").with("one", named(one)).with("name", name.as_str())
        }
        LedgerChange::Hide(one) => Message::new("ledger-did-hide").with("one", named(one)),
        LedgerChange::Synonyms(words) => Message::new("ledger-did-words").with("words", words.join(" = ")),
    };
    cx.words.words(&message)
}
