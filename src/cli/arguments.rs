//! The command line and its help in two languages.

mod errors;
mod first;
mod help;

pub(crate) use self::errors::rendered;
#[cfg(feature = "gui")]
pub(crate) use self::help::{fixed, option, with_value_names};

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{CommandFactory as _, FromArgMatches as _, Parser, Subcommand, ValueEnum};

use crate::duplicates::Options;
use crate::export::Format;
use crate::i18n::Catalogue;
use crate::screening;

pub(crate) use self::first::language;
use self::first::with_help_option;

/// The commands with their options.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Outlines, findings and repeated passages of reports.
    Inspect(Inspect),
    /// Two reports aligned.
    Compare(Compare),
    /// The figures of reports side by side.
    Figures(Figures),
    /// A ranking of many reports.
    Screen(Screen),
    /// The notes of a review and the present places of their text.
    Notes(Notes),
    /// A review as a document.
    Export(Export),
    /// Several reviews merged into one.
    Merge(Merge),
    /// Counting a sketch of official prose from folders.
    Background(MakeBackground),
}

/// Options of `background`.
#[derive(Debug, clap::Args)]
pub(super) struct MakeBackground {
    /// Files and folders of which every string is counted: documents of the kinds to be reviewed.
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Files and folders of which only frequent strings are counted: other official prose, each path one kind.
    #[arg(long, value_name = "PATH")]
    pub frequent: Vec<PathBuf>,
    /// Documents to leave out, wherever they occur, so that a measurement on them is unbiased.
    #[arg(long, value_name = "PATH")]
    pub leave_out: Vec<PathBuf>,
    /// The file to write.
    #[arg(short, long, required = true, value_name = "FILE")]
    pub output: PathBuf,
    /// Whether a file there may be replaced.
    #[arg(long)]
    pub force: bool,
}

/// Options of `merge`.
#[derive(Debug, clap::Args)]
pub(super) struct Merge {
    /// A review, and what is merged into it: reviews, and exported files that came back.
    #[arg(required = true, num_args = 2.., value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// The review file to write.
    #[arg(short, long, required = true, value_name = "REVIEW")]
    pub output: PathBuf,
    /// Whether an existing review at `output` may be replaced.
    #[arg(long)]
    pub force: bool,
}

/// Options of `export`.
#[derive(Debug, clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "one field per flag")]
pub(super) struct Export {
    /// The review file.
    #[arg(value_name = "REVIEW")]
    pub review: PathBuf,
    /// The format.
    #[arg(long, value_enum, value_name = "FORMAT", hide_possible_values = true)]
    pub to: Target,
    /// The file to write, or the folder for several documents.
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Whether existing files may be replaced.
    #[arg(long)]
    pub force: bool,
    /// Whether to leave out resolved notes and judged findings.
    #[arg(long)]
    pub only_open: bool,
    /// Minimum severity of a note.
    #[arg(
        long,
        value_enum,
        value_name = "SEVERITY",
        default_value = "info",
        hide_possible_values = true,
        hide_default_value = true
    )]
    pub min_severity: LeastSeverity,
    /// Keys or file names of the only reports to export.
    #[arg(long, value_name = "REPORT")]
    pub report: Vec<String>,
    /// Only notes and verdicts of this author.
    #[arg(long, value_name = "NAME")]
    pub author: Option<String>,
    /// Whether to include dismissed findings.
    #[arg(long)]
    pub with_dismissed: bool,
    /// Only confirmed findings.
    #[arg(long, conflicts_with = "with_dismissed")]
    pub confirmed_only: bool,
    /// Template of the summary.
    #[arg(long, value_name = "DOCX")]
    pub template: Option<PathBuf>,
    /// Word files for all reports, not only for those with comments.
    #[arg(long)]
    pub all_reports: bool,
    /// Whether to read reports on other computers.
    #[arg(long)]
    pub network: bool,
}

