//! Points in time as a review file has them. How they are shown is for the window.

/// A point in time: an RFC 3339 string with the writer's offset from UTC, such as `2026-01-05T09:00:00+08:00`.
/// What another program wrote is kept as it stands, even where it is no time; empty where it is not known.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct Time(String);

impl Time {
    /// Now, to the second, with the offset of this machine's time zone.
    #[must_use]
    pub fn now() -> Self {
        Self(jiff::Zoned::now().strftime("%Y-%m-%dT%H:%M:%S%:z").to_string())
    }

    /// A time as the file system has it, in this machine's time zone; empty where it is out of all bounds.
    #[must_use]
    pub fn from_system(time: std::time::SystemTime) -> Self {
        let zoned = jiff::Timestamp::try_from(time).map(|at| at.to_zoned(jiff::tz::TimeZone::system()));
        zoned.map_or_else(|_| Self::default(), |at| Self(at.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()))
    }

    /// To be read by people: day, hour and minute in this machine's time zone; what is no time stays as it is.
    #[must_use]
    pub fn shown(&self) -> String {
        let zoned = self.instant().map(|at| at.to_zoned(jiff::tz::TimeZone::system()));
        zoned.map_or_else(|| self.0.clone(), |at| at.strftime("%Y-%m-%d %H:%M").to_string())
    }

    /// The string as it stands in the file.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The instant meant, to sort by and to show; `None` where the string is no time.
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
        assert_eq!(Time::from("yesterday").instant(), None);
        assert_eq!(Time::from("yesterday").shown(), "yesterday");
        assert_eq!(east.shown(), utc.shown());
        assert_eq!(east.shown().len(), "2026-01-05 09:00".len());
    }
}
