//! Panics: what was typed is on disk before the failed thread ends, and a fault report says where it failed. In a test
//! binary of its own, since the panic hook is that of the whole process.

use std::fs;
use std::sync::Arc;
use std::thread;

use jiaokan::jobs::{Jobs, Places, crash};
use jiaokan::review::journal::{Entry, Unfinished};
use jiaokan::review::{Category, Note, Review};
use jiaokan::session::{Outcome, SavingEffect, SavingOutcome};

fn typed(body: &str) -> Entry {
    let note = Note::new(Vec::new(), Category::Wording, "林校", body);
    Entry::Draft(Some(Unfinished { note, is_new: true }))
}

#[test]
fn a_panic_loses_nothing_that_was_typed_and_leaves_a_report() {
    let folder = tempfile::tempdir().unwrap();
    let places = Places { state: Some(folder.path().to_owned()), ..Places::default() };
    crash::watch(&places);
    let before = thread::spawn(|| panic!("before there is a window")).join();
    assert!(before.is_err());
    assert_eq!(crash::unseen(&places), None, "whoever opens the window says why it cannot be opened");

    crash::window_is_open();
    let mut jobs = Jobs::new(Arc::new(|| {}), places.clone());
    let review = Arc::new(Review::new("审阅"));
    jobs.perform(SavingEffect::Journal(
        1,
        vec![Entry::Begin { path: None, on_disk: None, review, from: None }],
    ));
    jobs.perform(SavingEffect::Journal(2, vec![typed("第一个字")]));
    // From here on typed text may be held back to be written together with later text.
    while !matches!(jobs.wait(), Some(Outcome::Saving(SavingOutcome::Journalled(2)))) {}
    jobs.perform(SavingEffect::Journal(3, vec![typed("最后一句话")]));
    let failed = thread::Builder::new().name("a worker".to_owned()).spawn(|| panic!("as a test")).unwrap();
    assert!(failed.join().is_err());

    let journals = fs::read_dir(places.journals().unwrap()).unwrap();
    let kept: String =
        journals.map(|entry| fs::read_to_string(entry.unwrap().path()).unwrap_or_default()).collect();
    assert!(kept.contains("最后一句话"), "{kept}");
    let report = fs::read_to_string(crash::unseen(&places).unwrap()).unwrap();
    for part in ["thread: a worker", "words: as a test", "faults.rs:"] {
        assert!(report.contains(part), "{part}: {report}");
    }
    assert_eq!(crash::unseen(&places), None);
    // Ends without hanging: the panic hook has released the journal.
    drop(jobs);
}
