//! Files in containers: archives and mails. A report in one has a path that goes on behind the container's:
//! `包.zip/一/甲.docx`. Containers are taken apart in a process of their own, like documents (`isolate`).

use std::path::{Component, Path, PathBuf};

use super::readers::archive;
use super::{Format, Reason, isolate, zip_directory};

/// Maximum depth of containers in containers.
const MAX_DEPTH: usize = 3;
/// Maximum number of files that are listed of one container and those in it.
const MAX_FILES: usize = 2000;
/// Maximum number of bytes that are unpacked while the files of a container are listed.
const MAX_UNPACKED: usize = 256 << 20;

/// The files of a container, with paths behind its own, in its order. Containers in it are listed as their files, and a
/// mail as itself and its attachments.
///
/// # Errors
///
/// The [`Reason`] why the container cannot be opened; one in it that cannot is listed as a file.
pub(super) fn files(path: &Path, bytes: &[u8]) -> Result<Vec<PathBuf>, Reason> {
    let mut found = Vec::new();
    let mut unpacked = 0;
    list(path, bytes, 0, &mut unpacked, &mut found)?;
    Ok(found)
}

fn list(
    path: &Path,
    bytes: &[u8],
    depth: usize,
    unpacked: &mut usize,
    found: &mut Vec<PathBuf>,
) -> Result<(), Reason> {
    let format = Format::sniff(bytes, path);
    if format != Format::Archive {
        found.push(path.to_owned());
    }
    if !format.is_container() {
        return Ok(());
    }
    for name in isolate::members(format, bytes)? {
        if found.len() >= MAX_FILES {
            break;
        }
        let inner = path.join(&name);
        let nests = Format::from_name(&inner).is_some_and(Format::is_container);
        let opened = nests && depth < MAX_DEPTH && *unpacked < MAX_UNPACKED;
        match opened.then(|| unpack(format, bytes, &name)) {
            Some(Ok(bytes)) => {
                *unpacked += bytes.len();
                if list(&inner, &bytes, depth + 1, unpacked, found).is_err() {
                    found.push(inner);
                }
            }
            // The reader says why it cannot be read.
            _ => found.push(inner),
        }
    }
    Ok(())
}

/// The bytes of a file in a container. The process that unpacks it is sent an archive of this file alone, if its name is
/// in the directory: sending the whole for each of its files would take time by their square.
fn unpack(format: Format, bytes: &[u8], name: &str) -> Result<Vec<u8>, Reason> {
    let alone = || {
        let entries = (format == Format::Archive).then(|| zip_directory::entries(bytes))??;
        let entry = entries.iter().find(|entry| archive::name(entry.name).as_deref() == Some(name))?;
        entry.alone(bytes)
    };
    match alone() {
        Some(alone) => isolate::member(format, &alone, name),
        None => isolate::member(format, bytes, name),
    }
}

/// The container of a path that goes on behind a file, and the rest of the path with `/` between its parts.
pub(super) fn split(path: &Path) -> Option<(&Path, String)> {
    let container = path.ancestors().skip(1).find(|ancestor| ancestor.is_file())?;
    let inner = path.strip_prefix(container).ok()?;
    let part = |part: Component<'_>| match part {
        Component::Normal(part) => part.to_str().map(str::to_owned),
        _ => None,
    };
    Some((container, inner.components().map(part).collect::<Option<Vec<_>>>()?.join("/")))
}

/// The bytes of the file at `inner` in a container.
pub(super) fn member(container: &Path, bytes: &[u8], inner: &str) -> Result<Vec<u8>, Reason> {
    let mut path = container.to_owned();
    let mut bytes = std::borrow::Cow::Borrowed(bytes);
    let mut rest = inner;
    for _ in 0..=MAX_DEPTH {
        let format = Format::sniff(&bytes, &path);
        if !format.is_container() {
            return Err(Reason::Missing);
        }
        // Mostly it is in no further container, whose name would have to be found first.
        match unpack(format, &bytes, rest) {
            Err(Reason::Missing) => {}
            member => return member,
        }
        let names = isolate::members(format, &bytes)?;
        let leads = |name: &&String| {
            rest.strip_prefix(name.as_str())
                .is_some_and(|behind| behind.is_empty() || behind.starts_with('/'))
        };
        let name = names.iter().filter(leads).max_by_key(|name| name.len()).ok_or(Reason::Missing)?;
        bytes = unpack(format, &bytes, name)?.into();
        path.push(name);
        rest = rest.get(name.len()..).unwrap_or_default().trim_start_matches('/');
        if rest.is_empty() {
            return Ok(bytes.into_owned());
        }
    }
    Err(Reason::TooComplex)
}
