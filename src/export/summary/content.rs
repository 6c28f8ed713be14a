//! The content of the document, independent of its format.

use std::collections::{BTreeSet, HashMap};

use crate::duplicates::Kind;
use crate::export::escape::{cut, one_line};
use crate::export::sheet::{FindingRow, NoteRow, Pair, Source};
use crate::export::wording::{Wording, percent, tag_list, time};
use crate::message::Message;
use crate::review::Judgement;

/// Maximum number of characters of a quote; longer ones are cut in the middle.
const QUOTE: usize = 600;
/// Maximum number of places set side by side.
const BESIDE: usize = 4;

/// The document.
pub(super) struct Summary {
    pub(super) title: String,
    /// Names of those who wrote notes or decided on findings.
    pub(super) reviewers: String,
    pub(super) date: String,
    /// Counts in one line.
    pub(super) counts: String,
    pub(super) blocks: Vec<Block>,
}

/// A part of the document, in its order.
pub(super) enum Block {
    /// A heading and its level, from 1.
    Heading(u8, String),
    /// A paragraph.
    Text(String),
    /// A line in small type: where, who, when.
    Small(String),
    /// A table with a row of headings.
    Table { head: Vec<String>, rows: Vec<Vec<String>> },
    /// Quotes side by side: place and text of each.
    Quotes(Vec<(String, String)>),
}

impl Summary {
    pub(super) fn of(w: &Wording<'_>) -> Self {
        let sheet = w.sheet;
        let notes = sheet.notes.iter().map(|note| note.author.as_str());
        let verdicts = sheet.findings.iter().map(|row| row.author.as_str());
        let names: BTreeSet<String> =
            notes.chain(verdicts).map(one_line).filter(|name| !name.is_empty()).collect();
        let mut summary = Self {
            title: one_line(w.title()),
            reviewers: names.into_iter().collect::<Vec<_>>().join("、"),
            date: time(&sheet.exported).get(..10).unwrap_or_default().to_owned(),
            counts: w.summary(),
            blocks: Vec::new(),
        };
        summary.add_reports(w);
        summary.add_pairs(w);
        summary.add_ledger(w);
        for report in 0..sheet.reports.len() {
            summary.add_report(w, report);
        }
        summary.add_rest(w);
        summary
    }

    fn add_reports(&mut self, w: &Wording<'_>) {
        self.blocks.push(Block::Heading(1, w.text("export-reports").to_owned()));
        let head = ["export-report", "export-file", "export-characters", "export-notes", "export-findings"];
        let row = |report: &crate::export::ReportSheet| {
            let mut title = one_line(&report.title);
            if let Some(missing) = w.missing(report) {
                title = format!("{title}（{}）", one_line(&missing));
            }
            vec![
                title,
                one_line(&report.file_name()),
                report.characters.to_string(),
                report.notes.to_string(),
                report.findings.to_string(),
            ]
        };
        let rows = w.sheet.reports.iter().filter(|report| report.is_shown).map(row).collect();
        self.blocks.push(Block::Table { head: head.map(|id| w.text(id).to_owned()).to_vec(), rows });
    }

    fn add_pairs(&mut self, w: &Wording<'_>) {
        if w.sheet.pairs.is_empty() {
            return;
        }
        self.blocks.push(Block::Heading(1, w.text("export-pairs").to_owned()));
        let head = [
            "export-left",
            "export-right",
            "export-type",
            "export-left-share",
            "export-right-share",
            "export-verdict",
        ];
        let shared = shared(w);
        let row = |pair: &Pair| {
            let numbers = shared.get(&(pair.left, pair.right)).copied().unwrap_or_default();
            let (kind, verdict) = kinds_and_verdicts(w, numbers);
            let name = |report: usize| one_line(&w.sheet.reports[report].short);
            vec![
                name(pair.left),
                name(pair.right),
                kind,
                percent(pair.left_share),
                percent(pair.right_share),
                verdict,
            ]
        };
        let rows = w.sheet.pairs.iter().map(row).collect();
        self.blocks.push(Block::Table { head: head.map(|id| w.text(id).to_owned()).to_vec(), rows });
    }

    /// The ledger of figures: indicators that several reports have; nothing without them.
    fn add_ledger(&mut self, w: &Wording<'_>) {
        let Some(ledger) = w.sheet.ledger().summary(&w.words) else { return };
        let cells = |row: &Vec<String>| row.iter().map(|cell| one_line(cell)).collect();
        self.blocks.push(Block::Heading(1, w.text("ledger-title").to_owned()));
        self.blocks
            .push(Block::Table { head: cells(&ledger.head), rows: ledger.rows.iter().map(cells).collect() });
    }

