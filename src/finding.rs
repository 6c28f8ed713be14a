//! Findings: the check, the severity, the place, and a sentence as a message. Checks that make findings are in
//! `checks`, the reviewer's verdicts in `review`.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use crate::message::Message;
use crate::report::Report;
use crate::text::{Span, normalize};

/// Number of normalised characters on each side of a finding that belong to its key.
const CONTEXT: usize = 12;

/// Severity of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Certainly wrong.
    Error,
    /// Probably wrong.
    Warning,
    /// Possibly wrong.
    Hint,
}

impl Severity {
    /// The name that the headless program's JSON uses.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Hint => "hint",
        }
    }
}

/// A place in one of the reports that were checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Index of the report in the input.
    pub report: usize,
    /// Span in its source text.
    pub span: Span,
}

/// A place that a reviewer may want to look at.
///
/// ```
/// use jiaokan::finding::{Finding, Place, Severity};
/// use jiaokan::message::Message;
/// use jiaokan::report::Report;
/// use jiaokan::text::Span;
///
/// let report = Report::from_text("a.txt", "与公安、城管的的联勤机制更加顺畅。");
/// let finding = Finding {
///     check: "doubled-word",
///     severity: Severity::Warning,
///     place: Place { report: 0, span: Span::new(6, 8) },
///     others: Vec::new(),
///     message: Message::new("finding-doubled-word"),
/// };
/// assert!(finding.key(&[&report]).starts_with("doubled-word:"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The check's id, such as `numbering-gap`.
    pub check: &'static str,
    /// Its severity.
    pub severity: Severity,
    /// Its place.
    pub place: Place,
    /// Places that it is compared with: the other value, last year's paragraph. Often empty.
    pub others: Vec<Place>,
    /// The sentence shown to the reviewer.
    pub message: Message,
}

impl Finding {
    /// Key of the finding, stable when the reports are analysed again, given in another order, renamed or changed
    /// elsewhere: the check's id and the start of the SHA-256 (32 digits) of the normalised text that it marks with a
    /// few characters around it. `reports` are those that were checked. Two findings of one check on equal text in
    /// equal surroundings have the same key, as in a body that occurs twice.
    #[must_use]
    pub fn key(&self, reports: &[&Report]) -> String {
        let text = &reports[self.place.report].text;
        let Span { start, end } = self.place.span;
        // White space is not counted; it rarely fills half of the surroundings.
        let around = Span::new(start.saturating_sub(4 * CONTEXT), (end + 4 * CONTEXT).min(text.characters()));
        let normalized = normalize(text.slice(around));
        let inside = normalized.range_from_source(Span::new(start - around.start, end - around.start));
        let from = inside.start.saturating_sub(CONTEXT);
        let to = (inside.end + CONTEXT).min(normalized.len());
        let passage: String = normalized.symbols[from..to].iter().collect();
        let hashed = format!("{}\n{passage}", self.message.id);
        Sha256::digest(hashed.as_bytes()).iter().take(16).fold(format!("{}:", self.check), |mut key, byte| {
            let _ = write!(key, "{byte:02x}");
            key
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finding(report: usize, start: usize, end: usize) -> Finding {
        Finding {
            check: "doubled-word",
            severity: Severity::Warning,
            place: Place { report, span: Span::new(start, end) },
            others: Vec::new(),
            message: Message::new("finding-doubled-word"),
        }
    }

    #[test]
    fn a_key_survives_changes_elsewhere_and_tells_places_apart() {
        let before = "开头一句话。".repeat(10) + "与公安、城管的的联勤机制更加顺畅，群众感到满意。";
        let after =
            "另外的一个开头，长短不同。".repeat(10) + "与公安、城管的的联勤 机制更加顺畅，群众感到满意。";
        let at = |text: &str| text.chars().collect::<Vec<_>>().windows(2).position(|w| w == ['的', '的']);
        let (left, right) = (at(&before).unwrap(), at(&after).unwrap());
        let (one, other) = (Report::from_text("a.txt", &before), Report::from_text("b.txt", &after));
        let key = finding(0, left, left + 2).key(&[&one]);
        assert!(key.starts_with("doubled-word:") && key.len() == "doubled-word:".len() + 32, "{key}");
        assert_ne!(key, finding(0, left, left + 3).key(&[&one]));
        assert_ne!(key, finding(0, 0, 2).key(&[&one]));
        // The end of the inserted text lies inside the surroundings.
        let far = Report::from_text("c.txt", &format!("{}{before}", "此前新增一段。"));
        assert_eq!(key, finding(1, left + 7, left + 9).key(&[&other, &far]));
        assert_eq!(finding(0, right, right + 2).key(&[&other]).len(), key.len());
    }
}
