# Punjabi. Every string in this file still wants a native reader.

service-name = ਟੀਕਾਕਰਨ ਸਥਿਤੀ
know-your-status = ਆਪਣੀ ਟੀਕਾਕਰਨ ਸਥਿਤੀ ਜਾਣੋ
language-label = ਭਾਸ਼ਾ
language-change = ਬਦਲੋ
step-of = ਪੜਾਅ { $step } (ਕੁੱਲ 3)
test-ribbon = TEST - ਅਸਲੀ ਜਵਾਬ ਨਹੀਂ
error-prefix = ਗਲਤੀ:
privacy = ਨਿੱਜਤਾ
help = ਮਦਦ
accessibility = ਪਹੁੰਚਯੋਗਤਾ
date = { $day } { $month ->
    [1] ਜਨਵਰੀ
    [2] ਫ਼ਰਵਰੀ
    [3] ਮਾਰਚ
    [4] ਅਪ੍ਰੈਲ
    [5] ਮਈ
    [6] ਜੂਨ
    [7] ਜੁਲਾਈ
    [8] ਅਗਸਤ
    [9] ਸਤੰਬਰ
    [10] ਅਕਤੂਬਰ
    [11] ਨਵੰਬਰ
   *[12] ਦਸੰਬਰ
 } { $year }

# Step 1: details
details-title-staff = ਕਿਸ ਦੀ ਸਥਿਤੀ?
details-title-citizen = ਆਪਣੀ ਟੀਕਾਕਰਨ ਸਥਿਤੀ ਸਾਂਝੀ ਕਰੋ
details-lead-staff = ਜਿਵੇਂ ਮਹਿਮਾਨ ਦੇ ਟੀਕਾਕਰਨ ਰਿਕਾਰਡ ਵਿੱਚ ਲਿਖਿਆ ਹੈ।
details-lead-citizen = ਜਦੋਂ ਤੱਕ ਤੁਸੀਂ ਕੋਡ ਭਰ ਕੇ ਸਹਿਮਤੀ ਨਹੀਂ ਦਿੰਦੇ, ਕੁਝ ਵੀ ਸਾਂਝਾ ਨਹੀਂ ਕੀਤਾ ਜਾਂਦਾ।
name-label = ਪੂਰਾ ਨਾਮ
name-hint = ਜੋ ਟੀਕਾਕਰਨ ਵੇਲੇ ਲਿਖਵਾਇਆ ਸੀ
mobile-label = ਮੋਬਾਈਲ ਨੰਬਰ
mobile-hint = ਜੋ ਟੀਕਾਕਰਨ ਲਈ ਰਜਿਸਟਰਡ ਹੈ। ਕੋਡ ਇਸੇ 'ਤੇ ਆਵੇਗਾ।
send-code = ਕੋਡ ਭੇਜੋ
asked-by = { $provider } ਨੇ ਪੁੱਛਿਆ ਹੈ

# Step 2: consent and code
consent-asks = { $provider } ਨੇ ਤੁਹਾਡੀ ਟੀਕਾਕਰਨ ਸਥਿਤੀ ਪੁੱਛੀ ਹੈ
consent-asks-staff = { $provider } ਨੇ ਇਸ ਮਹਿਮਾਨ ਦੀ ਟੀਕਾਕਰਨ ਸਥਿਤੀ ਪੁੱਛੀ ਹੈ
consent-purpose = ਮਕਸਦ: { $purpose }
consent-learns = ਸੰਸਥਾ ਨੂੰ ਇਹ ਪਤਾ ਲੱਗੇਗਾ:
consent-status = ਟੀਕਾਕਰਨ ਸਥਿਤੀ
consent-events = ਵੈਕਸੀਨਾਂ ਦੇ ਨਾਮ ਅਤੇ ਖੁਰਾਕਾਂ ਦੀਆਂ ਤਾਰੀਖਾਂ (ਲਾਜ਼ਮੀ ਨਹੀਂ)
consent-demographics = ਜਨਮ ਦਾ ਸਾਲ ਅਤੇ ਲਿੰਗ (ਲਾਜ਼ਮੀ ਨਹੀਂ)
consent-withdraw = ਤੁਸੀਂ ਆਪਣੇ ਪੰਨੇ 'ਤੇ ਆਪਣੀ ਸਹਿਮਤੀ ਕਦੇ ਵੀ ਵਾਪਸ ਲੈ ਸਕਦੇ ਹੋ।
consent-withdraw-staff = ਮਹਿਮਾਨ ਆਪਣੇ ਪੰਨੇ 'ਤੇ ਆਪਣੀ ਸਹਿਮਤੀ ਕਦੇ ਵੀ ਵਾਪਸ ਲੈ ਸਕਦੇ ਹਨ।
consent-complain = ਕੀ ਕੁਝ ਗਲਤ ਹੈ?
code-label = SMS ਵਿੱਚ ਆਇਆ ਕੋਡ
code-sent = { $mobile } 'ਤੇ ਭੇਜਿਆ ਗਿਆ · ਹਵਾਲਾ ਨੰਬਰ { $ref }
code-maybe = ਜੇ ਨਾਮ ਅਤੇ ਨੰਬਰ ਇੱਕੋ ਵਿਅਕਤੀ ਦੇ ਹਨ, ਤਾਂ SMS ਇੱਕ ਮਿੰਟ ਦੇ ਅੰਦਰ ਆ ਜਾਵੇਗਾ।
code-usually = ਜੇ ਨਾਮ ਅਤੇ ਨੰਬਰ ਇੱਕੋ ਵਿਅਕਤੀ ਦੇ ਹਨ, ਤਾਂ SMS ਆ ਜਾਵੇਗਾ। ਸੁਨੇਹੇ ਆਮ ਤੌਰ 'ਤੇ ਲਗਭਗ { $seconds } ਸਕਿੰਟਾਂ ਵਿੱਚ ਪਹੁੰਚਦੇ ਹਨ।
code-queued = { $minutes ->
    [one] ਇਸ ਵੇਲੇ ਸੁਨੇਹੇ ਹੌਲੀ-ਹੌਲੀ ਜਾ ਰਹੇ ਹਨ। ਜੇ ਨਾਮ ਅਤੇ ਨੰਬਰ ਇੱਕੋ ਵਿਅਕਤੀ ਦੇ ਹਨ, ਤਾਂ ਤੁਹਾਡਾ ਸੁਨੇਹਾ ਕਤਾਰ ਵਿੱਚ ਹੈ: ਉਹ { $minutes } ਮਿੰਟ ਦੇ ਅੰਦਰ ਆ ਜਾਵੇਗਾ, ਨਹੀਂ ਤਾਂ ਉਸ ਦੀ ਮਿਆਦ ਪੁੱਗ ਜਾਵੇਗੀ ਅਤੇ ਤੁਸੀਂ ਨਵਾਂ ਕੋਡ ਮੰਗ ਸਕਦੇ ਹੋ। ਉਡੀਕ ਕਰਨ ਨਾਲ ਤੁਹਾਡਾ ਕੋਈ ਨੁਕਸਾਨ ਨਹੀਂ।
   *[other] ਇਸ ਵੇਲੇ ਸੁਨੇਹੇ ਹੌਲੀ-ਹੌਲੀ ਜਾ ਰਹੇ ਹਨ। ਜੇ ਨਾਮ ਅਤੇ ਨੰਬਰ ਇੱਕੋ ਵਿਅਕਤੀ ਦੇ ਹਨ, ਤਾਂ ਤੁਹਾਡਾ ਸੁਨੇਹਾ ਕਤਾਰ ਵਿੱਚ ਹੈ: ਉਹ { $minutes } ਮਿੰਟਾਂ ਦੇ ਅੰਦਰ ਆ ਜਾਵੇਗਾ, ਨਹੀਂ ਤਾਂ ਉਸ ਦੀ ਮਿਆਦ ਪੁੱਗ ਜਾਵੇਗੀ ਅਤੇ ਤੁਸੀਂ ਨਵਾਂ ਕੋਡ ਮੰਗ ਸਕਦੇ ਹੋ। ਉਡੀਕ ਕਰਨ ਨਾਲ ਤੁਹਾਡਾ ਕੋਈ ਨੁਕਸਾਨ ਨਹੀਂ।
 }
code-staff = ਮਹਿਮਾਨ ਕੋਡ ਆਪ ਭਰਦੇ ਹਨ ਜਾਂ ਤੁਹਾਨੂੰ ਪੜ੍ਹ ਕੇ ਦੱਸਦੇ ਹਨ। ਇਹੀ ਉਨ੍ਹਾਂ ਦੀ ਸਹਿਮਤੀ ਹੈ।
code-valid = ਕੋਡ { $minutes } ਮਿੰਟ ਤੱਕ ਵੈਧ ਹੈ।
code-valid-live = ਕੋਡ ਹੋਰ { $time } ਮਿੰਟ ਵੈਧ ਹੈ
code-expired-live = ਕੋਡ ਦੀ ਮਿਆਦ ਪੁੱਗ ਗਈ ਹੈ। ਨਵਾਂ ਕੋਡ ਭੇਜੋ।
share-with = { $provider } ਨਾਲ ਸਾਂਝੀ ਕਰੋ
resend = ਨਵਾਂ ਕੋਡ ਭੇਜੋ
resend-done = { $mobile } 'ਤੇ ਨਵਾਂ ਕੋਡ ਭੇਜਿਆ ਗਿਆ ਹੈ। ਉਸ ਦਾ ਹਵਾਲਾ ਨੰਬਰ { $ref } ਹੈ; ਪੁਰਾਣੇ ਕੋਡ ਹੁਣ ਨਹੀਂ ਚੱਲਣਗੇ।
resend-wait = ਤੁਸੀਂ { $time } ਮਿੰਟ ਬਾਅਦ ਨਵਾਂ ਕੋਡ ਮੰਗ ਸਕਦੇ ਹੋ
resend-ready = ਹੁਣ ਤੁਸੀਂ ਨਵਾਂ ਕੋਡ ਮੰਗ ਸਕਦੇ ਹੋ।
resend-none = ਇੱਥੇ ਹੋਰ ਕੋਡ ਨਹੀਂ ਭੇਜਿਆ ਜਾ ਸਕਦਾ। ਦੁਬਾਰਾ ਸ਼ੁਰੂ ਕਰੋ।
change-details = ਨਾਮ ਜਾਂ ਨੰਬਰ ਬਦਲੋ
decline = ਸਾਂਝੀ ਨਹੀਂ ਕਰਨੀ
never-tell = ਫ਼ੋਨ ਕਰਨ ਵਾਲੇ ਕਿਸੇ ਵੀ ਵਿਅਕਤੀ ਨੂੰ ਇਹ ਕੋਡ ਕਦੇ ਨਾ ਦੱਸੋ।
purpose-check-in = ਚੈੱਕ-ਇਨ
purpose-booking = ਬੁਕਿੰਗ
purpose-boarding = ਬੋਰਡਿੰਗ
purpose-entry = ਐਂਟਰੀ
purpose-travel = ਸਫ਼ਰ
purpose-employment = ਨੌਕਰੀ
purpose-event = ਸਮਾਗਮ
purpose-visit = ਮੁਲਾਕਾਤ

