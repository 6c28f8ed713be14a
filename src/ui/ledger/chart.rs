//! The chart of the chosen rows: lines over the years where a unit has several, bars by report else.

use egui::{Align2, Color32, Painter, Pos2, Rect, Shape, Stroke, pos2, vec2};

use crate::figures::Row;
use crate::session::LedgerTable;
use crate::ui::theme::{CAPTION, Palette, regular};
use crate::ui::widgets::cut_middle;

/// Maximum number of lines in colours of their own; more are thin and grey.
const COLOURED: usize = 8;
/// Maximum number of bars.
const BARS: usize = 40;
/// Maximum number of points whose values are written beside them.
const LABELLED: usize = 24;
/// Room for the numbers at the left axis, for the years below, and above the lines, in points.
const LEFT: f32 = 76.0;
const BELOW: f32 = 26.0;
const ABOVE: f32 = 18.0;
/// Room beside the first and the last year, so that their values are written inside the chart, in points.
const ASIDE: f32 = 28.0;
/// Height of a line of the legend, in points.
const LEGEND: f32 = 20.0;

/// Colours of lines on light and dark ground, told apart by people who see no red or green, too; marks differ as well.
const LIGHT: [Color32; COLOURED] = [
    Color32::from_rgb(0x1E, 0x66, 0xA8),
    Color32::from_rgb(0xB3, 0x4A, 0x00),
    Color32::from_rgb(0x00, 0x7A, 0x5E),
    Color32::from_rgb(0xA0, 0x2C, 0x7A),
    Color32::from_rgb(0x6B, 0x5B, 0x00),
    Color32::from_rgb(0x4B, 0x4F, 0xB8),
    Color32::from_rgb(0x8A, 0x3B, 0x3B),
    Color32::from_rgb(0x3A, 0x6E, 0x7A),
];
const DARK: [Color32; COLOURED] = [
    Color32::from_rgb(0x6C, 0xB2, 0xF0),
    Color32::from_rgb(0xF0, 0xA0, 0x5A),
    Color32::from_rgb(0x4F, 0xC9, 0xA4),
    Color32::from_rgb(0xE0, 0x86, 0xC4),
    Color32::from_rgb(0xD6, 0xC2, 0x4E),
    Color32::from_rgb(0xA6, 0xA9, 0xF5),
    Color32::from_rgb(0xE0, 0x93, 0x93),
    Color32::from_rgb(0x8F, 0xC6, 0xD2),
];

/// Values of one unit.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::ui) struct Series {
    /// Its unit, and the indicator where the chart has several.
    pub(in crate::ui) name: String,
    /// Year, value and the figure as it is written, by year. A report without a year has its place in the table.
    pub(in crate::ui) points: Vec<(u32, f64, String)>,
}

/// What a chart shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::ui) struct Chart {
    pub(in crate::ui) title: String,
    pub(in crate::ui) unit: String,
    /// Lines with the most points first.
    pub(in crate::ui) series: Vec<Series>,
    /// Whether the values are drawn over years.
    pub(in crate::ui) over_years: bool,
}

