//! Starts the headless program, which is `jiaokan::cli`.

fn main() -> std::process::ExitCode {
    let arguments: Vec<std::ffi::OsString> = std::env::args_os().collect();
    jiaokan::report::extract_command(&arguments).unwrap_or_else(|| jiaokan::cli::main(arguments))
}
