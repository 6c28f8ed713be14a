//! The samples as `sample_reports/README.md` describes them: every planted trait is where the README says, nothing else is
//! shared by accident, and the program finds the traits. The findings of checks are in `checks.rs`.

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};

use jiaokan::duplicates::{Duplicates, Group, Input, Kind, Options, Scope, difference, duplicates};
use jiaokan::report::{Encoding, Report, collect, read_file};
use jiaokan::structure::{FurnitureKind, Outline, Placement, outline};
use jiaokan::task::Cancel;
use jiaokan::text::{Span, normalize};

/// The numbered headings of each sample in order: `=` before a stand-alone one, `-` before a run-in one, widths folded.
const HEADINGS: [&str; 11] = [
    "=一、 =(一) =(二) =(三) =(四) =二、 =一、 =(一) =(二) =(三) =(四) =二、",
    "=一、 =(一) =(二) =(三) =(四) =(五) =(六) =(七) =二、 =三、 -(一) -(二) -(三)",
    "=一、 =(一) =(二) =(三) =(四) =(五) =(六) =(七) =二、 =三、 -(一) -(二) -(三)",
    "=一、 =二、 =(一) =(二) =(三) =(四) =(五) =三、 -(一) -(二) -(三) =四、 -(一) -(二) -(三)",
    "=一、 -(一) -(二) -(三) -(四) -(五) -(六) -(七) -(八) =二、 =三、 -(一) -(二) -(三) -(四)",
    "-一、 -二、 -三、 -四、 -五、 -六、 -七、",
    "=一、 =(一) =(二) =(三) =(四) =(五) =(六) =(七) =二、 -(一) -(二) -(三) =三、 -(一) -(二) -(三)",
    "=第一章 =第二章 =(一) -1. -2. -3. =(二) -4. -5. -6. =(三) -7. -8. -9. =第三章 =第四章 -(一) -(二) -(三)",
    "=一、 =二、 =(一) =(二) =(四) =(五) =(六) =三、",
    "=一、 =(一) -1. -2. -3. =(二) -4. -5. =(三) -6. -7. =(四) -8. -9. -10. =(五) -11. -12. =(六) -13. -14. \
     =(七) -15. -16. =(八) -17. -18. =二、 =三、 =四、 =五、 -(一) -(二) -(三) -(四) =六、",
    "=一、 =(一) =(二) =(二) =(四) =(六) =(七) =二、 =四、 -(一) -(三) -(二)",
];

/// The number of items such as `一是` in each sample.
const ITEMS: [usize; 11] = [6, 3, 3, 0, 29, 7, 0, 0, 3, 4, 3];

/// The lines, counted from 1, of page furniture in sample 07, with its kind.
const PAGE: [(usize, FurnitureKind); 16] = [
    (1, FurnitureKind::Other),
    (2, FurnitureKind::Login),
    (3, FurnitureKind::Breadcrumb),
    (4, FurnitureKind::Metadata),
    (5, FurnitureKind::Metadata),
    (6, FurnitureKind::Metadata),
    (7, FurnitureKind::Metadata),
    (9, FurnitureKind::Metadata),
    (10, FurnitureKind::RepeatedTitle),
    (68, FurnitureKind::Attachment),
    (69, FurnitureKind::Other),
    (70, FurnitureKind::Share),
    (71, FurnitureKind::QrPrompt),
    (72, FurnitureKind::Footer),
    (73, FurnitureKind::Footer),
    (74, FurnitureKind::Footer),
];

/// Phrases that unrelated samples share on purpose, widths folded.
const SET_PHRASES: [&str; 5] = [
    "以习近平新时代中国特色社会主义思想为指导,",
    "全面贯彻落实党的二十大和二十届二中、三中全会精神,",
    "公众参与、专家论证、风险评估、合法性审查",
    "履行推进法治建设第一责任人职责,",
    "对法治建设重要工作亲自部署、重大问题亲自过问、重点环节亲自协调、重要任务亲自督办",
];

