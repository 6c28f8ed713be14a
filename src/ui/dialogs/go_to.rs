//! The dialog that goes to a line of the focused report.

use egui::{Key, RichText, TextEdit, Ui};

use super::State;
use crate::message::Message;
use crate::session::PaneCommand;
use crate::ui::context::UiCtx;

pub(super) fn go_to_ui(ui: &mut Ui, cx: &mut UiCtx<'_>) {
    let opened = super::begins(cx);
    let report = cx.session.panes().focused_report();
    let Some(document) = report.and_then(|report| cx.session.document(report)) else {
        cx.view.dialog = None;
        return;
    };
    let last = document.text().line_count();
    let range = cx
        .words
        .words(&Message::new("go-to-range").with("count", last).with("title", document.title.as_str()));
    ui.label(RichText::new(range).color(cx.palette.secondary));
    ui.add_space(4.0);
    let field = ui.add(TextEdit::singleline(&mut cx.view.slot::<State>().words).desired_width(120.0));
    let name = cx.words.text("go-to-line-number");
    ui.ctx().accesskit_node_builder(field.id, |node| node.set_label(name));
    if opened {
        field.request_focus();
    }
    let digits = cx.view.slot::<State>().words.trim().replace(|c: char| c.is_whitespace() || c == ',', "");
    let line = digits.parse::<usize>().ok().filter(|line| (1..=last).contains(line));
    if !digits.is_empty() && line.is_none() {
        ui.label(RichText::new(cx.tr("go-to-no-such-line")).color(cx.palette.warning));
    }
    let entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    match line.filter(|_| entered) {
        Some(line) => {
            cx.push(PaneCommand::GoToLine(line));
            cx.view.dialog = None;
        }
        None if entered => field.request_focus(),
        None => {}
    }
}
