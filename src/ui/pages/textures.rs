//! Pictures of pages as textures: in bands, a few of which are made in a frame, so that no frame is held up.

use std::sync::Arc;

use egui::{Color32, ColorImage, Painter, Rect, TextureHandle, TextureOptions, pos2};

use crate::report::PagePicture;
use crate::ui::context::UiCtx;

/// Rows of a band.
const ROWS: usize = 192;
/// Bands that are made in one frame: about two milliseconds with a renderer in software.
const BANDS: usize = 3;
/// Pictures whose textures are kept.
const KEPT: usize = 6;

/// A picture with the bands that are made.
struct Bands {
    picture: Arc<PagePicture>,
    bands: Vec<TextureHandle>,
}

/// The textures of pages; those used last are at the end.
#[derive(Default)]
struct Textures {
    pictures: Vec<Bands>,
    /// Bands made since the frame began.
    made: usize,
}

/// Paints a page's picture, as much of it as is made by now.
pub(super) fn paint(
    painter: &Painter,
    cx: &mut UiCtx<'_>,
    picture: &Arc<PagePicture>,
    place: Rect,
    tint: Color32,
) {
    let textures = cx.view.slot::<Textures>();
    let known = textures.pictures.iter().position(|bands| Arc::ptr_eq(&bands.picture, picture));
    let mut bands = match known {
        Some(known) => textures.pictures.remove(known),
        None => Bands { picture: Arc::clone(picture), bands: Vec::new() },
    };
    let count = picture.height.div_ceil(ROWS);
    while bands.bands.len() < count && textures.made < BANDS {
        let image = band(picture, bands.bands.len());
        bands.bands.push(painter.ctx().load_texture("page", image, TextureOptions::LINEAR));
        textures.made += 1;
    }
    if bands.bands.len() < count {
        painter.ctx().request_repaint();
    }
    let scale = place.height() / picture.height.max(1) as f32;
    let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
    for (number, texture) in bands.bands.iter().enumerate() {
        let top = place.top() + (number * ROWS) as f32 * scale;
        let bottom = place.top() + ((number + 1) * ROWS).min(picture.height) as f32 * scale;
        if bottom >= painter.clip_rect().top() && top <= painter.clip_rect().bottom() {
            let rect = Rect::from_min_max(pos2(place.left(), top), pos2(place.right(), bottom));
            painter.image(texture.id(), rect, whole, tint);
        }
    }
    textures.pictures.push(bands);
}

/// Ends a frame: drops the textures of the pictures that were not used for longest.
pub(super) fn retain(cx: &mut UiCtx<'_>, used: &[usize]) {
    let textures = cx.view.slot::<Textures>();
    textures.made = 0;
    let is_used = |bands: &Bands| used.contains(&Arc::as_ptr(&bands.picture).addr());
    while textures.pictures.len() > KEPT {
        let Some(oldest) = textures.pictures.iter().position(|bands| !is_used(bands)) else { return };
        textures.pictures.remove(oldest);
    }
}

fn band(picture: &PagePicture, number: usize) -> ColorImage {
    let first = number * ROWS;
    let rows = ROWS.min(picture.height - first);
    let from = first * picture.width * 3;
    ColorImage::from_rgb([picture.width, rows], &picture.rgb[from..from + rows * picture.width * 3])
}
