//! The words of the filter over the notes: `status:open severity:major category:figures tag:重复 author:林 report:2 例会`.
//! Each word narrows the list; a word with `-` before it leaves out what it names. Those of the findings are in `query`.

use super::query::has;
use crate::message::Message;
use crate::review::{Category, Note, Severity, State, Status};

/// What a filter asks for: all of it must hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct NoteQuery {
    terms: Vec<Term>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Term {
    negated: bool,
    wanted: Wanted,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Wanted {
    Status(Status),
    /// From the least to the most grave one meant.
    Severity(Severity, Severity),
    Category(Category),
    /// A part of a tag; of no tag at all where it is empty.
    Tag(String),
    Author(String),
    /// By its number in the library, from 1, or by a part of its title or file name.
    Report(String),
    State(State),
    /// Words in the note, its quotes or its tags.
    Text(String),
}

/// What a query looks at.
pub(super) struct NoteCandidate<'a> {
    /// The note.
    pub(super) note: &'a Note,
    /// How its places were found again, in open reports only.
    pub(super) states: &'a [State],
    /// For each report it speaks of: its number in the library from 1 (0 if it is not open), its title and its file.
    pub(super) reports: &'a [(usize, &'a str, String)],
}

impl NoteQuery {
    /// Reads a filter. The error names the word that says nothing.
    pub(super) fn parse(words: &str) -> Result<Self, Message> {
        let terms = words.split_whitespace().map(term).collect::<Result<_, _>>()?;
        Ok(Self { terms })
    }

    /// Whether nothing is asked for.
    #[must_use]
    pub(super) fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// Whether a note is what is asked for.
    #[must_use]
    pub(super) fn admits(&self, candidate: &NoteCandidate<'_>) -> bool {
        self.terms.iter().all(|term| term.wanted.is_met(candidate) != term.negated)
    }
}

impl Wanted {
    fn is_met(&self, candidate: &NoteCandidate<'_>) -> bool {
        let note = candidate.note;
        match self {
            Self::Status(status) => note.status == *status,
            Self::Severity(least, most) => (*least..=*most).contains(&note.severity),
            Self::Category(Category::Other(name)) => {
                matches!(&note.category, Category::Other(own) if has(own, name))
            }
            Self::Category(category) => note.category == *category,
            Self::Tag(words) if words.is_empty() => note.tags.is_empty(),
            Self::Tag(words) => note.tags.iter().any(|tag| has(tag, words)),
            Self::Author(name) => has(&note.author, name),
            Self::Report(name) => match name.parse::<usize>() {
                Ok(number) => candidate.reports.iter().any(|(index, ..)| *index == number),
                Err(_) => {
                    candidate.reports.iter().any(|(_, title, file)| has(title, name) || has(file, name))
                }
            },
            Self::State(state) => candidate.states.contains(state),
            Self::Text(words) => {
                has(&note.body, words)
                    || note.targets.iter().any(|target| has(&target.exact, words))
                    || note.tags.iter().any(|tag| has(tag, words))
            }
        }
    }
}

fn term(word: &str) -> Result<Term, Message> {
    let (negated, bare) = match word.strip_prefix('-') {
        Some(rest) if !rest.is_empty() => (true, rest),
        _ => (false, word),
    };
    let bare = bare.replace('：', ":").to_lowercase();
    let unknown = || Message::new("filter-unknown").with("word", word);
    let wanted = match bare.split_once(':') {
        Some(("status" | "状态", value)) => Wanted::Status(status(value).ok_or_else(unknown)?),
        Some(("severity" | "程度" | "严重程度", value)) => {
            let (least, most) = severities(value).ok_or_else(unknown)?;
            Wanted::Severity(least, most)
        }
        Some(("category" | "类别", value)) if !value.is_empty() => Wanted::Category(category(value)),
        Some(("tag" | "标签", value)) => Wanted::Tag(value.trim_start_matches('#').to_owned()),
        Some(("author" | "作者" | "审阅者", value)) if !value.is_empty() => {
            Wanted::Author(value.to_owned())
        }
        Some(("report" | "报告", value)) if !value.is_empty() => Wanted::Report(value.to_owned()),
        Some(("state" | "place" | "位置" | "原文", value)) => {
            Wanted::State(state(value).ok_or_else(unknown)?)
        }
        _ => Wanted::Text(bare),
    };
    Ok(Term { negated, wanted })
}

