//! Copies without line breaks: one long line with headings `一、…二、…` behind full stops and colons, or a title run
//! together with the document's number. Such a line is split into pieces, each of which is read as a line.
//!
//! Prose counts as well, so a split requires that the numbers rise by one from one on, and that each but the first
//! follows the end of a sentence. Only the pieces of a split line are split again at `（一）（二）`.

use super::label::{Style, label_at};
use super::page::fold;
use crate::text::is_one_of;

/// Minimum length of a line that is split, in characters; shorter ones are one paragraph.
const SHORTEST: usize = 100;

/// Maximum length of a title with the text run together with it, in characters.
const LONGEST_TITLE: usize = 110;
/// Minimum length of a title, in characters.
const SHORTEST_TITLE: usize = 8;
/// Maximum length of the abbreviation of an issuer before a document's number (`某政办发`), in characters.
const ABBREVIATION: usize = 8;
/// Kinds of documents at the end of such a title.
const KINDS: &[&str] =
    &["通知", "意见", "决定", "复函", "的函", "批复", "通报", "公告", "通告", "报告", "办法", "规定", "方案"];

/// Start of each piece of a line, in characters; the first is 0. Linear in the line's length.
pub(super) fn pieces(words: &[char]) -> Vec<usize> {
    let mut starts = vec![0];
    starts.extend(title_end(words));
    if words.len() < SHORTEST {
        return starts;
    }
    let top = cuts(words, 0, words.len(), Style::Han);
    let ends = top.iter().skip(1).copied().chain([words.len()]);
    for (&from, to) in top.iter().zip(ends) {
        starts.push(from);
        starts.extend(cuts(words, from, to, Style::HanParen));
    }
    starts.dedup();
    starts
}

/// End of a title that is run together with the following text: the document's number (`…的通知某政发〔2014〕5号`), day and
/// meeting (`…工作报告——2014年…`), or the name of the site (`…的通知-某市政府门户网站`).
fn title_end(words: &[char]) -> Option<usize> {
    let head = &words[..words.len().min(LONGEST_TITLE)];
    let head = &head[..head
        .iter()
        .position(|&c| matches!(fold(c), '。' | ',' | ';' | ':' | '?' | '!'))
        .unwrap_or(head.len())];
    let ends_title = |end: usize| {
        let quoted = head.get(end).is_some_and(|c| "》”".contains(*c));
        let kind = |kind: &&str| kind.chars().eq(head[end - kind.chars().count()..end].iter().copied());
        end >= SHORTEST_TITLE && !quoted && KINDS.iter().any(kind)
    };
    let report = |at: usize| at >= 2 && head[at - 2..at] == ['报', '告'];
    let dash = head.windows(2).position(|pair| pair == ['—', '—']).filter(|&at| report(at) && ends_title(at));
    let site: String = words[words.len().saturating_sub(2)..].iter().collect();
    let suffix = head.iter().rposition(|&c| c == '-').filter(|&at| site == "网站" && ends_title(at));
    let numbered = head.iter().position(|&c| fold(c) == '[').and_then(|open| {
        let year = head.get(open + 1..open + 5)?;
        let dated = year.iter().all(char::is_ascii_digit);
        (open.saturating_sub(ABBREVIATION)..open).rev().find(|&end| dated && ends_title(end))
    });
    dash.or(suffix).or(numbered)
}

/// Positions of labels of one style in a stretch whose numbers rise by one from one on; empty if there are fewer than
/// two.
fn cuts(words: &[char], from: usize, to: usize, style: Style) -> Vec<usize> {
    let mut found = Vec::new();
    for at in from..to {
        let lead = if style == Style::Han { "一二三四五六七八九十" } else { "(（" };
        if !is_one_of(words[at], lead) {
            continue;
        }
        let before = at.checked_sub(1).map(|before| fold(words[before]));
        let Some(label) = label_at(&words[at..to.min(at + 12)]) else { continue };
        if label.style != style || label.number as usize != found.len() + 1 {
            continue;
        }
        let closed = matches!(before, None | Some('。' | '!' | '?' | '”' | ' '));
        // The first may follow a colon; `（一）` may also follow the words of the heading above it.
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
    fn a_title_is_cut_off_what_was_run_into_it() {
        let cut = |text: &str| title_end(&text.chars().collect::<Vec<_>>());
        for (title, rest) in [
            ("青石县人民政府关于加强环境监管的通知", "青政发〔2014〕56号各镇人民政府"),
            ("1983年政府工作报告", "——1983年6月6日在县人民代表大会上"),
            ("青石县人民政府关于加强救助的通知", "-青石县人民政府门户网站"),
        ] {
            assert_eq!(cut(&format!("{title}{rest}")), Some(title.chars().count()), "{title}");
        }
        for text in [
            "根据《青石县关于加强监管的通知》（青政发〔2014〕5号），各镇开展检查。",
            "全县按照通知，落实青政发〔2014〕5号文件。",
            "青石县人民政府关于加强环境监管的通知",
            "",
        ] {
            assert_eq!(cut(text), None, "{text}");
        }
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
