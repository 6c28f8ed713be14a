//! The notes in the window: editor, list, recovery; operated by accessible names.

use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use jiaokan::review::{Severity, Status};
use jiaokan::session::Safety;
use jiaokan_window_tests::{LAST_YEAR, THIS_YEAR, Window};

fn window() -> Window {
    Window::with_reports(&[("去年.txt", LAST_YEAR), ("今年.txt", THIS_YEAR)])
}

fn click_holding(window: &mut Window, words: &str) {
    window.harness.query_all_by_label_contains(words).next().expect("it is listed").click();
    window.run();
}

/// Types into the field of this name.
fn type_into(window: &mut Window, field: &str, words: &str) {
    window.harness.get_by_label(field).focus();
    window.run();
    window.harness.get_by_label(field).type_text(words);
    window.run();
}

#[test]
fn tags_are_typed_seen_and_filtered_by_and_digits_are_severities_only_outside_of_fields() {
    let mut window = window();
    window.write_note("依法行政工作", "第一条意见");
    window.write_note("巡回法庭进村", "第二条意见");
    click_holding(&mut window, ", 第一条意见");
    window.press(Key::Num3);
    assert_eq!(window.session().review().notes[0].severity, Severity::Major);

    window.press(Key::E);
    type_into(&mut window, "批注标签", "数据，待查 4");
    window.harness.get_by_label("去掉标签 待查");
    window.click("去掉标签 数据");
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
    window.run();
    let note = window.look(|session| session.review().notes[0].clone());
    assert_eq!((note.tags, note.severity), (vec!["待查".to_owned(), "4".to_owned()], Severity::Major));

    type_into(&mut window, "筛选批注", "标签:待查");
    assert_eq!(window.session().notes().listed, [0]);
    assert!(window.harness.query_by_label_contains(", 第二条意见").is_none());
    window.click("清除筛选");
    assert_eq!(window.session().notes().listed, [0, 1]);
}

#[test]
fn the_editor_covers_none_of_the_text_that_the_note_is_on() {
    for (width, height) in [(800.0, 600.0), (1024.0, 700.0), (1280.0, 800.0), (1920.0, 1080.0)] {
        let mut window = window();
        window.harness.set_size(egui::vec2(width, height));
        window.run();
        for _ in 0..4 {
            window.press(Key::J);
            window.press(Key::N);
            window.run();
            let field = window.harness.get_by_label("批注内容").rect();
            let buttons = window.harness.get_by_label("保留批注").rect();
            let editor = field.union(buttons);
            let text = chosen_text(&window);
            assert!(!text.is_empty(), "{width}: the text stays in view");
            for rect in text {
                assert!(!rect.intersects(editor), "{width}: {rect:?} under {editor:?}");
            }
            window.press(Key::Escape);
            assert!(window.session().draft().is_none());
        }
    }
}

/// The first lines in view of the places of the draft: the rectangles of their first characters.
fn chosen_text(window: &Window) -> Vec<egui::Rect> {
    let quotes: Vec<String> = window.look(|session| {
        let places = session.draft_places();
        let text = |report| session.document(report).expect("the report is open").text();
        places.iter().map(|place| text(place.report).slice(place.span).chars().take(8).collect()).collect()
    });
    let panes: Vec<egui::Rect> =
        window.harness.query_all_by_role(egui::Role::Document).map(|pane| pane.rect()).collect();
    let blocks = quotes.iter().flat_map(|quote| window.harness.query_all_by_label_contains(quote));
    let inside = blocks.filter_map(|block| {
        let rect = block.rect();
        let pane = panes.iter().find(|pane| pane.contains(rect.center_top() + egui::vec2(0.0, 4.0)))?;
        Some(rect.intersect(*pane))
    });
    inside.collect()
}

#[test]
fn several_notes_are_resolved_and_tagged_in_one_step() {
    let mut window = window();
    // High enough for both rows and the strip of actions.
    window.harness.set_size(egui::vec2(1280.0, 1200.0));
    window.run();
    window.write_note("依法行政工作", "第一条意见");
    window.write_note("巡回法庭进村", "第二条意见");
    click_holding(&mut window, ", 第一条意见");
    let second = window.harness.query_all_by_label_contains(", 第二条意见").next().unwrap();
    second.click_modifiers(Modifiers::COMMAND);
    window.run();
    window.harness.get_by_label("已选 2 条");
    window.click("标为已解决");
    let all = |window: &Window, status: Status| {
        window.look(|session| session.review().notes.iter().all(|note| note.status == status))
    };
    assert!(all(&window, Status::Resolved));
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    window.run();
    assert!(all(&window, Status::Open));

    type_into(&mut window, "加标签", "冲突");
    window.click("给所选批注加上标签");
    assert_eq!(window.session().notes().conflicts, 2);
    click_holding(&mut window, "冲突 2");
    assert_eq!(window.session().notes().filter, "标签:冲突");
    click_holding(&mut window, "冲突 2");
    assert_eq!(window.session().notes().filter, "");
}