# Step 3: answer
answer-title = ਜਵਾਬ
answer-0 = ਟੀਕਾਕਰਨ ਨਹੀਂ ਹੋਇਆ
answer-1 = ਅੰਸ਼ਕ ਟੀਕਾਕਰਨ
answer-2 = ਪੂਰਾ ਟੀਕਾਕਰਨ
answer-shared = ਇਹ ਜਵਾਬ ਹੁਣੇ { $provider } ਨਾਲ ਸਾਂਝਾ ਕੀਤਾ ਗਿਆ
answer-of = ਦਰਜ ਖੁਰਾਕਾਂ: { $needed } ਵਿੱਚੋਂ { $counted }
answer-name = ਜਾਂਚਿਆ ਗਿਆ ਨਾਮ
answer-as-of = ਸਥਿਤੀ ਦੀ ਤਾਰੀਖ
answer-why = ਕਾਰਨ
answer-receipt = ਰਸੀਦ
answer-dose = ਖੁਰਾਕ { $dose } (ਕੁੱਲ { $of })
answer-dose-alone = ਖੁਰਾਕ { $dose }
answer-dose-precaution = ਇਹਤਿਆਤੀ ਖੁਰਾਕ
answer-birth-year = ਜਨਮ ਦਾ ਸਾਲ
answer-gender = ਲਿੰਗ
answer-note = ਨੋਟ
answer-continue = { $provider } 'ਤੇ ਅੱਗੇ ਵਧੋ
answer-another = ਕਿਸੇ ਹੋਰ ਦੀ ਸਥਿਤੀ ਪੁੱਛੋ
answer-receipt-hint = ਇਹ ਨੰਬਰ ਸਾਂਭ ਕੇ ਰੱਖੋ। ਇਹ ਤੁਹਾਡੀ ਦਿੱਤੀ ਸਹਿਮਤੀ ਦਾ ਨੰਬਰ ਹੈ।
gender-F = ਔਰਤ
gender-M = ਪੁਰਸ਼
gender-O = ਹੋਰ
gender-U = ਦਰਜ ਨਹੀਂ
reason-series-complete = ਸਾਰੀਆਂ ਲੋੜੀਂਦੀਆਂ ਖੁਰਾਕਾਂ ਦਰਜ ਹਨ
reason-no-dose-recorded = ਕੋਈ ਖੁਰਾਕ ਦਰਜ ਨਹੀਂ ਹੈ
reason-dose-after-date = ਇੱਕ ਖੁਰਾਕ ਬਾਅਦ ਦੀ ਤਾਰੀਖ ਨਾਲ ਦਰਜ ਹੈ
reason-dose-date-implausible = ਇੱਕ ਖੁਰਾਕ ਟੀਕਾਕਰਨ ਸ਼ੁਰੂ ਹੋਣ ਤੋਂ ਪਹਿਲਾਂ ਦੀ ਤਾਰੀਖ ਨਾਲ ਦਰਜ ਹੈ
reason-dose-number-implausible = ਇੱਕ ਖੁਰਾਕ ਅਜਿਹੇ ਨੰਬਰ ਨਾਲ ਦਰਜ ਹੈ ਜੋ ਹੁੰਦਾ ਹੀ ਨਹੀਂ
reason-second-dose-not-recorded = ਦੂਜੀ ਖੁਰਾਕ ਦਰਜ ਨਹੀਂ ਹੈ
reason-second-dose-recorded-as-first = ਪਹਿਲੀ ਖੁਰਾਕ ਦੋ ਵਾਰ ਦਰਜ ਹੈ, ਦੂਜੀ ਦਰਜ ਨਹੀਂ ਹੈ
reason-doses-missing = ਕੁਝ ਖੁਰਾਕਾਂ ਦਰਜ ਨਹੀਂ ਹਨ
reason-unknown-product = ਇੱਕ ਖੁਰਾਕ ਅਜਿਹੀ ਵੈਕਸੀਨ ਦੀ ਹੈ ਜੋ ਸੂਚੀ ਵਿੱਚ ਨਹੀਂ ਹੈ
reason-product-not-in-use = ਇੱਕ ਖੁਰਾਕ ਅਜਿਹੀ ਵੈਕਸੀਨ ਦੀ ਹੈ ਜੋ ਉਸ ਤਾਰੀਖ ਨੂੰ ਲਗਾਈ ਨਹੀਂ ਜਾਂਦੀ ਸੀ
flag-short_interval = ਦੂਜੀ ਖੁਰਾਕ ਤੈਅ ਸਮੇਂ ਤੋਂ ਪਹਿਲਾਂ ਲੱਗੀ।
flag-mixed_series = ਵੱਖ-ਵੱਖ ਵੈਕਸੀਨਾਂ ਦੀਆਂ ਖੁਰਾਕਾਂ
flag-duplicate_first_dose = ਪਹਿਲੀ ਖੁਰਾਕ ਦੋ ਵਾਰ ਦਰਜ ਹੈ। ਹੋ ਸਕਦਾ ਹੈ ਕਿ ਦੂਜੀ ਖੁਰਾਕ ਪਹਿਲੀ ਵਜੋਂ ਦਰਜ ਹੋ ਗਈ ਹੋਵੇ।
flag-precaution = ਇਹਤਿਆਤੀ ਖੁਰਾਕ ਦਰਜ ਹੈ

# When nothing is shared
closed-title = ਕੁਝ ਵੀ ਸਾਂਝਾ ਨਹੀਂ ਕੀਤਾ ਗਿਆ
closed-text = { $provider } ਨੂੰ ਤੁਹਾਡੇ ਬਾਰੇ ਕੁਝ ਵੀ ਪਤਾ ਨਹੀਂ ਲੱਗਿਆ।
start-again = ਦੁਬਾਰਾ ਸ਼ੁਰੂ ਕਰੋ

# Errors of the fields
error-summary = ਇੱਕ ਸਮੱਸਿਆ ਹੈ
error-name-empty = ਪੂਰਾ ਨਾਮ ਲਿਖੋ
error-name-too-long = ਨਾਮ ਬਹੁਤ ਲੰਮਾ ਹੈ। ਵੱਧ ਤੋਂ ਵੱਧ 120 ਅੱਖਰ ਲਿਖੋ
error-name-letters = ਨਾਮ ਅੱਖਰਾਂ ਵਿੱਚ ਲਿਖੋ, ਜਿਵੇਂ ਰਾਜੇਸ਼ ਸ਼ਰਮਾ
error-name-mixed-scripts = ਨਾਮ ਵਿੱਚ ਵੱਖ-ਵੱਖ ਲਿਪੀਆਂ ਦੇ ਅੱਖਰ ਹਨ। ਇਸ ਨੂੰ ਇੱਕੋ ਲਿਪੀ ਵਿੱਚ ਲਿਖੋ
error-mobile-empty = ਮੋਬਾਈਲ ਨੰਬਰ ਲਿਖੋ
error-mobile-format = 10 ਅੰਕਾਂ ਦਾ ਭਾਰਤੀ ਮੋਬਾਈਲ ਨੰਬਰ ਲਿਖੋ, ਜਿਵੇਂ 98100 00001
error-code-empty = SMS ਵਿੱਚ ਆਇਆ ਕੋਡ ਲਿਖੋ
error-code-too-short = ਕੋਡ ਬਹੁਤ ਛੋਟਾ ਹੈ। SMS ਵਿੱਚ ਆਏ 6 ਅੰਕ ਲਿਖੋ
error-code-too-long = ਕੋਡ ਬਹੁਤ ਲੰਮਾ ਹੈ। SMS ਵਿੱਚ ਆਏ 6 ਅੰਕ ਲਿਖੋ
error-code-not-digits = ਕੋਡ 6 ਅੰਕਾਂ ਵਿੱਚ ਲਿਖੋ, ਅੱਖਰਾਂ ਤੋਂ ਬਿਨਾਂ
error-code-incorrect = { $left ->
    [one] ਇਹ ਕੋਡ ਸਹੀ ਨਹੀਂ ਹੈ। { $left } ਕੋਸ਼ਿਸ਼ ਬਾਕੀ ਹੈ।
   *[other] ਇਹ ਕੋਡ ਸਹੀ ਨਹੀਂ ਹੈ। { $left } ਕੋਸ਼ਿਸ਼ਾਂ ਬਾਕੀ ਹਨ।
 }
error-code-expired = ਇਸ ਕੋਡ ਦੀ ਮਿਆਦ ਪੁੱਗ ਗਈ ਹੈ। ਨਵਾਂ ਕੋਡ ਭੇਜੋ
error-code-attempts = ਤਿੰਨ ਵਾਰ ਗਲਤ ਕੋਡ ਭਰਿਆ ਗਿਆ। ਤੁਹਾਡੀ ਸੁਰੱਖਿਆ ਲਈ ਇਹ ਜਾਂਚ ਬੰਦ ਕਰ ਦਿੱਤੀ ਗਈ ਹੈ। ਦੁਬਾਰਾ ਸ਼ੁਰੂ ਕਰੋ।
error-code-used = ਇਹ ਕੋਡ ਪਹਿਲਾਂ ਹੀ ਵਰਤਿਆ ਜਾ ਚੁੱਕਾ ਹੈ। ਦੁਬਾਰਾ ਸ਼ੁਰੂ ਕਰੋ।
error-resend-early = { $seconds ->
    [one] ਨਵਾਂ ਕੋਡ { $seconds } ਸਕਿੰਟ ਬਾਅਦ ਭੇਜਿਆ ਜਾ ਸਕਦਾ ਹੈ।
   *[other] ਨਵਾਂ ਕੋਡ { $seconds } ਸਕਿੰਟਾਂ ਬਾਅਦ ਭੇਜਿਆ ਜਾ ਸਕਦਾ ਹੈ।
 }
error-resend-many = ਇਸ ਜਾਂਚ ਲਈ ਹੋਰ ਕੋਡ ਨਹੀਂ ਭੇਜੇ ਜਾ ਸਕਦੇ। ਦੁਬਾਰਾ ਸ਼ੁਰੂ ਕਰੋ।
error-offline = ਇੰਟਰਨੈੱਟ ਕਨੈਕਸ਼ਨ ਨਹੀਂ ਹੈ। ਤੁਹਾਡਾ ਲਿਖਿਆ ਕੁਝ ਵੀ ਮਿਟਿਆ ਨਹੀਂ ਹੈ। ਦੁਬਾਰਾ ਕੋਸ਼ਿਸ਼ ਕਰੋ।
confirm-visible = ਹੋ ਸਕਦਾ ਹੈ ਕਿ ਇਹ ਪੰਨਾ ਕਿਸੇ ਚੀਜ਼ ਨਾਲ ਢਕਿਆ ਹੋਵੇ। ਜੇ ਤੁਹਾਨੂੰ ਦਿਸਦਾ ਹੈ ਕਿ { $provider } ਨੇ ਪੁੱਛਿਆ ਹੈ, ਤਾਂ ਕੋਡ ਭੇਜਣ ਲਈ ਦੁਬਾਰਾ ਦਬਾਓ।

