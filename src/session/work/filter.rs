//! Filters of the list of findings: `kind:near length:>30 verdict:open report:2 note:no check:sum 营商环境`.

use crate::finding::Severity;
use crate::review::Judgement;
use crate::session::analysis::{MarkKind, Named, named};
use crate::session::query::{self, InvalidValue, NamedReport, ReportName, contains};

/// A filter of the list of findings.
pub(super) type Query = query::Query<Wanted>;

/// A property of a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    Kind(MarkKind),
    /// Found by one of these checks.
    Check(Vec<&'static str>),
    Severity(Severity),
    /// Length in normalised characters, both ends included.
    Length(usize, usize),
    Verdict(Option<Judgement>),
    Report(ReportName),
    Note(bool),
    /// Text of the passage, the name of its check or the title of one of its reports.
    Text(String),
}

/// A finding as filters see it.
pub(super) struct Candidate<'a> {
    /// Its kind.
    pub(super) kind: MarkKind,
    /// Id and severity of the check that found it.
    pub(super) check: Option<(&'static str, Severity)>,
    /// Its length in normalised characters.
    pub(super) characters: usize,
    /// Its judgement.
    pub(super) verdict: Option<Judgement>,
    /// Whether a note is on one of its places.
    pub(super) noted: bool,
    /// The reports of its places.
    pub(super) reports: &'a [NamedReport<'a>],
    /// The text of its first place.
    pub(super) text: &'a str,
}

impl query::Wanted for Wanted {
    type Candidate<'a> = Candidate<'a>;

    fn parse(key: &str, value: &str) -> Option<Result<Self, InvalidValue>> {
        let wanted = match key {
            "kind" | "种类" | "类型" => kind(value).map(Self::Kind),
            "check" | "检查" if !value.is_empty() => {
                let checks = named().iter().filter(|check| names(check, value));
                let ids: Vec<_> = checks.map(|check| check.id).collect();
                (!ids.is_empty()).then_some(Self::Check(ids))
            }
            "severity" | "级别" => severity(value).map(Self::Severity),
            "length" | "长度" | "字数" => length(value).map(|(least, most)| Self::Length(least, most)),
            "verdict" | "结论" => verdict(value),
            "report" | "报告" if !value.is_empty() => Some(Self::Report(ReportName(value.to_owned()))),
            "note" | "批注" | "笔记" => yes_or_no(value).map(Self::Note),
            _ => return None,
        };
        Some(wanted.ok_or(InvalidValue))
    }

    fn text(words: String) -> Self {
        Self::Text(words)
    }

    fn matches(&self, candidate: &Candidate<'_>) -> bool {
        match self {
            Self::Kind(kind) => candidate.kind == *kind,
            Self::Check(ids) => candidate.check.is_some_and(|(id, _)| ids.contains(&id)),
            Self::Severity(severity) => candidate.check.is_some_and(|(_, its)| its == *severity),
            Self::Length(least, most) => (*least..=*most).contains(&candidate.characters),
            Self::Verdict(verdict) => candidate.verdict == *verdict,
            Self::Report(name) => name.matches(candidate.reports),
            Self::Note(noted) => candidate.noted == *noted,
            Self::Text(words) => {
                contains(candidate.text, words)
                    || candidate.check.is_some_and(|(id, _)| is_named(id, words))
                    || candidate.reports.iter().any(|(_, title, _)| contains(title, words))
            }
        }
    }
}

fn kind(value: &str) -> Option<MarkKind> {
    Some(match value {
        "same" | "相同" => MarkKind::Same,
        "near" | "近似" => MarkKind::Near,
        "within" | "文内" | "文内重复" => MarkKind::Within,
        "check" | "检查" => MarkKind::Check,
        "phrase" | "套语" => MarkKind::Phrase,
        _ => return None,
    })
}

/// Whether a value names a check: by the beginning of its id or a part of its name in either language.
fn names(check: &Named, value: &str) -> bool {
    check.id.starts_with(value) || check.words.iter().any(|name| name.contains(value))
}

/// Whether a check's name contains `words` in either language.
fn is_named(id: &str, words: &str) -> bool {
    let check = named().iter().find(|check| check.id == id);
    check.is_some_and(|check| check.words.iter().any(|name| name.contains(words)))
}

