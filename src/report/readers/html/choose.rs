//! Chooses the blocks of a page that belong to the report.
//!
//! Every block has a weight: the length of a block of prose, zero for links, captions and news summaries. The report's
//! element is the deepest one that holds nearly all of the weight. In it, lists of links, summaries under linked
//! headlines and captions still belong to the page; of short lines above and below the prose only those next to it
//! belong to the report. An element with a name known from content systems is preferred if it holds half of the
//! weight, since sites also leave such elements empty. If the page shows no prose at all, the hidden element that
//! holds the report is made visible first. Everything else is furniture, which is kept beside the text.

#![cfg_attr(
    not(test),
    expect(
        clippy::arithmetic_side_effects,
        clippy::indexing_slicing,
        reason = "no number comes from the page: `page::read` numbers the elements as it adds them, a parent before its \
                  children, and all sums are of lengths in memory"
    )
)]

use super::super::super::extract::{Block, Role};
use super::elements::Kind;
use super::page::{Page, RawBlock};
use super::words;
use crate::text::leading_label;

/// Minimum length of a line of prose without a heading's number, in characters.
const PROSE: usize = 25;
/// Share of its parent's weight from which an element is searched instead of its parent, in per cent.
const NEARLY_ALL: usize = 90;
/// Maximum length of a news summary, in characters.
const SUMMARY: usize = 200;
/// Divisor of the weight of a summary under a linked headline.
const SUMMARY_LESS: usize = 8;
/// Maximum length of a heading that is recognised only by bold type, in characters.
const BOLD_HEADING: usize = 40;
/// Level of a heading that is recognised only by bold type: below the six of HTML.
const BELOW_HEADINGS: u8 = 7;
/// Maximum number of blocks above the first prose that belong to the report (title, issuer, date).
const ABOVE: usize = 6;
/// Minimum length of a hidden report, in characters.
const HIDDEN_REPORT: usize = 60;
/// Minimum ratio of a hidden report's prose to the visible prose.
const HIDDEN_TIMES: usize = 10;
/// Range of the length of a title that the page states, in characters.
const TITLE: std::ops::RangeInclusive<usize> = 8..=80;

/// The blocks with their roles, in the page's order. A title that is only in the page's head comes first.
pub(super) fn blocks(mut page: Page) -> Vec<Block> {
    mark_captions(&mut page);
    let mut weights = weights(&page);
    if show_what_a_script_shows(&mut page, &weights) {
        weights = self::weights(&page);
    }
    let container = Container::of(&page, &weights);
    let mut kept: Vec<bool> = (0..page.blocks.len()).map(|at| container.keeps(&page, &weights, at)).collect();
    trim(&page, &weights, &container, &mut kept);
    let title = title(&page, &weights, &kept);
    let mut roles = roles(&page, &kept);
    if let Some(Title::Block(at)) = title {
        roles[at] = Role::Title;
    }
    let block = |raw: RawBlock, role| Block { text: raw.text, role, page: None };
    let mut blocks: Vec<Block> =
        page.blocks.into_iter().zip(roles).map(|(raw, role)| block(raw, role)).collect();
    if let Some(Title::OfPage(words)) = title {
        let at = kept.iter().position(|&kept| kept).unwrap_or(0);
        blocks.insert(at, Block { text: words, role: Role::Title, page: None });
    }
    blocks
}

/// Makes the hidden element that holds the report visible if the page shows no other prose: sites hide it until a
/// script has run, or store it for a script. Returns whether there is one.
fn show_what_a_script_shows(page: &mut Page, weights: &[usize]) -> bool {
    let shown: usize = weights.iter().sum();
    let mut hidden = vec![0; page.elements.len()];
    for block in page.blocks.iter().filter(|block| is_hidden(page, block)) {
        let prose = block.characters >= PROSE && words::has_sentence(&block.text);
        let counts = (prose || leading_label(&block.text).is_some()) && !is_linked(block) && !block.caption;
        hidden[block.element] += if counts { block.characters } else { 0 };
    }
    for index in (1..hidden.len()).rev() {
        if !page.elements[index].hides {
            hidden[page.elements[index].parent] += hidden[index];
        }
    }
    let Some((root, &most)) = hidden.iter().enumerate().max_by_key(|(_, sum)| **sum) else { return false };
    if most < HIDDEN_REPORT || most < shown * HIDDEN_TIMES {
        return false;
    }
    // Includes the hidden elements around it.
    let mut at = root;
    while at != page.elements[at].parent {
        page.elements[at].hides = false;
        at = page.elements[at].parent;
    }
    for index in 1..page.elements.len() {
        let parent = page.elements[index].parent;
        page.elements[index].hidden = page.elements[index].hides || page.elements[parent].hidden;
    }
    true
}

