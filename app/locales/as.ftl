# Assamese. Every string in this file still wants a native reader.

service-name = টিকাকৰণৰ স্থিতি
know-your-status = নিজৰ টিকাকৰণৰ স্থিতি জানক
language-label = ভাষা
language-change = সলনি কৰক
step-of = ৩টাৰ { $step } নং পৰ্যায়
test-ribbon = TEST - আচল উত্তৰ নহয়
error-prefix = ভুল:
privacy = গোপনীয়তা
help = সহায়
accessibility = সাধ্য সুবিধা
date = { $day } { $month ->
    [1] জানুৱাৰী
    [2] ফেব্ৰুৱাৰী
    [3] মাৰ্চ
    [4] এপ্ৰিল
    [5] মে'
    [6] জুন
    [7] জুলাই
    [8] আগষ্ট
    [9] ছেপ্টেম্বৰ
    [10] অক্টোবৰ
    [11] নৱেম্বৰ
   *[12] ডিচেম্বৰ
 } { $year }

# Step 1: details
details-title-staff = কাৰ স্থিতি জানিব লাগে?
details-title-citizen = নিজৰ টিকাকৰণৰ স্থিতি জনাওক
details-lead-staff = ব্যক্তিগৰাকীৰ টিকাকৰণৰ ৰেকৰ্ডত যেনেকৈ আছে, তেনেকৈ লিখক।
details-lead-citizen = আপুনি ক'ড লিখি সন্মতি দিয়াৰ আগতে একোৱেই জনোৱা নহয়।
name-label = সম্পূৰ্ণ নাম
name-hint = টিকাকৰণৰ সময়ত দিয়া নাম
mobile-label = ম'বাইল নম্বৰ
mobile-hint = টিকাকৰণৰ বাবে পঞ্জীয়ন কৰা নম্বৰটো। এই নম্বৰলৈ এটা ক'ড যাব।
send-code = ক'ড পঠিয়াওক
asked-by = { $provider } সংস্থাই সুধিছে

# Step 2: consent and code
consent-asks = { $provider } সংস্থাই আপোনাৰ টিকাকৰণৰ স্থিতি জানিব বিচাৰিছে
consent-asks-staff = { $provider } সংস্থাই এই ব্যক্তিগৰাকীৰ টিকাকৰণৰ স্থিতি জানিব বিচাৰিছে
consent-purpose = উদ্দেশ্য: { $purpose }
consent-learns = সংস্থাটোৱে জানিব:
consent-status = টিকাকৰণৰ স্থিতি
consent-events = টিকাৰ নাম আৰু ড'জৰ তাৰিখ (ঐচ্ছিক)
consent-demographics = জন্মৰ বছৰ আৰু লিংগ (ঐচ্ছিক)
consent-withdraw = আপুনি নিজৰ পৃষ্ঠাত যিকোনো সময়তে নিজৰ সন্মতি উঠাই ল'ব পাৰে।
consent-withdraw-staff = ব্যক্তিগৰাকীয়ে নিজৰ পৃষ্ঠাত যিকোনো সময়তে সন্মতি উঠাই ল'ব পাৰে।
consent-complain = কিবা ভুল আছে নেকি?
code-label = SMS-ত অহা ক'ড
code-sent = { $mobile } নম্বৰলৈ পঠিওৱা হৈছে · ৰেফাৰেন্স { $ref }
code-maybe = নাম আৰু নম্বৰ মিলিলে, এক মিনিটৰ ভিতৰত SMS আহিব।
code-usually = নাম আৰু নম্বৰ মিলিলে, SMS আহিব। সাধাৰণতে প্ৰায় { $seconds } ছেকেণ্ড লাগে।
code-queued = { $minutes ->
    [one] এতিয়া SMS লাহে লাহে গৈ আছে। নাম আৰু নম্বৰ মিলিলে, আপোনাৰ SMS শাৰীত আছে: সেয়া { $minutes } মিনিটৰ ভিতৰত আহিব, নহ'লে তাৰ ম্যাদ উকলিব আৰু আপুনি নতুন ক'ড বিচাৰিব পাৰিব। অপেক্ষা কৰিলে আপোনাৰ একো ক্ষতি নহয়।
   *[other] এতিয়া SMS লাহে লাহে গৈ আছে। নাম আৰু নম্বৰ মিলিলে, আপোনাৰ SMS শাৰীত আছে: সেয়া { $minutes } মিনিটৰ ভিতৰত আহিব, নহ'লে তাৰ ম্যাদ উকলিব আৰু আপুনি নতুন ক'ড বিচাৰিব পাৰিব। অপেক্ষা কৰিলে আপোনাৰ একো ক্ষতি নহয়।
 }
code-staff = ব্যক্তিগৰাকীয়ে ক'ডটো নিজে লিখে বা আপোনাক পঢ়ি শুনায়; সেয়াই তেওঁৰ সন্মতি।
code-valid = ক'ডটো { $minutes } মিনিট বৈধ।
code-valid-live = ক'ডটো আৰু { $time } মিনিট বৈধ
code-expired-live = ক'ডটোৰ ম্যাদ উকলিছে। নতুন ক'ড পঠিয়াওক।
share-with = { $provider } সংস্থাক জনাওক
resend = নতুন ক'ড পঠিয়াওক
resend-done = { $mobile } নম্বৰলৈ নতুন ক'ড পঠিওৱা হ'ল। ইয়াৰ ৰেফাৰেন্স { $ref }; পুৰণি ক'ডবোৰ আৰু নচলে।
resend-wait = { $time } মিনিট পিছত নতুন ক'ড বিচাৰিব পাৰিব
resend-ready = এতিয়া আপুনি নতুন ক'ড বিচাৰিব পাৰে।
resend-none = ইয়াত আৰু নতুন ক'ড পঠিয়াব নোৱাৰি। পুনৰ আৰম্ভ কৰক।
change-details = নাম বা নম্বৰ সলনি কৰক
decline = জনাব নিবিচাৰোঁ
never-tell = আপোনাক ফোন কৰা কোনো লোককে ক'ডটো কেতিয়াও নক'ব।
purpose-check-in = চেক-ইন
purpose-booking = বুকিং
purpose-boarding = ব'ৰ্ডিং
purpose-entry = প্ৰৱেশ
purpose-travel = যাত্ৰা
purpose-employment = চাকৰি
purpose-event = অনুষ্ঠান
purpose-visit = সাক্ষাৎ

