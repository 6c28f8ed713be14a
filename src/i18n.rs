//! The message catalogue in Chinese and English: turns a message's id and arguments into words. The words are in
//! `assets/locales/`, one Fluent file per subject.

use std::collections::HashMap;

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use crate::message::{Argument, Message};

/// A language of the interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub enum Language {
    /// Simplified Chinese.
    #[default]
    #[serde(rename = "zh")]
    Chinese,
    /// English.
    #[serde(rename = "en")]
    English,
}

/// The Fluent files of a language, one per subject.
macro_rules! words {
    ($language:literal) => {
        [
            include_str!(concat!("../assets/locales/", $language, "/read.ftl")),
            include_str!(concat!("../assets/locales/", $language, "/window.ftl")),
            include_str!(concat!("../assets/locales/", $language, "/review.ftl")),
            include_str!(concat!("../assets/locales/", $language, "/cli.ftl")),
            include_str!(concat!("../assets/locales/", $language, "/compare.ftl")),
            include_str!(concat!("../assets/locales/", $language, "/checks.ftl")),
            include_str!(concat!("../assets/locales/", $language, "/screening.ftl")),
            include_str!(concat!("../assets/locales/", $language, "/ledger.ftl")),
            include_str!(concat!("../assets/locales/", $language, "/export.ftl")),
            include_str!(concat!("../assets/locales/", $language, "/start.ftl")),
            include_str!(concat!("../assets/locales/", $language, "/work.ftl")),
        ]
    };
}

const CHINESE: &[&str] = &words!("zh");
const ENGLISH: &[&str] = &words!("en");

impl Language {
    /// Both languages, in the order of the menu.
    pub const ALL: [Self; 2] = [Self::Chinese, Self::English];

    /// The language of the system's locale: Chinese for any form of it and where no locale is set, else English.
    #[must_use]
    pub fn of_system() -> Self {
        sys_locale::get_locale().map_or(Self::Chinese, |locale| Self::from_locale(&locale))
    }

    fn from_locale(locale: &str) -> Self {
        if locale.is_empty()
            || locale.to_ascii_lowercase().starts_with("zh")
            || matches!(locale, "C" | "POSIX")
        {
            Self::Chinese
        } else {
            Self::English
        }
    }

    /// The language's name in the language itself.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Chinese => "简体中文",
            Self::English => "English",
        }
    }

    fn sources(self) -> &'static [&'static str] {
        match self {
            Self::Chinese => CHINESE,
            Self::English => ENGLISH,
        }
    }
}

/// All words in one language.
///
/// ```
/// use jiaokan::i18n::{Catalogue, Language};
/// use jiaokan::message::Message;
///
/// let message = Message::new("cli-more-places").with("count", 1_usize);
/// assert_eq!(Catalogue::new(Language::English).words(&message), "1 more place");
/// assert_eq!(Catalogue::new(Language::Chinese).words(&message), "另有 1 处");
/// ```
pub struct Catalogue {
    language: Language,
    bundle: FluentBundle<FluentResource>,
    /// Messages without arguments, formatted once, since they are drawn every frame.
    plain: HashMap<String, String>,
}

impl Catalogue {
    /// Makes the catalogue of a language. Parses about 60 kB of Fluent, so keep it.
    ///
    /// # Panics
    ///
    /// If a shipped Fluent file is malformed, which tests exclude.
    #[must_use]
    pub fn new(language: Language) -> Self {
        let id = match language {
            Language::Chinese => "zh-CN",
            Language::English => "en",
        };
        let id: LanguageIdentifier = id.parse().expect("a well-formed language tag");
        let mut bundle = FluentBundle::new(vec![id]);
        // Isolating marks around arguments would end up in copied text.
        bundle.set_use_isolating(false);
        let mut plain = HashMap::new();
        for source in language.sources() {
            let resource = FluentResource::try_new((*source).to_owned());
            let resource =
                resource.map_err(|(_, errors)| errors).expect("the shipped catalogue parses (tested)");
            let ids: Vec<String> = message_ids(source).map(str::to_owned).collect();
            bundle.add_resource(resource).expect("no id is in two files (tested)");
            for id in ids {
                let mut errors = Vec::new();
                let pattern = bundle.get_message(&id).and_then(|message| message.value());
                let words =
                    pattern.map(|pattern| bundle.format_pattern(pattern, None, &mut errors).into_owned());
                if let (Some(words), true) = (words, errors.is_empty()) {
                    plain.insert(id, words);
                }
            }
        }
        Self { language, bundle, plain }
    }

    /// The language of these words.
    #[must_use]
    pub fn language(&self) -> Language {
        self.language
    }

    /// The words of a message without arguments. An unknown id is returned as it is, so that nothing is blank.
    #[must_use]
    pub fn text<'a>(&'a self, id: &'a str) -> &'a str {
        debug_assert!(self.plain.contains_key(id), "no message `{id}` without arguments");
        self.plain.get(id).map_or(id, String::as_str)
    }

