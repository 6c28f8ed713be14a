//! The window program. Its code is in the library.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

use std::ffi::OsString;
use std::process::ExitCode;

fn main() -> ExitCode {
    // With the hidden subcommand `extract`, this program is the process that reads one document.
    let arguments: Vec<OsString> = std::env::args_os().collect();
    match jiaokan::report::extract_command(&arguments) {
        Some(code) => code,
        None => jiaokan::start::main(arguments),
    }
}
