//! Pictures as reports: PNG, JPEG, BMP and TIFF, whose pages are directories one after the other.

use std::io::Cursor;

use image::{DynamicImage, ImageDecoder as _, ImageFormat, ImageReader, Limits};

use crate::report::Reason;
use crate::report::format::ALBUM;
use crate::scans::{PIXELS, Picture};

/// Maximum width and height of a picture in pixels.
const MAX_SIDE: u32 = 20_000;
/// Maximum memory for decoding a picture, in bytes: 600 dpi of A4 in colour are 104 MB.
const MAX_MEMORY: u64 = 320 << 20;
/// Maximum number of pages of a TIFF.
const MAX_PAGES: usize = 1000;

/// The pictures of a report that has several files; one for any other.
fn files(bytes: &[u8]) -> Vec<&[u8]> {
    let Some(mut rest) = bytes.strip_prefix(ALBUM) else { return vec![bytes] };
    let mut files = Vec::new();
    while let Some((length, after)) = rest.split_first_chunk::<8>() {
        let length = usize::try_from(u64::from_le_bytes(*length)).unwrap_or(usize::MAX);
        let (file, behind) = after.split_at(length.min(after.len()));
        files.push(file);
        rest = behind;
    }
    files
}

/// Number of pages of a report in pictures; 0 if it is none that is read. A file that is no picture has one, which is
/// damaged, so that those behind it keep their numbers.
pub(super) fn count(bytes: &[u8]) -> usize {
    match files(bytes).as_slice() {
        [only] => count_in(only),
        several => several.iter().map(|file| count_in(file).max(1)).sum(),
    }
}

/// Number of pages in a picture's file; 0 if it is no picture that is read.
fn count_in(bytes: &[u8]) -> usize {
    match format(bytes) {
        Some(ImageFormat::Tiff) => directories(bytes).len().max(1),
        Some(_) => 1,
        None => 0,
    }
}

/// A page of a report in pictures, from 0, the right way up as its camera noted, with at most [`PIXELS`] on the short side.
pub(super) fn page(bytes: &[u8], number: usize) -> Result<Picture, Reason> {
    let files = files(bytes);
    let [only] = files.as_slice() else {
        let mut before = 0_usize;
        for file in files {
            let pages = count_in(file).max(1);
            if number < before.saturating_add(pages) {
                return page_in(file, number.saturating_sub(before));
            }
            before = before.saturating_add(pages);
        }
        return Err(Reason::Missing);
    };
    page_in(only, number)
}

fn page_in(bytes: &[u8], number: usize) -> Result<Picture, Reason> {
    let format = format(bytes).ok_or(Reason::Damaged)?;
    if format == ImageFormat::Tiff && number > 0 {
        return page_of(&opened_at(bytes, number).ok_or(Reason::Damaged)?, format);
    }
    page_of(bytes, format)
}

fn format(bytes: &[u8]) -> Option<ImageFormat> {
    let format = image::guess_format(bytes).ok()?;
    let known = matches!(format, ImageFormat::Png | ImageFormat::Jpeg | ImageFormat::Tiff | ImageFormat::Bmp);
    known.then_some(format)
}

fn page_of(bytes: &[u8], format: ImageFormat) -> Result<Picture, Reason> {
    let mut limits = Limits::default();
    limits.max_image_width = Some(MAX_SIDE);
    limits.max_image_height = Some(MAX_SIDE);
    limits.max_alloc = Some(MAX_MEMORY);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits);
    let reason = |error: image::ImageError| match error {
        image::ImageError::Limits(_) => Reason::TooComplex,
        _ => Reason::Damaged,
    };
    let mut decoder = reader.into_decoder().map_err(reason)?;
    let turn = decoder.orientation().map_err(reason)?;
    let mut image = DynamicImage::from_decoder(decoder).map_err(reason)?;
    image.apply_orientation(turn);
    let picture =
        Picture { width: image.width() as usize, height: image.height() as usize, rgb: opaque(image) };
    if picture.rgb.is_empty() { Err(Reason::Damaged) } else { Ok(picture.at_most(PIXELS)) }
}

/// The pixels over white paper.
fn opaque(image: DynamicImage) -> Vec<u8> {
    if !image.color().has_alpha() {
        return image.into_rgb8().into_raw();
    }
    let blend = |channel: u8, alpha: u8| {
        let (channel, alpha) = (u16::from(channel), u16::from(alpha));
        let sum = channel
            .saturating_mul(alpha)
            .saturating_add(255_u16.saturating_mul(255_u16.saturating_sub(alpha)));
        (sum / 255) as u8
    };
    let image = image.into_rgba8();
    image
        .pixels()
        .flat_map(|pixel| {
            let [red, green, blue, alpha] = pixel.0;
            [red, green, blue].map(|channel| blend(channel, alpha))
        })
        .collect()
}