fn severity(value: &str) -> Option<Severity> {
    Some(match value {
        "error" | "错误" => Severity::Error,
        "warning" | "请核对" | "核对" => Severity::Warning,
        "hint" | "提示" => Severity::Hint,
        _ => return None,
    })
}

fn verdict(value: &str) -> Option<Wanted> {
    Some(Wanted::Verdict(match value {
        "open" | "未定" | "待定" => None,
        "confirmed" | "属实" | "确认" => Some(Judgement::Confirmed),
        "dismissed" | "排除" => Some(Judgement::Dismissed),
        _ => return None,
    }))
}

fn yes_or_no(value: &str) -> Option<bool> {
    match value {
        "yes" | "有" | "是" => Some(true),
        "no" | "无" | "没有" | "否" => Some(false),
        _ => None,
    }
}

/// Parses `>30`, `>=30`, `<100`, `<=100`, `30-100`, `30`; full-width signs are accepted as well.
fn length(value: &str) -> Option<(usize, usize)> {
    let value = value.replace('＞', ">").replace('＜', "<").replace('≥', ">=").replace('≤', "<=");
    let number = |digits: &str| digits.parse::<usize>().ok();
    Some(if let Some(rest) = value.strip_prefix(">=") {
        (number(rest)?, usize::MAX)
    } else if let Some(rest) = value.strip_prefix('>') {
        (number(rest)?.checked_add(1)?, usize::MAX)
    } else if let Some(rest) = value.strip_prefix("<=") {
        (0, number(rest)?)
    } else if let Some(rest) = value.strip_prefix('<') {
        (0, number(rest)?.checked_sub(1)?)
    } else if let Some((least, most)) = value.split_once('-') {
        (number(least)?, number(most)?)
    } else {
        (number(&value)?, number(&value)?)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::Message;

    fn admits(words: &str, verdict: Option<Judgement>) -> bool {
        let candidate = Candidate {
            kind: MarkKind::Near,
            check: None,
            characters: 47,
            verdict,
            noted: false,
            reports: &[(2, "青云县2024年报告", "QingYun-2024.txt".to_owned())],
            text: "优化营商环境 Top",
        };
        Query::parse(words).unwrap().matches(&candidate)
    }

    #[test]
    fn each_word_narrows_the_list() {
        let open = |words| admits(words, None);
        assert!(open("") && open("kind:near length:>30 verdict:open report:2 note:no 营商"));
        assert!(open("类型：近似 长度：>=47 结论:未定 报告:青云 批注:无"));
        assert!(open("report:qingyun") && open("top") && open("length:40-50") && open("length:＜48"));
        for word in
            ["kind:same", "length:>47", "length:<47", "verdict:confirmed", "report:1", "note:yes", "白石"]
        {
            assert!(!open(word), "{word}");
            assert!(admits(&format!("-{word}"), None), "-{word}");
        }
        assert!(admits("verdict:dismissed -verdict:open", Some(Judgement::Dismissed)));
    }

    #[test]
    fn checks_are_asked_for_by_id_name_and_severity() {
        let candidate = Candidate {
            kind: MarkKind::Check,
            check: Some(("numbering-gap", Severity::Warning)),
            characters: 3,
            verdict: None,
            noted: false,
            reports: &[(1, "青云县2024年报告", "a.txt".to_owned())],
            text: "（四）",
        };
        let admits = |words: &str| Query::parse(words).unwrap().matches(&candidate);
        for words in [
            "kind:check",
            "类型：检查",
            "check:numbering-gap",
            "check:numbering",
            "检查:跳号",
            "check:skipped",
            "severity:warning",
            "级别：请核对",
            "跳号",
        ] {
            assert!(admits(words), "{words}");
            assert!(!admits(&format!("-{words}")), "-{words}");
        }
        for words in ["kind:near", "check:sum", "check:编号重复", "severity:hint", "severity:error"] {
            assert!(!admits(words), "{words}");
        }
    }

    #[test]
    fn an_invalid_value_is_named() {
        for word in
            ["kind:blue", "check:blue", "severity:blue", "length:x", "verdict:?", "note:perhaps", "length:<0"]
        {
            let said = Query::parse(word).unwrap_err();
            assert_eq!(said, Message::new("filter-unknown").with("word", word));
        }
        // Words without a known key are text.
        assert!(Query::parse("12:30 http://a -").is_ok());
    }
}
