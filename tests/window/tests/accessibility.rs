//! Accessibility: a walk over every view in both languages. Each view has names, roles and positions for all that can be
//! operated, lists that say their size, dialogs that take the keyboard and give it back, and an order of Tab without a trap.

#![allow(clippy::unwrap_used, reason = "test helpers may unwrap")]

use std::collections::BTreeSet;

use egui::accesskit::{Action, NodeId, Role};
use egui::{Key, Modifiers};
use egui_kittest::kittest::{AccessKitNode, NodeT as _, Queryable as _};
use jiaokan::i18n::{Catalogue, Language};
use jiaokan::session::{Command, Picker, SavingCommand, Settings, Theme};
use jiaokan_window_tests::{LAST_YEAR, LAST_YEAR_ENGLISH, REPEATED, THIS_YEAR, THIS_YEAR_ENGLISH, Window};

/// Words of other languages that the interface shows in each: names of languages, encodings, formats, and the program's.
const PROPER: &[&str] = &[
    "English",
    "简体中文",
    "校勘",
    "甲",
    "乙",
    "丙",
    "丁",
    "UTF-8",
    "GB18030",
    "Big5",
    "UTF-16LE",
    "UTF-16BE",
    "Word",
    "Excel",
    "HTML",
    "Markdown",
    "CSV",
    "JSON-LD",
    ".jsonld",
    ".*",
];

/// A view, and the steps that open it from two reports that are read.
type View = (&'static str, fn(&mut Walk));

/// A window in a language.
struct Walk {
    window: Window,
    words: Catalogue,
    language: Language,
}

impl Walk {
    fn new(language: Language) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let reports = match language {
            Language::Chinese => [("去年.txt", LAST_YEAR), ("今年.txt", THIS_YEAR)],
            Language::English => [("old.txt", LAST_YEAR_ENGLISH), ("new.txt", THIS_YEAR_ENGLISH)],
        };
        let paths = reports.map(|(name, text)| {
            let path = folder.path().join(name);
            std::fs::write(&path, text).unwrap();
            path
        });
        let choices = Settings { language, theme: Theme::Light, ..Settings::default() };
        let state = Some(folder.path().join("state"));
        let window = Window::start(folder, paths.to_vec(), &choices, state);
        Self { window, words: Catalogue::new(language), language }
    }

    fn tr(&self, id: &'static str) -> String {
        self.words.text(id).to_owned()
    }

    fn click(&mut self, id: &'static str) {
        let name = self.tr(id);
        self.window.click(&name);
    }

    fn with(&mut self, modifiers: Modifiers, key: Key) {
        self.window.press_with(modifiers, key);
    }

    fn settings_page(&mut self, page: &'static str) {
        self.with(Modifiers::COMMAND, Key::Comma);
        self.click(page);
    }

    fn note(&mut self) {
        self.window.press(Key::J);
        self.window.press(Key::N);
        let field = self.tr("note-body");
        self.window.harness.get_by_label(&field).type_text("x");
        self.window.run();
        self.with(Modifiers::COMMAND, Key::Enter);
    }
}