/// The offsets of a TIFF's directories, one a page (TIFF 6.0, section 2). Stops at a directory seen before.
fn directories(bytes: &[u8]) -> Vec<u32> {
    let number = |at: usize, length: usize| -> Option<u32> {
        let part = bytes.get(at..at.checked_add(length)?)?;
        let value = |sum: u32, byte: &u8| (sum << 8) | u32::from(*byte);
        Some(match bytes.first()? {
            b'I' => part.iter().rev().fold(0, value),
            _ => part.iter().fold(0, value),
        })
    };
    let mut found: Vec<u32> = Vec::new();
    let mut next = number(4, 4);
    while let Some(offset) = next.filter(|offset| *offset > 0 && !found.contains(offset)) {
        let Some(entries) = number(offset as usize, 2) else { break };
        found.push(offset);
        if found.len() >= MAX_PAGES {
            break;
        }
        let end = (offset as usize).saturating_add(2).saturating_add((entries as usize).saturating_mul(12));
        next = number(end, 4);
    }
    found
}

/// The TIFF with its header pointing at another of its directories: decoders begin there.
fn opened_at(bytes: &[u8], page: usize) -> Option<Vec<u8>> {
    let offset = *directories(bytes).get(page)?;
    let offset = if bytes.first() == Some(&b'I') { offset.to_le_bytes() } else { offset.to_be_bytes() };
    let mut bytes = bytes.to_vec();
    bytes.get_mut(4..8)?.copy_from_slice(&offset);
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A TIFF of grey pages, each 2 by 1 pixels of one shade.
    fn tiff(shades: &[u8], big_endian: bool) -> Vec<u8> {
        let two = |value: u16| if big_endian { value.to_be_bytes() } else { value.to_le_bytes() };
        let four = |value: u32| if big_endian { value.to_be_bytes() } else { value.to_le_bytes() };
        let mut bytes = if big_endian { b"MM".to_vec() } else { b"II".to_vec() };
        bytes.extend(two(42));
        bytes.extend(four(8));
        for (page, shade) in shades.iter().enumerate() {
            let start = bytes.len() as u32;
            let entries: &[(u16, u16, u32)] = &[
                (256, 3, 2),
                (257, 3, 1),
                (258, 3, 8),
                (259, 3, 1),
                (262, 3, 1),
                (273, 4, start + 2 + 9 * 12 + 4),
                (277, 3, 1),
                (278, 3, 1),
                (279, 4, 2),
            ];
            bytes.extend(two(entries.len() as u16));
            for (tag, kind, value) in entries {
                bytes.extend(two(*tag));
                bytes.extend(two(*kind));
                bytes.extend(four(1));
                if *kind == 3 {
                    bytes.extend(two(*value as u16));
                    bytes.extend([0, 0]);
                } else {
                    bytes.extend(four(*value));
                }
            }
            let next = start + 2 + 9 * 12 + 4 + 2;
            bytes.extend(four(if page + 1 < shades.len() { next } else { 0 }));
            bytes.extend([*shade, *shade]);
        }
        bytes
    }

    #[test]
    fn each_directory_of_a_tiff_is_a_page() {
        for big_endian in [false, true] {
            let bytes = tiff(&[10, 100, 200], big_endian);
            assert_eq!(count(&bytes), 3);
            let shades: Vec<u8> = (0..3).map(|number| page(&bytes, number).unwrap().rgb[0]).collect();
            assert_eq!(shades, [10, 100, 200]);
            assert_eq!(page(&bytes, 3), Err(Reason::Damaged));
        }
    }

    #[test]
    fn several_files_are_pages_one_after_the_other() {
        let mut bytes = ALBUM.to_vec();
        for file in [tiff(&[10, 100], false), b"no picture".to_vec(), tiff(&[200], true)] {
            bytes.extend((file.len() as u64).to_le_bytes());
            bytes.extend(file);
        }
        assert_eq!(count(&bytes), 4);
        let shades: Vec<Option<u8>> =
            (0..5).map(|number| page(&bytes, number).ok().map(|picture| picture.rgb[0])).collect();
        assert_eq!(shades, [Some(10), Some(100), None, Some(200), None]);
        for end in 0..bytes.len() {
            let _ = (count(&bytes[..end]), page(&bytes[..end], 3));
        }
    }

    #[test]
    fn a_circle_of_directories_and_cut_files_end() {
        let mut bytes = tiff(&[10, 100], false);
        let last = bytes.len() - 6;
        bytes[last..last + 4].copy_from_slice(&8_u32.to_le_bytes());
        assert_eq!(directories(&bytes).len(), 2);
        for end in 0..bytes.len() {
            let _ = (count(&bytes[..end]), page(&bytes[..end], 0), page(&bytes[..end], 1));
        }
        assert_eq!(count(b"GIF89a"), 0);
        assert_eq!(count(b"\x89PNG\r\n\x1a\n"), 1);
        assert!(page(b"\x89PNG\r\n\x1a\n", 0).is_err());
    }

    #[test]
    fn what_is_transparent_is_paper() {
        let mut image = image::RgbaImage::from_pixel(2, 1, image::Rgba([0, 0, 0, 0]));
        image.put_pixel(1, 0, image::Rgba([0, 0, 0, 255]));
        assert_eq!(opaque(DynamicImage::ImageRgba8(image)), [255, 255, 255, 0, 0, 0]);
    }
}