// Indices of the samples in the order of their names.
const DALIAN: usize = 0;
const LAST_YEAR: usize = 1;
const THIS_YEAR: usize = 2;
const SIBLING: usize = 3;
const INDENTED: usize = 4;
const TITLE_TWICE: usize = 5;
const PAGE_SAMPLE: usize = 6;
const LEGACY: usize = 7;
const GAPPED: usize = 8;
const CONTROL: usize = 9;
const FAULTY: usize = 10;

/// Pairs of samples that share planted passages.
const RELATED: [usize; 3] = [LAST_YEAR, THIS_YEAR, SIBLING];

/// The spans of the two copies of the Dalian body.
const COPIES: [(usize, usize); 2] = [(0, 1473), (1474, 2947)];

struct Samples {
    reports: Vec<Report>,
    outlines: Vec<Outline>,
}

impl Samples {
    /// The text of a line, counted from 1.
    fn line(&self, sample: usize, line: usize) -> &str {
        let text = &self.reports[sample].text;
        text.slice(text.line_span(line - 1))
    }

    fn duplicates(&self) -> Duplicates {
        let inputs: Vec<Input<'_>> = self
            .reports
            .iter()
            .zip(&self.outlines)
            .map(|(report, outline)| Input { report, outline })
            .collect();
        duplicates(&inputs, &Options::default(), &Cancel::default()).expect("the token is never cancelled")
    }
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_reports")
}

fn samples() -> Samples {
    let collected = collect(&[folder()]);
    assert!(
        collected.unreadable.iter().all(|passed| passed.reason.is_remark()),
        "{:?}",
        collected.unreadable
    );
    let reports: Vec<Report> =
        collected.files.iter().map(|path| read_file(path, None).expect("a sample is readable")).collect();
    let outlines = reports.iter().map(outline).collect();
    Samples { reports, outlines }
}

/// The text for matching, as a string.
fn fold(text: &str) -> String {
    normalize(text).symbols.iter().collect()
}

/// The span of `words` in a report, where they must occur once.
fn place(report: &Report, words: &str) -> Span {
    let text = &report.text;
    let found: Vec<_> = text.as_str().match_indices(words).collect();
    assert_eq!(found.len(), 1, "{words} occurs once in {}", report.file_name());
    let byte = found[0].0;
    Span::new(text.position_from_byte(byte), text.position_from_byte(byte + words.len()))
}

/// Whether a group contains the whole `span` of one report and some place of the other.
fn shown_beside(group: &Group, report: usize, span: Span, other: usize) -> bool {
    group.occurrences.iter().any(|o| o.report == report && o.span.covers(span))
        && group.occurrences.iter().any(|o| o.report == other)
}

/// Runs of at least 20 characters common to both folded texts, without set phrases.
fn shared_runs(left: &str, right: &str) -> BTreeSet<String> {
    const LENGTH: usize = 20;
    let (left, right): (Vec<char>, Vec<char>) = (left.chars().collect(), right.chars().collect());
    let mut places: HashMap<&[char], Vec<usize>> = HashMap::new();
    for (at, window) in right.windows(LENGTH).enumerate() {
        places.entry(window).or_default().push(at);
    }
    let mut runs = BTreeSet::new();
    for (i, window) in left.windows(LENGTH).enumerate() {
        for &j in places.get(window).into_iter().flatten() {
            if i > 0 && j > 0 && left[i - 1] == right[j - 1] {
                continue;
            }
            let length = left[i..].iter().zip(&right[j..]).take_while(|(a, b)| a == b).count();
            let run: String = left[i..i + length].iter().collect();
            runs.insert(SET_PHRASES.iter().fold(run, |run, phrase| run.replace(phrase, "")));
        }
    }
    runs
}

