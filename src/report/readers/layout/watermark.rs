//! Watermarks that are level with the text: pale strings that lie behind other text, or at one place on several pages.

use std::collections::{HashMap, HashSet};

use super::{Glyph, UprightPage};

/// Minimum share of a pale string's glyphs that other text covers, in per cent, for it to be a background.
const COVERED: usize = 10;
/// Minimum share of pages on which a pale string stands at one place, in per cent, for it to be a background.
const PAGES: usize = 40;

/// Maximum number of pale strings of a page that are compared with the text over them.
const MAX_STRINGS: usize = 1000;
/// Maximum number of glyphs that one of them is compared with.
const MAX_COMPARED: usize = 4000;

/// A string's text and its size in half points.
type Key = (String, i64);

/// Moves the strings of watermarks from the glyphs of pages to what is put aside, each once for a page.
pub(super) fn take_out(pages: &mut [UprightPage]) {
    let strings: Vec<Vec<Pale>> = pages.iter().map(|page| pale_strings(&page.glyphs)).collect();
    let mut behind: HashSet<Key> = HashSet::new();
    let mut places: HashMap<(&Key, i64, i64), usize> = HashMap::new();
    for (page, strings) in pages.iter().zip(&strings) {
        let mut seen = HashSet::new();
        let dark = dark_from_top(page);
        for string in strings.iter().take(MAX_STRINGS) {
            if is_covered(string, page, &dark) {
                behind.insert(string.key.clone());
            }
            let place = (&string.key, (string.x / 4.0).round() as i64, (string.y / 4.0).round() as i64);
            if seen.insert(place) {
                let times: &mut usize = places.entry(place).or_default();
                *times = times.saturating_add(1);
            }
        }
    }
    let needed = (pages.len().saturating_mul(PAGES) / 100).max(2);
    behind.extend(places.iter().filter(|(_, times)| **times >= needed).map(|((key, ..), _)| (*key).clone()));
    if behind.is_empty() {
        return;
    }
    for (page, strings) in pages.iter_mut().zip(&strings) {
        let mut out = vec![false; page.glyphs.len()];
        let mut told = HashSet::new();
        for string in strings.iter().filter(|string| behind.contains(&string.key)) {
            out.iter_mut().take(string.end).skip(string.start).for_each(|out| *out = true);
            if told.insert(&string.key) {
                page.aside.push(string.key.0.clone());
            }
        }
        let mut out = out.into_iter();
        page.glyphs.retain(|_| !out.next().unwrap_or(false));
    }
}

/// A pale string: the places of its glyphs in the page's glyphs.
struct Pale {
    key: Key,
    start: usize,
    end: usize,
    x: f64,
    y: f64,
}

/// The pale strings of a page. Consecutive glyphs of one line are one string.
fn pale_strings(glyphs: &[Glyph]) -> Vec<Pale> {
    let mut strings: Vec<Pale> = Vec::new();
    let mut last: Option<(usize, &Glyph)> = None;
    for (index, glyph) in glyphs.iter().enumerate().filter(|(_, glyph)| glyph.pale) {
        let goes_on = last.is_some_and(|(before, last)| {
            let reach = last.x + last.width;
            before.checked_add(1) == Some(index)
                && (glyph.y - last.y).abs() < 1.0
                && (glyph.run == last.run || (glyph.x - reach).abs() < glyph.size)
        });
        match strings.last_mut() {
            Some(string) if goes_on => {
                string.key.0.push_str(&glyph.text);
                string.end = index.saturating_add(1);
            }
            _ => strings.push(Pale {
                key: (glyph.text.clone(), (glyph.size * 2.0).round() as i64),
                start: index,
                end: index.saturating_add(1),
                x: glyph.x,
                y: glyph.y,
            }),
        }
        last = Some((index, glyph));
    }
    strings.retain(|string| !string.key.0.trim().is_empty());
    strings
}

