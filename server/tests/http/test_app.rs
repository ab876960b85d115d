//! A whole Okolica for one test: router, database file, the embedded catalogue, a clock that stands still.

use std::path::Path;
use std::sync::Arc;

use app::server::{Context, Site};
use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use clap::Parser;
use domain::hours::LocalTime;
use domain::itinerary::{Day, DayFrame, DayId, Itinerary, LinkPurpose, PlanId, PlanLink, Stop, StopId};
use domain::venue::VenueSlug;
use http_body_util::BodyExt;
use server::clock::FrozenClock;
use server::command::CommandLine;
use server::config::Config;
use server::route::outlines::{self, Outlines};
use server::router::router;
use server::state::State;
use store::{Store, Visitor};
use tempfile::TempDir;
use tokio::sync::OnceCell;
use tower::ServiceExt;

/// The token of the visitor that [`TestApp::with_visitor`] makes.
pub const TOKEN: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// A database with the catalogue in it, made once and copied for every test.
static LOADED: OnceCell<TempDir> = OnceCell::const_new();

/// A whole Okolica.
pub struct TestApp {
    pub routes: Router,
    pub state: State,
    pub store: Store,
    folder: TempDir,
}

/// What came back.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl Answer {
    /// A header as text, empty if it is not there.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

/// Saturday, 21 November 2026, at ten.
pub fn now() -> LocalTime {
    LocalTime { date: "2026-11-21".parse().unwrap(), minute: 600 }
}

impl TestApp {
    /// An Okolica that nobody has used yet.
    pub async fn new() -> Self {
        Self::with(&[]).await
    }

    /// An Okolica with some flags of the command line.
    pub async fn with(flags: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("okolica.sqlite");
        std::fs::copy(loaded().await.join("okolica.sqlite"), &file).unwrap();
        let store = Store::connect(&format!("sqlite:{}", file.display())).await.unwrap();
        Self::on(store, folder, flags)
    }

    /// An Okolica on PostgreSQL, with an empty catalogue.
    pub async fn on_postgres() -> Self {
        let store = Store::connect(&crate::postgres::fresh_database().await).await.unwrap();
        migration::up(store.migration_connection()).await.unwrap();
        Self::on(store, tempfile::tempdir().unwrap(), &[])
    }

    fn on(store: Store, folder: TempDir, flags: &[&str]) -> Self {
        let site_root = folder.path().join("site");
        std::fs::create_dir_all(site_root.join("pkg")).unwrap();
        let (routes, state) = serve(&store, &config(&site_root, flags));
        Self { routes, state, store, folder }
    }

    /// An Okolica and a visitor who keeps something there; `Cookie` says who they are.
    pub async fn with_visitor() -> (Self, Visitor) {
        let app = Self::new().await;
        let visitor = app.store.create_visitor(TOKEN).await.unwrap();
        (app, visitor)
    }

    /// The folder of the built browser files.
    pub fn site_root(&self) -> std::path::PathBuf {
        self.folder.path().join("site")
    }

    /// The routes once more, after files of the build have changed.
    pub fn restarted(&self, flags: &[&str]) -> Router {
        serve(&self.store, &config(&self.site_root(), flags)).0
    }

    /// Sends a request.
    pub async fn send(&self, request: Request<Body>) -> Answer {
        send(&self.routes, request).await
    }

    /// Asks for a page as a browser without cookies does.
    pub async fn get(&self, path: &str) -> Answer {
        self.send(request(Method::GET, path)).await
    }

    /// Asks for a page as the visitor.
    pub async fn get_as_visitor(&self, path: &str) -> Answer {
        self.get_as(TOKEN, path).await
    }

    /// Asks for a page as whoever has a token.
    pub async fn get_as(&self, token: &str, path: &str) -> Answer {
        let mut request = request(Method::GET, path);
        request.headers_mut().insert(header::COOKIE, format!("okolica={token}").parse().unwrap());
        self.send(request).await
    }

    /// Sends a form as our own page does.
    pub async fn post(&self, path: &str, form: &str) -> Answer {
        self.send(form_request(path, form)).await
    }
}

