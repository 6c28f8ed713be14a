//! Profiles: the parts expected in reports of a genre and the words that identify them. A profile is a RON file that a
//! reviewer can copy and change; the shipped ones are in `assets/profiles`, and the report's title selects one of
//! them. The parts are searched for in `parts`.

use std::sync::OnceLock;

use serde::Deserialize;

/// The shipped profiles. The first is the template for copies and applies to reports without a title.
const SHIPPED: [&str; 4] = [
    include_str!("../../assets/profiles/rule-of-law-annual-report.ron"),
    include_str!("../../assets/profiles/information-disclosure-annual-report.ron"),
    include_str!("../../assets/profiles/budget-report.ron"),
    include_str!("../../assets/profiles/government-work-report.ron"),
];

/// Maximum number of parts and of words in a profile; the search takes time in proportion to them.
const MAX_PARTS: usize = 64;
const MAX_WORDS: usize = 2_000;

/// The parts of a genre of reports.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    schema: u32,
    /// Name of the genre.
    pub name: String,
    /// Name in English; may be empty.
    #[serde(default)]
    pub english: String,
    /// Lists of words for the titles that it applies to: all words of one list must occur. Without lists it applies to
    /// every title.
    #[serde(default)]
    titles: Vec<Vec<String>>,
    /// The parts, in display order.
    pub parts: Vec<Part>,
    /// Whether it represents all shipped profiles, one of which is selected by the report's title.
    #[serde(skip)]
    is_choice: bool,
}

/// A part of a report.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename = "Part", deny_unknown_fields)]
pub struct Part {
    /// Its name for programs.
    pub id: String,
    /// Its name for people.
    pub name: String,
    /// Its name in English.
    #[serde(default)]
    pub english: String,
    /// Id of its parent part.
    #[serde(default)]
    pub(super) within: Option<String>,
    /// Whether it consists of the sections that no other part claims.
    #[serde(default)]
    pub(super) rest: bool,
    #[serde(default)]
    pub(super) headings: Vec<(String, i32)>,
    #[serde(default)]
    pub(super) openings: Vec<(String, i32)>,
    #[serde(default)]
    pub(super) inside: Vec<String>,
    #[serde(default)]
    pub(super) mentions: Vec<String>,
}

/// Error in a profile.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, column {column}: {words}")]
pub struct ProfileError {
    /// Line of the error, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// Description in English.
    pub words: String,
}

/// Endings of titles of other genres, which have none of the parts of a report.
const OTHER_GENRES: &[&str] =
    &["通知", "要点", "方案", "意见", "办法", "规划", "纲要", "决定", "批复", "规定", "条例", "公告", "通报"];

impl Profile {
    /// Key of the shipped profiles in findings of several profiles.
    pub const SHIPPED: &str = "shipped";

    /// The default: the profile for yearly reports on building a government under the rule of law. Given to
    /// [`parts`](super::parts) it represents all shipped profiles: for each report the one that its title matches, or
    /// none. Parsed once.
    #[must_use]
    pub fn rule_of_law() -> &'static Self {
        &Self::shipped()[0]
    }

    /// All shipped profiles, the default first. Parsed once.
    #[must_use]
    pub fn shipped() -> &'static [Self] {
        static PARSED: OnceLock<Vec<Profile>> = OnceLock::new();
        PARSED.get_or_init(|| {
            let parse = |text| Self::parse(text).expect("the shipped profiles parse (tested)");
            let mut profiles: Vec<Self> = SHIPPED.into_iter().map(parse).collect();
            profiles[0].is_choice = true;
            profiles
        })
    }

    /// The profile for a report: this one, or for the default the shipped one whose words are in the title. `None` if
    /// none applies. `title` is folded and without white space; for a report without a title, `lead` is the beginning
    /// of its text.
    pub(super) fn chosen(&self, title: Option<&str>, lead: &str) -> Option<&Self> {
        if !self.is_choice {
            return (title.is_none() || self.applies_to(title.unwrap_or_default())).then_some(self);
        }
        match title {
            Some(title) if OTHER_GENRES.iter().any(|genre| title.ends_with(genre)) => None,
            Some(title) => Self::shipped().iter().find(|profile| profile.applies_to(title)),
            None => self.applies_to(lead).then_some(self),
        }
    }

    fn applies_to(&self, title: &str) -> bool {
        self.titles.is_empty()
            || self.titles.iter().any(|words| words.iter().all(|word| title.contains(word)))
    }

    /// Parses a profile from RON; the format is described at the top of the shipped one. An error has line and column.
    pub fn parse(text: &str) -> Result<Self, ProfileError> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let profile: Self = ron::from_str(text).map_err(|error| ProfileError {
            line: error.span.start.line,
            column: error.span.start.col,
            words: error.code.to_string(),
        })?;
        if profile.schema != 1 {
            return Err(fault_at(text, "schema", format!("schema {} is not known", profile.schema)));
        }
        let words: usize = profile.parts.iter().map(Part::word_count).sum();
        if profile.parts.len() > MAX_PARTS || words > MAX_WORDS {
            return Err(fault_at(text, "parts", format!("more than {MAX_PARTS} parts or {MAX_WORDS} words")));
        }
        for (index, part) in profile.parts.iter().enumerate() {
            let known = |id: &str| profile.parts.iter().any(|other| other.id == id && other.id != part.id);
            let quoted = format!("\"{}\"", part.id);
            if part.id.is_empty() || profile.parts[..index].iter().any(|other| other.id == part.id) {
                return Err(fault_at(text, &quoted, format!("the id {quoted} is empty or stands twice")));
            }
            if let Some(within) = part.within.as_deref().filter(|within| !known(within)) {
                return Err(fault_at(
                    text,
                    &format!("\"{within}\""),
                    format!("no other part has the id \"{within}\""),
                ));
            }
            if part.all_words().any(|words| words.trim_start_matches('^').is_empty()) {
                return Err(fault_at(text, "\"\"", "an empty word stands everywhere".to_owned()));
            }
        }
        Ok(profile)
    }
}

