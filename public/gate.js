// The pages that check passes and results in the browser: `/gate` and `/verify`. The rules are the WASM's; this file brings it keys,
// texts and the time, and shows its answers in the words that the server put into the page as templates. Nothing that is checked
// is stored or sent. What is kept on the device are the public keys and the list of revoked passes, in the cache "gate-keys".

const main = document.querySelector("main[data-tool]");
const { tool, issuer, checkJs, checkWasm, scanJs, scanWasm, locale, zero } = main.dataset;
const find = (selector, within = document) => within.querySelector(selector);
const KEYS = "gate-keys";
/** How often keys and list are fetched while the page is open, in milliseconds. */
const REFRESH = 300_000;
/** The same code is not answered again within this time while the next one is waited for, in milliseconds. */
const SAME = 4000;
/** Pause between two looks through the camera, in milliseconds. */
const LOOK = 120;
/** Longest wait for keys, in milliseconds. */
const PATIENCE = 5000;

/** Without the WASM there is no answer at all: the page says so. */
async function load(js, wasm) {
  const module = await import(js);
  await module.default({ module_or_path: wasm });
  return module;
}

const broken = () => { find("#broken").hidden = false; };
let checker;
const ready = load(checkJs, checkWasm).then(({ Checker }) => { checker = new Checker(); });

// Keys

/** The live world and test mode, which may be switched off. */
const LIVE = ["", false];
const TEST = ["/test", true];
/** Whether something of test mode may have been met: its keys and list are fetched from then on, and not before. */
let testMet = false;

async function fetched(path) {
  // A network that swallows everything must not hold up an answer.
  const answer = await fetch(path, { cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });
  if (!answer.ok) throw new Error(path, { cause: answer.status });
  return answer;
}

async function kept(path) {
  const answer = await caches.match(path, { cacheName: KEYS });
  if (!answer) throw new Error(path);
  return answer;
}

/** Takes the keys and the list of a world from `source`, and keeps them once the checker has found them to belong together. */
async function trust([prefix, isTest], source, keep) {
  const paths = [`${prefix}/.well-known/jwks.json`, `${prefix}/.well-known/kyvs-revoked`];
  const answers = await Promise.all(paths.map(source));
  const copies = answers.map((answer) => answer.clone());
  const [keys, list] = [await answers[0].text(), new Uint8Array(await answers[1].arrayBuffer())];
  checker.trust(isTest, keys, list, issuer + prefix);
  if (!keep) return;
  const cache = await caches.open(KEYS);
  await Promise.all(paths.map((path, at) => cache.put(path, copies[at])));
}

/** Where test mode has no address it is switched off: there are no keys to wait for. */
const trustTest = (keep) => trust(TEST, fetched, keep).catch((error) => {
  if (error.cause !== 404) throw error;
  checker.without_test();
});

const quietly = (work) => work.then(() => true, () => false);

async function refresh() {
  await ready;
  const keep = tool === "gate" && "caches" in self;
  const [, isTestKnown] = await Promise.all([quietly(trust(LIVE, fetched, keep)), testMet && quietly(trustTest(keep))]);
  // What did not come is asked for when it is met the next time.
  testMet &&= isTestKnown;
  showKeys();
}

async function recall() {
  await ready;
  if ("caches" in self) await Promise.all([LIVE, TEST].map((world) => quietly(trust(world, kept, false))));
  showKeys();
}

/** In the digits of the page's language, which follow its zero. */
const digits = (text) => String(text).replace(/\d/g, (digit) => String.fromCharCode(zero.charCodeAt(0) + Number(digit)));

const moment = (millis) => digits(new Date(millis).toLocaleString(locale, { dateStyle: "medium", timeStyle: "short" }));

const dateOf = (iso) => digits(new Date(iso).toLocaleDateString(locale, { dateStyle: "medium", timeZone: "UTC" }));

/** A fact as the language writes it, or one of the server's words. Names, mobiles and ids stay as they are. */
function written(fact, value) {
  if (typeof value === "number") return moment(value);
  if (value.word) return find(`#word-${value.word}`).content.textContent;
  if (fact === "birth-year") return digits(value);
  return fact === "as-of" ? dateOf(value) : value;
}

function showKeys() {
  const place = find("#keys");
  if (!place) return;
  const { made, until } = checker;
  const state = made === 0 ? "none" : Date.now() < until ? "good" : "old";
  for (const line of place.children) line.hidden = line.dataset.keys !== state;
  for (const time of place.querySelectorAll("time")) time.textContent = moment(made);
}

