//! Starts the window program: command line, log, choice of a renderer that works on this machine, and one sentence on the
//! terminal if none does.

mod arguments;
mod failure;
mod icon;
mod renderer;

use std::cell::Cell;
use std::ffi::OsString;
use std::io::{self, Write as _};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::process::ExitCode;
use std::rc::Rc;
use std::sync::Arc;

use eframe::NativeOptions;
use egui::ViewportBuilder;

use self::arguments::Call;
use self::failure::Failure;
use self::renderer::Attempt;
use crate::app::App;
use crate::i18n::{Catalogue, Language};
use crate::jobs::{self, Places};
use crate::{cli, ui};

/// Runs the program with its arguments, the first of which is its name. The exit status is 0 when the window was closed, 1
/// when it could not be opened or failed, 2 when the arguments were wrong.
#[must_use]
pub fn main(arguments: Vec<OsString>) -> ExitCode {
    let language = cli::language(&arguments).unwrap_or_else(Language::of_system);
    let given = arguments.get(1..).unwrap_or_default().to_vec();
    let words = Catalogue::new(language);
    let call = match arguments::parse(arguments, &words) {
        Ok(call) => call,
        Err(error) => {
            failure::report_call(&error, &cli::rendered(&error, &words));
            return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
        }
    };
    if call.version {
        print_version(&call);
        return ExitCode::SUCCESS;
    }
    let places = Places::of_user();
    jobs::log_file::begin(&places);
    jobs::crash::watch(&places);
    ui::fonts::prepare();
    let mut failures = Vec::new();
    for &attempt in call.renderer.attempts() {
        if attempt == Attempt::Software && !renderer::is_software() {
            log::warn!("restarting with software rendering");
            match renderer::restart_in_software(&given) {
                Ok(ended) if ended.success() => return ExitCode::SUCCESS,
                // The other process has reported the error.
                Ok(_) => return ExitCode::FAILURE,
                Err(error) => {
                    failures.push(Failure::NoGraphics(error.to_string()));
                    continue;
                }
            }
        }
        match open(attempt, &places, &call.paths) {
            Ok(()) => return ExitCode::SUCCESS,
            Err(Failure::Broke(reason)) => {
                log::error!("the window broke: {reason}");
                failure::report_crash(&reason);
                return ExitCode::FAILURE;
            }
            Err(failure) => {
                log::warn!("{attempt:?}: {failure}");
                let is_final = failure.is_final();
                failures.push(failure);
                if is_final {
                    break;
                }
            }
        }
    }
    failure::report(&failures);
    ExitCode::FAILURE
}

/// The command line with its help in a language, for manual pages and completions.
#[must_use]
pub fn command(language: Language) -> clap::Command {
    arguments::command(&Catalogue::new(language))
}

/// Opens the window with one renderer and returns when it is closed.
fn open(attempt: Attempt, places: &Places, paths: &[PathBuf]) -> Result<(), Failure> {
    let is_open = Rc::new(Cell::new(false));
    let window = App::window_place(places);
    let options = NativeOptions {
        viewport: ViewportBuilder::default()
            .with_title("校勘 Jiaokan")
            .with_app_id("jiaokan")
            .with_inner_size([window.size.0, window.size.1])
            .with_maximized(window.maximized)
            .with_min_inner_size([800.0, 500.0])
            .with_icon(Arc::new(icon::icon())),
        // Added in `ui::fonts`, which prefers Simplified Chinese to the system's choice.
        system_font_fallback: false,
        // The window has no gradients, and dithering is costly without a GPU.
        dithering: false,
        centered: true,
        ..NativeOptions::default()
    };
    let options = renderer::with_renderer(options, attempt);
    let (opened, places, paths) = (Rc::clone(&is_open), places.clone(), paths.to_vec());
    // A crate that loads a missing library panics; the panic is handled as a reason why the window cannot be opened.
    let ended = catch_unwind(AssertUnwindSafe(|| {
        eframe::run_native(
            "jiaokan",
            options,
            Box::new(move |creation| {
                opened.set(true);
                jobs::crash::window_is_open();
                ui::fonts::add_system_fonts(&creation.egui_ctx);
                let mut app = App::new(&creation.egui_ctx, places, paths);
                app.show_dialogs_over(creation);
                app.set_renderer(&creation.egui_ctx, renderer::name(creation));
                Ok(Box::new(app))
            }),
        )
    }));
    match ended {
        Ok(Ok(())) => Ok(()),
        Ok(Err(error)) if is_open.get() => Err(Failure::Broke(error.to_string())),
        Ok(Err(error)) => Err(Failure::from_error(&error)),
        Err(panic) if is_open.get() => Err(Failure::Broke(failure::panic_message(panic.as_ref()))),
        Err(panic) => Err(Failure::from_panic(panic.as_ref())),
    }
}

/// Prints the version; with `--verbose` also the properties of the machine that a bug report needs.
fn print_version(call: &Call) {
    let mut out = io::stdout().lock();
    let _ = writeln!(out, "jiaokan {}", env!("CARGO_PKG_VERSION"));
    if call.verbose {
        let _ = writeln!(out, "system: {}", jobs::diagnostics::system());
        let _ = writeln!(out, "{}", cli::extractor());
        for line in renderer::survey(call.renderer) {
            let _ = writeln!(out, "{line}");
        }
        if let Some(log) = Places::of_user().log() {
            let _ = writeln!(out, "log: {}", log.display());
        }
    }
}
