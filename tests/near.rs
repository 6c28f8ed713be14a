//! Near passages: planted edits are found with their bounds, whatever the order of files and the number of threads; set
//! phrases alone yield none; periodic text is searched in bounded time.

#![allow(clippy::unwrap_used, clippy::print_stderr, reason = "test helpers may unwrap")]

mod cpu_time;

use std::fmt::Write as _;
use std::time::Duration;

use jiaokan::duplicates::{Duplicates, Group, Input, Kind, Options, Scope, difference, duplicates};
use jiaokan::report::Report;
use jiaokan::structure::Outline;
use jiaokan::task::Cancel;
use jiaokan::text::{Span, normalize};
use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence;

use crate::cpu_time::cpu_time;

fn search(reports: &[Report]) -> Duplicates {
    let empty = Outline::default();
    let inputs: Vec<_> = reports.iter().map(|report| Input { report, outline: &empty }).collect();
    duplicates(&inputs, &Options::default(), &Cancel::default()).unwrap()
}

fn reports(texts: &[String]) -> Vec<Report> {
    texts.iter().enumerate().map(|(at, text)| Report::from_text(format!("{at}.txt"), text)).collect()
}

/// A pseudo-random generator with a fixed sequence.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % bound
    }

    fn letter(&mut self) -> char {
        char::from_u32(0x4e00 + self.below(3000) as u32).unwrap()
    }

    /// Clauses of random ideographs with commas and occasional figures.
    fn prose(&mut self, characters: usize) -> String {
        let mut text = String::new();
        let mut length = 0;
        while length < characters {
            for _ in 0..4 + self.below(9) {
                text.push(self.letter());
            }
            if self.below(4) == 0 {
                write!(text, "{}件", self.below(9000)).unwrap();
            }
            text.push_str(["，", "，", "、", "。", "。\n"][self.below(5)]);
            length = text.chars().count();
        }
        text.chars().take(characters).collect()
    }

    /// The text with `hundredths` per cent of its letters replaced, deleted or preceded by another.
    fn edited(&mut self, text: &str, hundredths: usize) -> String {
        let mut out = String::new();
        for character in text.chars() {
            if character.is_ascii_digit() || self.below(100) >= hundredths {
                out.push(character);
                continue;
            }
            match self.below(3) {
                0 => out.push(self.letter()),
                1 => {}
                _ => out.extend([self.letter(), character]),
            }
        }
        out
    }

    fn redated(&mut self, text: &str) -> String {
        text.chars()
            .map(
                |c| if c.is_ascii_digit() { char::from_digit(self.below(10) as u32, 10).unwrap() } else { c },
            )
            .collect()
    }
}

/// The share of a span that the places of one report in a group cover.
fn covered(group: &Group, report: usize, span: Span) -> usize {
    group
        .occurrences
        .iter()
        .filter(|o| o.report == report)
        .filter_map(|o| o.span.intersection(span))
        .map(Span::len)
        .sum()
}

/// A text with a passage in the middle, and the passage's span.
fn with_passage(dice: &mut Dice, passage: &str) -> (String, Span) {
    let before = dice.prose(700) + "。";
    let start = before.chars().count();
    let text = format!("{before}{passage}{}", dice.prose(700));
    (text, Span::new(start, start + passage.chars().count()))
}

/// Plants a passage of `length` characters in a text and an edition of it in another one, with each figure changed and
/// `hundredths` per cent of the other letters edited, and asserts what the search says of the two texts.
fn planted_edit_is_found(seed: u64, length: usize, hundredths: usize) -> Result<(), TestCaseError> {
    let mut dice = Dice(seed);
    let original = dice.prose(length);
    let changed = dice.redated(&original);
    let changed = dice.edited(&changed, hundredths);
    let (left, left_span) = with_passage(&mut dice, &original);
    let (right, right_span) = with_passage(&mut dice, &changed);
    let reports = reports(&[left, right]);
    let found = search(&reports);
    prop_assert_eq!(found.groups.len(), 1, "{:?}", found.groups);
    let group = &found.groups[0];
    prop_assert_eq!(group.occurrences.len(), 2);
    // Edits next to an end may cost a dozen characters. Where a cut of fewer than twenty, up to paragraphs, leaves equal
    // text, the passage is shown as that.
    let slack = 16 + length / 20 + if group.kind == Kind::Exact { 20 } else { 0 };
    for (report, span) in [(0, left_span), (1, right_span)] {
        let place = group.occurrences[report].span;
        prop_assert_eq!(group.occurrences[report].report, report);
        let inside = covered(group, report, span);
        prop_assert!(inside + slack >= span.len(), "{} of {}", inside, span.len());
        prop_assert!(place.len() <= inside + 12, "{} outside", place.len() - inside);
        let text = reports[report].text.slice(place);
        prop_assert_eq!(text.trim(), text);
    }
    let texts = [0, 1].map(|at| reports[at].text.slice(group.occurrences[at].span));
    prop_assert_eq!(group.variants, difference(texts[0], texts[1]).len());
    let equal = normalize(texts[0]).symbols == normalize(texts[1]).symbols;
    prop_assert_eq!(group.kind == Kind::Exact, equal);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: Some(Box::new(FileFailurePersistence::WithSource("proptest-regressions"))), cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn planted_edits_are_found_with_their_bounds(seed in 1u64..1 << 40, length in 60usize..500, hundredths in 0usize..18) {
        planted_edit_is_found(seed, length, hundredths)?;
    }
}

