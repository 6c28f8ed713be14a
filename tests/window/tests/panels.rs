//! The panels and the dialogs over them: widths, strips in a low window, the order of Tab, Escape, names of controls,
//! dialogs with a search field.

use egui::{Event, Key, Modifiers, Vec2, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use jiaokan::session::View;
use jiaokan_window_tests::{LAST_YEAR, THIS_YEAR, Window};

fn both_years() -> Window {
    Window::with_reports(&[("去年.txt", LAST_YEAR), ("今年.txt", THIS_YEAR)])
}

fn resize(window: &mut Window, size: Vec2) {
    window.harness.set_size(size);
    window.harness.run_steps(6);
}

/// Horizontal position of the right panel's edge, in points.
fn right_panel(window: &Window) -> f32 {
    window.harness.get_by_role_and_label(egui::Role::Splitter, "右栏的宽度").rect().center().x
}

#[test]
fn a_filter_does_not_widen_the_panel() {
    let mut window = both_years();
    let before = right_panel(&window);
    window.press_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::F);
    window.harness.event(Event::Text("类型:近似 字数:>30".to_owned()));
    window.harness.run_steps(30);
    assert!(!window.session().listing().filter.is_empty());
    assert!((right_panel(&window) - before).abs() < 0.5);
    window.click("清除筛选");
    window.harness.run_steps(30);
    assert!((right_panel(&window) - before).abs() < 0.5);
}

#[test]
fn a_filter_typed_character_by_character_keeps_the_focus() {
    let mut window = both_years();
    window.press_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::F);
    for character in "类型:近似".chars() {
        window.harness.event(Event::Text(character.to_string()));
        window.run();
    }
    assert_eq!(window.session().listing().filter, "类型:近似");
}

#[test]
fn the_count_of_hits_leaves_room_for_the_button_that_closes_the_search() {
    let mut window = both_years();
    for width in [1920.0, 1280.0, 1024.0] {
        resize(&mut window, vec2(width, 700.0));
        window.press_with(Modifiers::COMMAND, Key::F);
        window.harness.event(Event::Text("法治".to_owned()));
        window.wait();
        window.press(Key::Enter);
        let count = window.harness.get_by_label_contains("第 1 处").rect();
        let close = window.harness.get_by_label("关闭搜索").rect();
        assert!(count.right() <= close.left(), "{width}: {count:?} {close:?}");
        window.press(Key::Escape);
    }
}

#[test]
fn the_longest_menu_fits_into_a_low_window() {
    let mut window = both_years();
    resize(&mut window, vec2(1024.0, 700.0));
    for (menu, last) in [("视图", "界面语言"), ("审阅", "排除规则…"), ("文件", "退出")] {
        window.click(menu);
        let last = window.harness.get_by_label_contains(last).rect();
        assert!(last.bottom() <= 700.0, "{menu}: {last:?}");
        window.press(Key::Escape);
    }
}

#[test]
fn escape_closes_an_open_menu_and_nothing_else_and_keys_wait_for_it() {
    let mut window = both_years();
    window.press(Key::J);
    let chosen = window.look(|session| session.chosen().expect("a finding is chosen").finding);
    window.click("视图");
    assert!(window.harness.query_by_label("只看正文").is_some());
    window.press(Key::Y);
    assert!(window.look(|session| session.verdict(chosen).is_none()), "a key does nothing below a menu");
    window.press(Key::Escape);
    assert!(window.harness.query_by_label("只看正文").is_none(), "the menu is closed");
    assert!(window.look(|session| session.chosen().is_some()), "the finding is still chosen");
    window.press(Key::Escape);
    assert!(window.look(|session| session.chosen().is_none()));
}

#[test]
fn escape_closes_a_dialog_over_the_search_and_then_the_search() {
    let mut window = both_years();
    window.press_with(Modifiers::COMMAND, Key::F);
    window.press(Key::F1);
    window.press(Key::Escape);
    assert!(window.harness.query_by_role_and_label(egui::Role::Dialog, "快捷键").is_none());
    assert!(window.look(|session| session.search().is_some()), "the search is still open");
    window.press(Key::Escape);
    assert!(window.look(|session| session.search().is_none()));
}