const VIEWS: &[View] = &[
    ("reading", |_| {}),
    ("reading with a finding and why", |walk| walk.window.press(Key::J)),
    ("note editor", |walk| {
        walk.window.press(Key::J);
        walk.window.press(Key::N);
    }),
    ("work list unfolded", |walk| {
        walk.window.harness.set_size(egui::vec2(1920.0, 1080.0));
        walk.window.run();
        walk.window.press_with(Modifiers::SHIFT, Key::J);
        walk.window.press(Key::ArrowRight);
    }),
    ("judged", |walk| {
        walk.window.press(Key::J);
        walk.window.press(Key::Y);
    }),
    ("narrow, with a drawer", |walk| {
        walk.window.harness.set_size(egui::vec2(820.0, 700.0));
        walk.window.run();
        walk.window.press(Key::F10);
    }),
    ("notes", Walk::note),
    ("comparison", |walk| {
        walk.with(Modifiers::COMMAND, Key::D);
        walk.window.wait();
        walk.window.press(Key::J);
    }),
    ("matrix", |walk| walk.with(Modifiers::COMMAND, Key::M)),
    ("ledger", |walk| {
        walk.with(Modifiers::COMMAND, Key::T);
        walk.window.wait();
    }),
    ("search", |walk| {
        walk.with(Modifiers::COMMAND, Key::F);
        let name = walk.tr("action-search");
        let words = if walk.language == Language::Chinese { "法治" } else { "berths" };
        walk.window.harness.get_by_role_and_label(Role::TextInput, &name).type_text(words);
        walk.window.wait();
    }),
    ("screening", |walk| {
        let folder = walk.window.folder.path().to_owned();
        walk.window.choose_path(Picker::ScreeningFolder, &folder);
    }),
    ("four panes", |walk| walk.with(Modifiers::COMMAND, Key::Num4)),
    ("menu", |walk| walk.click("menu-view")),
];

/// Dialogs, and the steps that open them.
const DIALOGS: &[View] = &[
    ("palette", |walk| walk.with(Modifiers::COMMAND, Key::K)),
    ("settings", |walk| walk.settings_page("settings-general")),
    ("settings of checks", |walk| walk.settings_page("settings-checks")),
    ("settings of set phrases", |walk| walk.settings_page("settings-phrases")),
    ("keys", |walk| walk.window.press(Key::F1)),
    ("ladder of exclusion", |walk| {
        walk.window.press(Key::J);
        walk.window.press(Key::X);
    }),
    ("exclusion rules", |walk| {
        walk.click("menu-findings");
        walk.click("action-rules");
    }),
    ("go to a line", |walk| walk.with(Modifiers::COMMAND, Key::G)),
    ("finding as text", |walk| {
        walk.window.press(Key::J);
        walk.window.press(Key::F7);
    }),
    ("export", |walk| walk.with(Modifiers::COMMAND, Key::E)),
    ("path", |walk| walk.with(Modifiers::COMMAND, Key::O)),
    ("question", |walk| {
        walk.note();
        walk.window.apply(Command::Saving(SavingCommand::Quit));
    }),
    ("about", |walk| {
        walk.click("menu-help");
        walk.click("action-about");
    }),
];

/// The nodes that assistive technologies meet, in their order.
fn nodes(window: &Window) -> Vec<AccessKitNode<'_>> {
    let all = window.harness.root().children_recursive().map(|node| node.accesskit_node());
    all.filter(|node| !is_hidden(*node)).collect()
}

fn is_hidden(mut node: AccessKitNode<'_>) -> bool {
    loop {
        if node.is_hidden() {
            return true;
        }
        match node.parent() {
            Some(parent) => node = parent,
            None => return false,
        }
    }
}

fn can_be_operated(node: &AccessKitNode<'_>) -> bool {
    let acts = |action| node.data().supports_action(action);
    !node.is_disabled() && (acts(Action::Click) || acts(Action::Focus))
}

/// The nearest ancestor that is no mere container.
fn owner<'a>(node: &AccessKitNode<'a>) -> Option<AccessKitNode<'a>> {
    let mut parent = node.parent();
    while let Some(one) = parent.filter(|one| one.role() == Role::GenericContainer) {
        parent = one.parent();
    }
    parent
}

fn name_of(node: &AccessKitNode<'_>) -> String {
    node.label().or_else(|| node.value()).unwrap_or_default()
}

/// Whether a name is in the language; the text of reports, which is Chinese in the Chinese window, is not looked at.
fn is_in(language: Language, name: &str) -> bool {
    let name = PROPER.iter().fold(name.to_owned(), |name, proper| name.replace(proper, ""));
    let is_han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    match language {
        Language::Chinese => {
            name.chars().any(is_han) || name.chars().filter(char::is_ascii_alphabetic).count() < 3
        }
        Language::English => !name.chars().any(is_han),
    }
}

