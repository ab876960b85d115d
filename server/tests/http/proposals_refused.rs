//! Without JavaScript: what cannot be accepted of a proposal comes back with everything that was entered.

use axum::http::StatusCode;

use crate::proposals::{planned, post};
use crate::test_app::{Answer, TOKEN, TestApp};

/// What somebody wishes, otherwise than as usual in every field.
const WISHES: [(&str, &str); 10] = [
    ("interest-castle", "5"),
    ("interest-museum", "1"),
    ("pace", "relaxed"),
    ("mode", "bike"),
    ("away", "75"),
    ("per-category", "4"),
    ("steering", "1"),
    ("guarantee", "90"),
    ("step-free", "1"),
    ("never", "kopalnia-soli-wieliczka"),
];

/// What a browser sends of a form, apart from its buttons: of a control what the page says that it holds.
fn entered(page: &str, form: &str) -> Vec<(String, String)> {
    let (mut around, mut select) = (None, None::<String>);
    let mut fields: Vec<(String, String)> = Vec::new();
    for tag in page.split('<').filter_map(|tag| tag.split_once('>')).map(|(tag, _)| tag) {
        let said = |name: &str| {
            let (_, value) = tag.split_once(&format!(" {name}=\""))?;
            Some(html_escape::decode_html_entities(value.split('"').next()?).into_owned())
        };
        let is = |word: &str| tag.split(' ').any(|one| one == word || one.starts_with(&format!("{word}=")));
        let is_ours = said("form").or_else(|| around.clone()).as_deref() == Some(form);
        match tag.split([' ', '/']).find(|word| !word.is_empty()) {
            Some("form") => around = if tag.starts_with('/') { None } else { Some(said("id").unwrap_or_default()) },
            Some("select") => select = if is_ours { said("name") } else { None },
            Some("option") if is_ours => {
                let Some(name) = select.clone() else { continue };
                let is_first = fields.last().is_none_or(|(last, _)| *last != name);
                if is_first || is("selected") {
                    fields.retain(|(other, _)| *other != name);
                    fields.push((name, said("value").unwrap_or_default()));
                }
            }
            Some("input") if is_ours => {
                let is_box = matches!(said("type").as_deref(), Some("checkbox" | "radio"));
                if !is_box || is("checked") {
                    fields.extend(said("name").zip(Some(said("value").unwrap_or_default())));
                }
            }
            _ => {}
        }
    }
    fields
}

/// The same fields without some.
fn without(fields: &[(String, String)], names: &[&str]) -> Vec<(String, String)> {
    fields.iter().filter(|(name, _)| !names.contains(&name.as_str())).cloned().collect()
}

/// Sends a form as the page has it, with the button that is pressed.
async fn press(app: &TestApp, fields: &[(String, String)], button: (&str, &str)) -> Answer {
    let fields = fields.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    post(app, TOKEN, "text/html", &fields.chain([button]).collect::<Vec<_>>()).await
}

/// The proposal as the page tells it, whatever is ticked.
fn proposal(page: &str) -> String {
    let (_, rest) = page.split_once("id=\"proposal-title\"").unwrap();
    rest.split("</form>").next().unwrap().replace(" checked", "")
}

fn assert_wishes_stand(page: &str) {
    let fields = entered(page, "ask-form");
    for (name, value) in WISHES {
        let values: Vec<_> = fields.iter().filter(|(other, _)| other == name).map(|(_, value)| value).collect();
        assert_eq!(values, [value], "{name}");
    }
}

