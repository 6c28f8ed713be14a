//! The actions of the review menu: moving through the findings and giving verdicts.

use egui::Key;

use super::Action;
use super::row::{CTRL_SHIFT, Does, NONE, Row, SHIFT, key, open, push, row};
use super::when::{FINDING, FINDINGS, FINDINGS_TO_FILTER};
use crate::review::Judgement;
use crate::session::{Command, CompareCommand, Grouping, Session, SettingsCommand, View, WorkCommand};
use crate::ui::context::Dialog;
use crate::ui::icons;

const fn group_by(grouping: Grouping) -> Command {
    Command::Settings(SettingsCommand::Grouping(grouping))
}

/// Moves through the differences while two reports are compared, through the findings otherwise.
fn step(session: &Session, by: isize) -> Command {
    if session.view() == View::Compare {
        Command::Compare(CompareCommand::StepDifference(by))
    } else {
        Command::Work(WorkCommand::Step(by))
    }
}

pub(super) const GROUPS: &[&[Row]] = &[
    &[
        push(Action::NextFinding, "action-next-finding", |session| Some(step(session, 1)))
            .icon(icons::ARROW_DOWN)
            .keys(&[key(NONE, Key::J), key(NONE, Key::F8)])
            .when(FINDINGS)
            .also("往下 重复 问题 next duplicate issue"),
        push(Action::PreviousFinding, "action-previous-finding", |session| Some(step(session, -1)))
            .icon(icons::ARROW_UP)
            .keys(&[key(NONE, Key::K), key(SHIFT, Key::F8)])
            .when(FINDINGS)
            .also("往上 重复 问题 previous duplicate issue"),
        push(Action::OtherPlace, "action-other-place", |_| Some(Command::Work(WorkCommand::OtherPlace)))
            .icon(icons::ARROWS_LEFT_RIGHT)
            .keys(&[key(NONE, Key::O)])
            .when(FINDING)
            .also("对应处 另一份 counterpart opposite"),
    ],
    &[
        push(Action::Confirm, "action-confirm", |_| {
            Some(Command::Work(WorkCommand::JudgeChosen(Judgement::Confirmed)))
        })
        .icon(icons::CHECK_CIRCLE)
        .keys(&[key(NONE, Key::Y)])
        .when(FINDING)
        .also("属实 结论 accept verdict"),
        push(Action::Dismiss, "action-dismiss", |_| {
            Some(Command::Work(WorkCommand::JudgeChosen(Judgement::Dismissed)))
        })
        .icon(icons::PROHIBIT)
        .keys(&[key(NONE, Key::X)])
        .when(FINDING)
        .also("忽略 不必理会 结论 ignore reject verdict"),
    ],
    &[open(Action::FindingText, "action-finding-text", Dialog::FindingText)
        .keys(&[key(NONE, Key::F7)])
        .when(FINDING)
        .also("复制发现 朗读 plain screen reader")],
    &[row(Action::Filter, "action-filter", Does::FocusFilter)
        .icon(icons::FUNNEL)
        .keys(&[key(CTRL_SHIFT, Key::F)])
        .when(FINDINGS_TO_FILTER)
        .also("过滤 查找发现 narrow")],
    &[
        push(Action::GroupNone, "action-group-none", |_| Some(group_by(Grouping::None)))
            .switch(|session| session.settings().grouping == Grouping::None)
            .also("取消分组 平铺 ungroup flat"),
        push(Action::GroupReports, "action-group-reports", |_| Some(group_by(Grouping::Reports)))
            .switch(|session| session.settings().grouping == Grouping::Reports)
            .also("分组 归类 group pairs"),
        push(Action::GroupKind, "action-group-kind", |_| Some(group_by(Grouping::Kind)))
            .switch(|session| session.settings().grouping == Grouping::Kind)
            .also("分组 归类 group type"),
    ],
];