# Step 3: answer
answer-title = উত্তৰ
answer-0 = টিকাকৰণ হোৱা নাই
answer-1 = আংশিক টিকাকৰণ হৈছে
answer-2 = সম্পূৰ্ণ টিকাকৰণ হৈছে
answer-shared = এইমাত্ৰ { $provider } সংস্থাক জনোৱা হ'ল
answer-of = { $needed }টা ড'জৰ { $counted }টা ৰেকৰ্ডত আছে
answer-name = যাচাই কৰা নাম
answer-as-of = স্থিতিৰ তাৰিখ
answer-why = কাৰণ
answer-receipt = ৰচিদ
answer-dose = { $of }টাৰ { $dose } নং ড'জ
answer-dose-alone = { $dose } নং ড'জ
answer-dose-precaution = সতৰ্কতামূলক ড'জ
answer-birth-year = জন্মৰ বছৰ
answer-gender = লিংগ
answer-note = টোকা
answer-continue = আগবাঢ়ক: { $provider }
answer-another = আন এজনৰ স্থিতি যাচাই কৰক
answer-receipt-hint = এই নম্বৰটো ৰাখি থওক। আপুনি যি কথাত সন্মতি দিছে, এইটো তাৰ নম্বৰ।
gender-F = মহিলা
gender-M = পুৰুষ
gender-O = অন্য
gender-U = ৰেকৰ্ডত নাই
reason-series-complete = প্ৰয়োজনীয় সকলো ড'জ ৰেকৰ্ডত আছে
reason-no-dose-recorded = কোনো ড'জ ৰেকৰ্ডত নাই
reason-dose-after-date = ৰেকৰ্ডত এটা ড'জৰ তাৰিখ পিছৰ দিনৰ
reason-dose-date-implausible = ৰেকৰ্ডত এটা ড'জৰ তাৰিখ টিকাকৰণ আৰম্ভ হোৱাৰ আগৰ
reason-dose-number-implausible = ৰেকৰ্ডত এটা ড'জৰ এনে নম্বৰ আছে, যিটো হ'বই নোৱাৰে
reason-second-dose-not-recorded = দ্বিতীয় ড'জ ৰেকৰ্ডত নাই
reason-second-dose-recorded-as-first = ৰেকৰ্ডত প্ৰথম ড'জ দুটা আছে, দ্বিতীয় ড'জ নাই
reason-doses-missing = কিছুমান ড'জ ৰেকৰ্ডত নাই
reason-unknown-product = এটা ড'জ তালিকাত নথকা টিকাৰ
reason-product-not-in-use = এটা ড'জ এনে টিকাৰ, যিটো সেই তাৰিখত ব্যৱহাৰ হোৱা নাছিল
flag-short_interval = দ্বিতীয় ড'জ নিৰ্ধাৰিত সময়ৰ আগতে দিয়া হৈছিল।
flag-mixed_series = বেলেগ বেলেগ টিকাৰ ড'জ
flag-duplicate_first_dose = ৰেকৰ্ডত প্ৰথম ড'জ দুটা আছে। হয়তো দ্বিতীয়টো প্ৰথম বুলি লিখা হৈছে।
flag-precaution = সতৰ্কতামূলক ড'জ ৰেকৰ্ডত আছে

# When nothing is shared
closed-title = একো জনোৱা নহ'ল
closed-text = { $provider } সংস্থাই আপোনাৰ বিষয়ে একো জানিবলৈ পোৱা নাই।
start-again = পুনৰ আৰম্ভ কৰক

# Errors of the fields
error-summary = এটা সমস্যা আছে
error-name-empty = সম্পূৰ্ণ নাম লিখক
error-name-too-long = নামটো বৰ দীঘল। সৰ্বাধিক ১২০টা আখৰ লিখক
error-name-letters = নামটো আখৰেৰে লিখক, যেনে ৰাজেশ শৰ্মা
error-name-mixed-scripts = নামটোত বেলেগ বেলেগ লিপিৰ আখৰ আছে। এটা লিপিতেই লিখক
error-mobile-empty = ম'বাইল নম্বৰ লিখক
error-mobile-format = ১০টা অংকৰ ভাৰতীয় ম'বাইল নম্বৰ লিখক, যেনে 98100 00001
error-code-empty = SMS-ত অহা ক'ডটো লিখক
error-code-too-short = ক'ডটো চুটি হৈছে। SMS-ত অহা ৬টা অংক লিখক
error-code-too-long = ক'ডটো দীঘল হৈছে। SMS-ত অহা ৬টা অংক লিখক
error-code-not-digits = ক'ডটো ৬টা অংকেৰে লিখক, আখৰ নিলিখিব
error-code-incorrect = { $left ->
    [one] এই ক'ডটো শুদ্ধ নহয়। আৰু { $left } বাৰ চেষ্টা কৰিব পাৰিব।
   *[other] এই ক'ডটো শুদ্ধ নহয়। আৰু { $left } বাৰ চেষ্টা কৰিব পাৰিব।
 }
error-code-expired = এই ক'ডটোৰ ম্যাদ উকলিছে। নতুন ক'ড পঠিয়াওক
error-code-attempts = তিনিবাৰ ভুল ক'ড দিয়া হ'ল। আপোনাৰ সুৰক্ষাৰ বাবে এই যাচাই বন্ধ কৰা হৈছে। পুনৰ আৰম্ভ কৰক।
error-code-used = এই ক'ডটো আগতেই ব্যৱহাৰ কৰা হৈছে। পুনৰ আৰম্ভ কৰক।
error-resend-early = { $seconds ->
    [one] { $seconds } ছেকেণ্ড পিছত নতুন ক'ড পঠিয়াব পাৰি।
   *[other] { $seconds } ছেকেণ্ড পিছত নতুন ক'ড পঠিয়াব পাৰি।
 }
error-resend-many = এই যাচাইৰ বাবে আৰু ক'ড পঠিয়াব নোৱাৰি। পুনৰ আৰম্ভ কৰক।
error-offline = ইণ্টাৰনেট সংযোগ নাই। আপুনি লিখা একোৱেই হেৰোৱা নাই। আকৌ চেষ্টা কৰক।
confirm-visible = হয়তো কিবা এটাই এই পৃষ্ঠাটো ঢাকি ৰাখিছে। { $provider } সংস্থাই সুধিছে বুলি দেখিলে, ক'ড পঠিয়াবলৈ আকৌ টিপক।

