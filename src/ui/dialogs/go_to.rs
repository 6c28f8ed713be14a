//! The dialog that goes to a line of the focused report.

use egui::{Context, Key, RichText, TextEdit, Ui};

use super::{Choice, State, Tone, buttons_ui, modal_ui, title_ui};
use crate::message::Message;
use crate::session::PaneCommand;
use crate::ui::context::UiCtx;

pub(super) fn go_to_ui(ctx: &Context, cx: &mut UiCtx<'_>) {
    let opened = super::begins(cx);
    let report = cx.session.panes().focused_report();
    let open = report.and_then(|report| Some((report, cx.session.document(report)?.clone())));
    let Some((report, document)) = open else {
        cx.view.dialog = None;
        return;
    };
    let last = document.text().line_count();
    // The ellipsis of the menu entry announces the dialog.
    let title = cx.tr("action-go-to-line").trim_end_matches('…');
    let (mut wanted, mut cancelled) = (None, false);
    let shown = modal_ui(ctx, cx.palette, "go-to-line", title, |ui| {
        ui.set_width(360.0);
        title_ui(ui, title);
        ui.add_space(8.0);
        let range = Message::new("go-to-range").with("count", last).with("title", cx.session.name(report));
        let range = RichText::new(cx.words.words(&range)).color(cx.palette.secondary);
        ui.add(egui::Label::new(range).wrap());
        ui.add_space(4.0);
        let (line, entered) = line_ui(ui, cx, opened, last);
        ui.add_space(12.0);
        let go = Choice::new(cx.tr("go-to-go"), Tone::Primary).when(line.is_some(), cx.tr("needs-line"));
        let cancel = Choice::new(cx.tr("cancel"), Tone::Plain);
        match buttons_ui(ui, cx.palette, &[go, cancel], false) {
            Some(0) => wanted = line,
            Some(_) => cancelled = true,
            None if entered => wanted = line,
            None => {}
        }
    });
    if let Some(line) = wanted {
        cx.push(PaneCommand::GoToLine(line));
    }
    if wanted.is_some() || cancelled || shown.should_close() {
        cx.view.dialog = None;
    }
}

/// The field for the number. Returns the line it names, and whether Enter was pressed in it.
fn line_ui(ui: &mut Ui, cx: &mut UiCtx<'_>, opened: bool, last: usize) -> (Option<usize>, bool) {
    let field = ui.add(TextEdit::singleline(&mut cx.view.slot::<State>().words).desired_width(120.0));
    let name = cx.words.text("go-to-line-number");
    ui.ctx().accesskit_node_builder(field.id, |node| node.set_label(name));
    let digits = cx.view.slot::<State>().words.trim().replace(|c: char| c.is_whitespace() || c == ',', "");
    let line = digits.parse::<usize>().ok().filter(|line| (1..=last).contains(line));
    if !digits.is_empty() && line.is_none() {
        ui.label(RichText::new(cx.tr("go-to-no-such-line")).color(cx.palette.warning));
    }
    let entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    if opened || entered && line.is_none() {
        field.request_focus();
    }
    (line, entered)
}
