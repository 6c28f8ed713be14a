//! Scans: files whose pages are pictures. Reading one takes seconds a page, so that it is asked for by itself, can be
//! cancelled, and its result is kept in a cache.

use std::path::Path;

use super::extract::Extracted;
use super::hash::sha256;
use super::isolate::Told;
use super::read::{Pages, bytes_of, report_from_extracted};
use super::scan_cache::ScanCache;
use super::{Format, ReadError, ReadOptions, Reason, Report, Warning, isolate, models};
use crate::task::{Cancel, Progress};

/// Whether a result of reading a file with these options can be bettered by reading it as a scan: pages are missing in
/// it, or are wanted anew.
#[must_use]
pub fn is_scan(read: &Result<Report, ReadError>, options: ReadOptions) -> bool {
    let is_wanted = |warning: &Warning| match warning {
        Warning::PagesWithoutText => true,
        Warning::HiddenText(_) => options.pages == Pages::WithHiddenText,
        _ => false,
    };
    match read {
        Ok(report) => report.format.has_pictures() && report.warnings.iter().any(is_wanted),
        Err(error) => matches!(error.reason, Reason::NoTextLayer | Reason::NotReadable(Format::Picture)),
    }
}

/// Whether scans can be read: the models are there.
#[must_use]
pub fn can_read_scans() -> bool {
    models::are_there()
}

/// Reads a scan: every page of it that has no text, and those with text as [`read_file`](super::read_file) does.
/// `progress` is told of each page. Takes one to four seconds of processor time a page, unless `cache` has the result.
///
/// # Errors
///
/// [`ReadError`] as for [`read_file`](super::read_file); [`Reason::NoModels`] if the models are not beside the program,
/// [`Reason::Cancelled`] within half a second after `cancel` is.
pub fn read_scan(
    path: &Path,
    options: ReadOptions,
    cache: Option<&ScanCache>,
    cancel: &Cancel,
    progress: &Progress,
) -> Result<Report, ReadError> {
    read_scan_in_steps(path, options, cache, cancel, progress, &mut |_| {})
}

/// As [`read_scan`]; `so_far` is given the report of the pages that are read, while later ones are being read.
///
/// # Errors
///
/// [`ReadError`] as for [`read_scan`].
pub fn read_scan_in_steps(
    path: &Path,
    options: ReadOptions,
    cache: Option<&ScanCache>,
    cancel: &Cancel,
    progress: &Progress,
    so_far: &mut dyn FnMut(Report),
) -> Result<Report, ReadError> {
    let mut read = || {
        let bytes = bytes_of(path)?;
        let format = Format::sniff(&bytes, path);
        if !format.has_pictures() {
            return Err(Reason::NotReadable(format));
        }
        let report = |extracted| report_from_extracted(path.to_owned(), format, &bytes, extracted, options);
        let so_far = &mut |extracted| _ = report(extracted).map(&mut *so_far);
        let told = &mut Told { progress, so_far };
        let extracted = extracted(format, &bytes, options.pages, cache, cancel, told)?;
        report(extracted)
    };
    read().map_err(|reason| ReadError { path: path.to_owned(), reason })
}

fn extracted(
    format: Format,
    bytes: &[u8],
    pages: Pages,
    cache: Option<&ScanCache>,
    cancel: &Cancel,
    told: &mut Told<'_>,
) -> Result<Extracted, Reason> {
    let anew = pages == Pages::WithHiddenText;
    let document = sha256(bytes);
    if let Some(read) = cache.and_then(|cache| cache.get(&document, anew)) {
        return Ok(read);
    }
    let models = models::load().ok_or(Reason::NoModels)?;
    let read = isolate::read_scan(format, bytes, anew, models, cancel, told)?;
    if let Some(cache) = cache {
        cache.put(&document, anew, &read);
    }
    Ok(read)
}
