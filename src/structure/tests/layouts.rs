//! Whole pages as found on the web, each with all of its features together.

use super::{furniture, headings, items, section_text, title};

#[test]
fn a_page_with_all_its_furniture() {
    let text = "\
青石县人民政府 2025年1月20日 星期一\n\
无障碍 | 长者模式 | 登录\n\
当前位置：首页 > 政务公开 > 法治政府建设\n\
索引号：000123/2025-00012\n\
主题分类：司法\n\
发布机构：\n\
青石县司法局\n\
发布日期：2025-01-20\n\
\n\
青石县2024年法治政府建设年度报告\n\
发布日期：2025-01-20 10:20 来源：县司法局 浏览次数：12\n\
【字体：大 中 小】 【打印】\n\
\n\
\u{3000}\u{3000}2024年，青石县坚持依法行政，扎实推进法治政府建设。现将有关情况报告如下：\n\
\n\
\u{3000}\u{3000}一、主要举措和成效\n\
\n\
\u{3000}\u{3000}（一）强化理论武装。县政府常务会议专题学习六次。一是领导带头；二是全员参与。\n\
\n\
\u{3000}\u{3000}（二）规范行政执法\n\
\n\
\u{3000}\u{3000}1．强化监督。开展案卷评查两次，发现问题四十个，已经全部整改到位。\n\
\n\
\u{3000}\u{3000}二、存在的不足\n\
\n\
\u{3000}\u{3000}执法力量仍显薄弱，普法形式不够丰富，与群众期待还有差距。\n\
\n\
青石县人民政府\n\
2025年1月20日\n\
\n\
（此件公开发布）\n\
附件下载\n\
分享到：\n\
扫一扫在手机打开当前页\n\
上一篇：没有了\n\
版权所有：青石县人民政府\n";
    assert_eq!(title(text).as_deref(), Some("青石县2024年法治政府建设年度报告"));
    assert_eq!(
        headings(text),
        [
            "1 standalone 一、|主要举措和成效",
            "2 run-in （一）|强化理论武装",
            "2 standalone （二）|规范行政执法",
            "3 run-in 1．|强化监督",
            "1 standalone 二、|存在的不足",
        ]
    );
    assert_eq!(items(text), ["一是领导带", "二是全员参"]);
    let kinds: Vec<String> =
        furniture(text).iter().map(|found| found.split(':').next().unwrap().to_owned()).collect();
    assert_eq!(
        kinds,
        [
            "other",
            "login",
            "breadcrumb",
            "metadata",
            "metadata",
            "attachment",
            "share",
            "qr-prompt",
            "footer"
        ]
    );
    assert!(section_text(text, "存在的不足").ends_with("（此件公开发布）"));
}

#[test]
fn a_township_that_counts_in_paragraphs_of_their_own() {
    let text = "\
当前位置: 首页 -> 新闻动态 -> 公示公告\n\
白石镇人民政府2024年度法治政府建设工作总结\n\
信息来源:白石镇人民政府 发布日期:2025-03-14\n\
\n\
2024年，白石镇坚持以人民为中心，扎实推进法治建设工作，现将情况总结如下:\n\
\n\
一、主要工作举措和成效\n\
\n\
(一)筑牢思想根基,加强法治宣传教育。\n\
\n\
一是重视法治学习。完善领导干部学法制度，每半年召开一次专题学习会议。\n\
\n\
二是加强普法宣传。联合派出所深入各村开展法治宣传，发放资料三千余份。\n\
\n\
(二)加强组织领导,依法规范履职尽责。\n\
\n\
镇党委书记认真履行第一责任人职责，定期听取汇报，研究解决难题。\n";
    assert_eq!(title(text).as_deref(), Some("白石镇人民政府2024年度法治政府建设工作总结"));
    assert_eq!(
        headings(text),
        [
            "1 standalone 一、|主要工作举措和成效",
            "2 standalone (一)|筑牢思想根基,加强法治宣传教育",
            "2 standalone (二)|加强组织领导,依法规范履职尽责",
        ]
    );
    assert_eq!(items(text), ["一是重视法", "二是加强普"]);
    assert_eq!(furniture(text).len(), 2);
}

#[test]
fn a_bureau_whose_headings_run_into_their_bodies() {
    let text = "\
青石县水利局\n\
关于2024年法治政府建设工作情况的报告\n\
县委依法治县办：\n\
2024年，我局坚持依法治水，现将一年来的工作情况报告如下。\n\
一、加强组织领导，确保法治建设落到实处 今年以来，我局坚持党组统一领导，各股室分工配合，全体干部共同参与的工作机制。\n\
二、规范执法行为： 全年办理案件十二件，均已结案，没有发生复议和诉讼，群众满意度进一步提高。\n\
三、下步打算一是继续加强学习，提升能力；二是继续规范执法，接受监督；三是继续做好宣传。\n\
青石县水利局\n\
2025年1月9日\n";
    assert_eq!(title(text).as_deref(), Some("青石县水利局⏎关于2024年法治政府建设工作情况的报告"));
    assert_eq!(
        headings(text),
        [
            "1 run-in 一、|加强组织领导，确保法治建设落到实处",
            "1 run-in 二、|规范执法行为",
            "1 run-in 三、|下步打算",
        ]
    );
    assert_eq!(items(text).len(), 3);
    assert!(furniture(text).is_empty());
}
