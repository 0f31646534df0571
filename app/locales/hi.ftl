# Hindi. Every string in this file but the announced ones (know-your-status, answer-0, answer-1, answer-2) still wants a native reader.

service-name = टीकाकरण की स्थिति
know-your-status = अपने टीकाकरण की स्थिति जानें
language-label = भाषा
language-change = बदलें
step-of = 3 में से चरण { $step }
test-ribbon = TEST - असली उत्तर नहीं
error-prefix = गलती:
privacy = निजता
help = सहायता
accessibility = सुगम्यता
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
consent-withdraw = आप अपने पेज पर अपनी सहमति कभी भी वापस ले सकते हैं।
consent-withdraw-staff = वे अपने पेज पर अपनी सहमति कभी भी वापस ले सकते हैं।
consent-complain = कुछ गलत है?
code-label = SMS में आया कोड
code-sent = { $mobile } पर भेजा गया · संदर्भ { $ref }
code-maybe = अगर नाम और नंबर एक ही व्यक्ति के हैं, तो एक मिनट के भीतर SMS आ जाएगा।
code-usually = अगर नाम और नंबर एक ही व्यक्ति के हैं, तो SMS आ जाएगा। संदेश आम तौर पर लगभग { $seconds } सेकंड में पहुँचते हैं।
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
decline = नहीं बताना है
never-tell = फ़ोन करने वाले किसी भी व्यक्ति को यह कोड कभी न बताएँ।
purpose-check-in = चेक-इन
purpose-booking = बुकिंग
purpose-boarding = बोर्डिंग
purpose-entry = प्रवेश
purpose-travel = यात्रा
purpose-employment = रोज़गार
purpose-event = कार्यक्रम
purpose-visit = मुलाकात

# Step 3: answer
answer-title = उत्तर
answer-0 = टीकाकृत नहीं
answer-1 = आंशिक रूप से टीकाकृत
answer-2 = पूर्ण रूप से टीकाकृत
answer-shared = { $provider } को अभी-अभी बताया गया
answer-of = { $needed } में से { $counted } खुराक दर्ज
answer-name = जाँचा गया नाम
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
reason-second-dose-recorded-as-first = पहली खुराक दो बार दर्ज है, दूसरी एक बार भी नहीं
reason-doses-missing = कुछ खुराकें दर्ज नहीं हैं
reason-unknown-product = एक खुराक ऐसे टीके की है जो सूची में नहीं है
reason-product-not-in-use = एक खुराक ऐसे टीके की है जो उस तारीख को लगाया नहीं जाता था
flag-short_interval = दूसरी खुराक तय समय से पहले लगी।
flag-mixed_series = अलग-अलग टीकों की खुराकें
flag-duplicate_first_dose = पहली खुराक दो बार दर्ज है। हो सकता है कि दूसरी खुराक पहली के रूप में दर्ज हो गई हो।
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
problem-invalid-site-key = जिस पेज से यह जाँच शुरू हुई, वह सही तरह से तैयार नहीं है: उसकी साइट कुंजी पहचानी नहीं गई। वह पेज चलाने वालों को बताएँ।
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
home-privacy-text = नाम और नंबर एन्क्रिप्ट करके (गुप्त रूप में) रखे जाते हैं, कोड कभी नहीं रखे जाते। किसे क्या बताया गया, इसका रिकॉर्ड कम से कम एक साल तक रखा जाता है, ताकि आप उसे देख सकें और शिकायत कर सकें।
home-help = सहायता
home-help-text = SMS नहीं आया? हो सकता है कि नाम या नंबर टीकाकरण रिकॉर्ड से अलग हो। नया कोड माँगें या देखें कि नाम की वर्तनी वही है जो टीकाकरण के समय दी गई थी।
home-complaints = शिकायतें
home-complaints-text = आपने किसी जाँच के लिए सहमति नहीं दी थी, या कुछ गलत है? यह सेवा चलाने वालों को लिखें, और अगर आपके पास रसीद है तो उसका नंबर बताएँ। इससे बात न बने तो आप भारतीय डेटा संरक्षण बोर्ड के पास जा सकते हैं।
home-providers = पूछने वालों के लिए
home-providers-text = दो पंक्तियों से जाँच को अपने पेज में लगाएँ, या अपने सर्वर से पूछें। बिना खाते के सब कुछ आज़माया जा सकता है।
home-docs = दस्तावेज़ और आज़माने की जगह (अंग्रेज़ी में)

