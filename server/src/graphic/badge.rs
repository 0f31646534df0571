//! The badge that a person shares: a status in big words, in a square or a wide picture. It carries what the person chose and
//! nothing else.

use resvg::{
    tiny_skia::{Pixmap, Transform},
    usvg::{Tree, WriteOptions},
};

use super::{
    DrawError, QrCode,
    fonts::{Fonts, Strength},
    svg::{Svg, escape},
    typeset::{self, Bounds, Fitted, fit, shrink},
};

/// Form of the picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shape {
    /// 1080 by 1080 pixels, for posts and stories.
    Square,
    /// 1200 by 630 pixels, for previews of links.
    Wide,
}

impl Shape {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Square, Self::Wide];

    /// As in forms and names of files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Square => "square",
            Self::Wide => "wide",
        }
    }

    /// Reads what [`Shape::as_str`] writes.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|shape| shape.as_str() == text)
    }

    /// Width and height in pixels.
    pub const fn size(self) -> (u16, u16) {
        match self {
            Self::Square => (1080, 1080),
            Self::Wide => (1200, 630),
        }
    }
}

/// What a badge says, in the language of the person who shares it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Badge {
    /// 0, 1 or 2.
    pub status: u8,
    /// The status in words.
    pub word: String,
    /// A friendly line below.
    pub line: String,
    /// First name, if the person wants it shown.
    pub name: Option<String>,
    /// The service's name.
    pub service: String,
    /// The day, as the language writes it.
    pub date: String,
    /// An address behind a QR code, if the person wants one.
    pub link: Option<String>,
}

/// Where things stand, in pixels.
struct Plan {
    width: f32,
    height: f32,
    margin: f32,
    /// Centre and radius of the mark.
    mark: (f32, f32, f32),
    /// Left edge, top edge, width and lower edge of the words.
    words: (f32, f32, f32, f32),
    /// Largest size of status, line, name and foot.
    sizes: (f32, f32, f32, f32),
    /// Centre and radius of the ring behind everything.
    ring: (f32, f32, f32),
    /// Left edge, top edge and side of the QR code's tile.
    code: (f32, f32, f32),
}

impl Plan {
    fn of(shape: Shape, with_code: bool) -> Self {
        let (width, height) = shape.size();
        let (width, height) = (f32::from(width), f32::from(height));
        match shape {
            Shape::Square => Self {
                width,
                height,
                margin: 90.0,
                mark: (206.0, 206.0, 116.0),
                words: (90.0, 380.0, 900.0, 900.0),
                sizes: (132.0, 50.0, 62.0, 32.0),
                ring: (852.0, 836.0, 372.0),
                code: (730.0, 90.0, 260.0),
            },
            Shape::Wide => Self {
                width,
                height,
                margin: 72.0,
                mark: (194.0, 270.0, 122.0),
                words: (384.0, 64.0, if with_code { 496.0 } else { 744.0 }, 488.0),
                sizes: (104.0, 38.0, 50.0, 27.0),
                ring: (1064.0, 500.0, 272.0),
                code: (912.0, 162.0, 216.0),
            },
        }
    }
}

const ORANGE: &str = "#f2a03d";
const DEEP: &str = "#071a3c";

impl Badge {
    /// The picture as SVG, its text turned into shapes, so that it looks the same without any font.
    pub fn svg(&self, fonts: &Fonts, shape: Shape) -> Result<String, DrawError> {
        let options = WriteOptions { coordinates_precision: 2, transforms_precision: 5, ..WriteOptions::default() };
        let picture = self.tree(fonts, shape)?.to_string(&options);
        // Shapes say nothing to whoever cannot see them: the words go along as the picture's title.
        let Some((head, rest)) = picture.split_once('>') else { return Ok(picture) };
        Ok(format!("{head} role=\"img\"><title>{}</title>{rest}", escape(&self.alternative())))
    }

    /// The picture as PNG.
    pub fn png(&self, fonts: &Fonts, shape: Shape) -> Result<Vec<u8>, DrawError> {
        let (width, height) = shape.size();
        let tree = self.tree(fonts, shape)?;
        let mut pixels =
            Pixmap::new(width.into(), height.into()).ok_or_else(|| DrawError::Write("no pixels".into()))?;
        resvg::render(&tree, Transform::identity(), &mut pixels.as_mut());
        pixels.encode_png().map_err(|error| DrawError::Write(error.to_string()))
    }

    /// What the picture says, for people and programs that do not see it.
    pub fn alternative(&self) -> String {
        let parts = [self.name.as_deref().unwrap_or_default(), &self.word, &self.line, &self.service, &self.date];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
    }

    /// Every text that is set in the picture.
    pub(super) fn texts(self) -> impl Iterator<Item = String> {
        [self.word, self.line, self.service, self.date].into_iter().chain(self.name)
    }

