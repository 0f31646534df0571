//! QR codes: error correction Q (a quarter of the code may be lost), a quiet zone of four modules, the smallest version that fits.

use std::fmt::Write as _;

use fast_qr::{ECL, QRBuilder};

/// Modules of the quiet zone on each side, as the standard (ISO/IEC 18004) asks.
pub(super) const QUIET: usize = 4;

/// The text is longer than a QR code can hold.
#[derive(Debug, thiserror::Error)]
#[error("the text is too long for a QR code")]
pub struct TooLong;

/// A QR code: dark and light modules.
pub struct QrCode {
    rows: Vec<Vec<bool>>,
}

impl QrCode {
    /// Encodes a text. Digits, capitals and ` $%*+-./:` alone need half the room of other texts.
    pub fn of(text: &str) -> Result<Self, TooLong> {
        let made = QRBuilder::new(text).ecl(ECL::Q).build().map_err(|_| TooLong)?;
        let rows = (0..made.size).map(|row| made[row][..made.size].iter().map(|module| module.value()).collect());
        Ok(Self { rows: rows.collect() })
    }

    /// Modules on a side, without the quiet zone.
    pub fn size(&self) -> usize {
        self.rows.len()
    }

    /// Modules on a side, with the quiet zone.
    pub fn side(&self) -> usize {
        self.size() + 2 * QUIET
    }

    /// The dark modules as horizontal runs: column, row and length, counted from the corner of the quiet zone.
    pub fn runs(&self) -> Vec<(usize, usize, usize)> {
        let mut runs = Vec::new();
        for (row, modules) in self.rows.iter().enumerate() {
            let mut column = 0;
            for group in modules.chunk_by(|left, right| left == right) {
                if group.first() == Some(&true) {
                    runs.push((QUIET + column, QUIET + row, group.len()));
                }
                column += group.len();
            }
        }
        runs
    }

    /// The dark modules as the data of an SVG path, one unit a module.
    pub fn path(&self) -> String {
        self.runs().into_iter().fold(String::new(), |mut path, (x, y, length)| {
            let _ = write!(path, "M{x} {y}h{length}v1h-{length}z");
            path
        })
    }
}
