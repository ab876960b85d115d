//! Proposals over HTTP: the venues that they are made from, the search without JavaScript, what it refuses.

use app::error::{ApiError, PlanningFault};
use app::itineraries::proposals::served::Proposed;
use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use domain::hours::OpeningHours;
use domain::itinerary::{Day, DayFrame, DayId, Itinerary, PlanId, Stop, StopId, StopKind};
use domain::problem::Candidates;
use domain::timeline::Warning;
use domain::venue::VenueSlug;
use server::route::proposals::Searches;
use store::Visitor;

use crate::test_app::{Answer, TOKEN, TestApp, form_request, keep, now, plan_of, request};

const ADDRESS: &str = "/plans/4711/proposal";
const BOUNDARY: &str = "----WebKitFormBoundary7MA4YWxkTrZu0gW";

/// A form as a browser without JavaScript sends it, or as a program that wants JSON.
fn form(token: &str, accept: &str, fields: &[(&str, &str)]) -> Request<Body> {
    let part = |(name, value): &(&str, &str)| {
        format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    };
    let body: String = fields.iter().map(part).chain([format!("--{BOUNDARY}--\r\n")]).collect();
    let mut request: Request<Body> = request(Method::POST, ADDRESS);
    let headers = request.headers_mut();
    headers.insert(header::ACCEPT, accept.parse().unwrap());
    headers.insert("sec-fetch-site", "same-origin".parse().unwrap());
    headers.insert(header::CONTENT_TYPE, format!("multipart/form-data; boundary={BOUNDARY}").parse().unwrap());
    headers.insert(header::COOKIE, format!("okolica={token}").parse().unwrap());
    *request.body_mut() = Body::from(body);
    request
}

/// Sends a form.
pub async fn post(app: &TestApp, token: &str, accept: &str, fields: &[(&str, &str)]) -> Answer {
    app.send(form(token, accept, fields)).await
}

async fn json(app: &TestApp, fields: &[(&str, &str)]) -> Answer {
    post(app, TOKEN, "application/json", fields).await
}

async fn proposed(app: &TestApp, fields: &[(&str, &str)]) -> Proposed {
    let answer = json(app, fields).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    assert_eq!(answer.header("cache-control"), "no-store");
    serde_json::from_str(&answer.body).unwrap()
}

async fn saved(app: &TestApp, visitor: &Visitor) -> Itinerary {
    app.store.plan(visitor, PlanId(4_711)).await.unwrap().unwrap().itinerary
}

/// Today with a must-see and a lunch, and an empty tomorrow.
pub async fn planned() -> (TestApp, Visitor) {
    let (app, visitor) = TestApp::with_visitor().await;
    let castle = VenueSlug::parse("zamek-krolewski-w-niepolomicach").unwrap();
    let castle = Stop { must_see: true, ..Stop::visit(StopId(1), castle, "Zamek".into(), 90) };
    let lunch = StopKind::Meal { from_min: 720, until_min: 840 };
    let lunch = Stop::of(StopId(2), lunch, "Obiad".into(), 60);
    let today = Day::new(DayId(1), DayFrame::on(now().date), vec![castle, lunch]);
    let tomorrow = Day::new(DayId(2), DayFrame::on(now().date.succ_opt().unwrap()), vec![]);
    keep(&app.store, &visitor, vec![today, tomorrow]).await;
    (app, visitor)
}

#[tokio::test]
async fn candidates_come_with_the_hours_of_the_dates_and_may_be_kept_for_a_while() {
    let app = TestApp::new().await;
    let ask = async |query: &str| {
        let mut request = form_request(&format!("/api/plans/candidates?{query}&language=pl"), "");
        *request.method_mut() = Method::GET;
        app.send(request).await
    };
    let answer = ask("near=50060000,19940000&dates=2026-11-21").await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    assert_eq!(answer.header("cache-control"), "private, max-age=300");
    let found: Candidates = serde_json::from_str(&answer.body).unwrap();
    assert!((100..=300).contains(&found.len()), "{}", found.len());
    let dated = found.values().filter_map(|candidate| match &candidate.venue.hours {
        OpeningHours::Dated(days) => Some(days.len()),
        _ => None,
    });
    let dated: Vec<_> = dated.collect();
    assert!(dated.len() >= 10, "{dated:?}");
    assert!(dated.iter().all(|days| *days == 2), "the date, and the day before it for nights that go on: {dated:?}");
    let bad = ["near=1&dates=", "near=0,0&dates=", "near=&dates=soon", "near=&dates=1999-01-01"];
    for query in bad {
        let answer = ask(query).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{query}");
        assert_eq!(answer.header("cache-control"), "no-store");
    }
}

