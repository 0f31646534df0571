//! The definitions of RFC 9162, section 2.1, word for word: slow, and on whole lists of leaf hashes.

use domain::audit::tree::{Hash, leaf_hash};
use sha2::{Digest, Sha256};

/// Distinct leaf hashes.
pub(crate) fn leaves(count: u64) -> Vec<Hash> {
    (0..count).map(|number| leaf_hash(&number.to_be_bytes())).collect()
}

/// The largest power of two smaller than a number of at least two.
fn largest_below(count: usize) -> usize {
    let mut power = 1;
    while power * 2 < count {
        power *= 2;
    }
    power
}

/// MTH.
pub(crate) fn root(leaves: &[Hash]) -> Hash {
    match leaves {
        [] => Sha256::digest(b"").into(),
        [leaf] => *leaf,
        leaves => {
            let (left, right) = leaves.split_at(largest_below(leaves.len()));
            let node = [[1].as_slice(), &root(left), &root(right)].concat();
            Sha256::digest(node).into()
        }
    }
}

/// PATH.
pub(crate) fn path(index: usize, leaves: &[Hash]) -> Vec<Hash> {
    if leaves.len() == 1 {
        return vec![];
    }
    let (left, right) = leaves.split_at(largest_below(leaves.len()));
    let (mut path, beside) = if index < left.len() {
        (path(index, left), root(right))
    } else {
        (path(index - left.len(), right), root(left))
    };
    path.push(beside);
    path
}

/// PROOF.
pub(crate) fn proof(old: usize, leaves: &[Hash]) -> Vec<Hash> {
    subproof(old, leaves, true)
}

fn subproof(old: usize, leaves: &[Hash], whole: bool) -> Vec<Hash> {
    if old == leaves.len() {
        return if whole { vec![] } else { vec![root(leaves)] };
    }
    let (left, right) = leaves.split_at(largest_below(leaves.len()));
    let (mut proof, beside) = if old <= left.len() {
        (subproof(old, left, whole), root(right))
    } else {
        (subproof(old - left.len(), right, false), root(left))
    };
    proof.push(beside);
    proof
}
