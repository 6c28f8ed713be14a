//! Another place's name instead of the report's own: the names of the other open reports, and documents named after a
//! place of the report's own kind (`《某县…办法》`). Silent if the sentence is about cooperation.

use std::collections::BTreeSet;

use super::identity::{Identity, place};
use super::page::{Page, is_han};
use super::{About, Check, Found, Group};
use crate::finding::Severity;
use crate::message::Message;
use crate::text::Span;

/// Generic names: every city has a high-tech zone and a new district.
#[rustfmt::skip]
const GENERIC: &[&str] = &[
    "高新区", "开发区", "经开区", "新区", "示范区", "城区", "主城区", "市区", "老城区", "工业园区", "园区", "景区", "社区", "辖区", "全区", "各区",
    "试点县", "示范县", "各县", "全县", "贫困县", "该县", "我县", "本县", "邻县", "外县", "我区", "本区", "该区", "灾区", "山区", "林区", "牧区",
    "库区", "矿区", "校区", "小区", "片区", "湾区", "特区", "保税区", "功能区", "保护区", "自贸区", "合作区", "核心区", "集聚区", "风景区", "行政区",
];
/// Words before a name that refer to the other place intentionally.
const TOGETHER: &[&str] = &[
    "与", "和", "同", "赴", "到", "向", "由", "跨", "联合", "对口", "协作", "学习", "考察", "原", "、", "及",
];
pub(super) struct OtherName;

impl Check for OtherName {
    fn about(&self) -> About {
        About::new("other-name", "check-other-name", Group::Names, Severity::Warning, true)
    }

    fn across(&self, pages: &[Page<'_>], found: &mut Found) {
        let open: BTreeSet<String> = pages
            .iter()
            .filter_map(|page| page.identity.own_place())
            .filter(|name| is_distinct(name))
            .map(str::to_owned)
            .collect();
        let begins: BTreeSet<char> = open.iter().filter_map(|name| name.chars().next()).collect();
        let open = Open { names: open, begins };
        for page in pages {
            let Some(own) = page.identity.own_place() else { continue };
            for paragraph in &page.paragraphs {
                look_through(page, paragraph.text, own, &open, found);
            }
        }
    }
}

/// The places of the open reports.
struct Open {
    names: BTreeSet<String>,
    /// Their first characters, for a quick test of a text's characters.
    begins: BTreeSet<char>,
}

fn look_through(page: &Page<'_>, text: Span, own: &str, open: &Open, found: &mut Found) {
    let mut at = text.start;
    while at < text.end {
        let titled = at > text.start && page.chars[at - 1] == '《';
        let Some(name) = name_at(page, text, at, open, titled) else {
            at += 1;
            continue;
        };
        let words = page.folded(name);
        let is_open = open.names.contains(&words);
        if is_foreign(&page.identity, own, &words) && (is_open || titled) && !is_together(page, text, name) {
            let message = Message::new("finding-other-name").with("name", words).with("own", own);
            found.add(page, name, message);
        }
        at = name.end;
    }
}

/// A name at a position: one of an open report's anywhere, any other only at the start of a document's title.
fn name_at(page: &Page<'_>, text: Span, at: usize, open: &Open, titled: bool) -> Option<Span> {
    if !is_han(page.chars[at]) || !titled && !open.begins.contains(&page.chars[at]) {
        return None;
    }
    let rest = &page.chars[at..text.end];
    if let Some((length, _)) = place(&rest[..rest.len().min(12)]) {
        let name = Span::new(at, at + length);
        if titled || open.names.contains(&page.folded(name)) {
            return Some(name);
        }
    }
    None
}

/// Whether a name is neither the report's own nor one of a place above or below it.
fn is_foreign(identity: &Identity, own: &str, name: &str) -> bool {
    let suffix = |name: &str| name.chars().last();
    let same_kind =
        suffix(name) == suffix(own) && matches!(suffix(own), Some('县' | '区' | '旗' | '镇' | '乡'));
    let related = identity.places.iter().any(|place| place.contains(name) || name.contains(place.as_str()));
    // `全县`, `某县` and everything with a verb are no names of two to four characters before their suffix.
    let length = name.chars().count();
    same_kind && !related && (3..=5).contains(&length) && is_distinct(name)
}

fn is_distinct(name: &str) -> bool {
    let begins = [
        "各", "全", "本", "我", "该", "某", "外", "邻", "两", "三", "一", "在", "对", "被", "为", "以",
        "示范", "市", "县", "区", "省", "国家", "自由",
    ];
    !GENERIC.iter().any(|generic| name.ends_with(generic))
        && !begins.iter().any(|words| name.starts_with(words))
}

fn is_together(page: &Page<'_>, text: Span, name: Span) -> bool {
    let before = name.start.saturating_sub(1).max(text.start);
    let wider = name.start.saturating_sub(4).max(text.start);
    TOGETHER.iter().any(|words| page.ends(name.start, words) && name.start > before)
        || ["联合", "对口", "协作", "学习", "考察", "跨域"]
            .iter()
            .any(|words| !page.find(Span::new(wider, name.start), words).is_empty())
        || ["等地", "、", "协作", "联合", "交界", "接壤"].iter().any(|words| page.starts(name.end, words))
}