# Own status: the tabs of the home page
home-ways = आप यहाँ क्या कर सकते हैं
home-way-own = अपनी स्थिति और दर्ज खुराकें देखें
home-organisations = संस्थाओं के लिए
home-way-organisations = व्यक्ति की सहमति से स्थिति पूछें: दस्तावेज़ (अंग्रेज़ी में)
home-gate = गेट पर
home-way-gate = पास स्कैन करके जाँचें, इंटरनेट के बिना भी
home-verify = उत्तर सत्यापित करें
missing-title = इस पते पर कुछ नहीं है
missing-text = पता फिर से जाँचें, या यहाँ से शुरू करें।

# Own status: before the code
own-details-lead = आपके मोबाइल पर एक कोड आएगा। आपकी स्थिति केवल आप देखेंगे; किसी को नहीं बताया जाएगा कि आपने देखी।
own-asks = आप अपने टीकाकरण की स्थिति पूछ रहे हैं
own-asks-nobody = किसी और को कुछ पता नहीं चलेगा। आप अपनी स्थिति और खुराकें देखेंगे, और यह भी कि गलती होने पर क्या करें।
own-asks-sms = SMS में भी यही लिखा है: "अपने टीकाकरण की स्थिति देखने का कोड"। अगर उसमें किसी संस्था का नाम है, तो वह किसी और काम के लिए है।
own-see = मेरी स्थिति दिखाएँ
own-decline = रद्द करें
own-closed-text = आपके बारे में किसी को कुछ पता नहीं चला। आप कभी भी फिर से शुरू कर सकते हैं।

# Own status: the page
own-title = आपके टीकाकरण की स्थिति
own-name = पंजीकृत नाम
own-mobile = पंजीकृत मोबाइल
own-updated = रिकॉर्ड पिछली बार कब आए
own-updated-unknown = पता नहीं
own-rules = नियमों का संस्करण
own-fresh = रिकॉर्ड पिछली बार आने के बाद लगी खुराक अभी यहाँ नहीं है।
own-why-series-complete = { $needed ->
    [one] { $product } की ज़रूरी { $needed } खुराक दर्ज है।
    [2] { $product } की ज़रूरी दोनों खुराकें दर्ज हैं।
   *[other] { $product } की ज़रूरी सभी { $needed } खुराकें दर्ज हैं।
 }
own-why-second-dose-not-recorded = { $product } की दो में से एक खुराक दर्ज है; दूसरी दर्ज नहीं है।
own-why-second-dose-recorded-as-first = { $product } की पहली खुराक दो बार दर्ज है और दूसरी एक बार भी नहीं। शायद दूसरी खुराक पहली के रूप में दर्ज हो गई: नीचे इसकी सूचना दें।
own-why-doses-missing = { $product } की दर्ज खुराकें: { $needed } में से { $counted }। जो दर्ज नहीं है: खुराक { $missing }।
own-why-dose-after-date = { $product } की गिनी गई खुराकें: { $needed } में से { $counted }। एक और खुराक आगे की तारीख के साथ दर्ज है।
own-why-dose-date-implausible = { $product } की गिनी गई खुराकें: { $needed } में से { $counted }। एक और खुराक टीकाकरण शुरू होने से पहले की तारीख के साथ दर्ज है।
own-doses = दर्ज खुराकें
own-doses-none = कोई खुराक दर्ज नहीं है।
own-doses-dose = खुराक
own-doses-vaccine = टीका
own-doses-date = तारीख
own-doses-odd = यह तारीख सही नहीं हो सकती; यह खुराक नहीं गिनी जाती।
own-closes = { $minutes ->
    [one] आपकी सुरक्षा के लिए यह पेज { $minutes } मिनट में बंद हो जाएगा। यह यहाँ के अलावा कहीं नहीं रखा जाता।
   *[other] आपकी सुरक्षा के लिए यह पेज { $minutes } मिनट में बंद हो जाएगा। यह यहाँ के अलावा कहीं नहीं रखा जाता।
 }
