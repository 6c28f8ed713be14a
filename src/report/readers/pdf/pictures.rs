//! The picture of a page: its images pasted where the page draws them. A scan has nothing else, so that no rasteriser of
//! paths and fonts is needed.

#![cfg_attr(
    not(test),
    expect(clippy::arithmetic_side_effects, reason = "matrices, and sums of bounded samples")
)]

use hayro_interpret::font::GlyphRun;
use hayro_interpret::kurbo::{Affine, BezPath, Point, Rect};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageData, ImageDrawProps,
    InterpreterCache, InterpreterSettings, Paint, SoftMask, TransformExt as _, interpret_page,
};
use hayro_syntax::Pdf;
use hayro_syntax::page::Page;

use crate::scans::{PIXELS, Picture};

/// Ratio of a page's sides beyond which it is no page.
const LONGEST: f64 = 6.0;
/// Maximum number of images of a page that are pasted. Scanners cut a page into some hundred strips.
const MAX_IMAGES: usize = 3000;
/// Maximum number of samples a pixel, along each side.
const MAX_SAMPLES: usize = 3;

/// The picture of a page, upright as a viewer shows it, with [`PIXELS`] on the short side.
pub(super) fn picture<'a>(pdf: &'a Pdf, page: &Page<'a>, cache: &InterpreterCache<'a>) -> Picture {
    let mut pasted = Pasted::new(page, PIXELS);
    draw(pdf, page, cache, &mut pasted);
    pasted.picture
}

/// Draws a page on a device, upright as a viewer shows it, in points from its upper left.
pub(super) fn draw<'a>(
    pdf: &'a Pdf,
    page: &Page<'a>,
    cache: &InterpreterCache<'a>,
    device: &mut impl Device<'a>,
) {
    let (width, height) = page.render_dimensions();
    let bounds = Rect::new(0.0, 0.0, f64::from(width).max(1.0), f64::from(height).max(1.0));
    let transform = page.initial_transform(true).to_kurbo();
    let settings = InterpreterSettings::default();
    let mut context = Context::new(transform, bounds, cache, pdf.xref(), settings);
    interpret_page(page, &mut context, device);
}

/// Images on a white page.
pub(super) struct Pasted {
    pub(super) picture: Picture,
    /// Pixels in a point.
    pub(super) scale: f64,
    images: usize,
}

impl Pasted {
    /// A blank page with this number of pixels on the short side.
    pub(super) fn new(page: &Page<'_>, short_side: usize) -> Self {
        let (width, height) = page.render_dimensions();
        let (width, height) = (f64::from(width).max(1.0), f64::from(height).max(1.0));
        let short = width.min(height);
        let scale = short_side as f64 / short;
        let pixels = |length: f64| (length.min(short * LONGEST) * scale).round() as usize;
        Self { picture: Picture::white(pixels(width), pixels(height)), scale, images: 0 }
    }

    /// Pastes an image whose pixels are units of `transform`. `pixel` is the colour of one and how opaque it is.
    fn paste(&mut self, image: (u32, u32), transform: Affine, pixel: impl Fn(usize, usize) -> ([u8; 3], u8)) {
        self.images = self.images.saturating_add(1);
        let (wide, high) = (image.0 as usize, image.1 as usize);
        let place = Affine::scale(self.scale) * transform;
        if self.images > MAX_IMAGES || wide == 0 || high == 0 || place.determinant().abs() < 1e-9 {
            return;
        }
        let back = place.inverse();
        let bounds = place.transform_rect_bbox(Rect::new(0.0, 0.0, wide as f64, high as f64));
        let range = |from: f64, to: f64, end: usize| {
            (from.floor().max(0.0) as usize).min(end)..(to.ceil().max(0.0) as usize).min(end)
        };
        // Several samples a pixel where the image is finer than the page, one between four of its pixels elsewhere.
        let step = (back * Point::new(1.0, 0.0) - back * Point::ZERO).hypot();
        let samples = (step.round() as usize).clamp(1, MAX_SAMPLES);
        let offset = |sample: usize| (sample as f64 + 0.5) / samples as f64;
        for y in range(bounds.y0, bounds.y1, self.picture.height) {
            for x in range(bounds.x0, bounds.x1, self.picture.width) {
                let (mut sum, mut cover) = ([0.0_f64; 3], 0.0_f64);
                for sample in 0..samples * samples {
                    let (column, row) = (sample % samples, sample / samples);
                    let at = back * Point::new(x as f64 + offset(column), y as f64 + offset(row));
                    if at.x < 0.0 || at.y < 0.0 || at.x >= wide as f64 || at.y >= high as f64 {
                        continue;
                    }
                    if step < 0.75 {
                        smooth(at, (wide, high), &pixel, &mut sum, &mut cover);
                    } else {
                        let (colour, alpha) = pixel(at.x as usize, at.y as usize);
                        add(colour, f64::from(alpha), &mut sum, &mut cover);
                    }
                }
                let all = (samples * samples) as f64 * 255.0;
                let start = (y * self.picture.width + x) * 3;
                let Some(to) = self.picture.rgb.get_mut(start..start + 3) else { continue };
                for (to, sum) in to.iter_mut().zip(sum) {
                    *to = ((sum + f64::from(*to) * (all - cover)) / all + 0.5) as u8;
                }
            }
        }
    }
}

