//! Comments in a document and their places. While a reader builds its text, marks stand where a comment begins and ends,
//! so that the place survives labels, rows and paragraphs that are put together later. [`placed`] takes them out.

use std::collections::HashMap;

use crate::report::extract::{Block, Comment, Place, Reply};

/// Maximum number of comments of a document that are kept.
pub(super) const MAX_COMMENTS: usize = 10_000;
/// Maximum length of a comment in characters.
const MAX_CHARACTERS: usize = 100_000;

/// What a mark stands for. Unicode keeps these code points out of text (noncharacters).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Edge {
    /// The comment begins here.
    Start,
    /// The comment ends here.
    End,
    /// The comment begins before the character in front of the mark.
    StartBefore,
    /// The comment ends behind the character that follows.
    EndBehind,
}

/// The mark of an edge of the comment with a number.
pub(super) fn mark(edge: Edge, number: usize) -> String {
    let edge = match edge {
        Edge::Start => '\u{fdd0}',
        Edge::End => '\u{fdd1}',
        Edge::StartBefore => '\u{fdd2}',
        Edge::EndBehind => '\u{fdd3}',
    };
    let digit = |digit: char| {
        char::from_u32(0xfdd4_u32.saturating_add(digit.to_digit(10).unwrap_or(0))).unwrap_or(edge)
    };
    std::iter::once(edge).chain(number.to_string().chars().map(digit)).collect()
}

/// Whether a character is part of a mark, and none of the text.
pub(super) fn is_mark(character: char) -> bool {
    ('\u{fdd0}'..='\u{fdef}').contains(&character)
}

/// The marks of a character that is dropped because the same one stands before it, to be put behind that.
pub(super) fn marks_of(dropped: &str) -> impl Iterator<Item = char> {
    dropped.chars().filter(|character| is_mark(*character)).map(|character| match edge(character) {
        Some(Edge::EndBehind) => '\u{fdd1}',
        _ => character,
    })
}

fn edge(character: char) -> Option<Edge> {
    Some(match character {
        '\u{fdd0}' => Edge::Start,
        '\u{fdd1}' => Edge::End,
        '\u{fdd2}' => Edge::StartBefore,
        '\u{fdd3}' => Edge::EndBehind,
        _ => return None,
    })
}

/// The comments with their places, in the order of the document; takes the marks out of the blocks. A comment without a
/// mark has no place.
pub(super) fn placed(blocks: &mut [Block], comments: Vec<(usize, Comment)>) -> Vec<Comment> {
    let mut starts: HashMap<usize, (usize, usize)> = HashMap::new();
    let mut ends: HashMap<usize, (usize, usize)> = HashMap::new();
    for (index, block) in blocks.iter_mut().enumerate() {
        if !block.text.contains(is_mark) {
            continue;
        }
        let mut kept = String::new();
        let mut at = 0_usize;
        let mut open: Option<(Edge, usize)> = None;
        let mut settle = |open: &mut Option<(Edge, usize)>, at: usize| {
            let Some((edge, number)) = open.take() else { return };
            match edge {
                Edge::Start => starts.entry(number).or_insert((index, at)),
                Edge::StartBefore => starts.entry(number).or_insert((index, at.saturating_sub(1))),
                Edge::End => ends.entry(number).insert_entry((index, at)).into_mut(),
                Edge::EndBehind => ends.entry(number).insert_entry((index, at.saturating_add(1))).into_mut(),
            };
        };
        for character in block.text.chars() {
            if let Some(edge) = edge(character) {
                settle(&mut open, at);
                open = Some((edge, 0));
            } else if ('\u{fdd4}'..='\u{fddd}').contains(&character) {
                if let Some((_, number)) = open.as_mut() {
                    let digit = (character as usize).saturating_sub(0xfdd4);
                    *number = number.saturating_mul(10).saturating_add(digit);
                }
            } else if !is_mark(character) {
                settle(&mut open, at);
                kept.push(character);
                at = at.saturating_add(1);
            }
        }
        settle(&mut open, at);
        block.text = kept;
    }
    let place = |number: usize| {
        let start = starts.get(&number).or_else(|| ends.get(&number)).copied()?;
        let end = ends.get(&number).copied().filter(|end| *end >= start).unwrap_or(start);
        Some(Place { start, end })
    };
    let mut comments: Vec<Comment> = comments
        .into_iter()
        .take(MAX_COMMENTS)
        .map(|(number, comment)| Comment { place: place(number), text: cut(&comment.text), ..comment })
        .collect();
    comments.sort_by_key(|comment| comment.place.map_or((usize::MAX, 0), |place| place.start));
    comments
}

