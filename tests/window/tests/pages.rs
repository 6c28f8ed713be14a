//! Pages as they look beside their text.

use std::fs;
use std::path::Path;

use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use jiaokan::session::{PagesCommand, ReportId};
use jiaokan_window_tests::{THIS_YEAR, Window};

/// With a fixture of the formats open.
fn with_fixture(name: &str) -> Window {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures").join(name);
    let path = folder.path().join(name);
    fs::copy(fixture, &path).expect("the fixture is there");
    Window::with_paths(folder, vec![path])
}

fn picture_of(window: &Window, page: u32) -> Option<(usize, usize, usize)> {
    let report = window.session().entries()[0].id;
    let sizes = [620, 827, 1240, 1654];
    let wanted = |short_side| PagesCommand { report, page, short_side };
    sizes.into_iter().find_map(|size| {
        let session = window.session();
        let picture = session.page_picture(wanted(size))?.as_ref().ok()?;
        let ink = picture.rgb.iter().filter(|byte| **byte < 128).count();
        Some((picture.width, ink, picture.letters.len()))
    })
}

#[test]
fn a_page_is_drawn_beside_its_text_and_leads_to_it() {
    for name in ["report.pdf", "report.ofd"] {
        let mut window = with_fixture(name);
        assert!(window.harness.query_by_label_contains("原页图像 第").is_none());
        window.press(Key::F12);
        window.wait_until("the page", |window| picture_of(window, 1).is_some());
        let (width, ink, letters) = picture_of(&window, 1).unwrap();
        assert!(width >= 620 && ink + letters > 300, "{name}: {width} {ink} {letters}");
        let page = window.harness.get_by_label_contains("原页图像 第 1 /").rect();
        let text =
            window.harness.get_by_role_and_label(egui::accesskit::Role::Document, "甲：青云县 2024").rect();
        assert!(page.intersect(text).area() <= 1.0, "{name}: {page:?} {text:?}");
        // A click on a line of print selects nothing and shows its text.
        let report: ReportId = window.session().entries()[0].id;
        let before = window.session().panes().list[0].reveal.map_or(0, |reveal| reveal.serial);
        let at = page.center_top() + egui::vec2(0.0, page.height() * 0.3);
        window.harness.event(egui::Event::PointerMoved(at));
        for pressed in [true, false] {
            let (button, modifiers) = (egui::PointerButton::Primary, Modifiers::NONE);
            window.harness.event(egui::Event::PointerButton { pos: at, button, pressed, modifiers });
        }
        window.run();
        let reveal = window.session().panes().list[0].reveal.expect("a place is shown");
        assert!(reveal.serial > before && window.session().panes().list[0].report == Some(report));
        window.press(Key::F12);
        assert!(window.harness.query_by_label_contains("原页图像 第").is_none());
    }
}

#[test]
fn a_report_without_pages_has_none() {
    let mut window = Window::with_reports(&[("今年.txt", THIS_YEAR)]);
    window.press(Key::F12);
    assert!(!window.session().settings().show_pages, "there is nothing to show");
    assert!(window.harness.query_by_label_contains("原页图像 第").is_none());
}
