//! Extension: how far two places remain similar beyond their outermost equal runs.
//!
//! A banded global alignment (Needleman and Wunsch 1970) from the end of a run outwards: equal symbols score by their
//! class, different and unpaired ones cost. The best cell so far is the end; the search stops when a whole row falls
//! [`DROP`] below the best (X-drop; Zhang, Schwartz, Wagner and Miller 2000), after [`REACH`] symbols, or at the end of
//! the report. Set phrases are passed over but score little, so that no passage grows by them alone. Beside a lone run
//! an end must score at least [`LEAST_ALONE`], since one word beyond an exact passage is chance; beside one of several
//! runs any gain is enough. Costs [`REACH`] × (2 × [`BAND`] + 1) cells at most.

use std::ops::Range;

use super::fold::{Class, Folded};
use super::parameters::{BAND, DROP, EQUAL_CONTENT, EQUAL_WEAK, LEAST, LEAST_ALONE, REACH, SKIPPED, UNEQUAL};

const NEVER: i32 = i32::MIN / 2;

/// Direction of the extension.
#[derive(Clone, Copy)]
pub(super) enum Direction {
    Back,
    On,
}

/// Length of the extension on each side, and the number of equal symbols in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Reach {
    pub left: u32,
    pub right: u32,
    pub content: u32,
    pub equal: u32,
}

/// A cell of the alignment: its score and the equal symbols on the path to it.
#[derive(Clone, Copy)]
struct Cell {
    score: i32,
    content: u32,
    equal: u32,
}

const CLOSED: Cell = Cell { score: NEVER, content: 0, equal: 0 };

impl Cell {
    fn with(self, score: i32) -> Self {
        Self { score: self.score + score, ..self }
    }
}

/// Extends a run beyond its end (or before its start, backwards). Set phrases are passed over at the score of weak
/// symbols and add no content.
pub(super) fn extend(
    folded: &Folded,
    direction: Direction,
    alone: bool,
    (left, right): (u32, u32),
    left_room: &Range<u32>,
    right_room: &Range<u32>,
) -> Reach {
    let (room_left, room_right) = match direction {
        Direction::Back => (left.saturating_sub(left_room.start), right.saturating_sub(right_room.start)),
        Direction::On => (left_room.end.saturating_sub(left), right_room.end.saturating_sub(right)),
    };
    let at = |from: u32, step: usize| match direction {
        Direction::Back => from - 1 - step as u32,
        Direction::On => from + step as u32,
    };
    let rows = (room_left as usize).min(REACH);
    let columns = (room_right as usize).min(REACH + BAND);
    let mut best = (if alone { LEAST_ALONE } else { LEAST } - 1, Reach::default());
    let mut top = 0;
    // Column `j` of row `i` is stored at `j + BAND - i`.
    let mut above = [CLOSED; 2 * BAND + 2];
    let mut score = 0;
    for cell in &mut above[BAND..=2 * BAND] {
        *cell = Cell { score, content: 0, equal: 0 };
        score += SKIPPED;
    }
    for row in 1..=rows {
        let mut here = [CLOSED; 2 * BAND + 2];
        let mut highest = NEVER;
        for shift in 0..=2 * BAND {
            let Some(column) = (row + shift).checked_sub(BAND).filter(|&column| column <= columns) else {
                continue;
            };
            let mut cell = above[shift + 1].with(SKIPPED);
            if shift > 0 && here[shift - 1].score + SKIPPED > cell.score {
                cell = here[shift - 1].with(SKIPPED);
            }
            if column > 0 {
                let (x, y) = (at(left, row - 1), at(right, column - 1));
                let straight = above[shift];
                if folded.symbols[x as usize] == folded.symbols[y as usize] {
                    let (score, content) = match (folded.class(x), folded.class(y)) {
                        (Class::Content, Class::Content) => (EQUAL_CONTENT, 1),
                        _ => (EQUAL_WEAK, 0),
                    };
                    if straight.score + score >= cell.score {
                        cell = Cell {
                            score: straight.score + score,
                            content: straight.content + content,
                            equal: straight.equal + 1,
                        };
                        if cell.score > best.0 {
                            let reach = Reach {
                                left: row as u32,
                                right: column as u32,
                                content: cell.content,
                                equal: cell.equal,
                            };
                            best = (cell.score, reach);
                        }
                    }
                } else if straight.score + UNEQUAL > cell.score {
                    cell = straight.with(UNEQUAL);
                }
            }
            highest = highest.max(cell.score);
            here[shift] = cell;
        }
        top = top.max(highest);
        if highest < top - DROP {
            break;
        }
        above = here;
    }
    best.1
}
