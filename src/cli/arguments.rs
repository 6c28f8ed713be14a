//! The command line: what can be asked for, its help in two languages.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{CommandFactory as _, FromArgMatches as _, Parser, Subcommand, ValueEnum};

use crate::duplicates::Options;
use crate::export::Format;
use crate::i18n::{Catalogue, Language};
use crate::message::Message;
use crate::screening;

/// What is asked for.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Everything found in some reports.
    Inspect(Inspect),
    /// Two reports side by side.
    Compare(Compare),
    /// A folder of reports ranked.
    Screen(Screen),
    /// Where the notes of a review stand now.
    Notes(Notes),
    /// A review as a document.
    Export(Export),
    /// The reviews of several reviewers in one.
    Merge(Merge),
}

/// `merge`.
#[derive(Debug, clap::Args)]
pub(super) struct Merge {
    /// Review files, two or more.
    #[arg(required = true, num_args = 2.., value_name = "REVIEW")]
    pub reviews: Vec<PathBuf>,
    /// The file to write.
    #[arg(short, long, required = true, value_name = "REVIEW")]
    pub output: PathBuf,
    /// Whether another review there may be replaced.
    #[arg(long)]
    pub force: bool,
}

/// `export`.
#[derive(Debug, clap::Args)]
pub(super) struct Export {
    /// The review file.
    #[arg(value_name = "REVIEW")]
    pub review: PathBuf,
    /// What to write.
    #[arg(long, value_enum, value_name = "FORMAT", hide_possible_values = true)]
    pub to: Target,
    /// The file, or for several documents the folder, to write.
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Whether files there may be replaced.
    #[arg(long)]
    pub force: bool,
    /// Only what still waits.
    #[arg(long)]
    pub only_open: bool,
    /// Only notes of at least this severity.
    #[arg(
        long,
        value_enum,
        value_name = "SEVERITY",
        default_value = "info",
        hide_possible_values = true,
        hide_default_value = true
    )]
    pub min_severity: LeastSeverity,
    /// Only what is about this report.
    #[arg(long, value_name = "REPORT")]
    pub report: Option<String>,
    /// Whether dismissed findings come along.
    #[arg(long)]
    pub with_dismissed: bool,
}

/// What a review is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Target {
    /// For people, in any editor.
    #[value(alias = "md")]
    Markdown,
    /// One page for a browser.
    Html,
    /// One table.
    Csv,
    /// A workbook.
    Xlsx,
    /// Documents with comments.
    Docx,
    /// For programs.
    Jsonld,
}

impl Target {
    /// The format meant.
    pub(super) fn format(self) -> Format {
        match self {
            Self::Markdown => Format::Markdown,
            Self::Html => Format::Html,
            Self::Csv => Format::Csv,
            Self::Xlsx => Format::Xlsx,
            Self::Docx => Format::Docx,
            Self::Jsonld => Format::JsonLd,
        }
    }
}

/// A note's severity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum LeastSeverity {
    /// All notes.
    Info,
    /// Small faults and graver ones.
    Minor,
    /// What must be put right, and graver.
    Major,
    /// What calls a report into question.
    Critical,
}

/// `inspect`.
#[derive(Debug, clap::Args)]
pub(super) struct Inspect {
    /// Files and folders.
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Words for people or JSON for programs.
    #[arg(
        long,
        value_enum,
        value_name = "FORMAT",
        default_value = "text",
        hide_possible_values = true,
        hide_default_value = true
    )]
    pub format: FormatChoice,
    /// Whether the JSON holds the source texts.
    #[arg(long)]
    pub with_text: bool,
    /// Whether the source texts take in what belongs to the page and not to the report.
    #[arg(long)]
    pub whole_page: bool,
    /// Least length of a passage.
    #[arg(long, value_name = "N", default_value_t = Options::default().min_length, value_parser = at_least_one, hide_default_value = true)]
    pub min_length: usize,
    /// Which parts a report has, in a file.
    #[arg(long, value_name = "FILE")]
    pub profile: Option<PathBuf>,
    /// Checks to turn on.
    #[arg(long, value_name = "ID")]
    pub check: Vec<String>,
    /// Checks to turn off.
    #[arg(long, value_name = "ID")]
    pub no_check: Vec<String>,
}

