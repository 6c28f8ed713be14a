//! What can be done with selected text, at hand: a small bar below the selection, and the same in the context menu.

use egui::{Area, Button, Frame, Margin, Order, Response, RichText, Ui, pos2, vec2};

use super::{Page, Reading, Seen};
use crate::message::Message;
use crate::session::{PaneCommand, Phrases, ReviewCommand, SearchCommand, SettingsCommand};
use crate::ui::actions::Action;
use crate::ui::context::UiCtx;
use crate::ui::format::key_text;
use crate::ui::theme::{CAPTION, regular};

/// Width that the bar is assumed to need, in points, so that it stays in its pane.
const WIDTH: f32 = 330.0;
/// Maximum length in characters of text that is searched for.
const MAX_SEARCHED: usize = 60;

/// Something to do with the selection.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Deed {
    Note,
    Compare,
    Search,
    Phrase,
    Correct,
    CopyWithSource,
}

const DEEDS: [Deed; 6] =
    [Deed::Note, Deed::Correct, Deed::Compare, Deed::Search, Deed::Phrase, Deed::CopyWithSource];

impl Deed {
    fn label(self, cx: &UiCtx<'_>) -> &'static str {
        match self {
            Self::Note => "at-hand-note",
            Self::Compare if cx.session.selections_to_compare().is_some() => "action-compare-selections",
            Self::Compare => "at-hand-compare",
            Self::Search => "at-hand-search",
            Self::Phrase => "at-hand-phrase",
            Self::Correct => "at-hand-correct",
            Self::CopyWithSource => "at-hand-copy",
        }
    }

    fn key(self) -> Option<egui::KeyboardShortcut> {
        let action = match self {
            Self::Note => Action::Note,
            Self::Compare => Action::CompareSelections,
            Self::Search => Action::Search,
            Self::Correct => Action::Correct,
            Self::Phrase | Self::CopyWithSource => return None,
        };
        action.keys().first().copied()
    }

    fn is_enabled(self, selected: &str) -> bool {
        match self {
            Self::Search => selected.chars().count() <= MAX_SEARCHED && !selected.contains('\n'),
            Self::Phrase => Phrases::fits(selected.trim()),
            Self::Note | Self::Compare | Self::Correct | Self::CopyWithSource => true,
        }
    }

    fn run(self, ctx: &egui::Context, cx: &mut UiCtx<'_>, selected: &str) {
        match self {
            Self::Note => Action::Note.run(ctx, cx),
            Self::Compare if cx.session.selections_to_compare().is_some() => {
                Action::CompareSelections.run(ctx, cx);
            }
            Self::Compare => cx.push(PaneCommand::HoldSelection),
            Self::Search => cx.push(SearchCommand::Open),
            Self::Correct => Action::Correct.run(ctx, cx),
            Self::Phrase => cx.push(SettingsCommand::Phrase(selected.trim().to_owned(), true)),
            Self::CopyWithSource => cx.push(PaneCommand::CopyWithSource),
        }
    }
}

impl Reading {
    /// The bar below the selection of this pane, once the pointer is up.
    pub(super) fn bar_ui(&self, ui: &Ui, cx: &mut UiCtx<'_>, page: &Page<'_>, seen: &[Seen]) {
        let selection = cx.session.selection().filter(|s| s.pane == page.pane && s.report == page.report);
        let is_busy = cx.is_covered(ui.ctx())
            || cx.session.draft().is_some()
            || ui.input(|input| input.pointer.any_down());
        let Some(selection) = selection.filter(|_| !is_busy) else { return };
        let Some(end) = self.end_of(page, seen, selection.span) else { return };
        let top = end.y + 4.0;
        if top + 32.0 > page.view.bottom() || end.y < page.view.top() {
            return;
        }
        let least = page.view.left() + 4.0;
        let left = (end.x - WIDTH * 0.5).clamp(least, (page.view.right() - WIDTH).max(least));
        let id = egui::Id::unique(("at-hand", page.pane));
        Area::new(id).order(Order::Middle).fixed_pos(pos2(left.round(), top.round())).show(ui.ctx(), |ui| {
            let frame = Frame::new()
                .fill(cx.palette.raised)
                .stroke((1.0, cx.palette.border))
                .shadow(ui.visuals().popup_shadow)
                .corner_radius(6)
                .inner_margin(Margin::symmetric(4, 3));
            frame.show(ui, |ui| {
                ui.spacing_mut().item_spacing.x = 2.0;
                ui.spacing_mut().button_padding = vec2(6.0, 2.0);
                ui.horizontal(|ui| {
                    deeds_ui(ui, cx, |words| {
                        Button::new(RichText::new(words).font(regular(CAPTION)))
                            .frame_when_inactive(false)
                            .min_size(vec2(24.0, 24.0))
                    });
                });
            });
        });
    }

