//! Differences in one column: where the window has room for one pane, the wording of the other place stands in brackets
//! behind each text that differs from it.

use super::inserted::Inserted;
use super::{Page, Reading};
use crate::session::{Finding, MarkKind};
use crate::text::{SourceText, Span, fold};
use crate::ui::context::UiCtx;
use crate::ui::sides::Drawer;

/// Maximum number of characters that are shown of the other wording.
const LONGEST: usize = 60;

/// The finding and the places of it (shown here, elsewhere) whose differences are shown in the text, with the revision of
/// the marks.
type Key = (usize, [usize; 2], u64);

/// What the inserted words were made from.
#[derive(Default)]
pub(super) struct Inline(Option<Key>);

/// Whether the differences of the chosen finding's places are shown in the text of the only pane.
pub(in crate::ui) fn is_inline(cx: &UiCtx<'_>) -> bool {
    let has_one = cx.view.peek::<Drawer>().is_some_and(|drawer| drawer.layout.panes == 1);
    let chosen = cx.session.chosen().filter(|chosen| !chosen.is_alone());
    let is_near = |chosen: crate::session::Chosen| {
        let finding = &cx.session.findings().list[chosen.finding];
        let [one, other] = chosen.places.map(|place| finding.places[place].report);
        finding.kind == MarkKind::Near && one != other
    };
    has_one && cx.session.panes().list.len() > 1 && chosen.is_some_and(is_near)
}

fn wanted(cx: &UiCtx<'_>, page: &Page<'_>) -> Option<Key> {
    let chosen = cx.session.chosen().filter(|_| is_inline(cx))?;
    let places = &cx.session.findings().list[chosen.finding].places;
    let here = chosen.places.iter().position(|&place| places[place].report == page.report)?;
    let pair = [chosen.places[here], chosen.places[1 - here]];
    Some((chosen.finding, pair, cx.session.marks_revision()))
}

impl Reading {
    /// Puts the other wording into the blocks that differ, if another finding or place is shown than before. Linear in the
    /// text of the places.
    pub(super) fn prepare_inline(&mut self, cx: &UiCtx<'_>, page: &Page<'_>) {
        let wanted = wanted(cx, page);
        if self.inline.0 == wanted {
            return;
        }
        self.inline.0 = wanted;
        for block in 0..self.blocks.len() {
            if !self.blocks[block].inserted.is_empty() {
                self.blocks[block].inserted.clear();
                self.laid[block] = None;
            }
        }
        let Some((finding, pair, _)) = wanted else { return };
        let finding = &cx.session.findings().list[finding];
        for one in others(cx, finding, pair) {
            // Behind the text, thus in the block that ends with it.
            let before = one.at.saturating_sub(1).max(finding.places[pair[0]].span.start);
            let block = self.block_at(before);
            if self
                .blocks
                .get(block)
                .is_some_and(|block| block.span.start <= one.at && one.at <= block.span.end)
            {
                self.blocks[block].inserted.push(one);
                self.laid[block] = None;
            }
        }
    }
}

/// The other wording of each difference between two places.
fn others(cx: &UiCtx<'_>, finding: &Finding, pair: [usize; 2]) -> Vec<Inserted> {
    let Some(difference) = cx.session.shown_difference() else { return Vec::new() };
    // Of two places the differences are in the order of the places, of more in that of those shown.
    let shown = cx.session.chosen().map_or(pair, |chosen| chosen.places);
    let side = |place: usize| {
        if finding.places.len() == 2 { place } else { usize::from(shown[0] != place) }
    };
    let text =
        |place: usize| cx.session.document(finding.places[place].report).map(|document| document.text());
    let (Some(here), Some(there)) = (text(pair[0]), text(pair[1])) else { return Vec::new() };
    let spans = pair.map(|place| finding.places[place].span);
    aligned([here, there], spans, pair.map(|place| difference.changed[side(place)].as_slice()))
}

/// Pairs the changed spans of two texts, whose unchanged text is the same but for variants of characters, and returns the
/// second text's wording behind each of the first. Stops where the texts do not agree.
fn aligned(texts: [&SourceText; 2], spans: [Span; 2], changed: [&[Span]; 2]) -> Vec<Inserted> {
    let [mut here, mut there] = changed.map(|spans| spans.iter().peekable());
    let mut at = spans.map(|span| span.start);
    let mut found = Vec::new();
    loop {
        let away = |next: Option<&&Span>, from: usize| next.map(|span| span.start.saturating_sub(from));
        let distances = [away(here.peek(), at[0]), away(there.peek(), at[1])];
        let Some(same) = distances.into_iter().flatten().min() else { break };
        let stretch = |side: usize| texts[side].slice(Span::new(at[side], at[side] + same)).chars().map(fold);
        if at[0] + same > spans[0].end || at[1] + same > spans[1].end || !stretch(0).eq(stretch(1)) {
            break;
        }
        at = at.map(|position| position + same);
        if let Some(span) = here.next_if(|_| distances[0] == Some(same)) {
            at[0] = span.end;
        }
        let mut words = String::new();
        if let Some(span) = there.next_if(|_| distances[1] == Some(same)) {
            at[1] = span.end;
            words = shortened(texts[1].slice(*span));
        }
        let words = if words.is_empty() { "–".to_owned() } else { words };
        found.push(Inserted { at: at[0], words: format!("〔{words}〕") });
    }
    found
}

fn shortened(text: &str) -> String {
    let text = super::printable(&text.replace(['\n', '\r'], " "));
    if text.chars().count() <= LONGEST {
        return text;
    }
    format!("{}…", text.chars().take(LONGEST).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(text: &str) -> SourceText {
        SourceText::new(text)
    }

    /// The spans of words in a text, in order.
    fn spans(text: &str, words: &[&str]) -> Vec<Span> {
        let mut from = 0;
        let place = |word: &&str| {
            let byte = from + text[from..].find(word).expect("it is there");
            from = byte + word.len();
            let start = text[..byte].chars().count();
            Span::new(start, start + word.chars().count())
        };
        words.iter().map(place).collect()
    }

    #[test]
    fn the_other_wording_stands_behind_each_difference() {
        let (here, there) = ("2024年受理28件，办结率98%，比上年增长。", "2023年受理7件，及时办结率98%。");
        let changed = [spans(here, &["2024", "28", "，比上年增长"]), spans(there, &["2023", "7", "及时"])];
        let texts = [source(here), source(there)];
        let whole = [here, there].map(|text| Span::new(0, text.chars().count()));
        let found = aligned([&texts[0], &texts[1]], whole, [&changed[0], &changed[1]]);
        let mut read: Vec<char> = here.chars().collect();
        for one in found.iter().rev() {
            read.splice(one.at..one.at, one.words.chars());
        }
        let read: String = read.into_iter().collect();
        assert_eq!(read, "2024〔2023〕年受理28〔7〕件，〔及时〕办结率98%，比上年增长〔–〕。");
    }

    #[test]
    fn texts_that_do_not_agree_are_left_alone() {
        let texts = [source("甲乙丙丁"), source("甲戊丙己")];
        let last = [Span::new(3, 4)];
        let whole = [Span::new(0, 4); 2];
        assert!(aligned([&texts[0], &texts[1]], whole, [&last, &last]).is_empty());
    }
}