/// Marks the lines that hold the page's facts or buttons. Of the rows of a table either all or none do: a column of a
/// report's table may be named like a fact. A table holds facts if half of its rows do, and not only its first.
fn mark_captions(page: &mut Page) {
    let mut tables: std::collections::HashMap<usize, Vec<usize>> = std::collections::HashMap::new();
    for at in 0..page.blocks.len() {
        page.blocks[at].caption = words::is_caption(&page.blocks[at].text);
        if let Some(table) = table_around(page, at) {
            tables.entry(table).or_default().push(at);
        }
    }
    for rows in tables.into_values() {
        let captions = rows.iter().filter(|&&at| page.blocks[at].caption).count();
        let only_first = rows.len() > 1 && captions == 1 && page.blocks[rows[0]].caption;
        if only_first || captions * 2 < rows.len() {
            for at in rows {
                page.blocks[at].caption = false;
            }
        }
    }
}

/// The table that a row belongs to.
fn table_around(page: &Page, at: usize) -> Option<usize> {
    let mut element = page.blocks[at].row.then_some(page.blocks[at].element)?;
    while page.elements[element].kind != Kind::Table {
        let parent = page.elements[element].parent;
        element = (parent != element).then_some(parent)?;
    }
    Some(element)
}

/// The visible blocks of a page, all treated as the report's.
pub(super) fn all_blocks(page: Page) -> Vec<Block> {
    let shown: Vec<bool> = page.blocks.iter().map(|block| !is_hidden(&page, block)).collect();
    let roles = roles(&page, &shown);
    let block = |(raw, role): (RawBlock, Role)| Block { text: raw.text, role, page: None };
    page.blocks.into_iter().zip(roles).filter(|(_, role)| *role != Role::Furniture).map(block).collect()
}

/// The weight of each block, in characters.
fn weights(page: &Page) -> Vec<usize> {
    let weight = |at: usize| {
        let block = &page.blocks[at];
        let labelled = leading_label(&block.text).is_some();
        let prose = block.characters >= PROSE && words::has_sentence(&block.text);
        if is_hidden(page, block) || is_linked(block) || !(labelled || prose) || block.caption {
            0
        } else if is_summary(page, at) {
            block.characters / SUMMARY_LESS
        } else {
            block.characters
        }
    };
    (0..page.blocks.len()).map(weight).collect()
}

fn is_hidden(page: &Page, block: &RawBlock) -> bool {
    page.elements[block.element].hidden
}

/// Whether links fill more than half of a block.
fn is_linked(block: &RawBlock) -> bool {
    block.linked * 2 > block.characters
}

/// Whether a block is a short text right under a linked headline, in the headline's element or the next one.
fn is_summary(page: &Page, at: usize) -> bool {
    let block = &page.blocks[at];
    let Some(before) = at.checked_sub(1).map(|before| &page.blocks[before]) else { return false };
    let parent = |block: &RawBlock| page.elements[block.element].parent;
    let beside =
        parent(before) == parent(block) || parent(before) == block.element || before.element == parent(block);
    block.characters <= SUMMARY
        && beside
        && before.linked * 5 >= before.characters * 4
        && before.characters >= 6
        && leading_label(&block.text).is_none()
}

/// The elements that hold the report.
enum Container {
    /// Elements with one of the known names.
    Known(Vec<bool>),
    /// The element that holds nearly all prose, and all elements inside it.
    Weighed(Vec<bool>),
    /// No prose is visible.
    None,
}

impl Container {
    fn of(page: &Page, weights: &[usize]) -> Self {
        let sums = sums(page, weights);
        if sums[0] == 0 {
            return Self::None;
        }
        Self::known(page, &sums)
            .unwrap_or_else(|| Self::Weighed(inside(page, |element| element == deepest(page, &sums))))
    }

