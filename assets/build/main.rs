//! The build script: packs the bundled faces, puts the models that read scans beside the program, and compiles the
//! resources of the Windows programs.

#![allow(clippy::print_stdout, reason = "that is how a build script speaks to cargo")]

mod faces;
mod models;
mod windows;

fn main() {
    println!("cargo::rerun-if-changed=assets/fonts");
    println!("cargo::rerun-if-changed=assets/models");
    println!("cargo::rerun-if-changed=assets/packaging/windows");
    println!("cargo::rerun-if-changed=assets/build");
    // A build without models is whole; it reads no scans.
    let _ = models::put_beside_the_program();
    faces::pack().expect("the faces are here, and there is room for them");
    if std::env::var("CARGO_CFG_TARGET_OS").as_deref() == Ok("windows")
        && let Err(error) = windows::add_resources()
    {
        // `cargo check` needs no resources, so a machine without a resource compiler can still check for Windows.
        println!("cargo::warning=the programs have no icon, version and manifest: {error}");
    }
}
