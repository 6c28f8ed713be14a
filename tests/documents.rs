//! The documents: lines of Markdown have at most 110 columns, relative links lead to files, the README is short, and the
//! lists of commands and formats agree with the program.

#![allow(clippy::unwrap_used, reason = "test helpers may unwrap")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Maximum width of a line of Markdown, in columns.
const MAX_COLUMNS: usize = 110;
/// Maximum length of the README, in lines.
const MAX_README: usize = 120;

fn package() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every Markdown file of the repository, by path below the package. Samples and fixtures that are data are left out.
fn documents() -> Vec<(PathBuf, String)> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if path.is_dir() && !name.starts_with('.') && !["target", "corpus", "artifacts"].contains(&&*name)
            {
                walk(&path, found);
            } else if path.extension().is_some_and(|extension| extension == "md")
                && !path.ends_with("tests/fixtures/report.md")
            {
                found.push(path);
            }
        }
    }
    let mut found = Vec::new();
    walk(package(), &mut found);
    found.sort();
    assert!(found.len() > 15, "{found:?}");
    let name = |path: &Path| path.strip_prefix(package()).unwrap().to_owned();
    found.iter().map(|path| (name(path), fs::read_to_string(path).unwrap())).collect()
}

/// The lines of a document outside of code blocks, with their numbers from 1.
fn prose(document: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut in_code = false;
    document.lines().enumerate().filter_map(move |(index, line)| {
        let fence = line.trim_start().starts_with("```");
        in_code ^= fence;
        (!in_code && !fence).then_some((index + 1, line))
    })
}

/// The width of a line in columns: two for an ideograph, a full-width form or a mark of Chinese punctuation.
fn columns(line: &str) -> usize {
    line.chars()
        .map(|c| if matches!(c, '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{ffe6}') { 2 } else { 1 })
        .sum()
}

/// Whether a line could be broken: it is no row of a table, and has a space after its first word within the limit.
fn is_breakable(line: &str) -> bool {
    let text = line.trim_start_matches([' ', '-', '>', '*']);
    !text.starts_with('|') && !text.starts_with("![") && text.contains(' ')
}

#[test]
fn lines_have_at_most_110_columns() {
    let mut found = Vec::new();
    for (path, document) in documents() {
        for (number, line) in prose(&document) {
            if columns(line) > MAX_COLUMNS && is_breakable(line) {
                found.push(format!("{}:{number}: {} columns", path.display(), columns(line)));
            }
        }
    }
    assert!(found.is_empty(), "\n{}\n", found.join("\n"));
}

#[test]
fn long_lines_are_recognised() {
    assert_eq!(columns("a 文字，“b”"), 11);
    assert!(is_breakable("- a b") && !is_breakable("| a | b |") && !is_breakable("- https://example.org/a"));
    let document = "a\n```sh\nb\n```\nc\n";
    assert_eq!(prose(document).collect::<Vec<_>>(), [(1, "a"), (5, "c")]);
}

#[test]
fn the_readme_is_short() {
    let readme = fs::read_to_string(package().join("README.md")).unwrap();
    let lines = readme.lines().count();
    assert!(lines <= MAX_README, "README.md has {lines} lines: move details to docs/");
}

/// The targets of a document's links to files, without anchors.
fn links(document: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (number, line) in prose(document) {
        for (at, _) in line.match_indices("](") {
            let target: String = line[at + 2..].chars().take_while(|&c| c != ')').collect();
            let file = target.split('#').next().unwrap_or_default();
            if !file.is_empty() && !file.contains("://") && !file.starts_with("mailto:") {
                found.push((number, file.to_owned()));
            }
        }
    }
    found
}

#[test]
fn links_lead_to_files() {
    let mut broken = Vec::new();
    let mut count = 0;
    for (path, document) in documents() {
        let folder = package().join(&path).parent().unwrap().to_owned();
        for (number, target) in links(&document) {
            count += 1;
            if !folder.join(&target).exists() {
                broken.push(format!("{}:{number}: {target}", path.display()));
            }
        }
    }
    assert!(broken.is_empty(), "\n{}\n", broken.join("\n"));
    assert!(count > 50, "links are still found: {count}");
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

/// Every file whose language is held to the rules: Rust sources, scripts and documents, by path below the package.
fn written() -> Vec<(PathBuf, String)> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push(path);
            }
        }
    }
    let mut found = Vec::new();
    for folder in ["src", "tests", "benches", "examples"] {
        walk(&package().join(folder), &mut found);
    }
    let name = |path: &Path| path.strip_prefix(package()).unwrap().to_owned();
    let sources = found.iter().map(|path| (name(path), fs::read_to_string(path).unwrap()));
    sources.chain(documents()).collect()
}

/// Amounts without a number or a name, which documentation states instead.
const NO_AMOUNT: &str = concat!("so", " many");

#[test]
fn amounts_are_named() {
    let mut found = Vec::new();
    for (path, text) in written() {
        // Also where the phrase is broken over two lines of a comment.
        let joined = text.replace("\n//", " ").to_lowercase();
        let spaced =
            joined.split(|c: char| c.is_whitespace() || c == '/' || c == '!').filter(|word| !word.is_empty());
        if spaced.collect::<Vec<_>>().join(" ").contains(NO_AMOUNT) {
            let line =
                text.lines().position(|line| line.to_lowercase().contains(NO_AMOUNT)).map_or(1, |at| at + 1);
            found.push(format!("{}:{line}: name the amount and its unit", path.display()));
        }
    }
    assert!(found.is_empty(), "\n{}\n", found.join("\n"));
}

/// The lines, from 1, of fields whose documentation is a single word.
fn one_word_docs(source: &str) -> Vec<usize> {
    let lines: Vec<&str> = source.lines().map(str::trim).collect();
    let is_field = |line: &str| {
        let line = line.strip_prefix("pub").map_or(line, |rest| rest.trim_start_matches(|c| c != ' ').trim());
        line.split_once(':').is_some_and(|(name, rest)| {
            let is_name = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
            !name.is_empty() && name.chars().all(is_name) && rest.starts_with(' ') && line.ends_with(',')
        })
    };
    let docs = |line: &str| line.strip_prefix("///").map(str::trim).map(str::to_owned);
    let found = lines.windows(3).enumerate().filter(|(_, window)| {
        let word = docs(window[1]).filter(|text| !text.contains(' ') && !text.starts_with(['`', '[']));
        docs(window[0]).is_none() && word.is_some() && is_field(window[2])
    });
    found.map(|(at, _)| at + 2).collect()
}

#[test]
fn documentation_of_fields_has_more_than_a_word() {
    let mut found = Vec::new();
    for (path, text) in
        written().into_iter().filter(|(path, _)| path.extension().is_some_and(|end| end == "rs"))
    {
        found.extend(
            one_word_docs(&text).iter().map(|line| format!("{}:{line}: say what it is", path.display())),
        );
    }
    assert!(found.is_empty(), "\n{}\n", found.join("\n"));
    let source =
        "{\n/// How.\npub(crate) x: u8,\n/// Its\n/// width.\ny: u8,\n/// `一、`\nz: u8,\n/// Bold.\nBold,\n";
    assert_eq!(one_word_docs(source), [2]);
}
