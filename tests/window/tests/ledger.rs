//! The ledger of figures in the window: two years side by side, the place of a figure, a note on it, choices of rows.

use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use jiaokan::session::View;
use jiaokan_window_tests::Window;

const EARLIER: &str =
    "青云县2023年法治政府建设年度报告\n\n一、主要工作\n全年受理行政复议案件120件，组织法治宣传活动52场。\n";
const LATER: &str = "青云县2024年法治政府建设年度报告\n\n一、主要工作\n全年受理行政复议案件150件，开展法治宣传活动52场，招聘辅警12名。\n";

fn ledger() -> Window {
    let mut window = Window::with_reports(&[("今年.txt", LATER), ("去年.txt", EARLIER)]);
    window.press_with(Modifiers::COMMAND, Key::T);
    window.wait();
    assert_eq!(window.session().view(), View::Ledger);
    window
}

/// Number of cells in the accessibility tree whose name has these words.
fn cells(window: &Window, words: &str) -> usize {
    window.harness.query_all_by_label_contains(words).count()
}

#[test]
fn two_years_are_side_by_side_with_the_change() {
    let mut window = ledger();
    assert_eq!(cells(&window, "受理行政复议案件, 青云县2024年法治政府建设年度报告: 150件 +25.0%"), 1);
    assert_eq!(cells(&window, "受理行政复议案件, 青云县2023年法治政府建设年度报告: 120件"), 1);
    assert_eq!(cells(&window, "辅警"), 0, "one report alone has it");
    window.click("仅有变化");
    assert_eq!(cells(&window, "宣传活动, 青云县"), 0, "its value is the same");
    assert_eq!(cells(&window, "行政复议案件, 青云县"), 2);
}

#[test]
fn keys_move_through_the_cells_show_the_place_and_begin_a_note() {
    let mut window = ledger();
    window.harness.get_by_role_and_label(egui::accesskit::Role::Table, "数据台账").focus();
    window.run();
    window.press(Key::ArrowDown);
    window.press(Key::ArrowRight);
    window.press(Key::Enter);
    let quoted = window.look(|session| session.draft().map(|draft| draft.note.targets.len()));
    assert_eq!(quoted, Some(1), "a note on the cell of 2024 is begun");

    let mut window = ledger();
    window.harness.get_by_role_and_label(egui::accesskit::Role::Table, "数据台账").focus();
    window.run();
    window.press(Key::ArrowDown);
    window.press(Key::Space);
    let shown = window.look(|session| {
        let report = session.panes().focused_report().unwrap();
        (session.view(), session.entry(report).unwrap().file_name())
    });
    assert_eq!(shown, (View::Panes, "去年.txt".to_owned()));
}
