//! The comparison as the other face of the pair in view: the same place there and back, keys that act on the row in view,
//! folding, selecting in rows.

#![allow(clippy::unwrap_used, reason = "helpers of tests are tests too")]

use egui::{Key, Modifiers, PointerButton, pos2};
use egui_kittest::kittest::Queryable as _;
use jiaokan::review::Judgement;
use jiaokan::session::{CompareCommand, MarkKind, PaneCommand, View, WorkCommand};
use jiaokan_window_tests::{LAST_YEAR, THIS_YEAR, Window};

fn compared() -> Window {
    compare(THIS_YEAR, LAST_YEAR)
}

fn compare(this: &str, last: &str) -> Window {
    let mut window = Window::with_reports(&[("今年.txt", this), ("去年.txt", last)]);
    window.press_with(Modifiers::COMMAND, Key::D);
    window.wait_until("the rows", |window| window.session().compared().is_some_and(|c| c.result().is_some()));
    window
}

/// The current row's text on both sides.
fn current(window: &Window) -> [Option<String>; 2] {
    window.look(|session| {
        let compared = session.compared().unwrap();
        let places = compared.places(compared.at.expect("a row is current"));
        places.map(|place| {
            let place = place?;
            Some(session.document(place.report)?.text().slice(place.span).to_owned())
        })
    })
}

#[test]
fn the_older_report_is_on_the_left() {
    let window = compared();
    window.look(|session| {
        let compared = session.compared().unwrap();
        let title = |id| session.entry(id).unwrap().title();
        assert!(title(compared.left).contains("2023") && title(compared.right).contains("2024"));
        assert!(compared.at.is_some(), "a row is current from the beginning");
    });
}

#[test]
fn a_note_goes_to_both_sides_of_the_row_in_view() {
    let mut window = compared();
    for _ in 0..3 {
        window.press(Key::J);
        let row = current(&window);
        window.press(Key::N);
        let quoted: Vec<String> = window.look(|session| {
            session.draft().expect("the editor").note.targets.iter().map(|t| t.exact.clone()).collect()
        });
        assert_eq!(quoted, row.into_iter().flatten().collect::<Vec<_>>());
        window.press(Key::Escape);
        assert!(window.session().draft().is_none());
        assert_eq!(window.session().view(), View::Compare, "only the editor was closed");
    }
}

#[test]
fn a_verdict_goes_to_a_finding_of_the_row_in_view() {
    let mut window = compared();
    let mut judged = 0;
    for _ in 0..12 {
        window.press(Key::J);
        let row = window.look(|session| session.compared().unwrap().at.unwrap());
        let parts = window.look(|session| session.parts_of_row(row));
        let Some(part) = parts.first().copied() else { continue };
        assert_eq!(window.session().chosen(), Some(part));
        window.look(|session| {
            let places = session.compared().unwrap().places(row);
            let finding = &session.findings().list[part.finding];
            for (side, place) in places.into_iter().enumerate() {
                let at = finding.places[part.places[side]];
                assert!(place.is_none_or(|place| at.report != place.report || at.span.overlaps(place.span)));
            }
        });
        if window.look(|session| session.verdict(part.finding).is_none()) {
            window.press(Key::Y);
            let verdict = window.look(|session| session.verdict(part.finding).map(|v| v.verdict));
            assert_eq!(verdict, Some(Judgement::Confirmed));
            judged += 1;
        }
    }
    assert!(judged > 0);
}

#[test]
fn the_same_place_is_in_view_there_and_back() {
    let mut window = compared();
    for _ in 0..4 {
        window.press(Key::J);
    }
    let row = current(&window);
    let chosen = window.session().chosen();
    window.press(Key::Escape);
    assert_eq!(window.session().view(), View::Panes);
    assert_eq!(window.session().chosen(), chosen, "the same part");
    window.look(|session| {
        for pane in &session.panes().list {
            let reveal = pane.reveal.expect("both panes go to the row");
            let text = session.document(pane.report.unwrap()).unwrap().text();
            assert!(row.iter().flatten().any(|words| words == text.slice(reveal.span)));
        }
    });
    window.press_with(Modifiers::COMMAND, Key::D);
    assert_eq!(current(&window), row);
    // A finding that is chosen while reading is the row that the comparison begins at.
    window.press(Key::Escape);
    let near = window.look(|session| {
        session.findings().list.iter().rposition(|f| f.kind == MarkKind::Near && f.places.len() == 2).unwrap()
    });
    window.apply(WorkCommand::Choose(near));
    window.press_with(Modifiers::COMMAND, Key::D);
    assert_eq!(window.session().chosen().map(|chosen| chosen.finding), Some(near));
}