#[test]
fn arrows_move_a_dividing_line_that_has_the_keyboard() {
    let mut window = both_years();
    let before = right_panel(&window);
    window.harness.get_by_role_and_label(egui::Role::Splitter, "右栏的宽度").focus();
    window.run();
    window.press(Key::ArrowLeft);
    window.run();
    let after = right_panel(&window);
    assert!(after < before - 8.0, "{before} {after}");
}

#[test]
fn a_narrow_window_does_not_change_the_widths_for_good() {
    let mut window = both_years();
    resize(&mut window, vec2(1920.0, 1000.0));
    let width = |window: &Window| {
        let left = window.harness.get_by_role_and_label(egui::Role::Splitter, "左栏的宽度").rect();
        (left.center().x, 1920.0 - right_panel(window))
    };
    let before = width(&window);
    resize(&mut window, vec2(1000.0, 700.0));
    resize(&mut window, vec2(1920.0, 1000.0));
    let after = width(&window);
    assert!((before.0 - after.0).abs() < 0.5 && (before.1 - after.1).abs() < 0.5, "{before:?} {after:?}");
}

#[test]
fn the_buttons_of_the_note_editor_stay_in_a_low_window() {
    let mut window = both_years();
    resize(&mut window, vec2(1024.0, 600.0));
    window.press(Key::J);
    window.press(Key::N);
    window.harness.run_steps(6);
    // The status bar is 28 points high.
    let status = 600.0 - 28.0;
    for name in ["保留批注", "取消"] {
        let button = window.harness.get_by_role_and_label(egui::Role::Button, name).rect();
        assert!(button.bottom() <= status, "{name}: {button:?} over the status bar at {status}");
    }
}

#[test]
fn what_can_be_done_with_a_note_leaves_its_row_in_view() {
    let mut window = both_years();
    window.write_note("依法行政工作", "第一条");
    window.press(Key::F4);
    for height in [560.0, 640.0, 800.0] {
        resize(&mut window, vec2(1280.0, height));
        let row = window.harness.query_all_by_role(egui::Role::ListItem);
        let row =
            row.filter(|node| node.accesskit_node().label().is_some_and(|name| name.contains("第一条")));
        let row = row.reduce(|_, last| last).expect("the note is listed").rect();
        let strip = window.harness.get_by_label_contains("已选 1 条").rect();
        assert!(row.top() + 20.0 < strip.top(), "{height}: {row:?} under {strip:?}");
    }
}

#[test]
fn tab_leaves_the_panes() {
    let mut window = both_years();
    let mut menus = 0;
    for _ in 0..260 {
        window.harness.key_press(Key::Tab);
        window.harness.step();
        let root = window.harness.root();
        let focused = root.children_recursive().find(|node| node.accesskit_node().is_focused());
        menus +=
            usize::from(focused.is_some_and(|node| node.accesskit_node().label().as_deref() == Some("文件")));
    }
    assert!(menus >= 2, "the order of Tab comes round to the menu: {menus}");
}

#[test]
fn escape_in_the_search_field_closes_the_search_and_keeps_the_finding() {
    let mut window = both_years();
    window.press(Key::J);
    let chosen = window.session().chosen();
    assert!(chosen.is_some());
    window.press_with(Modifiers::COMMAND, Key::F);
    assert!(window.session().search().is_some());
    window.press(Key::Escape);
    assert!(window.session().search().is_none());
    assert_eq!(window.session().chosen(), chosen);
    window.press(Key::Escape);
    assert!(window.session().chosen().is_none());
}

#[test]
fn no_control_is_named_by_an_icon() {
    let mut window = both_years();
    window.write_note("依法行政工作", "第一条");
    window.press(Key::J);
    window.press_with(Modifiers::COMMAND, Key::F);
    let private = |name: &String| name.chars().any(|c| ('\u{e000}'..='\u{f8ff}').contains(&c));
    let named = window.harness.root().children_recursive().filter_map(|node| node.accesskit_node().label());
    let found: Vec<String> = named.filter(private).collect();
    assert!(found.is_empty(), "{found:?}");
    let english = window.harness.query_all_by_label_contains("Resize").count();
    assert_eq!(english, 0);
}

