//! Division of the window's width between the text and the panels beside it. The text comes first: before a line of two
//! panes has fewer than [`LEAST_MEASURE`] characters, the left panel becomes a strip, then the right one, and then the
//! panes are shown one at a time. A strip opens its panel as a drawer over the text. A wide window gives the panels more
//! room for names, and no panel's width changes by anything but the window's width and the reviewer's hand.

use super::theme::{LEAST_MEASURE, MEASURE};

/// Margins of a narrow and of a wide pane around its text, the ruler included, in points.
pub(super) const PANE_MARGINS: (f32, f32) = (80.0, 104.0);
/// Width between two panes, in points.
pub(super) const GUTTER: f32 = 26.0;
/// Width of a panel that is reduced to a strip, in points.
pub(super) const STRIP: f32 = 40.0;
/// Characters of a line below which three and four panes are not shown together; their number is chosen by hand.
const LEAST_OF_MANY: f32 = 11.0;
/// Widths of the left and the right panel until they are dragged: least, usual, and greatest in a wide window, in points.
const LEFT: [f32; 3] = [180.0, 236.0, 420.0];
const RIGHT: [f32; 3] = [220.0, 296.0, 560.0];

/// What the division depends on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wanted {
    /// Width to divide, in points.
    pub(super) width: f32,
    /// Number of panes; 2 for the comparison, 0 for a view without text.
    pub(super) panes: usize,
    /// Size of reading text in points.
    pub(super) size: f32,
    /// For each panel whether it is switched on, and its width if it was chosen by hand.
    pub(super) sides: [(bool, Option<f32>); 2],
}

/// How a panel is shown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Shape {
    /// Not at all.
    Off,
    /// As a strip of buttons, which opens it as a drawer.
    Strip,
    /// Beside the text, this wide in points.
    Panel(f32),
}

/// The division of the width.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Layout {
    /// The left and the right panel.
    pub(super) sides: [Shape; 2],
    /// Number of panes shown together.
    pub(super) panes: usize,
}

impl Default for Layout {
    fn default() -> Self {
        Self { sides: [Shape::Off; 2], panes: 2 }
    }
}

/// Width of `panes` panes with lines of `characters`, in points.
fn needed(panes: usize, size: f32, characters: f32, margins: f32) -> f32 {
    panes as f32 * (size * characters + margins) + GUTTER * panes.saturating_sub(1) as f32
}

impl Layout {
    pub(super) fn new(wanted: Wanted) -> Self {
        let Wanted { width, panes, size, sides } = wanted;
        let least = |panes: usize| match panes {
            0 => 420.0,
            1 | 2 => needed(panes, size, LEAST_MEASURE, PANE_MARGINS.0),
            _ => needed(panes, size, LEAST_OF_MANY, PANE_MARGINS.0),
        };
        let usual = [sides[0].1.unwrap_or(LEFT[1]), sides[1].1.unwrap_or(RIGHT[1])];
        let on = [sides[0].0, sides[1].0];
        let of = |on: bool, width: f32| if on { width } else { 0.0 };
        let room = |left: f32, right: f32| of(on[0], left) + of(on[1], right);
        let shapes = |left: Shape, right: Shape| {
            [if on[0] { left } else { Shape::Off }, if on[1] { right } else { Shape::Off }]
        };
        for shown in (panes.min(1)..=panes).rev() {
            let rest = width - least(shown);
            if rest >= room(usual[0], usual[1]) {
                let [left, right] = widths(wanted, usual, shown);
                return Self { sides: shapes(Shape::Panel(left), Shape::Panel(right)), panes: shown };
            }
            if rest >= room(STRIP, usual[1]) {
                return Self { sides: shapes(Shape::Strip, Shape::Panel(usual[1])), panes: shown };
            }
            if rest >= room(STRIP, STRIP) {
                return Self { sides: shapes(Shape::Strip, Shape::Strip), panes: shown };
            }
            if rest >= 0.0 && shown <= 1 {
                return Self { sides: [Shape::Off; 2], panes: shown };
            }
        }
        Self { sides: [Shape::Off; 2], panes: panes.min(1) }
    }