/// `notes`.
#[derive(Debug, clap::Args)]
pub(super) struct Notes {
    /// The review file.
    #[arg(value_name = "REVIEW")]
    pub review: PathBuf,
    /// Words for people or JSON for programs.
    #[arg(
        long,
        value_enum,
        value_name = "FORMAT",
        default_value = "text",
        hide_possible_values = true,
        hide_default_value = true
    )]
    pub format: FormatChoice,
}

/// `screen`.
#[derive(Debug, clap::Args)]
pub(super) struct Screen {
    /// Files and folders.
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Words for people, JSON for programs, a table for spreadsheets.
    #[arg(
        long,
        value_enum,
        value_name = "FORMAT",
        default_value = "text",
        hide_possible_values = true,
        hide_default_value = true
    )]
    pub format: TableFormat,
    /// Least length of a passage.
    #[arg(long, value_name = "N", default_value_t = screening::Options::default().min_length, value_parser = at_least_one, hide_default_value = true)]
    pub min_length: usize,
    /// Which parts a report has, in a file.
    #[arg(long, value_name = "FILE")]
    pub profile: Option<PathBuf>,
    /// Reads every file anew and keeps nothing.
    #[arg(long)]
    pub no_cache: bool,
}

/// How a ranking is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum TableFormat {
    /// For people.
    Text,
    /// For programs.
    Json,
    /// For spreadsheets.
    Csv,
}

/// How the result is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum FormatChoice {
    /// For people.
    Text,
    /// For programs.
    Json,
}

/// `compare`.
#[derive(Debug, clap::Args)]
pub(super) struct Compare {
    /// The earlier report, as a rule.
    #[arg(value_name = "LEFT")]
    pub left: PathBuf,
    /// The later one.
    #[arg(value_name = "RIGHT")]
    pub right: PathBuf,
    /// Words for people, JSON for programs, or a page for a browser.
    #[arg(
        long,
        value_enum,
        value_name = "FORMAT",
        default_value = "text",
        hide_possible_values = true,
        hide_default_value = true
    )]
    pub format: CompareFormat,
    /// Whether the JSON holds the source texts.
    #[arg(long)]
    pub with_text: bool,
}

/// How a comparison is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum CompareFormat {
    /// For people at a terminal.
    Text,
    /// For programs.
    Json,
    /// One page for a browser.
    Html,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum LanguageChoice {
    Zh,
    En,
}

#[derive(Debug, Parser)]
#[command(name = "jiaokan-cli", subcommand_required = true, arg_required_else_help = true)]
struct Call {
    #[command(subcommand)]
    command: Command,
    /// Found by [`language`] before anything is parsed; here it is checked and has its help.
    #[arg(long, global = true, value_enum, value_name = "LANG", hide_possible_values = true)]
    lang: Option<LanguageChoice>,
    /// Looked for in [`super::main`] before anything is parsed, since `--version` ends the parsing.
    #[arg(long, requires = "version")]
    verbose: bool,
}

/// The language that the arguments ask for, so that even help and faults come in it.
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

/// Reads the arguments. The error is help, the version, or what is wrong with the call.
pub(super) fn parse(arguments: Vec<OsString>, words: &Catalogue) -> Result<Command, clap::Error> {
    let matches = in_words(Call::command(), words).try_get_matches_from(arguments)?;
    Call::from_arg_matches(&matches).map(|call| call.command)
}

