//! Small pages: lines that belong to the report and lines that belong to the page.

use super::super::super::extract::{Block, NotRead, Role};
use super::*;

const LEAD: &str = "2024年，青云县坚持依法行政，把各项工作纳入法治轨道，现将有关情况报告如下。";
const FIRST: &str = "一、修订规章三件，清理文件四十一份，召开听证会六次，征求意见二百余条。";
const SECOND: &str = "二、办理行政复议案件二百零七件，当场调解七十四件，纠正不当行为九件。";

fn blocks(html: &str) -> Vec<Block> {
    read(html).unwrap().blocks
}

fn kept(html: &str) -> Vec<String> {
    blocks(html).into_iter().filter(|block| block.role != Role::Furniture).map(|block| block.text).collect()
}

fn page(content: &str) -> String {
    format!(
        "<!DOCTYPE html><html><head><title>青云县2024年法治政府建设报告_政务公开_青云县人民政府</title>\
         <script>if (1 < 2) document.write('<p>no</p>')</script><style>p {{}}</style></head><body>\
         <div class=nav><ul><li><a href=/>首页</a><li><a href=/x>政务公开</a></ul></div>\
         <div>当前位置：<a>首页</a> &gt; <a>年度报告</a></div>\
         <h1>青云县2024年法治政府建设报告</h1><div>发布时间：2025-01-10　来源：青云县司法局　浏览次数：12</div>\
         {content}\
         <div class=share>分享到：<a>微信</a><a>微博</a></div>\
         <div class=news><h4><a>关于印发某方案的通知</a></h4><p>近日，县政务服务大厅推出新举措，群众等候的时间缩短到五分钟。</p></div>\
         <div class=news><h4><a>关于召开某会议的通知</a></h4><p>县里召开会议，部署防汛工作，要求各单位压实责任，细化措施。</p></div>\
         <div class=footer>主办：青云县人民政府 版权所有</div></body></html>"
    )
}

#[test]
fn the_report_is_found_in_any_container() {
    let expected = ["青云县2024年法治政府建设报告", LEAD, FIRST, SECOND];
    for content in [
        format!("<div id=zoom><p>{LEAD}</p><p>{FIRST}</p><p>{SECOND}</div>"),
        format!("<div class='sidebar comment'><div><p>{LEAD}<p>{FIRST}<p>{SECOND}</div></div>"),
        format!("<div class=x>{LEAD}<br><br>{FIRST}<br/>{SECOND}</div>"),
        format!(
            "<div class=p><p>{LEAD}</p></div><div class=p><p>{FIRST}</p></div><div class=p><p>{SECOND}</p></div>"
        ),
        format!("<table><tr><td>{LEAD}</td></tr><tr><td>{FIRST}</td></tr><tr><td>{SECOND}</td></tr></table>"),
        format!(
            "<div><div><span>{LEAD}</span></div><div><span>{FIRST}</span></div><div><span>{SECOND}</span></div></div>"
        ),
        format!(
            "<table><tr><td><ul><li><a>甲</a><li><a>乙</a></ul></td><td><p>{LEAD}</p><p>{FIRST}</p><p>{SECOND}</p></td></tr></table>"
        ),
    ] {
        assert_eq!(kept(&page(&content)), expected, "{content}");
    }
}

#[test]
fn nothing_that_is_shown_is_lost() {
    let all: Vec<String> =
        blocks(&page(&format!("<div id=zoom><p>{LEAD}</p></div>"))).into_iter().map(|b| b.text).collect();
    for words in ["首页", "当前位置：首页 > 年度报告", "分享到：微信微博", "关于印发某方案的通知", LEAD]
    {
        assert!(all.iter().any(|line| line == words), "{words}: {all:?}");
    }
    assert!(!all.iter().any(|line| line.contains("no") || line.contains("{}")), "{all:?}");
}

#[test]
fn the_title_may_stand_in_the_head_alone() {
    let html = format!(
        "<title>青云县2024年法治政府建设报告-青云县人民政府</title><div><p>{LEAD}</p><p>{FIRST}</p></div>"
    );
    let found = blocks(&html);
    assert_eq!((found[0].text.as_str(), found[0].role), ("青云县2024年法治政府建设报告", Role::Title));
    assert_eq!(found.len(), 3);
}

