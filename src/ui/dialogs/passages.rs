//! The dialog that compares two selected passages, with their differences marked.

use egui::text::{LayoutJob, TextFormat};
use egui::{Context, Label, RichText, ScrollArea, Stroke, Ui, vec2};

use super::{Choice, Tone, buttons_ui};
use crate::message::Message;
use crate::session::{CompareCommand, MarkKind, Passage};
use crate::text::Span;
use crate::ui::context::UiCtx;
use crate::ui::format::{pane_letter, percent};
use crate::ui::reading::printable;
use crate::ui::theme::{BODY, CAPTION, regular};
use crate::ui::typeset;

pub(super) fn passages_ui(ctx: &Context, cx: &mut UiCtx<'_>) {
    let Some(passages) = cx.session.passages() else { return };
    let room = ctx.content_rect().size() - vec2(96.0, 220.0);
    let width = room.x.clamp(240.0, 960.0);
    let column = (width - 24.0) * 0.5;
    let shown = super::modal_ui(ctx, cx.palette, "passages", cx.tr("passages-title"), |ui| {
        ui.set_width(width);
        super::title_ui(ui, cx.tr("passages-title"));
        let said = if passages.differences == 0 {
            cx.tr("passages-equal").to_owned()
        } else {
            let [left, right] =
                [&passages.sides[0], &passages.sides[1]].map(|side| percent(side.kept.max(0.0)));
            let message = Message::new("passages-differ").with("count", passages.differences);
            cx.words.words(&message.with("left", left).with("right", right))
        };
        ui.label(RichText::new(said).color(cx.palette.secondary));
        ui.add_space(8.0);
        let scroll = ScrollArea::vertical().id_salt("passages").max_height(room.y.max(80.0));
        scroll.auto_shrink([false, true]).show(ui, |ui| {
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = 24.0;
                for side in &passages.sides {
                    ui.vertical(|ui| {
                        ui.set_width(column);
                        side_ui(ui, cx, side);
                    });
                }
            });
        });
        ui.add_space(12.0);
        let close = Choice::new(cx.tr("close"), Tone::Plain);
        buttons_ui(ui, cx.palette, &[close], false).is_some()
    });
    if shown.inner || shown.should_close() {
        cx.push(CompareCommand::CloseSelections);
    }
}

fn side_ui(ui: &mut Ui, cx: &UiCtx<'_>, side: &Passage) {
    let selection = side.selection;
    if let Some(document) = cx.session.document(selection.report) {
        let line = document.text().line_from_position(selection.span.start) + 1;
        let title = cx.session.name(selection.report);
        let place = cx.words.words(&Message::new("place-there").with("title", title).with("line", line));
        let words = format!("{} {place}", pane_letter(selection.pane));
        let label = RichText::new(&words).font(regular(CAPTION)).color(cx.palette.accent);
        ui.add(Label::new(label).truncate()).on_hover_text(words);
    }
    let job = job(ui, cx, side);
    ui.add(Label::new(job).extend());
}

/// The text of one side, with the stretches that differ on a coloured background and underlined.
fn job(ui: &Ui, cx: &UiCtx<'_>, side: &Passage) -> LayoutJob {
    let plain = TextFormat {
        line_height: Some((BODY * 1.7).round()),
        ..TextFormat::simple(regular(BODY), cx.palette.text)
    };
    let changed = TextFormat {
        background: cx.palette.mark_fill(MarkKind::Near),
        underline: Stroke::new(1.5, cx.palette.mark(MarkKind::Near)),
        ..plain.clone()
    };
    let characters: Vec<char> = side.text.chars().collect();
    let words = |span: Span| {
        let words: String = characters[span.start..span.end].iter().collect();
        words.split('\n').map(printable).collect::<Vec<_>>().join("\n")
    };
    let mut pieces = Vec::new();
    let mut at = 0;
    for span in &side.changed {
        pieces.push((words(Span::new(at, span.start)), plain.clone()));
        pieces.push((words(*span), changed.clone()));
        at = span.end;
    }
    pieces.push((words(Span::new(at, characters.len())), plain));
    typeset::job(ui.ctx(), &pieces, ui.available_width(), false)
}
