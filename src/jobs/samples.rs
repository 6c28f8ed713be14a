//! The sample reports shipped with the program, unpacked to a folder.

use std::path::PathBuf;
use std::{fs, io};

use crate::files::{self, Access};

macro_rules! sample {
    ($name:literal) => {
        ($name, include_bytes!(concat!("../../sample_reports/", $name)) as &[u8])
    };
}

/// Name and content of each file.
const SAMPLES: &[(&str, &[u8])] = &[
    sample!("01-大连高新区-2024.txt"),
    sample!("02-霁川县-2023.txt"),
    sample!("03-霁川县-2024.txt"),
    sample!("04-蓼汀县-2024.txt"),
    sample!("05-汀浦区-2024.txt"),
    sample!("06-梧埠区-2024.txt"),
    sample!("07-禾泉市-2024.txt"),
    sample!("08-澄屿市市场监督管理局-2024.txt"),
    sample!("09-柘湾县交通运输局-2024.txt"),
    sample!("10-汐州市-2024.txt"),
    sample!("11-枫屿区-2024.txt"),
];

/// Writes missing samples to a folder and returns it. The folder must be permanent, because notes refer to its files. A
/// sample that the user has changed stays as it is.
pub(super) fn unpack(folder: Option<PathBuf>) -> io::Result<PathBuf> {
    let folder = folder.ok_or_else(|| io::Error::other("the system names no folder for the user's data"))?;
    fs::create_dir_all(&folder)?;
    for (name, content) in SAMPLES {
        let file = folder.join(name);
        if !file.exists() {
            files::replace(&file, Access::Shared, content)?;
        }
    }
    Ok(folder)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use std::path::Path;

    #[test]
    fn a_sample_that_was_changed_is_not_written_over() {
        let folder = tempfile::tempdir().unwrap();
        let samples = unpack(Some(folder.path().join("samples"))).unwrap();
        let (first, second) = (samples.join(SAMPLES[0].0), samples.join(SAMPLES[1].0));
        fs::write(&first, "改过").unwrap();
        fs::remove_file(&second).unwrap();
        unpack(Some(samples)).unwrap();
        assert_eq!(fs::read_to_string(first).unwrap(), "改过");
        assert_eq!(fs::read(second).unwrap(), SAMPLES[1].1);
    }

    #[test]
    fn every_sample_is_included() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_reports");
        let files: BTreeSet<String> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter(|name| Path::new(name).extension().is_some_and(|end| end == "txt"))
            .collect();
        assert_eq!(files, SAMPLES.iter().map(|(name, _)| (*name).to_owned()).collect());
    }
}
