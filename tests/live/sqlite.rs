//! A database in memory: statements with bound values, callbacks, errors.

use crate::call::Bound;
use crate::memory::{Memory, peek, text_at};
use crate::scenario::Scenario;
use crate::shape::Shape;
use crate::value::{NULL, Value, int};

/// The header, and a program that does the same.
pub(crate) const SCENARIO: Scenario = Scenario {
    arguments: &["sqlite3.h", "--link=sqlite3"],
    library: "sqlite3",
    code: include_str!("sqlite.c"),
    flags: &["-lsqlite3"],
    transcript: |bound| Database::open(bound)?.transcript(),
};

/// An open database.
struct Database<'a> {
    /// The library.
    bound: &'a Bound,
    /// `sqlite3 *`
    db: Value,
    /// What came out so far.
    lines: Vec<String>,
}

impl<'a> Database<'a> {
    /// Opens one in memory.
    fn open(bound: &'a Bound) -> Result<Database<'a>, String> {
        let (name, place) = (Memory::text(":memory:"), Memory::new(8));
        let code = bound.call("sqlite3_open", &[name.pointer(), place.pointer()])?;
        Ok(Database {
            bound,
            db: Value::read(&Shape::Pointer, &place.read(8))?,
            lines: vec![format!("open {}", code.integer()?)],
        })
    }

    /// Calls what returns an integer.
    fn integer(&self, name: &str, arguments: &[Value]) -> Result<i128, String> {
        self.bound.call(name, arguments)?.integer()
    }

    /// Calls what returns a text.
    fn text(&self, name: &str, arguments: &[Value]) -> Result<String, String> {
        text_at(&self.bound.call(name, arguments)?)
    }

    /// Runs a statement with a callback; its code and message.
    fn exec(&self, sql: &str, callback: Value) -> Result<(i128, String), String> {
        let (sql, message) = (Memory::text(sql), Memory::new(8));
        let arguments = [
            self.db.clone(),
            sql.pointer(),
            callback,
            NULL,
            message.pointer(),
        ];
        let code = self.integer("sqlite3_exec", &arguments)?;
        let message = Value::read(&Shape::Pointer, &message.read(8))?;
        let said = text_at(&message)?;
        self.bound.call("sqlite3_free", &[message])?;
        Ok((code, said))
    }

    /// A prepared statement.
    fn prepare(&self, sql: &str) -> Result<(i128, Value), String> {
        let (sql, place) = (Memory::text(sql), Memory::new(8));
        let arguments = [
            self.db.clone(),
            sql.pointer(),
            int(-1),
            place.pointer(),
            NULL,
        ];
        let code = self.integer("sqlite3_prepare_v2", &arguments)?;
        Ok((code, Value::read(&Shape::Pointer, &place.read(8))?))
    }

    /// The value of a constant of the text.
    fn constant(&self, name: &str) -> Result<Value, String> {
        self.bound.constant(name)
    }

    /// Whether there is a row more.
    fn has_row(&self, statement: &Value) -> Result<bool, String> {
        let code = self
            .bound
            .call("sqlite3_step", std::slice::from_ref(statement))?;
        Ok(code == self.constant("SQLITE_ROW")?)
    }

    /// Adds a line.
    fn say(&mut self, line: String) {
        self.lines.push(line);
    }

    /// All that `sqlite.c` does.
    fn transcript(mut self) -> Result<Vec<String>, String> {
        let (version, _) = self.bound.global("sqlite3_version")?;
        self.say(format!(
            "version {} {} {}",
            self.text("sqlite3_libversion", &[])?,
            self.integer("sqlite3_libversion_number", &[])?,
            text_at(&Value::Pointer(version))?
        ));
        let create = "create table t(i integer primary key, r real, s text, b blob)";
        let (code, _) = self.exec(create, NULL)?;
        self.say(format!("create {code}"));
        self.insert()?;
        self.callbacks()?;
        self.query()?;
        self.function()?;
        self.format()?;
        let code = self.integer("sqlite3_close", std::slice::from_ref(&self.db))?;
        self.say(format!("close {code}"));
        let misuse = self.bound.call("sqlite3_step", &[NULL])?;
        let is_misuse = misuse == self.constant("SQLITE_MISUSE")?;
        self.say(format!("misuse {}", i32::from(is_misuse)));
        Ok(self.lines)
    }

    /// Rows with bound values.
    fn insert(&mut self) -> Result<(), String> {
        let (code, statement) = self.prepare("insert into t values(?, ?, ?, ?)")?;
        self.say(format!("prepare {code}"));
        let own = std::slice::from_ref(&statement);
        let count = self.integer("sqlite3_bind_parameter_count", own)?;
        self.say(format!("parameters {count}"));
        let (text, mut blob) = (Memory::text("grüß"), Memory::new(4));
        blob.write(&[0, 1, 2, 255]);
        for i in 0..3_i64 {
            let at = |index: i32, rest: &[Value]| [&[statement.clone(), int(index)], rest].concat();
            let row = [
                self.integer("sqlite3_bind_int64", &at(1, &[int(5_000_000_000 * i - 7)]))?,
                self.integer(
                    "sqlite3_bind_double",
                    &at(2, &[Value::Float(i as f64 * -1.25)]),
                )?,
                match i {
                    1 => self.integer("sqlite3_bind_null", &at(3, &[]))?,
                    _ => {
                        let given = [text.pointer(), int(-1), NULL];
                        self.integer("sqlite3_bind_text", &at(3, &given))?
                    }
                },
                self.integer(
                    "sqlite3_bind_blob",
                    &at(4, &[blob.pointer(), int(4 - i), NULL]),
                )?,
            ];
            self.say(format!("bind {} {} {} {}", row[0], row[1], row[2], row[3]));
            let step = self.integer("sqlite3_step", own)?;
            let reset = self.integer("sqlite3_reset", own)?;
            self.say(format!("step {step} reset {reset}"));
        }
        let code = self.integer("sqlite3_finalize", own)?;
        self.say(format!("finalize {code}"));
        let last = self.integer("sqlite3_last_insert_rowid", std::slice::from_ref(&self.db))?;
        let changes = self.integer("sqlite3_total_changes", std::slice::from_ref(&self.db))?;
        self.say(format!("last {last} changes {changes}"));
        Ok(())
    }

    /// `sqlite3_exec` calls back, and says what went wrong.
    fn callbacks(&mut self) -> Result<(), String> {
        let select = "select i, s, hex(b) as h from t order by i";
        let (code, _) = self.exec(select, NULL)?;
        let ok = self.constant("SQLITE_OK")?.integer()?;
        self.say(format!("exec {code} {ok}"));
        let (mut rows, mut lines) = (0, Vec::new());
        let row = self.bound.callback("sqlite3_exec", 2, |given| {
            let [_, count, values, names] = given else {
                return Err(format!("called with {given:?}"));
            };
            rows += 1;
            for index in 0..count.integer()? {
                let element = |of: &Value| {
                    let address = of.pointer()? + 8 * index as usize;
                    text_at(&Value::read(&Shape::Pointer, &peek(address, 8))?)
                };
                lines.push(format!("row {}={}", element(names)?, element(values)?));
            }
            Ok(int(0))
        })?;
        let (code, _) = self.exec(select, row.pointer())?;
        row.finish()?;
        self.lines.append(&mut lines);
        self.say(format!("exec {code}, {rows} rows"));
        let stop = self.bound.callback("sqlite3_exec", 2, |_| Ok(int(1)))?;
        let (code, message) = self.exec("select 1", stop.pointer())?;
        stop.finish()?;
        self.say(format!("stopped {code} {message}"));
        let (code, message) = self.exec("insert into t(i) values(-7)", NULL)?;
        let extended = self.integer("sqlite3_extended_errcode", std::slice::from_ref(&self.db))?;
        let same = int(code) == self.constant("SQLITE_CONSTRAINT")?;
        let same = i32::from(same);
        self.say(format!("twice {code} {extended} {same} {message}"));
        let (code, message) = self.exec("selekt", NULL)?;
        let told = self.text("sqlite3_errmsg", std::slice::from_ref(&self.db))?;
        let kind = self.text("sqlite3_errstr", &[int(code)])?;
        self.say(format!("wrong {code} {message} / {told} / {kind}"));
        Ok(())
    }

    /// The columns of all rows.
    fn query(&mut self) -> Result<(), String> {
        let (_, statement) = self.prepare("select * from t order by i")?;
        let own = std::slice::from_ref(&statement);
        while self.has_row(&statement)? {
            let mut line = String::new();
            for index in 0..self.integer("sqlite3_column_count", own)? {
                let at = [statement.clone(), int(index)];
                line += &format!(
                    "{} type {} bytes {};",
                    self.text("sqlite3_column_name", &at)?,
                    self.integer("sqlite3_column_type", &at)?,
                    self.integer("sqlite3_column_bytes", &at)?
                );
            }
            let (first, second) = ([statement.clone(), int(0)], [statement.clone(), int(1)]);
            let whole = self.integer("sqlite3_column_int64", &first)?;
            let real = self.bound.call("sqlite3_column_double", &second)?.float()?;
            self.say(format!("{line} {whole} {real}"));
        }
        let code = self.integer("sqlite3_finalize", own)?;
        self.say(format!("finalize {code}"));
        Ok(())
    }

    /// A function of SQL that calls back, and that calls the library.
    fn function(&mut self) -> Result<(), String> {
        let (bound, mut lines) = (self.bound, Vec::new());
        let half = bound.callback("sqlite3_create_function_v2", 5, |given| {
            let [context, count, values] = given else {
                return Err(format!("called with {given:?}"));
            };
            let first = Value::read(&Shape::Pointer, &peek(values.pointer()?, 8))?;
            let ty = bound.call("sqlite3_value_type", std::slice::from_ref(&first))?;
            let (count, ty) = (count.integer()?, ty.integer()?);
            lines.push(format!("half of {count} value, type {ty}"));
            let value = bound.call("sqlite3_value_double", &[first])?.float()?;
            let result = [context.clone(), Value::Float(value / 2.0)];
            bound.call("sqlite3_result_double", &result)
        })?;
        let name = Memory::text("half");
        let arguments = [
            self.db.clone(),
            name.pointer(),
            int(1),
            self.constant("SQLITE_UTF8")?,
            NULL,
            half.pointer(),
            NULL,
            NULL,
            NULL,
        ];
        let code = self.integer("sqlite3_create_function_v2", &arguments)?;
        self.say(format!("function {code}"));
        let (_, statement) = self.prepare("select half(r) from t where i > 0 order by i")?;
        let mut halves = Vec::new();
        while self.has_row(&statement)? {
            let value = self
                .bound
                .call("sqlite3_column_double", &[statement.clone(), int(0)])?;
            halves.push(format!("half {}", value.float()?));
        }
        self.integer("sqlite3_finalize", &[statement])?;
        half.finish()?;
        for (called, row) in lines.into_iter().zip(halves) {
            self.lines.extend([called, row]);
        }
        Ok(())
    }

    /// A variadic function.
    fn format(&mut self) -> Result<(), String> {
        let (format, text) = (Memory::text("%d|%s|%.3f|%lld|%Q"), Memory::text("text"));
        let quoted = Memory::text("it's");
        let (i32, i64) = (Shape::signed(4), Shape::signed(8));
        let more = [
            (i32, int(-5)),
            (Shape::Pointer, text.pointer()),
            (Shape::Float { bytes: 8 }, Value::Float(2.5)),
            (i64, int(1_i64 << 40)),
            (Shape::Pointer, quoted.pointer()),
        ];
        let made = self
            .bound
            .call_with("sqlite3_mprintf", &[format.pointer()], &more)?;
        self.say(format!("mprintf {}", text_at(&made)?));
        self.bound.call("sqlite3_free", &[made])?;
        Ok(())
    }
}
