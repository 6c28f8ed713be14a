//! `numbering.xml`: lists, their levels, and the labels of their paragraphs.

use std::collections::{HashMap, HashSet};

use super::styles::{StyleList, Styles};
use crate::report::Reason;
use crate::report::readers::lists::{Counters, Gap, LEVELS, Level, label_from_template};
use crate::report::readers::numerals::Numeral;
use crate::report::readers::xml::{Element, Ns, Step, Xml};

/// Maximum number of links between lists and styles that are followed; they may form a cycle.
const MAX_LINKS: usize = 8;

/// The lists of a document.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    lists: HashMap<i64, List>,
}

/// A list (`w:num`) with its levels resolved.
#[derive(Clone, Debug, Default)]
struct List {
    /// Key of the counters; lists of one abstract list share them.
    counter: u64,
    levels: Vec<Level>,
    /// The style of each level.
    styles: Vec<Option<String>>,
    /// Start numbers of this list, applied at its first paragraph on a level.
    starts: Vec<(usize, i64)>,
}

#[derive(Debug, Default)]
struct Abstract {
    levels: Vec<Level>,
    styles: Vec<Option<String>>,
    style_link: Option<String>,
}

#[derive(Debug, Default)]
struct Instance {
    of: i64,
    starts: Vec<(usize, i64)>,
    levels: Vec<(usize, Level)>,
}

/// Counters of a document's lists.
#[derive(Debug, Default)]
pub(super) struct Counted {
    counters: Counters,
    begun: HashSet<(i64, usize)>,
}

impl Numbering {
    /// Reads `numbering.xml`; a damaged part yields the lists before the damage.
    pub(super) fn read(text: &str, styles: &Styles) -> Self {
        let (mut abstracts, mut instances) = (HashMap::new(), HashMap::new());
        let mut xml = Xml::new(text);
        while let Ok(step) = xml.next() {
            match step {
                Step::Open(element) if element.ns == Ns::Word => match element.local() {
                    "abstractNum" => {
                        let id = element.number("abstractNumId").unwrap_or(-1);
                        let Ok(definition) = read_abstract(&mut xml) else { break };
                        abstracts.insert(id, definition);
                    }
                    "num" => {
                        let id = element.number("numId").unwrap_or(-1);
                        let Ok(instance) = read_instance(&mut xml) else { break };
                        instances.insert(id, instance);
                    }
                    _ => {}
                },
                Step::End => break,
                _ => {}
            }
        }
        let lists =
            instances.keys().filter_map(|id| Some((*id, resolve(*id, &abstracts, &instances, styles)?)));
        Self { lists: lists.collect() }
    }

    /// Counts a paragraph; returns its label and the gap behind it. `list` and `level` are the paragraph's own
    /// properties, `style` those of its style. `None` if it is in no list.
    pub(super) fn label(
        &self,
        counted: &mut Counted,
        list: Option<i64>,
        level: Option<i64>,
        style: Option<StyleList>,
    ) -> Option<(String, Gap)> {
        if list == Some(0) {
            return None;
        }
        let from_style = style.filter(|style| list.is_none_or(|list| list == style.list));
        let id = list.or(from_style.as_ref().map(|style| style.list))?;
        let list = self.lists.get(&id)?;
        let level = level
            .or_else(|| {
                from_style.and_then(|style| {
                    list.level_of(&style).and_then(|level| i64::try_from(level).ok()).or(style.level)
                })
            })
            .and_then(|level| usize::try_from(level).ok())
            .unwrap_or(0);
        let definition = list.levels.get(level)?;
        for (started, start) in list.starts.iter().filter(|(started, _)| *started == level) {
            if counted.begun.insert((id, *started)) {
                counted.counters.restart(list.counter, *started, *start);
            }
        }
        Some((counted.counters.next(list.counter, &list.levels, level), definition.gap))
    }
}

impl List {
    fn level_of(&self, style: &StyleList) -> Option<usize> {
        let of = |id: &String| self.styles.iter().position(|linked| linked.as_ref() == Some(id));
        style.styles.iter().find_map(of)
    }
}

