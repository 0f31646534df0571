//! Pictures that the service draws for a person: the badge to share, the QR code of a pass, its paper.
//!
//! Texts come as words, nothing here knows a store or a request. [`Painter`] is the way in: it bounds how much is drawn at once.

mod badge;
mod fonts;
mod painter;
mod qr;
mod sheet;
mod svg;
#[cfg(test)]
mod tests;
mod typeset;
mod words;

pub use badge::{Badge, Shape};
pub use fonts::{Fonts, NoGlyph};
pub use painter::{Painter, Picture};
pub use qr::{QrCode, TooLong};
pub use sheet::{Sheet, SheetFact};
pub use words::{badge_of, lacking, sheet_of};

/// Why something was not drawn.
#[derive(Debug, thiserror::Error)]
pub enum DrawError {
    /// A font is missing.
    #[error(transparent)]
    NoGlyph(#[from] NoGlyph),
    /// The text of a QR code does not fit one.
    #[error(transparent)]
    TooLong(#[from] TooLong),
    /// A picture of ours is not well formed.
    #[error("a picture does not read: {0}")]
    Svg(#[from] resvg::usvg::Error),
    /// A picture could not be turned into pixels or a paper could not be written.
    #[error("a picture was not written: {0}")]
    Write(String),
    /// Too much is being drawn.
    #[error("too many pictures are being drawn")]
    Busy,
}
