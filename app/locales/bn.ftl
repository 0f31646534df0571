# Bengali. Every string in this file still wants a native reader.

service-name = টিকাকরণের অবস্থা
know-your-status = আপনার টিকাকরণের অবস্থা জানুন
language-label = ভাষা
language-change = বদলান
step-of = ধাপ { $step } (মোট ৩টি)
test-ribbon = TEST - আসল উত্তর নয়
error-prefix = ভুল:
privacy = গোপনীয়তা
help = সাহায্য
accessibility = অ্যাক্সেসিবিলিটি
date = { $day } { $month ->
    [1] জানুয়ারি
    [2] ফেব্রুয়ারি
    [3] মার্চ
    [4] এপ্রিল
    [5] মে
    [6] জুন
    [7] জুলাই
    [8] আগস্ট
    [9] সেপ্টেম্বর
    [10] অক্টোবর
    [11] নভেম্বর
   *[12] ডিসেম্বর
 } { $year }

# Step 1: details
details-title-staff = কার টিকাকরণের অবস্থা জানবেন?
details-title-citizen = আপনার টিকাকরণের অবস্থা জানান
details-lead-staff = ওই ব্যক্তির টিকাকরণের রেকর্ডে যেমন আছে, তেমনই লিখুন।
details-lead-citizen = কোড দিয়ে আপনি সম্মতি দেওয়ার আগে কিছুই জানানো হয় না।
name-label = পুরো নাম
name-hint = টিকা নেওয়ার সময় যে নাম দেওয়া হয়েছিল
mobile-label = মোবাইল নম্বর
mobile-hint = টিকাকরণের জন্য নথিভুক্ত নম্বর। এই নম্বরেই কোড যাবে।
send-code = কোড পাঠান
asked-by = { $provider } জানতে চাইছে

# Step 2: consent and code
consent-asks = { $provider } আপনার টিকাকরণের অবস্থা জানতে চাইছে
consent-asks-staff = { $provider } এই ব্যক্তির টিকাকরণের অবস্থা জানতে চাইছে
consent-purpose = উদ্দেশ্য: { $purpose }
consent-learns = সংস্থাটি যা জানতে পারবে:
consent-status = টিকাকরণের অবস্থা
consent-events = টিকার নাম ও ডোজের তারিখ (ঐচ্ছিক)
consent-demographics = জন্মের বছর ও লিঙ্গ (ঐচ্ছিক)
consent-withdraw = নিজের পেজে আপনি যে কোনও সময় সম্মতি তুলে নিতে পারেন।
consent-withdraw-staff = ওই ব্যক্তি নিজের পেজে যে কোনও সময় সম্মতি তুলে নিতে পারেন।
consent-complain = কোনও ভুল আছে?
code-label = SMS-এ আসা কোড
code-sent = { $mobile } নম্বরে পাঠানো হয়েছে · রেফারেন্স { $ref }
code-maybe = নাম ও নম্বর একই ব্যক্তির হলে এক মিনিটের মধ্যে SMS আসবে।
code-usually = নাম ও নম্বর একই ব্যক্তির হলে SMS আসবে। আসতে সাধারণত প্রায় { $seconds } সেকেন্ড লাগে।
code-queued = { $minutes ->
    [one] এই মুহূর্তে SMS ধীরে যাচ্ছে। নাম ও নম্বর একই ব্যক্তির হলে আপনার SMS লাইনে আছে: { $minutes } মিনিটের মধ্যে আসবে, না হলে তার মেয়াদ শেষ হবে আর আপনি নতুন কোড চাইতে পারবেন। অপেক্ষা করলে কোনও ক্ষতি নেই।
   *[other] এই মুহূর্তে SMS ধীরে যাচ্ছে। নাম ও নম্বর একই ব্যক্তির হলে আপনার SMS লাইনে আছে: { $minutes } মিনিটের মধ্যে আসবে, না হলে তার মেয়াদ শেষ হবে আর আপনি নতুন কোড চাইতে পারবেন। অপেক্ষা করলে কোনও ক্ষতি নেই।
 }
code-staff = ওই ব্যক্তি নিজে কোডটি লেখেন, বা আপনাকে পড়ে শোনান। এটাই তাঁর সম্মতি।
code-valid = কোডের মেয়াদ { $minutes } মিনিট।
code-valid-live = কোডের মেয়াদ আর { $time } মিনিট
code-expired-live = কোডের মেয়াদ শেষ হয়েছে। নতুন কোড পাঠান।
share-with = { $provider } সংস্থাকে জানান
resend = নতুন কোড পাঠান
resend-done = { $mobile } নম্বরে নতুন কোড পাঠানো হয়েছে। এর রেফারেন্স { $ref }; আগের কোডগুলি আর কাজ করবে না।
resend-wait = { $time } মিনিট পরে নতুন কোড চাইতে পারবেন
resend-ready = এখন আপনি নতুন কোড চাইতে পারেন।
resend-none = এখানে আর নতুন কোড পাঠানো যাবে না। আবার শুরু করুন।
change-details = নাম বা নম্বর বদলান
decline = জানাতে চাই না
never-tell = কেউ ফোন করলে তাঁকে এই কোড কখনও বলবেন না।
purpose-check-in = চেক-ইন
purpose-booking = বুকিং
purpose-boarding = বোর্ডিং
purpose-entry = প্রবেশ
purpose-travel = ভ্রমণ
purpose-employment = চাকরি
purpose-event = অনুষ্ঠান
purpose-visit = সাক্ষাৎ