fn resolve(
    id: i64,
    abstracts: &HashMap<i64, Abstract>,
    instances: &HashMap<i64, Instance>,
    styles: &Styles,
) -> Option<List> {
    let instance = instances.get(&id)?;
    let mut of = instance.of;
    let mut definition = abstracts.get(&of)?;
    for _ in 0..MAX_LINKS {
        let linked = definition.style_link.as_deref().and_then(|style| styles.list(Some(style)));
        let Some(next) = linked.and_then(|linked| instances.get(&linked.list)) else { break };
        of = next.of;
        definition = abstracts.get(&of)?;
    }
    let mut levels = definition.levels.clone();
    for (index, level) in &instance.levels {
        levels.resize(levels.len().max(index.saturating_add(1)), Level::default());
        if let Some(own) = levels.get_mut(*index) {
            own.clone_from(level);
        }
    }
    let counter = of as u64;
    Some(List { counter, levels, styles: definition.styles.clone(), starts: instance.starts.clone() })
}

fn read_abstract(xml: &mut Xml<'_>) -> Result<Abstract, Reason> {
    let mut definition = Abstract::default();
    let inside = xml.depth();
    loop {
        match xml.next()? {
            Step::Open(element) if element.ns == Ns::Word => match element.local() {
                "numStyleLink" => definition.style_link = element.attribute("val"),
                "lvl" => {
                    let index = level_index(&element);
                    let (level, style) = read_level(xml)?;
                    if let Some(index) = index {
                        let length = definition.levels.len().max(index.saturating_add(1));
                        definition.levels.resize(length, Level::default());
                        definition.styles.resize(length, None);
                        if let (Some(own_level), Some(own_style)) =
                            (definition.levels.get_mut(index), definition.styles.get_mut(index))
                        {
                            (*own_level, *own_style) = (level, style);
                        }
                    }
                }
                _ => {}
            },
            Step::Close if xml.depth() < inside => return Ok(definition),
            Step::End => return Ok(definition),
            _ => {}
        }
    }
}

fn read_instance(xml: &mut Xml<'_>) -> Result<Instance, Reason> {
    let mut instance = Instance::default();
    let mut overridden = None;
    let inside = xml.depth();
    loop {
        match xml.next()? {
            Step::Open(element) if element.ns == Ns::Word => match element.local() {
                "abstractNumId" => instance.of = element.number("val").unwrap_or(-1),
                "lvlOverride" => overridden = level_index(&element),
                "startOverride" => {
                    if let (Some(index), Some(start)) = (overridden, element.number("val")) {
                        instance.starts.push((index, start));
                    }
                }
                "lvl" => {
                    let (level, _) = read_level(xml)?;
                    instance.levels.extend(overridden.map(|index| (index, level)));
                }
                _ => {}
            },
            Step::Close if xml.depth() < inside => return Ok(instance),
            Step::End => return Ok(instance),
            _ => {}
        }
    }
}

fn level_index(element: &Element<'_>) -> Option<usize> {
    element.number("ilvl").and_then(|index| usize::try_from(index).ok()).filter(|index| *index < LEVELS)
}

/// Reads a level and the name of its style.
fn read_level(xml: &mut Xml<'_>) -> Result<(Level, Option<String>), Reason> {
    let mut level = Level { numeral: Numeral::Decimal, ..Level::default() };
    let mut style = None;
    let inside = xml.depth();
    loop {
        match xml.next()? {
            Step::Open(element) if element.ns == Ns::Word => match element.local() {
                "start" => level.start = element.number("val").unwrap_or(0),
                "numFmt" => level.numeral = numeral(&element),
                "lvlText" => level.label = label_from_template(&element.attribute("val").unwrap_or_default()),
                "isLgl" => {
                    level.legal =
                        element.attribute("val").is_none_or(|value| value != "0" && value != "false");
                }
                "lvlRestart" => {
                    level.restart_after = element.number("val").and_then(|after| usize::try_from(after).ok());
                }
                "suff" => {
                    level.gap = match element.attribute("val").as_deref() {
                        Some("space") => Gap::Space,
                        Some("nothing") => Gap::Nothing,
                        _ => Gap::Tab,
                    }
                }
                "pStyle" => style = element.attribute("val"),
                "pPr" | "rPr" => xml.skip()?,
                _ => {}
            },
            Step::Close if xml.depth() < inside => return Ok((level, style)),
            Step::End => return Ok((level, style)),
            _ => {}
        }
    }
}

fn numeral(element: &Element<'_>) -> Numeral {
    match element.attribute("val").as_deref() {
        // A numeral outside the standard's list is given by a sample.
        Some("custom") => Numeral::from_sample(&element.attribute("format").unwrap_or_default()),
        name => Numeral::from_word(name.unwrap_or("decimal")),
    }
}