    /// The range that a panel may be dragged to, in points, so that the text keeps its room.
    pub(super) fn range(&self, wanted: Wanted, side: usize) -> (f32, f32) {
        let least = [LEFT[0], RIGHT[0]][side];
        let other = match self.sides[1 - side] {
            Shape::Panel(width) => width,
            Shape::Strip => STRIP,
            Shape::Off => 0.0,
        };
        let text = needed(self.panes, wanted.size, LEAST_MEASURE, PANE_MARGINS.0);
        let most = (wanted.width - other - text).min(wanted.width * 0.4);
        (least, most.floor().max(least + 1.0))
    }
}

/// The panels' widths: as chosen by hand, else the usual ones, and more where the text has all that it can use.
fn widths(wanted: Wanted, usual: [f32; 2], panes: usize) -> [f32; 2] {
    // As beside two panes where fewer are shown: another view does not change the widths.
    let text = needed(panes.max(2), wanted.size, MEASURE, PANE_MARGINS.1);
    let used: f32 = (0..2).filter(|&side| wanted.sides[side].0).map(|side| usual[side]).sum();
    let spare = ((wanted.width - text - used) * 0.5).max(0.0);
    let width = |side: usize, most: f32| match wanted.sides[side].1 {
        Some(width) => width,
        None => (usual[side] + spare).min(most).floor(),
    };
    [width(0, LEFT[2]), width(1, RIGHT[2])]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wanted(width: f32, panes: usize) -> Wanted {
        Wanted { width, panes, size: 16.0, sides: [(true, None); 2] }
    }

    fn characters(width: f32, layout: Layout) -> f32 {
        let beside: f32 = layout
            .sides
            .iter()
            .map(|side| match side {
                Shape::Panel(width) => *width,
                Shape::Strip => STRIP,
                Shape::Off => 0.0,
            })
            .sum();
        let gutters = GUTTER * layout.panes.saturating_sub(1) as f32;
        ((width - beside - gutters) / layout.panes as f32 - PANE_MARGINS.0) / 16.0
    }

    #[test]
    fn two_panes_have_lines_of_twenty_characters_at_every_width() {
        let mut before = 0;
        for width in 500..3_000 {
            let layout = Layout::new(wanted(width as f32, 2));
            assert!(characters(width as f32, layout) >= LEAST_MEASURE, "{width}: {layout:?}");
            assert!(layout.panes >= before, "{width}: a wider window shows as many panes");
            before = layout.panes;
        }
        assert_eq!(Layout::new(wanted(1024.0, 2)).panes, 2);
    }

    #[test]
    fn panels_give_way_in_order_and_grow_in_a_wide_window() {
        let at = |width: f32| Layout::new(wanted(width, 2)).sides;
        assert_eq!(at(1024.0), [Shape::Strip, Shape::Strip]);
        assert_eq!(at(1280.0), [Shape::Strip, Shape::Panel(RIGHT[1])]);
        assert_eq!(at(1920.0), [Shape::Panel(LEFT[1]), Shape::Panel(RIGHT[1])]);
        let [Shape::Panel(left), Shape::Panel(right)] = at(2560.0) else { panic!() };
        assert!(left > LEFT[1] + 60.0 && right > RIGHT[1] + 60.0, "{left} {right}");
    }

    #[test]
    fn another_view_does_not_change_the_widths() {
        for width in [1920.0, 2560.0] {
            let beside_text = Layout::new(wanted(width, 2)).sides;
            for panes in [0, 1] {
                assert_eq!(Layout::new(wanted(width, panes)).sides, beside_text, "{width}, {panes}");
            }
        }
    }

    #[test]
    fn a_width_chosen_by_hand_is_kept_and_a_panel_switched_off_takes_no_room() {
        let mut hand = wanted(2560.0, 2);
        hand.sides = [(true, Some(300.0)), (false, Some(500.0))];
        assert_eq!(Layout::new(hand).sides, [Shape::Panel(300.0), Shape::Off]);
        let layout = Layout::new(hand);
        let (least, most) = layout.range(hand, 0);
        assert!(least < 300.0 && most > 300.0);
        hand.sides[0].1 = Some(most);
        assert_eq!(Layout::new(hand).panes, 2, "dragging never takes a pane away");
    }
}
