//! The path of a tile: one way to write each.
#![no_main]

use domain::audit::tile::Tile;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|path: &str| {
    if let Ok(tile) = Tile::parse(path) {
        assert_eq!(tile.to_string(), path);
    }
});
