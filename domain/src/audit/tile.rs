//! Tiles: the tree in pieces that never change once they are full (C2SP tlog-tiles, <https://c2sp.org/tlog-tiles>).

use std::fmt;

use super::tree::{Hash, MAX_SIZE, empty_root, node_hash};

/// How many levels of the tree one tile spans.
pub const HEIGHT: u32 = 8;

/// How many hashes a full tile holds.
pub const WIDTH: u16 = 256;

/// How many levels of tiles the largest tree has.
pub const LEVELS: usize = 8;

/// The coordinates of a tile.
///
/// ```
/// use domain::audit::tile::Tile;
///
/// let full = Tile::parse("tile/0/x001/x234/067")?;
/// assert_eq!((full.level(), full.index(), full.width()), (0, 1_234_067, 256));
/// assert_eq!(Tile::new(1, 5, 17)?.to_string(), "tile/1/005.p/17");
/// assert!(Tile::parse("tile/0/x000/067").is_err());
/// # Ok::<(), domain::audit::tile::TileError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tile {
    level: u8,
    index: u64,
    width: u16,
}

/// Why there is no such tile.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TileError {
    /// Not written as `tile/<level>/<index>` or `tile/<level>/<index>.p/<width>`.
    #[error("a tile is written as in tile/0/x001/x234/067 or tile/1/005.p/17")]
    Path,
    /// No tree is large enough to have it.
    #[error("no log is large enough for this tile")]
    OutOfRange,
    /// The width is not from 1 to 256.
    #[error("a tile holds 1 to 256 hashes")]
    Width,
}

impl Tile {
    /// The tile of an index within a level, with its first `width` hashes.
    pub fn new(level: u8, index: u64, width: u16) -> Result<Self, TileError> {
        if !(1..=WIDTH).contains(&width) {
            return Err(TileError::Width);
        }
        let last = u128::from(index) * u128::from(WIDTH) + u128::from(width);
        let leaves = 1_u128.checked_shl(HEIGHT * u32::from(level)).and_then(|each| each.checked_mul(last));
        match leaves {
            Some(leaves) if leaves <= u128::from(MAX_SIZE) => Ok(Self { level, index, width }),
            _ => Err(TileError::OutOfRange),
        }
    }

    /// 0 for a tile of leaf hashes; a hash of level 1 is the root of a full tile of level 0, and so on.
    pub const fn level(self) -> u8 {
        self.level
    }

    /// The index within the level.
    pub const fn index(self) -> u64 {
        self.index
    }

    /// How many hashes it holds: 256 for a full tile.
    pub const fn width(self) -> u16 {
        self.width
    }

    /// Whether it is full, and therefore never changes.
    pub const fn is_full(self) -> bool {
        self.width == WIDTH
    }

    /// The index of its first hash within the level.
    pub const fn first(self) -> u64 {
        self.index * WIDTH as u64
    }

    /// Whether a tree of this size has it (it may have a wider one of the same index).
    pub fn is_in(self, size: u64) -> bool {
        self.first() + u64::from(self.width) <= hashes_of(self.level, size)
    }

    /// Reads a path. There is one way to write each tile: no zeros too many, no empty partial tile.
    pub fn parse(path: &str) -> Result<Self, TileError> {
        let rest = path.strip_prefix("tile/").ok_or(TileError::Path)?;
        let (level, rest) = rest.split_once('/').ok_or(TileError::Path)?;
        let (index, width) = match rest.split_once(".p/") {
            Some((index, width)) => (index, number(width)?),
            None => (rest, u64::from(WIDTH)),
        };
        let level = u8::try_from(number(level)?).map_err(|_| TileError::OutOfRange)?;
        let width = u16::try_from(width).map_err(|_| TileError::Width)?;
        let tile = Self::new(level, index_from(index)?, width)?;
        // what is written otherwise than we write it is no path: `x000/067`, `.p/256`
        if tile.to_string() == path { Ok(tile) } else { Err(TileError::Path) }
    }
}

impl fmt::Display for Tile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "tile/{}/", self.level)?;
        // no index has more than 17 digits: six groups of three
        for group in (1..6).rev() {
            let above = self.index / 1000_u64.pow(group);
            if above > 0 {
                write!(f, "x{:03}/", above % 1000)?;
            }
        }
        write!(f, "{:03}", self.index % 1000)?;
        if self.is_full() { Ok(()) } else { write!(f, ".p/{}", self.width) }
    }
}

/// A decimal number; how it is written, the caller looks at.
fn number(text: &str) -> Result<u64, TileError> {
    text.parse().map_err(|_| TileError::Path)
}