fn add(colour: [u8; 3], alpha: f64, sum: &mut [f64; 3], cover: &mut f64) {
    for (sum, channel) in sum.iter_mut().zip(colour) {
        *sum += f64::from(channel) * alpha;
    }
    *cover += alpha;
}

/// Adds the colour between four pixels of an image.
fn smooth(
    at: Point,
    (wide, high): (usize, usize),
    pixel: &impl Fn(usize, usize) -> ([u8; 3], u8),
    sum: &mut [f64; 3],
    cover: &mut f64,
) {
    let (x, y) = ((at.x - 0.5).max(0.0), (at.y - 0.5).max(0.0));
    let (left, top) = (x as usize, y as usize);
    let (right, bottom) = ((left + 1).min(wide - 1), (top + 1).min(high - 1));
    let (x, y) = (x - left as f64, y - top as f64);
    let corners = [
        ((left, top), (1.0 - x) * (1.0 - y)),
        ((right, top), x * (1.0 - y)),
        ((left, bottom), (1.0 - x) * y),
        ((right, bottom), x * y),
    ];
    for ((x, y), weight) in corners {
        let (colour, alpha) = pixel(x, y);
        add(colour, f64::from(alpha) * weight, sum, cover);
    }
}

impl<'a> Device<'a> for Pasted {
    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        let hint = Some((self.picture.width as u32, self.picture.height as u32));
        match image {
            Image::Raster(raster) => raster.with_rgba(
                |data, alpha| {
                    let size = (data.width(), data.height());
                    let (x, y) = data.scale_factors();
                    let transform = props.transform * Affine::scale_non_uniform(f64::from(x), f64::from(y));
                    let opaque = |x: usize, y: usize| {
                        let Some(mask) = &alpha else { return 255 };
                        let x = x * mask.width as usize / (size.0 as usize).max(1);
                        let y = y * mask.height as usize / (size.1 as usize).max(1);
                        mask.data.get(y * mask.width as usize + x).copied().unwrap_or(0)
                    };
                    self.paste(size, transform, |x, y| {
                        let at = y * size.0 as usize + x;
                        let colour = match &data {
                            ImageData::Rgb(rgb) => match rgb.data.get(at * 3..at * 3 + 3) {
                                Some(&[red, green, blue]) => [red, green, blue],
                                _ => [255; 3],
                            },
                            ImageData::Luma(luma) => [luma.data.get(at).copied().unwrap_or(255); 3],
                        };
                        (colour, opaque(x, y))
                    });
                },
                hint,
            ),
            Image::Stencil(stencil) => stencil.with_stencil(
                |mask, paint| {
                    let (x, y) = mask.scale_factors;
                    let transform = props.transform * Affine::scale_non_uniform(f64::from(x), f64::from(y));
                    let colour = match paint {
                        Paint::Color(colour) => {
                            let [red, green, blue, _] = colour.to_rgba().to_rgba8();
                            [red, green, blue]
                        }
                        Paint::Pattern(_) => [0; 3],
                    };
                    self.paste((mask.width, mask.height), transform, |x, y| {
                        let at = y * mask.width as usize + x;
                        (colour, mask.data.get(at).copied().unwrap_or(0))
                    });
                },
                hint,
            ),
        }
    }

    // A scan has neither.
    fn draw_glyph_run(&mut self, _: &GlyphRun<'_, 'a>, _: DrawProps<'a>, _: &DrawMode) {}
    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}