#[test]
fn headings_bold_lines_and_tables_have_their_roles() {
    let html = format!(
        "<div id=zoom><h2>一、主要工作</h2><p>{LEAD}</p><p><b>存在的问题</b></p><p>{FIRST}</p>\
         <table><tr><th>指标</th><th>2024年</th></tr><tr><td>复议<br>案件</td><td>207</td></tr></table>\
         <p><b>重点</b>{SECOND}</p><ol><li>甲项</li><li>乙项</li></ol></div>"
    );
    let found: Vec<(String, Role)> =
        blocks(&html).into_iter().map(|block| (block.text, block.role)).collect();
    let bold = format!("重点{SECOND}");
    let expected = [
        ("一、主要工作", Role::Heading(2)),
        (LEAD, Role::Paragraph),
        ("存在的问题", Role::Heading(7)),
        (FIRST, Role::Paragraph),
        ("指标\t2024年", Role::Row),
        ("复议 案件\t207", Role::Row),
        (&bold, Role::Paragraph),
        ("1.甲项", Role::Paragraph),
        ("2.乙项", Role::Paragraph),
    ];
    assert_eq!(found, expected.map(|(text, role)| (text.to_owned(), role)));
}

#[test]
fn white_space_is_as_a_browser_shows_it() {
    let html = "<p>  第一\n行接着 写<span> two\nwords</span>\n</p><p>&emsp;&emsp;缩进&lt;&amp;&nbsp;</p><pre>甲\n乙</pre><p>看<span style='display: none'>不</span>见</p>";
    assert_eq!(kept(html), ["第一行接着 写 two words", "\u{2003}\u{2003}缩进<&", "甲", "乙", "看见"]);
}

#[test]
fn broken_tags_do_not_lose_text() {
    for html in [
        "<p>甲<p>乙<div>丙</p>丁</div>",
        "<b><i>甲</b></i><p>乙</b></p></div></div>丙丁",
        "<table><td>甲<tr><td>乙</table></table>丙<td>丁",
        "<ul><li>甲<li>乙</ul></p></li>丙<h1>丁</h2>",
        "<button><div>x</button>甲<p>乙</p><select><option>x</select>丙丁",
    ] {
        let text: String = kept(html).concat();
        assert_eq!(text.replace(['\t', ' '], ""), "甲乙丙丁", "{html}");
    }
}

#[test]
fn depth_is_bounded_and_width_is_not_a_problem() {
    assert_eq!(read(&"<b>".repeat(200_000)), Err(Reason::TooComplex));
    assert_eq!(read(&"<div>".repeat(200_000)), Err(Reason::TooComplex));
    let wide = format!("<table><tr>{}</tr></table>", "<td>甲</td>".repeat(50_000));
    assert_eq!(kept(&wide).len(), 1);
    let attributes = (0..50_000).fold(String::new(), |all, n| all + &format!(" a{n}=1"));
    assert_eq!(kept(&format!("<p{attributes}>甲</p>")), ["甲"]);
    assert_eq!(kept(&"<p>甲".repeat(100_000)).len(), 100_000);
}

#[test]
fn the_declared_encoding_is_found() {
    let declared = |html: &str| declared_encoding(html.as_bytes());
    assert_eq!(
        declared("<meta http-equiv=Content-Type content=\"text/html; charset=gb2312\">"),
        Some(Encoding::Gb18030)
    );
    assert_eq!(declared("<meta charset = 'UTF-8'>"), Some(Encoding::Utf8));
    assert_eq!(declared("<?xml version='1.0' encoding='big5'?>"), Some(Encoding::Big5));
    assert_eq!(declared("<p>charset</p>"), None);
}

