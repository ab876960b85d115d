//! What the form of the proposals says: a task, and what the visitor wishes. The browser and the server read the same fields.

use std::collections::BTreeSet;
use std::str::FromStr;

use domain::accessibility::AccessProfile;
use domain::geo::Position;
use domain::hours::LocalTime;
use domain::itinerary::{Day, DayId, Itinerary, StopId};
use domain::problem::Task;
use domain::timeline::{StopVenues, position};
use domain::venue::{Category, VenueSlug};
use domain::wishes::{Interest, MUST_SEES_MAX, NEVER_SEES_MAX, Wishes};
use leptos::wasm_bindgen::{JsCast, JsValue};
use leptos::web_sys::js_sys::Array;
use leptos::web_sys::{Element, Event, FormData, HtmlFormElement, SubmitEvent};
use serde::{Deserialize, Serialize};

use crate::error::{ApiError, PlanningFault};
use crate::itineraries::edit_form;

/// What stands before the name of a category in the name of its field.
pub const INTEREST: &str = "interest-";
/// The box by which a form without JavaScript says that step-free access is needed.
pub const STEP_FREE: &str = "step-free";
/// How a form says "all days".
pub const ALL_DAYS: &str = "all";
/// How a form says "where the day begins".
pub const AT_START: &str = "start";
/// How a form says "where the device is".
pub const AT_DEVICE: &str = "device";

/// The name of the buttons that refuse a venue for good.
pub const REFUSE: &str = "refuse";
/// The name of the buttons that make a venue a must.
pub const INSIST: &str = "insist";
/// The name of the buttons that make a must an ordinary venue again.
pub const FORGET: &str = "forget";

/// The field that carries what a proposal leads to.
pub const TARGET: &str = "target";
/// The field that carries what became of steering in it.
pub const STEERED: &str = "steered";

/// The buttons of the form.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Button {
    /// "Fill the day".
    #[default]
    Fill,
    /// "Put it in the best order".
    Order,
    /// "What else fits?".
    WhatElse,
    /// "Replan from here, now".
    Replan,
}

impl Button {
    /// Its value in the form.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Fill => "fill",
            Self::Order => "order",
            Self::WhatElse => "what-else",
            Self::Replan => "replan",
        }
    }
}

impl FromStr for Button {
    type Err = ApiError;

    fn from_str(text: &str) -> Result<Self, ApiError> {
        let all = [Self::Fill, Self::Order, Self::WhatElse, Self::Replan];
        all.into_iter().find(|button| button.as_str() == text).ok_or_else(|| ApiError::invalid("task"))
    }
}

/// What a form says beside wishes, for a page to show again.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entered {
    /// Which days.
    pub days: String,
    /// Where the visitor is, absent where nobody asked.
    pub here: Option<String>,
    /// The stops that were visited.
    pub visited: BTreeSet<StopId>,
    /// Whether step-free access is needed.
    pub step_free: bool,
}

/// The fields of the form, in order; a name may come more than once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fields(pub Vec<(String, String)>);

impl Fields {
    /// The fields of the form in which something has just happened, with that of the button which was pressed.
    #[must_use]
    pub fn of_form(event: &Event) -> Option<Self> {
        let inside = event.target()?.dyn_into::<Element>().ok()?;
        let form = inside.closest("form").ok().flatten()?.dyn_into::<HtmlFormElement>().ok()?;
        let pairs = Array::from(FormData::new_with_form(&form).ok()?.as_ref());
        let pair = |pair: JsValue| {
            let pair = Array::from(&pair);
            Some((pair.get(0).as_string()?, pair.get(1).as_string()?))
        };
        let mut fields: Vec<(String, String)> = pairs.iter().filter_map(pair).collect();
        let button = event.dyn_ref::<SubmitEvent>().and_then(SubmitEvent::submitter);
        let value = |name| button.as_ref().and_then(|button| button.get_attribute(name));
        fields.extend(value("name").zip(value("value")));
        Some(Self(fields))
    }

