//! The actions of the edit menu: undoing, text, searching, notes.

use egui::Key;

use super::Action;
use super::row::{CTRL, CTRL_SHIFT, Does, NONE, Row, SHIFT, key, open, push, row};
use super::when::{
    ANYTHING_CHOSEN, CHOSEN_NOTES, CORRECTABLE, HITS, NOTE_WITH_SEVERITY, NOTES, ONE_NOTE, REDO, REPORTS,
    SELECTION, SELECTION_OR_FINDING, SHOWN_REPORT, UNDO,
};
use crate::review::Severity;
use crate::session::{Command, NoteChange, PaneCommand, ReviewCommand, SearchCommand};
use crate::ui::context::Dialog;
use crate::ui::icons;

pub(super) const GROUPS: &[&[Row]] = &[
    &[
        push(Action::Undo, "action-undo", |_| Some(Command::Review(ReviewCommand::Undo)))
            .icon(icons::UNDO)
            .keys(&[key(CTRL, Key::Z)])
            .when(UNDO)
            .also("后悔 撤回 revert back"),
        push(Action::Redo, "action-redo", |_| Some(Command::Review(ReviewCommand::Redo)))
            .icon(icons::REDO)
            .keys(&[key(CTRL_SHIFT, Key::Z), key(CTRL, Key::Y)])
            .when(REDO)
            .also("恢复 repeat again"),
    ],
    &[
        push(Action::Copy, "action-copy", |_| Some(Command::Panes(PaneCommand::CopySelection)))
            .keys(&[key(CTRL, Key::C)])
            .when(SELECTION)
            .also("拷贝 clipboard"),
        push(Action::SelectAll, "action-select-all", |_| Some(Command::Panes(PaneCommand::SelectAll)))
            .keys(&[key(CTRL, Key::A)])
            .when(SHOWN_REPORT)
            .also("全部 everything"),
        push(Action::ClearChoice, "action-clear-choice", |_| Some(Command::Panes(PaneCommand::Escape)))
            .keys(&[key(NONE, Key::Escape)])
            .when(ANYTHING_CHOSEN)
            .also("不选 清除 deselect none"),
        open(Action::Correct, "action-correct", Dialog::Correct)
            .keys(&[key(NONE, Key::F2)])
            .when(CORRECTABLE)
            .also("改正 识读 错字 修改 ocr fix scan typo"),
    ],
    &[
        push(Action::Search, "action-search", |_| Some(Command::Search(SearchCommand::Open)))
            .icon(icons::MAGNIFYING_GLASS)
            .keys(&[key(CTRL, Key::F)])
            .when(REPORTS)
            .also("查找 正则 find regex"),
        push(Action::NextHit, "action-next-hit", |_| Some(Command::Search(SearchCommand::Step(1))))
            .keys(&[key(NONE, Key::F3)])
            .when(HITS)
            .also("查找下一个 find next"),
        push(Action::PreviousHit, "action-previous-hit", |_| Some(Command::Search(SearchCommand::Step(-1))))
            .keys(&[key(SHIFT, Key::F3)])
            .when(HITS)
            .also("查找上一个 find previous"),
    ],
    &[
        push(Action::Note, "action-note", |_| Some(Command::Review(ReviewCommand::BeginNote)))
            .icon(icons::NOTE_PENCIL)
            .keys(&[key(NONE, Key::N)])
            .when(SELECTION_OR_FINDING)
            .also("意见 评论 注释 comment annotate"),
        push(Action::EditNote, "note-edit", |session| {
            Some(Command::Review(ReviewCommand::EditNote(session.notes().only_chosen()?.clone())))
        })
        .keys(&[key(NONE, Key::E)])
        .when(ONE_NOTE)
        .also("修改批注 改意见 change comment"),
        row(Action::Reply, "note-reply", Does::FocusAnswer)
            .keys(&[key(NONE, Key::R)])
            .when(ONE_NOTE)
            .also("答复 回应 answer thread"),
        push(Action::DeleteNotes, "notes-delete", |_| {
            Some(Command::Review(ReviewCommand::ChangeNotes(NoteChange::Delete)))
        })
        .icon(icons::TRASH)
        .keys(&[key(NONE, Key::Delete)])
        .when(CHOSEN_NOTES)
        .also("删意见 移除批注 remove comment"),
        push(Action::NextNote, "action-next-note", |_| Some(Command::Review(ReviewCommand::StepNote(1))))
            .keys(&[key(NONE, Key::F4)])
            .when(NOTES)
            .also("意见 评论 comment forward"),
        push(Action::PreviousNote, "action-previous-note", |_| {
            Some(Command::Review(ReviewCommand::StepNote(-1)))
        })
        .keys(&[key(SHIFT, Key::F4)])
        .when(NOTES)
        .also("意见 评论 comment back"),
    ],
    &[
        push(Action::SeverityInfo, "action-severity-info", |_| {
            Some(Command::Review(ReviewCommand::SetSeverity(Severity::Info)))
        })
        .keys(&[key(NONE, Key::Num1)])
        .when(NOTE_WITH_SEVERITY)
        .also("严重程度 级别 level severity info"),
        push(Action::SeverityMinor, "action-severity-minor", |_| {
            Some(Command::Review(ReviewCommand::SetSeverity(Severity::Minor)))
        })
        .keys(&[key(NONE, Key::Num2)])
        .when(NOTE_WITH_SEVERITY)
        .also("严重程度 级别 level severity minor"),
        push(Action::SeverityMajor, "action-severity-major", |_| {
            Some(Command::Review(ReviewCommand::SetSeverity(Severity::Major)))
        })
        .keys(&[key(NONE, Key::Num3)])
        .when(NOTE_WITH_SEVERITY)
        .also("严重程度 级别 level severity major"),
        push(Action::SeverityCritical, "action-severity-critical", |_| {
            Some(Command::Review(ReviewCommand::SetSeverity(Severity::Critical)))
        })
        .keys(&[key(NONE, Key::Num4)])
        .when(NOTE_WITH_SEVERITY)
        .also("严重程度 级别 level severity critical"),
    ],
];
