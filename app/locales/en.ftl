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
home-providers = For those who ask
home-providers-text = Embed the check in your page with two lines, or call it from your server. Everything can be tried without an account.
home-docs = Documentation and playground

# Maintenance
problem-maintenance = { $minutes ->
    [one] The service is closed for maintenance. Try again in 1 minute. Nothing you typed was shared.
   *[other] The service is closed for maintenance. Try again in { $minutes } minutes. Nothing you typed was shared.
 }
