//! The pages of export and comparison for people who cannot see well or do not use a mouse: contrasts of the style sheets,
//! names of links, one main part (WCAG 2.2, 1.4.3, 2.4.4, 1.3.1).

#![allow(clippy::unwrap_used, reason = "test helpers may unwrap")]

use std::collections::HashMap;
use std::fs;
use std::path::Path;
use std::process::Command;

/// Text and ground that occur together, by the names of their colours.
const EXPORT: &[(&str, &str)] = &[
    ("ink", "ground"),
    ("ink", "paper"),
    ("soft", "ground"),
    ("soft", "paper"),
    ("soft", "wash"),
    ("accent", "ground"),
    ("accent", "paper"),
    ("same-ink", "same"),
    ("same-ink", "paper"),
    ("near-ink", "near"),
    ("near-ink", "paper"),
    ("within-ink", "within"),
    ("within-ink", "paper"),
    ("check-ink", "check"),
    ("check-ink", "paper"),
    ("ink", "same"),
    ("ink", "near"),
    ("ink", "within"),
    ("ink", "check"),
    ("info", "paper"),
    ("minor", "paper"),
    ("major", "paper"),
    ("critical", "paper"),
    ("good", "paper"),
];
const COMPARISON: &[(&str, &str)] = &[
    ("ink", "ground"),
    ("ink", "paper"),
    ("ink", "del"),
    ("ink", "ins"),
    ("ink", "mov-wash"),
    ("soft", "ground"),
    ("soft", "paper"),
    ("soft", "void"),
    ("soft", "del"),
    ("soft", "ins"),
    ("soft", "mov-wash"),
    ("accent", "paper"),
    ("del-ink", "del"),
    ("del-ink", "del-strong"),
    ("ins-ink", "ins"),
    ("ins-ink", "ins-strong"),
    ("year-ink", "year"),
    ("chg", "paper"),
    ("mov", "paper"),
    ("mov", "mov-wash"),
];

type Colour = [f64; 3];

/// The colours of each `:root` rule: the first one's, and those of every other over it.
fn palettes(style: &str) -> Vec<HashMap<String, Colour>> {
    let mut palettes: Vec<HashMap<String, Colour>> = Vec::new();
    for rule in style.split(":root {").skip(1) {
        let rule = rule.split('}').next().unwrap();
        let mut palette = palettes.first().cloned().unwrap_or_default();
        for (name, value) in
            rule.split(';').filter_map(|entry| entry.trim().strip_prefix("--")?.split_once(':'))
        {
            if let Some(colour) = colour(value.trim()) {
                palette.insert(name.to_owned(), colour);
            }
        }
        palettes.push(palette);
    }
    palettes
}

fn colour(written: &str) -> Option<Colour> {
    let digits = written.strip_prefix('#')?;
    let digits: String = match digits.len() {
        3 => digits.chars().flat_map(|digit| [digit, digit]).collect(),
        _ => digits.to_owned(),
    };
    let part = |at: usize| Some(f64::from(u8::from_str_radix(digits.get(at..at + 2)?, 16).ok()?) / 255.0);
    Some([part(0)?, part(2)?, part(4)?])
}

/// The contrast of two colours as WCAG 2 defines it.
fn contrast(one: Colour, other: Colour) -> f64 {
    let luminance = |colour: Colour| {
        let linear =
            |part: f64| if part <= 0.03928 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) };
        let [red, green, blue] = colour.map(linear);
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    };
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[test]
fn text_on_both_pages_has_contrast_in_light_dark_and_print() {
    for (file, pairs) in [("assets/export/page.css", EXPORT), ("assets/compare/page.css", COMPARISON)] {
        let style = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap();
        let palettes = palettes(&style);
        assert_eq!(palettes.len(), 3, "{file}");
        for (index, palette) in palettes.iter().enumerate() {
            for (text, ground) in pairs {
                let found = contrast(palette[*text], palette[*ground]);
                assert!(found >= 4.5, "{file}, palette {index}: {text} on {ground} has {found:.2}");
            }
        }
        // Text that shines through loses contrast; bands and the caret of an empty change are no text.
        for rule in style.split('}').filter(|rule| rule.contains("opacity: .")) {
            let is_no_text = [".overview a", ".gap"].iter().any(|name| rule.contains(name));
            assert!(is_no_text, "{file}: {rule}");
        }
    }
}