#[test]
fn notes_in_one_row_share_a_marker() {
    let mut window = window();
    window.write_note("依法行政工作", "第一条意见");
    window.write_note("依法行政工作", "第二条意见");
    window.click("此行有 2 条批注");
    window.click("2  第二条意见");
    assert_eq!(window.session().draft().unwrap().note.body, "第二条意见");
}

#[test]
fn what_was_left_behind_is_offered_restored_or_given_up() {
    let mut window = window();
    window.write_note("依法行政工作", "还没有保存");
    window
        .wait_until("the journal", |window| matches!(window.session().safety(), Safety::Journalled(Some(_))));
    assert!(window.harness.query_by_label_contains("未保存，已记入日志").is_some());

    // Simulates a killed process: no question is asked and nothing is saved.
    let Window { harness, folder } = window;
    drop(harness);
    let mut window = Window::with_paths(folder, Vec::new());
    window.wait_until("what was left behind", |window| !window.session().left_over().is_empty());
    window.harness.get_by_label_contains("一份从未保存的审阅");
    window.click("放弃…");
    window.harness.get_by_label_contains("放弃后无法找回");
    window.click("留着");
    window.click("恢复");
    window.wait_until("the note", |window| window.session().review().notes.len() == 1);
    assert_eq!(window.session().review().notes[0].body, "还没有保存");
    assert!(window.session().left_over().is_empty());
    window.wait();

    let Window { harness, folder } = window;
    drop(harness);
    let mut window = Window::with_paths(folder, Vec::new());
    window.wait_until("what was left behind", |window| !window.session().left_over().is_empty());
    window.click("放弃…");
    window.click("放弃");
    assert!(window.session().left_over().is_empty());
    assert!(window.harness.query_by_label("恢复").is_none());
}

#[test]
fn a_note_without_its_text_is_listed_apart() {
    let mut window = window();
    window.write_note("依法行政工作", "第一条意见");
    assert!(window.harness.query_by_label_contains("原文未找到").is_none());
    let file = window.look(|session| {
        let key = session.review().notes[0].targets[0].report.clone();
        session.review().report(&key).unwrap().path.clone()
    });
    std::fs::write(&file, "完全另外的一份文件。\n此处讲渔港与航道。\n").unwrap();
    let pane = window.look(|session| {
        let entry = session.entries().iter().find(|entry| entry.path == file).unwrap();
        session.panes().list.iter().position(|pane| pane.report == Some(entry.id)).unwrap()
    });
    while window.session().panes().focus != pane {
        window.press(Key::F6);
    }
    window.press(Key::F5);
    window.wait();
    window.click("原文未找到 1");
    assert_eq!(window.session().notes().listed, [0]);
    click_holding(&mut window, ", 第一条意见");
    window.harness.get_by_label("定位到选中的文字");
}

#[test]
fn the_reviewers_name_is_set_in_the_settings_and_stands_in_the_status_line() {
    let mut window = window();
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::Comma);
    window.run();
    type_into(&mut window, "审阅者姓名", "周览");
    window.press(Key::Escape);
    window.harness.get_by_label("审阅者：周览");
    window.write_note("依法行政工作", "第一条意见");
    assert_eq!(window.session().review().notes[0].author, "周览");
}

/// Presses and releases the pointer at a place.
fn click_at(window: &mut Window, at: egui::Pos2) {
    window.harness.event(egui::Event::PointerMoved(at));
    window.harness.step();
    for pressed in [true, false] {
        let (button, modifiers) = (egui::PointerButton::Primary, Modifiers::NONE);
        window.harness.event(egui::Event::PointerButton { pos: at, button, pressed, modifiers });
        window.harness.step();
    }
    window.run();
}

#[test]
fn what_is_typed_after_a_click_beside_the_buttons_is_in_the_note() {
    let mut window = window();
    window.write_note("依法行政工作", "第一条意见");
    click_holding(&mut window, ", 第一条意见");
    window.press(Key::E);
    let written =
        |window: &Window| window.look(|session| session.draft().map(|draft| draft.note.body.clone()));
    let severity = window.harness.get_by_label("较重").rect().center();
    click_at(&mut window, severity);
    window.harness.event(egui::Event::Text("甲".to_owned()));
    window.run();
    assert!(written(&window).unwrap().contains('甲'));
    assert_eq!(window.look(|session| session.draft().unwrap().note.severity), Severity::Major);

    // So long that the fields scroll.
    type_into(&mut window, "批注内容", &"长".repeat(900));
    let keep = window.harness.get_by_label("保留批注").rect();
    let cancel = window.harness.get_by_label("取消").rect();
    let (first, last) = if keep.left() < cancel.left() { (keep, cancel) } else { (cancel, keep) };
    for (at, words) in [
        // Closer than 5 points, egui takes it for a click on the button.
        (last.right_center() + egui::vec2(12.0, 0.0), "乙"),
        (first.left_center() - egui::vec2(8.0, 0.0), "丙"),
    ] {
        click_at(&mut window, at);
        window.harness.event(egui::Event::Text(words.to_owned()));
        window.run();
        assert!(written(&window).unwrap().contains(words), "{words}");
    }
}
