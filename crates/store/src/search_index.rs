//! The index for words on both engines, and the score of what it finds.

use std::collections::HashSet;

use sea_orm::sea_query::Expr;
use sea_orm::{ConnectionTrait, DbBackend, Statement};

use crate::entity::{gmina, venue};
use crate::error::StoreError;
use crate::memory::Scores;
use crate::text::{QueryWord, tokens};

/// How many of the venues that a text finds are ranked; those beyond it, in the order without a text, follow unranked.
const RANKED_MAX: u64 = 4_000;

/// Where a word was found, the best place first.
const FIELDS: [u32; 3] = [3, 2, 1];

/// The text as the index is asked for it: quoted tokens and operators of ours, never a visitor's own syntax. Absent if there is
/// no word to look for.
pub(crate) fn query(backend: DbBackend, words: &[QueryWord]) -> Option<String> {
    let postgres = backend == DbBackend::Postgres;
    let [quote, or, and, prefix] = if postgres { ["'", " | ", " & ", ":*"] } else { ["\"", " OR ", " AND ", " *"] };
    let word = |word: &QueryWord| {
        let mut spellings = vec![format!("{quote}{}{quote}{}", word.exact, if word.prefix { prefix } else { "" })];
        spellings.extend(word.stems.iter().map(|stem| format!("{quote}{stem}{quote}")));
        format!("({})", spellings.join(or))
    };
    (!words.is_empty()).then(|| words.iter().map(word).collect::<Vec<_>>().join(and))
}

/// The venues that a query finds, as a condition over the table of venues.
pub(crate) fn found_by(backend: DbBackend, query: &str) -> Expr {
    let found = match backend {
        DbBackend::Postgres => "venue.id IN (SELECT venue_id FROM venue_search WHERE tokens @@ $1::tsquery)",
        _ => "venue.id IN (SELECT rowid FROM venue_search WHERE venue_search MATCH ?)",
    };
    Expr::cust_with_values(found, [query])
}

/// Scores what a query finds. Equal scores keep the order without a text.
pub(crate) async fn scores(db: &impl ConnectionTrait, query: &str, words: &[QueryWord]) -> Result<Scores, StoreError> {
    let backend = db.get_database_backend();
    let sql = match backend {
        DbBackend::Postgres => {
            "SELECT venue.id, s.name, s.gmina, s.summary FROM venue_search s JOIN venue ON venue.id = s.venue_id \
             WHERE s.tokens @@ $1::tsquery ORDER BY venue.fit_rank LIMIT $2"
        }
        _ => {
            "SELECT venue.id, s.name, s.gmina, s.summary FROM venue_search s JOIN venue ON venue.id = s.rowid \
             WHERE venue_search MATCH ? ORDER BY venue.fit_rank LIMIT ?"
        }
    };
    let most = i64::try_from(RANKED_MAX).unwrap_or(i64::MAX);
    let rows = db.query_all_raw(Statement::from_sql_and_values(backend, sql, [query.into(), most.into()])).await?;
    let score = |row: sea_orm::QueryResult| {
        let (id, name, gmina, summary): (i64, String, String, String) =
            (row.try_get_by_index(0)?, row.try_get_by_index(1)?, row.try_get_by_index(2)?, row.try_get_by_index(3)?);
        Ok((id, score(words, [&name, &gmina, &summary])))
    };
    rows.into_iter().map(score).collect()
}

/// A venue's tokens by field: names in all languages, the gmina's names, summaries in all languages.
pub(crate) struct Entry {
    venue_id: i64,
    name: String,
    gmina: String,
    summary: String,
}

impl Entry {
    pub(crate) fn of(venue: &venue::Model, gmina: &gmina::Model) -> Self {
        let (name, summary, place) = (venue.name(), venue.summary(), gmina.name());
        let all = |text: &domain::language::Translated| {
            tokens([Some(text.pl.as_str()), text.en.as_deref(), text.uk.as_deref()].into_iter().flatten())
        };
        Self { venue_id: venue.id, name: all(&name), gmina: all(&place), summary: all(&summary) }
    }

