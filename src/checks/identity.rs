//! The identity of a report: its year, its own names and its level, derived from title, metadata, signature and first
//! words. There is no list of places: checks that need a missing value report nothing.

use super::paragraph::Paragraph;
use crate::report::Report;
use crate::structure::{FurnitureKind, Outline};
use crate::text::{Span, is_han, starts_with};

/// Administrative level of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    Town,
    County,
    City,
    Province,
}

/// The identity of a report, as far as its text shows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Identity {
    /// The year it reports on.
    pub(super) year: Option<u32>,
    /// Whether the title names that year.
    pub(super) year_in_title: bool,
    /// The place whose congress received the report on the work of the government: `海滨区`.
    assembly: Option<String>,
    /// Places in the unit's name, highest first: `澜州市`, `柘湾县`. The last is the report's own.
    pub(super) places: Vec<String>,
    /// The unit as named in the title: `柘湾县交通运输局`; folded.
    pub(super) unit: Option<String>,
    pub(super) level: Option<Level>,
}

/// Suffixes of places, longest first, with their level.
const SUFFIXES: &[(&str, Level)] = &[
    ("自治区", Level::Province),
    ("自治州", Level::City),
    ("自治县", Level::County),
    ("自治旗", Level::County),
    ("高新区", Level::County),
    ("开发区", Level::County),
    ("街道", Level::Town),
    ("省", Level::Province),
    ("市", Level::City),
    ("盟", Level::City),
    ("县", Level::County),
    ("区", Level::County),
    ("旗", Level::County),
    ("镇", Level::Town),
    ("乡", Level::Town),
];

/// Maximum length of a place's name, in characters.
const LONGEST: usize = 8;
/// Number of lines below the title that may give the time and place of the report's delivery.
const GIVEN: usize = 4;

impl Identity {
    pub(super) fn new(source: &Report, outline: &Outline, chars: &[char], paragraphs: &[Paragraph]) -> Self {
        let squashed = |span: Span| {
            chars[span.start..span.end].iter().filter(|c| !c.is_whitespace()).copied().collect::<Vec<char>>()
        };
        let title = outline.title.map(squashed).unwrap_or_default();
        let mut named = unit_name(&title);
        if named.is_empty() {
            named = issuer(source, outline, chars);
        }
        if named.is_empty() {
            named = signature(chars, paragraphs);
        }
        let year = first_year(&title);
        let mut identity = Self { year, year_in_title: year.is_some(), ..Self::default() };
        identity.learn(&named);
        if identity.places.is_empty() {
            let lead = paragraphs.first().map(|paragraph| squashed(paragraph.text)).unwrap_or_default();
            identity.learn(lead_name(&lead));
        }
        if identity.year.is_none() {
            let mut lead = paragraphs.iter().take(3).map(|paragraph| squashed(paragraph.text));
            identity.year = lead.find_map(|lead| first_year(&lead));
        }
        let name: String = title.iter().collect();
        if name.ends_with("政府工作报告") {
            let mut lines = paragraphs.iter().take(GIVEN).map(|paragraph| squashed(paragraph.text));
            identity.assembly = lines.find_map(|line| assembly(&line));
            // A report delivered in the title's year covers the year before.
            identity.year = identity.year.map(|year| year - 1);
            identity.year_in_title = false;
        }
        identity
    }

    /// Takes places and level from a name such as `大连市甘井子区司法局`.
    fn learn(&mut self, name: &[char]) {
        let mut rest = name;
        while let Some((length, level)) = place(rest) {
            self.places.push(rest[..length].iter().collect());
            self.level = Some(level);
            rest = &rest[length..];
            while rest.first().is_some_and(|&c| "()、".contains(c)) {
                rest = &rest[1..];
            }
        }
        if !self.places.is_empty() {
            self.unit = Some(name.iter().collect());
        }
    }

    /// Whether two reports come from one unit.
    pub(super) fn is_same_unit(&self, other: &Self) -> bool {
        self.unit.is_some() && self.unit == other.unit
    }

    /// The unit that identifies reports of one series over several years.
    pub(super) fn series_unit(&self) -> Option<&str> {
        self.assembly.as_deref().or(self.unit.as_deref())
    }

    /// The report's own place.
    pub(super) fn own_place(&self) -> Option<&str> {
        self.places.last().map(String::as_str)
    }
}

/// The place that a text begins with: length in characters and level. `市场` and `新市区` do not end a place after `市`.
pub(super) fn place(text: &[char]) -> Option<(usize, Level)> {
    if text.first().is_none_or(|&c| "我本全各该某在对为以".contains(c)) {
        return None;
    }
    (2..LONGEST.min(text.len())).take_while(|&at| is_han(text[at - 1]) && is_han(text[at - 2])).find_map(
        |at| {
            let (suffix, level) = SUFFIXES.iter().find(|(suffix, _)| starts_with(&text[at..], suffix))?;
            let length = at + suffix.chars().count();
            let behind = |words: &str| starts_with(&text[length..], words);
            let broken = *suffix == "市" && (behind("场") || behind("政") || behind("区") && at < 3)
                || *suffix == "区" && behind("域")
                || *suffix == "乡" && (behind("村") || behind("镇"));
            (!broken).then_some((length, *level))
        },
    )
}

/// The place of a congress: `2013年2月28日在海滨区第十四届人民代表大会第二次会议上`.
fn assembly(line: &[char]) -> Option<String> {
    let at = (0..line.len()).find(|&at| starts_with(&line[at..], "在"))? + 1;
    let length = (1..line.len() - at).take(2 * LONGEST).find(|&length| line[at + length] == '第')?;
    let name: String = line[at..at + length].iter().collect();
    let congress: String = line[at + length..].iter().collect();
    (congress.contains("人民代表大会") && place(&line[at..]).is_some()).then_some(name)
}

