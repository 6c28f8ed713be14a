//! The window as a user meets it, operated by accessible names, without a display or a GPU.

use std::fs;

use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use jiaokan::i18n::Language;
use jiaokan::session::MarkKind;
use jiaokan_window_tests::{LAST_YEAR, REPEATED, THIS_YEAR, Window};

#[test]
fn the_empty_window_says_how_to_begin_and_opens_the_samples() {
    let mut window = Window::empty();
    for name in ["打开文件夹…", "打开审阅文件…", "打开示例报告"] {
        assert!(window.harness.query_all_by_label(name).next().is_some(), "{name}");
    }
    window.click("打开示例报告");
    window.wait();
    let session = window.session();
    assert!(session.entries().len() >= 8, "{} samples", session.entries().len());
    assert!(session.entries().iter().all(|entry| entry.document().is_some()));
    assert!(session.notices().is_empty());
}

#[test]
fn two_reports_stand_side_by_side_with_their_sections() {
    let mut window = Window::with_reports(&[("去年.txt", LAST_YEAR), ("今年.txt", THIS_YEAR)]);
    // Wide enough for both panels beside the text.
    window.harness.set_size(egui::vec2(1920.0, 1000.0));
    window.run();
    let titles: Vec<String> = window.look(|session| {
        let panes = session.panes().list.iter();
        panes.map(|pane| session.entry(pane.report.unwrap()).unwrap().title()).collect()
    });
    assert_eq!(titles, ["栖川县2023年法治政府建设年度报告", "栖川县2024年法治政府建设年度报告"]);
    // The outline, a heading in each pane, and a paragraph.
    assert!(window.harness.query_all_by_label_contains("一、主要工作情况").count() >= 3);
    assert_eq!(window.harness.query_all_by_label_contains("巡回法庭进村").count(), 1);
    window.harness.get_all_by_label_contains("三、下一步打算, 两份").next().unwrap().click();
    window.run();
    assert!(window.session().panes().list[0].reveal.is_some());
}

#[test]
fn the_first_finding_is_the_repeated_body_with_both_places_in_view() {
    let mut window = Window::with_reports(&[("两遍.txt", REPEATED), ("今年.txt", THIS_YEAR)]);
    window.press(Key::J);
    window.look(|session| {
        let chosen = session.chosen().expect("a finding is chosen");
        let finding = &session.findings().list[chosen.finding];
        assert_eq!((chosen.finding, finding.kind, finding.places.len()), (0, MarkKind::Within, 2));
        assert_eq!(session.panes().list[0].report, session.panes().list[1].report);
    });
    // The same paragraph is on the screen twice, at one height: once a pane.
    let opening = "2024年，谷雨镇把法治建设摆在突出位置";
    let rects: Vec<egui::Rect> =
        window.harness.query_all_by_label_contains(opening).map(|node| node.rect()).collect();
    let beside = |one: &egui::Rect| {
        rects.iter().any(|other| other.left() > one.right() && (other.top() - one.top()).abs() < 2.0)
    };
    assert!(rects.iter().any(beside), "{rects:?}");
    window.press(Key::K);
    assert_eq!(window.session().chosen().unwrap().finding, 0, "there is nothing before the first");
}

#[test]
fn a_note_is_written_found_in_its_list_and_taken_back() {
    let mut window = Window::with_reports(&[("去年.txt", LAST_YEAR), ("今年.txt", THIS_YEAR)]);
    window.write_note("依法行政工作", "数字与去年相同，请核对");
    let note = window.look(|session| session.review().notes[0].clone());
    assert_eq!(note.body, "数字与去年相同，请核对");
    assert!(!note.targets[0].exact.is_empty());
    window.harness.get_by_label_contains("数字与去年相同");
    window.harness.get_by_label("批注 1");
    assert!(window.session().history().is_dirty());

    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    window.run();
    assert!(window.session().review().notes.is_empty());
    assert!(window.harness.query_by_label("批注 1").is_none());
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::Y);
    window.run();
    assert_eq!(window.session().review().notes.len(), 1);
}

#[test]
fn a_note_is_edited_and_deleted() {
    let mut window = Window::with_reports(&[("今年.txt", THIS_YEAR)]);
    window.write_note("依法行政工作", "第一稿");
    window.click("批注 1");
    window.harness.get_by_label("批注内容").type_text("，已改");
    window.run();
    window.click("严重");
    window.click("保留批注");
    let note = window.look(|session| session.review().notes[0].clone());
    assert_eq!(note.severity, jiaokan::review::Severity::Critical);
    assert!(note.body.contains("已改"), "{}", note.body);
    window.click("批注 1");
    window.click("删除");
    assert!(window.session().review().notes.is_empty());
}

