//! Result of a comparison: rows with a cell on each side, and the hunks inside them. All of it is plain data in spans
//! of the two source texts, so that the window, the headless program and the snapshots show the same.

use crate::text::Span;

/// One row: a paragraph or a heading on the left, on the right, or on both sides.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Relation of the two sides.
    pub kind: RowKind,
    /// The left paragraph; `None` if the row has none.
    pub left: Option<Cell>,
    /// The right paragraph; `None` if the row has none.
    pub right: Option<Cell>,
    /// For a moved paragraph, the row with its other side.
    pub counterpart: Option<usize>,
    /// Ranges in which the two sides differ by the letter, in order and not touching; outside of them they are equal.
    /// Empty if there is nothing to compare. Both rows of a moved paragraph have the same hunks.
    pub hunks: Vec<Hunk>,
    /// 1 − changed characters / the longer side's, from 0 to 1, white space not counted; 0 if one side is missing.
    pub similarity: f32,
}

/// Relation of the sides of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RowKind {
    /// Equal after normalisation; see [`Row::is_variant`] for equal by the letter.
    Equal,
    /// Paired, with words or figures changed.
    Changed,
    /// At another position on the other side. The row has one side only; [`Row::counterpart`] has the other.
    Moved,
    /// Has no counterpart on the right.
    OnlyLeft,
    /// Has no counterpart on the left.
    OnlyRight,
}

/// One side of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The paragraph in the source text, from its first to its last word.
    pub span: Span,
    /// The line that it begins on, from 0.
    pub line: usize,
    /// The innermost section that contains it: index in its outline.
    pub section: Option<usize>,
    /// Role in its report.
    pub role: Role,
}

/// Role of a paragraph in its report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// A line of the title.
    Title,
    /// A heading, run-in or not, with its level from 1.
    Heading(u8),
    /// Running text; in a paragraph with a run-in heading, the text after the heading.
    Paragraph,
    /// Belongs to the web page: shown, but neither counted nor stopped at.
    Furniture,
}

/// A range that differs between the two sides. One of the two may be empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hunk {
    /// Kind of the change.
    pub kind: HunkKind,
    /// Range in code points of the left source text.
    pub left: Span,
    /// Range in code points of the right source text.
    pub right: Span,
}

/// Kind of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum HunkKind {
    /// White space, width or a variant of punctuation only: equal after normalisation.
    Variant,
    /// The number of a heading.
    Label,
    /// A year replaced by another.
    Year,
    /// A figure replaced by another.
    Figure,
    /// Anything else.
    Words,
}

/// A piece of one side of a row, inside or outside a hunk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Range in code points of that side's source text. Empty where only the other side has text.
    pub span: Span,
    /// Kind of the hunk that this is a side of; `None` where both sides are equal by the letter.
    pub hunk: Option<HunkKind>,
}

impl Row {
    /// The left cell cut at the hunks, in order; empty if there is no left cell.
    #[must_use]
    pub fn left_pieces(&self) -> Vec<Piece> {
        pieces(self.left, self.hunks.iter().map(|hunk| (hunk.left, hunk.kind)))
    }

    /// The right cell cut at the hunks, in order; empty if there is no right cell.
    #[must_use]
    pub fn right_pieces(&self) -> Vec<Piece> {
        pieces(self.right, self.hunks.iter().map(|hunk| (hunk.right, hunk.kind)))
    }

    /// Role of the row's paragraph: of the right one, or of the left one if the right is empty.
    #[must_use]
    pub fn role(&self) -> Role {
        self.right.or(self.left).map_or(Role::Paragraph, |cell| cell.role)
    }

    /// Whether all cells of the row belong to the web page and not to the report.
    #[must_use]
    pub fn is_furniture(&self) -> bool {
        self.role() == Role::Furniture
    }

    /// Whether a reader looking for differences stops at this row.
    #[must_use]
    pub fn is_difference(&self) -> bool {
        self.kind != RowKind::Equal && !self.is_furniture()
    }

    /// Whether the sides are equal except for white space, widths and variants of punctuation.
    #[must_use]
    pub fn is_variant(&self) -> bool {
        !self.hunks.is_empty() && self.hunks.iter().all(|hunk| hunk.kind == HunkKind::Variant)
    }

    /// Whether only years differ, besides variants and heading numbers: last year's paragraph once more.
    #[must_use]
    pub fn is_years_only(&self) -> bool {
        self.hunks.iter().any(|hunk| hunk.kind == HunkKind::Year)
            && self
                .hunks
                .iter()
                .all(|hunk| matches!(hunk.kind, HunkKind::Variant | HunkKind::Label | HunkKind::Year))
    }

    /// The same row with its sides exchanged.
    pub(super) fn mirrored(&self) -> Self {
        let kind = match self.kind {
            RowKind::OnlyLeft => RowKind::OnlyRight,
            RowKind::OnlyRight => RowKind::OnlyLeft,
            other => other,
        };
        let hunks = self.hunks.iter().map(|h| Hunk { kind: h.kind, left: h.right, right: h.left }).collect();
        Self { kind, left: self.right, right: self.left, hunks, ..*self }
    }
}

fn pieces(cell: Option<Cell>, hunks: impl Iterator<Item = (Span, HunkKind)>) -> Vec<Piece> {
    let Some(Cell { span, .. }) = cell else { return Vec::new() };
    let mut out = Vec::new();
    let mut at = span.start;
    let equal = |from: usize, to: usize, out: &mut Vec<Piece>| {
        if from < to {
            out.push(Piece { span: Span::new(from, to), hunk: None });
        }
    };
    for (hunk, kind) in hunks {
        equal(at, hunk.start, &mut out);
        out.push(Piece { span: hunk, hunk: Some(kind) });
        at = hunk.end;
    }
    equal(at, span.end, &mut out);
    out
}

impl RowKind {
    /// Name of this value in the JSON of the headless program.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Equal => "equal",
            Self::Changed => "changed",
            Self::Moved => "moved",
            Self::OnlyLeft => "only-left",
            Self::OnlyRight => "only-right",
        }
    }
}

impl Role {
    /// Name of this value in the JSON of the headless program.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Heading(_) => "heading",
            Self::Paragraph => "paragraph",
            Self::Furniture => "furniture",
        }
    }
}

impl HunkKind {
    /// Name of this value in the JSON of the headless program.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Variant => "variant",
            Self::Label => "label",
            Self::Year => "year",
            Self::Figure => "figure",
            Self::Words => "words",
        }
    }
}