# Step 3: answer
answer-title = উত্তর
answer-0 = টিকাকরণ হয়নি
answer-1 = আংশিক টিকাকরণ হয়েছে
answer-2 = সম্পূর্ণ টিকাকরণ হয়েছে
answer-shared = এইমাত্র { $provider } সংস্থাকে জানানো হয়েছে
answer-of = { $needed }টি ডোজের মধ্যে { $counted }টি রেকর্ডে আছে
answer-name = যাচাই করা নাম
answer-as-of = কোন তারিখের অবস্থা
answer-why = কারণ
answer-receipt = রসিদ
answer-dose = ডোজ { $dose } (মোট { $of }টি)
answer-dose-alone = ডোজ { $dose }
answer-dose-precaution = প্রিকশন ডোজ
answer-birth-year = জন্মের বছর
answer-gender = লিঙ্গ
answer-note = মন্তব্য
answer-continue = এগিয়ে যান: { $provider }
answer-another = অন্য কাউকে যাচাই করুন
answer-receipt-hint = এই নম্বরটি রেখে দিন। আপনি যাতে সম্মতি দিয়েছেন, এটি তারই নম্বর।
gender-F = মহিলা
gender-M = পুরুষ
gender-O = অন্যান্য
gender-U = রেকর্ডে নেই
reason-series-complete = টিকার সব ডোজ রেকর্ডে আছে
reason-no-dose-recorded = রেকর্ডে কোনও ডোজ নেই
reason-dose-after-date = রেকর্ডে একটি ডোজের তারিখ পরের কোনও দিনের
reason-dose-date-implausible = রেকর্ডে একটি ডোজের তারিখ টিকাকরণ শুরু হওয়ার আগের
reason-dose-number-implausible = রেকর্ডে একটি ডোজের এমন নম্বর আছে, যা হয় না
reason-second-dose-not-recorded = দ্বিতীয় ডোজ রেকর্ডে নেই
reason-second-dose-recorded-as-first = রেকর্ডে প্রথম ডোজ দুবার আছে, দ্বিতীয় ডোজ নেই
reason-doses-missing = কয়েকটি ডোজ রেকর্ডে নেই
reason-unknown-product = একটি ডোজ এমন টিকার, যা তালিকায় নেই
reason-product-not-in-use = একটি ডোজ এমন টিকার, যা ওই তারিখে চালু ছিল না
flag-short_interval = দ্বিতীয় ডোজ নির্ধারিত সময়ের আগে দেওয়া হয়েছে।
flag-mixed_series = আলাদা আলাদা টিকার ডোজ
flag-duplicate_first_dose = রেকর্ডে প্রথম ডোজ দুবার আছে। হতে পারে, দ্বিতীয় ডোজটি প্রথম ডোজ হিসেবে রেকর্ডে উঠেছে।
flag-precaution = প্রিকশন ডোজ রেকর্ডে আছে

# When nothing is shared
closed-title = কিছুই জানানো হয়নি
closed-text = { $provider } আপনার সম্পর্কে কিছুই জানতে পারেনি।
start-again = আবার শুরু করুন

# Errors of the fields
error-summary = একটি সমস্যা আছে
error-name-empty = পুরো নাম লিখুন
error-name-too-long = নামটি বেশি লম্বা। ১২০টি অক্ষরের মধ্যে লিখুন
error-name-letters = নাম অক্ষরে লিখুন, যেমন রাজেশ শর্মা
error-name-mixed-scripts = নামে একাধিক হরফ মিশে আছে। একটি হরফেই লিখুন
error-mobile-empty = মোবাইল নম্বর লিখুন
error-mobile-format = ১০ সংখ্যার ভারতীয় মোবাইল নম্বর লিখুন, যেমন 98100 00001
error-code-empty = SMS-এ আসা কোডটি লিখুন
error-code-too-short = কোডটি ছোট হয়েছে। SMS-এ আসা ৬টি সংখ্যা লিখুন
error-code-too-long = কোডটি বেশি বড় হয়েছে। SMS-এ আসা ৬টি সংখ্যা লিখুন
error-code-not-digits = কোডটি ৬টি সংখ্যায় লিখুন, অক্ষর ছাড়া
error-code-incorrect = { $left ->
    [one] কোডটি ঠিক নয়। আর { $left } বার চেষ্টা করা যাবে।
   *[other] কোডটি ঠিক নয়। আর { $left } বার চেষ্টা করা যাবে।
 }
error-code-expired = এই কোডের মেয়াদ শেষ হয়েছে। নতুন কোড পাঠান
error-code-attempts = তিনবার ভুল কোড দেওয়া হয়েছে। আপনার নিরাপত্তার জন্য এই যাচাই বন্ধ করা হয়েছে। আবার শুরু করুন।
error-code-used = এই কোড আগেই ব্যবহার হয়ে গেছে। আবার শুরু করুন।
error-resend-early = { $seconds ->
    [one] { $seconds } সেকেন্ড পরে নতুন কোড পাঠানো যাবে।
   *[other] { $seconds } সেকেন্ড পরে নতুন কোড পাঠানো যাবে।
 }
error-resend-many = এই যাচাইয়ের জন্য আর কোড পাঠানো যাবে না। আবার শুরু করুন।
error-offline = ইন্টারনেট সংযোগ নেই। আপনি যা লিখেছেন, তার কিছুই হারায়নি। আবার চেষ্টা করুন।
confirm-visible = হতে পারে, কিছু একটা এই পেজ ঢেকে রেখেছে। যদি দেখতে পান যে { $provider } জানতে চাইছে, তাহলে কোড পাঠাতে আবার টিপুন।

