# Hindi. Strings marked "# native reader wanted" on the line above still want a native reader.

service-name = टीकाकरण की स्थिति
know-your-status = अपने टीकाकरण की स्थिति जानें
language-label = भाषा
language-change = बदलें
step-of = 3 में से चरण { $step }
test-ribbon = TEST - असली उत्तर नहीं
error-prefix = गलती:
privacy = निजता
help = सहायता
date = { $day } { $month ->
    [1] जनवरी
    [2] फ़रवरी
    [3] मार्च
    [4] अप्रैल
    [5] मई
    [6] जून
    [7] जुलाई
    [8] अगस्त
    [9] सितंबर
    [10] अक्टूबर
    [11] नवंबर
   *[12] दिसंबर
 } { $year }

# Step 1: details
details-title-staff = किसकी स्थिति जाननी है?
details-title-citizen = अपने टीकाकरण की स्थिति बताएँ
details-lead-staff = जैसा उस व्यक्ति के टीकाकरण रिकॉर्ड में है।
details-lead-citizen = आपके कोड डालकर सहमति देने से पहले कुछ भी साझा नहीं किया जाता।
name-label = पूरा नाम
name-hint = जो टीकाकरण के समय दिया गया था
mobile-label = मोबाइल नंबर
mobile-hint = वही नंबर जो टीकाकरण के लिए पंजीकृत है। इसी पर कोड आएगा।
send-code = कोड भेजें
asked-by = { $provider } ने पूछा है

# Step 2: consent and code
consent-asks = { $provider } ने आपके टीकाकरण की स्थिति पूछी है
consent-asks-staff = { $provider } ने इस व्यक्ति के टीकाकरण की स्थिति पूछी है
consent-purpose = उद्देश्य: { $purpose }
consent-learns = उन्हें यह जानकारी मिलेगी:
consent-status = टीकाकरण की स्थिति
consent-events = टीकों के नाम और खुराकों की तारीखें (वैकल्पिक)
consent-demographics = जन्म का वर्ष और लिंग (वैकल्पिक)
code-label = SMS में आया कोड
code-sent = { $mobile } पर भेजा गया · संदर्भ { $ref }
code-maybe = अगर नाम और नंबर एक ही व्यक्ति के हैं, तो एक मिनट के भीतर SMS आ जाएगा।
# native reader wanted
code-usually = अगर नाम और नंबर एक ही व्यक्ति के हैं, तो SMS आ जाएगा। संदेश आम तौर पर लगभग { $seconds } सेकंड में पहुँचते हैं।
# native reader wanted
code-queued = अभी संदेश धीरे-धीरे जा रहे हैं। अगर नाम और नंबर एक ही व्यक्ति के हैं, तो आपका संदेश कतार में है: वह { $minutes } मिनट के भीतर आ जाएगा, नहीं तो उसका समय समाप्त हो जाएगा और आप नया कोड माँग सकते हैं। इंतज़ार करने में कोई नुकसान नहीं है।
code-staff = वे कोड खुद भरते हैं या आपको पढ़कर बताते हैं। यही उनकी सहमति है।
code-valid = कोड { $minutes } मिनट तक मान्य है।
code-valid-live = कोड { $time } मिनट तक मान्य है
code-expired-live = कोड का समय समाप्त हो गया है। नया कोड भेजें।
share-with = { $provider } को बताएँ
resend = नया कोड भेजें
resend-done = { $mobile } पर नया कोड भेजा गया है। उसका संदर्भ { $ref } है; पुराने कोड अब काम नहीं करेंगे।
resend-wait = नया कोड { $time } मिनट बाद माँगा जा सकता है
resend-ready = अब आप नया कोड माँग सकते हैं।
resend-none = यहाँ अब और कोड नहीं भेजा जा सकता। फिर से शुरू करें।
change-details = नाम या नंबर बदलें
# native reader wanted
decline = नहीं बताना है
never-tell = फ़ोन करने वाले किसी भी व्यक्ति को यह कोड कभी न बताएँ।
purpose-check-in = चेक-इन
purpose-booking = बुकिंग
purpose-boarding = बोर्डिंग
purpose-entry = प्रवेश
purpose-travel = यात्रा
purpose-employment = रोज़गार
purpose-event = कार्यक्रम
# native reader wanted
purpose-visit = मुलाकात

