//! Reading in the panes: showing and hiding marks, comparing passages, pairing sections, changing set phrases, notices.

#![allow(clippy::unwrap_used, reason = "helpers of tests are tests too")]

use std::fs;

use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use jiaokan::session::{LibraryCommand, MarkKind, NoticeKind, PaneCommand, ReviewCommand, Selection};
use jiaokan_window_tests::{LAST_YEAR, REPEATED, THIS_YEAR, Window};

fn both_years() -> Window {
    let mut window = Window::with_reports(&[("去年.txt", LAST_YEAR), ("今年.txt", THIS_YEAR)]);
    // Wide enough that the library stands beside the text.
    window.harness.set_size(egui::vec2(1920.0, 1080.0));
    window.run();
    window
}

/// Selects the first occurrence of `words` in a pane's report.
fn select(window: &mut Window, pane: usize, words: &str) {
    let selection = window.look(|session| {
        let report = session.panes().list[pane].report.expect("a report");
        let text = session.document(report).expect("read").text().as_str();
        let start = text[..text.find(words).expect("it says so")].chars().count();
        Selection { pane, report, span: jiaokan::text::Span::new(start, start + words.chars().count()) }
    });
    window.apply(PaneCommand::Select(Some(selection)));
}

#[test]
fn the_legend_shows_and_hides_a_kind_of_marks() {
    let mut window = both_years();
    let marks = |window: &Window| window.harness.query_all_by_label_contains("近似，第").count();
    let before = marks(&window);
    assert!(before > 0);
    window.click("标出近似");
    assert_eq!(marks(&window), 0);
    assert!(!window.session().settings().shows_marks(MarkKind::Near));
    assert!(
        window.look(|session| session
            .listing()
            .findings()
            .iter()
            .all(|&at| session.findings().list[at].kind != MarkKind::Near)),
        "the list follows the marks"
    );
    window.click("标出近似");
    assert!(marks(&window) > 0);
}

#[test]
fn two_selections_are_compared_with_what_differs() {
    let mut window = both_years();
    select(&mut window, 0, "2023年");
    assert!(window.session().selections_to_compare().is_none());
    select(&mut window, 1, "2024年");
    assert!(window.harness.query_all_by_label("比对两处所选文字").count() > 0);
    window.harness.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::D);
    window.wait_until("the worker that compares them", |window| window.session().passages().is_some());
    window.harness.get_by_role_and_label(egui::Role::Dialog, "两处所选文字");
    window.look(|session| {
        let passages = session.passages().unwrap();
        let texts = [0, 1].map(|side: usize| passages.sides[side].text.clone());
        assert_eq!((texts, passages.differences), (["2023年".to_owned(), "2024年".to_owned()], 1));
        assert_eq!(passages.sides[0].changed, [jiaokan::text::Span::new(0, 4)]);
    });
    // Letter keys do nothing while a dialog is open.
    window.press(Key::J);
    assert!(window.session().chosen().is_none());
    window.click("关闭");
    assert!(window.session().passages().is_none());
    window.press(Key::Escape);
    assert!(window.session().selections_to_compare().is_none());
}

#[test]
fn the_outline_of_two_reports_pairs_their_sections() {
    let mut window = both_years();
    let pair = "一、主要工作情况, 两份标题相同";
    window.harness.get_by_label(pair).click();
    window.run();
    window.look(|session| {
        assert!(session.panes().list.iter().all(|pane| pane.reveal.is_some()), "both come into view");
    });
    window.click("两份报告的章节对应");
    assert!(window.harness.query_by_label(pair).is_none());
    window.click("两份报告的章节对应");
    window.harness.get_by_label(pair);
}

#[test]
fn a_set_phrase_is_added_kept_and_taken_into_account() {
    let mut window = both_years();
    let phrase = "栖川经验做法";
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::Comma);
    window.run();
    // A dialog needs a few frames to settle its size.
    window.harness.run_steps(12);
    window.click("套话");
    window.harness.run_steps(12);
    window.click("查找，或输入新的套话");
    window.harness.get_by_label("查找，或输入新的套话").type_text(phrase);
    window.harness.run_steps(12);
    window.click("添加");
    window.wait();
    assert_eq!(window.session().settings().phrases_added, [phrase]);
    // Settings are written by a worker.
    let file = window.folder.path().join("settings").join("settings.ron");
    window.wait_until("the phrase in the file", |_| fs::read_to_string(&file).unwrap().contains(phrase));
    window.click("恢复随程序提供的套话");
    window.wait();
    assert!(window.session().settings().phrases_added.is_empty());
}

#[test]
fn what_is_only_said_goes_by_itself_and_what_failed_stays() {
    let mut window = Window::with_reports(&[("两遍.txt", REPEATED)]);
    // Nothing is selected, so no note can be begun.
    window.apply(ReviewCommand::BeginNote);
    let words = window.look(|session| {
        assert_eq!(
            session.notices().iter().map(|notice| notice.kind).collect::<Vec<_>>(),
            [NoticeKind::Info]
        );
        session.notices()[0].message.id
    });
    assert_eq!(words, "note-needs-a-place");
    window.harness.run_steps(600);
    assert!(window.session().notices().is_empty(), "20 seconds later");
    let missing = window.folder.path().join("没有.review.ron");
    window.apply(LibraryCommand::Open(vec![missing]));
    window.wait();
    window.harness.run_steps(600);
    assert_eq!(window.session().notices().len(), 1);
}

#[test]
fn notes_are_walked_by_keys_that_are_letters_in_a_field() {
    let mut window = both_years();
    window.write_note("依法行政工作", "第一条");
    window.write_note("巡回法庭进村", "第二条");
    let chosen = |window: &Window| {
        window.look(|session| {
            session.notes().only_chosen().map(|id| session.review().note(id).unwrap().body.clone())
        })
    };
    window.press(Key::F4);
    assert_eq!(chosen(&window).as_deref(), Some("第一条"));
    window.press(Key::F4);
    assert_eq!(chosen(&window).as_deref(), Some("第二条"));
    window.harness.key_press_modifiers(Modifiers::SHIFT, Key::F4);
    window.run();
    assert_eq!(chosen(&window).as_deref(), Some("第一条"));
    window.press(Key::E);
    window.harness.event(egui::Event::Text("J".to_owned()));
    window.harness.key_press_modifiers(Modifiers::SHIFT, Key::J);
    window.run();
    assert_eq!(chosen(&window).as_deref(), Some("第一条"), "a capital letter is a letter");
}

#[test]
fn lists_share_the_height_of_the_window() {
    let mut window = both_years();
    let bottom =
        |window: &Window| window.harness.get_by_role_and_label(egui::Role::Heading, "章节").rect().top();
    let before = bottom(&window);
    window.harness.set_size(egui::vec2(1920.0, 500.0));
    window.run();
    assert!(bottom(&window) < before - 80.0);
    // Parts and sections never overlap.
    for height in [420.0, 500.0, 600.0, 800.0] {
        window.harness.set_size(egui::vec2(1920.0, height));
        window.run();
        let Some(parts) = window.harness.query_all_by_label("组成部分").next() else { continue };
        let title = window.harness.get_by_role_and_label(egui::Role::Heading, "章节").rect();
        assert!(parts.rect().top() > title.bottom(), "{height}");
    }
}
