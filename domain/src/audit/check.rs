//! Walking a whole log, from a database or an export, and naming the first entry that is wrong.

use super::{
    append::{Appender, FullTile},
    tile::{self, HEIGHT, TileSource, WIDTH},
    tree::{Frontier, Hash, Head, leaf_hash},
};

/// What is wrong with a log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Finding {
    /// The entry does not have the hash that was stored when it was made: it was changed, or another stands in its place.
    #[error("entry {index} is not the one that was logged there")]
    Entry {
        /// Index of the entry.
        index: u64,
    },
    /// Entries fit their own hashes, but not the hash that was stored over them: one of them was changed with its hash.
    #[error("one of the entries {first} to {last} is not the one that was logged there")]
    Range {
        /// Index of the first entry.
        first: u64,
        /// Index of the last entry.
        last: u64,
    },
    /// The entry is not there.
    #[error("entry {index} is missing")]
    Missing {
        /// Index of the entry.
        index: u64,
    },
    /// The log has more entries than it should.
    #[error("entry {index} is behind the end of the log")]
    Extra {
        /// Index of the first entry that is too many.
        index: u64,
    },
    /// The entries make another root, and nothing that was stored tells which of them is wrong.
    #[error("the first {size} entries are not those that were signed for: their root differs")]
    Root {
        /// The number of entries.
        size: u64,
    },
}

impl Finding {
    /// Index of the first entry that is, or may be, wrong; `None` when it may be any.
    pub const fn index(self) -> Option<u64> {
        match self {
            Self::Entry { index } | Self::Missing { index } | Self::Extra { index } => Some(index),
            Self::Range { first, .. } => Some(first),
            Self::Root { .. } => None,
        }
    }
}

/// Walks a log from its first entry and compares it with all that is stored about it: the hash beside each leaf, the tiles,
/// and at the end a root that was signed.
///
/// After a finding nothing more is to be pushed.
#[derive(Debug)]
pub struct Checker<S> {
    log: Appender,
    tiles: S,
}

/// A source without tiles, for a log of which none are at hand.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoTiles;

impl TileSource for NoTiles {
    fn hashes(&self, _level: u8, _first: u64, _count: u16) -> Option<Vec<Hash>> {
        None
    }
}

impl<S: TileSource> Checker<S> {
    /// Starts at the first entry. Tiles that the source does not have are not missed: the root tells of everything.
    pub fn new(tiles: S) -> Self {
        Self { log: Appender::default(), tiles }
    }

    /// Takes the next leaf, with its index and the hash that is stored beside it.
    pub fn push(&mut self, index: u64, leaf: &[u8], stored: Option<&Hash>) -> Result<(), Finding> {
        let next = self.log.frontier().size();
        if index != next {
            return Err(if index > next { Finding::Missing { index: next } } else { Finding::Entry { index: next } });
        }
        let hash = leaf_hash(leaf);
        if stored.is_some_and(|stored| *stored != hash) {
            return Err(Finding::Entry { index });
        }
        let mut found = None;
        let tiles = &self.tiles;
        self.log.append(hash, |tile| found = found.or_else(|| differs(tiles, tile)));
        found.map_or(Ok(()), Err)
    }

    /// Size and root of what was walked so far, to compare with a checkpoint on the way.
    pub fn head(&self) -> Head {
        self.log.head()
    }

    /// Ends the walk: the log must have this size and this root.
    pub fn finish(self, head: &Head) -> Result<(), Finding> {
        self.ends_at(head.size)?;
        if self.log.head() == *head { Ok(()) } else { Err(Finding::Root { size: head.size }) }
    }

    /// Ends the walk at a stored frontier, which tells more than a root: where the difference lies.
    pub fn finish_at(self, frontier: &Frontier) -> Result<(), Finding> {
        self.ends_at(frontier.size())?;
        let found = self.log.frontier().first_difference(frontier);
        found.map_or(Ok(()), |(first, last)| Err(Finding::Range { first, last }))
    }

    /// Compares the size, then the tiles that are not full.
    fn ends_at(&self, size: u64) -> Result<(), Finding> {
        let walked = self.log.frontier().size();
        if walked < size {
            return Err(Finding::Missing { index: walked });
        }
        if walked > size {
            return Err(Finding::Extra { index: size });
        }
        for level in tile::levels(size) {
            let (first, _) = tile::open_hashes(level, size);
            if let Some(found) = compare(&self.tiles, level, first, self.log.open(level)) {
                return Err(found);
            }
        }
        Ok(())
    }
}

/// Compares a tile that has become full with the stored one.
fn differs(tiles: &impl TileSource, tile: FullTile<'_>) -> Option<Finding> {
    compare(tiles, tile.level, tile.index * u64::from(WIDTH), tile.hashes)
}

/// Compares hashes of a level with the stored ones, where there are any.
fn compare(tiles: &impl TileSource, level: u8, first: u64, hashes: &[Hash]) -> Option<Finding> {
    let count = u16::try_from(hashes.len()).ok().filter(|count| *count > 0)?;
    let stored = tiles.hashes(level, first, count)?;
    let (place, _) = (first..).zip(hashes.iter().zip(&stored)).find(|(_, (ours, theirs))| ours != theirs)?;
    let below = HEIGHT * u32::from(level);
    let start = place << below;
    let last = start + ((1 << below) - 1);
    Some(if level == 0 { Finding::Entry { index: place } } else { Finding::Range { first: start, last } })
}

/// Walks leaves that are in memory; `stored` are the hashes that were stored with them, if any.
///
/// ```
/// use domain::audit::{check::{Finding, check}, tree::{Frontier, leaf_hash}};
///
/// let mut leaves = ["one", "two", "three"];
/// let stored = leaves.map(|leaf| leaf_hash(leaf.as_bytes()));
/// let mut log = Frontier::default();
/// for hash in stored {
///     log.append(hash);
/// }
/// assert_eq!(check(leaves, Some(&stored), &log.head()), Ok(()));
///
/// leaves[1] = "TWO";
/// assert_eq!(check(leaves, Some(&stored), &log.head()), Err(Finding::Entry { index: 1 }));
/// assert_eq!(check(leaves, None, &log.head()), Err(Finding::Root { size: 3 }));
/// ```
pub fn check<L: AsRef<[u8]>>(
    leaves: impl IntoIterator<Item = L>,
    stored: Option<&[Hash]>,
    head: &Head,
) -> Result<(), Finding> {
    let mut checker = Checker::new(NoTiles);
    let mut hashes = stored.map(<[Hash]>::iter);
    for (index, leaf) in (0..).zip(leaves) {
        let hash = match &mut hashes {
            Some(hashes) => Some(hashes.next().ok_or(Finding::Extra { index })?),
            None => None,
        };
        checker.push(index, leaf.as_ref(), hash)?;
    }
    checker.finish(head)
}