# Problem pages
problem-title = এই যাচাই আগবাঢ়িব নোৱাৰে
problem-invalid-site-key = যিটো পৃষ্ঠাৰ পৰা আপুনি ইয়ালৈ আহিছে, সেইটো ঠিকমতে সাজু কৰা হোৱা নাই: ইয়াৰ ৱেবছাইটৰ চাবি চিনি পোৱা নগ'ল। পৃষ্ঠাটো চলোৱা লোকসকলক জনাওক।
problem-origin-not-allowed = যিটো পৃষ্ঠাৰ পৰা আপুনি ইয়ালৈ আহিছে, এই চাবিৰে টিকাকৰণৰ স্থিতি সোধাৰ অনুমতি তাৰ নাই। একো সোধা হোৱা নাই, একো জনোৱাও হোৱা নাই।
problem-provider-suspended = এই সংস্থাৰ এতিয়া টিকাকৰণৰ স্থিতি সোধাৰ অনুমতি নাই। একো জনোৱা হোৱা নাই।
problem-purpose-not-allowed = দিয়া উদ্দেশ্যটোৰ বাবে সোধাৰ অনুমতি এই সংস্থাৰ নাই। পৃষ্ঠাটো চলোৱা লোকসকলক জনাওক।
problem-scope-not-allowed = বিচৰা তথ্যখিনি চোৱাৰ অনুমতি এই সংস্থাৰ নাই। পৃষ্ঠাটো চলোৱা লোকসকলক জনাওক।
problem-bad-parameter = এই পৃষ্ঠাৰ ঠিকনা (লিংক) সম্পূৰ্ণ নহয়। আগৰ পৃষ্ঠালৈ ঘূৰি গৈ আকৌ চেষ্টা কৰক।
problem-verification-not-found = এই যাচাই আৰু খোলা নাই। পুনৰ আৰম্ভ কৰক।
problem-rate-limited = { $seconds ->
    [one] এতিয়া অতি বেছি যাচাই হৈ আছে। { $seconds } ছেকেণ্ড পিছত আকৌ চেষ্টা কৰক।
   *[other] এতিয়া অতি বেছি যাচাই হৈ আছে। { $seconds } ছেকেণ্ড পিছত আকৌ চেষ্টা কৰক।
 }
problem-service-unavailable = সেৱাটো এতিয়া উপলব্ধ নহয়। কেইমিনিটমান পিছত আকৌ চেষ্টা কৰক। আপুনি লিখা একোৱেই কাকো জনোৱা হোৱা নাই।

# Home
home-title = এজন ব্যক্তিৰ টিকাকৰণ হৈছেনে? সন্মতি লৈ সোধক, ডিজিটেল স্বাক্ষৰ থকা উত্তৰ পাওক।
home-lead = হোটেল, বিমান কোম্পানী বা কাৰ্যালয়ে সোধে; পঞ্জীয়ন কৰা ম'বাইললৈ এটা ক'ড যায়; ব্যক্তিগৰাকীয়ে ক'ডটো লিখি সন্মতি দিয়ে। যিয়ে সোধে, তেওঁ কেৱল এটা কথাহে জানিবলৈ পায়, আৰু তাত ডিজিটেল স্বাক্ষৰ থাকে।
home-answers = তিনিটা উত্তৰ
home-step-1 = সম্পূৰ্ণ নাম আৰু পঞ্জীয়ন কৰা ম'বাইল নম্বৰ
home-step-2 = SMS-ত অহা ক'ডটোৱেই সন্মতি
home-step-3 = ডিজিটেল স্বাক্ষৰ থকা উত্তৰ, লগে লগে
home-steps = কেনেকৈ হয়
home-privacy = কি ৰখা হয় আৰু কিমান দিনলৈ
home-privacy-text = নাম আৰু নম্বৰ এনক্ৰিপ্ট কৰি (গোপন ৰূপত) ৰখা হয়, ক'ড কেতিয়াও ৰখা নহয়। কাক কি জনোৱা হ'ল, তাৰ ৰেকৰ্ড অতি কমেও এবছৰলৈ ৰখা হয়, যাতে আপুনি চাব পাৰে আৰু অভিযোগ কৰিব পাৰে।
home-help = সহায়
home-help-text = SMS অহা নাই নেকি? নাম বা নম্বৰ টিকাকৰণৰ ৰেকৰ্ডৰ লগত নিমিলিব পাৰে। নতুন ক'ড বিচাৰক, বা নামৰ বানান টিকাকৰণৰ সময়ত দিয়াৰ দৰে আছেনে চাওক।
home-complaints = অভিযোগ
home-complaints-text = আপুনি কোনো যাচাইৰ বাবে সন্মতি দিয়া নাছিল নেকি, বা কিবা ভুল আছে নেকি? এই সেৱা চলোৱা লোকসকললৈ লিখক, আৰু ৰচিদ থাকিলে তাৰ নম্বৰটো জনাওক। তাতো সমাধান নহ'লে আপুনি ভাৰতীয় ডাটা সুৰক্ষা ব'ৰ্ডৰ কাষ চাপিব পাৰে।
home-providers = যিসকলে সোধে, তেওঁলোকৰ বাবে
home-providers-text = মাত্ৰ দুটা শাৰীৰে যাচাইটো আপোনাৰ পৃষ্ঠাত লগাওক, বা আপোনাৰ ছাৰ্ভাৰৰ পৰা সোধক। একাউণ্ট নোহোৱাকৈও সকলোখিনি ব্যৱহাৰ কৰি চাব পাৰি।
home-docs = নিৰ্দেশিকা আৰু ব্যৱহাৰ কৰি চোৱাৰ ঠাই

# Own status: the tabs of the home page
home-ways = আপুনি ইয়াত কি কৰিব পাৰে
home-way-own = নিজৰ স্থিতি আৰু ৰেকৰ্ডত থকা ড'জবোৰ চাওক
home-organisations = সংস্থাৰ বাবে
home-way-organisations = ব্যক্তিৰ সন্মতি লৈ স্থিতি সোধক: নিৰ্দেশিকা, ইংৰাজীত
home-gate = গেটত
home-way-gate = টিকা-পাছ স্কেন কৰি যাচাই কৰক, ইণ্টাৰনেট নোহোৱাকৈও
home-verify = উত্তৰ যাচাই কৰক
missing-title = এই ঠিকনাত একো নাই
missing-text = ঠিকনাটো আকৌ চাওক, বা ইয়াৰ পৰা আৰম্ভ কৰক।

