//! Properties of the comparison of any two texts: rows cover both exactly once and in order, hunks turn left into right
//! and back.

use super::*;
use crate::text::is_ignored;
use proptest::prelude::*;

/// The paragraphs of one side derived from the other side's and the hunks.
fn apply(comparison: &Comparison, left: &str, right: &str) -> Vec<String> {
    let (left, right): (Vec<char>, Vec<char>) = (left.chars().collect(), right.chars().collect());
    let rows = comparison.rows.iter().filter(|row| row.right.is_some());
    rows.map(|row| {
        let Some(from) = row.left.or_else(|| row.counterpart.and_then(|other| comparison.rows[other].left))
        else {
            let to = row.right.unwrap().span;
            return right[to.start..to.end].iter().collect();
        };
        let (mut out, mut at) = (String::new(), from.span.start);
        for hunk in &row.hunks {
            out.extend(&left[at..hunk.left.start]);
            out.extend(&right[hunk.right.start..hunk.right.end]);
            at = hunk.left.end;
        }
        out.extend(&left[at..from.span.end]);
        out
    })
    .collect()
}

/// Checks the invariants of a comparison of both texts.
pub(super) fn check(comparison: &Comparison, left: &str, right: &str) {
    covers(left, comparison.rows.iter().filter_map(|row| row.left));
    covers(right, comparison.rows.iter().filter_map(|row| row.right));
    let source: Vec<char> = right.chars().collect();
    let paragraphs = |comparison: &Comparison| -> Vec<Span> {
        comparison.rows.iter().filter_map(|row| row.right).map(|cell| cell.span).collect()
    };
    let wanted: Vec<String> =
        paragraphs(comparison).iter().map(|span| source[span.start..span.end].iter().collect()).collect();
    assert_eq!(apply(comparison, left, right), wanted);
    for (index, row) in comparison.rows.iter().enumerate() {
        assert!(row.left.is_some() || row.right.is_some());
        assert_eq!(row.counterpart.is_some(), row.kind == RowKind::Moved);
        if let Some(other) = row.counterpart {
            assert_eq!(comparison.rows[other].counterpart, Some(index));
        }
        let gaps = row.hunks.windows(2);
        assert!(
            gaps.into_iter().all(|w| w[0].left.end < w[1].left.start || w[0].right.end < w[1].right.start)
        );
        assert!(row.hunks.iter().all(|hunk| !hunk.left.is_empty() || !hunk.right.is_empty()));
        let real = row.hunks.iter().any(|hunk| hunk.kind != HunkKind::Variant);
        assert!(row.kind != RowKind::Equal || !real);
        assert!(row.kind != RowKind::Changed || real);
        assert!((0.0..=1.0).contains(&row.similarity));
    }
    let s = comparison.statistics;
    assert_eq!(s.left, s.equal + s.changed_left + s.moved_left + s.removed);
    assert_eq!(s.right, s.equal + s.changed_right + s.moved_right + s.added);
}

fn covers(text: &str, cells: impl Iterator<Item = Cell>) {
    let chars: Vec<char> = text.chars().collect();
    let mut at = 0;
    for cell in cells {
        assert!(cell.span.start >= at && !cell.span.is_empty());
        assert!(chars[at..cell.span.start].iter().all(|&c| is_ignored(c)), "nothing is left out");
        at = cell.span.end;
    }
    assert!(chars[at..].iter().all(|&c| is_ignored(c)), "nothing is left out at the end");
}

const LINES: [&str; 16] = [
    "一、工作情况",
    "二、存在的问题",
    "（一）强化学习培训。组织旁听庭审四次，人人撰写心得。",
    "(一) 强化学习培训",
    "（二）优化营商环境",
    "三、下一步打算",
    "1.梳理检查事项。合并同类检查，减轻企业负担。",
    "2023年办理案件36件，化解纠纷97起。",
    "2024年办理案件36件，化解纠纷112起。",
    "县政府常务会议全年学法七次，邀请法律顾问讲解行政处罚程序。",
    "县政府常务会议全年学法九次,邀请法律顾问 讲解行政复议程序。",
    "组织开展执法培训，提升执法水平，抽查案卷，评出优秀案卷。",
    "特此报告。",
    "分享到：",
    "　　",
    "",
];

fn text() -> impl Strategy<Value = String> {
    let line = prop_oneof![
        8 => proptest::sample::select(LINES.to_vec()).prop_map(str::to_owned),
        1 => "[甲乙丙，。0-9 　]{0,30}",
        1 => "\\PC{0,20}",
    ];
    proptest::collection::vec(line, 0..14).prop_map(|lines| lines.join("\n"))
}

proptest! {
    #[test]
    fn rows_cover_both_texts_and_hunks_turn_left_into_right(left in text(), right in text()) {
        let found = compared(&left, &right);
        let (left, right) = (report(&left), report(&right));
        check(&found, left.0.text.as_str(), right.0.text.as_str());
        let back = found.mirrored();
        check(&back, right.0.text.as_str(), left.0.text.as_str());
        prop_assert_eq!(back.mirrored(), found);
    }

    #[test]
    fn a_text_is_equal_to_itself(text in text()) {
        let found = compared(&text, &text);
        prop_assert!(found.rows.iter().all(|row| row.kind == RowKind::Equal && row.hunks.is_empty()), "{:#?}", found.rows);
        prop_assert!(found.differences.is_empty());
        prop_assert!((found.statistics.similarity() - 1.0).abs() < 1e-6);
    }

    #[test]
    fn one_changed_character_is_one_hunk(place in 0..200usize) {
        let left: String = (0..200u32).filter_map(|i| char::from_u32(0x4e00 + i * 53 % 4001)).collect();
        let right: String = left.chars().enumerate().map(|(i, c)| if i == place { '改' } else { c }).collect();
        let found = compared(&left, &right);
        prop_assert_eq!(found.rows.len(), 1);
        prop_assert_eq!(&found.rows[0].hunks, &[Hunk {
            kind: HunkKind::Words, left: Span::new(place, place + 1), right: Span::new(place, place + 1),
        }]);
    }
}