own-closes-soon = यह पेज एक मिनट के अंदर बंद हो जाएगा। और समय चाहिए तो इसे दोबारा खोल सकते हैं: अपना नाम और नंबर फिर भरें, नए कोड से यह खुल जाएगा।
own-end = यह पेज अभी बंद करें
own-ended-title = आपका पेज बंद है
own-ended-text = अब इस डिवाइस पर आपकी स्थिति किसी को नहीं दिखती। फिर देखने के लिए नया कोड माँगें।
own-expired-title = आपका पेज बंद हो गया
own-expired-text = आपकी सुरक्षा के लिए इसका समय पूरा हो गया। कुछ भी मिटा नहीं है। अपना नाम और नंबर फिर भरें, नए कोड से यह खुल जाएगा।

# Own status: "this is wrong"
own-wrong = यहाँ कुछ गलत है
own-wrong-what = क्या गलत है?
own-fault-duplicate-first-dose = मेरी दूसरी खुराक पहली के रूप में दर्ज हुई
own-fault-dose-missing = मुझे लगी एक खुराक दर्ज नहीं है
own-fault-wrong-date = तारीख या टीका गलत है
own-fault-not-my-dose = दर्ज की गई एक खुराक मुझे नहीं लगी
own-fault-wrong-name = मेरा नाम, जन्म का वर्ष या लिंग गलत है
own-wrong-dose = कौन-सी खुराक? (वैकल्पिक)
own-wrong-dose-none = कोई खास खुराक नहीं
own-wrong-hint = आपको एक नंबर मिलेगा। आपकी सूचना केवल स्वास्थ्य प्राधिकरण देखेगा।
own-wrong-send = सूचना दें
own-error-fault = चुनें कि क्या गलत है
own-error-dose = अपनी दर्ज खुराकों में से एक चुनें, या कोई नहीं
own-reported = आपकी सूचना मिल गई। इसका नंबर संभालकर रखें:
own-reported-next = स्वास्थ्य प्राधिकरण आपके रिकॉर्ड को टीकाकरण केंद्र के रिकॉर्ड से मिलाएगा। क्या हुआ, यह देखने के लिए इस पेज पर फिर आएँ; केंद्र पर पूछें तो यह नंबर साथ ले जाएँ।
own-cases = आपकी सूचनाएँ
own-case-since = { $date } को सूचना दी गई।
own-case-open = इसे देखा जा रहा है।
own-case-corrected = रिकॉर्ड ठीक कर दिया गया।
own-case-declined = रिकॉर्ड जैसा है, वैसा ही सही पाया गया।

