//! The annotations: a highlight over the words of each note with its text in a pop-up, answers as text annotations that
//! reply to it, and its state (ISO 32000-1, 12.5.6.2 to 12.5.6.14). A note whose words were not found is a text
//! annotation on its page, and its first line says so. The record by which notes are recognised when the file comes back
//! is that of Word documents, in a stream that every highlight refers to.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::objects::{Id, Objects, References, date, text};
use crate::export::remark::{Remark, Subject, author, record};
use crate::export::wording::Wording;
use crate::report::{PDF_RECORD, PdfPlan, WordBox};
use crate::review::Severity;

/// Flags of an annotation: printed.
const PRINTED: u32 = 4;
/// Flags of answers and states, which are shown with the annotation that they belong to: hidden, printed, neither zoomed
/// nor turned.
const BEHIND: u32 = 2 + 4 + 8 + 16;
/// Size of a text annotation's icon, in points.
const ICON: f64 = 20.0;
/// Size of a pop-up, in points.
const POPUP: (f64, f64) = (220.0, 130.0);

/// A report's file that gets annotations.
pub(super) struct Annotating<'a> {
    pub(super) w: &'a Wording<'a>,
    pub(super) report: usize,
    pub(super) plan: &'a PdfPlan,
}

/// Annotations of each page, by their numbers.
type ByPage = BTreeMap<usize, Vec<Id>>;

impl Annotating<'_> {
    /// The file with the annotations.
    pub(super) fn written(&self, original: &[u8], remarks: &[Remark]) -> Vec<u8> {
        let mut objects = Objects::new(original.len(), self.plan.size);
        objects.raw(b"\n");
        let mut placed: Vec<Remark> = remarks.to_vec();
        let places: Vec<Placed> = placed.iter_mut().enumerate().map(|at| self.place(at)).collect();
        let stream = record(self.w.sheet, &[(self.report, &placed)]);
        let stream = objects.add_stream("/Type /EmbeddedFile /Subtype /text#2Fxml", stream.as_bytes());
        let ids: Vec<Id> = placed.iter().map(|_| objects.reserve()).collect();
        let mut pages = ByPage::new();
        for (index, (remark, place)) in placed.iter().zip(&places).enumerate() {
            let parent = remark.answers.and_then(|parent| Some((*ids.get(parent)?, places.get(parent)?)));
            match parent {
                Some((parent, place)) => {
                    let own = self.answer(remark, parent, place, stream);
                    objects.put(ids[index], &own);
                    pages.entry(place.page).or_default().push(ids[index]);
                }
                None => self.put_note(&mut objects, &mut pages, ids[index], (remark, place), stream),
            }
        }
        for (page, annotations) in pages {
            let Some(page) = self.plan.pages.get(page) else { continue };
            let Some((id, generation)) = page.object else { continue };
            let added: Vec<String> = annotations.iter().map(|id| format!("{id} 0 R")).collect();
            let content =
                format!("<< {} /Annots [{} {}] >>", page.entries, page.annotations, added.join(" "));
            objects.put_with(id, generation, &content);
        }
        let entries = format!("{} /Prev {}", self.plan.trailer, self.plan.previous);
        let references =
            if self.plan.has_stream { References::Stream(&entries) } else { References::Table(&entries) };
        let mut bytes = original.to_vec();
        bytes.extend(objects.finished(&references));
        bytes
    }

    /// Where a remark goes. Adds a line to one whose words were not found.
    fn place(&self, (index, remark): (usize, &mut Remark)) -> Placed {
        let boxes = self.plan.pieces.get(index).map_or(&[][..], Vec::as_slice);
        // An annotation belongs to one page; the words on the next one are without colour.
        let page = boxes.first().map(|first| first.page);
        if let Some(page) = page {
            let boxes = boxes.iter().filter(|part| part.page == page).copied().collect();
            return Placed { page, boxes };
        }
        if remark.answers.is_none() && remark.span.is_some() {
            remark.head.insert(0, self.w.text("export-nearby-page").to_owned());
        }
        Placed { page: self.page_of(remark), boxes: Vec::new() }
    }

    /// Index of the page on which a remark's text begins.
    fn page_of(&self, remark: &Remark) -> usize {
        let lines = &self.w.sheet.reports[self.report].lines;
        let line = remark.span.and_then(|span| {
            let at = lines.partition_point(|line| line.span.end <= span.start);
            lines.get(at)?.page
        });
        let page = line.map_or(0, |page| page.saturating_sub(1) as usize);
        page.min(self.plan.pages.len().saturating_sub(1))
    }

    fn put_note(
        &self,
        objects: &mut Objects,
        pages: &mut ByPage,
        id: Id,
        (remark, place): (&Remark, &Placed),
        stream: Id,
    ) {
        let area = self.plan.pages.get(place.page).map_or([0.0, 0.0, 595.0, 842.0], |page| page.area);
        let rect = place.rect(area);
        let colour = colour(remark);
        let popup = objects.reserve();
        let kind = if place.boxes.is_empty() {
            "/Subtype /Text /Name /Comment".to_owned()
        } else {
            let look = place.look(colour);
            let resources = "/Resources << /ExtGState << /M << /Type /ExtGState /BM /Multiply >> >> >>";
            let form = format!("/Type /XObject /Subtype /Form /BBox {} {resources}", numbers(&rect));
            let form = objects.add_stream(&form, look.as_bytes());
            let quads: Vec<f64> = place.boxes.iter().flat_map(|part| part.corners).collect();
            format!("/Subtype /Highlight /QuadPoints {} /AP << /N {form} 0 R >>", numbers(&quads))
        };
        let common = common(remark, id, rect, stream);
        let note = format!("<< {kind} /F {PRINTED} /C {} /Popup {popup} 0 R {common} >>", numbers(&colour));
        objects.put(id, &note);
        let beside = [area[2] - POPUP.0, rect[3] - POPUP.1, area[2], rect[3]];
        objects.put(
            popup,
            &format!(
                "<< /Type /Annot /Subtype /Popup /Parent {id} 0 R /Open false /F 28 /Rect {} >>",
                numbers(&beside)
            ),
        );
        let own = pages.entry(place.page).or_default();
        own.extend([id, popup]);
        if remark.is_done {
            let state = objects.add(&self.state(remark, id, rect));
            own.push(state);
        }
    }

    /// An answer to the annotation `parent`.
    fn answer(&self, remark: &Remark, parent: Id, place: &Placed, stream: Id) -> String {
        let area = self.plan.pages.get(place.page).map_or([0.0, 0.0, 595.0, 842.0], |page| page.area);
        let common = common(remark, parent, place.rect(area), stream);
        format!("<< /Subtype /Text /F {BEHIND} /IRT {parent} 0 R /RT /R {common} >>")
    }

    /// The state of a note that is done.
    fn state(&self, remark: &Remark, parent: Id, rect: [f64; 4]) -> String {
        let date =
            date(&remark.at).map_or_else(String::new, |date| format!(" /M {date} /CreationDate {date}"));
        format!(
            "<< /Type /Annot /Subtype /Text /F {BEHIND} /IRT {parent} 0 R /State {} /StateModel {} /Rect {} /Contents {} /T {}{date} >>",
            text("Completed"),
            text("Review"),
            numbers(&rect),
            text(self.w.text("status-resolved")),
            text(&author(remark)),
        )
    }
}