    /// The words of a message without arguments; `None` for an unknown id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&str> {
        self.plain.get(id).map(String::as_str)
    }

    /// The words of a message with its arguments.
    #[must_use]
    pub fn words(&self, message: &Message) -> String {
        if message.arguments.is_empty() {
            return self.text(message.id).to_owned();
        }
        let mut arguments = FluentArgs::new();
        for (name, value) in &message.arguments {
            let value: FluentValue<'_> = match value {
                Argument::Number(number) => (*number).into(),
                Argument::Text(text) => text.as_str().into(),
            };
            arguments.set(*name, value);
        }
        let Some(pattern) = self.bundle.get_message(message.id).and_then(|message| message.value()) else {
            debug_assert!(false, "no message `{}`", message.id);
            return message.id.to_owned();
        };
        let mut errors = Vec::new();
        let words = self.bundle.format_pattern(pattern, Some(&arguments), &mut errors).into_owned();
        debug_assert!(errors.is_empty(), "{}: {errors:?}", message.id);
        words
    }
}

/// The ids that a Fluent file defines.
fn message_ids(source: &str) -> impl Iterator<Item = &str> {
    source
        .lines()
        .filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()))
        .filter_map(|line| line.split_once(" =").map(|(id, _)| id))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::Path;

    fn ids(language: Language) -> BTreeSet<String> {
        language.sources().iter().flat_map(|source| message_ids(source)).map(str::to_owned).collect()
    }

    #[test]
    fn both_languages_say_the_same_things_with_the_same_arguments() {
        assert_eq!(ids(Language::Chinese), ids(Language::English));
        let arguments = |language: Language| -> BTreeSet<(String, String)> {
            let mut found = BTreeSet::new();
            for source in language.sources() {
                let mut id = String::new();
                for line in source.lines() {
                    if let Some((head, _)) =
                        line.split_once(" =").filter(|_| line.starts_with(char::is_alphabetic))
                    {
                        id = head.to_owned();
                    }
                    for piece in line.split('$').skip(1) {
                        let name = piece
                            .split(|c: char| !c.is_alphanumeric() && c != '-')
                            .next()
                            .unwrap_or_default();
                        found.insert((id.clone(), name.to_owned()));
                    }
                }
            }
            found
        };
        assert_eq!(arguments(Language::Chinese), arguments(Language::English));
    }

    #[test]
    fn every_locale_file_is_included() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/locales/zh");
        let files = fs::read_dir(folder).unwrap().count();
        assert_eq!(files, CHINESE.len());
    }

    #[test]
    fn every_message_is_used_and_every_used_id_has_a_message() {
        let mut code = String::new();
        collect_sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut code);
        let known = ids(Language::English);
        let unused: Vec<_> = known.iter().filter(|id| !code.contains(&format!("\"{id}\""))).collect();
        assert!(unused.is_empty(), "never used: {unused:?}");
        for opening in ["Message::new(\"", ".text(\"", ".tr(\""] {
            for piece in code.split(opening).skip(1) {
                let id = piece.split('"').next().unwrap_or_default();
                assert!(known.contains(id), "used but not in the catalogue: {id}");
            }
        }
    }

    fn collect_sources(folder: &Path, out: &mut String) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                collect_sources(&path, out);
            } else if path.extension().is_some_and(|e| e == "rs") && !path.ends_with("i18n.rs") {
                out.push_str(&fs::read_to_string(path).unwrap());
            }
        }
    }

    /// Terms of `docs/glossary.md` (left) and the synonyms that must not be used for them (right), so that each concept
    /// has one name.
    const ONE_WORD: [(&str, &[&str]); 7] = [
        ("结论", &["判定"]),
        ("比对", &["对比", "比较"]),
        ("重复段落", &["重复文字", "重复的文字"]),
        ("组成部分", &["应有内容", "应有部分", "个部分"]),
        ("审阅者", &["审阅人"]),
        ("窗格", &["本窗", "此窗", "单窗", "双窗", "三窗", "四窗", "一窗"]),
        ("页面附加内容", &["网页附", "附带文字", "页面附属"]),
    ];

    #[test]
    fn one_thing_has_one_word_and_the_glossary_has_it() {
        let glossary = include_str!("../docs/glossary.md");
        for (word, others) in ONE_WORD {
            assert!(glossary.contains(word), "the glossary lacks {word}");
            for other in others {
                let found = CHINESE.iter().flat_map(|file| file.lines()).find(|line| line.contains(other));
                assert_eq!(found, None, "{word}, not {other}");
            }
        }
        let english = ["stands twice", "stand twice", "unless told", "Usual filters", " anew"];
        for line in ENGLISH.iter().flat_map(|file| file.lines()) {
            assert!(!english.iter().any(|words| line.contains(words)), "{line}");
        }
    }

    #[test]
    fn arguments_are_put_in() {
        let message = Message::new("read-error-too-large").with("megabytes", 99).with("limit", 64);
        assert!(Catalogue::new(Language::Chinese).words(&message).contains("99 MB"));
        assert!(Catalogue::new(Language::English).words(&message).contains("64 MB"));
    }

    #[test]
    fn the_language_follows_the_system() {
        assert_eq!(Language::from_locale("zh-CN"), Language::Chinese);
        assert_eq!(Language::from_locale("zh_TW.UTF-8"), Language::Chinese);
        assert_eq!(Language::from_locale("en-GB"), Language::English);
        assert_eq!(Language::from_locale("C"), Language::Chinese);
    }
}
