//! The palette: finds actions, checks, open reports and sections of the focused report by a part of their name, by their
//! name in the other language, or by a synonym. An action that is disabled is listed last, with the reason.

use std::collections::BinaryHeap;

use egui::{Align2, Context, Key, Modifiers, Rect, ScrollArea, TextEdit, Ui, pos2};

use super::State;
use crate::i18n::{Catalogue, Language};
use crate::session::{Command, Document, PaneCommand, ReportId, SettingsCommand, all_checks};
use crate::ui::actions::Action;
use crate::ui::context::UiCtx;
use crate::ui::format::key_text;
use crate::ui::list::{List, Row};
use crate::ui::theme::{BODY, CAPTION, ROW_HEIGHT, regular};
use crate::ui::widgets::{empty_ui, line};

/// The words of the language that the window does not speak.
#[derive(Default)]
struct OtherWords(Option<(Language, Catalogue)>);

/// The sections that were found last, so that frames between two keys do not search a long report again.
#[derive(Default)]
struct Found {
    /// The report, its number of sections, the revision of what is open, and the wanted characters.
    of: Option<(ReportId, usize, u64, Vec<char>)>,
    sections: Vec<usize>,
}

/// Something that can be chosen.
struct Choice {
    words: String,
    /// Other words that it is found by, separated by spaces; not shown.
    synonyms: String,
    /// Shown at the right end: the keys of an action, what kind of thing it is, or why it cannot be done.
    aside: String,
    what: What,
}

enum What {
    Do(Action),
    Ask(Box<Command>),
    /// An action that cannot be done now.
    Nothing,
}

pub(super) fn palette_ui(ctx: &Context, cx: &mut UiCtx<'_>) {
    let opened = super::begins(cx);
    let mut chosen = None;
    let shown = super::modal_ui(ctx, cx.palette, "palette", cx.tr("action-palette"), |ui| {
        ui.set_width(520.0);
        let hint = cx.words.text("palette-hint");
        let edit = TextEdit::singleline(&mut cx.view.slot::<State>().words)
            .hint_text(hint)
            .desired_width(f32::INFINITY);
        let field = ui.add(edit);
        let name = cx.words.text("action-palette");
        ui.ctx().accesskit_node_builder(field.id, |node| node.set_label(name));
        if opened {
            field.request_focus();
        }
        if field.changed() {
            cx.view.slot::<State>().row = 0;
        }
        let typed = cx.view.slot::<State>().words.clone();
        let choices = choices(ui, cx, &typed);
        let last = choices.len().saturating_sub(1);
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let row = cx.view.slot::<State>().row;
        let step = isize::from(pressed(Key::ArrowDown)) - isize::from(pressed(Key::ArrowUp));
        let moved = row.saturating_add_signed(step).min(last);
        cx.view.slot::<State>().row = moved;
        let entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        ui.add_space(8.0);
        let clicked = list_ui(ui, cx, &choices, moved, step != 0);
        let taken = clicked.or_else(|| entered.then_some(moved));
        let can_be_taken = |choice: &Choice| !matches!(choice.what, What::Nothing);
        chosen = taken.and_then(|row| choices.into_iter().nth(row)).filter(can_be_taken);
        if chosen.is_none() && entered {
            field.request_focus();
        }
    });
    if let Some(choice) = chosen {
        cx.view.dialog = None;
        match choice.what {
            What::Do(action) => action.run(ctx, cx),
            What::Ask(command) => cx.push(*command),
            What::Nothing => {}
        }
    } else if shown.should_close() {
        cx.view.dialog = None;
    }
}

/// Draws the choices and returns the index of the one that was clicked.
fn list_ui(ui: &mut Ui, cx: &UiCtx<'_>, choices: &[Choice], chosen: usize, moved: bool) -> Option<usize> {
    const HEIGHT: f32 = 360.0;
    if choices.is_empty() {
        empty_ui(ui, cx.palette, cx.tr("palette-none"));
        return None;
    }
    let mut clicked = None;
    ui.spacing_mut().item_spacing.y = 0.0;
    let height = (ui.ctx().content_rect().height() - 200.0).clamp(2.0 * ROW_HEIGHT, HEIGHT);
    let mut scroll = ScrollArea::vertical().id_salt("palette").max_height(height).auto_shrink([false, true]);
    if moved {
        // Keeps the row in the middle, as far as the list goes on in both directions.
        let top = chosen as f32 * ROW_HEIGHT - (height - ROW_HEIGHT) * 0.5;
        scroll = scroll.vertical_scroll_offset(top.max(0.0));
    }
    let mut list = List::options("palette", choices.len());
    scroll.show_rows(ui, ROW_HEIGHT, choices.len(), |ui, rows| {
        list.name_ui(ui, cx.tr("action-palette"));
        for index in rows {
            if choice_ui(ui, cx, &mut list, index, &choices[index], index == chosen) {
                clicked = Some(index);
            }
        }
    });
    clicked
}

