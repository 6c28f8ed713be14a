//! Where cells of the grid of the ledger are.

use egui::{Rect, vec2};

use crate::session::LedgerTable;

/// Height of a row and of the head, in points.
pub(super) const ROW: f32 = 28.0;
pub(super) const HEAD: f32 = 40.0;
/// Width of a column of values, in points.
pub(super) const COLUMN: f32 = 132.0;

/// Geometry of a frame.
pub(super) struct Grid<'a> {
    pub(super) table: &'a LedgerTable,
    /// Top left corner of the first cell, scrolled.
    pub(super) origin: egui::Pos2,
    /// The part of the screen in which the grid is seen.
    pub(super) view: Rect,
    pub(super) names: f32,
}

impl Grid<'_> {
    pub(super) fn cell(&self, at: usize, column: usize) -> Rect {
        let corner = self.origin + vec2(column as f32 * COLUMN, at as f32 * ROW);
        Rect::from_min_size(corner, vec2(COLUMN, ROW))
    }

    /// The part of the view in which values scroll.
    pub(super) fn values(&self) -> Rect {
        Rect::from_min_max(self.view.min + vec2(self.names, HEAD), self.view.max)
    }
}
