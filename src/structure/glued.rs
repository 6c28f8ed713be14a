//! Copies without line breaks: one long line that holds headings `一、…二、…` behind full stops and colons. The line is cut
//! there into pieces, each of which is read as a line.
//!
//! A cut needs proof, since prose counts as well: the numbers rise from one by one, and each but the first stands behind the
//! end of a sentence. Only in a line that is cut so, the pieces are cut again at `（一）（二）`.

use super::label::{Style, label_at};
use super::page::plain;

/// Shorter lines, in characters, are one paragraph.
const SHORTEST: usize = 100;

/// Where the pieces of a line begin, in characters; the first is 0. Linear in the line's length.
pub(super) fn pieces(words: &[char]) -> Vec<usize> {
    if words.len() < SHORTEST {
        return vec![0];
    }
    let top = cuts(words, 0, words.len(), Style::Han);
    if top.is_empty() {
        return vec![0];
    }
    let mut starts = vec![0];
    let ends = top.iter().skip(1).copied().chain([words.len()]);
    for (&from, to) in top.iter().zip(ends) {
        starts.push(from);
        starts.extend(cuts(words, from, to, Style::HanParen));
    }
    starts.dedup();
    starts
}

/// Where labels of one style stand in a stretch whose numbers rise from one; none where there are fewer than two.
fn cuts(words: &[char], from: usize, to: usize, style: Style) -> Vec<usize> {
    let mut found = Vec::new();
    for at in from..to {
        let lead = if style == Style::Han { "一二三四五六七八九十" } else { "(（" };
        if !lead.contains(words[at]) {
            continue;
        }
        let before = at.checked_sub(1).map(|before| plain(words[before]));
        let Some(label) = label_at(&words[at..to.min(at + 12)]) else { continue };
        if label.style != style || label.number as usize != found.len() + 1 {
            continue;
        }
        let closed = matches!(before, None | Some('。' | '!' | '?' | '”' | ' '));
        // The first may follow a colon; `（一）` also the words of the heading above it.
        let first = found.is_empty() && (before == Some(':') || style == Style::HanParen);
        if closed || first {
            found.push(at);
        }
    }
    if found.len() < 2 { Vec::new() } else { found }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<String> {
        let words: Vec<char> = text.chars().collect();
        let starts = pieces(&words);
        let ends = starts.iter().skip(1).copied().chain([words.len()]);
        starts.iter().zip(ends).map(|(&start, end)| words[start..end].iter().take(6).collect()).collect()
    }

    #[test]
    fn a_line_with_headings_behind_sentences_is_cut() {
        let body = "全县组织培训十二次，参加人员四百余人次，各项任务都按时完成。".repeat(2);
        let text = format!(
            "现将情况报告如下：一、主要做法（一）抓学习。{body}（二）抓执法。{body}二、存在问题{body}"
        );
        assert_eq!(
            cut(&text),
            ["现将情况报告", "一、主要做法", "（一）抓学习", "（二）抓执法", "二、存在问题"]
        );
    }

    #[test]
    fn prose_that_counts_is_one_piece() {
        let body = "全县组织培训十二次，参加人员四百余人次，各项任务都按时完成".repeat(3);
        for text in [
            format!("任务如下：一、{body}；二、{body}；三、{body}。"),
            format!("任务如下：一、{body}。"),
            format!("{body}。（一）{body}。（二）{body}。"),
        ] {
            assert_eq!(cut(&text).len(), 1, "{text}");
        }
    }
}
