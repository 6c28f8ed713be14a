//! The help of the command line in the language of a catalogue.

use crate::duplicates::Options;
use crate::i18n::Catalogue;
use crate::message::Message;

/// The command line with its help in the catalogue's language.
pub(super) fn in_words(command: clap::Command, words: &Catalogue) -> clap::Command {
    let command = described(command, words);
    command
        .mut_subcommands(|command| with_value_names(command, words))
        .mut_args(|arg| value_named(arg, words))
}

/// Names the values of a command's arguments in the catalogue's language.
pub(crate) fn with_value_names(command: clap::Command, words: &Catalogue) -> clap::Command {
    command.mut_args(|arg| value_named(arg, words))
}

fn value_named(arg: clap::Arg, words: &Catalogue) -> clap::Arg {
    let ids = arg.get_value_names().unwrap_or_default().iter().map(|name| value_name_id(name));
    match ids.collect::<Option<Vec<_>>>() {
        Some(ids) if !ids.is_empty() => arg.value_names(ids.into_iter().map(|id| fixed(words.text(id)))),
        _ => arg,
    }
}

/// Id of the words for a value's name in the declarations.
fn value_name_id(name: &str) -> Option<&'static str> {
    Some(match name {
        "PATH" => "cli-value-path",
        "FILE" => "cli-value-file",
        "FORMAT" => "cli-value-format",
        "REVIEW" => "cli-value-review",
        "REPORT" => "cli-value-report",
        "NAME" => "cli-value-name",
        "SEVERITY" => "cli-value-severity",
        "LEFT" => "cli-value-left",
        "RIGHT" => "cli-value-right",
        "LANG" => "cli-value-lang",
        "RENDERER" => "cli-value-renderer",
        "ID" => "cli-value-id",
        _ => return None,
    })
}

/// Text of the parser with its placeholder for options in the catalogue's language.
pub(crate) fn with_placeholders(text: &str, words: &Catalogue) -> String {
    text.replace("[OPTIONS]", words.text("cli-options-placeholder"))
}

fn described(command: clap::Command, words: &Catalogue) -> clap::Command {
    with_common_words(command, words)
        .disable_help_subcommand(true)
        .about(words.text("cli-about").to_owned())
        .subcommand_help_heading(fixed(words.text("cli-commands-heading")))
        .subcommand_value_name(fixed(words.text("cli-command-name")))
        .mut_arg("lang", |arg| option(arg, "cli-lang-help", words))
        .mut_arg("licenses", |arg| option(arg, "cli-licenses-help", words))
        .mut_arg("verbose", |arg| option(arg, "cli-verbose-help", words))
        .mut_subcommand("inspect", |command| inspect_in_words(command, words))
        .mut_subcommand("compare", |command| compare_in_words(command, words))
        .mut_subcommand("figures", |command| figures_in_words(command, words))
        .mut_subcommand("screen", |command| screen_in_words(command, words))
        .mut_subcommand("notes", |command| notes_in_words(command, words))
        .mut_subcommand("export", |command| export_in_words(command, words))
        .mut_subcommand("merge", |command| merge_in_words(command, words))
        .mut_subcommand("background", |command| background_in_words(command, words))
}

fn background_in_words(command: clap::Command, words: &Catalogue) -> clap::Command {
    let command = command.mut_arg("paths", |arg| argument(arg, "cli-background-paths-help", words));
    with_common_words(command, words)
        .display_name("jiaokan-cli")
        .about(words.text("cli-background-about").to_owned())
        .mut_arg("frequent", |arg| option(arg, "cli-background-frequent-help", words))
        .mut_arg("leave_out", |arg| option(arg, "cli-background-leave-out-help", words))
        .mut_arg("output", |arg| option(arg, "cli-background-output-help", words))
        .mut_arg("force", |arg| option(arg, "cli-background-force-help", words))
}

