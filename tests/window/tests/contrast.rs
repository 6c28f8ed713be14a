//! Contrast as it is drawn: of each text in every view, in both themes, to what is painted below it. WCAG 2 asks 4.5:1 of
//! text and 3:1 of large text and signs; disabled controls are exempt.

#![allow(clippy::unwrap_used, reason = "test helpers may unwrap")]

use std::collections::BTreeSet;

use egui::epaint::{ClippedShape, Shape, TextShape};
use egui::{Color32, Key, Modifiers, Pos2, Rect};
use egui_kittest::kittest::NodeT as _;
use jiaokan::i18n::Language;
use jiaokan::session::{Settings, Theme};
use jiaokan_window_tests::{LAST_YEAR, REPEATED, THIS_YEAR, Window};

/// Least contrast of text, and of text of 18 points (or 14, bold) and of signs.
const LEAST: (f32, f32) = (4.5, 3.0);

/// Relative luminance and contrast as WCAG 2 defines them.
fn contrast(one: Color32, other: Color32) -> f32 {
    let luminance = |color: Color32| {
        let [r, g, b, _] = egui::Rgba::from(color).to_array();
        0.2126 * r + 0.7152 * g + 0.0722 * b
    };
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// A filled area, in the order of painting.
struct Fill {
    rect: Rect,
    color: Color32,
}

/// A text, and the number of fills painted before it.
struct Words {
    at: Pos2,
    text: String,
    color: Color32,
    size: f32,
    below: usize,
}

#[derive(Default)]
struct Painted {
    fills: Vec<Fill>,
    texts: Vec<Words>,
}

impl Painted {
    fn of(shapes: &[ClippedShape]) -> Self {
        let mut painted = Self::default();
        for shape in shapes {
            painted.add(&shape.shape, shape.clip_rect);
        }
        painted
    }

    fn add(&mut self, shape: &Shape, clip: Rect) {
        match shape {
            Shape::Vec(shapes) => shapes.iter().for_each(|shape| self.add(shape, clip)),
            Shape::Rect(shape) if shape.fill != Color32::TRANSPARENT && shape.blur_width == 0.0 => {
                self.fills.push(Fill { rect: shape.rect.intersect(clip), color: shape.fill });
            }
            Shape::Mesh(mesh) => {
                // Meshes of fills are rectangles of four corners each.
                for corners in mesh.vertices.chunks_exact(4) {
                    let mut rect = Rect::NOTHING;
                    for corner in corners {
                        rect.extend_with(corner.pos);
                    }
                    self.fills.push(Fill { rect: rect.intersect(clip), color: corners[0].color });
                }
            }
            Shape::Text(text) => self.add_text(text, clip),
            _ => {}
        }
    }

    fn add_text(&mut self, text: &TextShape, clip: Rect) {
        for row in &text.galley.rows {
            let origin = text.pos.to_vec2() + row.pos.to_vec2();
            let (vertices, glyphs) = (&row.visuals.mesh.vertices, row.visuals.glyph_vertex_range.clone());
            // Before the glyphs stand the grounds of parts of the text.
            for corners in vertices[..glyphs.start].chunks_exact(4) {
                let mut rect = Rect::NOTHING;
                for corner in corners {
                    rect.extend_with(corner.pos + origin);
                }
                self.fills.push(Fill { rect: rect.intersect(clip), color: corners[0].color });
            }
            let mut seen: Vec<Color32> = Vec::new();
            for corners in vertices[glyphs].chunks_exact(4) {
                let at = corners[0].pos.lerp(corners[3].pos, 0.5) + origin;
                if !clip.contains(at) || seen.contains(&corners[0].color) {
                    continue;
                }
                seen.push(corners[0].color);
                let color = match corners[0].color {
                    Color32::PLACEHOLDER => text.fallback_color,
                    color => color,
                };
                let color = text.override_text_color.unwrap_or(color);
                let size =
                    text.galley.job.sections.first().map_or(0.0, |section| section.format.font_id.size);
                self.texts.push(Words {
                    at,
                    text: row.text(),
                    color: color.gamma_multiply(text.opacity_factor),
                    size,
                    below: self.fills.len(),
                });
            }
        }
    }

    /// The colour below a text: all fills that were painted there before it.
    fn ground(&self, words: &Words, window: Color32) -> Color32 {
        let under = self.fills[..words.below].iter().filter(|fill| fill.rect.contains(words.at));
        under.fold(window, |ground, fill| ground.blend(fill.color))
    }

    /// Whether something was painted over a text later: it is then not to be read, or not yet.
    fn is_covered(&self, words: &Words) -> bool {
        let mut over = self.fills[words.below..].iter();
        over.any(|fill| fill.rect.contains(words.at) && fill.color.a() > 60)
    }
}

fn is_sign(words: &str) -> bool {
    // Icons are private characters; signs of marks are single characters.
    words.trim().chars().count() == 1
        || words.chars().all(|c| c.is_whitespace() || ('\u{e000}'..='\u{f8ff}').contains(&c))
}

/// Texts of the view with too little contrast.
fn faults(window: &Window, view: &str) -> Vec<String> {
    let ground = window.harness.ctx.global_style().visuals.panel_fill;
    let disabled: Vec<Rect> = {
        let all = window.harness.root().children_recursive();
        all.filter(|node| node.accesskit_node().is_disabled()).map(|node| node.rect()).collect()
    };
    let painted = Painted::of(&window.harness.output().shapes);
    assert!(painted.texts.len() > 20, "{view}: the texts of the window are found");
    let mut faults = Vec::new();
    for text in &painted.texts {
        if painted.is_covered(text) || disabled.iter().any(|rect| rect.expand(2.0).contains(text.at)) {
            continue;
        }
        let below = painted.ground(text, ground);
        let least = if text.size >= 18.0 || is_sign(&text.text) { LEAST.1 } else { LEAST.0 };
        let found = contrast(below.blend(text.color), below);
        if found < least {
            let words: String = text.text.chars().take(16).collect();
            faults.push(format!("{view}: {found:.2} of “{words}”, {:?} on {below:?}", text.color));
        }
    }
    faults
}

fn start(theme: Theme) -> Window {
    let folder = tempfile::tempdir().unwrap();
    let reports = [("去年.txt", LAST_YEAR), ("今年.txt", THIS_YEAR), ("两遍.txt", REPEATED)];
    let paths = reports.map(|(name, text)| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    });
    let choices = Settings { language: Language::Chinese, theme, ..Settings::default() };
    let state = Some(folder.path().join("state"));
    let mut window = Window::start(folder, paths.to_vec(), &choices, state);
    window.harness.set_size(egui::vec2(1920.0, 1080.0));
    window.run();
    window
}

