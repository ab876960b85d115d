//! Where the device is, asked only when somebody presses a button.

#[cfg(feature = "hydrate")]
use leptos::prelude::window;

/// Asks the browser where it is, and hands on degrees, or nothing if it does not say.
#[cfg(feature = "hydrate")]
pub fn ask_position(found: impl Fn(Option<(f64, f64)>) + Clone + 'static) {
    use wasm_bindgen::JsCast;
    use wasm_bindgen::prelude::Closure;

    let Ok(geolocation) = window().navigator().geolocation() else { return found(None) };
    let told = found.clone();
    let on_found = Closure::once_into_js(move |position: web_sys::Position| {
        let coordinates = position.coords();
        told(Some((coordinates.latitude(), coordinates.longitude())));
    });
    let refused = found.clone();
    let on_refused = Closure::once_into_js(move || refused(None));
    let asked = geolocation
        .get_current_position_with_error_callback(on_found.unchecked_ref(), Some(on_refused.unchecked_ref()));
    if asked.is_err() {
        found(None);
    }
}

/// On the server nobody knows.
#[cfg(not(feature = "hydrate"))]
pub fn ask_position(found: impl Fn(Option<(f64, f64)>) + Clone + 'static) {
    found(None);
}
