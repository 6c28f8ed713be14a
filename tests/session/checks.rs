//! What the checks say in the list of findings: places, filters, notes, verdicts, settings; and the parts of a report.

use jiaokan::review::{Category, Judgement};
use jiaokan::session::{
    AnalysisEffect, Effect, LibraryCommand, MarkKind, Outcome, PartStatus, Picker, ProfileChoice,
    ReviewCommand, Settings, ShellOutcome, WorkCommand, all_checks,
};

use crate::script::{Script, compared, settings};
use crate::texts::{SHARED, report};

/// A report with a word doubled (one place), a number skipped (two places) and two spaces' worth of hints.
fn faulty() -> String {
    "松岭县2024年法治政府建设年度报告\n一、主要工作\n（一）松岭县印发了工作要点。\n（二）各乡镇的的调解室已经建成。\n\
     （四）全县开展培训六场，覆盖全部乡镇。\n二、存在的问题\n少数部门对新要求学习不够。\n"
        .to_owned()
}

fn ids(script: &Script) -> Vec<&'static str> {
    let list = &script.session.findings().list;
    let listed = script.session.listing().findings().iter();
    listed.filter_map(|&finding| list[finding].check.as_ref().map(|check| check.id)).collect()
}

fn choose(script: &mut Script, id: &str) -> usize {
    let is_it = |f: &jiaokan::session::Finding| f.check.as_ref().is_some_and(|check| check.id == id);
    let finding = script.session.findings().list.iter().position(is_it).unwrap_or_else(|| panic!("no {id}"));
    script.run(WorkCommand::Choose(finding));
    finding
}

#[test]
fn a_finding_with_one_place_stays_in_one_pane() {
    let mut script = Script::open([("/a.txt", faulty())]);
    choose(&mut script, "doubled-word");
    assert_eq!(script.chosen().kind, MarkKind::Check);
    assert_eq!(script.session.chosen().unwrap().places, [0, 0]);
    assert_eq!(script.session.panes().list.len(), 1, "no second pane opens");
    let before = script.panes();
    script.run(WorkCommand::OtherPlace);
    assert_eq!(script.panes(), before, "there is no other place");
    // What it is held against stands beside it.
    choose(&mut script, "numbering-gap");
    assert_eq!(script.session.chosen().unwrap().places, [0, 1]);
    assert_eq!(script.session.panes().list.len(), 2);
    let a = script.id("a.txt");
    let revealed: Vec<&str> = script.panes().iter().map(|pane| script.text(a, pane.1.unwrap())).collect();
    assert!(revealed.contains(&"（四）") && revealed.contains(&"（二）"), "{revealed:?}");
}

#[test]
fn a_note_on_it_has_its_place_and_category() {
    let mut script = Script::open([("/a.txt", faulty())]);
    choose(&mut script, "doubled-word");
    script.run(ReviewCommand::BeginNote);
    let draft = script.session.draft().unwrap();
    assert_eq!((draft.note.targets.len(), &draft.note.category), (1, &Category::Wording));
    script.run(ReviewCommand::CancelNote);
    choose(&mut script, "numbering-gap");
    script.run(ReviewCommand::BeginNote);
    let draft = script.session.draft().unwrap();
    assert_eq!((draft.note.targets.len(), &draft.note.category), (2, &Category::Structure));
}

#[test]
fn filters_and_groups_know_checks() {
    let mut script = Script::open([("/a.txt", faulty())]);
    for (words, expected) in [
        ("kind:check -check:numbering", &["doubled-word"][..]),
        ("检查:跳号", &["numbering-gap"]),
        ("severity:hint", &[]),
    ] {
        script.run(WorkCommand::Filter(words.into()));
        assert!(script.session.listing().error.is_none(), "{words}");
        assert_eq!(ids(&script), expected, "{words}");
    }
    script.run(WorkCommand::Filter(String::new()));
}

#[test]
fn a_verdict_lasts_and_a_check_can_be_off() {
    let mut script = Script::open([("/a.txt", faulty())]);
    let finding = choose(&mut script, "doubled-word");
    script.run(WorkCommand::JudgeChosen(Judgement::Dismissed));
    assert!(script.session.review().verdicts[0].finding.starts_with("doubled-word:"));
    script.write("/b.txt", report("云溪县", SHARED));
    script.run(LibraryCommand::Open(vec!["/b.txt".into()]));
    let again = choose(&mut script, "doubled-word");
    assert_eq!(script.session.verdict(again).unwrap().verdict, Judgement::Dismissed, "was {finding}");
    let mut choices = settings();
    let about = all_checks().into_iter().find(|about| about.id == "doubled-word").unwrap();
    choices.set_check(about, false);
    script.set(choices.clone());
    assert!(!ids(&script).contains(&"doubled-word") && ids(&script).contains(&"numbering-gap"));
    choices.set_check(about, true);
    assert!(choices.checks_off.is_empty() && choices.checks_on.is_empty(), "the default is not kept");
    script.set(choices);
    assert!(ids(&script).contains(&"doubled-word"));
}

#[test]
fn parts_are_known_and_a_faulty_profile_is_told_once() {
    let mut script = Script::open([("/a.txt", faulty())]);
    let a = script.id("a.txt");
    let parts = script.session.parts();
    assert_eq!(parts.of(a).len(), 5);
    assert!(parts.of(a).iter().any(|p| p.part == "shortcomings" && p.status == PartStatus::Present));
    assert!(parts.absent(a) >= 1);
    // A profile is chosen; reading it is for the workers, and they find a fault.
    let fault = jiaokan::message::Message::new("profile-unreadable").with("path", "/p.ron");
    let chosen = Outcome::Shell(ShellOutcome::Picked(Picker::Profile, vec!["/p.ron".into()]));
    let mut effects = script.session.absorb(chosen);
    for _ in 0..2 {
        for effect in std::mem::take(&mut effects) {
            if let Effect::Analysis(AnalysisEffect::Run { ticket, mut task }) = effect {
                assert!(matches!(task.profile, ProfileChoice::File(_)));
                task.profile = ProfileChoice::Faulty(fault.clone());
                script.take(compared(ticket, &task));
            }
        }
        // A shorter least length has everything analysed anew.
        let min_length = script.session.settings().min_length - 1;
        effects = script.set_told(Settings { min_length, ..script.session.settings().clone() });
        assert_eq!(script.notices(), ["profile-unreadable"]);
    }
    script.perform(effects);
    assert_eq!(script.session.parts().of(a), []);
    script.set(Settings { parts_profile: None, ..script.session.settings().clone() });
    assert_eq!(script.session.parts().of(a).len(), 5);
    assert!(script.notices().is_empty(), "it is mended");
}