#[tokio::test]
async fn days_are_filled_on_the_server_and_what_stands_there_stays() {
    let (app, visitor) = planned().await;
    let before = saved(&app, &visitor).await;
    let filled = proposed(&app, &[("task", "fill"), ("days", "all"), ("steering", "1")]).await;
    assert!(filled.proposal.changes.len() >= 2, "{:?}", filled.proposal.changes);
    let kept: Vec<StopId> =
        filled.proposal.plan.days[0].stops.iter().map(|stop| stop.id).filter(|id| id.0 <= 2).collect();
    assert_eq!(kept, [StopId(1), StopId(2)]);
    let faults = |warning: &&Warning| warning.is_fault();
    let told = filled.proposal.days.iter().flat_map(|day| &day.told.visits);
    assert_eq!(told.flat_map(|visit| visit.warnings.iter().filter(faults)).count(), 0);
    assert_eq!(saved(&app, &visitor).await, before, "proposing changes nothing");
}

#[tokio::test]
async fn the_page_shows_the_proposal_and_accepts_a_part_of_it() {
    let (app, visitor) = planned().await;
    let page = post(&app, TOKEN, "text/html", &[("task", "fill"), ("days", "2"), ("pace", "relaxed")]).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("id=\"proposal-title\""), "{}", page.body);
    let target = page.body.split_once("name=\"target\" value=\"").unwrap().1.split('"').next().unwrap();
    let target = html_escape::decode_html_entities(target).into_owned();
    let boxes = page.body.split("name=\"stop\" value=\"").skip(1);
    let ticked: Vec<&str> = boxes.map(|rest| rest.split('"').next().unwrap()).collect();
    assert!(ticked.len() >= 2, "{ticked:?}");

    let fields = [("target", target.as_str()), ("stop", ticked[0]), ("accept", "part")];
    let accepted = post(&app, TOKEN, "text/html", &fields).await;
    assert_eq!(accepted.status, StatusCode::SEE_OTHER, "{}", accepted.body);
    assert_eq!(accepted.header("location"), format!("/plans/4711#stop-{}", ticked[0]));
    let after = saved(&app, &visitor).await;
    assert_eq!(after.days[1].stops.iter().map(|stop| stop.id.0.to_string()).collect::<Vec<_>>(), [ticked[0]]);

    let rest = post(&app, TOKEN, "text/html", &[("target", &target), ("accept", "all")]).await;
    assert_eq!(rest.status, StatusCode::SEE_OTHER);
    assert_eq!(saved(&app, &visitor).await.days[1].stops.len(), ticked.len());
    let again = json(&app, &[("target", &target), ("accept", "all")]).await;
    assert_eq!(again.status, StatusCode::CONFLICT, "nothing is left to accept");
}

