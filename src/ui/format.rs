//! Formatting of numbers, shares, times, names and keys. Names of values are in `words`.

use egui::{Context, KeyboardShortcut};

use super::actions::printed_key;
use crate::review::Time;

/// A number with a mark between thousands.
pub(super) fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A share as a whole percentage. Shares between 0 and 1 % are `<1%`, those between 99 and 100 % `>99%`.
pub(super) fn percent(share: f32) -> String {
    let percent = share * 100.0;
    if percent > 0.0 && percent < 1.0 {
        "<1%".to_owned()
    } else if percent > 99.0 && percent < 100.0 {
        ">99%".to_owned()
    } else {
        format!("{percent:.0}%")
    }
}

/// The letter of a pane: 甲, 乙 …
pub(super) fn pane_letter(pane: usize) -> &'static str {
    ["甲", "乙", "丙", "丁"][pane]
}

/// Hour and minute of a time that this machine wrote.
pub(super) fn clock(time: &Time) -> &str {
    time.as_str().get(11..16).unwrap_or_default()
}

/// `3 / 42`, or `– / 42` where none is current.
pub(super) fn position(current: Option<usize>, all: usize) -> String {
    current.map_or_else(|| format!("– / {all}"), |current| format!("{} / {all}", current + 1))
}

/// A shortcut as printed on this system's keyboards.
pub(super) fn key_text(ctx: &Context, shortcut: KeyboardShortcut) -> String {
    printed_key(shortcut, ctx.os().is_mac())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_well() {
        assert_eq!([0, 999, 1000, 1_234_567].map(thousands), ["0", "999", "1,000", "1,234,567"]);
        assert_eq!([0.0, 0.004, 0.5, 0.997, 1.0].map(percent), ["0%", "<1%", "50%", ">99%", "100%"]);
    }
}
