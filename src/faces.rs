//! The bundled faces of Noto Sans SC, which the build script packs. Each is unpacked when it is first asked for, in some
//! hundredths of a second.

use std::io::Read as _;
use std::sync::LazyLock;

use flate2::read::ZlibDecoder;

static REGULAR: LazyLock<Vec<u8>> =
    LazyLock::new(|| unpacked(include_bytes!(concat!(env!("OUT_DIR"), "/NotoSansSC-Regular.ttf.z"))));
#[cfg(feature = "gui")]
static BOLD: LazyLock<Vec<u8>> =
    LazyLock::new(|| unpacked(include_bytes!(concat!(env!("OUT_DIR"), "/NotoSansSC-Bold.ttf.z"))));

/// The regular face, a TrueType font.
#[must_use]
pub fn regular() -> &'static [u8] {
    &REGULAR
}

/// The bold face, which only the window needs.
#[cfg(feature = "gui")]
#[must_use]
pub fn bold() -> &'static [u8] {
    &BOLD
}

/// Unpacks a face that the build script compressed.
fn unpacked(packed: &[u8]) -> Vec<u8> {
    let mut face = Vec::new();
    ZlibDecoder::new(packed).read_to_end(&mut face).expect("the program holds what was packed");
    face
}