# Problem pages
problem-title = এই যাচাই আর চালানো যাচ্ছে না
problem-invalid-site-key = যে পেজ থেকে আপনি এখানে এসেছেন, সেটি ঠিকমতো তৈরি নয়: তার সাইটের চাবি চেনা যাচ্ছে না। পেজটি যাঁরা চালান, তাঁদের জানান।
problem-origin-not-allowed = যে পেজ থেকে আপনি এখানে এসেছেন, এই চাবি দিয়ে টিকাকরণের অবস্থা জানতে চাওয়ার অনুমতি তার নেই। কিছুই জানতে চাওয়া হয়নি, কিছুই জানানো হয়নি।
problem-provider-suspended = টিকাকরণের অবস্থা জানতে চাওয়ার অনুমতি এই মুহূর্তে এই সংস্থার নেই। কিছুই জানানো হয়নি।
problem-purpose-not-allowed = যে উদ্দেশ্য বলা হয়েছে, তার জন্য জানতে চাওয়ার অনুমতি এই সংস্থার নেই। পেজটি যাঁরা চালান, তাঁদের জানান।
problem-scope-not-allowed = যে তথ্য চাওয়া হয়েছে, তা দেখার অনুমতি এই সংস্থার নেই। পেজটি যাঁরা চালান, তাঁদের জানান।
problem-bad-parameter = এই পেজের ঠিকানা অসম্পূর্ণ। যে পেজ থেকে এসেছেন, সেখানে ফিরে গিয়ে আবার চেষ্টা করুন।
problem-verification-not-found = এই যাচাই আর খোলা নেই। আবার শুরু করুন।
problem-rate-limited = { $seconds ->
    [one] এই মুহূর্তে খুব বেশি যাচাই চলছে। { $seconds } সেকেন্ড পরে আবার চেষ্টা করুন।
   *[other] এই মুহূর্তে খুব বেশি যাচাই চলছে। { $seconds } সেকেন্ড পরে আবার চেষ্টা করুন।
 }
problem-service-unavailable = পরিষেবা এখন পাওয়া যাচ্ছে না। কয়েক মিনিট পরে আবার চেষ্টা করুন। আপনি যা লিখেছেন, তার কিছুই কাউকে জানানো হয়নি।

# Home
home-title = কারও টিকা নেওয়া আছে কি? সম্মতি নিয়ে জেনে নিন, ডিজিটাল সই করা উত্তর পান।
home-lead = হোটেল, বিমান সংস্থা বা অফিস কারও বিষয়ে জানতে চায়। তাঁর নথিভুক্ত মোবাইলে কোড যায়। তিনি কোড লিখে সম্মতি দেন। সংস্থাটি একটি কথাই জানতে পারে, আর তাতে ডিজিটাল সই থাকে।
home-answers = তিনটি উত্তর
home-step-1 = পুরো নাম ও নথিভুক্ত মোবাইল নম্বর
home-step-2 = SMS-এ আসা কোডই সম্মতি
home-step-3 = ডিজিটাল সই করা উত্তর, সঙ্গে সঙ্গে
home-steps = কীভাবে হয়
home-privacy = কী রাখা হয়, কত দিন রাখা হয়
home-privacy-text = নাম ও নম্বর এনক্রিপ্ট করে (গোপন সংকেতে) রাখা হয়, কোড কখনও রাখা হয় না। কাকে কী জানানো হয়েছে, তার রেকর্ড অন্তত এক বছর রাখা হয়, যাতে আপনি তা দেখতে পারেন ও অভিযোগ করতে পারেন।
home-help = সাহায্য
home-help-text = SMS আসছে না? হয়তো নাম বা নম্বর টিকাকরণের রেকর্ডের সঙ্গে মিলছে না। নতুন কোড চেয়ে নিন, অথবা দেখুন, টিকা নেওয়ার সময় নামের যে বানান দেওয়া হয়েছিল তা-ই লিখেছেন কি না।
home-complaints = অভিযোগ
home-complaints-text = কোনও যাচাইয়ে আপনি সম্মতি দেননি, বা কোনও ভুল আছে? এই পরিষেবা যাঁরা চালান, তাঁদের লিখুন; রসিদ থাকলে তার নম্বর জানান। তাতে কাজ না হলে আপনি ভারতের ডেটা সুরক্ষা বোর্ডের কাছে যেতে পারেন।
home-providers = যাঁরা জানতে চান, তাঁদের জন্য
home-providers-text = দুটি লাইন বসিয়েই নিজের পেজে যাচাই যোগ করুন, অথবা নিজের সার্ভার থেকে চালান। অ্যাকাউন্ট ছাড়াই সব কিছু পরখ করা যায়।
home-docs = ডকুমেন্টেশন ও পরখ করার পেজ

# Own status: the tabs of the home page
home-ways = এখানে আপনি যা করতে পারেন
home-way-own = নিজের টিকাকরণের অবস্থা ও রেকর্ডে থাকা ডোজ দেখুন
home-organisations = সংস্থার জন্য
home-way-organisations = ব্যক্তির সম্মতি নিয়ে তাঁর টিকাকরণের অবস্থা জানুন: ডকুমেন্টেশন, ইংরেজিতে
home-gate = গেটে
home-way-gate = পাস স্ক্যান করে যাচাই করুন, ইন্টারনেট না থাকলেও
home-verify = উত্তর যাচাই করুন
missing-title = এই ঠিকানায় কিছু নেই
missing-text = ঠিকানাটি আবার দেখে নিন, অথবা এখান থেকে শুরু করুন।

