//! The master key, the roots that lie in the database under it, and every key that is derived from them.
//!
//! One key of 32 random bytes lives outside the database, in a file that only its owner may read or in the environment. It
//! seals the roots. From a root HKDF-SHA-256 makes one key for each use, by label, so that no key is ever used for two things.
//!
//! Data keys rotate: each version has a root of its own (`DataKeys`). What must stay the same for ever follows from root 1
//! ([`Secrets`]): who a person is in the registry, at providers, in counters and in the audit log.

mod master_key;
mod root;
mod test_mode;

use std::fmt;

use base64ct::{Base64UrlUnpadded, Encoding};
use domain::{case::CaseNumber, mobile::Mobile, pass::PassId, person::ReferenceId};
use ed25519_dalek::SigningKey;
use hkdf::Hkdf;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use zeroize::Zeroizing;

pub use self::master_key::{MasterKey, MasterKeyError};
pub(crate) use self::root::{DataKeys, Root, WrappingKey};
use crate::ports::{CounterKey, Entropy, PersonKey, SessionId, ShareId, ShareKey};

/// One derived key, taken in already: an import computes two tags a person, and half of a tag's work is taking the key in.
struct Key(Hmac<Sha256>);

impl Key {
    fn derive(master: &Hkdf<Sha256>, label: &str) -> Self {
        // 64 bytes is the block of SHA-256, which makes the MAC's constructor infallible.
        let mut key = Zeroizing::new([0; 64]);
        expand(master, label, key.as_mut());
        Self(Hmac::new((&*key).into()))
    }

    /// HMAC-SHA-256 over the parts, each with its length in front, so that no two lists of parts give the same input.
    fn tag(&self, parts: &[&[u8]]) -> [u8; 32] {
        let mut mac = self.0.clone();
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

/// The keys of this installation that never change, by use; they follow from root 1.
pub struct Secrets {
    wrapping: WrappingKey,
    root: Root,
    /// Whether root 1 is the master key itself.
    of_master: bool,
    otp: Zeroizing<[u8; 32]>,
    audit: Zeroizing<[u8; 32]>,
    test_mode: Zeroizing<[u8; 32]>,
    webhooks: Zeroizing<[u8; 32]>,
    check: [u8; 16],
    people: Key,
    subjects: Key,
    limits: Key,
    owners: Key,
    pairwise: Key,
    secret_keys: Key,
    tokens: Key,
    sessions: Key,
    shares: Key,
}

/// Version of the first root.
pub(crate) const FIRST: u8 = 1;

impl fmt::Debug for Secrets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secrets(hidden)")
    }
}

impl Secrets {
    /// With the master key itself as root 1, as databases have it that were made before there were roots.
    pub fn derive(master: &MasterKey) -> Self {
        Self::of(master, Root::of_master(master), true)
    }

    /// For a new database: root 1 is random, and whoever has a copy of an older master key can make nothing of it.
    pub fn with_new_root(master: &MasterKey, entropy: &dyn Entropy) -> Self {
        Self::of(master, Root::generate(entropy), false)
    }

    /// With the root 1 that a database holds. `None` when it was wrapped under another master key.
    pub(crate) fn unwrap(master: &MasterKey, wrapped: &[u8]) -> Option<Self> {
        let root = WrappingKey::of(master).unwrap(FIRST, wrapped)?;
        Some(Self::of(master, root, false))
    }

    fn of(master: &MasterKey, root: Root, of_master: bool) -> Self {
        let hkdf = root.hkdf();
        let mut otp = Zeroizing::new([0; 32]);
        let mut audit = Zeroizing::new([0; 32]);
        let mut test_mode = Zeroizing::new([0; 32]);
        let mut webhooks = Zeroizing::new([0; 32]);
        let mut check = [0; 16];
        expand(&hkdf, "one-time codes v1", otp.as_mut());
        expand(&hkdf, "audit checkpoints v1", audit.as_mut());
        expand(&hkdf, "test mode v1", test_mode.as_mut());
        expand(&hkdf, "webhooks v1", webhooks.as_mut());
        expand(&hkdf, "check value v1", &mut check);
        let key = |label| Key::derive(&hkdf, label);
        Self {
            wrapping: WrappingKey::of(master),
            of_master,
            otp,
            audit,
            test_mode,
            webhooks,
            check,
            people: key("people v1"),
            subjects: key("failure counters v1"),
            limits: key("limits v1"),
            owners: key("owners of consents v1"),
            pairwise: key("pairwise subjects v1"),
            secret_keys: key("secret keys of providers v1"),
            tokens: key("tokens for results v1"),
            sessions: key("sessions v1"),
            shares: key("share links v1"),
            root,
        }
    }

