//! A folder screened in the window: its reports and pairs in their order, and a pair opened from the list.

use std::fs;

use egui_kittest::kittest::Queryable as _;
use jiaokan::session::{Picker, View};
use jiaokan_window_tests::{LAST_YEAR, REPEATED, THIS_YEAR, Window};

#[test]
fn a_folder_is_screened_without_opening_it_and_a_pair_is_opened_from_the_list() {
    let mut window = Window::empty();
    let folder = window.folder.path().join("各县报告");
    fs::create_dir(&folder).unwrap();
    for (name, text) in [("去年.txt", LAST_YEAR), ("今年.txt", THIS_YEAR), ("两遍.txt", REPEATED)] {
        fs::write(folder.join(name), text).unwrap();
    }
    fs::write(folder.join("坏的.pdf"), "%PDF-1.7").unwrap();
    window.choose_path(Picker::ScreeningFolder, &folder);

    assert_eq!(window.session().view(), View::Screening);
    assert!(window.session().entries().is_empty(), "nothing is opened yet");
    // The report whose body occurs twice comes first, and the unreadable file is listed with its reason.
    let first = window.look(|session| {
        let screened = session.screening().unwrap().result().cloned().unwrap();
        screened.screening.reports[0].path.clone()
    });
    assert_eq!(first.file_name().unwrap(), "两遍.txt");
    window.click("未能读取 1");
    assert_eq!(window.harness.query_all_by_label_contains("坏的.pdf").count(), 1);
    window.click("报告 3");

    let name = window
        .harness
        .query_all_by_label_contains("今年 ↔ 去年")
        .next()
        .expect("the two years share their text");
    name.click();
    window.run();
    window.wait();
    let shown: Vec<String> = window.look(|session| {
        let panes = session.panes().list.iter();
        panes.map(|pane| session.entry(pane.report.unwrap()).unwrap().file_name()).collect()
    });
    assert_eq!(
        (window.session().view(), shown),
        (View::Panes, vec!["去年.txt".to_owned(), "今年.txt".to_owned()])
    );
    // The screening is still there.
    window.look(|session| assert!(session.screening().is_some()));
}
