//! The master key, and every key that is derived from it.
//!
//! One key of 32 random bytes lives outside the database, in a file that only its owner may read or in the environment.
//! From it HKDF-SHA-256 makes one key for each use, by label, so that no key is ever used for two things.

use std::{
    fmt,
    fs::{File, OpenOptions},
    io::{self, Read, Write},
    os::unix::fs::{OpenOptionsExt, PermissionsExt},
    path::{Path, PathBuf},
};

use base64ct::{Base64UrlUnpadded, Encoding};
use domain::{mobile::Mobile, person::ReferenceId};
use hkdf::Hkdf;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::ports::{CounterKey, Entropy, PersonKey};

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
pub struct MasterKey(Zeroizing<[u8; 32]>);

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

    fn write_new(&self, path: &Path) -> io::Result<()> {
        let text = Zeroizing::new(Base64UrlUnpadded::encode_string(self.0.as_ref()));
        let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
        file.write_all(text.as_bytes())?;
        file.write_all(b"\n")?;
        file.sync_all()?;
        // The name of the file must be as durable as what is in it.
        let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty());
        File::open(parent.unwrap_or(Path::new(".")))?.sync_all()
    }
}

/// One derived key. 64 bytes is the block of SHA-256, which makes the MAC's constructor infallible.
struct Key(Zeroizing<[u8; 64]>);

impl Key {
    fn derive(master: &Hkdf<Sha256>, label: &str) -> Self {
        let mut key = Zeroizing::new([0; 64]);
        expand(master, label, key.as_mut());
        Self(key)
    }

    /// HMAC-SHA-256 over the parts, each with its length in front, so that no two lists of parts give the same input.
    fn tag(&self, parts: &[&[u8]]) -> [u8; 32] {
        let mut mac = Hmac::<Sha256>::new((&*self.0).into());
        for part in parts {
            mac.update(&(part.len() as u64).to_be_bytes());
            mac.update(part);
        }
        mac.finalize().into_bytes().into()
    }

    /// The first half of [`Key::tag`]: enough where a key of an index is wanted.
    fn short_tag(&self, parts: &[&[u8]]) -> [u8; 16] {
        let mut short = [0; 16];
        short.copy_from_slice(&self.tag(parts)[..16]);
        short
    }
}

fn expand(master: &Hkdf<Sha256>, label: &str, out: &mut [u8]) {
    // HKDF refuses only outputs of more than 8,160 bytes. Going on with zeros instead would be the worst of all outcomes.
    if master.expand(label.as_bytes(), out).is_err() {
        unreachable!("a derived key is at most 64 bytes");
    }
}

/// The keys of this installation, by use.
pub struct Secrets {
    cells: Zeroizing<[u8; 32]>,
    otp: Zeroizing<[u8; 32]>,
    check: [u8; 16],
    mobiles: Key,
    references: Key,
    subjects: Key,
    limits: Key,
    owners: Key,
    pairwise: Key,
    secret_keys: Key,
}

impl fmt::Debug for Secrets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secrets(hidden)")
    }
}

impl Secrets {
    /// Version of the keys that new rows are written under; stored on every row, so that keys can rotate.
    pub const VERSION: u8 = 1;

    /// Derives all keys.
    pub fn derive(master: &MasterKey) -> Self {
        let hkdf = Hkdf::<Sha256>::new(Some(b"kyvs"), master.0.as_ref());
        let mut cells = Zeroizing::new([0; 32]);
        let mut otp = Zeroizing::new([0; 32]);
        let mut check = [0; 16];
        expand(&hkdf, "cells v1", cells.as_mut());
        expand(&hkdf, "one-time codes v1", otp.as_mut());
        expand(&hkdf, "check value v1", &mut check);
        let key = |label| Key::derive(&hkdf, label);
        Self {
            cells,
            otp,
            check,
            mobiles: key("index of mobiles v1"),
            references: key("index of reference ids v1"),
            subjects: key("failure counters v1"),
            limits: key("limits v1"),
            owners: key("owners of consents v1"),
            pairwise: key("pairwise subjects v1"),
            secret_keys: key("secret keys of providers v1"),
        }
    }