#[tokio::test]
async fn who_ticks_nothing_finds_the_same_proposal_with_everything_that_was_entered() {
    let (app, _) = planned().await;
    let tasks: [&[(&str, &str)]; 2] =
        [&[("task", "replan"), ("here", "1"), ("visited", "1")], &[("task", "fill"), ("days", "2")]];
    for task in tasks {
        let page = post(&app, TOKEN, "text/html", &[task, &WISHES].concat()).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.body);
        assert_wishes_stand(&page.body);
        let fields = entered(&page.body, "ask-form");
        assert!(fields.iter().any(|(name, _)| name == "stop"), "{fields:?}");

        let none = without(&fields, &["stop"]);
        let refused = press(&app, &none, ("accept", "part")).await;
        assert_eq!(refused.status, StatusCode::BAD_REQUEST);
        assert!(refused.body.contains("Zaznacz co najmniej jedno miejsce."));
        assert_eq!(refused.header("cache-control"), "no-store");
        assert_wishes_stand(&refused.body);
        assert_eq!(entered(&refused.body, "ask-form"), none, "as it was entered, nothing ticked");
        assert_eq!(proposal(&refused.body), proposal(&page.body));
        assert!(!refused.body.contains("Poniżej jest nowa propozycja"));
        let (_, link) = refused.body.split_once("href=\"#take-").unwrap();
        let first = link.split('"').next().unwrap();
        assert!(proposal(&refused.body).contains(&format!("id=\"take-{first}\"")));

        // A wish that was changed, but not asked for, is not lost either.
        let mut changed = without(&none, &["pace"]);
        changed.push(("pace".into(), "full".into()));
        let changed_too = press(&app, &changed, ("accept", "part")).await;
        assert_eq!(changed_too.status, StatusCode::BAD_REQUEST);
        let pace = entered(&changed_too.body, "ask-form").into_iter().find(|(name, _)| name == "pace").unwrap();
        assert_eq!(pace.1, "full");

        let mut one = none;
        one.push(("stop".into(), first.into()));
        let accepted = press(&app, &one, ("accept", "part")).await;
        assert_eq!(accepted.status, StatusCode::SEE_OTHER);
        assert_eq!(accepted.header("location"), format!("/plans/4711#stop-{first}"));
    }
}

#[tokio::test]
async fn what_is_outdated_is_replaced_by_a_new_proposal_for_the_same_wishes() {
    let (app, _) = planned().await;
    let fill: [&[(&str, &str)]; 2] = [&[("task", "fill"), ("days", "2")], &WISHES];
    let page = post(&app, TOKEN, "text/html", &fill.concat()).await;
    let fields = entered(&page.body, "ask-form");
    assert_eq!(press(&app, &fields, ("accept", "all")).await.status, StatusCode::SEE_OTHER);

    let refused = press(&app, &fields, ("accept", "all")).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.body.contains("Plan zmienił się"), "{}", refused.body);
    assert_wishes_stand(&refused.body);
    let kept = entered(&refused.body, "ask-form");
    let of_the_proposal = ["target", "stop", "steered"];
    assert_eq!(without(&kept, &of_the_proposal), without(&fields, &of_the_proposal));
    assert!(refused.body.contains("id=\"proposal-title\""), "nothing more is proposed for a relaxed day");
    assert_eq!(
        press(&app, &kept, ("task", "fill")).await.status,
        StatusCode::OK,
        "the form asks, although it has a target"
    );
}

#[tokio::test]
async fn a_single_addition_that_is_there_already_loses_no_wishes() {
    let (app, _) = planned().await;
    let ask: [&[(&str, &str)]; 2] = [&[("task", "what-else"), ("days", "2")], &WISHES];
    let page = post(&app, TOKEN, "text/html", &ask.concat()).await;
    let fields = entered(&page.body, "ask-form");
    let (_, edit) = page.body.split_once("name=\"edit\" value=\"").unwrap();
    let edit = html_escape::decode_html_entities(edit.split('"').next().unwrap()).into_owned();
    assert_eq!(press(&app, &fields, ("edit", &edit)).await.status, StatusCode::SEE_OTHER);

    let refused = press(&app, &fields, ("edit", &edit)).await;
    assert!(refused.status.is_client_error(), "{}", refused.status);
    assert!(refused.body.contains("role=\"alert\""));
    assert_wishes_stand(&refused.body);
    assert!(refused.body.contains("name=\"edit\""), "what else fits by now");
}
