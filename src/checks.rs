//! Checks: numbers of headings, sums and rates, names, unfinished text, typos; and the parts expected in a report of
//! its genre. A finding states what the report says; the reviewer decides whether it is an error.
//!
//! ```text
//! paragraph   the lines of a report's own text
//! page        a report prepared for checks: folded characters, paragraphs, figures, identity
//! figures, series, enumeration, identity, spots   shared by several checks
//! one file for each check                     a `Check`, listed in `CHECKS`
//! growth                                      the part of `rate` that compares growth with its base
//! profile, parts                              the parts that a report of its genre must have
//! ```
//!
//! False alarms cost more than misses: each check reports nothing where it is not sure, as described in
//! `docs/checks.md`. A check that is on by default is right in at least seven of ten cases on real documents. All run
//! in time linear in the text.

mod brackets;
mod cut_off;
mod date_impossible;
mod doubled_word;
mod empty_section;
mod enumeration;
mod figure_base;
mod figure_differs;
mod figure_twice;
mod figure_unchanged;
mod figures;
mod growth;
mod half_width;
mod identity;
mod misquoted;
mod numbering_gap;
mod numbering_missing;
mod numbering_order;
mod numbering_repeated;
mod other_name;
mod page;
mod paragraph;
mod parts;
mod placeholder;
mod profile;
mod rate;
mod rate_impossible;
mod read_doubtful;
mod series;
mod spots;
mod stray_space;
mod sum;
mod term_variants;
mod typo;
mod unit;
mod wrong_level;
mod year_stale;

pub use parts::{PartState, Status, parts, parts_absent};
pub use profile::{Profile, ProfileError};

use std::collections::BTreeSet;

use self::page::Page;
use crate::finding::{Finding, Place, Severity};
use crate::message::Message;
use crate::report::Report;
use crate::structure::Outline;
use crate::task::{Cancel, Cancelled};
use crate::text::Span;

/// Maximum number of findings of one check in a report; more would repeat one cause.
pub const MAX_FINDINGS: usize = 500;

/// A report to be checked.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// The report.
    pub report: &'a Report,
    /// Its outline.
    pub outline: &'a Outline,
}

/// Subjects of checks, by which settings group them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Group {
    /// Numbers of headings, sections without text.
    Structure,
    /// Sums, rates, units, dates and years.
    Figures,
    /// Names of places, laws and formulae.
    Names,
    /// Words and marks.
    Text,
}

/// Describes a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct About {
    /// Its name in settings, JSON and keys: `numbering-gap`.
    pub id: &'static str,
    /// Its name for people: an id of the message catalogue.
    pub name: &'static str,
    /// Its subject.
    pub group: Group,
    /// Severity of its findings.
    pub severity: Severity,
    /// Whether it is on by default.
    pub default_on: bool,
}

impl About {
    const fn new(
        id: &'static str,
        name: &'static str,
        group: Group,
        severity: Severity,
        default_on: bool,
    ) -> Self {
        Self { id, name, group, severity, default_on }
    }
}

/// A check.
trait Check: Sync {
    /// Describes the check.
    fn about(&self) -> About;

