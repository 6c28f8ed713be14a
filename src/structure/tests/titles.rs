//! Titles: over several lines, after letters, repeated, missing.

use super::{furniture, headings, title};

const BODY: &str =
    "2024年，全县坚持依法行政，扎实推进法治政府建设，各项工作取得新进展。现将有关情况报告如下：";

#[track_caller]
fn check(text: &str, want: Option<&str>) {
    let text = format!("{text}{BODY}\n一、成效\n{BODY}\n");
    assert_eq!(title(&text).as_deref(), want, "in {text:?}");
}

#[test]
fn a_title_is_found() {
    check("青石县2024年法治政府建设年度报告\n", Some("青石县2024年法治政府建设年度报告"));
    check(
        "\u{3000}\u{3000}青石县2024年法治政府建设情况\n\n2025年1月3日\n",
        Some("青石县2024年法治政府建设情况"),
    );
    check(
        "关于2024年度法治政府建设工作情况的报告（公开稿）\n",
        Some("关于2024年度法治政府建设工作情况的报告（公开稿）"),
    );
    check("青石县2024年法治政府建设白皮书\n青石县人民政府：\n", Some("青石县2024年法治政府建设白皮书"));
    let with_outlook = "青石县司法局2024年工作总结和2025年工作打算";
    check(&format!("{with_outlook}\n"), Some(with_outlook));
}

#[test]
fn the_name_of_a_column_gives_way_to_a_title_with_a_year() {
    let full = "青石街道2024年度法治政府建设年度报告";
    check(&format!("法治政府建设年度报告\n青石街道\n{full}\n"), Some(full));
    check("法治政府建设年度报告\n青石街道\n", Some("法治政府建设年度报告"));
    check("青石街道法治工作总结\n2024年度工作要点\n", Some("青石街道法治工作总结"));
}

#[test]
fn the_report_named_once_more_below_its_title_is_no_heading() {
    let text =
        format!("2024年法治政府建设情况公示\n青石县水利局2024年法治政府建设情况\n{BODY}\n一、成效\n{BODY}\n");
    assert_eq!(headings(&text), ["1 standalone 一、|成效"]);
    let text = format!("青石县2024年工作总结\n2024年法治政府建设情况\n{BODY}\n存在的问题\n{BODY}\n");
    assert_eq!(headings(&text).len(), 2);
}

#[test]
fn a_title_over_several_lines_is_one() {
    check(
        "青石县人民政府\n关于2024年法治政府建设情况的报告\n",
        Some("青石县人民政府⏎关于2024年法治政府建设情况的报告"),
    );
    check(
        "青石县水务局\n关于2024年度法治政府建设情况的\n报\u{3000}\u{3000}告\n县政府：\n",
        Some("青石县水务局⏎关于2024年度法治政府建设情况的⏎报\u{3000}\u{3000}告"),
    );
    check("报\u{3000}告\n县政府：\n", None);
    check(
        "中共青石县委\n青石县人民政府\n关于2024年法治政府建设情况的\n报告\n",
        Some("中共青石县委⏎青石县人民政府⏎关于2024年法治政府建设情况的⏎报告"),
    );
    check(
        "青石县交通运输局\n2024年度法治政府建设工作总结\n",
        Some("青石县交通运输局⏎2024年度法治政府建设工作总结"),
    );
    check(
        "青石县人民政府关于2024年度法治政府建设\n工作情况的报告\n",
        Some("青石县人民政府关于2024年度法治政府建设⏎工作情况的报告"),
    );
    check(
        "青石县2024年法治政府建设的\n年\u{3000}度\u{3000}报\u{3000}告\n",
        Some("青石县2024年法治政府建设的⏎年\u{3000}度\u{3000}报\u{3000}告"),
    );
}

#[test]
fn a_text_may_have_none() {
    check("", None);
    check("县委、县人民政府：\n", None);
    assert_eq!(title("总体情况\n一、成效\n"), None);
    check("2025年工作打算\n", None);
}

