//! The ledger of figures: sentences and tables with their figures, properties of all figures, rows over reports, the
//! time it takes, and the hand labels beside the repository where they are present.

#![allow(clippy::unwrap_used, reason = "test helpers may unwrap")]

mod cpu_time;

use std::path::Path;
use std::process::Command;

use jiaokan::figures::{Against, Decisions, Figure, Kind, Row, figures, rows};
use jiaokan::report::{Report, collect, read_file};
use jiaokan::structure::outline;
use proptest::prelude::*;

fn read(text: &str) -> Vec<Figure> {
    let report = Report::from_text("a.txt", text);
    figures(&report, &outline(&report))
}

/// `indicator value unit` of each figure.
fn lines(text: &str) -> Vec<String> {
    read(text).iter().map(|figure| format!("{} {} {}", figure.indicator, figure.value, figure.unit)).collect()
}

#[test]
fn the_indicator_is_before_the_number_behind_the_unit_or_carried_over() {
    for (text, figures) in [
        (
            "2024年全县共受理行政复议案件136件，纠错21件，纠错率15.44%。",
            &["受理行政复议案件 136 件", "行政复议案件纠错 21 件", "行政复议案件纠错率 15.44 %"][..],
        ),
        (
            "组织开展4轮行政执法联合检查，对17家重点企业进行集体约谈。",
            &["开展行政执法联合检查 4 轮", "集体约谈重点企业 17 家"],
        ),
        ("净增高新技术企业38家，总数达241家。", &["净增高新技术企业 38 家", "高新技术企业总数 241 家"]),
        ("接待游客、旅游收入分别增长12.5%和20.1%。", &["接待游客增长 12.5 %", "旅游收入增长 20.1 %"]),
        (
            "第一、二、三产业增加值分别增长3.1%、6.2%和5.5%。",
            &["第一产业增加值增长 3.1 %", "第二产业增加值增长 6.2 %", "第三产业增加值增长 5.5 %"],
        ),
        (
            "城镇居民收入31200元，农村居民收入18050元，实际增长5.1%和6.4%。",
            &[
                "城镇居民收入 31200 元",
                "农村居民收入 18050 元",
                "城镇居民收入增长 5.1 %",
                "农村居民收入增长 6.4 %",
            ],
        ),
        (
            "抽查6个部门45份案卷，发放材料3200余份、接受咨询260人次。",
            &["抽查部门 6 个", "抽查案卷 45 份", "发放材料 3200 份", "接受咨询 260 人次"],
        ),
        (
            "综合评价在全省位列第12位，森林覆盖率由61.2%提高到62.4%。",
            &["综合评价在全省位次 12 位", "森林覆盖率 61.2 %", "森林覆盖率 62.4 %"],
        ),
        ("引进亿元以上项目24个，其中10亿元项目3个。", &["引进亿元以上项目 24 个", "10亿元项目 3 个"]),
    ] {
        assert_eq!(lines(text), figures, "{text}");
    }
}

#[test]
fn parts_rates_and_changes_lead_to_their_figures() {
    let found = read(
        "粮食总产量30.8万吨，比上年增长1.1%，其中：早稻10.9万吨，晚稻18.3万吨；油料产量4846吨，比上年减少138吨。存款余额122亿元，比年初增加12亿元，比上年同期109亿元增加13亿元。",
    );
    let parts: Vec<Option<usize>> = found.iter().map(|figure| figure.part_of).collect();
    assert_eq!(parts[2..5], [Some(0), Some(0), None], "a semicolon ends the parts");
    let change = |at: usize| found[at].change.unwrap();
    assert_eq!((change(1).of, change(1).falls, change(1).against), (Some(0), false, Some(Against::LastYear)));
    assert_eq!((change(5).of, change(5).falls), (Some(4), true));
    assert_eq!((change(7).of, change(7).against), (Some(6), Some(Against::YearStart)));
    assert!(found[8].earlier == Some(Against::LastYear) && found[8].indicator == "存款余额");
    let found = read("存款余额（亿元）不计，贷款余额100亿元，其中短期贷款60亿元、中长期贷款50亿元。");
    assert_eq!(found[2].part_of, None, "parts are no more than their whole");
}

