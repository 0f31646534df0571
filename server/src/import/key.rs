//! Keys of rows in the working file: where the store wants the person, then the line.

use domain::person::ReferenceId;

use crate::ports::ImportOrder;

/// Bytes of a key.
pub(super) const KEY: usize = 32;

const ORDER: usize = 24;

/// The key of a row whose person stands there.
pub(super) fn in_order(order: ImportOrder, line: u64) -> [u8; KEY] {
    let mut key = [0; KEY];
    key[..ORDER].copy_from_slice(&order.0);
    key[ORDER..].copy_from_slice(&line.to_be_bytes());
    key
}

/// The key of a row by reference id, with which each record begins, whatever the store wants.
pub(super) fn by_reference(line: u64, record: &[u8]) -> [u8; KEY] {
    let mut order = ImportOrder([0; ORDER]);
    for (at, digit) in order.0.iter_mut().zip(record.iter().take(ReferenceId::DIGITS)) {
        *at = *digit;
    }
    in_order(order, line)
}

/// Place and line.
pub(super) fn split(key: &[u8; KEY]) -> (ImportOrder, u64) {
    let (mut order, mut line) = (ImportOrder([0; ORDER]), [0; KEY - ORDER]);
    order.0.copy_from_slice(&key[..ORDER]);
    line.copy_from_slice(&key[ORDER..]);
    (order, u64::from_be_bytes(line))
}
