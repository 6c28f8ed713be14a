//! Handing the review on: what is said beforehand, where to, what may be replaced, what came of it. Those on a disk go
//! through the real workers.

use std::fs;
use std::path::{Path, PathBuf};

use jiaokan::export::Which;
use jiaokan::jobs::Places;
use jiaokan::review::{Judgement, Severity};
use jiaokan::session::{
    Activity, Analysis, Command, CompareCommand, Effect, Export, ExportChoices, ExportCommand, ExportEffect,
    ExportEnd, ExportFormat, ExportOutcome, LibraryCommand, MarkKind, NoticeKind, Outcome, PaneCommand,
    Picker, ReviewCommand, Settings, ShellCommand, ShellEffect, ShellOutcome, WorkCommand, gather_export,
};

use crate::disk::{Desk, Folder};
use crate::script::{Script, settings};
use crate::texts::{PHRASE, SHARED, repeated, report};

/// Three reports with notes of every kind on them, and verdicts.
fn noted() -> Script {
    let mut script = Script::open([
        ("/报告/石桥.txt", report("石桥县", &format!("{PHRASE}{SHARED}"))),
        ("/报告/柳河.txt", report("柳河县", &format!("{PHRASE}{SHARED}"))),
        ("/报告/云溪.txt", repeated()),
    ]);
    script.write_note(script.id("石桥.txt"), "工作要点", "第一条");
    let grave = script.write_note(script.id("柳河.txt"), "补齐短板", "第二条");
    script.run(ReviewCommand::ChooseNote(grave.id.clone(), jiaokan::session::Choose::Only));
    script.run(ReviewCommand::SetSeverity(Severity::Critical));
    script.run(ReviewCommand::ToggleResolved(grave.id));
    script.run(WorkCommand::Judge { finding: 0, judgement: Some(Judgement::Confirmed), reason: None });
    script.run(WorkCommand::Judge { finding: 1, judgement: Some(Judgement::Dismissed), reason: None });
    let phrase = script.session.findings().list.iter().position(|finding| finding.kind == MarkKind::Phrase);
    if let Some(finding) = phrase {
        script.run(WorkCommand::Judge { finding, judgement: Some(Judgement::Confirmed), reason: None });
    }
    for (pane, name) in ["石桥.txt", "柳河.txt"].into_iter().enumerate() {
        let report = script.id(name);
        script.run(PaneCommand::Show { report, pane: Some(pane) });
    }
    script
}

fn choose(script: &mut Script, change: impl FnOnce(&mut ExportChoices)) {
    let mut choices = script.session.settings().export.clone();
    change(&mut choices);
    script.set(Settings { export: choices, ..script.session.settings().clone() });
    script.take_left();
}

/// What is asked for when the export begins.
fn begin(script: &mut Script) -> Picker {
    let effects = script.tell(Command::Export(ExportCommand::Begin));
    let [Effect::Shell(ShellEffect::Pick(picker))] = effects.as_slice() else { panic!("{effects:?}") };
    picker.clone()
}

/// What is to be written once a path is chosen.
fn written(effects: &[Effect]) -> &Export {
    let export = effects.iter().find_map(|effect| match effect {
        Effect::Export(ExportEffect::Write(export)) => Some(export),
        _ => None,
    });
    export.unwrap_or_else(|| panic!("{effects:?}"))
}

fn picked(script: &mut Script, path: &str) -> Export {
    let picker = begin(script);
    let effects = script.session.absorb(ShellOutcome::Picked(picker, vec![path.into()]));
    written(&effects).clone()
}