#[test]
fn plans_are_told_from_results() {
    let text = "青云县政府工作报告\n一、2024年工作回顾\n地区生产总值完成210亿元，力争2025年达到230亿元。\n二、2025年工作安排\n地区生产总值增长6%。\n";
    let planned: Vec<bool> = read(text).iter().map(|figure| figure.planned).collect();
    assert_eq!(planned, [false, true, true]);
    let text = "青云县政府工作报告\n一、2024年工作回顾\n森林覆盖率由61.2%提高到62.4%。\n二、2025年重点工作\n过去一年，新增就业3200人，任务更重了。\n新增就业3500人。\n";
    let found = read(text);
    let planned: Vec<bool> = found.iter().map(|figure| figure.planned).collect();
    assert_eq!(
        planned,
        [false, false, false, true],
        "the part behind the review, but not where it looks back"
    );
    assert_eq!(found[0].earlier, Some(Against::Other), "where a way begins");
    assert_eq!(found[1].earlier, None);
}

#[test]
fn a_table_gives_row_and_column_and_the_unit_from_head_column_or_caption() {
    let text = "表1 主要指标\n单位：万元\n指标\t2023年\t2024年\t比上年增长（%）\n财政收入\t3200\t3540.5\t10.6\n财政支出\t8100\t8320\t2.7\n\n产品\t计量单位\t产量\n水泥\t万吨\t12.5\n供电量\t万千瓦时\t5061\n";
    let found = read(text);
    let lines: Vec<String> = found
        .iter()
        .map(|figure| format!("{} {} {} {}", figure.indicator, figure.value, figure.unit, figure.kind.id()))
        .collect();
    assert_eq!(
        lines,
        [
            "财政收入2023年 32000000 元 money",
            "财政收入2024年 35405000 元 money",
            "财政收入比上年增长 10.6 % change",
            "财政支出2023年 81000000 元 money",
            "财政支出2024年 83200000 元 money",
            "财政支出比上年增长 2.7 % change",
            "水泥产量 125000 吨 count",
            "供电量产量 50610000 千瓦时 count",
        ]
    );
    assert!(found.iter().all(|figure| figure.in_table));
}

#[test]
fn kinds_are_told_apart() {
    let kinds: Vec<Kind> =
        read("案件12件，涉案金额3万元，办结率98%，同比提高2个百分点，人均收入2万元，居全省第3位。")
            .iter()
            .map(|figure| figure.kind)
            .collect();
    assert_eq!(kinds, [Kind::Count, Kind::Money, Kind::Rate, Kind::Change, Kind::Mean, Kind::Rank]);
}

fn table(texts: &[&str]) -> (Vec<Vec<Figure>>, Vec<Row>) {
    let found: Vec<Vec<Figure>> = texts.iter().map(|text| read(text)).collect();
    let slices: Vec<&[Figure]> = found.iter().map(Vec::as_slice).collect();
    let rows = rows(&slices, &Decisions::default());
    (found, rows)
}

#[test]
fn rows_join_wordings_and_keep_different_things_apart() {
    let (_, rows) = table(&[
        "全县受理行政复议案件136件，办结行政复议案件120件。新增高新技术企业12家。组织法治宣传活动52场。",
        "2024年收到行政复议申请150件。高新技术企业95家。开展普法活动60场次。",
        "行政复议申请受理90件，办结88件。",
    ]);
    let row = |words: &str| rows.iter().find(|row| row.indicator == words).unwrap();
    let taken = row("受理行政复议案件");
    let reports: Vec<usize> = taken.cells.iter().map(|cell| cell.report).collect();
    assert_eq!(reports, [0, 2], "the order of words is free, and 收到 is not 受理");
    assert!(taken.certainty > 0.9);
    assert_eq!(row("组织法治宣传活动").reports(), 2);
    assert_eq!(row("新增高新技术企业").reports(), 1, "a rise is no stock");
    assert!(
        rows.windows(2).all(|pair| pair[0].cells[0] < pair[1].cells[0]),
        "rows stand in the order of the text"
    );
}