# Receipts and history
receipt-title = रसीद
receipt-asked-by = किसने पूछा
receipt-purpose = उद्देश्य
receipt-when = कब
receipt-moment = { $date }, { $time }
receipt-items = क्या बताया गया
receipt-events = टीकों के नाम और खुराकों की तारीखें
receipt-demographics = जन्म का वर्ष और लिंग
receipt-number = रसीद का नंबर
receipt-withdraw = आप अपने पेज पर यह जाँच देख सकते हैं और अपनी सहमति कभी भी वापस ले सकते हैं।
receipt-withdraw-link = देखें या वापस लें
receipt-complain = आपने सहमति नहीं दी थी, या कुछ गलत है? रसीद का नंबर बताकर शिकायत करें।
receipt-complain-link = शिकायत कैसे करें
receipt-save = रसीद सहेजें
receipt-sms = मुझे SMS से रसीद भेजें
receipt-page-title = रसीद { $number }
receipt-print = इस पेज को छाप लें या फ़ाइल के रूप में रखें। इसमें यह नहीं लिखा है कि उत्तर क्या था।
receipt-download = फ़ाइल के रूप में सहेजें
receipt-gone = ऐसी कोई रसीद नहीं है
history-title = आपके बारे में किसने पूछा
history-lead = आपकी हर जाँच जिसका उत्तर दिया गया, सबसे नई पहले। इसी मोबाइल नंबर वाले दूसरे लोगों को ये नहीं दिखतीं, और आपको उनकी जाँचें नहीं दिखतीं।
history-none = जितने समय तक रिकॉर्ड रखे जाते हैं, उतने समय में किसी संस्था को आपकी स्थिति नहीं बताई गई है।
history-older = पुरानी जाँचें
history-newest = सबसे नई जाँचें
history-state = इस समय
history-valid = परिणाम { $time } तक मान्य है
history-expired = परिणाम का समय समाप्त हो गया है
history-used = संस्था परिणाम का उपयोग कर चुकी है
history-revoked = परिणाम रद्द कर दिया गया है
history-withdrawn = आपने अपनी सहमति वापस ले ली है। इस संस्था को अब आपके बारे में कुछ भी पता नहीं चलेगा।
history-withdraw = सहमति वापस लें
history-withdraw-title = { $provider } को दी गई सहमति वापस लें?
history-withdraw-text = { $provider } को आपके बारे में दिए गए सभी परिणाम तुरंत रद्द हो जाएँगे। अब से उन्हें आपके बारे में कुछ पता नहीं चलेगा; उन्हें वही दिखेगा जो बेमेल नाम और नंबर पर दिखता है। जो वे पहले ही दर्ज कर चुके हैं, वह उनके पास रह सकता है। आप यह निर्णय कभी भी बदल सकते हैं।
history-withdraw-confirm = सहमति वापस लें
history-keep = जैसा है वैसा रहने दें
history-withdraw-done = { $provider } को दी गई आपकी सहमति वापस ले ली गई है।
history-allow = { $provider } को फिर से पूछने दें
history-allow-done = { $provider } को अब आपसे फिर पूछने की अनुमति है। कोड डालकर आपके सहमति देने पर ही उन्हें कुछ पता चलेगा।
history-refused-title = संस्थाएँ जो नहीं पूछ सकतीं
history-proof = लॉग से प्रमाण
history-proof-title = प्रमाण कैसे जाँचें
history-proof-text = हर जाँच एक ऐसे लॉग में दर्ज होती है जिसे कोई चुपचाप बदल नहीं सकता। प्रमाण दिखाता है कि जाँच उसमें है: उसकी प्रविष्टि, उसका स्थान और उस समय का डिजिटल हस्ताक्षर वाला लॉग-शीर्ष। इसे { $key } पर प्रकाशित कुंजी और RFC 9162 के लिए बने किसी भी प्रोग्राम से जाँचा जाता है, जैसे इस सेवा के सोर्स कोड में रखा verify_audit.py।
pause-title = सभी जाँचें रोकें
pause-text = जब तक जाँचें रुकी हैं, किसी भी संस्था को आपके बारे में कुछ पता नहीं चलता। जो भी पूछता है उसे वही दिखता है जो बेमेल नाम और नंबर पर दिखता है, और आपको कोई कोड नहीं भेजा जाता। यह पेज आपके लिए काम करता रहेगा।
pause-button = सभी जाँचें रोकें
pause-since = आपकी सभी जाँचें { $date } से रुकी हुई हैं।
pause-resume = जाँचें फिर चालू करें
pause-done = आपकी सभी जाँचें अब से रोक दी गई हैं।
pause-ended = जाँचें फिर चालू हैं। कोड डालकर आपके सहमति देने से पहले कुछ भी साझा नहीं किया जाता।
# Sharing: graphic, link, pass
graphic-title = ग्राफ़िक साझा करें
graphic-lead = आपकी स्थिति की एक तस्वीर, पोस्ट करने या भेजने के लिए। इसमें वही दिखता है जो आप चुनें, और कुछ नहीं: न कोई नंबर, न जन्म की तारीख।
graphic-shape = आकार
graphic-square = चौकोर, पोस्ट और स्टोरी के लिए
graphic-wide = चौड़ा, संदेशों और लिंक के लिए
graphic-language = ग्राफ़िक की भाषा
graphic-named = मेरा पहला नाम दिखाएँ: { $name }
graphic-coded = लिंक को क्यूआर कोड के रूप में इस पर लगाएँ
graphic-show = ग्राफ़िक दिखाएँ
graphic-link = साझा करने के लिए लिंक बनाएँ
graphic-link-hint = जिसके पास लिंक हो वह केवल ग्राफ़िक देखता है, और कुछ नहीं। आप इसे यहाँ वापस ले सकते हैं।
graphic-native = ग्राफ़िक भेजें
graphic-native-link = लिंक भेजें
graphic-png = तस्वीर के रूप में सहेजें
graphic-svg = छपाई के लिए सहेजें, हर आकार में साफ़
graphic-linked = आपका लिंक
graphic-linked-hint = इसे अभी रख लें: यह केवल इसी बार दिखता है।
graphic-links = आपके लिंक
graphic-link-of = { $made } को बना, { $ends } को समाप्त
graphic-unshare = लिंक वापस लें
graphic-unshared = लिंक वापस ले लिया गया। अब वह कुछ नहीं दिखाता।
graphic-word-0 = अभी तक टीकाकृत नहीं
graphic-line-0 = मेरी बारी अभी आनी है।
graphic-line-1 = एक कदम पूरा, अगला बाकी।
graphic-line-2 = मैंने टीका लगवा लिया। और आपने?
graphic-error-font = अभी इस लिपि में ग्राफ़िक नहीं बन सकता। दूसरी भाषा चुनें, या नाम न दिखाएँ।
graphic-error-busy = अभी बहुत से ग्राफ़िक बन रहे हैं। फिर से कोशिश करें।
graphic-error-many = आज आप बहुत से लिंक बना चुके हैं। अगला कल बनाएँ।
shared-what = इसे उसी व्यक्ति ने साझा किया है जिसके बारे में यह है। पक्की जाँच के लिए पास माँगें या स्थिति ही पूछें।
shared-own = अपनी स्थिति देखें
shared-gone-title = यह लिंक कुछ नहीं दिखाता
shared-gone = यह समाप्त हो गया है, वापस ले लिया गया है, या अधूरा है। भेजने वाले से पूछें।
pass-title = गेट के लिए पास
pass-lead = डिजिटल हस्ताक्षर वाला क्यूआर कोड, जिसे गेट पर बिना इंटरनेट के जाँचा जाता है। इसमें आपकी स्थिति, वह कब तक मान्य है, और जो आप यहाँ चुनें, वह लिखा होता है।
pass-name = पास पर नाम
pass-name-first = पहला नाम
pass-name-initials = नाम के पहले अक्षर
pass-name-none = बिना नाम
pass-birth-year = मेरे जन्म का वर्ष दिखाएँ
pass-lifetime = कितने समय तक मान्य
pass-hours = { $count ->
    [one] 1 घंटा
   *[other] { $count } घंटे
 }
