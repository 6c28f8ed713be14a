//! The headless program. What it does is in `jiaokan::cli`.

fn main() -> std::process::ExitCode {
    jiaokan::cli::main(std::env::args_os().collect())
}
