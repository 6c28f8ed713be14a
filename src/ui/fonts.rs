//! The bundled fonts, and the system's fonts as a fallback for missing characters.

use std::sync::Arc;
use std::thread;

use egui::{FontData, FontDefinitions, FontFamily};
use egui_system_font_provider::SystemFontProvider;

use crate::faces;

/// Name of the family with the bold face; `strong()` only recolours.
pub const BOLD: &str = "bold";

/// Unpacks the faces on threads of their own while the system opens the window.
pub fn prepare() {
    thread::spawn(faces::regular);
    thread::spawn(faces::bold);
}

/// Installs both faces, with the icons as a fallback, so that a machine without fonts shows Chinese. Characters outside the
/// bundled 8,105 come from the system's fonts, see [`add_system_fonts`].
pub fn install(ctx: &egui::Context) {
    let mut fonts = FontDefinitions::empty();
    let faces: [(&str, &'static [u8]); 3] = [
        ("sans", faces::regular()),
        ("sans-bold", faces::bold()),
        ("icons", include_bytes!("../../assets/fonts/Phosphor-Regular-cut.ttf")),
    ];
    for (name, bytes) in faces {
        fonts.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
    }
    let stack = |first: &str| vec![first.to_owned(), "icons".to_owned()];
    fonts.families.insert(FontFamily::Proportional, stack("sans"));
    fonts.families.insert(FontFamily::Monospace, stack("sans"));
    fonts.families.insert(FontFamily::Name(BOLD.into()), stack("sans-bold"));
    ctx.set_fonts(fonts);
}

/// Adds the system's fonts as a fallback, those for Simplified Chinese first whatever the system's language, since the same
/// code point looks different in a Japanese font.
pub fn add_system_fonts(ctx: &egui::Context) {
    let provider = SystemFontProvider::new().with_locale(Some("zh-Hans"));
    ctx.add_font_provider(Arc::new(provider));
}
