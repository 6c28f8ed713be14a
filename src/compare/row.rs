//! What a comparison is made of: rows with a cell on each side, and the hunks inside them. All of it is plain data in
//! spans of the two source texts, so that the window, the headless program and the snapshots show the same. How rows come
//! about is not here.

use crate::text::Span;

/// One row: a paragraph or a heading on the left, on the right, or on both sides.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// How the sides relate.
    pub kind: RowKind,
    /// The left paragraph; `None` where nothing stands on the left of this row.
    pub left: Option<Cell>,
    /// The right paragraph.
    pub right: Option<Cell>,
    /// Of a moved paragraph, the row where its other side stands.
    pub counterpart: Option<usize>,
    /// Where the two sides differ by the letter, in order and not touching; outside of them they are equal. Empty where
    /// there is nothing to hold against each other. Both rows of a moved paragraph have the same hunks.
    pub hunks: Vec<Hunk>,
    /// 1 − changed characters / the longer side's, from 0 to 1, white space not counted; 0 where one side is missing.
    pub similarity: f32,
}

/// How the sides of a row relate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RowKind {
    /// Equal after normalisation; see [`Row::is_variant`] for equal by the letter.
    Equal,
    /// Paired, with words or figures changed.
    Changed,
    /// Stands elsewhere on the other side. The row has one side only; [`Row::counterpart`] has the other.
    Moved,
    /// Nothing on the right belongs to it.
    OnlyLeft,
    /// Nothing on the left belongs to it.
    OnlyRight,
}

/// One side of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The paragraph in the source text, from its first to its last word.
    pub span: Span,
    /// The line it begins on, from 0.
    pub line: usize,
    /// The innermost section it stands in: index in its outline.
    pub section: Option<usize>,
    /// What it is in its report.
    pub role: Role,
}

/// What a paragraph is in its report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// A line of the title.
    Title,
    /// A heading, a run-in one too, by its level from 1.
    Heading(u8),
    /// Running text; of a paragraph with a run-in heading, what follows the heading.
    Paragraph,
    /// Belongs to the web page: shown, but neither counted nor stopped at.
    Furniture,
}

/// A stretch that stands differently on the two sides. One of the two may be empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hunk {
    /// What changed.
    pub kind: HunkKind,
    /// In code points of the left source text.
    pub left: Span,
    /// In code points of the right source text.
    pub right: Span,
}

/// What changed in a hunk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum HunkKind {
    /// White space, width or a variant of punctuation only: equal after normalisation.
    Variant,
    /// The number of a heading.
    Label,
    /// One year for another.
    Year,
    /// One figure for another.
    Figure,
    /// Anything else.
    Words,
}

/// A stretch of one side of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// In code points of that side's source text. Empty where only the other side has something.
    pub span: Span,
    /// Of which hunk it is this side; `None` where both sides are equal by the letter.
    pub hunk: Option<HunkKind>,
}

impl Row {
    /// The left cell cut at the hunks, in order; nothing where there is no left cell.
    #[must_use]
    pub fn left_pieces(&self) -> Vec<Piece> {
        pieces(self.left, self.hunks.iter().map(|hunk| (hunk.left, hunk.kind)))
    }

    /// The right cell cut at the hunks, in order; nothing where there is no right cell.
    #[must_use]
    pub fn right_pieces(&self) -> Vec<Piece> {
        pieces(self.right, self.hunks.iter().map(|hunk| (hunk.right, hunk.kind)))
    }

    /// What the row's paragraph is: on the right, or on the left where the right is empty.
    #[must_use]
    pub fn role(&self) -> Role {
        self.right.or(self.left).map_or(Role::Paragraph, |cell| cell.role)
    }

    /// Whether it belongs to the web page and not to the report, on every side it has.
    #[must_use]
    pub fn is_furniture(&self) -> bool {
        self.role() == Role::Furniture
    }

    /// Whether a reader who looks for differences stops here.
    #[must_use]
    pub fn is_difference(&self) -> bool {
        self.kind != RowKind::Equal && !self.is_furniture()
    }

    /// Whether the sides are equal but for white space, widths and variants of punctuation.
    #[must_use]
    pub fn is_variant(&self) -> bool {
        !self.hunks.is_empty() && self.hunks.iter().all(|hunk| hunk.kind == HunkKind::Variant)
    }

    /// Whether years, and nothing else but variants and heading numbers, are different: last year's paragraph once more.
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
    /// The name that the headless program's JSON uses.
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
    /// The name that the headless program's JSON uses.
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
    /// The name that the headless program's JSON uses.
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
