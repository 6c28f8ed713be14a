//! Notes on reports that are edited at random: each is found again or reported as lost, and none is placed on other text
//! without being marked uncertain. `cargo test --release --no-default-features --test anchors -- --nocapture` prints the figures of
//! `docs/anchors.md`. How reports are edited is in `anchors/edits.rs`.

#![allow(clippy::unwrap_used, clippy::print_stderr, clippy::print_stdout, reason = "test helpers may unwrap")]

#[path = "anchors/cli.rs"]
mod cli;
#[path = "anchors/edits.rs"]
mod edits;

use std::fs;
use std::path::Path;

use edits::{Dice, Draft, Kept, OTHER_PARAGRAPHS};
use jiaokan::report::{Report, read_file};
use jiaokan::review::{ReportEntry, Resolver, State, Target};
use jiaokan::session::Document;
use jiaokan::structure::outline;
use jiaokan::text::{SourceText, Span, is_ignored, normalize};

/// What the edits did to a note's text.
enum Fate {
    /// At most a tenth of its characters changed; its span in the edited text.
    Kept(Span),
    /// Deleted completely.
    Gone,
    /// Changed by more than a tenth.
    Changed(Span),
}

/// Counts of outcomes.
#[derive(Default)]
struct Tally {
    /// Notes whose text survived.
    kept: usize,
    /// Of these, notes placed correctly, as certain or uncertain.
    right: usize,
    /// Of these, notes placed correctly and as certain.
    silent: usize,
    /// Notes whose text was deleted, and how many of these were placed as uncertain.
    gone: usize,
    guessed: usize,
    /// Notes whose text was changed more.
    changed: usize,
    /// Placed as certain on other words than the note's.
    wrong: usize,
    /// Placed as certain on the same words elsewhere.
    twins: usize,
}

/// How a report is edited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    /// Typing errors and small changes everywhere.
    Typos,
    /// Paragraphs and sentences added and deleted, paragraphs changed slightly.
    Revision,
    /// Paragraphs moved.
    Moves,
    /// Widths, white space, line breaks and page furniture changed, but no words.
    Conversion,
    /// All of the above.
    Everything,
    /// Paragraphs deleted of which a similar one (other figures, a few other words) remains.
    Siblings,
    /// The body is repeated, and parts of one copy are deleted.
    Twice,
}

const WAYS: [Way; 7] =
    [Way::Typos, Way::Revision, Way::Moves, Way::Conversion, Way::Everything, Way::Siblings, Way::Twice];

/// The samples, and the real reports if they are present.
fn grounds() -> Vec<String> {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut texts = Vec::new();
    for folder in [package.join("sample_reports"), package.join("../shared/reports")] {
        let Ok(entries) = fs::read_dir(&folder) else {
            println!("skipped: {} is not there", folder.display());
            continue;
        };
        let mut files: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
        files.retain(|file| file.extension().is_some_and(|extension| extension == "txt"));
        files.sort();
        texts.extend(files.iter().map(|file| read_file(file, None).unwrap().text.as_str().to_owned()));
    }
    texts
}

/// The text on which notes are made: with similar paragraphs, or with its body repeated.
fn prepared(text: &str, way: Way, dice: &mut Dice) -> String {
    match way {
        Way::Twice => format!("{text}\n{text}"),
        Way::Siblings => {
            let mut lines: Vec<String> = text.split('\n').map(str::to_owned).collect();
            for _ in 0..lines.len() / 3 {
                let at = dice.below(lines.len());
                if lines[at].chars().count() < 30 {
                    continue;
                }
                let mut sibling = Draft::of(&lines[at]);
                match dice.below(3) {
                    0 => sibling.other_figures(0, dice),
                    1 => sibling.mistype(0, 20, dice),
                    _ => {
                        sibling.other_figures(0, dice);
                        sibling.mistype(0, 40, dice);
                    }
                }
                let to = if dice.one_in(2) { at + 1 } else { dice.below(lines.len()) };
                lines.insert(to, sibling.text().iter().map(|kept| kept.0).collect());
            }
            lines.join("\n")
        }
        _ => text.to_owned(),
    }
}

