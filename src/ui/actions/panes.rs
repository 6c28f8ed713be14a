//! The actions of the panes menu.

use egui::Key;

use super::Action;
use super::row::{CTRL, NONE, Row, SHIFT, key, push};
use super::when::{PANE_ON_THE_LEFT, PANE_ON_THE_RIGHT, REPORTS, TWO_PANES};
use crate::session::{Command, PaneCommand, SettingsCommand, Switch};
use crate::ui::icons;

pub(super) const GROUPS: &[&[Row]] = &[
    &[
        push(Action::OnePane, "action-one-pane", |_| Some(Command::Panes(PaneCommand::SetCount(1))))
            .icon(icons::SQUARE)
            .keys(&[key(CTRL, Key::Num1)])
            .when(REPORTS)
            .switch(|session| session.panes().list.len() == 1),
        push(Action::TwoPanes, "action-two-panes", |_| Some(Command::Panes(PaneCommand::SetCount(2))))
            .icon(icons::COLUMNS)
            .keys(&[key(CTRL, Key::Num2)])
            .when(REPORTS)
            .switch(|session| session.panes().list.len() == 2)
            .also("并排 分栏 side by side split"),
        push(Action::ThreePanes, "action-three-panes", |_| Some(Command::Panes(PaneCommand::SetCount(3))))
            .keys(&[key(CTRL, Key::Num3)])
            .when(REPORTS)
            .switch(|session| session.panes().list.len() == 3),
        push(Action::FourPanes, "action-four-panes", |_| Some(Command::Panes(PaneCommand::SetCount(4))))
            .keys(&[key(CTRL, Key::Num4)])
            .when(REPORTS)
            .switch(|session| session.panes().list.len() == 4),
    ],
    &[
        push(Action::NextPane, "action-next-pane", |session| {
            Some(Command::Panes(PaneCommand::Focus((session.panes().focus + 1) % session.panes().list.len())))
        })
        .keys(&[key(NONE, Key::F6)])
        .when(TWO_PANES),
        push(Action::PreviousPane, "action-previous-pane", |session| {
            let panes = session.panes().list.len();
            Some(Command::Panes(PaneCommand::Focus((session.panes().focus + panes - 1) % panes)))
        })
        .keys(&[key(SHIFT, Key::F6)])
        .when(TWO_PANES),
        push(Action::PaneLeft, "action-pane-left", |session| {
            let from = session.panes().focus;
            Some(Command::Panes(PaneCommand::Move { from, to: from.checked_sub(1)? }))
        })
        .when(PANE_ON_THE_LEFT),
        push(Action::PaneRight, "action-pane-right", |session| {
            let from = session.panes().focus;
            Some(Command::Panes(PaneCommand::Move { from, to: from + 1 }))
        })
        .when(PANE_ON_THE_RIGHT),
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