fn status(value: &str) -> Option<Status> {
    match value {
        "open" | "未解决" | "待处理" => Some(Status::Open),
        "resolved" | "已解决" => Some(Status::Resolved),
        _ => None,
    }
}

/// `major`, or from there on up: `>=major`.
fn severities(value: &str) -> Option<(Severity, Severity)> {
    let value = value.replace('≥', ">=").replace("＞＝", ">=");
    if let Some(rest) = value.strip_prefix(">=") {
        return Some((severity(rest)?, Severity::Critical));
    }
    let only = severity(&value)?;
    Some((only, only))
}

fn severity(value: &str) -> Option<Severity> {
    Some(match value {
        "1" | "info" | "提示" => Severity::Info,
        "2" | "minor" | "轻微" => Severity::Minor,
        "3" | "major" | "较重" => Severity::Major,
        "4" | "critical" | "严重" => Severity::Critical,
        _ => return None,
    })
}

/// A category by its name, or one of the reviewer's own.
fn category(value: &str) -> Category {
    match value {
        "duplicate" | "重复" => Category::Duplicate,
        "structure" | "结构" => Category::Structure,
        "figures" | "数据" | "数字" => Category::Figures,
        "wording" | "表述" => Category::Wording,
        "question" | "疑问" => Category::Question,
        "praise" | "肯定" => Category::Praise,
        own => Category::Other(own.to_owned()),
    }
}

fn state(value: &str) -> Option<State> {
    Some(match value {
        "anchored" | "未变" => State::Anchored,
        "moved" | "移位" | "已移位" => State::Moved,
        "uncertain" | "待确认" => State::Uncertain,
        "orphan" | "未找到" => State::Orphan,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn admits(words: &str) -> bool {
        let mut note = Note::new(Vec::new(), Category::Figures, "林校 Lin", "合计与分项不符 Sum");
        note.severity = Severity::Major;
        note.tags = vec!["重复".into(), "待 查".into()];
        NoteQuery::parse(words).unwrap().admits(&NoteCandidate {
            note: &note,
            states: &[State::Uncertain],
            reports: &[(2, "青云县2024年报告", "QingYun-2024.txt".to_owned())],
        })
    }

    #[test]
    fn each_word_narrows_the_list() {
        assert!(
            admits("") && admits("status:open severity:major category:figures tag:重复 author:林 report:2")
        );
        assert!(admits(
            "状态：未解决 程度:较重 类别:数据 标签：#重复 作者:lin 报告:青云 位置:待确认 不符 sum"
        ));
        assert!(admits("severity:>=minor") && admits("severity:≥3") && admits("tag:查"));
        for word in [
            "status:resolved",
            "severity:minor",
            "severity:>=critical",
            "category:praise",
            "category:版式",
            "tag:冲突",
            "tag:",
            "author:王",
            "report:1",
            "state:orphan",
            "白石",
        ] {
            assert!(!admits(word), "{word}");
            assert!(admits(&format!("-{word}")), "-{word}");
        }
    }

    #[test]
    fn a_word_that_says_nothing_is_named() {
        for word in ["status:x", "severity:5", "state:"] {
            let said = NoteQuery::parse(word).unwrap_err();
            assert_eq!(said, Message::new("filter-unknown").with("word", word));
        }
        assert!(NoteQuery::parse("12:30 http://a - author: report:").is_ok());
    }
}