# Problem pages
problem-title = ਇਹ ਜਾਂਚ ਅੱਗੇ ਨਹੀਂ ਵਧ ਸਕਦੀ
problem-invalid-site-key = ਜਿਸ ਪੰਨੇ ਤੋਂ ਤੁਸੀਂ ਇੱਥੇ ਆਏ, ਉਹ ਸਹੀ ਤਰ੍ਹਾਂ ਤਿਆਰ ਨਹੀਂ ਕੀਤਾ ਗਿਆ: ਉਸ ਦੀ ਸਾਈਟ ਕੁੰਜੀ ਪਛਾਣੀ ਨਹੀਂ ਗਈ। ਉਹ ਪੰਨਾ ਚਲਾਉਣ ਵਾਲਿਆਂ ਨੂੰ ਦੱਸੋ।
problem-origin-not-allowed = ਜਿਸ ਪੰਨੇ ਤੋਂ ਤੁਸੀਂ ਇੱਥੇ ਆਏ, ਉਸ ਨੂੰ ਇਸ ਕੁੰਜੀ ਨਾਲ ਟੀਕਾਕਰਨ ਸਥਿਤੀ ਪੁੱਛਣ ਦੀ ਇਜਾਜ਼ਤ ਨਹੀਂ ਹੈ। ਕੁਝ ਵੀ ਪੁੱਛਿਆ ਜਾਂ ਸਾਂਝਾ ਨਹੀਂ ਕੀਤਾ ਗਿਆ।
problem-provider-suspended = ਇਸ ਸੰਸਥਾ ਨੂੰ ਇਸ ਵੇਲੇ ਟੀਕਾਕਰਨ ਸਥਿਤੀ ਪੁੱਛਣ ਦੀ ਇਜਾਜ਼ਤ ਨਹੀਂ ਹੈ। ਕੁਝ ਵੀ ਸਾਂਝਾ ਨਹੀਂ ਕੀਤਾ ਗਿਆ।
problem-purpose-not-allowed = ਜੋ ਮਕਸਦ ਦੱਸਿਆ ਗਿਆ ਹੈ, ਉਸ ਲਈ ਪੁੱਛਣ ਦੀ ਇਸ ਸੰਸਥਾ ਨੂੰ ਇਜਾਜ਼ਤ ਨਹੀਂ ਹੈ। ਉਹ ਪੰਨਾ ਚਲਾਉਣ ਵਾਲਿਆਂ ਨੂੰ ਦੱਸੋ।
problem-scope-not-allowed = ਜੋ ਜਾਣਕਾਰੀ ਮੰਗੀ ਗਈ ਹੈ, ਉਹ ਦੇਖਣ ਦੀ ਇਸ ਸੰਸਥਾ ਨੂੰ ਇਜਾਜ਼ਤ ਨਹੀਂ ਹੈ। ਉਹ ਪੰਨਾ ਚਲਾਉਣ ਵਾਲਿਆਂ ਨੂੰ ਦੱਸੋ।
problem-bad-parameter = ਇਸ ਪੰਨੇ ਦਾ ਪਤਾ (ਲਿੰਕ) ਅਧੂਰਾ ਹੈ। ਜਿਸ ਪੰਨੇ ਤੋਂ ਆਏ ਸੀ, ਉਸ 'ਤੇ ਵਾਪਸ ਜਾ ਕੇ ਦੁਬਾਰਾ ਕੋਸ਼ਿਸ਼ ਕਰੋ।
problem-verification-not-found = ਇਹ ਜਾਂਚ ਹੁਣ ਖੁੱਲ੍ਹੀ ਨਹੀਂ ਹੈ। ਦੁਬਾਰਾ ਸ਼ੁਰੂ ਕਰੋ।
problem-rate-limited = { $seconds ->
    [one] ਇਸ ਵੇਲੇ ਬਹੁਤ ਜ਼ਿਆਦਾ ਜਾਂਚਾਂ ਹੋ ਰਹੀਆਂ ਹਨ। { $seconds } ਸਕਿੰਟ ਬਾਅਦ ਦੁਬਾਰਾ ਕੋਸ਼ਿਸ਼ ਕਰੋ।
   *[other] ਇਸ ਵੇਲੇ ਬਹੁਤ ਜ਼ਿਆਦਾ ਜਾਂਚਾਂ ਹੋ ਰਹੀਆਂ ਹਨ। { $seconds } ਸਕਿੰਟਾਂ ਬਾਅਦ ਦੁਬਾਰਾ ਕੋਸ਼ਿਸ਼ ਕਰੋ।
 }
problem-service-unavailable = ਸੇਵਾ ਇਸ ਵੇਲੇ ਉਪਲਬਧ ਨਹੀਂ ਹੈ। ਕੁਝ ਮਿੰਟਾਂ ਬਾਅਦ ਦੁਬਾਰਾ ਕੋਸ਼ਿਸ਼ ਕਰੋ। ਤੁਹਾਡਾ ਲਿਖਿਆ ਕੁਝ ਵੀ ਸਾਂਝਾ ਨਹੀਂ ਕੀਤਾ ਗਿਆ।

# Home
home-title = ਕੀ ਕਿਸੇ ਵਿਅਕਤੀ ਦਾ ਟੀਕਾਕਰਨ ਹੋਇਆ ਹੈ? ਸਹਿਮਤੀ ਨਾਲ ਪੁੱਛੋ, ਡਿਜੀਟਲ ਦਸਤਖਤ ਵਾਲਾ ਜਵਾਬ ਲਓ।
home-lead = ਹੋਟਲ, ਏਅਰਲਾਈਨ ਜਾਂ ਦਫ਼ਤਰ ਪੁੱਛਦਾ ਹੈ; ਰਜਿਸਟਰਡ ਮੋਬਾਈਲ 'ਤੇ ਕੋਡ ਜਾਂਦਾ ਹੈ; ਵਿਅਕਤੀ ਕੋਡ ਭਰ ਕੇ ਸਹਿਮਤੀ ਦਿੰਦਾ ਹੈ। ਪੁੱਛਣ ਵਾਲੇ ਨੂੰ ਸਿਰਫ਼ ਇੱਕ ਗੱਲ ਪਤਾ ਲੱਗਦੀ ਹੈ, ਅਤੇ ਉਸ 'ਤੇ ਡਿਜੀਟਲ ਦਸਤਖਤ ਹੁੰਦੇ ਹਨ।
home-answers = ਤਿੰਨ ਜਵਾਬ
home-step-1 = ਪੂਰਾ ਨਾਮ ਅਤੇ ਰਜਿਸਟਰਡ ਮੋਬਾਈਲ ਨੰਬਰ
home-step-2 = SMS ਵਿੱਚ ਆਇਆ ਕੋਡ ਹੀ ਸਹਿਮਤੀ ਹੈ
home-step-3 = ਡਿਜੀਟਲ ਦਸਤਖਤ ਵਾਲਾ ਜਵਾਬ, ਤੁਰੰਤ
home-steps = ਇਹ ਕਿਵੇਂ ਹੁੰਦਾ ਹੈ
home-privacy = ਕੀ ਰੱਖਿਆ ਜਾਂਦਾ ਹੈ, ਅਤੇ ਕਿੰਨੀ ਦੇਰ
home-privacy-text = ਨਾਮ ਅਤੇ ਨੰਬਰ ਇਨਕ੍ਰਿਪਟ ਕਰਕੇ (ਗੁਪਤ ਰੂਪ ਵਿੱਚ) ਰੱਖੇ ਜਾਂਦੇ ਹਨ, ਕੋਡ ਕਦੇ ਨਹੀਂ ਰੱਖੇ ਜਾਂਦੇ। ਕਿਸ ਨਾਲ ਕੀ ਸਾਂਝਾ ਕੀਤਾ ਗਿਆ, ਇਸ ਦਾ ਰਿਕਾਰਡ ਘੱਟੋ-ਘੱਟ ਇੱਕ ਸਾਲ ਰੱਖਿਆ ਜਾਂਦਾ ਹੈ, ਤਾਂ ਜੋ ਤੁਸੀਂ ਉਸ ਨੂੰ ਦੇਖ ਸਕੋ ਅਤੇ ਸ਼ਿਕਾਇਤ ਕਰ ਸਕੋ।
home-help = ਮਦਦ
home-help-text = SMS ਨਹੀਂ ਆਇਆ? ਹੋ ਸਕਦਾ ਹੈ ਕਿ ਨਾਮ ਜਾਂ ਨੰਬਰ ਟੀਕਾਕਰਨ ਰਿਕਾਰਡ ਤੋਂ ਵੱਖਰਾ ਹੋਵੇ। ਨਵਾਂ ਕੋਡ ਮੰਗੋ, ਜਾਂ ਦੇਖੋ ਕਿ ਨਾਮ ਦੇ ਸ਼ਬਦ-ਜੋੜ ਉਹੀ ਹਨ ਜੋ ਟੀਕਾਕਰਨ ਵੇਲੇ ਲਿਖਵਾਏ ਸਨ।
home-complaints = ਸ਼ਿਕਾਇਤਾਂ
home-complaints-text = ਕੀ ਤੁਸੀਂ ਕਿਸੇ ਜਾਂਚ ਲਈ ਸਹਿਮਤੀ ਨਹੀਂ ਦਿੱਤੀ ਸੀ, ਜਾਂ ਕੁਝ ਗਲਤ ਹੈ? ਇਹ ਸੇਵਾ ਚਲਾਉਣ ਵਾਲਿਆਂ ਨੂੰ ਲਿਖੋ, ਅਤੇ ਜੇ ਤੁਹਾਡੇ ਕੋਲ ਰਸੀਦ ਹੈ ਤਾਂ ਉਸ ਦਾ ਨੰਬਰ ਦੱਸੋ। ਜੇ ਇਸ ਨਾਲ ਹੱਲ ਨਾ ਹੋਵੇ, ਤਾਂ ਤੁਸੀਂ ਭਾਰਤੀ ਡੇਟਾ ਸੁਰੱਖਿਆ ਬੋਰਡ ਕੋਲ ਜਾ ਸਕਦੇ ਹੋ।
home-providers = ਪੁੱਛਣ ਵਾਲਿਆਂ ਲਈ
home-providers-text = ਦੋ ਲਾਈਨਾਂ ਨਾਲ ਜਾਂਚ ਆਪਣੇ ਪੰਨੇ ਵਿੱਚ ਲਗਾਓ, ਜਾਂ ਆਪਣੇ ਸਰਵਰ ਤੋਂ ਪੁੱਛੋ। ਖਾਤਾ ਬਣਾਏ ਬਿਨਾਂ ਸਭ ਕੁਝ ਅਜ਼ਮਾਇਆ ਜਾ ਸਕਦਾ ਹੈ।
home-docs = ਦਸਤਾਵੇਜ਼ ਅਤੇ ਅਜ਼ਮਾਉਣ ਦੀ ਥਾਂ

# Own status: the tabs of the home page
home-ways = ਤੁਸੀਂ ਇੱਥੇ ਕੀ ਕਰ ਸਕਦੇ ਹੋ
home-way-own = ਆਪਣੀ ਸਥਿਤੀ ਅਤੇ ਦਰਜ ਖੁਰਾਕਾਂ ਦੇਖੋ
home-organisations = ਸੰਸਥਾਵਾਂ ਲਈ
home-way-organisations = ਵਿਅਕਤੀ ਦੀ ਸਹਿਮਤੀ ਨਾਲ ਸਥਿਤੀ ਪੁੱਛੋ: ਦਸਤਾਵੇਜ਼, ਅੰਗਰੇਜ਼ੀ ਵਿੱਚ
home-gate = ਗੇਟ 'ਤੇ
home-way-gate = ਪਾਸ ਸਕੈਨ ਕਰਕੇ ਜਾਂਚੋ, ਇੰਟਰਨੈੱਟ ਤੋਂ ਬਿਨਾਂ ਵੀ
home-verify = ਜਵਾਬ ਦੀ ਤਸਦੀਕ ਕਰੋ
missing-title = ਇਸ ਪਤੇ 'ਤੇ ਕੁਝ ਨਹੀਂ ਹੈ
missing-text = ਪਤਾ ਦੁਬਾਰਾ ਜਾਂਚੋ, ਜਾਂ ਇੱਥੋਂ ਸ਼ੁਰੂ ਕਰੋ।