/// In the first text, the exact passage reached out of the near one only before both were cut to clauses; in the second,
/// it reaches out by the last symbol of a clause and the mark behind it.
#[test]
fn a_passage_that_lies_in_another_one_after_the_cut_is_dropped() {
    planted_edit_is_found(176_658_619_832, 90, 5).unwrap();
    planted_edit_is_found(212_763_664_897, 131, 5).unwrap();
}

const LAST_YEAR: &str = "2023年，青云县共办结行政复议案件128件，其中调解结案41件，群众满意率达到96.4%，较上年提高2.1个百分点，\
                         全年组织执法人员培训6期，参训人员1240人次";

#[test]
fn passages_that_differ_in_figures_only_are_flagged() {
    let this_year = LAST_YEAR.replace("2023", "2024").replace("128", "97").replace("1240", "1318");
    let mut dice = Dice(7);
    let texts = [LAST_YEAR, &this_year].map(|passage| with_passage(&mut dice, passage).0);
    let reports = reports(&texts);
    let found = search(&reports);
    assert_eq!(found.groups.len(), 1, "{:?}", found.groups);
    let group = &found.groups[0];
    assert!(group.figures_only && group.kind == Kind::Near, "{group:?}");
    assert!(group.similarity > 0.85 && group.kept[0] > 0.85, "{group:?}");
    let [left, right] = [0, 1].map(|at| reports[at].text.slice(group.occurrences[at].span));
    let changed: Vec<(String, String)> = difference(left, right)
        .iter()
        .map(|d| {
            let words = |text: &str, span: Span| text.chars().skip(span.start).take(span.len()).collect();
            (words(left, d.left), words(right, d.right))
        })
        .collect();
    let expected = [("2023", "2024"), ("128", "97"), ("1240", "1318")];
    assert_eq!(changed, expected.map(|(l, r)| (l.to_owned(), r.to_owned())));
    let renamed = LAST_YEAR.replace("青云", "白石");
    let texts = [LAST_YEAR, &renamed].map(|passage| with_passage(&mut dice, passage).0);
    assert!(!search(&self::reports(&texts)).groups[0].figures_only);
}

#[test]
fn a_row_of_other_figures_belongs_to_the_passage() {
    let mut dice = Dice(13);
    let words: Vec<String> = (0..24).map(|_| [dice.letter(), dice.letter()].iter().collect()).collect();
    let mut row = |start: &str| {
        words.iter().fold(start.to_owned(), |row, word| row + word + &(1000 + dice.below(9000)).to_string())
    };
    let (left, right) = (row("各镇街办件数依次为"), row("各镇街办件数依次为"));
    let mut dice = Dice(14);
    let texts = [&left, &right].map(|passage| with_passage(&mut dice, passage));
    let found = search(&reports(&texts.clone().map(|(text, _)| text)));
    assert_eq!(found.groups.len(), 1, "{:?}", found.groups);
    assert!(found.groups[0].figures_only, "{:?}", found.groups);
    assert!(covered(&found.groups[0], 1, texts[1].1) + 4 >= right.chars().count(), "{:?}", found.groups);
}

#[test]
fn an_equal_paragraph_with_beginnings_of_others_around_it_is_exact() {
    let paragraph = Dice(15).prose(60).replace(['\n', '。'], "，") + "终。";
    let text = |name: char, year: u32, rest: &str| {
        format!("{name}县{year}年工作报告\n{paragraph}\n{name}县另有一段，{rest}")
    };
    let texts = [text('甲', 2023, "说水库移民安置。"), text('乙', 2024, "讲海岛渔船管理。")];
    let reports = reports(&texts);
    let found = search(&reports);
    let literally = |group: &Group, at: usize| reports[at].text.slice(group.occurrences[at].span).to_owned();
    assert_eq!(found.groups.len(), 1, "{:?}", found.groups);
    assert_eq!(found.groups[0].kind, Kind::Exact);
    for at in 0..2 {
        assert!(literally(&found.groups[0], at).contains(paragraph.trim_end_matches('。')), "{found:?}");
    }

    // With a change inside the paragraph no cut makes the places equal: the passage keeps its ends.
    let changed = texts[1].replacen(paragraph.chars().nth(30).unwrap(), "改", 1);
    let found = search(&self::reports(&[texts[0].clone(), changed]));
    assert_eq!(found.groups.len(), 1, "{:?}", found.groups);
    assert_eq!(found.groups[0].kind, Kind::Near);
    assert!(found.groups[0].characters > paragraph.chars().count(), "{:?}", found.groups);
}

