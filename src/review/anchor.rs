//! Where a note's text stands now. A target keeps a position, the quote and a little of its surroundings, as the
//! W3C Web Annotation model does with its text position and text quote selectors
//! (<https://www.w3.org/TR/annotation-model/#selectors>). Only equal text is found here, and text that only looks like
//! the right one is never taken for it: what cannot be told apart is called uncertain.

use std::cmp::Reverse;

use super::{ReportKey, Target};
use crate::text::{SourceText, Span};

/// A target keeps so many code points before and after its quote, fewer at the ends of the text.
pub const CONTEXT: usize = 32;

/// An occurrence is taken for the right one only if its surroundings agree over so many code points more than those of
/// every other one.
const MARGIN: usize = 4;

/// So many code points of quote and surroundings must agree before a place is taken for the right one, or all that the
/// target has if that is less: two characters found somewhere prove nothing.
const ENOUGH: usize = 12;

/// A search gives up being sure after comparing about this many bytes (a text of one character a million times over).
const EFFORT: usize = 1 << 28;

/// Where a target stands in a report as it is now.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Anchored {
    /// How sure that is.
    pub state: State,
    /// The place; the best guess where the state is [`State::Uncertain`], nothing where it is [`State::Orphan`].
    pub span: Option<Span>,
    /// Share, 0 to 1, of the target's quote and surroundings that stands at the place.
    pub score: f32,
}

/// How a target was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// At its own position.
    Anchored,
    /// At another position, beyond doubt.
    Moved,
    /// In several places equally good, or with too little around it that agrees.
    Uncertain,
    /// Nowhere.
    Orphan,
}

impl Target {
    /// The target of `span` in a report's text, under these headings (outermost first). A span beyond the end of the
    /// text is cut to it.
    #[must_use]
    pub fn at(report: ReportKey, text: &SourceText, span: Span, section: Vec<String>) -> Self {
        let end = span.end.min(text.characters());
        let start = span.start.min(end);
        Self {
            report,
            start,
            end,
            exact: text.slice(Span::new(start, end)).to_owned(),
            prefix: text.slice(Span::new(start.saturating_sub(CONTEXT), start)).to_owned(),
            suffix: text.slice(Span::new(end, end + CONTEXT)).to_owned(),
            section,
        }
    }
}

/// Finds a target in its report's text. `same_hash` says that the report's file is the one the target was made on.
/// Searches the text for the quote only where it does not simply stand in its place.
#[must_use]
pub fn resolve(target: &Target, text: &SourceText, same_hash: bool) -> Anchored {
    let quote = Quote::new(target);
    let own = quote.at_own_position(text);
    if let Some(own) = own
        && (same_hash || own.agreement == quote.context)
    {
        return quote.found(State::Anchored, own);
    }
    if target.exact.is_empty() {
        // A point between two characters has no text to look for; elsewhere it would be a guess.
        return ORPHAN;
    }
    let Some(Search { best, runner_up, all_seen }) = quote.search(text) else { return ORPHAN };
    // Its old position speaks for a place as long as no other place is clearly better.
    if let Some(own) = own
        && best.agreement < own.agreement + MARGIN
    {
        let state = if quote.is_enough(own) { State::Anchored } else { State::Uncertain };
        return quote.found(state, own);
    }
    let clear = all_seen && runner_up.is_none_or(|second| second + MARGIN <= best.agreement);
    let state = if clear && quote.is_enough(best) { State::Moved } else { State::Uncertain };
    quote.found(state, best)
}

const ORPHAN: Anchored = Anchored { state: State::Orphan, span: None, score: 0.0 };

/// A target with its lengths counted, in code points.
struct Quote<'a> {
    target: &'a Target,
    length: usize,
    /// Length of prefix and suffix together: the most that surroundings can agree.
    context: usize,
}

/// A place where the quote stands.
#[derive(Clone, Copy)]
struct Candidate {
    span: Span,
    /// How many code points directly around the quote are those of the target.
    agreement: usize,
}

/// What a search for the quote has seen.
#[derive(Clone, Copy)]
struct Search {
    best: Candidate,
    /// The most agreement of any other place.
    runner_up: Option<usize>,
    /// Whether it looked everywhere.
    all_seen: bool,
}

impl<'a> Quote<'a> {
    fn new(target: &'a Target) -> Self {
        Self {
            target,
            length: target.exact.chars().count(),
            context: target.prefix.chars().count() + target.suffix.chars().count(),
        }
    }

    /// The target's own position, if the quote stands there.
    fn at_own_position(&self, text: &SourceText) -> Option<Candidate> {
        let (start, end) = (self.target.start, self.target.end);
        // The numbers come from a file: they may be anything.
        if start > end || end > text.characters() || text.slice(Span::new(start, end)) != self.target.exact {
            return None;
        }
        let (from, to) = (text.byte_from_position(start), text.byte_from_position(end));
        Some(self.candidate(Span::new(start, end), &text.as_str()[..from], &text.as_str()[to..]))
    }

