//! The actions of the go menu: navigation in the reports.

use egui::Key;

use super::Action;
use super::row::{ALT, CTRL, NONE, Row, key, open, push};
use super::when::{COMPARISON, EARLIER_PLACE, LATER_PLACE, SHOWN_REPORT};
use crate::session::{Command, CompareCommand, PaneCommand};
use crate::ui::context::Dialog;
use crate::ui::icons;

pub(super) const GROUPS: &[&[Row]] = &[
    &[
        push(Action::Back, "action-back", |_| Some(Command::Panes(PaneCommand::StepJump(-1))))
            .icon(icons::ARROW_LEFT)
            .keys(&[key(ALT, Key::ArrowLeft)])
            .when(EARLIER_PLACE)
            .also("返回 上一位置 return"),
        push(Action::Forward, "action-forward", |_| Some(Command::Panes(PaneCommand::StepJump(1))))
            .icon(icons::ARROW_RIGHT)
            .keys(&[key(ALT, Key::ArrowRight)])
            .when(LATER_PLACE)
            .also("前往 下一位置 ahead"),
    ],
    &[
        push(Action::NextSection, "action-next-section", |_| {
            Some(Command::Panes(PaneCommand::StepSection(1)))
        })
        .keys(&[key(NONE, Key::CloseBracket)])
        .when(SHOWN_REPORT)
        .also("章节 标题 heading chapter"),
        push(Action::PreviousSection, "action-previous-section", |_| {
            Some(Command::Panes(PaneCommand::StepSection(-1)))
        })
        .keys(&[key(NONE, Key::OpenBracket)])
        .when(SHOWN_REPORT)
        .also("章节 标题 heading chapter"),
    ],
    &[
        push(Action::NextDifference, "action-next-difference", |_| {
            Some(Command::Compare(CompareCommand::StepDifference(1)))
        })
        .keys(&[key(ALT, Key::ArrowDown)])
        .when(COMPARISON)
        .also("差异 改动 change diff"),
        push(Action::PreviousDifference, "action-previous-difference", |_| {
            Some(Command::Compare(CompareCommand::StepDifference(-1)))
        })
        .keys(&[key(ALT, Key::ArrowUp)])
        .when(COMPARISON)
        .also("差异 改动 change diff"),
    ],
    &[open(Action::GoToLine, "action-go-to-line", Dialog::GoToLine)
        .icon(icons::HASH)
        .keys(&[key(CTRL, Key::G)])
        .when(SHOWN_REPORT)
        .also("行号 跳转 jump number")],
    &[open(Action::Palette, "action-palette", Dialog::Palette)
        .icon(icons::COMMAND)
        .keys(&[key(CTRL, Key::K)])
        .also("命令 查找命令 command")],
];
