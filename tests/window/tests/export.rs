//! Exporting in the window, operated by accessible names. The contents of the files are tested in `tests/export.rs` of
//! the program, the course of an export in `tests/session`.

#![allow(clippy::unwrap_used, reason = "helpers of tests are tests too")]

use std::path::Path;

use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use jiaokan::session::{ExportFormat, View};
use jiaokan_window_tests::{LAST_YEAR, THIS_YEAR, Window};

fn window() -> Window {
    let mut window = Window::with_reports(&[("去年.txt", LAST_YEAR), ("今年.txt", THIS_YEAR)]);
    window.write_note("依法行政工作", "请核实这一句");
    window
}

fn open_dialog(window: &mut Window) {
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::E);
    window.run();
}

/// Continues from the dialog and types this destination.
fn export_to(window: &mut Window, place: &Path) {
    window.click("导出到…");
    // Without the system's dialogs the path is typed in the window.
    window.run();
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.run();
    window.harness.get_by_label("路径").type_text(place.to_str().unwrap());
    window.run();
    window.click("确定");
    window.wait();
}

fn said(window: &Window) -> Vec<&'static str> {
    window.look(|session| session.notices().iter().map(|notice| notice.message.id).collect())
}

#[test]
fn a_format_is_chosen_and_the_file_holds_the_notes() {
    let mut window = window();
    open_dialog(&mut window);
    window.harness.get_by_label("Word 文档（.docx）");
    // Keys act on the dialog alone.
    window.press(Key::N);
    assert!(window.session().draft().is_none());
    window.click("网页（.html）");
    assert_eq!(window.session().settings().export.format, ExportFormat::Html);
    window.harness.get_by_label_contains("1 条批注、");
    let file = window.folder.path().join("审阅.html");
    export_to(&mut window, &file);
    assert_eq!(said(&window), ["export-done"]);
    window.harness.get_by_label("在文件夹中显示");
    assert!(std::fs::read_to_string(&file).unwrap().contains("请核实这一句"));
    assert_eq!(window.session().view(), View::Panes);
}

#[test]
fn word_files_go_into_a_folder_and_what_is_there_is_asked_about() {
    let mut window = window();
    let out = window.folder.path().join("交换");
    std::fs::create_dir(&out).unwrap();
    std::fs::write(out.join("今年-批注.docx"), "别人的").unwrap();
    open_dialog(&mut window);
    window.harness.get_by_label_contains("0 个复制原文件再加批注，1 个没有 .docx 原文件");
    window.click("没有批注的报告也写出");
    window.run();
    window.harness.get_by_label_contains("0 个复制原文件再加批注，2 个没有 .docx 原文件");
    export_to(&mut window, &out);
    window.harness.get_by_role_and_label(egui::Role::Dialog, "文件已经存在，要替换吗？");
    window.click("不替换，不导出");
    window.wait();
    assert_eq!(std::fs::read_dir(&out).unwrap().count(), 1);
    assert_eq!(std::fs::read(out.join("今年-批注.docx")).unwrap(), "别人的".as_bytes());

    open_dialog(&mut window);
    export_to(&mut window, &out);
    window.click("替换");
    window.wait();
    assert_eq!(said(&window), ["export-done-folder"]);
    for name in ["今年-批注.docx", "去年-批注.docx"] {
        assert!(std::fs::read(out.join(name)).unwrap().starts_with(b"PK"), "{name}");
    }
}

#[test]
fn a_failure_is_shown_and_nothing_is_left_behind() {
    let mut window = window();
    open_dialog(&mut window);
    window.click("CSV 表格（.csv）");
    let before = std::fs::read_dir(window.folder.path()).unwrap().count();
    let file = window.folder.path().join("没有这个").join("审阅.csv");
    export_to(&mut window, &file);
    assert_eq!(said(&window), ["export-error-folder-missing"]);
    window.harness.get_by_label_contains("所在的文件夹不存在，没有写出。");
    assert!(window.harness.query_by_label("在文件夹中显示").is_none());
    assert_eq!(std::fs::read_dir(window.folder.path()).unwrap().count(), before);
    // Escape closes the dialog, and no path is asked for.
    open_dialog(&mut window);
    window.press(Key::Escape);
    assert!(window.harness.query_by_label("导出到…").is_none());
    assert!(window.session().path_prompt().is_none());
}