/// The part of a title that names the unit: the words before year, `关于` or subject.
fn unit_name(title: &[char]) -> Vec<char> {
    let text = if starts_with(title, "关于") { &title[2..] } else { title };
    let stops = ["关于", "法治", "依法", "年度", "推进", "全面", "贯彻", "工作", "政务", "政府信息"];
    let end = (0..text.len())
        .find(|&at| {
            text[at].is_ascii_digit()
                || "二[".contains(text[at])
                || stops.iter().any(|stop| starts_with(&text[at..], stop))
        })
        .unwrap_or(0);
    let mut name = text[..end].to_vec();
    for tail in ["人民政府", "委员会", "管理委员会", "办公室"] {
        let length = tail.chars().count();
        if name.len() > length && starts_with(&name[name.len() - length..], tail) && tail == "人民政府" {
            name.truncate(name.len() - length);
        }
    }
    name
}

/// The issuer in the page's table of facts.
fn issuer(source: &Report, outline: &Outline, chars: &[char]) -> Vec<char> {
    let tables = outline.furniture.iter().filter(|piece| piece.kind == FurnitureKind::Metadata);
    for piece in tables {
        let text: Vec<char> = chars[piece.span.start..piece.span.end.min(source.text.characters())].to_vec();
        for name in ["发布机构:", "发布单位:", "发文机关:", "来源:"] {
            let length = name.chars().count();
            if let Some(at) = (0..text.len()).find(|&at| starts_with(&text[at..], name)) {
                let value = text[at + length..].iter().skip_while(|c| c.is_whitespace());
                let value: Vec<char> = value.take_while(|c| is_han(**c)).copied().collect();
                if place(&value).is_some() {
                    return value;
                }
            }
        }
    }
    Vec::new()
}

/// A short line near the end that consists of a unit's name.
fn signature(chars: &[char], paragraphs: &[Paragraph]) -> Vec<char> {
    let name = |paragraph: &Paragraph| chars[paragraph.span.start..paragraph.span.end].to_vec();
    let ends = |name: &[char]| {
        let name: String = name.iter().collect();
        ["人民政府", "委员会", "局", "办事处"].iter().any(|end| name.ends_with(end))
    };
    let mut last = paragraphs.iter().rev().take(4).filter(|paragraph| paragraph.span.len() <= 24).map(name);
    last.find(|name| ends(name) && place(name).is_some()).unwrap_or_default()
}

/// The name at the beginning of a report without a title: `2024年,大连高新区坚持…`.
fn lead_name(lead: &[char]) -> &[char] {
    let start = lead.iter().take(12).position(|&c| ",，".contains(c)).map_or(0, |at| at + 1);
    let rest = &lead[start..];
    match place(rest) {
        Some((length, _)) => &rest[..length],
        None => &[],
    }
}

/// The first year in a text; `None` for a range such as `2021-2025`.
fn first_year(text: &[char]) -> Option<u32> {
    (0..text.len()).find_map(|at| year_at(text, at))
}

/// The year at a position: `2024年`.
pub(super) fn year_at(text: &[char], at: usize) -> Option<u32> {
    let digits = text.get(at..at + 4)?;
    let behind = text.get(at + 4);
    let alone = at == 0 || !text[at - 1].is_ascii_digit();
    if !alone || behind != Some(&'年') || !digits.iter().all(char::is_ascii_digit) {
        return None;
    }
    let year = digits.iter().filter_map(|c| c.to_digit(10)).fold(0, |year, digit| year * 10 + digit);
    (1900..2100).contains(&year).then_some(year)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::structure::outline;

    fn identity(text: &str) -> Identity {
        let report = Report::from_text("a.txt", text);
        let outline = outline(&report);
        let page =
            super::super::page::Page::new(0, &super::super::Input { report: &report, outline: &outline });
        page.identity
    }

    #[test]
    fn a_title_names_unit_year_and_level() {
        for (title, places, year, level) in [
            ("霁川县人民政府2023年度法治政府建设情况报告", &["霁川县"][..], 2023, Level::County),
            ("关于蓼汀县2024年法治政府建设工作情况的报告", &["蓼汀县"], 2024, Level::County),
            ("澄屿市市场监督管理局2024年法治政府建设年度报告", &["澄屿市"], 2024, Level::City),
            ("汀浦区2024年度法治政府建设工作总结和2025年工作思路", &["汀浦区"], 2024, Level::County),
            (
                "澜州市梧埠区人民政府关于2024年度法治政府建设情况的报告",
                &["澜州市", "梧埠区"],
                2024,
                Level::County,
            ),
            ("高新区(新市区)人民政府2024年法治政府建设工作报告", &["高新区", "新市区"], 2024, Level::County),
        ] {
            let found = identity(&format!("{title}\n\n一、主要工作\n做了许多工作。\n"));
            assert_eq!(
                (found.places.iter().map(String::as_str).collect::<Vec<_>>(), found.year, found.level),
                (places.to_vec(), Some(year), Some(level)),
                "{title}"
            );
        }
    }

    #[test]
    fn without_a_title_the_first_words_name_it() {
        let found = identity(
            "2024年,大连高新区坚持以制度管权,为园区加快发展守住了底线。现将情况报告如下:\n一、工作举措\n做了许多工作。\n",
        );
        assert_eq!((found.own_place(), found.year), (Some("大连高新区"), Some(2024)));
        assert_eq!(identity("甲乙丙丁。\n").places, Vec::<String>::new());
    }
}
