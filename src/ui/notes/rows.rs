//! The text of the rows in the list of notes. Made when a row is first in view, kept until a note or the language changes.

use std::rc::Rc;

use crate::i18n::Language;
use crate::message::Message;
use crate::review::{Note, State};
use crate::session::one_line;
use crate::ui::context::UiCtx;
use crate::ui::words::{category_words, severity_name, state_name, who_and_when};

/// The rows made so far, by index in the list.
#[derive(Default)]
struct Rows {
    key: Option<(u64, Language)>,
    rows: Vec<Option<Rc<Row>>>,
}

/// The text of one row.
pub(super) struct Row {
    /// Number, category, severity, tags.
    pub(super) head: String,
    /// The note's text in one line.
    pub(super) body: String,
    /// The quote and its report.
    pub(super) about: String,
    /// The worst state among its places.
    pub(super) state: Option<State>,
    /// Number of replies.
    pub(super) replies: usize,
    /// The accessible name.
    pub(super) name: String,
    /// The tooltip.
    pub(super) tip: String,
}

/// Drops the rows if notes or the language have changed.
pub(super) fn refresh(cx: &mut UiCtx<'_>) {
    let key = (cx.session.notes().revision, cx.words.language());
    let rows = cx.view.slot::<Rows>();
    if rows.key.replace(key) != Some(key) {
        rows.rows = vec![None; cx.session.notes().listed.len()];
    }
}

/// The row at an index of the list.
pub(super) fn row(cx: &mut UiCtx<'_>, place: usize) -> Rc<Row> {
    if let Some(row) = &cx.view.slot::<Rows>().rows[place] {
        return Rc::clone(row);
    }
    let row = Rc::new(made(cx, cx.session.notes().listed[place]));
    cx.view.slot::<Rows>().rows[place] = Some(Rc::clone(&row));
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
    let replies = match note.replies.len() {
        0 => String::new(),
        count => format!(", {}", cx.words.words(&Message::new("note-replies").with("count", count))),
    };
    Row {
        head: format!("{}  {what}{tags}", index + 1),
        name: format!("{}. {what}, {body}, {about}{state_words}{replies}", index + 1),
        tip: format!("{}\n\n{about}\n{}", note.body, who_and_when(cx, note)),
        replies: note.replies.len(),
        body,
        about,
        state,
    }
}

/// The worst state among a note's places in open reports.
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

/// The quote and the name of its report.
fn about(cx: &UiCtx<'_>, note: &Note) -> String {
    let Some(target) = note.targets.first() else { return String::new() };
    let title = cx.session.name_of(&target.report);
    let quote: String = one_line(&target.exact).chars().take(40).collect();
    let message = Message::new("note-about").with("quote", quote).with("title", title);
    cx.words.words(&message)
}
