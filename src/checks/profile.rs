//! Which parts a report of a kind must have and how they are known: a RON file that a reviewer can copy and change. The
//! shipped one is `assets/profiles/rule-of-law-annual-report.ron`. Looking for the parts is in `parts`.

use std::sync::OnceLock;

use serde::Deserialize;

const RULE_OF_LAW: &str = include_str!("../../assets/profiles/rule-of-law-annual-report.ron");

/// A profile with more parts or words than this is no profile; looking for words takes time in proportion to them.
const MAX_PARTS: usize = 64;
const MAX_WORDS: usize = 2_000;

/// The parts that a kind of report has.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    schema: u32,
    /// What kind of report it is for.
    pub name: String,
    /// The same in English; empty where nobody wrote it.
    #[serde(default)]
    pub english: String,
    /// In the order in which they are shown.
    pub parts: Vec<Part>,
}

/// A part of a report.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename = "Part", deny_unknown_fields)]
pub struct Part {
    /// Its name for programs.
    pub id: String,
    /// Its name for people.
    pub name: String,
    /// The same in English.
    #[serde(default)]
    pub english: String,
    /// The part that it belongs into.
    #[serde(default)]
    pub(super) within: Option<String>,
    /// Whether sections that nobody else claims are this part.
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

/// Why a profile cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, column {column}: {words}")]
pub struct ProfileError {
    /// Line of the fault, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// What is wrong, in English.
    pub words: String,
}

impl Profile {
    /// Names the profile that comes with the program where what was found by different ones is kept apart.
    pub const SHIPPED: &str = "shipped";

    /// The one for yearly reports on building a government under the rule of law. Read once.
    pub fn rule_of_law() -> &'static Self {
        static SHIPPED: OnceLock<Profile> = OnceLock::new();
        SHIPPED.get_or_init(|| Self::parse(RULE_OF_LAW).expect("the shipped profile parses (tested)"))
    }

    /// Reads a profile from RON; its format is told at the top of the shipped one. An error names line and column.
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

/// A fault that stands where `needle` last occurs in the file.
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
    fn the_shipped_profile_has_the_five_parts() {
        let ids: Vec<&str> = Profile::rule_of_law().parts.iter().map(|part| part.id.as_str()).collect();
        assert_eq!(ids, ["achievements", "shortcomings", "causes", "first-responsible", "next-year"]);
        assert!(Profile::rule_of_law().parts.iter().all(|part| !part.english.is_empty()));
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