# Own status: before the code
own-details-lead = ਤੁਹਾਡੇ ਮੋਬਾਈਲ 'ਤੇ ਕੋਡ ਆਵੇਗਾ। ਤੁਹਾਡੀ ਸਥਿਤੀ ਸਿਰਫ਼ ਤੁਸੀਂ ਦੇਖਦੇ ਹੋ; ਕਿਸੇ ਨੂੰ ਨਹੀਂ ਦੱਸਿਆ ਜਾਂਦਾ ਕਿ ਤੁਸੀਂ ਇਹ ਦੇਖੀ ਹੈ।
own-asks = ਤੁਸੀਂ ਆਪਣੀ ਟੀਕਾਕਰਨ ਸਥਿਤੀ ਪੁੱਛ ਰਹੇ ਹੋ
own-asks-nobody = ਹੋਰ ਕਿਸੇ ਨੂੰ ਕੁਝ ਪਤਾ ਨਹੀਂ ਲੱਗਦਾ। ਤੁਸੀਂ ਆਪਣੀ ਸਥਿਤੀ ਅਤੇ ਖੁਰਾਕਾਂ ਦੇਖੋਗੇ, ਅਤੇ ਇਹ ਵੀ ਕਿ ਉਨ੍ਹਾਂ ਵਿੱਚ ਗਲਤੀ ਹੋਵੇ ਤਾਂ ਤੁਸੀਂ ਕੀ ਕਰ ਸਕਦੇ ਹੋ।
own-asks-sms = SMS ਵਿੱਚ ਵੀ ਇਹੀ ਲਿਖਿਆ ਹੈ: "ਆਪਣੀ ਟੀਕਾਕਰਨ ਸਥਿਤੀ ਦੇਖਣ ਦਾ ਕੋਡ"। ਜੇ ਉਸ ਵਿੱਚ ਕਿਸੇ ਸੰਸਥਾ ਦਾ ਨਾਮ ਹੈ, ਤਾਂ ਉਹ ਕਿਸੇ ਹੋਰ ਕੰਮ ਲਈ ਹੈ।
own-see = ਮੇਰੀ ਸਥਿਤੀ ਦਿਖਾਓ
own-decline = ਰੱਦ ਕਰੋ
own-closed-text = ਕਿਸੇ ਨੂੰ ਤੁਹਾਡੇ ਬਾਰੇ ਕੁਝ ਪਤਾ ਨਹੀਂ ਲੱਗਿਆ। ਤੁਸੀਂ ਕਦੇ ਵੀ ਦੁਬਾਰਾ ਸ਼ੁਰੂ ਕਰ ਸਕਦੇ ਹੋ।

# Own status: the page
own-title = ਤੁਹਾਡੀ ਆਪਣੀ ਟੀਕਾਕਰਨ ਸਥਿਤੀ
own-name = ਰਜਿਸਟਰਡ ਨਾਮ
own-mobile = ਰਜਿਸਟਰਡ ਮੋਬਾਈਲ
own-updated = ਰਿਕਾਰਡ ਆਖਰੀ ਵਾਰ ਕਦੋਂ ਆਏ
own-updated-unknown = ਪਤਾ ਨਹੀਂ
own-rules = ਨਿਯਮਾਂ ਦਾ ਵਰਜਨ
own-fresh = ਰਿਕਾਰਡ ਆਖਰੀ ਵਾਰ ਆਉਣ ਤੋਂ ਬਾਅਦ ਲੱਗੀ ਖੁਰਾਕ ਅਜੇ ਇੱਥੇ ਨਹੀਂ ਹੈ।
own-why-series-complete = { $needed ->
    [one] { $product } ਦੀ ਲੋੜੀਂਦੀ { $needed } ਖੁਰਾਕ ਦਰਜ ਹੈ।
    [2] { $product } ਦੀਆਂ ਦੋਵੇਂ ਲੋੜੀਂਦੀਆਂ ਖੁਰਾਕਾਂ ਦਰਜ ਹਨ।
   *[other] { $product } ਦੀਆਂ ਸਾਰੀਆਂ { $needed } ਲੋੜੀਂਦੀਆਂ ਖੁਰਾਕਾਂ ਦਰਜ ਹਨ।
 }
own-why-second-dose-not-recorded = { $product } ਦੀਆਂ ਦੋ ਖੁਰਾਕਾਂ ਵਿੱਚੋਂ ਇੱਕ ਦਰਜ ਹੈ; ਦੂਜੀ ਦਰਜ ਨਹੀਂ ਹੈ।
own-why-second-dose-recorded-as-first = { $product } ਦੀ ਪਹਿਲੀ ਖੁਰਾਕ ਦੋ ਵਾਰ ਦਰਜ ਹੈ ਅਤੇ ਦੂਜੀ ਦਰਜ ਨਹੀਂ ਹੈ। ਸ਼ਾਇਦ ਦੂਜੀ ਖੁਰਾਕ ਪਹਿਲੀ ਵਜੋਂ ਦਰਜ ਹੋ ਗਈ: ਹੇਠਾਂ ਇਸ ਦੀ ਸੂਚਨਾ ਦਿਓ।
own-why-doses-missing = { $product } ਦੀਆਂ ਦਰਜ ਖੁਰਾਕਾਂ: { $needed } ਵਿੱਚੋਂ { $counted }। ਜੋ ਦਰਜ ਨਹੀਂ: ਖੁਰਾਕ { $missing }।
own-why-dose-after-date = { $product } ਦੀਆਂ ਗਿਣੀਆਂ ਗਈਆਂ ਖੁਰਾਕਾਂ: { $needed } ਵਿੱਚੋਂ { $counted }। ਇੱਕ ਹੋਰ ਖੁਰਾਕ ਅਜਿਹੀ ਤਾਰੀਖ ਨਾਲ ਦਰਜ ਹੈ ਜੋ ਅਜੇ ਆਈ ਨਹੀਂ।
own-why-dose-date-implausible = { $product } ਦੀਆਂ ਗਿਣੀਆਂ ਗਈਆਂ ਖੁਰਾਕਾਂ: { $needed } ਵਿੱਚੋਂ { $counted }। ਇੱਕ ਹੋਰ ਖੁਰਾਕ ਟੀਕਾਕਰਨ ਸ਼ੁਰੂ ਹੋਣ ਤੋਂ ਪਹਿਲਾਂ ਦੀ ਤਾਰੀਖ ਨਾਲ ਦਰਜ ਹੈ।
own-doses = ਦਰਜ ਖੁਰਾਕਾਂ
own-doses-none = ਕੋਈ ਖੁਰਾਕ ਦਰਜ ਨਹੀਂ ਹੈ।
own-doses-dose = ਖੁਰਾਕ
own-doses-vaccine = ਵੈਕਸੀਨ
own-doses-date = ਤਾਰੀਖ
own-doses-odd = ਇਹ ਤਾਰੀਖ ਸਹੀ ਨਹੀਂ ਹੋ ਸਕਦੀ; ਇਹ ਖੁਰਾਕ ਗਿਣੀ ਨਹੀਂ ਜਾਂਦੀ।
own-closes = { $minutes ->
    [one] ਤੁਹਾਡੀ ਸੁਰੱਖਿਆ ਲਈ ਇਹ ਪੰਨਾ { $minutes } ਮਿੰਟ ਵਿੱਚ ਬੰਦ ਹੋ ਜਾਵੇਗਾ। ਇਹ ਇੱਥੇ ਹੀ ਹੈ, ਹੋਰ ਕਿਤੇ ਨਹੀਂ ਰੱਖਿਆ ਜਾਂਦਾ।
   *[other] ਤੁਹਾਡੀ ਸੁਰੱਖਿਆ ਲਈ ਇਹ ਪੰਨਾ { $minutes } ਮਿੰਟਾਂ ਵਿੱਚ ਬੰਦ ਹੋ ਜਾਵੇਗਾ। ਇਹ ਇੱਥੇ ਹੀ ਹੈ, ਹੋਰ ਕਿਤੇ ਨਹੀਂ ਰੱਖਿਆ ਜਾਂਦਾ।
 }
own-closes-soon = ਇਹ ਪੰਨਾ ਇੱਕ ਮਿੰਟ ਦੇ ਅੰਦਰ ਬੰਦ ਹੋ ਜਾਵੇਗਾ। ਹੋਰ ਸਮਾਂ ਚਾਹੀਦਾ ਹੈ ਤਾਂ ਇਸ ਨੂੰ ਦੁਬਾਰਾ ਖੋਲ੍ਹ ਸਕਦੇ ਹੋ: ਆਪਣਾ ਨਾਮ ਅਤੇ ਨੰਬਰ ਦੁਬਾਰਾ ਲਿਖੋ, ਨਵੇਂ ਕੋਡ ਨਾਲ ਇਹ ਖੁੱਲ੍ਹ ਜਾਵੇਗਾ।
own-end = ਇਹ ਪੰਨਾ ਹੁਣੇ ਬੰਦ ਕਰੋ
own-ended-title = ਤੁਹਾਡਾ ਪੰਨਾ ਬੰਦ ਹੈ
own-ended-text = ਹੁਣ ਇਸ ਡਿਵਾਈਸ 'ਤੇ ਤੁਹਾਡੀ ਸਥਿਤੀ ਕਿਸੇ ਨੂੰ ਨਹੀਂ ਦਿਸਦੀ। ਇਸ ਨੂੰ ਦੁਬਾਰਾ ਦੇਖਣ ਲਈ ਨਵਾਂ ਕੋਡ ਮੰਗੋ।
own-expired-title = ਤੁਹਾਡਾ ਪੰਨਾ ਬੰਦ ਹੋ ਗਿਆ ਹੈ
own-expired-text = ਤੁਹਾਡੀ ਸੁਰੱਖਿਆ ਲਈ ਇਸ ਦਾ ਸਮਾਂ ਪੂਰਾ ਹੋ ਗਿਆ। ਕੁਝ ਵੀ ਮਿਟਿਆ ਨਹੀਂ ਹੈ। ਆਪਣਾ ਨਾਮ ਅਤੇ ਨੰਬਰ ਦੁਬਾਰਾ ਲਿਖੋ, ਨਵੇਂ ਕੋਡ ਨਾਲ ਇਹ ਖੁੱਲ੍ਹ ਜਾਵੇਗਾ।

# Own status: "this is wrong"
own-wrong = ਇੱਥੇ ਕੁਝ ਗਲਤ ਹੈ
own-wrong-what = ਕੀ ਗਲਤ ਹੈ?
own-fault-duplicate-first-dose = ਮੇਰੀ ਦੂਜੀ ਖੁਰਾਕ ਪਹਿਲੀ ਵਜੋਂ ਦਰਜ ਹੋਈ
own-fault-dose-missing = ਮੈਨੂੰ ਲੱਗੀ ਇੱਕ ਖੁਰਾਕ ਦਰਜ ਨਹੀਂ ਹੈ
own-fault-wrong-date = ਕੋਈ ਤਾਰੀਖ ਜਾਂ ਵੈਕਸੀਨ ਗਲਤ ਹੈ
own-fault-not-my-dose = ਦਰਜ ਕੀਤੀ ਇੱਕ ਖੁਰਾਕ ਮੈਨੂੰ ਨਹੀਂ ਲੱਗੀ
own-fault-wrong-name = ਮੇਰਾ ਨਾਮ, ਜਨਮ ਦਾ ਸਾਲ ਜਾਂ ਲਿੰਗ ਗਲਤ ਹੈ
own-wrong-dose = ਕਿਹੜੀ ਖੁਰਾਕ? (ਲਾਜ਼ਮੀ ਨਹੀਂ)
own-wrong-dose-none = ਕੋਈ ਖਾਸ ਖੁਰਾਕ ਨਹੀਂ
own-wrong-hint = ਤੁਹਾਨੂੰ ਇੱਕ ਨੰਬਰ ਮਿਲੇਗਾ। ਤੁਹਾਡੀ ਸੂਚਨਾ ਸਿਰਫ਼ ਸਿਹਤ ਅਥਾਰਟੀ ਦੇਖਦੀ ਹੈ।
own-wrong-send = ਸੂਚਨਾ ਦਿਓ
own-error-fault = ਚੁਣੋ ਕਿ ਕੀ ਗਲਤ ਹੈ
own-error-dose = ਆਪਣੀਆਂ ਦਰਜ ਖੁਰਾਕਾਂ ਵਿੱਚੋਂ ਇੱਕ ਚੁਣੋ, ਜਾਂ ਕੋਈ ਨਹੀਂ
own-reported = ਤੁਹਾਡੀ ਸੂਚਨਾ ਮਿਲ ਗਈ ਹੈ। ਇਸ ਦਾ ਨੰਬਰ ਸਾਂਭ ਕੇ ਰੱਖੋ:
own-reported-next = ਸਿਹਤ ਅਥਾਰਟੀ ਤੁਹਾਡੇ ਰਿਕਾਰਡ ਨੂੰ ਟੀਕਾਕਰਨ ਕੇਂਦਰ ਦੇ ਰਿਕਾਰਡ ਨਾਲ ਮਿਲਾਉਂਦੀ ਹੈ। ਕੀ ਹੋਇਆ, ਇਹ ਦੇਖਣ ਲਈ ਇਸ ਪੰਨੇ 'ਤੇ ਵਾਪਸ ਆਓ; ਜੇ ਕੇਂਦਰ 'ਤੇ ਪੁੱਛੋ ਤਾਂ ਇਹ ਨੰਬਰ ਨਾਲ ਲੈ ਜਾਓ।
own-cases = ਤੁਹਾਡੀਆਂ ਸੂਚਨਾਵਾਂ
own-case-since = { $date } ਨੂੰ ਸੂਚਨਾ ਦਿੱਤੀ ਗਈ।
own-case-open = ਇਸ ਨੂੰ ਦੇਖਿਆ ਜਾ ਰਿਹਾ ਹੈ।
own-case-corrected = ਰਿਕਾਰਡ ਠੀਕ ਕਰ ਦਿੱਤਾ ਗਿਆ ਹੈ।
own-case-declined = ਰਿਕਾਰਡ ਜਿਵੇਂ ਹੈ, ਉਵੇਂ ਹੀ ਸਹੀ ਪਾਇਆ ਗਿਆ।

