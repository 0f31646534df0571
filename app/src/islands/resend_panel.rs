//! How long the code still lives, and the way to a new one: live where WASM runs, plain words and a plain button where it does not.

use leptos::html::Button;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::calls::Resend;
use crate::flow::{AskForm, Sent};

/// The words of the panel, translated on the server. `{time}` and `{ref}` stand where the figures go.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ResendWords {
    /// Where and under which reference the code went.
    pub sent: String,
    /// How long it is valid, without a clock.
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
}

/// Seconds as `m:ss`.
fn clock(seconds: i32) -> String {
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

/// Two countdowns that survive a sleeping tab: they are counted from the wall clock of the browser, not in ticks.
#[derive(Clone, Copy)]
struct Countdown {
    /// Seconds until the code dies.
    life: RwSignal<i32>,
    /// Seconds until a new one may be asked for.
    wait: RwSignal<i32>,
    /// Whether anything counts: not on the server.
    live: RwSignal<bool>,
}

impl Countdown {
    fn new(sent: &Sent) -> Self {
        let countdown = Self { life: RwSignal::new(0), wait: RwSignal::new(0), live: RwSignal::new(false) };
        countdown.set(sent);
        countdown
    }

    fn set(self, sent: &Sent) {
        self.life.set(i32::try_from(sent.expires_in).unwrap_or(i32::MAX));
        self.wait.set(i32::try_from(sent.resend_in).unwrap_or(i32::MAX));
    }

    /// Starts to count from what is set now.
    #[cfg(feature = "hydrate")]
    fn run(self, ticking: StoredValue<Option<IntervalHandle>>) {
        let started = js_sys::Date::now();
        let (life, wait) = (self.life.get_untracked(), self.wait.get_untracked());
        self.live.set(true);
        let tick = move || {
            #[expect(clippy::cast_possible_truncation, reason = "seconds of one verification")]
            let gone = ((js_sys::Date::now() - started) / 1000.0) as i32;
            self.life.set((life - gone).max(0));
            self.wait.set((wait - gone).max(0));
        };
        stop(ticking);
        if let Ok(handle) = set_interval_with_handle(tick, std::time::Duration::from_millis(500)) {
            ticking.set_value(Some(handle));
        }
    }
}

#[cfg(feature = "hydrate")]
fn stop(ticking: StoredValue<Option<IntervalHandle>>) {
    if let Some(Some(handle)) = ticking.try_update_value(Option::take) {
        handle.clear();
    }
}

/// The panel under the code field.
#[island]
pub fn ResendPanel(
    /// Who asks.
    ask: AskForm,
    /// The code on its way.
    sent: Sent,
    /// What to say.
    words: ResendWords,
) -> impl IntoView {
    let countdown = Countdown::new(&sent);
    let Countdown { life, wait, live } = countdown;
    let reference = RwSignal::new(sent.sms_ref.clone());
    let left = RwSignal::new(sent.resends_left);
    let button = NodeRef::<Button>::new();
    let action = ServerAction::<Resend>::new();

    #[cfg(feature = "hydrate")]
    {
        let ticking = StoredValue::new(None);
        countdown.run(ticking);
        Effect::new(move || match action.value().get() {
            Some(Ok(sent)) => {
                reference.set(sent.sms_ref.clone());
                left.set(sent.resends_left);
                countdown.set(&sent);
                countdown.run(ticking);
            }
            // The page says what is wrong: let the form itself ask.
            Some(Err(_)) => submit_by(button),
            None => {}
        });
    }
    let id = sent.id.clone();
    let ask_again = move |event: leptos::ev::MouseEvent| {
        if live.get_untracked() {
            event.prevent_default();
            if !action.pending().get_untracked() {
                action.dispatch(Resend { ask: ask.clone(), id: id.clone() });
            }
        }
    };
    let ResendWords { sent: sent_to, valid, valid_live, expired, resend, wait: wait_text, ready, none } = words;
    let timing = move || match (live.get(), life.get()) {
        (false, _) => valid.clone(),
        (true, 0) => expired.clone(),
        (true, seconds) => valid_live.replace("{time}", &clock(seconds)),
    };
    let can_resend = move || left.get() > 0 && (!live.get() || wait.get() == 0);
    let waiting = move || match (left.get(), live.get() && wait.get() > 0) {
        (0, _) => none.clone(),
        (_, true) => wait_text.replace("{time}", &clock(wait.get())),
        (_, false) => String::new(),
    };
    let sent_text = {
        let sent_to = sent_to.clone();
        move || sent_to.replace("{ref}", &reference.get())
    };
    // Read out at the start and at the end of the wait only, not every second.
    let spoken =
        Memo::new(
            move |_| {
                if live.get() && can_resend() { ready.clone() } else { sent_to.replace("{ref}", &reference.get()) }
            },
        );
    view! {
        <div class="resend">
            <p class="hint" id="otp-sent">{sent_text}</p>
            <p class="hint" id="otp-timing" aria-hidden="true">{timing}</p>
            <p class="visually-hidden" role="status">{move || if live.get() { spoken.get() } else { String::new() }}</p>
            <button
                node_ref=button
                class="button button--quiet"
                type="submit"
                name="action"
                value="resend"
                formnovalidate
                disabled=move || !can_resend()
                aria-busy=move || action.pending().get().then_some("true")
                on:click=ask_again
            >
                {resend}
            </button>
            <p class="hint resend__wait">{waiting}</p>
        </div>
    }
}

#[cfg(feature = "hydrate")]
fn submit_by(button: NodeRef<Button>) {
    if let Some(button) = button.get_untracked()
        && let Some(form) = button.form()
    {
        // The browser refuses only a button of another form, which this is not.
        let _ = form.request_submit_with_submitter(Some(&button));
    }
}
