/**
 * Types of `kyvs.js`, the loader of the vaccination status check.
 *
 * ```html
 * <script async src="https://status.example/embed/v1/kyvs.js"></script>
 * <kyvs-check site-key="pk_live_…" purpose="check-in" nonce="…" lang="hi"></kyvs-check>
 * ```
 *
 * The page's content security policy needs the service's origin in `script-src` and `frame-src`, nothing else.
 * What stands inside the element is a fallback: it is shown until, or unless, the script arrives.
 *
 * To keep the page still before the script is there, hold the room free in your own style sheet (680px where the
 * element is narrower than 416px, and with `size="compact"`). Later the frame is as high as its page, at most 2000px:
 *
 * ```css
 * kyvs-check { display: block; min-height: 600px }
 * ```
 *
 * Parts that can be styled from outside: `kyvs-check::part(button)`, `frame`, `dialog`, `close`, `problem`.
 */

/** Languages that can be asked for. `auto`: that of the host page, else that of the browser. Others become English. */
export type KyvsLanguage =
  | "auto" | "en" | "hi" | "gu" | "mr" | "bn" | "ta" | "te" | "kn" | "ml" | "pa" | "or" | "as";

/** `auto` follows the system. */
export type KyvsTheme = "auto" | "light" | "dark";

/**
 * What the check is told. Each has an attribute of the same name in kebab case (`siteKey`: `site-key`) and a `data-` twin
 * (`data-site-key`). They are read when the check starts, and again on `reset()`.
 */
export interface KyvsOptions {
  /** The provider's public key, `pk_live_…` or `pk_test_…`. Required. */
  siteKey?: string;
  /** One of the provider's registered purposes, such as `check-in`. */
  purpose?: string;
  /** Comes back signed in the result: make a fresh one on your server for each page. */
  nonce?: string;
  /** Your own reference, such as a booking number; comes back signed. Nothing personal. */
  ref?: string;
  lang?: KyvsLanguage;
  theme?: KyvsTheme;
  /** `flexible` (default) fills the width it is given; `compact` is at most 320 px wide. */
  size?: "flexible" | "compact";
  /** `citizen` (default): the person types. `staff`: somebody types at a desk. */
  mode?: "citizen" | "staff";
  /** `inline` (default), `modal` (a button opens a dialog), `redirect` (a link leads to a full page and back). */
  display?: "inline" | "modal" | "redirect";
  /** For `redirect`: a registered address, to which the result is posted as `kyvs-response`. */
  returnUrl?: string;
  /** Whether a hidden field with the result is put into the surrounding form. Default true. */
  responseField?: boolean | "true" | "false";
  /** Name of that field. Default `kyvs-response`. */
  responseFieldName?: string;
  /** A function, or the name of a global one. */
  onSuccess?: string | ((detail: KyvsSuccess) => void);
  /** A function, or the name of a global one. */
  onError?: string | ((detail: KyvsError) => void);
}

