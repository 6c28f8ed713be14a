//! Small documents, built here: a compound file with a header, a text in pieces and a piece table.

use std::io::{Cursor, Write as _};

use super::read;
use crate::report::{Reason, Role};

/// A compound file with the given streams.
fn compound(streams: &[(&str, &[u8])]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    for (name, bytes) in streams {
        file.create_stream(name).unwrap().write_all(bytes).unwrap();
    }
    file.flush().unwrap();
    file.into_inner().into_inner()
}

/// Header and table of a document with its text in the given pieces, the second half of each in one byte a unit.
fn document(pieces: &[(&str, bool)], flags: u16) -> (Vec<u8>, Vec<u8>) {
    let mut main = vec![0u8; 1024];
    let (mut ends, mut places, mut length) = (vec![0u32], Vec::new(), 0u32);
    for (text, narrow) in pieces {
        let offset = main.len() as u32;
        if *narrow {
            main.extend(text.bytes());
        } else {
            main.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
        }
        length += text.encode_utf16().count() as u32;
        ends.push(length);
        places.push(if *narrow { (offset * 2) | 0x4000_0000 } else { offset });
    }
    let mut table = vec![2u8];
    table.extend((ends.len() as u32 * 4 + places.len() as u32 * 8).to_le_bytes());
    table.extend(ends.iter().flat_map(|end| end.to_le_bytes()));
    for place in places {
        table.extend([0, 0]);
        table.extend(place.to_le_bytes());
        table.extend([0, 0]);
    }
    let mut put = |at: usize, bytes: &[u8]| main[at..at + bytes.len()].copy_from_slice(bytes);
    put(0, &0xa5ecu16.to_le_bytes());
    put(2, &0xc1u16.to_le_bytes());
    put(10, &flags.to_le_bytes());
    put(76, &length.to_le_bytes());
    put(154 + 33 * 8 + 4, &(table.len() as u32).to_le_bytes());
    (main, table)
}

fn read_document(pieces: &[(&str, bool)], flags: u16) -> Result<Vec<(String, Role)>, Reason> {
    let (main, table) = document(pieces, flags);
    let name = if flags & 0x200 == 0 { "/0Table" } else { "/1Table" };
    let read = read(&compound(&[("/WordDocument", &main), (name, &table)]))?;
    Ok(read.blocks.into_iter().map(|block| (block.text, block.role)).collect())
}

#[test]
fn pieces_fields_and_cells_are_put_together() {
    let text =
        [("全县\u{13}", false), (" PAGE ", true), ("\u{14}共\u{15}计\rAB", false), ("C\x0bnext\x0c", true)];
    let tail = [("甲\u{7}乙\r丙\u{7}\u{7}末", false)];
    let read = read_document(&[text.as_slice(), &tail].concat(), 0x200).unwrap();
    let paragraph = |text: &str| (text.to_owned(), Role::Paragraph);
    assert_eq!(read[..3], [paragraph("全县共计"), paragraph("ABC"), paragraph("next")]);
    assert!(read.iter().any(|(text, role)| text.starts_with('甲') && *role == Role::Row), "{read:?}");
    assert_eq!(read.last(), Some(&paragraph("末")));
}

#[test]
fn what_cannot_be_read_says_why() {
    assert_eq!(read_document(&[("甲\r", false)], 0x100).err(), Some(Reason::Encrypted));
    assert_eq!(read_document(&[("\r", false)], 0).err(), Some(Reason::Empty));
    let (mut main, table) = document(&[("甲\r", false)], 0);
    main[2] = 0x68;
    assert_eq!(read(&compound(&[("/WordDocument", &main), ("/0Table", &table)])).err(), Some(Reason::TooOld));
    assert_eq!(read(&compound(&[("/EncryptedPackage", b"x")])).err(), Some(Reason::Encrypted));
    assert_eq!(read(&compound(&[("/Workbook", b"x")])).err(), Some(Reason::Damaged));
    assert_eq!(read(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1").err(), Some(Reason::Damaged));
}

#[test]
fn pieces_that_share_bytes_do_not_multiply() {
    let (main, mut table) = document(&[("甲\r", false)], 0);
    // A piece that claims to be longer than the file.
    table[9..13].copy_from_slice(&0x00ff_ffffu32.to_le_bytes());
    assert_eq!(
        read(&compound(&[("/WordDocument", &main), ("/0Table", &table)])).err(),
        Some(Reason::TooComplex)
    );
}
