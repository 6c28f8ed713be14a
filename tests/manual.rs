//! The manual pages and the completions in `assets/packaging` say what the programs' `--help` says. After a change of the
//! command line:
//!
//! ```sh
//! UPDATE_SNAPSHOTS=true cargo test --test manual
//! ```

#![allow(clippy::unwrap_used, reason = "helpers of tests are tests too")]

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use clap::Command;
use clap_complete::Shell;
use clap_mangen::Man;
use jiaokan::i18n::Language;

/// Headings and fixed sections of a page.
struct Headings {
    name: &'static str,
    synopsis: &'static str,
    description: &'static str,
    exit: &'static str,
    statuses: [&'static str; 3],
    documents: &'static str,
}

const CHINESE: Headings = Headings {
    name: "名称",
    synopsis: "概要",
    description: "描述",
    exit: "退出状态",
    statuses: ["已全部完成", "有文件未能读取，其余已完成", "调用有误、全部文件都未能读取，或结果无法写出"],
    documents: "文档",
};

const ENGLISH: Headings = Headings {
    name: "NAME",
    synopsis: "SYNOPSIS",
    description: "DESCRIPTION",
    exit: "EXIT STATUS",
    statuses: [
        "everything was done",
        "some files could not be read; the rest was done",
        "the call was wrong, nothing could be read, or the output could not be written",
    ],
    documents: "DOCUMENTS",
};

/// Options that are listed once, not with each command.
const COMMON: [&str; 3] = ["help", "version", "lang"];

fn packaging() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/packaging")
}

/// The manual page of a program, its commands included.
fn page(command: Command, language: Language) -> String {
    let headings = match language {
        Language::Chinese => CHINESE,
        Language::English => ENGLISH,
    };
    let name = command.get_name().to_owned();
    let mut command = command;
    command.build();
    let man = Man::new(command.clone());
    let mut out = Vec::new();
    man.render_title(&mut out).unwrap();
    man.render_name_section(&mut out).unwrap();
    man.render_synopsis_section(&mut out).unwrap();
    man.render_description_section(&mut out).unwrap();
    man.render_options_section(&mut out).unwrap();
    for part in command.get_subcommands() {
        let mut part = part.clone();
        for option in COMMON {
            part = part.mut_arg(option, |arg| arg.hide(true));
        }
        writeln!(out, ".SH \"{name} {}\"", part.get_name()).unwrap();
        let man = Man::new(part);
        for render in
            [Man::render_description_section, Man::render_synopsis_section, Man::render_options_section]
        {
            let mut section = Vec::new();
            render(&man, &mut section).unwrap();
            let section = String::from_utf8(section).unwrap();
            // The command is the section; what is in it follows as paragraphs.
            let lines = section.lines().filter(|line| !line.starts_with(".ie ") && !line.starts_with(".el "));
            for line in lines {
                let line = if line.starts_with(".SH") { ".PP" } else { line };
                writeln!(out, "{line}").unwrap();
            }
        }
    }
    if name == "jiaokan-cli" {
        writeln!(out, ".SH \"{}\"", headings.exit).unwrap();
        for (status, meaning) in headings.statuses.iter().enumerate() {
            writeln!(out, ".TP\n\\fB{status}\\fR\n{meaning}").unwrap();
        }
    }
    writeln!(out, ".SH {}\n/usr/share/doc/jiaokan", headings.documents).unwrap();
    let text = String::from_utf8(out).unwrap();
    // Ragged lines: spaces are not to be stretched between Chinese words.
    text.replacen("\n.SH NAME\n", "\n.ad l\n.SH NAME\n", 1)
        .replace("\n.SH NAME\n", &format!("\n.SH {}\n", headings.name))
        .replace("\n.SH SYNOPSIS\n", &format!("\n.SH {}\n", headings.synopsis))
        .replace("\n.SH DESCRIPTION\n", &format!("\n.SH {}\n", headings.description))
}

/// Holds a file to its content, or writes it if `UPDATE_SNAPSHOTS` is set.
fn hold(file: &Path, expected: &str) {
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, expected).unwrap();
    }
    let found = fs::read_to_string(file).unwrap_or_default().replace("\r\n", "\n");
    assert!(found == expected, "{} is out of date: see the top of tests/manual.rs", file.display());
}

fn hold_all(command: impl Fn(Language) -> Command) {
    let name = command(Language::English).get_name().to_owned();
    for (language, folder) in [(Language::Chinese, "man/zh_CN"), (Language::English, "man")] {
        let file = packaging().join(folder).join(format!("{name}.1"));
        hold(&file, &page(command(language), language));
    }
    // A completion is in one language; most users read Chinese.
    let shells =
        [(Shell::Bash, "bash"), (Shell::Zsh, "zsh"), (Shell::Fish, "fish"), (Shell::PowerShell, "ps1")];
    for (shell, ending) in shells {
        let mut out = Vec::new();
        clap_complete::generate(shell, &mut command(Language::Chinese), &name, &mut out);
        let file = packaging().join("completions").join(format!("{name}.{ending}"));
        hold(&file, &String::from_utf8(out).unwrap());
    }
}

#[test]
fn the_headless_program_has_a_manual_and_completions() {
    hold_all(jiaokan::cli::command);
    let page = page(jiaokan::cli::command(Language::English), Language::English);
    for command in jiaokan::cli::command(Language::English).get_subcommands() {
        let name = command.get_name();
        assert!(page.contains(&format!("\n.SH \"jiaokan-cli {name}\"\n")), "{name}");
        for option in command.get_arguments().filter_map(|argument| argument.get_long()) {
            let option = option.replace('-', "\\-");
            assert!(page.contains(&format!("\\fB\\-\\-{option}\\fR")), "{name} --{option}");
        }
    }
}

#[cfg(feature = "gui")]
#[test]
fn the_window_program_has_a_manual_and_completions() {
    hold_all(jiaokan::start::command);
}
