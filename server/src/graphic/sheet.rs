//! A pass on paper: one page of A4 to be folded once, QR code and words above the fold, the code in letters below it.
//!
//! The page is tagged (PDF/UA-1): it reads aloud in its order, in its language, and its figures have words.

use std::{collections::HashMap, num::NonZeroU16};

use krilla::{
    Document, SerializeSettings,
    color::rgb,
    configure::{Accessibility, ConfigurationBuilder},
    destination::XyzDestination,
    geom::{PathBuilder, Point, Rect},
    metadata::Metadata,
    num::NormalizedF32,
    outline::{Outline, OutlineNode},
    page::PageSettings,
    paint::{Fill, FillRule},
    surface::Surface,
    tagging::{Artifact, ArtifactType, ContentTag, Identifier, Node, SpanTag, Tag, TagGroup, TagTree},
    text::{Font, GlyphId, KrillaGlyph},
};
use resvg::usvg::fontdb::ID;

use super::{
    DrawError, QrCode,
    fonts::{Fonts, Strength},
    typeset::{self, Bounds, Fitted, Run, fit, shrink},
};

/// A4, in points.
const PAGE: (f32, f32) = (595.276, 841.89);
const MARGIN: f32 = 48.0;
/// Side of the QR code with its quiet zone: 8.6 cm, a module of about 1.5 mm.
const CODE_SIDE: f32 = 244.0;
/// Characters of the code's text that stand together, and groups in a row.
const GROUP: usize = 5;
const GROUPS: usize = 8;

const INK: Color = (0x10, 0x20, 0x3c);
const SOFT: Color = (0x4b, 0x58, 0x72);
const BLUE: Color = (0x0b, 0x4a, 0x8f);
const LINE: Color = (0xb8, 0xc2, 0xd4);

/// Red, green, blue.
type Color = (u8, u8, u8);

/// A line such as "Born: 1980".
#[derive(Clone, Debug)]
pub struct SheetFact {
    /// What it is.
    pub label: String,
    /// The value.
    pub value: String,
}

/// What a pass says on paper, in the language of the person.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// BCP 47 code of the language.
    pub language: String,
    /// Heading, and the document's title.
    pub title: String,
    /// The service's name.
    pub service: String,
    /// 0, 1 or 2.
    pub status: u8,
    /// The status in words.
    pub word: String,
    /// Name as chosen, year of birth as chosen, times.
    pub facts: Vec<SheetFact>,
    /// The text of the QR code.
    pub code: String,
    /// What the QR code is, for whoever does not see it.
    pub code_alternative: String,
    /// Heading of the code's text.
    pub code_heading: String,
    /// How it is checked and taken back.
    pub notes: Vec<String>,
}

impl Sheet {
    /// The paper as PDF.
    pub fn pdf(&self, fonts: &Fonts) -> Result<Vec<u8>, DrawError> {
        self.written(fonts, true)
    }

    /// Every text that is set on the paper.
    pub(super) fn texts(self) -> impl Iterator<Item = String> {
        let facts = self.facts.into_iter().flat_map(|fact| [fact.label, fact.value]);
        [self.title, self.service, self.word, self.code, self.code_heading].into_iter().chain(facts).chain(self.notes)
    }

    fn written(&self, fonts: &Fonts, compress_content_streams: bool) -> Result<Vec<u8>, DrawError> {
        let configuration = ConfigurationBuilder::new()
            .with_accessibility_validator(Accessibility::UA1)
            .finish()
            .map_err(|error| DrawError::Write(format!("{error:?}")))?;
        let mut document = Document::new_with(SerializeSettings {
            compress_content_streams,
            configuration,
            ..SerializeSettings::default()
        });
        let settings = PageSettings::from_wh(PAGE.0, PAGE.1).ok_or_else(|| DrawError::Write("no page".into()))?;
        let mut page = document.start_page_with(settings);
        let mut surface = page.surface();
        let mut pen = Pen::new(fonts, &mut surface);
        self.upper(&mut pen)?;
        self.lower(&mut pen)?;
        let tags = std::mem::take(&mut pen.tags);
        surface.finish();
        page.finish();
        let mut tree = TagTree::new().with_lang(Some(self.language.clone()));
        for tag in tags {
            tree.push(tag);
        }
        document.set_tag_tree(tree);
        let mut outline = Outline::new();
        outline.push_child(OutlineNode::new(self.title.clone(), XyzDestination::new(0, Point::from_xy(0.0, 0.0))));
        document.set_outline(outline);
        document.set_metadata(Metadata::new().title(self.title.clone()).language(self.language.clone()));
        document.finish().map_err(|error| DrawError::Write(format!("{error:?}")))
    }

