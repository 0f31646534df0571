//! WebOTP: the browser offers the code of an SMS that is bound to this page. Filled in, never submitted: typing or sending stays the consent.

use js_sys::{Array, Function, Object, Reflect};
use leptos::html::Input;
use leptos::prelude::*;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{AbortController, AbortSignal, window};

use domain::code::Code;

/// Asks for a code where the browser knows how; silent where it does not, or where the person declines.
pub(super) fn offer(field: NodeRef<Input>) {
    let Ok(controller) = AbortController::new() else { return };
    let Some(asked) = request(&controller.signal()) else { return };
    give_up_on_leaving(&controller);
    let fill = Closure::once_into_js(move |credential: JsValue| {
        let code = Reflect::get(&credential, &"code".into()).ok().and_then(|code| code.as_string());
        if let (Some(input), Some(Ok(code))) = (field.get_untracked(), code.map(|code| Code::parse(&code))) {
            input.set_value(code.as_str());
        }
    });
    let ignore = Closure::once_into_js(|_: JsValue| {});
    // Called by name: the promise's own methods bring the machinery of futures with them.
    if let Ok(then) = Reflect::get(&asked, &"then".into()).and_then(JsCast::dyn_into::<Function>) {
        let _ = then.call2(&asked, &fill, &ignore);
    }
}

/// `navigator.credentials.get({otp: {transport: ["sms"]}, signal})`, by name: the types of WebOTP are not stable in `web-sys`.
fn request(signal: &AbortSignal) -> Option<JsValue> {
    let window = window()?;
    if !Reflect::has(&window, &"OTPCredential".into()).unwrap_or(false) {
        return None;
    }
    let credentials = Reflect::get(&window.navigator(), &"credentials".into()).ok()?;
    let get: Function = Reflect::get(&credentials, &"get".into()).ok()?.dyn_into().ok()?;
    let otp = Object::new();
    Reflect::set(&otp, &"transport".into(), &Array::of1(&"sms".into())).ok()?;
    let options = Object::new();
    Reflect::set(&options, &"otp".into(), &otp).ok()?;
    Reflect::set(&options, &"signal".into(), signal).ok()?;
    get.call1(&credentials, &options).ok()
}

/// Submitting the form or leaving the step ends the wait.
fn give_up_on_leaving(controller: &AbortController) {
    let controller: JsValue = controller.clone().into();
    let abort = Closure::<dyn Fn()>::new(move || {
        if let Some(controller) = controller.dyn_ref::<AbortController>() {
            controller.abort();
        }
    });
    if let Some(document) = window().and_then(|window| window.document()) {
        for event in ["submit", "kyvs:leave"] {
            // A listener that cannot be added leaves the wait to end with the page.
            let _ = document.add_event_listener_with_callback(event, abort.as_ref().unchecked_ref());
        }
    }
    abort.forget();
}
