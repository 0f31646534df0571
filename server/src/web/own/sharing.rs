//! The sections of the own page for graphic and pass: what their buttons do, and the files that they save.

use app::{
    calls::sharing,
    flow::{Field, Refusal},
    pages::{OwnStep, PageContext, Step},
    sharing::{BadgeFacts, OwnPass, PassChoice, PictureChoice, Preview, Sharing, ShownPass, TakenBack},
};
use axum::{
    body::Bytes,
    http::{
        HeaderMap, HeaderValue,
        header::{CONTENT_DISPOSITION, CONTENT_TYPE},
    },
    response::{IntoResponse, Response},
};
use base64ct::{Base64, Encoding as _};
use domain::problem::ErrorCode;

use super::{OwnForm, seen_with};
use crate::{
    graphic::{Badge, DrawError, Picture, QrCode, Shape, badge_of, sheet_of},
    ports::ShareId,
    web::{pages::call, state::AppState},
};

/// What a form of these sections posts.
#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct SharingForm {
    picture_lang: String,
    shape: String,
    named: String,
    coded: String,
    /// How long a link shall work.
    pub link: String,
    /// Which link is taken back.
    pub share: String,
    pass_name: String,
    pass_birth_year: String,
    /// How many minutes a pass shall be good.
    pub pass_minutes: String,
    /// Which pass is shown or taken back.
    pub pass: String,
}

impl SharingForm {
    fn picture(&self, context: &PageContext) -> PictureChoice {
        let language = if self.picture_lang.is_empty() { context.ask.lang.clone() } else { self.picture_lang.clone() };
        PictureChoice {
            language,
            shape: self.shape.clone(),
            named: !self.named.is_empty(),
            coded: !self.coded.is_empty(),
            link: self.link.clone(),
        }
    }

    fn pass(&self) -> PassChoice {
        PassChoice {
            name: self.pass_name.clone(),
            birth_year: !self.pass_birth_year.is_empty(),
            minutes: self.pass_minutes.clone(),
        }
    }
}

/// A button of these sections; `None` for any other.
pub(super) async fn press(state: &AppState, context: &PageContext, form: &OwnForm) -> Option<Result<Step, Refusal>> {
    let outcome = match form.page.action.as_str() {
        "graphic" => preview(state, context, form).await,
        "share" => share(state, context, form).await,
        "unshare" => call(state, sharing::unshare(form.session.clone(), form.sharing.share.clone()))
            .await
            .map(|()| Sharing { taken_back: Some(TakenBack::Link), ..Sharing::default() }),
        "pass" => make_pass(state, form).await,
        "show-pass" => show_pass(state, form).await,
        "unpass" => call(state, sharing::revoke_pass(form.session.clone(), form.sharing.pass.clone()))
            .await
            .map(|()| Sharing { taken_back: Some(TakenBack::Pass), ..Sharing::default() }),
        _ => return None,
    };
    let (sharing, refusal) = match outcome {
        Ok(sharing) => (sharing, None),
        // What was chosen stays chosen.
        Err(refusal) if !refusal.fields.is_empty() => {
            let (picture, pass) = (form.sharing.picture(context), form.sharing.pass());
            (Sharing { picture, pass, ..Sharing::default() }, Some(refusal))
        }
        Err(refusal) => return Some(Err(refusal)),
    };
    Some(seen_with(state, form.session.clone(), sharing, refusal).await)
}

/// Brings the lists of links and passes to a page that shows a person's own status.
pub(super) async fn complete(state: &AppState, step: &mut OwnStep) -> Result<(), Refusal> {
    let session = step.status.session.clone();
    step.sharing.shares = call(state, sharing::shares(session.clone())).await?;
    step.sharing.passes = call(state, sharing::passes(session)).await?;
    Ok(())
}

/// A file to be saved: the graphic, or a pass on paper.
pub(super) async fn file(state: &AppState, context: &PageContext, form: &OwnForm) -> Result<Response, Refusal> {
    if form.page.action == "paper" {
        let pass = own_pass(state, form).await?;
        let sheet = sheet_of(&pass, context.words.language(), &state.embed, host(state));
        let paper = state.painter.paper(sheet).await.map_err(|error| refused(&error, Field::Pass))?;
        return Ok(attached(paper, "application/pdf", "kyvs-pass.pdf"));
    }
    let choice = form.sharing.picture(context);
    let picture = if form.page.action == "svg" { Picture::Svg } else { Picture::Png };
    let (badge, shape) = badge(state, &form.session, &choice).await?;
    let drawn = draw(state, badge, shape, picture).await?;
    Ok(attached(drawn, picture.media_type(), &format!("kyvs-{}.{}", shape.as_str(), picture.ending())))
}

