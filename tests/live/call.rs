//! Calls real libraries through libffi, with what the text of a module says and nothing else.
//!
//! With `memory.rs`, this is the only test with `unsafe`. An error in the text is undefined behaviour here, as in a Pyrite
//! program; the tests that damage a text keep to damage that only changes values.

#![allow(unsafe_code)]

use std::ffi::c_void;
use std::ptr::null_mut;

use libffi::raw;
use libloading::{Library, Symbol};
use quarry_bindgen::pyrite::model::{self, FunctionType, Linkage};

use crate::foreign::{Foreign, Refusal};
use crate::memory::{Memory, peek, poke};
use crate::shape::{Shape, Text};
use crate::value::Value;

/// More than any result has: a text that is wrong about a size must not make C write elsewhere.
const SLACK: usize = 256;

/// A text and the library that has its functions.
pub(crate) struct Bound {
    /// What is known of them.
    pub(crate) text: Text,
    /// The library.
    library: Library,
    /// Its name, where the text says it.
    name: Option<String>,
}

impl Bound {
    /// Loads the library that the text names with `@link`.
    pub(crate) fn load(text: &str, name: &str) -> Result<Bound, String> {
        // `libc.so` and `libm.so` are scripts for the linker; 6 is their version everywhere.
        let files = [format!("lib{name}.so"), format!("lib{name}.so.6")];
        // SAFETY: what runs when a system library is loaded is the system's own.
        let mut loaded = files.iter().map(|file| unsafe { Library::new(file) });
        let library = loaded.find_map(Result::ok);
        let library = library.ok_or_else(|| format!("no {}: run scripts/test.sh", files[0]))?;
        Ok(Bound {
            text: Text::read(text)?,
            library,
            name: Some(name.to_owned()),
        })
    }

    /// A text and one library's file, which the text does not name.
    pub(crate) fn of_file(text: &str, file: &std::path::Path) -> Result<Bound, String> {
        // SAFETY: the tests have just compiled it.
        let library = unsafe { Library::new(file) }.map_err(|e| e.to_string())?;
        Ok(Bound {
            text: Text::read(text)?,
            library,
            name: None,
        })
    }

    /// Where a function or variable is.
    fn address(&self, name: &str, linkage: &Linkage) -> Result<usize, String> {
        let symbol = linkage.symbol.as_deref().unwrap_or(name);
        if self
            .name
            .as_ref()
            .is_some_and(|own| !linkage.libraries.contains(own))
        {
            return Err(format!("`{name}` is in {:?}", linkage.libraries));
        }
        // SAFETY: the symbol is only taken as an address here.
        let found = unsafe {
            let symbol: Result<Symbol<'_, *const c_void>, _> = self.library.get(symbol.as_bytes());
            symbol.ok().and_then(|it| it.try_as_raw_ptr())
        };
        let found = found.ok_or_else(|| format!("no symbol `{symbol}`"))?;
        Ok(found as usize)
    }

    /// Calls a function.
    pub(crate) fn call(&self, name: &str, arguments: &[Value]) -> Result<Value, String> {
        self.call_with(name, arguments, &[])
    }

    /// Calls a variadic function; the types of what follows its parameters are C's after the
    /// default promotions (C11 §6.5.2.2).
    pub(crate) fn call_with(
        &self,
        name: &str,
        arguments: &[Value],
        more: &[(Shape, Value)],
    ) -> Result<Value, String> {
        let failed = |e: String| format!("{name}: {e}");
        let function = self.text.function(name)?;
        let mut shapes = self.parameters(name).map_err(failed)?;
        let named = shapes.len();
        if named != arguments.len() || (!function.variadic && !more.is_empty()) {
            return Err(failed(format!("{named} parameters")));
        }
        shapes.extend(more.iter().map(|(shape, _)| shape.clone()));
        let result = self.result(name).map_err(failed)?;
        let mut bytes = Vec::new();
        let values = arguments.iter().chain(more.iter().map(|(_, value)| value));
        for (shape, value) in shapes.iter().zip(values) {
            let mut argument = Memory::new(shape.size() + SLACK);
            argument.write(&value.bytes(shape).map_err(failed)?);
            bytes.push(argument);
        }
        if function.convention.is_some() {
            return Err(failed(Refusal::Convention.to_string()));
        }
        let address = self.address(name, &function.linkage)?;
        let prepared = Prepared::new(&shapes, function.variadic.then_some(named), result.as_ref());
        let mut prepared = prepared.map_err(|e| failed(e.to_string()))?;
        let mut given: Vec<*mut c_void> = bytes.iter().map(|it| it.start().cast()).collect();
        let size = result.as_ref().map_or(0, Shape::size);
        let returned = Memory::new(size + SLACK);
        // SAFETY: the address is a function's; whether its type is the text's is what is tested.
        unsafe {
            let code = std::mem::transmute::<usize, unsafe extern "C" fn()>(address);
            let (result, given) = (returned.start().cast(), given.as_mut_ptr());
            raw::ffi_call(&raw mut *prepared.cif, Some(code), result, given);
        }
        match result {
            // Small integers come widened; their low bytes come first on this machine.
            Some(shape) => Value::read(&shape, &returned.read(size)).map_err(failed),
            None => Ok(Value::Nothing),
        }
    }