/// Draws the row of a choice and returns whether it was clicked.
fn choice_ui(
    ui: &mut Ui,
    cx: &UiCtx<'_>,
    list: &mut List,
    index: usize,
    choice: &Choice,
    chosen: bool,
) -> bool {
    let name = format!("{} {}", choice.words, choice.aside);
    let row = Row { index, height: ROW_HEIGHT, chosen, name: name.trim(), ..Default::default() };
    let response = list.row_ui(ui, cx.palette, row, |painter, rect| {
        let at = pos2(rect.right() - 10.0, rect.center().y);
        let color = cx.palette.secondary;
        let aside = painter.text(at, Align2::RIGHT_CENTER, &choice.aside, regular(CAPTION), color);
        let is_disabled = matches!(choice.what, What::Nothing);
        let ink = if is_disabled { cx.palette.secondary } else { cx.palette.text };
        let words =
            Rect::from_min_max(pos2(rect.left() + 10.0, rect.top()), pos2(aside.left() - 8.0, rect.bottom()));
        line(painter, words, &choice.words, regular(BODY), ink);
    });
    response.clicked()
}

/// Maximum number of choices shown.
const MOST: usize = 60;

/// The choices that match the words, the closest first.
fn choices(ui: &Ui, cx: &mut UiCtx<'_>, words: &str) -> Vec<Choice> {
    let wanted: Vec<char> = words.to_lowercase().chars().filter(|c| !c.is_whitespace()).collect();
    let mut all = actions(ui, cx);
    let sections = found_sections(cx, &wanted);
    let cx = &*cx;
    all.extend(check_choices(cx));
    let session = cx.session;
    let reports = session.entries().iter().filter(|entry| entry.document().is_some()).map(|entry| Choice {
        words: session.name(entry.id).to_owned(),
        synonyms: entry.title(),
        aside: cx.tr("palette-report").to_owned(),
        what: What::Ask(Box::new(Command::Panes(PaneCommand::Show { report: entry.id, pane: None }))),
    });
    all.extend(reports);
    let focused = session.panes().focused_report().and_then(|id| Some((id, session.document(id)?)));
    if let Some((report, document)) = focused {
        let span = |index: usize| document.outline.sections[index].heading;
        all.extend(sections.iter().map(|&index| Choice {
            words: document.heading(index),
            synonyms: String::new(),
            aside: cx.tr("palette-section").to_owned(),
            what: What::Ask(Box::new(Command::Panes(PaneCommand::GoTo { report, span: span(index) }))),
        }));
    }
    let fitting = all.into_iter().filter_map(|choice| Some((closeness(&wanted, &choice)?, choice)));
    // Without words only what can be done is listed.
    let mut fitting: Vec<(usize, Choice)> =
        fitting.filter(|(_, choice)| !wanted.is_empty() || !matches!(choice.what, What::Nothing)).collect();
    fitting.sort_by_key(|(distance, choice)| (matches!(choice.what, What::Nothing), *distance));
    fitting.into_iter().take(MOST).map(|(_, choice)| choice).collect()
}

/// The closest sections of the report in the pane with the focus.
fn found_sections(cx: &mut UiCtx<'_>, wanted: &[char]) -> Vec<usize> {
    let session = cx.session;
    let Some(report) = session.panes().focused_report() else { return Vec::new() };
    let Some(document) = session.document(report) else { return Vec::new() };
    let sections = document.outline.sections.len();
    let of = Some((report, sections, session.marks_revision(), wanted.to_vec()));
    let found = cx.view.slot::<Found>();
    if found.of != of {
        *found = Found { of, sections: closest_sections(document, wanted) };
    }
    found.sections.clone()
}

/// Indices of the sections whose headings match, at most [`MOST`]: the closest, in the order of the report.
fn closest_sections(document: &Document, wanted: &[char]) -> Vec<usize> {
    let sections = document.outline.sections.iter().enumerate();
    if wanted.is_empty() {
        return sections.take(MOST).map(|(index, _)| index).collect();
    }
    let mut closest = BinaryHeap::with_capacity(MOST + 1);
    for (index, section) in sections {
        if let Some(distance) = distance(wanted, document.text().slice(section.heading)) {
            closest.push((distance, index));
            if closest.len() > MOST {
                closest.pop();
            }
        }
    }
    let mut closest: Vec<usize> = closest.into_iter().map(|(_, index)| index).collect();
    closest.sort_unstable();
    closest
}