impl Chart {
    /// The chart of rows. `name` gives the short name of a column's report, `written` a figure as it is written. Of two
    /// values in one report it shows none.
    pub(in crate::ui) fn new(
        table: &LedgerTable,
        rows: &[&Row],
        name: impl Fn(usize) -> String,
        written: impl Fn(usize, &Row) -> String,
    ) -> Self {
        let Some(first) = rows.first() else { return Self::default() };
        let mut series: Vec<Series> = Vec::new();
        let mut keys: Vec<(String, &str)> = Vec::new();
        for row in rows {
            let columns = row.cells.chunk_by(|left, right| left.report == right.report);
            for column in columns.map(|of_column| of_column[0].report) {
                let Some(value) = table.value(row, column) else { continue };
                let of = &table.columns[column];
                let known =
                    if of.year.is_some() && !of.series.is_empty() { of.series.clone() } else { name(column) };
                let key = (known, row.indicator.as_str());
                let point = (of.year.unwrap_or(0), value, written(column, row));
                if let Some(at) = keys.iter().position(|known| *known == key) {
                    series[at].points.push(point);
                } else {
                    let unit = name(column);
                    let unit = match of.year {
                        Some(year) => unit.trim_end_matches(&year.to_string()).trim_end().to_owned(),
                        None => unit,
                    };
                    let words = if rows.len() > 1 { format!("{unit} · {}", row.indicator) } else { unit };
                    keys.push(key);
                    series.push(Series { name: words, points: vec![point] });
                }
            }
        }
        for one in &mut series {
            one.points.sort_by_key(|point| point.0);
        }
        let over_years = series.iter().any(|one| one.points.len() > 1)
            && series.iter().flat_map(|one| &one.points).all(|point| point.0 > 0);
        if over_years {
            series.sort_by_key(|one| std::cmp::Reverse(one.points.len()));
        } else {
            series = apart(series);
            series.sort_by(|left, right| right.points[0].1.total_cmp(&left.points[0].1));
        }
        let units: Vec<&str> = rows.iter().map(|row| row.unit.as_str()).collect();
        let unit =
            if units.iter().all(|unit| *unit == first.unit) { first.unit.clone() } else { String::new() };
        let names: Vec<&str> = rows.iter().map(|row| row.indicator.as_str()).collect();
        Self { title: names.join(", "), unit, series, over_years }
    }

    /// Height of the legend, in points.
    fn legend(&self) -> f32 {
        if self.over_years { LEGEND * self.series.len().min(COLOURED + 1) as f32 } else { 0.0 }
    }

    /// Height that it needs, in points.
    pub(in crate::ui) fn height(&self) -> f32 {
        if self.over_years { 280.0 + self.legend() } else { 26.0 * self.series.len().min(BARS) as f32 + 36.0 }
    }

    /// Draws it with its title. Cost: the points.
    pub(in crate::ui) fn paint(&self, painter: &Painter, rect: Rect, palette: &Palette) {
        painter.rect_filled(rect, 0.0, palette.raised);
        let unit = if self.unit.is_empty() { String::new() } else { format!(" ({})", self.unit) };
        let title = format!("{}{unit}", self.title);
        let at = rect.left_top() + vec2(4.0, 2.0);
        let title = cut_middle(painter.ctx(), &title, &regular(CAPTION), rect.width() - 8.0);
        painter.text(at, Align2::LEFT_TOP, title, regular(CAPTION), palette.secondary);
        let rect = Rect::from_min_max(rect.min + vec2(0.0, 20.0), rect.max);
        if self.over_years { self.lines(painter, rect, palette) } else { self.bars(painter, rect, palette) }
    }

    fn lines(&self, painter: &Painter, rect: Rect, palette: &Palette) {
        let plot =
            Rect::from_min_max(rect.min + vec2(LEFT, ABOVE), rect.max - vec2(20.0, BELOW + self.legend()));
        let points = || self.series.iter().flat_map(|one| &one.points);
        let years = (points().map(|p| p.0).min().unwrap_or(0), points().map(|p| p.0).max().unwrap_or(0));
        let span = (years.1 - years.0).max(1);
        let room = plot.shrink2(vec2(ASIDE, 0.0));
        let x = |year: u32| room.left() + room.width() * (year - years.0) as f32 / span as f32;
        let axis = Axis::new(points().map(|point| point.1));
        let y = |value: f64| plot.bottom() - plot.height() * axis.share(value);
        for tick in axis.ticks() {
            painter.hline(plot.x_range(), y(tick), (1.0, palette.divider));
            let at = pos2(plot.left() - 8.0, y(tick));
            painter.text(at, Align2::RIGHT_CENTER, grouped(tick), regular(CAPTION), palette.secondary);
        }
        // As many years as there is room for.
        let each = (span as f32 * 44.0 / room.width()).ceil().max(1.0) as usize;
        for year in (years.0..=years.1).step_by(each) {
            let at = pos2(x(year), plot.bottom() + 6.0);
            painter.text(at, Align2::CENTER_TOP, year.to_string(), regular(CAPTION), palette.secondary);
        }
        let all: usize = self.series.iter().map(|one| one.points.len()).sum();
        let mut labels: Vec<(Pos2, &str)> = Vec::new();
        for (at, one) in self.series.iter().enumerate().rev() {
            let color = colour(palette, at);
            let thick = if at < COLOURED { 2.0 } else { 1.0 };
            let line: Vec<Pos2> = one.points.iter().map(|point| pos2(x(point.0), y(point.1))).collect();
            for (end, point) in line.iter().zip(&one.points) {
                mark(painter, *end, at, color);
                if all <= LABELLED {
                    labels.push((*end - vec2(0.0, 7.0), point.2.as_str()));
                }
            }
            painter.add(Shape::line(line, Stroke::new(thick, color)));
        }
        paint_labels(painter, &labels, palette);
        self.paint_legend(painter, pos2(rect.left() + LEFT, plot.bottom() + BELOW), palette);
    }