# Step 3: answer
answer-0 = टीकाकृत नहीं
answer-1 = आंशिक रूप से टीकाकृत
answer-2 = पूर्ण रूप से टीकाकृत
answer-shared = { $provider } को अभी-अभी बताया गया
answer-of = { $needed } में से { $counted } खुराक दर्ज
answer-name = जाँचा गया नाम
# native reader wanted
answer-as-of = स्थिति की तारीख
answer-why = कारण
answer-receipt = रसीद
answer-dose = { $of } में से खुराक { $dose }
answer-dose-alone = खुराक { $dose }
answer-dose-precaution = एहतियाती खुराक
answer-birth-year = जन्म का वर्ष
answer-gender = लिंग
answer-note = टिप्पणी
answer-continue = { $provider } पर आगे बढ़ें
answer-another = किसी और की स्थिति जाँचें
# native reader wanted
answer-receipt-hint = यह नंबर संभालकर रखें। यह आपकी दी हुई सहमति को दर्शाता है।
gender-F = महिला
gender-M = पुरुष
gender-O = अन्य
gender-U = दर्ज नहीं
reason-series-complete = सभी खुराकें दर्ज हैं
reason-no-dose-recorded = कोई खुराक दर्ज नहीं है
reason-dose-after-date = एक खुराक बाद की तारीख के साथ दर्ज है
reason-dose-date-implausible = एक खुराक टीकाकरण शुरू होने से पहले की तारीख के साथ दर्ज है
reason-dose-number-implausible = एक खुराक ऐसे क्रमांक के साथ दर्ज है जो होता ही नहीं
reason-second-dose-not-recorded = दूसरी खुराक दर्ज नहीं है
reason-second-dose-recorded-as-first = दो पहली खुराकें दर्ज हैं, दूसरी कोई नहीं
reason-doses-missing = कुछ खुराकें दर्ज नहीं हैं
reason-unknown-product = एक खुराक ऐसे टीके की है जो सूची में नहीं है
reason-product-not-in-use = एक खुराक ऐसे टीके की है जो उस तारीख को लगाया नहीं जाता था
flag-short_interval = दूसरी खुराक तय समय से पहले लगी।
flag-mixed_series = अलग-अलग टीकों की खुराकें
flag-duplicate_first_dose = पहली खुराक दो बार दर्ज है। हो सकता है कि दूसरी खुराक पहली के रूप में दर्ज हो गई हो।
# native reader wanted
flag-precaution = एहतियाती खुराक दर्ज है

# When nothing is shared
closed-title = कुछ भी साझा नहीं किया गया
closed-text = { $provider } को आपके बारे में कुछ भी पता नहीं चला है।
start-again = फिर से शुरू करें

# Errors of the fields
error-summary = एक समस्या है
error-name-empty = पूरा नाम लिखें
error-name-too-long = नाम बहुत लंबा है। ज़्यादा से ज़्यादा 120 अक्षर लिखें
error-name-letters = नाम अक्षरों में लिखें, जैसे राजेश शर्मा
error-name-mixed-scripts = नाम में अलग-अलग लिपियों के अक्षर हैं। इसे एक ही लिपि में लिखें
error-mobile-empty = मोबाइल नंबर लिखें
error-mobile-format = 10 अंकों का भारतीय मोबाइल नंबर लिखें, जैसे 98100 00001
error-code-empty = SMS में आया कोड लिखें
error-code-too-short = कोड छोटा है। SMS में आए 6 अंक लिखें
error-code-too-long = कोड ज़्यादा लंबा है। SMS में आए 6 अंक लिखें
error-code-not-digits = कोड 6 अंकों में लिखें, अक्षरों के बिना
error-code-incorrect = { $left ->
    [one] यह कोड सही नहीं है। { $left } कोशिश बची है।
   *[other] यह कोड सही नहीं है। { $left } कोशिशें बची हैं।
 }
error-code-expired = इस कोड का समय समाप्त हो गया है। नया कोड भेजें
error-code-attempts = तीन बार गलत कोड डाला गया। आपकी सुरक्षा के लिए यह जाँच बंद कर दी गई है। फिर से शुरू करें।
error-code-used = यह कोड पहले ही इस्तेमाल हो चुका है। फिर से शुरू करें।
error-resend-early = { $seconds ->
    [one] नया कोड { $seconds } सेकंड बाद भेजा जा सकता है।
   *[other] नया कोड { $seconds } सेकंड बाद भेजा जा सकता है।
 }
error-resend-many = इस जाँच के लिए और कोड नहीं भेजे जा सकते। फिर से शुरू करें।
error-offline = इंटरनेट कनेक्शन नहीं है। आपका लिखा हुआ कुछ भी मिटा नहीं है। फिर से कोशिश करें।
confirm-visible = हो सकता है कि यह पेज किसी चीज़ से ढका हो। अगर आपको दिख रहा है कि { $provider } ने पूछा है, तो कोड भेजने के लिए फिर से दबाएँ।