/// A choice for each action; it is also found by its name in the other language.
fn actions(ui: &Ui, cx: &mut UiCtx<'_>) -> Vec<Choice> {
    let spoken = cx.words.language();
    let other = Language::ALL.into_iter().find(|language| *language != spoken).unwrap_or_default();
    let kept = cx.view.slot::<OtherWords>();
    if kept.0.as_ref().is_none_or(|(language, _)| *language != other) {
        kept.0 = Some((other, Catalogue::new(other)));
    }
    let there = |id| kept.0.as_ref().map_or("", |(_, words)| words.text(id));
    let listed = Action::all().filter(|action| *action != Action::Palette);
    let listed: Vec<(Action, String)> = listed
        .map(|action| {
            let name = there(action.label()).replace(' ', "");
            (action, format!("{name} {}", action.synonyms()))
        })
        .collect();
    let choice = |(action, synonyms): (Action, String)| {
        let missing = action.missing(cx.session);
        let keys = action.keys().first().map(|key| key_text(ui.ctx(), *key)).unwrap_or_default();
        Choice {
            words: cx.tr(action.label()).to_owned(),
            synonyms,
            aside: missing.map_or(keys, |needs| cx.tr(needs).to_owned()),
            what: if missing.is_some() { What::Nothing } else { What::Do(action) },
        }
    };
    listed.into_iter().map(choice).collect()
}

/// A choice for each check, which switches it on or off.
fn check_choices(cx: &UiCtx<'_>) -> Vec<Choice> {
    let settings = cx.session.settings();
    let choice = |about: crate::session::CheckAbout| {
        let on = settings.is_check_on(about);
        Choice {
            words: cx.tr(about.name).to_owned(),
            synonyms: format!("检查 check {}", about.id),
            aside: cx.tr(if on { "palette-check-on" } else { "palette-check-off" }).to_owned(),
            what: What::Ask(Box::new(Command::Settings(SettingsCommand::Check(about.id, !on)))),
        }
    };
    all_checks().into_iter().map(choice).collect()
}

/// The distance of a choice's name, or of a synonym where the name does not fit; those come after all names that fit.
fn closeness(wanted: &[char], choice: &Choice) -> Option<usize> {
    const SYNONYM: usize = 1_000;
    let synonyms = choice.synonyms.split(' ').filter(|synonym| !synonym.is_empty());
    let by_synonym = || synonyms.filter_map(|synonym| distance(wanted, synonym)).min();
    distance(wanted, &choice.words).or_else(|| Some(SYNONYM + by_synonym()?))
}

/// Cost of matching the wanted characters, in order, against a name; `None` if one is missing.
fn distance(wanted: &[char], name: &str) -> Option<usize> {
    let mut distance = 0;
    let mut left = wanted.iter().peekable();
    let mut begun = false;
    for character in name.chars().flat_map(char::to_lowercase) {
        match left.peek() {
            None => break,
            Some(&&next) if next == character => {
                left.next();
                begun = true;
            }
            // A skipped character costs 1 before the first match and 4 after it.
            Some(_) => distance += if begun { 4 } else { 1 },
        }
    }
    left.peek().is_none().then_some(distance)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_of_the_name_is_enough_and_the_closest_comes_first() {
        let to = |words: &str, name: &str| distance(&words.chars().collect::<Vec<_>>(), name);
        assert_eq!(to("", "打开报告"), Some(0));
        assert_eq!(to("报告", "打开报告"), Some(2));
        assert!(to("开告", "打开报告") > to("报告", "打开报告"));
        assert_eq!(to("告开", "打开报告"), None);
        assert!(to("open", "Open reports").is_some());
    }

    #[test]
    fn a_synonym_finds_what_the_name_does_not_and_comes_after_it() {
        let choice = |words: &str, synonyms: &str| Choice {
            words: words.to_owned(),
            synonyms: synonyms.to_owned(),
            aside: String::new(),
            what: What::Do(Action::Compare),
        };
        let to = |words: &str, choice: &Choice| closeness(&words.chars().collect::<Vec<_>>(), choice);
        let compare = choice("逐段比对两份报告", "对比 差异 diff");
        assert!(to("对比", &compare) > to("对比", &choice("对比", "")));
        assert!(to("diff", &compare).is_some());
        assert_eq!(to("矩阵", &compare), None);
    }
}
