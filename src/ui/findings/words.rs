//! The rows of the work list in words: cases by their reports and kind, checks by their name and figures, parts by the
//! beginning of their text.

use crate::i18n::Language;
use crate::message::Message;
use crate::review::Judgement;
use crate::session::{CheckSeverity, Entry, Finding, MarkKind, Node, PairKind, ReportId, Subject, Tally};
use crate::text::Span;
use crate::ui::context::UiCtx;
use crate::ui::format::{percent, thousands};
use crate::ui::places::{beginning, places_words};
use crate::ui::words::{check_severity_name, finding_name, finding_summary, verdict_name};

/// Characters of a passage that its row quotes.
const QUOTED: usize = 60;
/// Maximum number of figures that a row lists.
const FIGURES: usize = 12;
/// Maximum number of reports that a row names.
const NAMED: usize = 3;
/// What stands between the names of a pair.
const BETWEEN: &str = " | ";

/// Maximum number of reports whose numbers a row shows.
const BADGES: usize = 4;

/// A row in words.
#[derive(Clone, Default)]
pub(super) struct RowWords {
    /// Numbers of the reports, shown as badges.
    pub(super) badges: Vec<usize>,
    /// The upper line, or the only one.
    pub(super) title: String,
    /// What is shown where the upper line has no room for the title.
    pub(super) shorter: Shorter,
    /// The lower line of a case.
    pub(super) kind: String,
    /// The number at the right end: the worth of a case, the length of a passage.
    pub(super) number: String,
    /// How many parts are open, in words; empty for a part and where none is.
    pub(super) open: String,
    /// The kind of a part's mark, or of a check's.
    pub(super) mark: Option<MarkKind>,
    /// The verdict on all parts.
    pub(super) verdict: Option<Judgement>,
    /// Whether it is counted in another case.
    pub(super) is_reference: bool,
    /// Share of the parts with a verdict; `None` for a part.
    pub(super) judged: Option<f32>,
    /// The accessible name.
    pub(super) name: String,
    /// The tooltip.
    pub(super) tip: String,
}

/// Shorter titles of a row.
#[derive(Clone, Default)]
pub(super) enum Shorter {
    /// The title's beginning.
    #[default]
    Cut,
    /// Two names with this between them, each shortened in its middle.
    Both([String; 2], &'static str),
    /// Fewer names; the longest first.
    Fewer(Vec<String>),
}

/// The words of a row.
pub(super) fn row_words(cx: &UiCtx<'_>, at: usize) -> RowWords {
    let node = &cx.session.findings().tree.nodes[at];
    let tally = cx.session.listing().tally(at);
    let mut words = match &node.subject {
        Subject::Part { finding, is_reference } => {
            let rows = &cx.session.findings().tree.nodes;
            let above = rows[..at].iter().rev().find(|row| row.depth < node.depth);
            let is_named = above.is_some_and(|row| matches!(row.subject, Subject::Check { .. }));
            part_words(cx, *finding, *is_reference, is_named)
        }
        Subject::Check { name, severity, .. } => check_words(cx, at, name, *severity, tally),
        _ => case_words(cx, at, node, tally),
    };
    if !matches!(node.subject, Subject::Part { .. }) {
        words.verdict = tally.verdict();
        words.judged = (tally.parts > 0).then(|| tally.judged() as f32 / tally.parts as f32);
        if tally.open() > 0 && tally.judged() > 0 || matches!(node.subject, Subject::Check { .. }) {
            words.open = format!("{} / {}", tally.judged(), tally.parts);
        }
        let progress = Message::new("case-progress").with("judged", tally.judged()).with("all", tally.parts);
        words.name = format!("{}, {}", words.name, cx.words.words(&progress));
    }
    if let Some(verdict) = words.verdict {
        words.name = format!("{}, {}", words.name, cx.tr(verdict_name(verdict)));
    }
    words
}

fn case_words(cx: &UiCtx<'_>, at: usize, node: &Node, tally: Tally) -> RowWords {
    let session = cx.session;
    let badges = |reports: &[ReportId]| {
        let numbers = reports.iter().filter_map(|&report| session.number(report));
        numbers.collect::<Vec<usize>>()
    };
    let mut shorter = Shorter::Cut;
    let (reports, title): (&[ReportId], String) = match &node.subject {
        Subject::Pair { left, right, .. } if left == right => (&[*left], session.name(*left).to_owned()),
        Subject::Pair { left, right, .. } => {
            let names = [session.name(*left), session.name(*right)];
            shorter = Shorter::Both(names.map(str::to_owned), BETWEEN);
            (&[*left, *right], joined(&names, BETWEEN))
        }
        Subject::Editions(reports) | Subject::Family(reports) => {
            shorter = Shorter::Fewer((1..NAMED).rev().map(|named| several(cx, reports, named)).collect());
            (reports, several(cx, reports, NAMED))
        }
        Subject::Report(report) => (std::slice::from_ref(report), session.name(*report).to_owned()),
        Subject::Scattered => (&[], cx.tr("case-scattered-title").to_owned()),
        _ => (&[], cx.tr("case-phrases-title").to_owned()),
    };
    let kind = kind_words(cx, at, node, tally);
    let full: Vec<String> =
        reports.iter().filter_map(|&report| session.entry(report)).take(8).map(Entry::title).collect();
    let number = if node.worth >= 1.0 { thousands(node.worth.round() as usize) } else { String::new() };
    let worth = Message::new("case-worth").with("worth", number.as_str());
    let worth = if number.is_empty() { String::new() } else { cx.words.words(&worth) };
    let mut badges = badges(reports);
    if reports.len() > BADGES {
        badges.clear();
    }
    RowWords {
        name: format!("{title}, {kind}"),
        tip: [kind.as_str(), &full.join("\n"), &worth].join("\n").trim().to_owned(),
        badges,
        title,
        shorter,
        kind,
        number,
        ..RowWords::default()
    }
}

/// The first reports of several by name: `霁川县 2023、蓼汀县 2024 等 5 份`.
fn several(cx: &UiCtx<'_>, reports: &[ReportId], most: usize) -> String {
    let joint = if cx.words.language() == Language::Chinese { "、" } else { ", " };
    let named: Vec<&str> = reports.iter().take(most).map(|&report| cx.session.name(report)).collect();
    let named = joined(&named, joint);
    if reports.len() <= most {
        return named;
    }
    cx.words.words(&Message::new("case-several").with("names", named).with("count", reports.len()))
}

/// Short names in a row; one that differs from the name before it in its last word alone is written by that word:
/// `霁川县 2023 | 2024`.
fn joined(names: &[&str], joint: &str) -> String {
    let mut words = String::new();
    for (index, name) in names.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|before| names[before].rsplit_once(' '));
        let last = name.rsplit_once(' ').filter(|(rest, _)| before.is_some_and(|(other, _)| other == *rest));
        words += if index > 0 { joint } else { "" };
        words += last.map_or(name, |(_, last)| last);
    }
    words
}

