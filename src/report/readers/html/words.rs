//! The words by which the page and the report are told apart: names of containers, captions of facts and buttons, labels
//! of headings. How they are weighed is in `choose`.

/// Names (id or class) that content systems of government sites give to the element that holds an article.
const CONTAINERS: &[&str] = &[
    "zoom",
    "ucap-content",
    "trs_editor",
    "trs_ueditor",
    "contentregion",
    "vsb_content",
    "v_news_content",
    "pages_content",
    "js_content",
    "article-content",
    "article_content",
    "articlecontent",
    "news_content",
    "newscontent",
    "wz_content",
    "xxgk_content",
    "xxgkcontent",
    "zwgk_content",
    "content-text",
    "con_text",
    "bt_content",
    "art_content",
    "artcontent",
    "detail-content",
    "detail_content",
    "easysite-news-text",
    "news-text",
];

/// Captions of a page's facts and buttons.
const CAPTIONS: &[&str] = &[
    "发布时间",
    "发布日期",
    "发文日期",
    "成文日期",
    "成文时间",
    "生成日期",
    "索引号",
    "发布机构",
    "发文机关",
    "发文字号",
    "主题分类",
    "主题词",
    "有效性",
    "公开方式",
    "公开时限",
    "信息分类",
    "信息来源",
    "来源",
    "浏览次数",
    "浏览量",
    "访问量",
    "点击数",
    "点击率",
    "阅读次数",
    "阅读",
    "字号",
    "字体",
    "打印",
    "关闭窗口",
    "关闭本页",
    "收藏",
    "责任编辑",
    "编辑",
    "审核",
    "分享到",
    "分享",
    "扫一扫",
    "二维码",
    "上一篇",
    "下一篇",
    "相关信息",
    "相关文章",
    "相关链接",
    "相关阅读",
    "相关新闻",
    "附件下载",
    "当前位置",
    "所在位置",
    "您的位置",
    "您现在的位置",
    "返回顶部",
    "网站地图",
    "联系我们",
    "关于我们",
    "隐私声明",
    "版权所有",
    "主办单位",
    "承办单位",
    "技术支持",
    "备案号",
    "icp备",
    "公网安备",
    "网站标识码",
    "无障碍",
    "长者",
    "登录",
    "注册",
    "热点新闻",
    "热点推荐",
    "推荐阅读",
    "作者",
    "时间",
    "日期",
    "标题",
    "名称",
    "主办",
    "承办",
    "文号",
    "体裁",
    "关键词",
];

/// Words of a site's footer and its bars that no report has.
const SITE: &[&str] = &[
    "icp备",
    "公网安备",
    "网站标识码",
    "版权所有",
    "您当前的位置",
    "您现在的位置",
    "分享到：",
    "分享到:",
    "返回顶部",
    "扫一扫在手机",
];

/// Which of the known containers an element is, by its id and its classes.
pub(super) fn known_container(id: &str, class: &str) -> Option<u8> {
    let names = std::iter::once(id.trim()).chain(class.split_ascii_whitespace());
    names
        .filter(|name| !name.is_empty())
        .find_map(|name| {
            // Some systems append a number: `vsb_content_2`.
            let name = name.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end_matches('_');
            CONTAINERS.iter().position(|known| name.eq_ignore_ascii_case(known))
        })
        .map(|at| at as u8)
}

/// Whether a line holds the page's facts or buttons: captions fill a good part of it and no sentence ends in it.
pub(super) fn is_caption(line: &str) -> bool {
    let squashed: String = line.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_lowercase();
    let length = squashed.chars().count();
    if length == 0 || length > 160 || squashed.ends_with('。') {
        return false;
    }
    if SITE.iter().any(|words| squashed.contains(words)) {
        return true;
    }
    let (mut count, mut leads) = (0, false);
    let mut seen: Vec<std::ops::Range<usize>> = Vec::new();
    for caption in CAPTIONS {
        if let Some(at) = squashed.find(caption) {
            let range = at..at + caption.len();
            if seen.iter().any(|other| other.start < range.end && range.start < other.end) {
                continue;
            }
            let after = squashed[range.end..].chars().next();
            let named = matches!(after, Some('：' | ':'));
            leads |= at == 0 && (named || range.len() == squashed.len());
            // A word alone may be part of a sentence; with its colon it is a caption.
            count += usize::from(named) * 2 + usize::from(!named && (at == 0 || length <= 24));
            seen.push(range);
        }
    }
    leads || count >= 2 && (length <= 24 || count >= 3) || count >= 1 && length <= 8
}

/// Whether a line begins with the number of a heading: `一、`, `（一）`, `1.`, `第一章`.
pub(in crate::report) fn has_label(line: &str) -> bool {
    let mut characters = line.trim_start().chars().peekable();
    let bracket = characters.next_if(|c| matches!(c, '（' | '(')).is_some();
    if characters.next_if_eq(&'第').is_some() {
        let rest: String = characters.take(6).collect();
        return rest.contains(['章', '节', '条', '部']);
    }
    let mut numerals = 0;
    while characters.next_if(|&c| is_numeral(c) || c.is_ascii_digit()).is_some() {
        numerals += 1;
    }
    let mark = characters.next();
    let closes =
        if bracket { matches!(mark, Some('）' | ')')) } else { matches!(mark, Some('、' | '.' | '．')) };
    let decimal = mark == Some('.') && characters.peek().is_some_and(char::is_ascii_digit);
    (1..=4).contains(&numerals) && closes && !decimal
}

/// Whether a line has marks of prose.
pub(super) fn has_sentence(line: &str) -> bool {
    line.contains(['。', '；', '，', ',', ';', '：'])
}

/// Whether a short line can close a report: who signs, a day, the note of what is attached.
pub(super) fn closes_report(line: &str) -> bool {
    let squashed: String = line.chars().filter(|c| !c.is_whitespace()).collect();
    let is_day = squashed.contains('年') && squashed.ends_with('日') && squashed.chars().count() <= 16;
    let signers = ["政府", "委员会", "办公室", "局", "院", "中心", "街道", "办事处", "管委会", "大队"];
    let signs = squashed.chars().count() <= 30 && signers.iter().any(|end| squashed.ends_with(end));
    is_day || signs || squashed.starts_with("附件：") || squashed.starts_with("附件:")
}

fn is_numeral(character: char) -> bool {
    "〇零一二三四五六七八九十百".contains(character)
}
