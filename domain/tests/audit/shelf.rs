//! A store as the server has one: leaf hashes, full tiles with their roots, and nothing else.

use std::{
    cell::RefCell,
    collections::{BTreeMap, BTreeSet},
};

use domain::audit::{
    append::Appender,
    tile::{TileSource, WIDTH},
    tree::Hash,
};

#[derive(Default)]
pub(crate) struct Shelf {
    pub(crate) leaves: Vec<Hash>,
    pub(crate) full: BTreeMap<(u8, u64), (Vec<Hash>, Hash)>,
    /// Level and index of every tile that was read.
    pub(crate) read: RefCell<BTreeSet<(u8, u64)>>,
}

/// A log of these leaf hashes, and the store that it filled.
pub(crate) fn grown(leaves: &[Hash]) -> (Appender, Shelf) {
    let mut log = Appender::default();
    let mut shelf = Shelf::default();
    for leaf in leaves {
        shelf.append(&mut log, *leaf);
    }
    (log, shelf)
}

impl Shelf {
    pub(crate) fn append(&mut self, log: &mut Appender, leaf: Hash) {
        let index = log.append(leaf, |tile| {
            let before = self.full.insert((tile.level, tile.index), (tile.hashes.to_vec(), tile.root));
            assert_eq!(before, None, "a full tile is given once");
        });
        assert_eq!(index, u64::try_from(self.leaves.len()).unwrap());
        self.leaves.push(leaf);
    }

    /// One hash of a level, from what is stored.
    fn hash(&self, level: u8, index: u64) -> Option<Hash> {
        match level.checked_sub(1) {
            None => self.leaves.get(usize::try_from(index).unwrap()).copied(),
            Some(below) => self.full.get(&(below, index)).map(|(_, root)| *root),
        }
    }
}

impl TileSource for Shelf {
    fn hashes(&self, level: u8, first: u64, count: u16) -> Option<Vec<Hash>> {
        let (width, last) = (u64::from(WIDTH), first + u64::from(count) - 1);
        assert_eq!(first / width, last / width, "all hashes are of one tile");
        self.read.borrow_mut().insert((level, first / width));
        if let Some((hashes, _)) = self.full.get(&(level, first / width)) {
            let start = usize::try_from(first % width).unwrap();
            return Some(hashes[start..start + usize::from(count)].to_vec());
        }
        (first..=last).map(|index| self.hash(level, index)).collect()
    }
}
