//! Two people plan together over HTTP: an owner, and a companion who came by an editing link.

use axum::http::{Method, StatusCode, header};
use domain::edit::{DayField, Edit, StopField};
use domain::geo::Position;
use domain::itinerary::{Day, DayFrame, DayId, PlanId, PlanLink, Spot, Stop, StopId, StopKind};
use domain::travel::Mode;
use store::Visitor;

use crate::test_app::{Answer, TITLE, TOKEN, TestApp, form_request, keep, now, send};

const PLAN: PlanId = PlanId(4_711);
const STOPS: i64 = 20;

/// A plan of one day, its owner, and what a companion has in their cookie.
struct Together {
    app: TestApp,
    owner: Visitor,
    companion: String,
    /// The token of the editing link.
    link: String,
}

async fn together(app: TestApp) -> Together {
    let owner = app.store.create_visitor(TOKEN).await.unwrap();
    let stops = (1..=STOPS).map(|id| place(id, "Miejsce")).collect();
    keep(&app.store, &owner, vec![Day::new(DayId(1), DayFrame::on(now().date), stops)]).await;
    let made = post(&app, TOKEN, "/api/plans/share", &[("plan", "4711"), ("purpose", "edit")]).await;
    let links: Vec<PlanLink> = serde_json::from_str(&made.body).unwrap();
    let link = links.first().unwrap().token.clone();
    let joined = app.post("/api/plans/join", &form(&[("token", &link), ("lang", "pl")])).await;
    assert_eq!(joined.status, StatusCode::OK, "{}", joined.body);
    let cookie = joined.header("set-cookie").split(';').next().unwrap();
    let companion = cookie.strip_prefix("okolica=").unwrap().to_owned();
    Together { app, owner, companion, link }
}

fn place(id: i64, name: &str) -> Stop {
    let position = Position::from_degrees(50.06, 19.94).unwrap();
    Stop::of(StopId(id), StopKind::Place { position }, name.to_owned(), 30)
}

fn form(fields: &[(&str, &str)]) -> String {
    serde_urlencoded::to_string(fields).unwrap()
}

async fn post(app: &TestApp, token: &str, path: &str, fields: &[(&str, &str)]) -> Answer {
    let mut request = form_request(path, &form(fields));
    request.headers_mut().insert(header::COOKIE, format!("okolica={token}").parse().unwrap());
    send(&app.routes, request).await
}

async fn ask(app: &TestApp, token: &str, path: &str) -> Answer {
    let mut request = form_request(path, "");
    *request.method_mut() = Method::GET;
    request.headers_mut().insert(header::COOKIE, format!("okolica={token}").parse().unwrap());
    app.send(request).await
}

impl Together {
    async fn edit(&self, token: &str, edit: &Edit) -> Answer {
        let json = serde_json::to_string(edit).unwrap();
        post(&self.app, token, "/api/plans/edit", &[("plan", "4711"), ("edit", &json)]).await
    }

    /// Sends what both want, everything at once.
    async fn at_once(&self, edits: &[(&str, Edit)]) -> Vec<Answer> {
        futures::future::join_all(edits.iter().map(|(token, edit)| self.edit(token, edit))).await
    }

    /// Everybody who may has the plan in the same version; this one.
    async fn version(&self) -> i64 {
        let mut versions = Vec::new();
        for token in [TOKEN, &self.companion] {
            let answer = ask(&self.app, token, "/api/plans/version?plan=4711").await;
            versions.push(answer.body.parse().unwrap());
        }
        assert_eq!(versions.first(), versions.last());
        versions.pop().unwrap()
    }
}

fn set(stop: i64, was: StopField, to: StopField) -> Edit {
    Edit::SetStop { stop: StopId(stop), was, to }
}

/// The versions that the successes among some answers tell, in order.
fn versions(answers: &[Answer]) -> Vec<i64> {
    let successes = answers.iter().filter(|answer| answer.status == StatusCode::OK);
    let mut versions: Vec<i64> = successes.map(|answer| answer.body.parse().unwrap()).collect();
    versions.sort_unstable();
    versions
}

