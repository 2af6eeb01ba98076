//! Bit-fields: the module's methods with what C has for them.
#![allow(
    clippy::wildcard_enum_match_arm,
    reason = "one shape of type is looked for, through which it is reached"
)]

mod members;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::accessor::{self, Held, Member, Owner, Place, Subject, probes, values};
use super::compiler::Compiler;
use super::layout::Layouts;
use crate::error::Error;
use crate::pyrite::model::{Item, ItemKind, Method, Type};
use crate::target::DataModel;
use crate::verdict::Finding;

/// A record with bit-fields that the module has methods for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BitRecord {
    /// Its name in the module.
    pub name: String,
    /// How C spells the record that it is, or that is around it.
    pub spelling: String,
    /// The size of what C spells, in bytes.
    pub size: u64,
    /// Where in it the module's record begins, in bytes.
    pub base: u64,
    /// The bit-fields, in C's order.
    pub members: Vec<BitMember>,
}

/// A bit-field as clang has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BitMember {
    /// C's name.
    name: String,
    /// Bits from the start of the record, as clang counts.
    offset: u64,
    /// Its width in bits.
    width: u32,
    /// Whether C reads negative values from it.
    signed: bool,
    /// C's type is `_Bool`.
    is_bool: bool,
    /// C refuses to assign to it.
    is_const: bool,
    /// The width of the type that C declares it with, where Pyrite has such a type.
    type_bits: Option<u32>,
    /// Which member of a union it is.
    alternative: Option<usize>,
    /// The name of the method that reads it.
    getter: Option<String>,
    /// The name of the method that writes it.
    setter: Option<String>,
}

/// The methods of a module, with what they need of it.
pub struct Methods<'m> {
    /// Types by name.
    types: &'m FxHashMap<&'m str, &'m Item>,
    /// Methods by the record's name.
    methods: FxHashMap<&'m str, Vec<&'m Method>>,
    /// The widths of C's types.
    model: &'m DataModel,
}

impl<'m> Methods<'m> {
    /// Those of some items.
    pub fn new(
        items: &[&'m Item],
        types: &'m FxHashMap<&'m str, &'m Item>,
        model: &'m DataModel,
    ) -> Methods<'m> {
        let mut methods: FxHashMap<&str, Vec<&Method>> = FxHashMap::default();
        for item in items {
            if let ItemKind::Implementation(list) = &item.kind {
                methods.entry(&item.name).or_default().extend(list);
            }
        }
        Methods {
            types,
            methods,
            model,
        }
    }

    /// Those of a record.
    pub fn of(&self, record: &str) -> &[&'m Method] {
        self.methods.get(record).map_or(&[], Vec::as_slice)
    }