/// Faults of the nodes of a view.
fn faults(walk: &Walk, view: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let screen = walk.window.harness.ctx.content_rect();
    for node in nodes(&walk.window) {
        let (role, name) = (node.role(), name_of(&node));
        let mut fault = |what: &str| faults.push(format!("{view}: {what}: {role:?} “{name}”"));
        let is_row = matches!(role, Role::ListItem | Role::TreeItem | Role::ListBoxOption);
        if is_row {
            let list = owner(&node);
            let size = list.as_ref().and_then(|list| list.data().size_of_set());
            match (node.data().position_in_set(), size) {
                (Some(position), Some(size)) if position < size => {}
                other => fault(&format!("position and size {other:?} in {:?}", list.map(|l| l.role()))),
            }
            if node.data().is_selected().is_none() {
                fault("does not say whether it is selected");
            }
            if role == Role::TreeItem && node.data().level().is_none() {
                fault("has no level");
            }
        }
        if role == Role::Heading
            && owner(&node).is_some_and(|owner| owner.role() == Role::Document)
            && node.data().level().is_none()
        {
            fault("has no level");
        }
        if !can_be_operated(&node) {
            continue;
        }
        if matches!(role, Role::Unknown | Role::GenericContainer) {
            fault("has no role");
        }
        // A scroll bar belongs to the list that it scrolls; egui gives no way to name it.
        let is_named_elsewhere = !node.data().labelled_by().is_empty() || role == Role::ScrollBar;
        let is_field = matches!(role, Role::TextInput | Role::MultilineTextInput);
        if name.trim().is_empty() && !is_named_elsewhere && !is_field {
            fault("has no name");
        }
        // The set phrases are Chinese text in any language.
        let is_phrase = view == "settings of set phrases" && role == Role::CheckBox;
        if !is_phrase && !is_in(walk.language, &name) {
            fault("is not in the language");
        }
        let Some(at) = node.bounding_box() else {
            fault("has no position");
            continue;
        };
        let rect = egui::Rect::from_min_max(
            egui::pos2(at.x0 as f32, at.y0 as f32),
            egui::pos2(at.x1 as f32, at.y1 as f32),
        );
        if !screen.intersects(rect) {
            fault(&format!("lies outside the window at {rect}"));
        }
        // Where a scroll bar is too thin, the wheel, the keys and the ruler scroll as well.
        if node.data().supports_action(Action::Click)
            && role != Role::ScrollBar
            && (rect.width() < 23.9 || rect.height() < 23.9)
        {
            fault(&format!("is {} × {} points large", rect.width(), rect.height()));
        }
    }
    faults
}

fn report(faults: &[String]) {
    let different: BTreeSet<&String> = faults.iter().collect();
    assert!(faults.is_empty(), "{} faults:\n{}", different.len(), {
        different.into_iter().take(60).map(String::as_str).collect::<Vec<_>>().join("\n")
    });
}

#[test]
fn all_that_can_be_operated_has_a_name_a_role_a_place_and_a_size() {
    Window::empty().harness.check_accessibility();
    let mut found = Vec::new();
    for language in Language::ALL {
        for (view, come) in VIEWS.iter().chain(DIALOGS) {
            let mut walk = Walk::new(language);
            come(&mut walk);
            found.extend(faults(&walk, view));
            found.extend(
                walk.window.harness.unnamed_widgets().into_iter().map(|name| format!("{view}: {name}")),
            );
        }
    }
    report(&found);
}

fn focused(window: &Window) -> Option<NodeId> {
    window.harness.ctx.memory(egui::Memory::focused).map(|id| id.accesskit_id())
}

