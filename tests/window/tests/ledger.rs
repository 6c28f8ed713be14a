//! The ledger of figures in the window: two years side by side, the place of a figure, a note on it, choices of rows.

use std::fmt::Write as _;

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
    wait(&mut window);
    assert_eq!(window.session().view(), View::Ledger);
    window
}

/// Waits for the workers, of which the ledger's does not show in the status bar.
fn wait(window: &mut Window) {
    window.wait();
    window.wait_until("the ledger", |window| !window.session().ledger_is_waiting());
}

/// Number of cells in the accessibility tree whose name has these words.
fn cells(window: &Window, words: &str) -> usize {
    window.harness.query_all_by_label_contains(words).count()
}

#[test]
fn two_years_are_side_by_side_with_the_change() {
    let mut window = ledger();
    assert_eq!(cells(&window, "受理行政复议案件, 青云县 2024: 150件 +25.0%"), 1);
    assert_eq!(cells(&window, "受理行政复议案件, 青云县 2023: 120件"), 1);
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

/// Two reports that word one thing in two ways, with the rows of one report listed, too.
fn worded_apart() -> Window {
    let earlier = "青云县2023年法治政府建设年度报告\n\n受理调解申请120件。走访企业30家。\n";
    let later = "青云县2024年法治政府建设年度报告\n\n收到调解请求150件。走访企业36家。\n";
    let mut window = Window::with_reports(&[("今年.txt", later), ("去年.txt", earlier)]);
    window.press_with(Modifiers::COMMAND, Key::T);
    wait(&mut window);
    window.click("至少几份报告有");
    window.click("1 份以上");
    window.harness.get_by_role_and_label(egui::accesskit::Role::Table, "数据台账").focus();
    window.run();
    window
}

fn rows_of(window: &Window, words: &str) -> Vec<usize> {
    let table = window.look(|session| session.ledger().cloned()).expect("the ledger is shown");
    let named = table.rows.iter().filter(|row| row.subjects.iter().any(|one| one.words.contains(words)));
    named.map(jiaokan::figures::Row::reports).collect()
}

#[test]
fn rows_are_joined_named_and_hidden_by_keys_and_taken_back() {
    let mut window = worded_apart();
    window.press(Key::ArrowDown);
    window.press_with(Modifiers::COMMAND, Key::Space);
    window.press(Key::End);
    window.press_with(Modifiers::COMMAND, Key::Space);
    window.press(Key::Equals);
    wait(&mut window);
    assert_eq!(rows_of(&window, "调解请求"), [2]);
    assert_eq!(cells(&window, "青云县 2024: 150件 +25.0%"), 1, "with the change");
    window.press(Key::F2);
    window.run();
    let field = window.harness.get_by_role_and_label(egui::accesskit::Role::TextInput, "名称");
    field.type_text("（改）");
    window.run();
    window.press(Key::Enter);
    wait(&mut window);
    assert_eq!(cells(&window, "（改）, 青云县 2024"), 1);
    window.press(Key::Minus);
    wait(&mut window);
    assert_eq!(cells(&window, "（改）, 青云县 2024"), 0, "hidden");
    window.click("调整 3 项…");
    let back = window.harness.query_all_by_label_contains("收回: 合并").count();
    assert_eq!(back, 1, "each change has a button of its own");
    window.press(Key::Escape);
    for _ in 0..3 {
        window.press_with(Modifiers::COMMAND, Key::Z);
    }
    wait(&mut window);
    assert_eq!(rows_of(&window, "调解请求"), [1]);
}

#[test]
fn a_chart_of_a_row_is_read_as_words() {
    let mut window = worded_apart();
    window.press(Key::ArrowDown);
    window.press(Key::ArrowDown);
    window.click("本行");
    window.click("图表…");
    window.run();
    assert_eq!(
        cells(&window, "2023 30家, 2024 36家 (+20.0%)"),
        2,
        "the picture's name, and the text below it"
    );
    window.press(Key::Escape);
    assert_eq!(cells(&window, "2023 30家, 2024 36家"), 0);
}

/// Number of shapes of a frame of the ledger of reports with many rows.
fn shapes(reports: usize, rows: usize) -> usize {
    let text = |report: usize| {
        let mut text = format!("青云县{}年法治政府建设年度报告\n\n", 1960 + report);
        let names: Vec<char> =
            "东南西北春夏秋冬山水云风花草林石田土金木火日月星天地海江河湖桥路".chars().collect();
        for row in 0..rows {
            let [first, second] = [row / 20, row % 20].map(|at| names[at]);
            let _ = writeln!(text, "建成{first}{second}设施{}处。", 100 + row + report);
        }
        text
    };
    let files: Vec<(String, String)> = (0..reports).map(|at| (format!("{at}.txt"), text(at))).collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let mut window = Window::with_reports(&files);
    window.press_with(Modifiers::COMMAND, Key::T);
    wait(&mut window);
    let listed = window.look(|session| session.ledger().map(|table| table.rows.len()));
    // Words in another order are one indicator.
    assert!(listed.is_some_and(|listed| listed * 2 >= rows), "{listed:?}");
    window.run();
    window.harness.output().shapes.len()
}

#[test]
fn a_frame_costs_what_is_in_view() {
    let (few, many) = (shapes(12, 60), shapes(24, 240));
    assert!(few > 200, "the grid fills the view: {few} shapes");
    // Lists beside the grid may show a few reports more.
    assert!(many < few + few / 4, "{few} shapes with 12 reports of 60 rows, {many} with 24 of 240");
}
