//! The words of the filter over the findings: `kind:near length:>30 verdict:open report:2 note:no check:sum 营商环境`. Each word
//! narrows the list; a word with `-` before it leaves out what it names.

use super::MarkKind;
use super::checked::{Named, named};
use crate::finding::Severity;
use crate::message::Message;
use crate::review::Judgement;

/// What a filter asks for: all of it must hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Query {
    terms: Vec<Term>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Term {
    negated: bool,
    wanted: Wanted,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Wanted {
    Kind(MarkKind),
    /// What one of these checks says.
    Check(Vec<&'static str>),
    Severity(Severity),
    /// Length in normalised characters, both ends included.
    Length(usize, usize),
    Verdict(Option<Judgement>),
    /// By its number in the library, from 1, or by a part of its title or file name.
    Report(String),
    Note(bool),
    /// Words in the passage, in the name of its check or in the title of a report it stands in.
    Text(String),
}

/// What a query looks at.
pub(super) struct Candidate<'a> {
    /// What it is.
    pub(super) kind: MarkKind,
    /// The check that says it and how much it matters, where it is one.
    pub(super) check: Option<(&'static str, Severity)>,
    /// Its length in normalised characters.
    pub(super) characters: usize,
    /// What was decided.
    pub(super) verdict: Option<Judgement>,
    /// Whether a note stands on it.
    pub(super) noted: bool,
    /// For each report it stands in: its number in the library from 1, its title and its file's name.
    pub(super) reports: &'a [(usize, &'a str, String)],
    /// Its text.
    pub(super) text: &'a str,
}

impl Query {
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

    /// Whether set phrases are asked for by name, and so must be looked at.
    #[must_use]
    pub(super) fn names_phrases(&self) -> bool {
        self.terms.iter().any(|term| !term.negated && term.wanted == Wanted::Kind(MarkKind::Phrase))
    }

    /// Whether something is what is asked for.
    #[must_use]
    pub(super) fn admits(&self, candidate: &Candidate<'_>) -> bool {
        self.terms.iter().all(|term| term.wanted.is_met(candidate) != term.negated)
    }
}

impl Wanted {
    fn is_met(&self, candidate: &Candidate<'_>) -> bool {
        match self {
            Self::Kind(kind) => candidate.kind == *kind,
            Self::Check(ids) => candidate.check.is_some_and(|(id, _)| ids.contains(&id)),
            Self::Severity(severity) => candidate.check.is_some_and(|(_, its)| its == *severity),
            Self::Length(least, most) => (*least..=*most).contains(&candidate.characters),
            Self::Verdict(verdict) => candidate.verdict == *verdict,
            Self::Report(name) => match name.parse::<usize>() {
                Ok(number) => candidate.reports.iter().any(|(index, ..)| *index == number),
                Err(_) => {
                    candidate.reports.iter().any(|(_, title, file)| has(title, name) || has(file, name))
                }
            },
            Self::Note(noted) => candidate.noted == *noted,
            Self::Text(words) => {
                has(candidate.text, words)
                    || candidate.check.is_some_and(|(id, _)| is_named(id, words))
                    || candidate.reports.iter().any(|(_, title, _)| has(title, words))
            }
        }
    }
}

/// Blind to the case of Latin letters; `words` are in small letters already.
pub(super) fn has(text: &str, words: &str) -> bool {
    text.contains(words)
        || words.contains(|c: char| c.is_ascii_lowercase()) && text.to_lowercase().contains(words)
}

fn term(word: &str) -> Result<Term, Message> {
    let (negated, bare) = match word.strip_prefix('-') {
        Some(rest) if !rest.is_empty() => (true, rest),
        _ => (false, word),
    };
    let bare = bare.replace('：', ":").to_lowercase();
    let unknown = || Message::new("filter-unknown").with("word", word);
    let wanted = match bare.split_once(':') {
        Some(("kind" | "种类" | "类型", value)) => Wanted::Kind(kind(value).ok_or_else(unknown)?),
        Some(("check" | "检查", value)) if !value.is_empty() => {
            let ids: Vec<_> = named().iter().filter(|one| names(one, value)).map(|one| one.id).collect();
            Wanted::Check((!ids.is_empty()).then_some(ids).ok_or_else(unknown)?)
        }
        Some(("severity" | "级别", value)) => Wanted::Severity(severity(value).ok_or_else(unknown)?),
        Some(("length" | "长度" | "字数", value)) => {
            let (least, most) = length(value).ok_or_else(unknown)?;
            Wanted::Length(least, most)
        }
        Some(("verdict" | "结论", value)) => verdict(value).ok_or_else(unknown)?,
        Some(("report" | "报告", value)) if !value.is_empty() => Wanted::Report(value.to_owned()),
        Some(("note" | "批注" | "笔记", value)) => Wanted::Note(yes_or_no(value).ok_or_else(unknown)?),
        _ => Wanted::Text(bare),
    };
    Ok(Term { negated, wanted })
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

/// Whether a filter's value means a check: the beginning of its id or a part of its name in either language.
fn names(check: &Named, value: &str) -> bool {
    check.id.starts_with(value) || check.words.iter().any(|name| name.contains(value))
}

/// Whether a check's name has `words` in it, in either language.
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

/// `>30`, `>=30`, `<100`, `<=100`, `30-100`, `30`, with full-width signs as well.
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
        Query::parse(words).unwrap().admits(&candidate)
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
        let admits = |words: &str| Query::parse(words).unwrap().admits(&candidate);
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
    fn a_word_that_says_nothing_is_named() {
        for word in
            ["kind:blue", "check:blue", "severity:blue", "length:x", "verdict:?", "note:perhaps", "length:<0"]
        {
            let said = Query::parse(word).unwrap_err();
            assert_eq!(said, Message::new("filter-unknown").with("word", word));
        }
        // What is no filter word is looked for as it stands.
        assert!(Query::parse("12:30 http://a -").is_ok());
    }
}