    /// What is shown when the paper is folded.
    fn upper(&self, pen: &mut Pen<'_, '_>) -> Result<(), DrawError> {
        let wide = PAGE.0 - 2.0 * MARGIN;
        let title = shrink(pen.fonts, &self.title, Strength::Bold, wide * 0.6, (19.0, 9.0))?;
        pen.paragraph(Tag::Hn(level(1), Some(self.title.clone())), &title, (MARGIN, MARGIN), BLUE, Strength::Bold)?;
        let service = shrink(pen.fonts, &self.service, Strength::Regular, wide * 0.38, (11.0, 6.0))?;
        let service_width = typeset::line(pen.fonts, &service.lines.concat(), Strength::Regular)?.width * service.size;
        let at = (PAGE.0 - MARGIN - service_width, MARGIN + 7.0);
        pen.paragraph(Tag::P, &service, at, SOFT, Strength::Regular)?;

        let code = QrCode::of(&self.code)?;
        let top = 92.0;
        pen.qr(&code, (MARGIN, top), &self.code_alternative)?;

        let left = MARGIN + CODE_SIDE + 26.0;
        let width = PAGE.0 - MARGIN - left;
        pen.mark(self.status, (left + 26.0, top + 44.0), 26.0)?;
        let bounds = Bounds { width, height: 84.0, largest: 25.0, lines: 3 };
        let word = fit(pen.fonts, &self.word, Strength::Bold, bounds)?;
        let mut y = pen.paragraph(Tag::P, &word, (left, top + 84.0), INK, Strength::Bold)? + 8.0;
        for fact in &self.facts {
            y = pen.fact(fact, (left, y), width)?;
        }
        Ok(())
    }

    /// What lies inside: the code in letters, and how it is checked.
    fn lower(&self, pen: &mut Pen<'_, '_>) -> Result<(), DrawError> {
        let wide = PAGE.0 - 2.0 * MARGIN;
        let fold = PAGE.1 / 2.0;
        pen.fold(fold)?;
        let heading = shrink(pen.fonts, &self.code_heading, Strength::Bold, wide, (12.0, 7.0))?;
        let tag = Tag::Hn(level(2), Some(self.code_heading.clone()));
        let mut y = pen.paragraph(tag, &heading, (MARGIN, fold + 26.0), BLUE, Strength::Bold)? + 4.0;
        let rows = groups(&self.code);
        let text = Fitted { size: 10.5, lines: rows };
        y = pen.paragraph(Tag::P, &text, (MARGIN, y), INK, Strength::Regular)? + 14.0;
        for note in &self.notes {
            let bounds = Bounds { width: wide, height: 60.0, largest: 10.5, lines: 3 };
            let note = fit(pen.fonts, note, Strength::Regular, bounds)?;
            y = pen.paragraph(Tag::P, &note, (MARGIN, y), SOFT, Strength::Regular)? + 5.0;
        }
        Ok(())
    }
}

/// The text of a code in groups that can be typed.
fn groups(code: &str) -> Vec<String> {
    let letters: Vec<char> = code.chars().collect();
    let groups: Vec<String> = letters.chunks(GROUP).map(|group| group.iter().collect()).collect();
    groups.chunks(GROUPS).map(|row| row.join(" ")).collect()
}

fn level(number: u16) -> NonZeroU16 {
    NonZeroU16::new(number).unwrap_or(NonZeroU16::MIN)
}

/// Draws onto a page and notes in which order it is to be read.
struct Pen<'a, 'b> {
    fonts: &'a Fonts,
    faces: HashMap<ID, Font>,
    surface: &'a mut Surface<'b>,
    tags: Vec<Node>,
    /// Where each line was set.
    #[cfg(test)]
    placed: Vec<tests::Placed>,
}

