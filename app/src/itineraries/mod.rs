//! Itineraries, "plans" in the interface: the list of plans, the builder with its timeline, sharing, adding from elsewhere.

mod add;
mod add_other;
pub mod api;
pub(crate) mod board;
mod builder;
mod clash;
#[cfg(feature = "ssr")]
mod dates;
mod day;
mod day_frame;
mod details;
mod directions;
mod drag;
pub mod edit_form;
mod find;
mod focus;
mod fold;
mod form;
mod head;
mod history;
mod import;
pub mod imported;
mod invitation;
mod kept;
mod landing;
#[cfg(feature = "ssr")]
pub(crate) mod making;
#[cfg(feature = "ssr")]
pub mod names;
mod needs;
mod outbox;
mod pick;
mod plan_map;
mod plan_page;
mod plans_page;
mod print;
mod profile;
pub mod proposals;
mod remedy;
mod share;
mod shared_page;
mod stop;
mod stop_tools;
mod summary;
mod swaps;
mod telling;
mod tray;
mod warnings;

pub use add::AddToPlan;
pub(crate) use board::Board;
#[cfg(feature = "ssr")]
pub(crate) use dates::next_saturday;
pub(crate) use day::DayView;
pub(crate) use directions::follow as follow_map_app;
pub use import::ImportPage;
pub use invitation::InvitationPage;
pub(crate) use plan_map::PlanMap;
pub use plan_page::PlanPage;
pub use plans_page::PlansPage;
pub use print::{PrintPage, PrintSharedPage};
pub use proposals::ProposalPage;
pub use shared_page::SharedPlanPage;
