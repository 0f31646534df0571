//! How long the code still lives, and the way to a new one: live where WASM runs, plain words and a plain button where it does not.

use domain::language::in_digits;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The words of the panel, translated on the server. `{time}` stands where the clock goes.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ResendWords {
    /// How long the code is valid, without a clock.
    pub valid: String,
    /// The same with a clock.
    pub valid_live: String,
    /// When it has expired.
    pub expired: String,
    /// The button.
    pub resend: String,
    /// How long until the button works.
    pub wait: String,
    /// Said when it does.
    pub ready: String,
    /// When no code is left.
    pub none: String,
    /// The zero of the digits that the clock is written with.
    pub zero: char,
}

/// Seconds as `m:ss`, in the digits that follow `zero`.
fn clock(seconds: u32, zero: char) -> String {
    let (minutes, rest) = (seconds / 60, seconds % 60);
    let pad = if rest < 10 { "0" } else { "" };
    in_digits(&format!("{minutes}:{pad}{rest}"), zero)
}

/// Calls `tick` with the whole seconds that have gone, several times a second. Counted from the browser's clock, not in ticks: a tab that
/// slept wakes up right. The timer ends when the step does.
#[cfg(feature = "hydrate")]
fn each_second(tick: impl Fn(u32) + 'static) {
    use wasm_bindgen::{JsCast, closure::Closure};

    let Some(window) = web_sys::window() else { return };
    let started = js_sys::Date::now();
    let run = Closure::<dyn Fn()>::new(move || {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "seconds of one verification")]
        tick(((js_sys::Date::now() - started) / 1000.0) as u32);
    });
    let timer = window.set_interval_with_callback_and_timeout_and_arguments_0(run.as_ref().unchecked_ref(), 200);
    run.forget();
    let (Ok(timer), Some(document)) = (timer, window.document()) else { return };
    let stop = Closure::<dyn Fn()>::new(move || window.clear_interval_with_handle(timer));
    // A listener that cannot be added leaves a timer that changes nothing in sight.
    let _ = document.add_event_listener_with_callback("kyvs:leave", stop.as_ref().unchecked_ref());
    stop.forget();
}

/// The panel under the code field. Its button is an ordinary button of the form.
#[island]
pub fn ResendPanel(
    /// Seconds until the code dies.
    expires_in: u32,
    /// Seconds until a new one may be asked for.
    resend_in: u32,
    /// New codes left.
    resends_left: u8,
    /// What to say.
    words: ResendWords,
) -> impl IntoView {
    // Seconds gone, once anything counts: not on the server.
    let gone = RwSignal::new(None::<u32>);
    #[cfg(feature = "hydrate")]
    each_second(move |seconds| {
        if gone.get_untracked() != Some(seconds) {
            gone.set(Some(seconds));
        }
    });
    let ResendWords { valid, valid_live, expired, resend, wait, ready, none, zero } = words;
    let waits = move || gone.get().map_or(0, |seconds| resend_in.saturating_sub(seconds));
    let timing = move || match gone.get().map(|seconds| expires_in.saturating_sub(seconds)) {
        None => valid.clone(),
        Some(0) => expired.clone(),
        Some(left) => valid_live.replace("{time}", &clock(left, zero)),
    };
    let waiting = move || match (resends_left, waits()) {
        (0, _) => none.clone(),
        (_, 0) => String::new(),
        (_, left) => wait.replace("{time}", &clock(left, zero)),
    };
    // Read out once, at the end of the wait: not every second.
    let spoken = move || {
        let over = resends_left > 0 && gone.get().is_some() && waits() == 0;
        if over { ready.clone() } else { String::new() }
    };
    view! {
        <div class="resend">
            <p class="hint" id="otp-timing">{timing}</p>
            <button
                class="button button--quiet"
                type="submit"
                name="action"
                value="resend"
                formnovalidate
                disabled=move || resends_left == 0 || waits() != 0
            >
                {resend}
            </button>
            <p class="hint resend__wait">{waiting}</p>
            <p class="visually-hidden" role="status">{spoken}</p>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::clock;

    #[test]
    fn a_clock_has_two_digits_of_seconds() {
        assert_eq!(clock(180, '0'), "3:00");
        assert_eq!(clock(161, '०'), "२:४१");
        assert_eq!(clock(9, '0'), "0:09");
    }
}