/// Where an annotation goes.
struct Placed {
    /// Index of the page.
    page: usize,
    /// The words on that page; none for an icon in its corner.
    boxes: Vec<WordBox>,
}

impl Placed {
    /// Left, bottom, right and top of the annotation on a page with this area.
    fn rect(&self, [_, _, right, top]: [f64; 4]) -> [f64; 4] {
        if self.boxes.is_empty() {
            return [right - 1.5 * ICON, top - 1.5 * ICON, right - 0.5 * ICON, top - 0.5 * ICON];
        }
        let mut rect = [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY];
        for point in self.boxes.iter().flat_map(|part| part.corners.chunks_exact(2).map(<[f64]>::to_vec)) {
            rect =
                [rect[0].min(point[0]), rect[1].min(point[1]), rect[2].max(point[0]), rect[3].max(point[1])];
        }
        rect
    }

    /// The drawing of a highlight, under which the words stay readable.
    fn look(&self, [red, green, blue]: [f64; 3]) -> String {
        let mut look = format!("/M gs {red:.2} {green:.2} {blue:.2} rg\n");
        for WordBox { corners: [ax, ay, bx, by, cx, cy, dx, dy], .. } in &self.boxes {
            let _ =
                writeln!(look, "{ax:.2} {ay:.2} m {bx:.2} {by:.2} l {dx:.2} {dy:.2} l {cx:.2} {cy:.2} l h f");
        }
        look
    }
}

/// An array of numbers.
fn numbers(numbers: &[f64]) -> String {
    let numbers: Vec<String> = numbers.iter().map(|number| format!("{number:.2}")).collect();
    format!("[{}]", numbers.join(" "))
}

/// Entries that all annotations have.
fn common(remark: &Remark, id: Id, rect: [f64; 4], stream: Id) -> String {
    let name = match &remark.subject {
        Subject::Note(note, target) => format!("{note}-{}", target.unwrap_or(0)),
        Subject::Reply(note, index) => format!("{note}-r{index}"),
        Subject::Finding(key) => format!("{key}-{id}"),
    };
    let mut entries = format!(
        "/Type /Annot /Rect {} /Contents {} /T {} /NM {} /{PDF_RECORD} {stream} 0 R",
        numbers(&rect),
        text(&remark.lines().join("\n")),
        text(&author(remark)),
        text(&name),
    );
    if let Some(date) = date(&remark.at) {
        let _ = write!(entries, " /M {date} /CreationDate {date}");
    }
    entries
}

/// Red, green and blue of a highlight, each from 0 to 1.
fn colour(remark: &Remark) -> [f64; 3] {
    if remark.is_done {
        return [0.80, 0.92, 0.80];
    }
    match remark.severity {
        Some(Severity::Critical) => [1.0, 0.72, 0.70],
        Some(Severity::Major) => [1.0, 0.84, 0.60],
        Some(Severity::Info) => [0.74, 0.87, 1.0],
        Some(Severity::Minor) | None => [1.0, 0.93, 0.55],
    }
}
