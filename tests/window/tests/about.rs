//! The dialog about the program.

use egui_kittest::kittest::Queryable as _;
use jiaokan_window_tests::Window;

#[test]
fn the_licences_of_others_can_be_read() {
    let mut window = Window::empty();
    window.click("帮助");
    window.click("关于校勘");
    let first_line = "Third-party notices of Jiaokan";
    assert!(window.harness.query_by_label(first_line).is_none(), "folded at first");
    window.click("程序所含第三方程序库、字体和编码表的许可");
    window.run();
    window.harness.get_by_label(first_line);
    assert!(
        window.harness.query_all_by_label_contains("Apache").count() < 60,
        "only what is in view is laid out"
    );
}
