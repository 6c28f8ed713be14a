//! Small workbooks, written here, through the whole reader.

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

use super::read;
use crate::report::readers::package::zipped;
use crate::report::{Extracted, NotRead, Reason, Role, Warning};

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

#[test]
fn hidden_rows_and_columns_are_counted_and_covered_cells_are_left_out() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for row in 0..4 {
        for column in 0..4_u16 {
            sheet.write(row, column, format!("{row}{column}")).unwrap();
        }
    }
    sheet.set_row_hidden(1).unwrap().set_row_hidden(9).unwrap();
    sheet.set_column_hidden(2).unwrap();
    sheet.merge_range(2, 0, 3, 1, "合并", &Format::new()).unwrap();
    let read = read(&book.save_to_buffer().unwrap()).unwrap();
    assert_eq!(
        shown(&read),
        [("00\t01\t\t03", Role::Row), ("合并\t\t\t23", Role::Row), ("33", Role::Paragraph)]
    );
    assert_eq!(read.not_read, NotRead { rows: 2, ..NotRead::default() });
}

#[test]
fn formats_that_have_a_number_only_are_shown_as_in_chinese() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, (value, index)) in
        [(45_359.0, 14), (45_359.0, 31), (0.5, 10), (-1234.5, 39)].into_iter().enumerate()
    {
        let format = Format::new().set_num_format_index(index);
        sheet.write_with_format(0, column as u16, value, &format).unwrap();
    }
    let read = read(&book.save_to_buffer().unwrap()).unwrap();
    assert_eq!(shown(&read), [("2024/3/8\t2024年3月8日\t50.00%\t-1,234.50", Role::Row)]);
}

const ODS: &str = "xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' \
    xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0' xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0' \
    xmlns:style='urn:oasis:names:tc:opendocument:xmlns:style:1.0' xmlns:draw='urn:oasis:names:tc:opendocument:xmlns:drawing:1.0'";

fn ods(tables: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content {ODS}><office:automatic-styles><style:style style:name='ta2'><style:table-properties \
         table:display='false'/></style:style></office:automatic-styles><office:body><office:spreadsheet>{tables}\
         </office:spreadsheet></office:body></office:document-content>"
    );
    zipped(&[("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", &content)])
}

fn cell(text: &str) -> String {
    format!("<table:table-cell><text:p>{text}</text:p></table:table-cell>")
}

#[test]
fn an_ods_shows_the_text_of_its_cells() {
    let first = format!(
        "<table:table table:name='一'><table:table-column table:number-columns-repeated='2'/><table:table-column \
         table:visibility='collapse'/><table:table-row>{}<table:table-cell table:number-columns-repeated='2' \
         office:value='0.985'><office:annotation><text:p>批注</text:p></office:annotation><text:p>98.5<text:s/>%</text:p>\
         </table:table-cell></table:table-row><table:table-row table:visibility='filter'>{}</table:table-row>\
         <table:table-row table:number-rows-repeated='2'>{}<table:covered-table-cell><text:p>盖住</text:p>\
         </table:covered-table-cell></table:table-row><table:table-row table:number-rows-repeated='1048000'>\
         <table:table-cell table:number-columns-repeated='16000'/></table:table-row></table:table>",
        cell("公开率"),
        cell("筛去"),
        cell("甲"),
    );
    let second = format!(
        "<table:table table:name='二' table:style-name='ta2'><table:table-row>{}</table:table-row></table:table>",
        cell("看不见")
    );
    let book = read(&ods(&(first + &second))).unwrap();
    let expected = [("公开率\t98.5 %", Role::Row), ("甲", Role::Paragraph), ("甲", Role::Paragraph)];
    assert_eq!(shown(&book), expected);
    assert_eq!(book.not_read, NotRead { sheets: 1, rows: 2, ..NotRead::default() });
}

#[test]
fn repeated_cells_without_end_are_bounded() {
    let flood = "<table:table><table:table-row table:number-rows-repeated='999999999'><table:table-cell \
        table:number-columns-repeated='999999999'><text:p>甲</text:p></table:table-cell></table:table-row></table:table>";
    let book = read(&ods(flood)).unwrap();
    assert_eq!((book.blocks.len(), book.warnings.as_slice()), (2000, &[Warning::Damaged][..]));
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
        let code = wide("0.0%");
        let format = [&164_u16.to_le_bytes()[..], &4_u16.to_le_bytes(), &[1], &code].concat();
        let style = |id: u16| record(0x00e0, &[&[0, 0][..], &id.to_le_bytes(), &[0; 16]].concat());
        let styles = [style(0), style(164), style(31), style(4)].concat();
        [begin(5), record(0x041e, &format), styles, record(0x0085, &sheet), record(0x000a, &[])].concat()
    };
    let mut stream = globals(globals(0).len() as u32);
    stream.extend(begin(0x10));
    // The styles of the numbers follow each other.
    let place = |row: u16, column: u16, style: u16| {
        [row.to_le_bytes(), column.to_le_bytes(), style.to_le_bytes()].concat()
    };
    let hidden = [&6_u16.to_le_bytes()[..], &[0; 10], &[0x20, 0, 0, 0]].concat();
    stream.extend(record(0x0208, &hidden));
    for (row, column, text) in cells {
        let length = (text.encode_utf16().count() as u16).to_le_bytes();
        stream.extend(record(0x0204, &[&place(*row, *column, 0)[..], &length, &[1], &wide(text)].concat()));
    }
    for (style, (row, column, number)) in numbers.iter().enumerate() {
        let style = style as u16 % 4;
        stream.extend(record(0x0203, &[&place(*row, *column, style)[..], &number.to_le_bytes()].concat()));
    }
    stream.extend(record(0x000a, &[]));
    let mut file = cfb::CompoundFile::create(std::io::Cursor::new(Vec::new())).unwrap();
    std::io::Write::write_all(&mut file.create_stream("/Workbook").unwrap(), &stream).unwrap();
    file.flush().unwrap();
    file.into_inner().into_inner()
}

#[test]
fn workbooks_of_excel_97_and_of_wps_are_read() {
    let numbers = [(1, 1, 152.0), (2, 1, 0.985), (3, 1, 45_359.0), (4, 1, 1234.0)];
    let read =
        read(&xls(&[(0, 0, "指标"), (0, 1, "数值"), (1, 0, "案件"), (6, 0, "隐藏")], &numbers)).unwrap();
    let expected = [
        ("指标\t数值", Role::Row),
        ("案件\t152", Role::Row),
        ("98.5%", Role::Paragraph),
        ("2024年3月8日", Role::Paragraph),
        ("1,234.00", Role::Paragraph),
    ];
    assert_eq!(shown(&read), expected);
    assert_eq!(read.not_read, NotRead { rows: 1, ..NotRead::default() });
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