#[test]
fn a_dialog_is_named_and_modal_takes_the_keyboard_and_gives_it_back() {
    let mut found = Vec::new();
    for language in Language::ALL {
        for (view, come) in DIALOGS {
            let mut walk = Walk::new(language);
            // The keyboard is on a button of the toolbar.
            let button = walk.tr("action-open-folder");
            walk.window.harness.get_all_by_label(&button).next().unwrap().focus();
            walk.window.run();
            let before = focused(&walk.window);
            assert!(before.is_some());
            come(&mut walk);
            walk.window.run();
            if focused(&walk.window).is_none() {
                // A click on a page of the settings has taken the keyboard from the tabs.
                walk.window.press(Key::Tab);
            }
            let dialogs: Vec<_> =
                nodes(&walk.window).into_iter().filter(|node| node.role() == Role::Dialog).collect();
            match dialogs.as_slice() {
                [dialog] if dialog.is_modal() && !name_of(dialog).is_empty() => {
                    let within = |node: &AccessKitNode<'_>| {
                        let mut up = Some(*node);
                        while let Some(one) = up.filter(|one| one.role() != Role::Dialog) {
                            up = one.parent();
                        }
                        up.is_some()
                    };
                    let shown = nodes(&walk.window);
                    let outside = shown.iter().filter(|node| can_be_operated(node) && !within(node));
                    found.extend(outside.map(|node| format!("{view}: beside it, {}", name_of(node))));
                    let has_focus = shown.iter().any(|node| node.is_focused() && within(node));
                    found.extend((!has_focus).then(|| format!("{view}: it has no keyboard")));
                }
                other => found.push(format!("{view}: {} dialogs, or unnamed or not modal", other.len())),
            }
            walk.window.press(Key::Escape);
            walk.window.run();
            let opened_by_menu = matches!(*view, "about" | "exclusion rules");
            if !opened_by_menu && *view != "question" && focused(&walk.window) != before {
                found.push(format!("{view}: does not give the keyboard back"));
            }
        }
    }
    report(&found);
}

#[test]
fn tab_stops_once_in_each_list_and_is_trapped_nowhere() {
    let mut found = Vec::new();
    for (view, come) in VIEWS.iter().filter(|(view, _)| !matches!(*view, "menu" | "note editor")) {
        let mut walk = Walk::new(Language::Chinese);
        come(&mut walk);
        let window = &mut walk.window;
        let mut visits = Vec::new();
        for _ in 0..300 {
            window.harness.key_press(Key::Tab);
            window.harness.step();
            visits.push(focused(window));
        }
        let round: BTreeSet<NodeId> = visits.iter().flatten().copied().collect();
        // 300 presses go round more than once, so that the first stops come again.
        let first = visits.iter().flatten().next().copied();
        if visits.iter().filter(|one| **one == first).count() < 2 {
            found.push(format!("{view}: the first of {} stops does not come again", round.len()));
        }
        let mut stops: Vec<NodeId> = Vec::new();
        for node in nodes(window).iter().filter(|node| round.contains(&node.locate().0)) {
            if matches!(node.role(), Role::ListItem | Role::TreeItem) {
                let list = owner(node).map(|list| list.locate().0);
                match list {
                    Some(list) if stops.contains(&list) => {
                        found.push(format!("{view}: a second stop at {}", name_of(node)));
                    }
                    Some(list) => stops.push(list),
                    None => {}
                }
            }
        }
        for node in nodes(window) {
            let has_rows =
                matches!(node.role(), Role::List | Role::Tree) && node.data().size_of_set() > Some(0);
            if has_rows && !stops.contains(&node.locate().0) {
                found.push(format!("{view}: no stop in the list {}", name_of(&node)));
            }
            let is_text = node.role() == Role::Document;
            if is_text && !round.contains(&node.locate().0) {
                found.push(format!("{view}: no stop at the text {}", name_of(&node)));
            }
        }
    }
    report(&found);
}

/// The label of the widget with the keyboard.
fn focused_name(window: &Window) -> String {
    let found = nodes(window).into_iter().find(AccessKitNode::is_focused);
    found.map(|node| name_of(&node)).unwrap_or_default()
}