/// Whoever changes different things gets all of them, in whichever order they come.
async fn different_changes_all_merge(together: Together) {
    let mut edits = Vec::new();
    for id in 1..=STOPS {
        let note = StopField::Note(format!("Notatka {id} & „cudzysłów”\n🏰"));
        edits.push((TOKEN, set(id, StopField::Stay(30), StopField::Stay(45))));
        edits.push((together.companion.as_str(), set(id, StopField::Note(String::new()), note)));
    }
    for (token, id) in [(TOKEN, 101), (&together.companion, 102)] {
        edits.push((token, Edit::InsertStop { spot: Spot::Tray, at: 0, stop: place(id, "Nowe") }));
    }
    let answers = together.at_once(&edits).await;
    for answer in &answers {
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    }
    let last = 1 + i64::try_from(edits.len()).unwrap();
    assert_eq!(versions(&answers), (2..=last).collect::<Vec<_>>(), "every success is a version of its own");
    assert_eq!(together.version().await, last);

    let saved = together.app.store.plan(&together.owner, PLAN).await.unwrap().unwrap().itinerary;
    assert_eq!(saved.stops().map(|stop| stop.id.0).collect::<Vec<_>>(), (1..=STOPS).collect::<Vec<_>>());
    for stop in saved.stops() {
        assert_eq!((stop.stay_min, stop.note.clone()), (45, format!("Notatka {} & „cudzysłów”\n🏰", stop.id.0)));
    }
    let mut tray: Vec<_> = saved.tray.iter().map(|stop| stop.id.0).collect();
    tray.sort_unstable();
    assert_eq!(tray, [101, 102]);
}

/// Of two who change the same thing one gets it, and the other is told why not.
async fn the_same_change_succeeds_once_and_is_refused_once(together: Together) {
    let mine = |id: i64| set(id, StopField::Stay(30), StopField::Stay(60));
    let theirs = |id: i64| set(id, StopField::Stay(30), StopField::Stay(90));
    let mut edits = Vec::new();
    for id in 1..=STOPS {
        edits.extend([(TOKEN, mine(id)), (together.companion.as_str(), theirs(id))]);
    }
    let answers = together.at_once(&edits).await;
    let saved = together.app.store.plan(&together.owner, PLAN).await.unwrap().unwrap();
    for (pair, stop) in answers.chunks(2).zip(saved.itinerary.stops()) {
        let [mine, theirs] = pair else { panic!("two for each stop") };
        let (refused, stay) = if mine.status == StatusCode::OK { (theirs, 60) } else { (mine, 90) };
        assert_eq!(
            (refused.status, refused.body.as_str()),
            (StatusCode::UNPROCESSABLE_ENTITY, "{\"Refused\":\"Changed\"}")
        );
        assert_eq!(stop.stay_min, stay, "the success is what is saved");
    }
    assert_eq!(versions(&answers), (2..=1 + STOPS).collect::<Vec<_>>());

    let remove = Edit::RemoveStop { stop: StopId(1) };
    let title = |title: &str| Edit::Rename { was: TITLE.to_owned(), title: title.to_owned() };
    let twice = [(TOKEN, remove.clone()), (together.companion.as_str(), remove)];
    let names = [(TOKEN, title("Mój")), (together.companion.as_str(), title("Nasz"))];
    for (both, reason) in [(twice, "NoSuchStop"), (names, "Changed")] {
        let mut told: Vec<_> = together.at_once(&both).await.into_iter().map(|a| (a.status.as_u16(), a.body)).collect();
        told.sort();
        let [(200, _), (422, refusal)] = told.as_slice() else { panic!("{told:?}") };
        assert_eq!(*refusal, format!("{{\"Refused\":\"{reason}\"}}"));
    }
    assert_eq!(together.version().await, 1 + STOPS + 2, "what is refused is no version");
}

