//! The labels that count: unambiguous ones, and those in sequence with another of their style.

use super::label::{Label, Style, label_at};
use super::page::Page;

/// The label of every line that has one. Linear in the number of lines.
pub(super) fn labels(page: &Page) -> Vec<Option<Label>> {
    let mut found: Vec<Option<Label>> = (0..page.lines.len())
        .map(|line| if page.lines[line].is_row { None } else { label_at(page.content(line)) })
        .collect();
    let mut next: [Option<u32>; Style::COUNT] = [None; Style::COUNT];
    let mut followed = vec![false; found.len()];
    for (line, label) in found.iter().enumerate().rev() {
        if let Some(label) = label {
            followed[line] = next[label.style as usize] == Some(label.number + 1);
            next[label.style as usize] = Some(label.number);
        }
    }
    let mut last: [Option<u32>; Style::COUNT] = [None; Style::COUNT];
    for (line, slot) in found.iter_mut().enumerate() {
        let Some(label) = *slot else { continue };
        let follows = last[label.style as usize].is_some_and(|last| last + 1 == label.number);
        if label.sure || follows || followed[line] {
            last[label.style as usize] = Some(label.number);
        } else {
            *slot = None;
        }
    }
    found
}
