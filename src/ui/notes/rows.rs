//! The words of the rows in the list of notes: made when a row is first seen, kept until a note or the language changes.

use std::rc::Rc;

use super::category_words;
use crate::i18n::Language;
use crate::message::Message;
use crate::review::{Note, State};
use crate::session::one_line;
use crate::ui::UiCtx;
use crate::ui::words::{severity_name, state_name};

/// The rows that were seen, by their place in the list.
#[derive(Default)]
pub(in crate::ui) struct Rows {
    key: Option<(u64, Language)>,
    rows: Vec<Option<Rc<Row>>>,
}

/// What one row says.
pub(super) struct Row {
    /// Number, category, severity, tags.
    pub(super) head: String,
    /// What the note says, in one line.
    pub(super) body: String,
    /// The quote and its report.
    pub(super) about: String,
    /// The worst of its places.
    pub(super) state: Option<State>,
    /// What a screen reader says.
    pub(super) name: String,
    /// What is said when it is pointed at.
    pub(super) tip: String,
}

/// Forgets the rows where they say what is no longer so.
pub(super) fn refresh(cx: &mut UiCtx<'_>) {
    let key = (cx.session.notes().revision, cx.words.language());
    if cx.view.note_rows.key.replace(key) != Some(key) {
        cx.view.note_rows.rows = vec![None; cx.session.notes().listed.len()];
    }
}

/// The row at a place of the list.
pub(super) fn row(cx: &mut UiCtx<'_>, place: usize) -> Rc<Row> {
    if let Some(row) = &cx.view.note_rows.rows[place] {
        return Rc::clone(row);
    }
    let row = Rc::new(made(cx, cx.session.notes().listed[place]));
    cx.view.note_rows.rows[place] = Some(Rc::clone(&row));
    row
}

fn made(cx: &UiCtx<'_>, index: usize) -> Row {
    const SHOWN: usize = 160;
    let note = &cx.session.review().notes[index];
    let what = format!("{} · {}", category_words(cx, &note.category), cx.tr(severity_name(note.severity)));
    let tags = note.tags.iter().fold(String::new(), |tags, tag| tags + "  #" + tag);
    let about = about(cx, note);
    let body: String = one_line(&note.body).chars().take(SHOWN).collect();
    let state = worst(cx, note);
    let state_words = state.and_then(state_name).map_or_else(String::new, |id| format!(", {}", cx.tr(id)));
    Row {
        head: format!("{}  {what}{tags}", index + 1),
        name: format!("{}. {what}, {body}, {about}{state_words}", index + 1),
        tip: format!("{}\n\n{about}\n{}", note.body, who_and_when(cx, note)),
        body,
        about,
        state,
    }
}

/// What is most wrong with the places of a note that are in open reports.
pub(super) fn worst(cx: &UiCtx<'_>, note: &Note) -> Option<State> {
    let rank = |state: &State| match state {
        State::Anchored => 0,
        State::Moved => 1,
        State::Uncertain => 2,
        State::Orphan => 3,
    };
    let places = cx.session.note_places(&note.id).iter().filter(|place| place.report.is_some());
    places.map(|place| place.state).max_by_key(rank)
}

/// `林校 · 写于 2026-01-05 09:00 · 改于 …`.
pub(in crate::ui) fn who_and_when(cx: &UiCtx<'_>, note: &Note) -> String {
    let (created, modified) = (note.created.shown(), note.modified.shown());
    let id = if created == modified { "note-written" } else { "note-written-changed" };
    let message = Message::new(id)
        .with("author", note.author.as_str())
        .with("created", created)
        .with("modified", modified);
    let words = cx.words.words(&message);
    // Nobody may have been named.
    words.trim_start_matches([' ', '·']).to_owned()
}

/// The quote and the report it stands in.
fn about(cx: &UiCtx<'_>, note: &Note) -> String {
    let Some(target) = note.targets.first() else { return String::new() };
    let title =
        cx.session.review().report(&target.report).map(|report| report.title.as_str()).unwrap_or_default();
    let quote: String = one_line(&target.exact).chars().take(40).collect();
    let message = Message::new("note-about").with("quote", quote).with("title", title);
    cx.words.words(&message)
}