    fn paint_legend(&self, painter: &Painter, corner: Pos2, palette: &Palette) {
        for (at, one) in self.series.iter().enumerate().take(COLOURED) {
            let line = corner + vec2(0.0, LEGEND * (at as f32 + 0.5));
            mark(painter, line + vec2(8.0, 0.0), at, colour(palette, at));
            let words = line + vec2(22.0, 0.0);
            let room = painter.clip_rect().right() - words.x - 8.0;
            let name = cut_middle(painter.ctx(), &one.name, &regular(CAPTION), room);
            painter.text(words, Align2::LEFT_CENTER, name, regular(CAPTION), palette.text);
        }
        if self.series.len() > COLOURED {
            let line = corner + vec2(22.0, LEGEND * (COLOURED as f32 + 0.5));
            let more = format!("+{}", self.series.len() - COLOURED);
            painter.text(line, Align2::LEFT_CENTER, more, regular(CAPTION), palette.secondary);
        }
    }

    fn bars(&self, painter: &Painter, rect: Rect, palette: &Palette) {
        let axis = Axis::new(self.series.iter().map(|one| one.points[0].1));
        let names = (rect.width() * 0.38).min(280.0);
        let room = Rect::from_min_max(rect.min + vec2(names, 0.0), rect.max - vec2(90.0, 0.0));
        let zero = room.left() + room.width() * axis.share(0.0);
        for (at, one) in self.series.iter().enumerate().take(BARS) {
            let middle = rect.top() + 26.0 * (at as f32 + 0.5);
            let (_, value, written) = &one.points[0];
            let end = room.left() + room.width() * axis.share(*value);
            let bar = Rect::from_two_pos(pos2(zero, middle - 7.0), pos2(end, middle + 7.0));
            painter.rect_filled(bar, 2.0, colour(palette, 0));
            let name = cut_middle(painter.ctx(), &one.name, &regular(CAPTION), names - 12.0);
            let at = pos2(room.left() - 8.0, middle);
            painter.text(at, Align2::RIGHT_CENTER, name, regular(CAPTION), palette.text);
            let at = pos2(bar.right() + 6.0, middle);
            painter.text(at, Align2::LEFT_CENTER, written, regular(CAPTION), palette.text);
        }
    }
}

/// Values beside their points; one that would cover another is left out, since the text below the chart has all.
fn paint_labels(painter: &Painter, labels: &[(Pos2, &str)], palette: &Palette) {
    let mut taken: Vec<Rect> = Vec::new();
    for (at, words) in labels.iter().rev() {
        let galley = painter.layout_no_wrap((*words).to_owned(), regular(CAPTION), palette.text);
        let place = Align2::CENTER_BOTTOM.anchor_size(*at, galley.size());
        let over = (place.right() + 2.0 - painter.clip_rect().right()).max(0.0);
        let place = place.translate(vec2(-over, 0.0));
        if taken.iter().all(|other| !other.intersects(place)) {
            painter.galley(place.min, galley, palette.text);
            taken.push(place);
        }
    }
}