/// Format of an export.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Target {
    /// Text for any editor.
    #[value(alias = "md")]
    Markdown,
    /// One page for a browser.
    Html,
    /// One table.
    Csv,
    /// A workbook.
    Xlsx,
    /// Word documents with comments.
    Docx,
    /// Copies of PDF reports with the notes as annotations.
    Pdf,
    /// The whole review as one document: Word, a PDF or a page if the file's name ends in `.pdf` or `.html`.
    Summary,
    /// For programs.
    Jsonld,
}

impl Target {
    /// The format as the library names it.
    pub(super) fn format(self) -> Format {
        match self {
            Self::Markdown => Format::Markdown,
            Self::Html => Format::Html,
            Self::Csv => Format::Csv,
            Self::Xlsx => Format::Xlsx,
            Self::Docx => Format::Docx,
            Self::Pdf => Format::Pdf,
            Self::Summary => Format::Summary,
            Self::Jsonld => Format::JsonLd,
        }
    }
}

/// Minimum severity of a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum LeastSeverity {
    /// All notes.
    Info,
    /// Minor and above.
    Minor,
    /// Major and above.
    Major,
    /// Critical only.
    Critical,
}

/// Options of `inspect`.
#[derive(Debug, clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "one field per flag")]
pub(super) struct Inspect {
    /// Files and folders.
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Output format.
    #[arg(
        long,
        value_enum,
        value_name = "FORMAT",
        default_value = "text",
        hide_possible_values = true,
        hide_default_value = true
    )]
    pub format: FormatChoice,
    /// Whether the JSON includes the source texts.
    #[arg(long)]
    pub with_text: bool,
    /// Whether page furniture (navigation, running heads) stays in the source texts.
    #[arg(long)]
    pub whole_page: bool,
    /// Whether the pictures of a folder are the pages of one report.
    #[arg(long, conflicts_with = "no_scans")]
    pub as_one: bool,
    /// Whether pages that are pictures are left unread.
    #[arg(long, conflicts_with = "read_anew")]
    pub no_scans: bool,
    /// Whether scanned pages are read whose text another program put behind their pictures.
    #[arg(long)]
    pub read_anew: bool,
    /// Whether scans are read without looking for, or keeping, the result of an earlier reading.
    #[arg(long)]
    pub no_cache: bool,
    /// Minimum length of a passage, in normalised characters.
    #[arg(long, value_name = "N", default_value_t = Options::default().min_length, value_parser = at_least_one, hide_default_value = true)]
    pub min_length: usize,
    /// File with the parts that a report must have.
    #[arg(long, value_name = "FILE")]
    pub profile: Option<PathBuf>,
    /// File with a sketch of official prose, made by `background`.
    #[arg(long, value_name = "FILE")]
    pub background: Option<PathBuf>,
    /// Ids of checks to turn on.
    #[arg(long, value_name = "ID")]
    pub check: Vec<String>,
    /// Ids of checks to turn off.
    #[arg(long, value_name = "ID")]
    pub no_check: Vec<String>,
}

/// Options of `notes`.
#[derive(Debug, clap::Args)]
pub(super) struct Notes {
    /// The review file.
    #[arg(value_name = "REVIEW")]
    pub review: PathBuf,
    /// Output format.
    #[arg(
        long,
        value_enum,
        value_name = "FORMAT",
        default_value = "text",
        hide_possible_values = true,
        hide_default_value = true
    )]
    pub format: FormatChoice,
    /// Whether to read reports on other computers.
    #[arg(long)]
    pub network: bool,
}

/// Options of `screen`.
#[derive(Debug, clap::Args)]
pub(super) struct Screen {
    /// Files and folders.
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Output format.
    #[arg(
        long,
        value_enum,
        value_name = "FORMAT",
        default_value = "text",
        hide_possible_values = true,
        hide_default_value = true
    )]
    pub format: TableFormat,
    /// Minimum length of a passage, in normalised characters.
    #[arg(long, value_name = "N", default_value_t = screening::Options::default().min_length, value_parser = at_least_one, hide_default_value = true)]
    pub min_length: usize,
    /// File with the parts that a report must have.
    #[arg(long, value_name = "FILE")]
    pub profile: Option<PathBuf>,
    /// Whether to read every file again and keep no cache.
    #[arg(long)]
    pub no_cache: bool,
}

