//! The window: starts the program on a desktop.

fn main() {}
