//! Dialogs of the ledger: the name of a row, words that name one thing, and the list of what was decided.

use egui::text::CCursorRange;
use egui::text_edit::TextEditState;
use egui::{Context, Id, Key, Label, Response, RichText, TextEdit, Ui};

use super::listed::{button_ui, listed_ui, row_ui};
use super::{Choice, Tone, buttons_ui, modal_ui, title_ui};
use crate::message::Message;
use crate::review::{Indicator, LedgerChange, LedgerRule};
use crate::session::LedgerCommand;
use crate::ui::context::UiCtx;
use crate::ui::ledger::Edited;
use crate::ui::widgets::empty_ui;

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
        replaces: true,
    };
    let done = question.ui(ctx, cx, about, |ui, edited| {
        let edit = TextEdit::singleline(&mut edited.name);
        let field = ui.add(edit.desired_width(f32::INFINITY).cursor_at_end(true));
        let entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        (field, entered, None)
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
        replaces: false,
    };
    let done = question.ui(ctx, cx, about, |ui, edited| {
        let edit = TextEdit::multiline(&mut edited.words);
        let field = ui.add(edit.desired_rows(5).desired_width(f32::INFINITY));
        let several = words(&edited.words).len() > 1;
        (field, false, (!several).then_some("ledger-needs-words"))
    });
    if done {
        let words = words(&cx.view.slot::<Edited>().words);
        cx.push(LedgerCommand::Synonyms(words));
    }
}

/// A dialog with one field, by the messages of its words.
struct Question {
    id: &'static str,
    title: &'static str,
    field: &'static str,
    keep: &'static str,
    /// Whether what is typed first replaces the text of the field.
    replaces: bool,
}

impl Question {
    /// Shows the dialog. `edit` shows the field, and says whether it was entered and what keeps it from being kept.
    /// Returns whether it is kept now.
    fn ui(
        &self,
        ctx: &Context,
        cx: &mut UiCtx<'_>,
        about: String,
        edit: impl FnOnce(&mut Ui, &mut Edited) -> (Response, bool, Option<&'static str>),
    ) -> bool {
        let opened = super::begins(cx);
        let title = cx.tr(self.title).trim_end_matches('…');
        let (mut done, mut cancelled) = (false, false);
        let shown = modal_ui(ctx, cx.palette, self.id, title, |ui| {
            ui.set_width(400.0);
            title_ui(ui, title);
            ui.add_space(4.0);
            ui.add(Label::new(RichText::new(about).color(cx.palette.secondary)).wrap());
            ui.add_space(8.0);
            let (field, entered, missing) = edit(ui, cx.view.slot::<Edited>());
            let label = cx.tr(self.field);
            ui.ctx().accesskit_node_builder(field.id, |node| node.set_label(label));
            if opened {
                field.request_focus();
                if self.replaces {
                    select_all(ctx, field.id, &cx.view.slot::<Edited>().name);
                }
            }
            done = entered;
            ui.add_space(12.0);
            let keep = Choice::new(cx.tr(self.keep), Tone::Primary);
            let keep = if let Some(why) = missing { keep.when(false, cx.tr(why)) } else { keep };
            match buttons_ui(ui, cx.palette, &[keep, Choice::new(cx.tr("cancel"), Tone::Plain)], false) {
                Some(0) => done = true,
                Some(_) => cancelled = true,
                None => {}
            }
        });
        if done || cancelled || shown.should_close() {
            cx.view.dialog = None;
        }
        done
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
