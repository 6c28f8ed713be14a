//! Words and signs for values of the session: kinds of marks, verdicts, categories, severities, states; and the summary
//! of a finding. Formatting of numbers, names and keys is in `format`.

use super::actions::Action;
use super::context::UiCtx;
use super::format::percent;
use super::icons;
use crate::message::Message;
use crate::review::{Category, Judgement, Note, Severity, State};
use crate::session::{CheckSeverity, Finding, MarkKind, Session};

/// Name of a kind of mark.
pub(super) fn mark_name(kind: MarkKind) -> &'static str {
    match kind {
        MarkKind::Same => "mark-same",
        MarkKind::Near => "mark-near",
        MarkKind::Within => "mark-within",
        MarkKind::Check => "mark-check",
        MarkKind::Phrase => "mark-phrase",
    }
}

/// Name of a finding's check, or of its kind if it is not of a check.
pub(super) fn finding_name(finding: &Finding) -> &'static str {
    finding.check.as_ref().map_or(mark_name(finding.kind), |check| check.name)
}

/// Glyph of a kind of mark.
pub(super) fn mark_glyph(kind: MarkKind) -> &'static str {
    match kind {
        MarkKind::Same => icons::EQUALS,
        MarkKind::Near => icons::APPROXIMATE_EQUALS,
        MarkKind::Within => icons::ARROW_COUNTER_CLOCKWISE,
        MarkKind::Check => icons::WARNING_CIRCLE,
        MarkKind::Phrase => icons::DOT_OUTLINE,
    }
}

/// Name of a category, which may be the reviewer's own.
pub(super) fn category_name(category: &Category) -> Result<&'static str, &str> {
    Ok(match category {
        Category::Duplicate => "category-duplicate",
        Category::Structure => "category-structure",
        Category::Figures => "category-figures",
        Category::Wording => "category-wording",
        Category::Question => "category-question",
        Category::Praise => "category-praise",
        Category::Other(name) => return Err(name),
    })
}

/// Name of a severity.
pub(super) fn severity_name(severity: Severity) -> &'static str {
    match severity {
        Severity::Info => "severity-info",
        Severity::Minor => "severity-minor",
        Severity::Major => "severity-major",
        Severity::Critical => "severity-critical",
    }
}

/// Name of a state; `None` for a note whose text was found.
pub(super) fn state_name(state: State) -> Option<&'static str> {
    match state {
        State::Anchored => None,
        State::Moved => Some("state-moved"),
        State::Uncertain => Some("state-uncertain"),
        State::Orphan => Some("state-orphan"),
    }
}

/// Icon of a state.
pub(super) fn state_icon(state: State) -> &'static str {
    match state {
        State::Anchored => icons::CHECK_CIRCLE,
        State::Moved => icons::ARROWS_DOWN_UP,
        State::Uncertain => icons::QUESTION,
        State::Orphan => icons::WARNING_CIRCLE,
    }
}

/// Name of a check's severity.
pub(super) fn check_severity_name(severity: CheckSeverity) -> &'static str {
    match severity {
        CheckSeverity::Error => "severity-error",
        CheckSeverity::Warning => "severity-warning",
        CheckSeverity::Hint => "severity-hint",
    }
}

/// A finding in one line: `文内重复 · 1,234 字 · 2 处`, or the message of its check.
pub(super) fn finding_summary(session: &Session, finding: usize) -> Message {
    let finding = &session.findings().list[finding];
    let id = match finding.kind {
        MarkKind::Same => "finding-same",
        MarkKind::Near => "finding-near",
        MarkKind::Within => "finding-within",
        MarkKind::Phrase => "finding-phrase",
        MarkKind::Check => {
            return finding.check.as_ref().map_or_else(|| Message::new("mark-check"), |c| c.message.clone());
        }
    };
    Message::new(id).with("characters", finding.characters).with("places", finding.places.len())
}

/// Description of the similarity of a finding's places, in one or two sentences: of the two that are shown if it is
/// chosen. Empty where no two of several places are in view.
pub(super) fn how_alike(session: &Session, index: usize) -> Vec<Message> {
    let kind = session.findings().list[index].kind;
    if matches!(kind, MarkKind::Phrase | MarkKind::Check) {
        return Vec::new();
    }
    let Some(pair) = session.difference_of(index) else { return Vec::new() };
    let count = pair.count;
    if pair.figures_only {
        vec![Message::new("near-figures").with("count", count)]
    } else if pair.similarity < 1.0 {
        let [first, second] = pair.kept.map(percent);
        let similarity = percent(pair.similarity.max(0.0));
        vec![
            Message::new("near-similarity").with("similarity", similarity).with("count", count),
            Message::new("near-kept").with("first", first).with("second", second),
        ]
    } else if count == 0 {
        vec![Message::new("exact-by-letter")]
    } else {
        vec![Message::new("exact-but-for").with("count", count)]
    }
}

/// Name of a verdict.
pub(super) fn verdict_name(verdict: Judgement) -> &'static str {
    match verdict {
        Judgement::Confirmed => "verdict-confirmed",
        Judgement::Dismissed => "verdict-dismissed",
    }
}

/// The words of a category, which may be the reviewer's own.
pub(super) fn category_words<'a>(cx: &UiCtx<'a>, category: &'a Category) -> &'a str {
    match category_name(category) {
        Ok(id) => cx.tr(id),
        Err(own) => own,
    }
}

/// `林校 · 写于 2026-01-05 09:00 · 改于 …`.
pub(super) fn who_and_when(cx: &UiCtx<'_>, note: &Note) -> String {
    let (created, modified) = (note.created.shown(), note.modified.shown());
    let id = if created == modified { "note-written" } else { "note-written-changed" };
    let message = Message::new(id)
        .with("author", note.author.as_str())
        .with("created", created)
        .with("modified", modified);
    let words = cx.words.words(&message);
    // The author may be unnamed.
    words.trim_start_matches([' ', '·']).to_owned()
}

/// The words of an action; undo and redo also name the step.
pub(super) fn action_label(cx: &UiCtx<'_>, action: Action) -> String {
    let step = match action {
        Action::Undo => cx.session.undo_name().map(|name| ("undo-step", name)),
        Action::Redo => cx.session.redo_name().map(|name| ("redo-step", name)),
        _ => None,
    };
    match step {
        Some((id, name)) => cx.words.words(&Message::new(id).with("step", cx.words.text(name))),
        None => cx.tr(action.label()).to_owned(),
    }
}
