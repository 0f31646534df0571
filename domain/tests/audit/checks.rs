use domain::audit::{
    append::Appender,
    check::{Checker, Finding, NoTiles, check},
    tree::{Frontier, Hash, Head, leaf_hash},
};

use crate::shelf::Shelf;

/// How many entries the log has.
const SIZE: usize = 500;

/// A log of leaves of their own, and what is stored about it.
struct Log {
    leaves: Vec<Vec<u8>>,
    shelf: Shelf,
    end: Appender,
}

fn log(size: usize) -> Log {
    let leaves: Vec<Vec<u8>> = (0..size).map(|number| format!("entry {number}").into_bytes()).collect();
    let (mut shelf, mut end) = (Shelf::default(), Appender::default());
    for leaf in &leaves {
        shelf.append(&mut end, leaf_hash(leaf));
    }
    Log { leaves, shelf, end }
}

/// Four ways to tamper with a list at a place; another entry for the fourth and the first.
fn tampered<T: Clone>(list: &[T], at: usize, other: &T) -> [(&'static str, Vec<T>); 4] {
    let (mut edited, mut deleted, mut inserted, mut moved) =
        (list.to_vec(), list.to_vec(), list.to_vec(), list.to_vec());
    edited[at] = other.clone();
    deleted.remove(at);
    inserted.insert(at, other.clone());
    moved.swap(at, (at + 7) % list.len());
    [("edited", edited), ("deleted", deleted), ("inserted", inserted), ("moved", moved)]
}

/// The first place at which a tampered list differs.
fn first_wrong(way: &str, at: usize) -> u64 {
    u64::try_from(if way == "moved" { at.min((at + 7) % SIZE) } else { at }).unwrap()
}

#[test]
fn every_change_is_found_with_its_index() {
    let log = log(SIZE);
    let head = log.end.head();
    assert_eq!(check(&log.leaves, Some(&log.shelf.leaves), &head), Ok(()));
    assert_eq!(check(&log.leaves, None, &head), Ok(()));
    let mut found = 0;
    for at in 0..SIZE {
        for (way, leaves) in tampered(&log.leaves, at, &b"another".to_vec()) {
            let finding = check(&leaves, Some(&log.shelf.leaves), &head).unwrap_err();
            assert_eq!(finding.index(), Some(first_wrong(way, at)), "{way} at {at}: {finding}");
            found += 1;
        }
    }
    assert_eq!(found, 2_000);
}

/// Rows are changed together with the hash beside them and numbered anew: only the full tiles are as they were.
#[test]
fn a_change_that_is_covered_up_is_found_by_the_tiles() {
    let log = log(SIZE);
    let rows: Vec<(Vec<u8>, Hash)> = log.leaves.iter().cloned().zip(log.shelf.leaves.iter().copied()).collect();
    let other = (b"another".to_vec(), leaf_hash(b"another"));
    for at in (0..SIZE).step_by(5) {
        for (way, rows) in tampered(&rows, at, &other) {
            let shelf = Shelf {
                leaves: rows.iter().map(|(_, hash)| *hash).collect(),
                full: log.shelf.full.clone(),
                ..Shelf::default()
            };
            let finding = walk(Checker::new(&shelf), &rows, log.end.frontier()).unwrap_err();
            let wrong = first_wrong(way, at);
            match finding {
                // the tile of the first 256 entries is full, and its hash counts at level 1
                Finding::Entry { index } => assert_eq!(index, wrong, "{way} at {at}"),
                Finding::Range { first, last } => assert!((first..=last).contains(&wrong), "{way} at {at}: {finding}"),
                Finding::Missing { .. } | Finding::Extra { .. } => assert!(wrong >= 256, "{way} at {at}"),
                Finding::Root { .. } => panic!("{way} at {at}: {finding}"),
            }
            assert_eq!(matches!(finding, Finding::Entry { .. }), wrong < 256, "{way} at {at}: {finding}");
        }
    }
}

fn walk(mut checker: Checker<&Shelf>, rows: &[(Vec<u8>, Hash)], end: &Frontier) -> Result<(), Finding> {
    for (index, (leaf, hash)) in (0..).zip(rows) {
        checker.push(index, leaf, Some(hash))?;
    }
    checker.finish_at(end)
}

#[test]
fn a_tile_that_was_changed_is_found() {
    let log = log(66_000);
    let rows: Vec<(Vec<u8>, Hash)> = log.leaves.iter().cloned().zip(log.shelf.leaves.iter().copied()).collect();
    assert_eq!(walk(Checker::new(&log.shelf), &rows, log.end.frontier()), Ok(()));
    for (tile, place, finding) in
        [((0, 3), 5, Finding::Entry { index: 3 * 256 + 5 }), ((1, 0), 2, Finding::Range { first: 512, last: 767 })]
    {
        let mut shelf = Shelf { leaves: log.shelf.leaves.clone(), full: log.shelf.full.clone(), ..Shelf::default() };
        shelf.full.get_mut(&tile).unwrap().0[place][0] ^= 1;
        assert_eq!(walk(Checker::new(&shelf), &rows, log.end.frontier()), Err(finding));
    }
    let mut shelf = Shelf { leaves: log.shelf.leaves.clone(), full: log.shelf.full.clone(), ..Shelf::default() };
    shelf.full.get_mut(&(0, 256)).unwrap().1[0] ^= 1;
    let finding = Finding::Range { first: 65_536, last: 65_791 };
    assert_eq!(walk(Checker::new(&shelf), &rows, log.end.frontier()), Err(finding));
}

#[test]
fn gaps_and_repeats_of_an_index_are_found() {
    let mut checker = Checker::new(NoTiles);
    assert_eq!(checker.push(0, b"a", None), Ok(()));
    assert_eq!(checker.push(2, b"c", None), Err(Finding::Missing { index: 1 }));
    assert_eq!(checker.push(0, b"a", None), Err(Finding::Entry { index: 1 }));
}

#[test]
fn the_end_of_a_log_is_checked() {
    let log = log(10);
    let head = log.end.head();
    let short = Head { size: 9, ..head };
    assert_eq!(check(&log.leaves, None, &short), Err(Finding::Extra { index: 9 }));
    assert_eq!(check(&log.leaves[..9], None, &head), Err(Finding::Missing { index: 9 }));
    assert_eq!(check(&log.leaves, Some(&log.shelf.leaves[..4]), &head), Err(Finding::Extra { index: 4 }));
    let other = Head { root: [0; 32], ..head };
    assert_eq!(check(&log.leaves, Some(&log.shelf.leaves), &other), Err(Finding::Root { size: 10 }));
    let none: [&[u8]; 0] = [];
    assert_eq!(check(none, None, &Frontier::default().head()), Ok(()));
}
