use std::collections::BTreeSet;

use domain::audit::{
    append::{Appender, ResumeError},
    proof::{
        ProofError, Refused, consistency_proof, inclusion_proof, root, tiles_for_consistency, tiles_for_inclusion,
        verify_consistency, verify_inclusion,
    },
    tile::{Tile, TileSource},
    tree::{Hash, Head, empty_root},
};
use proptest::{prelude::*, sample::Index};

use crate::{
    naive,
    shelf::{Shelf, grown},
};

fn usize(number: u64) -> usize {
    usize::try_from(number).unwrap()
}

fn head(leaves: &[Hash], size: u64) -> Head {
    Head { size, root: naive::root(&leaves[..usize(size)]) }
}

/// Ways to spoil a proof that is not empty.
fn spoilt(proof: &[Hash], at: Index, bit: u8) -> Vec<Vec<Hash>> {
    let at = at.index(proof.len());
    let (mut flipped, mut shorter, mut longer, mut reversed) =
        (proof.to_vec(), proof.to_vec(), proof.to_vec(), proof.to_vec());
    flipped[at][usize(u64::from(bit) / 8)] ^= 1 << (bit % 8);
    shorter.remove(at);
    longer.insert(at, proof[at]);
    reversed.reverse();
    let mut all = vec![flipped, shorter, longer, vec![]];
    if reversed != proof {
        all.push(reversed);
    }
    all
}

/// The tiles that were read since the last time.
fn read(shelf: &Shelf) -> BTreeSet<(u8, u64)> {
    std::mem::take(&mut *shelf.read.borrow_mut())
}

fn places(tiles: &[Tile]) -> BTreeSet<(u8, u64)> {
    tiles.iter().map(|tile| (tile.level(), tile.index())).collect()
}

#[test]
fn every_proof_of_a_small_log_is_that_of_the_definition() {
    let leaves = naive::leaves(40);
    for size in 1..=40_u64 {
        let now = head(&leaves, size);
        for index in 0..size {
            let proof = inclusion_proof(leaves.as_slice(), index, size).unwrap();
            assert_eq!(proof, naive::path(usize(index), &leaves[..usize(size)]), "{index} in {size}");
            assert_eq!(verify_inclusion(&leaves[usize(index)], index, &now, &proof), Ok(()), "{index} in {size}");
        }
        for old in 1..=size {
            let proof = consistency_proof(leaves.as_slice(), old, size).unwrap();
            assert_eq!(proof, naive::proof(usize(old), &leaves[..usize(size)]), "{old} to {size}");
            assert_eq!(verify_consistency(&head(&leaves, old), &now, &proof), Ok(()), "{old} to {size}");
        }
    }
}

#[test]
fn what_is_not_there_has_no_proof() {
    let leaves = naive::leaves(10);
    let source = leaves.as_slice();
    assert_eq!(inclusion_proof(source, 0, 0), Err(ProofError::OutOfRange));
    assert_eq!(inclusion_proof(source, 10, 10), Err(ProofError::OutOfRange));
    assert_eq!(consistency_proof(source, 11, 10), Err(ProofError::OutOfRange));
    assert_eq!(inclusion_proof(source, 3, 12), Err(ProofError::Missing { level: 0, first: 8 }));
    assert_eq!(root(source, 12), Err(ProofError::Missing { level: 0, first: 8 }));
    assert_eq!(root(source, 0), Ok(empty_root()));
    assert_eq!(tiles_for_inclusion(10, 10), Err(ProofError::OutOfRange));
    assert_eq!(tiles_for_consistency(11, 10), Err(ProofError::OutOfRange));
    assert!(inclusion_proof(source, 0, u64::MAX).is_err());
}

/// A source that gives one hash too few, or too many.
struct Miscounting(Vec<Hash>, bool);

impl TileSource for Miscounting {
    fn hashes(&self, level: u8, first: u64, count: u16) -> Option<Vec<Hash>> {
        let mut hashes = self.0.hashes(level, first, count)?;
        if self.1 {
            hashes.push([0; 32]);
        } else {
            hashes.pop();
        }
        Some(hashes)
    }
}

#[test]
fn a_source_that_miscounts_is_not_believed() {
    let (log, _) = grown(&naive::leaves(10));
    for more in [false, true] {
        let source = Miscounting(naive::leaves(10), more);
        let missing = ProofError::Missing { level: 0, first: 8 };
        assert_eq!(inclusion_proof(&source, 9, 10), Err(missing));
        let resumed = Appender::resume(log.frontier().clone(), &source).map(|log| log.head());
        assert_eq!(resumed, Err(ResumeError::Missing { level: 0 }));
    }
}

#[test]
fn every_log_begins_with_the_empty_one_and_with_itself() {
    let leaves = naive::leaves(10);
    let (none, ten) = (head(&leaves, 0), head(&leaves, 10));
    assert_eq!(consistency_proof(leaves.as_slice(), 0, 10), Ok(vec![]));
    assert_eq!(verify_consistency(&none, &ten, &[]), Ok(()));
    assert_eq!(verify_consistency(&ten, &ten, &[]), Ok(()));
    assert_eq!(verify_consistency(&none, &none, &[]), Ok(()));
    let false_none = Head { size: 0, root: ten.root };
    assert_eq!(verify_consistency(&false_none, &ten, &[]), Err(Refused::Root));
    let false_ten = Head { size: 10, root: none.root };
    assert_eq!(verify_consistency(&false_ten, &ten, &[]), Err(Refused::Root));
    assert_eq!(verify_consistency(&none, &ten, &[leaves[0]]), Err(Refused::Length));
    assert_eq!(verify_consistency(&ten, &ten, &[leaves[0]]), Err(Refused::Length));
    assert_eq!(verify_consistency(&ten, &none, &[]), Err(Refused::OutOfRange));
}