#[test]
fn letters_typed_into_a_note_are_letters() {
    let mut window = Window::with_reports(&[("两遍.txt", REPEATED)]);
    window.press(Key::J);
    window.press(Key::N);
    let before = window.session().chosen();
    for (key, letter) in [(Key::J, "j"), (Key::K, "k"), (Key::N, "n"), (Key::O, "o")] {
        window.harness.event(egui::Event::Text(letter.to_owned()));
        window.press(key);
    }
    assert_eq!(window.session().chosen(), before);
    let draft = window.look(|session| session.draft().cloned().unwrap());
    assert_eq!(draft.note.body, "jkno");
    assert_eq!(draft.note.targets.len(), 2, "both places of the finding");
}

#[test]
fn words_of_an_input_method_arrive_whole() {
    let mut window = Window::with_reports(&[("两遍.txt", REPEATED)]);
    window.press(Key::J);
    window.press(Key::N);
    let compose = |window: &mut Window, event| {
        window.harness.event(egui::Event::Ime(event));
        window.run();
    };
    compose(&mut window, egui::ImeEvent::Preedit { text: "chongfu".to_owned(), active_range_chars: None });
    assert_eq!(window.session().review().notes.len(), 0);
    compose(&mut window, egui::ImeEvent::Commit("重复".to_owned()));
    assert_eq!(window.session().draft().unwrap().note.body, "重复");
}

#[test]
fn a_saved_review_brings_the_note_back_to_its_sentence() {
    let mut window = Window::with_reports(&[("今年.txt", THIS_YEAR)]);
    window.write_note("依法行政工作", "请核对");
    let quoted = window.session().review().notes[0].targets[0].exact.clone();
    let file = window.folder.path().join("审阅.review.ron");
    window.save_to(&file);
    assert!(!window.session().has_unsaved_work());

    let mut again = Window::with_paths(window.folder, vec![file.clone()]);
    again.look(|session| {
        assert_eq!(session.review_path(), Some(file.as_path()));
        let place = session.note_places(&session.review().notes[0].id)[0];
        let document = session.document(place.report.unwrap()).unwrap();
        assert_eq!(document.text().slice(place.span.unwrap()), quoted);
    });
    again.harness.get_by_label("批注 1");
    again.harness.get_by_label_contains("请核对").click();
    again.run();
    assert!(again.session().panes().list[0].reveal.is_some());
}

#[test]
fn closing_with_unsaved_notes_asks() {
    let mut window = Window::with_reports(&[("今年.txt", THIS_YEAR)]);
    window.write_note("依法行政工作", "请核对");
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::Q);
    window.run();
    window.harness.get_by_label("不保存");
    window.click("返回");
    assert!(window.harness.query_by_label("不保存").is_none());
    assert_eq!(window.session().review().notes.len(), 1);
}

#[test]
fn a_broken_review_is_reported_by_line_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("坏.review.ron");
    let broken = "Review(\n    schema: 1,\n    notes: [(id: \"1\", body: \"没有结束\n";
    fs::write(&file, broken).unwrap();
    let report = folder.path().join("今年.txt");
    fs::write(&report, THIS_YEAR).unwrap();
    let window = Window::with_paths(folder, vec![report, file.clone()]);
    window.harness.get_by_label_contains("第 3 行");
    assert_eq!(window.session().review_path(), None);
    assert_eq!(fs::read_to_string(file).unwrap(), broken);
}

#[test]
fn what_cannot_be_read_stays_listed_with_its_reason() {
    let window = Window::with_reports(&[("今年.txt", THIS_YEAR), ("扫描.pdf", "%PDF-1.7\n")]);
    window.harness.get_by_label_contains("文档已损坏");
    assert_eq!(window.session().entries().len(), 2);
    assert!(window.session().panes().list[0].report.is_some());
}

#[test]
fn the_language_changes_while_the_window_is_open() {
    let mut window = Window::with_reports(&[("今年.txt", THIS_YEAR)]);
    // High enough for the whole menu.
    window.harness.set_size(egui::vec2(1920.0, 1200.0));
    window.run();
    window.click("视图");
    window.click("界面语言");
    window.click("English");
    assert_eq!(window.session().settings().language, Language::English);
    window.harness.get_by_label("Findings");
    window.harness.get_by_label("View");
    assert!(window.harness.query_by_label("视图").is_none());
}

