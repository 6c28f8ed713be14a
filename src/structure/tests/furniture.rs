//! Single pieces of page furniture, and lines of a report that only look like them.

use super::furniture;

const TITLE: &str = "青石县2024年法治政府建设年度报告";
const BODY: &str =
    "2024年，全县坚持依法行政，扎实推进法治政府建设，完善制度机制，各项工作取得新进展，现将情况报告如下。";

/// Whether each line above the body is furniture, and of what kind.
#[track_caller]
fn above(lines: &str, want: &[&str]) {
    let text = format!("{lines}\n{TITLE}\n{BODY}\n一、成效\n{BODY}\n");
    assert_eq!(furniture(&text), want, "above in {text:?}");
}

#[track_caller]
fn below(lines: &str, want: &[&str]) {
    let text = format!("{TITLE}\n{BODY}\n一、成效\n{BODY}\n{lines}\n");
    assert_eq!(furniture(&text), want, "below in {text:?}");
}

#[test]
fn trails() {
    above("首页 > 政务公开 > 法治政府建设年度报告", &["breadcrumb: 首页 > 政务公开 > 法治政府建设年度报告"]);
    above("当前位置：首页-政务公开-正文", &["breadcrumb: 当前位置：首页-政务公开-正文"]);
    above(
        "您现在的位置：\n首页\n>\n政务公开\n>\n年度报告\n> 正文",
        &["breadcrumb: 您现在的位置：⏎首页⏎>⏎政务公开⏎>⏎年度报告⏎> 正文"],
    );
    above("7首页 » 公开目录 » 县司法局", &["breadcrumb: 7首页 » 公开目录 » 县司法局"]);
}

#[test]
fn tables_of_facts_in_many_shapes() {
    above(
        "索引号：000123/2025-00012 发布机构：县府办\n成文日期：2025年1月8日",
        &["metadata: 索引号：000123/2025-00012 发布机构：县府办⏎成文日期：2025年1月8日"],
    );
    above(
        "索 引 号 | 000123/2025-00012 | 主题分类 | 其他 |\n有效性 | ||",
        &["metadata: 索 引 号 | 000123/2025-00012 | 主题分类 | 其他 |⏎有效性 | ||"],
    );
    above(
        "• 索引号:\n\n000123/2025\n• 发文机构：\n青石县司法局\n• 有效性:\n\n• 内容概述:\n",
        &["metadata: • 索引号:⏎⏎000123/2025⏎• 发文机构：⏎青石县司法局⏎• 有效性:⏎⏎• 内容概述:"],
    );
    above(
        "索引号\n000123/2025\n发布机构\n青石县司法局\n公开日期\n2025-01-08",
        &["metadata: 索引号⏎000123/2025⏎发布机构⏎青石县司法局⏎公开日期⏎2025-01-08"],
    );
    above(
        &format!("索引号：000123\n标题：\n{TITLE}\n名称：{TITLE}"),
        &[&format!("metadata: 索引号：000123⏎标题：⏎{TITLE}⏎名称：{TITLE}")],
    );
    above(
        "- 备注/文号: 青府〔2025〕5号\n- 公文生成日期: 2025-01-08",
        &["metadata: - 备注/文号: 青府〔2025〕5号⏎- 公文生成日期: 2025-01-08"],
    );
}

#[test]
fn lines_of_date_source_and_clicks() {
    for line in [
        "发布日期：2025-01-08 来源：县司法局 浏览次数：12 字体：大 中 小 打印",
        "2025-01-08 09:20 来源：县司法局 点击：35",
        "2025-01-08",
        "来源:县司法局 作者:青石宣",
        "【字体：大 中 小】",
        "信息来源：青石县人民政府 发布日期：2025-01-08",
        "（来源：青石县司法局）",
    ] {
        above(line, &[&format!("metadata: {line}")]);
    }
}

#[test]
fn buttons_prompts_and_sign_in() {
    above("打印 关闭", &["other: 打印 关闭"]);
    above("登录 | 注册", &["login: 登录 | 注册"]);
    above("无障碍 简体| 繁体", &["other: 无障碍 简体| 繁体"]);
    above(
        "青石县人民政府门户网站\n首页 新闻中心 政务公开 政民互动",
        &["other: 青石县人民政府门户网站⏎首页 新闻中心 政务公开 政民互动"],
    );
    below("分享到：微信 微博 QQ空间", &["share: 分享到：微信 微博 QQ空间"]);
    below("分享到\n微信", &["share: 分享到⏎微信"]);
    below("微信", &[]);
    below("扫一扫在手机打开当前页", &["qr-prompt: 扫一扫在手机打开当前页"]);
    below("微信扫码查看", &["qr-prompt: 微信扫码查看"]);
    below("【打印本页】 【关闭窗口】", &["other: 【打印本页】 【关闭窗口】"]);
    below("用户登录", &["login: 用户登录"]);
    below(
        "您访问的链接即将离开“青石县人民政府”门户网站，是否继续？\n继续访问 放弃",
        &["other: 您访问的链接即将离开“青石县人民政府”门户网站，是否继续？⏎继续访问 放弃"],
    );
    below("播放 暂停", &["other: 播放 暂停"]);
}

