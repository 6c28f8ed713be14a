//! Rows of tables as blocks: a row of data becomes one line, a table for layout keeps its paragraphs.

use crate::report::{Block, Role};

/// One cell of a row.
#[derive(Debug, Default)]
pub(super) struct Cell {
    /// Its blocks in reading order.
    pub(super) blocks: Vec<Block>,
    /// Number of columns that it spans.
    pub(super) span: i64,
}

/// The blocks of a row. A row of several cells is one block, its cells separated by tabs. A row of one cell is a frame
/// around its paragraphs, which are kept, unless it is a heading across a table's columns.
pub(super) fn row_blocks(mut cells: Vec<Cell>) -> Vec<Block> {
    if cells.len() == 1 {
        let cell = cells.remove(0);
        let across = cell.span > 1 && cell.blocks.len() == 1;
        let mut blocks = cell.blocks;
        for block in blocks.iter_mut().filter(|block| across && block.role == Role::Paragraph) {
            block.role = Role::Row;
        }
        return blocks;
    }
    let texts: Vec<String> = cells.iter().map(cell_text).collect();
    let text = texts.join("\t").trim_end().to_owned();
    if text.trim().is_empty() { Vec::new() } else { vec![Block { text, role: Role::Row, page: None }] }
}

fn cell_text(cell: &Cell) -> String {
    let mut text = String::new();
    for block in &cell.blocks {
        if !text.is_empty() {
            text.push(' ');
        }
        text.extend(
            block.text.trim().chars().map(|character| if character == '\t' { ' ' } else { character }),
        );
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(texts: &[&str], span: i64) -> Cell {
        Cell { blocks: texts.iter().copied().map(Block::paragraph).collect(), span }
    }

    #[test]
    fn cells_are_parted_by_tabs_and_frames_vanish() {
        let row = row_blocks(vec![cell(&["指标"], 1), cell(&["甲\t乙", "丙"], 1), cell(&[], 1)]);
        assert_eq!(row, [Block { text: "指标\t甲 乙 丙".into(), role: Role::Row, page: None }]);
        assert_eq!(row_blocks(vec![cell(&["甲", "乙"], 2)]).len(), 2, "a frame around paragraphs");
        assert_eq!(row_blocks(vec![cell(&["甲"], 2)])[0].role, Role::Row);
        assert_eq!(row_blocks(vec![cell(&["甲"], 1)])[0].role, Role::Paragraph);
        assert!(row_blocks(vec![cell(&[], 1), cell(&[], 1)]).is_empty());
    }
}
