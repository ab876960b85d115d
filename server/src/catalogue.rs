//! The catalogue that the program carries with it.

use importers::catalogue::{Catalogue, FileError, Sources};
use sha2::{Digest, Sha256};

/// The files of `data/`, as they were when the program was built.
pub const EMBEDDED: Sources<'static> = Sources {
    gminas: include_str!("../../data/gminas.csv"),
    outlines: include_str!("../../data/gminas.geojson"),
    old_town: include_str!("../../data/old-town.geojson"),
    venues: include_str!("../../data/venues.csv"),
};

/// Reads the embedded catalogue, or the embedded gminas with the venues of another file.
///
/// # Errors
/// [`FileError`] if the file is not in the format.
pub fn read(venues: Option<&str>) -> Result<Catalogue, FileError> {
    let sources = Sources { venues: venues.unwrap_or(EMBEDDED.venues), ..EMBEDDED };
    Catalogue::read(&sources, &|hours| store::hours::parse(hours).map_err(|error| error.to_string()))
}

/// What the embedded catalogue is known by: it changes with every byte of its files.
#[must_use]
pub fn fingerprint() -> String {
    let Sources { gminas, outlines, old_town, venues } = EMBEDDED;
    let files = [gminas, outlines, old_town, venues];
    let digest = files.iter().fold(Sha256::new(), |hash, file| hash.chain_update(Sha256::digest(file)));
    format!("{:x}", digest.finalize())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_opening_hours_of_every_embedded_venue_can_be_evaluated() {
        let catalogue = read(None).unwrap();
        assert_eq!(catalogue.rejections, []);
        assert_eq!(catalogue.venues.len(), 245);
        assert!(catalogue.venues.iter().filter(|venue| venue.opening_hours.is_some()).count() >= 80);
    }
}
