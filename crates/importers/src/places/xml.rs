//! A walk over the elements of an XML document.
//!
//! GPX and KML are read with quick-xml. The `gpx` crate refuses a whole file for one bad number or one element that it
//! does not know, which real files of GPX 1.0 and of many devices have. `roxmltree` nests its calls as the document nests
//! its elements, so that a small file overflows the stack before any limit of ours is asked, and takes quadratic time for
//! many attributes. quick-xml goes from one tag to the next, expands nothing that a file declares, and lets us stop.

use std::borrow::Cow;

use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::{DEPTH_MAX, Format, PlacesError};

/// Something on the way. [`Walk::path`] then ends with the element to which it belongs.
pub(super) enum Step<'a> {
    /// An element begins.
    Open(BytesStart<'a>),
    /// A piece of an element's text, references resolved.
    Text(Cow<'a, str>),
    /// An element ends.
    Close,
}

/// A walk over a document, which has to be well-formed as far as it is walked.
pub(super) struct Walk<'a> {
    reader: Reader<&'a [u8]>,
    text: &'a str,
    format: Format,
    known: &'static [&'static str],
    path: Vec<&'static str>,
    is_closing: bool,
    is_over: bool,
}

/// The local name of the outermost element, if a document begins like XML.
pub(super) fn root(text: &str) -> Option<String> {
    let mut reader = Reader::from_str(text);
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag) | Event::Empty(tag)) => return Some(tag.local_name().as_ref().to_owned()),
            Ok(Event::Decl(_) | Event::PI(_) | Event::Comment(_) | Event::DocType(_)) => {}
            Ok(Event::Text(text)) if text.trim().is_empty() => {}
            _ => return None,
        }
    }
}

/// The value of an attribute without a prefix, references resolved; nothing if it is missing or cannot be read.
///
/// Duplicates are not looked for, because that takes quadratic time: the first one counts.
pub(super) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = tag.try_get_attribute(name).ok().flatten()?;
    attribute.normalized_value(XmlVersion::Implicit1_0).ok().map(Cow::into_owned)
}

impl<'a> Walk<'a> {
    /// A walk that tells these local names apart; all others are empty in its path.
    pub(super) fn over(text: &'a str, format: Format, known: &'static [&'static str]) -> Self {
        let mut reader = Reader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        Self { reader, text, format, known, path: Vec::new(), is_closing: false, is_over: false }
    }

    /// The names of the open elements, the outermost first.
    pub(super) fn path(&self) -> &[&'static str] {
        &self.path
    }

    /// The next step, or nothing at the end of the document.
    ///
    /// # Errors
    /// [`PlacesError::Malformed`] for what is not XML, a document type declaration, an entity that XML itself does not
    /// have, elements nested too deep, and content beside the outermost element.
    pub(super) fn step(&mut self) -> Result<Option<Step<'a>>, PlacesError> {
        if std::mem::take(&mut self.is_closing) {
            self.path.pop();
            self.is_over = self.path.is_empty();
        }
        loop {
            let event = self.reader.read_event().map_err(|_| self.malformed(self.reader.error_position()))?;
            let text = match event {
                Event::Start(tag) => return self.open(tag).map(Some),
                Event::End(_) => {
                    self.is_closing = true;
                    return Ok(Some(Step::Close));
                }
                Event::Text(text) => text.xml10_content(),
                Event::CData(text) => text.xml10_content(),
                Event::GeneralRef(name) => match name.resolve_char_ref() {
                    Ok(Some(character)) => Cow::Owned(character.to_string()),
                    Ok(None) => Cow::Borrowed(resolve_predefined_entity(&name).ok_or_else(|| self.malformed_here())?),
                    Err(_) => return Err(self.malformed_here()),
                },
                Event::Eof if self.is_over => return Ok(None),
                Event::Eof | Event::DocType(_) => return Err(self.malformed_here()),
                Event::Decl(_) | Event::PI(_) | Event::Comment(_) | Event::Empty(_) => continue,
            };
            match (self.path.is_empty(), text.trim().is_empty()) {
                (false, _) => return Ok(Some(Step::Text(text))),
                (true, true) => {}
                (true, false) => return Err(self.malformed_here()),
            }
        }
    }

    fn open(&mut self, tag: BytesStart<'a>) -> Result<Step<'a>, PlacesError> {
        if self.is_over || self.path.len() >= DEPTH_MAX {
            return Err(self.malformed_here());
        }
        let local_name = tag.local_name();
        self.path.push(self.known.iter().find(|known| **known == local_name.as_ref()).copied().unwrap_or_default());
        Ok(Step::Open(tag))
    }

    fn malformed_here(&self) -> PlacesError {
        self.malformed(self.reader.buffer_position())
    }

    fn malformed(&self, offset: u64) -> PlacesError {
        let before = usize::try_from(offset).ok().and_then(|offset| self.text.as_bytes().get(..offset));
        let line = before.map(|before| before.iter().filter(|byte| **byte == b'\n').count() + 1);
        PlacesError::Malformed { format: self.format, line: line.and_then(|line| u32::try_from(line).ok()) }
    }
}
