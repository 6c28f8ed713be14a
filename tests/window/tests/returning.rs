//! Coming back: where a review was left, the pair shown at first, a closed report undone, places in view.

#![allow(clippy::unwrap_used, reason = "helpers of tests are tests too")]

use std::fs;

use egui::{Key, Modifiers, PointerButton};
use egui_kittest::kittest::Queryable as _;
use jiaokan::i18n::Language;
use jiaokan::session::{LibraryCommand, MarkKind, Settings, Theme, View, WorkCommand};
use jiaokan_window_tests::{LAST_YEAR, REPEATED, THIS_YEAR, Window};

fn three() -> Window {
    Window::with_reports(&[("一.txt", REPEATED), ("去年.txt", LAST_YEAR), ("今年.txt", THIS_YEAR)])
}

/// Titles of the reports in the panes.
fn titles(window: &Window) -> Vec<String> {
    window.look(|session| {
        let panes = session.panes().list.iter();
        panes.map(|pane| pane.report.map_or(String::new(), |id| session.entry(id).unwrap().title())).collect()
    })
}

#[test]
fn reports_opened_for_the_first_time_show_the_pair_that_shares_most() {
    let window = three();
    let shown = titles(&window);
    assert!(shown[0].contains("2023") && shown[1].contains("2024"), "{shown:?}");
    assert!(window.session().chosen().is_none());
}

#[test]
fn a_review_reopens_where_it_was_left() {
    let mut window = three();
    window.write_note("依法行政工作", "请核对");
    let near = window.look(|session| {
        session.findings().list.iter().position(|f| f.kind == MarkKind::Near).expect("a passage")
    });
    window.apply(WorkCommand::Filter("类型:近似".to_owned()));
    window.apply(WorkCommand::Choose(near));
    window.press_with(Modifiers::COMMAND, Key::D);
    window.wait();
    let file = window.folder.path().join("审阅.review.ron");
    window.save_to(&file);
    let before = (titles(&window), window.look(|s| s.findings().list[near].key.clone()));
    window.press_with(Modifiers::COMMAND, Key::Q);
    window.wait();
    let settings = window.folder.path().join("settings").join("settings.ron");
    window.wait_until("the place in the settings", |_| {
        fs::read_to_string(&settings).unwrap().contains("审阅.review.ron")
    });
    let text = fs::read_to_string(&settings).unwrap();
    let choices: Settings = ron::from_str(&text).unwrap();
    assert!(!fs::read_to_string(&file).unwrap().contains("类型:近似"), "not in the review's file");
    let choices = Settings { language: Language::Chinese, theme: Theme::Light, ..choices };
    let mut again = Window::start(window.folder, vec![file], &choices, None);
    again.wait_until("the comparison", |window| window.session().view() == View::Compare);
    again.look(|session| {
        let chosen = session.chosen().expect("the finding is selected again");
        assert_eq!(session.findings().list[chosen.finding].key, before.1);
        assert_eq!(session.listing().filter, "类型:近似");
    });
    assert_eq!(titles(&again), before.0);
}

#[test]
fn closing_a_report_is_undone_in_its_turn() {
    let mut window = three();
    let count = |window: &Window| window.session().entries().len();
    window.write_note("依法行政工作", "第一条");
    // Not the last report of the list, and in a pane.
    let id = window.look(|session| session.entries()[0].id);
    window.apply(jiaokan::session::PaneCommand::Show { report: id, pane: Some(1) });
    let shown = titles(&window);
    window.apply(LibraryCommand::Close(id));
    assert_eq!(count(&window), 2);
    window.harness.get_by_label_contains("已从审阅移出");
    window.press_with(Modifiers::COMMAND, Key::Z);
    window.wait();
    assert_eq!((count(&window), window.session().review().notes.len()), (3, 1), "only the report came back");
    assert_eq!(window.look(|session| session.number(id)), Some(1), "with its number");
    assert_eq!(titles(&window), shown, "in the pane that showed it");
    assert!(window.harness.query_by_label_contains("已从审阅移出").is_none(), "no longer true");
    window.press_with(Modifiers::COMMAND, Key::Y);
    window.wait();
    assert_eq!(count(&window), 2);
    window.press_with(Modifiers::COMMAND, Key::Z);
    window.wait();
    window.press_with(Modifiers::COMMAND, Key::Z);
    window.wait();
    assert_eq!((count(&window), window.session().review().notes.len()), (3, 0), "the edit before it");
}