# Receipts and history
receipt-title = ਰਸੀਦ
receipt-asked-by = ਕਿਸ ਨੇ ਪੁੱਛਿਆ
receipt-purpose = ਮਕਸਦ
receipt-when = ਕਦੋਂ
receipt-moment = { $date }, { $time }
receipt-items = ਕੀ ਸਾਂਝਾ ਕੀਤਾ ਗਿਆ
receipt-events = ਵੈਕਸੀਨਾਂ ਦੇ ਨਾਮ ਅਤੇ ਖੁਰਾਕਾਂ ਦੀਆਂ ਤਾਰੀਖਾਂ
receipt-demographics = ਜਨਮ ਦਾ ਸਾਲ ਅਤੇ ਲਿੰਗ
receipt-number = ਰਸੀਦ ਨੰਬਰ
receipt-withdraw = ਤੁਸੀਂ ਆਪਣੇ ਪੰਨੇ 'ਤੇ ਇਹ ਜਾਂਚ ਦੇਖ ਸਕਦੇ ਹੋ ਅਤੇ ਆਪਣੀ ਸਹਿਮਤੀ ਕਦੇ ਵੀ ਵਾਪਸ ਲੈ ਸਕਦੇ ਹੋ।
receipt-withdraw-link = ਦੇਖੋ ਜਾਂ ਵਾਪਸ ਲਓ
receipt-complain = ਕੀ ਤੁਸੀਂ ਸਹਿਮਤੀ ਨਹੀਂ ਦਿੱਤੀ ਸੀ, ਜਾਂ ਕੁਝ ਗਲਤ ਹੈ? ਰਸੀਦ ਨੰਬਰ ਦੱਸ ਕੇ ਸ਼ਿਕਾਇਤ ਕਰੋ।
receipt-complain-link = ਸ਼ਿਕਾਇਤ ਕਿਵੇਂ ਕਰੀਏ
receipt-save = ਰਸੀਦ ਸੇਵ ਕਰੋ
receipt-sms = ਮੈਨੂੰ SMS ਰਾਹੀਂ ਰਸੀਦ ਭੇਜੋ
receipt-page-title = ਰਸੀਦ { $number }
receipt-print = ਇਸ ਪੰਨੇ ਨੂੰ ਛਾਪ ਲਓ, ਜਾਂ ਫ਼ਾਈਲ ਵਜੋਂ ਰੱਖੋ। ਇਸ ਵਿੱਚ ਇਹ ਨਹੀਂ ਲਿਖਿਆ ਕਿ ਜਵਾਬ ਕੀ ਸੀ।
receipt-download = ਫ਼ਾਈਲ ਵਜੋਂ ਸੇਵ ਕਰੋ
receipt-gone = ਅਜਿਹੀ ਕੋਈ ਰਸੀਦ ਨਹੀਂ ਹੈ
history-title = ਤੁਹਾਡੇ ਬਾਰੇ ਕਿਸ ਨੇ ਪੁੱਛਿਆ
history-lead = ਤੁਹਾਡੇ ਬਾਰੇ ਹੋਈ ਹਰ ਜਾਂਚ ਜਿਸ ਦਾ ਜਵਾਬ ਦਿੱਤਾ ਗਿਆ, ਸਭ ਤੋਂ ਨਵੀਂ ਪਹਿਲਾਂ। ਇਸੇ ਮੋਬਾਈਲ ਨੰਬਰ ਵਾਲੇ ਹੋਰ ਲੋਕਾਂ ਨੂੰ ਇਹ ਨਹੀਂ ਦਿਸਦੀਆਂ, ਅਤੇ ਤੁਹਾਨੂੰ ਉਨ੍ਹਾਂ ਦੀਆਂ ਨਹੀਂ ਦਿਸਦੀਆਂ।
history-none = ਜਿੰਨੇ ਸਮੇਂ ਦਾ ਰਿਕਾਰਡ ਰੱਖਿਆ ਜਾਂਦਾ ਹੈ, ਉਸ ਵਿੱਚ ਕਿਸੇ ਸੰਸਥਾ ਨੂੰ ਤੁਹਾਡੀ ਸਥਿਤੀ ਦਾ ਪਤਾ ਨਹੀਂ ਲੱਗਿਆ।
history-older = ਪੁਰਾਣੀਆਂ ਜਾਂਚਾਂ
history-newest = ਸਭ ਤੋਂ ਨਵੀਆਂ ਜਾਂਚਾਂ
history-state = ਹੁਣ ਦੀ ਹਾਲਤ
history-valid = ਨਤੀਜਾ { $time } ਤੱਕ ਵੈਧ ਹੈ
history-expired = ਨਤੀਜੇ ਦੀ ਮਿਆਦ ਪੁੱਗ ਗਈ ਹੈ
history-used = ਸੰਸਥਾ ਨੇ ਨਤੀਜਾ ਵਰਤ ਲਿਆ ਹੈ
history-revoked = ਨਤੀਜਾ ਰੱਦ ਕਰ ਦਿੱਤਾ ਗਿਆ ਹੈ
history-withdrawn = ਤੁਸੀਂ ਆਪਣੀ ਸਹਿਮਤੀ ਵਾਪਸ ਲੈ ਲਈ ਹੈ। ਇਸ ਸੰਸਥਾ ਨੂੰ ਹੁਣ ਤੁਹਾਡੇ ਬਾਰੇ ਕੁਝ ਵੀ ਪਤਾ ਨਹੀਂ ਲੱਗਦਾ।
history-withdraw = ਸਹਿਮਤੀ ਵਾਪਸ ਲਓ
history-withdraw-title = { $provider } ਨੂੰ ਦਿੱਤੀ ਸਹਿਮਤੀ ਵਾਪਸ ਲੈਣੀ ਹੈ?
history-withdraw-text = { $provider } ਨੂੰ ਤੁਹਾਡੇ ਬਾਰੇ ਦਿੱਤੇ ਗਏ ਸਾਰੇ ਨਤੀਜੇ ਤੁਰੰਤ ਰੱਦ ਹੋ ਜਾਣਗੇ। ਹੁਣ ਤੋਂ ਇਸ ਸੰਸਥਾ ਨੂੰ ਤੁਹਾਡੇ ਬਾਰੇ ਕੁਝ ਪਤਾ ਨਹੀਂ ਲੱਗੇਗਾ; ਇਸ ਨੂੰ ਉਹੀ ਦਿਸੇਗਾ ਜੋ ਉਦੋਂ ਦਿਸਦਾ ਹੈ ਜਦੋਂ ਨਾਮ ਅਤੇ ਨੰਬਰ ਮੇਲ ਨਹੀਂ ਖਾਂਦੇ। ਜੋ ਇਸ ਨੇ ਪਹਿਲਾਂ ਹੀ ਲਿਖ ਲਿਆ ਹੈ, ਉਹ ਇਸ ਕੋਲ ਰਹਿ ਸਕਦਾ ਹੈ। ਤੁਸੀਂ ਇਹ ਫ਼ੈਸਲਾ ਕਦੇ ਵੀ ਬਦਲ ਸਕਦੇ ਹੋ।
history-withdraw-confirm = ਸਹਿਮਤੀ ਵਾਪਸ ਲਓ
history-keep = ਇਵੇਂ ਹੀ ਰਹਿਣ ਦਿਓ
history-withdraw-done = { $provider } ਨੂੰ ਦਿੱਤੀ ਤੁਹਾਡੀ ਸਹਿਮਤੀ ਵਾਪਸ ਲੈ ਲਈ ਗਈ ਹੈ।
history-allow = { $provider } ਨੂੰ ਦੁਬਾਰਾ ਪੁੱਛਣ ਦਿਓ
history-allow-done = { $provider } ਨੂੰ ਹੁਣ ਤੁਹਾਡੇ ਤੋਂ ਦੁਬਾਰਾ ਪੁੱਛਣ ਦੀ ਇਜਾਜ਼ਤ ਹੈ। ਇਸ ਸੰਸਥਾ ਨੂੰ ਕੁਝ ਪਤਾ ਉਦੋਂ ਹੀ ਲੱਗਦਾ ਹੈ ਜਦੋਂ ਤੁਸੀਂ ਕੋਡ ਭਰ ਕੇ ਸਹਿਮਤੀ ਦਿੰਦੇ ਹੋ।
history-refused-title = ਸੰਸਥਾਵਾਂ ਜਿਨ੍ਹਾਂ ਨੂੰ ਪੁੱਛਣ ਦੀ ਇਜਾਜ਼ਤ ਨਹੀਂ
history-proof = ਲੌਗ ਤੋਂ ਸਬੂਤ
history-proof-title = ਸਬੂਤ ਕਿਵੇਂ ਜਾਂਚੀਏ
history-proof-text = ਹਰ ਜਾਂਚ ਇੱਕ ਅਜਿਹੇ ਲੌਗ ਵਿੱਚ ਲਿਖੀ ਜਾਂਦੀ ਹੈ ਜਿਸ ਨੂੰ ਕੋਈ ਚੋਰੀ-ਛੁਪੇ ਬਦਲ ਨਹੀਂ ਸਕਦਾ। ਸਬੂਤ ਦਿਖਾਉਂਦਾ ਹੈ ਕਿ ਜਾਂਚ ਉਸ ਵਿੱਚ ਹੈ: ਉਸ ਦਾ ਇੰਦਰਾਜ, ਉਸ ਦੀ ਥਾਂ, ਅਤੇ ਉਸ ਸਮੇਂ ਦਾ ਡਿਜੀਟਲ ਦਸਤਖਤ ਵਾਲਾ ਲੌਗ-ਹੈੱਡ। ਇਸ ਨੂੰ { $key } 'ਤੇ ਪ੍ਰਕਾਸ਼ਿਤ ਕੁੰਜੀ ਅਤੇ RFC 9162 ਲਈ ਬਣੇ ਕਿਸੇ ਵੀ ਪ੍ਰੋਗਰਾਮ ਨਾਲ ਜਾਂਚਿਆ ਜਾਂਦਾ ਹੈ, ਜਿਵੇਂ ਇਸ ਸੇਵਾ ਦੇ ਸੋਰਸ ਕੋਡ ਵਿਚਲਾ verify_audit.py।
pause-title = ਸਾਰੀਆਂ ਜਾਂਚਾਂ ਰੋਕੋ
pause-text = ਜਿੰਨਾ ਚਿਰ ਜਾਂਚਾਂ ਰੁਕੀਆਂ ਹਨ, ਕਿਸੇ ਵੀ ਸੰਸਥਾ ਨੂੰ ਤੁਹਾਡੇ ਬਾਰੇ ਕੁਝ ਪਤਾ ਨਹੀਂ ਲੱਗਦਾ। ਜੋ ਵੀ ਪੁੱਛਦਾ ਹੈ, ਉਸ ਨੂੰ ਉਹੀ ਦਿਸਦਾ ਹੈ ਜੋ ਉਦੋਂ ਦਿਸਦਾ ਹੈ ਜਦੋਂ ਨਾਮ ਅਤੇ ਨੰਬਰ ਮੇਲ ਨਹੀਂ ਖਾਂਦੇ, ਅਤੇ ਤੁਹਾਨੂੰ ਕੋਈ ਕੋਡ ਨਹੀਂ ਭੇਜਿਆ ਜਾਂਦਾ। ਇਹ ਪੰਨਾ ਤੁਹਾਡੇ ਲਈ ਚੱਲਦਾ ਰਹੇਗਾ।
pause-button = ਸਾਰੀਆਂ ਜਾਂਚਾਂ ਰੋਕੋ
pause-since = ਤੁਹਾਡੇ ਬਾਰੇ ਸਾਰੀਆਂ ਜਾਂਚਾਂ { $date } ਤੋਂ ਰੁਕੀਆਂ ਹੋਈਆਂ ਹਨ।
pause-resume = ਜਾਂਚਾਂ ਫਿਰ ਚਾਲੂ ਕਰੋ
pause-done = ਤੁਹਾਡੇ ਬਾਰੇ ਸਾਰੀਆਂ ਜਾਂਚਾਂ ਹੁਣ ਤੋਂ ਰੋਕ ਦਿੱਤੀਆਂ ਗਈਆਂ ਹਨ।
pause-ended = ਜਾਂਚਾਂ ਫਿਰ ਚਾਲੂ ਹਨ। ਜਦੋਂ ਤੱਕ ਤੁਸੀਂ ਕੋਡ ਭਰ ਕੇ ਸਹਿਮਤੀ ਨਹੀਂ ਦਿੰਦੇ, ਕੁਝ ਵੀ ਸਾਂਝਾ ਨਹੀਂ ਕੀਤਾ ਜਾਂਦਾ।
# Sharing: graphic, link, pass
graphic-title = ਗ੍ਰਾਫ਼ਿਕ ਸਾਂਝਾ ਕਰੋ
graphic-lead = ਤੁਹਾਡੀ ਸਥਿਤੀ ਦੀ ਤਸਵੀਰ, ਪੋਸਟ ਕਰਨ ਜਾਂ ਭੇਜਣ ਲਈ। ਇਸ ਵਿੱਚ ਉਹੀ ਦਿਸਦਾ ਹੈ ਜੋ ਤੁਸੀਂ ਚੁਣੋ, ਹੋਰ ਕੁਝ ਨਹੀਂ: ਨਾ ਕੋਈ ਨੰਬਰ, ਨਾ ਜਨਮ ਦੀ ਤਾਰੀਖ।
graphic-shape = ਆਕਾਰ
graphic-square = ਚੌਰਸ, ਪੋਸਟਾਂ ਅਤੇ ਸਟੋਰੀਆਂ ਲਈ
graphic-wide = ਚੌੜਾ, ਸੁਨੇਹਿਆਂ ਅਤੇ ਲਿੰਕਾਂ ਲਈ
graphic-language = ਗ੍ਰਾਫ਼ਿਕ ਦੀ ਭਾਸ਼ਾ
graphic-named = ਮੇਰਾ ਪਹਿਲਾ ਨਾਮ ਦਿਖਾਓ: { $name }
graphic-coded = ਲਿੰਕ ਨੂੰ QR ਕੋਡ ਵਜੋਂ ਇਸ 'ਤੇ ਲਗਾਓ
graphic-show = ਗ੍ਰਾਫ਼ਿਕ ਦਿਖਾਓ
graphic-link = ਸਾਂਝਾ ਕਰਨ ਲਈ ਲਿੰਕ ਬਣਾਓ
graphic-link-hint = ਜਿਸ ਕੋਲ ਲਿੰਕ ਹੈ, ਉਹ ਸਿਰਫ਼ ਗ੍ਰਾਫ਼ਿਕ ਦੇਖਦਾ ਹੈ, ਹੋਰ ਕੁਝ ਨਹੀਂ। ਤੁਸੀਂ ਲਿੰਕ ਇੱਥੇ ਵਾਪਸ ਲੈ ਸਕਦੇ ਹੋ।
graphic-native = ਗ੍ਰਾਫ਼ਿਕ ਸਾਂਝਾ ਕਰੋ
graphic-native-link = ਲਿੰਕ ਸਾਂਝਾ ਕਰੋ
graphic-png = ਤਸਵੀਰ ਵਜੋਂ ਸੇਵ ਕਰੋ
graphic-svg = ਛਪਾਈ ਲਈ ਸੇਵ ਕਰੋ, ਹਰ ਸਾਈਜ਼ ਵਿੱਚ ਸਾਫ਼
graphic-linked = ਤੁਹਾਡਾ ਲਿੰਕ
graphic-linked-hint = ਇਸ ਨੂੰ ਹੁਣੇ ਸਾਂਭ ਲਓ: ਇਹ ਸਿਰਫ਼ ਇਸੇ ਵਾਰ ਦਿਸਦਾ ਹੈ।
graphic-links = ਤੁਹਾਡੇ ਲਿੰਕ
graphic-link-of = { $made } ਨੂੰ ਬਣਿਆ, { $ends } ਨੂੰ ਖਤਮ
graphic-unshare = ਲਿੰਕ ਵਾਪਸ ਲਓ
graphic-unshared = ਲਿੰਕ ਵਾਪਸ ਲੈ ਲਿਆ ਗਿਆ। ਉਹ ਹੁਣ ਕੁਝ ਨਹੀਂ ਦਿਖਾਉਂਦਾ।
graphic-word-0 = ਟੀਕਾਕਰਨ ਅਜੇ ਨਹੀਂ ਹੋਇਆ
graphic-line-0 = ਮੇਰੀ ਵਾਰੀ ਅਜੇ ਆਉਣੀ ਹੈ।
graphic-line-1 = ਇੱਕ ਕਦਮ ਪੂਰਾ, ਅਗਲਾ ਬਾਕੀ।
graphic-line-2 = ਮੇਰਾ ਟੀਕਾਕਰਨ ਹੋ ਗਿਆ ਹੈ। ਅਤੇ ਤੁਹਾਡਾ?
graphic-error-font = ਇਸ ਵੇਲੇ ਇਸ ਲਿਪੀ ਵਿੱਚ ਗ੍ਰਾਫ਼ਿਕ ਨਹੀਂ ਬਣ ਸਕਦਾ। ਕੋਈ ਹੋਰ ਭਾਸ਼ਾ ਚੁਣੋ, ਜਾਂ ਨਾਮ ਨਾ ਦਿਖਾਓ।
graphic-error-busy = ਇਸ ਵੇਲੇ ਬਹੁਤ ਸਾਰੇ ਗ੍ਰਾਫ਼ਿਕ ਬਣ ਰਹੇ ਹਨ। ਦੁਬਾਰਾ ਕੋਸ਼ਿਸ਼ ਕਰੋ।
graphic-error-many = ਤੁਸੀਂ ਅੱਜ ਬਹੁਤ ਸਾਰੇ ਲਿੰਕ ਬਣਾ ਲਏ ਹਨ। ਹੋਰ ਲਿੰਕ ਕੱਲ੍ਹ ਬਣਾਓ।
shared-what = ਇਹ ਉਸੇ ਵਿਅਕਤੀ ਨੇ ਸਾਂਝਾ ਕੀਤਾ ਹੈ ਜਿਸ ਬਾਰੇ ਇਹ ਹੈ। ਪੱਕੀ ਜਾਂਚ ਲਈ ਪਾਸ ਮੰਗੋ ਜਾਂ ਸਥਿਤੀ ਹੀ ਪੁੱਛੋ।
shared-own = ਆਪਣੀ ਸਥਿਤੀ ਦੇਖੋ
shared-gone-title = ਇਹ ਲਿੰਕ ਕੁਝ ਨਹੀਂ ਦਿਖਾਉਂਦਾ
shared-gone = ਇਹ ਖਤਮ ਹੋ ਗਿਆ ਹੈ, ਵਾਪਸ ਲੈ ਲਿਆ ਗਿਆ ਹੈ, ਜਾਂ ਅਧੂਰਾ ਹੈ। ਭੇਜਣ ਵਾਲੇ ਤੋਂ ਪੁੱਛੋ।
pass-title = ਗੇਟ ਲਈ ਪਾਸ
pass-lead = ਡਿਜੀਟਲ ਦਸਤਖਤ ਵਾਲਾ QR ਕੋਡ, ਜਿਸ ਨੂੰ ਗੇਟ 'ਤੇ ਇੰਟਰਨੈੱਟ ਤੋਂ ਬਿਨਾਂ ਜਾਂਚਿਆ ਜਾਂਦਾ ਹੈ। ਇਸ ਵਿੱਚ ਤੁਹਾਡੀ ਸਥਿਤੀ, ਪਾਸ ਦੀ ਮਿਆਦ ਅਤੇ ਜੋ ਤੁਸੀਂ ਇੱਥੇ ਚੁਣੋ, ਉਹ ਹੁੰਦਾ ਹੈ।
pass-name = ਪਾਸ 'ਤੇ ਨਾਮ
pass-name-first = ਪਹਿਲਾ ਨਾਮ
pass-name-initials = ਨਾਮ ਦੇ ਪਹਿਲੇ ਅੱਖਰ
pass-name-none = ਨਾਮ ਤੋਂ ਬਿਨਾਂ
pass-birth-year = ਮੇਰੇ ਜਨਮ ਦਾ ਸਾਲ ਦਿਖਾਓ
pass-lifetime = ਪਾਸ ਦੀ ਮਿਆਦ
pass-hours = { $count ->
    [one] { $count } ਘੰਟਾ
   *[other] { $count } ਘੰਟੇ
 }
