//! Numbered and unnumbered headings: styles of labels, ends of headings, lines that only look like one.

use super::{headings, section_text};

#[track_caller]
fn check(text: &str, want: &[&str]) {
    assert_eq!(headings(text), want, "in {text:?}");
}

const BODY: &str = "县政府全年召开会议十二次，研究部署法治建设各项任务，层层压实责任，推动工作落到实处。";

#[test]
fn every_style_of_label_has_its_level() {
    check(
        "一、总体情况\n（一）组织领导\n1.学习\n（1）集中学习\n①专题学习\n二．主要做法\n(二)制度建设\n2．培训\n3、考试\n⑵自学\n㈢公开\n⒋宣传\n",
        &[
            "1 standalone 一、|总体情况",
            "2 standalone （一）|组织领导",
            "3 standalone 1.|学习",
            "4 standalone （1）|集中学习",
            "5 standalone ①|专题学习",
            "1 standalone 二．|主要做法",
            "2 standalone (二)|制度建设",
            "3 standalone 2．|培训",
            "3 standalone 3、|考试",
            "4 standalone ⑵|自学",
            "2 standalone ㈢|公开",
            "3 standalone ⒋|宣传",
        ],
    );
}

#[test]
fn chapters_stand_above_or_in_the_place_of_the_first_level() {
    check(
        "第一部分 工作成效\n一、制度建设\n（一）清理文件\n第二部分：工作打算\n一、强化培训\n",
        &[
            "1 standalone 第一部分| 工作成效",
            "2 standalone 一、|制度建设",
            "3 standalone （一）|清理文件",
            "1 standalone 第二部分：|工作打算",
            "2 standalone 一、|强化培训",
        ],
    );
    check(
        "第一章总则\n（一）目的\n第二章 附则\n",
        &["1 standalone 第一章|总则", "2 standalone （一）|目的", "1 standalone 第二章| 附则"],
    );
    check("第一章规定了总则；其余各章规定了分则。\n第一节课讲的是宪法。\n", &[]);
}

#[test]
fn a_run_in_heading_is_the_first_sentence() {
    let cases = [
        ("（一）强化组织领导。{}", "2 run-in （一）|强化组织领导"),
        (
            "（一）强化组织领导，健全工作机制，压实推进法治政府建设的第一责任人职责，推动各项任务落地。{}",
            "2 run-in （一）|强化组织领导，健全工作机制，压实推进法治政府建设的第一责任人职责，推动各项任务落地",
        ),
        ("(二)落实“三项制度”。{}", "2 run-in (二)|落实“三项制度”"),
        ("(二)坚持“有法可依。有法必依”的要求。{}", "2 run-in (二)|坚持“有法可依。有法必依”的要求"),
        ("(二)落实《执法条例要求。{}", "2 run-in (二)|落实《执法条例要求"),
        ("3.行政复议：{}", "3 run-in 3.|行政复议"),
        ("三、加强队伍建设 {}", "1 run-in 三、|加强队伍建设"),
        ("三、加强队伍建设\u{3000}\u{3000}{}", "1 run-in 三、|加强队伍建设"),
        ("（四）深化执法改革.{}", "2 run-in （四）|深化执法改革"),
        ("（五）存在问题一是队伍力量不足；二是培训不够深入。", "2 run-in （五）|存在问题"),
        ("（五）加强监督，一是开展评查；二是开展抽查，及时通报。", "2 run-in （五）|加强监督"),
        ("（五）一是开展评查；二是开展抽查，及时通报。", "2 run-in （五）|"),
        ("（六）谋划 法治工作。{}", "2 run-in （六）|谋划 法治工作"),
    ];
    for (text, want) in cases {
        check(&text.replace("{}", BODY), &[want]);
    }
}