    /// Lower right corner of the last character of a span in view.
    fn end_of(&self, page: &Page<'_>, seen: &[Seen], span: crate::text::Span) -> Option<egui::Pos2> {
        let mut rects = seen.iter().filter_map(|seen| {
            let rect = self.galley_rect(page, seen.block, seen.y)?;
            let laid = self.laid[seen.block].as_ref()?;
            let last = super::marks::rects_of(&laid.galley, &self.blocks[seen.block], span).pop()?;
            Some(rect.min + last.max.to_vec2())
        });
        rects.next_back()
    }

    /// The context menu of the text. A right click outside of the selection selects the sentence there.
    pub(super) fn menu_ui(&self, cx: &mut UiCtx<'_>, page: &Page<'_>, seen: &[Seen], response: &Response) {
        if response.secondary_clicked()
            && let Some(at) = response.interact_pointer_pos()
        {
            let position = self.position_at(page, seen, at);
            let here =
                cx.session.selection().filter(|s| s.report == page.report && s.span.contains(position));
            cx.push(PaneCommand::Focus(page.pane));
            if here.is_none() {
                Self::select(cx, page, page.document.sentence_at(position));
            }
        }
        response.context_menu(|ui| {
            deeds_ui(ui, cx, Button::new);
            take_back_ui(ui, cx, page);
            if ui.button(cx.tr(Action::Copy.label())).clicked() {
                Action::Copy.run(&ui.ctx().clone(), cx);
                ui.close();
            }
        });
    }
}

/// The entry that takes back a correction in the selection.
fn take_back_ui(ui: &mut Ui, cx: &mut UiCtx<'_>, page: &Page<'_>) {
    let Some(made) = &page.document.report.corrections else { return };
    let Some(selection) = cx.session.selection().filter(|s| s.report == page.report) else { return };
    let mut inside = made.places.iter().filter(|place| place.now.intersection(selection.span).is_some());
    let (Some(place), None) = (inside.next(), inside.next()) else { return };
    let words = Message::new("correction-back").with("words", made.read.slice(place.read));
    if ui.button(cx.words.words(&words)).clicked() {
        cx.push(ReviewCommand::TakeCorrectionBack(page.report, place.now.start));
        ui.close();
    }
}

/// The buttons of the bar or the entries of the menu.
fn deeds_ui<'w>(ui: &mut Ui, cx: &mut UiCtx<'w>, button: impl Fn(&'w str) -> Button<'w>) {
    let selected = cx.session.selected_text().unwrap_or_default();
    let may_correct = crate::ui::actions::correctable(cx.session).is_some();
    for deed in DEEDS.into_iter().filter(|deed| *deed != Deed::Correct || may_correct) {
        let words = cx.tr(deed.label(cx));
        let enabled = !selected.is_empty() && deed.is_enabled(&selected);
        let response = ui.add_enabled(enabled, button(words));
        let response = match deed.key() {
            Some(key) => response.on_hover_text(key_text(ui.ctx(), key)),
            None => response,
        };
        if response.clicked() {
            deed.run(&ui.ctx().clone(), cx, &selected);
            ui.close();
        }
    }
}
