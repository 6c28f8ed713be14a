//! Pairing of paragraphs, and the relations that the rows report. Places are invented.

#![allow(clippy::many_single_char_names, reason = "the paragraphs of an example are a to e")]

use super::*;

const PARAGRAPHS: [&str; 5] = [
    "县政府常务会议全年学法七次，邀请法律顾问讲解行政处罚程序，各乡镇负责人一同旁听。",
    "清理涉企检查事项四十一项，把同类检查合并成一次上门，企业反映负担明显减轻。",
    "办理行政复议申请36件，其中调解结案14件，直接纠错5件，按期审结率保持在高位。",
    "培训持证执法人员3期212人，抽查案卷180卷，评出优秀案卷22卷并在全县交流。",
    "在村口大树下设立流动调解点，由退休教师和老支书轮流值守，化解邻里纠纷97起。",
];

fn kinds(comparison: &Comparison) -> Vec<RowKind> {
    comparison.rows.iter().map(|row| row.kind).collect()
}

/// `left → right` of every pair, moved ones too, as the first characters of the two paragraphs.
fn pairs(left: &str, right: &str) -> Vec<(String, String)> {
    let found = compared(left, right);
    let (left, right): (Vec<char>, Vec<char>) = (left.chars().collect(), right.chars().collect());
    let start = |text: &[char], cell: Cell| -> String {
        text[cell.span.start..cell.span.end].iter().take(6).collect()
    };
    let rows = found.rows.iter();
    rows.filter_map(|row| {
        let l = row.left?;
        let r = row.right.or_else(|| found.rows[row.counterpart?].right)?;
        Some((start(&left, l), start(&right, r)))
    })
    .collect()
}

#[test]
fn last_years_paragraph_with_the_year_changed_is_told_apart_from_changed_figures() {
    let left = "2023年，全县办理申请36件，按期审结。\n2023年，培训执法人员212人，效果良好。";
    let right = "2024年，全县办理申请36件，按期审结。\n2024年，培训执法人员240人，效果良好。";
    let found = compared(left, right);
    assert_eq!(kinds(&found), [RowKind::Changed, RowKind::Changed]);
    assert_eq!(found.rows.iter().map(Row::is_years_only).collect::<Vec<_>>(), [true, false]);
    assert_eq!(
        found.rows[1].hunks.iter().map(|h| h.kind).collect::<Vec<_>>(),
        [HunkKind::Year, HunkKind::Figure]
    );
    assert_eq!((found.statistics.rows.years_only, found.statistics.changed_left), (1, 11));
}

#[test]
fn widths_and_spaces_are_no_change_and_still_shown() {
    let found = compared("（一）坚持“依法 行政”，成效好", "(一)坚持\"依法行政\",成效好");
    assert_eq!(kinds(&found), [RowKind::Equal]);
    assert!(found.rows[0].is_variant() && found.differences.is_empty());
    assert_eq!(found.statistics.rows.variants, 1);
    assert!(!compared("一样", "一样").rows[0].is_variant());
}

#[test]
fn a_paragraph_that_moved_stands_in_both_places() {
    let [a, b, c, d, e] = PARAGRAPHS;
    let found =
        compared(&[a, b, c, d, e].join("\n"), &[a, c, d, e, &b.replace("四十一", "四十三")].join("\n"));
    assert_eq!(
        kinds(&found),
        [RowKind::Equal, RowKind::Moved, RowKind::Equal, RowKind::Equal, RowKind::Equal, RowKind::Moved]
    );
    assert_eq!((found.rows[1].counterpart, found.rows[5].counterpart), (Some(5), Some(1)));
    assert!(found.rows[1].right.is_none() && found.rows[5].left.is_none());
    assert_eq!(found.rows[1].hunks, found.rows[5].hunks);
    assert_eq!(found.rows[1].hunks.len(), 1, "what changed on the way is told");
    assert_eq!(found.statistics.rows.moved, 1);
    assert_eq!((found.next_difference(None), found.next_difference(Some(1))), (Some(1), Some(5)));
    assert_eq!((found.previous_difference(Some(5)), found.previous_difference(Some(1))), (Some(1), None));
}

#[test]
fn what_came_and_what_went_stand_alone() {
    let [a, b, c, d, e] = PARAGRAPHS;
    let found = compared(&[a, b, c].join("\n"), &[a, d, e, c].join("\n"));
    assert_eq!(
        kinds(&found),
        [RowKind::Equal, RowKind::OnlyLeft, RowKind::OnlyRight, RowKind::OnlyRight, RowKind::Equal]
    );
}

