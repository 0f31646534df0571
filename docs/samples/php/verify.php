<?php
// Verifies results on your own server: PHP 8.1 or later with its own extensions json, openssl and sodium, and no
// package.
//
// One question a line on standard input, {"nonce": "…", "result": "…"}: the nonce that you gave to this visit, and the
// signed answer that came back. One line of output for each; the exit code is 1 when one of them is refused.

declare(strict_types=1);

// Who must have signed: the address of the service; in test mode with /test behind it.
define('ISSUER', (string) getenv('KYVS_ISSUER'));
// For whom: your provider id, prv_….
define('AUDIENCE', (string) getenv('KYVS_AUDIENCE'));
// Your page that embeds the check, as https://hotel.example; null for the full page and for the API.
define('ORIGIN', getenv('KYVS_ORIGIN') ?: null);
// How: EdDSA, or ES256 when the operator has set that for you. No result chooses it.
define('ALGORITHM', getenv('KYVS_ALG') ?: 'EdDSA');
// A file that only your server may write, where the keys are kept from one request to the next; without it they are
// fetched once a process.
define('KEY_CACHE', getenv('KYVS_KEY_CACHE') ?: null);

/** Gives the claims of a good result; throws for any other. */
function verify(string $result, ?string $nonce): stdClass
{
    // Three parts, the last one 64 bytes of a signature in their one spelling.
    need(preg_match('/\A[\w-]+\.[\w-]+\.[\w-]{85}[AQgw]\z/', $result) === 1, 'not a result');
    [$head, $body, $signature] = explode('.', $result);
    $header = read($head);
    $members = array_keys(get_object_vars($header));
    sort($members);
    need($members === ['alg', 'kid', 'typ'], 'another header');
    need($header->alg === ALGORITHM && $header->typ === 'kyvs-result+jwt', 'another type');

    $key = is_string($header->kid) ? key_of($header->kid) : null;
    need($key !== null, 'an unknown key');
    need(is_signed("$head.$body", decode($signature), $key), 'a wrong signature');

    $claims = read($body);
    need(($claims->iss ?? null) === ISSUER, 'from another issuer');
    need(($claims->aud ?? null) === AUDIENCE, 'for somebody else');
    need(($claims->env ?? null) === (str_ends_with(ISSUER, '/test') ? 'test' : 'live'), 'another environment');
    foreach (['iat', 'nbf', 'exp'] as $time) {
        need(is_int($claims->$time ?? null), 'a time that is no number');
    }
    $now = time();
    need($claims->exp > $claims->iat && $claims->exp - $claims->iat <= 300, 'another lifetime');
    need($claims->iat <= $now + 5 && $claims->nbf <= $now + 5, 'not valid yet');
    need($now < $claims->exp + 5, 'too old');
    need(($claims->nonce ?? null) === $nonce, 'the answer to another question');
    need(($claims->origin ?? null) === ORIGIN, 'from another page');
    need(in_array($claims->vaccination_status ?? null, [0, 1, 2], true), 'an unknown status');
    // There may be new reasons and flags: a word that this program does not know changes nothing about the status.
    need(is_string($claims->status_reason ?? null) && is_array($claims->flags ?? null), 'no reason or no flags');
    return $claims;
}

function need(bool $holds, string $otherwise): void
{
    if (!$holds) {
        throw new UnexpectedValueException($otherwise);
    }
}

function decode(string $part): string
{
    return sodium_base642bin($part, SODIUM_BASE64_VARIANT_URLSAFE_NO_PADDING);
}

/** A part as a JSON object in which no member comes twice: readers differ in which of the two they take. */
function read(string $part): stdClass
{
    $text = decode($part);
    $value = json_decode($text, false, 16, JSON_THROW_ON_ERROR);
    need($value instanceof stdClass, 'no object');
    need(preg_match_all('/"(?:[^"\\\\]++|\\\\.)*+"\s*+(:?)/s', $text, $words) !== false, 'no text');
    need(count(array_filter($words[1])) === members($value), 'a member twice');
    return $value;
}

function members(mixed $value): int
{
    $inside = is_object($value) ? get_object_vars($value) : (is_array($value) ? $value : []);
    return (is_object($value) ? count($inside) : 0) + array_sum(array_map('members', $inside));
}

/** Whether this is the signature over these bytes, in the one way that is chosen above. */
function is_signed(string $signed, string $signature, stdClass $key): bool
{
    if (ALGORITHM === 'EdDSA') {
        need([$key->kty, $key->crv, $key->alg] === ['OKP', 'Ed25519', 'EdDSA'], 'another kind of key');
        return sodium_crypto_sign_verify_detached($signature, $signed, decode($key->x));
    }
    need([$key->kty, $key->crv, $key->alg, ALGORITHM] === ['EC', 'P-256', 'ES256', 'ES256'], 'another kind of key');
    // What comes before the two coordinates of a point says: a public key on P-256.
    $point = hex2bin('3059301306072a8648ce3d020106082a8648ce3d03010703420004') . decode($key->x) . decode($key->y);
    $pem = "-----BEGIN PUBLIC KEY-----\n" . base64_encode($point) . "\n-----END PUBLIC KEY-----\n";
    return openssl_verify($signed, der($signature), $pem, OPENSSL_ALGO_SHA256) === 1;
}

/** The two numbers of a signature as OpenSSL reads them: each with its length, and a zero where it would be negative. */
function der(string $signature): string
{
    $numbers = '';
    foreach (str_split($signature, 32) as $number) {
        $number = ltrim($number, "\0");
        $number = $number === '' || ord($number) > 127 ? "\0$number" : $number;
        $numbers .= "\x02" . chr(strlen($number)) . $number;
    }
    return "\x30" . chr(strlen($numbers)) . $numbers;
}

/** The public key of this name, or null. A name that is not known may be that of a new key. */
function key_of(string $name): ?stdClass
{
    foreach ([false, true] as $again) {
        $found = array_filter(key_set($again), fn ($key) => ($key->kid ?? null) === $name);
        if (count($found) === 1) {
            $key = reset($found);
            need($key->use === 'sig', 'another kind of key');
            return $key;
        }
    }
    return null;
}

/** The service's public keys, kept for five minutes as their Cache-Control says. */
function key_set(bool $again): array
{
    static $keys = null, $fetched = 0;
    if ($keys === null && KEY_CACHE !== null && is_file(KEY_CACHE)) {
        [$keys, $fetched] = [json_decode((string) file_get_contents(KEY_CACHE))?->keys, filemtime(KEY_CACHE)];
    }
    if ($again || $keys === null || time() - $fetched >= 300) {
        $text = file_get_contents(ISSUER . '/.well-known/jwks.json', false, stream_context_create(['http' => ['timeout' => 10]]));
        need($text !== false, 'the keys cannot be fetched');
        [$keys, $fetched] = [json_decode($text, false, 16, JSON_THROW_ON_ERROR)->keys, time()];
        if (KEY_CACHE !== null) {
            file_put_contents(KEY_CACHE, $text, LOCK_EX);
        }
    }
    return $keys;
}

$refused = false;
while (($line = fgets(STDIN)) !== false) {
    $question = json_decode($line, false, 16, JSON_THROW_ON_ERROR);
    try {
        $claims = verify($question->result, $question->nonce);
        echo "{$claims->vaccination_status} {$claims->status_reason}\n";
    } catch (Throwable $error) { // whatever is wrong with it, it is not relied on
        echo "refused: {$error->getMessage()}\n";
        $refused = true;
    }
}
exit($refused ? 1 : 0);
