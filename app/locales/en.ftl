# English. Every language has the same keys; a line here is the reference for its meaning.

service-name = Vaccination status
know-your-status = Know Your Vaccination Status
language-label = Language
language-change = Change
step-of = Step { $step } of 3
test-ribbon = TEST - not a real answer
error-prefix = Error:
privacy = Privacy
help = Help
accessibility = Accessibility
date = { $day } { $month ->
    [1] Jan
    [2] Feb
    [3] Mar
    [4] Apr
    [5] May
    [6] Jun
    [7] Jul
    [8] Aug
    [9] Sep
    [10] Oct
    [11] Nov
   *[12] Dec
 } { $year }

# Step 1: details
details-title-staff = Whose status?
details-title-citizen = Share your vaccination status
details-lead-staff = As on the guest's vaccination record.
details-lead-citizen = Nothing is shared before you agree with a code.
name-label = Full name
name-hint = As given at vaccination
mobile-label = Mobile number
mobile-hint = The one registered for vaccination. A code goes to it.
send-code = Send the code
asked-by = Asked by { $provider }

# Step 2: consent and code
consent-asks = { $provider } asks for your vaccination status
consent-asks-staff = { $provider } asks for this guest's vaccination status
consent-purpose = Purpose: { $purpose }
consent-learns = It will learn:
consent-status = Vaccination status
consent-events = Vaccines and dates of the doses (optional)
consent-demographics = Year of birth and gender (optional)
consent-withdraw = You can withdraw your consent at any time, on your own page.
consent-withdraw-staff = The guest can withdraw the consent at any time, on their own page.
consent-complain = Is something wrong?
code-label = Code from the SMS
code-sent = Sent to { $mobile } · reference { $ref }
code-maybe = If the name and the number belong together, the SMS arrives within a minute.
code-usually = If the name and the number belong together, the SMS arrives. Messages usually take about { $seconds } seconds.
code-queued = { $minutes ->
    [one] Messages are going out slowly at the moment. If the name and the number belong together, yours is in the queue: it comes within 1 minute, or it expires and you can ask for a new one. You lose nothing by waiting.
   *[other] Messages are going out slowly at the moment. If the name and the number belong together, yours is in the queue: it comes within { $minutes } minutes, or it expires and you can ask for a new one. You lose nothing by waiting.
 }
code-staff = The guest types the code, or reads it to you, and so agrees.
code-valid = The code is valid for { $minutes } minutes.
code-valid-live = The code is valid for { $time }
code-expired-live = The code has expired. Send a new one.
share-with = Share with { $provider }
resend = Send a new code
resend-done = A new code was sent to { $mobile }. Its reference is { $ref }; older codes no longer work.
resend-wait = You can ask for a new code in { $time }
resend-ready = You can ask for a new code now.
resend-none = No new code can be sent here. Start again.
change-details = Change name or number
decline = Do not share
never-tell = Never tell the code to anyone who calls you.
purpose-check-in = check-in
purpose-booking = booking
purpose-boarding = boarding
purpose-entry = entry
purpose-travel = travel
purpose-employment = employment
purpose-event = event
purpose-visit = visit