#[test]
fn what_is_said_beforehand_is_what_is_written() {
    let mut script = noted();
    let mut seen = Vec::new();
    for which in [Which::Standing, Which::Confirmed, Which::All, Which::None] {
        for (only_open, least, shown_only, one) in [
            (false, Severity::Info, false, false),
            (true, Severity::Info, false, false),
            (false, Severity::Major, false, false),
            (false, Severity::Info, true, false),
            (false, Severity::Info, false, true),
        ] {
            let key = one.then(|| script.session.review().reports[2].id.clone());
            choose(&mut script, |choices| {
                *choices = ExportChoices {
                    format: ExportFormat::Html,
                    only_open,
                    only_mine: false,
                    least,
                    findings: which,
                    shown_only,
                    report: key,
                    ..ExportChoices::default()
                };
            });
            let preview = script.session.export_preview(&script.session.settings().export);
            let export = picked(&mut script, "/报告/a.html");
            let sheet = gather_export(&export, export.analysis.as_ref().unwrap(), &[], &[]);
            assert_eq!((sheet.notes.len(), Some(sheet.findings.len())), (preview.notes, preview.findings));
            assert_eq!(sheet.shown().count(), preview.reports.len());
            seen.push((preview.notes, preview.findings.unwrap(), preview.reports.len()));
            let number = export.number;
            let end = ExportEnd::Stopped(0);
            script.take(Outcome::Export(ExportOutcome::Ended { number, end }));
        }
    }
    assert_eq!((seen[0].0, seen[1].0, seen[2].0), (2, 1, 1), "open, and grave");
    assert!(seen[10].1 == seen[0].1 + 1 && seen[5].1 >= 1 && seen[15].1 == 0, "{seen:?}");
    assert_eq!((seen[0].2, seen[3].2, seen[4].2), (3, 2, 1), "all, shown, one");
}

#[test]
fn for_word_only_what_was_confirmed_is_counted_and_originals_are_told_apart() {
    let mut script = noted();
    choose(&mut script, |choices| choices.findings = Which::All);
    let preview = script.session.export_preview(&script.session.settings().export);
    let confirmed =
        script.session.review().verdicts.iter().filter(|verdict| verdict.verdict == Judgement::Confirmed);
    assert_eq!(preview.findings, Some(confirmed.count()));
    assert!(preview.reports.iter().all(|report| !report.has_original));
}

#[test]
fn the_notes_that_the_list_shows_can_be_exported_alone() {
    let mut script = noted();
    assert_eq!(script.session.export_preview(&ExportChoices::default()).listed, None);
    script.run(ReviewCommand::FilterNotes("第二条".into()));
    choose(&mut script, |choices| choices.listed_only = true);
    let preview = script.session.export_preview(&script.session.settings().export);
    assert_eq!((preview.listed, preview.notes), (Some(1), 1));
    let export = picked(&mut script, "/报告/a.docx");
    assert_eq!(export.options.notes.unwrap().len(), 1);
    assert_eq!(export.review.notes.len(), 2, "numbers stay those of the review");
}

#[test]
fn a_place_is_asked_for_by_the_format_and_the_reports() {
    let mut script = noted();
    let Picker::Export(place) = begin(&mut script) else { panic!() };
    assert!(place.into_folder && place.folder.as_deref() == Some(Path::new("/报告")));
    let key = script.session.review().reports[2].id.clone();
    choose(&mut script, |choices| choices.report = Some(key));
    let Picker::Export(place) = begin(&mut script) else { panic!() };
    let name = |script: &Script, index: usize| {
        script.session.review().reports[index].path.file_stem().unwrap().to_str().unwrap().to_owned()
    };
    assert_eq!((place.into_folder, place.name), (false, format!("{}-批注.docx", name(&script, 2))));
    choose(&mut script, |choices| choices.format = ExportFormat::Xlsx);
    let Picker::Export(place) = begin(&mut script) else { panic!() };
    assert_eq!((place.into_folder, place.name.as_str()), (false, "报告.xlsx"));
}

#[test]
fn only_what_the_system_asked_about_may_be_replaced_unasked() {
    let mut script = noted();
    choose(&mut script, |choices| choices.format = ExportFormat::Html);
    assert_eq!(picked(&mut script, "/报告/a.html").replace, [PathBuf::from("/报告/a.html")]);
    let added = picked(&mut script, "/报告/a");
    assert_eq!((added.to, added.replace), ("/报告/a.html".into(), vec![]));
    let picker = begin(&mut script);
    script.take(ShellOutcome::NoDialog(picker));
    let effects = script.tell(ShellCommand::TypePath(Some("/报告/b.html".into())));
    assert!(written(&effects).replace.is_empty(), "nobody asked about what was typed");
    choose(&mut script, |choices| choices.format = ExportFormat::Docx);
    assert!(picked(&mut script, "/报告").replace.is_empty(), "nobody asked about what is in a folder");
}

