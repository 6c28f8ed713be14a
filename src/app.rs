//! Connects the window, the session and the workers: handles results, draws, applies commands, begins effects.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use egui::{Context, ThemePreference, Ui, ViewportCommand};
use raw_window_handle::{HasDisplayHandle, HasWindowHandle};

use crate::i18n::Catalogue;
use crate::jobs::{Jobs, Places};
use crate::message::Message;
use crate::session::{
    Command, Effect, LibraryCommand, Outcome, PaneCommand, Picker, SavingCommand, SavingOutcome, Session,
    Settings, ShellEffect, ShellOutcome, Theme, View, WindowPlace,
};
use crate::ui::{self, ViewState};

/// Maximum time that the frames after a command wait for its results, in total: too short to be noticed, long enough to
/// read a few reports.
const GRACE: Duration = Duration::from_millis(60);

/// The program with its window.
pub struct App {
    session: Session,
    view: ViewState,
    words: Catalogue,
    jobs: Jobs,
    /// Time that frames may still wait for results of the last command.
    patience: Duration,
    /// Whether the next request to close is granted: all work is saved or discarded.
    closing: bool,
    title: String,
}

impl App {
    /// Sets the window up and begins to open the paths of the command line.
    #[must_use]
    pub fn new(ctx: &Context, places: Places, paths: Vec<PathBuf>) -> Self {
        ui::fonts::install(ctx);
        ui::theme::install(ctx);
        let waker = ctx.clone();
        let (settings, error) = crate::jobs::settings::load(places.settings.as_deref());
        let crash = crate::jobs::crash::unseen(&places);
        let mut jobs = Jobs::new(Arc::new(move || waker.request_repaint()), places);
        let words = Catalogue::new(settings.language);
        jobs.set_language(settings.language);
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
        if let Some(message) = error {
            app.absorb(ctx, ShellOutcome::Failed(message));
        }
        if let Some(report) = crash {
            let message = Message::new("crash-report").with("path", report.display().to_string());
            app.absorb(ctx, ShellOutcome::Failed(message));
        }
        app.apply(ctx, SavingCommand::LookForJournals);
        if !paths.is_empty() {
            app.apply(ctx, LibraryCommand::Open(paths));
        }
        app
    }

    /// Size of the window when it was closed last.
    #[must_use]
    pub fn window_place(places: &Places) -> WindowPlace {
        crate::jobs::settings::load(places.settings.as_deref()).0.in_range().window
    }

    /// Stores the name of the renderer, for the diagnostic report.
    pub fn set_renderer(&mut self, ctx: &Context, name: String) {
        self.absorb(ctx, ShellOutcome::Renderer(name));
    }

    /// The session; for tests.
    #[must_use]
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// Handles the results of the workers.
    pub fn poll(&mut self, ctx: &Context) {
        for outcome in self.jobs.poll() {
            self.absorb(ctx, outcome);
        }
        // Reading and analysing a few reports takes a few milliseconds in several stages. A frame between any two
        // stages would add noticeable delay on a slow screen, so the frame waits for the first results.
        while self.session.activity().is_some() {
            let begun = Instant::now();
            let outcome = self.jobs.wait_for(self.patience);
            self.patience = self.patience.saturating_sub(begun.elapsed());
            let Some(outcome) = outcome else { break };
            self.absorb(ctx, outcome);
        }
        if ctx.input(|input| input.viewport().close_requested()) && !self.closing {
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            if self.session.view() == View::Panes {
                self.apply(ctx, PaneCommand::InView(ui::in_view(&self.view, &self.session)));
            }
            self.apply(ctx, SavingCommand::Quit);
        }
    }

    /// Draws one frame and carries out its commands.
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

    /// Carries out a command.
    pub fn apply(&mut self, ctx: &Context, command: impl Into<Command>) {
        let effects = self.session.apply(command);
        if !effects.is_empty() {
            self.patience = GRACE;
        }
        self.begin(ctx, effects);
        if self.words.language() != self.session.settings().language {
            self.words = Catalogue::new(self.session.settings().language);
            self.jobs.set_language(self.words.language());
        }
        self.set_theme(ctx);
    }

    /// Shows the system's file dialogs over the window, which must live as long as the program.
    pub fn show_dialogs_over(&mut self, window: &(impl HasWindowHandle + HasDisplayHandle)) {
        self.jobs.show_dialogs_over(window);
    }

    /// Asks for paths in the window instead of in the system's dialogs; for tests.
    pub fn without_dialogs(&mut self) {
        self.jobs.without_dialogs();
    }

    /// Acts as if a path had been chosen in a dialog; for tests, which have none.
    pub fn answer_picker(&mut self, ctx: &Context, picker: Picker, path: PathBuf) {
        self.absorb(ctx, ShellOutcome::Picked(picker, vec![path]));
    }

    fn absorb(&mut self, ctx: &Context, outcome: impl Into<Outcome>) {
        let outcome = outcome.into();
        // The id only: arguments of a message may name files.
        if let Outcome::Shell(ShellOutcome::Failed(message))
        | Outcome::Saving(SavingOutcome::NotJournalled(message)) = &outcome
        {
            log::warn!("{}", message.id);
        }
        let effects = self.session.absorb(outcome);
        self.begin(ctx, effects);
    }

    fn begin(&mut self, ctx: &Context, effects: Vec<Effect>) {
        for effect in effects {
            match self.jobs.perform(effect) {
                Some(ShellEffect::Copy(text)) => ctx.copy_text(text),
                Some(ShellEffect::Close) => {
                    self.store_window(ctx);
                    self.closing = true;
                    ctx.send_viewport_cmd(ViewportCommand::Close);
                }
                _ => {}
            }
        }
    }

    /// Stores the size of the window for the next start.
    fn store_window(&mut self, ctx: &Context) {
        let viewport = ctx.input(|input| input.viewport().clone());
        let maximized = viewport.maximized.unwrap_or(false) || viewport.fullscreen.unwrap_or(false);
        let before = &self.session.settings().window;
        let size = match viewport.inner_rect {
            // The size of a maximised window is not restored.
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
        let before = self.session.settings();
        let mut settings = Settings { window, ..before.clone() };
        self.session.left_at().into_iter().for_each(|left| settings.keep_place(left));
        if settings != *before {
            self.jobs.perform(ShellEffect::StoreSettings(settings));
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

    /// Sets the window's title: the review's file name, with a mark if there is unsaved work.
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

    /// The background of all panels.
    fn clear_color(&self, visuals: &egui::Visuals) -> [f32; 4] {
        visuals.panel_fill.to_normalized_gamma_f32()
    }
}

/// The user's name on this computer, the default author of notes.
fn reviewer() -> String {
    ["USER", "USERNAME", "LOGNAME"].iter().find_map(|name| std::env::var(name).ok()).unwrap_or_default()
}