impl<'a, 'b> Pen<'a, 'b> {
    fn new(fonts: &'a Fonts, surface: &'a mut Surface<'b>) -> Self {
        Self {
            fonts,
            faces: HashMap::new(),
            surface,
            tags: Vec::new(),
            #[cfg(test)]
            placed: Vec::new(),
        }
    }

    /// Lines below one another, as one element; gives the lower edge.
    fn paragraph(
        &mut self,
        tag: impl Into<krilla::tagging::TagKind>,
        text: &Fitted,
        (x, top): (f32, f32),
        color: Color,
        strength: Strength,
    ) -> Result<f32, DrawError> {
        let mut group = TagGroup::new(tag);
        let step = text.size * text.pitch();
        let mut y = top;
        for line in &text.lines {
            let base = y + step / 2.0 + text.size * 0.35;
            group.push(self.line(line, (x, base), text.size, color, strength)?);
            y += step;
        }
        self.tags.push(group.into());
        Ok(y)
    }

    /// A label and its value, in one line each.
    fn fact(&mut self, fact: &SheetFact, (x, top): (f32, f32), width: f32) -> Result<f32, DrawError> {
        let label = shrink(self.fonts, &fact.label, Strength::Regular, width, (9.5, 6.0))?;
        let value = shrink(self.fonts, &fact.value, Strength::Bold, width, (13.0, 7.0))?;
        let y = self.paragraph(Tag::P, &label, (x, top), SOFT, Strength::Regular)?;
        Ok(self.paragraph(Tag::P, &value, (x, y), INK, Strength::Bold)? + 6.0)
    }

    fn line(
        &mut self,
        text: &str,
        (x, base): (f32, f32),
        size: f32,
        color: Color,
        strength: Strength,
    ) -> Result<Identifier, DrawError> {
        let line = typeset::line(self.fonts, text, strength)?;
        #[cfg(test)]
        self.placed.push(tests::Placed { text: text.to_owned(), left: x, right: x + line.width * size, base, size });
        self.fill(color);
        let id = self.surface.start_tagged(ContentTag::Span(SpanTag::empty().with_actual_text(Some(text))));
        for run in &line.runs {
            let Some(first) = run.glyphs.first() else { continue };
            let font = self.face(first.font)?;
            let start = Point::from_xy(x + first.at.0 * size, base);
            self.surface.draw_glyphs(start, &glyphs(run), font, &run.text, size, false);
        }
        self.surface.end_tagged();
        Ok(id)
    }

    fn face(&mut self, id: ID) -> Result<Font, DrawError> {
        if let Some(font) = self.faces.get(&id) {
            return Ok(font.clone());
        }
        let (data, index) = self.fonts.face(id).ok_or_else(|| DrawError::Write("a font went away".into()))?;
        let font = Font::new(data.into(), index).ok_or_else(|| DrawError::Write("a font does not read".into()))?;
        self.faces.insert(id, font.clone());
        Ok(font)
    }

    fn fill(&mut self, (red, green, blue): Color) {
        self.surface.set_fill(Some(Fill {
            paint: rgb::Color::new(red, green, blue).into(),
            opacity: NormalizedF32::ONE,
            rule: FillRule::EvenOdd,
        }));
    }

    fn qr(&mut self, code: &QrCode, (x, y): (f32, f32), alternative: &str) -> Result<(), DrawError> {
        let module = CODE_SIDE / units(code.side());
        self.fill((0, 0, 0));
        let mut path = PathBuilder::new();
        for (column, row, length) in code.runs() {
            let corner = (x + units(column) * module, y + units(row) * module);
            if let Some(run) = Rect::from_xywh(corner.0, corner.1, units(length) * module, module) {
                path.push_rect(run);
            }
        }
        self.figure(path, Some(alternative))
    }

