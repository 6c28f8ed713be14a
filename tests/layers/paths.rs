//! Finds the paths in a Rust file: in `use` with nested braces and in expressions and types, with `self::` and `super::`
//! resolved. Skips comments, strings and code compiled for tests only. Not a parser: enough of the grammar for source
//! that compiles. The rules on paths are in `layers.rs`.

/// A path in a file. A resolved path inside the package begins with `crate`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mention {
    pub(crate) path: Vec<String>,
    /// Line, counted from 1.
    pub(crate) line: usize,
    /// The name that a `use` outside of any function gives it in the file's module; `*` for a glob.
    pub(crate) binds: Option<String>,
}

/// Methods of `std::path::Path` that access the disk. They count as paths in `std::fs`, which they call.
const DISK_METHODS: [&str; 10] = [
    "canonicalize",
    "exists",
    "is_dir",
    "is_file",
    "is_symlink",
    "metadata",
    "read_dir",
    "read_link",
    "symlink_metadata",
    "try_exists",
];

/// The paths in the source of `module`, such as `["ui", "pane"]`; the crate's root is `[]`.
pub(crate) fn mentions(source: &str, module: &[&str]) -> Vec<Mention> {
    let mut walk = Walk {
        tokens: tokens(source),
        at: 0,
        depth: 0,
        module: module.iter().map(|&name| name.to_owned()).collect(),
        inline: Vec::new(),
        in_use: false,
        found: Vec::new(),
    };
    walk.file();
    walk.found
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Kind {
    Name(String),
    PathSeparator,
    Sign(char),
}

struct Token {
    kind: Kind,
    line: usize,
}

struct Walk {
    tokens: Vec<Token>,
    at: usize,
    /// Number of open braces.
    depth: usize,
    module: Vec<String>,
    /// For each open `mod name {`, the depth outside of it.
    inline: Vec<usize>,
    /// The path being read belongs to a `use`.
    in_use: bool,
    found: Vec<Mention>,
}

impl Walk {
    fn kind(&self, ahead: usize) -> Option<&Kind> {
        self.tokens.get(self.at + ahead).map(|token| &token.kind)
    }

    fn is_sign(&self, ahead: usize, sign: char) -> bool {
        self.kind(ahead) == Some(&Kind::Sign(sign))
    }

    fn name(&self, ahead: usize) -> Option<&str> {
        match self.kind(ahead) {
            Some(Kind::Name(name)) => Some(name),
            _ => None,
        }
    }

    fn file(&mut self) {
        while let Some(kind) = self.kind(0).cloned() {
            match kind {
                Kind::Sign('#') => self.attribute(),
                Kind::Sign('.') => self.method(),
                Kind::Sign('{') => {
                    self.depth += 1;
                    self.at += 1;
                }
                Kind::Sign('}') => {
                    self.depth = self.depth.saturating_sub(1);
                    if self.inline.last() == Some(&self.depth) {
                        self.inline.pop();
                        self.module.pop();
                    }
                    self.at += 1;
                }
                Kind::Name(name) if name == "use" => {
                    self.at += 1;
                    self.in_use = true;
                    self.path(&[]);
                    self.in_use = false;
                }
                Kind::Name(name) if name == "mod" && self.name(1).is_some() && self.is_sign(2, '{') => {
                    self.module.push(self.name(1).expect("just seen").to_owned());
                    self.inline.push(self.depth);
                    self.at += 2;
                }
                Kind::Name(_) if self.kind(1) == Some(&Kind::PathSeparator) => self.path(&[]),
                _ => self.at += 1,
            }
        }
    }

    /// Reads a path or a tree of paths; each leaf is a mention.
    fn path(&mut self, before: &[String]) {
        let mut path = before.to_vec();
        if self.kind(0) == Some(&Kind::PathSeparator) {
            self.at += 1;
        }
        loop {
            match self.kind(0).cloned() {
                Some(Kind::Name(name)) => {
                    path.push(name);
                    self.at += 1;
                    if self.kind(0) != Some(&Kind::PathSeparator) {
                        break;
                    }
                    self.at += 1;
                }
                Some(Kind::Sign('*')) => {
                    path.push("*".to_owned());
                    self.at += 1;
                    break;
                }
                Some(Kind::Sign('{')) => {
                    self.at += 1;
                    while self.kind(0).is_some() && !self.is_sign(0, '}') {
                        let start = self.at;
                        self.path(&path);
                        // A comma, or a token that does not belong to a tree.
                        if self.is_sign(0, ',') || self.at == start {
                            self.at += 1;
                        }
                    }
                    self.at += 1;
                    return;
                }
                // The `<` of type arguments.
                _ => break,
            }
        }
        self.mention(path);
    }

    fn mention(&mut self, path: Vec<String>) {
        let line = self.tokens[self.at.saturating_sub(1)].line;
        let climbs = path.iter().take_while(|name| *name == "super" || *name == "self").count();
        let mut resolved = path;
        if climbs > 0 {
            let rest = resolved.split_off(climbs);
            let ups = resolved.iter().filter(|name| *name == "super").count();
            let home = &self.module[..self.module.len().saturating_sub(ups)];
            resolved = std::iter::once("crate".to_owned()).chain(home.iter().cloned()).chain(rest).collect();
        }
        // `report::{self}` is `report`.
        resolved.retain(|name| name != "self");
        let mut binds = None;
        if self.in_use {
            binds = resolved.last().cloned();
            if self.name(0) == Some("as") {
                binds = self.name(1).map(str::to_owned);
                self.at += 2;
            }
        }
        // Inside a function or an inline module the name is not one of the file's own module.
        let binds = binds.filter(|_| self.depth == 0);
        if !resolved.is_empty() {
            self.found.push(Mention { path: resolved, line, binds });
        }
    }

    fn method(&mut self) {
        if let Some(name) = self.name(1).filter(|name| DISK_METHODS.contains(name))
            && self.is_sign(2, '(')
        {
            let path = ["std", "fs", name].map(str::to_owned).to_vec();
            self.found.push(Mention { path, line: self.tokens[self.at + 1].line, binds: None });
        }
        self.at += 1;
    }

    /// Reads an attribute. After `cfg(test)` it skips the item as well.
    fn attribute(&mut self) {
        let start = self.at;
        let end = self.end_of_attribute();
        let names: Vec<&str> = self.tokens[start..end]
            .iter()
            .filter_map(|token| match &token.kind {
                Kind::Name(name) => Some(name.as_str()),
                _ => None,
            })
            .collect();
        let for_tests = names.first() == Some(&"cfg")
            && names.contains(&"test")
            && !names.iter().any(|name| ["any", "not"].contains(name));
        if !for_tests {
            self.at += 1;
            return;
        }
        self.at = end;
        while self.is_sign(0, '#') {
            self.at = self.end_of_attribute();
        }
        self.skip_item();
    }

    fn end_of_attribute(&self) -> usize {
        let mut open = 0_usize;
        for (index, token) in self.tokens.iter().enumerate().skip(self.at) {
            match token.kind {
                Kind::Sign('[') => open += 1,
                Kind::Sign(']') if open <= 1 => return index + 1,
                Kind::Sign(']') => open -= 1,
                _ => {}
            }
        }
        self.tokens.len()
    }

    /// Skips to the semicolon or closing brace that ends the item.
    fn skip_item(&mut self) {
        let mut open = 0_usize;
        while let Some(kind) = self.kind(0) {
            match kind {
                Kind::Sign('}') if open == 0 => return,
                Kind::Sign('{' | '(' | '[') => open += 1,
                Kind::Sign(sign @ ('}' | ')' | ']')) => {
                    open = open.saturating_sub(1);
                    if open == 0 && *sign == '}' {
                        self.at += 1;
                        return;
                    }
                }
                Kind::Sign(';') if open == 0 => {
                    self.at += 1;
                    return;
                }
                _ => {}
            }
            self.at += 1;
        }
    }
}

/// Names and punctuation with their lines. Literals and lifetimes are left out: they contain no paths.
fn tokens(source: &str) -> Vec<Token> {
    let characters: Vec<char> = source.chars().collect();
    let mut found = Vec::new();
    let (mut at, mut line) = (0, 1);
    while at < characters.len() {
        let rest = &characters[at..];
        let length = match rest {
            ['/', '/', ..] => rest.iter().position(|&c| c == '\n').unwrap_or(rest.len()),
            ['/', '*', ..] => block_comment(rest),
            ['"', ..] => string(rest),
            ['\'', ..] => character_or_lifetime(rest),
            [':', ':', ..] => {
                found.push(Token { kind: Kind::PathSeparator, line });
                2
            }
            [c, ..] if c.is_alphanumeric() || *c == '_' => {
                let length = rest.iter().take_while(|c| c.is_alphanumeric() || **c == '_').count();
                let word: String = rest[..length].iter().collect();
                match (word.as_str(), &rest[length..]) {
                    ("r" | "br" | "cr", ['"' | '#', ..]) if is_raw_string(&rest[length..]) => {
                        length + raw_string(&rest[length..])
                    }
                    // `r#type`: the name follows.
                    ("r", ['#', ..]) => length + 1,
                    ("b" | "c", ['"' | '\'', ..]) => length,
                    _ => {
                        if !c.is_ascii_digit() {
                            found.push(Token { kind: Kind::Name(word), line });
                        }
                        length
                    }
                }
            }
            [c, ..] => {
                if !c.is_whitespace() {
                    found.push(Token { kind: Kind::Sign(*c), line });
                }
                1
            }
            [] => 1,
        };
        line += rest[..length.min(rest.len())].iter().filter(|&&c| c == '\n').count();
        at += length;
    }
    found
}

fn block_comment(rest: &[char]) -> usize {
    let (mut open, mut at) = (0_usize, 0);
    while at < rest.len() {
        match &rest[at..] {
            ['/', '*', ..] => {
                open += 1;
                at += 2;
            }
            ['*', '/', ..] => {
                open -= 1;
                at += 2;
                if open == 0 {
                    break;
                }
            }
            _ => at += 1,
        }
    }
    at
}

fn string(rest: &[char]) -> usize {
    let mut at = 1;
    while at < rest.len() && rest[at] != '"' {
        at += if rest[at] == '\\' { 2 } else { 1 };
    }
    at + 1
}

fn is_raw_string(rest: &[char]) -> bool {
    rest.iter().find(|&&c| c != '#') == Some(&'"')
}

/// Length from the hashes before the opening quote to those after the closing one.
fn raw_string(rest: &[char]) -> usize {
    let hashes = rest.iter().take_while(|&&c| c == '#').count();
    let mut at = hashes + 1;
    while at < rest.len() {
        let closes =
            rest[at] == '"' && rest[at + 1..].iter().take(hashes).filter(|&&c| c == '#').count() == hashes;
        at += 1;
        if closes {
            return at + hashes;
        }
    }
    at
}

fn character_or_lifetime(rest: &[char]) -> usize {
    match rest {
        ['\'', '\\', ..] => 3 + rest[3.min(rest.len())..].iter().take_while(|&&c| c != '\'').count() + 1,
        ['\'', _, '\'', ..] => 3,
        _ => 1 + rest[1..].iter().take_while(|c| c.is_alphanumeric() || **c == '_').count(),
    }
}

#[test]
fn paths_are_found_in_every_shape() {
    let source = r#"
        use crate::report;
        use crate::{text::{self, Span as S}, review::store::*};
        use super::icons;
        pub(super) use ::egui::{Ui, vec2};
        fn f<'a>(x: &'a crate::jobs::Jobs) -> Vec<crate::task::Cancel> {
            let c = ('"', '\'', b'"', "use crate::cli; \" //", r"a\");
            crate::session::Draft::<u8>::new(); super::super::i18n::x(); self::y();
            x.is_file()
        }
        mod inner { use super::z; fn g() { super::super::w() } }
        use super::after;
    "#;
    let found: Vec<String> = mentions(source, &["ui", "pane"]).iter().map(shown).collect();
    let expected = [
        "2 crate::report",
        "3 crate::text",
        "3 crate::text::Span",
        "3 crate::review::store::*",
        "4 crate::ui::icons",
        "5 egui::Ui",
        "5 egui::vec2",
        "6 crate::jobs::Jobs",
        "6 crate::task::Cancel",
        "8 crate::session::Draft",
        "8 crate::i18n::x",
        "8 crate::ui::pane::y",
        "9 std::fs::is_file",
        "11 crate::ui::pane::z",
        "11 crate::ui::w",
        "12 crate::ui::after",
    ];
    assert_eq!(found, expected);
}

#[test]
fn comments_strings_and_tests_are_skipped() {
    let source = r##"
        // use crate::a;
        /* use crate::b; /* nested */ use crate::c; */
        /// [`crate::d`]
        const T: &str = r#"use crate::e; " "#;
        #[cfg(test)]
        #[allow(dead_code)]
        fn helper(x: [u8; 2]) -> u8 { crate::f::g() }
        #[cfg(test)]
        use std::fs;
        #[cfg(all(test, unix))]
        mod tests { use crate::h; fn t() { { crate::i::j() } } }
        #[cfg(not(test))]
        use crate::seen;
        #[cfg(unix)]
        use crate::too;
    "##;
    let found: Vec<String> = mentions(source, &["text"]).iter().map(shown).collect();
    assert_eq!(found, ["14 crate::seen", "16 crate::too"]);
}

fn shown(mention: &Mention) -> String {
    format!("{} {}", mention.line, mention.path.join("::"))
}
