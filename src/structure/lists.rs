//! Distinguishes numbered lines that are items of a list from headings, by the series that a line belongs to.
//!
//! A series is a run of labels of one style whose numbers rise by one, with nothing of a higher style between them. Its
//! members are items
//!
//! - inside an article of a rule (`第一条 …：（一）…`): there only chapters and sections are headings;
//! - if every member but the last ends in `；` or `，` and holds no full stop: the series is one sentence on several
//!   lines.
//!
//! Everything else stays a heading, including a single sentence that ends in `。`, since reports write headings in that
//! form.

use super::label::{Label, Style};
use super::page::{Page, fold};

/// For each line whether its label counts an item. Linear in the number of lines.
pub(super) fn items(page: &Page, labels: &[Option<Label>], in_article: &[bool]) -> Vec<bool> {
    let mut is_item: Vec<bool> = labels
        .iter()
        .zip(in_article)
        .map(|(label, &inside)| inside && label.is_some_and(|label| label.style > Style::Han))
        .collect();
    let mut open: [Vec<usize>; Style::COUNT] = Default::default();
    let mut close = |series: &mut Vec<usize>| {
        if is_one_sentence(page, series) {
            for &line in series.iter() {
                is_item[line] = true;
            }
        }
        series.clear();
    };
    for (line, label) in labels.iter().enumerate() {
        let Some(label) = label else { continue };
        for deeper in &mut open[label.style as usize + 1..] {
            close(deeper);
        }
        let series = &mut open[label.style as usize];
        let follows =
            series.last().and_then(|&last| labels[last]).is_some_and(|last| last.number + 1 == label.number);
        if !follows {
            close(series);
        }
        // `第一章` and `一、` begin sections whatever mark they end in.
        if label.style > Style::Han {
            series.push(line);
        }
    }
    for series in &mut open {
        close(series);
    }
    is_item
}

/// Whether a series is one sentence on several lines. A member reaches to the line before the next one.
fn is_one_sentence(page: &Page, series: &[usize]) -> bool {
    series.len() >= 2
        && series.windows(2).all(|pair| {
            let ends_clause = page.content(pair[1] - 1).last().is_some_and(|&c| matches!(fold(c), ';' | ','));
            let holds_sentence =
                (pair[0]..pair[1]).any(|line| page.content(line).iter().any(|&c| fold(c) == '。'));
            ends_clause && !holds_sentence
        })
}