#[test]
fn what_is_in_the_way_is_asked_about() {
    let mut script = noted();
    choose(&mut script, |choices| choices.format = ExportFormat::Csv);
    let taken = |script: &mut Script, export: &Export| {
        let end = ExportEnd::Taken(Box::new(export.clone()), vec!["/报告/a.csv".into()]);
        script.take(Outcome::Export(ExportOutcome::Ended { number: export.number, end }));
    };
    let first = picked(&mut script, "/报告/a");
    assert_eq!(script.session.activity(), Some(Activity::Exporting(0, 1)));
    taken(&mut script, &first);
    assert_eq!(script.session.activity(), None);
    assert_eq!(script.session.export_in_the_way(), Some(&[PathBuf::from("/报告/a.csv")][..]));
    assert!(script.tell(Command::Export(ExportCommand::Replace(false))).is_empty());
    assert_eq!(script.session.export_in_the_way(), None);

    let second = picked(&mut script, "/报告/a");
    taken(&mut script, &second);
    let effects = script.tell(Command::Export(ExportCommand::Replace(true)));
    let again = written(&effects);
    assert_eq!((&again.to, &again.replace), (&second.to, &vec![PathBuf::from("/报告/a.csv")]));
    assert_ne!(again.number, second.number);
}

#[test]
fn how_it_went_is_said_until_the_next_one() {
    let mut script = noted();
    choose(&mut script, |choices| choices.format = ExportFormat::Csv);
    let ended = |script: &mut Script, end: ExportEnd| {
        let number = picked(script, "/报告/a.csv").number;
        assert!(script.notices().is_empty(), "what was said of the last one is gone");
        script.take(Outcome::Export(ExportOutcome::Ended { number, end }));
        script.notices()
    };
    let files = vec![(PathBuf::from("/报告/a.csv"), None)];
    let said = ended(&mut script, ExportEnd::Written { files, unread: 2, refused: Vec::new() });
    assert_eq!(said, ["export-done", "export-unread"]);
    assert_eq!(script.session.notices()[0].file.as_deref(), Some(Path::new("/报告/a.csv")));
    let failed = ExportEnd::Failed(jiaokan::message::Message::new("job-failed"), 1);
    assert_eq!(ended(&mut script, failed), ["job-failed", "export-written-before"]);
    assert_eq!(script.session.notices()[0].kind, NoticeKind::Failure);
    assert_eq!(ended(&mut script, ExportEnd::Stopped(0)), ["export-stopped"]);
}

#[test]
fn a_note_that_is_being_written_comes_along_and_choices_are_kept() {
    let mut script = noted();
    script.select(script.id("云溪.txt"), "石桥镇");
    script.run(ReviewCommand::BeginNote);
    script.type_note("还没有写完");
    let mut choices = ExportChoices { format: ExportFormat::JsonLd, ..ExportChoices::default() };
    choices.report = Some(script.session.review().reports[0].id.clone());
    choices.listed_only = true;
    let effects = script.set_told(Settings { export: choices, ..settings() });
    let kept = effects.iter().find_map(|effect| match effect {
        Effect::Shell(ShellEffect::StoreSettings(settings)) => Some(ron::to_string(settings).unwrap()),
        _ => None,
    });
    let kept: Settings = ron::from_str(&kept.unwrap()).unwrap();
    assert_eq!(kept.export, ExportChoices { format: ExportFormat::JsonLd, ..ExportChoices::default() });
    let export = picked(&mut script, "/报告/a.jsonld");
    assert_eq!(export.review.notes.last().unwrap().body, "还没有写完");
}

#[test]
fn what_is_not_known_is_looked_for_and_what_was_taken_out_is_read() {
    let mut script = noted();
    choose(&mut script, |choices| choices.format = ExportFormat::Html);
    let closed = script.id("柳河.txt");
    // The comparison that this asks for never comes back.
    script.tell(LibraryCommand::Close(closed));
    let preview = script.session.export_preview(&script.session.settings().export);
    assert_eq!((preview.notes, preview.findings, preview.reports.len()), (2, None, 3));
    let export = picked(&mut script, "/报告/a.html");
    assert!(export.analysis.is_none() && export.task.documents.len() == 2);
    let [(key, path)] = export.to_read.as_slice() else { panic!("{:?}", export.to_read) };
    assert_eq!(path, Path::new("/报告/柳河.txt"));
    let gone = [(key.clone(), jiaokan::message::Message::new("export-not-read"))];
    let sheet = gather_export(&export, &Analysis::default(), &[], &gone);
    assert_eq!(sheet.reports.iter().filter(|report| report.unreadable.is_some()).count(), 1);
}

