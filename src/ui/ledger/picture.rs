//! A picture of what a painter draws, made without the window: the shapes become triangles as for the screen, and these are
//! filled here. So the whole of a chart is in its picture, however little of it the window shows.

use egui::epaint::{Mesh, Primitive, Vertex};
use egui::{Color32, ColorImage, Context, Id, LayerId, Order, Painter, Rect, TextureId, Vec2, pos2};

/// Draws into a picture of a size in points, with the window's number of pixels for each. Cost: the pixels of all triangles.
pub(in crate::ui) fn picture(ctx: &Context, size: Vec2, paint: impl FnOnce(&Painter, Rect)) -> ColorImage {
    let rect = Rect::from_min_size(pos2(0.0, 0.0), size);
    // A layer of its own, emptied before the window is painted.
    let layer = LayerId::new(Order::Background, Id::unique("picture"));
    paint(&Painter::new(ctx.clone(), layer, rect), rect);
    let shapes = ctx.graphics_mut(|graphics| {
        let shapes = graphics.entry(layer).all_entries().cloned().collect();
        *graphics.entry(layer) = egui::layers::PaintList::default();
        shapes
    });
    let scale = ctx.pixels_per_point();
    #[expect(
        clippy::redundant_closure_for_method_calls,
        reason = "the path of the method is not general enough"
    )]
    let font = ctx.fonts(|fonts| fonts.image());
    let pixels = (size * scale).ceil();
    let mut image = ColorImage::filled([pixels.x as usize, pixels.y as usize], Color32::TRANSPARENT);
    for piece in ctx.tessellate(shapes, scale) {
        if let Primitive::Mesh(mesh) = &piece.primitive
            && mesh.texture_id == TextureId::default()
        {
            fill(&mut image, mesh, &font, scale);
        }
    }
    image
}

fn fill(image: &mut ColorImage, mesh: &Mesh, font: &ColorImage, scale: f32) {
    for corners in mesh.indices.chunks_exact(3) {
        let corner = |at: usize| mesh.vertices.get(corners[at] as usize);
        if let (Some(a), Some(b), Some(c)) = (corner(0), corner(1), corner(2)) {
            triangle(image, [a, b, c], font, scale);
        }
    }
}

/// Fills one triangle: colours and places in the font are interpolated between its corners.
fn triangle(image: &mut ColorImage, mut corners: [&Vertex; 3], font: &ColorImage, scale: f32) {
    let cross = |a: Vec2, b: Vec2| a.x * b.y - a.y * b.x;
    let place = |corners: [&Vertex; 3]| corners.map(|corner| corner.pos.to_vec2() * scale);
    let size = |at: [Vec2; 3]| cross(at[1] - at[0], at[2] - at[0]);
    if size(place(corners)) < 0.0 {
        corners.swap(1, 2);
    }
    let at = place(corners);
    let area = size(at);
    if area < f32::EPSILON {
        return;
    }
    // Of two triangles that share an edge, which they run along in opposite directions, one owns the pixels on it.
    let owns = [1, 2, 0].map(|from: usize| {
        let edge = at[(from + 1) % 3] - at[from];
        edge.y > 0.0 || edge.y == 0.0 && edge.x < 0.0
    });
    let bounds = |of: fn(&Vec2) -> f32, most: usize| {
        let (least, largest) = at.iter().map(of).fold((f32::MAX, f32::MIN), |(a, b), v| (a.min(v), b.max(v)));
        (least.floor().max(0.0) as usize, (largest.ceil().max(0.0) as usize).min(most))
    };
    let (left, right) = bounds(|at| at.x, image.size[0]);
    let (top, bottom) = bounds(|at| at.y, image.size[1]);
    for y in top..bottom {
        for x in left..right {
            let here = egui::vec2(x as f32 + 0.5, y as f32 + 0.5);
            let weights = [
                cross(at[1] - here, at[2] - here) / area,
                cross(at[2] - here, at[0] - here) / area,
                cross(at[0] - here, at[1] - here) / area,
            ];
            let inside = |(weight, owns): (f32, bool)| weight > 0.0 || weight == 0.0 && owns;
            if !weights.into_iter().zip(owns).all(inside) {
                continue;
            }
            let of = |value: fn(&Vertex) -> f32| -> f32 {
                corners.iter().zip(weights).map(|(corner, weight)| value(corner) * weight).sum()
            };
            let cover = texel(font, of(|one| one.uv.x), of(|one| one.uv.y));
            let color = [
                of(|one| f32::from(one.color.r())),
                of(|one| f32::from(one.color.g())),
                of(|one| f32::from(one.color.b())),
                of(|one| f32::from(one.color.a())),
            ];
            let Some(pixel) = image.pixels.get_mut(y * image.size[0] + x) else { continue };
            *pixel = over(*pixel, color, cover);
        }
    }
}

