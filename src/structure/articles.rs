//! The articles of a rule (`第一条　为了…`): detects the lines that begin one. An article is no heading: it contains text
//! and items.

use super::label::{Label, Style};
use super::page::{Page, fold};
use crate::text::{is_ignored, is_one_of};

/// Maximum length of an article's numeral, in characters: `第一千二百六十条之一`.
const LONGEST_NUMERAL: usize = 9;

/// The label of an article at the start of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Article {
    pub(super) number: u32,
    /// Length of the label in characters, without the white space behind it.
    pub(super) length: usize,
}

/// For each line the article that begins there. An article counts only beside a neighbour in sequence, which excludes
/// sentences that begin by citing an article.
pub(super) fn articles(page: &Page) -> Vec<Option<Article>> {
    let mut found: Vec<Option<Article>> = (0..page.lines.len())
        .map(|line| if page.lines[line].is_row { None } else { article_at(page.content(line)) })
        .collect();
    let places: Vec<(usize, Article)> =
        found.iter().enumerate().filter_map(|(line, article)| Some((line, (*article)?))).collect();
    let in_sequence =
        |before: Article, after: Article| matches!(after.number.wrapping_sub(before.number), 0 | 1);
    for (at, &(line, article)) in places.iter().enumerate() {
        let follows = at > 0 && in_sequence(places[at - 1].1, article);
        let leads = places.get(at + 1).is_some_and(|&(_, next)| in_sequence(article, next));
        if !follows && !leads {
            found[line] = None;
        }
    }
    found
}

/// Whether a document is a rule: its articles begin with the first.
pub(super) fn is_rule(articles: &[Option<Article>]) -> bool {
    let numbers = articles.iter().flatten().map(|article| article.number);
    numbers.clone().any(|number| number == 1) && numbers.count() >= 3
}

/// For each line whether it is in an article: after its label and before the next heading of a chapter, of `一、` or of
/// an enclosure.
pub(super) fn inside_articles(
    page: &Page,
    articles: &[Option<Article>],
    labels: &[Option<Label>],
) -> Vec<bool> {
    let mut inside = false;
    (0..page.lines.len())
        .map(|line| {
            if articles[line].is_some() {
                inside = true;
            } else if labels[line].is_some_and(|label| label.style <= Style::Han)
                || begins_enclosure(page.content(line))
            {
                inside = false;
            }
            inside
        })
        .collect()
}

/// Whether a line is little more than `附件`, `附件1` or `附：`.
pub(super) fn begins_enclosure(words: &[char]) -> bool {
    let number = |rest: &[char]| {
        rest.iter()
            .all(|&c| is_ignored(c) || fold(c).is_ascii_digit() || is_one_of(c, "一二三四五六七八九十:："))
    };
    match words {
        ['附', '件' | '表' | '录', rest @ ..] => number(rest),
        ['附', ':' | '：'] => true,
        _ => false,
    }
}

/// The label `第一条` or `第二十三条之一` before white space or the article's first words; not `第三条规定的情形`.
fn article_at(words: &[char]) -> Option<Article> {
    let (first, rest) = words.split_first()?;
    if *first != '第' {
        return None;
    }
    let length =
        rest.iter().take(LONGEST_NUMERAL).take_while(|&&c| digit(c).is_some() || unit(c).is_some()).count();
    let number = value(&rest[..length])?;
    if rest.get(length) != Some(&'条') {
        return None;
    }
    let mut end = length + 1;
    if rest.get(end) == Some(&'之') {
        end += 1 + rest[end + 1..].iter().take(2).take_while(|&&c| digit(c).is_some() || c == '十').count();
    }
    let cites = rest.get(end).is_some_and(|&c| "规的和至、款项所第及或中以与，,。；;》”）)".contains(c));
    (!cites).then_some(Article { number, length: end + 1 })
}

fn digit(character: char) -> Option<u32> {
    "零一二三四五六七八九".chars().position(|digit| digit == character).map(|at| at as u32)
}

fn unit(character: char) -> Option<u32> {
    match character {
        '十' => Some(10),
        '百' => Some(100),
        '千' => Some(1_000),
        _ => None,
    }
}

/// The value of a numeral below ten thousand.
fn value(numeral: &[char]) -> Option<u32> {
    let (mut sum, mut ones) = (0, 0);
    for &character in numeral {
        match unit(character) {
            Some(unit) => {
                sum += if ones == 0 { 1 } else { ones } * unit;
                ones = 0;
            }
            None => ones = digit(character)?,
        }
    }
    let value = sum + ones;
    (value > 0).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(u32, usize)> {
        article_at(&text.chars().collect::<Vec<_>>()).map(|article| (article.number, article.length))
    }

    #[test]
    fn labels_of_articles_are_read() {
        assert_eq!(read("第一条　为了规范执法"), Some((1, 3)));
        assert_eq!(read("第十条本办法自公布之日起施行"), Some((10, 3)));
        assert_eq!(read("第一百零一条 本法"), Some((101, 6)));
        assert_eq!(read("第一百二十条之一 组织"), Some((120, 8)));
        for text in
            ["第三条规定的情形", "第三条、第四条", "第三章 总则", "第条", "第二项", "第三条第一款", ""]
        {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
