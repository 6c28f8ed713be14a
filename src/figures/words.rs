//! Words around figures: those that are no part of an indicator, verbs that take what a number counts as their object,
//! words of change and comparison.

use crate::text::{ends_with, starts_with};

/// Words at the front of a clause that say when, where or how, not what is counted. Longer ones win.
#[rustfmt::skip]
const FRONT: &[&str] = &[
    "今年以来", "今年", "本年度", "本年", "全年", "年内", "年末", "年底", "年初", "上半年", "下半年", "去年", "上年", "过去一年", "一年来", "五年来", "三年来", "近年来",
    "截至目前", "截止目前", "截至", "截止", "截止到", "目前", "期间", "其间", "我区", "我市", "我县", "我省", "我国", "我州", "我旗", "我局", "我委", "我镇", "我办", "我厅", "全区", "全市", "全县", "全省",
    "全国", "全州", "全旗", "全镇", "全乡", "全局", "全系统", "全街道", "各级", "各地", "各部门", "各单位", "其中", "其余", "并且", "并", "且", "同时", "此外", "另外", "另有", "另", "先后",
    "累计", "共计", "总计", "合计", "一共", "共", "均", "已经", "已", "分别", "现", "仅", "还", "又", "再", "也", "即", "了", "的", "由", "从", "自", "年", "度", "底", "末", "来", "以来", "至",
    "一是", "二是", "三是", "四是", "五是", "六是", "七是", "八是", "九是", "十是", "首先", "其次", "再次", "最后", "包括", "包含", "涵盖", "含", "如", "比如", "据统计", "据不完全统计", "有", "预计", "按可比价格计算",
    "按可比价计算", "按可比口径", "达到", "达", "为", "约", "近", "超过", "突破", "因此", "从而", "通过",
];

/// Words at the end of a clause, right before a number. Longer ones win.
#[rustfmt::skip]
const BACK: &[&str] = &[
    "共计", "总计", "合计", "累计", "一共", "分别达到", "分别为", "分别达", "分别", "达到", "约为", "保持在", "稳定在", "控制在", "维持在", "不低于", "不少于", "不超过", "超过", "突破", "接近", "将近", "大约", "大概", "至少",
    "高达", "多达", "仅为", "仅有", "只有", "均为", "均达", "已达", "共有", "共", "均", "都", "各", "达", "为", "是", "有", "了", "约", "近", "超", "逾", "仅", "至", "到", "于", "的", "由", "从", "以", "已", "又", "再", "还", "也", "计", "第", "扩大到", "扩大至",
    "完成", "实现", "增加到", "增长到", "提高到", "提升到", "上升到", "下降到", "降低到", "减少到", "缩短到", "压缩到", "增加至", "增长至", "提高至", "提升至", "上升至", "下降至", "降低至", "减少至", "缩短至", "压缩至", "压减至",
    "增至", "升至", "降至", "减至", "缩至", "跃升到", "跃升至", "攀升到", "攀升至", "拓展到", "拓展至", "扩至", "增加为", "调整为", "回升到", "回升至", "降到", "升到", "首次", "累计达", "总共", "不足", "居", "列", "排名", "位列", "位居", "跃居",
];

/// Endings that belong to the word before them, so that nothing of them is taken away.
#[rustfmt::skip]
const KEPT: &[&str] = &[
    "行为", "作为", "人为", "收到", "接到", "得到", "查到", "报到", "签到", "所有", "国有", "拥有", "具有", "设有", "实有", "享有", "持有", "含有", "现有", "甚至", "附近", "统计", "审计", "会计", "设计", "估计", "用于", "存在", "现在", "潜在",
    "传达", "送达", "下达", "直达", "到达", "表达", "抵达", "公共", "平均", "人均", "户均", "亩均", "签约", "节约", "集约", "预约", "履约", "违约", "条约", "公约", "目的", "系列", "陈列", "下列", "移居", "定居", "民居", "旧居", "理由", "自由", "小计", "累计完成",
];