#[test]
fn eleven_samples_are_read_in_their_encodings() {
    let samples = samples();
    assert_eq!(samples.reports.len(), 11, "the README is not among them");
    for (index, report) in samples.reports.iter().enumerate() {
        let expected = if index == LEGACY { Encoding::Gb18030 } else { Encoding::Utf8 };
        assert_eq!((report.encoding, report.undecodable), (expected, 0), "{}", report.file_name());
        assert!(!report.text.as_str().contains(['\r', '\u{fffd}']), "{}", report.file_name());
        let length = report.text.characters();
        assert!((1_900..4_600).contains(&length), "{} has {length} characters", report.file_name());
    }
    let legacy = &samples.reports[LEGACY];
    let bytes = std::fs::read(&legacy.path).unwrap();
    assert_eq!(bytes.windows(2).filter(|&pair| pair == b"\r\n").count(), legacy.text.line_count() - 1);
    assert!(samples.line(LEGACY, 17).contains('㙍') && samples.line(LEGACY, 40).contains('\u{2cb5a}'));
    assert!(samples.line(INDENTED, 7).starts_with("\u{3000}\u{3000}（一）"));
}

#[test]
fn the_readme_gives_the_lines_of_planted_traits() {
    let samples = samples();
    let readme = std::fs::read_to_string(folder().join("README.md")).unwrap();
    let mut rows = 0;
    for row in readme.lines().filter(|row| row.starts_with("| ")) {
        let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        let [sample, line, words, _] = cells[..] else { continue };
        let (Ok(sample), Ok(line)) = (sample.parse::<usize>(), line.parse()) else { continue };
        let words = words.trim_matches('`');
        let text = samples.line(sample - 1, line).trim();
        assert!(text.starts_with(words), "sample {sample} line {line} begins {words}: {text}");
        rows += 1;
    }
    assert!(rows >= 40, "{rows} rows were read");
    for report in &samples.reports {
        assert!(
            readme.contains(&format!("| `{}` |", report.file_name())),
            "{} is listed",
            report.file_name()
        );
    }
}

#[test]
fn the_body_of_the_dalian_sample_is_repeated() {
    let text = &samples().reports[DALIAN].text;
    let [first, second] = COPIES.map(|(start, end)| text.slice(Span::new(start, end)));
    assert_eq!(first, second);
    assert_eq!(text.characters(), COPIES[1].1);
    let powers = first.split("其中行政许可").nth(1).unwrap().split("清单").next().unwrap();
    let sum: usize =
        powers.split(|c: char| !c.is_ascii_digit()).filter_map(|n| n.parse::<usize>().ok()).sum();
    assert_eq!(sum, 1937, "eleven kinds add up to the figure in brackets");
}

#[test]
fn between_two_years_only_the_year_changed() {
    let samples = samples();
    let lines = |sample: usize| samples.reports[sample].text.as_str().lines().collect::<Vec<_>>();
    let (last, this) = (lines(LAST_YEAR), lines(THIS_YEAR));
    assert_eq!(last.len(), this.len());
    let moved = |line: &str| line.replace("2024年", "2025年").replace("2023年", "2024年");
    let differing: Vec<usize> =
        (0..last.len()).filter(|&i| moved(last[i]) != this[i]).map(|i| i + 1).collect();
    assert_eq!(differing, [23, 27, 31, 47]);
    assert_eq!(last[26], this[26], "the forgotten year");
    assert_eq!(samples.reports[THIS_YEAR].text.as_str().matches("2023").count(), 1);
}

#[test]
fn one_foreign_name_is_kept() {
    let samples = samples();
    let names = [
        "大连",
        "霁川县",
        "霁川县",
        "蓼汀县",
        "汀浦区",
        "梧埠区",
        "禾泉市",
        "澄屿市",
        "柘湾县",
        "汐州市",
        "枫屿区",
    ];
    for (index, report) in samples.reports.iter().enumerate() {
        for name in names.iter().filter(|&&name| name != names[index]) {
            let expected = usize::from(index == SIBLING && *name == "霁川县");
            assert_eq!(
                report.text.as_str().matches(name).count(),
                expected,
                "{name} in {}",
                report.file_name()
            );
        }
    }
    assert!(samples.line(SIBLING, 19).contains("《霁川县"));
}

#[test]
fn unrelated_samples_share_set_phrases_and_nothing_else() {
    let texts: Vec<String> = samples().reports.iter().map(|report| fold(report.text.as_str())).collect();
    for left in 0..texts.len() {
        for right in left + 1..texts.len() {
            let runs = shared_runs(&texts[left], &texts[right]);
            if RELATED.contains(&left) && RELATED.contains(&right) {
                assert!(
                    runs.iter().any(|run| run.chars().count() > 40),
                    "{left} and {right} share a passage"
                );
            } else {
                let long: Vec<_> = runs.iter().filter(|run| run.chars().count() > 6).collect();
                assert!(long.is_empty(), "{left} and {right} share {long:?}");
            }
        }
    }
}

