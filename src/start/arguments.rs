//! The command line of the window program, with help in the requested language.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Arg, ArgAction, ValueHint, value_parser};

use super::renderer::Choice;
use crate::cli::{fixed, option, with_value_names};
use crate::i18n::Catalogue;

/// The parsed arguments.
#[derive(Debug)]
pub(super) struct Call {
    /// Reports, folders of reports, or a review file.
    pub(super) paths: Vec<PathBuf>,
    /// The renderer to use.
    pub(super) renderer: Choice,
    /// Print the version and exit.
    pub(super) version: bool,
    /// Print more about the machine with the version.
    pub(super) verbose: bool,
}

/// Parses the arguments. The error is the help text or a message on the invalid argument.
pub(super) fn parse(arguments: Vec<OsString>, words: &Catalogue) -> Result<Call, clap::Error> {
    let mut matches = command(words).try_get_matches_from(arguments)?;
    Ok(Call {
        paths: matches.remove_many("paths").map(Iterator::collect).unwrap_or_default(),
        renderer: matches.remove_one("renderer").unwrap_or_default(),
        version: matches.get_flag("version"),
        verbose: matches.get_flag("verbose"),
    })
}

/// The command line in the words of a catalogue.
pub(super) fn command(words: &Catalogue) -> clap::Command {
    let switch = |name: &'static str, short: char| {
        Arg::new(name).short(short).long(name).action(ArgAction::SetTrue).help_heading("")
    };
    let value = |name: &'static str| Arg::new(name).long(name).hide_possible_values(true);
    let paths = Arg::new("paths")
        .value_name("PATH")
        .num_args(0..)
        .value_parser(value_parser!(PathBuf))
        .value_hint(ValueHint::AnyPath)
        .help(words.text("start-paths-help").to_owned())
        .help_heading(fixed(words.text("cli-arguments-heading")));
    let renderer = value("renderer").value_name("RENDERER").value_parser(value_parser!(Choice));
    let language = value("lang").value_name("LANG").value_parser(["zh", "en"]);
    let help = Arg::new("help").short('h').long("help").action(ArgAction::Help);
    let command = clap::Command::new("jiaokan")
        .version(env!("CARGO_PKG_VERSION"))
        .about(words.text("start-about").to_owned())
        .help_template(format!(
            "{{about}}\n\n{} {{usage}}\n\n{{all-args}}\n",
            words.text("cli-usage-heading")
        ))
        .disable_help_flag(true)
        .disable_version_flag(true)
        .arg(paths)
        .arg(option(language, "start-lang-help", words))
        .arg(option(renderer, "start-renderer-help", words))
        .arg(option(help, "cli-help-help", words))
        .arg(option(switch("version", 'V'), "cli-version-help", words))
        .arg(option(switch("verbose", 'v'), "start-verbose-help", words));
    with_value_names(command, words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Language;

    fn parsed(call: &str) -> Result<Call, clap::Error> {
        let words = Catalogue::new(Language::English);
        parse(call.split(' ').map(OsString::from).collect(), &words)
    }

    #[test]
    fn the_command_is_well_formed_in_each_language() {
        for language in Language::ALL {
            let words = Catalogue::new(language);
            command(&words).debug_assert();
            let help = command(&words).render_help().to_string();
            assert!(help.contains(words.text("start-about")) && help.contains("--renderer"), "{help}");
        }
    }

    #[test]
    fn a_call_has_its_defaults() {
        let call = parsed("jiaokan a b").unwrap();
        assert_eq!(call.paths, [PathBuf::from("a"), PathBuf::from("b")]);
        assert_eq!((call.renderer, call.version, call.verbose), (Choice::Auto, false, false));
        assert!(parsed("jiaokan").unwrap().paths.is_empty());
        let call = parsed("jiaokan --version --verbose --renderer opengl --lang zh").unwrap();
        assert_eq!((call.renderer, call.version, call.verbose), (Choice::OpenGl, true, true));
        assert!(parsed("jiaokan --renderer crayons").is_err());
        assert!(parsed("jiaokan --lang fr").is_err());
    }
}
