//! What a module claims of C, item by item.

mod halves;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};

use super::bits::{BitRecord, Methods};
use super::declare::{Declare, Gap, User};
use super::dictionary::Dictionary;
use super::part::{Also, Part, Subject, Test, Under};
use crate::decls::model::Decls;
use crate::pyrite::model::{Item, ItemKind, Module, Type};
use crate::target::{DataModel, Scalar, Target};
use crate::verdict::{Aspect, Finding, Unchecked};

/// All that a module claims.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Claims {
    /// For a C compiler.
    pub subjects: Vec<Subject>,
    /// What is wrong without asking one: C declares nothing of the name. The judge is who read
    /// the headers.
    pub findings: Vec<Finding>,
    /// Records with methods for bit-fields, which are judged by value.
    pub bits: Vec<BitRecord>,
    /// Symbols, which an object file shows.
    pub symbols: Vec<SymbolClaim>,
    /// What cannot be asked.
    pub unchecked: Vec<Unchecked>,
}

impl Claims {
    /// How many facts a C file of them claims.
    pub fn count(&self) -> usize {
        let parts: usize = self.subjects.iter().map(|it| it.parts.len()).sum();
        let bits: usize = self.bits.iter().map(|it| it.members.len()).sum();
        parts + bits
    }
}

/// The symbol that an item is linked by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SymbolClaim {
    /// The line of the module.
    pub line: u32,
    /// `fn sqlite3_open`
    pub item: String,
    /// C's name of it.
    pub c: String,
    /// The symbol, as the target's files have it.
    pub symbol: String,
}

/// Makes the claims of one module.
pub struct Claimer<'m> {
    /// C's names.
    pub dictionary: &'m Dictionary<'m>,
    /// C's types.
    pub declare: Declare<'m>,
    /// The module's methods.
    pub methods: &'m Methods<'m>,
    /// The names of all constants.
    pub constants: &'m FxHashSet<&'m str>,
    /// Records by name, and where else they are a member without a name.
    pub held: &'m FxHashMap<&'m str, (&'m Item, usize)>,
    /// What has been claimed.
    pub claims: Claims,
    /// Who read the headers.
    judge: &'m str,
    /// The target.
    pub target: &'m Target,
}

/// The types of a module by name, of those items that exist on the target.
pub fn types<'m>(items: &[&'m Item]) -> FxHashMap<&'m str, &'m Item> {
    items
        .iter()
        .filter(|item| match item.kind {
            ItemKind::Opaque | ItemKind::Alias(_) | ItemKind::Record(_) => true,
            ItemKind::Function(_)
            | ItemKind::Variable(_)
            | ItemKind::Constant(_)
            | ItemKind::Implementation(_)
            | ItemKind::Skipped(_) => false,
        })
        .map(|item| (item.name.as_str(), *item))
        .collect()
}

/// What a module claims of the headers, which `judge` has read for a target. Of the module those
/// items that exist there, and its types by name; of the headers what they declare, and names of
/// the module that are not C's own.
pub fn of<'m>(
    module: &'m Module,
    (items, types): (&[&'m Item], &'m FxHashMap<&'m str, &'m Item>),
    (decls, renamed): (&'m Decls, &'m [(String, String)]),
    (judge, target): (&'m str, &'m Target),
) -> Claims {
    let mut dictionary = Dictionary::new(decls, renamed);
    dictionary.bind(items, types);
    let (constants, held) = (constants(items), held(items));
    let methods = Methods::new(items, types, dictionary.model);
    let mut claimer = Claimer {
        dictionary: &dictionary,
        declare: Declare::new(&dictionary, types, module.dialect),
        methods: &methods,
        constants: &constants,
        held: &held,
        claims: Claims::default(),
        judge,
        target,
    };
    claimer.target();
    claimer.items(items);
    claimer.repeated(items);
    claimer.scalars();
    claimer.claims
}

/// The names of all constants.
fn constants<'m>(items: &[&'m Item]) -> FxHashSet<&'m str> {
    items
        .iter()
        .filter(|item| matches!(item.kind, ItemKind::Constant(_)))
        .map(|item| item.name.as_str())
        .collect()
}

/// Records that stand in others as a member without a name.
fn held<'m>(items: &[&'m Item]) -> FxHashMap<&'m str, (&'m Item, usize)> {
    let mut held = FxHashMap::default();
    for item in items {
        let ItemKind::Record(record) = &item.kind else {
            continue;
        };
        for (index, field) in record.fields.iter().enumerate() {
            if let (true, Type::Named(name)) = (is_numbered(&field.name, "anon"), &field.ty) {
                held.insert(name.as_str(), (*item, index));
            }
        }
    }
    held
}

/// Whether a name is a word with a number: `anon0`.
pub fn is_numbered(name: &str, word: &str) -> bool {
    name.strip_prefix(word)
        .is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|it| it.is_ascii_digit()))
}

impl<'m> Claimer<'m> {
    /// The claims of one item.
    fn item(&mut self, item: &'m Item) {
        if matches!(item.kind, ItemKind::Skipped(_)) {
            return;
        }
        self.declare.user = User::of(item);
        if let Some(origin) = &item.origin
            && let Some(why) = self.unknown_here(item, origin)
        {
            return self.unchecked(why);
        }
        match &item.kind {
            ItemKind::Function(function) => self.function(item, function),
            ItemKind::Variable(variable) => self.variable(item, variable),
            ItemKind::Alias(ty) => self.alias(item, ty),
            ItemKind::Record(record) => self.record(item, record),
            ItemKind::Constant(constant) => self.constant(item, constant),
            // The methods are judged with the record.
            ItemKind::Implementation(_) if !self.declare.types.contains_key(&*item.name) => {
                self.wrong("no item defines its structure");
            }
            // An opaque type says no more than that there is one.
            ItemKind::Opaque | ItemKind::Implementation(_) | ItemKind::Skipped(_) => {}
        }
    }

