//! Points and boxes of a page's content as those of the page.

#![cfg_attr(not(test), expect(clippy::arithmetic_side_effects, reason = "products of matrices of f64"))]

use hayro_interpret::kurbo::{Affine, Point};

/// A point of the content on the page.
pub(super) fn point(transform: Affine, x: f64, y: f64) -> Point {
    transform * Point::new(x, y)
}

/// The transformation that applies the second one first.
pub(super) fn product(first: Affine, second: Affine) -> Affine {
    first * second
}

/// The inverse of a transformation; `None` if it has none.
pub(super) fn back(transform: Affine) -> Option<Affine> {
    (transform.determinant().abs() > 1e-9).then(|| transform.inverse())
}

/// A point after a transformation.
pub(super) fn moved(transform: Affine, at: Point) -> Point {
    transform * at
}
