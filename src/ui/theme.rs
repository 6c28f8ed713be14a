//! Every colour, size and rounding of the window. Views name a role; its values for the light and the dark theme are
//! here.

use egui::style::{ScrollStyle, WidgetVisuals, Widgets};
use egui::{Color32, CornerRadius, FontFamily, FontId, Margin, Shadow, Stroke, TextStyle, Visuals, vec2};

use super::fonts::BOLD;
use crate::review::Severity;
use crate::session::MarkKind;

/// Unit of the spacing grid, in points.
pub const GRID: f32 = 4.0;
/// Space between a panel's edge and its contents, in points.
pub const PANEL_PADDING: f32 = 12.0;
/// Height of buttons and fields.
pub const CONTROL_HEIGHT: f32 = 28.0;
/// Height of a list row with one line.
pub const ROW_HEIGHT: f32 = 32.0;
/// Height of a list row with two lines.
pub const TALL_ROW_HEIGHT: f32 = 52.0;
/// Rounding of cards, rows and controls.
pub const RADIUS: u8 = 6;
/// Size of captions.
pub const CAPTION: f32 = 12.0;
/// Size of the interface's words.
pub const BODY: f32 = 14.0;
/// Shortest line of reading text beside another, in Chinese characters: below it, panels give way and then columns.
pub const LEAST_MEASURE: f32 = 20.0;
/// Longest line of reading text in Chinese characters.
pub const MEASURE: f32 = 40.0;

/// Space between a panel's edge and its contents.
#[must_use]
pub fn panel_margin() -> Margin {
    Margin::symmetric(PANEL_PADDING as i8, 8)
}

/// The colours of one theme, by role.
#[derive(Clone, Debug, PartialEq)]
pub struct Palette {
    /// Whether the background is dark.
    pub dark: bool,
    /// Background of the window.
    pub window: Color32,
    /// Background of panels and panes.
    pub panel: Color32,
    /// Background of menus, cards and tooltips.
    pub raised: Color32,
    /// Edges of controls and cards.
    pub border: Color32,
    /// Lines between panels and rows.
    pub divider: Color32,
    /// Text in the foreground.
    pub text: Color32,
    /// Secondary text.
    pub secondary: Color32,
    /// Text of disabled controls.
    pub disabled: Color32,
    /// Focus, links, the primary button.
    pub accent: Color32,
    /// Text on the accent colour.
    pub on_accent: Color32,
    /// Text and signs of errors.
    pub danger: Color32,
    /// Text and signs of warnings.
    pub warning: Color32,
    /// Text and signs of success.
    pub success: Color32,
}

const fn rgb(hex: u32) -> Color32 {
    Color32::from_rgb((hex >> 16) as u8, (hex >> 8) as u8, hex as u8)
}

impl Palette {
    /// Dark text on a light background.
    pub const LIGHT: Self = Self {
        dark: false,
        window: rgb(0xF4_F6F8),
        panel: rgb(0xFF_FFFF),
        raised: rgb(0xFF_FFFF),
        border: rgb(0xDD_E2E8),
        divider: rgb(0xEC_EFF3),
        text: rgb(0x1B_2430),
        secondary: rgb(0x56_6273),
        disabled: rgb(0x98_A2B0),
        accent: rgb(0x1E_66A8),
        on_accent: rgb(0xFF_FFFF),
        danger: rgb(0xB3_261E),
        warning: rgb(0x8A_5A00),
        success: rgb(0x2B_7A4B),
    };

    /// Light text on a dark background.
    pub const DARK: Self = Self {
        dark: true,
        window: rgb(0x15_181D),
        panel: rgb(0x1B_1F25),
        raised: rgb(0x24_2A32),
        border: rgb(0x2B_313A),
        divider: rgb(0x23_2830),
        text: rgb(0xE4_E8EE),
        secondary: rgb(0x9A_A6B5),
        disabled: rgb(0x63_6E7C),
        accent: rgb(0x6F_B3EC),
        on_accent: rgb(0x10_1820),
        danger: rgb(0xF2_837B),
        warning: rgb(0xE6_B450),
        success: rgb(0x6C_C592),
    };

