//! What just happened, said once: read out by screen readers and shown as a toast.

use leptos::prelude::*;

/// How long a toast stays, milliseconds. It stays longer where it brings a problem.
const STAY_MS: u64 = 6_000;

/// How a message is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// It worked.
    Success,
    /// It did not.
    Problem,
    /// The page shows it anyway: it is read out only.
    Quiet,
}

#[derive(Clone, Copy)]
struct Announcements(RwSignal<Option<(u32, Tone, String)>>);

/// Provides the announcer to the application.
pub fn provide() {
    provide_context(Announcements(RwSignal::new(None)));
}

/// Says a message in the live region and shows it as a toast.
pub fn announce(message: String) {
    say(Tone::Success, message);
}

/// Says that something did not work.
pub fn announce_problem(message: String) {
    say(Tone::Problem, message);
}

fn say(tone: Tone, message: String) {
    if let Some(announcements) = use_context::<Announcements>() {
        announcements.say(tone, message);
    }
}

impl Announcements {
    fn say(self, tone: Tone, message: String) {
        let number = self.0.with_untracked(|old| old.as_ref().map_or(0, |(number, ..)| number.wrapping_add(1)));
        self.0.set(Some((number, tone, message)));
    }
}

/// An announcer that can be kept by code that runs outside of any component, such as a queue.
pub fn use_announcer() -> impl Fn(Tone, String) + Copy + Send + Sync + 'static {
    let announcements = use_context::<Announcements>();
    move |tone, message| {
        if let Some(announcements) = announcements {
            announcements.say(tone, message);
        }
    }
}

/// The live region, once in the document.
#[component]
pub fn Announcer() -> impl IntoView {
    let Announcements(current) = expect_context();
    Effect::new(move |_| {
        let Some((number, tone, _)) = current.get() else { return };
        let stay = if tone == Tone::Problem { STAY_MS * 2 } else { STAY_MS };
        set_timeout(
            move || {
                if current.with_untracked(|now| now.as_ref().is_some_and(|(n, ..)| *n == number)) {
                    current.set(None);
                }
            },
            std::time::Duration::from_millis(stay),
        );
    });
    view! {
        <div class="toasts" id="announcer" role="status" aria-live="polite">
            {move || {
                current
                    .get()
                    .map(|(_, tone, message)| {
                        let (tone, icon) = match tone {
                            Tone::Success => ("success", "check"),
                            Tone::Problem => ("problem", "warning"),
                            Tone::Quiet => return view! { <p class="visually-hidden">{message}</p> }.into_any(),
                        };
                        view! {
                            <div class="toast" data-tone=tone>
                                <super::icon::Icon name=icon />
                                <p>{message}</p>
                            </div>
                        }
                            .into_any()
                    })
            }}
        </div>
    }
}