    /// Seals and opens the roots in the database.
    pub(crate) const fn wrapping(&self) -> &WrappingKey {
        &self.wrapping
    }

    /// Root 1.
    pub(crate) const fn root(&self) -> &Root {
        &self.root
    }

    /// Whether root 1 is the master key itself.
    pub(crate) const fn are_of_master(&self) -> bool {
        self.of_master
    }

    /// Root 1 as a new database keeps it; `None` when it is the master key itself, which no database holds.
    pub(crate) fn wrapped_root(&self, entropy: &dyn Entropy) -> Option<Vec<u8>> {
        (!self.of_master).then(|| self.wrapping.wrap(FIRST, &self.root, entropy))
    }

    /// The person's pseudonym: the same for as long as the reference id is, whatever happens to mobile, name or row.
    pub fn person_key(&self, reference: &ReferenceId) -> PersonKey {
        PersonKey(self.people.short_tag(&[reference.as_str().as_bytes()]))
    }

    /// Pseudonym of a pair that matched nobody, in counters: the same mobile and name are the same, whatever the spelling. `name_key`
    /// is the normalised name (`domain::names::key`).
    pub fn pair_pseudonym(&self, mobile: &Mobile, name_key: &str) -> [u8; 16] {
        self.subjects.short_tag(&[b"pair", mobile.e164().as_bytes(), name_key.as_bytes()])
    }

    /// Pseudonym of a pair that matched nobody, in the audit log: as it was typed.
    pub fn typed_pseudonym(&self, mobile: &Mobile, full_name: &str) -> [u8; 16] {
        self.subjects.short_tag(&[b"typed", mobile.e164().as_bytes(), full_name.as_bytes()])
    }

    /// Pseudonym of a person, in the audit log and in counters.
    pub fn person_pseudonym(&self, person: PersonKey) -> [u8; 16] {
        self.subjects.short_tag(&[b"person", &person.0])
    }

    /// Pseudonym of a verification in the audit log.
    pub fn verification_pseudonym(&self, verification: &[u8]) -> [u8; 16] {
        self.subjects.short_tag(&[b"verification", verification])
    }

    /// Pseudonym of a pass in the audit log.
    pub fn pass_pseudonym(&self, pass: PassId) -> [u8; 16] {
        self.subjects.short_tag(&[b"pass", pass.as_bytes()])
    }

    /// Row of counters: `axis` says what is counted, `who` whom for.
    pub fn counter_key(&self, axis: &str, who: &[u8]) -> CounterKey {
        let mut key = [0; 8];
        key.copy_from_slice(&self.limits.short_tag(&[axis.as_bytes(), who])[..8]);
        CounterKey(i64::from_be_bytes(key) & i64::MAX)
    }

    /// Where the answer to a repeated request is kept.
    pub fn idempotency_key(&self, provider_id: &str, call: &str, key: &str) -> [u8; 16] {
        self.limits.short_tag(&[b"idempotency", provider_id.as_bytes(), call.as_bytes(), key.as_bytes()])
    }

    /// What a repeated request is compared by: its body holds names, numbers and codes, so nobody without the key may try them.
    pub fn request_tag(&self, body: &[u8]) -> [u8; 16] {
        self.limits.short_tag(&[b"request", body])
    }

    /// Key that signs the checkpoints of the audit log.
    pub(crate) fn audit_key(&self) -> SigningKey {
        SigningKey::from_bytes(&self.audit)
    }

    /// Key that signs messages to providers' servers.
    pub(crate) fn webhook_key(&self) -> SigningKey {
        SigningKey::from_bytes(&self.webhooks)
    }

