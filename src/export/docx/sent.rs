//! The custom XML part that says which comment of the document is which note, so that comments that come back are
//! recognised (`docs/export.md`). The reader of this part is `report/readers/docx/sent.rs`.

use super::package::{Main, Package};
use crate::export::remark::{Remark, record};
use crate::export::sheet::Sheet;
use crate::report::{SENT_NAMESPACE, text_digest};

/// Relationship type of a custom XML part, in the transitional variant.
const ITEM: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml";
/// Relationship type of its properties.
const PROPERTIES: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXmlProps";
/// Content type of its properties.
const PROPERTIES_TYPE: &str = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml";
/// Maximum number of custom XML parts that a package may have.
const MAX_ITEMS: usize = 1_000;

/// Adds the part to a package.
pub(super) fn add(
    package: &mut Package<'_>,
    main: &Main,
    sheet: &Sheet,
    reports: &[(usize, &[Remark])],
) -> Option<()> {
    let free = |number: &usize| {
        let name = format!("customXml/item{number}");
        let properties = format!("customXml/itemProps{number}");
        package.free_name(&name) == Some(format!("{name}.xml"))
            && package.free_name(&properties) == Some(format!("{properties}.xml"))
    };
    let number = (1..MAX_ITEMS).find(free)?;
    let name = format!("customXml/item{number}.xml");
    package.add(&main.name, ITEM, &name, None, record(sheet, reports))?;
    let properties = format!("customXml/itemProps{number}.xml");
    package.add(&name, PROPERTIES, &properties, Some(PROPERTIES_TYPE), item_properties(sheet))
}

/// The parts of a new package: name and content, the item before its properties.
pub(super) fn parts(sheet: &Sheet, reports: &[(usize, &[Remark])]) -> [(&'static str, String); 3] {
    [
        ("customXml/item1.xml", record(sheet, reports)),
        ("customXml/itemProps1.xml", item_properties(sheet)),
        (
            "customXml/_rels/item1.xml.rels",
            format!(
                "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"{PROPERTIES}\" Target=\"itemProps1.xml\"/></Relationships>"
            ),
        ),
    ]
}

fn item_properties(sheet: &Sheet) -> String {
    let digest = text_digest(&format!("{SENT_NAMESPACE} {} {}", sheet.created.as_str(), sheet.title));
    let digits = digest.get(..32).unwrap_or_default().to_uppercase();
    let guid: Vec<&str> =
        [0..8, 8..12, 12..16, 16..20, 20..32].into_iter().filter_map(|range| digits.get(range)).collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"no\"?>\n<ds:datastoreItem ds:itemID=\"{{{}}}\" xmlns:ds=\"http://schemas.openxmlformats.org/officeDocument/2006/customXml\"><ds:schemaRefs><ds:schemaRef ds:uri=\"{SENT_NAMESPACE}\"/></ds:schemaRefs></ds:datastoreItem>",
        guid.join("-")
    )
}