#[test]
fn the_matrix_is_readable_at_every_share() {
    let style =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/export/page.css")).unwrap();
    let strongest: f64 = style
        .split("rgb(var(--heat) / calc(var(--share) * ")
        .nth(1)
        .unwrap()
        .split(')')
        .next()
        .unwrap()
        .parse()
        .unwrap();
    let heats = style.split("--heat: ").skip(1).map(|rest| {
        let numbers = rest.split(';').next().unwrap().split(' ');
        numbers.map(|number| number.parse::<f64>().unwrap() / 255.0).collect::<Vec<f64>>()
    });
    for (palette, heat) in palettes(&style).iter().zip(heats) {
        let ground: Vec<f64> = heat
            .iter()
            .zip(palette["paper"])
            .map(|(heat, paper)| heat * strongest + paper * (1.0 - strongest))
            .collect();
        let found = contrast(palette["ink"], [ground[0], ground[1], ground[2]]);
        assert!(found >= 4.5, "{found:.2}");
    }
}

/// The pages that the program writes.
fn pages() -> Vec<(String, String)> {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let left = "甲县2024年报告\n一、总体情况\n全年办结案件四十七件，同比增长，群众满意。\n二、下一步\n继续努力，做好各项工作。\n";
    let right = "甲县2023年报告\n一、总体情况\n全年办结案件四十五件，同比增长，群众满意。\n三、附件\n";
    fs::write(at("甲.txt"), left).unwrap();
    fs::write(at("乙.txt"), right).unwrap();
    let review = "Review(schema: 3, title: \"审阅\", created: \"2026-01-05T09:00:00+08:00\", modified: \"2026-01-05T09:00:00+08:00\",
        reports: [(id: \"r1\", path: \"甲.txt\", title: \"\", sha256: \"\", characters: 1), (id: \"r2\", path: \"乙.txt\", title: \"\", sha256: \"\", characters: 1)],
        notes: [(id: \"019b8b9e-5a80-7c31-9d2f-3b6a1f0c4e57\", targets: [(report: \"r1\", start: 16, end: 20, exact: \"全年办结\", prefix: \"\", suffix: \"案件\", section: [])],
            category: Wording, severity: Major, status: Resolved, tags: [\"数字\"], author: \"林\", created: \"2026-01-05T09:00:00+08:00\", modified: \"2026-01-05T09:00:00+08:00\", body: \"请核实\")],
        verdicts: [])";
    fs::write(at("a.review.ron"), review).unwrap();
    let run = |arguments: &[&str], page: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_jiaokan-cli"));
        let made = command.args(arguments).args(["-o", page]).current_dir(folder.path()).output().unwrap();
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        (page.to_owned(), fs::read_to_string(at(page)).unwrap())
    };
    vec![
        run(&["export", "--to", "html", "a.review.ron"], "export.html"),
        run(&["export", "--to", "summary", "a.review.ron"], "summary.html"),
        run(&["compare", "--format", "html", "甲.txt", "乙.txt"], "compare.html"),
    ]
}

#[test]
fn pages_have_one_main_part_a_language_and_named_links() {
    for (name, page) in pages() {
        assert_eq!(page.matches("<main").count(), 1, "{name}");
        assert!(page.contains("<html lang=\""), "{name}");
        assert_eq!(page.matches("<title>").count(), 1, "{name}");
        let mut links = 0;
        for link in page.split("<a ").skip(1) {
            let (tag, rest) = link.split_once('>').unwrap();
            let content = rest.split("</a>").next().unwrap();
            let mut is_tag = false;
            let words: String = content
                .chars()
                .filter(|character| {
                    is_tag = (is_tag || *character == '<') && *character != '>';
                    !is_tag && *character != '>'
                })
                .collect();
            assert!(!words.trim().is_empty() || tag.contains("aria-label=\""), "{name}: <a {tag}>");
            links += 1;
        }
        assert!(links > 2 || name == "summary.html", "{name}: {links} links");
        for field in page.split("<input ").skip(1) {
            let id = field.split("id=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
            assert!(page.contains(&format!("for=\"{id}\"")), "{name}: the field {id} has a label");
        }
    }
}