# Step 3: answer
answer-title = Answer
answer-0 = Not vaccinated
answer-1 = Partially vaccinated
answer-2 = Fully vaccinated
answer-shared = Shared with { $provider } just now
answer-of = { $counted } of { $needed } doses recorded
answer-name = Name checked
answer-as-of = As of
answer-why = Why
answer-receipt = Receipt
answer-dose = Dose { $dose } of { $of }
answer-dose-alone = Dose { $dose }
answer-dose-precaution = Precaution dose
answer-birth-year = Year of birth
answer-gender = Gender
answer-note = Note
answer-continue = Continue to { $provider }
answer-another = Check another person
answer-receipt-hint = Keep this number. It stands for what you have agreed to.
gender-F = Female
gender-M = Male
gender-O = Other
gender-U = Not recorded
reason-series-complete = All doses of the series are recorded
reason-no-dose-recorded = No dose is recorded
reason-dose-after-date = A dose is recorded with a later date
reason-dose-date-implausible = A dose is recorded with a date before vaccination began
reason-dose-number-implausible = A dose is recorded with a number that does not exist
reason-second-dose-not-recorded = The second dose is not recorded
reason-second-dose-recorded-as-first = Two first doses are recorded and no second
reason-doses-missing = Some doses are not recorded
reason-unknown-product = A dose is of a vaccine that is not on the list
reason-product-not-in-use = A dose is of a vaccine that was not in use on its date
flag-short_interval = The second dose came earlier than the schedule says.
flag-mixed_series = Doses of different vaccines
flag-duplicate_first_dose = Two first doses are recorded. The second may have been entered as a first.
flag-precaution = Precaution dose recorded

# When nothing is shared
closed-title = Nothing was shared
closed-text = { $provider } has not learned anything about you.
start-again = Start again

# Errors of the fields
error-summary = There is a problem
error-name-empty = Enter the full name
error-name-too-long = The name is too long. Enter at most 120 characters
error-name-letters = Enter the name in letters, like Rajesh Sharma
error-name-mixed-scripts = The name mixes letters of different scripts. Type it in one script
error-mobile-empty = Enter the mobile number
error-mobile-format = Enter an Indian mobile number of 10 digits, like 98100 00001
error-code-empty = Enter the code from the SMS
error-code-too-short = The code is too short. Enter the 6 numbers of the SMS
error-code-too-long = The code is too long. Enter the 6 numbers of the SMS
error-code-not-digits = Enter the code as 6 numbers, without letters
error-code-incorrect = { $left ->
    [one] That code is not right. 1 try left.
   *[other] That code is not right. { $left } tries left.
 }
error-code-expired = That code has expired. Send a new one
error-code-attempts = Three codes were not right. For your safety this check is closed. Start again.
error-code-used = That code was used already. Start again.
error-resend-early = { $seconds ->
    [one] A new code can be sent in 1 second.
   *[other] A new code can be sent in { $seconds } seconds.
 }
error-resend-many = No more codes can be sent for this check. Start again.
error-offline = There is no connection. Nothing you typed is lost. Try again.
confirm-visible = Something may be covering this page. If you see { $provider } asking, press again to send the code.

# Problem pages
problem-title = This check cannot go on
problem-invalid-site-key = The page that brought you here is not set up correctly: its site key is not known. Tell the people who run it.
problem-origin-not-allowed = The page that brought you here may not ask for a vaccination status with this key. Nothing was asked and nothing was shared.
problem-provider-suspended = This organisation may not ask for vaccination statuses at the moment. Nothing was shared.
problem-purpose-not-allowed = The purpose given is not one that this organisation may ask for. Tell the people who run the page.
problem-scope-not-allowed = The details asked for are not ones that this organisation may see. Tell the people who run the page.
problem-bad-parameter = The address of this page is not complete. Go back to the page you came from and try again.
problem-verification-not-found = This check is no longer open. Start again.
problem-rate-limited = { $seconds ->
    [one] Too many checks at the moment. Try again in 1 second.
   *[other] Too many checks at the moment. Try again in { $seconds } seconds.
 }
problem-service-unavailable = The service is not available. Try again in a few minutes. Nothing you typed was shared.