# Own status: before the code
own-details-lead = আপনার মোবাইলে একটি কোড যাবে। আপনার টিকাকরণের অবস্থা শুধু আপনিই দেখবেন; আপনি যে দেখেছেন, তা কাউকে জানানো হয় না।
own-asks = আপনি নিজের টিকাকরণের অবস্থা জানতে চাইছেন
own-asks-nobody = আর কেউ কিছুই জানতে পারে না। আপনি দেখবেন আপনার টিকাকরণের অবস্থা, আপনার ডোজ, আর তাতে ভুল থাকলে কী করতে পারেন।
own-asks-sms = SMS-এও সেই কথাই লেখা থাকে: "নিজের টিকাকরণের অবস্থা দেখার কোড"। তাতে কোনও সংস্থার নাম থাকলে সেটি অন্য কাজের জন্য।
own-see = টিকাকরণের অবস্থা দেখুন
own-decline = বাতিল করুন
own-closed-text = আপনার সম্পর্কে কেউ কিছুই জানতে পারেনি। আপনি যে কোনও সময় আবার শুরু করতে পারেন।

# Own status: the page
own-title = আপনার নিজের টিকাকরণের অবস্থা
own-name = নথিভুক্ত নাম
own-mobile = নথিভুক্ত মোবাইল
own-updated = শেষবার রেকর্ড এসেছে
own-updated-unknown = জানা নেই
own-rules = নিয়মের সংস্করণ
own-fresh = শেষবার রেকর্ড আসার পরে যে ডোজ দেওয়া হয়েছে, তা এখনও এখানে নেই।
own-why-series-complete = { $needed ->
    [one] { $product } টিকার যে { $needed }টি ডোজ দরকার, সেটি রেকর্ডে আছে।
    [2] { $product } টিকার যে দুটি ডোজ দরকার, দুটিই রেকর্ডে আছে।
   *[other] { $product } টিকার যে { $needed }টি ডোজ দরকার, সবগুলিই রেকর্ডে আছে।
 }
own-why-second-dose-not-recorded = { $product } টিকার দুটি ডোজের একটি রেকর্ডে আছে; দ্বিতীয়টি নেই।
own-why-second-dose-recorded-as-first = রেকর্ডে { $product } টিকার প্রথম ডোজ দুবার আছে, দ্বিতীয় ডোজ নেই। সম্ভবত দ্বিতীয় ডোজটি প্রথম ডোজ হিসেবে রেকর্ডে উঠেছে: নীচে ভুলটি জানান।
own-why-doses-missing = { $product } টিকার { $needed }টি ডোজের মধ্যে { $counted }টি রেকর্ডে আছে। যা নেই: ডোজ { $missing }।
own-why-dose-after-date = { $product } টিকার { $needed }টি ডোজের মধ্যে { $counted }টি ধরা হয়েছে। রেকর্ডে আর একটি ডোজের যে তারিখ আছে, সেই দিন এখনও আসেনি।
own-why-dose-date-implausible = { $product } টিকার { $needed }টি ডোজের মধ্যে { $counted }টি ধরা হয়েছে। রেকর্ডে আর একটি ডোজের তারিখ টিকাকরণ শুরু হওয়ার আগের।
own-doses = রেকর্ডে থাকা ডোজ
own-doses-none = রেকর্ডে কোনও ডোজ নেই।
own-doses-dose = ডোজ
own-doses-vaccine = টিকা
own-doses-date = তারিখ
own-doses-odd = এই তারিখ ঠিক হতে পারে না; এই ডোজ ধরা হয় না।
own-closes = { $minutes ->
    [one] আপনার নিরাপত্তার জন্য এই পেজ { $minutes } মিনিট পরে বন্ধ হয়ে যাবে। এখানে ছাড়া এটি আর কোথাও রাখা হয় না।
   *[other] আপনার নিরাপত্তার জন্য এই পেজ { $minutes } মিনিট পরে বন্ধ হয়ে যাবে। এখানে ছাড়া এটি আর কোথাও রাখা হয় না।
 }
own-closes-soon = এই পেজ এক মিনিটের মধ্যে বন্ধ হয়ে যাবে। আরও সময় লাগলে এটি আবার খোলা যায়: নিজের নাম ও নম্বর আবার লিখুন, নতুন কোড দিলে পেজটি খুলবে।
own-end = এই পেজ এখনই বন্ধ করুন
own-ended-title = আপনার পেজ বন্ধ করা হয়েছে
own-ended-text = এই ডিভাইসে আর কেউ আপনার টিকাকরণের অবস্থা দেখতে পায় না। আবার দেখতে হলে নতুন কোড চেয়ে নিন।
own-expired-title = আপনার পেজ বন্ধ হয়ে গেছে
own-expired-text = আপনার নিরাপত্তার জন্য এর সময় বাঁধা ছিল, তা শেষ হয়েছে। কিছুই হারায়নি। নিজের নাম ও নম্বর আবার লিখুন, নতুন কোড দিলে পেজটি খুলবে।

