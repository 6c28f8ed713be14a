//! The actions of the help menu.

use egui::Key;

use super::Action;
use super::row::{NONE, Row, key, open, push};
use crate::session::{Command, ShellCommand};
use crate::ui::context::Dialog;

pub(super) const GROUPS: &[&[Row]] = &[
    &[open(Action::Keys, "action-keys", Dialog::Keys)
        .keys(&[key(NONE, Key::F1)])
        .also("键盘 按键 shortcuts keyboard")],
    &[
        push(Action::CopyDiagnostics, "action-copy-diagnostics", |_| {
            Some(Command::Shell(ShellCommand::CopyDiagnostics))
        })
        .also("日志 版本 报告问题 bug log version"),
        open(Action::About, "action-about", Dialog::About).also("版本 许可 version licence"),
    ],
];