#[test]
fn furniture_can_be_hidden_and_set_phrases_shown() {
    let page = format!("您当前的位置：首页 > 政务公开\n{THIS_YEAR}\n分享到：微信 微博\n");
    let mut window = Window::with_reports(&[("网页.txt", &page)]);
    assert_eq!(window.harness.query_all_by_label_contains("您当前的位置").count(), 1);
    window.click("隐藏页面附加内容");
    assert_eq!(window.harness.query_all_by_label_contains("您当前的位置").count(), 0);
    assert!(window.session().settings().hide_furniture);
}

#[test]
fn every_dialog_and_a_small_window_draw_in_both_themes() {
    for theme in ["浅色", "深色"] {
        let mut window = Window::with_reports(&[("两遍.txt", REPEATED), ("今年.txt", THIS_YEAR)]);
        window.click("视图");
        window.click("明暗");
        window.click(theme);
        window.press(Key::F1);
        window.harness.get_by_label("关闭");
        window.press(Key::Escape);
        assert!(window.harness.query_by_label("关闭").is_none());
        window.harness.set_size(egui::vec2(1024.0, 700.0));
        window.press(Key::J);
        window.harness.set_size(egui::vec2(800.0, 500.0));
        window.run();
        assert!(window.session().chosen().is_some());
    }
}

/// A file dropped on the window, as the desktop passes it.
#[derive(Debug)]
struct Dropped(std::path::PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &std::path::Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        Err("the program reads files itself".to_owned())
    }
}

#[test]
fn files_and_folders_can_be_dropped_into_the_window() {
    let mut window = Window::empty();
    let reports = window.folder.path().join("reports");
    fs::create_dir(&reports).unwrap();
    fs::write(reports.join("去年.txt"), LAST_YEAR).unwrap();
    let single = window.folder.path().join("今年.txt");
    fs::write(&single, THIS_YEAR).unwrap();
    for path in [reports, single] {
        window.harness.input_mut().dropped_files.push(std::sync::Arc::new(Dropped(path)));
    }
    window.harness.step();
    window.wait();
    assert_eq!(window.session().entries().len(), 2);
}

#[test]
fn a_narrow_window_keeps_its_panes() {
    let mut window = Window::with_reports(&[("去年.txt", LAST_YEAR), ("今年.txt", THIS_YEAR)]);
    // Wide enough for both panels beside the text.
    window.harness.set_size(egui::vec2(1920.0, 1000.0));
    window.run();
    assert!(window.harness.query_by_role_and_label(egui::Role::Heading, "章节").is_some());
    window.harness.set_size(egui::vec2(700.0, 450.0));
    window.run();
    assert!(
        window.harness.query_by_role_and_label(egui::Role::Heading, "章节").is_none(),
        "the library makes room"
    );
    let findings = window.harness.query_by_role_and_label(egui::Role::Heading, "发现");
    assert!(findings.is_none(), "and so do the findings");
    let shown = window.harness.query_all_by_label_contains("栖川县围绕依法行政工作").count();
    assert_eq!(shown, 1, "one pane at a time");
}

#[test]
fn both_panels_are_hidden_by_two_keys_in_one_frame() {
    let mut window = Window::with_reports(&[("去年.txt", LAST_YEAR), ("今年.txt", THIS_YEAR)]);
    // Wide enough for both panels beside the text.
    window.harness.set_size(egui::vec2(1920.0, 1000.0));
    window.run();
    let shown = |window: &Window| {
        window.look(|session| (session.settings().show_library, session.settings().show_findings))
    };
    assert_eq!(shown(&window), (true, true));
    window.press_together(&[Key::F9, Key::F10]);
    assert_eq!(shown(&window), (false, false));
    window.press_together(&[Key::F9, Key::F10]);
    assert_eq!(shown(&window), (true, true));
}