/// The font's picture at a place, from 0 to 1, between its four nearest pixels; premultiplied.
fn texel(font: &ColorImage, u: f32, v: f32) -> [f32; 4] {
    let size = font.size;
    let (x, y) = (u * size[0] as f32 - 0.5, v * size[1] as f32 - 0.5);
    let pixel = |x: f32, y: f32| {
        let x = (x.max(0.0) as usize).min(size[0].saturating_sub(1));
        let y = (y.max(0.0) as usize).min(size[1].saturating_sub(1));
        let color = font.pixels.get(y * size[0] + x).copied().unwrap_or_default();
        color.to_array().map(|part| f32::from(part) / 255.0)
    };
    let (right, below) = (x - x.floor(), y - y.floor());
    let (left, top) = (x.floor(), y.floor());
    let mut sum = [0.0; 4];
    for (dx, share) in [(0.0, 1.0 - right), (1.0, right)] {
        for (dy, part) in [(0.0, 1.0 - below), (1.0, below)] {
            let color = pixel(left + dx, top + dy);
            for (sum, part_of) in sum.iter_mut().zip(color) {
                *sum += part_of * share * part;
            }
        }
    }
    sum
}

/// A colour with the font's cover over another; all premultiplied.
fn over(below: Color32, color: [f32; 4], cover: [f32; 4]) -> Color32 {
    let above: Vec<f32> = color.iter().zip(cover).map(|(part, cover)| part * cover).collect();
    let keep = 1.0 - above[3] / 255.0;
    let mix =
        |at: usize| (above[at] + f32::from(below.to_array()[at]) * keep).round().clamp(0.0, 255.0) as u8;
    Color32::from_rgba_premultiplied(mix(0), mix(1), mix(2), mix(3))
}

#[cfg(test)]
mod tests {
    use egui::{Align2, FontId, RawInput, vec2};

    use super::*;

    #[test]
    fn shapes_and_words_are_in_the_picture_and_not_on_the_screen() {
        let ctx = Context::default();
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(pos2(0.0, 0.0), vec2(40.0, 30.0))),
            ..RawInput::default()
        };
        let mut made = None;
        let mut output = ctx.run_ui(input, |ui| {
            made = Some(picture(ui.ctx(), vec2(200.0, 100.0), |painter, rect| {
                painter.rect_filled(rect, 0.0, Color32::WHITE);
                let half = Rect::from_min_max(pos2(100.0, 0.0), rect.max);
                painter.rect_filled(half, 0.0, Color32::from_rgba_unmultiplied(0, 0, 255, 128));
                painter.text(
                    pos2(10.0, 80.0),
                    Align2::LEFT_CENTER,
                    "12",
                    FontId::monospace(20.0),
                    Color32::BLACK,
                );
            }));
        });
        let image = made.unwrap();
        assert_eq!(image.size, [200, 100], "larger than the window");
        let at = |x: usize, y: usize| image.pixels[y * 200 + x];
        assert_eq!(at(50, 50), Color32::WHITE);
        // A translucent shape of two triangles is as light on their common edge.
        let blue: Vec<Color32> = (5..45).map(|y| at(102 + 2 * y, y)).collect();
        assert!(
            blue.iter().all(|color| *color == blue[0] && color.b() == 255 && color.r() < 140),
            "{blue:?}"
        );
        let ink = (70..90).flat_map(|y| (10..40).map(move |x| (x, y)));
        assert!(ink.filter(|&(x, y)| at(x, y).r() < 100).count() > 20, "the digits are black");
        let drawn = output.shapes.iter().filter(|shape| shape.clip_rect.width() > 150.0).count();
        output.textures_delta.clear();
        assert_eq!(drawn, 0, "nothing of it is drawn in the window");
    }
}
