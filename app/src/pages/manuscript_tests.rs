//! What must hold of the texts in all three languages.

use domain::language::Language;

use super::document::{Block, Prose, Span, Subject};
use super::manuscript::write;
use crate::language::{language_of, without_language};
use crate::server::{Operator, Site};

const SUBJECTS: [Subject; 3] = [Subject::About, Subject::Privacy, Subject::Accessibility];

/// The ids that "Warunki techniczne publikacji i struktura dokumentu elektronicznego deklaracji dostępności" 2.0 asks for.
const DECLARATION_IDS: [&str; 14] = [
    "a11y-wstep",
    "a11y-podmiot",
    "a11y-url",
    "a11y-data-publikacja",
    "a11y-data-aktualizacja",
    "a11y-status",
    "a11y-data-sporzadzenie",
    "a11y-kontakt",
    "a11y-osoba",
    "a11y-email",
    "a11y-telefon",
    "a11y-procedura",
    "a11y-architektura",
    "a11y-aplikacje",
];

fn sites() -> [Site; 2] {
    let quiet =
        Site { base_url: "https://okolica.example".to_owned(), secure: true, map_style_url: None, operator: None };
    let operator = Operator {
        name: "Gmina [Próbna] {x}".to_owned(),
        email: "dostepnosc@gmina.example".to_owned(),
        phone: "12 345 67 89".to_owned(),
    };
    let named = Site {
        operator: Some(operator),
        map_style_url: Some("https://tiles.example/style.json?key=1".to_owned()),
        ..quiet.clone()
    };
    [quiet, named]
}

fn blocks(prose: &Prose) -> impl Iterator<Item = &Block> {
    prose.opening.iter().chain(prose.sections.iter().flat_map(|section| &section.blocks))
}

fn spans(prose: &Prose) -> Vec<&Span> {
    let mut found = Vec::new();
    for block in blocks(prose) {
        match block {
            Block::Paragraph { spans, .. } => found.extend(spans),
            Block::List(items) => found.extend(items.iter().flatten()),
        }
    }
    found
}

fn ids(prose: &Prose) -> Vec<&str> {
    let sections = prose.sections.iter().filter_map(|section| section.id.as_deref());
    let paragraphs = blocks(prose).filter_map(|block| match block {
        Block::Paragraph { id, .. } => id.as_deref(),
        Block::List(_) => None,
    });
    sections.chain(paragraphs).chain(spans(prose).into_iter().filter_map(|span| span.id.as_deref())).collect()
}

/// What a translation may not change: sections and their ids, paragraphs, lists, links, ids and dates.
fn shape(prose: &Prose) -> Vec<String> {
    let marks = |spans: &[Span]| {
        let marked = spans.iter().filter(|s| s.href.is_some() || s.id.is_some() || s.date.is_some());
        marked
            .map(|s| {
                let path = s.href.as_deref().map(|href| without_language(href).split('?').next().unwrap_or_default());
                format!("[{path:?} {:?} {:?}]", s.id, s.date)
            })
            .collect::<String>()
    };
    let block = |block: &Block| match block {
        Block::Paragraph { id, spans } => format!("p {id:?} {}", marks(spans)),
        Block::List(items) => items.iter().map(|item| format!("li {}", marks(item))).collect(),
    };
    let mut shape = prose.opening.iter().map(block).collect::<Vec<_>>();
    for section in &prose.sections {
        shape.push(format!("h2 {:?}", section.id));
        shape.extend(section.blocks.iter().map(block));
    }
    shape
}

#[test]
fn every_language_says_the_same_things_in_the_same_order() {
    for site in sites() {
        for subject in SUBJECTS {
            let polish = shape(&write(subject, Language::Pl, &site));
            assert!(polish.len() >= 15, "{subject:?} is cut short");
            for language in [Language::En, Language::Uk] {
                assert_eq!(shape(&write(subject, language, &site)), polish, "{subject:?} in {language}");
            }
        }
    }
}

