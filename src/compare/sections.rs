//! Similarity of two units, including their sections: two headings correspond by their words, by the text below them
//! and by their number, so that a heading that was renumbered or reworded is still paired, and one whose section was
//! merged into another is paired by its words.

use std::collections::HashMap;

use super::grams;
use super::pair::Pair;
use super::units::{Side, Unit};
use crate::structure::Outline;

/// Minimum similarity of paired paragraphs.
const PARAGRAPHS: f32 = 0.4;
/// Minimum similarity of paired paragraphs whose sections correspond.
const IN_ONE_SECTION: f32 = 0.33;
/// Similarity of units that differ only in figures: below 1, so that equal ones come first.
const ALL_BUT_EQUAL: f32 = 0.97;
/// Minimum share of the shorter section's text that two corresponding sections have in common.
const TOGETHER: f32 = 0.5;

/// Similarity of units of the two sides.
pub(super) struct Likeness<'a> {
    left: &'a Side<'a>,
    right: &'a Side<'a>,
    /// Number of characters of similar paragraphs, for each pair of sections.
    shared: HashMap<(usize, usize), f32>,
    /// Number of characters in each section, subsections included.
    left_sizes: Vec<usize>,
    right_sizes: Vec<usize>,
}

impl<'a> Likeness<'a> {
    /// Derives from likely pairs of paragraphs which sections share text.
    pub(super) fn new(left: &'a Side<'a>, right: &'a Side<'a>, likely: &[(u32, u32)]) -> Self {
        let mut likeness =
            Self { left, right, shared: HashMap::new(), left_sizes: sizes(left), right_sizes: sizes(right) };
        let mut shared: HashMap<(usize, usize), f32> = HashMap::new();
        for run in likely.chunk_by(|a, b| a.0 == b.0) {
            let measured = run.iter().filter_map(|&(l, r)| likeness.pair(l as usize, r as usize));
            // A paragraph counts for one pair only.
            let Some(best) = measured.max_by(|a, b| a.weight.total_cmp(&b.weight)) else { continue };
            let (l, r) = (&left.units[best.left], &right.units[best.right]);
            if best.likeness < TOGETHER || l.is_heading() || r.is_heading() {
                continue;
            }
            let (Some(ls), Some(rs)) = (l.cell.section, r.cell.section) else { continue };
            let characters = l.len().min(r.len()) as f32;
            for (l, r) in levels(left.outline, ls, right.outline, rs) {
                *shared.entry((l, r)).or_default() += characters;
            }
        }
        likeness.shared = shared;
        likeness
    }

    /// Pairs of headings whose sections correspond by their text, as units.
    pub(super) fn headings(&self) -> Vec<(u32, u32)> {
        let units = |side: &Side<'_>| {
            let mut units = vec![None; side.outline.sections.len()];
            for (index, unit) in side.units.iter().enumerate().filter(|(_, unit)| unit.is_heading()) {
                if let Some(section) = unit.cell.section {
                    units[section] = Some(index as u32);
                }
            }
            units
        };
        let (lefts, rights) = (units(self.left), units(self.right));
        let together = self.shared.keys().filter(|&&(l, r)| self.together(Some(l), Some(r)) >= TOGETHER);
        together.filter_map(|&(l, r)| lefts[l].zip(rights[r])).collect()
    }

    /// The two units as a pair, if they are similar enough to share a row. Linear in the shorter one's length.
    pub(super) fn pair(&self, left: usize, right: usize) -> Option<Pair> {
        let (l, r) = (&self.left.units[left], &self.right.units[right]);
        let likeness = self.of(l, r);
        (likeness > 0.0).then(|| Pair::new(left, right, likeness, l.len().min(r.len())))
    }

    fn of(&self, l: &Unit, r: &Unit) -> f32 {
        if l.is_furniture() != r.is_furniture() {
            return 0.0;
        }
        if l.hash == r.hash {
            return 1.0;
        }
        let together = self.together(l.cell.section, r.cell.section);
        if l.is_heading() && r.is_heading() {
            let same_level = l.cell.role == r.cell.role;
            return headings(words(l, r), together, self.same_label(l, r), same_level);
        }
        let least = if together >= TOGETHER { IN_ONE_SECTION } else { PARAGRAPHS };
        let alike = if grams::most(l.grams.len(), r.grams.len()) < least { 0.0 } else { words(l, r) };
        if alike < least { 0.0 } else { alike }
    }

    /// Share of the shorter section's text that the two have in common.
    fn together(&self, left: Option<usize>, right: Option<usize>) -> f32 {
        let (Some(left), Some(right)) = (left, right) else {
            return if left.is_none() && right.is_none() { TOGETHER } else { 0.0 };
        };
        let size = self.left_sizes[left].min(self.right_sizes[right]).max(1);
        self.shared.get(&(left, right)).map_or(0.0, |shared| (shared / size as f32).min(1.0))
    }

    fn same_label(&self, l: &Unit, r: &Unit) -> bool {
        let label_l = &self.left.text.symbols[l.label_symbols.clone()];
        !label_l.is_empty() && label_l == &self.right.text.symbols[r.label_symbols.clone()]
    }
}

/// Similarity of two headings; 0 if they share too little to be paired. Headings of one level are paired whatever their
/// words if at least 0.8 of the text below them is shared.
fn headings(words: f32, together: f32, same_label: bool, same_level: bool) -> f32 {
    let by_text = together >= TOGETHER && (words >= 0.15 || same_label) || together >= 0.8 && same_level;
    let enough = words >= 0.5 || by_text || same_label && words >= 0.3;
    let label = if same_label { 0.1 } else { 0.0 };
    if enough { (0.55 * words + 0.35 * together + label).clamp(0.3, ALL_BUT_EQUAL) } else { 0.0 }
}

fn words(l: &Unit, r: &Unit) -> f32 {
    grams::dice(&l.grams, &r.grams).min(ALL_BUT_EQUAL)
}

/// The two sections, and their ancestors that have the same level.
fn levels(left: &Outline, l: usize, right: &Outline, r: usize) -> Vec<(usize, usize)> {
    let mut found = vec![(l, r)];
    let (mut l, mut r) = (Some(l), Some(r));
    while let (Some(at_l), Some(at_r)) = (l, r) {
        let (level_l, level_r) = (left.sections[at_l].level, right.sections[at_r].level);
        if level_l == level_r && !found.contains(&(at_l, at_r)) {
            found.push((at_l, at_r));
        }
        if level_l >= level_r {
            l = left.sections[at_l].parent;
        }
        if level_r >= level_l {
            r = right.sections[at_r].parent;
        }
    }
    found
}

fn sizes(side: &Side<'_>) -> Vec<usize> {
    let mut sizes = vec![0; side.outline.sections.len()];
    for unit in side.units.iter().filter(|unit| !unit.is_heading()) {
        if let Some(section) = unit.cell.section {
            sizes[section] += unit.len();
        }
    }
    // A section follows its parent in the list, so that one pass from the end adds all sizes up.
    for (index, section) in side.outline.sections.iter().enumerate().rev() {
        if let Some(parent) = section.parent.filter(|&parent| parent < index) {
            sizes[parent] += sizes[index];
        }
    }
    sizes
}
