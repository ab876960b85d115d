//! The browser's entry point: brings the page that the server rendered to life. It must never hold anything of the product
//! itself.

use leptos::web_sys::Event;
use wasm_bindgen::prelude::wasm_bindgen;

/// What `public/recovery.js` listens to.
const ENDED: &str = "okolica:ended";

/// Runs once the browser has loaded the module.
#[wasm_bindgen]
pub fn hydrate() {
    std::panic::set_hook(Box::new(|panic| {
        console_error_panic_hook::hook(panic);
        // Where even this fails, the page is an ordinary one all the same once it is loaded again.
        if let (Some(window), Ok(ended)) = (leptos::web_sys::window(), Event::new(ENDED)) {
            window.dispatch_event(&ended).ok();
        }
    }));
    leptos::mount::hydrate_lazy(app::App);
}