#[test]
fn titles_are_found_where_there_are_any() {
    let samples = samples();
    let lines =
        [None, Some(1), Some(1), Some(1), Some(1), Some(1), Some(8), Some(1), Some(1), Some(1), Some(1)];
    for (index, line) in lines.into_iter().enumerate() {
        let report = &samples.reports[index];
        let found = samples.outlines[index].title.map(|span| report.text.slice(span).trim());
        assert_eq!(found, line.map(|line| samples.line(index, line)), "{}", report.file_name());
    }
}

#[test]
fn every_numbered_heading_is_found_as_it_stands() {
    let samples = samples();
    for (index, report) in samples.reports.iter().enumerate() {
        let sections = samples.outlines[index].sections.iter().filter(|section| !section.label.is_empty());
        let found: Vec<String> = sections
            .map(|section| {
                let mark = if section.placement == Placement::RunIn { '-' } else { '=' };
                format!("{mark}{}", fold(report.text.slice(section.label)))
            })
            .collect();
        assert_eq!(found.join(" "), HEADINGS[index], "{}", report.file_name());
    }
}

#[test]
fn levels_follow_the_kind_of_label() {
    let samples = samples();
    for (index, report) in samples.reports.iter().enumerate() {
        let sections = &samples.outlines[index].sections;
        for section in sections.iter().filter(|section| !section.label.is_empty()) {
            let label = fold(report.text.slice(section.label));
            let level = match label.chars().next() {
                Some('(') => 2,
                Some('0'..='9') => 3,
                _ => 1,
            };
            assert_eq!(section.level, level, "{label} in {}", report.file_name());
            let parent = section.parent.map(|parent| sections[parent].level);
            assert_eq!(parent, (level > 1).then(|| level - 1), "{label} in {}", report.file_name());
        }
    }
}

#[test]
fn run_in_headings_end_where_their_first_sentence_ends() {
    let samples = samples();
    let heading = |sample: usize, line: usize| {
        let text = &samples.reports[sample].text;
        let mut sections = samples.outlines[sample].sections.iter();
        let section = sections.find(|section| text.line_from_position(section.heading.start) == line - 1);
        section.map(|section| (section.placement, text.slice(section.heading)))
    };
    let run_in = |words| Some((Placement::RunIn, words));
    assert_eq!(heading(INDENTED, 7), run_in("（一）完善决策机制，提升决策水平"));
    assert_eq!(heading(TITLE_TWICE, 4), run_in("一、坚持党的领导,把准法治方向"));
    assert_eq!(heading(LEGACY, 30), run_in("4.推行登记全程帮办"));
    assert_eq!(heading(CONTROL, 33), run_in("10．推进包容审慎监管"));
    assert_eq!(heading(GAPPED, 9), Some((Placement::Standalone, "（四）抓执法，维护运输市场秩序")));
    for line in [15, 34] {
        assert_eq!(heading(DALIAN, line), run_in("滚动摸排风险隐患"));
        assert_eq!(heading(DALIAN, line + 1), run_in("做实源头预防措施"));
    }
}

#[test]
fn only_two_samples_have_headings_without_a_number() {
    let samples = samples();
    for (index, report) in samples.reports.iter().enumerate() {
        let sections = samples.outlines[index].sections.iter().filter(|section| section.label.is_empty());
        let found: Vec<&str> = sections.map(|section| report.text.slice(section.heading)).collect();
        let expected = match index {
            DALIAN => 4,
            FAULTY => 1,
            _ => 0,
        };
        assert_eq!(found.len(), expected, "{found:?} in {}", report.file_name());
    }
}

