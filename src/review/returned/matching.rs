//! Which comment of a document is which exported one. Other programs renumber comments and join threads, so that only
//! author, time and text tell.

use std::collections::HashMap;

use super::clock;
use crate::report::{PlacedComment, Sent, text_digest};
use crate::text::Span;

/// A comment of the document, or an answer to one.
pub(super) struct Said<'a> {
    pub(super) author: &'a str,
    /// Its time as written in the document.
    pub(super) at: &'a str,
    pub(super) text: &'a str,
    pub(super) is_done: bool,
    /// Index of the comment that it answers.
    pub(super) answers: Option<usize>,
    pub(super) span: Option<Span>,
    /// Index of the exported comment that it is.
    pub(super) sent: Option<usize>,
}

/// The comments of a document with their answers behind them.
pub(super) fn listed(comments: &[PlacedComment]) -> Vec<Said<'_>> {
    let mut all = Vec::new();
    for PlacedComment { comment, span } in comments {
        let begun = all.len();
        all.push(Said {
            author: comment.author.trim(),
            at: &comment.at,
            text: &comment.text,
            is_done: comment.resolved,
            answers: None,
            span: *span,
            sent: None,
        });
        all.extend(comment.replies.iter().map(|reply| Said {
            author: reply.author.trim(),
            at: &reply.at,
            text: &reply.text,
            is_done: comment.resolved,
            answers: Some(begun),
            span: *span,
            sent: None,
        }));
    }
    all
}

/// Finds the exported comment for each: same author, second and text; or else same author and second, of several the
/// one with the most similar lines around the author's own. Linear but for comments of one author and second.
pub(super) fn recognise(said: &mut [Said<'_>], sent: &[Sent]) {
    let mut by_text: HashMap<(&str, &str, String), Vec<usize>> = HashMap::new();
    let mut by_time: HashMap<(&str, &str), Vec<usize>> = HashMap::new();
    for (index, sent) in sent.iter().enumerate().rev() {
        let author = sent.author.trim();
        by_text.entry((author, clock(&sent.at), sent.text.clone())).or_default().push(index);
        by_time.entry((author, clock(&sent.at))).or_default().push(index);
    }
    let mut taken = vec![false; sent.len()];
    for said in said.iter_mut() {
        let key = (said.author, clock(said.at), text_digest(said.text));
        let found = by_text.get_mut(&key).and_then(Vec::pop);
        if let Some(index) = found {
            said.sent = Some(index);
            taken.get_mut(index).into_iter().for_each(|taken| *taken = true);
        }
    }
    for said in said.iter_mut().filter(|said| said.sent.is_none()) {
        let Some(group) = by_time.get(&(said.author, clock(said.at))) else { continue };
        let free = group.iter().copied().filter(|index| taken.get(*index) == Some(&false));
        let best = free.filter_map(|index| Some((likeness(said, sent.get(index)?), index)));
        if let Some((_, index)) = best.max_by_key(|(likeness, index)| (*likeness, std::cmp::Reverse(*index)))
        {
            said.sent = Some(index);
            taken.get_mut(index).into_iter().for_each(|taken| *taken = true);
        }
    }
}

/// Number of lines around the author's own that a comment still has, and whether it is an answer as before.
fn likeness(said: &Said<'_>, sent: &Sent) -> (usize, bool) {
    let kept = sent.head.iter().chain(&sent.tail).filter(|line| said.text.contains(line.as_str())).count();
    (kept, said.answers.is_some() == sent.reply.is_some())
}

/// The author's own lines of a comment, without those that were written around them.
pub(super) fn own_lines(text: &str, sent: &Sent) -> String {
    let is_same = |line: &str, known: &str| text_digest(line) == text_digest(known);
    let mut lines: Vec<&str> = text.lines().collect();
    let mut from = 0_usize;
    for known in &sent.head {
        let line = lines.get(from).copied().unwrap_or_default().trim();
        // The first line in brackets is the program's, even if its words were changed.
        let is_summary = line.starts_with('[') && line.ends_with(']') && known.starts_with('[');
        if is_same(line, known) || is_summary {
            from = from.saturating_add(1);
        }
    }
    for known in sent.tail.iter().rev() {
        if lines.len() > from && lines.last().is_some_and(|line| is_same(line, known)) {
            lines.pop();
        }
    }
    lines.get(from..).unwrap_or_default().join("\n").trim_matches('\n').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Comment;

    fn sent(at: &str, head: &[&str], body: &str, tail: &[&str]) -> Sent {
        let lines = |lines: &[&str]| lines.iter().map(|line| (*line).to_owned()).collect();
        let text = [head, &[body], tail].concat().join("\n");
        Sent {
            author: "林".into(),
            at: at.into(),
            text: text_digest(&text),
            body: text_digest(body),
            head: lines(head),
            tail: lines(tail),
            ..Sent::default()
        }
    }

    fn comment(at: &str, text: &str) -> PlacedComment {
        let comment =
            Comment { author: " 林".into(), at: at.into(), text: text.into(), ..Comment::default() };
        PlacedComment { comment, span: None }
    }

    #[test]
    fn comments_are_known_by_author_second_and_text() {
        let at = "2026-01-05T09:00:00";
        let sent =
            [sent(at, &["[甲]"], "一", &[]), sent(at, &["[乙]"], "二", &["另见"]), sent("", &[], "三", &[])];
        let comments = [
            comment("2026-01-05T09:00:00Z", "[乙]\n二改\n另见"),
            comment("2026-01-05T09:00:00.000Z", "[甲]\n一"),
            comment("2026-01-05T09:00:01Z", "[甲]\n一"),
            comment("", "三"),
        ];
        let mut said = listed(&comments);
        recognise(&mut said, &sent);
        let found: Vec<Option<usize>> = said.iter().map(|said| said.sent).collect();
        assert_eq!(found, [Some(1), Some(0), None, Some(2)]);
    }

    #[test]
    fn the_authors_own_lines_are_what_is_between_the_programs() {
        let sent = sent("", &["附在最近处。", "[错字 · 待处理]"], "一\n二", &["另见：乙", "标签: 甲"]);
        let own = |text: &str| own_lines(text, &sent);
        assert_eq!(own("附在最近处。\n[错字 · 待处理]\n一\n二改\n另见：乙\n标签: 甲"), "一\n二改");
        assert_eq!(
            own("[错字 · 已解决]\n一\n\n二\n另见：乙"),
            "一\n\n二",
            "lines that were changed or removed"
        );
        assert_eq!(own("[错字 · 待处理]"), "");
    }
}