/// Verbs that end a clause before a number: what follows the unit is their object.
#[rustfmt::skip]
pub(super) const VERBS: &[&str] = &[
    "组织", "开展", "召开", "举办", "举行", "建成", "建立", "新建", "设立", "设置", "成立", "形成", "制定", "出台", "印发", "修订", "修改", "废止", "清理", "审查", "审核", "备案", "受理", "办理", "办结", "审结", "审理", "处理", "查处", "立案", "结案", "检查",
    "抽查", "评查", "调解", "化解", "排查", "整改", "整治", "解决", "推动", "推进", "实施", "落实", "发放", "印制", "制作", "发布", "公开", "公示", "推送", "发送", "接待", "解答", "提供", "服务", "惠及", "覆盖", "培训", "选派", "选拔", "选聘", "招募", "招聘",
    "聘请", "聘任", "配备", "配置", "吸纳", "认定", "认领", "承办", "承接", "参加", "参与", "邀请", "指导", "督促", "督办", "督查", "约谈", "曝光", "通报", "移送", "打造", "培育", "引进", "招引", "签约", "签订", "落地", "开工", "竣工", "投产", "投入", "投用", "投资",
    "争取", "筹集", "融资", "拨付", "兑现", "减免", "退还", "追缴", "挽回", "救助", "帮扶", "资助", "援助", "安置", "改造", "修复", "新增", "净增", "增加", "减少", "拥有", "现有", "共有", "实有", "设有", "涉及", "包括", "包含", "涵盖", "划分", "分为", "纠正", "纠错", "撤销",
    "维持", "驳回", "采纳", "征求", "收集", "征集", "收到", "接到", "接收", "报送", "报备", "提出", "提请", "审议", "研究", "讨论", "通过", "取消", "下放", "精简", "压减", "梳理", "编制", "汇编", "归集", "共享", "上线", "开通", "更新", "上传", "下沉", "派驻",
    "走访", "慰问", "宣讲", "学习", "研讨", "创建", "获评", "荣获", "获得", "获批", "入选", "评选", "表彰", "奖励", "处罚", "处分", "问责", "查摆", "发现", "查出", "反馈", "交办", "转办", "答复", "办复", "出庭", "应诉", "拆除", "关停", "取缔", "收缴", "查获", "破获",
    "抓获", "打掉", "侦破", "起诉", "种植", "栽植", "生产", "销售", "出口", "进口", "实现", "达成", "带动", "帮助", "支持", "保障", "监测", "抽检", "检测", "巡查", "出动", "派出", "投放", "安装", "铺设", "硬化", "疏通", "加固", "修建", "扩建", "续建", "建设",
    "储备", "谋划", "对接", "引导", "扶持", "吸引", "汇聚", "集聚", "引育", "孵化", "转化", "申请", "申报", "授权", "登记", "注册", "注销", "核发", "颁发", "发出", "出具", "下达", "下发", "转发", "起草", "送达", "接入", "纳入", "入驻", "入库", "上规", "晋升", "评定", "评估",
    "评价", "考核", "测评", "验收", "组建", "充实", "调整", "优化", "整合", "撤并", "合并", "关闭", "偿还", "追回", "罚没", "收回", "供应", "出让", "流转", "加装", "推广", "试点", "建有", "采取", "推出", "举行", "确定", "确立", "确认", "完善", "健全", "强化", "深化", "拓展",
    "新认定", "新设立", "划转", "选树", "选出", "评出", "推荐", "录用", "录取", "毕业", "就业", "脱贫", "搬迁", "完工", "通车", "运行", "播种", "收获", "收购", "存栏", "出栏", "捐赠", "捐款", "募集", "发行", "上市", "挂牌", "办成", "受益", "宣传", "普及",
];

/// Words that cannot go before an object: an indicator that is only these is taken from an earlier clause.
pub(super) const PREPOSITIONS: &[&str] = &[
    "对", "为", "与", "向", "将", "把", "以", "由", "从", "给", "同", "和", "及", "有", "是", "在", "按",
    "让", "使", "这", "那", "全", "各", "每", "拟", "用", "令", "因",
];