# Home
home-title = Is a person vaccinated? Ask with consent, get a signed answer.
home-lead = A hotel, an airline or an office asks; a code goes to the registered mobile; the person types it and so agrees. The asker learns one thing, and it is signed.
home-answers = The three answers
home-step-1 = Full name and registered mobile number
home-step-2 = The code from the SMS is the consent
home-step-3 = A signed answer, at once
home-steps = How it goes
home-privacy = What is kept, and for how long
home-privacy-text = Names and numbers are stored encrypted, codes are never stored. What was shared with whom is recorded for at least one year, for you to see and to complain about.
home-help = Help
home-help-text = The SMS does not come? The name or number may differ from the vaccination record. Ask for a new code, or check the spelling of the name as given at vaccination.
home-complaints = Complaints
home-complaints-text = Did you not agree to a check, or is something wrong? Write to the operator of this service, and name the number of the receipt if you have one. If that does not help, you can turn to the Data Protection Board of India.
home-providers = For those who ask
home-providers-text = Embed the check in your page with two lines, or call it from your server. Everything can be tried without an account.
home-docs = Documentation and playground

# Own status: the tabs of the home page
home-ways = What you can do here
home-way-own = See your own status and the doses that are recorded
home-organisations = For organisations
home-way-organisations = Ask for a status with the person's consent: documentation, in English
home-gate = At a gate
home-way-gate = Scan a pass and check it, without a connection too
home-verify = Verify an answer
missing-title = There is nothing at this address
missing-text = Check the address, or begin here.

# Own status: before the code
own-details-lead = A code goes to your mobile. Only you see your status; nobody is told that you looked.
own-asks = You ask for your own vaccination status
own-asks-nobody = Nobody else learns anything. You see your status, your doses and what you can do if they are wrong.
own-asks-sms = The SMS says so too: "code to see your own vaccination status". If it names an organisation, it is for something else.
own-see = See my status
own-decline = Cancel
own-closed-text = Nobody has learned anything about you. You can start again at any time.

# Own status: the page
own-title = Your own vaccination status
own-name = Registered name
own-mobile = Registered mobile
own-updated = Records last came in on
own-updated-unknown = Not known
own-rules = Version of the rules
own-fresh = A dose that was given after the records last came in is not here yet.
own-why-series-complete = { $needed ->
    [one] The one dose of { $product } that is needed is recorded.
    [2] Both doses of { $product } that are needed are recorded.
   *[other] All { $needed } doses of { $product } that are needed are recorded.
 }
own-why-second-dose-not-recorded = One of two doses of { $product } is recorded; the second is not.
own-why-second-dose-recorded-as-first = Two first doses of { $product } are recorded and no second. The second was probably recorded as a first: report it below.
own-why-doses-missing = { $counted } of { $needed } doses of { $product } are recorded. Missing: dose { $missing }.
own-why-dose-after-date = { $counted } of { $needed } doses of { $product } count. Another is recorded with a date that is still to come.
own-why-dose-date-implausible = { $counted } of { $needed } doses of { $product } count. Another is recorded with a date before vaccination began.
own-doses = Recorded doses
own-doses-none = No dose is recorded.
own-doses-dose = Dose
own-doses-vaccine = Vaccine
own-doses-date = Date
own-doses-odd = This date cannot be right; the dose does not count.
own-closes = { $minutes ->
    [one] For your safety this page closes in 1 minute. It is kept nowhere but here.
   *[other] For your safety this page closes in { $minutes } minutes. It is kept nowhere but here.
 }
own-closes-soon = This page closes within a minute. If you need longer, you can open it again: enter your name and number, and a new code opens it.
own-end = Close this page now
own-ended-title = Your page is closed
own-ended-text = Nobody sees your status on this device any more. To see it again, ask for a new code.
own-expired-title = Your page has closed
own-expired-text = Its time was over, for your safety. Nothing was lost. Enter your name and number again, and a new code opens it.