    /// Where a mobile stands in the blind index.
    pub fn mobile_index(&self, mobile: &Mobile) -> [u8; 16] {
        self.mobiles.short_tag(&[mobile.e164().as_bytes()])
    }

    /// Where a reference id stands in the blind index.
    pub fn reference_index(&self, reference: &ReferenceId) -> [u8; 16] {
        self.references.short_tag(&[reference.as_str().as_bytes()])
    }

    /// Counter of failed guesses for a pair that matched nobody: the same mobile and name count together, whatever the
    /// spelling. `name_key` is the normalised name (`domain::names::key`).
    pub fn pair_subject(&self, mobile: &Mobile, name_key: &str) -> CounterKey {
        CounterKey(self.subjects.short_tag(&[b"pair", mobile.e164().as_bytes(), name_key.as_bytes()]))
    }

    /// Counter of failed guesses of a person, over all verifications and providers.
    pub fn person_subject(&self, person: PersonKey) -> CounterKey {
        CounterKey(self.subjects.short_tag(&[b"person", &person.0]))
    }

    /// Key of a rate limit: `axis` says which limit it is, `who` whom it counts for.
    pub fn limit_key(&self, axis: &str, who: &[u8]) -> CounterKey {
        CounterKey(self.limits.short_tag(&[axis.as_bytes(), who]))
    }

    /// Key of the MAC under which one-time codes are stored.
    pub fn otp_key(&self) -> &[u8; 32] {
        &self.otp
    }

    /// The claim `sub`: the same person is another one at every provider.
    pub fn pairwise_sub(&self, provider_id: &str, person: PersonKey) -> String {
        Base64UrlUnpadded::encode_string(&self.pairwise.short_tag(&[provider_id.as_bytes(), &person.0]))
    }

    /// How a provider's secret key is stored. The keys are random and long: one keyed hash is enough.
    pub fn hash_secret_key(&self, secret_key: &str) -> [u8; 32] {
        self.secret_keys.tag(&[secret_key.as_bytes()])
    }

    /// Pseudonym under which a person's consents are filed.
    pub(crate) fn owner(&self, person: PersonKey) -> [u8; 16] {
        self.owners.short_tag(&[&person.0])
    }

    /// Stored in the database, so that a start with another master key is noticed. It tells nothing about any other key.
    pub(crate) const fn check_value(&self) -> &[u8; 16] {
        &self.check
    }

    /// Key of the sealed cells.
    pub(crate) fn cell_key(&self) -> &[u8; 32] {
        &self.cells
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::system::OsEntropy;

    fn fixed() -> Secrets {
        Secrets::derive(&MasterKey::parse(&"A".repeat(43)).unwrap())
    }

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

    #[test]
    fn nothing_is_shown() {
        let master = MasterKey::generate(&OsEntropy);
        assert_eq!(format!("{master:?}"), "MasterKey(hidden)");
        assert_eq!(format!("{:?}", Secrets::derive(&master)), "Secrets(hidden)");
    }

    #[test]
    fn keys_differ_by_use_and_by_master() {
        let (one, other) = (fixed(), Secrets::derive(&MasterKey::generate(&OsEntropy)));
        let person = PersonKey([7; 16]);
        assert_ne!(one.check_value(), other.check_value());
        assert_ne!(one.cell_key(), one.otp_key());
        assert_ne!(one.person_subject(person).0, one.owner(person));
        assert_ne!(one.pairwise_sub("prv_a", person), one.pairwise_sub("prv_b", person));
        assert_ne!(one.limit_key("a", b"b").0, one.limit_key("ab", b"").0);
        assert_ne!(one.hash_secret_key("sk_live_1"), one.hash_secret_key("sk_live_2"));
    }

    /// Rows of an existing database are found only while these stay as they are.
    #[test]
    fn derivation_is_frozen() {
        let secrets = fixed();
        let mobile = Mobile::parse("+919810000001").unwrap();
        let hex = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
        insta::assert_snapshot!(
            [hex(secrets.check_value()), hex(&secrets.mobile_index(&mobile)), hex(&secrets.hash_secret_key("sk"))].join(" "),
            @""
        );
    }
}
