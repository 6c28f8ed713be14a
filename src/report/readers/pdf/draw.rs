//! A page as it looks, for people to compare with its text: images, glyphs, lines and areas. Gradients and patterns are
//! light grey, clips are rectangles, soft masks are left out.

use hayro_interpret::font::{Glyph, GlyphId, GlyphRun};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::kurbo::{Affine, BezPath, Rect, Shape as _, Stroke, StrokeOpts, stroke};
use hayro_interpret::{
    BlendMode, ClipPath, Device, DrawMode, DrawProps, FillRule, Image, ImageDrawProps, InterpreterCache,
    Paint, SoftMask, StrokeProps,
};
use hayro_syntax::Pdf;

use super::pictures::{self, Pasted};
use super::places::product;
use crate::report::Reason;
use crate::report::readers::raster::fill;
use crate::report::readers::sheets::{self, Letter, Sheet};

/// Maximum number of shapes and glyphs of a page that are drawn.
const MAX_SHAPES: usize = 300_000;
/// Colour of gradients and patterns.
const PATTERN: [u8; 3] = [222; 3];

/// A page by its number from 1, with this number of pixels on the short side, and its glyphs.
pub(in crate::report::readers) fn sheet(bytes: &[u8], page: u32, short_side: usize) -> Result<Sheet, Reason> {
    let pdf = Pdf::new(bytes.to_vec()).map_err(|_| Reason::Damaged)?;
    let pages = pdf.pages();
    let page = (page as usize).checked_sub(1).and_then(|index| pages.get(index)).ok_or(Reason::Missing)?;
    let cache = InterpreterCache::new();
    let pasted = Pasted::new(page, short_side);
    let whole = Rect::new(0.0, 0.0, pasted.picture.width as f64, pasted.picture.height as f64);
    let mut drawing =
        Drawing { pasted, clips: vec![whole], opacities: Vec::new(), letters: Vec::new(), shapes: 0 };
    pictures::draw(&pdf, page, &cache, &mut drawing);
    let mut left = sheets::MAX_GLYPHS;
    let glyphs = super::glyphs::of_page(&pdf, page, &cache, &mut left);
    let runs = sheets::runs(&glyphs.drawn);
    Ok(Sheet { letters: drawing.letters, runs, ..Sheet::of(drawing.pasted.picture) })
}

struct Drawing {
    pasted: Pasted,
    /// Rectangles of the open clips, each inside the one before; the first is the page.
    clips: Vec<Rect>,
    /// Opacities of the open transparency groups.
    opacities: Vec<f32>,
    letters: Vec<Letter>,
    shapes: usize,
}

impl Drawing {
    /// Whether one more shape is drawn.
    fn may_draw(&mut self) -> bool {
        self.shapes = self.shapes.saturating_add(1);
        self.shapes <= MAX_SHAPES
    }

    fn clip(&self) -> Rect {
        self.clips.last().copied().unwrap_or(Rect::ZERO)
    }

    /// Fills a path that is given in points of the page.
    fn fill(&mut self, path: &BezPath, transform: Affine, rule: FillRule, paint: &Paint<'_>) {
        if !self.may_draw() {
            return;
        }
        let mut path = path.clone();
        path.apply_affine(product(Affine::scale(self.pasted.scale), transform));
        let (colour, opacity) = match paint {
            Paint::Color(colour) => {
                let [red, green, blue, alpha] = colour.to_rgba().to_rgba8();
                ([red, green, blue], f32::from(alpha) / 255.0)
            }
            Paint::Pattern(_) => (PATTERN, 1.0),
        };
        let opacity = self.opacities.iter().product::<f32>() * opacity;
        let clip = self.clip();
        fill(&mut self.pasted.picture, &path, rule, colour, opacity, clip);
    }

    fn stroke(&mut self, path: &BezPath, props: &DrawProps<'_>, style: &StrokeProps) {
        // A line is one pixel wide at least, as in viewers.
        let factor = props.transform.determinant().abs().sqrt() * self.pasted.scale;
        let width = f64::from(style.line_width).max(1.0 / factor.max(1e-6));
        let outline = Stroke {
            width,
            join: style.line_join,
            miter_limit: f64::from(style.miter_limit),
            start_cap: style.line_cap,
            end_cap: style.line_cap,
            dash_pattern: style.dash_array.iter().map(|length| f64::from(*length)).collect(),
            dash_offset: f64::from(style.dash_offset),
        };
        let outline =
            stroke(path.elements().iter().copied(), &outline, &StrokeOpts::default(), 0.1 / factor.max(1e-6));
        self.fill(&outline, props.transform, FillRule::NonZero, &props.paint);
    }

    /// Notes a glyph of a font that is not in the file: the window has one in its place.
    fn letter(&mut self, glyph: &Glyph<'_>, transform: Affine) {
        let text = match glyph.as_unicode() {
            Some(BfString::Char(character)) => character.to_string(),
            Some(BfString::String(text)) => text,
            None => return,
        };
        let [_, _, up_x, up_y, x, y] = product(Affine::scale(self.pasted.scale), transform).as_coeffs();
        let size = (up_x * 1000.0).hypot(up_y * 1000.0);
        if !text.trim().is_empty() && self.letters.len() < sheets::MAX_GLYPHS {
            self.letters.push(Letter { text, x: x as f32, y: y as f32, size: size as f32 });
        }
    }
}

impl<'a> Device<'a> for Drawing {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        match mode {
            DrawMode::Fill(rule) => self.fill(path, props.transform, *rule, &props.paint),
            DrawMode::Stroke(style) => self.stroke(path, &props, style),
            DrawMode::FillAndStroke(rule, style) => {
                self.fill(path, props.transform, *rule, &props.paint);
                self.stroke(path, &props, style);
            }
            DrawMode::Invisible => {}
        }
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        if matches!(mode, DrawMode::Invisible) {
            return;
        }
        for glyph in run.glyphs() {
            let transform = product(props.transform, glyph.transform());
            match &**glyph {
                Glyph::Outline(outline) => {
                    let path = outline.outline();
                    let missing = outline.glyph_id() == GlyphId::NOTDEF || path.elements().is_empty();
                    if missing {
                        self.letter(glyph, transform);
                    } else {
                        self.fill(&path, transform, FillRule::NonZero, &props.paint);
                    }
                }
                Glyph::Type3(drawn) if self.may_draw() => {
                    drawn.interpret(self, props.transform, glyph.transform(), &props.paint);
                }
                Glyph::Type3(_) => {}
            }
        }
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        self.pasted.draw_image(image, props);
    }

    fn push_clip_path(&mut self, clip: &ClipPath) {
        let bounds = Affine::scale(self.pasted.scale).transform_rect_bbox(clip.path.bounding_box());
        let inner = bounds.intersect(self.clip());
        self.clips.push(if inner.is_finite() { inner } else { Rect::ZERO });
    }

    fn pop_clip(&mut self) {
        if self.clips.len() > 1 {
            self.clips.pop();
        }
    }

    fn push_transparency_group(&mut self, opacity: f32, _: Option<SoftMask<'a>>, _: BlendMode) {
        self.opacities.push(opacity);
    }

    fn pop_transparency_group(&mut self) {
        self.opacities.pop();
    }
}