/// The glyphs of a page that are not pale, from top to bottom.
fn dark_from_top(page: &UprightPage) -> Vec<&Glyph> {
    let dark = page.glyphs.iter().filter(|glyph| !glyph.pale && !glyph.text.trim().is_empty());
    let mut dark: Vec<&Glyph> = dark.collect();
    dark.sort_by(|a, b| a.y.total_cmp(&b.y));
    dark
}

/// Whether other text lies over the string.
fn is_covered(string: &Pale, page: &UprightPage, dark: &[&Glyph]) -> bool {
    let own = page.glyphs.get(string.start..string.end).unwrap_or_default();
    let (Some(first), Some(last)) = (own.first(), own.last()) else { return false };
    let (left, right, size) = (first.x, last.x + last.width, first.size);
    let start = dark.partition_point(|glyph| glyph.y < first.y - size);
    let beside = dark.iter().skip(start).take(MAX_COMPARED).take_while(|glyph| glyph.y < first.y + size);
    let over: Vec<&&Glyph> =
        beside.filter(|glyph| glyph.x < right && glyph.x + glyph.width > left).take(200).collect();
    let covered = own.iter().take(200).filter(|glyph| over.iter().any(|other| overlap(glyph, other))).count();
    covered.saturating_mul(100) >= own.len().min(200).saturating_mul(COVERED) && covered > 0
}

/// Whether two glyphs share a quarter of the smaller one's width and height.
fn overlap(a: &Glyph, b: &Glyph) -> bool {
    let wide = (a.x + a.width).min(b.x + b.width) - a.x.max(b.x);
    let high = a.y.min(b.y) - (a.y - 0.8 * a.size).max(b.y - 0.8 * b.size);
    wide > 0.25 * a.width.min(b.width) && high > 0.2 * a.size.min(b.size)
}

#[cfg(test)]
mod tests {
    use super::super::lines::tests::glyphs;
    use super::*;

    fn pale(text: &str, x: f64, y: f64, run: u32) -> Vec<Glyph> {
        let pale = |glyph| Glyph { pale: true, run, ..glyph };
        glyphs(text, x, y, 16.0).into_iter().map(pale).collect()
    }

    fn taken(pages: Vec<Vec<Glyph>>) -> Vec<(String, Vec<String>)> {
        let mut pages: Vec<UprightPage> =
            pages.into_iter().map(|glyphs| UprightPage { glyphs, ..UprightPage::default() }).collect();
        take_out(&mut pages);
        let text = |page: &UprightPage| page.glyphs.iter().map(|glyph| glyph.text.as_str()).collect();
        pages.iter().map(|page| (text(page), page.aside.clone())).collect()
    }

    #[test]
    fn a_pale_string_behind_text_goes_with_all_its_copies() {
        let mut page = pale("内部资料", 60.0, 104.0, 1);
        page.extend(pale("内部资料", 60.0, 500.0, 2));
        page.extend(glyphs("全县办结案件四十七件", 50.0, 100.0, 10.0));
        assert_eq!(taken(vec![page]), [("全县办结案件四十七件".to_owned(), vec!["内部资料".to_owned()])]);
    }

    #[test]
    fn a_pale_string_at_one_place_of_each_page_goes_and_a_pale_sentence_stays() {
        let page = |body: &str| {
            let mut page = pale("征求意见稿", 200.0, 400.0, 1);
            page.extend(pale(body, 60.0, 700.0, 2));
            page
        };
        let seen = taken(vec![page("甲县"), page("乙县"), page("丙县")]);
        assert!(seen.iter().all(|(_, aside)| aside == &["征求意见稿"]));
        assert_eq!(seen.iter().map(|(text, _)| text.as_str()).collect::<Vec<_>>(), ["甲县", "乙县", "丙县"]);
    }

    #[test]
    fn light_type_on_a_dark_ground_stays() {
        let mut page = pale("指标", 60.0, 104.0, 1);
        page.extend(glyphs("其他", 60.0, 130.0, 10.0));
        assert_eq!(taken(vec![page])[0].0, "指标其他");
    }
}
