//! The rows of the findings list, as text. Rebuilt when findings, their order or the language change, not every frame.

use super::{GAP, QUOTED};
use crate::i18n::Language;
use crate::review::Judgement;
use crate::session::{Common, ListRow, ReportId};
use crate::ui::context::UiCtx;
use crate::ui::format::thousands;
use crate::ui::places::{beginning, places_words};
use crate::ui::theme::{ROW_HEIGHT, TALL_ROW_HEIGHT};
use crate::ui::words::{check_severity_name, finding_name, finding_summary, mark_name, verdict_name};

/// The rows of the list, in the current language.
#[derive(Default)]
pub(super) struct Rows {
    key: Option<(u64, Language)>,
    pub(super) list: Vec<Row>,
    /// Top of each row, and the end of the last one, in points.
    pub(super) tops: Vec<f32>,
    /// The chosen finding that the list was last scrolled to, and the list's height then, in points.
    pub(super) shown: Option<(usize, usize)>,
}

pub(super) enum Row {
    Heading(String),
    Finding(FindingRow),
}

pub(super) struct FindingRow {
    pub(super) finding: usize,
    /// Number among the listed findings, from 1.
    pub(super) number: usize,
    /// The upper line: the beginning of the passage, or the check's message.
    pub(super) quote: String,
    /// The lower line: reports and line numbers.
    pub(super) places: String,
    pub(super) length: String,
    /// The verdict, if one was given.
    pub(super) verdict: Option<Judgement>,
    /// The accessible name.
    pub(super) name: String,
    /// The tooltip.
    pub(super) tip: String,
}

pub(super) fn refresh(cx: &mut UiCtx<'_>) {
    let key = (cx.session.marks_revision(), cx.words.language());
    if cx.view.slot::<Rows>().key.replace(key) == Some(key) {
        return;
    }
    let mut number = 0;
    let mut top = 0.0;
    let mut tops = vec![top];
    let mut rows = Vec::with_capacity(cx.session.listing().rows.len());
    for row in &cx.session.listing().rows {
        rows.push(match *row {
            ListRow::Heading(common, count) => {
                Row::Heading(format!("{} · {count}", common_words(cx, common)))
            }
            ListRow::Finding(finding) => {
                number += 1;
                Row::Finding(finding_row(cx, number, finding))
            }
        });
        top += GAP + if matches!(row, ListRow::Heading(..)) { ROW_HEIGHT } else { TALL_ROW_HEIGHT };
        tops.push(top);
    }
    let kept = cx.view.slot::<Rows>();
    kept.list = rows;
    kept.tops = tops;
}

/// The words of a group's heading.
fn common_words(cx: &UiCtx<'_>, common: Common) -> String {
    let name = |report: ReportId| cx.session.name(report).to_owned();
    match common {
        Common::Report(report) => name(report),
        Common::Pair(left, right) => format!("{} · {}", name(left), name(right)),
        Common::Several => cx.tr("group-several").to_owned(),
        Common::Kind(kind) => cx.tr(mark_name(kind)).to_owned(),
        Common::Check(name) => cx.tr(name).to_owned(),
    }
}

/// The row of a finding; `number` counts findings from 1.
fn finding_row(cx: &UiCtx<'_>, number: usize, index: usize) -> FindingRow {
    let finding = &cx.session.findings().list[index];
    let (quote, places) = (beginning(cx, finding.places[0], QUOTED), places_words(cx, finding));
    let summary = cx.words.words(&finding_summary(cx.session, index));
    let kind = cx.tr(finding_name(finding));
    let verdict = cx.session.verdict(index).map(|verdict| verdict.verdict);
    let decided = verdict.map_or_else(String::new, |verdict| format!(", {}", cx.tr(verdict_name(verdict))));
    if let Some(check) = &finding.check {
        let severity = cx.tr(check_severity_name(check.severity));
        return FindingRow {
            finding: index,
            number,
            length: String::new(),
            verdict,
            name: format!("{number}. {kind}, {severity}, {summary}, {places}{decided}"),
            tip: format!("{kind} · {severity}\n{summary}\n{places}\n\n{quote}"),
            quote: summary,
            places,
        };
    }
    FindingRow {
        finding: index,
        number,
        length: thousands(finding.characters),
        verdict,
        name: format!("{number}. {kind}, {summary}, {places}{decided}"),
        tip: format!("{kind} · {summary}\n{places}\n\n{quote}…"),
        quote,
        places,
    }
}

impl Rows {
    /// The row of the finding with a number, from 1.
    pub(super) fn row_of_number(&self, number: usize) -> Option<usize> {
        self.list.iter().position(|row| matches!(row, Row::Finding(row) if row.number == number))
    }

    /// The row of a finding, if it is listed.
    pub(super) fn row_of(&self, finding: Option<usize>) -> Option<usize> {
        let is_it = |row: &Row| matches!(row, Row::Finding(row) if Some(row.finding) == finding);
        self.list.iter().position(is_it)
    }
}
