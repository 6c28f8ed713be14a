//! Words for the session's values: which message names a mark, a category, a severity, a furniture kind.

use crate::message::Message;
use crate::review::{Category, Severity, State};
use crate::session::{CheckSeverity, Finding, MarkKind, Session};

use super::icons;

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

/// Name of what a finding is: of its check, else of its kind.
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

/// The categories that can be chosen, in the order of the list.
pub(super) const CATEGORIES: [Category; 6] = [
    Category::Duplicate,
    Category::Structure,
    Category::Figures,
    Category::Wording,
    Category::Question,
    Category::Praise,
];

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

/// What to say of a note whose text did not stand where it was.
pub(super) fn state_name(state: State) -> Option<&'static str> {
    match state {
        State::Anchored => None,
        State::Moved => Some("state-moved"),
        State::Uncertain => Some("state-uncertain"),
        State::Orphan => Some("state-orphan"),
    }
}

/// The sign beside it.
pub(super) fn state_icon(state: State) -> &'static str {
    match state {
        State::Anchored => icons::CHECK_CIRCLE,
        State::Moved => icons::ARROWS_DOWN_UP,
        State::Uncertain => icons::QUESTION,
        State::Orphan => icons::WARNING_CIRCLE,
    }
}

/// The letter of a pane: 甲, 乙 …
pub(super) fn pane_letter(pane: usize) -> &'static str {
    ["甲", "乙", "丙", "丁"][pane]
}

/// How much what a check says matters.
pub(super) fn check_severity_name(severity: CheckSeverity) -> &'static str {
    match severity {
        CheckSeverity::Error => "severity-error",
        CheckSeverity::Warning => "severity-warning",
        CheckSeverity::Hint => "severity-hint",
    }
}

/// What a finding is, in one line: `文内重复 · 1,234 字 · 2 处`; of a check what it says.
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

/// In which way the places of a finding are alike, in as many sentences as that takes.
pub(super) fn how_alike(finding: &Finding) -> Vec<Message> {
    let near = finding.similarity < 1.0 || finding.figures_only;
    match (finding.kind, finding.variants) {
        (MarkKind::Phrase | MarkKind::Check, _) => Vec::new(),
        (_, count) if finding.figures_only => vec![Message::new("near-figures").with("count", count)],
        (_, count) if near => {
            let [first, second] = finding.kept.map(percent);
            let similarity = percent(finding.similarity.max(0.0));
            vec![
                Message::new("near-similarity").with("similarity", similarity).with("count", count),
                Message::new("near-kept").with("first", first).with("second", second),
            ]
        }
        (_, 0) => vec![Message::new("exact-by-letter")],
        (_, count) => vec![Message::new("exact-but-for").with("count", count)],
    }
}

/// A number with a mark between thousands.
pub(super) fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A share as a whole percentage; a trace is not nothing, and almost all is not all.
pub(super) fn percent(share: f32) -> String {
    let percent = share * 100.0;
    if percent > 0.0 && percent < 1.0 {
        "<1%".to_owned()
    } else if percent > 99.0 && percent < 100.0 {
        ">99%".to_owned()
    } else {
        format!("{percent:.0}%")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_well() {
        assert_eq!([0, 999, 1000, 1_234_567].map(thousands), ["0", "999", "1,000", "1,234,567"]);
        assert_eq!([0.0, 0.004, 0.5, 0.997, 1.0].map(percent), ["0%", "<1%", "50%", ">99%", "100%"]);
    }
}
