//! What `bench/optimiser/wasm.mjs` answers: the clock comes from outside, as in the browser.

#[link(wasm_import_module = "node")]
unsafe extern "C" {
    /// A byte of the instance's file, or −1 behind its end.
    safe fn input(at: u32) -> i32;
    /// For how many routes.
    pub safe fn routes() -> u32;
    /// With which seed.
    pub safe fn seed() -> u32;
    /// How much of the time is over, in 1,024ths.
    pub safe fn elapsed() -> u32;
    /// One more number of the answer.
    pub safe fn tell(number: u32);
}

/// The instance's file.
pub fn text() -> String {
    (0..).map_while(|at| u8::try_from(input(at)).ok()).map(char::from).collect()
}