fn desk(folder: &Folder) -> Desk {
    let mut desk = Desk::at(Places::default(), settings());
    desk.tell(LibraryCommand::Open(vec![folder.path()]));
    desk.write_note("石桥.txt", "工作要点", "请核实。");
    desk
}

fn export(desk: &mut Desk, format: ExportFormat, to: &Path) {
    export_with(desk, ExportChoices { format, all_reports: true, ..ExportChoices::default() }, to);
}

fn export_with(desk: &mut Desk, export: ExportChoices, to: &Path) {
    desk.set(Settings { export, ..desk.session.settings().clone() });
    let effects = desk.session.apply(Command::Export(ExportCommand::Begin));
    let [Effect::Shell(ShellEffect::Pick(picker))] = effects.as_slice() else { panic!("{effects:?}") };
    let effects = desk.session.absorb(ShellOutcome::NoDialog(picker.clone()));
    assert!(effects.is_empty());
    desk.tell(ShellCommand::TypePath(Some(to.to_owned())));
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().to_str().unwrap().to_owned()).collect();
    names.sort();
    names
}

#[test]
fn every_format_is_written_and_nothing_is_replaced_without_a_yes() {
    let folder = Folder::new();
    let mut desk = desk(&folder);
    for format in ExportFormat::ALL.into_iter().filter(|format| !format.is_by_report()) {
        let file = folder.file(&format!("导出.{}", format.extension()));
        export(&mut desk, format, &file);
        assert_eq!(desk.notices(), ["export-done"]);
        let first = fs::read(&file).unwrap();
        assert!(!format.is_text() || String::from_utf8(first.clone()).unwrap().contains("请核实。"));

        fs::write(&file, "别人的").unwrap();
        export(&mut desk, format, &file);
        assert_eq!(desk.session.export_in_the_way(), Some(&[file.clone()][..]));
        desk.tell(Command::Export(ExportCommand::Replace(false)));
        assert_eq!(fs::read(&file).unwrap(), "别人的".as_bytes());
        export(&mut desk, format, &file);
        desk.tell(Command::Export(ExportCommand::Replace(true)));
        assert!(fs::read(&file).unwrap().len() > 100);
    }
}

#[test]
fn word_files_go_into_a_folder_all_or_none() {
    let folder = Folder::new();
    let mut desk = desk(&folder);
    let out = folder.file("交换");
    fs::create_dir(&out).unwrap();
    fs::write(out.join("云溪-批注.docx"), "别人的").unwrap();
    export(&mut desk, ExportFormat::Docx, &out);
    assert_eq!(names(&out), ["云溪-批注.docx"], "none before the question is answered");
    assert_eq!(desk.session.export_in_the_way().unwrap().len(), 1);
    desk.tell(Command::Export(ExportCommand::Replace(true)));
    assert_eq!(names(&out), ["云溪-批注.docx", "石桥-批注.docx"]);
    assert!(fs::read(out.join("云溪-批注.docx")).unwrap().starts_with(b"PK"));
    assert_eq!(desk.notices(), ["export-done-folder"]);
    // One that is not there is made.
    export(&mut desk, ExportFormat::Docx, &folder.file("新的"));
    assert_eq!(names(&folder.file("新的")).len(), 2);
    // Unless all are asked for, only reports with comments become files.
    let only = ExportChoices { format: ExportFormat::Docx, ..ExportChoices::default() };
    assert_eq!(desk.session.export_preview(&only).reports.len(), 1);
    export_with(&mut desk, only, &folder.file("有批注的"));
    assert_eq!(names(&folder.file("有批注的")), ["石桥-批注.docx"]);
    // No report is a PDF: nothing is written, and each is named.
    let pdf = ExportChoices { format: ExportFormat::Pdf, all_reports: true, ..ExportChoices::default() };
    assert!(desk.session.export_preview(&pdf).reports.iter().all(|report| !report.has_original));
    export_with(&mut desk, pdf, &folder.file("PDF"));
    assert_eq!(desk.notices(), ["export-pdf-none", "export-pdf-none"]);
}

