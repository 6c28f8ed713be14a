//! Tracked changes in a copy of the right report's own file: its styles, tables, headers and pictures stay. A line that
//! only the right one has is marked as inserted where it is; what only the left one has is put in as deleted.
//!
//! Inside a line the copy tracks what can be divided letter by letter. A line whose change touches an automatic number,
//! or that is split or joined, is deleted and inserted as a whole. `None` where even that is impossible (text that is not
//! in the document's body, a table in a table, changes tracked by others): the document is then set anew.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::body::{Body, body};
use super::stream::{OpenLines, Paragraph, Run, Status};
use super::write::Writer;
use crate::export::docx::align::{Alignment, Letter};
use crate::export::docx::annotate::lines_of;
use crate::export::docx::divide::Edits;
use crate::export::docx::package::{Package, attributes, prefix, root};
use crate::export::docx::scan::{Atom, scan};
use crate::review::Time;
use crate::text::{SourceText, is_ignored};

/// The copy with the changes.
pub(super) fn copied(
    original: &[u8],
    right: &SourceText,
    paragraphs: &[Paragraph],
    at: &Time,
) -> Option<Vec<u8>> {
    let mut package = Package::open(original)?;
    let main = package.main()?;
    let xml = package.part(&main.name)?;
    if prefix(root(&xml)?, main.dialect.namespace) != Some("w") {
        return None;
    }
    let scanned = scan(&xml, "w")?;
    let body = body(&xml)?;
    let alignment = Alignment::new(&scanned, right, &lines_of(right));
    let last = attributes(&xml, "w:id").filter_map(|id| id.parse::<usize>().ok()).max().unwrap_or(0);
    let counts = counts(&body, &alignment);
    let mut copy = Copy {
        xml: &xml,
        body: &body,
        counts,
        letters: alignment.letters(),
        at: 0,
        writer: Writer::from(last.min(i32::MAX as usize / 2), at),
        edits: Edits::new(&xml, &scanned, "w", ""),
        before: Vec::new(),
        table: None,
        is_renumbered: false,
    };
    for block in blocks(paragraphs) {
        copy.add(&block)?;
    }
    copy.put_before(None);
    let marked = copy.edits.applied();
    package.set(main.name, marked);
    package.repacked()
}

/// Lines that begin and end in both texts.
fn blocks(paragraphs: &[Paragraph]) -> Vec<Vec<Paragraph>> {
    let mut blocks: Vec<Vec<Paragraph>> = Vec::new();
    let (mut open, mut lines) = (Vec::new(), OpenLines::default());
    for paragraph in paragraphs {
        lines.pass(paragraph);
        open.push(paragraph.clone());
        if lines.are_none() {
            blocks.push(std::mem::take(&mut open));
        }
    }
    blocks.extend((!open.is_empty()).then_some(open));
    blocks
}

/// Number of the document's own letters in each paragraph.
fn counts(body: &Body, alignment: &Alignment<'_>) -> BTreeMap<usize, usize> {
    let mut counts = BTreeMap::new();
    for atom in alignment.all_atoms() {
        if let Some(paragraph) = paragraph_at(body, atom) {
            *counts.entry(paragraph).or_default() += 1;
        }
    }
    counts
}

fn paragraph_at(body: &Body, atom: &Atom) -> Option<usize> {
    let at = body.paragraphs.partition_point(|paragraph| paragraph.open.start <= atom.bytes.start);
    let at = at.checked_sub(1)?;
    (atom.bytes.end <= body.paragraphs[at].close.start).then_some(at)
}

/// A document while changes are put in.
struct Copy<'a> {
    xml: &'a str,
    body: &'a Body,
    counts: BTreeMap<usize, usize>,
    /// The visible characters of the right text.
    letters: Vec<Letter<'a>>,
    /// Index of the next one.
    at: usize,
    writer: Writer,
    edits: Edits<'a>,
    /// Deleted lines that stand before the next line of the right text.
    before: Vec<Paragraph>,
    /// Start of the table that the last line is in.
    table: Option<usize>,
    /// Whether a paragraph with an automatic number was inserted: rejecting it changes the numbers behind it.
    is_renumbered: bool,
}