#[test]
fn a_wording_with_two_values_in_a_report_is_doubtful() {
    let (_, rows) =
        table(&["一期工程完工，完成投资3亿元。二期工程开工，完成投资5亿元。", "全年完成投资7亿元。"]);
    assert!(rows.iter().all(|row| row.reports() < 2 || row.certainty < jiaokan::figures::LEAST), "{rows:?}");
}

fn samples() -> Vec<Report> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_reports");
    collect(&[folder]).files.iter().map(|path| read_file(path, None).unwrap()).collect()
}

#[test]
fn every_figure_is_its_own_text_and_leads_backwards() {
    for report in samples() {
        let found = figures(&report, &outline(&report));
        assert!(found.len() > 10 || report.file_name().starts_with("09"), "{}", report.file_name());
        for (at, figure) in found.iter().enumerate() {
            let text = report.text.slice(figure.span);
            assert!(!text.is_empty() && !text.contains('\n'), "{text}");
            let part = figure.part_of.into_iter().chain(figure.rate_of.into_iter().flatten());
            let back = part.chain(figure.change.and_then(|change| change.of));
            assert!(back.into_iter().all(|other| other < at), "{text}");
            assert!(figure.value.decimals() <= figure.step.decimals(), "{text}");
        }
        assert!(
            found.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start),
            "{}",
            report.file_name()
        );
    }
}

/// 60 reports of 16,000 characters take 0.6 s of processor time in a release build; tests are built without optimisation,
/// which costs a factor of about twenty.
#[test]
fn sixty_reports_are_quick() {
    let sample = samples().into_iter().find(|report| report.file_name().starts_with("10")).unwrap();
    let mut text = sample.text.as_str().to_owned();
    while text.chars().count() < 16_000 {
        text.push_str(sample.text.as_str());
    }
    let report = Report::from_text("a.txt", &text);
    let outline = outline(&report);
    let ((), time) = cpu_time::cpu_time(|| {
        let found: Vec<Vec<Figure>> = (0..60).map(|_| figures(&report, &outline)).collect();
        let slices: Vec<&[Figure]> = found.iter().map(Vec::as_slice).collect();
        assert!(!rows(&slices, &Decisions::default()).is_empty());
    });
    assert!(time.as_secs_f64() < 12.0, "{time:?}");
}

#[test]
fn the_command_prints_every_format() {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_reports");
    let print = |format: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_jiaokan-cli"));
        let output =
            command.args(["--lang", "zh", "figures", "--format", format]).arg(&sample).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        output.stdout
    };
    let json: serde_json::Value = serde_json::from_slice(&print("json")).unwrap();
    assert_eq!(json["schema"], "jiaokan.figures/1");
    let row = json["rows"].as_array().unwrap().iter().find(|row| row["cells"].as_array().unwrap().len() > 1);
    let cell = &row.unwrap()["cells"][0];
    let figure = &json["reports"][cell["report"].as_u64().unwrap() as usize]["figures"];
    assert!(figure[cell["figure"].as_u64().unwrap() as usize]["value"].is_string());
    let csv = String::from_utf8(print("csv")).unwrap();
    assert!(csv.starts_with("\u{feff}指标,单位,种类,把握,"), "{csv}");
    assert!(print("xlsx").starts_with(b"PK"));
    assert!(String::from_utf8(print("text")).unwrap().contains("几份报告都有的指标"));
}

#[test]
fn the_hand_labels_are_met() {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/reports/figures.py");
    if !script.exists() {
        eprintln!("skipped: the hand labels are not here");
        return;
    }
    let output = Command::new("python3").arg(script).arg(env!("CARGO_BIN_EXE_jiaokan-cli")).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
}

proptest! {
    #[test]
    fn any_text_is_read(text in "([0-9一二十百千万亿点余、，。；（）()“”《》%％件人元个比上年增长其中包括分别共达第至\n\t-]|[一-龥]){0,200}") {
        for figure in read(&text) {
            prop_assert!(figure.span.start < figure.span.end);
        }
    }
}
