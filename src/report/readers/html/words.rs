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
static CAPTIONS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let mut captions: Vec<String> = vocabulary::captions_in_lines().map(str::to_lowercase).collect();
    captions.sort_by_key(|caption| std::cmp::Reverse(caption.len()));
    captions.dedup();
    captions
});

/// Whether a line has words that occur only in a site's bars and footer.
fn is_of_site(squashed: &str) -> bool {
    let of_site = vocabulary::SITE_FOOTER.iter().any(|words| squashed.contains(&words.to_lowercase()));
    of_site || ["分享到:", "返回顶部", "扫一扫在手机"].iter().any(|words| squashed.contains(words))
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
    if is_of_site(&squashed) {
        return true;
    }
    let (mut count, mut leads) = (0, false);
    let mut seen: Vec<std::ops::Range<usize>> = Vec::new();
    for caption in CAPTIONS.iter() {
        if let Some(at) = squashed.find(caption.as_str()) {
            let range = at..at.saturating_add(caption.len());
            if seen.iter().any(|other| other.start < range.end && range.start < other.end) {
                continue;
            }
            let named = squashed[range.end..].starts_with(':');
            leads |= at == 0 && (named || range.len() == squashed.len());
            // A caption alone may be part of a sentence; with a colon it counts twice.
            let times = if named { 2 } else { usize::from(at == 0 || length <= 24) };
            count = times.saturating_add(count);
            seen.push(range);
        }
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
