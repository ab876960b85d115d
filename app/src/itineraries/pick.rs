//! Pointing at a place on the plan's map instead of writing its coordinates: the map moves under a pin, and the field that asked
//! follows. The field itself stays an ordinary one, so that it can be filled in without a map too.

use domain::geo::Position;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, HtmlInputElement};
use leptos_i18n::td_string;

use super::add_other::place_field;
use super::edit_form::{position, position_value};
use super::focus;
use crate::language::use_locale;
use crate::map::{MapState, Pointed, Pointing};
use crate::ui::announcer::{Tone, use_announcer};
use crate::ui::icon::Icon;

/// A field that asked for a place.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Asked {
    /// The control that holds the coordinates.
    field: String,
    /// The control that names the place: the next thing to do.
    name: String,
    /// What stood in the field before.
    before: String,
}

/// What is pointed at on a plan's map, and for which field.
#[derive(Clone, Copy)]
pub struct Picker {
    asked: RwSignal<Option<Asked>>,
    /// What the pin stands on, once the map has said so.
    under: RwSignal<Option<Pointed>>,
    /// Where the map last came to rest.
    rest: StoredValue<Option<Position>>,
    state: RwSignal<MapState>,
    say: Callback<(Tone, String)>,
    words: Words,
}

/// What is said on the way, in the language of the page.
#[derive(Clone, Copy)]
struct Words {
    begun: &'static str,
    given_back: &'static str,
    failed: &'static str,
    at: Callback<Pointed, String>,
    chosen: Callback<Pointed, String>,
    new_place: &'static str,
}

impl Picker {
    /// Nobody points yet at the map that tells of itself in `state`.
    #[must_use]
    pub fn new(state: RwSignal<MapState>) -> Self {
        let locale = use_locale();
        let announcer = use_announcer();
        let words = Words {
            begun: td_string!(locale, map.pick_begun),
            given_back: td_string!(locale, map.pick_given_back),
            failed: td_string!(locale, map.unavailable),
            at: Callback::new(|pointed: Pointed| words_of(&pointed)),
            chosen: Callback::new(move |pointed: Pointed| {
                td_string!(locale, map.pick_chosen, place = words_of(&pointed)).to_string()
            }),
            new_place: td_string!(locale, map.pick_new_place),
        };
        let picker = Self {
            asked: RwSignal::new(None),
            under: RwSignal::new(None),
            rest: StoredValue::new(None),
            state,
            say: Callback::new(move |(tone, message)| announcer(tone, message)),
            words,
        };
        Effect::new(move |_| {
            // A phone only learns that the map cannot be drawn when it is asked for.
            if picker.state.get() == MapState::Unavailable && picker.asked.get_untracked().is_some() {
                picker.end(false, picker.words.failed.to_owned());
            }
        });
        picker
    }

    /// What the map needs to let somebody point.
    #[must_use]
    pub fn pointing(self) -> Pointing {
        let from = move || {
            let asked = self.asked.read();
            asked.as_ref().map(|asked| position(&asked.before, "position").ok())
        };
        Pointing {
            from: Signal::derive(from),
            on_point: Callback::new(move |(pointed, is_at_rest)| self.point(pointed, is_at_rest)),
            on_place: Callback::new(move |place| self.begin_place(place)),
        }
    }

    /// Lets the visitor point for a field.
    fn ask(self, field: String, name: String) {
        if let Some(other) = self.asked.get_untracked() {
            write(&other.field, &other.before);
        }
        let before = input(&field).map(|input| input.value()).unwrap_or_default();
        self.under.set(None);
        self.rest.set_value(None);
        self.asked.set(Some(Asked { field, name, before }));
        self.say.run((Tone::Success, self.words.begun.to_owned()));
    }

    fn point(self, pointed: Pointed, is_at_rest: bool) {
        let Some(asked) = self.asked.get_untracked() else { return };
        write(&asked.field, &position_value(pointed.position));
        if is_at_rest {
            // Where the pin stands at first, nobody has asked for.
            if self.rest.get_value().is_some_and(|before| before != pointed.position) {
                self.say.run((Tone::Success, self.words.at.run(pointed.clone())));
            }
            self.rest.set_value(Some(pointed.position));
        }
        self.under.set(Some(pointed));
    }

    /// Takes the place under the pin.
    fn choose(self) {
        if let Some(pointed) = self.under.get_untracked() {
            let message = self.words.chosen.run(pointed);
            self.end(true, message);
        }
    }

