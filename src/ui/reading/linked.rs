//! Linked panes: the two places of a finding at one height, and panes that follow the scrolled one by the text that their
//! reports share.

use super::marks::rects_of;
use super::{Page, Reading, Seen, Top};
use crate::text::Span;
use crate::ui::context::UiCtx;

/// Height at which corresponding places are aligned, as a share of the pane's height from its top.
pub(super) const LEVEL: f32 = 0.3;

/// Aligns the places of one finding where one of them could not be scrolled to the requested height because its report
/// begins or ends there; near the end the other one gets room below its text.
pub(super) fn level(cx: &UiCtx<'_>, readings: &mut [Option<Reading>], pages: &[Option<Page<'_>>]) {
    let requested_at: Vec<_> = readings
        .iter_mut()
        .map(|reading| reading.as_mut().and_then(|reading| reading.requested_at.take()))
        .collect();
    let pairs = (0..requested_at.len())
        .flat_map(|left| (left + 1..requested_at.len()).map(move |right| (left, right)));
    for (left, right) in pairs {
        let (Some((first, at_left)), Some((second, at_right))) = (requested_at[left], requested_at[right])
        else {
            continue;
        };
        // Requests for one finding have consecutive serials.
        if first.abs_diff(second) != 1 || (at_left - at_right).abs() <= 0.5 {
            continue;
        }
        let (lower, by) =
            if at_left > at_right { (left, at_left - at_right) } else { (right, at_right - at_left) };
        if let (Some(reading), Some(page)) = (readings[lower].as_mut(), &pages[lower]) {
            reading.top.offset += by;
            reading.extra_room = by;
            reading.settle(cx, page);
        }
        return;
    }
}

/// Lets all panes follow the one that was scrolled in this frame, unless linking is off.
pub(super) fn follow(cx: &UiCtx<'_>, readings: &mut [Option<Reading>], pages: &[Option<Page<'_>>]) {
    let mut leader = None;
    for (pane, reading) in readings.iter_mut().enumerate() {
        if reading.as_mut().is_some_and(|reading| std::mem::take(&mut reading.leads)) {
            leader = Some(pane);
        }
    }
    let Some(leader) = leader.filter(|_| cx.session.settings().link_scrolling) else { return };
    let (Some(reading), Some(page)) = (&readings[leader], &pages[leader]) else { return };
    let start = reading.position_at_height(page.view.height() * LEVEL);
    let mut bring = |pane: usize, position: f64| {
        if let (Some(reading), Some(page)) = (readings[pane].as_mut(), &pages[pane]) {
            reading.bring_to(cx, page, position, page.view.height() * LEVEL);
        }
    };
    let links = cx.session.links();
    let mut at = start;
    for (pane, link) in links.iter().enumerate().skip(leader) {
        let Some(link) = link else { break };
        at = link.right_from_left(at);
        bring(pane + 1, at);
    }
    at = start;
    for (pane, link) in links.iter().enumerate().take(leader).rev() {
        let Some(link) = link else { break };
        at = link.left_from_right(at);
        bring(pane, at);
    }
}

impl Reading {
    /// The source position at a height of the view, interpolated in its block.
    pub(super) fn position_at_height(&self, height: f32) -> f64 {
        let mut y = -self.top.offset;
        for block in self.top.block..self.blocks.len() {
            let tall = self.height_of(block);
            if y + tall > height || block + 1 == self.blocks.len() {
                let share = f64::from(((height - y) / tall.max(1.0)).clamp(0.0, 1.0));
                let span = self.blocks[block].span;
                return span.start as f64 + share * span.len() as f64;
            }
            y += tall;
        }
        0.0
    }

    /// Scrolls a source position to a height of the view, as far as the report's ends allow.
    fn bring_to(&mut self, cx: &UiCtx<'_>, page: &Page<'_>, position: f64, height: f32) {
        if self.blocks.is_empty() {
            return;
        }
        let block = self.block_at(position.max(0.0) as usize);
        self.lay(cx, page, block);
        let span = self.blocks[block].span;
        let share = ((position - span.start as f64) / span.len().max(1) as f64).clamp(0.0, 1.0) as f32;
        self.top = Top { block, offset: share * self.height_of(block) - height };
        self.settle(cx, page);
    }
}

impl Reading {
    /// The part of the source that is on the screen.
    pub(in crate::ui) fn span_in_view(&self) -> Span {
        match (self.seen.first(), self.seen.last()) {
            (Some(first), Some(last)) => {
                Span::new(self.blocks[first.block].span.start, self.blocks[last.block].span.end)
            }
            _ => Span::default(),
        }
    }

    /// Top and bottom of a span on the screen, if any of it is in view. Neither is above `top`.
    pub(in crate::ui) fn heights(&self, span: Span, top: f32) -> Option<(f32, f32)> {
        let mut heights: Option<(f32, f32)> = None;
        for &Seen { block, y } in &self.seen {
            let Some(laid) = self.laid[block].as_ref() else { continue };
            let rects = rects_of(&laid.galley, &self.blocks[block], span);
            let (Some(first), Some(last)) = (rects.first(), rects.last()) else { continue };
            let (upper, lower) = (y + laid.above + first.top(), y + laid.above + last.bottom());
            heights = Some((heights.map_or(upper, |(upper, _)| upper), lower));
        }
        heights.map(|(upper, lower)| (upper.max(top), lower.max(top)))
    }
}