    /// The elements with the known name that holds most weight; of nested ones, the outer.
    fn known(page: &Page, sums: &[usize]) -> Option<Self> {
        let mut by_name = std::collections::BTreeMap::new();
        for (index, element) in page.elements.iter().enumerate() {
            if let Some(name) = element.known {
                *by_name.entry(name).or_insert(0) += sums[index];
            }
        }
        // Nested elements of one name count twice, which only favours a known name.
        let (&name, &most) = by_name.iter().max_by_key(|(name, sum)| (**sum, std::cmp::Reverse(**name)))?;
        (most * 2 >= sums[0])
            .then(|| Self::Known(inside(page, |element| page.elements[element].known == Some(name))))
    }

    fn keeps(&self, page: &Page, weights: &[usize], at: usize) -> bool {
        let block = &page.blocks[at];
        match self {
            Self::None => !is_hidden(page, block) && !is_linked(block),
            Self::Known(inside) => {
                inside[block.element]
                    && !is_hidden(page, block)
                    && (weights[at] > 0 || block.row || !is_linked(block) || !block.caption)
            }
            Self::Weighed(inside) => {
                let of_page = is_hidden(page, block)
                    || is_linked(block)
                    || block.caption
                    || is_summary(page, at) && in_news(page, at)
                    || in_aside(page, block.element);
                inside[block.element] && !of_page
            }
        }
    }
}

/// Whether the summary at `at` is one of several: its element has a similar sibling.
fn in_news(page: &Page, at: usize) -> bool {
    let around = |at: usize| page.elements[page.blocks[at].element].parent;
    let shape = |at: usize| page.elements[around(at)].shape;
    let others = [at.checked_sub(2), Some(at + 2)];
    others.into_iter().flatten().any(|other| {
        other < page.blocks.len()
            && is_summary(page, other)
            && (shape(other) == shape(at) || around(other) == around(at))
    })
}

/// Whether an element is in navigation, an aside or the page's footer. Walks up at most a thousand levels.
fn in_aside(page: &Page, element: usize) -> bool {
    let mut at = element;
    loop {
        let element = &page.elements[at];
        if element.kind == Kind::Aside {
            return true;
        }
        if element.parent == at {
            return false;
        }
        at = element.parent;
    }
}

/// Total weight in each element and all below it. A parent precedes its children.
fn sums(page: &Page, weights: &[usize]) -> Vec<usize> {
    let mut sums = vec![0; page.elements.len()];
    for (block, weight) in page.blocks.iter().zip(weights) {
        sums[block.element] += weight;
    }
    for index in (1..sums.len()).rev() {
        sums[page.elements[index].parent] += sums[index];
    }
    sums
}

/// Descends from the top to the element that holds nearly all weight, but not into one of several similar siblings.
fn deepest(page: &Page, sums: &[usize]) -> usize {
    // For each element its heaviest child, and the number of its weighted children with that child's shape.
    let mut heaviest: Vec<Option<usize>> = vec![None; page.elements.len()];
    for (index, &sum) in sums.iter().enumerate().skip(1) {
        let parent = page.elements[index].parent;
        if sum > 0 && heaviest[parent].is_none_or(|other| sum > sums[other]) {
            heaviest[parent] = Some(index);
        }
    }
    let mut alike = vec![0_usize; page.elements.len()];
    for (index, &sum) in sums.iter().enumerate().skip(1) {
        let parent = page.elements[index].parent;
        if let Some(heavy) = heaviest[parent].filter(|_| sum > 0) {
            alike[parent] += usize::from(page.elements[heavy].shape == page.elements[index].shape);
        }
    }
    let mut at = 0;
    while let Some(child) = heaviest[at] {
        let is_line = heaviest[child].is_none();
        if is_line || alike[at] > 1 || sums[child] * 100 < sums[at] * NEARLY_ALL {
            break;
        }
        at = child;
    }
    at
}

/// For each element whether it is chosen or inside a chosen one.
fn inside(page: &Page, chosen: impl Fn(usize) -> bool) -> Vec<bool> {
    let mut inside = vec![false; page.elements.len()];
    for index in 0..inside.len() {
        inside[index] = chosen(index) || inside[page.elements[index].parent];
    }
    inside
}

