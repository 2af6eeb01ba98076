//! How much work libclang makes of a question about a member's offset.
//!
//! For each one it looks at all members of the record, and at all of theirs, as often as they
//! occur: thirty structures that each have two of the one before are a billion members. So they
//! are counted here first, each record once.

use rustc_hash::FxHashMap as HashMap;

use super::model::{CType, Field, TypeId};

/// How many members libclang may look at for one question: it takes a millisecond or two.
const MOST: u64 = 100_000;

/// What is known of the types so far.
#[derive(Debug, Default)]
pub struct Costs {
    /// How many members a record has, with those of its members.
    records: HashMap<TypeId, u64>,
    /// Which type a typedef names.
    aliases: HashMap<TypeId, TypeId>,
}

impl Costs {
    /// Notes a typedef.
    pub fn note_typedef(&mut self, id: TypeId, target: &CType) {
        if let CType::Record(target) | CType::Typedef(target) = target {
            self.aliases.insert(id, *target);
        }
    }

    /// Notes the members of a record, whose types are known by now. Says whether libclang may be
    /// asked for their offsets.
    pub fn note_record(&mut self, id: TypeId, fields: &[Field]) -> bool {
        let cost = fields
            .iter()
            .map(|field| self.of(&field.ty.ty))
            .fold(0, u64::saturating_add);
        self.records.insert(id, cost);
        cost <= MOST
    }

    /// A member, with those of its type. libclang does not look into arrays.
    fn of(&self, ty: &CType) -> u64 {
        let (CType::Record(id) | CType::Typedef(id)) = ty else {
            return 1;
        };
        let mut id = *id;
        while let Some(target) = self.aliases.get(&id) {
            id = *target;
        }
        self.records
            .get(&id)
            .map_or(1, |cost| cost.saturating_add(1))
    }
}
