//! Faults in a call, in the words of the catalogue. The parser's own words are in English only.

use std::error::Error as _;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::help;
use crate::i18n::Catalogue;
use crate::message::Message;

/// The text to print for what the parser returned: help, or a sentence on the fault, the closest name, and the usage.
pub(crate) fn rendered(error: &clap::Error, words: &Catalogue) -> String {
    let asked = matches!(
        error.kind(),
        ErrorKind::DisplayHelp
            | ErrorKind::DisplayVersion
            | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
    );
    let Some(fault) = fault(error).filter(|_| !asked) else {
        return help::with_placeholders(&error.to_string(), words);
    };
    let mut lines = vec![words.words(&Message::new("cli-fault").with("words", words.words(&fault)))];
    let closest = [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue];
    if let Some(closest) = closest.into_iter().find_map(|kind| text(error, kind)) {
        lines.push(words.words(&Message::new("cli-fault-closest").with("name", closest)));
    }
    lines.push(String::new());
    if let Some(usage) = text(error, ContextKind::Usage) {
        let usage = usage.trim().trim_start_matches("Usage:").trim();
        lines.push(format!("{} {}", words.text("cli-usage-heading"), help::with_placeholders(usage, words)));
    }
    lines.push(words.text("cli-fault-help").to_owned());
    lines.push(String::new());
    lines.join("\n")
}

/// The fault as a message; `None` for a kind that these parsers do not report.
fn fault(error: &clap::Error) -> Option<Message> {
    let name = || text(error, ContextKind::InvalidArg);
    let value = || text(error, ContextKind::InvalidValue);
    Some(match error.kind() {
        ErrorKind::UnknownArgument => Message::new("cli-fault-unknown").with("name", name()?),
        ErrorKind::InvalidSubcommand => Message::new("cli-fault-command")
            .with("name", text(error, ContextKind::InvalidSubcommand)?)
            .with("known", known_commands(error)),
        ErrorKind::MissingSubcommand => {
            Message::new("cli-fault-no-command").with("known", known_commands(error))
        }
        ErrorKind::MissingRequiredArgument => Message::new("cli-fault-missing").with("name", name()?),
        ErrorKind::InvalidValue if value()?.is_empty() => {
            Message::new("cli-fault-no-value").with("name", name()?)
        }
        ErrorKind::InvalidValue => {
            let known = text(error, ContextKind::ValidValue).unwrap_or_default();
            Message::new("cli-fault-value").with("name", name()?).with("value", value()?).with("known", known)
        }
        ErrorKind::ValueValidation => {
            let reason = error.source().map(ToString::to_string).unwrap_or_default();
            Message::new("cli-fault-value")
                .with("name", name()?)
                .with("value", value()?)
                .with("known", reason)
        }
        ErrorKind::TooManyValues => {
            Message::new("cli-fault-too-many").with("name", name()?).with("value", value()?)
        }
        ErrorKind::TooFewValues => Message::new("cli-fault-too-few")
            .with("name", name()?)
            .with("count", number(error, ContextKind::MinValues)?)
            .with("given", number(error, ContextKind::ActualNumValues)?),
        ErrorKind::WrongNumberOfValues => Message::new("cli-fault-too-few")
            .with("name", name()?)
            .with("count", number(error, ContextKind::ExpectedNumValues)?)
            .with("given", number(error, ContextKind::ActualNumValues)?),
        ErrorKind::ArgumentConflict => conflict(name()?, text(error, ContextKind::PriorArg)),
        ErrorKind::NoEquals => Message::new("cli-fault-no-value").with("name", name()?),
        ErrorKind::InvalidUtf8 => Message::new("cli-fault-encoding"),
        _ => return None,
    })
}

fn conflict(name: String, other: Option<String>) -> Message {
    match other {
        Some(other) if other != name => {
            Message::new("cli-fault-conflict").with("name", name).with("other", other)
        }
        _ => Message::new("cli-fault-twice").with("name", name),
    }
}

fn known_commands(error: &clap::Error) -> String {
    text(error, ContextKind::ValidSubcommand).unwrap_or_default()
}

/// The context as text, several values separated by commas; `None` if there is none.
fn text(error: &clap::Error, kind: ContextKind) -> Option<String> {
    match error.get(kind)? {
        ContextValue::String(value) => Some(value.clone()),
        ContextValue::Strings(values) => Some(values.join(", ")),
        ContextValue::StyledStr(value) => Some(value.to_string()),
        _ => None,
    }
}

fn number(error: &clap::Error, kind: ContextKind) -> Option<usize> {
    match error.get(kind)? {
        ContextValue::Number(value) => usize::try_from(*value).ok(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::*;
    use crate::i18n::Language;

    fn said(call: &str, language: Language) -> String {
        let words = Catalogue::new(language);
        let arguments = call.split(' ').map(Into::into).collect();
        let error = parse(arguments, &words).expect_err("the call is wrong");
        rendered(&error, &words)
    }

    #[test]
    fn a_fault_is_said_in_the_language_asked_for() {
        let calls = [
            ("jiaokan-cli inspect --formt json a", "--formt"),
            ("jiaokan-cli inspct", "inspct"),
            ("jiaokan-cli --lang zh", "inspect"),
            ("jiaokan-cli inspect --format xx a", "json"),
            ("jiaokan-cli inspect --min-length 0 a", "0"),
            ("jiaokan-cli merge a -o b", "2"),
            ("jiaokan-cli export a", "--to"),
            ("jiaokan-cli inspect --no-scans --read-anew a", "--read-anew"),
            ("jiaokan-cli compare a b c", "c"),
            ("jiaokan-cli merge a b -o", "--output"),
            ("jiaokan-cli compare a b --force --force", "--force"),
        ];
        for (call, part) in calls {
            let chinese = said(call, Language::Chinese);
            assert!(chinese.starts_with("错误：") && chinese.contains(part), "{call}: {chinese}");
            let foreign = chinese.split(|c: char| !c.is_ascii_alphabetic()).any(|word| {
                ["the", "for", "value", "error", "argument", "Usage", "OPTIONS", "tip"].contains(&word)
            });
            assert!(!foreign, "{call}: {chinese}");
            let english = said(call, Language::English);
            assert!(english.starts_with("error: ") && english.contains(part), "{call}: {english}");
            assert!(!english.contains(['：', '。', '需', '缺']), "{english}");
        }
    }

    #[test]
    fn the_closest_name_and_the_usage_are_given() {
        let said = said("jiaokan-cli inspect --formt json a", Language::Chinese);
        assert!(said.contains("“--format”") && said.contains("用法: jiaokan-cli inspect"), "{said}");
    }
}
