//! Tests of resolving, one for each rule, on texts of a few sentences. Texts edited at random are in
//! `tests/anchors.rs`.

use super::*;
use crate::cpu_time::ThreadClock;
use crate::structure::outline;
use proptest::prelude::*;

fn report(text: &str) -> (Report, Outline) {
    let report = Report::from_text("报告.txt", text);
    let outline = outline(&report);
    (report, outline)
}

fn entry(text: &str) -> ReportEntry {
    let (report, _) = report(text);
    ReportEntry {
        id: "r1".into(),
        path: report.path,
        title: String::new(),
        sha256: report.sha256,
        characters: report.text.characters(),
    }
}

/// A note on words of a text, and the review's entry of the report.
struct Note {
    target: Target,
    known: ReportEntry,
}

fn note(text: &str, quote: &str, nth: usize) -> Note {
    let source = SourceText::new(text);
    let at = text.match_indices(quote).nth(nth).unwrap().0;
    let start = source.position_from_byte(at);
    let span = Span::new(start, start + quote.chars().count());
    Note { target: Target::at("r1".into(), &source, span, Vec::new()), known: entry(text) }
}

impl Note {
    fn placed_in(&self, text: &str) -> Placement {
        let (report, outline) = report(text);
        Resolver::new(&report, &outline, Some(&self.known)).resolve(&self.target)
    }

    /// The state, and the text at the place.
    fn found_in(&self, text: &str) -> (State, Option<String>) {
        let placement = self.placed_in(text);
        let source = SourceText::new(text);
        (placement.state, placement.span.map(|span| source.slice(span).to_owned()))
    }
}

fn some(state: State, text: &str) -> (State, Option<String>) {
    (state, Some(text.to_owned()))
}

const REPORT: &str = "一、制度建设\n青石县修订规章三件，废止一件，清理文件四十六件，结果已在网站公布。\n\
    二、执法监督\n全县开展案卷评查两轮，抽查案卷二百四十卷，发现共性问题九类，逐一督促改正。\n\
    三、普法宣传\n组织宪法宣讲进社区、进校园五十场，发放手册一万二千册，群众反映良好。\n";

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
fn an_unchanged_report_keeps_its_notes_where_they_are() {
    for quote in ["修订规章三件", "案", "\n二、执法监督\n", REPORT] {
        let note = note(REPORT, quote, 0);
        let placement = note.placed_in(REPORT);
        assert_eq!(
            (placement.state, placement.span),
            (State::Anchored, Some(Span::new(note.target.start, note.target.end)))
        );
        assert_eq!(placement.score.to_bits(), 1f32.to_bits());
    }
}

#[test]
fn text_that_comes_before_moves_a_note() {
    let note = note(REPORT, "抽查案卷二百四十卷", 0);
    let start = note.target.start;
    let placement = note.placed_in(&format!("封面\n{REPORT}"));
    assert_eq!((placement.state, placement.span), (State::Moved, Some(Span::new(start + 3, start + 12))));
    assert_eq!(placement.score.to_bits(), 1f32.to_bits());
}

#[test]
fn widths_spaces_and_line_ends_are_no_change() {
    let note = note(REPORT, "清理文件四十六件，结果已在网站公布。", 0);
    let other =
        REPORT.replace('，', ",").replace("已在", "已 在").replace("网站", "网\n站").replace('。', ".");
    let placement = note.placed_in(&other);
    assert_eq!((placement.state, placement.score.to_bits()), (State::Anchored, 1f32.to_bits()));
    assert_eq!(note.found_in(&other).1.unwrap(), "清理文件四十六件,结果已 在网\n站公布.");
}

#[test]
fn a_sentence_with_a_changed_word_is_found_up_to_its_ends() {
    let note = note(REPORT, "全县开展案卷评查两轮，抽查案卷二百四十卷，发现共性问题九类", 0);
    for (from, to) in [
        ("发现共性问题", "查出共性问题"),
        ("全县开展", "全县集中开展"),
        ("全县开展", "各县开展"),
        ("开展案卷", "案卷"),
    ] {
        let changed = REPORT.replace(from, to);
        let expected = note.target.exact.replace(from, to);
        assert_eq!(note.found_in(&changed), some(State::Moved, &expected), "{from} → {to}");
    }
}

#[test]
fn a_changed_figure_asks_to_be_confirmed() {
    let note = note(REPORT, "全县开展案卷评查两轮，抽查案卷二百四十卷，发现共性问题九类", 0);
    let changed = REPORT.replace("二百四十卷", "二百五十卷");
    let expected = note.target.exact.replace("四十", "五十");
    assert_eq!(note.found_in(&changed), some(State::Uncertain, &expected));
}

