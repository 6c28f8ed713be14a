//! The build script. Packs the bundled faces, so that the program is two megabytes smaller; they are unpacked when the
//! window opens (`src/ui/fonts.rs`). Puts the models that read scans beside the program, where it looks for them.

#![allow(clippy::print_stdout, reason = "that is how a build script speaks to cargo")]

fn main() {
    println!("cargo::rerun-if-changed=assets/fonts");
    println!("cargo::rerun-if-changed=assets/models");
    // A build without models is whole; it reads no scans.
    let _ = models::put_beside_the_program();
    #[cfg(feature = "gui")]
    faces::pack().expect("the faces are here, and there is room for them");
}

#[cfg(feature = "gui")]
mod faces {
    use std::fs::{self, File};
    use std::io::{self, Write as _};
    use std::path::PathBuf;

    use flate2::Compression;
    use flate2::write::ZlibEncoder;

    pub(super) fn pack() -> io::Result<()> {
        let folder = PathBuf::from(std::env::var_os("OUT_DIR").ok_or(io::ErrorKind::NotFound)?);
        for name in ["NotoSansSC-Regular", "NotoSansSC-Bold"] {
            let face = fs::read(format!("assets/fonts/{name}.ttf"))?;
            let file = File::create(folder.join(name).with_extension("ttf.z"))?;
            let mut packed = ZlibEncoder::new(file, Compression::best());
            packed.write_all(&face)?;
            packed.finish()?;
        }
        Ok(())
    }
}

mod models {
    use std::ffi::OsStr;
    use std::path::{Path, PathBuf};
    use std::{fs, io};

    /// Puts the models into `models` in the folder that the programs are built in, three above the script's own.
    pub(super) fn put_beside_the_program() -> io::Result<()> {
        let out = PathBuf::from(std::env::var_os("OUT_DIR").ok_or(io::ErrorKind::NotFound)?);
        let programs = out.ancestors().nth(3).ok_or(io::ErrorKind::NotFound)?;
        let folder = programs.join("models");
        fs::create_dir_all(&folder)?;
        for entry in fs::read_dir("assets/models")? {
            let model = entry?.path();
            if model.extension() == Some(OsStr::new("onnx")) {
                put(&model, &folder)?;
            }
        }
        Ok(())
    }

    fn put(model: &Path, folder: &Path) -> io::Result<()> {
        let target = folder.join(model.file_name().ok_or(io::ErrorKind::NotFound)?);
        let _ = fs::remove_file(&target);
        // A link takes no room; folders on two disks cannot have one.
        fs::hard_link(model, &target).or_else(|_| fs::copy(model, &target).map(|_| ()))
    }
}
