//! Sets of the targets of a run, by their index in its list.

/// A set of targets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Set(u128);

impl Set {
    /// The most targets that a run can have.
    pub const MOST: usize = 128;

    /// The set of one target. The index must be below [`Set::MOST`]; no other is ever in a set.
    pub fn one(index: usize) -> Set {
        let bit = u32::try_from(index)
            .ok()
            .and_then(|index| 1_u128.checked_shl(index));
        Set(bit.unwrap_or(0))
    }

    /// The set of the first targets.
    pub fn first(count: usize) -> Set {
        match u32::try_from(count) {
            Ok(count @ 1..=127) => Set(u128::MAX >> (128 - count)),
            Ok(0) => Set(0),
            Ok(_) | Err(_) => Set(u128::MAX),
        }
    }

    /// Adds a target.
    pub fn insert(&mut self, index: usize) {
        self.0 |= Set::one(index).0;
    }

    /// Whether a target is in it.
    pub fn contains(self, index: usize) -> bool {
        self.0 & Set::one(index).0 != 0
    }

    /// The targets of either.
    #[must_use]
    pub fn union(self, other: Set) -> Set {
        Set(self.0 | other.0)
    }

    /// The targets of both.
    #[must_use]
    pub fn intersection(self, other: Set) -> Set {
        Set(self.0 & other.0)
    }

    /// The targets that are in it and not in the other.
    #[must_use]
    pub fn without(self, other: Set) -> Set {
        Set(self.0 & !other.0)
    }

    /// Those of the first `count` targets that are not in it.
    #[must_use]
    pub fn complement(self, count: usize) -> Set {
        Set(Set::first(count).0 & !self.0)
    }

    /// Its indices, from the lowest.
    pub fn iter(self) -> impl Iterator<Item = usize> {
        let mut rest = self.0;
        std::iter::from_fn(move || {
            let lowest = rest.trailing_zeros();
            // Clears the lowest bit; of an empty set there is none.
            rest &= rest.checked_sub(1)?;
            usize::try_from(lowest).ok()
        })
    }

    /// How many targets are in it.
    pub fn len(self) -> usize {
        self.iter().count()
    }

    /// Whether no target is in it.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether all its targets are in the other.
    pub fn is_subset(self, of: Set) -> bool {
        self.0 & !of.0 == 0
    }
}

impl FromIterator<usize> for Set {
    fn from_iter<I: IntoIterator<Item = usize>>(indices: I) -> Set {
        let mut set = Set::default();
        for index in indices {
            set.insert(index);
        }
        set
    }
}

/// The distinct things that targets have, in the order of the first that has each, and which have
/// it.
pub fn distinct<T: PartialEq>(things: impl IntoIterator<Item = (usize, T)>) -> Vec<(T, Set)> {
    let mut found: Vec<(T, Set)> = Vec::new();
    for (target, thing) in things {
        match found.iter_mut().find(|(known, _)| *known == thing) {
            Some((_, set)) => set.insert(target),
            None => found.push((thing, Set::one(target))),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_sets_are() {
        let set: Set = [0, 2, 127].into_iter().collect();
        assert_eq!(set.iter().collect::<Vec<_>>(), [0, 2, 127]);
        assert_eq!((set.len(), set.is_empty()), (3, false));
        assert!(set.contains(127) && !set.contains(1) && !set.contains(128));
        assert_eq!(set.complement(4), [1, 3].into_iter().collect());
        assert_eq!(set.complement(128).len(), 125);
        assert!(Set::one(2).is_subset(set) && !set.is_subset(Set::one(2)));
        assert_eq!(Set::one(1).union(Set::one(5)).len(), 2);
        assert_eq!(set.intersection(Set::first(3)).len(), 2);
        assert_eq!(set.without(Set::first(3)), Set::one(127));
        assert!(Set::default().is_empty() && Set::default().iter().next().is_none());
    }

    #[test]
    fn as_many_as_there_can_be() {
        assert_eq!(Set::first(0), Set::default());
        assert_eq!(Set::first(1), Set::one(0));
        assert_eq!(Set::first(127).len(), 127);
        assert_eq!(Set::first(128).len(), 128);
        assert_eq!(Set::first(1 << 40).len(), 128);
        assert!(Set::one(128).is_empty() && Set::one(usize::MAX).is_empty());
    }
}
