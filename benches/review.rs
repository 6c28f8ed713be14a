//! Time to open, save, record an edit of, recover and merge reviews of 10,000 notes: `cargo bench --no-default-features
//! --bench review`. The aim is less than 200 ms for opening and for saving.

use std::path::PathBuf;
use std::sync::Arc;

use divan::Bencher;
use jiaokan::review::journal::{Entry, Journal, Step, recover};
use jiaokan::review::merge::merge;
use jiaokan::review::store::{load, save};
use jiaokan::review::{Category, Note, Review, Target};
use tempfile::TempDir;

const NOTES: usize = 10_000;

fn main() {
    divan::main();
}

/// A typical review: each note has one place with its quote and surroundings, and a body of one line.
fn review() -> Review {
    let mut review = Review::new("年度审阅");
    review.notes = (0..NOTES)
        .map(|number| {
            let target = Target {
                report: "r1".into(),
                start: number * 40,
                end: number * 40 + 34,
                exact: "全年修订规章三件，清理文件四十一份，备案审查规范性文件一百二十件。".into(),
                cut: None,
                prefix: "坚持立改废释并举，健全依法决策工作机制，不断提升制度建设质量，".into(),
                suffix: "\n（二）执法监督。推进严格规范公正文明执法，深化综合行政执法改革。".into(),
                section: vec!["二、主要工作".into(), "（一）制度建设".into()],
            };
            let body = format!("第{number}条：与上年一字不差，数字也没有变。请核实来源。");
            Note::new(vec![target], Category::Duplicate, "林校", &body)
        })
        .collect();
    review
}

fn saved() -> (TempDir, PathBuf, Review) {
    let folder = tempfile::tempdir().expect("a folder for files that are thrown away");
    let file = folder.path().join("a.review.ron");
    let review = review();
    save(&file, &review, None).expect("there is room");
    (folder, file, review)
}

#[divan::bench]
fn open(bencher: Bencher<'_, '_>) {
    let (_folder, file, _) = saved();
    bencher.bench_local(|| load(&file).expect("it was just saved"));
}

#[divan::bench]
fn save_over(bencher: Bencher<'_, '_>) {
    let (_folder, file, review) = saved();
    let print = load(&file).expect("it was just saved").fingerprint;
    bencher.bench_local(|| save(&file, &review, Some(print)).expect("there is room"));
}

/// A journal with a first edit, which includes the whole review.
fn begun(file: PathBuf, review: &Review) -> Journal {
    let folder = file.parent().expect("it lies in a folder").join("journals");
    let on_disk = load(&file).ok().map(|loaded| loaded.fingerprint);
    let mut journal = Journal::new(folder);
    let review = Arc::new(review.clone());
    let begin = Entry::Begin { path: Some(file), on_disk, review, from: None };
    journal.take(1, begin).expect("its path can be written");
    journal
}

fn edit(review: &Review) -> Entry {
    let note = Note::new(Vec::new(), Category::Wording, "林校", "又一条");
    Entry::Step(Step { edits: vec![review.add_note(note)], reports: None })
}

#[divan::bench]
fn keep_the_first_edit(bencher: Bencher<'_, '_>) {
    let (_folder, file, review) = saved();
    bencher.with_inputs(|| begun(file.clone(), &review)).bench_local_values(|mut journal| {
        journal.take(2, edit(&review)).expect("it has no path");
        journal.flush().expect("there is room");
        journal
    });
}

#[divan::bench]
fn keep_a_later_edit(bencher: Bencher<'_, '_>) {
    let (_folder, file, review) = saved();
    let mut journal = begun(file, &review);
    let mut number = 1;
    bencher.bench_local(|| {
        number += 1;
        journal.take(number, edit(&review)).expect("it has no path");
        journal.flush().expect("there is room");
    });
}

#[divan::bench]
fn recover_a_journal(bencher: Bencher<'_, '_>) {
    let (_folder, file, review) = saved();
    let mut journal = begun(file, &review);
    journal.take(2, edit(&review)).expect("it has no path");
    journal.flush().expect("there is room");
    let path = journal.path().expect("it was just written").to_owned();
    bencher.bench_local(|| recover(&path).expect("it was just written"));
}

#[divan::bench]
fn merge_two(bencher: Bencher<'_, '_>) {
    let (base, mut left, mut right) = {
        let review = review();
        (review.clone(), review.clone(), review)
    };
    for (left, right) in left.notes.iter_mut().zip(&mut right.notes).step_by(3) {
        left.body.push('左');
        right.body.push('右');
    }
    bencher.bench_local(|| merge(Some(&base), &left, &right));
}
