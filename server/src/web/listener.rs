//! Where connections come from: a TCP address, or a socket in the file system.

use std::{
    io,
    net::{IpAddr, SocketAddr},
    os::unix::fs::{FileTypeExt as _, PermissionsExt as _},
    path::{Path, PathBuf},
};

use tokio::net::{TcpListener, TcpSocket, TcpStream, UnixListener, UnixStream};

use crate::{config::ListenAddress, paths::with_ending};

/// Connections that the system holds until they are taken.
const BACKLOG: u32 = 4096;

/// Who may connect to a socket in the file system: its owner and its group.
const SOCKET_MODE: u32 = 0o660;

/// A listener of either kind.
#[derive(Debug)]
pub enum Listener {
    /// On a TCP address.
    Tcp(TcpListener),
    /// On a socket in the file system, which is removed at the end: before the listener goes, because from then on another process
    /// may put its own in that place.
    Unix(SocketFile, UnixListener),
}

/// A new connection.
pub(super) enum Socket {
    Tcp(TcpStream),
    Unix(UnixStream),
}

impl Listener {
    /// Listens. A socket that nobody listens on any more is replaced; one that somebody listens on is an error.
    pub async fn bind(address: &ListenAddress) -> io::Result<Self> {
        match address {
            ListenAddress::Tcp(address) => tcp(*address).map(Self::Tcp),
            ListenAddress::Unix(path) => unix(path).await,
        }
    }

    /// Where it listens, as it stands in the settings; with the port that the system chose, where it was to choose.
    pub fn address(&self) -> io::Result<String> {
        match self {
            Self::Tcp(listener) => listener.local_addr().map(|address| address.to_string()),
            Self::Unix(file, _) => Ok(format!("unix:{}", file.0.display())),
        }
    }

    /// The next connection; for TCP with the other end's address.
    pub(super) async fn accept(&self) -> io::Result<(Socket, Option<IpAddr>)> {
        match self {
            Self::Tcp(listener) => {
                listener.accept().await.map(|(stream, peer)| (Socket::Tcp(stream), Some(peer.ip().to_canonical())))
            }
            Self::Unix(_, listener) => listener.accept().await.map(|(stream, _)| (Socket::Unix(stream), None)),
        }
    }
}

impl From<TcpListener> for Listener {
    fn from(listener: TcpListener) -> Self {
        Self::Tcp(listener)
    }
}

fn tcp(address: SocketAddr) -> io::Result<TcpListener> {
    let socket = if address.is_ipv4() { TcpSocket::new_v4() } else { TcpSocket::new_v6() }?;
    // A restart need not wait for the last connections of the one before.
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    socket.listen(BACKLOG)
}

async fn unix(path: &Path) -> io::Result<Listener> {
    match std::fs::symlink_metadata(path) {
        Ok(found) if found.file_type().is_socket() => {
            if UnixStream::connect(path).await.is_ok() {
                return Err(io::ErrorKind::AddrInUse.into());
            }
        }
        Ok(_) => return Err(io::Error::new(io::ErrorKind::AlreadyExists, "there is a file that is no socket")),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(error),
    }
    // Made aside and moved into place: nobody ever finds it with other rights, or missing.
    let aside = SocketFile(with_ending(path, ".new"));
    let _ = std::fs::remove_file(&aside.0);
    let listener = UnixListener::bind(&aside.0)?;
    std::fs::set_permissions(&aside.0, std::fs::Permissions::from_mode(SOCKET_MODE))?;
    std::fs::rename(&aside.0, path)?;
    Ok(Listener::Unix(SocketFile(path.to_owned()), listener))
}

/// A socket's file, removed when this is dropped.
#[derive(Debug)]
pub struct SocketFile(PathBuf);

impl Drop for SocketFile {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_left_over_socket_is_replaced_and_a_living_one_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("kyvs.sock");
        let address = ListenAddress::Unix(path.clone());
        // What a process leaves that was ended from outside.
        drop(std::os::unix::net::UnixListener::bind(&path).unwrap());
        let listener = Listener::bind(&address).await.unwrap();
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o660);
        let second = Listener::bind(&address).await.unwrap_err();
        assert_eq!(second.kind(), io::ErrorKind::AddrInUse);
        let (connected, accepted) = tokio::join!(UnixStream::connect(&path), listener.accept());
        assert!(connected.is_ok() && accepted.unwrap().1.is_none(), "the first one still listens");
        drop(listener);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "nothing is left");
    }

    #[tokio::test]
    async fn a_file_is_never_taken_for_a_socket() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("kyvs.toml");
        std::fs::write(&path, "keep").unwrap();
        assert!(Listener::bind(&ListenAddress::Unix(path.clone())).await.is_err());
        assert_eq!(std::fs::read(&path).unwrap(), b"keep");
    }
}