pass-days = { $count ->
    [one] { $count } ਦਿਨ
   *[other] { $count } ਦਿਨ
 }
pass-make = ਪਾਸ ਬਣਾਓ
pass-ends = { $date }, { $time }
pass-until = ਕਦੋਂ ਤੱਕ ਵੈਧ
pass-fact-name = ਨਾਮ
pass-code = ਪਾਸ ਦਾ QR ਕੋਡ। ਇਸ ਦੇ ਅੱਖਰ ਹੇਠਾਂ ਲਿਖੇ ਹਨ।
pass-text = ਕੋਡ ਅੱਖਰਾਂ ਵਿੱਚ
pass-paper = ਛਪਾਈ ਲਈ ਸੇਵ ਕਰੋ
pass-paper-title = ਟੀਕਾਕਰਨ ਪਾਸ
pass-paper-how = ਗੇਟ 'ਤੇ QR ਕੋਡ ਸਕੈਨ ਕੀਤਾ ਜਾਂਦਾ ਹੈ, ਜਾਂ ਕੋਈ ਅੱਖਰ ਟਾਈਪ ਕਰਦਾ ਹੈ। ਡਿਜੀਟਲ ਦਸਤਖਤ ਦੱਸਦੇ ਹਨ ਕਿ ਕਿਸੇ ਨੇ ਇਨ੍ਹਾਂ ਨੂੰ ਬਦਲਿਆ ਨਹੀਂ।
pass-paper-where = ਕਾਗਜ਼ ਨੂੰ ਲਾਈਨ ਤੋਂ ਮੋੜੋ। ਤੁਸੀਂ ਆਪਣੇ ਪੰਨੇ 'ਤੇ ਪਾਸ ਕਦੇ ਵੀ ਵਾਪਸ ਲੈ ਸਕਦੇ ਹੋ: { $host }
pass-show = ਦਿਖਾਓ
pass-revoke = ਪਾਸ ਵਾਪਸ ਲਓ
pass-revoked = ਪਾਸ ਵਾਪਸ ਲੈ ਲਿਆ ਗਿਆ। ਗੇਟਾਂ ਨੂੰ ਇਸ ਦਾ ਪਤਾ ਅਗਲੀ ਵਾਰ ਇੰਟਰਨੈੱਟ ਨਾਲ ਜੁੜਨ 'ਤੇ ਲੱਗਦਾ ਹੈ।
pass-list = ਤੁਹਾਡੇ ਬਣਾਏ ਪਾਸ
pass-error-name = ਤੁਹਾਡਾ ਨਾਮ ਇਸ ਰੂਪ ਵਿੱਚ ਪਾਸ 'ਤੇ ਪੂਰਾ ਨਹੀਂ ਆਉਂਦਾ। ਨਾਮ ਦੇ ਪਹਿਲੇ ਅੱਖਰ ਚੁਣੋ, ਜਾਂ ਨਾਮ ਤੋਂ ਬਿਨਾਂ।
pass-error-lifetime = ਚੁਣੋ ਕਿ ਪਾਸ ਕਿੰਨੀ ਦੇਰ ਵੈਧ ਰਹੇ
pass-error-many = ਇੱਕੋ ਸਮੇਂ ਜਿੰਨੇ ਪਾਸ ਵੈਧ ਹੋ ਸਕਦੇ ਹਨ, ਤੁਸੀਂ ਓਨੇ ਬਣਾ ਚੁੱਕੇ ਹੋ। ਪਹਿਲਾਂ ਇੱਕ ਪਾਸ ਵਾਪਸ ਲਓ।
pass-error-gone = ਇਸ ਪਾਸ ਦੀ ਮਿਆਦ ਪੁੱਗ ਗਈ ਹੈ ਜਾਂ ਇਹ ਵਾਪਸ ਲੈ ਲਿਆ ਗਿਆ ਹੈ। ਨਵਾਂ ਪਾਸ ਬਣਾਓ।
# Gate and verify: checking passes and results
moment = { $date }, { $time }
gate-title = ਪਾਸ ਜਾਂਚੋ
gate-lead = ਪਾਸ ਦਾ QR ਕੋਡ ਸਕੈਨ ਕਰੋ। ਉਸ ਨੂੰ ਇਸੇ ਡਿਵਾਈਸ 'ਤੇ ਜਾਂਚਿਆ ਜਾਂਦਾ ਹੈ, ਇੰਟਰਨੈੱਟ ਤੋਂ ਬਿਨਾਂ ਵੀ।
gate-camera = ਕੈਮਰੇ ਨਾਲ ਸਕੈਨ ਕਰੋ
gate-camera-stop = ਕੈਮਰਾ ਬੰਦ ਕਰੋ
gate-camera-refused = ਕੈਮਰਾ ਵਰਤਿਆ ਨਹੀਂ ਜਾ ਸਕਦਾ। ਇਸ ਪੰਨੇ ਲਈ ਕੈਮਰੇ ਦੀ ਇਜਾਜ਼ਤ ਦਿਓ, ਜਾਂ ਹੇਠਾਂ ਤਸਵੀਰ ਚੁਣੋ ਜਾਂ ਕੋਡ ਟਾਈਪ ਕਰੋ।
gate-view = ਕੈਮਰੇ ਨੂੰ ਜੋ ਦਿਸਦਾ ਹੈ
gate-next = ਅਗਲਾ ਸਕੈਨ ਕਰੋ
gate-group = ਗਰੁੱਪ: ਅਗਲਾ ਪਾਸ ਆਪਣੇ-ਆਪ ਸਕੈਨ ਹੋਵੇ
gate-sound = ਆਵਾਜ਼ ਅਤੇ ਵਾਈਬ੍ਰੇਸ਼ਨ
gate-otherwise = ਤਸਵੀਰ, ਜਾਂ ਅੱਖਰਾਂ ਵਿੱਚ ਕੋਡ
gate-picture = QR ਕੋਡ ਦੀ ਤਸਵੀਰ
gate-picture-none = ਇਸ ਤਸਵੀਰ ਵਿੱਚ ਕੋਈ QR ਕੋਡ ਪੜ੍ਹਿਆ ਨਹੀਂ ਜਾ ਸਕਿਆ।
gate-code = ਪਾਸ ਦਾ ਕੋਡ
gate-code-hint = ਇਸ ਨੂੰ ਪੇਸਟ ਕਰੋ, ਜਾਂ QR ਕੋਡ ਦੇ ਹੇਠਾਂ ਜੋ ਲਿਖਿਆ ਹੈ ਉਹ ਟਾਈਪ ਕਰੋ। ਇਹ { $prefix } ਨਾਲ ਸ਼ੁਰੂ ਹੁੰਦਾ ਹੈ
gate-check = ਜਾਂਚੋ
gate-today = ਅੱਜ ਇਸ ਪੰਨੇ 'ਤੇ
gate-refused = ਨਾਮਨਜ਼ੂਰ
gate-today-hint = ਸਿਰਫ਼ ਗਿਣਤੀ। ਇਹ ਅੱਧੀ ਰਾਤ ਨੂੰ ਅਤੇ ਪੰਨਾ ਦੁਬਾਰਾ ਖੁੱਲ੍ਹਣ 'ਤੇ ਮੁੜ ਸਿਫ਼ਰ ਤੋਂ ਸ਼ੁਰੂ ਹੁੰਦੀ ਹੈ।
gate-keys = ਕੁੰਜੀਆਂ ਅਤੇ ਰੱਦ ਪਾਸਾਂ ਦੀ ਸੂਚੀ ਕਦੋਂ ਦੀ ਹੈ:
gate-keys-old = ਕੁੰਜੀਆਂ ਬਹੁਤ ਪੁਰਾਣੀਆਂ ਹਨ: ਇੰਟਰਨੈੱਟ ਨਾਲ ਜੁੜੋ। ਇਹ ਕਦੋਂ ਦੀਆਂ ਹਨ:
gate-keys-none = ਇਸ ਡਿਵਾਈਸ 'ਤੇ ਅਜੇ ਕੁੰਜੀਆਂ ਨਹੀਂ ਹਨ: ਇੱਕ ਵਾਰ ਇੰਟਰਨੈੱਟ ਨਾਲ ਜੁੜੋ।
gate-offline-ready = ਇਹ ਪੰਨਾ ਹੁਣ ਇੰਟਰਨੈੱਟ ਤੋਂ ਬਿਨਾਂ ਵੀ ਚੱਲੇਗਾ।
gate-stores = ਪਾਸ ਦੀ ਕੋਈ ਵੀ ਜਾਣਕਾਰੀ ਨਾ ਰੱਖੀ ਜਾਂਦੀ ਹੈ, ਨਾ ਭੇਜੀ ਜਾਂਦੀ ਹੈ। ਇਹ ਪੰਨਾ ਡਿਵਾਈਸ 'ਤੇ ਸਿਰਫ਼ ਆਪਣੀਆਂ ਫ਼ਾਈਲਾਂ, ਜਨਤਕ ਕੁੰਜੀਆਂ ਅਤੇ ਰੱਦ ਪਾਸਾਂ ਦੀ ਸੂਚੀ ਰੱਖਦਾ ਹੈ।
gate-needs-script = ਪਾਸ ਬ੍ਰਾਊਜ਼ਰ ਵਿੱਚ ਸਕੈਨ ਕੀਤੇ ਅਤੇ ਜਾਂਚੇ ਜਾਂਦੇ ਹਨ, ਜਿਸ ਲਈ JavaScript ਦੀ ਲੋੜ ਹੈ। ਇਸ ਤੋਂ ਬਿਨਾਂ, ਪਾਸ ਦਾ ਕੋਡ ਇਸ ਪੰਨੇ 'ਤੇ ਪੇਸਟ ਕਰੋ, ਜਿੱਥੇ ਸਾਡਾ ਸਰਵਰ ਉਸ ਨੂੰ ਜਾਂਚਦਾ ਹੈ:
gate-broken = ਜਾਂਚਣ ਵਾਲਾ ਹਿੱਸਾ ਖੁੱਲ੍ਹ ਨਹੀਂ ਸਕਿਆ। ਕੁਝ ਵੀ ਜਾਂਚਿਆ ਨਹੀਂ ਜਾ ਸਕਦਾ। ਪੰਨਾ ਦੁਬਾਰਾ ਖੋਲ੍ਹੋ।
verify-title = ਕੀ ਇਹ ਅਸਲੀ ਹੈ?
verify-lead = ਕੋਈ ਨਤੀਜਾ ਜਾਂ ਪਾਸ ਦਾ ਕੋਡ ਪੇਸਟ ਕਰੋ।
verify-in-browser = ਇਸ ਨੂੰ ਤੁਹਾਡੇ ਬ੍ਰਾਊਜ਼ਰ ਵਿੱਚ ਜਾਂਚਿਆ ਜਾਂਦਾ ਹੈ ਅਤੇ ਕਿਸੇ ਨੂੰ ਨਹੀਂ ਭੇਜਿਆ ਜਾਂਦਾ।
verify-without-script = ਤੁਹਾਡਾ ਬ੍ਰਾਊਜ਼ਰ JavaScript ਨਹੀਂ ਚਲਾਉਂਦਾ: ਸਾਡਾ ਸਰਵਰ ਲਿਖਤ ਨੂੰ ਜਾਂਚਦਾ ਹੈ, ਅਤੇ ਉਸ ਵਿੱਚੋਂ ਕੁਝ ਵੀ ਨਹੀਂ ਰੱਖਦਾ।
verify-text = ਨਤੀਜਾ ਜਾਂ ਕੋਡ
verify-text-hint = ਨਤੀਜਾ ਬਿਲਕੁਲ ਉਵੇਂ ਜਿਵੇਂ ਆਇਆ ਸੀ, ਉਸ ਦੇ ਅੱਗੇ-ਪਿੱਛੇ ਖਾਲੀ ਥਾਂ ਜਾਂ ਲਾਈਨ ਤੋਂ ਬਿਨਾਂ।
verify-narrow = ਕੀ ਇਹ ਤੁਹਾਡੇ ਲਈ ਬਣਿਆ ਸੀ?
verify-audience = ਤੁਹਾਡੀ ਸੰਸਥਾ ਦੀ ਆਈਡੀ (ਲਾਜ਼ਮੀ ਨਹੀਂ)
verify-nonce = ਜਿਸ nonce ਨਾਲ ਤੁਸੀਂ ਪੁੱਛਿਆ ਸੀ (ਲਾਜ਼ਮੀ ਨਹੀਂ)
verify-limits = ਨਤੀਜਾ ਰੱਦ ਹੋਇਆ ਹੈ ਜਾਂ ਨਹੀਂ, ਜਾਂ ਪਹਿਲਾਂ ਵਰਤਿਆ ਗਿਆ ਹੈ ਜਾਂ ਨਹੀਂ, ਇਹ ਸਿਰਫ਼ ਉਸੇ ਨੂੰ ਦੱਸਿਆ ਜਾਂਦਾ ਹੈ ਜਿਸ ਲਈ ਉਹ ਬਣਿਆ ਸੀ, ਅਤੇ ਇਹ ਸੇਵਾ ਆਪ ਹੀ ਦੱਸਦੀ ਹੈ।
found-genuine = ਅਸਲੀ ਪਾਸ
found-genuine-text = ਇਸ 'ਤੇ ਇਸ ਸੇਵਾ ਦੇ ਦਸਤਖਤ ਹਨ, ਅਤੇ ਇਹ ਹੁਣ ਵੈਧ ਹੈ।
found-not-a-pass = ਇਹ ਪਾਸ ਨਹੀਂ ਹੈ
found-not-a-pass-text = ਕੋਈ ਹੋਰ ਕੋਡ ਜਾਂ ਲਿਖਤ, ਜਾਂ ਪਾਸ ਦਾ ਸਿਰਫ਼ ਇੱਕ ਹਿੱਸਾ। ਦੁਬਾਰਾ ਸਕੈਨ ਕਰੋ।
found-bad-signature = ਗਲਤ ਦਸਤਖਤ
found-bad-signature-text = ਇਹ ਪਾਸ ਵਰਗਾ ਲੱਗਦਾ ਹੈ, ਪਰ ਇਸ 'ਤੇ ਇਸ ਸੇਵਾ ਨੇ ਦਸਤਖਤ ਨਹੀਂ ਕੀਤੇ। ਇਸ ਨੂੰ ਮਨਜ਼ੂਰ ਨਾ ਕਰੋ।
found-expired = ਮਿਆਦ ਪੁੱਗ ਗਈ
found-expired-text = ਇਹ ਅਸਲੀ ਸੀ, ਪਰ ਇਸ ਦੀ ਮਿਆਦ ਪੁੱਗ ਗਈ ਹੈ। ਇਹ ਵਿਅਕਤੀ ਨਵਾਂ ਪਾਸ ਬਣਾ ਸਕਦਾ ਹੈ।
found-not-yet = ਅਜੇ ਵੈਧ ਨਹੀਂ
found-not-yet-text = ਇਸ 'ਤੇ ਅਜਿਹਾ ਸਮਾਂ ਹੈ ਜੋ ਅਜੇ ਆਇਆ ਨਹੀਂ। ਇਸ ਡਿਵਾਈਸ ਦੀ ਤਾਰੀਖ ਅਤੇ ਸਮਾਂ ਦੇਖੋ।
found-revoked = ਰੱਦ ਕੀਤਾ ਗਿਆ
found-revoked-text = ਇਹ ਅਸਲੀ ਸੀ, ਪਰ ਵਾਪਸ ਲੈ ਲਿਆ ਗਿਆ ਹੈ। ਇਸ ਨੂੰ ਮਨਜ਼ੂਰ ਨਾ ਕਰੋ।
found-keys-too-old = ਕੁੰਜੀਆਂ ਪੁਰਾਣੀਆਂ, ਇੰਟਰਨੈੱਟ ਨਾਲ ਜੁੜੋ
found-keys-too-old-text = ਇਸ ਡਿਵਾਈਸ ਤੋਂ ਪਤਾ ਨਹੀਂ ਲੱਗ ਸਕਦਾ। ਇਸ ਨੂੰ ਇੱਕ ਵਾਰ ਇੰਟਰਨੈੱਟ ਨਾਲ ਜੋੜੋ, ਫਿਰ ਦੁਬਾਰਾ ਸਕੈਨ ਕਰੋ।
found-result-genuine = ਅਸਲੀ ਨਤੀਜਾ
found-result-genuine-text = ਇਸ 'ਤੇ ਇਸ ਸੇਵਾ ਦੇ ਦਸਤਖਤ ਹਨ, ਅਤੇ ਇਹ ਹੁਣ ਵੈਧ ਹੈ।
found-result-expired = ਨਤੀਜੇ ਦੀ ਮਿਆਦ ਪੁੱਗ ਗਈ
found-result-expired-text = ਇਸ 'ਤੇ ਇਸ ਸੇਵਾ ਦੇ ਦਸਤਖਤ ਹਨ। ਨਤੀਜੇ ਪੰਜ ਮਿੰਟ ਤੱਕ ਵੈਧ ਹੁੰਦੇ ਹਨ, ਅਤੇ ਇਸ ਦੀ ਮਿਆਦ ਪੁੱਗ ਗਈ ਹੈ: ਇਸ ਦੇ ਆਧਾਰ 'ਤੇ ਕੁਝ ਨਾ ਕਰੋ।
found-result-malformed = ਇਹ ਨਤੀਜਾ ਨਹੀਂ ਹੈ
found-result-malformed-text = ਇਸ ਦਾ ਰੂਪ ਇਸ ਸੇਵਾ ਦੇ ਨਤੀਜੇ ਵਰਗਾ ਨਹੀਂ ਹੈ, ਜਾਂ ਕੋਈ ਹਿੱਸਾ ਰਹਿ ਗਿਆ ਹੈ, ਜਾਂ ਇਸ ਦੇ ਅੱਗੇ-ਪਿੱਛੇ ਖਾਲੀ ਥਾਂ ਹੈ।
found-result-forged = ਗਲਤ ਦਸਤਖਤ
found-result-forged-text = ਇਸ 'ਤੇ ਇਸ ਸੇਵਾ ਨੇ ਦਸਤਖਤ ਨਹੀਂ ਕੀਤੇ। ਇਸ 'ਤੇ ਭਰੋਸਾ ਨਾ ਕਰੋ।
found-result-elsewhere = ਇਸ ਸੇਵਾ ਦਾ ਨਹੀਂ
found-result-elsewhere-text = ਇਸ ਵਿੱਚ ਕਿਸੇ ਹੋਰ ਸੇਵਾ ਦਾ ਨਾਮ ਹੈ, ਜਾਂ ਟੈਸਟ ਅਤੇ ਅਸਲੀ ਰਲੇ ਹੋਏ ਹਨ। ਇਸ 'ਤੇ ਭਰੋਸਾ ਨਾ ਕਰੋ।
found-result-audience = ਕਿਸੇ ਹੋਰ ਲਈ ਬਣਿਆ
found-result-audience-text = ਇਸ ਵਿੱਚ ਸੰਸਥਾ ਦੀ ਆਈਡੀ ਉਹ ਨਹੀਂ ਹੈ ਜੋ ਤੁਸੀਂ ਦੱਸੀ।
found-result-nonce = ਕਿਸੇ ਹੋਰ ਸਵਾਲ ਦਾ ਜਵਾਬ
found-result-nonce-text = ਇਸ ਵਿੱਚ nonce ਉਹ ਨਹੀਂ ਹੈ ਜੋ ਤੁਸੀਂ ਦੱਸਿਆ।
found-result-not-yet = ਅਜੇ ਵੈਧ ਨਹੀਂ
found-result-not-yet-text = ਇਸ 'ਤੇ ਅਜਿਹਾ ਸਮਾਂ ਹੈ ਜੋ ਅਜੇ ਆਇਆ ਨਹੀਂ। ਇਸ ਡਿਵਾਈਸ ਦੀ ਤਾਰੀਖ ਅਤੇ ਸਮਾਂ ਦੇਖੋ।
fact-name = ਨਾਮ
fact-birth-year = ਜਨਮ ਦਾ ਸਾਲ
fact-gender = ਲਿੰਗ
fact-mobile = ਮੋਬਾਈਲ
fact-reason = ਕਾਰਨ
fact-flag = ਨੋਟ
fact-dose = ਖੁਰਾਕ
fact-precaution-dose = ਇਹਤਿਆਤੀ ਖੁਰਾਕ
fact-audience = ਕਿਸ ਲਈ ਬਣਿਆ
fact-purpose = ਮਕਸਦ
fact-origin = ਪੁੱਛਣ ਵਾਲਾ ਪੰਨਾ
fact-nonce = nonce
fact-reference = ਪੁੱਛਣ ਵਾਲੇ ਦਾ ਹਵਾਲਾ
fact-consent = ਰਸੀਦ
fact-as-of = ਸਥਿਤੀ ਦੀ ਤਾਰੀਖ
fact-issued = ਕਦੋਂ ਬਣਿਆ
fact-expires = ਕਦੋਂ ਤੱਕ ਵੈਧ
# Maintenance
problem-maintenance = { $minutes ->
    [one] ਰੱਖ-ਰਖਾਅ ਕਾਰਨ ਸੇਵਾ ਬੰਦ ਹੈ। { $minutes } ਮਿੰਟ ਬਾਅਦ ਦੁਬਾਰਾ ਕੋਸ਼ਿਸ਼ ਕਰੋ। ਤੁਹਾਡਾ ਲਿਖਿਆ ਕੁਝ ਵੀ ਸਾਂਝਾ ਨਹੀਂ ਕੀਤਾ ਗਿਆ।
   *[other] ਰੱਖ-ਰਖਾਅ ਕਾਰਨ ਸੇਵਾ ਬੰਦ ਹੈ। { $minutes } ਮਿੰਟਾਂ ਬਾਅਦ ਦੁਬਾਰਾ ਕੋਸ਼ਿਸ਼ ਕਰੋ। ਤੁਹਾਡਾ ਲਿਖਿਆ ਕੁਝ ਵੀ ਸਾਂਝਾ ਨਹੀਂ ਕੀਤਾ ਗਿਆ।
 }

