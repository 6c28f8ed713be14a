//! Editions of the sample reports with other figures, years and place names, to see how the list grows.

use std::fs;

/// The sample reports: name and text.
pub(crate) fn samples() -> Vec<(String, String)> {
    // The package itself, or the tests of its window two folders below.
    let package = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut folders = package.ancestors().map(|folder| folder.join("sample_reports"));
    let folder = folders.find(|folder| folder.is_dir()).expect("the samples are part of the project");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    files.sort();
    let read = |path: &std::path::PathBuf| {
        let bytes = fs::read(path).unwrap();
        let report = jiaokan::report::read(path, &bytes, jiaokan::report::ReadOptions::default()).unwrap();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        (format!("/{name}"), report.text.as_str().to_owned())
    };
    files.iter().map(read).collect()
}

/// This many reports: the samples in turn, each time with another year, another place and every third figure changed.
pub(crate) fn variants(count: usize) -> Vec<(String, String)> {
    let samples = samples();
    let one = |index: usize| {
        let (name, text) = &samples[index % samples.len()];
        let round = index / samples.len();
        let stem = name.trim_start_matches('/').trim_end_matches(".txt");
        (format!("/{index:03}-{stem}-{round}.txt"), variant(text, round))
    };
    (0..count).map(one).collect()
}

/// Places of the samples; a variant moves each to the next name of the same length.
const PLACES: [[&str; 6]; 3] = [
    ["霁川县", "蓼汀县", "柘湾县", "苇泊县", "砚溪县", "岚坪县"],
    ["汀浦区", "梧埠区", "枫屿区", "栎川区", "芷江桥区", "沅塘区"],
    ["禾泉市", "汐州市", "澄屿市", "榕湄市", "碧洲市", "葭港市"],
];

fn variant(text: &str, round: usize) -> String {
    if round == 0 {
        return text.to_owned();
    }
    let mut text = text.to_owned();
    for names in PLACES {
        for (index, name) in names.iter().enumerate() {
            // By way of a mark that no text has, so that no name is replaced twice.
            text = text.replace(name, &format!("\u{1}{}\u{2}", (index + round) % names.len()));
        }
        for (index, name) in names.iter().enumerate() {
            text = text.replace(&format!("\u{1}{index}\u{2}"), name);
        }
    }
    let year = 2024 - (round % 12) as u32;
    text = text
        .replace("2023", "\u{3}")
        .replace("2024", &year.to_string())
        .replace('\u{3}', &(year - 1).to_string());
    other_figures(&text, round)
}

/// Adds to every third figure of at most three digits.
fn other_figures(text: &str, round: usize) -> String {
    let mut out = String::with_capacity(text.len());
    let mut run = String::new();
    let mut seen = 0;
    for character in text.chars().chain(['\n']) {
        if character.is_ascii_digit() {
            run.push(character);
            continue;
        }
        if !run.is_empty() {
            seen += 1;
            match run.parse::<usize>() {
                Ok(figure) if run.len() <= 3 && seen % 3 == 0 => out.push_str(&(figure + round).to_string()),
                _ => out.push_str(&run),
            }
            run.clear();
        }
        out.push(character);
    }
    out.pop();
    out
}
