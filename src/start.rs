//! How the window's program begins: its command line, its log, a renderer that works on this machine, and one sentence
//! where none does. What is in the window is not here.

mod arguments;
mod icon;
mod renderer;
mod trouble;

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
use self::renderer::Attempt;
use self::trouble::Trouble;
use crate::app::App;
use crate::i18n::{Catalogue, Language};
use crate::jobs::{self, Places};
use crate::{cli, ui};

/// Runs the program with its arguments, the first of which is its name. The exit status is 0 when the window was closed,
/// 1 when it could not be opened or broke, 2 when the call was wrong.
#[must_use]
pub fn main(arguments: Vec<OsString>) -> ExitCode {
    let language = cli::language(&arguments).unwrap_or_else(Language::of_system);
    let given = arguments.get(1..).unwrap_or_default().to_vec();
    let call = match arguments::parse(arguments, &Catalogue::new(language)) {
        Ok(call) => call,
        Err(error) => {
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
        }
    };
    if call.version {
        say_version(&call);
        return ExitCode::SUCCESS;
    }
    let places = Places::of_user();
    jobs::log_file::begin(&places);
    jobs::crash::watch(&places);
    ui::fonts::prepare();
    let mut troubles = Vec::new();
    for &attempt in call.renderer.attempts() {
        if attempt == Attempt::Software && !renderer::is_software() {
            log::warn!("once more, in software");
            match renderer::again_in_software(&given) {
                Ok(ended) if ended.success() => return ExitCode::SUCCESS,
                // It said what was wrong.
                Ok(_) => return ExitCode::FAILURE,
                Err(error) => {
                    troubles.push(Trouble::NoGraphics(error.to_string()));
                    continue;
                }
            }
        }
        match open(attempt, &places, &call.paths) {
            Ok(()) => return ExitCode::SUCCESS,
            Err(Trouble::Broke(reason)) => {
                log::error!("the window broke: {reason}");
                trouble::tell_broken(&reason);
                return ExitCode::FAILURE;
            }
            Err(trouble) => {
                log::warn!("{attempt:?}: {trouble}");
                let is_final = trouble.is_final();
                troubles.push(trouble);
                if is_final {
                    break;
                }
            }
        }
    }
    trouble::tell(&troubles);
    ExitCode::FAILURE
}

/// Opens the window with one renderer and stays until it is closed.
fn open(attempt: Attempt, places: &Places, paths: &[PathBuf]) -> Result<(), Trouble> {
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
        // Added by hand, to ask for Simplified Chinese before the system's own choice.
        system_font_fallback: false,
        // There are no gradients to smooth, and without a GPU every pixel's noise is paid for.
        dithering: false,
        centered: true,
        ..NativeOptions::default()
    };
    let options = renderer::with_renderer(options, attempt);
    let (opened, places, paths) = (Rc::clone(&is_open), places.clone(), paths.to_vec());
    // A library that is missing makes the crate that loads it panic: one more reason why the window cannot be opened.
    let ended = catch_unwind(AssertUnwindSafe(|| {
        eframe::run_native(
            "jiaokan",
            options,
            Box::new(move |creation| {
                opened.set(true);
                jobs::crash::window_is_open();
                ui::fonts::add_system_fonts(&creation.egui_ctx);
                let mut app = App::new(&creation.egui_ctx, places, paths);
                app.set_renderer(&creation.egui_ctx, renderer::name(creation));
                Ok(Box::new(app))
            }),
        )
    }));
    match ended {
        Ok(Ok(())) => Ok(()),
        Ok(Err(error)) if is_open.get() => Err(Trouble::Broke(error.to_string())),
        Ok(Err(error)) => Err(Trouble::from_error(&error)),
        Err(panic) if is_open.get() => Err(Trouble::Broke(trouble::words_of_panic(panic.as_ref()))),
        Err(panic) => Err(Trouble::from_panic(panic.as_ref())),
    }
}

/// The version; with `--verbose` also what a report of a fault should say about the machine.
fn say_version(call: &Call) {
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
