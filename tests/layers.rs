//! Holds the source to `docs/architecture.md`: imports between parts, circles of imports inside a part, crates and modules
//! that only some parts may use, a `//!` header in every file, and its length. `layers/paths.rs` finds the paths in a
//! file, `layers/circles.rs` the circles.

#![allow(clippy::unwrap_used, reason = "test helpers may unwrap")]

#[path = "layers/circles.rs"]
mod circles;
#[path = "layers/paths.rs"]
mod paths;

use std::fs;
use std::path::{Path, PathBuf};

/// A folder or file of `src`.
#[derive(Debug, PartialEq, Eq)]
struct Layer<'a> {
    part: &'a str,
    /// Parts that it may import from.
    may: Vec<&'a str>,
    /// Paths in these parts that it may not use.
    but_not: Vec<&'a str>,
}

const LAYERS: &[(&str, &[&str], &[&str])] = &[
    ("faces", &[], &[]),
    ("files", &[], &[]),
    ("licenses", &[], &[]),
    ("message", &[], &[]),
    ("system", &[], &[]),
    ("task", &[], &[]),
    ("text", &[], &[]),
    ("scans", &[], &[]),
    ("report", &["files", "message", "task", "text", "scans"], &[]),
    ("structure", &["text", "report"], &[]),
    ("figures", &["text", "report", "structure"], &[]),
    ("finding", &["message", "text", "report"], &[]),
    ("duplicates", &["message", "task", "text", "report", "structure"], &[]),
    ("checks", &["message", "task", "text", "report", "structure", "figures", "finding"], &[]),
    ("compare", &["task", "text", "report", "structure", "figures"], &[]),
    ("pairs", &["task", "text", "report", "structure", "finding", "duplicates", "compare"], &[]),
    ("screening", &["files", "message", "task", "text", "report", "structure", "duplicates"], &[]),
    (
        "review",
        &["files", "message", "text", "report", "structure", "figures"],
        &[
            "report::collect",
            "report::read",
            "report::read_file",
            "structure::outline",
            "figures::figures",
            "figures::rows",
        ],
    ),
    ("i18n", &["message"], &[]),
    (
        "export",
        &[
            "faces",
            "files",
            "message",
            "text",
            "report",
            "structure",
            "figures",
            "finding",
            "duplicates",
            "compare",
            "pairs",
            "review",
            "i18n",
        ],
        &["report::collect", "report::read", "report::read_file", "structure::outline"],
    ),
    (
        "cli",
        &[
            "licenses",
            "message",
            "system",
            "task",
            "text",
            "report",
            "structure",
            "figures",
            "finding",
            "duplicates",
            "checks",
            "compare",
            "pairs",
            "screening",
            "review",
            "i18n",
            "export",
        ],
        &[],
    ),
    (
        "session",
        &[
            "message",
            "task",
            "text",
            "report",
            "structure",
            "figures",
            "finding",
            "duplicates",
            "checks",
            "compare",
            "pairs",
            "screening",
            "review",
            "i18n",
            "export",
        ],
        &["export::write", "export::save", "export::original", "export::make_folder"],
    ),
    (
        "jobs",
        &[
            "files",
            "message",
            "system",
            "task",
            "text",
            "report",
            "structure",
            "duplicates",
            "checks",
            "screening",
            "review",
            "i18n",
            "export",
            "session",
        ],
        &[],
    ),
    (
        "ui",
        &[
            "faces",
            "licenses",
            "message",
            "text",
            "report",
            "structure",
            "figures",
            "compare",
            "review",
            "i18n",
            "session",
        ],
        &["report::collect", "report::read", "report::read_file", "structure::outline", "review::store"],
    ),
    ("app", &["message", "i18n", "session", "jobs", "ui"], &[]),
    ("start", &["message", "i18n", "cli", "jobs", "ui", "app"], &[]),
    ("main", &["report", "start"], &[]),
    ("bin", &["report", "cli"], &[]),
];

