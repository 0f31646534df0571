//! Inclusion and consistency proofs (RFC 9162, sections 2.1.3 and 2.1.4), made from tiles and checked without them.

use super::{
    tile::{self, HEIGHT, Tile, TileSource, WIDTH},
    tree::{Hash, Head, node_hash},
};

/// Why a proof cannot be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProofError {
    /// The leaf is not in a tree of this size, or the older tree is the larger one.
    #[error("a log of this size has no such proof")]
    OutOfRange,
    /// The source does not have these hashes.
    #[error("hashes of the audit log are missing: level {level}, from {first}")]
    Missing {
        /// The level of the hashes.
        level: u8,
        /// The index of the first one within the level.
        first: u64,
    },
}

/// Why a proof is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// The leaf is not in a tree of this size, or the older tree is the larger one.
    #[error("no log of this size has such a proof")]
    OutOfRange,
    /// The proof has more or fewer hashes than such a proof has.
    #[error("the proof has too many or too few hashes")]
    Length,
    /// The proof leads to another root.
    #[error("the proof leads to another root")]
    Root,
}

/// The proof that the leaf of an index is in the tree of a size: the hashes beside its way to the root, from the bottom up.
///
/// ```
/// use domain::audit::{proof::{inclusion_proof, verify_inclusion}, tree::{Frontier, leaf_hash}};
///
/// let leaves = [leaf_hash(b"a"), leaf_hash(b"b"), leaf_hash(b"c")];
/// let mut log = Frontier::default();
/// for leaf in leaves {
///     log.append(leaf);
/// }
/// let proof = inclusion_proof(leaves.as_slice(), 2, 3).unwrap();
/// assert_eq!(verify_inclusion(&leaves[2], 2, &log.head(), &proof), Ok(()));
/// assert!(verify_inclusion(&leaves[1], 2, &log.head(), &proof).is_err());
/// ```
pub fn inclusion_proof<S: TileSource + ?Sized>(source: &S, index: u64, size: u64) -> Result<Vec<Hash>, ProofError> {
    let ranges = inclusion_ranges(index, size).ok_or(ProofError::OutOfRange)?;
    ranges.iter().map(|range| range.hash(source)).collect()
}

/// The proof that the tree of the newer size begins with the tree of the older one. It is empty for equal sizes, and when
/// the older tree is.
pub fn consistency_proof<S: TileSource + ?Sized>(source: &S, old: u64, new: u64) -> Result<Vec<Hash>, ProofError> {
    let ranges = consistency_ranges(old, new).ok_or(ProofError::OutOfRange)?;
    ranges.iter().map(|range| range.hash(source)).collect()
}

/// The root of the tree of the first `size` leaves: of today or of any earlier day.
pub fn root<S: TileSource + ?Sized>(source: &S, size: u64) -> Result<Hash, ProofError> {
    Range { start: 0, end: size }.hash(source)
}

/// The tiles that [`inclusion_proof`] reads, each once, as a tree of this size has them.
pub fn tiles_for_inclusion(index: u64, size: u64) -> Result<Vec<Tile>, ProofError> {
    inclusion_ranges(index, size).map(|ranges| tiles_of(&ranges, size)).ok_or(ProofError::OutOfRange)
}

/// The tiles that [`consistency_proof`] reads, each once, as a tree of the newer size has them.
pub fn tiles_for_consistency(old: u64, new: u64) -> Result<Vec<Tile>, ProofError> {
    consistency_ranges(old, new).map(|ranges| tiles_of(&ranges, new)).ok_or(ProofError::OutOfRange)
}

/// Checks that the leaf of an index is in a tree (RFC 9162, section 2.1.3.2).
pub fn verify_inclusion(leaf: &Hash, index: u64, head: &Head, proof: &[Hash]) -> Result<(), Refused> {
    if index >= head.size {
        return Err(Refused::OutOfRange);
    }
    let (mut place, mut last) = (index, head.size - 1);
    let mut hash = *leaf;
    for beside in proof {
        if last == 0 {
            return Err(Refused::Length);
        }
        if place & 1 == 1 || place == last {
            hash = node_hash(beside, &hash);
            (place, last) = up_to_right_child(place, last);
        } else {
            hash = node_hash(&hash, beside);
        }
        (place, last) = (place >> 1, last >> 1);
    }
    match (last, hash == head.root) {
        (0, true) => Ok(()),
        (0, false) => Err(Refused::Root),
        _ => Err(Refused::Length),
    }
}

