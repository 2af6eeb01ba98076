//! Calling conventions: libclang's → ours.

use super::model::Convention;
use super::walker::Walker;
use crate::clang::kind::CallingConv;
use crate::clang::ty::Type;

impl<'u> Walker<'u> {
    /// How a function of this type is called.
    pub fn convention(&self, ty: Type<'u>) -> Convention {
        match ty.calling_conv() {
            // libclang has no kind for `regparm`; only its spelling shows it, and only i386 has it.
            CallingConv::C
                if self.data_model.pointer.size == 4 && ty.spelling().contains("regparm") =>
            {
                Convention::Other("regparm".to_owned())
            }
            CallingConv::C => Convention::C,
            CallingConv::Stdcall => Convention::Stdcall,
            CallingConv::Fastcall => Convention::Fastcall,
            CallingConv::Thiscall => Convention::Thiscall,
            CallingConv::Vectorcall => Convention::Vectorcall,
            CallingConv::Win64 => Convention::MsAbi,
            CallingConv::SysV => Convention::SysvAbi,
            CallingConv::Other(name) => Convention::Other(name.to_owned()),
        }
    }
}