/// Paths outside the package that only some modules may use, with these modules.
const OUTSIDE: &[(&str, &[&str])] = &[
    (
        "std::fs",
        &[
            "files",
            "system",
            "report",
            "screening/cache",
            "cli/background",
            "review/store",
            "review/journal",
            "export/file",
            "jobs",
        ],
    ),
    ("std::net", &[]),
    ("landlock", &["report/isolate"]),
    ("seccompiler", &["report/isolate"]),
    ("walkdir", &["report"]),
    ("calamine", &["report/readers"]),
    ("cfb", &["report/readers"]),
    ("hayro_interpret", &["report/readers"]),
    ("hayro_syntax", &["report/readers"]),
    ("html5gum", &["report/readers"]),
    ("pulldown_cmark", &["report/readers"]),
    ("image", &["report/readers/pictures"]),
    ("rten", &["scans/net"]),
    ("rten_tensor", &["scans/net"]),
    ("quick_xml", &["report/readers", "export/docx"]),
    ("unicode_normalization", &["text/han"]),
    ("zip", &["report/readers", "export/docx"]),
    ("rust_xlsxwriter", &["export/xlsx", "export/ledger"]),
    ("egui", &["ui", "app", "start"]),
    ("eframe", &["app", "start"]),
    ("egui_system_font_provider", &["ui/fonts"]),
    ("flate2", &["faces", "export/print"]),
    ("png", &["jobs/picture"]),
    ("rfd", &["jobs/dialogs"]),
    ("raw_window_handle", &["jobs", "app"]),
    ("windows_version", &["system"]),
    ("pollster", &["jobs/dialogs", "start/renderer/cards"]),
];

/// Imports inside one part that close a circle, with the reason why each may stay: the file that imports, the file that
/// it imports from. The list only shrinks; an entry that is no longer needed fails the test.
const CIRCLES: &[(&str, &str, &str)] = &[];

/// Maximum length of a file of `src`, in lines.
const MAX_LINES: usize = 500;

fn layers() -> Vec<Layer<'static>> {
    LAYERS
        .iter()
        .map(|(part, may, but_not)| Layer { part, may: may.to_vec(), but_not: but_not.to_vec() })
        .collect()
}

/// The violations of the rules in a file, each with its line. `file` is its path below `src`.
fn violations(file: &str, source: &str) -> Vec<String> {
    let names: Vec<&str> = file.trim_end_matches(".rs").split('/').collect();
    let part = names[0];
    if file == "lib.rs" || names.contains(&"tests") {
        return Vec::new();
    }
    let Some(layer) = layers().into_iter().find(|layer| layer.part == part) else {
        return vec![format!("src/{file}:1: `{part}` is in no layer of docs/architecture.md")];
    };
    let is_binary = ["main", "bin"].contains(&part);
    let module = if is_binary { [].as_slice() } else { &names };
    let mut found = Vec::new();
    for paths::Mention { path, line, .. } in paths::mentions(source, module) {
        let path: Vec<&str> = path.iter().map(String::as_str).collect();
        let broken = if path[0] == "crate" && !is_binary || path[0] == "jiaokan" {
            inside(&layer, &path[1..])
        } else {
            outside(&names, &path)
        };
        if let Some(rule) = broken {
            found.push(format!("src/{file}:{line}: `{}`: {rule}", path.join("::")));
        }
    }
    found
}

/// The rule that a path inside the package violates.
fn inside(layer: &Layer<'_>, path: &[&str]) -> Option<String> {
    let part = layer.part;
    let Some(&target) = path.first() else {
        return Some("imports the whole crate: name the part".to_owned());
    };
    if target == part {
        return None;
    }
    if !layer.may.contains(&target) {
        let may = if layer.may.is_empty() { "nothing".to_owned() } else { layer.may.join(", ") };
        return Some(format!("`{part}` may import {may}"));
    }
    let path = path.strip_suffix(&["*"]).unwrap_or(path);
    for forbidden in &layer.but_not {
        let steps: Vec<&str> = forbidden.split("::").collect();
        if path.starts_with(&steps) {
            return Some(format!("`{part}` may not import `{forbidden}`"));
        }
        if steps.starts_with(path) {
            return Some(format!("`{part}` may not import `{forbidden}`: import the items by name"));
        }
    }
    None
}

