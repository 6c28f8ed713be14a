//! The cost of exact repeats by a suffix array over the same texts.

use jiaokan::text::normalize;
use libsais::SuffixArrayConstruction;

use super::usage::{Meter, peak_megabytes};

/// Builds suffix array and LCP over all texts as 16-bit symbols and prints time and memory. Texts are separated by line
/// ends, which normalised texts do not contain.
pub(crate) fn measure(texts: impl Iterator<Item = String>, room: usize, megabytes: f64) {
    let mut symbols: Vec<u16> = Vec::with_capacity(room);
    for text in texts {
        for symbol in normalize(&text).symbols {
            let symbol = if symbol.is_ascii_digit() { '0' } else { symbol };
            if symbol != '0' || symbols.last() != Some(&u16::from(b'0')) {
                symbols.push(u16::try_from(u32::from(symbol)).unwrap_or(u16::MAX));
            }
        }
        symbols.push(u16::from(b'\n'));
    }
    let mut stages = Meter::start();
    let whole = Meter::start();
    let array = SuffixArrayConstruction::for_text(&symbols).in_owned_buffer32().single_threaded().run();
    stages.add("suffix array (libsais, 16-bit symbols)");
    let array = array.expect("the text is long enough and not too long");
    let permuted = array.plcp_construction().single_threaded().run().expect("the suffix array is whole");
    let lcp = permuted.lcp_construction().single_threaded().run().expect("the permuted LCP is whole");
    stages.add("LCP");
    let repeated = lcp.lcp().iter().filter(|&&length| length >= 20).count();
    stages.add("one pass over the LCP");
    stages.print();
    let (cpu, wall) = whole.elapsed();
    println!("suffix array: {cpu:.1} CPU s, {wall:.1} s, {:.0} MB a CPU s", megabytes / cpu);
    println!("{} symbols, {repeated} suffixes that share 20 symbols with the next", symbols.len());
    println!("peak memory: {} MB", peak_megabytes());
}