impl<'a> Copy<'a> {
    fn add(&mut self, block: &[Paragraph]) -> Option<()> {
        let has_right = block.iter().any(|part| {
            part.end.sides().1 || part.runs.iter().any(|run| run.status.sides().1 && is_visible(&run.text))
        });
        if !has_right {
            self.before.extend(side(block, |status| status.sides().0, Status::Deleted));
            return Some(());
        }
        let count = |run: &Run| run.text.chars().filter(|c| !is_ignored(*c)).count();
        let rights = block.iter().flat_map(|part| &part.runs).filter(|run| run.status.sides().1);
        let own = self.at..self.at + rights.map(count).sum::<usize>();
        self.at = own.end;
        if own.is_empty() {
            // White space alone.
            return Some(());
        }
        let letters = self.letters.get(own.clone())?.to_vec();
        let has_label = letters.iter().any(|letter| matches!(letter, Letter::Label));
        let has_left = block
            .iter()
            .any(|part| part.runs.iter().any(|run| run.status.sides().0 && is_visible(&run.text)));
        let is_changed = block.iter().any(|part| {
            part.end != Status::Same
                || part.runs.iter().any(|run| {
                    run.status != Status::Same && (is_visible(&run.text) || run.text.contains('\t'))
                })
        });
        let is_pair = block.len() == 1 && block.iter().all(|part| part.end == Status::Same);
        let is_kept = has_left && !(has_label && self.is_renumbered);
        if is_kept && is_pair {
            if !is_changed {
                return self.pass(&letters);
            }
            if let Some(changes) = changes(&block[0].runs, &letters) {
                self.pass(&letters)?;
                self.change(&changes);
                return Some(());
            }
        }
        // All of it is deleted and inserted.
        self.is_renumbered |= has_label;
        self.before.extend(side(block, |status| status.sides().0, Status::Deleted));
        let mut from = own.start;
        for line in side(block, |status| status.sides().1, Status::Inserted) {
            let length: usize = line.runs.iter().map(count).sum();
            self.insert(&line, from..from + length)?;
            from += length;
        }
        Some(())
    }

