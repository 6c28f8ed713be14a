//! Words and formatting shared by all formats: names of categories and states, one-line descriptions of findings and
//! places, numbers and times. Translations are in the catalogue.

use super::escape::one_line;
use super::sheet::{FindingRow, NoteRow, Passage, Place, ReportSheet, Sheet, Source};
use crate::duplicates::{Kind, Scope};
use crate::finding::Severity as Grade;
use crate::i18n::Catalogue;
use crate::message::Message;
use crate::review::{
    Category, Excluded, Exclusion, Judgement, Reply, ReportKey, Severity, State, Status, Time, Verdict,
};

/// The words for one sheet.
pub(super) struct Wording<'a> {
    pub(super) sheet: &'a Sheet,
    pub(super) words: Catalogue,
}

impl<'a> Wording<'a> {
    pub(super) fn new(sheet: &'a Sheet) -> Self {
        Self { sheet, words: Catalogue::new(sheet.language) }
    }

    /// A message without arguments.
    pub(super) fn text<'b>(&'b self, id: &'b str) -> &'b str {
        self.words.text(id)
    }

    pub(super) fn title(&self) -> &str {
        if self.sheet.title.trim().is_empty() { self.text("export-untitled") } else { &self.sheet.title }
    }

    pub(super) fn category<'b>(&'b self, category: &'b Category) -> &'b str {
        match category {
            Category::Duplicate => self.text("category-duplicate"),
            Category::Structure => self.text("category-structure"),
            Category::Figures => self.text("category-figures"),
            Category::Wording => self.text("category-wording"),
            Category::Question => self.text("category-question"),
            Category::Praise => self.text("category-praise"),
            Category::Other(name) => name,
        }
    }

    pub(super) fn severity(&self, severity: Severity) -> &str {
        self.text(match severity {
            Severity::Info => "severity-info",
            Severity::Minor => "severity-minor",
            Severity::Major => "severity-major",
            Severity::Critical => "severity-critical",
        })
    }

    pub(super) fn status(&self, status: Status) -> &str {
        self.text(match status {
            Status::Open => "export-open",
            Status::Resolved => "status-resolved",
        })
    }

    pub(super) fn state(&self, state: State) -> &str {
        self.text(match state {
            State::Anchored => "cli-notes-anchored",
            State::Moved => "state-moved",
            State::Uncertain => "state-uncertain",
            State::Orphan => "state-orphan",
        })
    }

    pub(super) fn judgement(&self, judgement: Option<Judgement>) -> &str {
        self.text(match judgement {
            Some(Judgement::Confirmed) => "verdict-confirmed",
            Some(Judgement::Dismissed) => "verdict-dismissed",
            None => "export-undecided",
        })
    }

    /// The kind of a finding in a word or two.
    pub(super) fn kind(&self, row: &FindingRow) -> String {
        match &row.source {
            Source::Duplicate { scope: Scope::Within, .. } => self.text("mark-within").to_owned(),
            Source::Duplicate { kind: Kind::Exact, .. } => self.text("mark-same").to_owned(),
            Source::Duplicate { .. } => self.text("mark-near").to_owned(),
            Source::Check { check, .. } => self.text(&format!("check-{check}")).to_owned(),
            Source::Gone { .. } => self.text("export-gone").to_owned(),
        }
    }

    /// Severity of a check's finding; empty for a passage.
    pub(super) fn grade(&self, row: &FindingRow) -> &str {
        match &row.source {
            Source::Check { grade: Grade::Error, .. } => self.text("severity-error"),
            Source::Check { grade: Grade::Warning, .. } => self.text("severity-warning"),
            Source::Check { grade: Grade::Hint, .. } => self.text("severity-hint"),
            Source::Duplicate { .. } | Source::Gone { .. } => "",
        }
    }

    /// A description of the finding in a sentence.
    pub(super) fn sentence(&self, row: &FindingRow) -> String {
        match &row.source {
            Source::Duplicate { scope, characters, similarity, kind } => {
                let id = match scope {
                    Scope::Within => "cli-group-within",
                    Scope::Across => "cli-group-across",
                };
                let message = Message { id, arguments: Vec::new() }
                    .with("characters", *characters)
                    .with("places", row.places.len());
                let mut sentence = self.words.words(&message);
                if *kind == Kind::Near {
                    let near = Message::new("cli-group-near").with("similarity", percent(*similarity));
                    sentence += &self.words.words(&near);
                }
                sentence
            }
            Source::Check { message, .. } => self.words.words(message),
            Source::Gone { check, places } => {
                let place = |(report, quote): &(Option<usize>, String)| {
                    let quoted = Message::new("export-gone-place")
                        .with("report", one_line(self.report_name(*report)))
                        .with("quote", one_line(quote));
                    self.words.words(&quoted)
                };
                let places: Vec<String> = places.iter().map(place).collect();
                let id = if places.is_empty() { "export-gone-sentence" } else { "export-gone-at" };
                let message = Message { id, arguments: Vec::new() }
                    .with("finding", subject_words(check.as_deref(), &self.words))
                    .with("places", places.join(self.text("export-gone-and")));
                self.words.words(&message)
            }
        }
    }