/// Beginnings of the words behind a unit that go on with the sentence and are not what was counted.
#[rustfmt::skip]
const GOES_ON: &[&str] = &[
    "并", "均", "已", "全部", "较", "比", "同比", "环比", "占", "和", "与", "及", "以", "等", "为", "是", "在", "由", "被", "将", "得", "其", "而", "但", "且", "也", "都", "又", "还", "再", "后", "时", "内", "外", "前", "之", "来", "增长", "增加", "增至", "减少", "减至", "下降",
    "降至", "降到", "升到", "降低", "提高", "提升", "上升", "升至", "扩大", "跃升", "攀升", "拓展到", "拓展至", "缩短", "压缩", "回落", "左右", "以上", "以下", "以内", "达", "至", "到", "约", "近", "超", "分别", "居", "列", "排", "如期", "同时", "从而", "共", "总", "累计", "用于", "先后", "起",
];

/// Words that begin like one of [`GOES_ON`] and are none.
#[rustfmt::skip]
const NOUNS: &[&str] = &[
    "居民", "居家", "居住", "列车", "排水", "排污", "排放", "排查", "将军", "得分", "后备", "后勤", "前期", "前沿", "内资", "内贸", "外资", "外贸", "外来", "外籍", "外商", "外地", "来华", "来访", "时间", "时尚", "及时", "共享", "共建", "共性", "总部", "起重",
    "比赛", "与会", "均等", "在校", "在建", "在职", "在册", "在岗", "在押", "在线", "在编", "在读", "被征地", "被告", "被征收", "其他", "其它", "以工代赈", "以旧换新", "等级", "等额", "再生", "再就业", "再贷款", "后续", "增值", "增量", "增加值", "减税", "减排", "到期", "到店", "到户", "达标",
    "近海", "近视", "近亲", "超市", "超标", "超期", "超限", "超高", "超大", "超载", "超长", "将来", "由政府", "约谈", "也门", "还款", "还贷", "还迁", "提升改造", "提升工程", "提质", "压缩机", "为民", "为企", "为老", "为农", "和谐", "和平", "都市", "又好",
];

/// Words that begin the sentence's predicate behind what was counted.
#[rustfmt::skip]
const PREDICATES: &[&str] = &[
    "正在", "连续", "居于", "保持", "稳居", "持续", "大幅", "快速", "稳步", "不断", "进一步", "显著", "明显", "首次", "继续", "参与", "加入", "签署", "签订",
    "进行", "开展", "实现", "参加", "提供", "纳入", "获得", "获评", "获", "被", "已", "均", "全部", "完成", "落地", "在", "由", "与", "并", "通过", "实施", "建立", "接受", "享受", "得到", "达到", "常态化", "受益", "如期", "顺利", "陆续", "正式", "成功", "相继", "同比", "较", "比",
    "占", "达", "投入", "建成", "开工", "竣工", "为", "是", "将", "入选", "可", "需", "以", "及时", "全面",
];

/// Words of change, longer ones first, and whether they fall.
#[rustfmt::skip]
const CHANGES: &[(&str, bool)] = &[
    ("增长率", false), ("增长速度", false), ("同比增速", false), ("增长", false), ("增加", false), ("增收", false), ("增产", false), ("增幅", false), ("增速", false), ("涨幅", false), ("上涨", false), ("上升", false), ("提高", false), ("提升", false), ("扩大", false),
    ("净增", false), ("增", false), ("多", false), ("快", false), ("高", false),
    ("下降", true), ("减少", true), ("降低", true), ("减产", true), ("减收", true), ("回落", true), ("下滑", true), ("下跌", true), ("压减", true), ("压缩", true), ("缩短", true), ("缩减", true), ("收窄", true), ("降幅", true), ("减", true), ("降", true), ("少", true), ("低", true),
];

/// Names of quantities that say nothing without what they belong to.
#[rustfmt::skip]
pub(super) const RELATIONAL: &[&str] = &[
    "总量", "总数", "总额", "总人数", "总户数", "占比", "比重", "比例", "数量", "金额", "总金额", "人数", "户数", "件数", "面积", "总面积", "规模", "总规模", "覆盖率", "完成率", "办结率", "成功率", "满意率", "合格率", "达标率", "采纳率", "整改率", "参与率", "认领率", "成交金额", "存量", "增量",
    "总投资", "产值", "销售额", "营业收入", "余额", "涉案金额", "涉及金额",
];

