//! Measure words and units behind a number, and the units that stand for one another.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::text::starts_with;

/// Units, longer ones before those that they begin with. Units of time are in [`DURATIONS`].
#[rustfmt::skip]
const UNITS: &[&str] = &[
    "平方公里", "平方千米", "平方米", "立方米", "平方", "立方", "公顷", "公里", "千米", "公斤", "千克", "毫克", "微克", "毫米", "厘米", "海里",
    "千瓦时", "千瓦", "兆瓦", "吉瓦", "千伏安", "千伏", "千升", "千卡", "标准箱", "标箱", "美元", "欧元", "港元", "港币", "日元", "英镑", "卢布", "人公里", "吨公里", "吨标准煤",
    "元", "吨", "亩", "米", "克", "升", "里",
    "人次", "人份", "件套", "台套", "学时", "课时", "场次", "批次", "频次",
    "大项", "小项", "大类", "小类", "中类",
    "件", "次", "人", "名", "个", "项", "份", "户", "家", "起", "条", "场", "期", "篇", "册", "宗", "卷", "部", "类", "处", "台", "辆", "张", "只",
    "支", "所", "间", "批", "轮", "幅", "块", "单", "例", "艘", "页", "套", "门", "节", "分", "岁", "位", "种", "站",
    "组", "枚", "座", "口", "对", "笔", "封", "通", "趟", "堂", "课", "集", "首", "株", "头", "栋", "幢", "村", "架", "棵", "羽", "匹", "尾", "孔", "盏",
    "段", "层", "款", "则", "班", "床", "杆", "部门", "顶", "把", "箱", "桶", "瓶", "盒", "片", "根", "眼", "倍", "届次", "树", "颗", "道", "粒", "度", "列", "双", "副", "股", "斤", "扇",
];

/// Units in Latin letters; no further letter may follow.
const LATIN: &[&str] = &[
    "μg/m³", "µg/m³", "μg/m3", "mg/m³", "MWh", "GWh", "kWh", "MW", "GW", "kW", "kV", "km2", "km²", "km",
    "kg", "hm²", "m²", "m³", "m2", "m3", "mm", "cm", "m", "t", "℃",
];

/// Units of time, which make a figure only where the words say that time is measured.
pub(super) const DURATIONS: &[&str] = &[
    "个工作日",
    "个季度",
    "季度",
    "个小时",
    "个月",
    "个自然日",
    "工作日",
    "小时",
    "分钟",
    "秒",
    "周岁",
    "天",
    "日",
    "周",
    "年",
    "月",
    "时",
    "岁",
];

/// Words that begin with a measure word and are none: `个人`, `条件`, `处理`.
#[rustfmt::skip]
const WORDS: &[&str] = &[
    "个人", "个体", "个性", "个别", "个案", "条件", "条例", "条款", "件事", "项目", "家庭", "家长", "家居", "家电", "场所", "场景", "场馆", "场地", "部署", "部分", "部长",
    "位于", "位置", "位次", "位列", "位居", "名单", "名称", "名录", "名师", "名优", "次要", "次数", "次干", "次级", "次生", "次日", "分别", "分钟", "分之", "分类", "分析", "分局", "分支", "分级",
    "元旦", "元宇", "元素", "元首", "米粉", "米面", "批准", "批复", "批评", "期间", "期末", "期限", "期货", "组织", "组建", "组成", "户籍", "户外", "户口", "户用", "户数", "道路", "道德", "台湾", "台账", "台风",
    "处理", "处罚", "处置", "处分", "处于", "处级", "起来", "起草", "起诉", "对口", "对外", "对接", "对标", "对照", "口岸", "口径", "种植", "种业", "种类", "支持", "支出", "支撑", "支付", "支队", "支部", "所有", "所属", "所在", "所得",
    "座谈", "节约", "节能", "节点", "节目", "节日", "课程", "课题", "村级", "村民", "村庄", "村委", "村居", "轮训", "轮换", "通过", "通报", "通道", "通信", "通用", "通办", "通车", "首批", "首次", "首个", "首位", "首家",
    "人大", "人民", "人均", "人工", "人才", "人口", "人社", "人身", "人员", "人事", "头部", "层级", "层面", "款项", "班子", "把握", "片区", "根据", "倍增", "单位", "单一", "单独", "单元", "例会", "例行", "门户", "门类", "门诊",
    "站点", "站所", "段落", "页面", "卷宗", "册籍", "篇章", "宗旨", "类型", "类别", "件次", "辆车", "集中", "集体", "集团", "集群", "集聚", "套餐", "套路", "块状", "块链", "孔雀", "则是", "份额", "笔试", "笔录", "封闭", "封面",
    "里程", "升级", "升至", "升到", "克服", "克隆", "吨位", "亩均", "千方", "床位", "度假", "度过", "度汛", "度夏", "度量", "箱体", "盒子", "株洲", "架构", "树立", "树木", "级", "次性", "列入", "列为", "列席", "列车", "双方", "双向", "副省", "副市", "副县", "副处", "副科", "副主", "副书", "股份", "股东", "股权", "眼科", "顶级", "间接", "间隔", "只有", "只能", "只要", "张贴", "张家", "例外", "幅度",
];

/// Words from the list above that count all the same where a number stands before them: `20床位` counts 床.
const STILL: &[&str] = &["件次", "辆车", "床位", "树木", "项目"];

/// A unit at the start of `text`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// Its length in characters.
    Unit(usize),
    /// The length of a unit of time.
    Duration(usize),
}