    /// A report's findings and notes; nothing if it has neither. One on several reports stands at the first of them.
    fn add_report(&mut self, w: &Wording<'_>, report: usize) {
        let findings: Vec<&FindingRow> = w
            .sheet
            .findings
            .iter()
            .filter(|row| row.places.first().is_some_and(|place| place.report == report))
            .collect();
        let notes: Vec<&NoteRow> = w
            .sheet
            .notes
            .iter()
            .filter(|note| note.places.first().is_some_and(|place| place.report == Some(report)))
            .collect();
        if findings.is_empty() && notes.is_empty() {
            return;
        }
        self.blocks.push(Block::Heading(1, one_line(&w.sheet.reports[report].title)));
        if !notes.is_empty() {
            self.blocks.push(Block::Heading(2, w.text("export-notes").to_owned()));
            for note in notes {
                self.add_note(w, note);
            }
        }
        if !findings.is_empty() {
            self.blocks.push(Block::Heading(2, w.text("export-findings").to_owned()));
            for row in findings {
                self.add_finding(w, row);
            }
        }
    }

    fn add_finding(&mut self, w: &Wording<'_>, row: &FindingRow) {
        self.blocks
            .push(Block::Heading(3, format!("F{}. {} · {}", row.number, w.kind(row), w.sentence(row))));
        self.blocks.push(Block::Small(w.verdict_line(row)));
        let quotes = row.places.iter().take(BESIDE).map(|place| {
            let name = &w.sheet.reports[place.report].short;
            let place_words = w.cited(name, Some(place.line), place.page, &place.section);
            (place_words, shortened(w.sheet.quote(place)))
        });
        self.blocks.push(Block::Quotes(quotes.collect()));
        for place in row.places.iter().skip(BESIDE) {
            self.blocks.push(Block::Small(w.passage(place)));
        }
    }

    fn add_note(&mut self, w: &Wording<'_>, note: &NoteRow) {
        self.blocks.push(Block::Heading(3, format!("{}. {}", note.number, w.note_line(note))));
        let quotes = note.places.iter().take(BESIDE).map(|place| {
            (
                w.cited(w.report_name(place.report), place.line, place.page, &place.section),
                shortened(w.quote(place)),
            )
        });
        self.blocks.push(Block::Quotes(quotes.collect()));
        self.blocks.extend(note.body.lines().map(|line| Block::Text(line.to_owned())));
        self.blocks.extend(w.replies(note).into_iter().map(Block::Small));
        if !note.tags.is_empty() {
            self.blocks.push(Block::Small(format!(
                "{}: {}",
                w.text("export-tags"),
                one_line(&tag_list(note))
            )));
        }
    }

    /// Notes on the whole review or on reports that it does not list, and verdicts on findings that are gone.
    fn add_rest(&mut self, w: &Wording<'_>) {
        let notes: Vec<&NoteRow> = w
            .sheet
            .notes
            .iter()
            .filter(|note| note.places.first().is_none_or(|place| place.report.is_none()))
            .collect();
        let gone: Vec<&FindingRow> = w.sheet.findings.iter().filter(|row| row.places.is_empty()).collect();
        if notes.is_empty() && gone.is_empty() {
            return;
        }
        self.blocks.push(Block::Heading(1, w.text("summary-rest").to_owned()));
        for note in notes {
            self.add_note(w, note);
        }
        for row in gone {
            self.add_finding(w, row);
        }
    }
}

fn shortened(quote: &str) -> String {
    cut(quote.trim(), QUOTE / 2, QUOTE / 2)
}

/// Numbers of the passages that two reports share.
#[derive(Clone, Copy, Default)]
struct Shared {
    exact: usize,
    near: usize,
    confirmed: usize,
    dismissed: usize,
    open: usize,
}

/// The numbers of each pair of reports, the first of which has the lower index. Linear in the findings' pairs of places.
fn shared(w: &Wording<'_>) -> HashMap<(usize, usize), Shared> {
    let mut pairs: HashMap<(usize, usize), Shared> = HashMap::new();
    for row in &w.sheet.findings {
        let Source::Duplicate { kind, .. } = &row.source else { continue };
        let reports: BTreeSet<usize> = row.places.iter().map(|place| place.report).collect();
        let reports: Vec<usize> = reports.into_iter().collect();
        for (index, &left) in reports.iter().enumerate() {
            for &right in &reports[index + 1..] {
                let numbers = pairs.entry((left, right)).or_default();
                *(if *kind == Kind::Exact { &mut numbers.exact } else { &mut numbers.near }) += 1;
                *match row.judgement {
                    Some(Judgement::Confirmed) => &mut numbers.confirmed,
                    Some(Judgement::Dismissed) => &mut numbers.dismissed,
                    None => &mut numbers.open,
                } += 1;
            }
        }
    }
    pairs
}

/// The kinds of what two reports share, and the verdicts on it, each with its number.
fn kinds_and_verdicts(w: &Wording<'_>, shared: Shared) -> (String, String) {
    let counted = |name: &str, count: usize| {
        let message = Message::new("summary-count").with("name", name).with("count", count);
        (count > 0).then(|| w.words.words(&message))
    };
    let joined = |parts: Vec<Option<String>>| parts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let kinds = vec![counted(w.text("mark-same"), shared.exact), counted(w.text("mark-near"), shared.near)];
    let verdicts = vec![
        counted(w.judgement(Some(Judgement::Confirmed)), shared.confirmed),
        counted(w.judgement(Some(Judgement::Dismissed)), shared.dismissed),
        counted(w.judgement(None), shared.open),
    ];
    (joined(kinds), joined(verdicts))
}