type Step = (&'static str, fn(&mut Window));

const VIEWS: &[Step] = &[
    ("reading", |_| {}),
    ("a finding, its card and its row", |window| window.press(Key::J)),
    ("judged", |window| {
        window.press(Key::J);
        window.press(Key::Y);
        window.press_with(Modifiers::SHIFT, Key::J);
        window.press(Key::X);
        window.press(Key::Enter);
    }),
    ("note editor", |window| {
        window.press(Key::J);
        window.press(Key::N);
    }),
    ("comparison", |window| {
        window.press_with(Modifiers::COMMAND, Key::D);
        window.wait();
        window.press(Key::J);
    }),
    ("matrix", |window| window.press_with(Modifiers::COMMAND, Key::M)),
    ("ledger", |window| {
        window.press_with(Modifiers::COMMAND, Key::T);
        window.wait();
    }),
    ("search", |window| {
        window.press_with(Modifiers::COMMAND, Key::F);
        window.harness.event(egui::Event::Text("法治".to_owned()));
        window.wait();
    }),
    ("menu", |window| window.click("视图")),
    ("ladder", |window| {
        window.press(Key::J);
        window.press(Key::X);
    }),
    ("settings", |window| window.press_with(Modifiers::COMMAND, Key::Comma)),
    ("keys", |window| window.press(Key::F1)),
    ("export", |window| window.press_with(Modifiers::COMMAND, Key::E)),
    ("palette", |window| window.press_with(Modifiers::COMMAND, Key::K)),
];

#[test]
fn texts_and_signs_can_be_told_from_what_is_below_them() {
    let mut found = Vec::new();
    for theme in [Theme::Light, Theme::Dark] {
        for (view, come) in VIEWS {
            let mut window = start(theme);
            come(&mut window);
            window.run();
            found.extend(faults(&window, &format!("{theme:?}, {view}")));
        }
    }
    let different: BTreeSet<&String> = found.iter().collect();
    let listed: Vec<&str> = different.iter().take(60).map(|fault| fault.as_str()).collect();
    assert!(found.is_empty(), "{} faults:\n{}", different.len(), listed.join("\n"));
}
