//! Divides the title of a document, or a file name, into unit, year and rest.

use crate::text::{fold, is_han};

/// Suffixes of places, longest first.
#[rustfmt::skip]
const PLACES: &[&str] = &[
    "特别行政区", "生态城", "自治区", "自治州", "自治县", "自治旗", "高新区", "开发区", "示范区", "保税区", "管理区",
    "新区", "林区", "特区", "矿区", "地区", "街道", "省", "市", "盟", "州", "县", "区", "旗", "镇", "乡", "村",
];
/// Suffixes of units that a place may have, longest first.
#[rustfmt::skip]
const UNITS: &[&str] = &[
    "检察院", "委员会", "办公室", "管委会", "法院", "大学", "学院", "中学", "小学", "医院", "银行", "集团", "公司",
    "中心", "总队", "支队", "大队", "分局", "总局", "局", "委", "厅", "办", "署", "部", "队", "所", "院", "校", "协会",
];
/// Names of authorities that say no more than their place.
const AUTHORITIES: &[&str] =
    &["人民政府办公厅", "人民政府办公室", "人民政府", "政府办公室", "管委会", "管理委员会"];
/// Words that a rest begins or ends with and that tell nothing, longest first.
#[rustfmt::skip]
const HOLLOW_ENDS: &[&str] = &[
    "情况的报告", "工作报告", "情况报告", "年度报告", "的报告", "报告", "情况", "工作", "的通知", "通知", "年度", "年", "的",
    "草案", "及",
];
const HOLLOW_STARTS: &[&str] = &["关于印发", "关于", "印发", "年度", "度", "年", "的", "上半年度"];
/// Maximum length of a place, in characters.
const LONGEST_PLACE: usize = 9;
/// Maximum length of the part of a unit after its place, in characters.
const LONGEST_UNIT: usize = 14;
/// Minimum length of a hexadecimal run that is a hash and no name.
const HASH: usize = 8;

/// The parts of a title.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Parts {
    /// The last place named, with its department: `霁川县`, `澄屿市市场监督管理局`; may be empty.
    pub(super) unit: String,
    /// Four digits; may be empty.
    pub(super) year: String,
    /// What the document is about, without words that every document has; may be empty.
    pub(super) rest: String,
    /// The whole title on one line.
    pub(super) whole: String,
}

/// Divides a title.
pub(super) fn split(title: &str) -> Parts {
    let whole: String = title.split_whitespace().collect::<Vec<_>>().join(" ");
    let chars: Vec<char> = without_spaces(&whole).into_iter().map(fold).collect();
    let (year, chars) = take_year(&chars);
    let (unit, rest) = take_unit(&chars);
    let rest = without_hollow(&rest);
    // A number alone is no subject.
    let rest = if rest.chars().any(char::is_alphabetic) { rest } else { String::new() };
    Parts { unit, year, rest, whole }
}

/// The characters of a text without its white space, but for that between two numbers: `2024 1` is a year and a number.
fn without_spaces(text: &str) -> Vec<char> {
    let chars: Vec<char> = text.chars().collect();
    let is_digit = |at: usize| chars.get(at).is_some_and(char::is_ascii_digit);
    let is_kept = |at: &usize| !chars[*at].is_whitespace() || *at > 0 && is_digit(at - 1) && is_digit(at + 1);
    (0..chars.len()).filter(is_kept).map(|at| chars[at]).collect()
}

/// Divides a file name: leading numbers and a hash are no part of a name.
pub(super) fn split_stem(stem: &str) -> Parts {
    let spaced: String = stem.chars().map(|c| if "_-—–+".contains(c) { ' ' } else { c }).collect();
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let is_number = |word: &str| word.len() <= 3 && word.chars().all(|c| c.is_ascii_digit());
    let is_hash = |word: &str| {
        word.len() >= HASH
            && word.chars().all(|c| c.is_ascii_hexdigit())
            && word.chars().any(|c| c.is_ascii_digit())
            && word.chars().any(|c| c.is_ascii_alphabetic())
    };
    let numbers = words.iter().take_while(|word| is_number(word)).count();
    let said: Vec<&str> = words.iter().skip(numbers).copied().filter(|word| !is_hash(word)).collect();
    if said.is_empty() {
        let whole =
            words.iter().map(|w| if is_hash(w) { &w[..HASH] } else { w }).collect::<Vec<_>>().join(" ");
        return Parts { rest: whole.clone(), whole, ..Parts::default() };
    }
    let whole = said.join(" ");
    if !whole.chars().any(is_han) {
        return Parts { rest: whole.clone(), whole, ..Parts::default() };
    }
    Parts { whole: whole.clone(), ..split(&whole) }
}