    /// Looks at every place where the quote stands, overlapping ones too; `None` where there is none.
    fn search(&self, text: &SourceText) -> Option<Search> {
        let Target { exact, prefix, suffix, .. } = self.target;
        let string = text.as_str();
        let mut rounds = EFFORT / (exact.len() + prefix.len() + suffix.len()) + 1;
        let step = exact.chars().next().map_or(1, char::len_utf8);
        let mut found: Option<Search> = None;
        let mut from = 0;
        while let Some(at) = string[from..].find(exact).map(|offset| from + offset) {
            if rounds == 0 {
                return found.map(|search| Search { all_seen: false, ..search });
            }
            rounds -= 1;
            let start = text.position_from_byte(at);
            let span = Span::new(start, start + self.length);
            let candidate = self.candidate(span, &string[..at], &string[at + exact.len()..]);
            found = Some(match found {
                None => Search { best: candidate, runner_up: None, all_seen: true },
                Some(search) => self.ranked(search, candidate),
            });
            from = at + step;
        }
        found
    }

    /// More agreement is better; of equals, the nearer to the old position.
    fn ranked(&self, search: Search, candidate: Candidate) -> Search {
        let worth = |c: &Candidate| (c.agreement, Reverse(c.span.start.abs_diff(self.target.start)));
        let (best, second) = if worth(&candidate) > worth(&search.best) {
            (candidate, search.best)
        } else {
            (search.best, candidate)
        };
        Search { best, runner_up: search.runner_up.max(Some(second.agreement)), ..search }
    }

    fn candidate(&self, span: Span, before: &str, after: &str) -> Candidate {
        let agreement = agreeing(self.target.prefix.chars().rev(), before.chars().rev())
            + agreeing(self.target.suffix.chars(), after.chars());
        Candidate { span, agreement }
    }

    fn is_enough(&self, candidate: Candidate) -> bool {
        self.length + candidate.agreement >= ENOUGH.min(self.length + self.context)
    }

    fn found(&self, state: State, candidate: Candidate) -> Anchored {
        let (agreeing, all) = (self.length + candidate.agreement, self.length + self.context);
        let score = if all == 0 { 1.0 } else { agreeing as f32 / all as f32 };
        Anchored { state, span: Some(candidate.span), score }
    }
}