#[test]
fn a_failure_is_said_and_leaves_nothing() {
    let folder = Folder::new();
    let mut desk = desk(&folder);
    let before = names(&folder.path());
    export(&mut desk, ExportFormat::Html, &folder.file("没有这个/导出.html"));
    assert_eq!(desk.notices(), ["export-error-folder-missing"]);
    export(&mut desk, ExportFormat::Docx, &folder.file("没有这个/这个也没有"));
    assert_eq!(desk.notices(), ["export-error-folder-missing"]);
    fs::create_dir(folder.file("a.csv")).unwrap();
    export(&mut desk, ExportFormat::Csv, &folder.file("a.csv"));
    assert_eq!((desk.notices(), desk.session.export_in_the_way()), (vec!["export-error-system"], None));
    fs::remove_dir(folder.file("a.csv")).unwrap();
    // A report is no place to export to, whatever the dialog was told.
    let text = fs::read(folder.file("石桥.txt")).unwrap();
    let [mine, other] = [folder.file("石桥.csv"), folder.file("石桥.txt")];
    assert!(!mine.exists());
    export(&mut desk, ExportFormat::Csv, &other);
    assert_eq!(desk.notices(), ["export-error-own"]);
    assert_eq!((fs::read(other).unwrap(), names(&folder.path())), (text, before));
}

#[test]
fn an_export_that_is_stopped_leaves_nothing() {
    let folder = Folder::new();
    let mut desk = desk(&folder);
    let choices = ExportChoices { format: ExportFormat::Html, ..ExportChoices::default() };
    desk.set(Settings { export: choices, ..desk.session.settings().clone() });
    let before = names(&folder.path());
    let effects = desk.session.apply(Command::Export(ExportCommand::Begin));
    let [Effect::Shell(ShellEffect::Pick(picker))] = effects.as_slice() else { panic!("{effects:?}") };
    let path = folder.file("导出.html");
    let effects = desk.session.absorb(ShellOutcome::Picked(picker.clone(), vec![path]));
    // Both reach the workers in one breath; the first may still be done before the second is seen.
    let mut all = effects;
    all.extend(desk.session.apply(Command::Export(ExportCommand::Stop)));
    desk.work(all);
    match desk.notices().as_slice() {
        ["export-stopped"] => assert_eq!(names(&folder.path()), before),
        said => assert_eq!((said, folder.file("导出.html").exists()), (&["export-done"][..], true)),
    }
}

#[test]
fn the_comparison_in_view_is_handed_on_as_tracked_changes_or_as_a_page() {
    let mut script =
        Script::open([("/报告/a.txt", report("石桥县", SHARED)), ("/报告/b.txt", report("云溪县", SHARED))]);
    script.run(ExportCommand::BeginComparison(ExportFormat::Docx));
    assert!(script.take_left().is_empty(), "nothing is compared");
    let [a, b] = ["a.txt", "b.txt"].map(|name| script.id(name));
    script.run(CompareCommand::Reports(a, b));
    for (format, begin) in [(ExportFormat::Docx, &b"PK"[..]), (ExportFormat::Html, b"<!DOCTYPE html>")] {
        script.run(ExportCommand::BeginComparison(format));
        let left = script.take_left();
        let [Effect::Shell(ShellEffect::Pick(Picker::Export(place)))] = left.as_slice() else {
            panic!("{left:?}")
        };
        assert_eq!(place.name, format!("石桥县 2024 - 云溪县 2024.{}", format.extension()));
        assert_eq!(place.folder.as_deref(), Some("/报告".as_ref()));
        let picker = Picker::Export(place.clone());
        let effects = script.session.absorb(ShellOutcome::Picked(picker, vec!["/报告/比较.x".into()]));
        let written = effects.iter().find_map(|effect| match effect {
            Effect::Export(ExportEffect::WriteComparison(export)) => Some(export),
            _ => None,
        });
        let export = written.expect("it is written");
        assert!(!export.may_replace, "the ending was added, so nobody was asked about the file");
        assert!(export.kept.contains(&"/报告/a.txt".into()));
        let mut out = Vec::new();
        export.write(&mut out).unwrap();
        assert!(out.starts_with(begin));
        let number = export.number;
        let end =
            ExportEnd::Written { files: vec![(export.to.clone(), None)], unread: 0, refused: Vec::new() };
        script.take(ExportOutcome::Ended { number, end });
        assert!(script.notices().contains(&"export-done"), "{:?}", script.notices());
    }
}