# Own status: "this is wrong"
own-wrong = এখানে কিছু ভুল আছে
own-wrong-what = কী ভুল আছে?
own-fault-duplicate-first-dose = আমার দ্বিতীয় ডোজ প্রথম ডোজ হিসেবে রেকর্ডে উঠেছে
own-fault-dose-missing = আমাকে দেওয়া একটি ডোজ রেকর্ডে নেই
own-fault-wrong-date = তারিখ বা টিকা ভুল আছে
own-fault-not-my-dose = একটি ডোজ আমাকে দেওয়া হয়নি
own-fault-wrong-name = আমার নাম, জন্মের বছর বা লিঙ্গ ভুল আছে
own-wrong-dose = কোন ডোজ? (ঐচ্ছিক)
own-wrong-dose-none = নির্দিষ্ট কোনও ডোজ নয়
own-wrong-hint = আপনি একটি নম্বর পাবেন। আপনি যা জানাবেন, স্বাস্থ্য কর্তৃপক্ষ ছাড়া আর কেউ তা দেখবে না।
own-wrong-send = ভুলটি জানান
own-error-fault = কী ভুল আছে, তা বেছে নিন
own-error-dose = রেকর্ডে থাকা আপনার ডোজগুলির একটি বেছে নিন, অথবা "নির্দিষ্ট কোনও ডোজ নয়" বেছে নিন
own-reported = আপনি যে ভুল জানিয়েছেন, তা জমা হয়েছে। এর নম্বরটি রেখে দিন:
own-reported-next = স্বাস্থ্য কর্তৃপক্ষ আপনার রেকর্ড টিকাকরণ কেন্দ্রের রেকর্ডের সঙ্গে মিলিয়ে দেখবে। কী হল, তা দেখতে এই পেজে আবার আসুন। কেন্দ্রে খোঁজ নিতে গেলে নম্বরটি সঙ্গে নিয়ে যান।
own-cases = আপনার জানানো ভুল
own-case-since = { $date } তারিখে জানানো হয়েছে।
own-case-open = খতিয়ে দেখা হচ্ছে।
own-case-corrected = রেকর্ড ঠিক করা হয়েছে।
own-case-declined = দেখা গেছে, রেকর্ড যেমন আছে তেমনই ঠিক।