/// Checks that the newer tree begins with the older one (RFC 9162, section 2.1.4.2). Every tree begins with the empty one.
pub fn verify_consistency(old: &Head, new: &Head, proof: &[Hash]) -> Result<(), Refused> {
    if old.size > new.size {
        return Err(Refused::OutOfRange);
    }
    if old.size == 0 || old.size == new.size {
        let expected = if old.size == 0 { super::tree::empty_root() } else { new.root };
        return match (proof.is_empty(), old.root == expected) {
            (false, _) => Err(Refused::Length),
            (true, false) => Err(Refused::Root),
            (true, true) => Ok(()),
        };
    }
    let perfect = old.size.is_power_of_two().then_some(old.root);
    let mut hashes = perfect.into_iter().chain(proof.iter().copied());
    let start = hashes.next().filter(|_| !proof.is_empty()).ok_or(Refused::Length)?;
    let shift = (old.size - 1).trailing_ones();
    let (mut place, mut last) = ((old.size - 1) >> shift, (new.size - 1) >> shift);
    let (mut old_root, mut new_root) = (start, start);
    for beside in hashes {
        if last == 0 {
            return Err(Refused::Length);
        }
        if place & 1 == 1 || place == last {
            old_root = node_hash(&beside, &old_root);
            new_root = node_hash(&beside, &new_root);
            (place, last) = up_to_right_child(place, last);
        } else {
            new_root = node_hash(&new_root, &beside);
        }
        (place, last) = (place >> 1, last >> 1);
    }
    if last != 0 {
        return Err(Refused::Length);
    }
    if (old_root, new_root) == (old.root, new.root) { Ok(()) } else { Err(Refused::Root) }
}

/// From a node to the ancestor that is a right child, or to the left edge: those between have nothing beside them.
fn up_to_right_child(place: u64, last: u64) -> (u64, u64) {
    let shift = if place == 0 { 0 } else { place.trailing_zeros() };
    (place >> shift, last >> shift)
}

/// Leaves from `start` up to and not including `end`, whose root is part of a proof.
#[derive(Clone, Copy, Debug)]
struct Range {
    start: u64,
    end: u64,
}

/// A perfect subtree: hashes of one level, as many as a power of two, all within one tile.
#[derive(Clone, Copy, Debug)]
struct Subtree {
    level: u8,
    first: u64,
    count: u16,
}

impl Range {
    /// The perfect subtrees of the range, the largest first. The start of a range that is part of a proof is a multiple of
    /// the largest.
    fn subtrees(self) -> impl Iterator<Item = Subtree> {
        let mut start = self.start;
        std::iter::from_fn(move || {
            let height = self.end.checked_sub(start)?.checked_ilog2()?;
            let (level, within) = (height / HEIGHT, height % HEIGHT);
            let first = start >> (height - within);
            start += 1 << height;
            Some(Subtree { level: u8::try_from(level).unwrap_or(u8::MAX), first, count: 1 << within })
        })
    }

    /// The root of the leaves of the range.
    fn hash<S: TileSource + ?Sized>(self, source: &S) -> Result<Hash, ProofError> {
        let roots: Result<Vec<Hash>, ProofError> = self.subtrees().map(|subtree| subtree.root(source)).collect();
        Ok(tile::fold(&roots?))
    }
}

impl Subtree {
    fn root<S: TileSource + ?Sized>(self, source: &S) -> Result<Hash, ProofError> {
        let Self { level, first, count } = self;
        let hashes = source.hashes(level, first, count).filter(|hashes| hashes.len() == usize::from(count));
        hashes.map(|hashes| tile::root(&hashes)).ok_or(ProofError::Missing { level, first })
    }
}

/// The ranges of an inclusion proof, from the bottom up; `None` when the leaf is not in the tree.
fn inclusion_ranges(index: u64, size: u64) -> Option<Vec<Range>> {
    if index >= size {
        return None;
    }
    let (mut start, mut end) = (0, size);
    let mut ranges = Vec::new();
    while let Some(middle) = split(start, end) {
        let (left, right) = (Range { start, end: middle }, Range { start: middle, end });
        ranges.push(if index < middle { right } else { left });
        (start, end) = if index < middle { (start, middle) } else { (middle, end) };
    }
    ranges.reverse();
    Some(ranges)
}

/// The ranges of a consistency proof, from the bottom up; `None` when the older tree is the larger one.
fn consistency_ranges(old: u64, new: u64) -> Option<Vec<Range>> {
    if old > new {
        return None;
    }
    let (mut start, mut end) = (0, new);
    let mut ranges = Vec::new();
    while old > 0 && old < end {
        let middle = split(start, end)?;
        let (left, right) = (Range { start, end: middle }, Range { start: middle, end });
        ranges.push(if old <= middle { right } else { left });
        (start, end) = if old <= middle { (start, middle) } else { (middle, end) };
    }
    if start > 0 {
        // the reader does not know this subtree: it is no whole older tree
        ranges.push(Range { start, end });
    }
    ranges.reverse();
    Some(ranges)
}

/// Where a tree of these leaves parts: behind the largest power of two that leaves something on the right.
fn split(start: u64, end: u64) -> Option<u64> {
    let highest = end.checked_sub(start)?.checked_sub(1)?.checked_ilog2()?;
    Some(start + (1 << highest))
}

/// The tiles that hold the hashes of these ranges.
fn tiles_of(ranges: &[Range], size: u64) -> Vec<Tile> {
    let subtrees = ranges.iter().flat_map(|range| range.subtrees());
    let tiles = subtrees.filter_map(|subtree| tile::widest(subtree.level, subtree.first / u64::from(WIDTH), size));
    let mut tiles: Vec<Tile> = tiles.collect();
    tiles.sort_unstable();
    tiles.dedup();
    tiles
}
