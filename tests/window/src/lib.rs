//! Runs the real program in a harness: real files in a temporary folder, real workers, no display.

#![allow(clippy::unwrap_used, reason = "a harness fails the test that uses it")]

#[path = "../../hang/mod.rs"]
mod hang;

use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::time::Duration;

use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use jiaokan::app::App;
use jiaokan::i18n::Language;
use jiaokan::jobs::Places;
use jiaokan::session::{Command, Picker, Session, Settings, Theme};
use tempfile::TempDir;

/// A report on an invented county, and the next year's with the figures kept.
pub const LAST_YEAR: &str = include_str!("last-year.txt");
/// The report of the next year on the same county.
pub const THIS_YEAR: &str = include_str!("this-year.txt");
/// A report in English, so that Chinese characters in the English window are the window's own.
pub const LAST_YEAR_ENGLISH: &str = include_str!("last-year-english.txt");
/// The report of the next year by the same office, with a paragraph taken over.
pub const THIS_YEAR_ENGLISH: &str = include_str!("this-year-english.txt");
/// A report of an invented town whose whole body occurs twice.
pub const REPEATED: &str = include_str!("repeated.txt");

/// The program with its folder.
pub struct Window {
    /// Harness that finds and presses widgets by name; draws one frame per step.
    pub harness: Harness<'static, Rc<RefCell<Option<App>>>>,
    /// Folder of the reports, settings, journals and cache.
    pub folder: TempDir,
}

impl Window {
    /// Starts the program without any report.
    #[must_use]
    pub fn empty() -> Self {
        Self::with_paths(tempfile::tempdir().unwrap(), Vec::new())
    }

    /// Starts the program with reports of these names and texts, and waits until they are read and compared.
    #[must_use]
    pub fn with_reports(reports: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let paths = reports
            .iter()
            .map(|(name, text)| {
                let path = folder.path().join(name);
                std::fs::write(&path, text).unwrap();
                path
            })
            .collect();
        Self::with_paths(folder, paths)
    }

    /// Starts with these paths on the command line; settings, journals and cache go to `folder`.
    #[must_use]
    pub fn with_paths(folder: TempDir, paths: Vec<PathBuf>) -> Self {
        let choices = Settings { language: Language::Chinese, theme: Theme::Light, ..Settings::default() };
        let state = Some(folder.path().join("state"));
        Self::start(folder, paths, &choices, state)
    }

    /// Starts with these paths and settings; journals go to `state`.
    pub fn start(folder: TempDir, paths: Vec<PathBuf>, choices: &Settings, state: Option<PathBuf>) -> Self {
        let settings = folder.path().join("settings").join("settings.ron");
        std::fs::create_dir_all(settings.parent().unwrap()).unwrap();
        std::fs::write(&settings, ron::to_string(choices).unwrap()).unwrap();
        let places = Places {
            settings: Some(settings),
            samples: Some(folder.path().join("samples")),
            state,
            cache: Some(folder.path().join("cache")),
        };
        let app = Rc::new(RefCell::new(None));
        let begun = Rc::clone(&app);
        let any = !paths.is_empty();
        let builder = Harness::builder();
        #[cfg(feature = "pixels")]
        let builder = builder.wgpu();
        let theme = if choices.theme == Theme::Dark { egui::Theme::Dark } else { egui::Theme::Light };
        let harness = builder
            .with_theme(theme)
            .with_size(egui::vec2(1280.0, 800.0))
            // Each event is a frame: two clicks must fall within the time of a double click.
            .with_step_dt(1.0 / 30.0)
            .with_context_setup(move |ctx| *begun.borrow_mut() = Some(App::new(ctx, places, paths)))
            .build_ui_state(
                |ui, app: &mut Rc<RefCell<Option<App>>>| {
                    let mut app = app.borrow_mut();
                    let app = app.as_mut().expect("set up before the first frame");
                    app.poll(ui.ctx());
                    // The whole window, on the background that a system's window is cleared to.
                    let all = ui.ctx().content_rect();
                    ui.painter().with_clip_rect(all).rect_filled(all, 0.0, ui.visuals().panel_fill);
                    app.draw(&mut ui.new_child(egui::UiBuilder::new().max_rect(all)));
                },
                app,
            );
        if let Some(app) = harness.state().borrow_mut().as_mut() {
            app.without_dialogs();
        }
        let mut window = Self { harness, folder };
        if any {
            window.wait();
        }
        window
    }

