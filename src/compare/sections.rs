//! How alike two units are, with what is known of their sections: two headings belong together by their words, by
//! what stands below them and by their number, so that a heading that was renumbered or reworded is still met, and one
//! whose section was merged into another goes with the words it has.

use std::collections::HashMap;

use super::grams;
use super::pair::Pair;
use super::units::{Side, Unit};
use crate::structure::Outline;

/// Paragraphs less alike are not paired …
const PARAGRAPHS: f32 = 0.4;
/// … unless their sections belong together.
const IN_ONE_SECTION: f32 = 0.33;
/// Units that differ only in figures are this much alike: equal ones come first.
const ALL_BUT_EQUAL: f32 = 0.97;
/// Sections that share this part of the shorter one belong together.
const TOGETHER: f32 = 0.5;

/// Measures units against each other.
pub(super) struct Likeness<'a> {
    left: &'a Side<'a>,
    right: &'a Side<'a>,
    /// Characters of alike paragraphs, for each pair of sections.
    shared: HashMap<(usize, usize), f32>,
    /// Characters in each section, subsections included.
    left_sizes: Vec<usize>,
    right_sizes: Vec<usize>,
}

impl<'a> Likeness<'a> {
    /// Learns from likely pairs of paragraphs which sections share text.
    pub(super) fn new(left: &'a Side<'a>, right: &'a Side<'a>, likely: &[(u32, u32)]) -> Self {
        let mut likeness =
            Self { left, right, shared: HashMap::new(), left_sizes: sizes(left), right_sizes: sizes(right) };
        let mut shared: HashMap<(usize, usize), f32> = HashMap::new();
        for run in likely.chunk_by(|a, b| a.0 == b.0) {
            let measured = run.iter().filter_map(|&(l, r)| likeness.pair(l as usize, r as usize));
            // A paragraph speaks for one place only.
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

    /// The headings of sections that belong together by their text, as pairs of units.
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

    /// The two units as a pair, where they are alike enough to stand side by side. Linear in the shorter one's length.
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

    /// The share of the shorter section's text that the two have in common.
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

/// Headings that share too little are not paired: 0. Where all text below them is the same, so are they, whatever they say.
fn headings(words: f32, together: f32, same_label: bool, same_level: bool) -> f32 {
    let by_text = together >= TOGETHER && (words >= 0.15 || same_label) || together >= 0.8 && same_level;
    let enough = words >= 0.5 || by_text || same_label && words >= 0.3;
    let label = if same_label { 0.1 } else { 0.0 };
    if enough { (0.55 * words + 0.35 * together + label).clamp(0.3, ALL_BUT_EQUAL) } else { 0.0 }
}

fn words(l: &Unit, r: &Unit) -> f32 {
    grams::dice(&l.grams, &r.grams).min(ALL_BUT_EQUAL)
}

/// The two sections, and those above them that are of one level.
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
    // A section stands behind the one it is in, so that one pass from the end carries all sizes up.
    for (index, section) in side.outline.sections.iter().enumerate().rev() {
        if let Some(parent) = section.parent.filter(|&parent| parent < index) {
            sizes[parent] += sizes[index];
        }
    }
    sizes
}
