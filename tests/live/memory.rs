//! Memory that C reads and writes, and memory of C's.
//!
//! What takes an address trusts it: it comes from C with the type that the text gives it, or from
//! [`Memory`].

#![allow(unsafe_code)]

use std::alloc::{Layout as Block, alloc_zeroed, dealloc};
use std::ffi::{CStr, CString, c_char};

use crate::shape::{Shape, Text};
use crate::value::Value;

/// Memory for C, all zero at first, aligned for any type.
pub(crate) struct Memory {
    /// Where it begins.
    start: *mut u8,
    /// How it was allocated.
    block: Block,
}

impl Memory {
    /// So many bytes.
    pub(crate) fn new(size: usize) -> Memory {
        let block = Block::from_size_align(size.max(1), 64).expect("a small block");
        // SAFETY: the size is not zero.
        let start = unsafe { alloc_zeroed(block) };
        assert!(!start.is_null(), "out of memory");
        Memory { start, block }
    }

    /// A text with a zero at its end.
    pub(crate) fn text(text: &str) -> Memory {
        let mut memory = Memory::new(text.len() + 1);
        let text = CString::new(text).expect("no zero in a text");
        memory.write(text.as_bytes_with_nul());
        memory
    }

    /// Puts bytes at its beginning.
    pub(crate) fn write(&mut self, bytes: &[u8]) {
        self.put(0, bytes);
    }

    /// Puts bytes anywhere in it.
    pub(crate) fn put(&mut self, offset: usize, bytes: &[u8]) {
        assert!(offset + bytes.len() <= self.block.size(), "out of bounds");
        poke(self.start as usize + offset, bytes);
    }

    /// Its first bytes.
    pub(crate) fn read(&self, size: usize) -> Vec<u8> {
        assert!(size <= self.block.size(), "out of bounds");
        peek(self.start as usize, size)
    }

    /// Where it begins.
    pub(crate) fn start(&self) -> *mut u8 {
        self.start
    }

    /// A pointer to it.
    pub(crate) fn pointer(&self) -> Value {
        Value::Pointer(self.start as usize)
    }
}

impl Drop for Memory {
    fn drop(&mut self) {
        // SAFETY: allocated so.
        unsafe { dealloc(self.start, self.block) }
    }
}

/// Memory that holds a value of a type of the text.
pub(crate) struct Held {
    /// Its bytes.
    memory: Memory,
    /// Its type.
    pub(crate) shape: Shape,
}

impl Held {
    /// A value of a named type, all zero.
    pub(crate) fn new(text: &Text, name: &str) -> Result<Held, String> {
        let shape = text.named(name)?;
        let memory = Memory::new(shape.size());
        Ok(Held { memory, shape })
    }

    /// A scalar.
    pub(crate) fn scalar(shape: Shape, value: &Value) -> Result<Held, String> {
        let mut memory = Memory::new(shape.size());
        memory.write(&value.bytes(&shape)?);
        Ok(Held { memory, shape })
    }

    /// Sets what a path names.
    pub(crate) fn set(&mut self, path: &str, value: &Value) -> Result<(), String> {
        let (offset, shape) = self.shape.find(path)?;
        self.memory.put(offset, &value.bytes(&shape)?);
        Ok(())
    }

    /// What a path names; all of it for an empty one.
    pub(crate) fn get(&self, path: &str) -> Result<Value, String> {
        read_at(self.memory.start as usize, &self.shape, path)
    }

    /// A pointer to it.
    pub(crate) fn pointer(&self) -> Value {
        self.memory.pointer()
    }
}

/// What a path names in a value at an address that C gave.
pub(crate) fn read_at(address: usize, shape: &Shape, path: &str) -> Result<Value, String> {
    let (offset, shape) = shape.find(path)?;
    Value::read(&shape, &peek(address + offset, shape.size()))
}

/// Bytes at an address that C gave.
pub(crate) fn peek(address: usize, size: usize) -> Vec<u8> {
    // SAFETY: the caller has the address from C, or from `Memory`, with a type of that size.
    unsafe { std::slice::from_raw_parts(address as *const u8, size) }.to_vec()
}

/// Puts bytes at an address that C gave.
pub(crate) fn poke(address: usize, bytes: &[u8]) {
    // SAFETY: as for `peek`.
    unsafe { std::ptr::copy(bytes.as_ptr(), address as *mut u8, bytes.len()) }
}

/// The text that a pointer from C points to.
pub(crate) fn text_at(pointer: &Value) -> Result<String, String> {
    let address = pointer.pointer()?;
    if address == 0 {
        return Ok("(null)".to_owned());
    }
    // SAFETY: as for `peek`; C ends its texts with a zero.
    let text = unsafe { CStr::from_ptr(address as *const c_char) };
    let text = text.to_str().map_err(|e| e.to_string())?;
    Ok(text.to_owned())
}