/// The first year, and the text without it and the `年` or `年度` behind it.
fn take_year(chars: &[char]) -> (String, Vec<char>) {
    let digit = |c: char| {
        c.to_digit(10).or_else(|| "〇一二三四五六七八九".chars().position(|d| d == c).map(|d| d as u32))
    };
    for start in 0..chars.len().saturating_sub(3) {
        let run: Vec<u32> = chars[start..].iter().map_while(|&c| digit(c)).take(5).collect();
        let begins = start == 0 || digit(chars[start - 1]).is_none();
        let [a, b, c, d] = run[..] else { continue };
        let year = a * 1000 + b * 100 + c * 10 + d;
        if begins && (1949..2100).contains(&year) {
            let mut end = start + 4;
            for word in ["年度", "年"] {
                if chars[end..].iter().collect::<String>().starts_with(word) {
                    end += word.chars().count();
                    break;
                }
            }
            // The place of the year divides the words before it from those behind it.
            let rest =
                chars[..start].iter().chain(std::iter::once(&' ')).chain(&chars[end..]).copied().collect();
            return (year.to_string(), rest);
        }
    }
    (String::new(), chars.to_vec())
}

/// The unit that a title names, and the title without it.
fn take_unit(chars: &[char]) -> (String, Vec<char>) {
    let skipped = HOLLOW_STARTS
        .iter()
        .chain(&["中共", "中国共产党", "印发"])
        .find(|word| starts(chars, word))
        .map_or(0, |word| word.chars().count());
    let mut at = skipped;
    let mut own = None;
    while let Some(length) = place(&chars[at..]) {
        own = Some(at);
        at += length;
    }
    let Some(own) = own else { return (String::new(), chars.to_vec()) };
    let mut end = at;
    let mut authority = false;
    for word in AUTHORITIES {
        if starts(&chars[at..], word) {
            at += word.chars().count();
            authority = true;
            break;
        }
    }
    if !authority && let Some(length) = department(&chars[at..]) {
        at += length;
        end = at;
    }
    let unit = chars[own..end].iter().filter(|c| **c != ' ').collect();
    (unit, chars[at..].to_vec())
}

/// Length of the place that a text begins with.
fn place(chars: &[char]) -> Option<usize> {
    if chars.first().is_none_or(|&c| "我本全各该某在对为以关".contains(c)) {
        return None;
    }
    (2..LONGEST_PLACE.min(chars.len()))
        .take_while(|&at| is_han(chars[at - 1]) && is_han(chars[at - 2]))
        .find_map(|at| {
            let suffix = PLACES.iter().find(|suffix| starts(&chars[at..], suffix))?;
            let length = at + suffix.chars().count();
            let next = chars.get(length).copied().unwrap_or(' ');
            let broken = match *suffix {
                "市" => next == '场' || next == '政' || (next == '区' && at < 3),
                "区" => next == '域' || next == '块',
                "乡" => next == '村' || next == '镇',
                "州" | "县" => "市区县".contains(next),
                "村" => true,
                _ => false,
            };
            (!broken).then_some(length)
        })
}

/// Length of the department that follows a place: `市场监督管理局`.
fn department(chars: &[char]) -> Option<usize> {
    let ends_at = chars.iter().take(LONGEST_UNIT).take_while(|&&c| is_han(c)).count();
    // A department is followed by a year, `关于` or the end.
    (1..=ends_at).rev().find(|&length| {
        let behind = &chars[length..];
        let closes = behind.first().is_none_or(|&c| c == ' ') || starts(behind, "关于");
        let name: String = chars[..length].iter().collect();
        closes && UNITS.iter().any(|unit| name.ends_with(unit)) && !name.contains("关于")
    })
}

fn starts(chars: &[char], word: &str) -> bool {
    let mut at = chars.iter();
    word.chars().all(|c| at.next() == Some(&c))
}

/// A rest without the words that every title has at its ends.
pub(super) fn without_hollow(rest: &[char]) -> String {
    let joined: String = rest.iter().collect();
    let mut words = joined.split_whitespace().collect::<String>();
    let trim = |words: &str| {
        let words = words.trim_matches(|c: char| c.is_whitespace() || "“”\"、,:".contains(c));
        let inner = words.strip_prefix('《').and_then(|inner| inner.strip_suffix('》'));
        inner.filter(|inner| !inner.contains('《')).unwrap_or(words).to_owned()
    };
    loop {
        let before = words.clone();
        words = trim(&words);
        if let Some(length) = HOLLOW_ENDS.iter().find_map(|end| words.strip_suffix(end)).map(str::len) {
            words.truncate(length);
        }
        if let Some(length) = HOLLOW_STARTS.iter().find_map(|start| words.strip_prefix(start)).map(str::len) {
            words.drain(..words.len() - length);
        }
        if words == before {
            return words;
        }
    }
}
