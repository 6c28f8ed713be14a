//! Pages of reports as they look, drawn by workers on request, a bounded number of them kept.

pub(super) mod messages;
mod model;
mod update;

pub(super) use model::PagesState;
