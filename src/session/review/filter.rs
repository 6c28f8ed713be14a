//! Filters of the list of notes: `status:open severity:major category:figures tag:重复 author:林 report:2 例会`.

use crate::review::{Category, Note, Severity, State, Status};
use crate::session::query::{self, InvalidValue, NamedReport, ReportName, contains};

/// A filter of the list of notes.
pub(super) type NoteQuery = query::Query<Wanted>;

/// A property of a note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    Status(Status),
    /// Lowest and highest severity.
    Severity(Severity, Severity),
    Category(Category),
    /// A part of a tag; no tag at all if it is empty.
    Tag(String),
    Author(String),
    Report(ReportName),
    State(State),
    /// Text of the note, its quotes or its tags.
    Text(String),
}

/// A note as filters see it.
pub(super) struct NoteCandidate<'a> {
    /// The note.
    pub(super) note: &'a Note,
    /// State of each target in an open report.
    pub(super) states: &'a [State],
    /// The reports of its targets.
    pub(super) reports: &'a [NamedReport<'a>],
}

impl query::Wanted for Wanted {
    type Candidate<'a> = NoteCandidate<'a>;

    fn parse(key: &str, value: &str) -> Option<Result<Self, InvalidValue>> {
        let wanted = match key {
            "status" | "状态" => status(value).map(Self::Status),
            "severity" | "程度" | "严重程度" => {
                severities(value).map(|(least, most)| Self::Severity(least, most))
            }
            "category" | "类别" if !value.is_empty() => Some(Self::Category(category(value))),
            "tag" | "标签" => Some(Self::Tag(value.trim_start_matches('#').to_owned())),
            "author" | "作者" | "审阅者" if !value.is_empty() => Some(Self::Author(value.to_owned())),
            "report" | "报告" if !value.is_empty() => Some(Self::Report(ReportName(value.to_owned()))),
            "state" | "place" | "位置" | "原文" => state(value).map(Self::State),
            _ => return None,
        };
        Some(wanted.ok_or(InvalidValue))
    }

    fn text(words: String) -> Self {
        Self::Text(words)
    }

    fn matches(&self, candidate: &NoteCandidate<'_>) -> bool {
        let note = candidate.note;
        match self {
            Self::Status(status) => note.status == *status,
            Self::Severity(least, most) => (*least..=*most).contains(&note.severity),
            Self::Category(Category::Other(name)) => {
                matches!(&note.category, Category::Other(own) if contains(own, name))
            }
            Self::Category(category) => note.category == *category,
            Self::Tag(words) if words.is_empty() => note.tags.is_empty(),
            Self::Tag(words) => note.tags.iter().any(|tag| contains(tag, words)),
            Self::Author(name) => contains(&note.author, name),
            Self::Report(name) => name.matches(candidate.reports),
            Self::State(state) => candidate.states.contains(state),
            Self::Text(words) => {
                contains(&note.body, words)
                    || note.targets.iter().any(|target| contains(&target.exact, words))
                    || note.tags.iter().any(|tag| contains(tag, words))
            }
        }
    }
}

fn status(value: &str) -> Option<Status> {
    match value {
        "open" | "未解决" | "待处理" => Some(Status::Open),
        "resolved" | "已解决" => Some(Status::Resolved),
        _ => None,
    }
}

/// Parses `major`, or `>=major` for all from there on.
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

/// A category by its name, or one defined by the reviewer.
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
    use crate::message::Message;

    fn admits(words: &str) -> bool {
        let mut note = Note::new(Vec::new(), Category::Figures, "林校 Lin", "合计与分项不符 Sum");
        note.severity = Severity::Major;
        note.tags = vec!["重复".into(), "待 查".into()];
        NoteQuery::parse(words).unwrap().matches(&NoteCandidate {
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
    fn an_invalid_value_is_named() {
        for word in ["status:x", "severity:5", "state:"] {
            let said = NoteQuery::parse(word).unwrap_err();
            assert_eq!(said, Message::new("filter-unknown").with("word", word));
        }
        assert!(NoteQuery::parse("12:30 http://a - author: report:").is_ok());
    }
}
