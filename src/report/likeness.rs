//! Whether a text reads like Chinese at all: the text that another program put behind a scan may be wrong.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::text::is_han;

/// The 2,000 commonest characters of official prose, from the texts of the background sketch (`assets/background`).
static COMMON: LazyLock<HashSet<char>> = LazyLock::new(|| {
    include_str!("../../assets/background/common.txt").chars().filter(|c| !c.is_whitespace()).collect()
});

/// Minimum share of common characters. Of 1,270 documents that the list was not made from one in a hundred has less than
/// 0.975; a reading with one character in six wrong has 0.94.
const LEAST: f64 = 0.955;
/// Minimum number of ideographs of a text that is judged.
const ENOUGH: usize = 200;

/// Whether a text has so few of the common characters that it was probably read wrongly.
pub(super) fn is_unlikely(text: &str) -> bool {
    let (mut all, mut common) = (0_usize, 0_usize);
    for character in text.chars().filter(|&character| is_han(character)) {
        all += 1;
        common += usize::from(COMMON.contains(&character));
    }
    all >= ENOUGH && (common as f64) < all as f64 * LEAST
}

#[cfg(test)]
mod tests {
    use super::*;

    const PROSE: &str = "全县各级行政机关坚持依法行政，认真落实法治政府建设实施纲要，全年办理行政复议案件四十七件，\
        行政机关负责人出庭应诉率达到百分之九十八，普法宣传进村入户，群众对法治工作的满意度进一步提高。";

    #[test]
    fn a_text_of_look_alikes_is_unlikely() {
        assert!(!is_unlikely(&PROSE.repeat(4)));
        let read = PROSE.replace('法', "浊").replace('治', "冶").replace('行', "仃").replace('政', "攻");
        assert!(is_unlikely(&read.repeat(4)));
        assert!(!is_unlikely(&read), "too short to tell");
        assert!(!is_unlikely(&"No Chinese at all. ".repeat(40)));
    }
}
