//! `/embed/…`: what the loader fetches. The pages have their tests in a browser.

mod frame;
mod why;