    /// The session that the window shows.
    pub fn session(&self) -> std::cell::Ref<'_, Session> {
        std::cell::Ref::map(self.harness.state().borrow(), |app| app.as_ref().expect("set up").session())
    }

    /// Evaluates `at` on the session.
    pub fn look<R>(&self, at: impl FnOnce(&Session) -> R) -> R {
        at(&self.session())
    }

    /// Draws until nothing changes any more.
    pub fn run(&mut self) {
        self.harness.run_steps(3);
    }

    /// Draws until the condition holds, and then until nothing changes any more.
    ///
    /// # Panics
    ///
    /// If the condition never holds; `waited_for` is its description in the message.
    pub fn wait_until(&mut self, waited_for: &str, mut holds: impl FnMut(&Self) -> bool) {
        let hang = hang::Hang::guard();
        while !holds(self) {
            hang.check(waited_for);
            std::thread::sleep(Duration::from_millis(5));
            self.harness.step();
        }
        self.run();
    }

    /// Waits until the workers have nothing left to do.
    pub fn wait(&mut self) {
        let mut idle = 0;
        self.wait_until("the workers", |window| {
            idle = if window.session().activity().is_none() { idle + 1 } else { 0 };
            idle > 3
        });
    }

    /// Clicks the first control with this name.
    pub fn click(&mut self, name: &str) {
        self.harness
            .get_all_by_label(name)
            .next()
            .unwrap_or_else(|| panic!("nothing is named {name}"))
            .click();
        self.run();
    }

    /// Runs a command as a menu or a list would.
    pub fn apply(&mut self, command: impl Into<Command>) {
        let ctx = self.harness.ctx.clone();
        if let Some(app) = self.harness.state().borrow_mut().as_mut() {
            app.apply(&ctx, command);
        }
        self.wait();
    }

    /// Presses a key with modifiers.
    pub fn press_with(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.run();
    }

    /// Presses keys without modifiers, all in one frame.
    pub fn press_together(&mut self, keys: &[Key]) {
        for &key in keys {
            let event = |pressed| egui::Event::Key {
                key,
                physical_key: None,
                pressed,
                repeat: false,
                modifiers: Modifiers::NONE,
            };
            self.harness.input_mut().events.extend([event(true), event(false)]);
        }
        self.run();
    }

    /// Presses a key without modifiers.
    pub fn press(&mut self, key: Key) {
        self.harness.key_press(key);
        self.run();
    }

    /// Triple-clicks into the paragraph or heading that holds `words`, and writes a note on the sentence there.
    pub fn write_note(&mut self, words: &str, body: &str) {
        let rect = self
            .harness
            .query_all_by_label_contains(words)
            .last()
            .expect("the words are on the screen")
            .rect();
        let at = rect.left_top() + egui::vec2(60.0, 14.0);
        self.harness.event(egui::Event::PointerMoved(at));
        self.harness.step();
        for _ in 0..3 {
            for pressed in [true, false] {
                let button = egui::PointerButton::Primary;
                let modifiers = Modifiers::NONE;
                self.harness.event(egui::Event::PointerButton { pos: at, button, pressed, modifiers });
            }
            self.harness.step();
        }
        self.run();
        assert!(self.session().selection().is_some(), "a triple click selects the sentence");
        self.press(Key::N);
        self.harness.get_by_label("批注内容").type_text(body);
        self.run();
        self.harness.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
        self.run();
    }

    /// Saves the review under a name, as if it had been chosen in the system's dialog.
    pub fn save_to(&mut self, file: &Path) {
        self.choose_path(Picker::SaveReview { name: String::new(), folder: None }, file);
    }

    /// Continues with a path as if it had been chosen in the system's dialog.
    pub fn choose_path(&mut self, picker: Picker, path: &Path) {
        let ctx = self.harness.ctx.clone();
        if let Some(app) = self.harness.state().borrow_mut().as_mut() {
            app.answer_picker(&ctx, picker, path.to_owned());
        }
        self.wait();
    }
}
