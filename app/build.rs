//! Turns the translations under `locales/` into a module whose keys the compiler checks.

use std::error::Error;
use std::path::PathBuf;

use leptos_i18n_build::{Config, ParseOptions, TranslationsInfos};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    let languages = Config::new("pl")?.add_locale("en")?.add_locale("uk")?;
    let config = languages.add_namespaces(["common", "venues", "favourites", "plans", "pages", "map"])?;
    let config = config.parse_options(ParseOptions::new().interpolate_display(true));
    let translations = TranslationsInfos::parse(config)?;
    translations.emit_diagnostics();
    translations.rerun_if_locales_changed();
    let module = PathBuf::from(std::env::var_os("OUT_DIR").ok_or("cargo sets OUT_DIR")?).join("i18n");
    translations.generate_i18n_module(module)?;
    Ok(())
}
