//! Appending with tiles: gives every tile at the moment at which it is full.

use super::{
    tile::{self, TileSource},
    tree::{Frontier, Hash, Head},
};

/// A full tile, as it is to be stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FullTile<'t> {
    /// 0 for leaf hashes, 1 for roots of tiles of level 0, and so on.
    pub level: u8,
    /// The index within the level.
    pub index: u64,
    /// Its 256 hashes, 8,192 bytes.
    pub hashes: &'t [Hash],
    /// The root over them: the hash of the same index, one level up.
    pub root: Hash,
}

/// A log that grows: the frontier, and in memory the hashes of the tiles that are not full yet.
///
/// A writer keeps one, makes a copy before a transaction (8 KB a level; there are three levels below 16 million leaves) and
/// goes back to the copy when the transaction fails.
///
/// ```
/// use domain::audit::{append::Appender, tree::leaf_hash};
///
/// let mut log = Appender::default();
/// let mut tiles = Vec::new();
/// for number in 0..300_u32 {
///     log.append(leaf_hash(&number.to_be_bytes()), |tile| tiles.push((tile.level, tile.index, tile.hashes.len())));
/// }
/// assert_eq!(tiles, [(0, 0, 256)]);
/// assert_eq!(log.open(0).len(), 44);
/// assert_eq!(log.open(1).len(), 1);
/// ```
#[derive(Debug, Default)]
pub struct Appender {
    frontier: Frontier,
    /// The hashes of the open tile of every level.
    open: Vec<Vec<Hash>>,
}

/// Why a log cannot be taken up again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ResumeError {
    /// Hashes of an open tile are not there.
    #[error("hashes of the audit log's open tile of level {level} are missing")]
    Missing {
        /// The level of the tile.
        level: u8,
    },
    /// The hashes make another root than the stored frontier.
    #[error("the audit log's last hashes do not fit its stored root")]
    Differs,
}

impl Clone for Appender {
    /// A copy with the same room as the original, so that appending to it takes no memory either.
    fn clone(&self) -> Self {
        let mut open = Vec::with_capacity(tile::LEVELS);
        for hashes in &self.open {
            let mut copy = room();
            copy.extend_from_slice(hashes);
            open.push(copy);
        }
        Self { frontier: self.frontier.clone(), open }
    }
}

impl Appender {
    /// Takes up a log where its stored frontier ends. The source must give the hashes of the open tiles, fewer than 256 a
    /// level; that they make the root of the frontier is checked.
    pub fn resume(frontier: Frontier, source: &impl TileSource) -> Result<Self, ResumeError> {
        let mut open = Vec::with_capacity(tile::LEVELS);
        for level in tile::levels(frontier.size()) {
            let (first, width) = tile::open_hashes(level, frontier.size());
            let mut hashes = room();
            if width > 0 {
                let stored = source.hashes(level, first, width).ok_or(ResumeError::Missing { level })?;
                hashes.extend_from_slice(&stored);
            }
            if hashes.len() != usize::from(width) {
                return Err(ResumeError::Missing { level });
            }
            open.push(hashes);
        }
        let log = Self { frontier, open };
        if log.root_of_open_tiles() == log.frontier.root() { Ok(log) } else { Err(ResumeError::Differs) }
    }

    /// Appends a leaf by its hash and gives its index. `store` is shown each tile that becomes full, the lowest level
    /// first; that is one leaf in 256. Nothing is allocated but 8 KB for each new level.
    pub fn append(&mut self, leaf: Hash, mut store: impl FnMut(FullTile<'_>)) -> u64 {
        let open = &mut self.open;
        let index = self.frontier.size();
        self.frontier.append_seen(leaf, |height, hash| {
            if height % tile::HEIGHT != 0 {
                return;
            }
            let level = usize::try_from(height / tile::HEIGHT).unwrap_or(tile::LEVELS);
            if let Some(below) = level.checked_sub(1)
                && let Some(hashes) = open.get_mut(below)
            {
                let number = u8::try_from(below).unwrap_or(u8::MAX);
                store(FullTile { level: number, index: index >> height, hashes: hashes.as_slice(), root: *hash });
                hashes.clear();
            }
            if open.len() <= level {
                open.resize_with(level + 1, room);
            }
            if let Some(hashes) = open.get_mut(level) {
                hashes.push(*hash);
            }
        })
    }

    /// What is to be stored with the leaves, in the same transaction.
    pub fn frontier(&self) -> &Frontier {
        &self.frontier
    }

    /// Size and root.
    pub fn head(&self) -> Head {
        self.frontier.head()
    }

    /// The hashes of the tile of a level that is not full yet: the partial tile of the log as it is.
    pub fn open(&self, level: u8) -> &[Hash] {
        self.open.get(usize::from(level)).map_or(&[], Vec::as_slice)
    }

    /// The root again, from the open tiles alone: together they hold exactly the perfect subtrees of the frontier.
    fn root_of_open_tiles(&self) -> Hash {
        let roots = self.open.iter().rev().flat_map(|hashes| tile::subtree_roots(hashes));
        let roots: Vec<Hash> = roots.collect();
        tile::fold(&roots)
    }
}

/// Room for the hashes of one tile.
fn room() -> Vec<Hash> {
    Vec::with_capacity(usize::from(tile::WIDTH))
}