/// A companion edits, takes along, and does nothing that is the owner's; all of it only while the link is there.
async fn a_companion_may_edit_until_the_link_is_taken_back(together: Together) {
    let companion = together.companion.as_str();
    for (path, fields) in [
        ("/api/plans/delete", vec![("plan", "4711"), ("lang", "pl")]),
        ("/api/plans/share", vec![("plan", "4711")]),
        ("/api/plans/revoke", vec![("plan", "4711"), ("token", together.link.as_str())]),
    ] {
        assert_eq!(post(&together.app, companion, path, &fields).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    let rename = |was: &str, title: &str| Edit::Rename { was: was.to_owned(), title: title.to_owned() };
    assert_eq!(together.edit(companion, &rename(TITLE, "Nasz")).await.body, "2");
    let taken = together.app.get_as(companion, "/plans/4711/plan.txt").await;
    assert!(taken.status == StatusCode::OK && taken.body.starts_with("Nasz\n"), "{}", taken.body);

    let fields = [("plan", "4711"), ("token", together.link.as_str())];
    let left = post(&together.app, TOKEN, "/api/plans/revoke", &fields).await;
    assert_eq!((left.status, left.body.as_str()), (StatusCode::OK, "[]"));
    assert_eq!(together.edit(companion, &rename("Nasz", "Mój")).await.status, StatusCode::NOT_FOUND);
    for path in ["/plans/4711/plan.txt", "/api/plans/version?plan=4711"] {
        assert_eq!(ask(&together.app, companion, path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    let again = together.app.post("/api/plans/join", &form(&[("token", &together.link), ("lang", "pl")])).await;
    assert_eq!(
        (again.status, again.header("set-cookie")),
        (StatusCode::NOT_FOUND, ""),
        "nobody becomes a visitor for it"
    );
}

/// Whoever sends a form of a page that was shown before a companion changed the plan changes what they touched, and only that.
async fn a_stale_form_resets_nothing_and_overwrites_nothing(together: Together) {
    let shown = Stop { note: "Kasa\n„A” & B".to_owned(), ..place(1, "Miejsce") };
    let first = set(1, StopField::Note(String::new()), StopField::Note(shown.note.clone()));
    assert_eq!(together.edit(TOKEN, &first).await.status, StatusCode::OK);
    let was = serde_json::to_string(&shown).unwrap();
    let day = serde_json::json!({ "id": 1, "frame": DayFrame::on(now().date), "stops": [] }).to_string();
    let title = serde_json::to_string(TITLE).unwrap();

    for edit in [
        set(1, StopField::MustSee(false), StopField::MustSee(true)),
        set(1, StopField::Packing(String::new()), StopField::Packing("Latarka".to_owned())),
        set(1, StopField::Name("Miejsce".to_owned()), StopField::Name("Zamek".to_owned())),
        Edit::Rename { was: TITLE.to_owned(), title: "Nasz".to_owned() },
        Edit::SetDay { day: DayId(1), was: DayField::Mode(Mode::Transit), to: DayField::Mode(Mode::Bike) },
    ] {
        assert_eq!(together.edit(&together.companion, &edit).await.status, StatusCode::OK, "{edit:?}");
    }
    let saved = async || together.app.store.plan(&together.owner, PLAN).await.unwrap().unwrap().itinerary;
    let theirs = saved().await;

    let send = async |fields: &[(&str, &str)]| {
        let fields = [&[("plan", "4711"), ("lang", "pl")], fields].concat();
        post(&together.app, TOKEN, "/api/plans/edit-form", &fields).await
    };
    let position = [("kind", "set-stop"), ("stop", "1"), ("position", "50.06, 19.94"), ("was", &was)];
    let details = |changed: &[(&'static str, &'static str)]| [&position[..], changed].concat();
    let frame = [("kind", "set-day"), ("day", "1"), ("date", "2026-11-21"), ("start", "09:00"), ("was", &day)];
    for refused in [
        details(&[("name", "Miejsce"), ("note", "Kasa\r\n„A” & B"), ("packing", "Mapa"), ("fixed", "11:00")]),
        vec![("kind", "rename"), ("title", "Mój"), ("was", &title)],
        [&frame[..], &[("end", "20:00"), ("mode", "car")]].concat(),
    ] {
        let answer = send(&refused).await;
        let told = (answer.status, answer.body.as_str());
        assert_eq!(told, (StatusCode::CONFLICT, "{\"Refused\":\"Changed\"}"), "{refused:?}");
        assert_eq!(saved().await, theirs, "nothing of it is done: {refused:?}");
    }

    for done in [
        details(&[("name", "Miejsce"), ("note", "Kasa\r\n„A” & B"), ("fixed", "11:00")]),
        vec![("kind", "rename"), ("title", TITLE), ("was", &title)],
        [&frame[..], &[("end", "20:00"), ("mode", "transit")]].concat(),
    ] {
        let answer = send(&done).await;
        assert!(answer.status.is_success() || answer.status.is_redirection(), "{done:?}: {}", answer.body);
    }
    let mut merged = theirs;
    let both = [
        set(1, StopField::FixedStart(None), StopField::FixedStart(Some(660))),
        Edit::SetDay { day: DayId(1), was: DayField::Hours(540, 1_080), to: DayField::Hours(540, 1_200) },
    ];
    merged.apply(&Edit::Step { edits: both.to_vec() }).unwrap();
    assert_eq!(saved().await, merged);
}

/// Declares that a story is told on SQLite and on PostgreSQL.
macro_rules! on_both_engines {
    ($($story:ident)+) => {
        mod on_sqlite {
            $(
                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn $story() {
                    super::$story(super::together(super::TestApp::new().await).await).await;
                }
            )+
        }
        mod on_postgres {
            $(
                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn $story() {
                    super::$story(super::together(super::TestApp::on_postgres().await).await).await;
                }
            )+
        }
    };
}

on_both_engines! {
    different_changes_all_merge
    the_same_change_succeeds_once_and_is_refused_once
    a_companion_may_edit_until_the_link_is_taken_back
    a_stale_form_resets_nothing_and_overwrites_nothing
}
