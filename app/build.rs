//! Turns the translations under `locales/` into a module whose keys the compiler checks.
//!
//! It calls the parser and the generator of leptos_i18n themselves: their crate for build scripts also brings the generator
//! of Unicode data, seventy crates that nothing here needs.

use std::error::Error;
use std::path::PathBuf;

use leptos_i18n_codegen::gen_code;
use leptos_i18n_parser::parse_locales::options::{Config, ParseOptions};
use leptos_i18n_parser::parse_locales::parse_locales;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    let languages = Config::new("pl")?.add_locale("en")?.add_locale("uk")?;
    let config = languages.add_namespaces([
        "common",
        "venues",
        "favourites",
        "plans",
        "print",
        "import",
        "proposals",
        "trips",
        "pages",
        "map",
    ])?;
    let translations = parse_locales(None, config.parse_options(ParseOptions::new().interpolate_display(true)))?;
    for warning in translations.diag.warnings().iter() {
        println!("cargo::warning={warning}");
    }
    for error in translations.diag.errors().iter() {
        println!("cargo::error={error}");
    }
    for file in translations.tracked_files.iter().flatten() {
        println!("cargo::rerun-if-changed={file}");
    }
    let module = PathBuf::from(std::env::var_os("OUT_DIR").ok_or("cargo sets OUT_DIR")?).join("i18n");
    std::fs::create_dir_all(&module)?;
    std::fs::write(module.join("mod.rs"), gen_code(&translations, None, false, None, false)?.to_string())?;
    Ok(())
}
