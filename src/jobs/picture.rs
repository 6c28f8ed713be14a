//! Writes a picture of the window as PNG.

use std::path::{Path, PathBuf};

use crate::export::{self, ExportError};
use crate::message::Message;
use crate::review::store::Protected;
use crate::session::Picture;

/// Writes a picture whole or not at all. A file in `kept` is never replaced, another one only with `replace`.
pub(super) fn write(picture: &Picture, path: &Path, replace: bool, kept: &[PathBuf]) -> Result<(), Message> {
    let protected = Protected::new(kept.iter().map(PathBuf::as_path));
    let saved = export::save(path, replace, &protected, |out| encode(picture, out));
    saved.map_err(|error| error.message(&path.display().to_string()))
}

fn encode(picture: &Picture, out: &mut dyn std::io::Write) -> Result<(), ExportError> {
    let fail = |error: png::EncodingError| ExportError::Format(error.to_string());
    let [width, height] = picture.size;
    let mut encoder = png::Encoder::new(out, width, height);
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_depth(png::BitDepth::Eight);
    let mut writer = encoder.write_header().map_err(fail)?;
    writer.write_image_data(&picture.pixels).map_err(fail)?;
    writer.finish().map_err(fail)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_written_as_png_and_replaces_no_report() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.png");
        let pixels: Vec<u8> = (0..24).collect();
        let picture = Picture { name: "a.png".to_owned(), size: [3, 2], pixels: pixels.clone().into() };
        write(&picture, &path, false, &[]).unwrap();
        let read = png::Decoder::new(std::io::BufReader::new(std::fs::File::open(&path).unwrap()));
        let mut read = read.read_info().unwrap();
        let mut back = vec![0; read.output_buffer_size().unwrap()];
        let frame = read.next_frame(&mut back).unwrap();
        assert_eq!(([frame.width, frame.height], back), ([3, 2], pixels));
        assert!(write(&picture, &path, false, &[]).is_err(), "it exists");
        assert!(write(&picture, &path, true, std::slice::from_ref(&path)).is_err(), "it is a report");
        assert!(write(&picture, &path, true, &[]).is_ok());
    }
}
