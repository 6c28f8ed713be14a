//! Which words name one thing: an indicator without words that say nothing, and wordings that have some more.

use super::super::synonyms::Synonyms;
use super::super::words;

/// Words that say nothing of what is counted, left out of the comparison.
#[rustfmt::skip]
const FILLERS: &[&str] = &[
    "开展", "组织", "召开", "举办", "举行", "完成", "实现", "各类", "各级", "全年", "累计", "总共", "共计", "左右", "以上", "工作", "情况", "进行", "集中", "现场", "依法", "有效", "及时", "积极", "主动", "先后", "分别", "达到", "年末", "年底", "数量", "全部", "相关", "有关", "实有", "现有", "共有", "拥有", "全社会",
    "全区", "全市", "全县", "全省", "全国", "我区", "我市", "我县", "我省", "我国", "区本级", "市本级", "县本级",
];
/// Endings that may be in one indicator and not in the other.
const ENDINGS: &[&str] = &[
    "人数", "总数", "户数", "件数", "数", "总量", "总额", "额", "量", "案件", "事项", "项目", "活动", "规模",
];

/// The characters of an indicator without marks and fillers, synonyms replaced.
pub(super) fn normalized(indicator: &str, synonyms: &Synonyms) -> Vec<char> {
    let mut text: String = indicator.chars().filter(|c| c.is_alphanumeric()).collect();
    for filler in FILLERS {
        if text.contains(filler) {
            let without = text.replace(filler, "");
            if without.chars().count() >= 2 {
                text = without;
            }
        }
    }
    synonyms.replace(&text).chars().collect()
}

/// How sure it is that `long` names what `short` names, if it has all its words.
pub(super) fn extends(short: &[char], long: &[char]) -> Option<f32> {
    /// Characters that make another thing of what they are added to.
    const OTHERS: &str = "规新净增减非未不无率比均城农乡村镇男女省市县区国央级前后一二三四五六七八九十小大高初幼内外进出私民公年月其重特优特";
    if let Some(front) = long.strip_suffix(short) {
        // `受理` + `行政复议案件`.
        let verb = words::VERBS.iter().any(|verb| front.iter().copied().eq(verb.chars()));
        if verb {
            let changes = ["新增", "净增", "新建", "增加", "减少"]
                .iter()
                .any(|verb| front.iter().copied().eq(verb.chars()));
            return (!changes).then_some(0.8);
        }
    }
    if let Some(ending) = long.strip_prefix(short) {
        let ending: String = ending.iter().collect();
        if ENDINGS.contains(&ending.as_str()) {
            return Some(0.9);
        }
    }
    let mut extra = long.to_vec();
    for character in short {
        let at = extra.iter().position(|other| other == character)?;
        extra.remove(at);
    }
    let ratio = short.len() as f32 / long.len() as f32;
    let same_end = short.last() == long.last();
    let plain = !extra.iter().any(|&c| OTHERS.contains(c));
    if extra == ['总'] && same_end {
        return Some(0.9);
    }
    (ratio >= 0.75 && short.len() >= 5 && same_end && plain).then_some(ratio * 0.9)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chars(text: &str) -> Vec<char> {
        text.chars().collect()
    }

    #[test]
    fn words_in_another_order_and_synonyms_are_one() {
        let synonyms = Synonyms::built_in();
        let key = |text: &str| {
            let mut words = normalized(text, &synonyms);
            words.sort_unstable();
            words
        };
        assert_eq!(key("受理行政复议案件"), key("行政复议申请受理"));
        assert_eq!(key("全市开展普法宣传活动"), key("组织法治宣传活动"));
        assert_ne!(key("受理行政复议案件"), key("办结行政复议案件"));
    }

    #[test]
    fn more_words_are_another_thing_unless_they_say_nothing() {
        let extends = |short: &str, long: &str| extends(&chars(short), &chars(long));
        assert_eq!(extends("行政复议案件", "受理行政复议案件"), Some(0.8));
        assert_eq!(extends("粮食产量", "粮食总产量"), Some(0.9));
        assert_eq!(extends("在校学生", "在校学生人数"), Some(0.9));
        assert_eq!(extends("高新技术企业", "新增高新技术企业"), None);
        assert_eq!(extends("居民人均可支配收入", "农村居民人均可支配收入"), None);
        assert_eq!(extends("行政检查", "行政处罚"), None);
    }
}