/// The cookie of the visitor.
pub fn cookie() -> String {
    format!("okolica={TOKEN}")
}

/// A request as a browser sends it from one of our pages.
pub fn request(method: Method, path: &str) -> Request<Body> {
    let request = Request::builder().method(method).uri(path).header(header::HOST, "127.0.0.1:3000");
    request.header(header::ACCEPT, "text/html").body(Body::empty()).unwrap()
}

/// A form as our own script sends it.
pub fn form_request(path: &str, form: &str) -> Request<Body> {
    Request::builder()
        .method(Method::POST)
        .uri(path)
        .header(header::HOST, "127.0.0.1:3000")
        .header("sec-fetch-site", "same-origin")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(header::ACCEPT, "application/json")
        .body(Body::from(form.to_owned()))
        .unwrap()
}

/// Sends a request to some routes.
pub async fn send(routes: &Router, request: Request<Body>) -> Answer {
    let response = routes.clone().oneshot(request).await.unwrap();
    let (head, body) = response.into_parts();
    let body = body.collect().await.unwrap().to_bytes();
    Answer { status: head.status, headers: head.headers, body: String::from_utf8_lossy(&body).into_owned() }
}

fn config(site_root: &Path, flags: &[&str]) -> Config {
    let root = site_root.to_str().unwrap();
    let line = ["okolica", "--site-root", root].into_iter().chain(flags.iter().copied());
    CommandLine::try_parse_from(line).unwrap().config
}

fn serve(store: &Store, config: &Config) -> (Router, State) {
    let site: Site = config.site().unwrap();
    let catalogue = server::catalogue::read(None).unwrap();
    let trips = server::trips::read(&catalogue).unwrap().into();
    let outlines = outlines::drawn(&catalogue);
    let context = Context { store: store.clone(), clock: Arc::new(FrozenClock(now())), site, trips, outlines };
    let state = State::new(config, context, Outlines::of(&catalogue));
    (router(state.clone()), state)
}

async fn loaded() -> &'static Path {
    let make = || async {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", folder.path().join("okolica.sqlite").display());
        let store = Store::connect(&url).await.unwrap();
        migration::up(store.migration_connection()).await.unwrap();
        let catalogue = server::catalogue::read(None).unwrap();
        let report = store.load_catalogue(&catalogue.gminas, &catalogue.venues, now()).await.unwrap();
        assert_eq!(report.added.len(), 245);
        store.close().await.unwrap();
        folder
    };
    LOADED.get_or_init(make).await.path()
}

/// A title of every kind of difficulty.
pub const TITLE: &str = "Sobota; \"zamki\", góry & 🏰 \\ טיול";

/// Makes a plan of the visitor: a day with these venues.
pub async fn plan_of(store: &Store, visitor: &Visitor, date: &str, venues: &[(&str, u16)]) -> PlanId {
    let stop = |(at, (slug, stay_min)): (usize, &(&str, u16))| {
        let id = StopId(i64::try_from(at).unwrap() + 1);
        Stop::visit(id, VenueSlug::parse(slug).unwrap(), format!("Dawniej {slug} {TITLE}"), *stay_min)
    };
    let stops = venues.iter().enumerate().map(stop).collect();
    keep(store, visitor, vec![Day::new(DayId(1), DayFrame::on(date.parse().unwrap()), stops)]).await
}

/// Keeps a plan of some days for the visitor, always under the same key.
pub async fn keep(store: &Store, visitor: &Visitor, days: Vec<Day>) -> PlanId {
    let id = PlanId(4_711);
    let plan = Itinerary { days, ..Itinerary::new(TITLE).unwrap() };
    store.create_plan(visitor, id, &plan).await.unwrap();
    id
}

/// Makes a link to a plan.
pub async fn link(store: &Store, visitor: &Visitor, plan: PlanId, token: &str, purpose: LinkPurpose) {
    let link = PlanLink { token: token.to_owned(), purpose, with_notes: true };
    store.make_link(visitor, plan, &link).await.unwrap();
}
