//! Finds and reads a QR code in a picture.

mod grey;

use wasm_bindgen::prelude::wasm_bindgen;

use self::grey::Grey;

/// The text of the first QR code in a picture that reads, or nothing. `rgba` holds four bytes a pixel, row by row, as a canvas gives
/// them; transparent pixels are white. A small code is looked for once more in the middle, where it is held.
#[wasm_bindgen]
pub fn scan(rgba: &[u8], width: usize) -> Option<String> {
    let height = rgba.len().checked_div(width.checked_mul(4)?)?;
    if width == 0 || height == 0 || rgba.len() != width * height * 4 {
        return None;
    }
    let (pixels, _) = rgba.as_chunks::<4>();
    let grey = Grey::new(pixels.iter().map(|pixel| luma(*pixel)).collect(), width, height);
    grey.read().or_else(|| grey.nearer().stark().read())
}

/// Brightness as television has it (ITU-R BT.601), on white paper.
fn luma([red, green, blue, alpha]: [u8; 4]) -> u8 {
    let colour = (u32::from(red) * 77 + u32::from(green) * 150 + u32::from(blue) * 29) >> 8;
    let on_white = (colour * u32::from(alpha) + 255 * (255 - u32::from(alpha))) / 255;
    u8::try_from(on_white).unwrap_or(u8::MAX)
}

#[cfg(test)]
mod damage;

#[cfg(test)]
mod tests {
    use fast_qr::{ECL, QRBuilder};

    use super::*;

    pub(super) const PASS: &str = "KYVS1:6JV-7+-R.FUKHTVH4SHNQQ/PJKEOG/0AMT16UG/9AC6FOXE/I86S/IY725ZI+PHLPIGCTPXM4KU4LIP6I4*WJW-6Y/YB4GPB9ICE.NDSHS4BPSMKCJLIVTNHUX8T8O37U*ETOLI";
    /// Pixels a module; below, modules of white around the code.
    const SCALE: usize = 6;
    const QUIET: usize = 4;

    /// A picture of the code, black on white, and its width.
    fn picture(text: &str) -> (Vec<u8>, usize) {
        let code = QRBuilder::new(text).ecl(ECL::Q).build().unwrap();
        let width = (code.size + 2 * QUIET) * SCALE;
        let dark = |at: usize| (at / SCALE).checked_sub(QUIET).filter(|at| *at < code.size);
        let pixel = |y, x| dark(y).zip(dark(x)).is_some_and(|(y, x)| code[y][x].value());
        let pixels = (0..width * width).map(|at| if pixel(at / width, at % width) { [0, 0, 0, 255] } else { [255; 4] });
        (pixels.flatten().collect(), width)
    }

    #[test]
    fn a_pass_is_read() {
        let (rgba, width) = picture(PASS);
        assert_eq!(scan(&rgba, width).as_deref(), Some(PASS));
    }

    /// A crack across the code, four modules wide, and a blot.
    #[test]
    fn a_pass_behind_a_cracked_screen_is_read() {
        let (mut rgba, width) = picture(PASS);
        for at in 0..width * width {
            let (y, x) = (at / width, at % width);
            let crack = (y + width / 5).abs_diff(x) < SCALE;
            let blot = y.abs_diff(width * 2 / 3).pow(2) + x.abs_diff(width / 2).pow(2) < (3 * SCALE).pow(2);
            if crack || blot {
                rgba[at * 4..at * 4 + 3].fill(128);
            }
        }
        assert_eq!(scan(&rgba, width).as_deref(), Some(PASS));
    }

    /// What the tests in a browser hold before a camera: a line a row, `#` for black.
    #[test]
    fn the_frozen_code_is_this_one() {
        let code = QRBuilder::new(PASS).ecl(ECL::Q).build().unwrap();
        let row = |y: usize| (0..code.size).map(|x| if code[y][x].value() { '#' } else { '.' }).chain(['\n']).collect();
        let drawn: String = (0..code.size).map(|y| -> String { row(y) }).collect();
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../end2end/support/pass-qr.txt");
        if std::env::var_os("KYVS_WRITE_VECTORS").is_some() {
            std::fs::write(path, &drawn).unwrap();
        }
        assert_eq!(std::fs::read_to_string(path).unwrap(), drawn);
    }

    #[test]
    fn where_there_is_none_nothing_is_found() {
        assert_eq!(scan(&[255; 400 * 4], 20), None);
        assert_eq!(scan(&[], 0), None);
        assert_eq!(scan(&[0; 16], 3), None);
    }
}