    /// Checks one report.
    fn look(&self, _page: &Page<'_>, _found: &mut Found) {}

    /// Checks all reports together.
    fn across(&self, _pages: &[Page<'_>], _found: &mut Found) {}
}

/// Every check, in the order of settings.
static CHECKS: &[&dyn Check] = &[
    &numbering_gap::NumberingGap,
    &numbering_repeated::NumberingRepeated,
    &numbering_order::NumberingOrder,
    &numbering_missing::NumberingMissing,
    &sum::Sum,
    &rate::Rate,
    &rate_impossible::RateImpossible,
    &figure_differs::FigureDiffers,
    &figure_twice::FigureTwice,
    &figure_unchanged::FigureUnchanged,
    &figure_base::FigureBase,
    &unit::Unit,
    &date_impossible::DateImpossible,
    &year_stale::YearStale,
    &other_name::OtherName,
    &wrong_level::WrongLevel,
    &misquoted::Misquoted,
    &placeholder::Placeholder,
    &cut_off::CutOff,
    &doubled_word::DoubledWord,
    &typo::Typo,
    &brackets::Brackets,
    &half_width::HalfWidth,
    &term_variants::TermVariants,
    &empty_section::EmptySection,
    &stray_space::StraySpace,
    &read_doubtful::ReadDoubtful,
];

/// Describes every check, in the order of settings.
#[must_use]
pub fn all() -> Vec<About> {
    CHECKS.iter().map(|check| check.about()).collect()
}

/// The subject of a check; `None` if there is no check with this id.
#[must_use]
pub fn group(id: &str) -> Option<Group> {
    CHECKS.iter().map(|check| check.about()).find(|about| about.id == id).map(|about| about.group)
}

/// The set of checks that are on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selection {
    on: BTreeSet<&'static str>,
}

/// The error for a name that no check has.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no check `{0}`")]
pub struct UnknownCheck(pub String);

impl Default for Selection {
    fn default() -> Self {
        Self { on: all().iter().filter(|about| about.default_on).map(|about| about.id).collect() }
    }
}

impl Selection {
    /// The selection without any check.
    #[must_use]
    pub fn none() -> Self {
        Self { on: BTreeSet::new() }
    }

    /// Turns a check on or off.
    pub fn set(&mut self, id: &str, on: bool) -> Result<(), UnknownCheck> {
        let known = CHECKS.iter().map(|check| check.about().id).find(|known| *known == id);
        let id = known.ok_or_else(|| UnknownCheck(id.to_owned()))?;
        if on {
            self.on.insert(id);
        } else {
            self.on.remove(id);
        }
        Ok(())
    }

    /// Whether a check is on.
    #[must_use]
    pub fn is_on(&self, id: &str) -> bool {
        self.on.contains(id)
    }
}

/// Collects the findings of one check.
struct Found {
    about: About,
    /// Maximum number of findings in all.
    limit: usize,
    findings: Vec<Finding>,
}

impl Found {
    fn add(&mut self, page: &Page<'_>, span: Span, message: Message) {
        self.add_beside(page, span, &[], message);
    }

    fn add_beside(&mut self, page: &Page<'_>, span: Span, others: &[Place], message: Message) {
        if self.findings.len() < self.limit {
            self.findings.push(Finding {
                check: self.about.id,
                severity: self.about.severity,
                place: page.place(span),
                others: others.to_vec(),
                message,
            });
        }
    }
}

/// Reports prepared for checks and parts.
pub struct Pages<'a> {
    pages: Vec<Page<'a>>,
}

/// Runs the selected checks on each report and across them. The findings are ordered by report and position. Linear in
/// the text.
///
/// ```
/// use jiaokan::checks::{Input, Selection, run};
/// use jiaokan::report::Report;
/// use jiaokan::structure::outline;
/// use jiaokan::task::Cancel;
///
/// let report = Report::from_text("a.txt", "一、工作\n全年平稳。\n二、问题\n人手不足。\n四、打算\n继续努力。\n");
/// let outline = outline(&report);
/// let inputs = [Input { report: &report, outline: &outline }];
/// let found = run(&inputs, &Selection::default(), &Cancel::default())?;
/// assert_eq!(found[0].check, "numbering-gap");
/// assert!(report.text.slice(found[0].place.span).starts_with("四、"));
/// # Ok::<(), jiaokan::task::Cancelled>(())
/// ```
pub fn run(inputs: &[Input<'_>], selection: &Selection, cancel: &Cancel) -> Result<Vec<Finding>, Cancelled> {
    Pages::new(inputs, cancel)?.run(selection, cancel)
}

impl<'a> Pages<'a> {
    /// Prepares reports. Linear in the text.
    pub fn new(inputs: &[Input<'a>], cancel: &Cancel) -> Result<Self, Cancelled> {
        let mut pages = Vec::with_capacity(inputs.len());
        for (report, input) in inputs.iter().enumerate() {
            cancel.check()?;
            pages.push(Page::new(report, input));
        }
        Ok(Self { pages })
    }

    /// Like [`run`].
    pub fn run(&self, selection: &Selection, cancel: &Cancel) -> Result<Vec<Finding>, Cancelled> {
        let pages = &self.pages;
        let mut findings = Vec::new();
        for check in CHECKS.iter().filter(|check| selection.is_on(check.about().id)) {
            let mut found = Found { about: check.about(), limit: 0, findings: Vec::new() };
            for page in pages {
                cancel.check()?;
                found.limit = found.findings.len() + MAX_FINDINGS;
                check.look(page, &mut found);
            }
            cancel.check()?;
            found.limit = found.findings.len() + MAX_FINDINGS * pages.len();
            check.across(pages, &mut found);
            findings.append(&mut found.findings);
        }
        findings.sort_by_key(|finding| finding.place);
        Ok(findings)
    }

    /// Like [`parts`], for each report.
    #[must_use]
    pub fn parts(&self, profile: &Profile) -> Vec<Vec<PartState>> {
        self.pages.iter().map(|page| parts::of_page(page, profile)).collect()
    }
}
