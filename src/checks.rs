//! What a careful reviewer would look for: numbers of headings, sums and rates, names, unfinished text, and which parts a
//! report has. Every check says what stands there; whether it is a fault is for the reviewer to say.
//!
//! ```text
//! page        a report as checks read it: folded characters, its own paragraphs, figures, identity
//! amount, figures, series, identity    what several checks share
//! one file a check                     each a `Check`, listed in `ALL`
//! profile, parts                       which parts a report of its kind has
//! ```
//!
//! A check that cries wolf is worse than none: each is silent where it is not sure, and `docs/checks.md` says when. All
//! take time in proportion to the text.

mod amount;
mod brackets;
mod cut_off;
mod date_impossible;
mod doubled_word;
mod empty_section;
mod figure_differs;
mod figure_unchanged;
mod figures;
mod identity;
mod numbering_gap;
mod numbering_missing;
mod numbering_order;
mod numbering_repeated;
mod other_name;
mod page;
mod parts;
mod placeholder;
mod profile;
mod rate;
mod rate_impossible;
mod series;
mod spots;
mod stray_space;
mod sum;
mod term_variants;
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

/// One check finds at most so much in a report: beyond that it says the same thing over and over.
pub const MAX_FINDINGS: usize = 500;

/// One report of the set that is looked at.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// Its text.
    pub report: &'a Report,
    /// How it is built.
    pub outline: &'a Outline,
}

/// What a check is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct About {
    /// Its name in settings, JSON and keys: `numbering-gap`.
    pub id: &'static str,
    /// Its name for people: an id of the message catalogue.
    pub name: &'static str,
    /// How much its findings matter.
    pub severity: Severity,
    /// Whether it is on unless told otherwise.
    pub default_on: bool,
}

impl About {
    const fn new(id: &'static str, name: &'static str, severity: Severity, default_on: bool) -> Self {
        Self { id, name, severity, default_on }
    }
}

/// One thing to look for.
trait Check: Sync {
    /// What the check is.
    fn about(&self) -> About;

    /// Looks at one report.
    fn look(&self, _page: &Page<'_>, _found: &mut Found) {}

    /// Looks at all reports together.
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
    &figure_unchanged::FigureUnchanged,
    &date_impossible::DateImpossible,
    &year_stale::YearStale,
    &other_name::OtherName,
    &wrong_level::WrongLevel,
    &placeholder::Placeholder,
    &cut_off::CutOff,
    &doubled_word::DoubledWord,
    &brackets::Brackets,
    &term_variants::TermVariants,
    &empty_section::EmptySection,
    &stray_space::StraySpace,
];

/// What each check is, in the order of settings.
#[must_use]
pub fn all() -> Vec<About> {
    CHECKS.iter().map(|check| check.about()).collect()
}

/// Which checks are on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selection {
    on: BTreeSet<&'static str>,
}

/// There is no check of this name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no check `{0}`")]
pub struct UnknownCheck(pub String);

impl Default for Selection {
    fn default() -> Self {
        Self { on: all().iter().filter(|about| about.default_on).map(|about| about.id).collect() }
    }
}

impl Selection {
    /// None at all.
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

/// What one check has found so far.
struct Found {
    about: About,
    /// It takes no more than so many in all.
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

/// Reports prepared once, for checks and parts.
pub struct Pages<'a> {
    pages: Vec<Page<'a>>,
}

/// Looks for everything that is selected, in each report and across them; by report and place. Linear in the text.
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

    /// The same as [`run`].
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

    /// For each report the same as [`parts`].
    #[must_use]
    pub fn parts(&self, profile: &Profile) -> Vec<Vec<PartState>> {
        self.pages.iter().map(|page| parts::of_page(page, profile)).collect()
    }
}
