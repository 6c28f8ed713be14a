//! Accessibility: every widget of every view has a name, and the order of Tab makes sense.

use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use jiaokan_window_tests::{LAST_YEAR, REPEATED, THIS_YEAR, Window};

/// A view, and the steps that open it from two reports that are read.
type View = (&'static str, fn(&mut Window));

fn with(window: &mut Window, modifiers: Modifiers, key: Key) {
    window.harness.key_press_modifiers(modifiers, key);
    window.run();
}

fn settings_page(window: &mut Window, page: &str) {
    with(window, Modifiers::COMMAND, Key::Comma);
    window.click(page);
    window.run();
}

const VIEWS: &[View] = &[
    ("reading", |_| {}),
    ("reading with a finding and why", |window| window.press(Key::J)),
    ("note editor", |window| {
        window.press(Key::J);
        window.press(Key::N);
    }),
    ("notes", |window| window.write_note("依法行政工作", "请核对")),
    ("comparison", |window| {
        with(window, Modifiers::COMMAND, Key::D);
        window.wait();
        window.press(Key::J);
    }),
    ("matrix", |window| with(window, Modifiers::COMMAND, Key::M)),
    ("search", |window| {
        with(window, Modifiers::COMMAND, Key::F);
        window.harness.get_by_role_and_label(egui::Role::TextInput, "搜索").type_text("法治");
        window.wait();
    }),
    ("palette", |window| with(window, Modifiers::COMMAND, Key::K)),
    ("settings", |window| settings_page(window, "常规")),
    ("settings of checks", |window| settings_page(window, "检查")),
    ("settings of set phrases", |window| settings_page(window, "套话")),
    ("keys", |window| window.press(Key::F1)),
    ("go to a line", |window| with(window, Modifiers::COMMAND, Key::G)),
    ("finding as text", |window| {
        window.press(Key::J);
        window.press(Key::F7);
    }),
    ("about", |window| {
        window.click("帮助");
        window.click("关于校勘");
    }),
    ("menu", |window| window.click("视图")),
    ("four panes", |window| with(window, Modifiers::COMMAND, Key::Num4)),
];

#[test]
fn every_widget_of_every_view_has_a_name() {
    Window::empty().harness.check_accessibility();
    for (view, come) in VIEWS {
        let mut window = Window::with_reports(&[("去年.txt", LAST_YEAR), ("今年.txt", THIS_YEAR)]);
        come(&mut window);
        let unnamed = window.harness.unnamed_widgets();
        assert!(unnamed.is_empty(), "{view}: {unnamed:#?}");
    }
}

#[test]
fn a_mark_says_what_it_is_and_where_its_other_place_stands() {
    let mut window = Window::with_reports(&[("两遍.txt", REPEATED), ("今年.txt", THIS_YEAR)]);
    window.press(Key::J);
    let names: Vec<String> = window
        .harness
        .query_all_by_label_contains("对应")
        .filter_map(|node| node.accesskit_node().label())
        .collect();
    assert!(
        names.iter().any(|name| name.starts_with("文内重复，第 1 条：") && name.contains("；对应乙第 ")),
        "{names:?}"
    );
}

#[test]
fn the_keyboard_goes_from_the_menu_over_the_lists_to_the_panes() {
    let mut window = Window::with_reports(&[("去年.txt", LAST_YEAR), ("今年.txt", THIS_YEAR)]);
    let mut visited = Vec::new();
    for _ in 0..80 {
        window.harness.key_press(Key::Tab);
        window.harness.step();
        let focused =
            window.harness.root().children_recursive().find(|node| node.accesskit_node().is_focused());
        visited.extend(focused.and_then(|node| node.accesskit_node().label()));
    }
    let place = |words: &str| {
        visited.iter().position(|name| name.contains(words)).unwrap_or_else(|| panic!("{words}: {visited:?}"))
    };
    let order =
        ["文件", "帮助", "打开报告…", "打开文件夹…", "栖川县2023年法治政府建设年度报告", "一、主要工作情况"]
            .map(place);
    assert!(order.is_sorted(), "{order:?}: {visited:?}");
}
