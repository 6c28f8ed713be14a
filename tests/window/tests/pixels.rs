//! Pictures of the main states of the window in both themes and languages: `docs/screenshots`. They are drawn by a
//! Vulkan driver, which may run in software, and compared with the stored ones:
//!
//! ```sh
//! cargo test -p jiaokan-window-tests --features pixels                        # Mesa's lavapipe: mesa-vulkan-drivers
//! UPDATE_SNAPSHOTS=true cargo test -p jiaokan-window-tests --features pixels  # after a change that is meant
//! ```

#[cfg(not(feature = "pixels"))]
#[test]
fn pictures_are_left_out_without_the_feature_pixels() {
    println!("left out: `--features pixels` draws the window and holds it against docs/screenshots");
}

#[cfg(feature = "pixels")]
mod pictures {
    use std::fs;
    use std::path::{Path, PathBuf};
    use std::sync::OnceLock;

    use egui::{Key, Modifiers};
    use egui_kittest::kittest::Queryable as _;
    use egui_kittest::{SnapshotOptions, SnapshotResults};
    use jiaokan::i18n::Language;
    use jiaokan::session::{MarkKind, PaneCommand, Picker, Settings, Theme, View, WorkCommand};
    use jiaokan_window_tests::Window;

    /// Number of pixels that may differ, since drivers round differently; a changed word changes hundreds.
    const MAY_DIFFER: usize = 60;

    /// Tolerated squared distance of colours: kept pictures are reduced to 256 colours.
    const COLOURS_MAY_DIFFER: f32 = 60.0;

    /// Number of pixels that may differ in a picture that shows the time.
    const TIME_MAY_DIFFER: usize = 800;

    #[test]
    fn chinese_light() {
        take("zh-light", Language::Chinese, Theme::Light);
    }

    #[test]
    fn chinese_dark() {
        take("zh-dark", Language::Chinese, Theme::Dark);
    }

    #[test]
    fn english_light() {
        take("en-light", Language::English, Theme::Light);
    }

    #[test]
    fn english_dark() {
        take("en-dark", Language::English, Theme::Dark);
    }

    /// The samples, under a path that is the same on every machine, because a picture shows it.
    fn samples() -> &'static Path {
        static SAMPLES: OnceLock<PathBuf> = OnceLock::new();
        SAMPLES.get_or_init(|| {
            let folder = std::env::temp_dir().join("jiaokan-pictures");
            fs::create_dir_all(&folder).unwrap();
            let from = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../sample_reports"));
            for entry in fs::read_dir(from).unwrap() {
                let path = entry.unwrap().path();
                let copy = folder.join(path.file_name().unwrap());
                if fs::read(&copy).ok() != fs::read(&path).ok() {
                    fs::copy(&path, &copy).unwrap();
                }
            }
            folder
        })
    }

    fn sample(number: &str) -> PathBuf {
        let all = fs::read_dir(samples()).unwrap().map(|entry| entry.unwrap().path());
        let named = |path: &PathBuf| path.file_name().unwrap().to_string_lossy().starts_with(number);
        all.into_iter().find(named).unwrap()
    }

    /// Takes each picture in a window of its own, so that none depends on another.
    fn take(folder: &str, language: Language, theme: Theme) {
        let mut results = SnapshotResults::new();
        for (name, numbers, come) in VIEWS {
            let settings = Settings { language, theme, reviewer: "林".into(), ..Settings::default() };
            let paths = numbers.iter().map(|number| sample(number)).collect();
            // Without a journal the status bar shows no time.
            let mut window = Window::start(tempfile::tempdir().unwrap(), paths, &settings, None);
            come(&mut window);
            // Frames until animations have ended.
            window.harness.run_steps(20);
            // The editor shows the time at which a note was begun.
            let may_differ = if *name == "note" { TIME_MAY_DIFFER } else { MAY_DIFFER };
            let options = SnapshotOptions::new()
                .output_path(concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/screenshots"))
                .threshold(COLOURS_MAY_DIFFER)
                .max_failed_pixels(may_differ);
            results.add(window.harness.try_snapshot_options(format!("{folder}/{name}"), &options));
        }
    }

    type Picture = (&'static str, &'static [&'static str], fn(&mut Window));

    const TWO_YEARS: &[&str] = &["02", "03"];
    const ALL: &[&str] = &["01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11"];

    const VIEWS: &[Picture] = &[
        ("welcome", &[], |_| {}),
        ("near", TWO_YEARS, |window| {
            let near = window.look(|session| {
                let mut kinds = session.findings().list.iter().map(|finding| finding.kind);
                kinds.position(|kind| kind == MarkKind::Near).unwrap()
            });
            window.apply(WorkCommand::Choose(near));
        }),
        ("repeated", ALL, |window| window.press(Key::J)),
        ("checks", &["11", "10"], |window| window.press(Key::J)),
        ("note", TWO_YEARS, |window| {
            window.press(Key::J);
            window.press(Key::N);
            let body = window.harness.query_all_by_role(egui::Role::MultilineTextInput).next().unwrap();
            body.type_text("与上一年度逐字相同，只有年份不同，请核实本年度的工作是否如实填写。");
            window.run();
        }),
        ("notes", TWO_YEARS, |window| {
            for words in ["数字与上一年度相同，请核对。", "这一段与上一年度逐字相同。", "建议写明完成时限。"]
            {
                window.press(Key::J);
                window.press(Key::N);
                window
                    .harness
                    .query_all_by_role(egui::Role::MultilineTextInput)
                    .next()
                    .unwrap()
                    .type_text(words);
                window.run();
                window.press_with(Modifiers::COMMAND, Key::Enter);
                window.wait();
            }
        }),
        ("compare", TWO_YEARS, |window| {
            window.apply(PaneCommand::SetView(View::Compare));
            window.press(Key::J);
        }),
        ("matrix", ALL, |window| window.apply(PaneCommand::SetView(View::Matrix))),
        ("screening", &[], |window| window.choose_path(Picker::ScreeningFolder, samples())),
        ("search", TWO_YEARS, |window| {
            window.press_with(Modifiers::COMMAND, Key::F);
            window.harness.query_all_by_role(egui::Role::TextInput).last().unwrap().type_text("行政复议");
            window.wait();
        }),
        ("palette", TWO_YEARS, |window| window.press_with(Modifiers::COMMAND, Key::K)),
        ("settings", TWO_YEARS, |window| window.press_with(Modifiers::COMMAND, Key::Comma)),
        ("export", TWO_YEARS, |window| window.press_with(Modifiers::COMMAND, Key::E)),
        ("keys", TWO_YEARS, |window| window.press(Key::F1)),
    ];
}