    /// The types of a function's parameters.
    pub(crate) fn parameters(&self, name: &str) -> Result<Vec<Shape>, String> {
        let parameters = self.text.function(name)?.parameters.iter();
        parameters.map(|it| self.text.shape(&it.ty)).collect()
    }

    /// The type of a function's result.
    fn result(&self, name: &str) -> Result<Option<Shape>, String> {
        match &self.text.function(name)?.result {
            Some(ty) => self.text.result(ty),
            None => Ok(None),
        }
    }

    /// Whether libffi can express a function's type, those of its callbacks left out.
    pub(crate) fn can_call(&self, name: &str) -> Result<Result<(), Refusal>, String> {
        let function = self.text.function(name)?;
        if function.convention.is_some() {
            return Ok(Err(Refusal::Convention));
        }
        let (shapes, result) = (self.parameters(name)?, self.result(name)?);
        let named = function.variadic.then_some(shapes.len());
        Ok(Prepared::new(&shapes, named, result.as_ref()).map(drop))
    }

    /// The value of a constant.
    pub(crate) fn constant(&self, name: &str) -> Result<Value, String> {
        match self.text.constant(name)? {
            model::Value::Integer(it) => {
                let value = it.to_i128();
                value
                    .map(Value::Integer)
                    .ok_or_else(|| format!("{name} is {it}"))
            }
            model::Value::Float { value, .. } => Ok(Value::Float(*value)),
            model::Value::Bool(it) => Ok(Value::Bool(*it)),
            other => Err(format!("{name} is {other:?}")),
        }
    }

    /// Address and type of a global variable.
    pub(crate) fn global(&self, name: &str) -> Result<(usize, Shape), String> {
        let variable = self.text.variable(name)?;
        let address = self.address(name, &variable.linkage)?;
        Ok((address, self.text.shape(&variable.ty)?))
    }

    /// A function of C for a parameter of another, counted from 0.
    pub(crate) fn callback<'a>(
        &'a self,
        function: &str,
        parameter: usize,
        body: impl FnMut(&[Value]) -> Result<Value, String> + 'a,
    ) -> Result<Callback<'a>, String> {
        let parameters = &self.text.function(function)?.parameters;
        let parameter = parameters.get(parameter);
        let parameter = parameter.ok_or_else(|| format!("{function} has fewer parameters"))?;
        let ty = self.text.pointed_to(&parameter.ty)?;
        Callback::new(&self.text, ty, Box::new(body))
    }
}

/// A call that libffi has prepared.
struct Prepared {
    /// libffi's own description; it points to the rest.
    cif: Box<raw::ffi_cif>,
    /// The types of the parameters.
    _types: Vec<Foreign>,
    /// Pointers to them.
    _pointers: Vec<*mut raw::ffi_type>,
    /// The type of the result.
    _result: Foreign,
}

impl Prepared {
    /// Prepares a call; `named` parameters of a variadic function come first.
    fn new(
        shapes: &[Shape],
        named: Option<usize>,
        result: Option<&Shape>,
    ) -> Result<Prepared, Refusal> {
        let types: Result<Vec<Foreign>, Refusal> = shapes.iter().map(Foreign::of).collect();
        let types = types?;
        let result = Foreign::result(result)?;
        let mut pointers: Vec<_> = types.iter().map(Foreign::as_ptr).collect();
        let mut cif = Box::new(raw::ffi_cif::default());
        let (to, abi, all) = (
            &raw mut *cif,
            raw::ffi_abi_FFI_DEFAULT_ABI,
            shapes.len() as u32,
        );
        let (ty, of) = (result.as_ptr(), pointers.as_mut_ptr());
        let status = match named {
            Some(0) => return Err(Refusal::NothingNamed),
            // SAFETY: all of it lives as long as the result of this function.
            Some(named) => unsafe { raw::ffi_prep_cif_var(to, abi, named as u32, all, ty, of) },
            // SAFETY: as above.
            None => unsafe { raw::ffi_prep_cif(to, abi, all, ty, of) },
        };
        if status != raw::ffi_status_FFI_OK {
            return Err(Refusal::Types);
        }
        Ok(Prepared {
            cif,
            _types: types,
            _pointers: pointers,
            _result: result,
        })
    }
}