fn cut(text: &str) -> String {
    text.trim().chars().take(MAX_CHARACTERS).collect()
}

/// Answers to comments, by the number of the comment that each answers, as replies of the comment that began.
pub(super) fn with_replies(mut comments: Vec<(usize, Option<usize>, Comment)>) -> Vec<(usize, Comment)> {
    comments.truncate(MAX_COMMENTS);
    let parents: HashMap<usize, usize> =
        comments.iter().filter_map(|(number, parent, _)| Some((*number, (*parent)?))).collect();
    let first = |number: usize| {
        let mut at = number;
        // Chains may form a cycle.
        for _ in 0..32 {
            match parents.get(&at) {
                Some(parent) if *parent != at => at = *parent,
                _ => break,
            }
        }
        at
    };
    let known: HashMap<usize, usize> = comments
        .iter()
        .filter(|(number, ..)| first(*number) == *number)
        .enumerate()
        .map(|(index, (number, ..))| (*number, index))
        .collect();
    let mut begun: Vec<(usize, Comment)> = Vec::new();
    let mut answers = Vec::new();
    for (number, _, comment) in comments {
        match known.get(&first(number)) {
            Some(index) if first(number) != number => answers.push((*index, comment)),
            Some(_) => begun.push((number, comment)),
            // The comment that it answers is missing.
            None => answers.push((usize::MAX, comment)),
        }
    }
    for (index, comment) in answers {
        let Comment { author, at, text, resolved, .. } = comment;
        match begun.get_mut(index) {
            Some((_, begun)) => {
                begun.resolved |= resolved;
                begun.replies.push(Reply { author, at, text: cut(&text) });
            }
            None => begun.push((usize::MAX, Comment { author, at, text, resolved, ..Comment::default() })),
        }
    }
    begun
}

#[cfg(test)]
mod tests {
    use super::*;

    fn comment(text: &str) -> Comment {
        Comment { text: text.to_owned(), ..Comment::default() }
    }

    #[test]
    fn marks_are_taken_out_and_places_count_what_is_left() {
        let text = |text: &str| Block::paragraph(text);
        let mut blocks = vec![
            text(&format!("甲{}乙{}丙", mark(Edge::Start, 12), mark(Edge::Start, 3))),
            text(&format!("丁{}戊{}己", mark(Edge::End, 12), mark(Edge::EndBehind, 3))),
            text(&format!("庚\u{fddf}\u{fdd5}{}", mark(Edge::StartBefore, 5))),
        ];
        let comments = vec![(5, comment("三")), (12, comment("一")), (3, comment("二")), (9, comment("无"))];
        let placed = placed(&mut blocks, comments);
        assert_eq!(
            blocks.iter().map(|block| block.text.as_str()).collect::<Vec<_>>(),
            ["甲乙丙", "丁戊己", "庚"]
        );
        let seen: Vec<_> =
            placed.iter().map(|c| (c.text.as_str(), c.place.map(|p| (p.start, p.end)))).collect();
        let expected = [
            ("一", Some(((0, 1), (1, 1)))),
            ("二", Some(((0, 2), (1, 3)))),
            ("三", Some(((2, 0), (2, 0)))),
            ("无", None),
        ];
        assert_eq!(seen, expected);
    }

    #[test]
    fn answers_follow_the_comment_that_began_and_circles_end() {
        let comments = vec![
            (1, None, comment("问")),
            (2, Some(1), comment("答")),
            (3, Some(2), comment("再答")),
            (4, Some(5), comment("甲")),
            (5, Some(4), comment("乙")),
            (6, Some(99), comment("丙")),
        ];
        let found = with_replies(comments);
        let replies: Vec<&str> = found[0].1.replies.iter().map(|reply| reply.text.as_str()).collect();
        assert_eq!((found[0].1.text.as_str(), replies), ("问", vec!["答", "再答"]));
        let all: usize = found.iter().map(|(_, comment)| 1 + comment.replies.len()).sum();
        assert_eq!(all, 6, "none is lost");
    }
}