/// Options of `figures`.
#[derive(Debug, clap::Args)]
pub(super) struct Figures {
    /// Files and folders; the reports of the review if there are none.
    #[arg(required_unless_present = "review", value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Review whose decisions about rows hold.
    #[arg(long, value_name = "REVIEW")]
    pub review: Option<PathBuf>,
    /// Output format.
    #[arg(
        long,
        value_enum,
        value_name = "FORMAT",
        default_value = "text",
        hide_possible_values = true,
        hide_default_value = true
    )]
    pub format: LedgerFormat,
    /// The file to write instead of standard output.
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Whether a file there may be replaced.
    #[arg(long)]
    pub force: bool,
    /// File with words that name one thing, one group a line.
    #[arg(long, value_name = "FILE")]
    pub synonyms: Option<PathBuf>,
}

/// Output format of `figures`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum LedgerFormat {
    /// For people.
    Text,
    /// For programs.
    Json,
    /// One table.
    Csv,
    /// A workbook.
    Xlsx,
}

/// Output format of `screen`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum TableFormat {
    /// For people.
    Text,
    /// For programs.
    Json,
    /// For spreadsheets.
    Csv,
}

/// Output format of `inspect` and `notes`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum FormatChoice {
    /// For people.
    Text,
    /// For programs.
    Json,
}

/// Options of `compare`.
#[derive(Debug, clap::Args)]
pub(super) struct Compare {
    /// The report on the left, usually the earlier one.
    #[arg(value_name = "LEFT")]
    pub left: PathBuf,
    /// The report on the right, usually the later one.
    #[arg(value_name = "RIGHT")]
    pub right: PathBuf,
    /// Output format.
    #[arg(
        long,
        value_enum,
        value_name = "FORMAT",
        default_value = "text",
        hide_possible_values = true,
        hide_default_value = true
    )]
    pub format: CompareFormat,
    /// Whether the JSON includes the source texts.
    #[arg(long)]
    pub with_text: bool,
    /// The file to write; standard output if not given.
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Whether an existing file may be replaced.
    #[arg(long)]
    pub force: bool,
    /// Whether years replaced by others are left out of the tracked changes.
    #[arg(long)]
    pub no_years: bool,
}

/// Output format of `compare`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum CompareFormat {
    /// For people.
    Text,
    /// For programs.
    Json,
    /// One page for a browser.
    Html,
    /// A document with tracked changes.
    Docx,
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
    /// Language of the output. Read by [`language`] before parsing; declared here for validation and help.
    #[arg(
        long,
        global = true,
        value_enum,
        value_name = "LANG",
        hide_possible_values = true,
        display_order = 900
    )]
    lang: Option<LanguageChoice>,
    /// Whether to print the third-party notices. Ends the parsing as `--version` does; [`super::about`] prints them.
    #[arg(long, action = clap::ArgAction::Version, value_parser = clap::value_parser!(bool))]
    licenses: Option<bool>,
    /// Whether `--version` prints details. Read by [`super::about`] before parsing, since `--version` ends the parsing.
    #[arg(long, requires = "version")]
    verbose: bool,
}

/// Parses the arguments. As in clap, requests for help and version are returned as errors.
pub(super) fn parse(arguments: Vec<OsString>, words: &Catalogue) -> Result<Command, clap::Error> {
    let matches = command(words).try_get_matches_from(with_help_option(arguments))?;
    Call::from_arg_matches(&matches).map(|call| call.command)
}

/// The command line in the words of a catalogue.
pub(super) fn command(words: &Catalogue) -> clap::Command {
    help::in_words(Call::command(), words)
}

fn at_least_one(value: &str) -> Result<usize, String> {
    value.parse().ok().filter(|&length| length > 0).ok_or_else(|| "1, 2, 3, …".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Language;

    fn arguments(words: &str) -> Vec<OsString> {
        words.split(' ').map(OsString::from).collect()
    }

    #[test]
    fn the_command_is_well_formed_in_each_language() {
        for language in Language::ALL {
            command(&Catalogue::new(language)).debug_assert();
        }
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