#[test]
fn a_line_that_is_one_sentence_stands_alone() {
    check(
        "（一）坚持政治引领，把牢法治方向。\n县司法局…\n1.全年办理复议案件三十五件。\n2.全年办理应诉案件二十件；\n3.推进平台建设：三个统一\n",
        &[
            "2 standalone （一）|坚持政治引领，把牢法治方向",
            "3 standalone 1.|全年办理复议案件三十五件",
            "3 standalone 2.|全年办理应诉案件二十件；",
            "3 standalone 3.|推进平台建设：三个统一",
        ],
    );
}

#[test]
fn a_very_long_first_sentence_has_its_heading_in_its_first_clause() {
    let clause = "镇党委高度重视法治政府建设工作并且成立了由镇长任组长的领导小组，";
    let text = format!("（一）加强组织领导，{}定期研究。{BODY}", clause.repeat(4));
    check(&text, &["2 run-in （一）|加强组织领导"]);
}

#[test]
fn what_only_looks_like_a_label_is_none() {
    for text in [
        "2024年，全县上下齐心协力，法治政府建设取得新的成效。",
        "1.5亿元资金用于法治宣传和阵地建设，覆盖全部乡镇。",
        "12.4国家宪法日期间开展集中宣传活动，发放资料千余份。",
        "2024.3.15发布",
        "一、二、三等奖共评出十二项，并在全县通报表扬。",
        "一、二审案件共三十件，败诉两件，败诉率持续下降。",
        "一是强化学习；二是强化培训，全面提升干部素养水平。",
        "（2024年）",
        "（2024）",
        "（一）项、第（二）项规定的情形均已逐条对照并整改完毕。",
        "（一）（二）项所列情形已经全部整改到位，没有遗留问题。",
        "1、2号楼的物业纠纷经多次调解已经妥善化解并签订协议。",
        "十万元以上的政府采购项目全部进入平台交易，公开透明。",
        "二〇二四年度全县没有发生行政复议被撤销的情形。",
        "第一责任人职责落实情况纳入年终述职，接受干部群众评议。",
        "一 二\n三 四\n",
        "3%的案件经过听证程序，其余案件适用普通程序办结。",
        "100.全县行政执法人员",
    ] {
        check(text, &[]);
    }
}

#[test]
fn unsure_labels_count_in_sequence() {
    check("一 总体情况\n二　主要做法\n", &["1 standalone 一| 总体情况", "1 standalone 二|　主要做法"]);
    check("一）学习情况\n二）培训情况\n", &["2 standalone 一）|学习情况", "2 standalone 二）|培训情况"]);
    check("三、四项重点工作\n", &[]);
    check(
        "二、重点工作\n三、四项保障措施\n",
        &["1 standalone 二、|重点工作", "1 standalone 三、|四项保障措施"],
    );
    check("1.2024年工作回顾\n", &["3 standalone 1.|2024年工作回顾"]);
}

#[test]
fn a_lonely_label_takes_the_next_line() {
    check(&format!("一、\n工作成效\n{BODY}\n"), &["1 standalone 一、|⏎工作成效"]);
    check(&format!("一、\n{BODY}\n"), &["1 standalone 一、|"]);
}

#[test]
fn sections_reach_to_the_next_of_their_level() {
    let text = "青石县2024年法治政府建设年度报告\n一、成效\n（一）学习\n甲\n\n（二）执法\n乙\n二、打算\n丙\n\n青石县司法局\n2025年1月3日\n\n版权所有：青石县人民政府\n";
    assert_eq!(section_text(text, "成效"), "一、成效⏎（一）学习⏎甲⏎⏎（二）执法⏎乙");
    assert_eq!(section_text(text, "学习"), "（一）学习⏎甲");
    assert_eq!(section_text(text, "打算"), "二、打算⏎丙⏎⏎青石县司法局⏎2025年1月3日");
}

#[test]
fn the_second_copy_of_a_body_begins_anew() {
    let body = format!(
        "2024年，青石县扎实推进法治政府建设，现将情况报告如下：\n一、成效\n{BODY}\n二、打算\n{BODY}\n"
    );
    let text = body.repeat(2);
    assert_eq!(headings(&text).len(), 4);
    let first = section_text(&text, "打算");
    assert!(first.ends_with(BODY) && !first.contains("现将情况"), "{first}");
}