fn merge_in_words(command: clap::Command, words: &Catalogue) -> clap::Command {
    let command = command.mut_arg("files", |arg| argument(arg, "cli-merge-reviews-help", words));
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
        .mut_arg("author", |arg| option(arg, "export-author-help", words))
        .mut_arg("with_dismissed", |arg| option(arg, "export-dismissed-help", words))
        .mut_arg("confirmed_only", |arg| option(arg, "export-confirmed-help", words))
        .mut_arg("template", |arg| option(arg, "export-template-help", words))
        .mut_arg("all_reports", |arg| option(arg, "export-all-reports-help", words))
        .mut_arg("network", |arg| option(arg, "cli-network-help", words))
}

fn inspect_in_words(command: clap::Command, words: &Catalogue) -> clap::Command {
    // Help shows the headings in the order in which arguments are first changed here.
    let command = command.mut_arg("paths", |arg| argument(arg, "cli-paths-help", words));
    with_common_words(command, words)
        .display_name("jiaokan-cli")
        .about(words.text("cli-inspect-about").to_owned())
        .mut_arg("format", |arg| option(arg, "cli-format-help", words))
        .mut_arg("with_text", |arg| option(arg, "cli-with-text-help", words))
        .mut_arg("whole_page", |arg| option(arg, "cli-whole-page-help", words))
        .mut_arg("as_one", |arg| option(arg, "cli-as-one-help", words))
        .mut_arg("no_scans", |arg| option(arg, "cli-no-scans-help", words))
        .mut_arg("read_anew", |arg| option(arg, "cli-read-anew-help", words))
        .mut_arg("no_cache", |arg| option(arg, "cli-no-scan-cache-help", words))
        .mut_arg("min_length", |arg| min_length(arg, words))
        .mut_arg("profile", |arg| option(arg, "cli-profile-help", words))
        .mut_arg("background", |arg| option(arg, "cli-background-help", words))
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
        .mut_arg("output", |arg| option(arg, "cli-compare-output-help", words))
        .mut_arg("force", |arg| option(arg, "export-force-help", words))
        .mut_arg("no_years", |arg| option(arg, "cli-compare-no-years-help", words))
        .mut_arg("with_text", |arg| option(arg, "cli-with-text-help", words))
}

fn notes_in_words(command: clap::Command, words: &Catalogue) -> clap::Command {
    let command = command.mut_arg("review", |arg| argument(arg, "cli-review-help", words));
    with_common_words(command, words)
        .display_name("jiaokan-cli")
        .about(words.text("cli-notes-about").to_owned())
        .mut_arg("format", |arg| option(arg, "cli-format-help", words))
        .mut_arg("network", |arg| option(arg, "cli-network-help", words))
}

fn figures_in_words(command: clap::Command, words: &Catalogue) -> clap::Command {
    let command = command.mut_arg("paths", |arg| argument(arg, "cli-paths-help", words));
    with_common_words(command, words)
        .display_name("jiaokan-cli")
        .about(words.text("ledger-cli-about").to_owned())
        .mut_arg("review", |arg| option(arg, "ledger-cli-review-help", words))
        .mut_arg("format", |arg| option(arg, "ledger-cli-format-help", words))
        .mut_arg("output", |arg| option(arg, "ledger-cli-output-help", words))
        .mut_arg("force", |arg| option(arg, "cli-background-force-help", words))
        .mut_arg("synonyms", |arg| option(arg, "ledger-cli-synonyms-help", words))
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

/// Adds help to an option and puts it under the heading of options.
pub(crate) fn option(arg: clap::Arg, id: &'static str, words: &Catalogue) -> clap::Arg {
    let heading = fixed(words.text("cli-options-heading"));
    arg.help(words.text(id).to_owned()).help_heading(heading)
}

/// Adds the parts common to the help of every command.
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

/// Leaks a heading, since clap requires static strings: a few short ones, once per run.
pub(crate) fn fixed(words: &str) -> &'static str {
    Box::leak(words.to_owned().into_boxed_str())
}