    /// The palette of a theme.
    #[must_use]
    pub fn of(theme: egui::Theme) -> &'static Self {
        match theme {
            egui::Theme::Light => &Self::LIGHT,
            egui::Theme::Dark => &Self::DARK,
        }
    }

    /// Background of a marked passage. The colours were searched, with those of [`Palette::mark`], under a simulation
    /// of protan, deutan and tritan sight and grey: least difference ΔE 19; text on them has a contrast of at least
    /// 4.5:1.
    #[must_use]
    pub fn mark_fill(&self, kind: MarkKind) -> Color32 {
        match (kind, self.dark) {
            (MarkKind::Same, false) => rgb(0xC9_E2F8),
            (MarkKind::Same, true) => rgb(0x0E_3C5C),
            (MarkKind::Near, false) => rgb(0xFF_E7B3),
            (MarkKind::Near, true) => rgb(0x54_400A),
            (MarkKind::Within, false) => rgb(0xF0_CFE3),
            (MarkKind::Within, true) => rgb(0x5A_2148),
            // Close to the background: a check's finding is marked by its line, so that its fill never hides a passage.
            (MarkKind::Check, false) => rgb(0xF3_EEE2),
            (MarkKind::Check, true) => rgb(0x33_2F24),
            (MarkKind::Phrase, _) => Color32::TRANSPARENT,
        }
    }

    /// The underline and glyph of a marked passage.
    #[must_use]
    pub fn mark(&self, kind: MarkKind) -> Color32 {
        match (kind, self.dark) {
            (MarkKind::Same, false) => rgb(0x11_5B74),
            (MarkKind::Same, true) => rgb(0x75_BED7),
            (MarkKind::Near, false) => rgb(0xBB_761B),
            (MarkKind::Near, true) => rgb(0xFF_E6B2),
            (MarkKind::Within, false) => rgb(0x47_152E),
            (MarkKind::Within, true) => rgb(0xDF_20DF),
            (MarkKind::Check, _) => self.warning,
            (MarkKind::Phrase, _) => self.secondary,
        }
    }

    /// Colour of a kind of mark's sign used as text, with a contrast of 4.5:1 on the panel's background.
    #[must_use]
    pub fn sign(&self, kind: MarkKind) -> Color32 {
        match (kind, self.dark) {
            (MarkKind::Near, false) => rgb(0x8C_5710),
            (MarkKind::Phrase, _) => self.secondary,
            (MarkKind::Within, true) => rgb(0xF0_7CF0),
            _ => self.mark(kind),
        }
    }

    /// Colour of a severity, always shown beside its name.
    #[must_use]
    pub fn severity(&self, severity: Severity) -> Color32 {
        match severity {
            Severity::Info => self.secondary,
            Severity::Minor => self.accent,
            Severity::Major => self.warning,
            Severity::Critical => self.danger,
        }
    }

    /// Edge of a check box and rail of a slider, with the contrast that controls need to be recognised.
    #[must_use]
    pub fn control(&self) -> Color32 {
        self.panel.lerp_to_gamma(self.text, if self.dark { 0.5 } else { 0.55 })
    }

    /// Background of a row or button under the pointer.
    #[must_use]
    pub fn hover(&self) -> Color32 {
        self.panel.lerp_to_gamma(self.text, 0.06)
    }

    /// Background of a chosen row.
    #[must_use]
    pub fn chosen(&self) -> Color32 {
        self.panel.lerp_to_gamma(self.accent, if self.dark { 0.18 } else { 0.13 })
    }

    /// Background of a search hit.
    #[must_use]
    pub fn hit(&self) -> Color32 {
        self.panel.lerp_to_gamma(self.warning, if self.dark { 0.42 } else { 0.3 })
    }

    /// Background of a button that is on and of selected text in a field; the accent colour can be read on it.
    #[must_use]
    pub fn picked(&self) -> Color32 {
        self.panel.lerp_to_gamma(self.accent, if self.dark { 0.21 } else { 0.17 })
    }

    /// Background of selected text.
    #[must_use]
    pub fn selection(&self) -> Color32 {
        self.panel.lerp_to_gamma(self.accent, if self.dark { 0.5 } else { 0.34 })
    }
}

/// A font in the bold face.
#[must_use]
pub fn bold(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(BOLD.into()))
}

/// A font in the regular face.
#[must_use]
pub fn regular(size: f32) -> FontId {
    FontId::proportional(size)
}

