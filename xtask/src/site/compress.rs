//! Writing the files, each with its brotli and gzip twins, so that the server never compresses.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::thread;

use anyhow::{Context, Result, anyhow};
use brotli::enc::BrotliEncoderParams;
use flate2::{Compression, GzBuilder};

use super::{File, Sizes};

/// Writes all files below a folder and tells their sizes. Files are independent: each has its own thread.
pub(super) fn write(folder: &Path, files: &[File]) -> Result<BTreeMap<String, Sizes>> {
    thread::scope(|scope| {
        let writers: Vec<_> = files.iter().map(|file| (file, scope.spawn(move || write_one(folder, file)))).collect();
        let mut sizes = BTreeMap::new();
        for (file, writer) in writers {
            let written = writer.join().map_err(|_| anyhow!("failed to compress {}", file.path))?;
            sizes.insert(file.path.clone(), written?);
        }
        Ok(sizes)
    })
}

fn write_one(folder: &Path, file: &File) -> Result<Sizes> {
    let path = folder.join(&file.path);
    let brotli = brotli(&file.bytes)?;
    let gzip = gzip(&file.bytes)?;
    let sizes = Sizes { raw: file.bytes.len(), gzip: gzip.len(), brotli: brotli.len() };
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent)?;
    }
    for (suffix, bytes) in [("", &file.bytes), (".br", &brotli), (".gz", &gzip)] {
        let target = folder.join(format!("{}{suffix}", file.path));
        fs::write(&target, bytes).with_context(|| format!("failed to write {}", target.display()))?;
    }
    Ok(sizes)
}

/// The slowest and smallest setting; it runs once a build.
fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    let params = BrotliEncoderParams {
        quality: 11,
        // browsers accept windows up to 2^24
        lgwin: 24,
        size_hint: bytes.len(),
        ..BrotliEncoderParams::default()
    };
    let mut out = Vec::new();
    brotli::BrotliCompress(&mut &bytes[..], &mut out, &params)?;
    Ok(out)
}

/// Without a time or a name in the header, so that the same input gives the same bytes.
fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzBuilder::new().write(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use super::*;
    use crate::scratch::Scratch;

    #[test]
    fn twins_hold_the_same_bytes() {
        let folder = Scratch::new();
        let text = "vaccination status ".repeat(50);
        let file = File { path: "a/b.txt".into(), bytes: text.clone().into_bytes() };
        let sizes = write(&folder.0, &[file]).unwrap();
        let read = |name: &str| fs::read(folder.0.join(name)).unwrap();
        assert_eq!(sizes["a/b.txt"].brotli, read("a/b.txt.br").len());

        let mut plain = Vec::new();
        brotli::BrotliDecompress(&mut &read("a/b.txt.br")[..], &mut plain).unwrap();
        assert_eq!(plain, text.as_bytes());
        let mut plain = String::new();
        flate2::read::GzDecoder::new(&read("a/b.txt.gz")[..]).read_to_string(&mut plain).unwrap();
        assert_eq!(plain, text);
        assert_eq!(read("a/b.txt"), text.as_bytes());
    }
}