impl Part {
    fn all_words(&self) -> impl Iterator<Item = &str> {
        let weighed = self.headings.iter().chain(&self.openings).map(|(words, _)| words.as_str());
        weighed.chain(self.inside.iter().chain(&self.mentions).map(String::as_str))
    }

    fn word_count(&self) -> usize {
        self.all_words().count()
    }
}

/// An error at the last occurrence of `needle` in the file.
fn fault_at(text: &str, needle: &str, words: String) -> ProfileError {
    let before = &text[..text.rfind(needle).unwrap_or(0)];
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    ProfileError { line, column, words }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_profile_has_the_five_parts() {
        let ids: Vec<&str> = Profile::rule_of_law().parts.iter().map(|part| part.id.as_str()).collect();
        assert_eq!(ids, ["achievements", "shortcomings", "causes", "first-responsible", "next-year"]);
        let names = Profile::shipped().iter().flat_map(|profile| &profile.parts);
        assert!(names.into_iter().all(|part| !part.english.is_empty() && !part.name.is_empty()));
    }

    #[test]
    fn the_title_chooses_the_profile() {
        let chosen = |title: &str| {
            Profile::rule_of_law().chosen(Some(title), "").map(|profile| profile.english.as_str())
        };
        for (title, english) in [
            (
                "青石县2024年法治政府建设年度报告",
                "Annual report on building a government under the rule of law",
            ),
            ("青石县2024年法治工作总结", "Annual report on building a government under the rule of law"),
            (
                "青石县教育局2024年政府信息公开工作年度报告",
                "Annual report on the disclosure of government information",
            ),
            (
                "青石县2024年财政预算执行情况和2025年财政预算(草案)的报告",
                "Report on budget execution and the draft budget",
            ),
            ("政府工作报告", "Report on the work of the government"),
        ] {
            assert_eq!(chosen(title), Some(english), "{title}");
        }
        assert_eq!(chosen("青石县人民政府办公室关于2025年部分节假日安排的通知"), None);
        let own = Profile::parse("Profile(schema: 1, name: \"甲\", titles: [[\"乙\"]], parts: [])").unwrap();
        assert!(own.chosen(Some("乙报告"), "").is_some() && own.chosen(Some("丙报告"), "").is_none());
        assert!(Profile::rule_of_law().chosen(None, "全县法治政府建设取得进展").is_some());
        assert!(Profile::rule_of_law().chosen(None, "全县粮食获得丰收").is_none());
    }

    #[test]
    fn a_fault_has_line_and_column() {
        for (text, line, column, words) in [
            ("Profile(\n  schema: 1,\n  name: \"a\" parts: [])", 3, 13, ""),
            ("Profile(\n schema: 9, name: \"a\", parts: [])", 2, 2, "schema 9"),
            (
                "Profile(schema: 1, name: \"a\", parts: [\n(id: \"x\", name: \"\", within: Some(\"y\"))])",
                2,
                34,
                "\"y\"",
            ),
            (
                "Profile(schema: 1, name: \"a\", parts: [\n(id: \"x\", name: \"\"),\n(id: \"x\", name: \"\")])",
                3,
                6,
                "twice",
            ),
            (
                "Profile(schema: 1, name: \"a\", parts: [(id: \"x\", name: \"n\",\n mentions: [\"\"])])",
                2,
                13,
                "empty",
            ),
        ] {
            let error = Profile::parse(text).unwrap_err();
            assert_eq!((error.line, error.column), (line, column), "{text}: {error}");
            assert!(error.words.contains(words), "{error}");
        }
        let error = Profile::parse("Profile(schema: 1, name: \"a\", parts: [], colour: 3)").unwrap_err();
        assert_eq!(error.line, 1, "an unknown field is a slip of the reviewer's: {error}");
    }
}
