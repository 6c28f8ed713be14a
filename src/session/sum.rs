//! Defines an enum with one variant for each component, and the conversions into it.

/// An enum whose variants have one field each, with `From` for every field's type.
macro_rules! sum {
    (
        $(#[$attribute:meta])*
        pub enum $name:ident { $( $(#[$doc:meta])* $variant:ident($type:ty), )* }
    ) => {
        $(#[$attribute])*
        pub enum $name { $( $(#[$doc])* $variant($type), )* }

        $(
            impl From<$type> for $name {
                fn from(inner: $type) -> Self {
                    Self::$variant(inner)
                }
            }
        )*
    };
}
pub(super) use sum;