#[test]
fn run_in_headings_without_a_number_stand_in_a_row() {
    let text = format!(
        "一、成效\n{BODY}\n强化源头治理。{BODY}\n化解突出矛盾。{BODY}\n一年来，工作仍有不足。{BODY}\n"
    );
    check(&text, &["1 standalone 一、|成效", "2 run-in |强化源头治理", "2 run-in |化解突出矛盾"]);
    assert!(section_text(&text, "化解突出").ends_with(BODY));
    check(&format!("强化源头治理。{BODY}\n县里有关部门，{BODY}\n"), &[]);
    check(&format!("共办结案件35件。{BODY}\n强化了源头治理。{BODY}\n全县情况良好。{BODY}\n"), &[]);
    let plain = format!(
        "学习教育入脑入心。{BODY}\n制度体系更加健全。{BODY}\n依法行政水平提升。{BODY}\n推进执法规范。{BODY}\n"
    );
    check(
        &plain,
        &[
            "1 run-in |学习教育入脑入心",
            "1 run-in |制度体系更加健全",
            "1 run-in |依法行政水平提升",
            "1 run-in |推进执法规范",
        ],
    );
}

#[test]
fn run_in_headings_without_a_number_have_two_clauses_or_a_colon() {
    let text = format!(
        "一、打算\n加强统筹协调，推进依法治县。{BODY}\n深化普法教育,弘扬法治精神。{BODY}\n规范执法行为：{BODY}\n"
    );
    check(
        &text,
        &[
            "1 standalone 一、|打算",
            "2 run-in |加强统筹协调，推进依法治县",
            "2 run-in |深化普法教育,弘扬法治精神",
            "2 run-in |规范执法行为",
        ],
    );
    // Dissimilar clauses, a clause that reports something, words before a colon that name things.
    let prose = format!(
        "加强协调，推进全县依法治理各项工作。{BODY}\n推进依法治县，取得了新进展。{BODY}\n责任单位：{BODY}\n各镇要求：{BODY}\n"
    );
    check(&prose, &[]);
}

#[test]
fn a_short_heading_may_stand_among_items() {
    let text = format!(
        "一、成效\n{BODY}\n存在的问题\n一是人才少。二是经费少。\n明年工作打算\n{BODY}\n青石县人民政府\n"
    );
    check(&text, &["1 standalone 一、|成效", "1 standalone |存在的问题", "1 standalone |明年工作打算"]);
}

#[test]
fn short_lines_between_paragraphs_are_headings_if_their_words_are() {
    let text = format!(
        "青石县2024年法治政府建设年度报告\n主要举措和成效\n（一）强化学习\n{BODY}\n加强宣传教育\n{BODY}\n存在的问题\n{BODY}\n2025年工作打算\n{BODY}\n青石县人民政府\n2025年1月8日\n"
    );
    check(
        &text,
        &[
            "1 standalone |主要举措和成效",
            "2 standalone （一）|强化学习",
            "3 standalone |加强宣传教育",
            "1 standalone |存在的问题",
            "1 standalone |2025年工作打算",
        ],
    );
    check(&format!("{BODY}\n指标\n2023年\n2024年\n受理复议案件\n35\n{BODY}\n"), &[]);
    check(&format!("{BODY}\n图1\u{3000}执法现场\n{BODY}\n青石县司法局\n2025年1月8日\n"), &[]);
}

#[test]
fn contents_and_notes_of_attachments_are_no_headings() {
    let text = format!(
        "青石县2024年法治政府建设年度报告\n目\u{3000}录\n一、工作成效……1\n二、工作打算……5\n一、工作成效\n{BODY}\n二、工作打算\n{BODY}\n附件：1.任务清单\n2.问题清单\n青石县人民政府\n"
    );
    check(&text, &["1 standalone 一、|工作成效", "1 standalone 二、|工作打算"]);
}