#[test]
fn a_report_that_a_script_shows_is_read() {
    let expected = ["青云县2024年法治政府建设报告", LEAD, FIRST, SECOND];
    let paragraphs = format!("<p>{LEAD}</p><p>{FIRST}</p><p>{SECOND}</p>");
    let escaped = paragraphs.replace('<', "&lt;");
    for content in [
        format!("<div style='display:none'><div id=zoom style='display: none'>{paragraphs}</div></div>"),
        format!("<div><textarea id=content style='display:none'>{escaped}</textarea></div>"),
        format!("<noscript><div>{paragraphs}</div></div></noscript>"),
    ] {
        assert_eq!(kept(&page_without_news(&content)), expected, "{content}");
    }
    let both =
        format!("<div id=zoom>{paragraphs}</div><div style='display:none'><p>{LEAD}隐藏的话。</p></div>");
    assert_eq!(kept(&page_without_news(&both)), expected, "what is hidden beside a report stays hidden");
}

fn page_without_news(content: &str) -> String {
    format!(
        "<html><head><title>青云县2024年法治政府建设报告_青云县人民政府</title></head><body>\
         <h1>青云县2024年法治政府建设报告</h1><div>发布时间：2025-01-10　来源：青云县司法局</div>{content}\
         <div class=footer>主办：青云县人民政府 版权所有</div></body></html>"
    )
}

#[test]
fn short_paragraphs_behind_the_last_long_one_stay() {
    let content = format!(
        "<div class=x><p>{LEAD}</p><p>{FIRST}</p><p>无其他需要报告的事项。</p><p>特此报告。</p><p>青云县人民政府</p></div>"
    );
    let kept = kept(&page(&content));
    assert_eq!(kept[3..], ["无其他需要报告的事项。", "特此报告。", "青云县人民政府"]);
    let behind = format!(
        "<div class=x><p>{LEAD}</p><p>{FIRST}</p><p>特此报告。</p><p>分享到：微信</p><p>大家都在看</p></div>"
    );
    assert_eq!(
        self::kept(&page(&behind)).last().map(String::as_str),
        Some("特此报告。"),
        "up to the page's own lines"
    );
}

#[test]
fn entries_have_the_numbers_that_a_browser_shows() {
    let list = |list: &str| kept(&format!("<p>{LEAD}</p>{list}<p>{FIRST}</p>"));
    for (html, first, second) in [
        ("<ol><li>甲项。<li>乙项。</ol>", "1.甲项。", "2.乙项。"),
        ("<ol start=3><li>甲项。<li value=7>乙项。</ol>", "3.甲项。", "7.乙项。"),
        ("<ol type=a><li>甲项。<li>乙项。</ol>", "a.甲项。", "b.乙项。"),
        ("<ol reversed start=2><li>甲项。<li>乙项。</ol>", "2.甲项。", "1.乙项。"),
        (
            "<ol style='margin:0;list-style-type: cjk-ideographic'><li>甲项。<li>乙项。</ol>",
            "一、甲项。",
            "二、乙项。",
        ),
        ("<ol style='list-style:none'><li>甲项。<li>乙项。</ol>", "甲项。", "乙项。"),
        ("<ol reversed><li>甲项。<li>乙项。</ol>", "2.甲项。", "1.乙项。"),
        ("<ol><li>甲项。<ul><li>乙项。</ul></ol>", "1.甲项。", "乙项。"),
        ("<ol><li>甲项。<ol type=i><li>乙项。</ol></ol>", "1.甲项。", "i.乙项。"),
        ("<style>ol, ul { list-style: none }</style><ol><li>甲项。<li>乙项。</ol>", "甲项。", "乙项。"),
        (
            "<style>.x li{list-style-type:none} .y{list-style-type:upper-roman}</style><ol class='x y'><li>甲项。<li>乙项。</ol>",
            "甲项。",
            "乙项。",
        ),
        (
            "<style>.y{list-style:upper-roman}</style><ol class='x y'><li>甲项。<li>乙项。</ol>",
            "I.甲项。",
            "II.乙项。",
        ),
        ("<ul><li>甲项。<li>乙项。</ul>", "甲项。", "乙项。"),
    ] {
        assert_eq!(list(html)[1..3], [first, second], "{html}");
    }
}