# Own status: before the code
own-details-lead = আপোনাৰ ম'বাইললৈ এটা ক'ড যাব। আপোনাৰ স্থিতি কেৱল আপুনিহে দেখে; আপুনি চাইছে বুলি কাকো জনোৱা নহয়।
own-asks = আপুনি নিজৰ টিকাকৰণৰ স্থিতি জানিব বিচাৰিছে
own-asks-nobody = আন কোনেও একো জানিবলৈ নাপায়। আপুনি নিজৰ স্থিতি, নিজৰ ড'জবোৰ আৰু সেইবোৰত ভুল থাকিলে কি কৰিব পাৰে, সেয়া দেখিব।
own-asks-sms = SMS-তো সেই কথাই লিখা আছে: "নিজৰ টিকাকৰণৰ স্থিতি চোৱাৰ ক'ড"। তাত কোনো সংস্থাৰ নাম থাকিলে, সেয়া আন কামৰ বাবে।
own-see = মোৰ স্থিতি দেখুৱাওক
own-decline = বাতিল কৰক
own-closed-text = আপোনাৰ বিষয়ে কোনেও একো জানিবলৈ পোৱা নাই। আপুনি যিকোনো সময়তে পুনৰ আৰম্ভ কৰিব পাৰে।

# Own status: the page
own-title = আপোনাৰ নিজৰ টিকাকৰণৰ স্থিতি
own-name = পঞ্জীয়ন কৰা নাম
own-mobile = পঞ্জীয়ন কৰা ম'বাইল
own-updated = ৰেকৰ্ড শেষবাৰ অহা তাৰিখ
own-updated-unknown = জনা নাযায়
own-rules = নিয়মৰ সংস্কৰণ
own-fresh = ৰেকৰ্ড শেষবাৰ অহাৰ পিছত দিয়া ড'জ এতিয়াও ইয়াত নাই।
own-why-series-complete = { $needed ->
    [one] { $product } টিকাৰ প্ৰয়োজনীয় { $needed }টা ড'জ ৰেকৰ্ডত আছে।
    [2] { $product } টিকাৰ প্ৰয়োজনীয় দুয়োটা ড'জ ৰেকৰ্ডত আছে।
   *[other] { $product } টিকাৰ প্ৰয়োজনীয় { $needed }টা ড'জেই ৰেকৰ্ডত আছে।
 }
own-why-second-dose-not-recorded = { $product } টিকাৰ দুটা ড'জৰ এটা ৰেকৰ্ডত আছে; দ্বিতীয়টো নাই।
own-why-second-dose-recorded-as-first = ৰেকৰ্ডত { $product } টিকাৰ প্ৰথম ড'জ দুটা আছে, দ্বিতীয় ড'জ নাই। সম্ভৱতঃ দ্বিতীয়টো প্ৰথম বুলি ৰেকৰ্ড কৰা হৈছে: তলত এই ভুলটো জনাওক।
own-why-doses-missing = { $product } টিকাৰ { $needed }টা ড'জৰ { $counted }টা ৰেকৰ্ডত আছে। নথকা ড'জ: { $missing }।
own-why-dose-after-date = { $product } টিকাৰ { $needed }টা ড'জৰ { $counted }টা গণনা কৰা হয়। ৰেকৰ্ডত আন এটাৰ তাৰিখ এতিয়াও আহিবলৈ আছে।
own-why-dose-date-implausible = { $product } টিকাৰ { $needed }টা ড'জৰ { $counted }টা গণনা কৰা হয়। ৰেকৰ্ডত আন এটাৰ তাৰিখ টিকাকৰণ আৰম্ভ হোৱাৰ আগৰ।
own-doses = ৰেকৰ্ডত থকা ড'জ
own-doses-none = কোনো ড'জ ৰেকৰ্ডত নাই।
own-doses-dose = ড'জ
own-doses-vaccine = টিকা
own-doses-date = তাৰিখ
own-doses-odd = এই তাৰিখ শুদ্ধ হ'ব নোৱাৰে; এই ড'জটো গণনা কৰা নহয়।
own-closes = { $minutes ->
    [one] আপোনাৰ সুৰক্ষাৰ বাবে এই পৃষ্ঠাটো { $minutes } মিনিট পিছত বন্ধ হ'ব। ইয়াৰ বাহিৰে এইটো আন ক'তো ৰখা নহয়।
   *[other] আপোনাৰ সুৰক্ষাৰ বাবে এই পৃষ্ঠাটো { $minutes } মিনিট পিছত বন্ধ হ'ব। ইয়াৰ বাহিৰে এইটো আন ক'তো ৰখা নহয়।
 }
own-closes-soon = এই পৃষ্ঠাটো এক মিনিটৰ ভিতৰত বন্ধ হ'ব। আৰু সময় লাগিলে আকৌ খুলিব পাৰি: নিজৰ নাম আৰু নম্বৰ আকৌ লিখক, নতুন ক'ডেৰে পৃষ্ঠাটো খোল খাব।
own-end = এই পৃষ্ঠা এতিয়াই বন্ধ কৰক
own-ended-title = আপোনাৰ পৃষ্ঠা বন্ধ কৰা হ'ল
own-ended-text = এই ডিভাইচত আৰু কোনেও আপোনাৰ স্থিতি নেদেখে। আকৌ চাবলৈ নতুন ক'ড বিচাৰক।
own-expired-title = আপোনাৰ পৃষ্ঠা বন্ধ হৈ গ'ল
own-expired-text = আপোনাৰ সুৰক্ষাৰ বাবে ৰখা সময়খিনি শেষ হ'ল। একো হেৰোৱা নাই। নিজৰ নাম আৰু নম্বৰ আকৌ লিখক, নতুন ক'ডেৰে পৃষ্ঠাটো খোল খাব।

