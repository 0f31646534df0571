//! kyvs
fn main(){}