#[test]
fn a_report_may_have_no_number_at_all() {
    check(
        &format!(
            "青石县2024年工作报告\n2024年主要工作\n{BODY}\n加强宣传教育\n{BODY}\n存在的问题\n{BODY}\n青石县\n2025年1月\n"
        ),
        &["1 standalone |2024年主要工作", "2 standalone |加强宣传教育", "1 standalone |存在的问题"],
    );
}

#[test]
fn rows_of_tables_are_no_headings() {
    check(
        &format!(
            "一、总体情况\n{BODY}\n自然人\t法人\t总计\n一、本年新收申请\t80\t1\t81\n（二）部分公开\t19\t1\t20\n\
             2.不予公开\t0\t0\t0\n二、\t存在问题\n{BODY}\n"
        ),
        &["1 standalone 一、|总体情况", "1 standalone 二、|\t存在问题"],
    );
}

#[test]
fn items_of_articles_and_of_one_sentence_are_no_headings() {
    let rule = "青石县养犬管理条例\n第一章 总则\n第一条 为了管理养犬，制定本条例。\n第二条 下列犬只不得饲养：\n\
                （一）烈性犬。\n（二）大型犬。\n1.具体名录由公安机关制定。\n第三条 本条例自公布之日起施行。\n第二章 附则\n\
                第四条 本条例由公安机关解释。\n";
    check(rule, &["1 standalone 第一章| 总则", "1 standalone 第二章| 附则"]);
    check("第二条规定的情形不变。\n第三条、第四条依次顺延。\n", &[]);
    check(
        "一、工作任务\n任务如下：\n（一）清理文件，公布目录；\n（二）评查案卷，通报结果；\n（三）公开信息。\n二、工作要求\n",
        &["1 standalone 一、|工作任务", "1 standalone 二、|工作要求"],
    );
    // Complete sentences, or those with a body, head sections.
    check(
        &format!("（一）清理文件。{BODY}\n（二）评查案卷。{BODY}\n"),
        &["2 run-in （一）|清理文件", "2 run-in （二）|评查案卷"],
    );
}

#[test]
fn a_copy_without_line_breaks_has_its_headings() {
    let text = format!(
        "现将情况报告如下：一、主要做法（一）抓学习一是领导带头。二是全员参与。（二）抓执法。{BODY}二、存在问题一是人少。二是钱少。\
         三、下一步打算（一）加强学习，提高能力。（二）健全制度，巩固基础。{BODY}"
    );
    check(
        &text,
        &[
            "1 standalone 一、|主要做法",
            "2 run-in （一）|抓学习",
            "2 run-in （二）|抓执法",
            "1 run-in 二、|存在问题",
            "1 standalone 三、|下一步打算",
            "2 standalone （一）|加强学习，提高能力",
            "2 run-in （二）|健全制度，巩固基础",
        ],
    );
}

#[test]
fn two_digits_before_short_headings_count_in_sequence() {
    check(
        &format!("01综合\n{BODY}\n02农业\n{BODY}\n03工业和建筑业\n{BODY}\n"),
        &["1 standalone 01|综合", "1 standalone 02|农业", "1 standalone 03|工业和建筑业"],
    );
    check("01月销量\n02月销量\n", &[]);
    check(&format!("12个项目\n{BODY}\n"), &[]);
}

#[test]
fn numbers_of_notes_are_no_headings() {
    check(
        "一、界址点\n注：1、坐标系统为独立坐标系统。\n2、单位均为米。\n二、附则\n",
        &["1 standalone 一、|界址点", "1 standalone 二、|附则"],
    );
    check(
        "一、综合\n注释：\n1.数据为初步统计数。\n2.增长速度按不变价格计算。\n",
        &["1 standalone 一、|综合"],
    );
}

#[test]
fn a_run_in_heading_does_not_end_in_of_which() {
    check(
        "1.其他收入安排625万元，其中：培训收入50万元，征迁收入190万元。\n2.其他支出安排626万元，其中：培训支出30万元。\n",
        &["3 run-in 1.|其他收入安排625万元", "3 run-in 2.|其他支出安排626万元"],
    );
}