fn edited(draft: &mut Draft, way: Way, dice: &mut Dice) {
    match way {
        Way::Typos => mistype_all(draft, dice),
        Way::Revision => revise(draft, dice),
        Way::Moves => move_paragraphs(draft, dice),
        Way::Conversion => draft.reset(dice),
        Way::Everything => {
            revise(draft, dice);
            move_paragraphs(draft, dice);
            mistype_all(draft, dice);
            draft.reset(dice);
        }
        Way::Siblings | Way::Twice => {
            let several = 1 + dice.below(6);
            for _ in 0..several {
                let at = draft.random(dice);
                match dice.below(3) {
                    0 => draft.drop_sentence(at, dice),
                    _ => drop(draft.0.remove(at)),
                }
            }
            if dice.one_in(3) {
                draft.insert(0, OTHER_PARAGRAPHS[dice.below(OTHER_PARAGRAPHS.len())]);
            }
            if dice.one_in(3) {
                draft.reset(dice);
            }
        }
    }
}

fn mistype_all(draft: &mut Draft, dice: &mut Dice) {
    let rate = [5, 20, 50, 80][dice.below(4)];
    (0..draft.0.len()).for_each(|paragraph| draft.mistype(paragraph, rate, dice));
}

fn revise(draft: &mut Draft, dice: &mut Dice) {
    for _ in 0..3 + dice.below(8) {
        let at = draft.random(dice);
        match dice.below(5) {
            0 => draft.insert(at, OTHER_PARAGRAPHS[dice.below(OTHER_PARAGRAPHS.len())]),
            1 => drop(draft.0.remove(at)),
            2 => draft.drop_sentence(at, dice),
            3 => draft.other_figures(at, dice),
            _ => draft.mistype(at, 60, dice),
        }
    }
}

fn move_paragraphs(draft: &mut Draft, dice: &mut Dice) {
    for _ in 0..=dice.below(4) {
        let from = draft.random(dice);
        let line = draft.0.remove(from);
        let to = dice.below(draft.0.len() + 1);
        draft.0.insert(to, line);
    }
}

/// A random quote: some characters, a sentence, a paragraph, several paragraphs.
fn random_span(text: &SourceText, dice: &mut Dice) -> Option<Span> {
    let all: Vec<char> = text.as_str().chars().collect();
    let at = dice.below(all.len());
    let (mut start, mut end) = (at, at + 1);
    let grow = |start: &mut usize, end: &mut usize, stop: &str| {
        while *start > 0 && !stop.contains(all[*start - 1]) {
            *start -= 1;
        }
        while *end < all.len() && !stop.contains(all[*end - 1]) {
            *end += 1;
        }
    };
    match dice.below(8) {
        0 => end = (at + 4 + dice.below(10)).min(all.len()),
        1 | 2 => end = (at + 12 + dice.below(40)).min(all.len()),
        3 | 4 => grow(&mut start, &mut end, "。；\n"),
        5 => grow(&mut start, &mut end, "，。；：\n"),
        6 => grow(&mut start, &mut end, "\n"),
        _ => {
            end = (at + 200 + dice.below(4000)).min(all.len());
            grow(&mut start, &mut end, "\n");
        }
    }
    while start < end && is_ignored(all[start]) {
        start += 1;
    }
    while start < end && is_ignored(all[end - 1]) {
        end -= 1;
    }
    (end - start >= 4).then(|| Span::new(start, end))
}

/// What the edits did to the characters of a span.
fn fate(span: Span, original: &[char], now: &[Kept], places: &[Option<usize>]) -> Fate {
    let visible: Vec<usize> = (span.start..span.end).filter(|&at| !is_ignored(original[at])).collect();
    let mut left: Vec<usize> = visible.iter().filter_map(|&at| places[at]).collect();
    if left.is_empty() {
        return Fate::Gone;
    }
    left.sort_unstable();
    let here = Span::new(left[0], left[left.len() - 1] + 1);
    let there = now[here.start..here.end].iter().filter(|kept| !is_ignored(kept.0)).count();
    let lost = visible.len() - left.len();
    let added = there - left.len();
    let order: Vec<usize> = visible.iter().filter_map(|&at| places[at]).collect();
    if order.is_sorted() && 10 * lost.max(added) <= visible.len() {
        Fate::Kept(here)
    } else {
        Fate::Changed(here)
    }
}

fn shared(left: Span, right: Span) -> f64 {
    let both = left.intersection(right).map_or(0, Span::len) as f64;
    both / (left.len() + right.len()).max(1) as f64 * 2.0
}

