//! What a code may go through on its way to the camera: drawn as a lens sees it, at four pixels a module, always the same.
//!
//! A code that is held at a slant is now and then lost at one angle and read at the next, which a hand changes by itself; so slants
//! are counted. Of 41 slants from none to 40 degrees the first look alone reads 22 and the second 36: together 38, and as many on paper.

use std::fmt::Display;

use fast_qr::{ECL, QRBuilder, QRCode};

use super::{scan, tests::PASS};

/// Pixels a module; below, modules of white around the code.
const SCALE: i64 = 4;
const QUIET: i64 = 4;
/// A pixel sees nine places: at one, three and five of so many parts across and down.
const PARTS: i64 = 6;

/// How a code is seen.
#[derive(Clone, Copy)]
struct Seen {
    /// Sine and cosine of the slant, in thousandths: the right side is further away.
    slant: (i64, i64),
    /// Width of a grey line across the code, in modules.
    crack: i64,
    /// How far a pixel's neighbours reach into it.
    blur: usize,
    /// Shades of black and white.
    shades: (i64, i64),
    /// How far a pixel is off at most.
    noise: i64,
}

const CLEAN: Seen = Seen { slant: (0, 1000), crack: 0, blur: 0, shades: (0, 255), noise: 0 };
/// Printed in grey, in a dim room.
const PAPER: Seen = Seen { blur: 1, shades: (70, 190), noise: 8, ..CLEAN };
/// A line of two modules from one side of the code to the other.
const CRACKED_SCREEN: Seen = Seen { crack: 2, blur: 1, shades: (40, 220), noise: 4, ..CLEAN };

impl Seen {
    #[expect(clippy::cast_possible_truncation, reason = "at most a thousand")]
    fn at_a_slant(self, degrees: u32) -> Self {
        let (sine, cosine) = f64::from(degrees).to_radians().sin_cos();
        Self { slant: ((sine * 1000.0).round() as i64, (cosine * 1000.0).round() as i64), ..self }
    }

    /// Whether the letters are read. Others never are.
    fn is_read(&self) -> bool {
        let code = QRBuilder::new(PASS).ecl(ECL::Q).build().unwrap();
        let side = (i64::try_from(code.size).unwrap() + 2 * QUIET) * SCALE;
        let width = usize::try_from(side).unwrap();
        let text = scan(&self.picture(&code, side, width), width);
        assert!(text.as_deref().is_none_or(|text| text == PASS), "{text:?}");
        text.is_some()
    }

    /// The picture, four bytes a pixel.
    fn picture(&self, code: &QRCode, side: i64, width: usize) -> Vec<u8> {
        let places = (0..side).flat_map(|y| (0..side).map(move |x| (x, y)));
        let drawn: Vec<i64> = places.map(|(x, y)| self.drawn(code, side, x, y)).collect();
        let mut random = 1_u32;
        let pixel = |shade: i64| {
            random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let noise = i64::from(random >> 16) % (2 * self.noise + 1) - self.noise;
            let (black, white) = self.shades;
            let shade = u8::try_from((black + shade * (white - black) / 255 + noise).clamp(0, 255)).unwrap();
            [shade, shade, shade, 255]
        };
        blurred(&drawn, width, self.blur).into_iter().flat_map(pixel).collect()
    }

    /// What a pixel sees of the code, which is three times its side away.
    fn drawn(&self, code: &QRCode, side: i64, x: i64, y: i64) -> i64 {
        let (half, distance, (tilted, upright)) = (side * PARTS / 2, 3 * side * PARTS, self.slant);
        let places = [1, 3, 5].into_iter().flat_map(|down| [1, 3, 5].map(|across| (across, down)));
        let ink = places.map(|(across, down)| {
            let (x, y) = (x * PARTS + across - half, y * PARTS + down - half);
            let on_code = x * distance * 1000 / (distance * upright - x * tilted);
            let down_code = y * (distance * 1000 + on_code * tilted) / (distance * 1000);
            self.ink(code, side * PARTS, on_code + half, down_code + half)
        });
        ink.sum::<i64>() / 9
    }

    fn ink(&self, code: &QRCode, side: i64, x: i64, y: i64) -> i64 {
        let module = SCALE * PARTS;
        let at = |place: i64| usize::try_from(place / module - QUIET).ok().filter(|at| *at < code.size);
        if !(0..side).contains(&x) || !(0..side).contains(&y) {
            255
        } else if (3 * y + x - 2 * side).abs() * 2 < self.crack * module * 3 {
            128
        } else if at(y).zip(at(x)).is_some_and(|(y, x)| code[y][x].value()) {
            0
        } else {
            255
        }
    }
}

/// Each shade becomes the mean of those that are at most so far away across and down.
fn blurred(shades: &[i64], width: usize, by: usize) -> Vec<i64> {
    let near = |at: usize| at.saturating_sub(by)..(at + by + 1).min(width);
    let mean = |at: usize| {
        let around = near(at / width).flat_map(|y| near(at % width).map(move |x| shades[y * width + x]));
        let (sum, count) = around.fold((0, 0), |(sum, count), shade| (sum + shade, count + 1));
        sum / count
    };
    (0..shades.len()).map(mean).collect()
}

/// A damage alone: levels at which the code is read, and one at which it is lost.
fn assert_levels<T: Copy + Display>(what: &str, read: &[T], lost: T, seen: impl Fn(T) -> Seen) {
    for level in read {
        assert!(seen(*level).is_read(), "{what}: lost at {level}");
    }
    assert!(!seen(lost).is_read(), "{what}: read at {lost}, say so here");
}

#[test]
fn a_blurred_code_is_read_while_a_module_runs_into_the_next() {
    // Three and five pixels; nine are more than two modules.
    assert_levels("blur", &[0, 1, 2], 4, |blur| Seen { blur, ..CLEAN });
}

#[test]
fn a_faint_code_is_read_while_black_is_a_little_darker() {
    assert_levels("contrast", &[200, 128, 64, 32, 16], 6, |contrast| Seen { shades: (200 - contrast, 200), ..CLEAN });
}

#[test]
fn a_noisy_picture_is_read_while_the_noise_is_less_than_half_of_the_contrast() {
    assert_levels("noise", &[4, 8, 16, 24, 32, 40], 80, |noise| Seen { shades: (40, 215), noise, ..CLEAN });
}

#[test]
fn a_crack_of_some_modules_loses_nothing() {
    assert_levels("crack", &[1, 2, 4, 8], 14, |crack| Seen { crack, ..CLEAN });
}

#[test]
fn a_code_at_a_slant_is_read_on_paper_and_on_a_cracked_screen() {
    let slants = || (0..=40).step_by(2);
    for (what, seen) in [("clean", CLEAN), ("on paper", PAPER), ("on a cracked screen", CRACKED_SCREEN)] {
        let lost: Vec<u32> = slants().filter(|degrees| !seen.at_a_slant(*degrees).is_read()).collect();
        assert!(lost.len() <= 3, "{what}, lost at {lost:?} degrees");
    }
    assert!(!PAPER.at_a_slant(60).is_read(), "the further side has not two pixels a module: say so here");
}
