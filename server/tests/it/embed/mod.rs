//! `/embed/…`: what the loader fetches. The pages have their tests in a browser.

mod consent;
mod frame;
mod test_mode;
mod why;
