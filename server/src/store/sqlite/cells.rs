//! Where sealed cells lie: every table and column that has them. What looks at all of them goes by this list.

use rusqlite::{Row, types::ValueRef};

use crate::store::sealed::Place;

/// Sealed cells of one column. The texts are SQL.
pub(super) struct Cells {
    pub(super) table: &'static str,
    pub(super) column: &'static str,
    /// The primary key.
    pub(super) key: &'static str,
    /// What the cell is bound to: mostly the primary key.
    pub(super) bound_to: &'static str,
    /// The cell, or NULL where the column holds none.
    pub(super) cell: &'static str,
}

/// People first: they are most of the rows.
pub(super) const CELLS: [Cells; 14] = [
    Cells { table: "people", column: "identity", key: "id", bound_to: "id", cell: "identity" },
    Cells { table: "people", column: "doses", key: "id", bound_to: "id", cell: "doses" },
    Cells {
        table: "signing_keys",
        column: "cell",
        key: "CAST(kid AS BLOB)",
        bound_to: "CAST(kid AS BLOB)",
        cell: "cell",
    },
    Cells { table: "verifications", column: "cell", key: "id", bound_to: "id", cell: "cell" },
    Cells {
        table: "verifications",
        column: "sms",
        key: "id",
        bound_to: "id || CAST(char(resends) AS BLOB)",
        cell: "sms",
    },
    Cells { table: "records", column: "cell", key: "id", bound_to: "id", cell: "cell" },
    Cells {
        table: "idempotency",
        column: "answer",
        key: "key",
        bound_to: "key",
        cell: "CASE kind WHEN 0 THEN answer END",
    },
    Cells { table: "sessions", column: "cell", key: "key", bound_to: "key", cell: "cell" },
    Cells {
        table: "cases",
        column: "cell",
        key: "CAST(number AS BLOB)",
        bound_to: "CAST(number AS BLOB)",
        cell: "cell",
    },
    Cells { table: "objections", column: "cell", key: "key", bound_to: "key", cell: "cell" },
    Cells { table: "notices", column: "cell", key: "id", bound_to: "id", cell: "cell" },
    Cells { table: "shares", column: "cell", key: "key", bound_to: "key", cell: "cell" },
    Cells { table: "passes", column: "cell", key: "id", bound_to: "id", cell: "cell" },
    Cells { table: "webhooks", column: "cell", key: "id", bound_to: "id", cell: "cell" },
];

impl Cells {
    pub(super) const fn place<'r>(&self, row: &'r [u8]) -> Place<'r> {
        Place { table: self.table, column: self.column, row }
    }
}

/// Reads what a cell is bound to, as bytes: numbers are bound by their eight bytes.
pub(super) fn bound_to(row: &Row<'_>, column: usize) -> rusqlite::Result<Vec<u8>> {
    Ok(match row.get_ref(column)? {
        ValueRef::Integer(id) => id.to_be_bytes().to_vec(),
        value => value.as_bytes().unwrap_or_default().to_vec(),
    })
}
