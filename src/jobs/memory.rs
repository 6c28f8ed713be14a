//! Returns freed memory to the system. The GNU C library keeps it otherwise: after analysing two reports of 10 MB, the
//! program held some 200 MB of unused memory. Other systems' libraries return it by themselves.

/// Returns freed memory. Takes some milliseconds for hundreds of megabytes: call it on a worker, after a large job.
pub(super) fn give_back() {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    glibc::malloc_trim(0);
}

#[cfg(all(target_os = "linux", target_env = "gnu"))]
#[expect(unsafe_code, reason = "that the C library has this function is ours to promise")]
mod glibc {
    unsafe extern "C" {
        /// `malloc_trim(3)`: `pad` is the number of bytes to leave at the end of the heap. May be called at any time
        /// from any thread.
        pub(super) safe fn malloc_trim(pad: usize) -> i32;
    }
}
