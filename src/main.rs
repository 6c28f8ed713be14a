//! The window. What it does is in the library.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

use std::ffi::OsString;
use std::process::ExitCode;

fn main() -> ExitCode {
    // A document is read by this program in a process of its own.
    let arguments: Vec<OsString> = std::env::args_os().collect();
    match jiaokan::report::extract_command(&arguments) {
        Some(code) => code,
        None => jiaokan::start::main(arguments),
    }
}