async fn preview(state: &AppState, context: &PageContext, form: &OwnForm) -> Result<Sharing, Refusal> {
    let choice = form.sharing.picture(context);
    let preview = previewed(state, &form.session, &choice).await?;
    let address = linked(&choice).map(|id| address(state, id));
    Ok(Sharing { picture: choice, preview: Some(preview), address, ..Sharing::default() })
}

async fn share(state: &AppState, context: &PageContext, form: &OwnForm) -> Result<Sharing, Refusal> {
    let choice = form.sharing.picture(context);
    // The graphic first: a link that shows none would be no good.
    let preview = previewed(state, &form.session, &choice).await?;
    let id = call(state, sharing::share(form.session.clone(), choice.clone())).await?;
    let address = ShareId::parse(&id).map(|id| address(state, id));
    let picture = PictureChoice { link: id, ..choice };
    Ok(Sharing { picture, preview: Some(preview), address, ..Sharing::default() })
}

async fn previewed(state: &AppState, session: &str, choice: &PictureChoice) -> Result<Preview, Refusal> {
    let (badge, shape) = badge(state, session, choice).await?;
    let alternative = badge.alternative();
    let drawn = draw(state, badge, shape, Picture::Png).await?;
    let source = format!("data:image/png;base64,{}", Base64::encode_string(&drawn));
    Ok(Preview { source, alternative, size: shape.size() })
}

async fn badge(state: &AppState, session: &str, choice: &PictureChoice) -> Result<(Badge, Shape), Refusal> {
    let facts: BadgeFacts = call(state, sharing::badge(session.to_owned(), choice.clone())).await?;
    let link = linked(choice).filter(|_| choice.coded).map(|id| address(state, id));
    Ok((badge_of(&facts, &state.embed, link), Shape::parse(&choice.shape).unwrap_or(Shape::Square)))
}

/// The link that the page has made, if it looks like one: it only ever leads to this service.
fn linked(choice: &PictureChoice) -> Option<ShareId> {
    ShareId::parse(&choice.link)
}

/// Where a link leads.
fn address(state: &AppState, id: ShareId) -> String {
    format!("{}/s/{}", state.public_url, id.to_text())
}

async fn make_pass(state: &AppState, form: &OwnForm) -> Result<Sharing, Refusal> {
    let choice = form.sharing.pass();
    let pass = call(state, sharing::make_pass(form.session.clone(), choice.clone())).await?;
    Ok(Sharing { pass: choice, shown: Some(on_screen(pass)?), ..Sharing::default() })
}

async fn show_pass(state: &AppState, form: &OwnForm) -> Result<Sharing, Refusal> {
    let pass = own_pass(state, form).await?;
    Ok(Sharing { shown: Some(on_screen(pass)?), ..Sharing::default() })
}

/// A pass of the person, by its id; one that is over or was taken back is as good as none.
async fn own_pass(state: &AppState, form: &OwnForm) -> Result<OwnPass, Refusal> {
    let passes = call(state, sharing::passes(form.session.clone())).await?.passes;
    let found = passes.into_iter().find(|pass| pass.id == form.sharing.pass);
    found.ok_or_else(|| Refusal::blaming(Field::Pass, ErrorCode::InvalidRequest, "pass-error-gone"))
}

fn on_screen(pass: OwnPass) -> Result<ShownPass, Refusal> {
    let code = QrCode::of(&pass.code).map_err(|error| refused(&error.into(), Field::Pass))?;
    Ok(ShownPass { pass, side: code.side(), path: code.path() })
}

async fn draw(state: &AppState, badge: Badge, shape: Shape, picture: Picture) -> Result<Bytes, Refusal> {
    state.painter.badge(badge, shape, picture).await.map_err(|error| refused(&error, Field::Picture))
}

/// What the person is told of a picture that was not drawn; the operator hears the rest.
fn refused(error: &DrawError, field: Field) -> Refusal {
    match error {
        DrawError::NoGlyph(_) => {
            tracing::warn!(%error, "a graphic was refused");
            Refusal::blaming(field, ErrorCode::InvalidRequest, "graphic-error-font")
        }
        DrawError::Busy => Refusal::blaming(field, ErrorCode::RateLimited, "graphic-error-busy"),
        _ => {
            tracing::error!(%error, "a graphic was not drawn");
            Refusal::of(ErrorCode::ServiceUnavailable)
        }
    }
}

fn host(state: &AppState) -> &str {
    state.public_url.split_once("://").map_or(&*state.public_url, |(_, host)| host)
}

fn attached(body: Bytes, media_type: &'static str, name: &str) -> Response {
    let mut headers = HeaderMap::new();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(media_type));
    if let Ok(value) = HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")) {
        headers.insert(CONTENT_DISPOSITION, value);
    }
    (headers, body).into_response()
}