    /// Where each text stands, for tests.
    #[cfg(test)]
    pub(super) fn boxes(&self, fonts: &Fonts, shape: Shape) -> Result<Vec<(String, resvg::usvg::Rect)>, DrawError> {
        let tree = self.tree(fonts, shape)?;
        let texts = typeset::texts(tree.root());
        Ok(texts.iter().map(|text| (text.chunks()[0].text().to_owned(), text.abs_bounding_box())).collect())
    }

    fn tree(&self, fonts: &Fonts, shape: Shape) -> Result<Tree, DrawError> {
        Ok(Tree::from_str(&self.compose(fonts, shape)?, &fonts.options())?)
    }

    fn compose(&self, fonts: &Fonts, shape: Shape) -> Result<String, DrawError> {
        let plan = Plan::of(shape, self.link.is_some());
        let mut svg = Svg::default();
        self.ground(&mut svg, &plan);
        mark(&mut svg, self.status, plan.mark);
        self.words(&mut svg, fonts, &plan)?;
        self.foot(&mut svg, fonts, &plan)?;
        if let Some(link) = &self.link {
            tile(&mut svg, &QrCode::of(link)?, plan.code);
        }
        svg.add(format_args!("</svg>"));
        Ok(svg.finish())
    }

    /// Deep blue, with the mark's form once more, large and quiet.
    fn ground(&self, svg: &mut Svg, plan: &Plan) {
        let Plan { width, height, ring: (x, y, radius), mark: (glow_x, glow_y, _), .. } = *plan;
        let stroke = radius * 0.25;
        let thin = radius * 1.33;
        let round = std::f32::consts::TAU * radius;
        let broken = match self.status {
            2 => String::new(),
            1 => format!("stroke-dasharray='{} {}' transform='rotate(90 {x} {y})'", round / 2.0, round / 2.0),
            _ => format!("stroke-dasharray='{} {}'", round / 18.0, round / 36.0),
        };
        svg.add(format_args!(
            "<svg xmlns='http://www.w3.org/2000/svg' width='{width}' height='{height}' viewBox='0 0 {width} {height}'>\
             <defs><linearGradient id='g' x1='0' y1='0' x2='1' y2='1'><stop offset='0' stop-color='#0d5098'/>\
             <stop offset='.55' stop-color='#0a2f66'/><stop offset='1' stop-color='{DEEP}'/></linearGradient>\
             <radialGradient id='l' gradientUnits='userSpaceOnUse' cx='{glow_x}' cy='{glow_y}' r='{glow}'>\
             <stop offset='0' stop-color='#6fb1ff' stop-opacity='.34'/><stop offset='1' stop-color='#6fb1ff' stop-opacity='0'/>\
             </radialGradient></defs><rect width='{width}' height='{height}' fill='url(#g)'/>\
             <rect width='{width}' height='{height}' fill='url(#l)'/>\
             <circle cx='{x}' cy='{y}' r='{radius}' fill='none' stroke='{ORANGE}' stroke-opacity='.17' stroke-width='{stroke}' {broken}/>\
             <circle cx='{x}' cy='{y}' r='{thin}' fill='none' stroke='#9cc8ff' stroke-opacity='.13' stroke-width='3'/>",
            glow = height * 0.8,
        ));
    }

    /// Name, status and line, one below the other, ending where the plan says.
    fn words(&self, svg: &mut Svg, fonts: &Fonts, plan: &Plan) -> Result<(), DrawError> {
        let (left, top, width, lower) = plan.words;
        let (status_size, line_size, name_size, _) = plan.sizes;
        let name = match &self.name {
            Some(name) => Some(shrink(fonts, name, Strength::Bold, width, (name_size, name_size * 0.6))?),
            None => None,
        };
        let line_box = Bounds { width, height: (lower - top) * 0.3, largest: line_size, lines: 2 };
        let line = fit(fonts, &self.line, Strength::Regular, line_box)?;
        let gap = line_size * 0.5;
        let above = name.as_ref().map_or(0.0, |name| name.height() + gap * 0.5);
        let rest = lower - top - line.height() - above - gap;
        let word =
            fit(fonts, &self.word, Strength::Bold, Bounds { width, height: rest, largest: status_size, lines: 3 })?;
        let all = above + word.height() + gap + line.height();
        // in a wide picture the words stand beside the mark, in a square one at its foot
        let mut y = if plan.width > plan.height { plan.mark.1 - all / 2.0 } else { lower - all }.max(top);
        let mut writer = Writer { svg, fonts };
        if let Some(name) = name {
            let look = Look { fill: ORANGE, strength: Strength::Bold };
            y = writer.block(&name, (left, y), look)? + gap * 0.5;
        }
        y = writer.block(&word, (left, y), Look { fill: "#ffffff", strength: Strength::Bold })? + gap;
        writer.block(&line, (left, y), Look { fill: "#d5e4f8", strength: Strength::Regular })?;
        Ok(())
    }