#[tokio::test]
async fn single_additions_and_a_new_order_are_proposed_and_today_is_replanned() {
    let (app, visitor) = planned().await;
    let more = proposed(&app, &[("task", "what-else")]).await.proposal;
    let first = more.additions.first().unwrap_or_else(|| panic!("{:?}", more.left_out));
    let edit = serde_json::to_string(&first.edit).unwrap();
    assert_eq!(json(&app, &[("edit", &edit)]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(saved(&app, &visitor).await.all_stops().count(), 3);

    let order = proposed(&app, &[("task", "order")]).await.proposal;
    assert_eq!(order.plan.all_stops().count(), 3, "the same stops");

    let replanned = proposed(&app, &[("task", "replan"), ("here", "1"), ("visited", "1")]).await.proposal;
    assert_eq!(replanned.days.len(), 1);
    assert!(replanned.days[0].stops.iter().any(|one| one.stop.id == StopId(2)), "the lunch is still to come");
    assert!(replanned.days[0].stops.iter().all(|one| one.stop.id != StopId(1)), "what is over is over");
    let moment = u32::from(now().minute);
    assert!(replanned.days[0].told.visits.iter().all(|visit| visit.arrive_min >= moment), "from now on");
}

#[tokio::test]
async fn another_site_cannot_have_anything_searched_or_accepted() {
    let (app, visitor) = planned().await;
    let before = saved(&app, &visitor).await;
    let target = "{\"days\":[[1,[2,1]],[2,[]]],\"to_tray\":[],\"new\":[],\"modes\":[]}";
    let forms: [&[(&str, &str)]; 2] = [&[("task", "fill")], &[("target", target), ("accept", "all")]];
    for fields in forms {
        let mut request = form(TOKEN, "text/html", fields);
        request.headers_mut().insert("sec-fetch-site", "cross-site".parse().unwrap());
        request.headers_mut().insert(header::ORIGIN, "https://elsewhere.example".parse().unwrap());
        assert_eq!(app.send(request).await.status, StatusCode::FORBIDDEN);
    }
    assert_eq!(saved(&app, &visitor).await, before);
    assert_eq!(post(&app, TOKEN, "text/html", forms[1]).await.status, StatusCode::SEE_OTHER, "from our page it counts");
    assert_ne!(saved(&app, &visitor).await, before);
}

#[tokio::test]
async fn the_page_is_in_every_language_and_for_nobody_else_to_find_or_keep() {
    let (app, _) = planned().await;
    for (language, title) in [("", "Ułóż za mnie"), ("/en", "Plan it for me"), ("/uk", "Скласти план за мене")]
    {
        let mut asked = form(TOKEN, "text/html", &[("task", "fill")]);
        *asked.uri_mut() = format!("{language}{ADDRESS}").parse().unwrap();
        let page = app.send(asked).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.body.contains(title), "{language}");
        assert!(page.body.contains("noindex"), "{language}");
        assert_eq!(page.header("cache-control"), "no-store");
    }
    let long = "x".repeat(200_000);
    let refused = json(&app, &[("target", &long)]).await;
    assert!(refused.status.is_client_error(), "{}", refused.status);
}

#[tokio::test]
async fn what_cannot_be_asked_is_refused_by_name() {
    let (app, visitor) = planned().await;
    let cases = [
        (vec![("task", "everything")], ApiError::invalid("task")),
        (vec![("days", "9")], ApiError::Planning(PlanningFault::NoSuchDay)),
        (vec![("days", "x")], ApiError::invalid("days")),
        (vec![("away", "101")], ApiError::invalid("away")),
        (vec![("guarantee", "NaN")], ApiError::invalid("guarantee")),
        (vec![("interest-castle", "-1")], ApiError::invalid("interest")),
        (vec![("task", "replan")], ApiError::Planning(PlanningFault::NoPosition)),
        (vec![("task", "replan"), ("here", "device"), ("position", "0, 0")], ApiError::invalid("position")),
        (vec![("target", "{")], ApiError::invalid("target")),
        (vec![("edit", "{\"edit\":\"remove_stop\",\"stop\":1}")], ApiError::invalid("edit")),
    ];
    for (fields, error) in cases {
        let answer = json(&app, &fields).await;
        assert_eq!(answer.status.as_u16(), error.status(), "{fields:?}: {}", answer.body);
        assert_eq!(serde_json::from_str::<ApiError>(&answer.body).unwrap(), error, "{fields:?}");
        let page = post(&app, TOKEN, "text/html", &fields).await;
        assert_eq!(page.status.as_u16(), error.status(), "{fields:?}");
        assert!(page.body.contains("field-error"), "the page says why: {fields:?}");
    }
    let part =
        json(&app, &[("target", "{\"days\":[],\"to_tray\":[],\"new\":[],\"modes\":[]}"), ("accept", "part")]).await;
    assert_eq!(part.status, StatusCode::BAD_REQUEST, "{}", part.body);
    let stranger = post(&app, "BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB", "application/json", &[]).await;
    assert_eq!(stranger.status, StatusCode::NOT_FOUND);
    assert_eq!(saved(&app, &visitor).await.all_stops().count(), 2);
}

#[tokio::test]
async fn a_plan_without_days_is_told_so() {
    let (app, visitor) = TestApp::with_visitor().await;
    keep(&app.store, &visitor, vec![]).await;
    let answer = json(&app, &[("task", "fill")]).await;
    assert_eq!(serde_json::from_str::<ApiError>(&answer.body).unwrap(), ApiError::Planning(PlanningFault::NoDays));
}

#[tokio::test]
async fn one_search_for_each_visitor_and_few_for_all() {
    let (app, visitor) = TestApp::with_visitor().await;
    plan_of(&app.store, &visitor, "2026-11-28", &[]).await;
    let searches = Searches::default();
    let turn = searches.begin(&visitor).unwrap();
    assert_eq!(searches.begin(&visitor).unwrap_err(), PlanningFault::Running);
    let mut others = Vec::new();
    for name in ["C", "D"] {
        others.push(app.store.create_visitor(&name.repeat(43)).await.unwrap());
    }
    let other = searches.begin(&others[0]).unwrap();
    assert_eq!(searches.begin(&others[1]).unwrap_err(), PlanningFault::Busy);
    drop((turn, other));
    searches.begin(&visitor).unwrap();

    let _running = app.state.searches().begin(&visitor).unwrap();
    let refused = json(&app, &[("task", "fill")]).await;
    assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(serde_json::from_str::<ApiError>(&refused.body).unwrap(), ApiError::Planning(PlanningFault::Running));
}