# Problem pages
problem-title = यह जाँच आगे नहीं बढ़ सकती
# native reader wanted
problem-invalid-site-key = जिस पेज से यह जाँच शुरू हुई, वह सही तरह से तैयार नहीं है: उसकी साइट कुंजी पहचानी नहीं गई। वह पेज चलाने वालों को बताएँ।
# native reader wanted
problem-origin-not-allowed = जिस पेज से यह जाँच शुरू हुई, उसे इस कुंजी से टीकाकरण की स्थिति पूछने की अनुमति नहीं है। कुछ भी पूछा या साझा नहीं किया गया।
problem-provider-suspended = इस संस्था को इस समय टीकाकरण की स्थिति पूछने की अनुमति नहीं है। कुछ भी साझा नहीं किया गया।
problem-purpose-not-allowed = इस संस्था को बताए गए उद्देश्य के लिए पूछने की अनुमति नहीं है। वह पेज चलाने वालों को बताएँ।
problem-scope-not-allowed = इस संस्था को माँगी गई जानकारी देखने की अनुमति नहीं है। वह पेज चलाने वालों को बताएँ।
problem-bad-parameter = इस पेज का पता (लिंक) अधूरा है। पिछले पेज पर वापस जाकर फिर से कोशिश करें।
problem-verification-not-found = यह जाँच अब खुली नहीं है। फिर से शुरू करें।
problem-rate-limited = { $seconds ->
    [one] इस समय बहुत ज़्यादा जाँचें हो रही हैं। { $seconds } सेकंड बाद फिर से कोशिश करें।
   *[other] इस समय बहुत ज़्यादा जाँचें हो रही हैं। { $seconds } सेकंड बाद फिर से कोशिश करें।
 }
problem-service-unavailable = सेवा अभी उपलब्ध नहीं है। कुछ मिनट बाद फिर से कोशिश करें। आपका लिखा हुआ कुछ भी साझा नहीं किया गया।

# Home
home-title = किसी को टीका लगा है या नहीं? सहमति से पूछें, डिजिटल हस्ताक्षर वाला उत्तर पाएँ।
home-lead = होटल, एयरलाइन या कार्यालय पूछता है; पंजीकृत मोबाइल पर कोड जाता है; व्यक्ति कोड भरकर सहमति देता है। पूछने वाले को केवल एक बात पता चलती है, और उस पर डिजिटल हस्ताक्षर होता है।
home-answers = तीन उत्तर
home-step-1 = पूरा नाम और पंजीकृत मोबाइल नंबर
home-step-2 = SMS में आया कोड ही सहमति है
home-step-3 = डिजिटल हस्ताक्षर वाला उत्तर, तुरंत
home-steps = यह कैसे होता है
home-privacy = क्या रखा जाता है और कितने समय तक
# native reader wanted
home-privacy-text = नाम और नंबर एन्क्रिप्ट करके (गुप्त रूप में) रखे जाते हैं, कोड कभी नहीं रखे जाते। किसे क्या बताया गया, इसका रिकॉर्ड कम से कम एक साल तक रखा जाता है, ताकि आप उसे देख सकें और शिकायत कर सकें।
home-help = सहायता
home-help-text = SMS नहीं आया? हो सकता है कि नाम या नंबर टीकाकरण रिकॉर्ड से अलग हो। नया कोड माँगें या देखें कि नाम की वर्तनी वही है जो टीकाकरण के समय दी गई थी।
# native reader wanted
home-providers = पूछने वालों के लिए
# native reader wanted
home-providers-text = दो पंक्तियों से जाँच को अपने पेज में लगाएँ, या अपने सर्वर से पूछें। बिना खाते के सब कुछ आज़माया जा सकता है।
# native reader wanted
home-docs = दस्तावेज़ और आज़माने की जगह (अंग्रेज़ी में)

# Maintenance
# native reader wanted
problem-maintenance = { $minutes ->
    [one] रखरखाव के कारण सेवा अभी बंद है। 1 मिनट बाद फिर कोशिश करें। आपने जो लिखा, वह किसी को नहीं बताया गया।
   *[other] रखरखाव के कारण सेवा अभी बंद है। { $minutes } मिनट बाद फिर कोशिश करें। आपने जो लिखा, वह किसी को नहीं बताया गया।
 }
