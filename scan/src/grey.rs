//! A picture in shades of grey, which is looked at as it is and once more from nearer.

use rqrr::PreparedImage;

/// Side of the middle that is looked at from nearer, in pixels: codes of few pixels a module fit into it.
const MIDDLE: usize = 360;
/// How far the surroundings of a pixel go, in pixels.
const AROUND: usize = 48;
/// By how much black is darker than its surroundings.
const DARKER: usize = 5;

/// Shades of grey, row by row.
pub(super) struct Grey {
    pixels: Vec<u8>,
    width: usize,
    height: usize,
}

impl Grey {
    /// A picture of so many pixels, of which there is at least one.
    pub(super) fn new(pixels: Vec<u8>, width: usize, height: usize) -> Self {
        Self { pixels, width, height }
    }

    /// The text of the first QR code that reads.
    pub(super) fn read(&self) -> Option<String> {
        let mut image = PreparedImage::prepare_from_greyscale(self.width, self.height, |x, y| self.at(x, y));
        image.detect_grids().iter().find_map(|grid| grid.decode().ok()).map(|(_, text)| text)
    }

    /// The middle, twice as large. The reader takes the corners of a code for whole pixels: where modules have few, that is too
    /// coarse for a code that is held at a slant.
    pub(super) fn nearer(&self) -> Self {
        let (width, height) = (self.width.min(MIDDLE), self.height.min(MIDDLE));
        let (left, top) = ((self.width - width) / 2, (self.height - height) / 2);
        let shade = |x: usize, y: usize| u16::from(self.at(left + x, top + y));
        let pixel = |at: usize| {
            let ((x, beside), (y, below)) = (halved(at % (2 * width), width), halved(at / (2 * width), height));
            let sum = 9 * shade(x, y) + 3 * (shade(beside, y) + shade(x, below)) + shade(beside, below);
            u8::try_from(sum / 16).unwrap_or(u8::MAX)
        };
        Self { pixels: (0..4 * width * height).map(pixel).collect(), width: 2 * width, height: 2 * height }
    }

    /// Black and white: black is what is darker than its surroundings.
    pub(super) fn stark(&self) -> Self {
        let (sums, stride) = (self.sums(), self.width + 1);
        let pixel = |at: usize| {
            let (x, y) = (at % self.width, at / self.width);
            let (left, right) = (x.saturating_sub(AROUND), (x + AROUND + 1).min(self.width));
            let (top, bottom) = (y.saturating_sub(AROUND) * stride, (y + AROUND + 1).min(self.height) * stride);
            let sum = sums[bottom + right] + sums[top + left] - sums[top + right] - sums[bottom + left];
            let area = (right - left) * (bottom - top) / stride;
            if (usize::from(self.pixels[at]) + DARKER) * area < sum { 0 } else { u8::MAX }
        };
        Self { pixels: (0..self.pixels.len()).map(pixel).collect(), ..*self }
    }

    fn at(&self, x: usize, y: usize) -> u8 {
        self.pixels[y * self.width + x]
    }

    /// For each corner of a pixel the sum of all that lies above and left of it, a row of them longer than a row of pixels.
    fn sums(&self) -> Vec<usize> {
        let stride = self.width + 1;
        let mut sums = vec![0; stride * (self.height + 1)];
        for (y, row) in self.pixels.chunks(self.width).enumerate() {
            let mut sum = 0;
            for (x, shade) in row.iter().enumerate() {
                sum += usize::from(*shade);
                sums[(y + 1) * stride + x + 1] = sums[y * stride + x + 1] + sum;
            }
        }
        sums
    }
}

/// Where a pixel of a picture twice as large lies in one of this size, and what it lies beside there.
fn halved(at: usize, size: usize) -> (usize, usize) {
    let inside = at / 2;
    let beside = if at.is_multiple_of(2) { inside.saturating_sub(1) } else { (inside + 1).min(size - 1) };
    (inside, beside)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nearer_is_twice_the_middle_with_shades_between() {
        let nearer = Grey::new(vec![0, 160], 2, 1).nearer();
        assert_eq!((nearer.width, nearer.height), (4, 2));
        assert_eq!(nearer.pixels, [[0, 40, 120, 160]; 2].concat());
        let large = Grey::new(vec![9; 400 * 370], 400, 370).nearer();
        assert_eq!((large.width, large.height, large.pixels[0]), (2 * MIDDLE, 2 * MIDDLE, 9));
    }

    #[test]
    fn black_is_darker_than_what_is_around_it() {
        let stark = |pixels: &[u8]| Grey::new(pixels.to_vec(), pixels.len(), 1).stark().pixels;
        assert_eq!(stark(&[90, 120, 90, 120]), [0, 255, 0, 255]);
        assert_eq!(stark(&[101, 99, 100, 100]), [255; 4], "nothing but noise");
    }
}
