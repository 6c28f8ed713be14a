//! The ladder of exclusion: what not to see again, from this place to everything of a check, one key each.

use egui::{Align2, Button, Key, Rect, RichText, TextEdit, Ui, pos2, vec2};

use super::State;
use crate::message::Message;
use crate::review::Judgement;
use crate::session::{Rung, WorkCommand};
use crate::ui::context::UiCtx;
use crate::ui::theme::{BODY, CAPTION, bold, regular};
use crate::ui::widgets::line;
use crate::ui::words::finding_name;

/// Height of a rung in points.
const HEIGHT: f32 = 32.0;
/// Keys of the rungs in their order.
const KEYS: [Key; 5] = [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5];

pub(super) fn exclude_ui(ui: &mut Ui, cx: &mut UiCtx<'_>) {
    let begins = super::begins(cx);
    if begins {
        cx.session.last_reason().clone_into(&mut cx.view.slot::<State>().words);
    }
    if cx.session.chosen().is_none() {
        cx.view.dialog = None;
        return;
    }
    let mut done = None;
    let is_typing = ui.ctx().text_edit_focused();
    for (index, rung) in Rung::ALL.into_iter().enumerate() {
        let words = rung_words(cx, rung);
        let needs = needs(cx, rung);
        // The key that opened the ladder is not pressed on its first rung.
        let pressed = !begins
            && ui.input(|input| {
                !is_typing && input.key_pressed(KEYS[index]) || index == 0 && input.key_pressed(Key::Enter)
            });
        let button = Button::new("").min_size(vec2(ui.available_width(), HEIGHT)).frame_when_inactive(false);
        let response = ui.add_enabled(needs.is_none(), button);
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, needs.is_none(), &words));
        let rect = response.rect;
        let color = if needs.is_none() { cx.palette.text } else { cx.palette.secondary };
        let at = pos2(rect.left() + 16.0, rect.center().y);
        let number = (index + 1).to_string();
        ui.painter().text(at, Align2::CENTER_CENTER, number, bold(BODY), cx.palette.secondary);
        let mut right = rect.right() - 8.0;
        if index == 0 {
            let at = pos2(right, rect.center().y);
            let enter =
                ui.painter().text(at, Align2::RIGHT_CENTER, "Enter", regular(CAPTION), cx.palette.secondary);
            right = enter.left() - 8.0;
        }
        let room = Rect::from_x_y_ranges(rect.left() + 36.0..=right, rect.y_range());
        line(ui.painter(), room, &words, regular(BODY), color);
        let response = response.on_hover_text(&words);
        let response = match needs {
            Some(needs) => response.on_disabled_hover_text(cx.tr(needs)),
            None => response,
        };
        if response.clicked() || pressed && needs.is_none() {
            done = Some(rung);
        }
    }
    ui.add_space(8.0);
    let name = cx.words.text("verdict-reason");
    let words = &mut cx.view.slot::<State>().words;
    let field = ui.add(TextEdit::singleline(words).hint_text(name).desired_width(f32::INFINITY));
    ui.ctx().accesskit_node_builder(field.id, |node| node.set_label(name));
    ui.label(RichText::new(cx.tr("exclude-undo")).font(regular(CAPTION)).color(cx.palette.secondary));
    if let Some(rung) = done {
        let reason = cx.view.slot::<State>().words.trim().to_owned();
        if rung == Rung::Place && is_dismissed(cx) {
            cx.push(WorkCommand::JudgeChosen(Judgement::Dismissed));
        } else {
            cx.push(WorkCommand::Exclude(rung, reason));
        }
        cx.view.dialog = None;
    }
}

/// Whether everything that a verdict goes to is dismissed already.
fn is_dismissed(cx: &UiCtx<'_>) -> bool {
    let listing = cx.session.listing();
    cx.session.targets().iter().all(|&at| listing.judgement(at) == Some(Judgement::Dismissed))
}

fn rung_words(cx: &UiCtx<'_>, rung: Rung) -> String {
    let Some(chosen) = cx.session.chosen() else { return String::new() };
    let finding = &cx.session.findings().list[chosen.finding];
    let name = |place: usize| cx.session.name(finding.places[place].report);
    let check = cx.tr(finding_name(finding));
    let message = match rung {
        Rung::Place if is_dismissed(cx) => Message::new("exclude-reopen"),
        Rung::Place => Message::new("exclude-place"),
        Rung::Pair => {
            let [one, other] = chosen.places.map(name);
            Message::new("exclude-pair").with("one", one).with("other", other)
        }
        Rung::Text if finding.check.is_some() => Message::new("exclude-text-check").with("check", check),
        Rung::Text => Message::new("exclude-text"),
        Rung::CheckInReport if finding.check.is_some() => {
            Message::new("exclude-check-in").with("check", check).with("report", name(0))
        }
        Rung::Check if finding.check.is_some() => Message::new("exclude-check").with("check", check),
        Rung::CheckInReport => Message::new("exclude-no-check-in"),
        Rung::Check => Message::new("exclude-no-check"),
    };
    let count = cx.session.targets().len();
    cx.words.words(&message.with("count", count))
}

/// Why a rung cannot be chosen.
fn needs(cx: &UiCtx<'_>, rung: Rung) -> Option<&'static str> {
    if rung == Rung::Place || cx.session.excluded_by_rung(rung).is_some() {
        return None;
    }
    Some(match rung {
        Rung::Pair => "exclude-needs-pair",
        _ => "exclude-needs-check",
    })
}