/// What a callback does with its arguments.
type Body<'a> = Box<dyn FnMut(&[Value]) -> Result<Value, String> + 'a>;

/// A function of C's that runs a closure.
pub(crate) struct Callback<'a> {
    /// libffi's memory for it.
    closure: *mut raw::ffi_closure,
    /// The address that C calls.
    code: *mut c_void,
    /// What a call needs.
    state: Box<State<'a>>,
    /// Its type.
    _prepared: Prepared,
}

/// What a call of a callback needs.
struct State<'a> {
    /// The types of its parameters.
    parameters: Vec<Shape>,
    /// The type of its result.
    result: Option<Shape>,
    /// What it does.
    body: Body<'a>,
    /// Why it could not do it.
    failure: Option<String>,
}

impl<'a> Callback<'a> {
    /// A function of a type of the text.
    pub(crate) fn new(text: &Text, ty: &FunctionType, body: Body<'a>) -> Result<Self, String> {
        if ty.convention.is_some() || ty.variadic {
            return Err(Refusal::Convention.to_string());
        }
        let parameters: Result<Vec<Shape>, String> =
            ty.parameters.iter().map(|it| text.shape(it)).collect();
        let (parameters, result) = (parameters?, text.result(&ty.result)?);
        let mut prepared =
            Prepared::new(&parameters, None, result.as_ref()).map_err(|e| e.to_string())?;
        let mut state = Box::new(State {
            parameters,
            result,
            body,
            failure: None,
        });
        let mut code = null_mut();
        // SAFETY: type and state live as long as the callback, which frees the closure.
        let (closure, status) = unsafe {
            let size = size_of::<raw::ffi_closure>();
            let closure = raw::ffi_closure_alloc(size, &raw mut code).cast::<raw::ffi_closure>();
            let (cif, state) = (&raw mut *prepared.cif, (&raw mut *state).cast());
            let status = raw::ffi_prep_closure_loc(closure, cif, Some(called), state, code);
            (closure, status)
        };
        if status != raw::ffi_status_FFI_OK {
            return Err(format!("libffi refuses the callback: {status}"));
        }
        Ok(Callback {
            closure,
            code,
            state,
            _prepared: prepared,
        })
    }

    /// The pointer to give to C.
    pub(crate) fn pointer(&self) -> Value {
        Value::Pointer(self.code as usize)
    }

    /// The first error of a call.
    pub(crate) fn finish(mut self) -> Result<(), String> {
        self.state.failure.take().map_or(Ok(()), Err)
    }
}

impl Drop for Callback<'_> {
    fn drop(&mut self) {
        // SAFETY: nothing calls it any more.
        unsafe { raw::ffi_closure_free(self.closure.cast()) }
    }
}

/// What libffi runs when C calls a callback.
unsafe extern "C" fn called(
    _cif: *mut raw::ffi_cif,
    result: *mut c_void,
    arguments: *mut *mut c_void,
    state: *mut c_void,
) {
    // SAFETY: it is the state that the closure was made with. A callback that calls C, which calls
    // it again, would borrow it twice: no test does that.
    let state = unsafe { &mut *state.cast::<State<'_>>() };
    let outcome = (|| {
        let mut values = Vec::new();
        for (index, shape) in state.parameters.iter().enumerate() {
            // SAFETY: libffi has one pointer for each parameter, to as many bytes as its type has.
            let address = unsafe { *arguments.add(index) } as usize;
            values.push(Value::read(shape, &peek(address, shape.size()))?);
        }
        let value = (state.body)(&values)?;
        match &state.result {
            Some(shape) => Ok(Some((shape, value.bytes(shape)?))),
            None => Ok(None),
        }
    })();
    match outcome {
        Ok(Some((shape, mut bytes))) => {
            // libffi takes integers as wide as a register.
            if let Shape::Integer { signed, .. } = shape {
                let negative = *signed && bytes.last().is_some_and(|it| *it > 127);
                bytes.resize(8, if negative { 255 } else { 0 });
            } else if *shape == Shape::Bool {
                bytes.resize(8, 0);
            }
            poke(result as usize, &bytes);
        }
        Ok(None) => {}
        Err(error) => {
            state.failure.get_or_insert(error);
        }
    }
}