/// An index in groups of digits, every group but the last behind an `x`; how many digits, the caller looks at.
fn index_from(text: &str) -> Result<u64, TileError> {
    let mut index = 0_u64;
    let mut groups = text.split('/').peekable();
    while let Some(group) = groups.next() {
        let digits = if groups.peek().is_some() { group.strip_prefix('x') } else { Some(group) };
        let above = index.checked_mul(1000).ok_or(TileError::OutOfRange)?;
        index = above.checked_add(number(digits.ok_or(TileError::Path)?)?).ok_or(TileError::OutOfRange)?;
    }
    Ok(index)
}

/// The hashes of a log, by level: a hash of level 0 is that of a leaf, a hash of level 1 the root of a full tile of level 0,
/// and so on.
///
/// A store answers from its full tiles, and for the tile that is not full yet from the hashes of its leaves (level 0) or the
/// roots of its full tiles one level down.
pub trait TileSource {
    /// `count` (1 to 256) consecutive hashes of a level, all within one tile; `None` when one of them is not there.
    fn hashes(&self, level: u8, first: u64, count: u16) -> Option<Vec<Hash>>;
}

impl<S: TileSource + ?Sized> TileSource for &S {
    fn hashes(&self, level: u8, first: u64, count: u16) -> Option<Vec<Hash>> {
        (**self).hashes(level, first, count)
    }
}

/// Leaf hashes in memory are a source; the levels above are hashed each time.
impl TileSource for [Hash] {
    fn hashes(&self, level: u8, first: u64, count: u16) -> Option<Vec<Hash>> {
        let each = 1_usize.checked_shl(HEIGHT * u32::from(level))?;
        let start = usize::try_from(first).ok()?.checked_mul(each)?;
        let end = start.checked_add(each.checked_mul(usize::from(count))?)?;
        Some(self.get(start..end)?.chunks(each).map(perfect_root).collect())
    }
}

/// The root over the hashes of a tile, full or partial; [`empty_root`] of none.
pub fn root(hashes: &[Hash]) -> Hash {
    fold(&subtree_roots(hashes))
}

/// The tiles that a tree of this size has: full ones and, at the right edge of a level, a partial one. Lowest level first.
pub fn tiles(size: u64) -> impl Iterator<Item = Tile> {
    levels(size).flat_map(move |level| {
        let hashes = hashes_of(level, size);
        (0..hashes.div_ceil(u64::from(WIDTH))).filter_map(move |index| widest(level, index, size))
    })
}

/// The tile of an index as a tree of this size has it; `None` when it has none.
pub fn widest(level: u8, index: u64, size: u64) -> Option<Tile> {
    let hashes = hashes_of(level, size).checked_sub(index.checked_mul(u64::from(WIDTH))?)?;
    let width = u16::try_from(hashes).unwrap_or(WIDTH).min(WIDTH);
    Tile::new(level, index, width).ok()
}

/// The levels at which a tree of this size has hashes.
pub(super) fn levels(size: u64) -> impl Iterator<Item = u8> {
    (0..8_u8).take_while(move |level| hashes_of(*level, size) > 0)
}

/// How many hashes a level has in a tree of this size.
fn hashes_of(level: u8, size: u64) -> u64 {
    size.checked_shr(HEIGHT * u32::from(level)).unwrap_or(0)
}

/// Index of the first hash of a level's open tile, and how many it holds.
pub(super) fn open_hashes(level: u8, size: u64) -> (u64, u16) {
    let hashes = hashes_of(level, size);
    let width = hashes % u64::from(WIDTH);
    (hashes - width, u16::try_from(width).unwrap_or(0))
}

/// The roots of the perfect subtrees that these hashes make up, the largest first.
pub(super) fn subtree_roots(mut hashes: &[Hash]) -> Vec<Hash> {
    let mut roots = Vec::new();
    while let Some(highest) = hashes.len().checked_ilog2() {
        let (subtree, rest) = hashes.split_at(1 << highest);
        roots.push(perfect_root(subtree));
        hashes = rest;
    }
    roots
}

/// The root over the roots of subtrees, of which each is larger than the next.
pub(super) fn fold(roots: &[Hash]) -> Hash {
    let mut upwards = roots.iter().rev().copied();
    let last = upwards.next().unwrap_or_else(empty_root);
    upwards.fold(last, |right, left| node_hash(&left, &right))
}

/// The root over as many hashes as a power of two; there is at least one.
fn perfect_root(hashes: &[Hash]) -> Hash {
    match hashes {
        [] => empty_root(),
        [only] => *only,
        more => {
            let (left, right) = more.split_at(more.len() / 2);
            node_hash(&perfect_root(left), &perfect_root(right))
        }
    }
}
