//! The actions of the panes menu.

use egui::Key;

use super::Action;
use super::row::{CTRL, Does, NONE, Row, SHIFT, key, push, row};
use super::when::{COMPARISON, PANE_ON_THE_LEFT, PANE_ON_THE_RIGHT, PANES_SHOWN, REPORTS, TWO_PANES};
use crate::session::{Command, PaneCommand, Session, SettingsCommand, Switch};
use crate::ui::icons;

const fn toggle(switch: Switch) -> Command {
    Command::Settings(SettingsCommand::Toggle(switch))
}

/// Moves the focus by panes, around the ends.
fn focus(session: &Session, forward: bool) -> Command {
    let panes = session.panes();
    let count = panes.list.len();
    let next = (panes.focus + if forward { 1 } else { count - 1 }) % count;
    Command::Panes(PaneCommand::Focus(next))
}

pub(super) const GROUPS: &[&[Row]] = &[
    &[
        push(Action::OnePane, "action-one-pane", |_| Some(Command::Panes(PaneCommand::SetCount(1))))
            .icon(icons::SQUARE)
            .keys(&[key(CTRL, Key::Num1)])
            .when(REPORTS)
            .switch(|session| session.panes().list.len() == 1)
            .also("单栏 single"),
        push(Action::TwoPanes, "action-two-panes", |_| Some(Command::Panes(PaneCommand::SetCount(2))))
            .icon(icons::COLUMNS)
            .keys(&[key(CTRL, Key::Num2)])
            .when(REPORTS)
            .switch(|session| session.panes().list.len() == 2)
            .also("并排 分栏 side by side split"),
        push(Action::ThreePanes, "action-three-panes", |_| Some(Command::Panes(PaneCommand::SetCount(3))))
            .keys(&[key(CTRL, Key::Num3)])
            .when(REPORTS)
            .switch(|session| session.panes().list.len() == 3)
            .also("三栏 分栏 split three"),
        push(Action::FourPanes, "action-four-panes", |_| Some(Command::Panes(PaneCommand::SetCount(4))))
            .keys(&[key(CTRL, Key::Num4)])
            .when(REPORTS)
            .switch(|session| session.panes().list.len() == 4)
            .also("四栏 分栏 split four"),
    ],
    &[
        row(Action::NextPane, "action-next-pane", Does::IntoPane(|session| focus(session, true)))
            .keys(&[key(NONE, Key::F6)])
            .when(PANES_SHOWN)
            .also("切换窗格 键盘 焦点 switch focus"),
        row(Action::PreviousPane, "action-previous-pane", Does::IntoPane(|session| focus(session, false)))
            .keys(&[key(SHIFT, Key::F6)])
            .when(PANES_SHOWN)
            .also("切换窗格 键盘 焦点 switch focus"),
        push(Action::PaneLeft, "action-pane-left", |session| {
            let from = session.panes().focus;
            Some(Command::Panes(PaneCommand::Move { from, to: from.checked_sub(1)? }))
        })
        .when(PANE_ON_THE_LEFT)
        .also("移动窗格 交换 swap move"),
        push(Action::PaneRight, "action-pane-right", |session| {
            let from = session.panes().focus;
            Some(Command::Panes(PaneCommand::Move { from, to: from + 1 }))
        })
        .when(PANE_ON_THE_RIGHT)
        .also("移动窗格 交换 swap move"),
    ],
    &[
        push(Action::HideEqualRows, "action-hide-equal-rows", |_| Some(toggle(Switch::HideEqualRows)))
            .when(COMPARISON)
            .switch(|session| session.settings().hide_equal_rows)
            .also("只看不同 隐藏相同 differences only collapse"),
        push(Action::FoldYears, "action-fold-years", |_| Some(toggle(Switch::FoldYears)))
            .when(COMPARISON)
            .switch(|session| session.settings().fold_years)
            .also("年份 years"),
        push(Action::MarkUnchanged, "action-mark-unchanged", |_| Some(toggle(Switch::MarkUnchanged)))
            .when(COMPARISON)
            .switch(|session| session.settings().mark_unchanged)
            .also("数字未变 figures"),
    ],
    &[push(Action::LinkScrolling, "action-link-scrolling", |_| {
        Some(Command::Settings(SettingsCommand::Toggle(Switch::LinkScrolling)))
    })
    .icon(icons::LINK)
    .keys(&[key(NONE, Key::L)])
    .when(TWO_PANES)
    .switch(|session| session.settings().link_scrolling)
    .also("同步滚动 synchronise sync")],
];
