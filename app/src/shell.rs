//! The document around a step, rendered to a string: style, frame script and boot script inline under the nonce of its answer.

use domain::problem::ErrorCode;
use leptos::prelude::*;

use crate::document::{Head, rendered};
use crate::pages::{
    AnswerPage, ClosedPage, CodePage, DetailsPage, EndedPage, HomePage, MissingPage, OwnPage, PageContext, ProblemPage,
    Step, Surface, WithdrawPage, heading,
};
use crate::words::Words;

/// Closes a person's own page. It comes with the page: without it nothing would.
const CLOSING: &str = include_str!("../../public/close.js");

/// What the build made, as the document refers to it.
#[derive(Clone, Debug, Default)]
pub struct Assets {
    /// The whole style sheet, inlined: one request less before the first paint.
    pub css: String,
    /// The frame script, inlined.
    pub frame_script: String,
    /// Address of the islands' JavaScript; empty where no browser build is there.
    pub js: String,
    /// Address of the islands' WASM.
    pub wasm: String,
}

/// Renders a whole page. `nonce` is the one that the answer's content security policy names.
pub fn render(context: &PageContext, step: Step, assets: &Assets, nonce: &str) -> String {
    rendered(|| document(context, step, assets, nonce))
}

fn document(context: &PageContext, step: Step, assets: &Assets, nonce: &str) -> String {
    let words = context.words;
    let language = words.language();
    let title = heading::of_document(context, &step);
    let facts = MainFacts::of(context, &step);
    let wants_islands = matches!(step, Step::Details { .. } | Step::Code { .. });
    let templates = templates(context);
    let own = context.surface == Surface::Own;
    let way_out = facts.expires_in.as_deref().filter(|_| is_personal(&step)).map(|seconds| leaving(context, seconds));
    let main = step_view(context.clone(), step);
    let color_scheme = match context.theme.as_str() {
        "auto" => "light dark",
        theme => theme,
    };
    let view = view! {
        <html lang=language.code() dir=language.dir() data-theme=context.theme.as_str()>
            <Head title css=assets.css.clone() nonce=nonce.to_owned() color_scheme>{way_out}</Head>
            <body data-surface=surface_name(context.surface)>
                <main
                    id="kyvs"
                    class="check"
                    aria-label=words.text("service-name")
                    data-step=facts.step
                    data-instance=facts.instance
                    data-origin=facts.origin
                    data-event=facts.event
                    data-expires-in=facts.expires_in
                >
                    {main}
                </main>
                {templates}
                <script nonce=nonce.to_owned() inner_html=assets.frame_script.clone()></script>
                {own.then(|| view! { <script nonce=nonce.to_owned() inner_html=CLOSING></script> })}
                {own.then(|| view! { <script nonce=nonce.to_owned() src="/share.js" defer></script> })}
                {(wants_islands && !assets.js.is_empty())
                    .then(|| view! { <script nonce=nonce.to_owned() type="module" inner_html=boot_script(assets)></script> })}
            </body>
        </html>
    };
    format!("<!DOCTYPE html>{}", view.to_html())
}

fn step_view(context: PageContext, step: Step) -> AnyView {
    match step {
        Step::Details { full_name, mobile, refusal } => {
            view! { <DetailsPage context full_name mobile refusal/> }.into_any()
        }
        Step::Code { sent, otp, ticked, resent, refusal } => {
            view! { <CodePage context sent=*sent otp ticked resent refusal/> }.into_any()
        }
        Step::Answer(answer) => view! { <AnswerPage context answer=*answer/> }.into_any(),
        Step::Closed => view! { <ClosedPage context/> }.into_any(),
        Step::Problem(refusal) => view! { <ProblemPage context refusal/> }.into_any(),
        Step::Home => view! { <HomePage context/> }.into_any(),
        Step::Missing => view! { <MissingPage context/> }.into_any(),
        Step::Own(step) => view! { <OwnPage context step=*step/> }.into_any(),
        Step::Withdraw(status, check) => {
            view! { <WithdrawPage context session=status.session check=*check/> }.into_any()
        }
        Step::Ended(ending) => view! { <EndedPage context ending/> }.into_any(),
    }
}

fn surface_name(surface: Surface) -> &'static str {
    match surface {
        Surface::Frame => "frame",
        Surface::Full | Surface::Own => "full",
    }
}

