//! The configuration: flags and environment, checked once at the start.

use std::ffi::OsString;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::str::FromStr;

use app::server::{Operator, Site};
use chrono::{NaiveDate, NaiveTime, Timelike};
use clap::{Args, CommandFactory, ValueEnum};
use domain::hours::LocalTime;

/// What a deployment may set, by flag or by environment.
#[derive(Debug, Clone, Args)]
pub struct Config {
    /// Database: sqlite:<file> or postgres://<user>:<password>@<host>/<name> [default: okolica.sqlite in the data folder]
    #[arg(long, env = "OKOLICA_DATABASE_URL", value_name = "URL", hide_env_values = true, global = true)]
    pub database_url: Option<DatabaseUrl>,

    /// Address and port to listen on
    #[arg(long, env = "OKOLICA_ADDRESS", value_name = "ADDRESS", default_value = "127.0.0.1:3000", global = true)]
    pub address: SocketAddr,

    /// Public address, as people type it, without a path [default: http://<address>]
    #[arg(long, env = "OKOLICA_BASE_URL", value_name = "URL", global = true)]
    pub base_url: Option<BaseUrl>,

    /// Folder for the embedded database
    #[arg(long, env = "OKOLICA_DATA_FOLDER", value_name = "FOLDER", default_value = "var", global = true)]
    pub data_folder: PathBuf,

    /// How the log is written to the standard error
    #[arg(long, env = "OKOLICA_LOG_FORMAT", value_name = "FORMAT", value_enum, default_value_t, global = true)]
    pub log_format: LogFormat,

    /// MapLibre style of another basemap, from an http(s) address; its origin is allowed in the content security policy
    #[arg(long, env = "OKOLICA_MAP_STYLE_URL", value_name = "URL", global = true)]
    pub map_style_url: Option<StyleUrl>,

    /// Folder with the built browser files [default: $LEPTOS_SITE_ROOT, else target/site]
    #[arg(long, env = "OKOLICA_SITE_ROOT", value_name = "FOLDER", global = true)]
    pub site_root: Option<PathBuf>,

    /// Name of the body that runs this deployment, for the accessibility statement and the privacy page
    #[arg(long, env = "OKOLICA_OPERATOR_NAME", value_name = "NAME", value_parser = told, global = true)]
    pub operator_name: Option<String>,

    /// Mail address of that body
    #[arg(long, env = "OKOLICA_OPERATOR_EMAIL", value_name = "ADDRESS", value_parser = told, global = true)]
    pub operator_email: Option<String>,

    /// Telephone number of that body
    #[arg(long, env = "OKOLICA_OPERATOR_PHONE", value_name = "NUMBER", value_parser = told, global = true)]
    pub operator_phone: Option<String>,

    /// Stops the clock at YYYY-MM-DDTHH:MM (Europe/Warsaw), for demonstrations and pictures
    #[arg(long, env = "OKOLICA_NOW", value_name = "TIME", value_parser = frozen_time, global = true)]
    pub now: Option<LocalTime>,
}

/// How the log is written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// Lines for people.
    #[default]
    Text,
    /// One JSON object a line, for machines.
    Json,
}

/// The address of the database. Its password is shown by nothing but [`DatabaseUrl::reveal`].
#[derive(Clone, PartialEq, Eq)]
pub struct DatabaseUrl(String);

impl DatabaseUrl {
    /// The address with everything in it, for the driver only.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl FromStr for DatabaseUrl {
    type Err = String;

    fn from_str(url: &str) -> Result<Self, String> {
        if ["sqlite:", "postgres://", "postgresql://"].iter().any(|scheme| url.starts_with(scheme)) {
            Ok(Self(url.to_owned()))
        } else {
            Err("it begins with sqlite: or postgres://".to_owned())
        }
    }
}

impl std::fmt::Display for DatabaseUrl {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // What stands between `://` and the last `@` may hold a password; what follows `?` may hold one too.
        let address = self.0.split_once('?').map_or(self.0.as_str(), |(address, _)| address);
        match address.split_once("://").and_then(|(scheme, rest)| Some((scheme, rest.rsplit_once('@')?))) {
            Some((scheme, (user, host))) => {
                let user = user.split_once(':').map_or(user, |(name, _)| name);
                write!(f, "{scheme}://{user}:…@{host}")
            }
            None => f.write_str(address),
        }
    }
}

impl std::fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        std::fmt::Display::fmt(self, f)
    }
}

/// The public address: scheme and host, without a slash at the end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseUrl(String);

impl FromStr for BaseUrl {
    type Err = String;

    fn from_str(url: &str) -> Result<Self, String> {
        let url = url.strip_suffix('/').unwrap_or(url).to_ascii_lowercase();
        let origin = origin_of(&url).filter(|origin| *origin == url);
        origin.map(Self).ok_or_else(|| "http:// or https://, a host and perhaps a port, nothing else".to_owned())
    }
}

