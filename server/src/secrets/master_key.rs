//! The master key: where it comes from, and what is refused.

use std::{
    fmt,
    fs::{self, File, OpenOptions},
    io::{self, Read, Write},
    os::unix::fs::{OpenOptionsExt, PermissionsExt},
    path::{Path, PathBuf},
};

use base64ct::{Base64UrlUnpadded, Encoding};
use zeroize::Zeroizing;

use crate::{
    paths::{flush_name, remove_if_there, with_ending},
    ports::Entropy,
};

/// Length of the text form of a master key.
const TEXT_LENGTH: usize = 43;

/// What can be wrong with a master key.
#[derive(Debug, thiserror::Error)]
pub enum MasterKeyError {
    /// The file is not there, or the process may not read it.
    #[error("the master key file {} cannot be read: {source}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Somebody else than the owner may read or write the file.
    #[error(
        "the master key file {path} is open to other users (mode {mode:03o}); run: chmod 600 {path}",
        path = path.display()
    )]
    Exposed {
        /// The file.
        path: PathBuf,
        /// Its permission bits.
        mode: u32,
    },
    /// Not 32 bytes as base64url.
    #[error("a master key is 32 bytes written as 43 characters of base64url")]
    Malformed,
    /// A new key would have gone over an existing file, and all data with it.
    #[error("{} exists already; a master key is never overwritten", .0.display())]
    Exists(PathBuf),
    /// The new file could not be written.
    #[error("the master key file {} cannot be written: {source}", path.display())]
    Unwritable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

/// The one secret that everything stored depends on. Zeroed when dropped, never shown.
pub struct MasterKey(pub(super) Zeroizing<[u8; 32]>);

impl fmt::Debug for MasterKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MasterKey(hidden)")
    }
}

impl MasterKey {
    /// A new random key.
    pub fn generate(entropy: &dyn Entropy) -> Self {
        let mut key = Zeroizing::new([0; 32]);
        entropy.fill(key.as_mut());
        Self(key)
    }

    /// Reads the text form, as it stands in a file or in the environment. Space around it is ignored.
    pub fn parse(text: &str) -> Result<Self, MasterKeyError> {
        let text = text.trim();
        if text.len() != TEXT_LENGTH {
            return Err(MasterKeyError::Malformed);
        }
        let mut key = Zeroizing::new([0; 32]);
        Base64UrlUnpadded::decode(text, key.as_mut()).map_err(|_| MasterKeyError::Malformed)?;
        Ok(Self(key))
    }

    /// Makes a new key and a new file for it that only the owner may read (mode 0600). Never replaces a file.
    pub fn create_file(path: &Path, entropy: &dyn Entropy) -> Result<Self, MasterKeyError> {
        let key = Self::generate(entropy);
        key.write_new(path).map_err(|source| match source.kind() {
            io::ErrorKind::AlreadyExists => MasterKeyError::Exists(path.to_owned()),
            _ => MasterKeyError::Unwritable { path: path.to_owned(), source },
        })?;
        Ok(key)
    }

    /// Reads the key from a file. A file that group or others may touch is refused.
    pub fn read_file(path: &Path) -> Result<Self, MasterKeyError> {
        let unreadable = |source| MasterKeyError::Unreadable { path: path.to_owned(), source };
        let file = File::open(path).map_err(unreadable)?;
        let mode = file.metadata().map_err(unreadable)?.permissions().mode() & 0o777;
        if mode & 0o077 != 0 {
            return Err(MasterKeyError::Exposed { path: path.to_owned(), mode });
        }
        let mut text = Zeroizing::new(String::with_capacity(128));
        file.take(128).read_to_string(&mut text).map_err(unreadable)?;
        Self::parse(&text)
    }

    /// A file of that name holds a whole key: one that is interrupted leaves another name behind, which is nobody's key.
    fn write_new(&self, path: &Path) -> io::Result<()> {
        let part = with_ending(path, ".part");
        remove_if_there(&part)?;
        // a second name, and not a new one: that would replace a file
        let named = self.write(&part).and_then(|()| fs::hard_link(&part, path));
        let removed = fs::remove_file(&part);
        named.and(removed)?;
        flush_name(path)
    }

    fn write(&self, path: &Path) -> io::Result<()> {
        let text = Zeroizing::new(Base64UrlUnpadded::encode_string(self.0.as_ref()));
        let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
        file.write_all(text.as_bytes())?;
        file.write_all(b"\n")?;
        file.sync_all()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::system::OsEntropy;

    #[test]
    fn a_file_is_made_once_for_its_owner_only() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("master.key");
        let made = MasterKey::create_file(&path, &OsEntropy).unwrap();
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(*MasterKey::read_file(&path).unwrap().0, *made.0);
        assert!(matches!(MasterKey::create_file(&path, &OsEntropy), Err(MasterKeyError::Exists(_))));
        assert_eq!(*MasterKey::read_file(&path).unwrap().0, *made.0);
    }

    #[test]
    fn what_an_interrupted_one_has_left_is_in_nobodys_way() {
        let folder = tempfile::tempdir().unwrap();
        let (path, part) = (folder.path().join("master.key"), folder.path().join("master.key.part"));
        std::fs::write(&part, "half a k").unwrap();
        let made = MasterKey::create_file(&path, &OsEntropy).unwrap();
        assert_eq!(*MasterKey::read_file(&path).unwrap().0, *made.0);
        assert!(!part.exists());
        assert!(matches!(MasterKey::create_file(&path, &OsEntropy), Err(MasterKeyError::Exists(_))));
        assert!(!part.exists());
    }

    #[test]
    fn a_file_that_others_may_read_is_refused_with_the_way_out() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("master.key");
        MasterKey::create_file(&path, &OsEntropy).unwrap();
        for mode in [0o640, 0o604, 0o620, 0o666] {
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode)).unwrap();
            let error = MasterKey::read_file(&path).unwrap_err().to_string();
            assert!(error.contains("chmod 600"), "{error}");
            assert!(error.contains(&format!("{mode:03o}")), "{error}");
        }
    }

    #[test]
    fn only_43_characters_of_base64url_are_a_key() {
        for text in ["", "short", &"A".repeat(42), &"A".repeat(44), &"+".repeat(43)] {
            assert!(matches!(MasterKey::parse(text), Err(MasterKeyError::Malformed)), "{text}");
        }
        assert!(MasterKey::parse(&format!(" {}\n", "A".repeat(43))).is_ok());
    }
}