/// Keeps of the blocks before the first prose only a report's usual beginning, and of those after the last prose only
/// those before the first line that belongs to the page. A container with a known name is kept whole.
fn trim(page: &Page, weights: &[usize], container: &Container, kept: &mut [bool]) {
    if !matches!(container, Container::Weighed(_)) {
        return;
    }
    let counts = |at: usize| kept[at] && weights[at] > 0;
    let (Some(first), Some(last)) =
        ((0..kept.len()).find(|&at| counts(at)), (0..kept.len()).rfind(|&at| counts(at)))
    else {
        return;
    };
    let around = page.elements[page.blocks[first].element].parent;
    let mut above = 0;
    for at in (0..first).rev() {
        let near = page.elements[page.blocks[at].element].parent == around;
        above += usize::from(kept[at]);
        kept[at] &= near && above <= ABOVE;
    }
    // Short paragraphs, tables and signatures close a report, up to the first line that belongs to the page.
    let mut closed = false;
    for (block, kept) in page.blocks.iter().zip(kept).skip(last + 1) {
        closed |= !*kept && !is_hidden(page, block);
        *kept &= !closed || words::closes_report(&block.text);
    }
}

/// Source of the title.
enum Title {
    /// A block.
    Block(usize),
    /// The page's head; no block has it.
    OfPage(String),
}

/// The title: above the first kept prose, the line that equals the page's stated title, or else the last heading.
fn title(page: &Page, weights: &[usize], kept: &[bool]) -> Option<Title> {
    let first = (0..kept.len()).find(|&at| kept[at] && weights[at] > 0)?;
    let of_page = squash(&page.title);
    let shown = |at: &usize| {
        !is_hidden(page, &page.blocks[*at]) && !is_linked(&page.blocks[*at]) && !page.blocks[*at].row
    };
    let named = |at: &usize| {
        let line = squash(&page.blocks[*at].text);
        TITLE.contains(&line.chars().count()) && of_page.starts_with(&line)
    };
    let headed = |at: &usize| {
        let block = &page.blocks[*at];
        block.heading.is_some_and(|level| level <= 3) && TITLE.contains(&block.characters) && !block.caption
    };
    let above = || (0..first).rev().filter(shown);
    if let Some(at) = above().find(named).or_else(|| above().find(headed)) {
        return Some(Title::Block(at));
    }
    let own = of_site(&page.title);
    let essence = squash(own);
    let stands = (first.saturating_sub(ABOVE)..=first)
        .any(|at| kept[at] && squash(&page.blocks[at].text).contains(&essence));
    let speaks = essence.contains("报告") || essence.contains("总结") || essence.contains("情况");
    (TITLE.contains(&essence.chars().count()) && speaks && !stands).then(|| Title::OfPage(own.to_owned()))
}

/// A page's title without the names of column and site at its end.
fn of_site(title: &str) -> &str {
    let mut own = title.trim();
    for mark in ['_', '|', '-', '－', '—'] {
        if let Some((before, _)) = own.split_once(mark)
            && before.contains("报告")
        {
            own = before.trim_end();
        }
    }
    own
}

fn squash(line: &str) -> String {
    line.chars().filter(|c| !c.is_whitespace()).collect()
}

fn roles(page: &Page, kept: &[bool]) -> Vec<Role> {
    let is_bold =
        |at: usize| page.blocks[at].characters > 0 && page.blocks[at].bold == page.blocks[at].characters;
    let role = |at: usize| {
        let block = &page.blocks[at];
        if !kept[at] {
            return Role::Furniture;
        }
        if block.row {
            return Role::Row;
        }
        if let Some(level) = block.heading {
            return Role::Heading(level);
        }
        let next = (at + 1..page.blocks.len()).find(|&next| kept[next]);
        let heads = block.characters <= BOLD_HEADING
            && is_bold(at)
            && !block.text.ends_with(['。', '；', '，', '.', ';', ','])
            && next.is_some_and(|next| !is_bold(next) && !page.blocks[next].row);
        if heads { Role::Heading(BELOW_HEADINGS) } else { Role::Paragraph }
    };
    (0..kept.len()).map(role).collect()
}