/// Units and words that begin with one character, and their lengths in characters.
#[derive(Default)]
struct Starting {
    rates: Vec<(&'static str, usize)>,
    durations: Vec<(&'static str, usize)>,
    latin: Vec<(&'static str, usize)>,
    units: Vec<(&'static str, usize)>,
    words: Vec<(&'static str, usize)>,
}

/// Units by their first character, so that a number is compared with a few of them.
static BY_FIRST: LazyLock<HashMap<char, Starting>> = LazyLock::new(|| {
    let mut lists: HashMap<char, Starting> = HashMap::new();
    let mut add = |words: &[&'static str], list: fn(&mut Starting) -> &mut Vec<(&'static str, usize)>| {
        for word in words {
            if let Some(first) = word.chars().next() {
                list(lists.entry(first).or_default()).push((word, word.chars().count()));
            }
        }
    };
    add(&["个百分点", "百分点", "%", "‰"], |one| &mut one.rates);
    add(DURATIONS, |one| &mut one.durations);
    add(LATIN, |one| &mut one.latin);
    add(UNITS, |one| &mut one.units);
    add(WORDS, |one| &mut one.words);
    lists
});

/// Reads the unit at the start of `text` (folded characters).
pub(super) fn read(text: &[char]) -> Option<Found> {
    let starting = BY_FIRST.get(text.first()?)?;
    let begins = |word: &&(&str, usize)| starts_with(text, word.0);
    if let Some(&(_, length)) = starting.rates.iter().find(begins) {
        return Some(Found::Unit(length));
    }
    if let Some(&(_, length)) = starting.durations.iter().find(begins) {
        return Some(Found::Duration(length));
    }
    if let Some(&(_, length)) = starting.latin.iter().find(begins) {
        let runs_on = text.get(length).is_some_and(|&c| c.is_ascii_alphanumeric());
        return (!runs_on).then_some(Found::Unit(length));
    }
    let mut length = starting.units.iter().filter(begins).map(|(_, length)| *length).max()?;
    let is_word = length == 1
        && starting.words.iter().any(|word| begins(&word))
        && !STILL.iter().any(|word| starts_with(text, word));
    if is_word {
        return None;
    }
    // 户次, 台次, 亩次; but `9条次干道` counts 条.
    let again = text.get(length) == Some(&'次') && length == 1 && text[0] != '次';
    let next_word = text.get(length + 1).is_some_and(|&c| "干级生日序要数".contains(c));
    if again && !next_word {
        length += 1;
    }
    // 元/平方米, 微克/立方米.
    if text.get(length) == Some(&'/')
        && let Some(Found::Unit(below)) = text.get(length + 1..).and_then(|rest| {
            if rest.first().is_some_and(|&c| matches!(c, '年' | '日' | '天' | '秒' | '时' | '月')) {
                Some(Found::Unit(1))
            } else {
                read(rest)
            }
        })
    {
        length += 1 + below;
    }
    Some(Found::Unit(length))
}

/// The unit as the ledger names it: one form for each.
pub(super) fn canonical(unit: &str) -> &str {
    match unit {
        "百分点" => "个百分点",
        "千米" | "km" => "公里",
        "平方千米" | "km²" | "km2" => "平方公里",
        "m²" | "m2" | "平方" => "平方米",
        "m³" | "m3" | "立方" => "立方米",
        "hm²" => "公顷",
        "千克" | "kg" => "公斤",
        "t" => "吨",
        "m" => "米",
        "kW" => "千瓦",
        "MW" => "兆瓦",
        "kWh" => "千瓦时",
        "港币" => "港元",
        other => other,
    }
}

/// Units that count the same things, each line by its first: 件, 起 and 宗 count cases.
const ALIKE: &[&[&str]] = &[
    &[
        "件", "起", "宗", "例", "个", "项", "条", "份", "单", "则", "篇", "部", "款", "种", "类", "大类",
        "大项", "笔", "批", "期",
    ],
    &["人", "名", "位"],
    &["家", "户", "所"],
    &["次", "场", "场次", "轮", "批次", "趟", "期", "件次", "堂", "班次"],
    &["人次"],
    &["吨", "吨标准煤"],
    &["公里"],
];

/// The first unit of those that count the same things.
pub(super) fn class(unit: &str) -> &str {
    ALIKE.iter().find(|units| units.contains(&unit)).map_or(unit, |units| units[0])
}

/// Whether a unit is money.
pub(super) fn is_money(unit: &str) -> bool {
    unit.contains('元') || matches!(unit, "英镑" | "卢布" | "港币")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unit(text: &str) -> Option<Found> {
        read(&text.chars().collect::<Vec<_>>())
    }

    #[test]
    fn the_longest_unit_is_read() {
        for (text, length) in [
            ("人次", 2),
            ("户次，", 2),
            ("条次干道", 1),
            ("平方公里", 4),
            ("个百分点", 4),
            ("元/平方米", 5),
            ("大项", 2),
            ("km，", 2),
            ("吨", 1),
        ] {
            assert_eq!(unit(text), Some(Found::Unit(length)), "{text}");
        }
        assert_eq!(unit("个工作日内"), Some(Found::Duration(4)));
        assert_eq!(unit("个月"), Some(Found::Duration(2)));
    }

    #[test]
    fn words_that_begin_like_a_unit_are_none() {
        for text in ["个人", "条例", "处罚", "元旦", "级医院", "kmx", "热线", ""] {
            assert_eq!(unit(text), None, "{text}");
        }
    }
}