pass-days = { $count ->
    [one] 1 दिन
   *[other] { $count } दिन
 }
pass-make = पास बनाएँ
pass-ends = { $date }, { $time }
pass-until = कब तक मान्य
pass-fact-name = नाम
pass-code = पास का क्यूआर कोड। इसके अक्षर नीचे लिखे हैं।
pass-text = कोड अक्षरों में
pass-paper = छपाई के लिए सहेजें
pass-paper-title = टीकाकरण पास
pass-paper-how = गेट पर क्यूआर कोड स्कैन किया जाता है, या कोई अक्षर टाइप करता है। हस्ताक्षर बताता है कि किसी ने इन्हें बदला नहीं है।
pass-paper-where = कागज़ को रेखा पर मोड़ें। अपने पेज पर आप पास कभी भी वापस ले सकते हैं: { $host }
pass-show = दिखाएँ
pass-revoke = पास वापस लें
pass-revoked = पास वापस ले लिया गया। गेट को यह अगली बार इंटरनेट से जुड़ने पर पता चलेगा।
pass-list = आपके बनाए पास
pass-error-name = आपका नाम इस रूप में पास पर नहीं समाता। नाम के पहले अक्षर चुनें, या बिना नाम।
pass-error-lifetime = चुनें कि पास कितने समय तक मान्य रहे
pass-error-many = एक साथ इतने ही पास मान्य हो सकते हैं। पहले एक वापस लें।
pass-error-gone = यह पास समाप्त हो गया या वापस ले लिया गया। नया पास बनाएँ।
# Gate and verify: checking passes and results
moment = { $date }, { $time }
gate-title = पास जाँचें
gate-lead = पास का क्यूआर कोड स्कैन करें। जाँच इसी डिवाइस पर होती है, इंटरनेट के बिना भी।
gate-camera = कैमरे से स्कैन करें
gate-camera-stop = कैमरा बंद करें
gate-camera-refused = कैमरे का उपयोग नहीं हो सकता। इस पेज के लिए उसकी अनुमति दें, या नीचे कोई तस्वीर चुनें या कोड लिखें।
gate-view = कैमरे का दृश्य
gate-next = अगला स्कैन करें
gate-group = समूह: अगला पास अपने आप स्कैन हो
gate-sound = आवाज़ और कंपन
gate-otherwise = तस्वीर, या लिखा हुआ कोड
gate-picture = क्यूआर कोड की तस्वीर
gate-picture-none = इस तस्वीर में कोई क्यूआर कोड पढ़ा नहीं जा सका।
gate-code = पास का कोड
gate-code-hint = इसे चिपकाएँ, या क्यूआर कोड के नीचे लिखा हुआ टाइप करें। यह { $prefix } से शुरू होता है
gate-check = जाँचें
gate-today = आज इस पेज पर
gate-refused = अस्वीकृत
gate-today-hint = केवल संख्याएँ। ये आधी रात को और पेज दोबारा खुलने पर शून्य से शुरू होती हैं।
gate-keys = कुंजियों और रद्द पासों की सूची का समय:
gate-keys-old = कुंजियाँ बहुत पुरानी हैं: इंटरनेट से जुड़ें। इनका समय:
gate-keys-none = इस डिवाइस पर अभी कुंजियाँ नहीं हैं: एक बार इंटरनेट से जुड़ें।
gate-offline-ready = यह पेज अब इंटरनेट के बिना भी काम करेगा।
gate-stores = पास की कोई भी जानकारी न रखी जाती है, न भेजी जाती है। यह पेज डिवाइस पर केवल अपनी फ़ाइलें, सार्वजनिक कुंजियाँ और रद्द पासों की सूची रखता है।
gate-needs-script = पास की स्कैनिंग और जाँच ब्राउज़र में होती है, जिसके लिए जावास्क्रिप्ट चाहिए। उसके बिना, पास का कोड इस पेज पर चिपकाएँ, जहाँ हमारा सर्वर उसे जाँचता है:
gate-broken = जाँच करने वाला भाग खुल नहीं सका। कुछ भी जाँचा नहीं जा सकता। पेज दोबारा खोलें।
verify-title = क्या यह असली है?
verify-lead = कोई परिणाम या पास का कोड चिपकाएँ।
verify-in-browser = इसे आपके ब्राउज़र में जाँचा जाता है और किसी को भेजा नहीं जाता।
verify-without-script = आपके ब्राउज़र में जावास्क्रिप्ट नहीं चलती: हमारा सर्वर इसे जाँचता है और इसमें से कुछ भी नहीं रखता।
verify-text = परिणाम या कोड
verify-text-hint = परिणाम ठीक वैसा ही जैसा आया था, उसके आगे-पीछे खाली जगह या पंक्ति के बिना।
verify-narrow = क्या यह आपके लिए बना था?
verify-audience = आपकी संस्था की आईडी (वैकल्पिक)
verify-nonce = जिस नॉन्स के साथ आपने पूछा था (वैकल्पिक)
verify-limits = परिणाम रद्द हुआ है या नहीं, या पहले इस्तेमाल हुआ है या नहीं, यह केवल उसी को बताया जाता है जिसके लिए वह बना था, और यह सेवा खुद ही बताती है।
found-genuine = असली पास
found-genuine-text = इस पर इस सेवा का हस्ताक्षर है, और यह अभी मान्य है।
found-not-a-pass = यह पास नहीं है
found-not-a-pass-text = कोई दूसरा कोड या पाठ, या पास का केवल एक हिस्सा। फिर से स्कैन करें।
found-bad-signature = गलत हस्ताक्षर
found-bad-signature-text = यह पास जैसा दिखता है, पर इस पर इस सेवा का हस्ताक्षर नहीं है। इसे स्वीकार न करें।
found-expired = समय समाप्त
found-expired-text = यह असली था, पर इसका समय समाप्त हो गया है। वह व्यक्ति नया पास बना सकता है।
found-not-yet = अभी मान्य नहीं
found-not-yet-text = इस पर ऐसा समय लिखा है जो अभी आया नहीं। इस डिवाइस की तारीख और समय जाँचें।
found-revoked = रद्द किया गया
found-revoked-text = यह असली था, पर वापस ले लिया गया है। इसे स्वीकार न करें।
found-keys-too-old = कुंजियाँ पुरानी हैं, इंटरनेट से जुड़ें
found-keys-too-old-text = यह डिवाइस बता नहीं सकता। इसे एक बार इंटरनेट से जोड़ें, फिर दोबारा स्कैन करें।
found-result-genuine = असली परिणाम
found-result-genuine-text = इस पर इस सेवा का हस्ताक्षर है, और यह अभी मान्य है।
found-result-expired = परिणाम का समय समाप्त
found-result-expired-text = इस पर इस सेवा का हस्ताक्षर है। परिणाम पाँच मिनट तक मान्य होते हैं, और इसका समय बीत चुका है: इसके आधार पर कुछ न करें।
found-result-malformed = यह परिणाम नहीं है
found-result-malformed-text = इसका रूप इस सेवा के परिणाम जैसा नहीं है, या कोई हिस्सा छूट गया है, या आगे-पीछे खाली जगह है।
found-result-forged = गलत हस्ताक्षर
found-result-forged-text = इस पर इस सेवा का हस्ताक्षर नहीं है। इस पर भरोसा न करें।
found-result-elsewhere = इस सेवा का नहीं
found-result-elsewhere-text = इसमें किसी दूसरी सेवा का नाम है, या परीक्षण और असली मिले हुए हैं। इस पर भरोसा न करें।
found-result-audience = किसी और के लिए बना
found-result-audience-text = इसमें संस्था की आईडी वह नहीं है जो आपने बताई।
found-result-nonce = किसी दूसरे प्रश्न का उत्तर
found-result-nonce-text = इसमें नॉन्स वह नहीं है जो आपने बताया।
found-result-not-yet = अभी मान्य नहीं
found-result-not-yet-text = इस पर ऐसा समय लिखा है जो अभी आया नहीं। इस डिवाइस की तारीख और समय जाँचें।
fact-name = नाम
fact-birth-year = जन्म का वर्ष
fact-gender = लिंग
fact-mobile = मोबाइल
fact-reason = कारण
fact-flag = टिप्पणी
fact-dose = खुराक
fact-precaution-dose = एहतियाती खुराक
fact-audience = किसके लिए
fact-purpose = उद्देश्य
fact-origin = पूछने वाला पेज
fact-nonce = नॉन्स
fact-reference = पूछने वाले का संदर्भ
fact-consent = रसीद
fact-as-of = स्थिति की तारीख
fact-issued = कब बना
fact-expires = कब तक मान्य
# Maintenance
problem-maintenance = { $minutes ->
    [one] रखरखाव के कारण सेवा अभी बंद है। 1 मिनट बाद फिर कोशिश करें। आपका लिखा हुआ कुछ भी साझा नहीं किया गया।
   *[other] रखरखाव के कारण सेवा अभी बंद है। { $minutes } मिनट बाद फिर कोशिश करें। आपका लिखा हुआ कुछ भी साझा नहीं किया गया।
 }

# Messages by SMS
sms-code = { $code }: { $provider } को { $purpose } के लिए टीकाकरण स्थिति बताने का कोड। { $minutes } मिनट मान्य। फ़ोन पर किसी को कभी न बताएँ। Ref { $ref }
sms-own = { $code }: अपने टीकाकरण की स्थिति देखने का कोड। { $minutes } मिनट मान्य। किसी को कभी न बताएँ। Ref { $ref }
sms-receipt = आपकी सहमति से { $provider } को { $purpose } के लिए आपके टीकाकरण की स्थिति बताई गई। रसीद { $receipt }। देखें या सहमति वापस लें: { $address }

# In the host page, around the frame
loader-title = टीकाकरण की स्थिति
loader-button = टीकाकरण की स्थिति बताएँ
loader-close = बंद करें
loader-failed = जाँच नहीं खुली।
loader-open = नए टैब में खोलें
loader-setup = यह जाँच इस पेज के लिए तैयार नहीं है।
