//! From files to a collection ready to be analysed: read on all cores, or taken from the cache. At most a few hundred
//! reports are in memory as text at a time.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::cache::{Cache, Stamp};
use super::{Index, Options, Sketch};
use crate::report::{self, ReadError, Reason, Report};
use crate::structure::{self, Outline};
use crate::task::{Cancel, Cancelled, Progress};

/// Number of files that are read before their sketches are pushed.
const BLOCK: usize = 256;

/// Callback for the ids of the parts that a report lacks; `None` if this is not checked. Its result is cached: give
/// [`Cache::open`] another variant when its rules change.
pub type PartsAbsent<'a> = dyn Fn(&Report, &Outline) -> Option<Vec<String>> + Sync + 'a;

/// A collection and the files that are not in it.
#[derive(Debug)]
pub struct Gathered {
    /// The reports, indexed in the order of their files.
    pub index: Index,
    /// Files that could not be read.
    pub unreadable: Vec<ReadError>,
    /// Files that the collection had no room for.
    pub left_out: Vec<PathBuf>,
    /// Number of reports whose sketch came from the cache.
    pub from_cache: usize,
}

/// Reads files and pushes their sketches.
pub fn gather(
    files: &[PathBuf],
    options: Options,
    mut cache: Option<&mut Cache>,
    parts_absent: &PartsAbsent<'_>,
    cancel: &Cancel,
    progress: &Progress,
) -> Result<Gathered, Cancelled> {
    let mut gathered =
        Gathered { index: Index::new(options), unreadable: Vec::new(), left_out: Vec::new(), from_cache: 0 };
    for (number, block) in files.chunks(BLOCK).enumerate() {
        progress.say("screen-stage-reading", number * BLOCK, files.len());
        let known = cache.as_deref();
        let read = block.par_iter().map(|path| {
            cancel.check()?;
            Ok(one(path, known, parts_absent))
        });
        for (path, read) in block.iter().zip(read.collect::<Result<Vec<_>, _>>()?) {
            match read {
                Ok(One { sketch, stamp, is_known }) => {
                    if let Some(cache) = cache.as_deref_mut() {
                        match stamp {
                            _ if is_known => cache.mark_used(&sketch),
                            Some(stamp) => cache.put(stamp, &sketch),
                            None => {}
                        }
                    }
                    gathered.from_cache += usize::from(is_known);
                    if gathered.index.push(sketch).is_err() {
                        gathered.left_out.push(path.clone());
                    }
                }
                Err(error) => gathered.unreadable.push(error),
            }
        }
    }
    progress.say("screen-stage-reading", files.len(), files.len());
    Ok(gathered)
}

/// A file that was read or found in the cache.
struct One {
    sketch: Sketch,
    /// Taken before the file was read, so that a change in between is detected.
    stamp: Option<Stamp>,
    is_known: bool,
}

fn one(path: &Path, cache: Option<&Cache>, parts_absent: &PartsAbsent<'_>) -> Result<One, ReadError> {
    let stamp = cache.and_then(|_| Stamp::of(path));
    if let Some(sketch) = cache.zip(stamp).and_then(|(cache, stamp)| cache.get(path, stamp)) {
        return Ok(One { sketch, stamp, is_known: true });
    }
    // A panic of a reader on one file must not stop the others.
    let read = catch_unwind(AssertUnwindSafe(|| {
        let report = report::read_file(path, None)?;
        let outline = structure::outline(&report);
        let mut sketch = Sketch::new(&report, &outline);
        sketch.parts_absent = parts_absent(&report, &outline);
        Ok(sketch)
    }));
    let crashed = |_| Err(ReadError { path: path.to_owned(), reason: Reason::Crashed });
    let sketch = read.unwrap_or_else(crashed)?;
    Ok(One { sketch, stamp, is_known: false })
}
