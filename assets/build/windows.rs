//! Resources of the Windows programs: icon, version in Chinese and English, and the manifest (awareness of the scale of
//! each screen, paths longer than 260 characters, UTF-8 as the code page).
//!
//! Compiled by `windres` (gnu) or `rc` (msvc), which `winresource` finds.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::{fs, io};

use winresource::WindowsResource;

/// Names of the blocks of strings that Explorer reads: simplified Chinese and American English, each in UTF-16 (1200).
const LANGUAGES: [&str; 2] = ["080404B0", "040904B0"];

/// Adds the resources to both programs, with their descriptions in each of [`LANGUAGES`].
pub(super) fn add_resources() -> io::Result<()> {
    add("jiaokan", ["校勘：公文审阅", "Jiaokan: review of official reports"])?;
    add("jiaokan-cli", ["校勘：公文审阅（命令行）", "Jiaokan: review of official reports (command line)"])
}

fn add(program: &str, descriptions: [&str; 2]) -> io::Result<()> {
    let out = PathBuf::from(std::env::var_os("OUT_DIR").ok_or(io::ErrorKind::NotFound)?);
    let script = out.join(program).with_extension("rc");
    fs::write(&script, resources(program, descriptions))?;
    WindowsResource::new().set_resource_file(&script.to_string_lossy()).compile_for(program)
}

/// The script for the resource compiler.
fn resources(program: &str, descriptions: [&str; 2]) -> String {
    let version = env!("CARGO_PKG_VERSION");
    let mut numbers: Vec<&str> = version.split(['.', '-', '+']).take(3).collect();
    numbers.push("0");
    let numbers = numbers.join(",");
    // Resource compilers read backslashes in strings as escapes, and slashes on every system.
    let file = |name: &str| {
        format!("{}/assets/packaging/windows/{name}", env!("CARGO_MANIFEST_DIR")).replace('\\', "/")
    };
    let (icon, manifest) = (file("jiaokan.ico"), file("jiaokan.manifest"));
    let mut script = format!(
        "#pragma code_page(65001)\n1 ICON \"{icon}\"\n1 24 \"{manifest}\"\n1 VERSIONINFO\nFILEVERSION {numbers}\n\
         PRODUCTVERSION {numbers}\nFILEOS 0x40004\nFILETYPE 1\nBEGIN\n BLOCK \"StringFileInfo\"\n BEGIN\n"
    );
    for (language, description) in LANGUAGES.into_iter().zip(descriptions) {
        let strings = [
            ("CompanyName", "The Jiaokan authors"),
            ("FileDescription", description),
            ("FileVersion", version),
            ("InternalName", program),
            ("LegalCopyright", "MIT OR Apache-2.0"),
            ("OriginalFilename", &format!("{program}.exe")),
            ("ProductName", "校勘 Jiaokan"),
            ("ProductVersion", version),
        ];
        let _ = writeln!(script, "  BLOCK \"{language}\"\n  BEGIN");
        for (name, value) in strings {
            let _ = writeln!(script, "   VALUE \"{name}\", \"{value}\"");
        }
        script.push_str("  END\n");
    }
    script.push_str(
        " END\n BLOCK \"VarFileInfo\"\n BEGIN\n  VALUE \"Translation\", 0x0804, 1200, 0x0409, 1200\n END\nEND\n",
    );
    script
}