/// The address of a map style.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StyleUrl(String);

impl FromStr for StyleUrl {
    type Err = String;

    fn from_str(url: &str) -> Result<Self, String> {
        origin_of(url).map(|_| Self(url.to_owned())).ok_or_else(|| "it is an http:// or https:// address".to_owned())
    }
}

/// Scheme, host and port of an `http://` or `https://` address, if it is one that fits into a header.
#[must_use]
pub fn origin_of(url: &str) -> Option<String> {
    let (scheme, rest) = url.split_once("://").filter(|(scheme, _)| ["http", "https"].contains(scheme))?;
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let fit = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b':' | b'[' | b']');
    let plain = url.bytes().all(|b| b.is_ascii_graphic());
    (plain && !host.is_empty() && host.bytes().all(fit)).then(|| format!("{scheme}://{host}"))
}

fn told(text: &str) -> Result<String, String> {
    let fit = domain::favourites::bounded(text, 200).filter(|text| !text.is_empty() && !text.contains('\n'));
    fit.ok_or_else(|| "it has 1 to 200 characters in one line".to_owned())
}

fn frozen_time(text: &str) -> Result<LocalTime, String> {
    let told = || "it is written YYYY-MM-DDTHH:MM".to_owned();
    let (date, time) = text.split_once('T').ok_or_else(told)?;
    let date: NaiveDate = date.parse().map_err(|_| told())?;
    let time = NaiveTime::parse_from_str(time, "%H:%M").map_err(|_| told())?;
    Ok(LocalTime { date, minute: u16::try_from(time.hour() * 60 + time.minute()).unwrap_or(0) })
}

impl Config {
    /// The database that is meant: the given one, or the file in the data folder.
    #[must_use]
    pub fn database_url(&self) -> DatabaseUrl {
        let file = || DatabaseUrl(format!("sqlite:{}", self.data_folder.join("okolica.sqlite").display()));
        self.database_url.clone().unwrap_or_else(file)
    }

    /// What the application is told of the deployment.
    ///
    /// # Errors
    /// [`HalfAnOperator`] if some of the operator's name, mail address and telephone number is missing.
    pub fn site(&self) -> Result<Site, HalfAnOperator> {
        let base_url = self.base_url.clone().map_or_else(|| format!("http://{}", self.address), |url| url.0);
        Ok(Site {
            secure: base_url.starts_with("https://"),
            base_url,
            map_style_url: self.map_style_url.clone().map(|url| url.0),
            operator: self.operator()?,
        })
    }

    fn operator(&self) -> Result<Option<Operator>, HalfAnOperator> {
        match (self.operator_name.clone(), self.operator_email.clone(), self.operator_phone.clone()) {
            (Some(name), Some(email), Some(phone)) => Ok(Some(Operator { name, email, phone })),
            (None, None, None) => Ok(None),
            _ => Err(HalfAnOperator),
        }
    }

    /// The folder with the built browser files.
    #[must_use]
    pub fn site_root(&self) -> PathBuf {
        let built = || std::env::var_os("LEPTOS_SITE_ROOT").map(PathBuf::from);
        self.site_root.clone().or_else(built).unwrap_or_else(|| PathBuf::from("target/site"))
    }
}

/// An operator who is named in part: the accessibility statement needs all of it, by law.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "an operator needs a name, a mail address and a telephone number (--operator-name, --operator-email, --operator-phone)"
)]
pub struct HalfAnOperator;

/// A key of the environment that looks like ours and is none: most often a slip of the pen.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the environment has {key}, which is not a key of Okolica. Keys: {}", known.join(", "))]
pub struct UnknownKey {
    /// The key.
    pub key: String,
    /// Those that exist.
    pub known: Vec<String>,
}

/// Refuses keys that begin with `OKOLICA_` and mean nothing.
///
/// # Errors
/// [`UnknownKey`] for the first such key.
pub fn check_environment(variables: impl IntoIterator<Item = (OsString, OsString)>) -> Result<(), UnknownKey> {
    let known = known_keys();
    let ours = |(key, _): (OsString, OsString)| key.into_string().ok().filter(|key| key.starts_with("OKOLICA_"));
    match variables.into_iter().filter_map(ours).find(|key| !known.contains(key)) {
        Some(key) => Err(UnknownKey { key, known }),
        None => Ok(()),
    }
}

/// Every key of the environment, as the table of the README lists them.
#[must_use]
pub fn known_keys() -> Vec<String> {
    let command = crate::command::CommandLine::command();
    command.get_arguments().filter_map(|arg| arg.get_env()?.to_str().map(str::to_owned)).collect()
}

#[cfg(test)]
#[path = "config_tests.rs"]
mod tests;