#[test]
fn quitting_is_the_last_entry_of_its_menu() {
    let mut window = both_years();
    window.click("文件");
    let bottom = |name: &str| window.harness.get_all_by_label_contains(name).last().unwrap().rect().top();
    let quit = bottom("退出");
    for other in ["设置…", "文字编码", "最近的审阅", "导出…"] {
        assert!(bottom(other) < quit, "{other}");
    }
}

#[test]
fn keys_and_commands_are_found_by_words() {
    let mut window = both_years();
    window.press(Key::F1);
    window.harness.event(Event::Text("搜索结果".to_owned()));
    window.harness.run_steps(6);
    window.harness.get_by_label("Shift+F3");
    assert!(window.harness.query_by_label("Ctrl+Shift+O").is_none());
    window.press(Key::Escape);
    window.press_with(Modifiers::COMMAND, Key::K);
    window.harness.event(Event::Text("差异".to_owned()));
    window.harness.run_steps(3);
    window.press(Key::Enter);
    window.wait();
    assert_eq!(window.session().view(), View::Compare);
}

#[test]
fn a_disabled_button_says_what_is_missing() {
    let mut window = both_years();
    window.harness.get_by_role_and_label(egui::Role::Button, "确认").hover();
    window.harness.run_steps(40);
    assert!(window.harness.query_by_label_contains("先选一条发现").is_some());
}

#[test]
fn the_matrix_is_walked_by_arrows_and_enter_opens_the_pair() {
    let mut window = both_years();
    window.press_with(Modifiers::COMMAND, Key::M);
    assert_eq!(window.session().view(), View::Matrix);
    let cell = |window: &Window| {
        let mut cells = window.harness.query_all_by_role(egui::Role::GridCell);
        cells.find(egui_kittest::Node::is_focused).and_then(|cell| cell.accesskit_node().label())
    };
    window.harness.query_all_by_role(egui::Role::GridCell).next().expect("it has cells").focus();
    window.run();
    window.press_with(Modifiers::COMMAND, Key::Home);
    let first = cell(&window).expect("a cell has the keyboard");
    window.press(Key::ArrowRight);
    let second = cell(&window).expect("the next cell has it");
    assert!(second.contains(" × ") && second.ends_with('%') && second != first, "{first}, {second}");
    window.press(Key::Enter);
    window.wait();
    assert_eq!(window.session().view(), View::Panes);
    assert!(window.session().chosen().is_some(), "the pair stands at its first passage");
}

#[test]
fn a_matrix_of_many_reports_scrolls_and_fits_the_window_on_demand() {
    let reports: Vec<(String, String)> = (0..26)
        .map(|at| (format!("{at:02}.txt"), THIS_YEAR.replace("2024", &format!("{}", 1990 + at))))
        .collect();
    let reports: Vec<(&str, &str)> =
        reports.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let mut window = Window::with_reports(&reports);
    window.press_with(Modifiers::COMMAND, Key::M);
    window.run();
    let cells = |window: &Window| -> Vec<egui::Rect> {
        window.harness.query_all_by_role(egui::Role::GridCell).map(|cell| cell.rect()).collect()
    };
    let shown = cells(&window);
    assert!(!shown.is_empty() && shown.len() < 26 * 26, "those in view");
    assert!(shown.iter().all(|cell| cell.width() >= 24.0 && cell.height() >= 24.0), "{shown:?}");
    window.click("全部放进窗口");
    window.run();
    assert!(cells(&window).is_empty(), "nothing too small to be hit");
    window.click("全部放进窗口的总览：点一处，在那里放大");
    window.run();
    let focused = window.harness.query_all_by_role(egui::Role::GridCell).find(egui_kittest::Node::is_focused);
    let rect = focused.expect("the cell has the keyboard").rect();
    assert!(rect.width() >= 24.0 && window.harness.ctx.content_rect().contains_rect(rect), "{rect:?}");
}

#[test]
fn what_a_rule_excludes_is_said_until_it_is_undone() {
    let mut window = both_years();
    let told = |window: &Window| {
        window.look(|session| session.notices().iter().any(|notice| notice.message.id == "excluded-by-rule"))
    };
    window.press(Key::J);
    window.press(Key::X);
    window.press(Key::Num2);
    window.wait();
    assert!(told(&window));
    window.press_with(Modifiers::COMMAND, Key::Z);
    assert!(!told(&window), "the rule is undone");
}