    /// The values of a field.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(other, _)| other == name).map(|(_, value)| value.trim())
    }

    /// The last value of a field that is not empty: that of the button which was pressed.
    #[must_use]
    pub fn last<'a>(&'a self, name: &'a str) -> Option<&'a str> {
        self.all(name).filter(|value| !value.is_empty()).last()
    }

    /// Which button was pressed, now or before the last answer.
    ///
    /// # Errors
    /// [`ApiError::Invalid`].
    pub fn button(&self) -> Result<Button, ApiError> {
        self.last("task").map_or(Ok(Button::Fill), str::parse)
    }

    /// What the visitor wishes; the profile is what the device knows, or what a form without JavaScript says.
    ///
    /// # Errors
    /// [`ApiError::Invalid`] names the field.
    pub fn wishes(&self, profile: AccessProfile) -> Result<Wishes, ApiError> {
        let mut wishes = Wishes { profile, ..Wishes::default() };
        for (name, value) in &self.0 {
            let Some(category) = name.strip_prefix(INTEREST) else { continue };
            let category: Category = category.parse().map_err(|_| ApiError::invalid("interest"))?;
            let interest: Interest = number(value, "interest")?;
            if interest != Interest::SOME {
                wishes.interests.insert(category, interest);
            }
        }
        if let Some(pace) = self.last("pace") {
            wishes.pace = pace.parse().map_err(|_| ApiError::invalid("pace"))?;
        }
        if let Some(mode) = self.last("mode") {
            wishes.mode = Some(mode.parse().map_err(|_| ApiError::invalid("mode"))?);
        }
        if let Some(away) = self.last("away") {
            wishes.away = number(away, "away")?;
        }
        if let Some(guarantee) = self.last("guarantee") {
            wishes.guarantee = number(guarantee, "guarantee")?;
        }
        if let Some(most) = self.last("per-category") {
            wishes.per_category = number(most, "per-category")?;
        }
        wishes.steering = self.last("steering").is_some();
        // What a button says counts more than what was said before.
        let (refused, insisted, forgotten) = (self.venues(REFUSE)?, self.venues(INSIST)?, self.venues(FORGET)?);
        wishes.must_see = self.venues("must")?.union(&insisted).cloned().collect();
        wishes.must_see.retain(|slug| !refused.contains(slug) && !forgotten.contains(slug));
        wishes.never_see = self.venues("never")?.union(&refused).cloned().collect();
        wishes.never_see.retain(|slug| !wishes.must_see.contains(slug));
        let fits = |name, venues: &BTreeSet<VenueSlug>, max| {
            if venues.len() <= max { Ok(()) } else { Err(ApiError::invalid(name)) }
        };
        fits("must", &wishes.must_see, MUST_SEES_MAX)?;
        fits("never", &wishes.never_see, NEVER_SEES_MAX)?;
        Ok(wishes)
    }

    /// What the form says beside wishes.
    #[must_use]
    pub fn entered(&self) -> Entered {
        Entered {
            days: self.last("days").unwrap_or_default().to_owned(),
            here: self.all("here").last().map(str::to_owned),
            visited: self.all("visited").filter_map(|stop| stop.parse().ok().map(StopId)).collect(),
            step_free: self.last(STEP_FREE).is_some(),
        }
    }

    fn venues(&self, name: &str) -> Result<BTreeSet<VenueSlug>, ApiError> {
        let slugs: Option<BTreeSet<_>> = self.all(name).filter(|slug| !slug.is_empty()).map(VenueSlug::parse).collect();
        slugs.ok_or_else(|| ApiError::invalid(name))
    }

    /// What is asked of the plan.
    ///
    /// # Errors
    /// [`ApiError::Invalid`] names the field; [`ApiError::Planning`] if the plan has no such day, or nobody says where the
    /// visitor is.
    pub fn task(&self, plan: &Itinerary, venues: &StopVenues, now: LocalTime) -> Result<Task, ApiError> {
        let button = self.button()?;
        if button == Button::Replan {
            return self.replan(plan, venues, now);
        }
        let days: Vec<DayId> = match self.last("days") {
            None | Some(ALL_DAYS) => plan.days.iter().map(|day| day.id).collect(),
            Some(day) => vec![DayId(day.parse().map_err(|_| ApiError::invalid("days"))?)],
        };
        if days.iter().any(|id| plan.day(*id).is_none()) {
            return Err(ApiError::Planning(PlanningFault::NoSuchDay));
        }
        match (days.is_empty(), button) {
            (true, _) => Err(ApiError::Planning(PlanningFault::NoDays)),
            (false, Button::Order) => Ok(Task::Order { days }),
            (false, Button::WhatElse) => Ok(Task::WhatElse { days }),
            (false, Button::Fill | Button::Replan) => Ok(Task::Fill { days }),
        }
    }

    fn replan(&self, plan: &Itinerary, venues: &StopVenues, now: LocalTime) -> Result<Task, ApiError> {
        let day = today(plan, now).ok_or(ApiError::Planning(PlanningFault::NoSuchDay))?;
        let nowhere = || ApiError::Planning(PlanningFault::NoPosition);
        let here = match self.last("here").ok_or_else(nowhere)? {
            AT_START => day.from.as_ref().map(|start| start.position),
            AT_DEVICE => Some(edit_form::position(self.last("position").ok_or_else(nowhere)?, "position")?),
            stop => {
                let stop = plan.stop(StopId(stop.parse().map_err(|_| ApiError::invalid("here"))?));
                stop.and_then(|stop| position(stop, venues))
            }
        };
        let visited: Result<BTreeSet<StopId>, ApiError> = self
            .all("visited")
            .map(|stop| stop.parse().map(StopId).map_err(|_| ApiError::invalid("visited")))
            .collect();
        Ok(Task::Replan { now, here: here.ok_or_else(nowhere)?, visited: visited? })
    }
}

/// The day of a plan that is today.
#[must_use]
pub fn today(plan: &Itinerary, now: LocalTime) -> Option<&Day> {
    plan.days.iter().find(|day| day.frame.date == now.date)
}

/// The stops of a day at which somebody can be.
#[must_use]
pub fn standing(day: &Day, venues: &StopVenues) -> Vec<(StopId, Position)> {
    day.stops.iter().filter_map(|stop| Some((stop.id, position(stop, venues)?))).collect()
}

fn number<T: TryFrom<u8>>(text: &str, field: &str) -> Result<T, ApiError> {
    let number = text.trim().parse::<u8>().ok().and_then(|number| T::try_from(number).ok());
    number.ok_or_else(|| ApiError::invalid(field))
}

#[cfg(test)]
#[path = "ask_tests.rs"]
mod tests;