/// Installs both themes; called once.
pub fn install(ctx: &egui::Context) {
    for theme in [egui::Theme::Light, egui::Theme::Dark] {
        ctx.set_visuals_of(theme, visuals(Palette::of(theme)));
    }
    // Light, if the system reports no theme.
    ctx.options_mut(|options| options.fallback_theme = egui::Theme::Light);
    ctx.all_styles_mut(|style| {
        style.text_styles = [
            (TextStyle::Small, regular(CAPTION)),
            (TextStyle::Body, regular(BODY)),
            (TextStyle::Button, regular(BODY)),
            (TextStyle::Heading, bold(20.0)),
            (TextStyle::Monospace, FontId::monospace(BODY)),
        ]
        .into();
        let spacing = &mut style.spacing;
        spacing.item_spacing = vec2(2.0 * GRID, GRID);
        spacing.button_padding = vec2(10.0, GRID);
        spacing.interact_size = vec2(CONTROL_HEIGHT, CONTROL_HEIGHT);
        spacing.menu_margin = Margin::same(6);
        spacing.menu_width = 240.0;
        spacing.window_margin = Margin::same(16);
        spacing.combo_width = 96.0;
        spacing.tooltip_width = 360.0;
        spacing.indent = 16.0;
        spacing.scroll = ScrollStyle {
            fade: egui::style::ScrollFadeStyle { strength: 0.0, ..Default::default() },
            ..ScrollStyle::thin()
        };
        style.interaction.selectable_labels = false;
        style.interaction.tooltip_delay = 0.35;
        style.animation_time = 0.1;
    });
}

fn visuals(palette: &Palette) -> Visuals {
    let corner_radius = CornerRadius::same(RADIUS);
    let widget = |fill: Color32, stroke: Color32, text: Color32| WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: fill,
        bg_stroke: Stroke::new(1.0, stroke),
        corner_radius,
        fg_stroke: Stroke::new(1.0, text),
        expansion: 0.0,
    };
    let mut visuals = if palette.dark { Visuals::dark() } else { Visuals::light() };
    visuals.widgets = Widgets {
        noninteractive: widget(palette.panel, palette.divider, palette.text),
        inactive: widget(palette.panel, palette.border, palette.text),
        hovered: widget(palette.hover(), palette.border, palette.text),
        active: widget(palette.chosen(), palette.accent, palette.text),
        open: widget(palette.hover(), palette.border, palette.text),
    };
    visuals.selection.bg_fill = palette.picked();
    visuals.selection.stroke = Stroke::new(1.0, palette.accent);
    visuals.hyperlink_color = palette.accent;
    visuals.weak_text_color = Some(palette.secondary);
    visuals.faint_bg_color = palette.window;
    visuals.extreme_bg_color = palette.panel;
    visuals.text_edit_bg_color = Some(palette.panel);
    visuals.warn_fg_color = palette.warning;
    visuals.error_fg_color = palette.danger;
    visuals.window_fill = palette.raised;
    visuals.window_stroke = Stroke::new(1.0, palette.border);
    visuals.window_corner_radius = CornerRadius::same(10);
    visuals.menu_corner_radius = CornerRadius::same(8);
    visuals.panel_fill = palette.panel;
    let shadow = Shadow {
        offset: [0, 4],
        blur: 16,
        spread: 0,
        color: Color32::from_black_alpha(if palette.dark { 120 } else { 36 }),
    };
    visuals.window_shadow = shadow;
    visuals.popup_shadow = shadow;
    visuals.disabled_alpha = 0.45;
    visuals
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance and contrast as WCAG 2 defines them.
    fn contrast(one: Color32, other: Color32) -> f32 {
        let luminance = |color: Color32| {
            let [r, g, b, _] = egui::Rgba::from(color).to_array();
            0.2126 * r + 0.7152 * g + 0.0722 * b
        };
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn words_can_be_read_on_every_ground() {
        for palette in [Palette::LIGHT, Palette::DARK] {
            let grounds = [palette.panel, palette.window, palette.raised, palette.hover(), palette.chosen()];
            for ground in grounds {
                assert!(contrast(palette.text, ground) >= 4.5);
                assert!(contrast(palette.secondary, ground) >= 4.5, "{:?} on {ground:?}", palette.secondary);
            }
            for kind in MarkKind::ALL {
                if kind != MarkKind::Phrase {
                    assert!(contrast(palette.text, palette.mark_fill(kind)) >= 4.5);
                }
                for ground in [palette.panel, palette.window] {
                    assert!(contrast(palette.mark(kind), ground) >= 3.0, "{kind:?}");
                }
            }
            for kind in MarkKind::ALL {
                assert!(contrast(palette.sign(kind), palette.panel) >= 4.5, "{kind:?}");
            }
            for status in [palette.danger, palette.warning, palette.success, palette.accent] {
                assert!(contrast(status, palette.panel) >= 4.5);
            }
            for ground in [palette.panel, palette.raised] {
                assert!(contrast(palette.control(), ground) >= 3.0, "{ground:?}");
            }
            assert!(contrast(palette.accent, palette.picked()) >= 4.5);
            assert!(contrast(palette.text, palette.selection()) >= 4.5);
            assert!(contrast(palette.text, palette.hit()) >= 4.5);
            assert!(contrast(palette.on_accent, palette.accent) >= 4.5);
        }
    }
}
