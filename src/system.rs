//! The name and version of the operating system, for diagnostic reports.

/// The system's name with its version as far as that is known, and the processor's architecture, such as
/// `windows 10.0.19045 x86_64` or `linux (UnionTech OS Desktop 20 Pro) aarch64`.
#[must_use]
pub fn name() -> String {
    let (system, architecture) = (std::env::consts::OS, std::env::consts::ARCH);
    match version() {
        Some(version) => format!("{system} {version} {architecture}"),
        None => format!("{system} {architecture}"),
    }
}

/// The build number distinguishes the editions of Windows 10 and 11, which is 10.0 as well.
#[cfg(windows)]
#[expect(clippy::unnecessary_wraps, reason = "other systems may not know theirs")]
fn version() -> Option<String> {
    let version = windows_version::OsVersion::current();
    Some(format!("{}.{}.{}", version.major, version.minor, version.build))
}

#[cfg(target_os = "macos")]
fn version() -> Option<String> {
    let output = std::process::Command::new("/usr/bin/sw_vers").arg("-productVersion").output().ok()?;
    let version = String::from_utf8(output.stdout).ok()?.trim().to_owned();
    (!version.is_empty()).then_some(version)
}

/// The distribution in its own words.
#[cfg(not(any(windows, target_os = "macos")))]
fn version() -> Option<String> {
    let release = std::fs::read_to_string("/etc/os-release").ok()?;
    pretty_name(&release).map(|name| format!("({name})"))
}

/// The value of `PRETTY_NAME` in the format of os-release(5), without its quotes.
#[cfg(not(any(windows, target_os = "macos")))]
fn pretty_name(release: &str) -> Option<&str> {
    let value = release.lines().find_map(|line| line.strip_prefix("PRETTY_NAME="))?;
    let name = value.trim().trim_matches(['"', '\'']);
    (!name.is_empty()).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn system_and_architecture_are_named() {
        let name = name();
        assert!(name.starts_with(std::env::consts::OS) && name.ends_with(std::env::consts::ARCH), "{name}");
    }

    #[cfg(not(any(windows, target_os = "macos")))]
    #[test]
    fn a_distribution_is_named_as_it_names_itself() {
        let release = "ID=uos\nNAME=\"uos\"\nPRETTY_NAME=\"UnionTech OS Desktop 20 Pro\"\nVERSION=20\n";
        assert_eq!(pretty_name(release), Some("UnionTech OS Desktop 20 Pro"));
        assert_eq!(pretty_name("PRETTY_NAME=''\n"), None);
        assert_eq!(pretty_name("NAME=x\n"), None);
    }
}