/// The rule that a path outside the package violates.
fn outside(module: &[&str], path: &[&str]) -> Option<String> {
    OUTSIDE.iter().find_map(|(what, places)| {
        let steps: Vec<&str> = what.split("::").collect();
        let allowed = places.iter().any(|place| module.starts_with(&place.split('/').collect::<Vec<_>>()));
        let where_to = if places.is_empty() { "nowhere".to_owned() } else { places.join(", ") };
        (path.starts_with(&steps) && !allowed).then(|| format!("`{what}` is for: {where_to}"))
    })
}

fn package() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every Rust file below a folder: its path with `/`, and its source.
fn sources(folder: &str) -> Vec<(String, String)> {
    fn walk(folder: &Path, out: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, out);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                out.push(path);
            }
        }
    }
    let root = package().join(folder);
    let mut files = Vec::new();
    walk(&root, &mut files);
    files.sort();
    assert!(!files.is_empty(), "no Rust files in {folder}");
    let name = |path: &Path| path.strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/");
    files.iter().map(|path| (name(path), fs::read_to_string(path).unwrap())).collect()
}

fn assert_none(found: &[String]) {
    assert!(found.is_empty(), "\n{}\n", found.join("\n"));
}

#[test]
fn imports_follow_the_layers() {
    let found: Vec<String> =
        sources("src").iter().flat_map(|(file, source)| violations(file, source)).collect();
    assert_none(&found);
}

#[test]
fn imports_are_seen_in_every_layer_that_has_some() {
    let files = sources("src");
    for layer in layers().iter().filter(|layer| !layer.may.is_empty()) {
        let of_layer = files
            .iter()
            .filter(|(file, _)| file.trim_end_matches(".rs").split('/').next() == Some(layer.part));
        let seen = of_layer.flat_map(|(_, source)| paths::mentions(source, &[layer.part]));
        let imports = seen.filter(|mention| {
            ["crate", "jiaokan"].contains(&mention.path[0].as_str())
                && mention.path.get(1).is_some_and(|part| layer.may.contains(&part.as_str()))
        });
        assert!(imports.count() > 0, "no import found in `{}`: is it still parsed?", layer.part);
    }
}

#[test]
fn each_layer_imports_only_from_above() {
    let layers = layers();
    for (index, layer) in layers.iter().enumerate() {
        for part in &layer.may {
            let above = layers[..index].iter().any(|other| other.part == *part);
            assert!(above, "`{}` imports `{part}`, which is not above it", layer.part);
        }
    }
}

#[test]
fn the_library_lists_its_parts_in_the_order_of_the_layers() {
    let library = fs::read_to_string(package().join("src/lib.rs")).unwrap();
    let listed: Vec<&str> =
        library.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    let expected: Vec<&str> =
        LAYERS.iter().map(|layer| layer.0).filter(|part| !["main", "bin"].contains(part)).collect();
    assert_eq!(listed, expected);
}

/// The front page of rustdoc sorts the parts by name, so the text gives their order.
#[test]
fn the_front_page_gives_the_order_of_the_layers() {
    let library = fs::read_to_string(package().join("src/lib.rs")).unwrap();
    let text: Vec<&str> = library.lines().map_while(|line| line.strip_prefix("//!")).collect();
    let section = text.join("\n");
    let section = section.split("# Layers").nth(1).and_then(|rest| rest.split("\n #").next()).unwrap();
    let list = section.split("order:").nth(1).and_then(|rest| rest.split_once("`docs/")).unwrap().0;
    let listed: Vec<&str> = list.split('`').skip(1).step_by(2).filter(|name| *name != "gui").collect();
    let expected: Vec<&str> =
        LAYERS.iter().map(|layer| layer.0).filter(|part| !["main", "bin"].contains(part)).collect();
    assert_eq!(listed, expected);
}

