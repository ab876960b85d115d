//! The texts of the pages of prose, and how they become pages.
//!
//! A text is plain paragraphs, `## headings {#id}` and `- lists`. A paragraph may begin with `{#id}`. In a line,
//! `[words](address)` is a link and `[words]{#id}` something that machines look for; `[{name}]` is filled in by the server.
//! What begins with `?operator` or `!operator` stands only where the deployment names its operator, or does not; likewise
//! `?map` and `!map` for a basemap of somebody else's.

use chrono::{Datelike, NaiveDate};
use domain::language::Language;

use super::document::{Block, Prose, Section, Span, Subject};
use crate::language::{address, locale};
use crate::server::{Operator, Site};
use crate::words;

/// When this product was first published, last changed in a way that matters for accessibility, and assessed by its makers.
/// All three change by hand, with the text that they belong to.
const PUBLISHED: Option<NaiveDate> = NaiveDate::from_ymd_opt(2026, 11, 21);
const UPDATED: Option<NaiveDate> = NaiveDate::from_ymd_opt(2026, 11, 21);
const ASSESSED: Option<NaiveDate> = NaiveDate::from_ymd_opt(2026, 11, 21);

const fn source(subject: Subject, language: Language) -> &'static str {
    match (subject, language) {
        (Subject::About, Language::Pl) => include_str!("prose/about.pl.md"),
        (Subject::About, Language::En) => include_str!("prose/about.en.md"),
        (Subject::About, Language::Uk) => include_str!("prose/about.uk.md"),
        (Subject::Privacy, Language::Pl) => include_str!("prose/privacy.pl.md"),
        (Subject::Privacy, Language::En) => include_str!("prose/privacy.en.md"),
        (Subject::Privacy, Language::Uk) => include_str!("prose/privacy.uk.md"),
        (Subject::Accessibility, Language::Pl) => include_str!("prose/accessibility.pl.md"),
        (Subject::Accessibility, Language::En) => include_str!("prose/accessibility.en.md"),
        (Subject::Accessibility, Language::Uk) => include_str!("prose/accessibility.uk.md"),
    }
}

/// The text of a page for one deployment.
pub(super) fn write(subject: Subject, language: Language, site: &Site) -> Prose {
    let map_host = site.map_style_url.as_deref().and_then(host);
    let writer = Writer { language, base_url: &site.base_url, map_host, operator: site.operator.as_ref() };
    let mut prose = Prose { opening: Vec::new(), sections: Vec::new() };
    for part in source(subject, language).split("\n\n").map(str::trim).filter(|part| !part.is_empty()) {
        if let Some(heading) = part.strip_prefix("## ") {
            let (heading, id) = trailing_id(heading);
            prose.sections.push(Section { id, heading: heading.to_owned(), blocks: Vec::new() });
        } else if let Some(block) = writer.block(part) {
            match prose.sections.last_mut() {
                Some(section) => section.blocks.push(block),
                None => prose.opening.push(block),
            }
        }
    }
    prose
}

struct Writer<'a> {
    language: Language,
    base_url: &'a str,
    /// Who else sends parts of the map.
    map_host: Option<&'a str>,
    operator: Option<&'a Operator>,
}

impl Writer<'_> {
    fn block(&self, part: &str) -> Option<Block> {
        if part.starts_with("- ") {
            let items = part.split("\n- ").map(|item| item.trim_start_matches("- "));
            return Some(Block::List(
                items.filter_map(|item| self.applies(item)).map(|item| self.spans(item)).collect(),
            ));
        }
        let text = self.applies(part)?;
        let named = text.strip_prefix("{#").and_then(|rest| rest.split_once("} "));
        let (id, text) = named.map_or((None, text), |(id, text)| (Some(id.to_owned()), text));
        Some(Block::Paragraph { id, spans: self.spans(text) })
    }

    /// The text without its condition, if the condition holds.
    fn applies<'t>(&self, text: &'t str) -> Option<&'t str> {
        let conditions = [
            ("?operator ", self.operator.is_some()),
            ("!operator ", self.operator.is_none()),
            ("?map ", self.map_host.is_some()),
            ("!map ", self.map_host.is_none()),
        ];
        let condition = conditions.into_iter().find_map(|(mark, holds)| Some((text.strip_prefix(mark)?, holds)));
        condition.map_or(Some(text), |(text, holds)| holds.then_some(text))
    }

    fn spans(&self, text: &str) -> Vec<Span> {
        // Lines are broken for whoever edits the file, not for the reader.
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut spans = Vec::new();
        let mut rest = text.as_str();
        while let Some((before, label, after)) = next_label(rest) {
            if !before.is_empty() {
                spans.push(Span { text: before.to_owned(), ..Span::default() });
            }
            let (href, after) = enclosed(after, "(", ')');
            let (id, after) = enclosed(after, "{#", '}');
            let (text, date) = self.fill(label);
            spans.push(Span { text, href: href.map(|href| self.target(href)), id: id.map(str::to_owned), date });
            rest = after;
        }
        if !rest.is_empty() {
            spans.push(Span { text: rest.to_owned(), ..Span::default() });
        }
        spans
    }

    /// What a label says, and the date that it is, if it is one.
    fn fill(&self, label: &str) -> (String, Option<NaiveDate>) {
        let date = match label {
            "{published}" => PUBLISHED,
            "{updated}" => UPDATED,
            "{assessed}" => ASSESSED,
            _ => None,
        };
        match date {
            Some(date) => (format!("{} {}", words::date_short(locale(self.language), date), date.year()), Some(date)),
            None => (self.replace(label), None),
        }
    }

    fn replace(&self, text: &str) -> String {
        let filled = text.replace("{url}", self.base_url).replace("{map}", self.map_host.unwrap_or_default());
        match self.operator {
            Some(Operator { name, email, phone }) => {
                filled.replace("{operator}", name).replace("{email}", email).replace("{phone}", phone)
            }
            None => filled,
        }
    }

    fn target(&self, href: &str) -> String {
        match href {
            // Data is the same in every language.
            file if file.starts_with("/map/") => file.to_owned(),
            page if page.starts_with('/') => address(self.language, page),
            number if number.starts_with("tel:") => self.replace(number).replace(' ', ""),
            other => self.replace(other),
        }
    }
}

/// The host of an address.
fn host(url: &str) -> Option<&str> {
    url.split_once("://")?.1.split(['/', '?', '#']).next().filter(|host| !host.is_empty())
}

/// What stands before the next `[label]`, the label, and what follows.
fn next_label(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('[')?;
    let (label, after) = rest.split_once(']')?;
    Some((before, label, after))
}

/// What stands between `open` and `close` at the beginning of a text, and the rest.
fn enclosed<'t>(text: &'t str, open: &str, close: char) -> (Option<&'t str>, &'t str) {
    match text.strip_prefix(open).and_then(|rest| rest.split_once(close)) {
        Some((inner, rest)) => (Some(inner), rest),
        None => (None, text),
    }
}

fn trailing_id(heading: &str) -> (&str, Option<String>) {
    match heading.strip_suffix('}').and_then(|rest| rest.split_once(" {#")) {
        Some((heading, id)) => (heading, Some(id.to_owned())),
        None => (heading, None),
    }
}
