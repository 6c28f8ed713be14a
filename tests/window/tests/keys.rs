//! `docs/keys.md` lists every key of the table of actions, in both languages. After a change of the table:
//!
//! ```sh
//! UPDATE_SNAPSHOTS=true cargo test -p jiaokan-window-tests --test keys
//! ```

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use egui::{Event, Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use jiaokan::i18n::{Catalogue, Language};
use jiaokan::session::{ExportedFindings, MarkKind, PaneCommand, View};
use jiaokan::ui::actions::{Action, MENUS, printed_key};
use jiaokan::ui::keys::OTHER_KEYS;
use jiaokan_window_tests::{LAST_YEAR, THIS_YEAR, Window};

/// Introduction of the document.
fn introduction(language: Language) -> &'static str {
    match language {
        Language::Chinese => {
            "由 `tests/window/tests/keys.rs` 按程序的动作表生成；窗口里按 `F1` 也能看到，并可查找。\n\
             在 macOS 上，`Ctrl` 是 `⌘`。单个字母和数字在输入文字时是文字，不是快捷键。"
        }
        Language::English => {
            "Generated from the program's table of actions by `tests/window/tests/keys.rs`; in the window `F1` shows the\n\
             same list with a search field. On macOS `Ctrl` is `⌘`. Single letters and digits are text while a text field\n\
             has the focus."
        }
    }
}

fn tables(language: Language) -> String {
    let words = Catalogue::new(language);
    let head = match language {
        Language::Chinese => "| 按键 | 动作 |",
        Language::English => "| keys | action |",
    };
    let mut text = format!("{}\n", introduction(language));
    let mut table = |title: &str, rows: Vec<(String, &str)>| {
        let _ = write!(text, "\n### {title}\n\n{head}\n| --- | --- |\n");
        for (keys, what) in rows {
            let _ = writeln!(text, "| {keys} | {} |", what.trim_end_matches('…'));
        }
    };
    for menu in &MENUS {
        let rows = menu.actions().filter(|action| !action.keys().is_empty()).map(|action| {
            let keys = action.keys().iter().map(|key| format!("`{}`", printed_key(*key, false)));
            (keys.collect::<Vec<_>>().join(" "), words.text(action.label()))
        });
        table(words.text(menu.name), rows.collect());
    }
    let others = OTHER_KEYS.iter().map(|(keys, id)| {
        let keys = keys.split(", ").map(|key| format!("`{key}`"));
        (keys.collect::<Vec<_>>().join(" "), words.text(id))
    });
    table(words.text("keys-other"), others.collect());
    text
}

#[test]
fn the_document_lists_every_key() {
    let expected = format!(
        "# 快捷键 · Keys\n\n[中文](#中文) · [English](#english)\n\n## 中文\n\n{}\n## English\n\n{}",
        tables(Language::Chinese),
        tables(Language::English)
    );
    let path = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/keys.md"));
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        fs::write(path, &expected).expect("docs can be written");
    }
    let document = fs::read_to_string(path).unwrap_or_default();
    assert_eq!(document, expected, "docs/keys.md is out of date: see the top of this file");
}

#[test]
fn two_switches_pressed_in_one_frame_both_take_effect() {
    let mut window = Window::with_reports(&[("去年.txt", LAST_YEAR), ("今年.txt", THIS_YEAR)]);
    // Wide enough for both panels beside the text.
    window.harness.set_size(egui::vec2(1920.0, 1000.0));
    window.run();
    for key in [Key::F9, Key::F10] {
        let (physical_key, modifiers) = (None, Modifiers::NONE);
        let press = Event::Key { key, physical_key, pressed: true, repeat: false, modifiers };
        window.harness.input_mut().events.push(press);
    }
    window.run();
    let shown = window.look(|session| (session.settings().show_library, session.settings().show_findings));
    assert_eq!(shown, (false, false));
}

#[test]
fn every_action_with_keys_runs_by_its_first_key() {
    // Dialogs and ways out of the window are tried elsewhere.
    for (action, shown) in [(Action::Compare, View::Compare), (Action::Matrix, View::Matrix)] {
        let mut window = Window::with_reports(&[("去年.txt", LAST_YEAR), ("今年.txt", THIS_YEAR)]);
        let key = action.keys()[0];
        window.press_with(key.modifiers | Modifiers::NONE, key.logical_key);
        assert_eq!(window.session().view(), shown, "{action:?}");
    }
}

