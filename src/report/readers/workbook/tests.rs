//! Small workbooks, written here, through the whole reader.

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

use super::read;
use crate::report::{Extracted, NotRead, Reason, Role};

fn shown(read: &Extracted) -> Vec<(&str, Role)> {
    read.blocks.iter().map(|block| (block.text.as_str(), block.role)).collect()
}

#[test]
fn each_visible_sheet_is_a_table_as_it_is_shown() {
    let mut book = Workbook::new();
    let format = |code: &str| Format::new().set_num_format(code);
    let sheet = book.add_worksheet().set_name("任务").unwrap();
    sheet.write(0, 1, "岚汀县任务完成情况").unwrap();
    sheet.write(1, 1, "指标").unwrap().write(1, 2, "数值").unwrap().write(1, 3, "日期").unwrap();
    sheet.write(2, 1, "公开\n率").unwrap().write_with_format(2, 2, 0.985, &format("0.0%")).unwrap();
    let day = ExcelDateTime::from_ymd(2024, 3, 8).unwrap();
    sheet.write_with_format(2, 3, &day, &format("yyyy\"年\"m\"月\"d\"日\"")).unwrap();
    sheet.write(3, 1, "案件").unwrap().write_with_format(3, 2, 1234, &format("#,##0")).unwrap();
    sheet.write(3, 3, true).unwrap();
    book.add_worksheet().set_name("附表").unwrap().write(0, 0, 12.5).unwrap();
    book.add_worksheet().set_name("底稿").unwrap().set_hidden(true).write(0, 0, "看不见").unwrap();
    let read = read(&book.save_to_buffer().unwrap()).unwrap();
    let expected = [
        ("任务", Role::Heading(1)),
        ("岚汀县任务完成情况", Role::Paragraph),
        ("指标\t数值\t日期", Role::Row),
        ("公开 率\t98.5%\t2024年3月8日", Role::Row),
        ("案件\t1,234\tTRUE", Role::Row),
        ("附表", Role::Heading(1)),
        ("12.5", Role::Paragraph),
    ];
    assert_eq!(shown(&read), expected);
    assert_eq!(read.not_read, NotRead { sheets: 1, ..NotRead::default() });
}

/// A workbook of Excel 97: a compound file with one stream of records.
fn xls(cells: &[(u16, u16, &str)], numbers: &[(u16, u16, f64)]) -> Vec<u8> {
    let record =
        |id: u16, data: &[u8]| [&id.to_le_bytes(), &(data.len() as u16).to_le_bytes(), data].concat();
    let wide = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let begin = |kind: u8| record(0x0809, &[0, 6, kind, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    let name = "表一";
    let sheet_name = [&[name.chars().count() as u8, 1][..], &wide(name)].concat();
    let globals = |start: u32| {
        let sheet = [&start.to_le_bytes()[..], &[0, 0], &sheet_name].concat();
        [begin(5), record(0x0085, &sheet), record(0x000a, &[])].concat()
    };
    let mut stream = globals(globals(0).len() as u32);
    stream.extend(begin(0x10));
    let place = |row: u16, column: u16| [row.to_le_bytes(), column.to_le_bytes(), [0, 0]].concat();
    for (row, column, text) in cells {
        let length = (text.encode_utf16().count() as u16).to_le_bytes();
        stream.extend(record(0x0204, &[&place(*row, *column)[..], &length, &[1], &wide(text)].concat()));
    }
    for (row, column, number) in numbers {
        stream.extend(record(0x0203, &[&place(*row, *column)[..], &number.to_le_bytes()].concat()));
    }
    stream.extend(record(0x000a, &[]));
    let mut file = cfb::CompoundFile::create(std::io::Cursor::new(Vec::new())).unwrap();
    std::io::Write::write_all(&mut file.create_stream("/Workbook").unwrap(), &stream).unwrap();
    file.flush().unwrap();
    file.into_inner().into_inner()
}

#[test]
fn workbooks_of_excel_97_and_of_wps_are_read() {
    let read = read(&xls(&[(0, 0, "指标"), (0, 1, "数值"), (1, 0, "案件")], &[(1, 1, 152.0)])).unwrap();
    assert_eq!(shown(&read), [("指标\t数值", Role::Row), ("案件\t152", Role::Row)]);
}

#[test]
fn stray_cells_cost_nothing_and_empty_books_say_so() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet
        .write(0, 0, "甲")
        .unwrap()
        .write(1_048_575, 16_383, "远")
        .unwrap()
        .write(1_048_575, 1, "乙")
        .unwrap();
    let far = read(&book.save_to_buffer().unwrap()).unwrap();
    assert_eq!(shown(&far), [("甲", Role::Paragraph), ("乙", Role::Paragraph)]);
    let mut book = Workbook::new();
    book.add_worksheet();
    assert_eq!(read(&book.save_to_buffer().unwrap()).err(), Some(Reason::Empty));
}

#[test]
fn broken_and_hostile_files_end() {
    let mut book = Workbook::new();
    book.add_worksheet().write(0, 0, "甲县").unwrap().write(0, 1, 3).unwrap();
    let whole = book.save_to_buffer().unwrap();
    let old = xls(&[(0, 0, "甲县"), (0, 1, "乙县")], &[(1, 1, 152.0)]);
    let calm = |bytes: &[u8]| {
        // A panic of the crate is the child's, and a reason like any other.
        let bytes = bytes.to_vec();
        let _ = std::panic::catch_unwind(move || read(&bytes).is_ok());
    };
    for file in [&whole, &old] {
        for end in (0..file.len()).step_by(97) {
            calm(&file[..end]);
        }
        for at in (0..file.len()).step_by(41) {
            let mut changed = file.clone();
            changed[at] ^= 0xff;
            calm(&changed);
        }
    }
    assert_eq!(read(b"PK\x03\x04").err(), Some(Reason::Damaged));
    assert_eq!(read(b"").err(), Some(Reason::Damaged));
}