#[test]
fn a_sibling_does_not_take_the_note_of_a_paragraph_that_is_gone() {
    let sibling = |town: &str, cases: &str| {
        format!("{town}镇设立调解室一间，全年受理群众申请{cases}件，调解成功率保持在九成以上，群众满意。\n")
    };
    let (first, second) = (sibling("白杨", "四十二"), sibling("青桐", "三十七"));
    let end = "以上情况已经县政府常务会议审议通过。\n";
    let before = format!("{REPORT}{first}{second}{end}");
    let after = format!("{REPORT}{second}{end}");
    for quote in [first.trim(), "全年受理群众申请四十二件，调解成功率保持在九成以上", "白杨镇设立调解室一间"]
    {
        let (state, _) = note(&before, quote, 0).found_in(&after);
        assert!(matches!(state, State::Uncertain | State::Orphan), "{quote}: {state:?}");
    }
    // Both are still there: each note stays with its own.
    let shifted = format!("前言两句。\n{before}");
    for quote in [first.trim(), second.trim()] {
        assert_eq!(note(&before, quote, 0).found_in(&shifted), some(State::Moved, quote));
    }
}

#[test]
fn of_a_body_that_stands_twice_each_copy_keeps_its_notes() {
    let before = format!("{REPORT}{REPORT}");
    let quote = "抽查案卷二百四十卷，发现共性问题九类";
    for nth in [0, 1] {
        let note = note(&before, quote, nth);
        let after = format!("封面一行\n{before}");
        let placement = note.placed_in(&after);
        assert_eq!(placement.state, State::Moved);
        assert_eq!(placement.span.unwrap().start, note.target.start + 5);
    }
    // The sentence was removed from the first copy; that of the second copy must not be accepted for it.
    let after = before.replacen(&format!("，{quote}"), "", 1);
    assert_eq!(note(&before, quote, 0).found_in(&after).0, State::Uncertain);
}

#[test]
fn headings_tell_equal_paragraphs_apart() {
    let words = "材料完整，装订规范，按期归档，没有发现错漏之处。";
    let section = |heading: &str| format!("{heading}\n{words}\n");
    let before: String = ["一、甲科室情况", "二、乙科室情况", "三、丙科室情况"].map(section).concat();
    let mut note = note(&before, words, 1);
    note.target.section = vec!["二、乙科室情况".into()];
    // The surroundings are lost, and the order has changed.
    note.target.prefix = String::new();
    note.target.suffix = String::new();
    let after: String = ["三、丙科室情况", "一、甲科室情况", "二、乙科室情况"].map(section).concat();
    let placement = note.placed_in(&after);
    assert_eq!(placement.span.unwrap().start, after.chars().count() - words.chars().count() - 1);
    // Without the headings the old place has the better claim.
    note.target.section = Vec::new();
    assert_eq!(note.placed_in(&after).span.unwrap().start, note.target.start);
}

#[test]
fn an_equal_hash_decides_between_equal_places() {
    let text = "各项工作有序推进。\n".repeat(40);
    let note = note(&text, "有序推进", 20);
    assert_eq!(note.placed_in(&text).state, State::Anchored);
    assert_eq!(note.found_in(&format!("前言\n{text}")).0, State::Uncertain, "forty places, all alike");
}

#[test]
fn the_same_text_at_the_old_position_is_not_enough() {
    let text = "甲科室：材料完整，装订规范，按期归档。乙科室：材料完整，装订规范，逾期归档。";
    let note = note(text, "材料完整，装订规范", 1);
    // The first department's line was removed, and a new line with the same words is at the old position.
    let new = "乙科室：材料完整，装订规范，逾期归档。丙科室：材料完整，装订规范，提前归档。";
    let state = note.placed_in(new).state;
    assert!(!matches!(state, State::Anchored), "{state:?}");
}

#[test]
fn a_short_quote_elsewhere_is_uncertain() {
    let note = note("本年度共办理复议案件十二件，均已办结。", "复议", 0);
    let (state, _) = note.found_in("下一步，将加强复议能力建设。");
    assert!(matches!(state, State::Uncertain | State::Orphan), "{state:?}");
}

#[test]
fn a_quote_that_is_gone_is_an_orphan() {
    let note = note(REPORT, "发放手册一万二千册", 0);
    assert_eq!(note.found_in(&REPORT.replace("，发放手册一万二千册", "")), (State::Orphan, None));
    assert_eq!(note.found_in("另一份完全不同的材料。"), (State::Orphan, None));
    assert_eq!(note.found_in("短"), (State::Orphan, None));
}