#[test]
fn a_renumbered_and_reworded_heading_meets_its_section() {
    let [a, b, c, d, e] = PARAGRAPHS;
    let left = format!(
        "一、工作情况\n（一）强化学习培训\n{a}\n（二）优化营商环境\n{b}\n（三）做好行政复议\n{c}\n{d}"
    );
    let right = format!(
        "一、工作情况\n（一）织密解纷网络\n{e}\n（二）强化学习培训\n{a}\n（三）减轻企业负担\n{b}\n（四）做好行政复议\n{c}\n{d}"
    );
    let found = pairs(&left, &right);
    for (from, to) in
        [("（一）强化学", "（二）强化学"), ("（二）优化营", "（三）减轻企"), ("（三）做好行", "（四）做好行")]
    {
        assert!(found.contains(&(from.to_owned(), to.to_owned())), "{from} → {to} is not in {found:?}");
    }
    let label = compared(&left, &right)
        .rows
        .iter()
        .flat_map(|row| row.hunks.clone())
        .map(|h| h.kind)
        .collect::<Vec<_>>();
    assert!(label.contains(&HunkKind::Label), "{label:?}");
}

#[test]
fn paragraphs_keep_together_when_sections_are_merged_or_split() {
    let [a, b, c, d, e] = PARAGRAPHS;
    let two = format!("一、学法用法\n{a}\n{b}\n二、执法监督\n{c}\n{d}\n三、基层治理\n{e}");
    let one = format!("一、学法用法和执法监督\n{a}\n{b}\n{c}\n{d}\n二、基层治理\n{e}");
    for (left, right) in [(&two, &one), (&one, &two)] {
        let found = compared(left, right);
        let equal = found.rows.iter().filter(|row| row.kind == RowKind::Equal).count();
        assert_eq!(equal, 5, "{:#?}", found.rows);
        assert!(found.rows.iter().all(|row| row.kind != RowKind::Moved));
        let lone = found.rows.iter().filter(|row| row.left.is_none() || row.right.is_none()).count();
        assert_eq!(lone, 1, "one heading more on one side");
    }
}

#[test]
fn sections_that_changed_places_are_moved() {
    let [a, b, c, d, e] = PARAGRAPHS;
    let left = format!("一、学法用法\n{a}\n{b}\n{c}\n二、基层治理\n{d}\n{e}");
    let right = format!("一、基层治理\n{d}\n{e}\n二、学法用法\n{a}\n{b}\n{c}");
    let found = compared(&left, &right);
    assert_eq!(found.statistics.rows.equal, 3);
    assert!(found.statistics.rows.moved >= 2, "{:?}", found.statistics);
    assert_eq!((found.statistics.removed, found.statistics.rows.removed), (0, 0), "{:#?}", found.rows);
}

#[test]
fn a_run_in_heading_meets_the_same_one_standing_alone() {
    let [a, b, ..] = PARAGRAPHS;
    let left = format!("一、情况\n（一）强化学习培训\n{a}\n（二）优化营商环境\n{b}");
    let right = format!("一、情况\n（一）强化学习培训。{a}\n（二）优化营商环境。{b}");
    let found = compared(&left, &right);
    assert!(found.rows.iter().all(|row| row.left.is_some() && row.right.is_some()), "{:#?}", found.rows);
    assert_eq!(found.rows.len(), 5);
}

#[test]
fn a_paragraph_that_was_split_stays_one_row() {
    let [a, b, c, ..] = PARAGRAPHS;
    let joined = format!("{a}{b}{c}");
    let split = format!("{a}\n{b}\n{c}");
    for (left, right) in [(&joined, &split), (&split, &joined)] {
        let found = compared(left, right);
        assert_eq!(kinds(&found), [RowKind::Equal], "{:#?}", found.rows);
        assert!(found.rows[0].is_variant(), "the line ends are what differs");
    }
}

#[test]
fn page_furniture_is_shown_and_not_counted() {
    let [a, b, ..] = PARAGRAPHS;
    let left = format!(
        "您当前的位置：首页>政务公开>法治政府\n某县2023年法治政府建设情况报告\n{a}\n分享到：\n扫一扫在手机打开当前页"
    );
    let right = format!("某县2024年法治政府建设情况报告\n{a}\n{b}");
    let found = compared(&left, &right);
    let furniture: Vec<&Row> = found.rows.iter().filter(|row| row.is_furniture()).collect();
    assert!(furniture.len() >= 2, "{:#?}", found.rows);
    assert!(furniture.iter().all(|row| row.kind == RowKind::OnlyLeft));
    assert_eq!(found.statistics.removed, 0);
    assert_eq!(found.differences.len(), 2, "the title and the new paragraph");
    assert_eq!(found.rows.iter().filter(|row| row.role() == Role::Title).count(), 1);
}

#[test]
fn paragraphs_alike_without_a_rare_word_meet_in_a_large_gap() {
    let common = "全县各级各部门持续推进行政执法工作，严格落实责任，";
    let text = |year: u32| -> String {
        let line = |i: u32| format!("{common}{}{year}。\n", ["甲乙", "丙丁", "戊己"][(i % 3) as usize]);
        (0..300).map(line).collect()
    };
    let found = compared(&text(2023).replace("持续", "不断"), &text(2024));
    assert!(found.statistics.rows.changed > 280, "{:?}", found.statistics);
}