#[test]
fn arrows_move_inside_a_list_and_space_keeps_the_keyboard_on_the_row() {
    let mut window = Window::with_reports(&[("去年.txt", LAST_YEAR), ("今年.txt", THIS_YEAR)]);
    // Wide enough for both panels beside the text.
    window.harness.set_size(egui::vec2(1920.0, 1000.0));
    window.run();
    window.press(Key::J);
    let first = nodes(&window)
        .into_iter()
        .find(|node| node.role() == Role::ListItem && node.data().is_selected() == Some(true))
        .map(|node| name_of(&node))
        .expect("a finding is chosen");
    let row = window.harness.get_all_by_label(&first).last().expect("its row is in view");
    row.focus();
    window.run();
    assert_eq!(focused_name(&window), first);
    window.press(Key::ArrowDown);
    let second = focused_name(&window);
    assert_ne!(second, first);
    window.press(Key::Space);
    window.wait();
    assert_eq!(focused_name(&window), second, "Space chooses the row and stays there");
    window.press(Key::Home);
    assert_eq!(focused_name(&window), first);
}

#[test]
fn f6_goes_into_the_text_and_tab_goes_on_from_it() {
    let mut window = Window::with_reports(&[("去年.txt", LAST_YEAR), ("今年.txt", THIS_YEAR)]);
    for pane in ["乙：", "甲：", "乙："] {
        window.press(Key::F6);
        assert!(focused_name(&window).starts_with(pane), "{}", focused_name(&window));
    }
    let before = focused(&window);
    window.harness.key_press(Key::Tab);
    window.run();
    assert_ne!(focused(&window), before);
    assert!(focused(&window).is_some());
}

#[test]
fn a_pane_is_a_document_with_headings_paragraphs_and_the_selection() {
    let mut window = Window::with_reports(&[("去年.txt", LAST_YEAR), ("今年.txt", THIS_YEAR)]);
    window.press(Key::F6);
    window.press_with(Modifiers::SHIFT, Key::ArrowDown);
    assert!(window.session().selection().is_some());
    let shown = nodes(&window);
    let documents: Vec<_> = shown.iter().filter(|node| node.role() == Role::Document).collect();
    assert_eq!(documents.len(), 2);
    let below = |document: &AccessKitNode<'_>, role: Role| {
        let all = shown.iter().filter(|node| node.role() == role);
        all.filter(|node| owner(node).is_some_and(|owner| owner.locate() == document.locate())).count()
    };
    for document in &documents {
        assert!(below(document, Role::Heading) > 0 && below(document, Role::Paragraph) > 0);
    }
    let selected: Vec<_> =
        documents.iter().filter(|document| document.data().text_selection().is_some()).collect();
    assert_eq!(selected.len(), 1, "one pane has the selection");
    let selection = selected[0].data().text_selection().expect("it has one");
    let runs: BTreeSet<NodeId> = {
        let all = window.harness.root().children_recursive().map(|node| node.accesskit_node());
        all.filter(|node| node.role() == Role::TextRun).map(|node| node.locate().0).collect()
    };
    for end in [selection.anchor, selection.focus] {
        assert!(runs.contains(&end.node), "the selection ends in a run of the text");
    }
    assert_ne!((selection.anchor.node, selection.anchor.character_index), {
        (selection.focus.node, selection.focus.character_index)
    });
}

#[test]
fn a_step_is_announced_with_number_kind_size_and_verdict() {
    let mut window = Window::with_reports(&[("两遍.txt", REPEATED), ("今年.txt", THIS_YEAR)]);
    let spoken = |window: &Window| -> Vec<String> {
        let live = nodes(window).into_iter().filter(|node| node.live() != egui::accesskit::Live::Off);
        live.map(|node| name_of(&node)).filter(|name| !name.is_empty()).collect()
    };
    assert!(spoken(&window).is_empty(), "{:?}", spoken(&window));
    window.press(Key::J);
    let first = spoken(&window);
    assert!(first.iter().any(|line| line.starts_with("第 1 条，共 ") && line.contains(" 字")), "{first:?}");
    // The first rung of the ladder of exclusion is this place.
    window.press(Key::X);
    window.press(Key::Enter);
    let dismissed = spoken(&window);
    assert!(dismissed.iter().any(|line| line.ends_with("，已排除")), "{dismissed:?}");
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