/// What a case is, in one line: `全文沿用，略有改动（91%，41 个数字未变）`.
fn kind_words(cx: &UiCtx<'_>, at: usize, node: &Node, tally: Tally) -> String {
    let findings = cx.session.findings();
    let parts = || findings.tree.findings_under(at).map(|finding| &findings.list[finding]);
    let message = match &node.subject {
        Subject::Pair { left, right, .. } if left == right => {
            Message::new("case-within").with("count", tally.parts)
        }
        Subject::Pair { kind: kind @ (PairKind::SameText | PairKind::YearCopy), shared, .. } => {
            let share = shared[0].max(shared[1]);
            let unchanged: usize = parts().map(|part| part.figures.first().map_or(0, Vec::len)).sum();
            let id = match (kind, share >= 0.9, unchanged) {
                (PairKind::SameText, ..) => "case-same-text",
                (_, true, 0) => "case-copy",
                (_, true, _) => "case-copy-figures",
                (_, false, 0) => "case-mostly-copy",
                (_, false, _) => "case-mostly-copy-figures",
            };
            Message::new(id).with("share", percent(share)).with("count", unchanged)
        }
        Subject::Pair { kind: PairKind::SharedPassages, .. } => {
            let is_passage = |part: &&Finding| part.check.is_none();
            let passages = parts().filter(is_passage).count();
            let exact = parts().filter(is_passage).all(|part| part.similarity >= 1.0 && !part.figures_only);
            let checks = parts().count() - passages;
            let id = match (exact, checks) {
                (true, 0) => "case-shared-exact",
                (false, 0) => "case-shared",
                _ => "case-shared-checks",
            };
            Message::new(id).with("count", passages).with("checks", checks)
        }
        Subject::Pair { .. } => Message::new("case-scattered").with("count", tally.parts),
        Subject::Editions(reports) => Message::new("case-editions").with("count", reports.len()),
        Subject::Family(reports) => {
            Message::new("case-family").with("count", tally.parts).with("reports", reports.len())
        }
        Subject::Report(_) => Message::new("case-report").with("count", tally.parts),
        Subject::Scattered => {
            let rows = &findings.tree.nodes;
            let cases = rows[at..node.end].iter().filter(|row| row.depth == 1).count();
            Message::new("case-scattered-all").with("count", cases)
        }
        _ => Message::new("case-phrases").with("count", tally.parts),
    };
    cx.words.words(&message)
}