#[test]
fn a_proof_reads_the_tiles_that_were_named() {
    let leaves = naive::leaves(66_000);
    let (log, shelf) = grown(&leaves);
    assert_eq!(root(&shelf, 66_000), Ok(log.head().root));
    read(&shelf);
    for (index, size) in [(0, 66_000), (65_535, 66_000), (65_536, 66_000), (65_999, 66_000), (70, 257), (300, 513)] {
        let now = Head { size, root: root(&shelf, size).unwrap() };
        read(&shelf);
        let proof = inclusion_proof(&shelf, index, size).unwrap();
        assert_eq!(verify_inclusion(&leaves[usize(index)], index, &now, &proof), Ok(()));
        assert_eq!(read(&shelf), places(&tiles_for_inclusion(index, size).unwrap()), "{index} in {size}");
    }
    for (old, new) in [(1, 66_000), (256, 66_000), (65_536, 66_000), (65_999, 66_000), (300, 513)] {
        let now = Head { size: new, root: root(&shelf, new).unwrap() };
        let then = Head { size: old, root: root(&shelf, old).unwrap() };
        read(&shelf);
        let proof = consistency_proof(&shelf, old, new).unwrap();
        assert_eq!(verify_consistency(&then, &now, &proof), Ok(()));
        assert_eq!(read(&shelf), places(&tiles_for_consistency(old, new).unwrap()), "{old} to {new}");
    }
    let paths: Vec<String> = tiles_for_inclusion(3, 66_000).unwrap().iter().map(Tile::to_string).collect();
    assert_eq!(paths, ["tile/0/000", "tile/0/257.p/208", "tile/1/000", "tile/1/001.p/1"]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn inclusion_proofs_hold_and_spoilt_ones_do_not(
        size in 2_u64..700, index in any::<Index>(), other in any::<Index>(), at in any::<Index>(), bit in any::<u8>(),
    ) {
        let leaves = naive::leaves(size);
        let index = index.index(usize(size));
        let (_, shelf) = grown(&leaves);
        let proof = inclusion_proof(&shelf, index as u64, size).unwrap();
        prop_assert_eq!(&proof, &naive::path(index, &leaves));
        let now = head(&leaves, size);
        prop_assert_eq!(verify_inclusion(&leaves[index], index as u64, &now, &proof), Ok(()));
        for spoilt in spoilt(&proof, at, bit) {
            prop_assert!(verify_inclusion(&leaves[index], index as u64, &now, &spoilt).is_err());
        }
        let longer = [proof.as_slice(), &[[7; 32]]].concat();
        prop_assert_eq!(verify_inclusion(&leaves[index], index as u64, &now, &longer), Err(Refused::Length));
        let shorter = &proof[..proof.len() - 1];
        prop_assert_eq!(verify_inclusion(&leaves[index], index as u64, &now, shorter), Err(Refused::Length));
        let other = other.index(usize(size));
        if other != index {
            prop_assert!(verify_inclusion(&leaves[other], index as u64, &now, &proof).is_err());
            prop_assert!(verify_inclusion(&leaves[index], other as u64, &now, &proof).is_err());
        }
        let elsewhere = Head { root: leaves[other], ..now };
        prop_assert_eq!(verify_inclusion(&leaves[index], index as u64, &elsewhere, &proof), Err(Refused::Root));
        let outside = verify_inclusion(&leaves[index], size, &now, &proof);
        prop_assert_eq!(outside, Err(Refused::OutOfRange));
    }

    #[test]
    fn consistency_proofs_hold_and_spoilt_ones_do_not(
        new in 2_u64..700, old in any::<Index>(), at in any::<Index>(), bit in any::<u8>(),
    ) {
        let leaves = naive::leaves(new);
        let old = old.index(usize(new) - 1) as u64 + 1;
        let (_, shelf) = grown(&leaves);
        let proof = consistency_proof(&shelf, old, new).unwrap();
        prop_assert_eq!(&proof, &naive::proof(usize(old), &leaves));
        let (then, now) = (head(&leaves, old), head(&leaves, new));
        prop_assert_eq!(root(&shelf, old), Ok(then.root));
        prop_assert_eq!(verify_consistency(&then, &now, &proof), Ok(()));
        for spoilt in spoilt(&proof, at, bit) {
            prop_assert!(verify_consistency(&then, &now, &spoilt).is_err());
        }
        let longer = [proof.as_slice(), &[[7; 32]]].concat();
        prop_assert_eq!(verify_consistency(&then, &now, &longer), Err(Refused::Length));
        let shorter = &proof[..proof.len() - 1];
        prop_assert_eq!(verify_consistency(&then, &now, shorter), Err(Refused::Length));
        for (old, new) in [
            (Head { root: now.root, ..then }, now),
            (then, Head { root: then.root, ..now }),
            (Head { size: new, ..then }, now),
        ] {
            prop_assert!(verify_consistency(&old, &new, &proof).is_err());
        }
    }

    #[test]
    fn no_proof_panics(
        size in any::<u64>(), old in any::<u64>(), hashes in prop::collection::vec(any::<Hash>(), 0..70),
    ) {
        let now = Head { size, root: [1; 32] };
        prop_assert!(verify_inclusion(&[2; 32], old, &now, &hashes).is_err());
        let then = Head { size: old, root: [3; 32] };
        prop_assert!(verify_consistency(&then, &now, &hashes).is_err());
        let _ = (tiles_for_inclusion(old, size), tiles_for_consistency(old, size));
    }
}