    /// One of a record.
    fn find(&self, record: &str, name: Option<&String>) -> Option<&'m Method> {
        let name = name?;
        self.of(record).iter().find(|it| it.name == *name).copied()
    }

    /// The fields of a record with their places.
    fn held(&self, record: &str) -> FxHashMap<&'m str, Held> {
        let Some(item) = self.types.get(record) else {
            return FxHashMap::default();
        };
        let ItemKind::Record(of) = &item.kind else {
            return FxHashMap::default();
        };
        let Ok(computed) = Layouts::new(self.model, self.types).record(&item.name, of) else {
            return FxHashMap::default();
        };
        let fields = of.fields.iter().zip(computed.offsets);
        fields
            .map(|(field, offset)| {
                let ty = field.ty.clone();
                (field.name.as_str(), Held { offset, ty })
            })
            .collect()
    }

    /// Does something with a record as the judges of methods want it.
    fn with<T>(&self, record: &BitRecord, act: impl FnOnce(&Subject<'_>, &Owner<'_>) -> T) -> T {
        let held = self.held(&record.name);
        let field = |name: &str| held.get(name).cloned();
        let alias = |name: &str| match self.types.get(name).map(|item| &item.kind) {
            Some(ItemKind::Alias(ty)) => Some(Type::clone(ty)),
            _ => None,
        };
        let owner = Owner {
            field: &field,
            alias: &alias,
            pointer_bits: u32::try_from(self.model.pointer.size * 8).unwrap_or(64),
            big_endian: self.model.big_endian,
        };
        let members = record
            .members
            .iter()
            .map(|it| Member {
                path: it.name.clone(),
                width: it.width,
                signed: it.signed,
                is_bool: it.is_bool,
                is_const: it.is_const,
                unions: it.alternative.map(|it| (0, it)).into_iter().collect(),
                getter: self.find(&record.name, it.getter.as_ref()),
                setter: self.find(&record.name, it.setter.as_ref()),
                owner,
                base: record.base,
            })
            .collect();
        let subject = Subject {
            spelling: &record.spelling,
            size: record.size,
            members,
        };
        act(&subject, &owner)
    }

    /// What is wrong with the methods of a record, by the places that clang has.
    pub fn by_places(&self, record: &BitRecord, judge: &str) -> Vec<Finding> {
        let wrong = self.with(record, |subject, owner| {
            let members = subject.members.iter().zip(&record.members);
            members
                .flat_map(|(member, it)| {
                    let place = Place {
                        offset: it.offset,
                        width: it.width,
                        signed: it.signed,
                        is_bool: it.is_bool,
                        type_bits: it.type_bits,
                    };
                    accessor::check(member.getter, member.setter, &place, owner)
                })
                .collect::<Vec<_>>()
        });
        findings(record, wrong, judge)
    }

    /// What is wrong with the methods of all records, by the bytes that a compiler makes of
    /// values; `text` declares the records.
    ///
    /// # Errors
    /// Those of the compiler.
    pub fn by_values(
        &self,
        records: &[BitRecord],
        compiler: &Compiler,
        text: &str,
    ) -> Result<Vec<Finding>, Error> {
        let mut source = text.to_owned();
        let mut planned = Vec::new();
        let mut first = 0;
        for record in records {
            let list = self.with(record, |subject, _| probes::probes(subject, first));
            // Too large for constants: the places have been compared.
            let list = list.unwrap_or_default();
            first += list.len();
            for probe in &list {
                source.push_str(&probe.text);
                source.push('\n');
            }
            planned.push(list);
        }
        if first == 0 {
            return Ok(Vec::new());
        }
        let object = compiler.object(&source)?;
        let bytes = |number: usize| {
            let name = format!("quarry_bits_{number}");
            let datum = object.data.get(&name);
            let datum = datum.or_else(|| object.data.get(&format!("_{name}")));
            datum.map(|it| it.bytes.clone())
        };
        let name = compiler.name();
        let judged = records.iter().zip(&planned).flat_map(|(record, list)| {
            let wrong = self.with(record, |subject, _| match list.is_empty() {
                true => Vec::new(),
                false => probes::judge(subject, list, &bytes),
            });
            findings(record, wrong, &name)
        });
        Ok(judged.collect())
    }

    /// The methods as C, with a test that sets C's own bit-fields and reads them through the
    /// methods, and back.
    pub fn as_c(&self, records: &[BitRecord]) -> String {
        let (text, items) = self.functions(records);
        match items.is_empty() {
            true => text,
            false => format!("{text}{}", values::entry(&items)),
        }
    }

    /// The methods as C, and the tests of each bit-field: `quarry_values_1`, ….
    fn functions(&self, records: &[BitRecord]) -> (String, Vec<values::Item>) {
        let mut text = accessor::PRELUDE.to_owned();
        let mut items = Vec::new();
        for record in records {
            let functions = self.with(record, |subject, _| {
                values::functions(subject, &record.name, items.len() + 1)
            });
            text.push_str(&functions.text);
            items.extend(functions.items);
        }
        if items.is_empty() {
            text.clear();
        }
        (text, items)
    }

    /// What is wrong with the methods where they run as C beside C's own bit-fields; only for the
    /// machine that this is. `text` declares the records.
    ///
    /// # Errors
    /// Those of the compiler and of the program.
    pub fn by_running(
        &self,
        records: &[BitRecord],
        compiler: &Compiler,
        text: &str,
    ) -> Result<Vec<Finding>, Error> {
        let (functions, items) = self.functions(records);
        if items.is_empty() {
            return Ok(Vec::new());
        }
        let mut source =
            format!("{text}{functions}int printf(const char *, ...);\nint main(void) {{\n");
        for item in &items {
            let number = item.number;
            source.push_str(&format!(
                "    if (!quarry_values_{number}()) printf(\"{number}\\n\");\n"
            ));
        }
        source.push_str("    return 0;\n}\n");
        let said = compiler.run(&source)?;
        let wrong: Vec<usize> = said.lines().filter_map(|line| line.parse().ok()).collect();
        let name = format!("{} at run time", compiler.name());
        let findings = items.iter().filter(|item| wrong.contains(&item.number));
        Ok(findings
            .map(|item| Finding {
                line: item.line,
                item: format!("impl {}", item.name.split('.').next().unwrap_or_default()),
                message: format!("the methods of {} give other values than C", item.name),
                judge: name.clone(),
            })
            .collect())
    }
}

/// Wrong methods as findings.
fn findings(record: &BitRecord, wrong: Vec<accessor::Wrong>, judge: &str) -> Vec<Finding> {
    wrong
        .into_iter()
        .map(|wrong| Finding {
            line: wrong.line,
            item: format!("impl {}", record.name),
            message: wrong.message,
            judge: judge.to_owned(),
        })
        .collect()
}