#[test]
fn a_disabled_shortcut_with_shift_is_not_taken_for_the_one_without() {
    let mut window = Window::with_reports(&[("去年.txt", LAST_YEAR), ("今年.txt", THIS_YEAR)]);
    window.press(Key::J);
    window.press(Key::Y);
    let can_undo = |window: &Window| window.look(|session| session.history().undo_name().is_some());
    assert!(can_undo(&window), "the verdict can be undone");
    window.press_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    assert!(can_undo(&window), "nothing to redo: nothing is undone either");
    window.press_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::D);
    assert_eq!(window.session().view(), View::Panes, "without two selections nothing is compared");
}

/// Types into the palette and returns the names of the choices, from the top.
fn found(window: &mut Window, words: &str) -> Vec<String> {
    window.press_with(Modifiers::COMMAND, Key::K);
    window.harness.event(Event::Text(words.to_owned()));
    window.run();
    let options = window.harness.query_all_by_role(egui::Role::ListBoxOption);
    options.filter_map(|node| node.accesskit_node().label()).collect()
}

#[test]
fn the_palette_knows_words_of_both_languages_checks_and_what_an_action_needs() {
    let mut window = Window::with_reports(&[("去年.txt", LAST_YEAR)]);
    for words in ["Comparerowbyrow", "diff", "差异"] {
        let names = found(&mut window, words);
        let name = names.iter().find(|name| name.starts_with("逐段比对两份报告"));
        // With one report it cannot be done, and says so.
        assert!(name.is_some_and(|name| name.contains("两份")), "{words}: {names:?}");
        window.press(Key::Enter);
        assert_eq!(window.session().view(), View::Panes, "a disabled action does nothing");
        window.press(Key::Escape);
    }
    let about = jiaokan::session::all_checks()[0];
    let on = |window: &Window| window.look(|session| session.settings().is_check_on(about));
    let before = on(&window);
    let name = Catalogue::new(Language::Chinese).text(about.name).to_owned();
    let names = found(&mut window, &name);
    assert!(names[0].starts_with(&name), "{names:?}");
    window.press(Key::Enter);
    window.wait();
    assert_ne!(on(&window), before, "choosing a check switches it");
}

/// The tasks that a reviewer does all day, key by key: each line is one key or click.
#[test]
fn frequent_tasks_take_few_keys() {
    let mut window = Window::with_reports(&[("去年.txt", LAST_YEAR), ("今年.txt", THIS_YEAR)]);
    window.harness.set_size(egui::vec2(1920.0, 1000.0));
    window.run();
    // A false positive, for all reports: two.
    window.press(Key::J);
    window.press(Key::X);
    window.press(Key::Num3);
    assert_eq!(window.session().review().exclusions.len(), 1, "by text");
    // A note on all places of the finding: three and its words.
    window.press(Key::J);
    let places = window
        .look(|session| session.findings().list[session.chosen().expect("a finding").finding].places.len());
    window.press(Key::N);
    window.harness.get_by_label("批注内容").type_text("与上年雷同");
    window.run();
    window.press_with(Modifiers::COMMAND, Key::Enter);
    window.look(|session| assert_eq!(session.review().notes[0].targets.len(), places));
    // Everything between two reports, in the order of the text: one click.
    let [left, right] = window.look(|session| {
        let mut ids = session.entries().iter().map(|entry| entry.id);
        [ids.next().unwrap(), ids.next().unwrap()]
    });
    window.apply(PaneCommand::ShowPair(left, right));
    window.look(|session| {
        let row = session.cursor().expect("their row is chosen");
        let unfolded = session.listing().rows.iter().find(|shown| shown.node == row).unwrap();
        assert_eq!(unfolded.is_open, Some(true));
    });
    // Hide the checks: one click on the legend.
    window.click("标出检查所见");
    assert!(!window.session().settings().shows_marks(MarkKind::Check));
    // Export only my notes: three, the last of which opens the system's dialog.
    window.press_with(Modifiers::COMMAND, Key::E);
    window.press(Key::M);
    window.look(|session| {
        let choices = &session.settings().export;
        assert!(choices.only_mine && choices.findings == ExportedFindings::None);
    });
    window.press(Key::Escape);
    // Print: one.
    window.press_with(Modifiers::COMMAND, Key::P);
    window.wait();
    window.look(|session| {
        let said: Vec<&str> = session.notices().iter().map(|notice| notice.message.id).collect();
        assert!(said.iter().any(|id| id.starts_with("print-") || id.starts_with("export-")), "{said:?}");
    });
}
