//! Puts the models that read scans beside the program, where it looks for them.

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