    /// A line that stays as it is: what was deleted before it is put before it.
    fn pass(&mut self, letters: &[Letter<'a>]) -> Option<()> {
        let atom = letters.iter().find_map(Letter::atom);
        match atom.and_then(|atom| paragraph_at(self.body, atom)) {
            Some(paragraph) => {
                self.put_before(Some(paragraph));
                Some(())
            }
            // A note or a text box: its place in the body is unknown.
            None if self.before.is_empty() => Some(()),
            None => None,
        }
    }

    /// Puts the deleted lines before a paragraph, or at the end.
    fn put_before(&mut self, paragraph: Option<usize>) {
        let paragraph = paragraph.map(|at| &self.body.paragraphs[at]);
        let row = paragraph.and_then(|paragraph| self.body.rows.get(paragraph.row?));
        let last = std::mem::replace(&mut self.table, row.map(|row| row.table));
        let lines = std::mem::take(&mut self.before);
        if lines.is_empty() {
            return;
        }
        match (paragraph, row) {
            (_, Some(row)) if last == Some(row.table) => {
                let rows = self.writer.bare_rows(&lines);
                self.edits.insert(row.open.start, &rows);
            }
            (_, Some(row)) => {
                let whole = self.writer.bare(&lines);
                self.edits.insert(row.table, &whole);
            }
            (Some(paragraph), None) => {
                let whole = self.writer.bare(&lines);
                self.edits.insert(paragraph.open.start, &whole);
            }
            (None, None) => {
                let whole = self.writer.bare(&lines);
                self.edits.insert(self.body.end, &whole);
            }
        }
    }

    /// Marks a whole line of the document as inserted.
    fn insert(&mut self, line: &Paragraph, own: Range<usize>) -> Option<()> {
        let letters = self.letters.get(own)?;
        let mut paragraphs: BTreeMap<usize, usize> = BTreeMap::new();
        for letter in letters {
            match letter {
                Letter::Atom(atom) => *paragraphs.entry(paragraph_at(self.body, atom)?).or_default() += 1,
                Letter::Label => {}
                Letter::Unknown => return None,
            }
        }
        // Every letter of these paragraphs is in the line: none goes on in the next one.
        if !paragraphs.iter().all(|(at, count)| self.counts.get(at) == Some(count)) {
            return None;
        }
        let first = *paragraphs.keys().next()?;
        let row = self.body.paragraphs[first].row;
        self.put_before(Some(first));
        if let Some(row) = row {
            let inside = self.body.paragraphs.iter().enumerate().filter(|(_, other)| other.row == Some(row));
            let filled: BTreeSet<usize> =
                inside.map(|(at, _)| at).filter(|at| self.counts.contains_key(at)).collect();
            if !filled.iter().eq(paragraphs.keys()) {
                return None;
            }
            self.mark_row(row);
        } else if paragraphs.len() > 1 {
            return None;
        }
        let status = match line.end {
            Status::MovedTo(number) if row.is_none() => Status::MovedTo(number),
            _ => Status::Inserted,
        };
        for at in paragraphs.into_keys() {
            self.mark_paragraph(at, status);
        }
        Some(())
    }

    fn mark_row(&mut self, row: usize) {
        let row = &self.body.rows[row];
        let mark = self.writer.mark(Status::Inserted);
        let properties = &self.xml[row.properties.clone()];
        if properties.ends_with("</w:trPr>") {
            self.edits.insert(row.properties.end - "</w:trPr>".len(), &mark);
        } else if properties.is_empty() {
            self.edits.insert(row.head, &format!("<w:trPr>{mark}</w:trPr>"));
        } else {
            self.edits.replace(row.properties.clone(), &format!("<w:trPr>{mark}</w:trPr>"));
        }
    }

    /// Marks a paragraph, its end and its runs.
    fn mark_paragraph(&mut self, at: usize, status: Status) {
        let paragraph = &self.body.paragraphs[at];
        let mark = self.writer.mark(status);
        let own = paragraph.properties.clone();
        let properties = &self.xml[own.clone()];
        let inside = |found: usize, length: usize| own.start + found + length;
        if own.is_empty() {
            self.edits.insert(paragraph.open.end, &format!("<w:pPr><w:rPr>{mark}</w:rPr></w:pPr>"));
        } else if let Some(found) = properties.find("<w:rPr>") {
            self.edits.insert(inside(found, "<w:rPr>".len()), &mark);
        } else if let Some(found) = properties.find("<w:rPr/>") {
            let empty = inside(found, 0)..inside(found, "<w:rPr/>".len());
            self.edits.replace(empty, &format!("<w:rPr>{mark}</w:rPr>"));
        } else if let Some(found) = properties.find("<w:sectPr").or_else(|| properties.rfind("</w:pPr>")) {
            self.edits.insert(inside(found, 0), &format!("<w:rPr>{mark}</w:rPr>"));
        } else {
            self.edits.replace(own, &format!("<w:pPr><w:rPr>{mark}</w:rPr></w:pPr>"));
        }
        let (begin, end) = self.writer.range(status);
        if let (Some(first), Some(last)) = (paragraph.runs.first(), paragraph.runs.last()) {
            let (from, to) = if begin.is_empty() {
                (first.start, last.end)
            } else {
                (paragraph.properties.end.max(paragraph.open.end), paragraph.close.start)
            };
            self.edits.insert(from, &begin);
            for run in &paragraph.runs {
                let (open, close) = self.writer.around(status);
                self.edits.insert(run.start, &open);
                self.edits.insert(run.end, close);
            }
            self.edits.insert(to, &end);
        }
    }

    /// Puts changes into a line.
    fn change(&mut self, changes: &[Change<'a>]) {
        for change in changes {
            match change {
                Change::Inserted(atoms) => {
                    for part in atoms.chunk_by(|a, b| a.text == b.text) {
                        let (open, close) = self.writer.around(Status::Inserted);
                        if let (Some(first), Some(last)) = (part.first(), part.last()) {
                            self.edits.begin_with(first, &open);
                            self.edits.end_with(last, close);
                        }
                    }
                }
                Change::Deleted(text, place) => {
                    let atom = match place {
                        Beside::Behind(atom) | Beside::Before(atom) => *atom,
                    };
                    let deleted = self.writer.deleted(text, &self.edits.properties_of(atom));
                    match place {
                        Beside::Behind(atom) => self.edits.end_with(atom, &deleted),
                        Beside::Before(atom) => self.edits.begin_with(atom, &deleted),
                    };
                }
            }
        }
    }
}

/// A change inside a line.
enum Change<'a> {
    Inserted(Vec<&'a Atom>),
    Deleted(String, Beside<'a>),
}

/// The letter beside which deleted text stands.
#[derive(Clone, Copy)]
enum Beside<'a> {
    Behind(&'a Atom),
    Before(&'a Atom),
}

/// The changes of a line; `None` if one of them is not among the document's letters.
fn changes<'a>(runs: &[Run], letters: &[Letter<'a>]) -> Option<Vec<Change<'a>>> {
    let mut changes = Vec::new();
    let mut at = 0;
    // The last letter of the cell.
    let mut last: Option<&'a Atom> = None;
    for (index, run) in runs.iter().enumerate() {
        let visible = run.text.chars().filter(|c| !is_ignored(*c)).count();
        let own = if run.status.sides().1 { letters.get(at..at + visible)? } else { &[] };
        match run.status {
            Status::Same => {
                let behind_tab = run.text.rsplit_once('\t').map(|(_, behind)| is_visible(behind));
                last = match (own.last(), behind_tab) {
                    (_, Some(false)) => None,
                    (Some(letter), _) => letter.atom(),
                    (None, _) => last,
                };
            }
            _ if run.text.contains('\t') => return None,
            _ if !is_visible(&run.text) => {}
            Status::Deleted | Status::MovedFrom(_) => {
                let next = || next_atom(&runs[index + 1..], letters.get(at..)?);
                let place = match last {
                    Some(last) => Beside::Behind(last),
                    None => Beside::Before(next()?),
                };
                changes.push(Change::Deleted(run.text.clone(), place));
            }
            Status::Inserted | Status::MovedTo(_) => {
                let atoms: Option<Vec<&Atom>> =
                    own.iter().map(|letter| letter.atom().filter(|atom| atom.text.is_some())).collect();
                let atoms = atoms?;
                last = atoms.last().copied().or(last);
                changes.push(Change::Inserted(atoms));
            }
        }
        at += own.len();
    }
    Some(changes)
}

/// The next letter in the same cell.
fn next_atom<'a>(runs: &[Run], letters: &[Letter<'a>]) -> Option<&'a Atom> {
    let right = runs.iter().filter(|run| run.status.sides().1);
    let first = right.flat_map(|run| run.text.chars()).find(|c| *c == '\t' || !is_ignored(*c));
    letters.first().filter(|_| first.is_some_and(|first| first != '\t'))?.atom()
}

/// The lines of one side of a block, all of one status.
fn side(block: &[Paragraph], has: impl Fn(Status) -> bool, status: Status) -> Vec<Paragraph> {
    let mut lines = Vec::new();
    let mut open: Vec<Run> = Vec::new();
    // A line that is moved as a whole stays a move.
    let status = match block {
        [only] if matches!(only.end, Status::MovedFrom(_) | Status::MovedTo(_)) => only.end,
        _ => status,
    };
    for part in block {
        for run in part.runs.iter().filter(|run| has(run.status)) {
            open.push(Run { status, ..run.clone() });
        }
        if has(part.end) {
            lines.push(Paragraph { runs: std::mem::take(&mut open), end: status });
        }
    }
    if !open.is_empty() {
        lines.push(Paragraph { runs: open, end: status });
    }
    lines.retain(|line| line.runs.iter().any(|run| is_visible(&run.text)));
    lines
}

fn is_visible(text: &str) -> bool {
    text.chars().any(|character| !is_ignored(character))
}
