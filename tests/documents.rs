//! The documents: the README is short, and the lists of commands and formats agree with the program.

#![allow(clippy::unwrap_used, reason = "test helpers may unwrap")]

use std::fs;
use std::path::Path;
use std::process::Command;

/// Maximum length of the README, in lines.
const MAX_README: usize = 120;

fn package() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn the_readme_is_short() {
    let readme = fs::read_to_string(package().join("README.md")).unwrap();
    let lines = readme.lines().count();
    assert!(lines <= MAX_README, "README.md has {lines} lines: move details to docs/");
}

fn help(arguments: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_jiaokan-cli"));
    let output = command.args(["--lang", "en"]).args(arguments).arg("--help").output().unwrap();
    String::from_utf8(output.stdout).unwrap()
}

/// The long options in a text.
fn options(text: &str) -> Vec<&str> {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric() && c != '-');
    words
        .filter(|word| word.strip_prefix("--").is_some_and(|name| name.starts_with(char::is_alphabetic)))
        .collect()
}

#[test]
fn the_command_line_is_documented() {
    let document = fs::read_to_string(package().join("docs/cli.md")).unwrap();
    let section = |name: &str| {
        let from = document.find(&format!("\n## {name}\n")).unwrap_or_else(|| panic!("no section on {name}"));
        let rest = &document[from + 4..];
        rest[..rest.find("\n## ").unwrap_or(rest.len())].to_owned()
    };
    let common = section("Options of every command");
    let commands: Vec<String> = help(&[])
        .lines()
        .skip_while(|line| !line.starts_with("Commands"))
        .skip(1)
        .map_while(|line| {
            line.strip_prefix("  ").map(|line| line.split(' ').next().unwrap_or_default().to_owned())
        })
        .collect();
    assert!(commands.len() >= 7, "{commands:?}");
    for command in &commands {
        let help = help(&[command]);
        let section = section(command);
        for option in options(&help) {
            assert!(
                options(&section).contains(&option) || options(&common).contains(&option),
                "{command} {option}"
            );
        }
        for option in options(&section) {
            assert!(options(&help).contains(&option) || option == "--lang", "{command} has no {option}");
        }
    }
}

#[test]
fn every_format_that_is_read_is_documented() {
    let document = fs::read_to_string(package().join("docs/formats.md")).unwrap();
    let rows: Vec<&str> = document.lines().filter(|line| line.starts_with("| ")).collect();
    let listed = |extension: &str| rows.iter().any(|row| row.contains(&format!("`.{extension}`")));
    for about in jiaokan::report::FORMATS {
        let is_read = !matches!(about.reading, jiaokan::report::Reading::Not(_));
        for extension in about.extensions {
            assert_eq!(listed(extension), is_read, ".{extension}");
        }
    }
}
