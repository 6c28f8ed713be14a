//! The window: parses the command line and starts the program on a desktop.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use clap::Parser;
use eframe::NativeOptions;
use egui::ViewportBuilder;
use jiaokan::app::App;
use jiaokan::jobs::Places;

/// Reads official reports side by side, shows what stands twice and how they are built, and keeps the reviewer's notes.
#[derive(Parser)]
#[command(name = "jiaokan", version, about)]
struct Arguments {
    /// Report files, folders of reports, or a review file (*.review.ron)
    paths: Vec<PathBuf>,
}

fn main() -> ExitCode {
    let Arguments { paths } = Arguments::parse();
    let places = Places::of_user();
    let window = App::window_place(&places);
    let options = NativeOptions {
        viewport: ViewportBuilder::default()
            .with_title("校勘 Jiaokan")
            .with_app_id("jiaokan")
            .with_inner_size([window.size.0, window.size.1])
            .with_maximized(window.maximized)
            .with_min_inner_size([800.0, 500.0])
            .with_icon(Arc::new(icon())),
        // Added by hand, to ask for Simplified Chinese before the system's own choice.
        system_font_fallback: false,
        // There are no gradients to smooth, and without a GPU every pixel's noise is paid for.
        dithering: false,
        centered: true,
        ..NativeOptions::default()
    };
    let started = eframe::run_native(
        "jiaokan",
        options,
        Box::new(move |creation| {
            jiaokan::ui::fonts::add_system_fonts(&creation.egui_ctx);
            Ok(Box::new(App::new(&creation.egui_ctx, places, paths)))
        }),
    );
    match started {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            report(&error.to_string());
            ExitCode::FAILURE
        }
    }
}

/// The window could not be opened, so the terminal is the only place left to say so.
#[expect(clippy::print_stderr, reason = "there is no window to say it in")]
fn report(error: &str) {
    eprintln!("jiaokan: the window could not be opened: {error}");
}

/// Two sheets of paper, one over the other: the window's icon, drawn here so that no image file needs decoding.
fn icon() -> egui::IconData {
    const SIDE: usize = 64;
    let mut rgba = vec![0; SIDE * SIDE * 4];
    let mut sheet = |left: usize, top: usize, color: [u8; 4], line: [u8; 4]| {
        for y in top..top + 44 {
            for x in left..left + 34 {
                let is_line = (y - top) % 9 == 7 && (5..29).contains(&(x - left));
                let pixel = if is_line { line } else { color };
                rgba[(y * SIDE + x) * 4..][..4].copy_from_slice(&pixel);
            }
        }
    };
    sheet(6, 6, [0x11, 0x5b, 0x74, 255], [0xc9, 0xe2, 0xf8, 255]);
    sheet(24, 14, [0xf0, 0xcf, 0xe3, 255], [0x47, 0x15, 0x2e, 255]);
    egui::IconData { rgba, width: SIDE as u32, height: SIDE as u32 }
}