# Receipts and history
receipt-title = রসিদ
receipt-asked-by = কে জানতে চেয়েছে
receipt-purpose = উদ্দেশ্য
receipt-when = কখন
receipt-moment = { $date }, { $time }
receipt-items = কী জানানো হয়েছে
receipt-events = টিকার নাম ও ডোজের তারিখ
receipt-demographics = জন্মের বছর ও লিঙ্গ
receipt-number = নম্বর
receipt-withdraw = নিজের পেজে আপনি যে কোনও সময় এই যাচাই দেখতে পারেন ও সম্মতি তুলে নিতে পারেন।
receipt-withdraw-link = দেখুন বা তুলে নিন
receipt-complain = আপনি সম্মতি দেননি, বা কোনও ভুল আছে? রসিদের নম্বর জানিয়ে অভিযোগ করুন।
receipt-complain-link = কীভাবে অভিযোগ করবেন
receipt-save = রসিদ সেভ করুন
receipt-sms = আমাকে SMS-এ রসিদ পাঠান
receipt-page-title = রসিদ { $number }
receipt-print = এই পেজ প্রিন্ট করে নিন, অথবা ফাইল হিসেবে রাখুন। উত্তর কী ছিল, তা এতে লেখা নেই।
receipt-download = ফাইল হিসেবে সেভ করুন
receipt-gone = এমন কোনও রসিদ নেই
history-title = আপনার সম্পর্কে কারা জানতে চেয়েছে
history-lead = আপনার সম্পর্কে যে সব যাচাইয়ের উত্তর দেওয়া হয়েছে, সেগুলি এখানে আছে, সবচেয়ে নতুনটি আগে। একই মোবাইল নম্বরের অন্যরা এগুলি দেখতে পান না, আপনিও তাঁদেরগুলি দেখতে পান না।
history-none = রেকর্ড যত দিন রাখা হয়, তার মধ্যে কোনও সংস্থা আপনার টিকাকরণের অবস্থা জানতে পারেনি।
history-older = আরও আগের যাচাই
history-newest = সবচেয়ে নতুন যাচাই
history-state = ফলাফলের অবস্থা
history-valid = ফলাফলটি { $time } পর্যন্ত বৈধ
history-expired = ফলাফলের মেয়াদ শেষ হয়েছে
history-used = সংস্থা ফলাফলটি ব্যবহার করেছে
history-revoked = ফলাফলটি বাতিল করা হয়েছে
history-withdrawn = আপনি সম্মতি তুলে নিয়েছেন। এই সংস্থা আপনার সম্পর্কে আর কিছুই জানতে পারে না।
history-withdraw = সম্মতি তুলে নিন
history-withdraw-title = { $provider } সংস্থাকে দেওয়া সম্মতি তুলে নেবেন?
history-withdraw-text = সম্মতি তুলে নিলে আপনার সম্পর্কে { $provider } সংস্থাকে দেওয়া সব ফলাফল সঙ্গে সঙ্গে বাতিল হয়ে যাবে। তখন থেকে সংস্থাটি আপনার সম্পর্কে কিছুই জানতে পারবে না; নাম ও নম্বর একই ব্যক্তির না হলে যা দেখা যায়, তা-ই দেখবে। আগে যা লিখে রেখেছে, তা সংস্থাটির কাছে থেকে যেতে পারে। এই সিদ্ধান্ত আপনি যে কোনও সময় বদলাতে পারেন।
history-withdraw-confirm = সম্মতি তুলে নিন
history-keep = যেমন আছে থাক
history-withdraw-done = { $provider } সংস্থাকে দেওয়া আপনার সম্মতি তুলে নেওয়া হয়েছে।
history-allow = { $provider } সংস্থাকে আবার জানতে চাইতে দিন
history-allow-done = { $provider } আবার আপনার কাছে জানতে চাইতে পারবে। আপনি কোড দিয়ে সম্মতি দিলে তবেই কিছু জানতে পারবে।
history-refused-title = যে সব সংস্থার জানতে চাওয়ার অনুমতি নেই
history-proof = লগ থেকে প্রমাণ
history-proof-title = প্রমাণ কীভাবে যাচাই করবেন
history-proof-text = প্রতিটি যাচাই এমন এক লগে লেখা থাকে, যা চুপিসারে কেউ বদলাতে পারে না। প্রমাণ দেখায় যে যাচাইটি সেই লগে আছে: তার এন্ট্রি, তার জায়গা, আর সেই মুহূর্তের সই করা লগ-হেড। প্রমাণ যাচাই করতে লাগে { $key } ঠিকানায় প্রকাশিত চাবি আর RFC 9162-এর উপযোগী যে কোনও প্রোগ্রাম, যেমন এই পরিষেবার সোর্সে থাকা verify_audit.py।
pause-title = সব যাচাই থামিয়ে রাখুন
pause-text = যতক্ষণ যাচাই থামানো থাকে, ততক্ষণ কোনও সংস্থা আপনার সম্পর্কে কিছুই জানতে পারে না। কেউ জানতে চাইলে সে তা-ই দেখে, যা নাম ও নম্বর একই ব্যক্তির না হলে দেখা যায়; আপনাকে কোনও কোডও পাঠানো হয় না। আপনার জন্য এই পেজ চালু থাকে।
pause-button = সব যাচাই থামিয়ে রাখুন
pause-since = { $date } থেকে আপনার সম্পর্কে সব যাচাই থামানো আছে।
pause-resume = যাচাই আবার চালু করুন
pause-done = এখন থেকে আপনার সম্পর্কে সব যাচাই থামানো থাকবে।
pause-ended = যাচাই আবার চালু হয়েছে। কোড দিয়ে আপনি সম্মতি দেওয়ার আগে কিছুই জানানো হয় না।
# Sharing: graphic, link, pass
graphic-title = গ্রাফিক শেয়ার করুন
graphic-lead = আপনার টিকাকরণের অবস্থা জানিয়ে একটি ছবি, পোস্ট করার বা পাঠানোর জন্য। আপনি যা বেছে নেন, এতে শুধু তা-ই থাকে: কোনও নম্বর নয়, জন্মতারিখ নয়।
graphic-shape = আকার
graphic-square = চৌকো, পোস্ট ও স্টোরির জন্য
graphic-wide = চওড়া, মেসেজ ও লিঙ্কের জন্য
graphic-language = গ্রাফিকের ভাষা
graphic-named = আমার প্রথম নাম দেখান: { $name }
graphic-coded = লিঙ্কটি QR কোড হিসেবে এতে রাখুন
graphic-show = গ্রাফিক দেখুন
graphic-link = শেয়ার করার লিঙ্ক তৈরি করুন
graphic-link-hint = যাঁর কাছে লিঙ্ক আছে, তিনি গ্রাফিকটি দেখেন, আর কিছুই দেখেন না। আপনি এখানে লিঙ্কটি ফিরিয়ে নিতে পারেন।
graphic-native = গ্রাফিকটি শেয়ার করুন
graphic-native-link = লিঙ্কটি শেয়ার করুন
graphic-png = ছবি হিসেবে সেভ করুন
graphic-svg = প্রিন্টের জন্য সেভ করুন, সব মাপেই স্পষ্ট
graphic-linked = আপনার লিঙ্ক
graphic-linked-hint = এখনই রেখে দিন: এটি শুধু এই একবারই দেখানো হয়।
graphic-links = আপনার লিঙ্কগুলি
graphic-link-of = তৈরি { $made }, মেয়াদ শেষ { $ends }
graphic-unshare = লিঙ্ক ফিরিয়ে নিন
graphic-unshared = লিঙ্কটি ফিরিয়ে নেওয়া হয়েছে। এটি আর কিছুই দেখায় না।
graphic-word-0 = এখনও টিকাকরণ হয়নি
graphic-line-0 = আমার পালাও আসবে।
graphic-line-1 = এক ধাপ হয়েছে, পরের ধাপ বাকি।
graphic-line-2 = আমি টিকা নিয়েছি। আর আপনি?
graphic-error-font = এই হরফে এখন গ্রাফিক আঁকা যাচ্ছে না। অন্য ভাষা বেছে নিন, অথবা নাম বাদ দিন।
graphic-error-busy = এই মুহূর্তে অনেক গ্রাফিক আঁকা হচ্ছে। আবার চেষ্টা করুন।
graphic-error-many = আজ আপনি অনেক লিঙ্ক তৈরি করেছেন। আর একটি আগামীকাল তৈরি করুন।
shared-what = এটি যাঁর সম্পর্কে, তিনি নিজেই শেয়ার করেছেন। পাকা যাচাইয়ের দরকার হলে পাস চেয়ে নিন, অথবা সরাসরি টিকাকরণের অবস্থা জেনে নিন।
shared-own = নিজের টিকাকরণের অবস্থা দেখুন
shared-gone-title = এই লিঙ্কে কিছু দেখা যায় না
shared-gone = লিঙ্কটির মেয়াদ শেষ, বা এটি ফিরিয়ে নেওয়া হয়েছে, বা এটি অসম্পূর্ণ। যিনি পাঠিয়েছেন, তাঁকে জিজ্ঞাসা করুন।
pass-title = গেটের জন্য পাস
pass-lead = ডিজিটাল সই করা একটি QR কোড, যা গেটে ইন্টারনেট ছাড়াই যাচাই করা হয়। এতে থাকে আপনার টিকাকরণের অবস্থা, কখন পর্যন্ত তা বৈধ, আর আপনি এখানে যা বেছে নেন।
pass-name = পাসে নাম
pass-name-first = প্রথম নাম
pass-name-initials = নামের আদ্যক্ষর
pass-name-none = নাম ছাড়া
pass-birth-year = আমার জন্মের বছর দেখান
pass-lifetime = কতক্ষণ বৈধ
pass-hours = { $count ->
    [one] { $count } ঘণ্টা
   *[other] { $count } ঘণ্টা
 }
pass-days = { $count ->
    [one] { $count } দিন
   *[other] { $count } দিন
 }
