//! The glue between the window and the session: takes in results, draws, applies commands, begins effects.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use egui::{Context, ThemePreference, Ui, ViewportCommand};

use crate::i18n::Catalogue;
use crate::jobs::{Jobs, Places};
use crate::message::Message;
use crate::session::{Command, Effect, Outcome, Picker, Session, Settings, Theme, WindowPlace};
use crate::ui::{self, ViewState};

/// How long the frames after a wish may wait for its result, together: too short to be felt, long enough for a few reports.
const GRACE: Duration = Duration::from_millis(60);

/// The window's program.
pub struct App {
    session: Session,
    view: ViewState,
    words: Catalogue,
    jobs: Jobs,
    /// How long frames may still wait for what was asked for last.
    patience: Duration,
    /// Everything is written or given up: the next request to close is granted.
    closing: bool,
    title: String,
}

impl App {
    /// Prepares the window and begins to open what was named on the command line.
    #[must_use]
    pub fn new(ctx: &Context, places: Places, paths: Vec<PathBuf>) -> Self {
        ui::fonts::install(ctx);
        ui::theme::install(ctx);
        let waker = ctx.clone();
        let (settings, trouble) = crate::jobs::settings::load(places.settings.as_deref());
        let crash = crate::jobs::crash::unseen(&places);
        let jobs = Jobs::new(Arc::new(move || waker.request_repaint()), places);
        let words = Catalogue::new(settings.language);
        let mut app = Self {
            session: Session::new(settings, &reviewer()),
            view: ViewState::default(),
            words,
            jobs,
            patience: Duration::ZERO,
            closing: false,
            title: String::new(),
        };
        app.set_theme(ctx);
        ctx.set_zoom_factor(app.session.settings().window.zoom);
        if let Some(message) = trouble {
            app.absorb(ctx, Outcome::Failed(message));
        }
        if let Some(report) = crash {
            let message = Message::new("crash-report").with("path", report.display().to_string());
            app.absorb(ctx, Outcome::Failed(message));
        }
        app.apply(ctx, Command::LookForJournals);
        if !paths.is_empty() {
            app.apply(ctx, Command::Open(paths));
        }
        app
    }

    /// How the window stood when it was closed last.
    #[must_use]
    pub fn window_place(places: &Places) -> WindowPlace {
        crate::jobs::settings::load(places.settings.as_deref()).0.in_range().window
    }

    /// Keeps what draws the window, to be shown where it is asked for.
    pub fn say_renderer(&mut self, ctx: &Context, name: String) {
        self.absorb(ctx, Outcome::Renderer(name));
    }

    /// What the window shows; for tests.
    #[must_use]
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// Takes in what the workers have brought.
    pub fn poll(&mut self, ctx: &Context) {
        for outcome in self.jobs.poll() {
            self.absorb(ctx, outcome);
        }
        // Reading and comparing a few reports takes a few milliseconds, and each stage waits for the one before. With
        // a frame between any two, a slow screen would make it long; so the first moments are waited out.
        while self.session.activity().is_some() {
            let begun = Instant::now();
            let outcome = self.jobs.wait_for(self.patience);
            self.patience = self.patience.saturating_sub(begun.elapsed());
            let Some(outcome) = outcome else { break };
            self.absorb(ctx, outcome);
        }
        if ctx.input(|input| input.viewport().close_requested()) && !self.closing {
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            self.apply(ctx, Command::Quit);
        }
    }

    /// Draws one frame and does what was asked for in it.
    pub fn draw(&mut self, ui: &mut Ui) {
        let commands = ui::root_ui(ui, &self.session, &mut self.view, &self.words);
        let ctx = ui.ctx().clone();
        let any = !commands.is_empty();
        for command in commands {
            self.apply(&ctx, command);
        }
        if any {
            ctx.request_repaint();
        }
        self.set_title(&ctx);
    }