/// The command with its help in the catalogue's language.
fn in_words(command: clap::Command, words: &Catalogue) -> clap::Command {
    with_common_words(command, words)
        .disable_help_subcommand(true)
        .about(words.text("cli-about").to_owned())
        .subcommand_help_heading(fixed(words.text("cli-commands-heading")))
        .subcommand_value_name(fixed(words.text("cli-command-name")))
        .mut_arg("lang", |arg| option(arg, "cli-lang-help", words))
        .mut_arg("verbose", |arg| option(arg, "cli-verbose-help", words))
        .mut_subcommand("inspect", |command| inspect_in_words(command, words))
        .mut_subcommand("compare", |command| compare_in_words(command, words))
        .mut_subcommand("screen", |command| screen_in_words(command, words))
        .mut_subcommand("notes", |command| notes_in_words(command, words))
        .mut_subcommand("export", |command| export_in_words(command, words))
        .mut_subcommand("merge", |command| merge_in_words(command, words))
}

fn merge_in_words(command: clap::Command, words: &Catalogue) -> clap::Command {
    let command = command.mut_arg("reviews", |arg| argument(arg, "cli-merge-reviews-help", words));
    with_common_words(command, words)
        .display_name("jiaokan-cli")
        .about(words.text("cli-merge-about").to_owned())
        .mut_arg("output", |arg| option(arg, "cli-merge-output-help", words))
        .mut_arg("force", |arg| option(arg, "cli-merge-force-help", words))
}

fn export_in_words(command: clap::Command, words: &Catalogue) -> clap::Command {
    let command = command.mut_arg("review", |arg| argument(arg, "cli-review-help", words));
    with_common_words(command, words)
        .display_name("jiaokan-cli")
        .about(words.text("export-about").to_owned())
        .mut_arg("to", |arg| option(arg, "export-to-help", words))
        .mut_arg("output", |arg| option(arg, "export-output-help", words))
        .mut_arg("force", |arg| option(arg, "export-force-help", words))
        .mut_arg("only_open", |arg| option(arg, "export-only-open-help", words))
        .mut_arg("min_severity", |arg| option(arg, "export-least-help", words))
        .mut_arg("report", |arg| option(arg, "export-report-help", words))
        .mut_arg("with_dismissed", |arg| option(arg, "export-dismissed-help", words))
}

fn inspect_in_words(command: clap::Command, words: &Catalogue) -> clap::Command {
    // The order in which arguments are touched is the order in which help shows their headings.
    let command = command.mut_arg("paths", |arg| argument(arg, "cli-paths-help", words));
    with_common_words(command, words)
        .display_name("jiaokan-cli")
        .about(words.text("cli-inspect-about").to_owned())
        .mut_arg("format", |arg| option(arg, "cli-format-help", words))
        .mut_arg("with_text", |arg| option(arg, "cli-with-text-help", words))
        .mut_arg("whole_page", |arg| option(arg, "cli-whole-page-help", words))
        .mut_arg("min_length", |arg| min_length(arg, words))
        .mut_arg("profile", |arg| option(arg, "cli-profile-help", words))
        .mut_arg("check", |arg| option(arg, "cli-check-help", words))
        .mut_arg("no_check", |arg| option(arg, "cli-no-check-help", words))
}

fn compare_in_words(command: clap::Command, words: &Catalogue) -> clap::Command {
    let command = command
        .mut_arg("left", |arg| argument(arg, "cli-compare-left-help", words))
        .mut_arg("right", |arg| argument(arg, "cli-compare-right-help", words));
    with_common_words(command, words)
        .display_name("jiaokan-cli")
        .about(words.text("cli-compare-about").to_owned())
        .mut_arg("format", |arg| option(arg, "cli-compare-format-help", words))
        .mut_arg("with_text", |arg| option(arg, "cli-with-text-help", words))
}

fn notes_in_words(command: clap::Command, words: &Catalogue) -> clap::Command {
    let command = command.mut_arg("review", |arg| argument(arg, "cli-review-help", words));
    with_common_words(command, words)
        .display_name("jiaokan-cli")
        .about(words.text("cli-notes-about").to_owned())
        .mut_arg("format", |arg| option(arg, "cli-format-help", words))
}