# Own status: "this is wrong"
own-wrong = Something here is wrong
own-wrong-what = What is wrong?
own-fault-duplicate-first-dose = My second dose was recorded as a first dose
own-fault-dose-missing = A dose that I was given is missing
own-fault-wrong-date = A date or a vaccine is wrong
own-fault-not-my-dose = A dose was not given to me
own-fault-wrong-name = My name, year of birth or gender is wrong
own-wrong-dose = Which dose? (optional)
own-wrong-dose-none = No particular dose
own-wrong-hint = You get a number. Nobody but the health authority sees your report.
own-wrong-send = Report it
own-error-fault = Choose what is wrong
own-error-dose = Choose one of your recorded doses, or none
own-reported = Your report was taken. Keep its number:
own-reported-next = The health authority compares your record with that of the vaccination centre. Come back to this page to see what came of it; take the number with you if you ask at the centre.
own-cases = Your reports
own-case-since = Reported on { $date }.
own-case-open = It is being looked at.
own-case-corrected = The record was put right.
own-case-declined = The record was found to be right as it is.

# Receipts and history
receipt-title = Receipt
receipt-asked-by = Asked by
receipt-purpose = Purpose
receipt-when = When
receipt-moment = { $date }, { $time }
receipt-items = What was shared
receipt-events = Vaccines and dates of the doses
receipt-demographics = Year of birth and gender
receipt-number = Number
receipt-withdraw = You can see this check and withdraw your consent at any time, on your own page.
receipt-withdraw-link = See or withdraw
receipt-complain = Did you not agree, or is something wrong? Complain, and name the number of the receipt.
receipt-complain-link = How to complain
receipt-save = Save the receipt
receipt-sms = Send me a receipt by SMS
receipt-page-title = Receipt { $number }
receipt-print = Print this page, or keep it as a file. It does not say what the answer was.
receipt-download = Save as a file
receipt-gone = There is no such receipt
history-title = Who asked about you
history-lead = Every check on you that was answered, newest first. Other people with the same mobile number do not see these, and you do not see theirs.
history-none = No organisation has learned your status in the time that records are kept.
history-older = Older checks
history-newest = Newest checks
history-state = State
history-valid = The result is valid until { $time }
history-expired = The result has expired
history-used = The organisation has used the result
history-revoked = The result is revoked
history-withdrawn = You have withdrawn your consent. This organisation learns nothing about you any more.
history-withdraw = Withdraw the consent
history-withdraw-title = Withdraw your consent to { $provider }?
history-withdraw-text = All results that { $provider } was given about you are revoked at once. From now on it learns nothing about you, and sees the same as for a name and number that do not belong together. What it has noted already it may still have. You can take this back at any time.
history-withdraw-confirm = Withdraw the consent
history-keep = Keep it as it is
history-withdraw-done = Your consent to { $provider } is withdrawn.
history-allow = Let { $provider } ask again
history-allow-done = { $provider } may ask you again. It learns something only when you agree with a code.
history-refused-title = Organisations that may not ask
history-proof = Proof from the log
history-proof-title = How to check a proof
history-proof-text = Every check is noted in a log that nobody can change unseen. A proof shows that the check is in it: its entry, its place, and the signed head of the log of that moment. It is checked with the key published at { $key } and any program for RFC 9162, such as verify_audit.py from the source of this service.
pause-title = Pause all checks
pause-text = While checks are paused, no organisation learns anything about you. Whoever asks sees the same as for a name and number that do not belong together, and no code is sent to you. This page goes on working for you.
pause-button = Pause all checks
pause-since = All checks on you have been paused since { $date }.
pause-resume = Let checks go on
pause-done = All checks on you are paused from now on.
pause-ended = Checks go on. Nothing is shared before you agree with a code.
# Sharing: graphic, link, pass
graphic-title = Share a graphic
graphic-lead = A picture of your status, to post or to send. It shows what you choose and nothing else: no number, no date of birth.
graphic-shape = Shape
graphic-square = Square, for posts and stories
graphic-wide = Wide, for messages and links
graphic-language = Language of the graphic
graphic-named = Show my first name: { $name }
graphic-coded = Put the link on it as a QR code
graphic-show = Show the graphic
graphic-link = Make a link to share
graphic-link-hint = Whoever has the link sees the graphic and nothing else. You can take it back here.
graphic-native = Share the graphic
graphic-native-link = Share the link
graphic-png = Save as a picture
graphic-svg = Save for printing, sharp at every size
graphic-linked = Your link
graphic-linked-hint = Keep it now: it is shown only this once.
graphic-links = Your links
graphic-link-of = Made on { $made }, ends on { $ends }
graphic-unshare = Take the link back
graphic-unshared = The link was taken back. It shows nothing any more.
graphic-word-0 = Not vaccinated yet
graphic-line-0 = My turn is still to come.
graphic-line-1 = One step done, the next to come.
graphic-line-2 = I am vaccinated. And you?
graphic-error-font = The graphic cannot be drawn in this script at the moment. Choose another language, or leave the name out.
graphic-error-busy = Many graphics are being drawn at the moment. Try again.
graphic-error-many = You have made many links today. Make another one tomorrow.
shared-what = Shared by the person it is about. For a check that counts, ask for a pass or for the status itself.
shared-own = See your own status
shared-gone-title = This link shows nothing
shared-gone = It has ended, was taken back, or is not complete. Ask the person who sent it.
pass-title = A pass for a gate
pass-lead = A signed QR code that a gate checks without the internet. It says your status, until when it is good, and what you choose here.
pass-name = Name on the pass
pass-name-first = First name
pass-name-initials = Initials
pass-name-none = No name
pass-birth-year = Show my year of birth
pass-lifetime = Good for
pass-hours = { $count ->
    [one] 1 hour
   *[other] { $count } hours
 }
