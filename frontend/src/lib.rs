//! The browser's entry point: brings the page that the server rendered to life. It must never hold anything of the product
//! itself.

use wasm_bindgen::prelude::wasm_bindgen;

/// Runs once the browser has loaded the module.
#[wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_body(app::App);
}