# Own status: "this is wrong"
own-wrong = ইয়াত কিবা ভুল আছে
own-wrong-what = কি ভুল আছে?
own-fault-duplicate-first-dose = মোৰ দ্বিতীয় ড'জ প্ৰথম বুলি ৰেকৰ্ড কৰা হৈছে
own-fault-dose-missing = মই লোৱা এটা ড'জ ৰেকৰ্ডত নাই
own-fault-wrong-date = তাৰিখ বা টিকা ভুল আছে
own-fault-not-my-dose = ৰেকৰ্ডত থকা এটা ড'জ মোক দিয়া হোৱা নাই
own-fault-wrong-name = মোৰ নাম, জন্মৰ বছৰ বা লিংগ ভুল আছে
own-wrong-dose = কোনটো ড'জ? (ঐচ্ছিক)
own-wrong-dose-none = কোনো বিশেষ ড'জ নহয়
own-wrong-hint = আপুনি এটা নম্বৰ পাব। আপুনি জনোৱা ভুলৰ কথা স্বাস্থ্য কৰ্তৃপক্ষৰ বাহিৰে আন কোনেও নেদেখে।
own-wrong-send = ভুলটো জনাওক
own-error-fault = কি ভুল আছে, বাছি লওক
own-error-dose = ৰেকৰ্ডত থকা আপোনাৰ এটা ড'জ বাছি লওক, বা এটাও নাবাছিব
own-reported = আপুনি জনোৱা ভুলৰ কথা গ্ৰহণ কৰা হ'ল। ইয়াৰ নম্বৰটো ৰাখি থওক:
own-reported-next = স্বাস্থ্য কৰ্তৃপক্ষই আপোনাৰ ৰেকৰ্ড টিকাকৰণ কেন্দ্ৰৰ ৰেকৰ্ডৰ লগত মিলাই চায়। কি হ'ল জানিবলৈ এই পৃষ্ঠালৈ আকৌ আহক; কেন্দ্ৰত সুধিবলৈ গ'লে নম্বৰটো লগত নিয়ক।
own-cases = আপুনি জনোৱা ভুলবোৰ
own-case-since = { $date } তাৰিখে জনোৱা হৈছিল।
own-case-open = বিষয়টো পৰীক্ষা কৰি থকা হৈছে।
own-case-corrected = ৰেকৰ্ড শুধৰাই দিয়া হ'ল।
own-case-declined = ৰেকৰ্ড যেনেকৈ আছে, তেনেকৈয়ে শুদ্ধ বুলি পোৱা গ'ল।

