//! What the simulation assumes, all in one place. Every figure is a judgement, none is a count; `docs/dispersion.md` says why.

use chrono::NaiveDate;
use domain::travel::Mode;
use domain::venue::{Area, Category};
use domain::wishes::Pace;

/// The date on which everybody is out: a Saturday in July.
pub const DATE: Option<NaiveDate> = NaiveDate::from_ymd_opt(2027, 7, 10);

/// How strongly what people care for follows what is well known, 0 to 1: the default, and what else is tried.
pub const CORRELATION: f64 = 0.3;
pub const CORRELATIONS: [f64; 2] = [0.0, 0.6];

/// How many people all venues together hold at a time, for every visitor of the day; and what else is tried.
pub const ROOM_PER_VISITOR: f64 = 1.75;
pub const ROOMS: [f64; 2] = [1.25, 2.5];

/// The guarantees that are compared, per cent: careful, the default, generous; and what else is on the curve.
pub const GUARANTEES: [u8; 3] = [99, 97, 90];
pub const CURVE: [u8; 3] = [98, 95, 80];
/// The default guarantee, per cent.
pub const DEFAULT: u8 = 97;
/// Shares of visitors that follow ours, per cent.
pub const ADOPTIONS: [u8; 4] = [5, 20, 50, 100];

/// In how many batches the visitors of a day plan it, one after the other.
pub const BATCHES: usize = 10;
/// How much of what the last batch has planned enters the load that the next one sees: the rest is what was known before.
pub const DAMPING: f64 = 0.3;

/// Where visitors set out in the morning and come back to, with its share.
#[derive(Debug, Clone, Copy)]
pub enum Home {
    /// A hotel in or around the Old Town and Kazimierz.
    Centre,
    /// Near some venue elsewhere in Kraków: a hotel, or at home.
    Krakow,
    /// Near some venue in another gmina: a guest house, or at home.
    Beyond,
    /// The main station: here for the day.
    Station,
}

pub const HOMES: [(f64, Home); 4] =
    [(45.0, Home::Centre), (25.0, Home::Krakow), (20.0, Home::Beyond), (10.0, Home::Station)];
/// The middle of the hotels of the centre, and the main station: latitude and longitude.
pub const HOTELS: (f64, f64) = (50.0580, 19.9400);
pub const STATION: (f64, f64) = (50.0675, 19.9470);
/// By how much hotels lie around their middle, and homes around a venue: one standard deviation, metres.
pub const HOTELS_SPREAD_M: f64 = 700.0;
pub const HOMES_SPREAD_M: f64 = 500.0;

pub const PACES: [(f64, Pace); 3] = [(30.0, Pace::Relaxed), (50.0, Pace::Normal), (20.0, Pace::Full)];

/// How they travel, by where they set out.
pub const fn modes(home: Home) -> [(f64, Mode); 4] {
    let [walk, transit, bike, car] = match home {
        Home::Centre => [35.0, 40.0, 5.0, 20.0],
        Home::Krakow => [10.0, 50.0, 10.0, 30.0],
        Home::Beyond => [5.0, 30.0, 10.0, 55.0],
        Home::Station => [35.0, 60.0, 5.0, 0.0],
    };
    [(walk, Mode::Walk), (transit, Mode::Transit), (bike, Mode::Bike), (car, Mode::Car)]
}

/// Setting out and being back, minutes since midnight, each equally often.
pub const STARTS: [u16; 4] = [540, 570, 600, 630];
pub const ENDS: [u16; 5] = [1_020, 1_050, 1_080, 1_110, 1_140];

/// The interest that people have in a category on average, and by how much they differ (one standard deviation).
pub const INTEREST: (f64, f64) = (3.0, 1.3);
/// How far from the crowd people want to be if nothing follows what is well known, and by how much they differ.
pub const AWAY: (f64, f64) = (50.0, 25.0);
/// The share of visitors with a must-see, drawn by popularity.
pub const WITH_MUST_SEE: f64 = 0.2;

/// How much the popularity of venues of one kind differs: the standard deviation of its logarithm.
pub const POPULARITY_SPREAD: f64 = 0.8;
/// By how much more popular what everybody has heard of is.
pub const WELL_KNOWN_FACTOR: f64 = 4.0;
pub const WELL_KNOWN: [&str; 10] = [
    "rynek-glowny",
    "sukiennice-galeria-sztuki-polskiej-xix-wieku",
    "bazylika-mariacka",
    "rynek-podziemny",
    "zamek-krolewski-na-wawelu",
    "katedra-na-wawelu",
    "fabryka-emalia-oskara-schindlera",
    "kopalnia-soli-wieliczka",
    "ogrod-zoologiczny",
    "kopiec-kosciuszki",
];

/// By how much more popular venues are for where they lie.
pub const fn popularity_of(area: Area) -> f64 {
    match area {
        Area::OldTown => 3.0,
        Area::Krakow => 1.5,
        Area::Beyond => 1.0,
    }
}

/// How many people a venue of a category and of middling popularity holds at a time, in one scale for all; multiplied by the
/// root of its popularity, because what draws more people is built for more.
pub const fn capacity_of(category: Category) -> f64 {
    match category {
        Category::ConcertHall => 500.0,
        Category::Castle | Category::Park => 400.0,
        Category::Nature | Category::Swimming | Category::Theatre | Category::Market => 300.0,
        Category::Sport => 200.0,
        Category::Museum
        | Category::Church
        | Category::Trail
        | Category::Bike
        | Category::Cinema
        | Category::CommunityPlace => 150.0,
        Category::Heritage | Category::CultureCentre => 100.0,
        Category::Viewpoint => 80.0,
        Category::Library | Category::Playground => 60.0,
        Category::Horse => 20.0,
    }
}

/// Grams of CO₂e that one person causes on a kilometre: by car two share it; by public transport a mix of trams and buses.
pub const fn grams_per_km(mode: Mode) -> f64 {
    match mode {
        Mode::Walk | Mode::Bike => 0.0,
        Mode::Transit => 60.0,
        Mode::Car => 85.0,
    }
}