#[test]
fn the_declaration_has_every_id_of_its_form_once_whether_or_not_the_operator_is_named() {
    for site in sites() {
        for language in Language::ALL {
            let prose = write(Subject::Accessibility, *language, &site);
            let mut found = ids(&prose);
            let mut expected = DECLARATION_IDS;
            found.sort_unstable();
            expected.sort_unstable();
            assert_eq!(found, expected, "in {language}");
        }
    }
}

#[test]
fn dates_of_the_declaration_are_said_in_words_and_marked_for_machines() {
    let [site, _] = sites();
    let prose = write(Subject::Accessibility, Language::Pl, &site);
    let dates = spans(&prose).into_iter().filter_map(|s| Some((s.id.as_deref()?, s.date?, s.text.as_str())));
    let dates = dates.map(|(id, date, text)| format!("{id} {date} {text}")).collect::<Vec<_>>();
    assert_eq!(
        dates,
        [
            "a11y-data-publikacja 2026-11-21 21 listopada 2026",
            "a11y-data-aktualizacja 2026-11-21 21 listopada 2026",
            "a11y-data-sporzadzenie 2026-11-21 21 listopada 2026",
        ]
    );
}

#[test]
fn an_operator_is_named_as_it_is_written_and_can_be_reached() {
    let [unnamed, named] = sites();
    for language in Language::ALL {
        for subject in SUBJECTS {
            let prose = write(subject, *language, &named);
            let all = spans(&prose);
            assert!(all.iter().any(|s| s.text == "Gmina [Próbna] {x}"), "{subject:?} in {language}");
            assert!(all.iter().any(|s| s.href.as_deref() == Some("mailto:dostepnosc@gmina.example")));
            assert!(all.iter().any(|s| s.href.as_deref() == Some("tel:123456789") && s.text == "12 345 67 89"));
            let silent = write(subject, *language, &unnamed);
            let reachable = spans(&silent).into_iter().filter_map(|s| s.href.as_deref());
            assert_eq!(reachable.filter(|href| href.starts_with("mailto:") || href.starts_with("tel:")).count(), 0);
        }
    }
}

#[test]
fn privacy_names_whoever_else_sends_the_map() {
    let [own, foreign] = sites();
    for language in Language::ALL {
        let says_host =
            |site| spans(&write(Subject::Privacy, *language, site)).iter().any(|s| s.text == "tiles.example");
        assert!(says_host(&foreign) && !says_host(&own), "in {language}");
    }
}

#[test]
fn nothing_of_the_manuscripts_own_marks_reaches_a_reader() {
    let [quiet, mut named] = sites();
    named.operator = named.operator.map(|operator| Operator { name: "Gmina Próbna".to_owned(), ..operator });
    for site in [quiet, named] {
        for (subject, language) in SUBJECTS.iter().flat_map(|s| Language::ALL.iter().map(move |l| (*s, *l))) {
            let prose = write(subject, language, &site);
            let texts = spans(&prose).into_iter().map(|s| s.text.as_str());
            for text in texts.chain(prose.sections.iter().map(|section| section.heading.as_str())) {
                let marked = text.contains(['[', ']', '{', '}', '#', '\n']) || text.starts_with(['?', '!', '-']);
                assert!(!marked && !text.is_empty(), "{subject:?} in {language}: {text}");
            }
        }
    }
}

#[test]
fn links_lead_to_pages_of_the_same_language() {
    const PAGES: [&str; 5] = ["/about", "/privacy", "/accessibility", "/favourites", "/plans"];
    for site in sites() {
        for (subject, language) in SUBJECTS.iter().flat_map(|s| Language::ALL.iter().map(move |l| (*s, *l))) {
            let prose = write(subject, language, &site);
            for href in spans(&prose).into_iter().filter_map(|s| s.href.as_deref()) {
                if href.starts_with("/map/") {
                    assert!(href.ends_with(&format!("lang={language}")), "{href}");
                } else if href.starts_with('/') {
                    assert_eq!(language_of(href), language, "{href}");
                    assert!(PAGES.contains(&without_language(href)), "{href}");
                } else {
                    let known = ["https://", "mailto:", "tel:"].iter().any(|scheme| href.starts_with(scheme));
                    assert!(known, "{href}");
                }
            }
        }
    }
}