/// Whether a step stands in a session of the person's, which its page does not outlive.
fn is_personal(step: &Step) -> bool {
    matches!(step, Step::Own(_) | Step::Withdraw(..))
}

/// What closes such a page where scripts are off (`public/close.js` does it elsewhere): the browser leaves it for the first page.
fn leaving(context: &PageContext, seconds: &str) -> impl IntoView + use<> {
    let (path, language) = (context.surface.path(), context.words.language().code());
    let to = format!("{seconds};url={path}?lang={language}");
    view! { <noscript><meta http-equiv="refresh" content=to/></noscript> }
}

/// What the scripts and the host page learn of a step, as attributes of `<main>`.
struct MainFacts {
    step: &'static str,
    instance: String,
    origin: String,
    event: Option<String>,
    /// Seconds until the code of this step dies, or the session in which the person sees it ends.
    expires_in: Option<String>,
}

impl MainFacts {
    fn of(context: &PageContext, step: &Step) -> Self {
        let framed = context.surface == Surface::Frame;
        Self {
            step: match step {
                Step::Details { .. } => "details",
                Step::Code { .. } => "code",
                Step::Answer(_) => "answer",
                Step::Closed => "closed",
                Step::Problem(_) => "problem",
                Step::Home => "home",
                Step::Missing => "missing",
                Step::Own(_) => "own",
                Step::Withdraw(..) => "withdraw",
                Step::Ended(_) => "ended",
            },
            instance: context.instance.clone(),
            origin: if framed { context.ask.origin.clone() } else { String::new() },
            expires_in: match step {
                Step::Code { sent, .. } => Some(sent.expires_in.to_string()),
                Step::Own(step) => Some(step.status.seconds_left.to_string()),
                Step::Withdraw(status, _) => Some(status.seconds_left.to_string()),
                _ => None,
            },
            event: framed.then(|| event(context.words, step)).flatten(),
        }
    }
}

/// The event that the host page gets with this step. What is wrong with a person's name, number or code stays with the person:
/// the host learns of a person-level end only that there is no result.
fn event(words: Words, step: &Step) -> Option<String> {
    use serde_json::json;
    let event = match step {
        Step::Answer(answer) => json!({
            "t": "success",
            "p": { "result": answer.result, "requestId": answer.id, "expiresAt": answer.expires_at },
        }),
        Step::Closed => json!({ "t": "cancel", "p": {} }),
        Step::Problem(refusal) => {
            let code = code_for_host(refusal.code);
            let message = words.text("problem-title");
            json!({
                "t": "error",
                "p": {
                    "code": code.code(),
                    "family": code.family(),
                    "retry": code.retry().helps(),
                    "message": message,
                    "requestId": "",
                },
            })
        }
        _ => return None,
    };
    Some(event.to_string())
}

/// Configuration and service errors travel as they are; everything else is the person's business.
fn code_for_host(code: ErrorCode) -> ErrorCode {
    if matches!(code.family(), 1 | 3) { code } else { ErrorCode::NoResult }
}

/// What the frame script shows when it must speak without the server.
fn templates(context: &PageContext) -> impl IntoView + use<> {
    let words = context.words;
    let offline = words.text("error-offline");
    let visible = words.with("confirm-visible", &[("provider", context.provider().to_owned().into())]);
    let note = move |text: String| {
        view! {
            <div class="summary" role="alert" tabindex="-1" data-focus="">
                <h2 class="summary__title">{words.text("error-summary")}</h2>
                <p>{text}</p>
            </div>
        }
    };
    view! {
        <template id="kyvs-offline">{note(offline)}</template>
        <template id="kyvs-confirm-visible">{note(visible)}</template>
    }
}

/// Loads the islands when the browser has nothing better to do, and lets the frame script wake those of later steps.
fn boot_script(assets: &Assets) -> String {
    format!(
        "const idle=self.requestIdleCallback||setTimeout;idle(async()=>{{try{{const m=await import({js:?});\
         await m.default({{module_or_path:{wasm:?}}});m.hydrate();\
         const wake=e=>{{for(const i of e.querySelectorAll('leptos-island'))m[i.dataset.component]?.(i)}};\
         self.kyvsHydrate=wake;wake(document)}}catch{{}}}})",
        js = assets.js,
        wasm = assets.wasm,
    )
}