#[test]
fn a_covering_letter_gives_way() {
    let letter = "关于报送2024年法治政府建设年度报告的函\n县委依法治县办：\n现将我局年度报告随函报上，请审阅。\n青石县水利局\n2025年1月8日\n";
    check(
        &format!("{letter}青石县水利局2024年法治政府建设年度报告\n"),
        Some("青石县水利局2024年法治政府建设年度报告"),
    );
    check(
        "青石县水利局关于报送2024年法治政府建设情况的报告\n县人民政府：\n",
        Some("青石县水利局关于报送2024年法治政府建设情况的报告"),
    );
}

#[test]
fn the_title_once_more_is_furniture() {
    let text = format!(
        "青石县2024年法治政府建设年度报告\n来源：县府办  发布时间：2025-01-08\n青石县 2024 年法治政府建设年度报告\n{BODY}\n一、成效\n{BODY}\n"
    );
    assert_eq!(title(&text).as_deref(), Some("青石县2024年法治政府建设年度报告"));
    assert_eq!(
        furniture(&text),
        [
            "metadata: 来源：县府办  发布时间：2025-01-08",
            "repeated-title: 青石县 2024 年法治政府建设年度报告"
        ]
    );
    assert_eq!(headings(&text), ["1 standalone 一、|成效"]);
    let text =
        format!("青石县司法局2024年工作总结\n青石县司法局2024年度工作总结\n{BODY}\n一、成效\n{BODY}\n");
    assert_eq!(furniture(&text), ["repeated-title: 青石县司法局2024年度工作总结"]);
    assert_eq!(headings(&text), ["1 standalone 一、|成效"]);
}

#[test]
fn a_title_over_two_lines_is_known_again_on_one() {
    let text = format!(
        "青石县人民政府\n关于2024年法治政府建设情况的报告\n青石县人民政府关于2024年法治政府建设情况的报告\n{BODY}\n"
    );
    assert_eq!(furniture(&text), ["repeated-title: 青石县人民政府关于2024年法治政府建设情况的报告"]);
}

#[test]
fn titles_of_every_kind_of_document_are_found() {
    for title in [
        "政府工作报告",
        "中华人民共和国湖泊保护法",
        "青石县养犬管理条例",
        "青石县人民法院关于审理湖泊案件若干问题的解释（二）",
        "“十四五”青石县应急体系规划",
        "青石县公安局录用人民警察体能测评标准",
        "青石县人民政府关于同意设立白石镇的批复",
        "青石县人民政府办公室印发《关于加快发展的若干意见》",
    ] {
        check(&format!("{title}\n"), Some(title));
    }
    check(
        "政\u{3000}府 工 作 报 告\n——2024年1月10日在青石县第十届人民代表大会上\n",
        Some("政\u{3000}府 工 作 报 告"),
    );
}

#[test]
fn a_subject_without_a_kind_of_document_goes_on() {
    for lines in [
        "青石县人民政府办公室关于全面推行\n涉企检查备案制度的实施意见",
        "青石县人民政府关于山北、山南镇\n四起火灾事故\n调查处理情况的通报",
        "青石县人民政府关于印发湖泊保护\n实施方案的通知",
        "青石县人民政府关于印发湖泊保护实施方案\n的通知",
        "青石县人民政府办公室对县人大\n四次会议第12号建议的答复",
        "青石县公安局录用人民警察体能测评标准\n及实施规范",
        "青石县2022年度招考工作人员\n财政金融类职位财经管理\n专业科目考试大纲",
    ] {
        check(&format!("{lines}\n青政发〔2024〕11号\n"), Some(&lines.replace('\n', "⏎")));
    }
}

#[test]
fn a_notice_keeps_its_title_before_what_it_encloses() {
    let text = format!(
        "青石县人民政府关于印发湖泊保护实施方案的通知\n青政发〔2024〕4号\n各镇人民政府：\n现印发给你们。\n\
         青石县人民政府\n青石县湖泊保护实施方案\n{BODY}\n一、目标\n{BODY}\n"
    );
    assert_eq!(title(&text).as_deref(), Some("青石县人民政府关于印发湖泊保护实施方案的通知"));
    let decree = "青石县人民政府令\n第12号\n《青石县养犬管理办法》已经通过，现予公布，自2024年5月1日起施行。\n\
         县长 张明\n青石县养犬管理办法\n第一条 为了管理养犬，制定本办法。\n第二条 本办法适用于全县。\n第三条 附则。\n";
    assert_eq!(title(decree).as_deref(), Some("青石县养犬管理办法"));
}