    /// The service on the left, the day on the right, under a thin line.
    fn foot(&self, svg: &mut Svg, fonts: &Fonts, plan: &Plan) -> Result<(), DrawError> {
        let size = plan.sizes.3;
        let (left, right) = (plan.margin, plan.width - plan.margin);
        let rule = plan.height - plan.margin - size * 0.9;
        let date = shrink(fonts, &self.date, Strength::Regular, (right - left) * 0.4, (size, size * 0.5))?;
        let room = (right - left) * 0.56 - size;
        let service = shrink(fonts, &self.service, Strength::Bold, room, (size, size * 0.5))?;
        let base = rule + size * 1.75;
        svg.add(format_args!(
            "<rect x='{left}' y='{rule}' width='{length}' height='2' fill='#ffffff' fill-opacity='.22'/>\
             <circle cx='{dot_x}' cy='{dot_y}' r='{dot}' fill='{ORANGE}'/>",
            length = right - left,
            dot = size * 0.28,
            dot_x = left + size * 0.28,
            dot_y = base - size * 0.34,
        ));
        let mut writer = Writer { svg, fonts };
        let bold = Look { fill: "#e3ecf8", strength: Strength::Bold };
        writer.line(&service.lines.concat(), From::Left(left + size), base, service.size, bold)?;
        let regular = Look { fill: "#e3ecf8", strength: Strength::Regular };
        writer.line(&date.lines.concat(), From::Right(right), base, date.size, regular)
    }
}

/// Where a line of text stands.
#[derive(Clone, Copy)]
enum From {
    Left(f32),
    Right(f32),
}

/// How letters look.
#[derive(Clone, Copy)]
struct Look {
    fill: &'static str,
    strength: Strength,
}

/// Writes texts into a picture.
struct Writer<'a> {
    svg: &'a mut Svg,
    fonts: &'a Fonts,
}

impl Writer<'_> {
    /// Lines below one another; gives the lower edge.
    fn block(&mut self, fitted: &Fitted, (x, mut y): (f32, f32), look: Look) -> Result<f32, DrawError> {
        let step = fitted.size * fitted.pitch();
        for line in &fitted.lines {
            let base = y + step / 2.0 + fitted.size * 0.35;
            self.line(line, From::Left(x), base, fitted.size, look)?;
            y += step;
        }
        Ok(y)
    }

    fn line(&mut self, text: &str, from: From, base: f32, size: f32, look: Look) -> Result<(), DrawError> {
        let line = typeset::line(self.fonts, text, look.strength)?;
        let left = match from {
            From::Left(x) => x,
            From::Right(x) => x - line.width * size,
        };
        for run in &line.runs {
            self.svg.add(format_args!(
                "<text x='{x}' y='{base}' font-family=\"{family}\" font-weight='{weight}' font-size='{size}' \
                 fill='{fill}' xml:space='preserve'>{text}</text>",
                x = left + run.left * size,
                family = run.family,
                weight = look.strength.weight(),
                fill = look.fill,
                text = escape(&run.text),
            ));
        }
        Ok(())
    }
}

/// A filled disc with a tick, a half disc, a broken ring: the same shapes as on the pages.
fn mark(svg: &mut Svg, status: u8, (x, y, radius): (f32, f32, f32)) {
    // the pages' mark is drawn in a box of 64
    let scale = radius / 30.0;
    svg.add(format_args!("<g transform='translate({x} {y}) scale({scale}) translate(-32 -32)'>"));
    match status {
        2 => svg.add(format_args!(
            "<circle cx='32' cy='32' r='30' fill='{ORANGE}'/><path d='M19 33l9 9 18-20' fill='none' stroke='{DEEP}' \
             stroke-width='6.5' stroke-linecap='round' stroke-linejoin='round'/>"
        )),
        1 => svg.add(format_args!(
            "<circle cx='32' cy='32' r='27.5' fill='none' stroke='{ORANGE}' stroke-width='5'/>\
             <path d='M32 4.5a27.5 27.5 0 0 1 0 55z' fill='{ORANGE}'/>"
        )),
        _ => svg.add(format_args!(
            "<circle cx='32' cy='32' r='27.5' fill='none' stroke='{ORANGE}' stroke-width='5' stroke-dasharray='13 8.6'/>"
        )),
    }
    svg.add(format_args!("</g>"));
}

/// A QR code on a white tile: dark on light, as scanners expect.
fn tile(svg: &mut Svg, code: &QrCode, (x, y, side): (f32, f32, f32)) {
    let modules = u16::try_from(code.side()).unwrap_or(u16::MAX);
    let scale = side / f32::from(modules);
    svg.add(format_args!(
        "<rect x='{x}' y='{y}' width='{side}' height='{side}' rx='{round}' fill='#ffffff'/>\
         <path transform='translate({x} {y}) scale({scale})' fill='{DEEP}' shape-rendering='crispEdges' d='{path}'/>",
        round = scale * 3.0,
        path = code.path(),
    ));
}
