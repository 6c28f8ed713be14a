//! The text comes first: characters of a line with two panes at the usual sizes of a window, also after filtering, zooming
//! and resizing and back; panels that only the hand moves; the note's editor beside its text.

#![allow(clippy::unwrap_used, reason = "helpers of tests are tests too")]

use egui::{Event, Key, Modifiers, Rect, Vec2, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use jiaokan::session::PaneCommand;
use jiaokan_window_tests::{LAST_YEAR, THIS_YEAR, Window};

/// Sizes of a window, and the least number of characters of a line in two panes.
const SIZES: [(Vec2, f32); 4] = [
    (vec2(1024.0, 700.0), 20.0),
    (vec2(1280.0, 800.0), 20.0),
    (vec2(1920.0, 1080.0), 36.0),
    (vec2(2560.0, 1440.0), 36.0),
];

fn both_years() -> Window {
    Window::with_reports(&[("去年.txt", LAST_YEAR), ("今年.txt", THIS_YEAR)])
}

fn resize(window: &mut Window, size: Vec2) {
    window.harness.set_size(size);
    window.harness.run_steps(6);
}

/// Characters of a line of the narrowest paragraph on the screen, and the number of different columns.
fn measure(window: &Window) -> (f32, usize) {
    let size = window.session().settings().reading_size;
    let rects: Vec<Rect> =
        window.harness.query_all_by_role(egui::Role::Paragraph).map(|node| node.rect()).collect();
    assert!(!rects.is_empty(), "no text");
    let least = rects.iter().map(Rect::width).fold(f32::INFINITY, f32::min);
    let mut columns: Vec<i32> = rects.iter().map(|rect| rect.left() as i32).collect();
    columns.sort_unstable();
    columns.dedup();
    (least / size, columns.len())
}

fn assert_measure(window: &Window, least: f32, when: &str) {
    let (characters, columns) = measure(window);
    assert!(characters >= least, "{when}: {characters} of {least} characters a line");
    assert_eq!(columns, 2, "{when}: two panes");
}

#[test]
fn two_panes_can_be_read_at_every_size() {
    let mut window = both_years();
    for (size, least) in SIZES {
        resize(&mut window, size);
        assert_measure(&window, least, &format!("{size}"));
    }
    // Back down and up again.
    for (size, least) in SIZES.iter().rev().chain(&SIZES) {
        resize(&mut window, *size);
        assert_measure(&window, *least, &format!("{size} again"));
    }
}

#[test]
fn filtering_choosing_and_zooming_leave_the_text_its_room() {
    let mut window = both_years();
    for (size, least) in SIZES {
        resize(&mut window, size);
        let before = measure(&window);
        window.press_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::F);
        window.harness.event(Event::Text("类型:近似 字数:>30".to_owned()));
        window.harness.run_steps(12);
        assert_measure(&window, least, &format!("{size} filtered"));
        window.press(Key::Escape);
        window.press(Key::J);
        assert_measure(&window, least, &format!("{size} with a finding"));
        for _ in 0..4 {
            window.press_with(Modifiers::COMMAND, Key::Plus);
        }
        window.press_with(Modifiers::COMMAND, Key::Num0);
        window.harness.run_steps(6);
        assert_eq!(measure(&window), before, "{size}: zoomed and back");
        window.press(Key::Escape);
    }
}

#[test]
fn a_narrow_window_shows_one_column_that_can_be_read() {
    let mut window = both_years();
    for width in [560.0, 640.0, 720.0, 800.0, 860.0] {
        resize(&mut window, vec2(width, 700.0));
        let (characters, columns) = measure(&window);
        assert!(columns == 1 && characters >= 20.0, "{width}: {characters} in {columns} columns");
    }
    // The other pane is one click away.
    let before = window.session().panes().focus;
    window.harness.query_all_by_label_contains("显示窗格").next().expect("a letter").click();
    window.run();
    assert_ne!(window.session().panes().focus, before);
}

#[test]
fn one_key_shows_the_text_alone() {
    let mut window = both_years();
    let before = measure(&window).0;
    window.press(Key::F11);
    assert!(measure(&window).0 > before);
    assert!(window.harness.query_by_label("打开报告…").is_none(), "no toolbar");
    window.press(Key::F11);
    assert!((measure(&window).0 - before).abs() < 0.1);
}

#[test]
fn a_strip_opens_its_panel_as_a_drawer_that_escape_closes() {
    let mut window = both_years();
    resize(&mut window, vec2(1024.0, 700.0));
    let is_open =
        |window: &Window| window.harness.query_by_role_and_label(egui::Role::Heading, "章节").is_some();
    assert!(!is_open(&window));
    window.press(Key::F9);
    assert!(is_open(&window));
    assert_measure(&window, 20.0, "under the drawer");
    window.press(Key::Escape);
    assert!(!is_open(&window));
    window.click("打开发现");
    window.harness.get_by_role_and_label(egui::Role::Heading, "发现");
    assert!(window.session().settings().show_findings, "the switch is as it was");
}

#[test]
fn the_editor_of_a_note_is_beside_its_text_with_its_buttons_in_view() {
    let mut window = both_years();
    for size in [vec2(1024.0, 600.0), vec2(1024.0, 700.0), vec2(1280.0, 800.0), vec2(1920.0, 1080.0)] {
        resize(&mut window, size);
        window.press(Key::J);
        window.press(Key::N);
        window.harness.run_steps(6);
        let focused = window.harness.root().children_recursive().find(|n| n.accesskit_node().is_focused());
        assert_eq!(focused.unwrap().accesskit_node().label().as_deref(), Some("批注内容"), "{size}");
        for name in ["保留批注", "取消"] {
            let button = window.harness.get_by_role_and_label(egui::Role::Button, name).rect();
            assert!(button.bottom() <= size.y - 28.0, "{size}: {name} over the status bar: {button:?}");
            assert!(button.left() > 40.0 && button.right() < size.x, "{size}: {button:?}");
        }
        window.press(Key::Escape);
        assert!(window.session().draft().is_none());
        window.press(Key::Escape);
    }
}

#[test]
fn panes_chosen_by_hand_are_shown_as_far_as_they_can_be_read() {
    let mut window = both_years();
    window.apply(PaneCommand::SetCount(4));
    resize(&mut window, vec2(1920.0, 1000.0));
    assert_eq!(window.session().panes().list.len(), 4);
    resize(&mut window, vec2(700.0, 700.0));
    assert_eq!(measure(&window).1, 1);
}
