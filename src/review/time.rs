//! Points in time as written in a review file.

/// A point in time: an RFC 3339 string with the writer's UTC offset, such as `2026-01-05T09:00:00+08:00`. A string
/// that another program wrote is kept unchanged even if it is not a valid time; empty if unknown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct Time(String);

impl Time {
    /// The present time to the second, with this machine's UTC offset.
    #[must_use]
    pub fn now() -> Self {
        Self(jiff::Zoned::now().strftime("%Y-%m-%dT%H:%M:%S%:z").to_string())
    }

    /// A file system's time in this machine's time zone; empty if out of range.
    #[must_use]
    pub fn from_system(time: std::time::SystemTime) -> Self {
        let zoned = jiff::Timestamp::try_from(time).map(|at| at.to_zoned(jiff::tz::TimeZone::system()));
        zoned.map_or_else(|_| Self::default(), |at| Self(at.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()))
    }

    /// The time that a clock in this machine's time zone showed, as `2026-01-05T09:00:00`. Word and `LibreOffice` write
    /// comments so, whatever zone they add. Other strings are kept.
    #[must_use]
    pub fn from_clock(digits: &str) -> Self {
        let zoned = digits
            .parse::<jiff::civil::DateTime>()
            .and_then(|clock| clock.to_zoned(jiff::tz::TimeZone::system()));
        zoned.map_or_else(
            |_| Self(digits.to_owned()),
            |at| Self(at.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()),
        )
    }

    /// Day, hour and minute in this machine's time zone, for display; an invalid time is returned unchanged.
    #[must_use]
    pub fn shown(&self) -> String {
        let zoned = self.instant().map(|at| at.to_zoned(jiff::tz::TimeZone::system()));
        zoned.map_or_else(|| self.0.clone(), |at| at.strftime("%Y-%m-%d %H:%M").to_string())
    }

    /// The string as written in the file.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The instant, for sorting and display; `None` if the string is not a valid time.
    #[must_use]
    pub fn instant(&self) -> Option<jiff::Timestamp> {
        self.0.parse().ok()
    }
}

impl From<&str> for Time {
    fn from(rfc3339: &str) -> Self {
        Self(rfc3339.to_owned())
    }
}

impl From<String> for Time {
    fn from(rfc3339: String) -> Self {
        Self(rfc3339)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn now_is_a_time_with_an_offset() {
        let now = Time::now();
        let instant = now.instant().unwrap();
        assert!((jiff::Timestamp::now().as_second() - instant.as_second()).abs() < 60);
        assert_eq!(now.as_str().len(), "2026-01-05T09:00:00+08:00".len(), "{now:?}");
    }

    #[test]
    fn times_of_different_zones_compare_as_instants() {
        let (east, utc) = (Time::from("2026-01-05T09:00:00+08:00"), Time::from("2026-01-05T01:00:00Z"));
        assert_ne!(east, utc);
        assert_eq!(east.instant(), utc.instant());
        assert_eq!(Time::from_clock("2026-01-05T09:00:00").as_str().get(..19), Some("2026-01-05T09:00:00"));
        assert!(Time::from_clock("2026-01-05T09:00:00").instant().is_some());
        assert_eq!(Time::from_clock("gestern").as_str(), "gestern");
        assert_eq!(Time::from("yesterday").instant(), None);
        assert_eq!(Time::from("yesterday").shown(), "yesterday");
        assert_eq!(east.shown(), utc.shown());
        assert_eq!(east.shown().len(), "2026-01-05 09:00".len());
    }
}