    /// Something that is wrong, in the line of the item.
    pub fn wrong(&mut self, message: impl Into<String>) {
        let line = self.declare.user.line;
        self.wrong_at(line, message);
    }

    /// Something that is wrong, in a line of the item.
    pub fn wrong_at(&mut self, line: u32, message: impl Into<String>) {
        self.claims.findings.push(Finding {
            line,
            item: self.declare.user.item.clone(),
            message: message.into(),
            judge: self.judge.to_owned(),
        });
    }

    /// Something that cannot be looked at.
    pub fn unchecked(&mut self, reason: impl Into<String>) {
        self.claims.unchecked.push(Unchecked {
            line: self.declare.user.line,
            item: self.declare.user.item.clone(),
            reason: reason.into(),
        });
    }

    /// A type that cannot be said in C.
    pub fn gap(&mut self, line: u32, gap: Gap) {
        match gap {
            Gap::Wrong(why) => self.wrong_at(line, why),
            Gap::Nameless(why) => self.unchecked(why),
        }
    }

    /// Adds the claims of the item.
    pub fn claim(&mut self, parts: Vec<Part>) {
        self.add(parts, false, None);
    }

    /// Adds the claims of an item that is about a macro.
    pub fn claim_of_macro(&mut self, parts: Vec<Part>, under: Option<Under>) {
        self.add(parts, true, under);
    }

    /// Adds claims, if there are any.
    fn add(&mut self, parts: Vec<Part>, of_macro: bool, under: Option<Under>) {
        if !parts.is_empty() {
            self.claims.subjects.push(Subject {
                line: self.declare.user.line,
                item: self.declare.user.item.clone(),
                parts,
                of_macro,
                under,
            });
        }
    }

    /// A claim in the line of the item.
    pub fn part(&self, aspect: Aspect, about: &str, here: impl ToString, test: Test) -> Part {
        Part {
            line: self.declare.user.line,
            aspect,
            about: about.to_owned(),
            here: here.to_string(),
            test,
        }
    }

    /// The claim that something of C has a type; `may_end` where that is a pointer to a function
    /// that may never return.
    pub fn same(
        &mut self,
        subject: String,
        may_end: bool,
        declare: impl Fn(&mut Declare<'m>) -> Result<String, Gap>,
    ) -> Result<Test, Gap> {
        let ty = declare(&mut self.declare)?;
        let mut also = Vec::new();
        if may_end {
            // In gcc's types that is `volatile`, and there is no other way to say it of a pointer.
            also.push(Also::Gcc(format!("volatile __typeof__(*({ty})0) *")));
        }
        if ty.contains("**") {
            self.declare.is_restrict = true;
            let restrict = declare(&mut self.declare)?;
            self.declare.is_restrict = false;
            if restrict != ty {
                also.push(Also::All(restrict));
            }
        }
        Ok(Test::Same { subject, ty, also })
    }

    /// What the layouts of all records are computed from.
    fn target(&mut self) {
        let DataModel {
            short,
            int,
            long,
            long_long,
            pointer,
            float,
            double,
            ..
        } = self.dictionary.model;
        self.declare.user = User {
            line: 1,
            item: "the target".to_owned(),
        };
        // Of two that are as wide the layouts have the alignment of the other.
        let short = (short.size != int.size).then_some(("short", short));
        let scalars: [(&str, &Scalar); 6] = [
            ("int", int),
            ("long", long),
            ("long long", long_long),
            ("void *", pointer),
            ("float", float),
            ("double", double),
        ];
        let mut parts = Vec::new();
        for (name, scalar) in scalars.into_iter().chain(short) {
            let size = Test::Equal {
                expression: format!("sizeof({name})"),
                value: i128::from(scalar.size),
            };
            parts.push(self.part(
                Aspect::Scalar,
                &format!("size of `{name}`"),
                scalar.size,
                size,
            ));
            let align = Test::Equal {
                expression: format!("__builtin_offsetof(struct {{ char c; {name} x; }}, x)"),
                value: i128::from(scalar.align),
            };
            parts.push(self.part(
                Aspect::Scalar,
                &format!("alignment of `{name}`"),
                scalar.align,
                align,
            ));
        }
        self.claim(parts);
    }

    /// C's types that have been taken for the module's.
    fn scalars(&mut self) {
        for ((spelling, scalar), user) in std::mem::take(&mut self.declare.scalars) {
            self.declare.user = user;
            let part = self.part(
                Aspect::Scalar,
                &format!("C's type `{spelling}`"),
                scalar,
                Test::Holds {
                    condition: scalar.condition(&spelling, self.dictionary.model),
                    shown: spelling.clone(),
                    is_folded: false,
                },
            );
            self.claim(vec![part]);
        }
        for ((spelling, size), user) in std::mem::take(&mut self.declare.stored) {
            self.declare.user = user;
            let test = Test::Equal {
                expression: format!("sizeof({spelling})"),
                value: i128::from(size),
            };
            let about = format!("size of C's type `{spelling}`");
            let part = self.part(Aspect::Scalar, &about, size, test);
            self.claim(vec![part]);
        }
    }
}