#[test]
fn the_skipped_number_is_really_skipped() {
    let samples = samples();
    let sections = &samples.outlines[GAPPED].sections;
    let text = &samples.reports[GAPPED].text;
    let parent = sections.iter().position(|section| text.slice(section.heading) == "二、主要工作");
    assert!(parent.is_some());
    let children = sections.iter().filter(|section| section.parent == parent);
    let labels: Vec<&str> = children.map(|section| text.slice(section.label)).collect();
    assert_eq!(labels, ["（一）", "（二）", "（四）", "（五）", "（六）"]);
}

#[test]
fn items_are_found_inside_their_paragraphs() {
    let found: Vec<usize> = samples().outlines.iter().map(|outline| outline.items.len()).collect();
    assert_eq!(found, ITEMS);
}

#[test]
fn page_furniture_is_recognised() {
    let samples = samples();
    for (index, report) in samples.reports.iter().enumerate() {
        let mut found = Vec::new();
        for piece in &samples.outlines[index].furniture {
            let lines = report.text.lines().enumerate();
            let inside =
                lines.filter(|(_, (span, text))| !text.trim().is_empty() && piece.span.overlaps(*span));
            found.extend(inside.map(|(line, _)| (line + 1, piece.kind)));
        }
        let expected: &[_] = match index {
            TITLE_TWICE => &[(2, FurnitureKind::RepeatedTitle)],
            PAGE_SAMPLE => &PAGE,
            _ => &[],
        };
        assert_eq!(found, expected, "{}", report.file_name());
    }
}

#[test]
fn the_whole_dalian_body_is_the_first_exact_group_within_a_report() {
    let found = samples().duplicates();
    let within: Vec<&Group> =
        found.groups.iter().filter(|group| group.scope == Scope::Within && !group.boilerplate).collect();
    assert_eq!(within.len(), 1, "one finding for the body, none in other samples: {within:?}");
    let spans: Vec<_> = within[0].occurrences.iter().map(|o| (o.report, o.span.start, o.span.end)).collect();
    assert_eq!(spans, COPIES.map(|(start, end)| (DALIAN, start, end)));
    assert_eq!((within[0].kind, within[0].characters), (Kind::Exact, 1455));
    for (index, shares) in found.shares.iter().enumerate() {
        let right = if index == DALIAN { shares.within > 0.99 } else { shares.within <= 0.0 };
        assert!(right, "{index}: {shares:?}");
    }
}

#[test]
fn shared_text_of_two_years_is_found_and_new_text_is_not() {
    let samples = samples();
    let found = samples.duplicates();
    let (last, this) = (&samples.reports[LAST_YEAR].text, &samples.reports[THIS_YEAR].text);
    let both: Vec<&Group> = found
        .groups
        .iter()
        .filter(|group| !group.boilerplate)
        .filter(|group| {
            [LAST_YEAR, THIS_YEAR].iter().all(|&r| group.occurrences.iter().any(|o| o.report == r))
        })
        .collect();
    for line in [23, 47] {
        let span = this.line_span(line - 1);
        let here = both.iter().flat_map(|group| &group.occurrences).filter(|o| o.report == THIS_YEAR);
        let old: usize = here.filter_map(|o| o.span.intersection(span)).map(Span::len).sum();
        assert!(old * 5 < span.len(), "line {line} is new, {old} of {} are shown as old", span.len());
    }
    let mut pieces = 0;
    for (span, text) in this.lines() {
        // Years divide a paragraph into pieces that both reports have verbatim.
        let mut start = span.start;
        for piece in text.split_inclusive("年") {
            let kept = piece.trim_end_matches("2025年").trim_end_matches("2024年");
            let piece_span = Span::new(start, start + kept.chars().count());
            start += piece.chars().count();
            let set_phrase = SET_PHRASES.iter().any(|phrase| fold(kept).contains(phrase));
            if piece_span.len() >= 30 && !set_phrase && last.as_str().contains(kept) {
                let shown = both.iter().any(|group| shown_beside(group, THIS_YEAR, piece_span, LAST_YEAR));
                assert!(shown, "this is shown beside last year's: {kept}");
                pieces += 1;
            }
        }
    }
    assert!(pieces >= 14, "{pieces} pieces are in both");
    assert!(found.shares[THIS_YEAR].shared > 0.6, "{:?}", found.shares[THIS_YEAR]);
}

