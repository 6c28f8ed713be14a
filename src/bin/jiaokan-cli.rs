//! The headless program. What it does is in `jiaokan::cli`.

fn main() -> std::process::ExitCode {
    let arguments: Vec<std::ffi::OsString> = std::env::args_os().collect();
    jiaokan::report::extract_command(&arguments).unwrap_or_else(|| jiaokan::cli::main(arguments))
}