// Answers

const answerPlace = find("#found");

/** Shows an answer: the server's template of it, with what the pass or result says put in as text. */
function show(found) {
  const shown = find(`#found-${found.answer}`).content.cloneNode(true);
  find("[data-test]", shown).hidden = !found.test;
  if (found.status !== undefined) find("[data-status-place]", shown)?.append(find(`#status-${found.status}`).content.cloneNode(true));
  const facts = find("dl", shown);
  for (const [fact, value] of found.facts) {
    const row = find(`#fact-${fact}`).content.cloneNode(true);
    find("dd bdi", row).textContent = written(fact, value);
    facts.append(row);
  }
  if (found.facts.length === 0) facts.remove();
  answerPlace.replaceChildren(shown);
  answerPlace.hidden = false;
  answerPlace.dataset.answer = found.answer;
}

/** What the rules say. Keys may have changed, and those of test mode come when something of it may have been met: one try to fetch
 * them, then the answer stands. Nothing when something else was asked meanwhile: only the newest answer is shown. */
async function judged(judge) {
  const mine = (judged.newest = (judged.newest ?? 0) + 1);
  const found = JSON.parse(judge());
  const mayBeTest = !testMet && (found.test || found.answer === "result-forged");
  if (!navigator.onLine || !(mayBeTest || found.answer === "keys-too-old")) return found;
  testMet = true;
  // The answer before this one is not taken for it.
  answerPlace.hidden = true;
  await refresh();
  return mine === judged.newest ? JSON.parse(judge()) : undefined;
}

// The gate

/** What the day has brought: numbers, in this variable and nowhere else. */
let day = { date: "", counts: {} };

function count({ answer, status }) {
  const date = new Date().toDateString();
  if (day.date !== date) day = { date, counts: {} };
  const kind = answer === "genuine" ? status : "refused";
  day.counts[kind] = (day.counts[kind] ?? 0) + 1;
  for (const place of document.querySelectorAll("[data-count]")) place.textContent = digits(day.counts[place.dataset.count] ?? 0);
}

/** Where tones come from, if they are wanted. Some browsers keep it silent unless it is made, or woken, while something is pressed. */
function wakeSound() {
  if (!find("#sound").checked) return undefined;
  // Where sound is switched off in the browser there is none; the answer is on the screen.
  const audio = (wakeSound.audio ??= self.AudioContext && new AudioContext());
  if (audio && audio.state !== "running") quietly(audio.resume());
  return audio;
}

/** Two rising tones for a genuine pass, a low one for anything else; made here, no file. */
function sound(isGood) {
  const audio = wakeSound();
  if (!audio) return;
  navigator.vibrate?.(isGood ? 80 : [200, 80, 200]);
  const tones = isGood ? [660, 880] : [196, 165];
  tones.forEach((frequency, at) => {
    const [tone, volume, start] = [audio.createOscillator(), audio.createGain(), audio.currentTime + at * 0.14];
    tone.frequency.value = frequency;
    volume.gain.setValueAtTime(0.15, start);
    volume.gain.exponentialRampToValueAtTime(0.001, start + 0.13);
    tone.connect(volume).connect(audio.destination);
    tone.start(start);
    tone.stop(start + 0.14);
  });
}

async function answer(text) {
  performance.mark("code-read");
  const found = await judged(() => checker.check(text, Date.now()));
  if (!found) return;
  show(found);
  answerPlace.focus({ preventScroll: true });
  answerPlace.scrollIntoView({ block: "nearest" });
  requestAnimationFrame(() => performance.measure("answer", "code-read"));
  sound(found.answer === "genuine");
  count(found);
}

/** Reads a QR code out of a picture: with the browser's own reader where there is one, else with ours, which is loaded then. */
async function readCode(source, width, height) {
  const native = await nativeReader();
  try {
    if (native) return (await native.detect(source))[0]?.rawValue;
  } catch {
    // It is there and does not work, as where the system lacks a part of it.
  }
  readCode.ours ??= await load(scanJs, scanWasm);
  // From here on ours reads.
  nativeReader.found = undefined;
  const canvas = (readCode.canvas ??= document.createElement("canvas"));
  const scale = Math.min(1, 1280 / Math.max(width, height));
  [canvas.width, canvas.height] = [Math.round(width * scale), Math.round(height * scale)];
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.drawImage(source, 0, 0, canvas.width, canvas.height);
  return readCode.ours.scan(context.getImageData(0, 0, canvas.width, canvas.height).data, canvas.width);
}