# Receipts and history
receipt-title = ৰচিদ
receipt-asked-by = কোনে সুধিছিল
receipt-purpose = উদ্দেশ্য
receipt-when = কেতিয়া
receipt-moment = { $date }, { $time }
receipt-items = কি জনোৱা হ'ল
receipt-events = টিকাৰ নাম আৰু ড'জৰ তাৰিখ
receipt-demographics = জন্মৰ বছৰ আৰু লিংগ
receipt-number = নম্বৰ
receipt-withdraw = আপুনি নিজৰ পৃষ্ঠাত যিকোনো সময়তে এই যাচাই চাব পাৰে আৰু নিজৰ সন্মতি উঠাই ল'ব পাৰে।
receipt-withdraw-link = চাওক বা সন্মতি উঠাই লওক
receipt-complain = আপুনি সন্মতি দিয়া নাছিল নেকি, বা কিবা ভুল আছে নেকি? ৰচিদৰ নম্বৰটো জনাই অভিযোগ কৰক।
receipt-complain-link = কেনেকৈ অভিযোগ কৰিব
receipt-save = ৰচিদ ছেভ কৰক
receipt-sms = মোলৈ SMS-ত ৰচিদ পঠিয়াওক
receipt-page-title = ৰচিদ { $number }
receipt-print = এই পৃষ্ঠাটো প্ৰিণ্ট কৰক, বা ফাইল হিচাপে ৰাখক। উত্তৰ কি আছিল, ইয়াত লিখা নাই।
receipt-download = ফাইল হিচাপে ছেভ কৰক
receipt-gone = এনে কোনো ৰচিদ নাই
history-title = আপোনাৰ বিষয়ে কোনে সুধিছে
history-lead = আপোনাৰ বিষয়ে হোৱা যিবোৰ যাচাইৰ উত্তৰ দিয়া হৈছে, সেই সকলোবোৰ; আটাইতকৈ নতুনটো প্ৰথমে। একে ম'বাইল নম্বৰৰ আন লোকে এইবোৰ নেদেখে, আৰু আপুনিও তেওঁলোকৰবোৰ নেদেখে।
history-none = যিমান দিন ৰেকৰ্ড ৰখা হয়, তাৰ ভিতৰত কোনো সংস্থাই আপোনাৰ স্থিতি জানিবলৈ পোৱা নাই।
history-older = আগৰ যাচাইবোৰ
history-newest = শেহতীয়া যাচাইবোৰ
history-state = অৱস্থা
history-valid = ফলাফল { $time } বজালৈকে বৈধ
history-expired = ফলাফলৰ ম্যাদ উকলিছে
history-used = সংস্থাই ফলাফল ব্যৱহাৰ কৰিছে
history-revoked = ফলাফল বাতিল কৰা হৈছে
history-withdrawn = আপুনি নিজৰ সন্মতি উঠাই লৈছে। এই সংস্থাই আপোনাৰ বিষয়ে আৰু একো জানিবলৈ নাপায়।
history-withdraw = সন্মতি উঠাই লওক
history-withdraw-title = { $provider } সংস্থাক দিয়া সন্মতি উঠাই ল'বনে?
history-withdraw-text = { $provider } সংস্থাক আপোনাৰ বিষয়ে দিয়া সকলো ফলাফল লগে লগে বাতিল হ'ব। এতিয়াৰ পৰা সংস্থাটোৱে আপোনাৰ বিষয়ে একো জানিবলৈ নাপাব; নাম আৰু নম্বৰ নিমিলিলে যি দেখা যায়, সেয়াই দেখিব। সংস্থাটোৱে আগতে টুকি থোৱাখিনি তাৰ হাতত থাকি যাব পাৰে। আপুনি এই সিদ্ধান্ত যিকোনো সময়তে সলনি কৰিব পাৰে।
history-withdraw-confirm = সন্মতি উঠাই লওক
history-keep = যেনেকৈ আছে থাকক
history-withdraw-done = { $provider } সংস্থাক দিয়া আপোনাৰ সন্মতি উঠাই লোৱা হ'ল।
history-allow = { $provider } সংস্থাক আকৌ সুধিবলৈ দিয়ক
history-allow-done = { $provider } সংস্থাই আপোনাক আকৌ সুধিব পাৰে। আপুনি ক'ড লিখি সন্মতি দিলেহে সংস্থাটোৱে কিবা জানিবলৈ পায়।
history-refused-title = যিবোৰ সংস্থাই সুধিব নোৱাৰে
history-proof = লগবুকৰ প্ৰমাণ
history-proof-title = প্ৰমাণ কেনেকৈ পৰীক্ষা কৰিব
history-proof-text = প্ৰতিটো যাচাই এনে এখন লগবুকত লিখা হয়, যিখন কোনেও নজনাকৈ সলনি কৰিব নোৱাৰি। যাচাইটো যে তাত আছে, সেয়া প্ৰমাণে দেখুৱায়: তাৰ লিখনি, তাৰ স্থান আৰু সেই মুহূৰ্তত লগবুকৰ স্বাক্ষৰ থকা শীৰ্ষটো। প্ৰমাণটো { $key } ঠিকনাত প্ৰকাশ কৰা চাবি আৰু RFC 9162-ৰ যিকোনো প্ৰগ্ৰামেৰে পৰীক্ষা কৰা হয়, যেনে এই সেৱাৰ উৎস ক'ডত থকা verify_audit.py।
pause-title = সকলো যাচাই স্থগিত ৰাখক
pause-text = যাচাই স্থগিত থকা সময়ত কোনো সংস্থাই আপোনাৰ বিষয়ে একো জানিবলৈ নাপায়। যিয়েই সোধে, নাম আৰু নম্বৰ নিমিলিলে যি দেখা যায়, তেওঁ সেয়াই দেখে, আৰু আপোনালৈ কোনো ক'ড পঠিওৱা নহয়। এই পৃষ্ঠাটো আপোনাৰ বাবে চলি থাকে।
pause-button = সকলো যাচাই স্থগিত ৰাখক
pause-since = আপোনাৰ বিষয়ে সকলো যাচাই { $date } তাৰিখৰ পৰা স্থগিত আছে।
pause-resume = যাচাই আকৌ চলিবলৈ দিয়ক
pause-done = এতিয়াৰ পৰা আপোনাৰ বিষয়ে সকলো যাচাই স্থগিত ৰখা হ'ল।
pause-ended = যাচাই আকৌ চলিছে। আপুনি ক'ড লিখি সন্মতি দিয়াৰ আগতে একোৱেই জনোৱা নহয়।
# Sharing: graphic, link, pass
graphic-title = ছবি শ্বেয়াৰ কৰক
graphic-lead = আপোনাৰ স্থিতিৰ এখন ছবি, পোষ্ট কৰিবলৈ বা পঠিয়াবলৈ। আপুনি যি বাছি লয়, ছবিত কেৱল সেয়াহে থাকে: কোনো নম্বৰ নাথাকে, জন্মৰ তাৰিখো নাথাকে।
graphic-shape = আকৃতি
graphic-square = বৰ্গাকাৰ, পোষ্ট আৰু ষ্ট'ৰিৰ বাবে
graphic-wide = বহল, মেছেজ আৰু লিংকৰ বাবে
graphic-language = ছবিৰ ভাষা
graphic-named = মোৰ প্ৰথম নাম দেখুৱাওক: { $name }
graphic-coded = ছবিত লিংকটো QR ক'ড হিচাপে দিয়ক
graphic-show = ছবি দেখুৱাওক
graphic-link = শ্বেয়াৰ কৰিবলৈ লিংক বনাওক
graphic-link-hint = যাৰ হাতত লিংকটো থাকে, তেওঁ কেৱল ছবিখনহে দেখে, আন একো নেদেখে। আপুনি ইয়াত লিংকটো ঘূৰাই ল'ব পাৰে।
graphic-native = ছবি শ্বেয়াৰ কৰক
graphic-native-link = লিংক শ্বেয়াৰ কৰক
graphic-png = ফটো হিচাপে ছেভ কৰক
graphic-svg = প্ৰিণ্টৰ বাবে ছেভ কৰক, সকলো জোখতে স্পষ্ট
graphic-linked = আপোনাৰ লিংক
graphic-linked-hint = লিংকটো এতিয়াই ৰাখি থওক: এইটো কেৱল এইবাৰহে দেখুওৱা হয়।
graphic-links = আপোনাৰ লিংকবোৰ
graphic-link-of = { $made } তাৰিখে বনোৱা, { $ends } তাৰিখে শেষ
graphic-unshare = লিংক ঘূৰাই লওক
graphic-unshared = লিংকটো ঘূৰাই লোৱা হ'ল। সেইটোৱে আৰু একো নেদেখুৱায়।
graphic-word-0 = এতিয়ালৈ টিকাকৰণ হোৱা নাই
graphic-line-0 = মোৰ পাল আহিবলৈ আছে।
graphic-line-1 = এটা খোজ সম্পূৰ্ণ, পিছৰটো বাকী।
graphic-line-2 = মই টিকা লৈছোঁ। আপুনি লৈছেনে?
graphic-error-font = এতিয়া এই লিপিত ছবিখন আঁকিব নোৱাৰি। আন এটা ভাষা বাছি লওক, বা নামটো বাদ দিয়ক।
graphic-error-busy = এতিয়া বহুতো ছবি অঁকা হৈ আছে। আকৌ চেষ্টা কৰক।
graphic-error-many = আজি আপুনি বহুতো লিংক বনাইছে। আন এটা কাইলৈ বনাব।
shared-what = এই ছবি যাৰ বিষয়ে, তেওঁ নিজে শ্বেয়াৰ কৰিছে। নিৰ্ভৰযোগ্য যাচাইৰ বাবে টিকা-পাছ বিচাৰক বা পোনে পোনে স্থিতি সোধক।
shared-own = নিজৰ স্থিতি চাওক
shared-gone-title = এই লিংকে একো নেদেখুৱায়
shared-gone = ইয়াৰ ম্যাদ উকলিছে, ইয়াক ঘূৰাই লোৱা হৈছে, বা লিংকটো সম্পূৰ্ণ নহয়। যিয়ে পঠিয়াইছে, তেওঁক সোধক।
pass-title = গেটৰ বাবে টিকা-পাছ
pass-lead = ডিজিটেল স্বাক্ষৰ থকা এটা QR ক'ড, যিটো গেটত ইণ্টাৰনেট নোহোৱাকৈ যাচাই কৰা হয়। তাত থাকে আপোনাৰ স্থিতি, সেয়া কেতিয়ালৈকে বৈধ, আৰু আপুনি ইয়াত যি বাছি লয়।
pass-name = টিকা-পাছত থকা নাম
pass-name-first = প্ৰথম নাম
pass-name-initials = নামৰ প্ৰথম আখৰবোৰ
pass-name-none = নাম নোহোৱাকৈ
pass-birth-year = মোৰ জন্মৰ বছৰ দেখুৱাওক
pass-lifetime = কিমান সময় বৈধ
pass-hours = { $count ->
    [one] { $count } ঘণ্টা
   *[other] { $count } ঘণ্টা
 }
pass-days = { $count ->
    [one] { $count } দিন
   *[other] { $count } দিন
 }