#[test]
fn the_document_has_the_same_tables() {
    let document = fs::read_to_string(package().join("docs/architecture.md")).unwrap();
    let rows = table(&document, "| part |");
    let written: Vec<Layer<'_>> = rows.iter().map(|row| layer_from_row(row)).collect();
    assert_eq!(written, layers());

    let rows = table(&document, "| from outside |");
    let mut written = Vec::new();
    for row in &rows {
        let places: Vec<&str> = list(row[1]).into_iter().map(part_from_cell).collect();
        written.extend(list(row[0]).into_iter().map(|what| (what, places.clone())));
    }
    let expected: Vec<(&str, Vec<&str>)> =
        OUTSIDE.iter().map(|(what, places)| (*what, places.to_vec())).collect();
    assert_eq!(written, expected);
}

/// The cells of the Markdown table whose first row begins with `head`.
fn table<'a>(document: &'a str, head: &str) -> Vec<Vec<&'a str>> {
    let rows = document.lines().skip_while(|line| !line.starts_with(head)).skip(2);
    let rows: Vec<Vec<&str>> = rows
        .take_while(|line| line.starts_with('|'))
        .map(|line| line.trim_matches('|').split('|').map(str::trim).collect())
        .collect();
    assert!(!rows.is_empty(), "docs/architecture.md has no table that begins with `{head}`");
    rows
}

fn layer_from_row<'a>(row: &[&'a str]) -> Layer<'a> {
    let (may, but_not) = row[2].split_once("; not ").unwrap_or((row[2], ""));
    Layer { part: part_from_cell(row[0].trim_matches('`')), may: list(may), but_not: list(but_not) }
}

/// `text/` and `task.rs` as the names of modules.
fn part_from_cell(cell: &str) -> &str {
    cell.trim_end_matches('/').trim_end_matches(".rs")
}

fn list(cell: &str) -> Vec<&str> {
    let items = cell.split(',').map(|item| item.trim().trim_matches('`'));
    items.filter(|item| !["", "nothing", "nowhere"].contains(item)).collect()
}

#[test]
fn imports_inside_a_part_have_no_circles() {
    let mut imports = circles::Imports::new(&sources("src"));
    let mut found = Vec::new();
    for (from, to, _) in CIRCLES {
        if !imports.clone().remove(from, to) {
            found.push(format!("`{from}` imports nothing from `{to}` any more: take it out of CIRCLES"));
        }
    }
    for (index, (from, to, _)) in CIRCLES.iter().enumerate() {
        let mut others = imports.clone();
        for (other, _) in CIRCLES.iter().enumerate().filter(|(other, _)| *other != index) {
            others.remove(CIRCLES[other].0, CIRCLES[other].1);
        }
        if imports.clone().remove(from, to) && others.path(to, from).is_none() {
            found.push(format!("`{from}` → `{to}` closes no circle any more: take it out of CIRCLES"));
        }
    }
    for (from, to, _) in CIRCLES {
        imports.remove(from, to);
    }
    let chains = imports.circles().into_iter().map(|circle| {
        format!("circle of imports: {} → {}: move what they share below both", circle.join(" → "), circle[0])
    });
    found.extend(chains);
    assert_none(&found);
}

#[test]
fn every_file_says_what_lives_in_it() {
    let mut found = Vec::new();
    for folder in ["src", "tests"] {
        for (file, source) in sources(folder) {
            if !source.starts_with("//! ") {
                found.push(format!("{folder}/{file}:1: a file begins with `//!`: what lives here"));
            }
        }
    }
    assert_none(&found);
}

#[test]
fn no_file_is_too_long() {
    let lengths = sources("src").into_iter().map(|(file, source)| (file, source.lines().count()));
    let found: Vec<String> = lengths
        .filter(|(_, lines)| *lines > MAX_LINES)
        .map(|(file, lines)| format!("src/{file}:{MAX_LINES}: {lines} lines: split it"))
        .collect();
    assert_none(&found);
}