    /// The mark of a status. The words beside it say the same, so it is no content of its own.
    fn mark(&mut self, status: u8, (x, y): (f32, f32), radius: f32) -> Result<(), DrawError> {
        self.fill(BLUE);
        let mut path = PathBuilder::new();
        let inner = radius * 0.82;
        match status {
            2 => {
                arc(&mut path, (x, y), radius, (0.0, 1.0), true);
                // the tick is cut out of the disc
                let points = [(-0.46, 0.04), (-0.32, -0.1), (-0.12, 0.1), (0.32, -0.4), (0.47, -0.27), (-0.11, 0.38)];
                for (index, (dx, dy)) in points.into_iter().enumerate() {
                    let point = (x + dx * radius, y + dy * radius);
                    if index == 0 { path.move_to(point.0, point.1) } else { path.line_to(point.0, point.1) }
                }
                path.close();
            }
            1 => {
                arc(&mut path, (x, y), radius, (0.0, 1.0), true);
                arc(&mut path, (x, y), inner, (0.25, 0.75), true);
            }
            _ => {
                for part in 0_u8..8 {
                    let from = f32::from(part) / 8.0;
                    arc(&mut path, (x, y), radius, (from, from + 0.075), true);
                    arc(&mut path, (x, y), inner, (from + 0.075, from), false);
                    path.close();
                }
            }
        }
        self.figure(path, None)
    }

    /// A broken line where the paper is folded.
    fn fold(&mut self, y: f32) -> Result<(), DrawError> {
        self.fill(LINE);
        let mut path = PathBuilder::new();
        let mut x = MARGIN / 2.0;
        while x < PAGE.0 - MARGIN / 2.0 {
            if let Some(dash) = Rect::from_xywh(x, y, 5.0, 0.8) {
                path.push_rect(dash);
            }
            x += 10.0;
        }
        self.figure(path, None)
    }

    fn figure(&mut self, path: PathBuilder, alternative: Option<&str>) -> Result<(), DrawError> {
        let path = path.finish().ok_or_else(|| DrawError::Write("an empty figure".into()))?;
        let kind = match alternative {
            Some(_) => ContentTag::Other,
            None => ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)),
        };
        let id = self.surface.start_tagged(kind);
        self.surface.draw_path(&path);
        self.surface.end_tagged();
        if let Some(alternative) = alternative {
            self.tags.push(TagGroup::with_children(Tag::Figure(Some(alternative.to_owned())), vec![id.into()]).into());
        }
        Ok(())
    }
}

fn units(count: usize) -> f32 {
    f32::from(u16::try_from(count).unwrap_or(u16::MAX))
}

/// Glyphs as a PDF takes them, each with the part of the text that it stands for.
fn glyphs(run: &Run) -> Vec<KrillaGlyph> {
    let mut read = 0;
    let placed = run.glyphs.iter().enumerate().map(|(place, glyph)| {
        // the last glyph of a cluster names its characters, the ones before it name none
        let named = run.glyphs[place..].iter().map(|glyph| glyph.text.len()).find(|length| *length > 0);
        let cluster = read..(read + named.unwrap_or(0)).min(run.text.len());
        if !glyph.text.is_empty() {
            read = cluster.end;
        }
        let advance = run.glyphs.get(place + 1).map_or(0.0, |next| next.at.0 - glyph.at.0);
        KrillaGlyph::new(GlyphId::new(glyph.id), advance, 0.0, -glyph.at.1, 0.0, cluster, None)
    });
    placed.collect()
}

/// A part of a circle as cubic curves, from and to in turns, clockwise from the top; `begin` starts a figure, else it goes on.
fn arc(path: &mut PathBuilder, (x, y): (f32, f32), radius: f32, (from, to): (f32, f32), begin: bool) {
    let steps = 8_u8;
    let step = (to - from) * std::f32::consts::TAU / f32::from(steps);
    let pull = 4.0 / 3.0 * (step / 4.0).tan() * radius;
    let at = |angle: f32| (x + radius * angle.sin(), y - radius * angle.cos());
    let along = |angle: f32| (angle.cos() * pull, angle.sin() * pull);
    let start = from * std::f32::consts::TAU;
    let first = at(start);
    if begin {
        path.move_to(first.0, first.1);
    } else {
        path.line_to(first.0, first.1);
    }
    for number in 0..steps {
        let (here, there) = (start + step * f32::from(number), start + step * f32::from(number + 1));
        let ((x0, y0), (x1, y1)) = (at(here), at(there));
        let ((ax, ay), (bx, by)) = (along(here), along(there));
        path.cubic_to(x0 + ax, y0 + ay, x1 - bx, y1 - by, x1, y1);
    }
    if begin && (to - from).abs() > 0.2 {
        path.close();
    }
}

#[cfg(test)]
#[path = "sheet_tests.rs"]
mod tests;
