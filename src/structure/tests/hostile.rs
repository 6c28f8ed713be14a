//! Artificial texts: invariants of every outline, and its time linear in the text.

use std::time::Duration;

use proptest::prelude::*;

use super::super::{Outline, outline};
use super::read;
use crate::cpu_time::cpu_time;
use crate::report::Report;

fn holds(report: &Report, outline: &Outline) -> Result<(), TestCaseError> {
    let whole = report.text.span();
    let mut last = 0;
    for (index, section) in outline.sections.iter().enumerate() {
        prop_assert!(whole.covers(section.heading) && section.body_end <= whole.end);
        prop_assert!(section.heading.covers(section.label) && section.label.start == section.heading.start);
        prop_assert!(section.heading.end <= section.body_end);
        prop_assert!(section.heading.start >= last, "in order");
        last = section.heading.end;
        prop_assert!(section.level >= 1);
        if let Some(parent) = section.parent {
            prop_assert!(parent < index);
            let parent = &outline.sections[parent];
            prop_assert!(parent.level < section.level);
            prop_assert!(
                parent.heading.start <= section.heading.start && section.body_end <= parent.body_end
            );
        }
        prop_assert!(!outline.furniture.iter().any(|found| found.span.overlaps(section.heading)));
    }
    prop_assert!(outline.items.windows(2).all(|pair| pair[0].label.end <= pair[1].label.start));
    for item in &outline.items {
        prop_assert!(whole.covers(item.label) && !item.label.is_empty());
        prop_assert!(!outline.furniture.iter().any(|found| found.span.overlaps(item.label)));
        prop_assert!(!outline.sections.iter().any(|section| section.label.overlaps(item.label)));
    }
    prop_assert!(outline.furniture.windows(2).all(|pair| pair[0].span.end < pair[1].span.start));
    for found in &outline.furniture {
        let first = report.text.line_span(report.text.line_from_position(found.span.start));
        let last = report.text.line_span(report.text.line_from_position(found.span.end));
        prop_assert!(first.start == found.span.start && last.end == found.span.end, "whole lines");
    }
    if let Some(title) = outline.title {
        prop_assert!(whole.covers(title) && !title.is_empty());
        prop_assert!(!outline.furniture.iter().any(|found| found.span.overlaps(title)));
    }
    Ok(())
}

fn piece() -> impl Strategy<Value = String> {
    let fixed = prop::sample::select(vec![
        "一、",
        "二、",
        "三、",
        "十二、",
        "一 ",
        "二：",
        "（一）",
        "(二)",
        "（三",
        "三）",
        "1.",
        "2．",
        "3、",
        "（1）",
        "(2)",
        "①",
        "②",
        "⒊",
        "㈡",
        "第一章",
        "第二部分",
        "第三节",
        "一是",
        "二是",
        "三是",
        "首先",
        "其次",
        "再次",
        "最后",
        "第一，",
        "第二，",
        "其一，",
        "。",
        "，",
        "；",
        "：",
        ":",
        ".",
        "、",
        "？",
        "“",
        "”",
        "（",
        "）",
        "《",
        "》",
        "\n",
        "\n\n",
        " ",
        "\u{3000}",
        "\t",
        "\u{feff}",
        "\u{200b}",
        "2024年",
        "1.5亿元",
        "2025-01-08 09:20",
        "强化源头治理",
        "存在的问题",
        "青石县2024年法治政府建设年度报告",
        "关于报送",
        "的函",
        "目录",
        "附件：",
        "附件下载",
        "索引号：",
        "发布机构",
        "来源：",
        "首页 > ",
        ">",
        "当前位置：",
        "分享到：",
        "登录",
        "打印",
        "关闭",
        "扫一扫",
        "版权所有",
        "ICP备",
        "相关链接",
        "编辑：",
        "上一篇：",
        ".docx",
        "县政府全年召开会议十二次，研究部署各项任务，层层压实责任，推动工作落到实处",
        "😀",
        "\u{e000}",
        "a\u{301}",
    ])
    .prop_map(str::to_owned);
    prop_oneof![6 => fixed, 1 => "\\PC{0,6}", 1 => "[一-龥]{1,30}"]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn outlines_keep_to_their_shape(pieces in prop::collection::vec(piece(), 1..60)) {
        let text = pieces.concat() + "终";
        let report = Report::from_text("made-up.txt", &text);
        holds(&report, &outline(&report))?;
    }
}

/// Limits the outline of a text to 20 s of processor time: a quadratic pass over a megabyte takes minutes.
fn soon(text: &str) {
    let ((report, found), taken) = cpu_time(|| read(text));
    assert!(taken < Duration::from_secs(20), "{taken:?}");
    assert!(report.text.characters() > 30_000);
    assert!(found.sections.len() <= report.text.characters());
}

#[test]
fn time_grows_with_the_text_only() {
    // A line of a megabyte, and the number of lines in a folder of reports.
    let (size, lines) = (170_000, 20_000);
    for piece in [
        "一是",
        "二是",
        "一是甲。二是乙。",
        "（一）",
        "第一，",
        "“",
        "首页>",
        "一、",
        ":",
        "1.",
        "甲 ",
        "来源：",
        "①",
        "其一，",
        "。",
    ] {
        soon(&piece.repeat(size));
        soon(&(piece.to_owned() + "\n").repeat(lines));
    }
    soon(
        &"一、甲\n（一）乙\n强化源头治理。县政府全年召开会议十二次，研究部署各项任务。\n存在的问题\n"
            .repeat(lines),
    );
    soon(&"青石县2024年法治政府建设年度报告\n".repeat(lines));
    soon(&"青石县2024年法治政府建设的\n报告\n目录\n索引号\n".repeat(lines));
}
