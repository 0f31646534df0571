//! HTTPS without a proxy: certificate and key from files, taken up again when they change.

use std::{
    io::{self, Read as _},
    os::unix::fs::{MetadataExt as _, PermissionsExt as _},
    path::{Path, PathBuf},
    sync::{Arc, PoisonError, RwLock},
};

use rustls::{
    ServerConfig,
    crypto::ring::{self, Ticketer},
    pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject as _},
    version::{TLS12, TLS13},
};
use tokio_rustls::TlsAcceptor;
use zeroize::Zeroizing;

use crate::config::TlsFiles;

/// The longest file that is read, in bytes.
const FILE_BYTES: u64 = 1024 * 1024;

/// Why there is no HTTPS.
#[derive(Debug, thiserror::Error)]
pub enum TlsError {
    /// A file is not there, or the process may not read it.
    #[error("{} cannot be read: {source}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Somebody else than the owner may read the key.
    #[error("the key file {path} is open to other users (mode {mode:03o}); run: chmod 600 {path}", path = path.display())]
    Exposed {
        /// The file.
        path: PathBuf,
        /// Its permission bits.
        mode: u32,
    },
    /// No certificate in the file.
    #[error("{} holds no certificate in PEM", .0.display())]
    NoCertificate(PathBuf),
    /// No private key in the file.
    #[error("{} holds no private key in PEM", .0.display())]
    NoKey(PathBuf),
    /// The two cannot be used, or not together.
    #[error("the certificate {} and its key do not work: {source}", path.display())]
    Unusable {
        /// The certificate's file.
        path: PathBuf,
        /// What the TLS library said.
        source: rustls::Error,
    },
}

/// What tells that one of the two files was changed, or who may read it: when, how long it is, and its rights.
type Marks = [Option<(i64, i64, u64, u32)>; 2];

/// What connections are opened with at the moment.
pub struct Tls {
    files: TlsFiles,
    now: RwLock<(Arc<ServerConfig>, Marks)>,
}

impl Tls {
    /// Reads both files.
    pub fn load(files: TlsFiles) -> Result<Self, TlsError> {
        // Marked before they are read: a change in between is seen the next time.
        let marks = marks(&files);
        let config = read(&files)?;
        Ok(Self { files, now: RwLock::new((config, marks)) })
    }

    /// Reads both files again when one has changed, and tells whether it did. What cannot be used is told once; the files from
    /// before stay in force.
    pub fn refresh(&self) -> Result<bool, TlsError> {
        let marks = marks(&self.files);
        if self.now.read().unwrap_or_else(PoisonError::into_inner).1 == marks {
            return Ok(false);
        }
        let config = read(&self.files);
        let mut now = self.now.write().unwrap_or_else(PoisonError::into_inner);
        now.1 = marks;
        now.0 = config?;
        Ok(true)
    }

    /// For a new connection.
    pub(super) fn acceptor(&self) -> TlsAcceptor {
        TlsAcceptor::from(Arc::clone(&self.now.read().unwrap_or_else(PoisonError::into_inner).0))
    }
}

fn marks(files: &TlsFiles) -> Marks {
    [&files.cert_file, &files.key_file].map(|path| {
        let found = std::fs::metadata(path).ok()?;
        Some((found.ctime(), found.ctime_nsec(), found.len(), found.mode()))
    })
}

fn read(files: &TlsFiles) -> Result<Arc<ServerConfig>, TlsError> {
    let path = &files.cert_file;
    let pem = content(path, |_| Ok(()))?;
    let certificates: Vec<_> = CertificateDer::pem_slice_iter(&pem)
        .collect::<Result<_, _>>()
        .map_err(|_| TlsError::NoCertificate(path.clone()))?;
    if certificates.is_empty() {
        return Err(TlsError::NoCertificate(path.clone()));
    }
    let pem = content(&files.key_file, |mode| {
        if mode & 0o077 != 0 { Err(TlsError::Exposed { path: files.key_file.clone(), mode }) } else { Ok(()) }
    })?;
    let key = PrivateKeyDer::from_pem_slice(&pem).map_err(|_| TlsError::NoKey(files.key_file.clone()))?;
    config(certificates, key).map(Arc::new).map_err(|source| TlsError::Unusable { path: path.clone(), source })
}