    /// Line, page and innermost heading of a place.
    fn whereabouts(&self, line: Option<usize>, page: Option<u32>, section: &[String]) -> String {
        let mut parts = Vec::new();
        parts
            .extend(line.map(|line| self.words.words(&Message::new("export-place-line").with("line", line))));
        parts.extend(
            page.map(|page| self.words.words(&Message::new("export-place-page").with("page", page as usize))),
        );
        parts.extend(section.last().map(|heading| super::escape::cut(&one_line(heading), 30, 0)));
        parts.join(" · ")
    }

    /// A finding's place: report, line, page, heading.
    pub(super) fn passage(&self, passage: &Passage) -> String {
        let name = one_line(&self.sheet.reports[passage.report].short);
        let rest = self.whereabouts(Some(passage.line), passage.page, &passage.section);
        format!("{name} · {rest}")
    }

    /// A note's place: report, line, page, heading, and its state unless it is certain.
    pub(super) fn place(&self, place: &Place) -> String {
        let mut parts = vec![one_line(self.report_name(place.report))];
        parts.push(self.whereabouts(place.line, place.page, &place.section));
        if place.state != State::Anchored {
            parts.push(self.state(place.state).to_owned());
        }
        parts.retain(|part| !part.is_empty());
        parts.join(" · ")
    }

    /// A place in a citation: short name of the report, innermost heading, or else line and page.
    pub(super) fn cited(
        &self,
        report: &str,
        line: Option<usize>,
        page: Option<u32>,
        section: &[String],
    ) -> String {
        let rest = match section.last() {
            Some(heading) => super::escape::cut(&one_line(heading), 30, 0),
            None => self.whereabouts(line, page, section),
        };
        if rest.is_empty() { one_line(report) } else { format!("{} · {rest}", one_line(report)) }
    }

    /// The places of a note after the first, one per line.
    pub(super) fn other_places(&self, note: &NoteRow) -> String {
        let others: Vec<String> = note.places.iter().skip(1).map(|place| self.place(place)).collect();
        others.join("\n")
    }

    /// The places of a finding after the first, one per line.
    pub(super) fn other_passages(&self, row: &FindingRow) -> String {
        let others: Vec<String> = row.places.iter().skip(1).map(|place| self.passage(place)).collect();
        others.join("\n")
    }

    /// The short name of a report.
    pub(super) fn report_name(&self, report: Option<usize>) -> &str {
        match report {
            Some(report) => &self.sheet.reports[report].short,
            None => self.text("export-unknown-report"),
        }
    }

    /// Category, severity, status, author and time of a note.
    pub(super) fn note_line(&self, note: &NoteRow) -> String {
        let mut parts = vec![
            one_line(self.category(&note.category)),
            self.severity(note.severity).to_owned(),
            self.status(note.status).to_owned(),
            one_line(&note.author),
            time(&note.modified),
        ];
        parts.retain(|part| !part.is_empty());
        parts.join(" · ")
    }

    /// The replies to a note, one per line: author, time, text.
    pub(super) fn replies(&self, note: &NoteRow) -> Vec<String> {
        let line = |reply: &Reply| {
            let who = [one_line(&reply.author), time(&reply.at)];
            let who: Vec<String> = who.into_iter().filter(|part| !part.is_empty()).collect();
            let message = Message::new("export-reply").with("who", who.join(" · "));
            self.words.words(&message.with("text", one_line(&reply.body)))
        };
        note.replies.iter().map(line).collect()
    }

    /// Verdict, author, time and reason; “open” without a verdict.
    pub(super) fn verdict_line(&self, row: &FindingRow) -> String {
        let by_rule = if row.by_rule { self.text("export-by-rule") } else { "" };
        let mut parts = vec![self.judgement(row.judgement).to_owned(), by_rule.to_owned()];
        parts.extend([one_line(&row.author), time(&row.at)]);
        parts.push(one_line(&row.reason));
        parts.retain(|part| !part.is_empty());
        parts.join(" · ")
    }