pass-make = টিকা-পাছ বনাওক
pass-ends = { $date }, { $time }
pass-until = কেতিয়ালৈকে বৈধ
pass-fact-name = নাম
pass-code = টিকা-পাছৰ QR ক'ড। ইয়াৰ আখৰবোৰ তলত লিখা আছে।
pass-text = আখৰেৰে লিখা ক'ড
pass-paper = প্ৰিণ্টৰ বাবে ছেভ কৰক
pass-paper-title = টিকা-পাছ
pass-paper-how = গেটত QR ক'ডটো স্কেন কৰা হয়, বা কোনোবাই আখৰবোৰ টাইপ কৰে। কোনেও যে এইবোৰ সলনি কৰা নাই, সেয়া স্বাক্ষৰে দেখুৱায়।
pass-paper-where = কাগজখন ৰেখাডালত ভাঁজ কৰক। আপুনি নিজৰ পৃষ্ঠাত যিকোনো সময়তে টিকা-পাছখন ঘূৰাই ল'ব পাৰে: { $host }
pass-show = দেখুৱাওক
pass-revoke = টিকা-পাছ ঘূৰাই লওক
pass-revoked = টিকা-পাছখন ঘূৰাই লোৱা হ'ল। গেটবোৰ পিছৰবাৰ অনলাইন হ'লে এই কথা জানিব।
pass-list = আপোনাৰ টিকা-পাছবোৰ
pass-error-name = আপোনাৰ নামটো এই ৰূপত টিকা-পাছত নধৰে। নামৰ প্ৰথম আখৰবোৰ বাছি লওক, বা নাম নোহোৱাকৈ বনাওক।
pass-error-lifetime = টিকা-পাছখন কিমান সময় বৈধ থাকিব, বাছি লওক
pass-error-many = একে সময়তে যিমানখন টিকা-পাছ বৈধ থাকিব পাৰে, সিমানখন আপোনাৰ আছে। প্ৰথমে এখন ঘূৰাই লওক।
pass-error-gone = এই টিকা-পাছৰ ম্যাদ উকলিছে বা ইয়াক ঘূৰাই লোৱা হৈছে। নতুন এখন বনাওক।
# Gate and verify: checking passes and results
moment = { $date }, { $time }
gate-title = টিকা-পাছ যাচাই কৰক
gate-lead = টিকা-পাছৰ QR ক'ড স্কেন কৰক। যাচাই এই ডিভাইচতে হয়, ইণ্টাৰনেট নোহোৱাকৈও।
gate-camera = কেমেৰাৰে স্কেন কৰক
gate-camera-stop = কেমেৰা বন্ধ কৰক
gate-camera-refused = কেমেৰা ব্যৱহাৰ কৰিব নোৱাৰি। এই পৃষ্ঠাক কেমেৰাৰ অনুমতি দিয়ক, বা তলত এখন ফটো বাছি লওক বা ক'ডটো লিখক।
gate-view = কেমেৰাই যি দেখিছে
gate-next = পিছৰটো স্কেন কৰক
gate-group = দল: পিছৰটো নিজে নিজে স্কেন হওক
gate-sound = শব্দ আৰু কম্পন
gate-otherwise = ফটো দি বা ক'ড লিখি
gate-picture = QR ক'ডৰ ফটো
gate-picture-none = এই ফটোত কোনো QR ক'ড পঢ়িব পৰা নগ'ল।
gate-code = টিকা-পাছৰ ক'ড
gate-code-hint = ইয়াত পেষ্ট কৰক, বা QR ক'ডৰ তলত যি আছে টাইপ কৰক। ইয়াৰ আৰম্ভণি: { $prefix }
gate-check = যাচাই কৰক
gate-today = আজি এই পৃষ্ঠাত
gate-refused = নাকচ
gate-today-hint = কেৱল সংখ্যা। মাজনিশা হ'লে আৰু পৃষ্ঠাটো আকৌ খুলিলে, এইবোৰ শূন্যৰ পৰা আৰম্ভ হয়।
gate-keys = চাবি আৰু বাতিল টিকা-পাছৰ তালিকা এই সময়ৰ:
gate-keys-old = চাবিবোৰ বৰ পুৰণি: অনলাইন হওক। এইবোৰ এই সময়ৰ:
gate-keys-none = এই ডিভাইচত এতিয়াও কোনো চাবি নাই: এবাৰ অনলাইন হওক।
gate-offline-ready = ইণ্টাৰনেট নোহোৱাকৈ ব্যৱহাৰ কৰিবলৈ এই পৃষ্ঠাটো সাজু।
gate-stores = টিকা-পাছৰ একোৱেই ৰখা বা পঠিওৱা নহয়। এই পৃষ্ঠাই ডিভাইচত কেৱল নিজৰ ফাইল, ৰাজহুৱা চাবি আৰু বাতিল টিকা-পাছৰ তালিকা ৰাখে।
gate-needs-script = টিকা-পাছ ব্ৰাউজাৰত স্কেন আৰু যাচাই কৰা হয়, তাৰ বাবে JavaScript লাগে। সেয়া নাথাকিলে, টিকা-পাছৰ ক'ডটো এই পৃষ্ঠাত পেষ্ট কৰক, তাত আমাৰ ছাৰ্ভাৰে যাচাই কৰে:
gate-broken = যাচাই কৰা প্ৰগ্ৰামটো খুলিব পৰা নগ'ল। একো যাচাই কৰিব নোৱাৰি। পৃষ্ঠাটো আকৌ খোলক।
verify-title = এইটো আচলনে?
verify-lead = এটা ফলাফল বা টিকা-পাছৰ ক'ড পেষ্ট কৰক।
verify-in-browser = এইটো আপোনাৰ ব্ৰাউজাৰতে যাচাই কৰা হয়, কাৰোলৈ পঠিওৱা নহয়।
verify-without-script = আপোনাৰ ব্ৰাউজাৰত JavaScript নচলে: আমাৰ ছাৰ্ভাৰে লিখনিটো যাচাই কৰে, আৰু তাৰ একোৱেই নাৰাখে।
verify-text = ফলাফল বা ক'ড
verify-text-hint = ফলাফলটো যেনেকৈ আহিছিল ঠিক তেনেকৈ, আগে-পিছে খালী ঠাই বা শাৰী নোহোৱাকৈ।
verify-narrow = আপোনাৰ বাবে বনোৱা হৈছিলনে?
verify-audience = আপোনাৰ সংস্থাৰ আইডি (ঐচ্ছিক)
verify-nonce = সোধোঁতে আপুনি দিয়া nonce (ঐচ্ছিক)
verify-limits = এটা ফলাফল বাতিল হৈছেনে বা আগতে ব্যৱহাৰ হৈছেনে, সেই কথা যাৰ বাবে ফলাফলটো বনোৱা হৈছিল কেৱল তেওঁকহে জনোৱা হয়, আৰু সেয়া সেৱাটোৱে নিজে জনায়।
found-genuine = আচল টিকা-পাছ
found-genuine-text = এই সেৱাই স্বাক্ষৰ কৰা, আৰু এতিয়া বৈধ।
found-not-a-pass = টিকা-পাছ নহয়
found-not-a-pass-text = আন কোনো ক'ড বা লিখনি, বা টিকা-পাছৰ কেৱল এটা অংশ। আকৌ স্কেন কৰক।
found-bad-signature = স্বাক্ষৰ শুদ্ধ নহয়
found-bad-signature-text = দেখাত টিকা-পাছৰ দৰে, কিন্তু এই সেৱাই ইয়াত স্বাক্ষৰ কৰা নাই। গ্ৰহণ নকৰিব।
found-expired = ম্যাদ উকলিছে
found-expired-text = এইখন আচল আছিল, কিন্তু ইয়াৰ সময় শেষ হৈছে। ব্যক্তিগৰাকীয়ে নতুন এখন বনাব পাৰে।
found-not-yet = এতিয়াও বৈধ নহয়
found-not-yet-text = এইখন ভৱিষ্যতৰ সময়ৰ। এই ডিভাইচৰ তাৰিখ আৰু সময় ঠিক আছেনে চাওক।
found-revoked = বাতিল কৰা হৈছে
found-revoked-text = এইখন আচল আছিল, কিন্তু ঘূৰাই লোৱা হৈছে। গ্ৰহণ নকৰিব।
found-keys-too-old = চাবি বৰ পুৰণি, অনলাইন হওক
found-keys-too-old-text = এই ডিভাইচে ক'ব নোৱাৰে। ইয়াক এবাৰ অনলাইন কৰক, তাৰ পিছত আকৌ স্কেন কৰক।
found-result-genuine = আচল ফলাফল
found-result-genuine-text = এই সেৱাই স্বাক্ষৰ কৰা, আৰু এতিয়া বৈধ।
found-result-expired = ফলাফলৰ ম্যাদ উকলিছে
found-result-expired-text = এই সেৱাই স্বাক্ষৰ কৰা। ফলাফল পাঁচ মিনিট বৈধ থাকে, আৰু এইটোৰ সময় শেষ হৈছে: ইয়াৰ ভিত্তিত একো কাম নকৰিব।
found-result-malformed = ফলাফল নহয়
found-result-malformed-text = ইয়াৰ ৰূপ এই সেৱাৰ ফলাফলৰ দৰে নহয়, বা ইয়াৰ এটা অংশ নাই, বা ইয়াৰ আগে-পিছে খালী ঠাই আছে।
found-result-forged = স্বাক্ষৰ শুদ্ধ নহয়
found-result-forged-text = এই সেৱাই ইয়াত স্বাক্ষৰ কৰা নাই। ইয়াক বিশ্বাস নকৰিব।
found-result-elsewhere = এই সেৱাৰ নহয়
found-result-elsewhere-text = ইয়াত আন সেৱাৰ নাম আছে, বা পৰীক্ষামূলক আৰু প্ৰকৃত মিহলি হৈছে। ইয়াক বিশ্বাস নকৰিব।
found-result-audience = আন কাৰোবাৰ বাবে বনোৱা
found-result-audience-text = ইয়াত থকা সংস্থাৰ আইডি আপুনি দিয়াটো নহয়।
found-result-nonce = আন প্ৰশ্নৰ উত্তৰ
found-result-nonce-text = ইয়াত থকা nonce আপুনি দিয়াটো নহয়।
found-result-not-yet = এতিয়াও বৈধ নহয়
found-result-not-yet-text = এইটো ভৱিষ্যতৰ সময়ৰ। এই ডিভাইচৰ তাৰিখ আৰু সময় ঠিক আছেনে চাওক।
fact-name = নাম
fact-birth-year = জন্মৰ বছৰ
fact-gender = লিংগ
fact-mobile = ম'বাইল
fact-reason = কাৰণ
fact-flag = টোকা
fact-dose = ড'জ
fact-precaution-dose = সতৰ্কতামূলক ড'জ
fact-audience = কাৰ বাবে বনোৱা
fact-purpose = উদ্দেশ্য
fact-origin = সোধা পৃষ্ঠা
fact-nonce = nonce
fact-reference = সোধাজনৰ ৰেফাৰেন্স
fact-consent = ৰচিদ
fact-as-of = স্থিতিৰ তাৰিখ
fact-issued = কেতিয়া বনোৱা
fact-expires = কেতিয়ালৈকে বৈধ
# Maintenance
problem-maintenance = { $minutes ->
    [one] মেৰামতিৰ বাবে সেৱাটো বন্ধ আছে। { $minutes } মিনিট পিছত আকৌ চেষ্টা কৰক। আপুনি লিখা একোৱেই কাকো জনোৱা হোৱা নাই।
   *[other] মেৰামতিৰ বাবে সেৱাটো বন্ধ আছে। { $minutes } মিনিট পিছত আকৌ চেষ্টা কৰক। আপুনি লিখা একোৱেই কাকো জনোৱা হোৱা নাই।
 }

