//! The endpoints: pages and server functions of the application, and those for machines.

pub mod calendar;
pub mod editor;
pub mod functions;
pub mod geojson;
pub mod gpx;
pub mod health;
pub mod import;
pub mod itinerary;
pub mod kml;
pub mod map;
pub mod outlines;
pub mod pages;
pub mod proposals;
pub mod robots;
pub mod text;
pub mod told;
pub mod wording;