#[test]
fn a_machine_without_fonts_shows_every_character_of_the_samples() {
    let mut window = Window::empty();
    window.click("打开示例报告");
    window.wait();
    let text: String = window.look(|session| {
        let documents = session.entries().iter().map(|entry| entry.document().unwrap());
        documents.map(|document| document.text().as_str()).collect()
    });
    let missing = window.harness.ctx.fonts_mut(|fonts| {
        let faces = [egui::FontFamily::Proportional, egui::FontFamily::Name(jiaokan::ui::fonts::BOLD.into())];
        let mut lacks = |family: &egui::FontFamily, c: char| {
            !fonts.has_glyph(&egui::FontId::new(16.0, family.clone()), c)
        };
        let shown = text.chars().filter(|c| !c.is_whitespace());
        shown
            .filter(|&c| faces.iter().any(|face| lacks(face, c)))
            .collect::<std::collections::BTreeSet<char>>()
    });
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn a_frame_draws_as_much_for_many_headings_as_for_few() {
    let headings = |count: usize| -> String {
        (0..count).flat_map(|at| [["一", "二", "三", "四", "五"][at % 5], "、甲\n"]).collect()
    };
    let shapes = |count| {
        let mut window = Window::with_reports(&[("标题.txt", &headings(count))]);
        window.run();
        let sections = window.session().entries()[0].document().unwrap().outline.sections.len();
        assert!(sections > count / 2, "{sections} sections");
        window.harness.output().shapes.len()
    };
    let (few, many) = (shapes(2_000), shapes(20_000));
    assert!(many < 2 * few, "{few} shapes with few headings, {many} with many");
}

/// The text of all rows in view, with words that are not in the source.
fn rows_in_view(window: &Window) -> String {
    let all = window.harness.root().children_recursive().map(|node| node.accesskit_node());
    let rows = all.filter(|node| node.role() == egui::accesskit::Role::TextRun);
    rows.filter_map(|node| node.value()).collect()
}

#[test]
fn one_column_shows_the_other_wording_behind_each_difference() {
    let mut window = Window::with_reports(&[("去年.txt", LAST_YEAR), ("今年.txt", THIS_YEAR)]);
    window.harness.set_size(egui::vec2(820.0, 700.0));
    window.run();
    assert!(!rows_in_view(&window).contains('〔'), "nothing is chosen");
    let is_near = |session: &jiaokan::session::Session| {
        let chosen = session.chosen().expect("one is chosen");
        session.findings().list[chosen.finding].kind == MarkKind::Near
    };
    window.press(Key::J);
    for _ in 0..20 {
        if window.look(is_near) {
            break;
        }
        window.press(Key::J);
    }
    assert!(window.look(is_near), "a similar passage is chosen");
    window.wait();
    let shown = rows_in_view(&window);
    assert!(shown.contains("〔2023〕") || shown.contains("〔2024〕"), "{shown}");
    window.harness.set_size(egui::vec2(1280.0, 800.0));
    window.run();
    assert!(!rows_in_view(&window).contains('〔'), "two columns show both places");
}

/// A flat ODT with a comment on three characters.
const COMMENTED: &str = "<?xml version='1.0' encoding='UTF-8'?><office:document \
    xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0' \
    xmlns:dc='http://purl.org/dc/elements/1.1/'><office:body><office:text><text:p>栖川县2024年法治政府建设年度报告</text:p>\
    <text:p>全年办结案件<office:annotation office:name='1'><dc:creator>王五</dc:creator><dc:date>2025-01-02T08:00:00</dc:date>\
    <text:p>请核对件数。</text:p></office:annotation>四十七<office:annotation-end office:name='1'/>件。</text:p></office:text>\
    </office:body></office:document>";

#[test]
fn a_comment_of_the_report_is_shown_at_its_words_and_taken_as_a_note() {
    let mut window = Window::with_reports(&[("甲.fodt", COMMENTED)]);
    let marker = "报告自带的批注：王五";
    assert_eq!(window.harness.query_all_by_label(marker).count(), 1);
    assert_eq!(window.harness.query_all_by_label_contains("请核对件数。").count(), 1, "in the list of notes");
    window.click(marker);
    assert!(
        window.harness.query_all_by_label_contains("请核对件数。").count() > 1,
        "in the marker's menu, too"
    );
    window.harness.query_all_by_label("取为批注").last().unwrap().click();
    window.run();
    window.look(|session| {
        let [note] = session.review().notes.as_slice() else { panic!("one note") };
        assert_eq!((note.author.as_str(), note.body.as_str()), ("王五", "请核对件数。"));
        assert_eq!(note.targets[0].exact, "四十七");
    });
    assert_eq!(window.harness.query_all_by_label(marker).count(), 0, "its note's marker is there instead");
}