# Messages by SMS. In braces: what the service fills in; the words of an operator replace them ([texts] in the configuration).
sms-code = { $code }: { $provider } সংস্থাক ({ $purpose }) নিজৰ টিকাকৰণৰ স্থিতি জনোৱাৰ ক'ড। { $minutes } মিনিট বৈধ। ফোনত কাকো কেতিয়াও নক'ব। Ref { $ref }
sms-own = { $code }: নিজৰ টিকাকৰণৰ স্থিতি চোৱাৰ ক'ড। { $minutes } মিনিট বৈধ। কাকো কেতিয়াও নক'ব। Ref { $ref }
sms-receipt = আপুনি সন্মতি দিছে যে { $provider } সংস্থাই আপোনাৰ টিকাকৰণৰ স্থিতি জানিব ({ $purpose })। ৰচিদ { $receipt }। চাওক বা সন্মতি উঠাই লওক: { $address }

# In the host page, around the frame
loader-title = টিকাকৰণৰ স্থিতি
loader-button = টিকাকৰণৰ স্থিতি জনাওক
loader-close = বন্ধ কৰক
loader-failed = যাচাই খোল নাখালে।
loader-open = নতুন টেবত খোলক
loader-setup = এই পৃষ্ঠাৰ বাবে যাচাইটো সাজু কৰা হোৱা নাই।
