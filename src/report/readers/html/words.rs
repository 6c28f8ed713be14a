//! Words that distinguish the page from the report: names of containers, captions of facts and buttons. The captions
//! are those of `text::vocabulary`; their weights are in `choose`.

use std::sync::LazyLock;

use crate::text::{fold, is_ignored, vocabulary};

/// Maximum length of a line of captions, in characters; a longer line is prose whatever its words.
const LONGEST_CAPTIONS: usize = 160;

/// Names (id or class) of the element that holds an article in content systems of government sites.
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

/// Captions, folded, in lower case, longest first: a caption inside a longer one is not counted.
static CAPTIONS: LazyLock<Words> = LazyLock::new(|| {
    let mut captions: Vec<String> = vocabulary::captions_in_lines().map(str::to_lowercase).collect();
    captions.sort_by_key(|caption| std::cmp::Reverse(caption.len()));
    captions.dedup();
    Words::new(captions)
});

/// Words that occur only in a site's bars and footer.
static OF_SITE: LazyLock<Words> = LazyLock::new(|| {
    let bars = ["分享到:", "返回顶部", "扫一扫在手机"];
    Words::new(vocabulary::SITE_FOOTER.iter().copied().chain(bars).map(str::to_lowercase).collect())
});

/// Words that are searched together: a page has thousands of lines, and the vocabulary more than a hundred words.
struct Words {
    words: Vec<String>,
    /// First characters with the indices of their words, ascending.
    first: Vec<(char, usize)>,
}

impl Words {
    fn new(words: Vec<String>) -> Self {
        let first_of = |(at, word): (usize, &String)| Some((word.chars().next()?, at));
        let mut first: Vec<_> = words.iter().enumerate().filter_map(first_of).collect();
        first.sort_unstable();
        Self { words, first }
    }

    /// Index and byte position of each occurrence of a word in a line.
    fn matches<'a>(&'a self, line: &'a str) -> impl Iterator<Item = (usize, usize)> + 'a {
        line.char_indices().flat_map(move |(position, character)| {
            let from = self.first.partition_point(|&(first, _)| first < character);
            let begins = self.first.iter().skip(from).take_while(move |&&(first, _)| first == character);
            let rest = &line[position..];
            let stands =
                move |at: usize| rest.starts_with(self.words.get(at)?.as_str()).then_some((at, position));
            begins.filter_map(move |&(_, at)| stands(at))
        })
    }

    /// The words in a line, in their order here, each with the byte range of its first occurrence.
    fn found(&self, line: &str) -> Vec<std::ops::Range<usize>> {
        let mut found: Vec<_> = self.matches(line).collect();
        found.sort_unstable();
        found.dedup_by_key(|&mut (at, _)| at);
        let range =
            |(at, start): (usize, usize)| Some(start..start.saturating_add(self.words.get(at)?.len()));
        found.into_iter().filter_map(range).collect()
    }
}

/// Index of the known container that an element is, by its id and its classes.
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
    let squashed: String =
        line.chars().filter(|&c| !is_ignored(c)).map(fold).collect::<String>().to_lowercase();
    let length = squashed.chars().count();
    if length == 0 || length > LONGEST_CAPTIONS || squashed.ends_with('。') {
        return false;
    }
    if OF_SITE.matches(&squashed).next().is_some() {
        return true;
    }
    let (mut count, mut leads) = (0, false);
    let mut seen: Vec<std::ops::Range<usize>> = Vec::new();
    for range in CAPTIONS.found(&squashed) {
        if seen.iter().any(|other| other.start < range.end && range.start < other.end) {
            continue;
        }
        let named = squashed[range.end..].starts_with(':');
        leads |= range.start == 0 && (named || range.len() == squashed.len());
        // A caption alone may be part of a sentence; with a colon it counts twice.
        let times = if named { 2 } else { usize::from(range.start == 0 || length <= 24) };
        count = times.saturating_add(count);
        seen.push(range);
    }
    leads || count >= 2 && (length <= 24 || count >= 3) || count >= 1 && length <= 8
}

/// Whether a line has marks of prose.
pub(super) fn has_sentence(line: &str) -> bool {
    line.contains(['。', '；', '，', ',', ';', '：'])
}

/// Whether a short line can close a report: a signature, a date, a note of attachments.
pub(super) fn closes_report(line: &str) -> bool {
    let squashed: String = line.chars().filter(|c| !c.is_whitespace()).collect();
    let is_day = squashed.contains('年') && squashed.ends_with('日') && squashed.chars().count() <= 16;
    let signers = ["政府", "委员会", "办公室", "局", "院", "中心", "街道", "办事处", "管委会", "大队"];
    let signs = squashed.chars().count() <= 30 && signers.iter().any(|end| squashed.ends_with(end));
    is_day || signs || squashed.starts_with("附件：") || squashed.starts_with("附件:")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_together_as_one_by_one() {
        let words = ["信息来源", "来源", "发布时间", "时间", "a"].map(str::to_owned);
        let line = "来源:时间a信息来源,发布时间";
        let one_by_one: Vec<_> =
            words.iter().filter_map(|word| line.find(word).map(|at| at..at + word.len())).collect();
        assert_eq!(Words::new(words.to_vec()).found(line), one_by_one);
        assert!(Words::new(words.to_vec()).found("正文").is_empty());
    }
}