/** The browser's own reader, asked for once; undefined where there is none that reads QR codes. */
async function nativeReader() {
  if (!("found" in nativeReader)) {
    const formats = await self.BarcodeDetector?.getSupportedFormats().catch(() => []);
    nativeReader.found = formats?.includes("qr_code") ? new BarcodeDetector({ formats: ["qr_code"] }) : undefined;
  }
  return nativeReader.found;
}

const camera = { video: find("#view video"), stream: undefined, paused: false, last: { text: "", at: 0 } };

async function startCamera() {
  find("#camera-refused").hidden = true;
  wakeSound();
  try {
    const video = { facingMode: "environment", width: { ideal: 1280 }, height: { ideal: 720 } };
    camera.stream = await navigator.mediaDevices.getUserMedia({ video, audio: false });
    camera.video.srcObject = camera.stream;
    await camera.video.play();
  } catch {
    refuseCamera();
    return;
  }
  showCamera(true);
  goOn();
}

function stopCamera() {
  for (const track of camera.stream?.getTracks() ?? []) track.stop();
  camera.stream = camera.video.srcObject = undefined;
  showCamera(false);
}

/** The camera is of no use here: a picture and the code as text are left. */
function refuseCamera() {
  stopCamera();
  find("#camera-refused").hidden = false;
}

/** One look may fail; without a reader all would. */
function lookFailed() {
  if (!readCode.ours) refuseCamera();
}

function showCamera(isOn) {
  find("#view").hidden = find("#stop").hidden = !isOn;
  find("#start").hidden = isOn;
  find("#next").hidden = true;
}

function goOn() {
  camera.paused = false;
  find("#next").hidden = true;
  look();
}

async function look() {
  const { video, last } = camera;
  if (!camera.stream || camera.paused) return;
  const text = video.videoWidth > 0 ? await readCode(video, video.videoWidth, video.videoHeight).catch(lookFailed) : undefined;
  const isSame = text === last.text && Date.now() - last.at < SAME;
  if (text && camera.stream) {
    camera.last = { text, at: Date.now() };
    if (!isSame) await answer(text);
    if (!find("#group").checked) {
      camera.paused = true;
      find("#next").hidden = false;
      return;
    }
  }
  setTimeout(look, LOOK);
}

async function readPicture({ target }) {
  const [file] = target.files;
  if (!file) return;
  const picture = await createImageBitmap(file).catch(() => undefined);
  const text = picture && await readCode(picture, picture.width, picture.height).catch(() => undefined);
  find("#picture-none").hidden = Boolean(text);
  target.value = "";
  if (text) await answer(text);
}

function startGate() {
  find("#start").addEventListener("click", startCamera);
  find("#stop").addEventListener("click", stopCamera);
  find("#next").addEventListener("click", () => {
    camera.last = { text: "", at: 0 };
    goOn();
  });
  find("#sound").addEventListener("change", wakeSound);
  find("#picture").addEventListener("change", readPicture);
  find("#code-form").addEventListener("submit", (event) => {
    event.preventDefault();
    answer(find("#code").value);
  });
  // A language is another page: what is typed would be lost either way.
  addEventListener("pagehide", stopCamera);
  if (!navigator.mediaDevices) find("#start").hidden = true;
  keepOnDevice();
}

async function keepOnDevice() {
  const worker = navigator.serviceWorker;
  if (!worker) return;
  // Our reader of QR codes is kept along with the page where the browser has none itself.
  const query = (await nativeReader()) ? "" : "?reader";
  await worker.register(`/gate-worker.js${query}`, { scope: "/gate", updateViaCache: "none" });
  await worker.ready;
  find("#offline-ready").hidden = false;
}

// The page where texts are pasted

function startVerify() {
  find("#in-browser").hidden = false;
  find("#paste").addEventListener("submit", async (event) => {
    event.preventDefault();
    const [text, audience, nonce] = ["text", "audience", "nonce"].map((name) => find(`#paste [name=${name}]`).value);
    const found = await judged(() => checker.inspect(text, audience.trim(), nonce.trim(), Date.now()));
    if (!found) return;
    show(found);
    answerPlace.focus();
  });
}

find("#language")?.addEventListener("change", ({ target }) => target.form.requestSubmit());
ready.then(async () => {
  if (tool === "gate") await recall();
  const first = refresh();
  if (!checker.made) await first;
  if (tool === "gate") startGate();
  else startVerify();
  addEventListener("online", refresh);
  setInterval(refresh, REFRESH);
  main.dataset.ready = "";
}).catch(broken);