#[test]
fn what_stands_below() {
    below("责任编辑：王某某", &["footer: 责任编辑：王某某"]);
    below("编辑:\n信息来源:县司法局", &["footer: 编辑:⏎信息来源:县司法局"]);
    below(
        "附件下载：\n青石县2024年法治政府建设年度报告.docx",
        &["attachment: 附件下载：⏎青石县2024年法治政府建设年度报告.docx"],
    );
    below("附件：任务清单.pdf（120KB）", &["attachment: 附件：任务清单.pdf（120KB）"]);
    below(
        "上一篇：关于印发工作要点的通知\n下一篇：没有了",
        &["footer: 上一篇：关于印发工作要点的通知⏎下一篇：没有了"],
    );
    below(
        "主办：青石县人民政府办公室 承办：青石县大数据局\n某公网安备 00000000000000号 某ICP备00000000号 网站标识码：0000000000\n网站地图 | 联系我们",
        &[
            "footer: 主办：青石县人民政府办公室 承办：青石县大数据局⏎某公网安备 00000000000000号 某ICP备00000000号 网站标识码：0000000000",
            "other: 网站地图 | 联系我们",
        ],
    );
    below(
        "相关文档\n青石县2023年法治政府建设年度报告\n县司法局公告",
        &["other: 相关文档⏎青石县2023年法治政府建设年度报告⏎县司法局公告"],
    );
}

#[test]
fn the_report_keeps_what_is_its_own() {
    above("县人民政府：", &[]);
    below("青石县司法局\n2025年1月20日", &[]);
    below("（此件公开发布）\n附件：1.任务清单\n2.问题清单", &[]);
    below("二、打算\n群众可扫描二维码参与评议，全年收到意见建议三百余条，办结率百分之百。", &[]);
    below(
        "（二）政务公开\n依托微信、微博等平台发布信息。\n编辑出版普法读本，来源：各乡镇投稿，经司法局审核后统一印发，全年共印发两千余册。",
        &[],
    );
    below(
        "二、经费\n资金来源：财政拨款为主，社会捐赠为辅，全年投入普法经费三十万元，比上年增长一成。\n三、公开\n发布信息两百条。",
        &[],
    );
}

#[test]
fn the_day_of_the_visit_and_the_column_stand_above_the_trail() {
    above(
        "今天是：2024年3月1日 星期五 农历正月廿一\n工作报告\n\n您所在的位置：政务公开 > 工作报告",
        &[
            "other: 今天是：2024年3月1日 星期五 农历正月廿一",
            "breadcrumb: 工作报告⏎⏎您所在的位置：政务公开 > 工作报告",
        ],
    );
    above("首页 > 公开 > 年度报告\n青石县司法局", &["breadcrumb: 首页 > 公开 > 年度报告"]);
}

#[test]
fn fields_stand_behind_a_site_name_and_dates_in_any_order() {
    above(
        "青石县人民政府门户网站 时间：2024-3-1 来源：司法局",
        &["metadata: 青石县人民政府门户网站 时间：2024-3-1 来源：司法局"],
    );
    above("15.03.2024  09:20", &["metadata: 15.03.2024  09:20"]);
    above("青石县机构改革 主题：务实", &[]);
}

#[test]
fn names_without_a_colon_are_fields_within_a_table_only() {
    above(
        &format!("索引号\n000123/2025\n发文日期\n2025-01-08\n标题\n{TITLE}\n文号\n\n有效性\n有效"),
        &[&format!("metadata: 索引号⏎000123/2025⏎发文日期⏎2025-01-08⏎标题⏎{TITLE}⏎文号⏎⏎有效性⏎有效")],
    );
    above("编号\n青石县司法局", &[]);
}

#[test]
fn scraps_behind_furniture_belong_to_it() {
    above("浏览次数：\n120\n次", &["metadata: 浏览次数：⏎120⏎次"]);
    above("发布时间：2025-01-08\n48742", &["metadata: 发布时间：2025-01-08⏎48742"]);
    below("【责任编辑：某人\n】", &["footer: 【责任编辑：某人⏎】"]);
    below("责任编辑：某人\n12", &["footer: 责任编辑：某人"]);
}

#[test]
fn the_next_page_may_be_named_on_the_line_below() {
    below(
        "上一篇：\n青石县2023年法治政府建设年度报告\n下一篇：\n没有了",
        &["other: 上一篇：", "footer: 青石县2023年法治政府建设年度报告", "other: 下一篇：", "footer: 没有了"],
    );
}

#[test]
fn prompts_and_placeholders_of_the_page_are_its_own() {
    above(
        "您访问的页面将跳转到第三方网站，确定要继续吗？\n{{ title }}",
        &["other: 您访问的页面将跳转到第三方网站，确定要继续吗？⏎{{ title }}"],
    );
    below("办事页面可一键跳转到部门网站办理。", &[]);
}