    /// Puts the tokens into the index, in place of those that the venue had.
    pub(crate) async fn store(self, db: &impl ConnectionTrait) -> Result<(), StoreError> {
        let backend = db.get_database_backend();
        let sql = match backend {
            DbBackend::Postgres => {
                "INSERT INTO venue_search (venue_id, name, gmina, summary) VALUES ($1, $2, $3, $4) ON CONFLICT (venue_id) \
                 DO UPDATE SET name = excluded.name, gmina = excluded.gmina, summary = excluded.summary"
            }
            _ => "INSERT OR REPLACE INTO venue_search (rowid, name, gmina, summary) VALUES (?, ?, ?, ?)",
        };
        let values = [self.venue_id.into(), self.name.into(), self.gmina.into(), self.summary.into()];
        db.execute_raw(Statement::from_sql_and_values(backend, sql, values)).await?;
        Ok(())
    }
}

/// The worst-placed word decides (name before gmina before summary), then how well all words fit.
fn score(words: &[QueryWord], fields: [&str; 3]) -> u32 {
    let fields = fields.map(|field| field.split(' ').collect::<HashSet<_>>());
    let best = |word: &QueryWord| {
        FIELDS.iter().zip(&fields).map(|(place, tokens)| (*place, closeness(word, tokens))).find(|(_, fit)| *fit > 0)
    };
    let found: Vec<(u32, u32)> = words.iter().map(|word| best(word).unwrap_or((0, 0))).collect();
    let worst = found.iter().map(|(place, _)| *place).min().unwrap_or(0);
    worst * 1_000 + found.iter().map(|(place, fit)| place * place * fit).sum::<u32>()
}

/// 3 for the word itself, 2 for its stem, 1 for a word that begins with it, 0 for none.
fn closeness(word: &QueryWord, tokens: &HashSet<&str>) -> u32 {
    if tokens.contains(word.exact.as_str()) {
        3
    } else if word.stems.iter().any(|stem| tokens.contains(stem.as_str())) {
        2
    } else {
        u32::from(word.prefix && tokens.iter().any(|token| token.starts_with(&word.exact)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::query_words;

    #[test]
    fn a_name_comes_before_a_gmina_and_a_gmina_before_a_summary() {
        let words = query_words("sól wieliczka");
        let field = |text: &str| tokens([text]);
        let venues = [
            ["Kopalnia Soli Wieliczka", "Wieliczka", ""],
            ["Park soli", "Wieliczka", ""],
            ["Park", "Wieliczka", "O soli"],
            ["Park", "Skawina", "Widok na Wieliczkę i sól"],
            ["Park", "Skawina", "Solarium"],
        ];
        let scores: Vec<u32> = venues
            .iter()
            .map(|[name, gmina, summary]| score(&words, [&field(name), &field(gmina), &field(summary)]))
            .collect();
        assert!(scores.is_sorted_by(|a, b| a > b), "{scores:?}");
    }

    #[test]
    fn a_query_holds_nothing_but_quoted_tokens() {
        let words = query_words("zamek' | \"x\" OR NEAR(y) :* !");
        assert_eq!(query(DbBackend::Postgres, &query_words("Soli")).as_deref(), Some("('soli':* | 'sol')"));
        assert_eq!(query(DbBackend::Sqlite, &query_words("Soli")).as_deref(), Some("(\"soli\" * OR \"sol\")"));
        for backend in [DbBackend::Postgres, DbBackend::Sqlite] {
            let quote = if backend == DbBackend::Postgres { '\'' } else { '"' };
            let text = query(backend, &words).unwrap();
            assert!(text.split(quote).skip(1).step_by(2).all(|t| t.chars().all(char::is_alphanumeric)), "{text}");
        }
    }
}