#[test]
fn clauses_in_another_order_are_one_passage_in_many_reports() {
    let clauses = |dice: &mut Dice| -> Vec<String> {
        (0..12).map(|_| (0..11).map(|_| dice.letter()).collect::<String>()).collect()
    };
    let mut dice = Dice(11);
    let mut order = clauses(&mut dice);
    let texts: Vec<String> = (0..4)
        .map(|at| {
            order.swap(at * 2, at * 2 + 1);
            let mut taken = order.clone();
            taken.remove(9 - at);
            let passage = taken.join("，");
            with_passage(&mut dice, &passage).0
        })
        .collect();
    let found = search(&reports(&texts));
    assert_eq!(found.groups.len(), 1, "{:?}", found.groups);
    assert_eq!((found.groups[0].occurrences.len(), found.groups[0].scope), (4, Scope::Across));
}

#[test]
fn clauses_in_another_order_count_as_shared() {
    let mut dice = Dice(21);
    let clauses: Vec<String> = (0..6).map(|_| (0..14).map(|_| dice.letter()).collect()).collect();
    let turned: Vec<String> = clauses.iter().rev().cloned().collect();
    let texts = [&clauses, &turned].map(|order| with_passage(&mut dice, &order.join("，")).0);
    let found = search(&reports(&texts));
    assert_eq!(found.groups.len(), 1, "{:?}", found.groups);
    let group = &found.groups[0];
    assert!(group.kept.iter().all(|&share| share < 0.5), "{group:?}");
    assert!(group.surprise.shared.iter().all(|&share| share > 0.85), "{group:?}");
}

#[test]
fn what_is_similar_by_chance_is_no_passage() {
    // Sentences of one pattern with other figures, inside one report.
    let pattern = |what: &str, [now, before, less]: [&str; 3]| {
        format!("全镇{what}支出{now}万元，比上年的{before}万元减少{less}万元，完成年度预算的九成。")
    };
    let text = pattern("公务用车费", ["3.89", "17.24", "13.35"])
        + &pattern("伙食补助费", ["33.47", "36.22", "2.75"])
        + &pattern("机关办公费", ["14.47", "22.25", "7.78"]);
    let found = search(&reports(&[text]));
    assert!(found.groups.iter().all(|group| group.boilerplate), "{:?}", found.groups);
    // Six names in sentences about something else.
    let left =
        "以搬迁旧厂房为抓手推进清河两岸协同发展，高水平设计、高质量建设东部新城。印发实施大湖区发展规划。";
    let right = "大湖区发展规划印发实施，东部新城高水平设计、高质量建设。清河两岸协同发展有了起色。";
    let found = search(&reports(&[left, right].map(str::to_owned)));
    assert!(found.groups.iter().all(|group| group.similarity >= 0.3), "{:?}", found.groups);
}

#[test]
fn a_repetition_that_two_editions_hold_is_one_passage() {
    let mut dice = Dice(31);
    let (first, second) = (dice.prose(120), dice.prose(300));
    let sum = format!("{}，共完成财政收入80.4万元、上级补助收入1675.1万元，结余49.9万元", dice.prose(40));
    let year = |dice: &mut Dice| {
        let again = dice.redated(&sum);
        dice.redated(&format!("{first}。\n{sum}。\n{second}。\n另{again}，收支平衡。"))
    };
    let texts = [year(&mut dice), year(&mut dice)];
    let found = search(&reports(&texts));
    let within = found.groups.iter().filter(|group| group.scope == Scope::Within).count();
    assert_eq!((within, found.groups.len()), (0, 2), "{:#?}", found.groups);
    assert_eq!(found.groups.iter().map(|group| group.occurrences.len()).max(), Some(4));
}

#[test]
fn addresses_are_no_passage() {
    let mut dice = Dice(41);
    let mut list = || {
        (0..9).fold(String::from("附件下载：\n"), |list, _| {
            let (day, name) = (dice.below(30), dice.below(1 << 20));
            list + &format!("http://www.example.invalid/zwgk/fdzdgknr/2024{day:02}/t{name}_4bf20f87.html\n")
        })
    };
    let texts = [list(), list()];
    let found = search(&reports(&texts));
    assert_eq!(found.groups, [], "{:?}", found.groups);
}