    /// The counts of the sheet in one line.
    pub(super) fn summary(&self) -> String {
        let totals = self.sheet.totals;
        let message = Message::new("export-summary")
            .with("notes", self.sheet.notes.len())
            .with("open", totals.open)
            .with("resolved", totals.resolved)
            .with("findings", self.sheet.findings.len())
            .with("confirmed", totals.confirmed)
            .with("undecided", totals.undecided);
        let excluded = Message::new("export-excluded").with("count", totals.excluded);
        let excluded = if totals.excluded > 0 { self.words.words(&excluded) } else { String::new() };
        self.words.words(&message) + &excluded
    }

    /// Time and origin of the export.
    pub(super) fn made(&self) -> String {
        self.words.words(&Message::new("export-made").with("time", time(&self.sheet.exported)))
    }

    /// Reason why a report's text is missing.
    pub(super) fn unreadable(&self, report: &ReportSheet) -> Option<String> {
        report.unreadable.as_ref().map(|reason| self.words.words(reason))
    }

    /// What is not in a report's text, in one line: the reason why it was not read, or the reader's warnings.
    pub(super) fn missing(&self, report: &ReportSheet) -> Option<String> {
        let warnings = report.warnings.iter().map(|warning| self.words.words(warning));
        let warnings: Vec<String> =
            report.unreadable.is_none().then_some(warnings).into_iter().flatten().collect();
        self.unreadable(report).or_else(|| (!warnings.is_empty()).then(|| warnings.join(" ")))
    }

    /// The quote of a place: the present text, or the recorded one.
    pub(super) fn quote(&self, place: &'a Place) -> &'a str {
        match (place.report, place.span) {
            (Some(report), Some(span)) => self.sheet.reports[report].text.slice(span),
            _ => &place.quote,
        }
    }
}

/// What a verdict that gave way to another reviewer's was, in a sentence.
#[must_use]
pub fn losing_verdict(verdict: &Verdict, words: &Catalogue) -> String {
    let id = match verdict.verdict {
        Judgement::Confirmed => "merge-verdict-confirmed",
        Judgement::Dismissed => "merge-verdict-dismissed",
    };
    words.words(&Message { id, arguments: Vec::new() }.with("finding", verdict_subject(verdict, words)))
}

/// The kind of finding that a verdict is on: the name of its check, or a repeated passage.
#[must_use]
pub fn verdict_subject(verdict: &Verdict, words: &Catalogue) -> String {
    subject_words(verdict.check(), words)
}

/// Characters of an excluded text that is quoted.
const EXCLUDED: usize = 40;

/// What a rule of the review excludes, in words; `name` gives the name of a report.
#[must_use]
pub fn rule_words(rule: &Exclusion, words: &Catalogue, name: impl Fn(&ReportKey) -> String) -> String {
    let check = |id: &str| subject_words(Some(id), words);
    let message = match &rule.what {
        Excluded::Pair(one, other) => {
            Message::new("exclude-pair").with("one", name(one)).with("other", name(other))
        }
        Excluded::Text { text, check: of } => {
            let line = one_line(text);
            let quote: String = line.chars().take(EXCLUDED).collect();
            let quote = if line.chars().count() > EXCLUDED { format!("{quote}…") } else { quote };
            let id = if of.is_some() { "rules-text-check" } else { "rules-text" };
            let check = of.as_deref().map(check).unwrap_or_default();
            Message { id, arguments: Vec::new() }.with("text", quote).with("check", check)
        }
        Excluded::CheckIn(id, key) => {
            Message::new("exclude-check-in").with("check", check(id)).with("report", name(key))
        }
        Excluded::Check(id) => Message::new("exclude-check").with("check", check(id)),
    };
    words.words(&message)
}

fn subject_words(check: Option<&str>, words: &Catalogue) -> String {
    let Some(check) = check else { return words.text("verdict-passage").to_owned() };
    // A check of another version of the program has no name here.
    words.get(&format!("check-{check}")).unwrap_or(check).to_owned()
}

/// A time to the minute on its author's clock; an invalid time is returned as it is.
pub(super) fn time(time: &Time) -> String {
    match time.instant() {
        Some(_) if time.as_str().is_char_boundary(16) && time.as_str().len() > 16 => {
            time.as_str()[..16].replace('T', " ")
        }
        _ => one_line(time.as_str()),
    }
}

/// The headings above a place in one line, outermost first.
pub(super) fn section_path(section: &[String]) -> String {
    section.join(" / ")
}

/// The tags of a note in one line.
pub(super) fn tag_list(note: &NoteRow) -> String {
    note.tags.join(", ")
}

/// A share in per cent with one decimal.
pub(super) fn percent(share: f32) -> String {
    format!("{:.1}%", share * 100.0)
}
