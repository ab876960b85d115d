//! A CSV file whose columns are known by name: all of them, in any order, and no others.

use std::collections::BTreeMap;

use csv::StringRecord;

use super::{FILE_MAX, FileError};

/// A CSV file with checked columns.
pub(super) struct Table<'a> {
    reader: csv::Reader<&'a [u8]>,
    places: BTreeMap<&'static str, usize>,
    file: &'static str,
}

/// A row with all its fields.
pub(super) struct Row<'t> {
    record: StringRecord,
    places: &'t BTreeMap<&'static str, usize>,
    /// The line at which it begins, from 1.
    pub line: u64,
}

impl<'a> Table<'a> {
    /// Opens a file that must have exactly these columns.
    pub(super) fn open(file: &'static str, text: &'a str, columns: &[&'static str]) -> Result<Self, FileError> {
        if text.len() > FILE_MAX {
            return Err(FileError::TooLarge { file });
        }
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut reader = csv::ReaderBuilder::new().flexible(true).trim(csv::Trim::All).from_reader(text.as_bytes());
        let header = reader.headers().map_err(|error| unreadable(file, &error))?;
        let mut places = BTreeMap::new();
        for (place, name) in header.iter().enumerate() {
            let column = columns.iter().find(|column| **column == name);
            if column.is_none_or(|column| places.insert(*column, place).is_some()) {
                return Err(FileError::UnknownColumn { file, column: name.chars().take(60).collect() });
            }
        }
        match columns.iter().find(|column| !places.contains_key(**column)) {
            Some(missing) => Err(FileError::MissingColumn { file, column: (*missing).to_owned() }),
            None => Ok(Self { reader, places, file }),
        }
    }

    /// The next row, or nothing at the end.
    pub(super) fn next_row(&mut self) -> Result<Option<Row<'_>>, FileError> {
        let mut record = StringRecord::new();
        let more = self.reader.read_record(&mut record).map_err(|error| unreadable(self.file, &error))?;
        let line = record.position().map_or(0, csv::Position::line);
        Ok(more.then_some(Row { record, places: &self.places, line }))
    }
}

impl Row<'_> {
    /// The field of a column, trimmed; empty where the row is too short.
    pub(super) fn get(&self, column: &str) -> &str {
        self.places.get(column).and_then(|place| self.record.get(*place)).unwrap_or("")
    }

    /// How many fields the row has, and how many it should have.
    pub(super) fn width(&self) -> (usize, usize) {
        (self.record.len(), self.places.len())
    }
}

fn unreadable(file: &'static str, error: &csv::Error) -> FileError {
    FileError::Format { file, what: error.to_string() }
}