fn config(
    certificates: Vec<CertificateDer<'static>>,
    key: PrivateKeyDer<'static>,
) -> Result<ServerConfig, rustls::Error> {
    let mut config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_protocol_versions(&[&TLS13, &TLS12])?
        .with_no_client_auth()
        .with_single_cert(certificates, key)?;
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    config.ticketer = Ticketer::new()?;
    Ok(config)
}

/// A file's bytes; its permission bits are looked at before they are read.
fn content(path: &Path, check: impl FnOnce(u32) -> Result<(), TlsError>) -> Result<Zeroizing<Vec<u8>>, TlsError> {
    let unreadable = |source| TlsError::Unreadable { path: path.to_owned(), source };
    let file = std::fs::File::open(path).map_err(unreadable)?;
    check(file.metadata().map_err(unreadable)?.permissions().mode() & 0o777)?;
    let mut bytes = Zeroizing::new(Vec::with_capacity(16 * 1024));
    file.take(FILE_BYTES).read_to_end(&mut bytes).map_err(unreadable)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    /// A folder with a certificate and its key.
    struct Place(tempfile::TempDir);

    impl Place {
        fn new() -> Self {
            let place = Self(tempfile::tempdir().unwrap());
            place.renew();
            place
        }

        fn files(&self) -> TlsFiles {
            TlsFiles { cert_file: self.0.path().join("c.pem"), key_file: self.0.path().join("k.pem") }
        }

        fn renew(&self) {
            let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
            fs::write(self.files().cert_file, made.cert.pem()).unwrap();
            self.key(&made.signing_key.serialize_pem(), 0o600);
        }

        fn key(&self, text: &str, mode: u32) {
            fs::write(self.files().key_file, text).unwrap();
            fs::set_permissions(self.files().key_file, fs::Permissions::from_mode(mode)).unwrap();
        }

        fn key_text(&self) -> String {
            fs::read_to_string(self.files().key_file).unwrap()
        }

        fn refused(&self) -> String {
            Tls::load(self.files()).err().unwrap().to_string()
        }
    }

    #[test]
    fn what_cannot_be_used_is_named() {
        let place = Place::new();
        let key = place.key_text();
        for mode in [0o640, 0o604, 0o644] {
            place.key(&key, mode);
            assert!(place.refused().contains(&format!("k.pem is open to other users (mode {mode:03o})")));
        }
        place.key("nothing", 0o600);
        assert!(place.refused().ends_with("k.pem holds no private key in PEM"));
        place.key(&Place::new().key_text(), 0o600);
        assert!(place.refused().contains("c.pem and its key do not work"));
        fs::write(place.files().cert_file, "nothing").unwrap();
        assert!(place.refused().ends_with("c.pem holds no certificate in PEM"));
        fs::remove_file(place.files().cert_file).unwrap();
        assert!(place.refused().contains("c.pem cannot be read"));
    }

    #[test]
    fn new_files_are_taken_up_and_broken_ones_are_not() {
        let place = Place::new();
        let tls = Tls::load(place.files()).unwrap();
        let now = || Arc::as_ptr(&tls.now.read().unwrap().0);
        let first = now();
        assert!(!tls.refresh().unwrap(), "nothing has changed");
        place.key("broken", 0o600);
        assert!(tls.refresh().is_err());
        assert_eq!(now(), first, "the one from before is in force");
        assert!(!tls.refresh().unwrap(), "told once");
        place.renew();
        assert!(tls.refresh().unwrap());
        assert_ne!(now(), first);
    }

    #[test]
    fn a_key_that_was_refused_for_its_rights_is_taken_up_once_they_are_right() {
        let place = Place::new();
        let tls = Tls::load(place.files()).unwrap();
        let renewed = Place::new();
        fs::write(place.files().cert_file, fs::read(renewed.files().cert_file).unwrap()).unwrap();
        place.key(&renewed.key_text(), 0o644);
        assert!(matches!(tls.refresh(), Err(TlsError::Exposed { .. })));
        assert!(!tls.refresh().unwrap(), "told once");
        // what the message says: it changes neither the content nor when that was written
        fs::set_permissions(place.files().key_file, fs::Permissions::from_mode(0o600)).unwrap();
        assert!(tls.refresh().unwrap());
    }
}