/// How many items both begin with.
fn agreeing(left: impl Iterator<Item = char>, right: impl Iterator<Item = char>) -> usize {
    left.zip(right).take_while(|(l, r)| l == r).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn target(text: &str, quote: &str, nth: usize) -> Target {
        let source = SourceText::new(text);
        let at = text.match_indices(quote).nth(nth).unwrap().0;
        let start = source.position_from_byte(at);
        Target::at("r1".into(), &source, Span::new(start, start + quote.chars().count()), vec![])
    }

    fn state_and_text(target: &Target, text: &str) -> (State, Option<usize>) {
        let source = SourceText::new(text);
        let anchored = resolve(target, &source, false);
        if let Some(span) = anchored.span {
            assert_eq!(source.slice(span), target.exact, "never on other text");
        }
        (anchored.state, anchored.span.map(|span| span.start))
    }

    #[test]
    fn a_target_has_its_quote_and_at_most_32_characters_around() {
        let text = SourceText::new(&"字".repeat(50));
        let target = Target::at("r1".into(), &text, Span::new(40, 45), vec!["一、".into()]);
        assert_eq!((target.prefix.chars().count(), target.suffix.chars().count()), (32, 5));
        assert_eq!(target.exact, "字字字字字");
        let beyond = Target::at("r1".into(), &text, Span::new(49, 99), vec![]);
        assert_eq!((beyond.start, beyond.end, beyond.suffix.as_str()), (49, 50, ""));
    }

    #[test]
    fn a_changed_report_keeps_moves_or_loses_its_notes() {
        let text = "一、制度建设。青石县修订了三件规章。二、执法监督。";
        let note = target(text, "修订了三件规章", 0);
        let start = note.start;
        assert_eq!(resolve(&note, &SourceText::new(text), true).score.to_bits(), 1f32.to_bits());
        assert_eq!(state_and_text(&note, text), (State::Anchored, Some(start)));
        let longer = format!("{text}三、其他事项。");
        assert_eq!(state_and_text(&note, &longer), (State::Anchored, Some(start)));
        let later = format!("封面\n{text}");
        assert_eq!(state_and_text(&note, &later), (State::Moved, Some(start + 3)));
        assert_eq!(state_and_text(&note, "一、制度建设。青石县废止了三件规章。"), (State::Orphan, None));
    }

    #[test]
    fn an_equal_hash_decides_between_equal_places() {
        let text = "各项工作有序推进。\n".repeat(40);
        let note = target(&text, "有序推进", 20);
        assert_eq!(resolve(&note, &SourceText::new(&text), true).state, State::Anchored);
        let shifted = format!("前言\n{text}");
        assert_eq!(state_and_text(&note, &shifted).0, State::Uncertain, "forty places, all alike");
    }

    #[test]
    fn the_same_text_at_the_old_position_is_not_enough() {
        let text = "甲科室：材料完整，装订规范，按期归档。乙科室：材料完整，装订规范，逾期归档。";
        let note = target(text, "材料完整，装订规范", 1);
        // The first department's line is gone, and the second line's text now stands where nothing stood before, while a
        // new line with the same words has come to the old position.
        let new = "乙科室：材料完整，装订规范，逾期归档。丙科室：材料完整，装订规范，提前归档。";
        assert_eq!(note.start, 23);
        assert_eq!(state_and_text(&note, new), (State::Moved, Some(4)));
    }

    #[test]
    fn too_little_agreement_is_uncertain() {
        let note = target("本年度共办理复议案件十二件，均已办结。", "复议", 0);
        let (state, start) = state_and_text(&note, "下一步，将加强复议能力建设。");
        assert_eq!((state, start), (State::Uncertain, Some(7)));
    }

    #[test]
    fn a_point_is_found_only_in_its_surroundings() {
        let source = SourceText::new("甲乙丙丁");
        let note = Target::at("r1".into(), &source, Span::new(2, 2), vec![]);
        assert_eq!(state_and_text(&note, "甲乙丙丁"), (State::Anchored, Some(2)));
        assert_eq!(state_and_text(&note, "戊甲乙丙丁"), (State::Orphan, None));
    }

    #[test]
    fn positions_out_of_bounds_are_harmless() {
        let mut note = target("材料完整，装订规范，按期归档。", "装订规范", 0);
        for (start, end) in [(9, 3), (0, usize::MAX), (usize::MAX, usize::MAX), (usize::MAX, 0)] {
            (note.start, note.end) = (start, end);
            assert_eq!(state_and_text(&note, "材料完整，装订规范，按期归档。"), (State::Moved, Some(5)));
        }
    }

    #[test]
    fn a_hostile_text_ends_in_time() {
        let note = target(&"啊".repeat(200_000), &"啊".repeat(100_000), 0);
        let text = SourceText::new(&"啊".repeat(300_000));
        let began = std::time::Instant::now();
        assert_eq!(resolve(&Target { start: 7, ..note }, &text, false).state, State::Uncertain);
        assert!(began.elapsed().as_secs() < 20, "{:?}", began.elapsed());
    }

    proptest! {
        /// Text comes and goes before, after and right beside the quote.
        #[test]
        fn changes_elsewhere_do_not_lose_a_quote(
            before in "[一-十。\n]{0,80}", quote in "[甲-申]{12,40}", after in "[一-十。\n]{0,80}",
            inserted in "[一-十😀]{0,40}", at in 0..80usize, gone in 0..40usize, behind: bool,
        ) {
            let note = target(&format!("{before}{quote}{after}"), &quote, 0);
            let side: Vec<char> = if behind { &after } else { &before }.chars().collect();
            let at = at.min(side.len());
            let gone = gone.min(side.len() - at);
            let changed: String =
                side[..at].iter().copied().chain(inserted.chars()).chain(side[at + gone..].iter().copied()).collect();
            let (before, after) = if behind { (before, changed) } else { (changed, after) };
            let (state, start) = state_and_text(&note, &format!("{before}{quote}{after}"));
            let expected = before.chars().count();
            prop_assert_eq!(start, Some(expected));
            prop_assert_eq!(state, if expected == note.start { State::Anchored } else { State::Moved });
        }

        #[test]
        fn a_quote_that_is_gone_is_an_orphan(
            before in "[一-十。\n]{0,80}", quote in "[甲-申]{1,40}", after in "[一-十。\n]{0,80}", same_hash: bool,
        ) {
            let note = target(&format!("{before}{quote}{after}"), &quote, 0);
            let text = SourceText::new(&format!("{before}{after}"));
            prop_assert_eq!(resolve(&note, &text, same_hash), ORPHAN);
        }

        /// The quote stands twice, each time among other words; text is put in front, so neither keeps its position.
        #[test]
        fn of_two_places_the_one_with_the_right_surroundings_is_found(
            quote in "[甲-申]{4,30}", left in "[一-五]{12,40}", right in "[六-十]{12,40}", inserted in "[ab]{1,50}", second: bool,
        ) {
            let text = format!("{left}{quote}{left}\n{right}{quote}{right}");
            let note = target(&text, &quote, usize::from(second));
            let (state, start) = state_and_text(&note, &format!("{inserted}{text}"));
            prop_assert_eq!(start, Some(note.start + inserted.chars().count()));
            prop_assert_eq!(state, State::Moved);
        }
    }
}