pass-days = { $count ->
    [one] 1 day
   *[other] { $count } days
 }
pass-make = Make a pass
pass-ends = { $date }, { $time }
pass-until = Good until
pass-fact-name = Name
pass-code = QR code of the pass. Its text is written below.
pass-text = The code in letters
pass-paper = Save for printing
pass-paper-title = Vaccination pass
pass-paper-how = A gate scans the QR code, or somebody types the letters. The signature shows that nobody has changed them.
pass-paper-where = Fold the paper along the line. You can take the pass back at any time on your own page: { $host }
pass-show = Show
pass-revoke = Take the pass back
pass-revoked = The pass was taken back. Gates hear of it when they next go online.
pass-list = Your passes
pass-error-name = Your name does not fit on a pass in this form. Choose initials, or no name.
pass-error-lifetime = Choose how long the pass is to be good
pass-error-many = You have as many passes as can be good at the same time. Take one back first.
pass-error-gone = This pass is over or was taken back. Make a new one.
# Gate and verify: checking passes and results
moment = { $date }, { $time }
gate-title = Check a pass
gate-lead = Scan the QR code of a pass. It is checked on this device, also without a network.
gate-camera = Scan with the camera
gate-camera-stop = Stop the camera
gate-camera-refused = The camera cannot be used. Allow it for this page, or choose a picture or type the code below.
gate-view = What the camera sees
gate-next = Scan the next
gate-group = A group: go on with the next by itself
gate-sound = Sound and vibration
gate-otherwise = A picture, or the code as text
gate-picture = Picture of the QR code
gate-picture-none = No QR code can be read in this picture.
gate-code = Code of the pass
gate-code-hint = Paste it, or type what stands below the QR code. It begins with { $prefix }
gate-check = Check
gate-today = Today on this page
gate-refused = Refused
gate-today-hint = Numbers only. They begin again at midnight, and when the page is loaded again.
gate-keys = Keys and list of revoked passes as of
gate-keys-old = The keys are too old: go online. They are as of
gate-keys-none = There are no keys on this device yet: go online once.
gate-offline-ready = This page is ready for use without a network.
gate-stores = Nothing of a pass is stored or sent. This page keeps on the device only its own files, the public keys and the list of revoked passes.
gate-needs-script = Passes are scanned and checked in the browser, which needs JavaScript. Without it, paste the code of the pass on this page, where our server checks it:
gate-broken = The checker could not be loaded. Nothing can be checked. Load the page again.
verify-title = Is it genuine?
verify-lead = Paste a result or the code of a pass.
verify-in-browser = It is checked in your browser and sent to nobody.
verify-without-script = Your browser runs no JavaScript: our server checks the text, and keeps nothing of it.
verify-text = Result or code
verify-text-hint = A result exactly as it came, without spaces or lines before and after it.
verify-narrow = Was it made for you?
verify-audience = Your provider id (optional)
verify-nonce = The nonce that you asked with (optional)
verify-limits = Whether a result was revoked or used before is told only to whom it was made for, by the service itself.
found-genuine = Genuine pass
found-genuine-text = Signed by this service, and valid now.
found-not-a-pass = Not a pass
found-not-a-pass-text = Another code or text, or only a part of a pass. Scan it again.
found-bad-signature = Bad signature
found-bad-signature-text = It looks like a pass, but this service did not sign it. Do not accept it.
found-expired = Expired
found-expired-text = It was genuine, and its time is over. The person can make a new one.
found-not-yet = Not valid yet
found-not-yet-text = It comes from the future. Check the date and time of this device.
found-revoked = Revoked
found-revoked-text = It was genuine, and was taken back. Do not accept it.
found-keys-too-old = Keys too old, go online
found-keys-too-old-text = This device cannot tell. Connect it once, then scan again.
found-result-genuine = Genuine result
found-result-genuine-text = Signed by this service, and valid now.
found-result-expired = Expired result
found-result-expired-text = Signed by this service. Results are valid for five minutes, and this one is over: do not act on it.
found-result-malformed = Not a result
found-result-malformed-text = It does not have the form of a result of this service, or a part is missing, or there are spaces around it.
found-result-forged = Bad signature
found-result-forged-text = This service did not sign it. Do not believe it.
found-result-elsewhere = Not from this service
found-result-elsewhere-text = It names another service, or mixes test and live. Do not believe it.
found-result-audience = Made for somebody else
found-result-audience-text = The provider id in it is not the one that you named.
found-result-nonce = Answers another question
found-result-nonce-text = The nonce in it is not the one that you named.
found-result-not-yet = Not valid yet
found-result-not-yet-text = It comes from the future. Check the date and time of this device.
fact-name = Name
fact-birth-year = Year of birth
fact-gender = Gender
fact-mobile = Mobile
fact-reason = Why
fact-flag = Note
fact-dose = Dose
fact-precaution-dose = Precaution dose
fact-audience = Made for
fact-purpose = Purpose
fact-origin = Page that asked
fact-nonce = Nonce
fact-reference = Reference of who asked
fact-consent = Receipt
fact-as-of = Status as of
fact-issued = Made
fact-expires = Valid until
# Maintenance
problem-maintenance = { $minutes ->
    [one] The service is closed for maintenance. Try again in 1 minute. Nothing you typed was shared.
   *[other] The service is closed for maintenance. Try again in { $minutes } minutes. Nothing you typed was shared.
 }

# Messages by SMS. In braces: what the service fills in; the words of an operator replace them ([texts] in the configuration).
sms-code = { $code } is the code to share your vaccination status with { $provider } for { $purpose }. Valid { $minutes } min. Never tell it to anyone on the phone. Ref { $ref }
sms-own = { $code } is the code to see your own vaccination status. Valid { $minutes } min. Never tell it to anyone. Ref { $ref }
sms-receipt = You agreed that { $provider } learns your vaccination status for { $purpose }. Receipt { $receipt }. See it or withdraw: { $address }

# In the host page, around the frame
loader-title = Vaccination status
loader-button = Share vaccination status
loader-close = Close
loader-failed = The check did not open.
loader-open = Open it in a new tab
loader-setup = This check is not set up for this page.
