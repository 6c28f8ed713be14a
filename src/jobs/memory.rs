//! Memory that a large job has used and freed, given back to the system. The C library of GNU keeps it otherwise: two
//! reports of 10 MB left some 200 MB with the program that nobody used. Other systems' libraries give it back themselves.

/// Gives back what is free. Some milliseconds for hundreds of megabytes: for workers, after a job that took much.
pub(super) fn give_back() {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    glibc::malloc_trim(0);
}

#[cfg(all(target_os = "linux", target_env = "gnu"))]
#[expect(unsafe_code, reason = "that the C library has this function is ours to promise")]
mod glibc {
    unsafe extern "C" {
        /// Takes how many bytes to leave at the end of the heap; may be called at any time from any thread
        /// (`malloc_trim(3)`).
        pub(super) safe fn malloc_trim(pad: usize) -> i32;
    }
}
