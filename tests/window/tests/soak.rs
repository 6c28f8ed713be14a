//! Random input: keys, clicks, drags, wheel, typing and sizes from a seed, against the window with its real workers, on the
//! samples. Nothing panics, memory does not grow from run to run, and undoing everything restores the beginning. To run it
//! for long:
//!
//! ```sh
//! JIAOKAN_SOAK_MINUTES=20 cargo test -p jiaokan-window-tests --test soak -- --ignored --nocapture
//! ```

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "helpers of tests are tests too")]

#[path = "../../dice/mod.rs"]
mod dice;
#[path = "../../soak/long.rs"]
mod long;

use std::path::PathBuf;

use dice::Dice;
use egui::{Event, Key, Modifiers, MouseWheelUnit, PointerButton, Pos2, TouchPhase, pos2, vec2};
use jiaokan::session::ReviewCommand;
use jiaokan_window_tests::Window;
use long::{count_panics, panics, sit};

/// The keys pressed; those that quit or ask for a path to write to are left out.
const KEYS: [(Modifiers, &[Key]); 4] = [
    (
        Modifiers::NONE,
        &[
            Key::J,
            Key::K,
            Key::O,
            Key::Y,
            Key::X,
            Key::N,
            Key::E,
            Key::L,
            Key::F3,
            Key::F4,
            Key::F6,
            Key::F7,
            Key::F9,
            Key::F10,
            Key::Num1,
            Key::Num3,
            Key::Delete,
            Key::Escape,
            Key::Enter,
            Key::Tab,
            Key::Space,
            Key::ArrowDown,
            Key::ArrowUp,
            Key::PageDown,
            Key::Home,
            Key::End,
            Key::OpenBracket,
            Key::CloseBracket,
        ],
    ),
    (
        Modifiers::COMMAND,
        &[
            Key::Z,
            Key::Y,
            Key::F,
            Key::G,
            Key::D,
            Key::M,
            Key::A,
            Key::C,
            Key::Num1,
            Key::Num2,
            Key::Num3,
            Key::Num4,
            Key::Enter,
            Key::Comma,
            Key::P,
            Key::W,
        ],
    ),
    (Modifiers::SHIFT, &[Key::J, Key::K, Key::F3, Key::F6, Key::Tab, Key::ArrowDown]),
    (Modifiers::ALT, &[Key::ArrowLeft, Key::ArrowRight, Key::ArrowUp, Key::ArrowDown]),
];

fn place(dice: &mut Dice) -> Pos2 {
    pos2(dice.roll(1280) as f32, dice.roll(800) as f32)
}

fn button(at: Pos2, pressed: bool) -> Event {
    Event::PointerButton { pos: at, button: PointerButton::Primary, pressed, modifiers: Modifiers::NONE }
}

/// One random gesture.
fn gesture(window: &mut Window, dice: &mut Dice) {
    match dice.roll(12) {
        0..=4 => {
            let (modifiers, keys) = dice.of(&KEYS);
            window.harness.key_press_modifiers(modifiers, dice.of(keys));
        }
        5 | 6 => {
            let at = place(dice);
            let times = 1 + dice.roll(2);
            window.harness.event(Event::PointerMoved(at));
            for _ in 0..times {
                window.harness.step();
                window.harness.event(button(at, true));
                window.harness.event(button(at, false));
            }
        }
        7 => {
            let (from, to) = (place(dice), place(dice));
            window.harness.event(Event::PointerMoved(from));
            window.harness.step();
            window.harness.event(button(from, true));
            window.harness.step();
            window.harness.event(Event::PointerMoved(to));
            window.harness.step();
            window.harness.event(button(to, false));
        }
        8 | 9 => {
            window.harness.event(Event::PointerMoved(place(dice)));
            let far = dice.of(&[-4000.0, -300.0, -20.0, 20.0, 300.0, 4000.0]);
            window.harness.event(Event::MouseWheel {
                unit: MouseWheelUnit::Point,
                delta: vec2(0.0, far),
                phase: TouchPhase::Move,
                source: egui::MouseWheelSource::Wheel,
                modifiers: Modifiers::NONE,
            });
        }
        10 => {
            let words =
                dice.of(&["法治", "2024", "请核实来源。", "类型:近似", "12", "(", "🙂\u{202e}", "\n"]);
            window.harness.event(Event::Text(words.to_owned()));
        }
        _ => {
            let sizes = [vec2(1280.0, 800.0), vec2(1920.0, 1080.0), vec2(640.0, 480.0)];
            window.harness.set_size(dice.of(&sizes));
        }
    }
    window.harness.step();
    // A path typed at random could be written to.
    if window.session().path_prompt().is_some() || window.session().question().is_some() {
        window.press(Key::Escape);
    }
}

fn work(window: &Window) -> String {
    window.look(|session| format!("{:?} {:?}", session.review().notes, session.review().verdicts))
}

/// Makes `gestures` random gestures and undoes everything; returns the number of steps undone.
fn sitting(seed: u64, gestures: usize) -> usize {
    let samples = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../sample_reports"));
    let mut window = Window::with_paths(tempfile::tempdir().unwrap(), vec![samples]);
    // Same as in the program: characters without a font are drawn as boxes.
    window.harness.ctx.set_missing_glyph_policy(egui::epaint::text::MissingGlyphPolicy::Tofu);
    let beginning = work(&window);
    let mut dice = Dice(seed);
    for _ in 0..gestures {
        gesture(&mut window, &mut dice);
    }
    window.wait();
    window.apply(ReviewCommand::CancelNote);
    let mut steps = 0;
    while window.look(|session| session.undo_name().is_some()) {
        window.apply(ReviewCommand::Undo);
        steps += 1;
    }
    assert_eq!(work(&window), beginning, "seed {seed}: undone to the beginning");
    steps
}

#[test]
fn a_short_sitting_can_be_undone_to_its_beginning() {
    count_panics();
    assert!(sitting(7, 250) > 0, "something was done");
    assert_eq!(panics(), 0);
}

#[test]
#[ignore = "as long as JIAOKAN_SOAK_MINUTES says"]
fn a_long_sitting_neither_panics_nor_grows() {
    count_panics();
    sit(|seed| format!("{} steps", sitting(seed, 1_000)));
}