/** The answer. Verify `result` on your server; what a browser says proves nothing. */
export interface KyvsSuccess {
  /** The signed result: a compact JWS, valid for five minutes, single use. */
  readonly result: string;
  /** Names the run in our logs and yours. */
  readonly requestId: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

/** 1 set-up, 2 loading, 3 service, 4 person, 5 result. */
export type KyvsErrorFamily = 1 | 2 | 3 | 4 | 5;

export type KyvsErrorCode =
  // 1: set-up. A retry does not help; the site's owner must act.
  | "invalid-site-key" | "origin-not-allowed" | "bad-parameter" | "insecure-context" | "unsupported-version"
  | "provider-suspended" | "scope-not-allowed" | "purpose-not-allowed"
  // 2: loading. The element shows a link to the check on its own page.
  | "script-error" | "csp-blocked" | "handshake-timeout" | "network-error" | "unsupported-browser"
  // 3: service.
  | "service-unavailable" | "rate-limited" | "maintenance"
  // 4: person. What went wrong for a person stays with the person.
  | "otp-incorrect" | "otp-expired" | "otp-attempts-exceeded" | "consent-declined" | "cancelled" | "no-result"
  // 5: result.
  | "result-expired" | "result-already-used" | "result-invalid" | "result-revoked";

export interface KyvsError {
  readonly code: KyvsErrorCode;
  readonly family: KyvsErrorFamily;
  /** Whether `reset()` may help. */
  readonly retry: boolean;
  /** For people, in the language of the check where the loader speaks, else in English. */
  readonly message: string;
  /** Empty where no request was made. */
  readonly requestId: string;
}

/** Which page the check shows. */
export type KyvsStep = "details" | "code" | "answer" | "problem" | "closed";

/** What a host can do with a check. A `<kyvs-check>` has these itself, but for `remove`: there it is the element's own. */
export interface KyvsHandle {
  /** Back to the first step, without a result. Options given here replace the earlier ones (say, a fresh nonce). */
  reset(options?: KyvsOptions): void;
  /** Takes the check off the page; fires nothing. */
  remove(): void;
  /** Fills fields of the first step that are still empty. Goes to the frame by a message port, never in an address. */
  prefill(person: { fullName?: string; mobile?: string }): void;
  setLang(lang: KyvsLanguage): void;
  setTheme(theme: KyvsTheme): void;
  /** The signed result, or null where there is none or it has expired. */
  getResponse(): string | null;
  /** Whether there was a result that has expired. */
  isExpired(): boolean;
  /** The answer at hand, or else the next one. Stays pending where none comes. */
  result(): Promise<KyvsSuccess>;
}

/** `<kyvs-check>`. */
export interface KyvsCheckElement extends HTMLElement, Omit<KyvsHandle, "remove"> {}

/** Events bubble and cross shadow boundaries; their target is the element. */
export interface KyvsEventMap {
  /** The frame is being loaded. */
  "kyvs:loading": CustomEvent<Record<string, never>>;
  /** The frame can be used. Fires again where the frame was loaded again. */
  "kyvs:ready": CustomEvent<Record<string, never>>;
  "kyvs:step": CustomEvent<{ step: KyvsStep }>;
  /** Once for each result. */
  "kyvs:success": CustomEvent<KyvsSuccess>;
  "kyvs:error": CustomEvent<KyvsError>;
  /** The result has run out: the hidden field is empty again. */
  "kyvs:expired": CustomEvent<Record<string, never>>;
  /** A code has run out unused. The person can still ask for a new one. */
  "kyvs:timeout": CustomEvent<Record<string, never>>;
  /** The person declined, or closed the dialog without an answer. */
  "kyvs:cancel": CustomEvent<Record<string, never>>;
}

export interface KyvsApi {
  /** Major version of the loader. */
  readonly version: string;
  /**
   * Resolves when the loader works. To call it before the script has arrived, put these two lines before it:
   *
   * ```js
   * window.Kyvs ??= { q: [], ready(f) {
   *   return new Promise((r) => this.q.push(r)).then(f); } };
   * ```
   */
  ready(): Promise<KyvsApi>;
  ready<T>(then: (kyvs: KyvsApi) => T | PromiseLike<T>): Promise<T>;
  /**
   * Puts a check into an element; for one that already has a check, returns its handle. With `kyvs.js?render=explicit`
   * nothing is rendered otherwise.
   *
   * @throws an error of the name `KyvsError` and the code `bad-parameter` where no element is found
   */
  render(target: string | HTMLElement, options?: KyvsOptions): KyvsHandle;
}

declare global {
  const Kyvs: KyvsApi;
  interface Window {
    readonly Kyvs: KyvsApi;
  }
  interface HTMLElementTagNameMap {
    "kyvs-check": KyvsCheckElement;
  }
  interface HTMLElementEventMap extends KyvsEventMap {}
  interface DocumentEventMap extends KyvsEventMap {}
}