/// Edits one report in one way and places some notes on it.
fn round(ground: &str, way: Way, seed: u64, tally: &mut Tally) {
    let dice = &mut Dice::new(seed);
    let original = prepared(ground, way, dice);
    let mut draft = Draft::of(&original);
    edited(&mut draft, way, dice);
    let now = draft.text();
    let before = Report::from_text("before.txt", &original);
    let after = Report::from_text("after.txt", &now.iter().map(|kept| kept.0).collect::<String>());
    let mut places = vec![None; original.chars().count()];
    for (at, kept) in now.iter().enumerate() {
        if let Some(from) = kept.1 {
            places[from] = Some(at);
        }
    }
    let original: Vec<char> = original.chars().collect();
    let known = ReportEntry {
        id: "r1".into(),
        path: "before.txt".into(),
        title: String::new(),
        sha256: before.sha256.clone(),
        characters: before.text.characters(),
    };
    let structure = outline(&before);
    let document = Document::new(before, structure);
    let structure = outline(&after);
    let resolver = Resolver::new(&after, &structure, Some(&known));
    for _ in 0..40 {
        let Some(span) = random_span(document.text(), dice) else { continue };
        let target = Target::at("r1".into(), document.text(), span, document.section_path(span.start));
        let placement = resolver.resolve(&target);
        let is_silent = matches!(placement.state, State::Anchored | State::Moved);
        let fate = fate(span, &original, &now, &places);
        let share = |here: Span| placement.span.map_or(0.0, |span| shared(span, here));
        let is_wrong = match fate {
            Fate::Kept(here) => {
                tally.kept += 1;
                tally.silent += usize::from(is_silent && share(here) > 0.8);
                tally.right += usize::from(share(here) > 0.8);
                share(here) < 0.5
            }
            Fate::Gone => {
                tally.gone += 1;
                tally.guessed += usize::from(placement.state == State::Uncertain);
                true
            }
            Fate::Changed(here) => {
                tally.changed += 1;
                share(here) == 0.0
            }
        };
        if is_silent && is_wrong {
            let words = normalize(after.text.slice(placement.span.unwrap())).symbols;
            let is_twin = words == normalize(&target.exact).symbols;
            tally.twins += usize::from(is_twin);
            tally.wrong += usize::from(!is_twin);
            if !is_twin {
                let place = after.text.slice(placement.span.unwrap());
                eprintln!("{way:?}, {seed}: “{}” was put on “{place}”", target.exact);
            }
        }
    }
}

#[test]
fn notes_are_found_again_and_never_placed_on_other_text() {
    let grounds = grounds();
    let rounds = std::env::var("JIAOKAN_ROUNDS").map_or(8, |rounds| rounds.parse().unwrap());
    let heads = ["", "kept", "right", "silent", "gone", "guessed", "changed", "wrong", "twins"];
    println!("{}", heads.map(|head| format!("{head:>10}")).concat());
    let (mut kept, mut right, mut wrong, mut twins) = (0, 0, 0, 0);
    for way in WAYS {
        let mut tally = Tally::default();
        for (number, ground) in grounds.iter().enumerate() {
            for again in 0..rounds {
                round(ground, way, (number * 1000 + again) as u64 + 1, &mut tally);
            }
        }
        let share = |count: usize| format!("{:.2}%", 100.0 * count as f64 / tally.kept.max(1) as f64);
        let counts = [tally.gone, tally.guessed, tally.changed, tally.wrong, tally.twins];
        let shares = [format!("{way:?}"), tally.kept.to_string(), share(tally.right), share(tally.silent)];
        let cells = shares.into_iter().chain(counts.map(|count| count.to_string()));
        println!("{}", cells.map(|cell| format!("{cell:>10}")).collect::<Vec<_>>().concat());
        kept += tally.kept;
        right += tally.right;
        wrong += tally.wrong;
        twins += tally.twins;
        assert!(100 * tally.right >= 98 * tally.kept, "{way:?}: {} of {}", tally.right, tally.kept);
        assert!(4 * tally.silent >= 3 * tally.kept || way == Way::Everything, "{way:?}: all is doubted");
    }
    assert_eq!(wrong, 0, "put on other text in silence");
    assert!(100 * right >= 99 * kept, "{right} of {kept}");
    assert!(500 * twins <= kept, "{twins} of {kept} on equal words elsewhere");
}