/// What a change is measured against.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Against {
    /// The year before: 同比, 比上年.
    LastYear,
    /// The beginning of the year: 较年初.
    YearStart,
    /// Another time, or none that is named.
    Other,
}

/// A word of change at the end of a clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Changed {
    /// Number of characters before the comparison and the word of change.
    pub(super) rest: usize,
    /// The word of change (`增长`).
    pub(super) verb: &'static str,
    pub(super) falls: bool,
    pub(super) against: Option<Against>,
}

/// The longest of the words with which `text` begins, in characters.
fn longest_front(text: &[char], words: &[&str]) -> usize {
    words
        .iter()
        .filter(|words| starts_with(text, words))
        .map(|words| words.chars().count())
        .max()
        .unwrap_or(0)
}

fn longest_back(text: &[char], words: &[&str]) -> usize {
    words.iter().filter(|words| ends_with(text, words)).map(|words| words.chars().count()).max().unwrap_or(0)
}

/// Takes away dates and words of [`FRONT`] from the front of a clause. Returns where its own words begin.
pub(super) fn strip_front(text: &[char]) -> usize {
    let mut at = date_end(text);
    loop {
        let rest = &text[at..];
        let skip = match rest.first() {
            Some(c) if " 、“”\"'".contains(*c) && !quoted(rest) => 1,
            Some(c) if c.is_ascii_digit() => {
                let digits = rest.iter().take_while(|c| c.is_ascii_digit() || **c == '-').count();
                if rest.get(digits).is_some_and(|&c| "年月日".contains(c)) { digits + 1 } else { 0 }
            }
            // `并购`, `现代`, `自治区`, `共青团`, `年平均` are words of their own.
            _ if WHOLE.iter().any(|words| starts_with(rest, words)) => 0,
            _ => longest_front(rest, FRONT),
        };
        if skip == 0 {
            return at;
        }
        at += skip;
    }
}

/// Words that begin like one of [`FRONT`] and are none.
#[rustfmt::skip]
const WHOLE: &[&str] = &[
    "并购", "并网", "并轨", "现代", "现金", "现场", "现行", "现役", "自治", "自然", "自主", "自筹", "自有", "自建", "自来", "自动", "自贸", "自闭", "共青", "共同", "共建", "共享", "共有产权", "年平均", "年均", "度假", "来访", "来信", "来料", "来华", "至今", "再生", "再婚", "再就业", "再贷款", "还款", "还贷", "还迁", "还田",
    "末端", "底线", "如期", "如实", "为民", "为企", "近海", "近视", "即时", "即办", "已婚", "通过率", "含税", "含氧", "含硫", "由政", "另案", "均等", "从业", "从事", "从教", "约谈", "约定", "有限", "有效", "有线", "有机", "有关", "有色", "有害", "有责", "有证", "有毒", "有偿", "有序", "有意", "有力", "预计损失", "达标", "达产", "现有", "新建", "全县域", "全国性", "全区域", "全市场", "全省性", "全年龄", "累计折旧", "仅限", "又好",
];

/// Whether a text begins with a quotation that is closed.
fn quoted(text: &[char]) -> bool {
    text.first() == Some(&'“') && text.iter().take(30).any(|&c| c == '”')
}

/// Position behind the last date of a clause that stands before its words: `2024年`, `截至12月底`.
fn date_end(text: &[char]) -> usize {
    let mut end = 0;
    for at in 1..text.len() {
        // A date further back belongs to the words before it: `指数排名从2012年全球第78位`.
        let year =
            text[at] == '年' && (4..=8).contains(&at) && text[at - 4..at].iter().all(char::is_ascii_digit);
        let day = "月日".contains(text[at]) && text[at - 1].is_ascii_digit();
        if (year || day) && text.len() > at + 2 {
            end = at + 1;
        }
    }
    end
}