/// Series of one point each: bars by report.
fn apart(series: Vec<Series>) -> Vec<Series> {
    let mut found = Vec::new();
    for one in series {
        let several = one.points.len() > 1;
        for point in one.points {
            let year = if point.0 > 0 && several { format!(" {}", point.0) } else { String::new() };
            found.push(Series { name: format!("{}{year}", one.name), points: vec![point] });
        }
    }
    found
}

fn colour(palette: &Palette, at: usize) -> Color32 {
    let colours = if palette.dark { &DARK } else { &LIGHT };
    colours.get(at).copied().unwrap_or(palette.disabled)
}

/// A mark of the series with this number: four forms in turn.
fn mark(painter: &Painter, at: Pos2, number: usize, color: Color32) {
    let radius = 4.0;
    let polygon = |corners: &[(f32, f32)]| {
        let corners = corners.iter().map(|&(x, y)| at + vec2(x, y) * radius).collect();
        painter.add(Shape::convex_polygon(corners, color, Stroke::NONE));
    };
    match number % 4 {
        0 => {
            painter.circle_filled(at, radius, color);
        }
        1 => polygon(&[(-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)]),
        2 => polygon(&[(0.0, -1.2), (1.1, 0.9), (-1.1, 0.9)]),
        _ => polygon(&[(0.0, -1.3), (1.3, 0.0), (0.0, 1.3), (-1.3, 0.0)]),
    }
}

/// The axis of values, from zero or below it to a round number.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Axis {
    least: f64,
    most: f64,
    step: f64,
}

impl Axis {
    fn new(values: impl Iterator<Item = f64> + Clone) -> Self {
        let least = values.clone().fold(0.0, f64::min);
        let most = values.fold(0.0, f64::max);
        let range = if most > least { most - least } else { 1.0 };
        let rough = range / 5.0;
        let power = 10f64.powf(rough.log10().floor());
        let step = [1.0, 2.0, 2.5, 5.0, 10.0].map(|by| by * power).into_iter().find(|step| *step >= rough);
        let step = step.unwrap_or(rough);
        Self {
            least: (least / step).floor() * step,
            most: ((most.max(least + range)) / step).ceil() * step,
            step,
        }
    }

    fn share(&self, value: f64) -> f32 {
        ((value - self.least) / (self.most - self.least)) as f32
    }

    fn ticks(&self) -> impl Iterator<Item = f64> {
        let count = ((self.most - self.least) / self.step).round() as usize;
        let Self { least, step, .. } = *self;
        (0..=count).map(move |at| least + step * at as f64)
    }
}

/// A number of an axis: with 万 and 亿, as reports write them.
fn grouped(value: f64) -> String {
    let (size, unit) = match value.abs() {
        large if large >= 1e8 => (1e8, "亿"),
        large if large >= 1e5 => (1e4, "万"),
        _ => (1.0, ""),
    };
    let number = format!("{:.2}", value / size);
    let number = number.trim_end_matches('0').trim_end_matches('.');
    format!("{number}{unit}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn axes_begin_at_zero_and_end_at_a_round_number() {
        let axis = |values: &[f64]| Axis::new(values.iter().copied());
        assert_eq!(axis(&[120.0, 150.0]), Axis { least: 0.0, most: 150.0, step: 50.0 });
        assert_eq!(axis(&[-3.0, 9.0]), Axis { least: -5.0, most: 10.0, step: 2.5 });
        assert_eq!(axis(&[0.0]).ticks().count(), 6);
        let ticks: Vec<f64> = axis(&[7.3]).ticks().collect();
        assert_eq!(ticks, [0.0, 2.0, 4.0, 6.0, 8.0]);
        assert_eq!(grouped(250_000.0), "25万");
        assert_eq!(grouped(1.5e9), "15亿");
        assert_eq!(grouped(2.5), "2.5");
    }
}