# Messages by SMS. In braces: what the service fills in; the words of an operator replace them ([texts] in the configuration).
sms-code = { $code }: { $provider } ਨਾਲ { $purpose } ਲਈ ਟੀਕਾਕਰਨ ਸਥਿਤੀ ਸਾਂਝੀ ਕਰਨ ਦਾ ਕੋਡ। { $minutes } ਮਿੰਟ ਵੈਧ। ਫ਼ੋਨ 'ਤੇ ਕਿਸੇ ਨੂੰ ਕਦੇ ਨਾ ਦੱਸੋ। Ref { $ref }
sms-own = { $code }: ਆਪਣੀ ਟੀਕਾਕਰਨ ਸਥਿਤੀ ਦੇਖਣ ਦਾ ਕੋਡ। { $minutes } ਮਿੰਟ ਵੈਧ। ਕਿਸੇ ਨੂੰ ਕਦੇ ਨਾ ਦੱਸੋ। Ref { $ref }
sms-receipt = ਤੁਸੀਂ ਸਹਿਮਤੀ ਦਿੱਤੀ ਕਿ { $provider } ਨੂੰ { $purpose } ਲਈ ਤੁਹਾਡੀ ਟੀਕਾਕਰਨ ਸਥਿਤੀ ਦੱਸੀ ਜਾਵੇ। ਰਸੀਦ { $receipt }। ਦੇਖੋ ਜਾਂ ਵਾਪਸ ਲਓ: { $address }

# In the host page, around the frame
loader-title = ਟੀਕਾਕਰਨ ਸਥਿਤੀ
loader-button = ਟੀਕਾਕਰਨ ਸਥਿਤੀ ਸਾਂਝੀ ਕਰੋ
loader-close = ਬੰਦ ਕਰੋ
loader-failed = ਜਾਂਚ ਨਹੀਂ ਖੁੱਲ੍ਹੀ।
loader-open = ਨਵੀਂ ਟੈਬ ਵਿੱਚ ਖੋਲ੍ਹੋ
loader-setup = ਇਹ ਜਾਂਚ ਇਸ ਪੰਨੇ ਲਈ ਤਿਆਰ ਨਹੀਂ ਹੈ।
