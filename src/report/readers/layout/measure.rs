//! Usual measures of a document: the size of its body, the distance of its lines, the edges of its pages.

use crate::report::readers::comments::is_mark;

use super::lines::{Line, Page, usual};
use super::words::is_closing;

/// Maximum ratio of the font size of footnotes to the body's.
const NOTE_SIZE: f64 = 0.88;

/// Edges of the body of a page.
#[derive(Clone, Copy, Debug)]
pub(super) struct Frame {
    pub(super) left: f64,
    pub(super) right: f64,
}

/// Usual measures of the document.
pub(super) struct Usual {
    pub(super) size: f64,
    /// Distance of two baselines within a paragraph.
    pub(super) pitch: f64,
    frame: Frame,
}

/// Measures the document; `None` if all of its lines are furniture.
pub(super) fn measure(pages: &[Page]) -> Option<Usual> {
    let lines = || pages.iter().flat_map(|page| page.lines.iter().filter(|line| !line.furniture));
    let size = usual(lines().map(|line| (line.size, line.text.chars().count())))?;
    let body = |line: &&Line| !line.row && (line.size - size).abs() < size * 0.06;
    let pitches = pages.iter().flat_map(|page| {
        page.lines.windows(2).filter_map(|pair| {
            let [upper, lower] = pair else { return None };
            let pitch = lower.y - upper.y;
            let both = pair.iter().all(|line| !line.furniture && body(&line));
            (both && pitch > 0.0 && pitch < size * 4.0).then_some((pitch, 1))
        })
    });
    let pitch = usual(pitches).unwrap_or(size * 1.8);
    let frame = frame_from(lines().filter(body), size).or_else(|| frame_from(lines(), size))?;
    Some(Usual { size, pitch, frame })
}

/// The edges that lines share, without outliers.
fn frame_from<'a>(lines: impl Iterator<Item = &'a Line>, size: f64) -> Option<Frame> {
    // Punctuation may hang over the right edge.
    let inner_right = |line: &Line| {
        if line.text.trim_end_matches(is_mark).ends_with(is_closing) {
            line.right - line.size
        } else {
            line.right
        }
    };
    let (mut lefts, mut rights): (Vec<f64>, Vec<f64>) =
        lines.map(|line| (line.left, inner_right(line))).unzip();
    lefts.sort_by(f64::total_cmp);
    rights.sort_by(|a, b| b.total_cmp(a));
    let shared = |edges: &[f64]| {
        let needed = (edges.len() / 12).clamp(1, 4);
        let near = |group: &&[f64]| {
            group.first().is_some_and(|first| group.iter().all(|edge| (edge - first).abs() < size))
        };
        edges.windows(needed).find(near).and_then(|group| group.first().copied())
    };
    Some(Frame { left: shared(&lefts)?, right: shared(&rights)? })
}

/// The edges of a page's column, `None` for text across the page: its own if it has enough lines to measure them, for
/// left and right pages may differ.
pub(super) fn frame_of(page: &Page, column: Option<usize>, usual: &Usual) -> Frame {
    let body = || {
        page.lines.iter().filter(|line| {
            !line.furniture
                && !line.row
                && line.column == column
                && (line.size - usual.size).abs() < usual.size * 0.06
        })
    };
    if column.is_some() {
        let all = page.lines.iter().filter(|line| line.column == column && !line.furniture);
        return frame_from(all, usual.size).unwrap_or(usual.frame);
    }
    let own = (body().count() >= 8).then(|| frame_from(body(), usual.size)).flatten();
    match own {
        Some(own) if own.right - own.left > (usual.frame.right - usual.frame.left) * 0.9 => own,
        _ => usual.frame,
    }
}

/// Index of the first line of the notes at the page's foot, or the number of its lines.
pub(super) fn foot_of(page: &Page, usual: &Usual) -> usize {
    // Tables are often set small as well.
    let small = |line: &Line| line.furniture || (!line.row && line.size < usual.size * NOTE_SIZE);
    let start = page.lines.iter().rposition(|line| !small(line)).map_or(0, |last| last.saturating_add(1));
    let first = page.lines.iter().enumerate().skip(start).find(|(_, line)| !line.furniture);
    match first {
        Some((first, line)) if start > 0 && line.y > page.height / 2.0 => first,
        _ => page.lines.len(),
    }
}

/// Whether a line is indented from both edges by the same distance.
pub(super) fn is_centred(line: &Line, frame: &Frame) -> bool {
    let (left, right) = (line.left - frame.left, frame.right - line.right);
    left > 1.5 * line.size && right > 1.5 * line.size && is_balanced(line, frame)
}

/// Whether a line has the same distance from both edges.
pub(super) fn is_balanced(line: &Line, frame: &Frame) -> bool {
    let (left, right) = (line.left - frame.left, frame.right - line.right);
    (left - right).abs() < 1.5 * line.size
}
