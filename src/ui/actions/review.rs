//! The actions of the review menu: moving through the findings and giving verdicts.

use egui::Key;

use super::Action;
use super::row::{CTRL_SHIFT, Does, NONE, Row, SHIFT, key, open, push, row};
use super::when::{FINDING, FINDINGS, FINDINGS_TO_FILTER};
use crate::review::Judgement;
use crate::session::{
    CaseOrder, Command, CompareCommand, Session, SettingsCommand, Switch, View, WorkCommand,
};
use crate::ui::context::Dialog;
use crate::ui::icons;

const fn order_by(order: CaseOrder) -> Command {
    Command::Settings(SettingsCommand::CaseOrder(order))
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
        push(Action::NextCase, "action-next-case", |_| Some(Command::Work(WorkCommand::StepCase(1))))
            .keys(&[key(SHIFT, Key::J)])
            .when(FINDINGS)
            .also("一对报告 pair"),
        push(Action::PreviousCase, "action-previous-case", |_| {
            Some(Command::Work(WorkCommand::StepCase(-1)))
        })
        .keys(&[key(SHIFT, Key::K)])
        .when(FINDINGS)
        .also("一对报告 pair"),
        push(Action::Unfold, "action-unfold", |_| Some(Command::Work(WorkCommand::FoldChosen(true))))
            .keys(&[key(NONE, Key::ArrowRight)])
            .when(FINDING)
            .also("展开 expand"),
        push(Action::Fold, "action-fold", |_| Some(Command::Work(WorkCommand::FoldChosen(false))))
            .keys(&[key(NONE, Key::ArrowLeft)])
            .when(FINDING)
            .also("折叠 collapse"),
        push(Action::SkipJudged, "action-skip-judged", |_| {
            Some(Command::Settings(SettingsCommand::Toggle(Switch::SkipJudged)))
        })
        .switch(|session| session.settings().skip_judged)
        .also("只看未定 open only"),
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
        open(Action::Dismiss, "action-dismiss", Dialog::Exclude)
            .icon(icons::PROHIBIT)
            .keys(&[key(NONE, Key::X)])
            .when(FINDING)
            .also("忽略 误报 不必理会 结论 ignore reject false positive verdict"),
        open(Action::Rules, "action-rules", Dialog::Rules).also("忽略 误报 规则 exclusion rules ignore"),
        open(Action::LostVerdicts, "action-lost-verdicts", Dialog::LostVerdicts)
            .also("结论 丢失 已改 gone orphan verdict"),
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
        push(Action::OrderWorth, "action-order-worth", |_| Some(order_by(CaseOrder::Worth)))
            .switch(|session| session.settings().case_order == CaseOrder::Worth)
            .also("排序 价值 重要 sort worth"),
        push(Action::OrderReport, "action-order-report", |_| Some(order_by(CaseOrder::Report)))
            .switch(|session| session.settings().case_order == CaseOrder::Report)
            .also("排序 名称 sort name"),
        push(Action::OrderText, "action-order-text", |_| Some(order_by(CaseOrder::Text)))
            .switch(|session| session.settings().case_order == CaseOrder::Text)
            .also("排序 原文顺序 sort position"),
        push(Action::OrderOpen, "action-order-open", |_| Some(order_by(CaseOrder::Open)))
            .switch(|session| session.settings().case_order == CaseOrder::Open)
            .also("排序 未判 sort pending unjudged"),
    ],
];