#[test]
fn changes_are_as_accepted_and_readings_are_no_text() {
    let changed = format!(
        "<p>{LEAD}</p><p>一、修订规章<del>三</del><ins>四</ins>件，清理<ruby>文件<rp>（</rp><rt>wénjiàn</rt><rp>）</rp></ruby>四十一份，\
         <span style='mso-hide: all'>藏</span>召开听证会六次，征求意见二百余条。</p>"
    );
    let read = read(&page(&changed)).unwrap();
    let texts: Vec<&str> = read.blocks.iter().map(|block| block.text.as_str()).collect();
    assert!(
        texts.contains(&"一、修订规章四件，清理文件四十一份，召开听证会六次，征求意见二百余条。"),
        "{texts:?}"
    );
    assert_eq!(read.warnings, [Warning::TrackedChanges]);
}

#[test]
fn what_a_style_sheet_hides_is_furniture() {
    let css = "<style media=print>.only-screen{display:none}</style><style>.mobile, #tip {display:none} p.old{visibility:hidden}\
               @media print{.page{display:none}}</style>";
    let html = format!(
        "{css}<div class=page><p class=only-screen>{LEAD}</p><p class='mobile x'>请用手机查看。</p><div id=tip>提示：本页已更新。</div>\
         <p class=old>{SECOND}</p><dialog>对话框里的话。</dialog><p>{FIRST}</p></div>"
    );
    assert_eq!(kept(&html), [LEAD, FIRST]);
    let all = blocks(&html);
    let hidden: Vec<&str> =
        all.iter().filter(|block| block.role == Role::Furniture).map(|block| block.text.as_str()).collect();
    assert_eq!(hidden, ["请用手机查看。", "提示：本页已更新。", SECOND, "对话框里的话。"]);
}

#[test]
fn powers_stay_powers_and_what_is_not_read_is_counted() {
    let html = format!(
        "<p>{LEAD}</p><p>面积12万m<sup>2</sup>，约10<sup>-4</sup>，见注<sup>[1]</sup>，占<math><mn>3</mn></math>。</p>\
         <iframe src='/a/报告.pdf?x=1'></iframe><iframe src=/ad.html></iframe><embed src=b.ofd>"
    );
    let read = read(&html).unwrap();
    assert_eq!(read.blocks[1].text, "面积12万m²，约10⁻⁴，见注[1]，占3。");
    assert_eq!(read.not_read, NotRead { parts: 2, ..NotRead::default() });
}

#[test]
fn equations_are_linear_text_and_drawn_once() {
    let text = kept(&format!(
        "<p>{LEAD}</p><p>{FIRST}</p><p>办结率<math><mfrac><mn>969</mn><mn>972</mn></mfrac><mo>=</mo><mn>99.69</mn><mo>%</mo></math>，\
         <span class=katex><span class=katex-mathml><math><semantics><msup><mn>10</mn><mn>4</mn></msup><annotation>10^4</annotation>\
         </semantics></math></span><span class=katex-html aria-hidden=true>104</span></span>平方米<math><p>末。</p>"
    ));
    assert_eq!(text[2..], ["办结率969/972=99.69%，10^4平方米", "末。"]);
}

#[test]
fn a_table_whose_head_is_named_like_a_fact_is_data() {
    let table = "<table><tr><td>类别</td><td>件数</td></tr><tr><td>复议</td><td>31</td></tr><tr><td>诉讼</td><td>12</td></tr></table>";
    assert_eq!(
        kept(&format!("<p>{LEAD}</p><p>{FIRST}</p>{table}"))[2..],
        ["类别\t件数", "复议\t31", "诉讼\t12"]
    );
}

#[test]
fn rules_for_elements_inside_others_hide() {
    let text = kept(&format!(
        "<style>.box > ul li.x span{{display:none}}</style><p>{LEAD}</p><p>{FIRST}</p><div class=box><ul><li class=x><span>藏</span>显</ul></div>"
    ));
    assert_eq!(text[2..], ["显"]);
}

#[test]
fn a_report_in_a_template_is_shown() {
    for (open, close) in [("<template>", "</template>"), ("<script type='text/html'>", "</script>")] {
        let text = kept(&format!(
            "<p>首页</p>{open}<p>{LEAD}</p><p>{FIRST}</p>{close}<script>var a='<p>{LEAD}</p>'</script>"
        ));
        assert!(text.contains(&FIRST.to_owned()), "{open} {text:?}");
    }
}
