use domain::audit::{
    tile::{Tile, TileError, TileSource, root, tiles, widest},
    tree::MAX_SIZE,
};
use proptest::prelude::*;

use crate::{naive, shelf::grown};

#[test]
fn paths_are_as_the_specification_writes_them() {
    for (level, index, width, path) in [
        (0, 0, 256, "tile/0/000"),
        (0, 67, 256, "tile/0/067"),
        (0, 1_234_067, 256, "tile/0/x001/x234/067"),
        (1, 1_000, 17, "tile/1/x001/000.p/17"),
        (0, 999, 255, "tile/0/999.p/255"),
        (0, (MAX_SIZE >> 8) - 1, 256, "tile/0/x018/x014/x398/x509/x481/983"),
        (7, 0, 64, "tile/7/000.p/64"),
    ] {
        let tile = Tile::new(level, index, width).unwrap();
        assert_eq!(tile.to_string(), path);
        assert_eq!(Tile::parse(path), Ok(tile));
    }
}

#[test]
fn other_spellings_are_refused() {
    for path in [
        "",
        "tile/",
        "tile/0",
        "tile/0/",
        "/tile/0/000",
        "tile/0/000/",
        "tile//000",
        "tile/00/000",
        "tile/+0/000",
        "tile/x/000",
        "tile/0/0",
        "tile/0/00",
        "tile/0/0000",
        "tile/0/x000/067",
        "tile/0/001/067",
        "tile/0/x001/x067",
        "tile/0/X001/067",
        "tile/0/x1/067",
        "tile/0/+67",
        "tile/0/067.p",
        "tile/0/067.p/",
        "tile/0/067.p/017",
        "tile/0/067.p/+17",
        "tile/0/067.p/256",
        "tile/0/067.p/17/",
        "tile/0/067.p/17.p/17",
        "tile/0/०६७",
        "tile/entries/067",
        "tile/0/000 ",
    ] {
        assert_eq!(Tile::parse(path), Err(TileError::Path), "{path}");
    }
    for path in ["tile/0/067.p/0", "tile/0/067.p/257", "tile/0/067.p/99999"] {
        assert_eq!(Tile::parse(path), Err(TileError::Width), "{path}");
    }
    for path in [
        "tile/8/000",
        "tile/63/000",
        "tile/256/000",
        "tile/7/000",
        "tile/7/001.p/1",
        "tile/0/x018/x014/x398/x509/x481/984",
    ] {
        assert_eq!(Tile::parse(path), Err(TileError::OutOfRange), "{path}");
    }
    let long = format!("tile/0/{}000", "x999/".repeat(30));
    assert_eq!(Tile::parse(&long), Err(TileError::OutOfRange));
    assert_eq!(Tile::parse("tile/99999999999999999999/000"), Err(TileError::Path));
}

/// The example of the specification.
#[test]
fn a_log_of_70_000_entries_has_its_tiles() {
    let shape: Vec<(u8, u16)> = tiles(70_000).map(|tile| (tile.level(), tile.width())).collect();
    let count = |level, width| shape.iter().filter(|shape| **shape == (level, width)).count();
    assert_eq!(shape.len(), 273 + 1 + 1 + 1 + 1);
    assert_eq!((count(0, 256), count(0, 112)), (273, 1));
    assert_eq!((count(1, 256), count(1, 17)), (1, 1));
    assert_eq!(count(2, 1), 1);
    let of_256: Vec<String> = tiles(256).map(|tile| tile.to_string()).collect();
    assert_eq!(of_256, ["tile/0/000", "tile/1/000.p/1"]);
    assert_eq!(tiles(0).count(), 0);
    assert!(Tile::new(0, 273, 112).unwrap().is_in(70_000));
    assert!(!Tile::new(0, 273, 113).unwrap().is_in(70_000));
    assert_eq!(widest(0, 274, 70_000), None);
    assert_eq!(widest(0, u64::MAX, u64::MAX), None);
    assert_eq!(widest(u8::MAX, 0, 70_000), None);
}

#[test]
fn a_store_gives_every_tile_of_a_log() {
    let leaves = naive::leaves(66_000);
    let (log, shelf) = grown(&leaves);
    assert_eq!(shelf.full.len(), 257 + 1);
    for tile in tiles(66_000) {
        let hashes = shelf.hashes(tile.level(), tile.first(), tile.width()).unwrap();
        assert_eq!(leaves.hashes(tile.level(), tile.first(), tile.width()).as_ref(), Some(&hashes), "{tile}");
        if tile.is_full() {
            let (stored, over) = &shelf.full[&(tile.level(), tile.index())];
            assert_eq!((stored, *over), (&hashes, root(&hashes)), "{tile}");
        } else {
            assert_eq!(log.open(tile.level()), hashes, "{tile}");
        }
    }
}

proptest! {
    #[test]
    fn a_path_comes_back(level in 0_u8..8, index in any::<u64>(), shift in 0_u32..64, width in 0_u16..260) {
        if let Ok(tile) = Tile::new(level, index >> shift, width) {
            prop_assert_eq!(Tile::parse(&tile.to_string()), Ok(tile));
        }
    }

    #[test]
    fn any_text_is_a_path_or_refused(text in "(tile/[0-9]{1,2}/)?(x?[0-9]{2,4}/){0,3}[0-9]{3}(\\.p/[0-9]{1,3})?") {
        if let Ok(tile) = Tile::parse(&text) {
            prop_assert_eq!(tile.to_string(), text);
        }
    }
}
