//! Numbers without a unit of their own that take the one behind a bracket or a list.

use super::{Line, Number, Role};
use crate::figures::units::{self, Found};

/// Whether a number without a unit may take one from what follows: `1140(子项2173)项`, `分别为12、15和20件`.
pub(super) fn shares_unit(line: Line<'_>, number: &Number) -> bool {
    let after = line.at(number.span.end);
    let inner = after == ')' && line.before(number.span.start).iter().rev().take(12).any(|&c| c == '(');
    after == '('
        || inner
        || (matches!(after, '、' | '和' | '与' | '及') && line.at(number.span.end + 1).is_ascii_digit())
}

/// Gives numbers without a unit the unit that follows a bracket or a list; those that get none stay empty.
pub(super) fn share_units(line: Line<'_>, numbers: &mut [Number]) {
    for index in (0..numbers.len()).rev() {
        if numbers[index].unit == "个" {
            // `提升31.1个和26.3个百分点`.
            let end = numbers[index].span.end;
            let next =
                numbers.get(index + 1).filter(|next| next.unit == "个百分点" && next.span.start == end + 1);
            if next.is_some() && matches!(line.at(end), '、' | '和' | '与') {
                "个百分点".clone_into(&mut numbers[index].unit);
            }
        }
        if !numbers[index].unit.is_empty() || numbers[index].role != Role::Figure {
            continue;
        }
        let end = numbers[index].span.end;
        let unit = match line.at(end) {
            '(' => {
                let close = line.rest(end).iter().take(24).position(|&c| c == ')');
                close.and_then(|close| unit_text(line, end + close + 1))
            }
            ')' => unit_text(line, end + 1),
            _ => {
                let follows = numbers.get(index + 1);
                let follows = follows.filter(|next| next.role == Role::Figure && next.span.start == end + 1);
                let listed = line.before(end).iter().rev().take(40).collect::<Vec<_>>();
                let listed: String = listed.into_iter().rev().collect();
                follows.filter(|_| listed.contains("分别")).map(|next| next.unit.clone())
            }
        };
        numbers[index].unit = unit.unwrap_or_default();
    }
}

fn unit_text(line: Line<'_>, at: usize) -> Option<String> {
    match units::read(line.rest(at)) {
        Some(Found::Unit(length)) => {
            let unit: String = line.chars[at..at + length].iter().collect();
            Some(units::canonical(&unit).to_owned())
        }
        _ => None,
    }
}
