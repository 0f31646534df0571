//! What a camera sees: a code is read as it was drawn or not at all, and what was done to one reads as no more than it can hold.
#![no_main]

use fast_qr::{ECL, QRBuilder};
use libfuzzer_sys::fuzz_target;
use scan::scan;

/// What passes are written in.
const LETTERS: &[u8] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ*+-./";
/// The most letters of a code.
const LONGEST: usize = 80;
/// Pixels a module; around the code so many white modules.
const SCALE: usize = 4;
const QUIET: usize = 4;

fuzz_target!(|input: (&[u8], Vec<u16>, u8)| {
    let (bytes, turned, width) = input;
    let width = usize::from(width);
    let read = scan(bytes, width);
    assert!(read.is_none() || bytes.len() % (4 * width) == 0);

    let letter = |byte: &u8| char::from(LETTERS[usize::from(*byte) % LETTERS.len()]);
    let text: String = bytes.iter().take(LONGEST).map(letter).collect();
    let Ok(code) = QRBuilder::new(text.as_str()).ecl(ECL::Q).build() else { return };
    let side = code.size;
    let mut modules: Vec<bool> = (0..side * side).map(|at| code[at / side][at % side].value()).collect();
    for at in &turned {
        let module = &mut modules[usize::from(*at) % (side * side)];
        *module = !*module;
    }
    let (rgba, width) = picture(&modules, side);
    if let Some(read) = scan(&rgba, width) {
        assert!(if turned.is_empty() { read == text } else { read.len() <= side * side }, "{text} {read}");
    }
});

/// Four bytes a pixel, row by row, and the width.
fn picture(modules: &[bool], side: usize) -> (Vec<u8>, usize) {
    let width = (side + 2 * QUIET) * SCALE;
    let place = |at: usize| (at / SCALE).checked_sub(QUIET).filter(|at| *at < side);
    let is_black = |at: usize| place(at / width).zip(place(at % width)).is_some_and(|(y, x)| modules[y * side + x]);
    let pixels = (0..width * width).flat_map(|at| if is_black(at) { [0, 0, 0, 255] } else { [255; 4] });
    (pixels.collect(), width)
}