/// A line with every figure replaced by one sign.
fn without_figures(line: &str) -> String {
    let mut out = String::new();
    for character in line.chars() {
        match character.is_ascii_digit() {
            true if out.ends_with('0') => {}
            true => out.push('0'),
            false => out.push(character),
        }
    }
    out
}

#[test]
fn a_redated_paragraph_is_one_near_passage_with_its_figures_marked() {
    let samples = samples();
    let found = samples.duplicates();
    let (last, this) = (&samples.reports[LAST_YEAR].text, &samples.reports[THIS_YEAR].text);
    let mut redated = 0;
    for (new, words) in this.lines().filter(|(span, _)| span.len() >= 30) {
        let twin =
            last.lines().find(|(_, old)| *old != words && without_figures(old) == without_figures(words));
        let Some((old, _)) = twin else { continue };
        redated += 1;
        let place = |group: &Group, report: usize, span: Span| {
            group.occurrences.iter().find(|o| o.report == report && o.span.covers(span)).map(|o| o.span)
        };
        let of_two_years: Vec<(Span, Span)> = found
            .groups
            .iter()
            .filter(|group| group.kind == Kind::Near && !group.boilerplate && group.occurrences.len() == 2)
            .filter_map(|group| Some((place(group, LAST_YEAR, old)?, place(group, THIS_YEAR, new)?)))
            .collect();
        assert_eq!(of_two_years.len(), 1, "one passage holds: {words}");
        let (before, after) = of_two_years[0];
        let changed: Vec<Span> = difference(last.slice(before), this.slice(after))
            .iter()
            .map(|d| Span::new(after.start + d.right.start, after.start + d.right.end))
            .filter(|span| new.covers(*span))
            .collect();
        assert!(!changed.is_empty(), "{words}");
        for span in changed {
            let mark = this.slice(span);
            assert!(
                mark.chars().all(|c| c.is_ascii_digit()),
                "only figures are marked, not {mark} in {words}"
            );
        }
    }
    assert!(redated >= 5, "{redated} paragraphs have another year");
}

#[test]
fn what_the_sibling_took_is_shown_with_the_name_it_kept() {
    let samples = samples();
    let found = samples.duplicates();
    for words in [
        "配套印发《霁川县乡镇执法事项办理手册》，对每一事项列明依据、流程和文书样式，县直部门选派业务骨干",
        "卷，发现共性问题9类，逐一向办案单位发出整改建议。",
        "围绕企业全生命周期办事需求，县政府推出“一业一证”改革，餐饮、便利店、药店、民宿等18个行业由多张许可证变为\
         一张综合许可证，平均办理时限压缩到5个工作日以内。设立“办不成事”反映窗口，由县政务服务中心值班主任坐班受理，\
         全年接到反映",
    ] {
        let span = place(&samples.reports[SIBLING], words);
        place(&samples.reports[THIS_YEAR], words);
        let shown = |group: &Group| !group.boilerplate && shown_beside(group, SIBLING, span, THIS_YEAR);
        assert!(found.groups.iter().any(shown), "{words}");
    }
}

#[test]
fn nothing_but_set_phrases_joins_unrelated_samples() {
    let samples = samples();
    let found = samples.duplicates();
    for group in found.groups.iter().filter(|group| !group.boilerplate && group.scope == Scope::Across) {
        let words: Vec<&str> =
            group.occurrences.iter().map(|o| samples.reports[o.report].text.slice(o.span)).collect();
        assert!(group.occurrences.iter().all(|o| RELATED.contains(&o.report)), "{words:?}");
    }
    let control = found.shares[CONTROL];
    assert!(control.within <= 0.0 && control.shared <= 0.0, "{control:?}");
    let duty = place(&samples.reports[CONTROL], "重大问题亲自过问、重点环节亲自协调、重要任务亲自督办");
    let quiet = |group: &Group| group.boilerplate && shown_beside(group, CONTROL, duty, PAGE_SAMPLE);
    assert!(found.groups.iter().any(quiet), "a set phrase is listed and marked as such");
}