#[test]
fn a_long_quote_is_found_around_a_paragraph_that_came_in() {
    let line = |n: usize| {
        let word = |k: usize| char::from_u32(0x4e00 + (n * 131 + k * k * 17) as u32 % 8000).unwrap();
        (0..60).map(word).chain(['。', '\n']).collect::<String>()
    };
    let before: String = (0..100).map(line).collect();
    let quote: String = (10..90).map(line).collect();
    let note = note(&before, quote.trim_end(), 0);
    let after: String = (0..100).map(|n| if n == 50 { line(n) + &line(500) } else { line(n) }).collect();
    let placement = note.placed_in(&format!("{}{after}", line(600)));
    let span = placement.span.unwrap();
    assert_eq!((span.start, span.end), (note.target.start + 62, note.target.end + 124));
    assert!(placement.score > 0.9 && matches!(placement.state, State::Moved | State::Uncertain));
}

#[test]
fn a_point_is_never_placed_in_silence() {
    let source = SourceText::new(REPORT);
    let target = Target::at("r1".into(), &source, Span::new(60, 60), vec![]);
    let note = Note { target, known: entry(REPORT) };
    assert_eq!(note.placed_in(REPORT).state, State::Anchored);
    let placement = note.placed_in(&format!("封面\n{REPORT}"));
    assert_eq!((placement.state, placement.span), (State::Uncertain, Some(Span::new(63, 63))));
    assert_eq!(note.placed_in("另一份完全不同的材料。").state, State::Orphan);
}

#[test]
fn positions_out_of_bounds_are_harmless() {
    let mut note = note(REPORT, "抽查案卷二百四十卷", 0);
    let limits = [0, 9, 1 << 31, 1 << 32, 1 << 63, usize::MAX - 31, usize::MAX - 1, usize::MAX];
    for start in limits {
        for end in limits {
            for characters in limits {
                (note.target.start, note.target.end) = (start, end);
                note.known.characters = characters;
                let case = format!("{start}..{end} of {characters}");
                assert_eq!(note.found_in(REPORT).1.as_deref(), Some("抽查案卷二百四十卷"), "{case}");
                // Without a quote, or with one that occurs many times, nothing may panic either.
                for exact in ["", "，", "抽查案卷"] {
                    let target = Target { exact: exact.into(), ..note.target.clone() };
                    let _ = Note { target, known: note.known.clone() }.placed_in(REPORT);
                }
            }
        }
    }
}

#[test]
fn hostile_texts_end_in_time() {
    let began = ThreadClock::now();
    let mut note = note(&"啊".repeat(60_000), &"啊".repeat(30_000), 0);
    note.target.start = 7;
    assert_eq!(note.placed_in(&"啊".repeat(90_000)).state, State::Uncertain);
    let pattern = "甲乙".repeat(30_000) + &"乙甲".repeat(30_000);
    note.target.exact = pattern.chars().rev().collect();
    let _ = note.placed_in(&pattern);
    let taken = began.elapsed();
    assert!(taken.as_secs() < 20, "{taken:?}");
}

proptest! {
    /// For any content of a review file, resolving does not panic, and a place lies in the report.
    #[test]
    fn any_target_can_be_asked_for(
        text in "([甲乙丙丁戊]|[。，\n 　]){1,120}", exact in "([甲乙丙丁戊]|[。，\n ]){0,60}", prefix in "[甲乙丙丁戊，]{0,40}",
        suffix in "[甲乙丙丁戊，]{0,40}", start in 0..200usize, length in 0..80usize, characters in 0..300usize,
    ) {
        let (report, outline) = report(&format!("报{text}"));
        let known = ReportEntry { characters, ..entry("另一份") };
        let target = Target { start, end: start + length, exact, cut: None, prefix, suffix, report: "r1".into(), section: vec![] };
        let placement = Resolver::new(&report, &outline, Some(&known)).resolve(&target);
        prop_assert!((0.0..=1.0).contains(&placement.score));
        prop_assert_eq!(placement.span.is_none(), placement.state == State::Orphan);
        prop_assert!(placement.span.is_none_or(|span| span.end <= report.text.characters()));
    }

    /// Text comes and goes before, after and right beside the quote.
    #[test]
    fn changes_elsewhere_do_not_lose_a_quote(
        before in "[一-十。\n]{0,80}", quote in "[子丑寅卯辰巳午未]{24,60}", after in "[一-十。\n]{0,80}",
        inserted in "[一-十😀]{0,40}", at in 0..80usize, gone in 0..40usize, behind: bool,
    ) {
        let note = note(&format!("报{before}{quote}{after}"), &quote, 0);
        let side: Vec<char> = if behind { &after } else { &before }.chars().collect();
        let at = at.min(side.len());
        let gone = gone.min(side.len() - at);
        let changed: String =
            side[..at].iter().copied().chain(inserted.chars()).chain(side[at + gone..].iter().copied()).collect();
        let (before, after) = if behind { (before, changed) } else { (changed, after) };
        let placement = note.placed_in(&format!("报{before}{quote}{after}"));
        prop_assert_eq!(placement.span.map(|span| span.start), Some(before.chars().count() + 1));
    }
}