#[test]
fn rows_in_which_only_years_differ_are_folded_and_skipped() {
    let mut window = compared();
    let stops = |window: &Window| {
        window.look(|session| {
            let rows = session.compared().unwrap().result().unwrap().clone();
            session.settings().folding().stops(&rows)
        })
    };
    let folded = stops(&window);
    window.click("折叠仅年份不同的段落");
    let unfolded = stops(&window);
    assert!(folded.iter().all(|row| unfolded.contains(row)));
    window.click("标出两年相同的数字");
    assert!(stops(&window).len() <= unfolded.len());
    window.click("标出两年相同的数字");
    window.click("折叠仅年份不同的段落");
    assert_eq!(stops(&window), folded);
    // Walking visits the stops in order, from the first.
    window.apply(CompareCommand::GoToRow(0));
    let mut visited = Vec::new();
    for _ in 0..folded.len() {
        window.press(Key::J);
        visited.push(window.look(|session| session.compared().unwrap().at.unwrap()));
    }
    visited.dedup();
    let expected: Vec<usize> = folded.into_iter().filter(|row| *row > 0).collect();
    assert_eq!(visited, expected);
}

#[test]
fn text_in_a_row_is_selected_by_dragging() {
    let mut window = compared();
    let row = window.harness.query_all_by_role(egui::Role::ListItem);
    let row = row.filter(|node| node.rect().width() > 500.0).nth(2).expect("rows").rect();
    let from = pos2(row.left() + 60.0, row.top() + 18.0);
    let to = pos2(from.x + 90.0, from.y);
    let button = |pos, pressed| egui::Event::PointerButton {
        pos,
        button: PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    };
    window.harness.event(egui::Event::PointerMoved(from));
    window.harness.event(button(from, true));
    window.harness.step();
    for step in 1..=6 {
        let at = from + (to - from) * (step as f32 / 6.0);
        window.harness.event(egui::Event::PointerMoved(at));
        window.harness.step();
    }
    window.harness.event(button(to, false));
    window.run();
    let selected = window.session().selected_text().expect("a selection");
    assert!(selected.chars().count() >= 3, "{selected}");
    let row = current(&window);
    assert!(row.iter().flatten().any(|text| text.contains(&selected)), "{selected} in {row:?}");
    // Escape drops the selection first and leaves the comparison next.
    window.press(Key::Escape);
    assert!(window.session().selection().is_none());
    assert_eq!(window.session().view(), View::Compare);
    window.press(Key::Escape);
    assert_eq!(window.session().view(), View::Panes);
}

#[test]
fn scrolling_makes_a_row_in_view_the_current_one() {
    let body = |year: &str| -> String {
        let line = |n: usize| format!("第{n}个村的公路在{year}年通车，方便了群众出行，带动了山货销售。\n");
        format!("栖川县{year}年交通建设情况报告\n") + &(0..120).map(line).collect::<String>()
    };
    let mut window = compare(&body("2024"), &body("2023"));
    window.click("折叠仅年份不同的段落");
    window.press(Key::End);
    window.run();
    let last = window.look(|session| session.compared().unwrap().at.unwrap());
    window.press(Key::Home);
    window.run();
    let first = window.look(|session| session.compared().unwrap().at.unwrap());
    assert!(first < last, "{first} {last}");
}

#[test]
fn a_third_report_is_compared_where_two_panes_show_others() {
    let mut window = compared();
    window.apply(PaneCommand::SetView(View::Panes));
    let (left, right) = window.look(|session| (session.entries()[0].id, session.entries()[1].id));
    window.apply(PaneCommand::SetCount(1));
    window.apply(CompareCommand::Reports(left, right));
    window.look(|session| {
        assert_eq!(session.view(), View::Compare);
        let shown: Vec<_> = session.panes().list.iter().filter_map(|pane| pane.report).collect();
        assert!(shown.contains(&left) && shown.contains(&right), "the panes hold the pair");
    });
}

#[test]
fn the_comparison_is_handed_on_from_its_header() {
    let mut window = compared();
    window.click("导出比对结果");
    window.click("比对结果导出为网页…");
    // Without the system's dialogs the path is typed in the window.
    window.run();
    window.press_with(Modifiers::COMMAND, Key::A);
    let file = window.folder.path().join("比较.html");
    window.harness.get_by_label("路径").type_text(file.to_str().unwrap());
    window.run();
    window.click("确定");
    window.wait();
    let page = std::fs::read_to_string(&file).unwrap();
    assert!(page.starts_with("<!DOCTYPE html>") && page.contains("去年.txt"), "{page:.300}");
    assert_eq!(window.session().view(), View::Compare, "it stays open");
}