pass-make = পাস তৈরি করুন
pass-ends = { $date }, { $time }
pass-until = কখন পর্যন্ত বৈধ
pass-fact-name = নাম
pass-code = পাসের QR কোড। এর লেখা নীচে দেওয়া আছে।
pass-text = অক্ষরে লেখা কোড
pass-paper = প্রিন্টের জন্য সেভ করুন
pass-paper-title = টিকাকরণের পাস
pass-paper-how = গেটে QR কোড স্ক্যান করা হয়, বা কেউ অক্ষরগুলি টাইপ করেন। সই থেকে বোঝা যায়, কেউ এগুলি বদলায়নি।
pass-paper-where = কাগজটি দাগ বরাবর ভাঁজ করুন। নিজের পেজে আপনি যে কোনও সময় পাস ফিরিয়ে নিতে পারেন: { $host }
pass-show = দেখুন
pass-revoke = পাস ফিরিয়ে নিন
pass-revoked = পাসটি ফিরিয়ে নেওয়া হয়েছে। গেটগুলি পরের বার ইন্টারনেটে যুক্ত হলে তা জানতে পারবে।
pass-list = আপনার পাসগুলি
pass-error-name = এইভাবে আপনার নাম পাসে ধরছে না। "নামের আদ্যক্ষর" বা "নাম ছাড়া" বেছে নিন।
pass-error-lifetime = পাস কতক্ষণ বৈধ থাকবে, তা বেছে নিন
pass-error-many = একসঙ্গে যতগুলি পাস বৈধ থাকতে পারে, আপনার ততগুলিই আছে। আগে একটি ফিরিয়ে নিন।
pass-error-gone = এই পাসের মেয়াদ শেষ, অথবা এটি ফিরিয়ে নেওয়া হয়েছে। নতুন পাস তৈরি করুন।
# Gate and verify: checking passes and results
moment = { $date }, { $time }
gate-title = পাস যাচাই করুন
gate-lead = পাসের QR কোড স্ক্যান করুন। যাচাই এই ডিভাইসেই হয়, ইন্টারনেট না থাকলেও।
gate-camera = ক্যামেরায় স্ক্যান করুন
gate-camera-stop = ক্যামেরা বন্ধ করুন
gate-camera-refused = ক্যামেরা ব্যবহার করা যাচ্ছে না। এই পেজকে ক্যামেরার অনুমতি দিন, অথবা নীচে ছবি বেছে নিন বা কোড টাইপ করুন।
gate-view = ক্যামেরা যা দেখছে
gate-next = পরেরটি স্ক্যান করুন
gate-group = দল: পরের পাস নিজে থেকেই স্ক্যান হোক
gate-sound = শব্দ ও ভাইব্রেশন
gate-otherwise = ছবি, অথবা লেখা কোড
gate-picture = QR কোডের ছবি
gate-picture-none = এই ছবিতে কোনও QR কোড পড়া যাচ্ছে না।
gate-code = পাসের কোড
gate-code-hint = পেস্ট করুন, অথবা QR কোডের নীচে যা লেখা আছে তা টাইপ করুন। এর শুরুতে থাকে { $prefix }
gate-check = যাচাই করুন
gate-today = আজ এই পেজে
gate-refused = নাকচ
gate-today-hint = শুধু সংখ্যা। মাঝরাতে, আর পেজ আবার খুললে, নতুন করে গোনা শুরু হয়।
gate-keys = চাবি ও বাতিল পাসের তালিকা কখনকার:
gate-keys-old = চাবিগুলি খুব পুরনো: ইন্টারনেটে যুক্ত হন। এগুলি কখনকার:
gate-keys-none = এই ডিভাইসে এখনও কোনও চাবি নেই: একবার ইন্টারনেটে যুক্ত হন।
gate-offline-ready = এই পেজ ইন্টারনেট ছাড়া ব্যবহারের জন্য তৈরি।
gate-stores = পাসের কিছুই জমা রাখা হয় না, কোথাও পাঠানোও হয় না। এই পেজ ডিভাইসে রাখে শুধু নিজের ফাইল, পাবলিক চাবি আর বাতিল পাসের তালিকা।
gate-needs-script = পাস স্ক্যান ও যাচাই ব্রাউজারেই হয়, তার জন্য JavaScript দরকার। তা না থাকলে এই পেজে পাসের কোড পেস্ট করুন, আমাদের সার্ভার তা যাচাই করবে:
gate-broken = যাচাইয়ের প্রোগ্রাম খোলা যায়নি। কিছুই যাচাই করা যাচ্ছে না। পেজটি আবার খুলুন।
verify-title = এটি কি আসল?
verify-lead = কোনও ফলাফল বা পাসের কোড পেস্ট করুন।
verify-in-browser = যাচাই আপনার ব্রাউজারেই হয়, লেখাটি কাউকে পাঠানো হয় না।
verify-without-script = আপনার ব্রাউজারে JavaScript চলছে না: আমাদের সার্ভার লেখাটি যাচাই করে, তার কিছুই রাখে না।
verify-text = ফলাফল বা কোড
verify-text-hint = ফলাফল ঠিক যেমন এসেছে তেমনই দিন, আগে-পরে ফাঁকা জায়গা বা লাইন ছাড়া।
verify-narrow = এটি কি আপনার জন্য তৈরি?
verify-audience = আপনার সংস্থার আইডি (ঐচ্ছিক)
verify-nonce = যে nonce দিয়ে আপনি জানতে চেয়েছিলেন (ঐচ্ছিক)
verify-limits = ফলাফল বাতিল হয়েছে কি না বা আগে ব্যবহার হয়েছে কি না, তা শুধু যার জন্য সেটি তৈরি তাকেই জানানো হয়, আর জানায় এই পরিষেবা নিজে।
found-genuine = আসল পাস
found-genuine-text = এই পরিষেবার সই করা, এবং এখন বৈধ।
found-not-a-pass = পাস নয়
found-not-a-pass-text = অন্য কোনও কোড বা লেখা, অথবা পাসের শুধু একটি অংশ। আবার স্ক্যান করুন।
found-bad-signature = সই ঠিক নয়
found-bad-signature-text = দেখতে পাসের মতো, কিন্তু এই পরিষেবা এতে সই করেনি। এটি গ্রহণ করবেন না।
found-expired = মেয়াদ শেষ
found-expired-text = এটি আসল ছিল, কিন্তু মেয়াদ শেষ হয়েছে। যাঁর পাস, তিনি নতুন পাস তৈরি করতে পারেন।
found-not-yet = এখনও বৈধ নয়
found-not-yet-text = এতে যে সময় আছে, তা এখনও আসেনি। এই ডিভাইসের তারিখ ও সময় দেখে নিন।
found-revoked = বাতিল করা হয়েছে
found-revoked-text = এটি আসল ছিল, কিন্তু ফিরিয়ে নেওয়া হয়েছে। এটি গ্রহণ করবেন না।
found-keys-too-old = চাবি খুব পুরনো, ইন্টারনেটে যুক্ত হন
found-keys-too-old-text = এই ডিভাইস বলতে পারছে না। একবার ইন্টারনেটে যুক্ত করুন, তারপর আবার স্ক্যান করুন।
found-result-genuine = আসল ফলাফল
found-result-genuine-text = এই পরিষেবার সই করা, এবং এখন বৈধ।
found-result-expired = ফলাফলের মেয়াদ শেষ
found-result-expired-text = এই পরিষেবার সই করা। ফলাফল পাঁচ মিনিট বৈধ থাকে, আর এটির মেয়াদ শেষ: এর ভিত্তিতে কিছু করবেন না।
found-result-malformed = ফলাফল নয়
found-result-malformed-text = এর গড়ন এই পরিষেবার ফলাফলের মতো নয়, বা কোনও অংশ বাদ পড়েছে, বা আগে-পরে ফাঁকা জায়গা আছে।
found-result-forged = সই ঠিক নয়
found-result-forged-text = এই পরিষেবা এতে সই করেনি। এটি বিশ্বাস করবেন না।
found-result-elsewhere = এই পরিষেবার নয়
found-result-elsewhere-text = এতে অন্য পরিষেবার নাম আছে, অথবা পরীক্ষামূলক ও আসল মিশে আছে। এটি বিশ্বাস করবেন না।
found-result-audience = অন্য কারও জন্য তৈরি
found-result-audience-text = এতে যে সংস্থার আইডি আছে, তা আপনার দেওয়া আইডি নয়।
found-result-nonce = অন্য প্রশ্নের উত্তর
found-result-nonce-text = এতে যে nonce আছে, তা আপনার দেওয়া nonce নয়।
found-result-not-yet = এখনও বৈধ নয়
found-result-not-yet-text = এতে যে সময় আছে, তা এখনও আসেনি। এই ডিভাইসের তারিখ ও সময় দেখে নিন।
fact-name = নাম
fact-birth-year = জন্মের বছর
fact-gender = লিঙ্গ
fact-mobile = মোবাইল
fact-reason = কারণ
fact-flag = মন্তব্য
fact-dose = ডোজ
fact-precaution-dose = প্রিকশন ডোজ
fact-audience = কার জন্য তৈরি
fact-purpose = উদ্দেশ্য
fact-origin = যে পেজ জানতে চেয়েছে
fact-nonce = nonce
fact-reference = যে জানতে চেয়েছে তার রেফারেন্স
fact-consent = রসিদ
fact-as-of = কোন তারিখের অবস্থা
fact-issued = কখন তৈরি
fact-expires = কখন পর্যন্ত বৈধ
# Maintenance
problem-maintenance = { $minutes ->
    [one] রক্ষণাবেক্ষণের জন্য পরিষেবা এখন বন্ধ। { $minutes } মিনিট পরে আবার চেষ্টা করুন। আপনি যা লিখেছেন, তার কিছুই কাউকে জানানো হয়নি।
   *[other] রক্ষণাবেক্ষণের জন্য পরিষেবা এখন বন্ধ। { $minutes } মিনিট পরে আবার চেষ্টা করুন। আপনি যা লিখেছেন, তার কিছুই কাউকে জানানো হয়নি।
 }

# Messages by SMS. In braces: what the service fills in; the words of an operator replace them ([texts] in the configuration).
sms-code = { $code }: { $provider } সংস্থাকে আপনার টিকাকরণের অবস্থা জানানোর কোড ({ $purpose })। মেয়াদ { $minutes } মিনিট। ফোনে কাউকে কখনও বলবেন না। Ref { $ref }
sms-own = { $code }: নিজের টিকাকরণের অবস্থা দেখার কোড। মেয়াদ { $minutes } মিনিট। কাউকে কখনও বলবেন না। Ref { $ref }
sms-receipt = আপনি সম্মতি দিয়েছেন যে { $provider } আপনার টিকাকরণের অবস্থা জানবে। উদ্দেশ্য: { $purpose }। রসিদ { $receipt }। দেখুন বা সম্মতি তুলে নিন: { $address }

# In the host page, around the frame
loader-title = টিকাকরণের অবস্থা
loader-button = টিকাকরণের অবস্থা জানান
loader-close = বন্ধ করুন
loader-failed = যাচাই খোলেনি।
loader-open = নতুন ট্যাবে খুলুন
loader-setup = এই পেজে এই যাচাই চালু করা নেই।
