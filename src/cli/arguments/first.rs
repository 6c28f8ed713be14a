//! What is read of the arguments before they are parsed: the language of help and errors, and the word `help`.

use std::ffi::OsString;

use crate::i18n::Language;

/// The language requested by the arguments. Determined before they are parsed, so that help and errors use it as well.
pub(crate) fn language(arguments: &[OsString]) -> Option<Language> {
    let mut asked = None;
    let mut arguments = arguments.iter().filter_map(|argument| argument.to_str());
    while let Some(argument) = arguments.next() {
        let value = match argument.strip_prefix("--lang") {
            Some("") => arguments.next(),
            Some(rest) => rest.strip_prefix('='),
            None if argument == "--" => break,
            None => None,
        };
        match value {
            Some("zh") => asked = Some(Language::Chinese),
            Some("en") => asked = Some(Language::English),
            _ => {}
        }
    }
    asked
}

/// Turns `help` and `help COMMAND` into `--help` and `COMMAND --help`. The parser's own `help` command is disabled,
/// since its text is in English only.
pub(super) fn with_help_option(mut arguments: Vec<OsString>) -> Vec<OsString> {
    let mut at = 1;
    while let Some(argument) = arguments.get(at).and_then(|argument| argument.to_str()) {
        match argument {
            "help" => {
                arguments.remove(at);
                arguments.push("--help".into());
                break;
            }
            "--lang" => at += 2,
            option if option.starts_with("--lang=") => at += 1,
            _ => break,
        }
    }
    arguments
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arguments(words: &str) -> Vec<OsString> {
        words.split(' ').map(OsString::from).collect()
    }

    #[test]
    fn the_language_is_known_before_the_call_is() {
        assert_eq!(language(&arguments("jiaokan-cli --lang en inspect a")), Some(Language::English));
        assert_eq!(language(&arguments("jiaokan-cli inspect a --lang=zh")), Some(Language::Chinese));
        assert_eq!(language(&arguments("jiaokan-cli inspect -- --lang en")), None);
        assert_eq!(language(&arguments("jiaokan-cli inspect --lang fr")), None);
    }

    #[test]
    fn help_is_a_command_too() {
        let option = |words: &str| with_help_option(arguments(words));
        assert_eq!(option("jiaokan-cli help"), arguments("jiaokan-cli --help"));
        assert_eq!(
            option("jiaokan-cli --lang en help merge"),
            arguments("jiaokan-cli --lang en merge --help")
        );
        assert_eq!(option("jiaokan-cli --lang=en help"), arguments("jiaokan-cli --lang=en --help"));
        assert_eq!(option("jiaokan-cli inspect help"), arguments("jiaokan-cli inspect help"));
        assert_eq!(option("jiaokan-cli"), arguments("jiaokan-cli"));
    }
}
