//! Packs the bundled faces, so that the program is two megabytes smaller; they are unpacked when the window opens or a
//! PDF is made (`src/faces.rs`).

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::PathBuf;

use flate2::Compression;
use flate2::write::ZlibEncoder;

/// Writes the packed faces to `OUT_DIR`.
pub(super) fn pack() -> io::Result<()> {
    let folder = PathBuf::from(std::env::var_os("OUT_DIR").ok_or(io::ErrorKind::NotFound)?);
    // Only the window needs the bold face.
    let bold = cfg!(feature = "gui").then_some("NotoSansSC-Bold");
    for name in std::iter::once("NotoSansSC-Regular").chain(bold) {
        let face = fs::read(format!("assets/fonts/{name}.ttf"))?;
        let file = File::create(folder.join(name).with_extension("ttf.z"))?;
        let mut packed = ZlibEncoder::new(file, Compression::best());
        packed.write_all(&face)?;
        packed.finish()?;
    }
    Ok(())
}
