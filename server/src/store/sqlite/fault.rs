//! Errors inside the adapter, before it is known what they mean for the caller.

use std::io;

use rusqlite::ErrorCode;

use crate::ports::StoreError;

/// Why a piece of work on a connection did not succeed.
#[derive(Debug)]
pub(super) enum Fault {
    /// A decision of ours.
    Store(StoreError),
    /// SQLite said no; the writer looks at the code to tell a refused row from a failing disk.
    Sql(rusqlite::Error),
}

impl From<StoreError> for Fault {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<rusqlite::Error> for Fault {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sql(error)
    }
}

/// Of a working file: the store itself is whole.
impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        Self::Store(StoreError::Unavailable(format!("a working file: {error}")))
    }
}

impl From<Fault> for StoreError {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Store(error) => error,
            Fault::Sql(error) => match error.sqlite_error_code() {
                Some(ErrorCode::ConstraintViolation) => Self::Conflict("a row with this key".into()),
                Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::Damaged(error.to_string()),
                _ => Self::Unavailable(error.to_string()),
            },
        }
    }
}

/// `None` for a cell that does not open, or holds what no version of this program writes there.
pub(super) fn unless_damaged<T>(opened: Result<T, Fault>) -> Result<Option<T>, Fault> {
    match opened {
        Ok(content) => Ok(Some(content)),
        Err(Fault::Store(StoreError::Damaged(_))) => Ok(None),
        Err(fault) => Err(fault),
    }
}

/// A column that holds what no version of this program writes there.
pub(super) fn unreadable(table: &str, column: &str) -> Fault {
    Fault::Store(StoreError::Damaged(format!("{table}.{column} cannot be read")))
}