#[test]
fn a_click_on_marked_text_sets_the_caret_and_keeps_both_reports() {
    let mut window = three();
    let shown = titles(&window);
    let rect = window.harness.query_all_by_label_contains("依法行政工作").next().unwrap().rect();
    let at = rect.left_top() + egui::vec2(60.0, 14.0);
    let click = |window: &mut Window| {
        window.harness.event(egui::Event::PointerMoved(at));
        for pressed in [true, false] {
            let modifiers = Modifiers::NONE;
            window.harness.event(egui::Event::PointerButton {
                pos: at,
                button: PointerButton::Primary,
                pressed,
                modifiers,
            });
            window.harness.step();
        }
    };
    click(&mut window);
    window.run();
    assert!(window.session().chosen().is_none() && window.session().selection().is_none());
    // Longer than between the clicks of a double click.
    window.harness.run_steps(45);
    click(&mut window);
    click(&mut window);
    window.run();
    let word = window.session().selected_text().expect("a number or a clause");
    assert!(!word.is_empty() && !word.contains(['，', '。', '；', '\n']), "{word}");
    assert_eq!(titles(&window), shown);
    assert!(window.session().chosen().is_none(), "a double click selects and nothing else");
    // Enter chooses the finding at the caret.
    window.press(Key::Escape);
    window.press(Key::Enter);
    assert!(window.session().chosen().is_some());
    assert_eq!(titles(&window), shown);
}

#[test]
fn differences_are_those_of_the_two_places_in_view() {
    let body = |year: &str, figures: [u32; 4]| {
        let [a, b, c, d] = figures;
        format!(
            "栖川县{year}年法治政府建设情况报告\n{year}年，全县召开专题会议{a}次，研究解决执法办案用房和装备经费等实际\
             困难{b}个，现场评议部门负责人{c}人，书面评议乡镇负责人{d}人，干部依法办事的意识明显增强，群众满意度稳步提高。\n"
        )
    };
    let reports = [body("2022", [4, 16, 12, 41]), body("2023", [4, 16, 12, 41]), body("2024", [3, 8, 5, 20])];
    let mut window = Window::with_reports(&[
        ("2022.txt", &reports[0]),
        ("2023.txt", &reports[1]),
        ("2024.txt", &reports[2]),
    ]);
    let near = window.look(|session| {
        session.findings().list.iter().position(|f| f.kind == MarkKind::Near && f.places.len() == 3)
    });
    let near = near.expect("a passage in three reports");
    window.apply(WorkCommand::Choose(near));
    let mut seen = Vec::new();
    for _ in 0..3 {
        window.wait_until("the differences", |window| window.session().shown_difference().is_some());
        let (words, count) = window.look(|session| {
            let chosen = session.chosen().unwrap();
            let finding = &session.findings().list[near];
            let words = [0, 1].map(|side: usize| -> Vec<String> {
                let place = finding.places[chosen.places[side]];
                let text = session.document(place.report).unwrap().text();
                let marks = session.findings().marks_in(place.report, place.span);
                let mark =
                    marks.filter(|m| m.finding == near).find(|m| m.place == chosen.places[side]).unwrap();
                let pane = session.panes().list.iter().position(|p| p.report == Some(place.report)).unwrap();
                session.changed(pane, mark).iter().map(|span| text.slice(*span).to_owned()).collect()
            });
            (words, session.shown_difference().unwrap().count)
        });
        assert_eq!(words[0].len(), count, "{words:?}");
        for (left, right) in words[0].iter().zip(&words[1]) {
            assert_ne!(left, right, "what is equal in both is not marked");
        }
        seen.push(count);
        window.press(Key::O);
    }
    seen.sort_unstable();
    seen.dedup();
    assert!(seen.len() > 1, "other places, other differences: {seen:?}");
}