    /// Does what the user asks for.
    pub fn apply(&mut self, ctx: &Context, command: Command) {
        let effects = self.session.apply(command);
        if !effects.is_empty() {
            self.patience = GRACE;
        }
        self.begin(ctx, effects);
        if self.words.language() != self.session.settings().language {
            self.words = Catalogue::new(self.session.settings().language);
        }
        self.set_theme(ctx);
    }

    /// Asks for paths in the window instead of in the system's dialogs; for tests.
    pub fn without_dialogs(&mut self) {
        self.jobs.without_dialogs();
    }

    /// Takes a path as if it had been chosen in the system's dialog; for tests, which have none.
    pub fn answer_picker(&mut self, ctx: &Context, picker: Picker, path: PathBuf) {
        self.absorb(ctx, Outcome::Picked(picker, vec![path]));
    }

    fn absorb(&mut self, ctx: &Context, outcome: Outcome) {
        // Ids only: the words of a message may name files.
        if let Outcome::Failed(message) | Outcome::NotKept(message) = &outcome {
            log::warn!("{}", message.id);
        }
        let effects = self.session.absorb(outcome);
        self.begin(ctx, effects);
    }

    fn begin(&mut self, ctx: &Context, effects: Vec<Effect>) {
        for effect in effects {
            match self.jobs.perform(effect) {
                Some(Effect::Copy(text)) => ctx.copy_text(text),
                Some(Effect::Close) => {
                    self.keep_window(ctx);
                    self.closing = true;
                    ctx.send_viewport_cmd(ViewportCommand::Close);
                }
                _ => {}
            }
        }
    }

    /// Keeps how the window stands, for the next time.
    fn keep_window(&mut self, ctx: &Context) {
        let viewport = ctx.input(|input| input.viewport().clone());
        let maximized = viewport.maximized.unwrap_or(false) || viewport.fullscreen.unwrap_or(false);
        let before = &self.session.settings().window;
        let size = match viewport.inner_rect {
            // A size that fills the screen is no size to come back to.
            Some(rect) if !maximized => {
                let size = rect.size() * ctx.zoom_factor();
                (size.x, size.y)
            }
            _ => before.size,
        };
        let drawn = self.view.sides();
        let side = |drawn: f32, before: f32| if drawn > 0.0 { drawn } else { before };
        let sides = (side(drawn.0, before.sides.0), side(drawn.1, before.sides.1));
        let window = WindowPlace { size, maximized, zoom: ctx.zoom_factor(), sides };
        if window != *before {
            let settings = Settings { window, ..self.session.settings().clone() };
            self.jobs.perform(Effect::KeepSettings(settings));
        }
    }

    fn set_theme(&self, ctx: &Context) {
        let preference = match self.session.settings().theme {
            Theme::System => ThemePreference::System,
            Theme::Light => ThemePreference::Light,
            Theme::Dark => ThemePreference::Dark,
        };
        ctx.set_theme(preference);
    }

    /// The window's title: the review's file, with a mark while it is not saved.
    fn set_title(&mut self, ctx: &Context) {
        let name = self.session.review_path().and_then(|path| path.file_name());
        let mark = if self.session.has_unsaved_work() { "• " } else { "" };
        let title = match name {
            Some(name) => format!("{mark}{} – 校勘 Jiaokan", name.to_string_lossy()),
            None => format!("{mark}校勘 Jiaokan"),
        };
        if title != self.title {
            ctx.send_viewport_cmd(ViewportCommand::Title(title.clone()));
            self.title = title;
        }
    }
}

impl eframe::App for App {
    fn logic(&mut self, ctx: &Context, _frame: &mut eframe::Frame) {
        self.poll(ctx);
    }

    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        self.draw(ui);
    }

    /// The ground of all panels.
    fn clear_color(&self, visuals: &egui::Visuals) -> [f32; 4] {
        visuals.panel_fill.to_normalized_gamma_f32()
    }
}

/// Who writes the notes: the name the user goes by on this computer.
fn reviewer() -> String {
    ["USER", "USERNAME", "LOGNAME"].iter().find_map(|name| std::env::var(name).ok()).unwrap_or_default()
}