/// Takes away words of [`BACK`] from the end of a clause. Returns where its own words end.
pub(super) fn strip_back(text: &[char]) -> usize {
    let mut end = text.len();
    loop {
        let rest = &text[..end];
        if longest_back(rest, KEPT) > 0 {
            return end;
        }
        let skip = match rest.last() {
            Some(c) if " :、(".contains(*c) => 1,
            // `从2020年的10.5万元`.
            Some('年') if end > 6 && rest[end - 5..end - 1].iter().all(char::is_ascii_digit) => 5,
            _ => longest_back(rest, BACK),
        };
        if skip == 0 {
            return end;
        }
        end -= skip;
    }
}

/// The verb at the end of a clause, in characters; 0 if there is none.
pub(super) fn verb_at_end(text: &[char]) -> usize {
    longest_back(text, VERBS)
}

/// Whether a verb says that money is spent on what follows.
pub(super) fn spends(verb: &[char]) -> bool {
    ["投资", "投入", "融资", "拨付"].iter().any(|words| verb.iter().copied().eq(words.chars()))
}

/// The verb at the front of an indicator, in characters; 0 if there is none.
pub(super) fn verb_at_front(text: &[char]) -> usize {
    longest_front(text, VERBS)
}

/// The preposition at the end of a clause, in characters.
pub(super) fn preposition_at_end(text: &[char]) -> usize {
    longest_back(text, PREPOSITIONS)
}

/// Whether the words behind a unit go on with the sentence.
pub(super) fn goes_on(text: &[char]) -> bool {
    longest_front(text, GOES_ON) > 0 && longest_front(text, NOUNS) == 0
}

/// Where the predicate begins in the words behind a unit; their length if none does.
pub(super) fn predicate(text: &[char]) -> usize {
    (2..text.len()).find(|&at| longest_front(&text[at..], PREDICATES) > 0).unwrap_or(text.len())
}

/// The word of change at the end of a clause with the comparison before it: `比上年增长`, `同比下降`.
pub(super) fn changed(text: &[char]) -> Option<Changed> {
    let mut end = text.len();
    loop {
        let skip = longest_back(
            &text[..end],
            &[
                "了",
                "约",
                "近",
                "超过",
                "达到",
                "达",
                "为",
                "至少",
                "保持在",
                "分别",
                "保持",
                "在",
                "超",
                "逾",
                "均",
                "各",
                "稳定在",
                "高于",
                "低于",
                "不低于",
            ],
        );
        if skip == 0 {
            break;
        }
        end -= skip;
    }
    // `人口自然增长率` is a rate.
    if ends_with(&text[..end], "自然增长率") {
        return None;
    }
    let &(verb, falls) = CHANGES.iter().find(|(verb, _)| ends_with(&text[..end], verb))?;
    let (rest, against) = without_comparison(&text[..end - verb.chars().count()]);
    // `增多`, `最高`: a single character changes only what it is compared with.
    (verb.chars().count() > 1 || against.is_some()).then_some(Changed { rest, verb, falls, against })
}

/// The word of change that is all of a clause, and whether it falls.
pub(super) fn plain_change(text: &[char]) -> Option<(&'static str, bool)> {
    let words = &text[..text.len() - usize::from(text.last() == Some(&'了'))];
    CHANGES.iter().copied().find(|(verb, _)| words.iter().copied().eq(verb.chars()))
}

/// Takes a comparison away from the end of a clause: `比上年同期`, `同比`, `较年初`.
pub(super) fn without_comparison(text: &[char]) -> (usize, Option<Against>) {
    let mut end = text.len();
    let mut against = None;
    loop {
        let rest = &text[..end];
        let skip = longest_back(
            rest,
            &["分别", "均", "各", "又", "也", "再", "实际", "预计", "名义", "累计", "净", "年均", ","],
        );
        // `人均增长`, `平均提升`.
        let mean = ["平均", "人均", "户均", "亩均"].iter().any(|words| ends_with(rest, words));
        if skip > 0 && !mean {
            end -= skip;
            continue;
        }
        if ends_with(rest, "同比") || ends_with(rest, "环比") {
            against = Some(if ends_with(rest, "同比") { Against::LastYear } else { Against::Other });
            end -= 2;
            continue;
        }
        let Some((length, found)) = comparison(rest) else { break };
        against = against.or(Some(found));
        end -= length;
    }
    (end, against)
}

