//! Measures the confinement of an extracting process from inside: attempts each action that a reader never needs, and
//! reports which of them the system permitted. `jiaokan-cli --version --verbose` prints it; a test requires that all
//! fail.

use std::fmt;
use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::process::Command;

use serde::{Deserialize, Serialize};

use super::confine::Layers;

/// Measurements of one child.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confinement {
    /// The layers that the system put in force.
    pub layers: Layers,
    /// Each attempted action, and whether it was possible.
    pub attempts: Vec<(Attempt, bool)>,
}

/// One line for a bug report, in English like the rest of it.
impl fmt::Display for Confinement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Layers { no_new_privs, landlock, seccomp } = self.layers;
        let named = |holds: bool, name: &str| if holds { name.to_owned() } else { format!("no {name}") };
        let landlock = landlock.map_or("no Landlock".to_owned(), |version| format!("Landlock {version}"));
        let no_new_privs = if no_new_privs { "no_new_privs" } else { "may gain privileges" };
        write!(f, "{no_new_privs}, {landlock}, {}; possible: ", named(seccomp, "seccomp"))?;
        let possible: Vec<&str> =
            self.attempts.iter().filter(|(_, possible)| *possible).map(|(attempt, _)| attempt.id()).collect();
        f.write_str(
            if possible.is_empty() { "nothing that was tried".to_owned() } else { possible.join(", ") }
                .as_str(),
        )
    }
}

/// An action that a reader of documents never needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Attempt {
    /// List the folder at the root of the file system.
    ReadFolder,
    /// Open the program's own file.
    ReadFile,
    /// Create a file in the folder for temporary files.
    CreateFile,
    /// Make a socket.
    OpenSocket,
    /// Start a process.
    StartProcess,
    /// Execute another program in place of this one.
    Execute,
    /// Start a thread.
    StartThread,
    /// Read a variable of the environment.
    ReadEnvironment,
    /// Allocate a gigabyte.
    UseMemory,
}

impl Attempt {
    /// All attempts.
    pub const ALL: [Self; 9] = [
        Self::ReadFolder,
        Self::ReadFile,
        Self::CreateFile,
        Self::OpenSocket,
        Self::StartProcess,
        Self::Execute,
        Self::StartThread,
        Self::ReadEnvironment,
        Self::UseMemory,
    ];

    /// The name that the headless program prints.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::ReadFolder => "read-folder",
            Self::ReadFile => "read-file",
            Self::CreateFile => "create-file",
            Self::OpenSocket => "open-socket",
            Self::StartProcess => "start-process",
            Self::Execute => "execute",
            Self::StartThread => "start-thread",
            Self::ReadEnvironment => "read-environment",
            Self::UseMemory => "use-memory",
        }
    }

    /// Attempts it. Only a refusal counts as impossible: on any other error the system had already begun to do it.
    fn is_possible(self) -> bool {
        self.attempt().map_or_else(|error| !is_refusal(&error), |()| true)
    }

    fn attempt(self) -> io::Result<()> {
        match self {
            Self::ReadFolder => fs::read_dir("/").map(|_| ()),
            Self::ReadFile => {
                let file = if cfg!(target_os = "linux") {
                    "/proc/self/exe".into()
                } else {
                    std::env::current_exe()?
                };
                File::open(file).map(|_| ())
            }
            Self::CreateFile => {
                let path = std::env::temp_dir().join(format!("jiaokan-probe-{}", std::process::id()));
                File::create_new(&path)?;
                fs::remove_file(path)
            }
            Self::OpenSocket => open_socket(),
            // The program does not exist: where starting one is possible, the error is that it was not found.
            Self::StartProcess => Command::new(NO_PROGRAM).spawn().map(|_| ()),
            Self::Execute => execute(),
            Self::StartThread => std::thread::Builder::new().stack_size(1 << 16).spawn(|| ()).map(|_| ()),
            Self::ReadEnvironment => {
                let given = |name: &std::ffi::OsStr| cfg!(windows) && name == "SystemRoot";
                match std::env::vars_os().find(|(name, _)| !given(name)) {
                    Some(_) => Ok(()),
                    None => Err(ErrorKind::PermissionDenied.into()),
                }
            }
            Self::UseMemory => {
                let refused = |_| io::Error::from(ErrorKind::OutOfMemory);
                Vec::<u8>::new().try_reserve_exact(1 << 30).map_err(refused)
            }
        }
    }
}

fn is_refusal(error: &io::Error) -> bool {
    // The limit of descriptors is zero.
    #[cfg(unix)]
    if error.raw_os_error() == Some(rustix::io::Errno::MFILE.raw_os_error()) {
        return true;
    }
    matches!(error.kind(), ErrorKind::PermissionDenied | ErrorKind::WouldBlock | ErrorKind::OutOfMemory)
}

const NO_PROGRAM: &str = "/jiaokan/no/such/program";

/// A socket within the machine: it needs the same system call as one to the network.
#[cfg(unix)]
fn open_socket() -> io::Result<()> {
    std::os::unix::net::UnixDatagram::unbound().map(|_| ())
}

#[cfg(unix)]
fn execute() -> io::Result<()> {
    Err(std::os::unix::process::CommandExt::exec(&mut Command::new(NO_PROGRAM)))
}

/// Other systems do not forbid it, and the standard library has no socket that stays within the machine there.
#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "as on Unix, where it may fail")]
fn open_socket() -> io::Result<()> {
    Ok(())
}

/// Other systems cannot replace the program of a process.
#[cfg(not(unix))]
fn execute() -> io::Result<()> {
    Err(ErrorKind::PermissionDenied.into())
}

/// Makes every attempt, in a process that is already confined.
pub(super) fn try_everything(layers: Layers) -> Confinement {
    let attempts = Attempt::ALL.into_iter().map(|attempt| (attempt, attempt.is_possible())).collect();
    Confinement { layers, attempts }
}