#[test]
fn a_repeated_body_with_changes_is_one_group() {
    let mut dice = Dice(5);
    let body = dice.prose(3000);
    let again = dice.redated(&body);
    let again = dice.edited(&again, 4);
    let found = search(&reports(&[format!("{body}\n{again}")]));
    assert_eq!(found.groups.len(), 1, "{:?}", found.groups);
    assert_eq!((found.groups[0].kind, found.groups[0].scope), (Kind::Near, Scope::Within));
    assert!(found.shares[0].within > 0.98, "{:?}", found.shares);
}

/// Thirty reports with a phrase that is in no list, three of them with a passage of their own.
fn collection() -> Vec<String> {
    let mut dice = Dice(3);
    let phrase: String = (0..27).map(|_| dice.letter()).collect();
    let passage = dice.prose(150);
    (0..30)
        .map(|at| {
            let taken = if at < 3 { dice.edited(&passage, 5) } else { String::new() };
            format!("{}，{phrase}，{}。{taken}{}", dice.prose(300), dice.prose(300), dice.prose(300))
        })
        .collect()
}

#[test]
fn set_phrases_are_learnt_from_a_collection() {
    let found = search(&reports(&collection()));
    let own: Vec<&Group> = found.groups.iter().filter(|group| !group.boilerplate).collect();
    assert_eq!(own.len(), 1, "{own:?}");
    assert_eq!(own[0].occurrences.len(), 3);
    let phrases: Vec<&Group> = found.groups.iter().filter(|group| group.boilerplate).collect();
    assert!(phrases.iter().any(|group| group.occurrences.len() == 30), "the phrase stays visible");
    // Two reports are too few to learn from.
    let found = search(&reports(&collection()[10..12]));
    assert_eq!(found.groups.len(), 1);
    assert!(!found.groups[0].boilerplate);
}

/// The groups by file name and place, in an order independent of that of the reports.
fn by_name(reports: &[Report], found: &Duplicates) -> Vec<Vec<(String, usize, usize)>> {
    let mut groups: Vec<Vec<_>> = found
        .groups
        .iter()
        .map(|group| {
            let place = |o: &jiaokan::duplicates::Occurrence| {
                (reports[o.report].file_name(), o.span.start, o.span.end)
            };
            let mut places: Vec<_> = group.occurrences.iter().map(place).collect();
            places.sort();
            places
        })
        .collect();
    groups.sort();
    groups
}

#[test]
fn neither_the_order_of_files_nor_the_number_of_threads_changes_the_groups() {
    let given = reports(&collection());
    let expected = by_name(&given, &search(&given));
    assert!(expected.len() > 1);
    for turn in [1, 7, 19] {
        let mut turned = given.clone();
        turned.rotate_left(turn);
        turned.swap(0, 5);
        assert_eq!(by_name(&turned, &search(&turned)), expected, "turned by {turn}");
    }
    for threads in [1, 3] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        assert_eq!(by_name(&given, &pool.install(|| search(&given))), expected, "{threads} threads");
    }
    let keys = |reports: &[Report]| {
        let empty = Outline::default();
        let inputs: Vec<_> = reports.iter().map(|report| Input { report, outline: &empty }).collect();
        let mut keys: Vec<String> = search(reports).groups.iter().map(|group| group.key(&inputs)).collect();
        keys.sort();
        keys
    };
    let turned: Vec<Report> = given.iter().rev().cloned().collect();
    assert_eq!(keys(&given), keys(&turned));
}

/// Factor by which large texts are smaller in an unoptimised build.
const SMALLER: usize = if cfg!(debug_assertions) { 10 } else { 1 };

#[test]
fn periodic_text_is_searched_in_bounded_time() {
    let mut dice = Dice(2);
    let mut rows = String::new();
    for _ in 0..20_000 / SMALLER {
        writeln!(rows, "{}年{}月 完成{}件", dice.below(3000), dice.below(12), dice.below(999)).unwrap();
    }
    let mut lines = String::new();
    for _ in 0..9_000 / SMALLER {
        writeln!(lines, "对照{}年度清单逐条销号，推动{}项部署落地见效", dice.below(3000), dice.below(99))
            .unwrap();
    }
    let formula =
        "坚持以习近平新时代中国特色社会主义思想为指导，深入学习贯彻习近平法治思想。".repeat(9_000 / SMALLER);
    let prose = dice.prose(330_000 / SMALLER);
    let edited = dice.edited(&prose, 5);
    for (name, texts) in [
        ("rows of figures", vec![rows]),
        ("lines that differ in figures", vec![lines]),
        ("nothing but set phrases", vec![formula]),
        ("1 MB twice", vec![prose.clone(), prose.clone()]),
        ("1 MB and its edition", vec![prose, edited]),
    ] {
        let reports = reports(&texts);
        let (found, spent) = cpu_time(|| search(&reports));
        eprintln!("{name}: {spent:?}, {} groups", found.groups.len());
        assert!(spent < Duration::from_mins(1), "{name}: {spent:?}");
    }
}
