//! Hashing of leaves and nodes, and the growing end of the tree (RFC 9162, section 2.1).

use sha2::{Digest, Sha256};

/// A SHA-256 hash of a leaf or of a subtree.
pub type Hash = [u8; 32];

/// The most leaves that a tree may have: every index fits into the signed numbers of a database.
pub const MAX_SIZE: u64 = 1 << 62;

/// The hash of a leaf: of a zero byte and the leaf's bytes.
pub fn leaf_hash(leaf: &[u8]) -> Hash {
    Sha256::new().chain_update([0x00]).chain_update(leaf).finalize().into()
}

/// The hash of an inner node: of a one byte and the hashes of both children.
pub fn node_hash(left: &Hash, right: &Hash) -> Hash {
    Sha256::new().chain_update([0x01]).chain_update(left).chain_update(right).finalize().into()
}

/// The root of the tree without leaves: the hash of nothing.
pub fn empty_root() -> Hash {
    Sha256::digest([]).into()
}

/// How many leaves a log has, and the root over them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// The number of leaves.
    pub size: u64,
    /// The root of the tree of these leaves.
    pub root: Hash,
}

/// The growing end of a tree: the roots of the perfect subtrees that its leaves make up, the largest first. That is all
/// that appending and the root need; it fits into one cell of a database (40 bytes for one leaf, at most 520 for 65,535).
///
/// ```
/// use domain::audit::tree::{Frontier, empty_root, leaf_hash, node_hash};
///
/// let mut frontier = Frontier::default();
/// assert_eq!(frontier.root(), empty_root());
/// assert_eq!(frontier.append(leaf_hash(b"a")), 0);
/// assert_eq!(frontier.append(leaf_hash(b"b")), 1);
/// assert_eq!(frontier.root(), node_hash(&leaf_hash(b"a"), &leaf_hash(b"b")));
/// assert_eq!(Frontier::from_bytes(&frontier.to_bytes())?, frontier);
/// # Ok::<(), domain::audit::tree::FrontierError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frontier {
    size: u64,
    /// One for every bit that is set in the size, in that order.
    roots: Vec<Hash>,
}

/// Bytes that are no frontier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the stored end of the audit log is damaged")]
pub struct FrontierError;

impl Default for Frontier {
    /// The end of the empty tree, with room for any other.
    fn default() -> Self {
        Self { size: 0, roots: Vec::with_capacity(64) }
    }
}

impl Frontier {
    /// The number of leaves.
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// Appends a leaf by its hash and gives its index. On average this makes one hash.
    pub fn append(&mut self, leaf: Hash) -> u64 {
        self.append_seen(leaf, |_, _| ())
    }

    /// Appends a leaf and shows every subtree that becomes perfect by it: its height (0 for the leaf itself) and its root.
    /// The subtree's index is that of the leaf, shifted right by the height.
    pub fn append_seen(&mut self, leaf: Hash, mut seen: impl FnMut(u32, &Hash)) -> u64 {
        let index = self.size;
        let mut hash = leaf;
        seen(0, &hash);
        for height in 1..=index.trailing_ones() {
            // a subtree of the height below stands to the left, as the size has that bit
            if let Some(left) = self.roots.pop() {
                hash = node_hash(&left, &hash);
                seen(height, &hash);
            }
        }
        self.roots.push(hash);
        self.size = index.saturating_add(1);
        index
    }

    /// The root over all leaves.
    pub fn root(&self) -> Hash {
        let mut upwards = self.roots.iter().rev().copied();
        let last = upwards.next().unwrap_or_else(empty_root);
        upwards.fold(last, |right, left| node_hash(&left, &right))
    }

    /// Size and root together.
    pub fn head(&self) -> Head {
        Head { size: self.size, root: self.root() }
    }

    /// The first and last leaf of the first subtree in which two ends of logs of one size differ.
    pub(super) fn first_difference(&self, other: &Self) -> Option<(u64, u64)> {
        let mut start = 0;
        let heights = (0..u64::BITS).rev().filter(|height| self.size >> height & 1 == 1);
        for (height, (ours, theirs)) in heights.zip(self.roots.iter().zip(&other.roots)) {
            let last = start + ((1 << height) - 1);
            if ours != theirs {
                return Some((start, last));
            }
            start = last + 1;
        }
        None
    }

    /// The bytes to keep: the size as eight bytes, the most significant first, then the roots.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(8 + 32 * self.roots.len());
        bytes.extend_from_slice(&self.size.to_be_bytes());
        bytes.extend(self.roots.iter().flatten());
        bytes
    }

    /// Reads what [`Frontier::to_bytes`] gave. The number of roots must fit the size; whether they are the right ones, only
    /// the leaves can tell.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, FrontierError> {
        let (size, hashes) = bytes.split_first_chunk::<8>().ok_or(FrontierError)?;
        let size = u64::from_be_bytes(*size);
        let (hashes, rest) = hashes.as_chunks::<32>();
        let fits = u32::try_from(hashes.len()) == Ok(size.count_ones());
        if size > MAX_SIZE || !fits || !rest.is_empty() {
            return Err(FrontierError);
        }
        let mut roots = Vec::with_capacity(64);
        roots.extend_from_slice(hashes);
        Ok(Self { size, roots })
    }
}
