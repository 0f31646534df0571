//! How many letters were changed.

/// Letters added, left out, replaced or swapped with their neighbour; `None` when that is `limit` or more.
pub(super) fn distance(left: &str, right: &str, limit: usize) -> Option<usize> {
    let left: Vec<char> = left.chars().collect();
    let right: Vec<char> = right.chars().collect();
    if left.len().abs_diff(right.len()) >= limit {
        return None;
    }
    let mut two_back: Vec<usize> = Vec::new();
    let mut back: Vec<usize> = (0..=right.len()).collect();
    for (i, a) in left.iter().enumerate() {
        let mut row = Vec::with_capacity(right.len() + 1);
        row.push(i + 1);
        for (j, b) in right.iter().enumerate() {
            let mut best = (back[j] + usize::from(a != b)).min(back[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *a == right[j - 1] && left[i - 1] == *b {
                best = best.min(two_back[j - 1] + 1);
            }
            row.push(best);
        }
        if row.iter().all(|cost| *cost >= limit) {
            return None;
        }
        two_back = std::mem::replace(&mut back, row);
    }
    back.last().copied().filter(|cost| *cost < limit)
}

#[cfg(test)]
mod tests {
    use super::distance;

    #[test]
    fn counts_letters() {
        assert_eq!(distance("kamala", "kamla", 3), Some(1));
        assert_eq!(distance("rajendra", "rajender", 3), Some(2));
        assert_eq!(distance("rajseh", "rajesh", 3), Some(1));
        assert_eq!(distance("sunil", "sunita", 3), Some(2));
        assert_eq!(distance("anil", "sunita", 3), None);
        assert_eq!(distance("", "", 3), Some(0));
    }
}
