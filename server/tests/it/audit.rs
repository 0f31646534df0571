//! The public part of the audit log, as whoever watches it reads it: a signed head and tiles of hashes (C2SP tlog-tiles).

use domain::audit::{
    checkpoint::{Checkpoint, LogKey},
    proof::{consistency_proof, verify_consistency},
    tile::{self, Tile, tiles},
    tree::{Frontier, Hash},
};
use server::{ports::Acting, system::OsEntropy};

use crate::world::{FULLY, World};

impl World {
    async fn of_the_log(&self, path: &str) -> (u16, Vec<u8>) {
        let answer = self.http.get(format!("{}/audit/{path}", self.url)).send().await.unwrap();
        (answer.status().as_u16(), answer.bytes().await.unwrap().to_vec())
    }

    /// The head, its signature checked with the key of the log.
    async fn checkpoint(&self) -> Checkpoint {
        let key = String::from_utf8(self.of_the_log("key").await.1).unwrap();
        let note = String::from_utf8(self.of_the_log("checkpoint").await.1).unwrap();
        let key = LogKey::parse(key.trim()).unwrap();
        assert!(Checkpoint::open(&note.replacen('\n', "\n1", 1), &key).is_err(), "another size is not signed for");
        Checkpoint::open(&note, &key).unwrap()
    }

    async fn tile(&self, tile: Tile) -> Vec<Hash> {
        let (status, bytes) = self.of_the_log(&tile.to_string()).await;
        assert_eq!((status, bytes.len()), (200, usize::from(tile.width()) * 32), "{tile}");
        bytes.chunks_exact(32).map(|hash| hash.try_into().unwrap()).collect()
    }
}

#[tokio::test]
async fn the_signed_root_follows_from_the_tiles() {
    let world = World::new().await;
    world.start(&world.airline_asks(), FULLY).await;
    let older = world.checkpoint().await;
    // More acts than a tile has hashes.
    for number in 0..260 {
        let acting = Acting::now(&*world.clock, &OsEntropy);
        assert!(world.store.set_suspended(&world.guard.id, number % 2 == 0, acting).await.unwrap());
    }
    let newer = world.checkpoint().await;
    assert_eq!(newer.size, older.size + 260);

    let mut hashes = Vec::new();
    for tile in tiles(newer.size).filter(|tile| tile.level() == 0) {
        hashes.extend(world.tile(tile).await);
    }
    let mut frontier = Frontier::default();
    for hash in &hashes {
        frontier.append(*hash);
    }
    assert_eq!(frontier.head(), newer.head());
    let full = Tile::new(1, 0, 1).unwrap();
    assert_eq!(world.tile(full).await, [tile::root(&hashes[..256])], "a hash of the next level is that of a full tile");
    let proof = consistency_proof(hashes.as_slice(), older.size, newer.size).unwrap();
    assert_eq!(verify_consistency(&older.head(), &newer.head(), &proof), Ok(()), "the log has only grown");
}

#[tokio::test]
async fn what_the_log_does_not_have_and_what_entries_say_is_not_there() {
    let world = World::new().await;
    let size = world.checkpoint().await.size;
    let beyond = format!("tile/0/000.p/{}", size + 1);
    for path in ["tile/0/000", &beyond, "tile/1/000.p/1", "tile/entries/000", "tile/entries/000.p/1", "entries"] {
        assert_eq!(world.of_the_log(path).await.0, 404, "{path}");
    }
    assert_eq!(world.of_the_log(&format!("tile/0/000.p/{size}")).await.0, 200);
}