    /// What tells this installation's audit log from others: 16 hexadecimal digits, derived from root 1.
    pub(crate) fn log_id(&self) -> String {
        self.check.iter().take(8).fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"))
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

    /// What makes a token out of a record's id, for this provider alone.
    pub(crate) fn token_tag(&self, provider_id: &str, record: &[u8]) -> [u8; 16] {
        self.tokens.short_tag(&[provider_id.as_bytes(), record])
    }

    /// Where a session lies: the time of its id, so that rows stay in order, then a keyed hash of all of it. Nobody gets from it
    /// to the id.
    pub(crate) fn session_key(&self, session: SessionId) -> [u8; 22] {
        let mut key = session.0;
        key[6..].copy_from_slice(&self.sessions.short_tag(&[&session.0]));
        key
    }

    /// Where a share link lies: a keyed hash of its id. Nobody gets from it to the id.
    pub(crate) fn share_key(&self, share: ShareId) -> ShareKey {
        ShareKey(self.shares.short_tag(&[share.bytes()]))
    }

    /// Pseudonym of a share link in the audit log.
    pub fn share_pseudonym(&self, share: ShareKey) -> [u8; 16] {
        self.subjects.short_tag(&[b"share", &share.0])
    }

    /// Pseudonym of a case in the audit log.
    pub fn case_pseudonym(&self, number: &CaseNumber) -> [u8; 16] {
        self.subjects.short_tag(&[b"case", number.as_str().as_bytes()])
    }

    /// Pseudonym under which a person's consents are filed.
    pub(crate) fn owner(&self, person: PersonKey) -> [u8; 16] {
        self.owners.short_tag(&[&person.0])
    }

    /// Where a person's no to all providers is kept, and where that to this one.
    pub(crate) fn objections(&self, person: PersonKey, provider: &str) -> ([u8; 32], [u8; 32]) {
        let all = self.objection(person, None);
        let mut one = all;
        one[16..].copy_from_slice(&self.owners.short_tag(&[&person.0, provider.as_bytes()]));
        (all, one)
    }

    /// Where a person's no to a provider is kept, or to all of them: a person's lie beside one another, behind [`Self::owner`].
    pub(crate) fn objection(&self, person: PersonKey, provider: Option<&str>) -> [u8; 32] {
        if let Some(provider) = provider {
            return self.objections(person, provider).1;
        }
        let mut key = [0; 32];
        key[..16].copy_from_slice(&self.owner(person));
        key
    }

    /// Stored in the database, so that a start with another root is noticed. It tells nothing about any other key.
    pub(crate) const fn check_value(&self) -> &[u8; 16] {
        &self.check
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
        let wrapped = one.wrapped_root(&OsEntropy);
        assert!(wrapped.is_none(), "the master key is in no database");
        assert_ne!(one.person_pseudonym(person), one.owner(person));
        assert_ne!(one.pairwise_sub("prv_a", person), one.pairwise_sub("prv_b", person));
        assert_ne!(one.counter_key("a", b"b").0, one.counter_key("ab", b"").0);
        assert_ne!(one.hash_secret_key("sk_live_1"), one.hash_secret_key("sk_live_2"));
        let body = br#"{"otp":"123456"}"#;
        assert_ne!(one.request_tag(body), other.request_tag(body), "who does not have the key cannot try codes");
    }

    #[test]
    fn a_new_root_is_found_again_under_its_master_key_only() {
        let (master, other) = (MasterKey::generate(&OsEntropy), MasterKey::generate(&OsEntropy));
        let made = Secrets::with_new_root(&master, &OsEntropy);
        assert_ne!(made.check_value(), Secrets::derive(&master).check_value());
        let wrapped = made.wrapped_root(&OsEntropy).unwrap();
        let found = Secrets::unwrap(&master, &wrapped).unwrap();
        assert_eq!(found.check_value(), made.check_value());
        assert!(Secrets::unwrap(&other, &wrapped).is_none());
    }

    /// Rows of an existing database are found only while these stay as they are. Worked out a second time in Python.
    #[test]
    fn derivation_is_frozen() {
        let secrets = fixed();
        let reference = ReferenceId::parse("12345678901234").unwrap();
        let hex = |bytes: &[u8]| bytes.iter().fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"));
        assert_eq!(hex(secrets.check_value()), "fb939575328569d3742d0476c2e137e4");
        assert_eq!(hex(&secrets.person_key(&reference).0), "40d31b518b40278ebcf7b15ce3ff08a1");
        assert_eq!(
            hex(&secrets.hash_secret_key("sk")),
            "d787647fa7496b0f7121631ddb08f104fdbeb35f4f6c4c7d362846ec1e5c1854"
        );
    }
}
