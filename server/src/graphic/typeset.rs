//! Texts as lines: how wide they are, where they break, which size fits a box. One shaper decides for pictures and papers alike.

use resvg::usvg::{Group, Node, Text, Tree, fontdb::ID};

use super::{
    DrawError,
    fonts::{Fonts, NoGlyph, Strength, family_of},
    svg::escape,
};

/// The size that texts are measured at; widths grow in proportion.
const MEASURE: f32 = 100.0;

/// A text in one line, shaped.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// Its width at a size of 1.
    pub(super) width: f32,
    /// Its parts from left to right.
    pub(super) runs: Vec<Run>,
}

/// A part of a line in one family. Each is shaped by itself: a shaper that mixes families within a text loses signs.
#[derive(Clone, Debug)]
pub(super) struct Run {
    pub(super) family: &'static str,
    pub(super) text: String,
    /// Where it begins, at a size of 1.
    pub(super) left: f32,
    /// Its glyphs from left to right, in the line's positions at a size of 1.
    pub(super) glyphs: Vec<Glyph>,
}

/// A glyph of a line.
#[derive(Clone, Debug)]
pub(super) struct Glyph {
    /// Which of its font.
    pub(super) id: u32,
    /// The font.
    pub(super) font: ID,
    /// Where it stands; the second number grows downwards.
    pub(super) at: (f32, f32),
    /// The characters of its cluster, on the cluster's last glyph; empty on those before.
    pub(super) text: String,
}

/// Lines of one size that fit a box.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Fitted {
    /// Size of the letters.
    pub(super) size: f32,
    /// The lines.
    pub(super) lines: Vec<String>,
}

impl Fitted {
    /// The height of all lines together.
    pub(super) fn height(&self) -> f32 {
        let lines = u16::try_from(self.lines.len()).unwrap_or(u16::MAX);
        self.size * f32::from(lines) * self.pitch()
    }

    /// From line to line, in sizes: scripts with signs above and below their letters need more.
    pub(super) fn pitch(&self) -> f32 {
        pitch(&self.lines.concat())
    }
}

/// What a text is to fit into.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bounds {
    pub(super) width: f32,
    pub(super) height: f32,
    /// The size that it has where there is room.
    pub(super) largest: f32,
    pub(super) lines: usize,
}

fn pitch(text: &str) -> f32 {
    if family_of(text) == "Noto Sans" { 1.16 } else { 1.36 }
}

/// Shapes a text as one line. Errors with the first character that no font has.
pub(super) fn line(fonts: &Fonts, text: &str, strength: Strength) -> Result<Line, DrawError> {
    let mut line = Line { width: 0.0, runs: Vec::new() };
    for (family, part) in fonts.runs(text, strength).into_iter().filter(|(_, part)| !part.is_empty()) {
        let (width, mut glyphs) = shape(fonts, part, family, strength)?;
        for glyph in &mut glyphs {
            glyph.at.0 += line.width;
        }
        line.runs.push(Run { family, text: part.to_owned(), left: line.width, glyphs });
        line.width += width;
    }
    Ok(line)
}

/// The first character of a text that no font has in both strengths.
pub(super) fn missing(fonts: &Fonts, text: &str) -> Option<NoGlyph> {
    [Strength::Regular, Strength::Bold].into_iter().find_map(|strength| match line(fonts, text, strength) {
        Err(DrawError::NoGlyph(missing)) => Some(missing),
        _ => None,
    })
}

/// Shapes a text in one family: its width and glyphs.
fn shape(fonts: &Fonts, text: &str, family: &str, strength: Strength) -> Result<(f32, Vec<Glyph>), DrawError> {
    let svg = format!(
        "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><text y='0' font-family=\"{family}\" \
         font-weight='{weight}' font-size='{MEASURE}' xml:space='preserve'>{text}</text></svg>",
        weight = strength.weight(),
        text = escape(text),
    );
    let tree = Tree::from_str(&svg, &fonts.options())?;
    let first = text.chars().find(|letter| !letter.is_whitespace());
    match (texts(tree.root()).into_iter().next(), first) {
        (Some(set), _) => Ok((set.bounding_box().width() / MEASURE, glyphs(set)?)),
        // a text of spaces alone is no element of the picture
        (None, None) => Ok((0.26, Vec::new())),
        (None, Some(letter)) => Err(NoGlyph::of(letter).into()),
    }
}