#[test]
fn circles_are_found_through_re_exports() {
    let file = |name: &str, source: &str| (name.to_owned(), source.to_owned());
    let circles = |files: &[(String, String)]| circles::Imports::new(files).circles();
    // `a` uses what `b/deep` defines, by its parent's name; `b/deep` uses `a` by a name that `ui` gives it.
    let files = [
        file("ui.rs", "mod a; mod b; pub use a::Pane as Glass;"),
        file("ui/a.rs", "use super::b::{Deep as D, Deep};\nfn f() -> Pane {}"),
        file("ui/b.rs", "mod deep; pub use self::deep::Deep; use super::a::Pane;"),
        file("ui/b/deep.rs", "fn f(glass: &crate::ui::Glass) { use super::super::x::y as z; }"),
    ];
    let circle = ["ui/a.rs", "ui/b/deep.rs"].map(str::to_owned).to_vec();
    assert_eq!(circles(&files)[0], circle);
    // Code for tests and comments import nothing; a parent and its child may import from each other.
    let files = [
        file("ui.rs", "mod a; use a::X; pub use a::Pane;"),
        file("ui/a.rs", "use super::Y; // use super::b::Z;"),
        file("ui/b.rs", "use super::Pane;"),
        file("ui/a/tests.rs", "use super::super::b::Z;"),
    ];
    assert_eq!(circles(&files), Vec::<Vec<String>>::new());
    // A name that a function imports is no name of its module.
    let files = [
        file("ui.rs", "mod a; mod b; fn f() { use b::Pane; }"),
        file("ui/a.rs", "use super::Pane;"),
        file("ui/b.rs", "use super::a::X;"),
    ];
    assert_eq!(circles(&files), Vec::<Vec<String>>::new());
}

#[test]
fn violations_are_found() {
    for (file, source, rule) in [
        ("ui/pane.rs", "use crate::jobs::Jobs;", "`ui` may import"),
        ("ui.rs", "use crate::{session::Session, jobs};", "`ui` may import"),
        ("ui/reading/lay.rs", "fn f() { super::super::super::jobs::x() }", "`ui` may import"),
        ("text.rs", "use super::report::Report;", "`text` may import nothing"),
        ("structure/a/b.rs", "use crate::{text::Span,\n  duplicates::{Group}};", "`structure` may import"),
        ("ui/pane.rs", "use crate::review::{store::{self}, Note};", "may not import `review::store`"),
        ("ui/pane.rs", "fn f() { crate::report::read_file(p) }", "may not import `report::read_file`"),
        ("ui/pane.rs", "use crate::report;", "by name"),
        ("ui/pane.rs", "use crate::report::*;", "by name"),
        ("text.rs", "use crate as all;", "name the part"),
        ("review/note.rs", "fn f() { std::fs::read(p) }", "`std::fs` is for"),
        ("jobs.rs", "fn f() { std::net::TcpStream::connect(a) }", "`std::net` is for: nowhere"),
        ("session.rs", "use egui::Ui;", "`egui` is for"),
        ("jobs/pool.rs", "use egui;", "`egui` is for"),
        ("ui/menu.rs", "fn f() { rfd::FileDialog::new() }", "`rfd` is for"),
        ("bin/jiaokan-cli.rs", "fn main() { jiaokan::session::run() }", "`bin` may import report, cli"),
        ("sundry.rs", "", "is in no layer"),
    ] {
        let found = violations(file, source);
        assert!(found.len() == 1 && found[0].contains(rule), "{file}: {source}: {found:?}");
        assert!(
            found[0].starts_with(&format!("src/{file}:{}: ", source.lines().count().max(1))),
            "{found:?}"
        );
    }
}

#[test]
fn code_within_the_rules_has_no_violations() {
    for (file, source) in [
        ("ui/pane.rs", "use super::icons; use crate::report::Encoding; use crate::review::{Note, NoteId};"),
        ("review/store/paths.rs", "use std::fs; use super::super::Review;"),
        ("text/span.rs", "// use crate::report;\n#[cfg(test)]\nmod tests { use crate::report::Report; }"),
        ("structure/tests/items.rs", "use crate::duplicates::Group;"),
        ("main.rs", "fn main() { jiaokan::start::main() }"),
        ("start.rs", "use crate::app::App; use eframe::NativeOptions;"),
        ("text.rs", "const WORDS: &str = \"std::fs crate::report\";"),
    ] {
        assert_none(&violations(file, source));
    }
}
