//! What is told to providers' servers, as the description of the API has it.

use domain::webhook::EventKind;
use utoipa::{
    Modify, ToSchema,
    openapi::{
        Content, HttpMethod, OpenApi, PathItem, PathsBuilder, Ref, Required, Response, SecurityRequirement,
        path::{OperationBuilder, Parameter, ParameterBuilder, ParameterIn},
        request_body::RequestBodyBuilder,
        schema::{ObjectBuilder, Type},
    },
};

/// The body of a message.
#[derive(ToSchema)]
#[schema(as = WebhookMessage)]
#[expect(dead_code, reason = "it is read for the description only; `domain::webhook` writes the body")]
pub(super) struct Message {
    /// What happened. Pass over names that you do not know: there may be more later.
    #[schema(example = "verification.completed")]
    r#type: String,
    /// When it happened.
    #[schema(format = DateTime, example = "2026-11-23T10:15:00.123Z")]
    timestamp: String,
    /// What it happened to. Ask with your secret key for more.
    data: Data,
}

#[derive(ToSchema)]
#[schema(as = WebhookData)]
#[expect(dead_code, reason = "as above")]
pub(super) struct Data {
    /// Id of the verification; of a result its `jti`.
    #[schema(example = "AZ6kqQAAi9mT1Yb0f3pXw2cVhJ8uLr")]
    id: String,
    /// Your own reference, when you gave one.
    #[schema(rename = "ref", nullable = false, example = "booking 7")]
    reference: Option<String>,
}

/// The headers of a message, and what they hold.
const HEADERS: [(&str, &str); 3] = [
    (
        "webhook-id",
        "Id of the message, the same at every attempt: a message that you have already is answered with 2xx and forgotten.",
    ),
    (
        "webhook-timestamp",
        "When this attempt was made, in seconds since 1970. Refuse what is more than five minutes away.",
    ),
    (
        "webhook-signature",
        "`v1a,` and in base64 the Ed25519 signature over `{webhook-id}.{webhook-timestamp}.{body}`, under the key of `webhook_key` in /.well-known/kyvs.",
    ),
];

/// Adds one webhook for each kind of event.
pub(super) struct Messages;

impl Modify for Messages {
    fn modify(&self, openapi: &mut OpenApi) {
        let add = |paths: PathsBuilder, kind: &EventKind| paths.path(kind.as_str(), message(*kind));
        let paths = EventKind::ALL.iter().fold(PathsBuilder::new(), add);
        openapi.webhooks = Some(paths.build());
    }
}

fn message(kind: EventKind) -> PathItem {
    let content = Content::new(Some(Ref::from_schema_name("WebhookMessage")));
    let body = RequestBodyBuilder::new().content("application/json", content).required(Some(Required::True)).build();
    let arrived = Response::new(
        "Any 2xx, within 15 seconds: it has arrived. 410: nothing is sent there any more. Else it is sent again, for 24 hours.",
    );
    let operation = OperationBuilder::new()
        .operation_id(Some(kind.as_str().replace('.', "_")))
        .summary(Some(summary(kind)))
        // The receiver knows us by the signature.
        .securities(Some(Vec::<SecurityRequirement>::new()))
        .request_body(Some(body))
        .response("2XX", arrived);
    let operation =
        HEADERS.into_iter().fold(operation, |operation, (name, what)| operation.parameter(header(name, what)));
    PathItem::new(HttpMethod::Post, operation)
}

fn header(name: &str, what: &str) -> Parameter {
    ParameterBuilder::new()
        .name(name)
        .parameter_in(ParameterIn::Header)
        .required(Required::True)
        .description(Some(what))
        .schema(Some(ObjectBuilder::new().schema_type(Type::String)))
        .build()
}

const fn summary(kind: EventKind) -> &'static str {
    match kind {
        EventKind::VerificationCompleted => "The person agreed, and a result was given",
        EventKind::VerificationDeclined => "The person called the verification off",
        EventKind::ResultRevoked => "A result is good no more",
        EventKind::ConsentWithdrawn => "The person took a consent back",
        EventKind::Test => "The operator tries whether messages arrive",
    }
}
