//! The pages' icon in pixels, for phones that take no shapes when they install the gate.

use anyhow::{Context, Result};
use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::{Options, Tree};

use super::File;
use super::manifest::{Icon, short_hash};

/// Pixels a side, and for what: `maskable` ones are cut to a shape by the phone.
const ICONS: [(u16, &str); 3] = [(192, "any"), (512, "any"), (512, "maskable")];

/// Draws the icons.
pub(super) fn draw(svg: &[u8], pkg: &str) -> Result<(Vec<File>, Vec<Icon>)> {
    let tree = Tree::from_data(svg, &Options::default()).context("failed to read the icon")?;
    let (mut files, mut icons) = (Vec::new(), Vec::new());
    for (side, purpose) in ICONS {
        let bytes = png(&tree, side, purpose == "maskable")?;
        let path = format!("{pkg}/icon-{purpose}-{side}-{}.png", short_hash(&bytes));
        files.push(File::new(&path, bytes));
        icons.push(Icon { path, side, purpose: purpose.into() });
    }
    Ok((files, icons))
}

/// `is_full`: its disc goes on into the corners, so that any shape can be cut out of it.
fn png(tree: &Tree, side: u16, is_full: bool) -> Result<Vec<u8>> {
    let mut pixels = Pixmap::new(side.into(), side.into()).context("an icon without pixels")?;
    let scale = f32::from(side) / tree.size().width();
    let render = |pixels: &mut Pixmap| resvg::render(tree, Transform::from_scale(scale, scale), &mut pixels.as_mut());
    render(&mut pixels);
    if is_full {
        let disc =
            pixels.pixel(u32::from(side) / 2, u32::from(side) / 16).context("an icon without a disc")?.demultiply();
        pixels.fill(Color::from_rgba8(disc.red(), disc.green(), disc.blue(), disc.alpha()));
        render(&mut pixels);
    }
    pixels.encode_png().context("failed to write the icon")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn icons_have_their_size_and_only_maskable_ones_have_corners() {
        let (files, icons) = draw(include_bytes!("../../../public/favicon.svg"), "pkg").unwrap();
        let corners: Vec<_> = files
            .iter()
            .zip(&icons)
            .map(|(file, icon)| {
                let pixels = Pixmap::decode_png(&file.bytes).unwrap();
                assert_eq!((pixels.width(), pixels.height()), (u32::from(icon.side), u32::from(icon.side)));
                assert!(file.path == icon.path && icon.path.starts_with("pkg/icon-"), "{}", icon.path);
                pixels.pixel(0, 0).unwrap().alpha()
            })
            .collect();
        assert_eq!(corners, [0, 0, 255]);
    }
}