fn check_words(
    cx: &UiCtx<'_>,
    at: usize,
    name: &'static str,
    severity: CheckSeverity,
    tally: Tally,
) -> RowWords {
    let findings = cx.session.findings();
    let parts = findings.tree.findings_under(at).map(|finding| &findings.list[finding]);
    let listed: Vec<String> = parts.flat_map(|part| figures_of(cx, part)).take(FIGURES + 1).collect();
    let name = cx.tr(name);
    let figures = figures_words(&listed);
    let title = if figures.is_empty() { name.to_owned() } else { format!("{name}：{figures}") };
    let count = Message::new("case-report").with("count", tally.parts);
    let said = format!("{name}, {}, {}", cx.tr(check_severity_name(severity)), cx.words.words(&count));
    RowWords {
        tip: format!("{said}\n{figures}").trim().to_owned(),
        name: said,
        title,
        mark: Some(MarkKind::Check),
        ..RowWords::default()
    }
}

/// The figures that a check's finding is about, as they stand in its first place.
pub(in crate::ui) fn figures_of(cx: &UiCtx<'_>, finding: &Finding) -> Vec<String> {
    let Some(spans) = finding.figures.first() else { return Vec::new() };
    let Some(document) = cx.session.document(finding.places[0].report) else { return Vec::new() };
    spans.iter().map(|&span: &Span| document.text().slice(span).to_owned()).collect()
}

/// Figures in a row: `4 · 7 · 16 · 12 · 41`.
pub(in crate::ui) fn figures_words(figures: &[String]) -> String {
    let mut words = figures.iter().take(FIGURES).map(String::as_str).collect::<Vec<_>>().join(" · ");
    if figures.len() > FIGURES {
        words += " …";
    }
    words
}

/// The words of a part; `is_named` if the row above it names its check.
fn part_words(cx: &UiCtx<'_>, index: usize, is_reference: bool, is_named: bool) -> RowWords {
    let session = cx.session;
    let finding = &session.findings().list[index];
    let (quote, places) = (beginning(cx, finding.places[0], QUOTED), places_words(cx, finding));
    let summary = cx.words.words(&finding_summary(session, index));
    let kind = cx.tr(finding_name(finding));
    let position = session.listing().position(index).map_or(0, |at| at + 1);
    let of = Message::new("part-position")
        .with("number", position)
        .with("count", session.listing().findings().len());
    let of = if position > 0 { format!("{}, ", cx.words.words(&of)) } else { String::new() };
    let elsewhere = if is_reference { cx.tr("part-elsewhere") } else { "" };
    let (title, severity) = match &finding.check {
        Some(check) => {
            let figures = figures_words(&figures_of(cx, finding));
            let title = match (figures.is_empty(), is_named) {
                (true, _) => summary.clone(),
                (false, true) => figures,
                (false, false) => format!("{kind}：{figures}"),
            };
            (title, format!(" · {}", cx.tr(check_severity_name(check.severity))))
        }
        None => (quote.clone(), String::new()),
    };
    let tip = format!("{kind}{severity} · {summary}\n{places}\n\n{quote}…\n{elsewhere}");
    RowWords {
        number: if finding.check.is_some() { String::new() } else { thousands(finding.characters) },
        mark: Some(finding.kind),
        verdict: session.listing().judgement(index),
        is_reference,
        name: format!("{of}{kind}{severity}, {summary}, {places}, {elsewhere}")
            .trim_end_matches([',', ' '])
            .to_owned(),
        tip: tip.trim_end().to_owned(),
        title,
        ..RowWords::default()
    }
}

#[cfg(test)]
mod tests {
    use super::joined;

    #[test]
    fn what_two_names_share_is_written_once() {
        assert_eq!(joined(&["霁川县 2023", "霁川县 2024"], " | "), "霁川县 2023 | 2024");
        assert_eq!(
            joined(&["霁川县 2023", "霁川县 2024", "蓼汀县 2024"], "、"),
            "霁川县 2023、2024、蓼汀县 2024"
        );
        assert_eq!(joined(&["霁川县 2024", "霁川县 2024 预算"], " | "), "霁川县 2024 | 霁川县 2024 预算");
        assert_eq!(joined(&["澄屿 条例 2021", "澄屿 条例 2024"], " | "), "澄屿 条例 2021 | 2024");
        assert_eq!(joined(&["澄屿 条例 2021", "澄屿 办法 2024"], " | "), "澄屿 条例 2021 | 澄屿 办法 2024");
        assert_eq!(joined(&["无空格", "无空格"], " | "), "无空格 | 无空格");
    }
}
