use domain::audit::{
    append::{Appender, ResumeError},
    tree::{Frontier, FrontierError, Hash, MAX_SIZE, empty_root, leaf_hash},
};
use proptest::prelude::*;

use crate::{
    naive,
    shelf::{Shelf, grown},
};

/// The leaves and roots that Certificate Transparency's implementations test themselves with.
const LEAVES: [&[u8]; 8] = [
    b"",
    &[0x00],
    &[0x10],
    &[0x20, 0x21],
    &[0x30, 0x31],
    &[0x40, 0x41, 0x42, 0x43],
    &[0x50, 0x51, 0x52, 0x53, 0x54, 0x55, 0x56, 0x57],
    &[0x60, 0x61, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0x69, 0x6a, 0x6b, 0x6c, 0x6d, 0x6e, 0x6f],
];

const ROOTS: [&str; 9] = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];

fn hex(hash: &Hash) -> String {
    hash.iter().flat_map(|byte| [byte >> 4, byte & 15]).filter_map(|digit| char::from_digit(digit.into(), 16)).collect()
}

fn frontier(leaves: &[Hash]) -> Frontier {
    let mut frontier = Frontier::default();
    for leaf in leaves {
        frontier.append(*leaf);
    }
    frontier
}

#[test]
fn the_published_roots_come_out() {
    let leaves = LEAVES.map(leaf_hash);
    for (size, root) in ROOTS.iter().enumerate() {
        assert_eq!(hex(&frontier(&leaves[..size]).root()), *root, "size {size}");
        assert_eq!(hex(&naive::root(&leaves[..size])), *root, "size {size}");
    }
    assert_eq!(hex(&empty_root()), ROOTS[0]);
}

#[test]
fn every_size_has_the_root_of_the_definition() {
    let leaves = naive::leaves(700);
    let mut frontier = Frontier::default();
    for (size, leaf) in (1..).zip(&leaves) {
        assert_eq!(frontier.append(*leaf) + 1, frontier.size());
        if size < 70 || size % 13 == 0 || size % 64 < 2 {
            assert_eq!(frontier.root(), naive::root(&leaves[..size]), "size {size}");
        }
    }
    assert_eq!(frontier.head().size, 700);
}

#[test]
fn a_frontier_is_shown_every_perfect_subtree() {
    let leaves = naive::leaves(64);
    let mut frontier = Frontier::default();
    let mut shown = 0;
    for leaf in &leaves {
        let index = frontier.size();
        frontier.append_seen(*leaf, |height, hash| {
            let (start, each) = (usize::try_from(index >> height << height).unwrap(), 1_usize << height);
            assert_eq!(*hash, naive::root(&leaves[start..start + each]), "height {height} at {index}");
            shown += 1;
        });
    }
    assert_eq!(shown, 64 + 32 + 16 + 8 + 4 + 2 + 1);
}

#[test]
fn a_damaged_frontier_is_refused() {
    let bytes = frontier(&naive::leaves(5)).to_bytes();
    assert_eq!(bytes.len(), 8 + 2 * 32);
    let longer = [bytes.as_slice(), &[0]].concat();
    let one_more = [bytes.as_slice(), &[0; 32]].concat();
    for damaged in [&[], &bytes[..7], &bytes[..8], &bytes[..71], longer.as_slice(), one_more.as_slice()] {
        assert_eq!(Frontier::from_bytes(damaged), Err(FrontierError), "{} bytes", damaged.len());
    }
    let other_size = [&7_u64.to_be_bytes(), &bytes[8..]].concat();
    assert_eq!(Frontier::from_bytes(&other_size), Err(FrontierError));
    let too_large = [(1_u64 << 63).to_be_bytes().as_slice(), &[0; 32]].concat();
    assert_eq!(Frontier::from_bytes(&too_large), Err(FrontierError));
    let largest = [MAX_SIZE.to_be_bytes().as_slice(), &[7; 32]].concat();
    assert_eq!(Frontier::from_bytes(&largest).map(|frontier| frontier.size()), Ok(MAX_SIZE));
    assert_eq!(Frontier::from_bytes(&[0; 8]), Ok(Frontier::default()));
}

#[test]
fn a_copy_grows_as_the_original_does() {
    let leaves = naive::leaves(600);
    let (mut log, mut shelf) = grown(&leaves[..300]);
    let copy = log.clone();
    for leaf in &leaves[300..] {
        shelf.append(&mut log, *leaf);
    }
    let (mut again, mut kept) = (copy, Vec::new());
    for leaf in &leaves[300..] {
        again.append(*leaf, |tile| kept.push((tile.level, tile.index, tile.root)));
    }
    assert_eq!((again.head(), again.open(0)), (log.head(), log.open(0)));
    assert_eq!(kept, [(0, 1, naive::root(&leaves[256..512]))]);
}

#[test]
fn a_log_is_not_taken_up_over_other_hashes() {
    let leaves = naive::leaves(300);
    let (log, mut shelf) = grown(&leaves);
    let resume = |shelf: &Shelf| Appender::resume(log.frontier().clone(), shelf).map(|log| log.head());
    assert_eq!(resume(&shelf), Ok(log.head()));
    shelf.leaves[299] = leaf_hash(b"another");
    assert_eq!(resume(&shelf), Err(ResumeError::Differs));
    shelf.leaves.pop();
    assert_eq!(resume(&shelf), Err(ResumeError::Missing { level: 0 }));
    shelf.full.clear();
    shelf.leaves.clone_from(&leaves);
    assert_eq!(resume(&shelf), Err(ResumeError::Missing { level: 1 }));
}

#[test]
fn a_log_whose_tiles_are_all_full_is_taken_up_without_asking_for_an_empty_one() {
    // the shelf panics when it is asked for no hashes
    let (log, shelf) = grown(&naive::leaves(256));
    let resumed = Appender::resume(log.frontier().clone(), &shelf).map(|log| log.head());
    assert_eq!(resumed, Ok(log.head()));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_frontier_comes_back_from_its_bytes(before in 0_u64..700, after in 0_u64..40) {
        let leaves = naive::leaves(before + after);
        let split = usize::try_from(before).unwrap();
        let stored = frontier(&leaves[..split]).to_bytes();
        let mut back = Frontier::from_bytes(&stored).unwrap();
        prop_assert_eq!(back.to_bytes(), stored);
        for leaf in &leaves[split..] {
            back.append(*leaf);
        }
        prop_assert_eq!(back, frontier(&leaves));
    }

    #[test]
    fn any_bytes_are_a_frontier_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..120)) {
        if let Ok(frontier) = Frontier::from_bytes(&bytes) {
            prop_assert_eq!(frontier.to_bytes(), bytes);
        }
    }

    #[test]
    fn a_log_is_taken_up_where_it_ended(before in 0_u64..700, after in 0_u64..300) {
        let leaves = naive::leaves(before + after);
        let split = usize::try_from(before).unwrap();
        let (log, mut shelf) = grown(&leaves[..split]);
        let mut back = Appender::resume(log.frontier().clone(), &shelf).unwrap();
        for leaf in &leaves[split..] {
            shelf.append(&mut back, *leaf);
        }
        let (straight, other) = grown(&leaves);
        prop_assert_eq!(back.head(), straight.head());
        prop_assert_eq!(shelf.full, other.full);
    }
}