fn screen_in_words(command: clap::Command, words: &Catalogue) -> clap::Command {
    let command = command.mut_arg("paths", |arg| argument(arg, "cli-paths-help", words));
    with_common_words(command, words)
        .display_name("jiaokan-cli")
        .about(words.text("cli-screen-about").to_owned())
        .mut_arg("format", |arg| option(arg, "cli-screen-format-help", words))
        .mut_arg("min_length", |arg| min_length(arg, words))
        .mut_arg("profile", |arg| option(arg, "cli-profile-help", words))
        .mut_arg("no_cache", |arg| option(arg, "cli-no-cache-help", words))
}

fn min_length(arg: clap::Arg, words: &Catalogue) -> clap::Arg {
    let help = Message::new("cli-min-length-help").with("count", Options::default().min_length);
    arg.help(words.words(&help)).help_heading(fixed(words.text("cli-options-heading")))
}

fn argument(arg: clap::Arg, id: &'static str, words: &Catalogue) -> clap::Arg {
    arg.help(words.text(id).to_owned()).help_heading(fixed(words.text("cli-arguments-heading")))
}

/// An option with its help under the heading of options.
pub(crate) fn option(arg: clap::Arg, id: &'static str, words: &Catalogue) -> clap::Arg {
    let heading = fixed(words.text("cli-options-heading"));
    arg.help(words.text(id).to_owned()).help_heading(heading)
}

/// What every command's help has.
fn with_common_words(command: clap::Command, words: &Catalogue) -> clap::Command {
    let template =
        format!("{{about}}\n\n{} {{usage}}\n\n{{all-args}}{{after-help}}\n", words.text("cli-usage-heading"));
    let help = clap::Arg::new("help").short('h').long("help").action(clap::ArgAction::Help);
    let version = clap::Arg::new("version").short('V').long("version").action(clap::ArgAction::Version);
    command
        .help_template(template)
        .version(env!("CARGO_PKG_VERSION"))
        .disable_help_flag(true)
        .disable_version_flag(true)
        .arg(option(help, "cli-help-help", words))
        .arg(option(version, "cli-version-help", words))
}

/// The parser wants headings that live as long as the program: a handful of short words, once a run.
pub(crate) fn fixed(words: &str) -> &'static str {
    Box::leak(words.to_owned().into_boxed_str())
}

fn at_least_one(value: &str) -> Result<usize, String> {
    value.parse().ok().filter(|&length| length > 0).ok_or_else(|| "1, 2, 3, …".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arguments(words: &str) -> Vec<OsString> {
        words.split(' ').map(OsString::from).collect()
    }

    #[test]
    fn the_command_is_well_formed_in_each_language() {
        for language in Language::ALL {
            in_words(Call::command(), &Catalogue::new(language)).debug_assert();
        }
    }

    #[test]
    fn the_language_is_known_before_the_call_is() {
        assert_eq!(language(&arguments("jiaokan-cli --lang en inspect a")), Some(Language::English));
        assert_eq!(language(&arguments("jiaokan-cli inspect a --lang=zh")), Some(Language::Chinese));
        assert_eq!(language(&arguments("jiaokan-cli inspect -- --lang en")), None);
        assert_eq!(language(&arguments("jiaokan-cli inspect --lang fr")), None);
    }

    #[test]
    fn a_call_has_its_defaults() {
        let words = Catalogue::new(Language::English);
        let Ok(Command::Inspect(inspect)) = parse(arguments("jiaokan-cli inspect a b"), &words) else {
            panic!("the call is right");
        };
        assert_eq!((inspect.format, inspect.with_text, inspect.min_length), (FormatChoice::Text, false, 20));
        assert_eq!(inspect.paths.len(), 2);
        assert!(parse(arguments("jiaokan-cli inspect --min-length 0 a"), &words).is_err());
        assert!(parse(arguments("jiaokan-cli inspect"), &words).is_err());
        assert!(parse(arguments("jiaokan-cli merge a -o c"), &words).is_err());
        assert!(parse(arguments("jiaokan-cli merge a b"), &words).is_err());
        assert!(parse(arguments("jiaokan-cli merge a b c -o d"), &words).is_ok());
        assert!(parse(arguments("jiaokan-cli"), &words).is_err());
    }
}