/// The comparison at the end of a text: its length and what it compares with.
fn comparison(text: &[char]) -> Option<(usize, Against)> {
    /// Maximum length of the words behind 比, in characters.
    const LONGEST: usize = 10;
    let from = text.len().saturating_sub(LONGEST + 1);
    let known = |c: char| {
        "上去前年同期初底末一度季月往的于水平时相比预算决执行数实际“”二三四五六七八九十".contains(c)
            || c.is_ascii_digit()
    };
    let names = |behind: &str| {
        ["年", "同期", "上月", "上季", "期初", "五”"].iter().any(|words| behind.contains(words))
            && behind.chars().all(known)
    };
    let leads = (from..text.len()).filter(|&at| matches!(text[at], '比' | '较' | '与'));
    let (lead, behind) =
        leads.map(|at| (at, text[at + 1..].iter().collect::<String>())).find(|(_, behind)| names(behind))?;
    let mut start = lead;
    // `与上年相比`, `相较于`.
    if start > 0 && text[start - 1] == '相' {
        start -= 1;
    }
    let against = if behind.contains("初") && !behind.contains("同期") {
        Against::YearStart
    } else if ["上年", "去年", "上一年", "前一年", "同期"].iter().any(|words| behind.contains(words))
    {
        Against::LastYear
    } else {
        Against::Other
    };
    Some((text.len() - start, against))
}

/// Whether a clause ends by naming last year's value: `去年同期`, `上年为`.
pub(super) fn names_last_year(text: &[char]) -> bool {
    let end = text.len() - longest_back(text, &["为", "是", "的", "有", "仅为", "仅", "数", "约"]);
    longest_back(
        &text[..end],
        &[
            "上年",
            "去年",
            "上年同期",
            "去年同期",
            "上一年",
            "上一年度",
            "上年度",
            "上年末",
            "上年底",
            "去年底",
            "同期",
        ],
    ) > 0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bare(text: &str) -> String {
        let chars: Vec<char> = text.chars().collect();
        let text = &chars[..strip_back(&chars)];
        text[strip_front(text)..].iter().collect()
    }

    #[test]
    fn words_of_time_and_place_are_no_indicator() {
        for (clause, words) in [
            ("2024年共受理行政复议案件", "受理行政复议案件"),
            ("截至2024年底,全区共有", ",全区"),
            ("今年以来累计发放执法证共计", "发放执法证"),
            ("其中总量达到", "总量"),
            ("查处违法行为", "查处违法行为"),
            ("收到", "收到"),
            ("并购企业", "并购企业"),
            ("地区生产总值完成", "地区生产总值"),
            ("森林覆盖率提高到", "森林覆盖率"),
        ] {
            assert_eq!(bare(clause), words, "{clause}");
        }
    }

    #[test]
    fn changes_are_known_with_what_they_compare() {
        let read = |text: &str| {
            let chars: Vec<char> = text.chars().collect();
            changed(&chars)
                .map(|found| (chars[..found.rest].iter().collect::<String>(), found.verb, found.against))
        };
        assert_eq!(
            read("财政收入比上年同期增长"),
            Some(("财政收入".into(), "增长", Some(Against::LastYear)))
        );
        assert_eq!(read("同比下降了"), Some((String::new(), "下降", Some(Against::LastYear))));
        assert_eq!(read("贷款余额较年初增加"), Some(("贷款余额".into(), "增加", Some(Against::YearStart))));
        assert_eq!(read("非油工业增速保持在"), Some(("非油工业".into(), "增速", None)));
        assert_eq!(read("分别比上年增长"), Some((String::new(), "增长", Some(Against::LastYear))));
        assert_eq!(read("产值与上年同期相比增加"), Some(("产值".into(), "增加", Some(Against::LastYear))));
        assert_eq!(read("受理案件"), None);
        assert_eq!(read("人口自然增长率为"), None);
    }
}
