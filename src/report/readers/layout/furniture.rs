//! Running heads, footers and page numbers: lines at the edges of pages that recur on others, and lone numbers there.

use std::collections::HashMap;

use super::lines::{Line, Page};

/// Number of lines at the top and at the bottom of a page that may be running heads.
const EDGE: usize = 3;
/// Share of a page's height, at the top and at the bottom, that can hold page numbers.
const MARGIN: f64 = 0.13;
/// Maximum difference in height of a running head between pages, in points.
const SAME_HEIGHT: f64 = 4.0;

/// Marks the lines of page furniture.
pub(super) fn mark(pages: &mut [Page]) {
    let mut seen: HashMap<(String, i64), usize> = HashMap::new();
    for page in pages.iter() {
        for line in edges(page).into_iter().filter_map(|index| page.lines.get(index)) {
            let times = seen.entry((masked(&line.text), height_class(line))).or_default();
            *times = times.saturating_add(1);
        }
    }
    // Every other page is enough: left and right pages have heads of their own, and a first page may have none.
    let needed = (pages.len().saturating_mul(2) / 5).max(2);
    for page in pages.iter_mut() {
        for index in edges(page) {
            let Some(line) = page.lines.get_mut(index) else { break };
            let key = masked(&line.text);
            let class = height_class(line);
            let times: usize = (class.saturating_sub(1)..=class.saturating_add(1))
                .filter_map(|class| seen.get(&(key.clone(), class)))
                .sum();
            let in_margin = line.y < page.height * MARGIN || line.y > page.height * (1.0 - MARGIN);
            let returns = times >= needed && in_margin;
            let lone = in_margin && (is_page_number(&line.text) || is_print_stamp(&line.text));
            line.furniture = returns || lone;
        }
    }
}

/// The first and the last lines from top to bottom. Rows of bordered tables return with the table, not with the page.
fn edges(page: &Page) -> Vec<usize> {
    let mut lines: Vec<(usize, &Line)> = page.lines.iter().enumerate().collect();
    lines.sort_by(|(_, a), (_, b)| a.y.total_cmp(&b.y));
    let bottom = lines.len().saturating_sub(EDGE);
    let at_edge = lines.into_iter().enumerate().filter(|(place, _)| *place < EDGE || *place >= bottom);
    at_edge.filter(|(_, (_, line))| !line.row).map(|(_, (index, _))| index).collect()
}

fn height_class(line: &Line) -> i64 {
    // Positions far off the page are clamped; each class keeps a neighbour on both sides.
    (line.y / SAME_HEIGHT).round().clamp(-1e9, 1e9) as i64
}

/// The text without white space and with each number replaced by `#`.
fn masked(text: &str) -> String {
    let mut masked = String::new();
    for character in text.chars().filter(|character| !character.is_whitespace()) {
        let character = if character.is_numeric() { '#' } else { character };
        if character != '#' || !masked.ends_with('#') {
            masked.push(character);
        }
    }
    masked
}

/// Whether a line is only a page number: `3`, `- 3 -`, `3/12`, `第 3 页 共 12 页`.
fn is_page_number(text: &str) -> bool {
    let marks = "-—–―－─•·.．/／第页頁共";
    let mut digits = 0_usize;
    for character in text.chars().filter(|character| !character.is_whitespace()) {
        if character.is_numeric() {
            digits = digits.saturating_add(1);
        } else if !marks.contains(character) {
            return false;
        }
    }
    (1..=8).contains(&digits) && !text.contains(['.', '．']) || (digits > 0 && text.contains(['页', '頁']))
}

/// Whether a line is a browser's print header or footer: date, time and title, or the address.
fn is_print_stamp(text: &str) -> bool {
    let masked = masked(text);
    masked.starts_with("#/#/#:#") || masked.starts_with("#/#/#,#:#") || masked.contains("://")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str, y: f64) -> Line {
        Line {
            text: text.to_owned(),
            left: 50.0,
            right: 200.0,
            y,
            size: 10.0,
            cells: Vec::new(),
            furniture: false,
            row: false,
            column: None,
        }
    }

    #[test]
    fn page_numbers_are_known_by_their_form() {
        for text in ["3", "- 3 -", "— 12 —", "3/12", "第 3 页 共 12 页", "·3·"] {
            assert!(is_page_number(text), "{text}");
        }
        for text in ["", "一、", "2024年", "-", "3.", "99.8"] {
            assert!(!is_page_number(text), "{text}");
        }
    }

    #[test]
    fn what_a_browser_prints_is_known_by_its_form() {
        assert!(is_print_stamp("2025/1/20 10:30 某县年度报告"));
        assert!(is_print_stamp("1/20/25, 10:30 AM Report"));
        assert!(is_print_stamp("https://example.invalid/a.html 1/3"));
        assert!(!is_print_stamp("2025年1月20日"));
    }

    #[test]
    fn heads_that_return_belong_to_the_page() {
        let page = |number: usize, body: &str| Page {
            lines: vec![
                line("某县年度报告", 30.0),
                line(body, 200.0),
                line("2024", 400.0),
                line(&format!("{number}"), 790.0),
            ],
            height: 800.0,
            ..Page::default()
        };
        let mut pages = vec![page(1, "甲"), page(2, "乙"), page(3, "甲")];
        mark(&mut pages);
        for page in &pages {
            let marked: Vec<bool> = page.lines.iter().map(|line| line.furniture).collect();
            assert_eq!(marked, [true, false, false, true]);
        }
    }

    #[test]
    fn a_line_far_off_its_page_is_no_fault() {
        let lines = vec![line("甲", -1e300), line("乙", 1e300)];
        let mut pages = vec![
            Page { lines: lines.clone(), height: 800.0, ..Page::default() },
            Page { lines, height: 800.0, ..Page::default() },
        ];
        mark(&mut pages);
        assert!(pages.iter().all(|page| page.lines.iter().all(|line| line.furniture)), "they return");
    }
}