    /// Leaves the field as it was.
    fn give_back(self) {
        self.end(false, self.words.given_back.to_owned());
    }

    fn end(self, is_chosen: bool, message: String) {
        let Some(asked) = self.asked.get_untracked() else { return };
        self.asked.set(None);
        if !is_chosen {
            write(&asked.field, &asked.before);
        }
        let landing = if is_chosen { asked.name } else { button_of(&asked.field) };
        focus::open_to(&asked.field);
        focus::land(landing);
        self.say.run((Tone::Success, message));
    }

    /// Begins a place of one's own at a spot of the map: its form in the tray opens with the coordinates filled in.
    fn begin_place(self, place: Position) {
        if self.asked.get_untracked().is_some() {
            return;
        }
        let (name, field) = place_field(domain::itinerary::Spot::Tray);
        focus::open_to(&field);
        write(&field, &position_value(place));
        focus::land(name);
        self.say.run((Tone::Success, self.words.new_place.to_owned()));
    }
}

/// A place in words: its gmina, if it lies in one that is known, and its coordinates.
fn words_of(pointed: &Pointed) -> String {
    let degrees = position_value(pointed.position);
    pointed.gmina.as_ref().map_or_else(|| degrees.clone(), |gmina| format!("{gmina}, {degrees}"))
}

fn input(id: &str) -> Option<HtmlInputElement> {
    document().get_element_by_id(id).and_then(|element| element.dyn_into().ok())
}

fn write(id: &str, value: &str) {
    if let Some(input) = input(id) {
        input.set_value(value);
    }
}

fn button_of(field: &str) -> String {
    format!("pick-{field}")
}

/// The button beside the coordinates of a place that lets the visitor point at it instead; none where no map can be drawn.
#[component]
pub fn PickButton(
    /// The id of the control with the coordinates.
    field: String,
    /// The id of the control with the name of the place.
    name: String,
    /// What the place is, for whoever does not see the form around the button.
    what: &'static str,
) -> impl IntoView {
    let locale = use_locale();
    use_context::<Picker>().map(|picker| {
        move || {
            let (field, name) = (field.clone(), name.clone());
            (picker.state.get() != MapState::Unavailable).then(|| {
                view! {
                    <button
                        class="button button-quiet button-small pick-button needs-hydration"
                        type="button"
                        id=button_of(&field)
                        on:click=move |_| picker.ask(field.clone(), name.clone())
                    >
                        <Icon name="pin" />
                        <span>{td_string!(locale, map.pick)} <span class="visually-hidden">": " {what}</span></span>
                    </button>
                }
            })
        }
    })
}

/// What lies over the map while somebody points: the pin, what to do, and two buttons. Enter and Escape do the same from the
/// map.
#[component]
pub fn PickBar(
    /// What is pointed at.
    picker: Picker,
) -> impl IntoView {
    let locale = use_locale();
    let is_open = Memo::new(move |_| picker.asked.read().is_some());
    Effect::new(move |_| {
        let keys = window_event_listener(leptos::ev::keydown, move |event: KeyboardEvent| {
            if !is_open.try_get_untracked().unwrap_or(false) {
                return;
            }
            match event.key().as_str() {
                "Escape" => picker.give_back(),
                "Enter" if is_on_map(&event) => picker.choose(),
                _ => return,
            }
            event.prevent_default();
        });
        on_cleanup(move || keys.remove());
    });
    let is_waiting = move || picker.under.read().is_none().then_some("true");
    move || {
        is_open.get().then(|| {
            view! {
                <span class="map-pin" aria-hidden="true">
                    <Icon name="pin" />
                </span>
                <div class="map-pick">
                    <p class="map-pick-hint">{td_string!(locale, map.pick_hint)}</p>
                    <button
                        class="button button-small"
                        type="button"
                        aria-disabled=is_waiting
                        on:click=move |_| picker.choose()
                    >
                        {td_string!(locale, map.pick_choose)}
                    </button>
                    <button
                        class="button button-secondary button-small"
                        type="button"
                        on:click=move |_| picker.give_back()
                    >
                        {td_string!(locale, map.pick_cancel)}
                    </button>
                </div>
            }
        })
    }
}

/// Whether a key was pressed on the drawing of the map itself, not on one of the buttons over it.
fn is_on_map(event: &KeyboardEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|element| element.tag_name() == "CANVAS")
}
