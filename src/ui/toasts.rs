//! Notices of completed work, shown for a few seconds above the lower edge of the window. Failures are shown in a bar
//! until they are dismissed (`status`).

use std::collections::HashMap;

use egui::{Align2, Area, Context, Frame, Id, Label, Margin, Order, vec2};

use super::context::UiCtx;
use super::icons;
use super::spoken::announce;
use super::widgets::{icon_button, icon_ui};
use crate::session::{Command, ExportCommand, NoticeKind, ShellCommand};

/// Time that a notice is shown, in seconds, and the time added for each of its characters.
const STAY: (f64, f64) = (4.0, 0.06);

/// Time at which each notice was first shown, in seconds of egui's clock.
#[derive(Default)]
struct Shown(HashMap<u64, f64>);

pub(super) fn toasts_ui(ctx: &Context, cx: &mut UiCtx<'_>) {
    let said: Vec<_> = cx.session.notices().iter().filter(|notice| notice.kind == NoticeKind::Info).collect();
    cx.view.slot::<Shown>().0.retain(|id, _| said.iter().any(|notice| notice.id == *id));
    if said.is_empty() {
        return;
    }
    let now = ctx.input(|input| input.time);
    let area = Area::new(Id::unique("toasts")).order(Order::Foreground);
    let area = area.anchor(Align2::CENTER_BOTTOM, vec2(0.0, -44.0)).interactable(true);
    area.show(ctx, |ui| {
        for notice in said {
            let words = cx.words.words(&notice.message);
            // A notice with a button that shows a file is displayed longer.
            let longer = if notice.file.is_some() { 8.0 } else { 0.0 };
            let stay = STAY.0 + longer + STAY.1 * words.chars().count() as f64;
            let since = *cx.view.slot::<Shown>().0.entry(notice.id).or_insert(now);
            let card = Frame::new()
                .fill(cx.palette.raised)
                .stroke((1.0, cx.palette.border))
                .shadow(ui.visuals().popup_shadow)
                .corner_radius(8)
                .inner_margin(Margin::symmetric(12, 4));
            let shown = card.show(ui, |ui| {
                ui.horizontal(|ui| {
                    icon_ui(ui, icons::INFO, 16.0, cx.palette.accent);
                    let width = (ctx.content_rect().width() - 240.0).clamp(160.0, 520.0);
                    ui.scope(|ui| {
                        ui.set_max_width(width);
                        announce(&ui.add(Label::new(&words).wrap()), false);
                    });
                    if let Some(file) = &notice.file
                        && ui.button(cx.tr("export-show")).clicked()
                    {
                        cx.push(Command::Export(ExportCommand::ShowInFolder(file.clone())));
                    }
                    icon_button(ui, icons::X, cx.tr("dismiss")).clicked()
                })
                .inner
            });
            // A notice under the pointer stays.
            if shown.response.contains_pointer() {
                cx.view.slot::<Shown>().0.insert(notice.id, now);
            }
            if shown.inner || now - since > stay {
                cx.push(ShellCommand::Dismiss(notice.id));
            }
            ctx.request_repaint_after_secs((stay - (now - since)).max(0.05) as f32);
        }
    });
}