/// All texts of a picture.
pub(super) fn texts(group: &Group) -> Vec<&Text> {
    let each = group.children().iter().map(|node| match node {
        Node::Group(group) => texts(group),
        Node::Text(text) => vec![&**text],
        _ => Vec::new(),
    });
    each.flatten().collect()
}

/// The glyphs of a text. Refuses one that would show a box in place of a letter.
fn glyphs(text: &Text) -> Result<Vec<Glyph>, NoGlyph> {
    let mut placed = Vec::new();
    for glyph in text.layouted().iter().flat_map(|span| &span.positioned_glyphs) {
        if glyph.id.0 == 0 {
            return Err(NoGlyph::of(glyph.text.chars().next().unwrap_or(char::REPLACEMENT_CHARACTER)));
        }
        let place = glyph.transform();
        let at = (place.tx / MEASURE, place.ty / MEASURE);
        placed.push(Glyph { id: glyph.id.0, font: glyph.font, at, text: glyph.text.clone() });
    }
    Ok(placed)
}

/// Breaks a text into the lines that let it be largest within `bounds`. Words are never broken; a long one makes all smaller.
pub(super) fn fit(fonts: &Fonts, text: &str, strength: Strength, bounds: Bounds) -> Result<Fitted, DrawError> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let widths =
        words.iter().map(|word| Ok(line(fonts, word, strength)?.width)).collect::<Result<Vec<f32>, DrawError>>()?;
    let space = line(fonts, "n n", strength)?.width - line(fonts, "nn", strength)?.width;
    let mut best = Fitted { size: 0.0, lines: vec![text.to_owned()] };
    for count in 1..=bounds.lines.min(words.len()) {
        let (ends, widest) = balanced(&widths, space, count);
        let rows = f32::from(u16::try_from(count).unwrap_or(u16::MAX));
        let size =
            bounds.largest.min(bounds.width / widest.max(f32::EPSILON)).min(bounds.height / (rows * pitch(text)));
        if size > best.size {
            let starts = std::iter::once(0).chain(ends.iter().copied());
            let lines = starts.zip(ends.iter().copied()).map(|(from, to)| words[from..to].join(" ")).collect();
            best = Fitted { size, lines };
        }
    }
    Ok(best)
}

/// Splits words into `count` lines, the widest as narrow as can be: where each line ends, and how wide the widest is.
fn balanced(widths: &[f32], space: f32, count: usize) -> (Vec<usize>, f32) {
    let width = |from: usize, to: usize| {
        let gaps = f32::from(u16::try_from(to - from - 1).unwrap_or(u16::MAX));
        widths[from..to].iter().sum::<f32>() + gaps * space
    };
    if count <= 1 {
        return (vec![widths.len()], if widths.is_empty() { 0.0 } else { width(0, widths.len()) });
    }
    let mut best = (vec![widths.len()], f32::INFINITY);
    for from in (count - 1)..widths.len() {
        let (mut ends, before) = balanced(&widths[..from], space, count - 1);
        let widest = before.max(width(from, widths.len()));
        if widest < best.1 {
            ends.push(widths.len());
            best = (ends, widest);
        }
    }
    best
}

/// One line: smaller where it is too long, and from the smallest size on cut, with an ellipsis.
pub(super) fn shrink(
    fonts: &Fonts,
    text: &str,
    strength: Strength,
    width: f32,
    (largest, smallest): (f32, f32),
) -> Result<Fitted, DrawError> {
    let mut kept: Vec<char> = text.chars().collect();
    let mut shown = text.to_owned();
    loop {
        let size = (width / line(fonts, &shown, strength)?.width.max(f32::EPSILON)).min(largest);
        if size >= smallest || kept.len() <= 1 {
            return Ok(Fitted { size, lines: vec![shown] });
        }
        kept.pop();
        // a sign without its letter would hang in the air
        while kept.last().is_some_and(|letter| is_sign(*letter)) && kept.len() > 1 {
            kept.pop();
        }
        shown = kept.iter().collect::<String>() + "…";
    }
}

/// Whether a character only changes the one before it.
fn is_sign(letter: char) -> bool {
    unicode_normalization::char::is_combining_mark(letter) || matches!(letter, '\u{200c}' | '\u{200d}')
}
