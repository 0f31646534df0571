//! The use cases, through the port that pages call.

mod asker;
mod binding;
mod clock;
mod codes;
mod limits;
mod result;
mod same_answer;
