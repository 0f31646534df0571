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
# native reader wanted
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
# native reader wanted
consent-withdraw = आप अपने पेज पर अपनी सहमति कभी भी वापस ले सकते हैं।
# native reader wanted
consent-withdraw-staff = वे अपने पेज पर अपनी सहमति कभी भी वापस ले सकते हैं।
# native reader wanted
consent-complain = कुछ गलत है?
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
# native reader wanted
answer-title = उत्तर
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
home-complaints = शिकायतें
# native reader wanted
home-complaints-text = आपने किसी जाँच के लिए सहमति नहीं दी थी, या कुछ गलत है? यह सेवा चलाने वालों को लिखें, और अगर आपके पास रसीद है तो उसका नंबर बताएँ। इससे बात न बने तो आप भारतीय डेटा संरक्षण बोर्ड के पास जा सकते हैं।
# native reader wanted
home-providers = पूछने वालों के लिए
# native reader wanted
home-providers-text = दो पंक्तियों से जाँच को अपने पेज में लगाएँ, या अपने सर्वर से पूछें। बिना खाते के सब कुछ आज़माया जा सकता है।
# native reader wanted
home-docs = दस्तावेज़ और आज़माने की जगह (अंग्रेज़ी में)

# Own status: the tabs of the home page
# native reader wanted
home-ways = आप यहाँ क्या कर सकते हैं
# native reader wanted
home-way-own = अपनी स्थिति और दर्ज खुराकें देखें
# native reader wanted
home-organisations = संस्थाओं के लिए
# native reader wanted
home-way-organisations = व्यक्ति की सहमति से स्थिति पूछें: दस्तावेज़ (अंग्रेज़ी में)
# native reader wanted
home-gate = प्रवेश द्वार पर
# native reader wanted
home-way-gate = पास स्कैन करके जाँचें, इंटरनेट के बिना भी
# native reader wanted
home-verify = उत्तर सत्यापित करें

# Own status: before the code
# native reader wanted
own-details-lead = आपके मोबाइल पर एक कोड आएगा। आपकी स्थिति केवल आप देखेंगे; किसी को नहीं बताया जाएगा कि आपने देखी।
# native reader wanted
own-asks = आप अपनी टीकाकरण की स्थिति पूछ रहे हैं
# native reader wanted
own-asks-nobody = किसी और को कुछ पता नहीं चलेगा। आप अपनी स्थिति और खुराकें देखेंगे, और यह भी कि गलती होने पर क्या करें।
# native reader wanted
own-asks-sms = SMS में भी यही लिखा है: "अपने टीकाकरण की स्थिति देखने का कोड"। अगर उसमें किसी संस्था का नाम है, तो वह किसी और काम के लिए है।
# native reader wanted
own-see = मेरी स्थिति दिखाएँ
# native reader wanted
own-decline = रद्द करें
# native reader wanted
own-closed-text = आपके बारे में किसी को कुछ पता नहीं चला। आप कभी भी फिर से शुरू कर सकते हैं।

# Own status: the page
# native reader wanted
own-title = आपके टीकाकरण की स्थिति
# native reader wanted
own-name = पंजीकृत नाम
# native reader wanted
own-mobile = पंजीकृत मोबाइल
# native reader wanted
own-updated = रिकॉर्ड पिछली बार आए
# native reader wanted
own-updated-unknown = पता नहीं
# native reader wanted
own-rules = नियमों का संस्करण
# native reader wanted
own-fresh = रिकॉर्ड आने के बाद लगी खुराक अभी यहाँ नहीं दिखेगी।
# native reader wanted
own-why-series-complete = { $needed ->
    [one] { $product } की ज़रूरी { $needed } खुराक दर्ज है।
    [2] { $product } की ज़रूरी दोनों खुराकें दर्ज हैं।
   *[other] { $product } की ज़रूरी सभी { $needed } खुराकें दर्ज हैं।
 }
# native reader wanted
own-why-second-dose-not-recorded = { $product } की दो में से एक खुराक दर्ज है; दूसरी दर्ज नहीं है।
# native reader wanted
own-why-second-dose-recorded-as-first = { $product } की दो पहली खुराकें दर्ज हैं और दूसरी कोई नहीं। शायद दूसरी खुराक पहली के रूप में दर्ज हो गई: नीचे इसकी सूचना दें।
# native reader wanted
own-why-doses-missing = { $product } की { $needed } में से { $counted } खुराकें दर्ज हैं। जो दर्ज नहीं है: खुराक { $missing }।
# native reader wanted
own-why-dose-after-date = { $product } की { $needed } में से { $counted } खुराकें गिनी गईं। एक और खुराक आगे की तारीख के साथ दर्ज है।
# native reader wanted
own-why-dose-date-implausible = { $product } की { $needed } में से { $counted } खुराकें गिनी गईं। एक और खुराक टीकाकरण शुरू होने से पहले की तारीख के साथ दर्ज है।
# native reader wanted
own-doses = दर्ज खुराकें
# native reader wanted
own-doses-none = कोई खुराक दर्ज नहीं है।
# native reader wanted
own-doses-dose = खुराक
# native reader wanted
own-doses-vaccine = टीका
# native reader wanted
own-doses-date = तारीख
# native reader wanted
own-doses-odd = यह तारीख सही नहीं हो सकती; यह खुराक नहीं गिनी जाती।
# native reader wanted
own-closes = { $minutes ->
    [one] आपकी सुरक्षा के लिए यह पेज { $minutes } मिनट में बंद हो जाएगा। यह यहाँ के अलावा कहीं नहीं रखा जाता।
   *[other] आपकी सुरक्षा के लिए यह पेज { $minutes } मिनट में बंद हो जाएगा। यह यहाँ के अलावा कहीं नहीं रखा जाता।
 }
# native reader wanted
own-closes-soon = यह पेज एक मिनट के अंदर बंद हो जाएगा। और समय चाहिए तो इसे दोबारा खोल सकते हैं: अपना नाम और नंबर फिर भरें, नए कोड से यह खुल जाएगा।
# native reader wanted
own-end = यह पेज अभी बंद करें
# native reader wanted
own-ended-title = आपका पेज बंद है
# native reader wanted
own-ended-text = अब इस उपकरण पर कोई आपकी स्थिति नहीं देख सकता। फिर देखने के लिए नया कोड माँगें।
# native reader wanted
own-expired-title = आपका पेज बंद हो गया
# native reader wanted
own-expired-text = आपकी सुरक्षा के लिए इसका समय पूरा हो गया। कुछ भी मिटा नहीं है। अपना नाम और नंबर फिर भरें, नए कोड से यह खुल जाएगा।

# Own status: "this is wrong"
# native reader wanted
own-wrong = यहाँ कुछ गलत है
# native reader wanted
own-wrong-what = क्या गलत है?
# native reader wanted
own-fault-duplicate-first-dose = मेरी दूसरी खुराक पहली के रूप में दर्ज हुई
# native reader wanted
own-fault-dose-missing = मुझे लगी एक खुराक दर्ज नहीं है
# native reader wanted
own-fault-wrong-date = तारीख या टीका गलत है
# native reader wanted
own-fault-not-my-dose = एक खुराक मुझे नहीं लगी
# native reader wanted
own-fault-wrong-name = मेरा नाम, जन्म का साल या लिंग गलत है
# native reader wanted
own-wrong-dose = कौन-सी खुराक? (वैकल्पिक)
# native reader wanted
own-wrong-dose-none = कोई ख़ास खुराक नहीं
# native reader wanted
own-wrong-hint = आपको एक नंबर मिलेगा। आपकी सूचना केवल स्वास्थ्य प्राधिकरण देखेगा।
# native reader wanted
own-wrong-send = सूचना दें
# native reader wanted
own-error-fault = चुनें कि क्या गलत है
# native reader wanted
own-error-dose = अपनी दर्ज खुराकों में से एक चुनें, या कोई नहीं
# native reader wanted
own-reported = आपकी सूचना मिल गई। इसका नंबर सँभालकर रखें:
# native reader wanted
own-reported-next = स्वास्थ्य प्राधिकरण आपके रिकॉर्ड को टीकाकरण केंद्र के रिकॉर्ड से मिलाएगा। क्या हुआ, यह देखने के लिए इस पेज पर फिर आएँ; केंद्र पर पूछें तो यह नंबर साथ ले जाएँ।
# native reader wanted
own-cases = आपकी सूचनाएँ
# native reader wanted
own-case-since = { $date } को सूचना दी गई।
# native reader wanted
own-case-open = इसे देखा जा रहा है।
# native reader wanted
own-case-corrected = रिकॉर्ड ठीक कर दिया गया।
# native reader wanted
own-case-declined = रिकॉर्ड सही पाया गया।

# Receipts and history
# native reader wanted
receipt-title = रसीद
# native reader wanted
receipt-asked-by = किसने पूछा
# native reader wanted
receipt-purpose = उद्देश्य
# native reader wanted
receipt-when = कब
receipt-moment = { $date }, { $time }
# native reader wanted
receipt-items = क्या बताया गया
# native reader wanted
receipt-events = टीकों के नाम और खुराकों की तारीखें
# native reader wanted
receipt-demographics = जन्म का वर्ष और लिंग
# native reader wanted
receipt-number = रसीद का नंबर
# native reader wanted
receipt-withdraw = आप अपने पेज पर यह जाँच देख सकते हैं और अपनी सहमति कभी भी वापस ले सकते हैं।
# native reader wanted
receipt-withdraw-link = देखें या वापस लें
# native reader wanted
receipt-complain = आपने सहमति नहीं दी थी, या कुछ गलत है? रसीद का नंबर बताकर शिकायत करें।
# native reader wanted
receipt-complain-link = शिकायत कैसे करें
# native reader wanted
receipt-save = रसीद सहेजें
# native reader wanted
receipt-sms = मुझे SMS से रसीद भेजें
# native reader wanted
receipt-page-title = रसीद { $number }
# native reader wanted
receipt-print = इस पेज को छाप लें या फ़ाइल के रूप में रखें। इसमें यह नहीं लिखा है कि उत्तर क्या था।
# native reader wanted
receipt-download = फ़ाइल के रूप में सहेजें
# native reader wanted
receipt-gone = ऐसी कोई रसीद नहीं है
# native reader wanted
history-title = आपके बारे में किसने पूछा
# native reader wanted
history-lead = आपकी हर जाँच जिसका उत्तर दिया गया, सबसे नई पहले। इसी मोबाइल नंबर वाले दूसरे लोग इन्हें नहीं देखते, और आप उनकी जाँचें नहीं देखते।
# native reader wanted
history-none = जितने समय तक रिकॉर्ड रखे जाते हैं, उसमें किसी संस्था को आपकी स्थिति नहीं बताई गई है।
# native reader wanted
history-older = पुरानी जाँचें
# native reader wanted
history-newest = सबसे नई जाँचें
# native reader wanted
history-state = स्थिति
# native reader wanted
history-valid = परिणाम { $time } तक मान्य है
# native reader wanted
history-expired = परिणाम का समय समाप्त हो गया है
# native reader wanted
history-used = संस्था परिणाम का उपयोग कर चुकी है
# native reader wanted
history-revoked = परिणाम रद्द कर दिया गया है
# native reader wanted
history-withdrawn = आपने अपनी सहमति वापस ले ली है। इस संस्था को अब आपके बारे में कुछ भी पता नहीं चलेगा।
# native reader wanted
history-withdraw = सहमति वापस लें
# native reader wanted
history-withdraw-title = { $provider } को दी गई सहमति वापस लें?
# native reader wanted
history-withdraw-text = { $provider } को आपके बारे में दिए गए सभी परिणाम तुरंत रद्द हो जाएँगे। अब से उन्हें आपके बारे में कुछ पता नहीं चलेगा; उन्हें वही दिखेगा जो बेमेल नाम और नंबर पर दिखता है। जो वे पहले ही दर्ज कर चुके हैं, वह उनके पास रह सकता है। आप यह निर्णय कभी भी बदल सकते हैं।
# native reader wanted
history-withdraw-confirm = सहमति वापस लें
# native reader wanted
history-keep = जैसा है वैसा रहने दें
# native reader wanted
history-withdraw-done = { $provider } को दी गई आपकी सहमति वापस ले ली गई है।
# native reader wanted
history-allow = { $provider } को फिर से पूछने दें
# native reader wanted
history-allow-done = { $provider } अब आपसे फिर पूछ सकते हैं। कोड डालकर आपके सहमति देने पर ही उन्हें कुछ पता चलेगा।
# native reader wanted
history-refused-title = संस्थाएँ जो नहीं पूछ सकतीं
# native reader wanted
history-proof = लॉग से प्रमाण
# native reader wanted
history-proof-title = प्रमाण कैसे जाँचें
# native reader wanted
history-proof-text = हर जाँच एक ऐसे लॉग में दर्ज होती है जिसे कोई चुपचाप बदल नहीं सकता। प्रमाण दिखाता है कि जाँच उसमें है: उसकी प्रविष्टि, उसका स्थान और उस समय का हस्ताक्षरित लॉग-शीर्ष। इसे { $key } पर प्रकाशित कुंजी और लॉग जाँचने वाले किसी भी प्रोग्राम से जाँचा जा सकता है; ऐसा एक प्रोग्राम इस सेवा के स्रोत में है।
# native reader wanted
pause-title = सभी जाँचें रोकें
# native reader wanted
pause-text = जब तक जाँचें रुकी हैं, किसी भी संस्था को आपके बारे में कुछ पता नहीं चलता। जो भी पूछता है उसे वही दिखता है जो बेमेल नाम और नंबर पर दिखता है, और आपको कोई कोड नहीं भेजा जाता। यह पेज आपके लिए काम करता रहेगा।
# native reader wanted
pause-button = सभी जाँचें रोकें
# native reader wanted
pause-since = आपकी सभी जाँचें { $date } से रुकी हुई हैं।
# native reader wanted
pause-resume = जाँचें फिर चालू करें
# native reader wanted
pause-done = आपकी सभी जाँचें अब से रोक दी गई हैं।
# native reader wanted
pause-ended = जाँचें फिर चालू हैं। कोड डालकर आपके सहमति देने से पहले कुछ भी साझा नहीं किया जाता।
# Sharing: graphic, link, pass
# native reader wanted
graphic-title = ग्राफ़िक साझा करें
# native reader wanted
graphic-lead = आपकी स्थिति की एक तस्वीर, पोस्ट करने या भेजने के लिए। इसमें वही दिखता है जो आप चुनें: न कोई नंबर, न जन्म तिथि।
# native reader wanted
graphic-shape = आकार
# native reader wanted
graphic-square = चौकोर, पोस्ट और स्टोरी के लिए
# native reader wanted
graphic-wide = चौड़ा, संदेशों और लिंक के लिए
# native reader wanted
graphic-language = ग्राफ़िक की भाषा
# native reader wanted
graphic-named = मेरा पहला नाम दिखाएँ: { $name }
# native reader wanted
graphic-coded = लिंक को क्यूआर कोड के रूप में इस पर लगाएँ
# native reader wanted
graphic-show = ग्राफ़िक दिखाएँ
# native reader wanted
graphic-link = साझा करने के लिए लिंक बनाएँ
# native reader wanted
graphic-link-hint = जिसके पास लिंक हो वह केवल ग्राफ़िक देखता है, और कुछ नहीं। आप इसे यहाँ वापस ले सकते हैं।
# native reader wanted
graphic-native = ग्राफ़िक भेजें
# native reader wanted
graphic-native-link = लिंक भेजें
# native reader wanted
graphic-png = तस्वीर के रूप में सहेजें
# native reader wanted
graphic-svg = छपाई के लिए सहेजें, हर आकार में साफ़
# native reader wanted
graphic-linked = आपका लिंक
# native reader wanted
graphic-linked-hint = इसे अभी रख लें: यह केवल इसी बार दिखता है।
# native reader wanted
graphic-links = आपके लिंक
# native reader wanted
graphic-link-of = { $made } को बना, { $ends } को समाप्त
# native reader wanted
graphic-unshare = लिंक वापस लें
# native reader wanted
graphic-unshared = लिंक वापस ले लिया गया। अब वह कुछ नहीं दिखाता।
# native reader wanted
graphic-word-0 = अभी टीकाकृत नहीं
# native reader wanted
graphic-line-0 = मेरी बारी अभी आनी है।
# native reader wanted
graphic-line-1 = एक कदम पूरा, अगला बाक़ी।
# native reader wanted
graphic-line-2 = मैंने टीका लगवा लिया। और आपने?
# native reader wanted
graphic-error-font = अभी इस लिपि में ग्राफ़िक नहीं बन सकता। दूसरी भाषा चुनें, या नाम न दिखाएँ।
# native reader wanted
graphic-error-busy = अभी बहुत से ग्राफ़िक बन रहे हैं। फिर से कोशिश करें।
# native reader wanted
graphic-error-many = आज आप बहुत से लिंक बना चुके हैं। अगला कल बनाएँ।
# native reader wanted
shared-what = इसे उसी व्यक्ति ने साझा किया है जिसके बारे में यह है। पक्की जाँच के लिए पास या स्थिति माँगें।
# native reader wanted
shared-own = अपनी स्थिति देखें
# native reader wanted
shared-gone-title = यह लिंक कुछ नहीं दिखाता
# native reader wanted
shared-gone = यह समाप्त हो गया है, वापस ले लिया गया है, या अधूरा है। भेजने वाले से पूछें।
# native reader wanted
pass-title = प्रवेश द्वार के लिए पास
# native reader wanted
pass-lead = हस्ताक्षरित क्यूआर कोड, जिसे द्वार पर बिना इंटरनेट के जाँचा जाता है। इसमें आपकी स्थिति, मान्यता का समय और जो आप यहाँ चुनें वह होता है।
# native reader wanted
pass-name = पास पर नाम
# native reader wanted
pass-name-first = पहला नाम
# native reader wanted
pass-name-initials = नाम के पहले अक्षर
# native reader wanted
pass-name-none = बिना नाम
# native reader wanted
pass-birth-year = मेरा जन्म वर्ष दिखाएँ
# native reader wanted
pass-lifetime = कितने समय तक मान्य
# native reader wanted
pass-hours = { $count ->
    [one] 1 घंटा
   *[other] { $count } घंटे
 }
# native reader wanted
pass-days = { $count ->
    [one] 1 दिन
   *[other] { $count } दिन
 }
# native reader wanted
pass-make = पास बनाएँ
# native reader wanted
pass-ends = { $date }, { $time }
# native reader wanted
pass-until = इस समय तक मान्य
# native reader wanted
pass-fact-name = नाम
# native reader wanted
pass-code = पास का क्यूआर कोड। इसका पाठ नीचे लिखा है।
# native reader wanted
pass-text = कोड अक्षरों में
# native reader wanted
pass-paper = छपाई के लिए सहेजें
# native reader wanted
pass-paper-title = टीकाकरण पास
# native reader wanted
pass-paper-how = द्वार पर क्यूआर कोड स्कैन किया जाता है, या अक्षर टाइप किए जाते हैं। हस्ताक्षर बताता है कि किसी ने इन्हें बदला नहीं है।
# native reader wanted
pass-paper-where = काग़ज़ को रेखा पर मोड़ें। अपने पन्ने पर आप पास कभी भी वापस ले सकते हैं: { $host }
# native reader wanted
pass-show = दिखाएँ
# native reader wanted
pass-revoke = पास वापस लें
# native reader wanted
pass-revoked = पास वापस ले लिया गया। द्वारों को अगली बार इंटरनेट से जुड़ने पर पता चलेगा।
# native reader wanted
pass-list = आपके पास
# native reader wanted
pass-error-name = आपका नाम इस रूप में पास पर नहीं आता। पहले अक्षर चुनें, या बिना नाम।
# native reader wanted
pass-error-lifetime = चुनें कि पास कितने समय तक मान्य रहे
# native reader wanted
pass-error-many = एक साथ इतने ही पास मान्य हो सकते हैं। पहले एक वापस लें।
# native reader wanted
pass-error-gone = यह पास समाप्त हो गया या वापस ले लिया गया। नया बनाएँ।
# Gate and verify: checking passes and results
moment = { $date }, { $time }
# native reader wanted
gate-title = पास जाँचें
# native reader wanted
gate-lead = पास का क्यूआर कोड स्कैन करें। जाँच इसी उपकरण पर होती है, इंटरनेट के बिना भी।
# native reader wanted
gate-camera = कैमरे से स्कैन करें
# native reader wanted
gate-camera-stop = कैमरा बंद करें
# native reader wanted
gate-camera-refused = कैमरे का उपयोग नहीं हो सकता। इस पेज के लिए उसकी अनुमति दें, या नीचे कोई तस्वीर चुनें या कोड लिखें।
# native reader wanted
gate-view = कैमरे का दृश्य
# native reader wanted
gate-next = अगला स्कैन करें
# native reader wanted
gate-group = समूह: अगला पास अपने आप स्कैन हो
# native reader wanted
gate-sound = आवाज़ और कंपन
# native reader wanted
gate-otherwise = तस्वीर से या कोड लिखकर
# native reader wanted
gate-picture = क्यूआर कोड की तस्वीर
# native reader wanted
gate-picture-none = इस तस्वीर में कोई क्यूआर कोड पढ़ा नहीं जा सका।
# native reader wanted
gate-code = पास का कोड
# native reader wanted
gate-code-hint = इसे चिपकाएँ, या क्यूआर कोड के नीचे लिखा हुआ टाइप करें। यह { $prefix } से शुरू होता है
# native reader wanted
gate-check = जाँचें
# native reader wanted
gate-today = आज इस पेज पर
# native reader wanted
gate-refused = अस्वीकृत
# native reader wanted
gate-today-hint = केवल संख्याएँ। ये आधी रात को और पेज दोबारा खुलने पर शून्य से शुरू होती हैं।
# native reader wanted
gate-keys = कुंजियों और रद्द पासों की सूची का समय:
# native reader wanted
gate-keys-old = कुंजियाँ बहुत पुरानी हैं: इंटरनेट से जुड़ें। इनका समय:
# native reader wanted
gate-keys-none = इस उपकरण पर अभी कुंजियाँ नहीं हैं: एक बार इंटरनेट से जुड़ें।
# native reader wanted
gate-offline-ready = यह पेज अब इंटरनेट के बिना भी काम करेगा।
# native reader wanted
gate-stores = पास की कोई भी जानकारी न रखी जाती है, न भेजी जाती है। यह पेज उपकरण पर केवल अपनी फ़ाइलें, सार्वजनिक कुंजियाँ और रद्द पासों की सूची रखता है।
# native reader wanted
gate-needs-script = पास की स्कैनिंग और जाँच ब्राउज़र में होती है, जिसके लिए जावास्क्रिप्ट चाहिए। उसके बिना, पास का कोड इस पेज पर चिपकाएँ, जहाँ हमारा सर्वर उसे जाँचता है:
# native reader wanted
gate-broken = जाँच करने वाला भाग खुल नहीं सका। कुछ भी जाँचा नहीं जा सकता। पेज दोबारा खोलें।
# native reader wanted
verify-title = क्या यह असली है?
# native reader wanted
verify-lead = कोई परिणाम या पास का कोड चिपकाएँ।
# native reader wanted
verify-in-browser = जाँच आपके ब्राउज़र में होती है और वह किसी को भेजा नहीं जाता।
# native reader wanted
verify-without-script = आपके ब्राउज़र में जावास्क्रिप्ट नहीं चलती: हमारा सर्वर इसे जाँचता है और इसमें से कुछ भी नहीं रखता।
# native reader wanted
verify-text = परिणाम या कोड
# native reader wanted
verify-text-hint = परिणाम ठीक वैसा ही जैसा आया था, उसके आगे-पीछे खाली जगह या पंक्ति के बिना।
# native reader wanted
verify-narrow = क्या यह आपके लिए बना था?
# native reader wanted
verify-audience = आपकी संस्था की पहचान (वैकल्पिक)
# native reader wanted
verify-nonce = जिस नॉन्स के साथ आपने पूछा था (वैकल्पिक)
# native reader wanted
verify-limits = परिणाम रद्द हुआ या पहले इस्तेमाल हुआ, यह केवल उसी को बताया जाता है जिसके लिए वह बना था, और सेवा ही बताती है।
# native reader wanted
found-genuine = असली पास
# native reader wanted
found-genuine-text = इस सेवा द्वारा हस्ताक्षरित, और अभी मान्य।
# native reader wanted
found-not-a-pass = यह पास नहीं है
# native reader wanted
found-not-a-pass-text = कोई दूसरा कोड या पाठ, या पास का केवल एक हिस्सा। फिर से स्कैन करें।
# native reader wanted
found-bad-signature = गलत हस्ताक्षर
# native reader wanted
found-bad-signature-text = यह पास जैसा दिखता है, पर इस पर इस सेवा ने हस्ताक्षर नहीं किए। इसे स्वीकार न करें।
# native reader wanted
found-expired = समय समाप्त
# native reader wanted
found-expired-text = यह असली था, पर इसका समय समाप्त हो गया है। व्यक्ति नया पास बना सकता है।
# native reader wanted
found-not-yet = अभी मान्य नहीं
# native reader wanted
found-not-yet-text = यह आगे के समय का है। इस उपकरण की तारीख और समय जाँचें।
# native reader wanted
found-revoked = रद्द किया गया
# native reader wanted
found-revoked-text = यह असली था, पर वापस ले लिया गया है। इसे स्वीकार न करें।
# native reader wanted
found-keys-too-old = कुंजियाँ पुरानी हैं, इंटरनेट से जुड़ें
# native reader wanted
found-keys-too-old-text = यह उपकरण बता नहीं सकता। इसे एक बार जोड़ें, फिर दोबारा स्कैन करें।
# native reader wanted
found-result-genuine = असली परिणाम
# native reader wanted
found-result-genuine-text = इस सेवा द्वारा हस्ताक्षरित, और अभी मान्य।
# native reader wanted
found-result-expired = परिणाम का समय समाप्त
# native reader wanted
found-result-expired-text = इस सेवा द्वारा हस्ताक्षरित। परिणाम पाँच मिनट तक मान्य होते हैं, और इसका समय बीत चुका है: इसके आधार पर कुछ न करें।
# native reader wanted
found-result-malformed = यह परिणाम नहीं है
# native reader wanted
found-result-malformed-text = इसका रूप इस सेवा के परिणाम जैसा नहीं है, या कोई हिस्सा छूट गया है, या आगे-पीछे खाली जगह है।
# native reader wanted
found-result-forged = गलत हस्ताक्षर
# native reader wanted
found-result-forged-text = इस सेवा ने इस पर हस्ताक्षर नहीं किए। इस पर भरोसा न करें।
# native reader wanted
found-result-elsewhere = इस सेवा का नहीं
# native reader wanted
found-result-elsewhere-text = इसमें किसी दूसरी सेवा का नाम है, या परीक्षण और असली मिले हुए हैं। इस पर भरोसा न करें।
# native reader wanted
found-result-audience = किसी और के लिए बना
# native reader wanted
found-result-audience-text = इसमें संस्था की पहचान वह नहीं है जो आपने बताई।
# native reader wanted
found-result-nonce = किसी दूसरे प्रश्न का उत्तर
# native reader wanted
found-result-nonce-text = इसमें नॉन्स वह नहीं है जो आपने बताया।
# native reader wanted
found-result-not-yet = अभी मान्य नहीं
# native reader wanted
found-result-not-yet-text = यह आगे के समय का है। इस उपकरण की तारीख और समय जाँचें।
# native reader wanted
fact-name = नाम
# native reader wanted
fact-birth-year = जन्म का वर्ष
# native reader wanted
fact-gender = लिंग
# native reader wanted
fact-mobile = मोबाइल
# native reader wanted
fact-reason = कारण
# native reader wanted
fact-flag = टिप्पणी
# native reader wanted
fact-dose = खुराक
# native reader wanted
fact-precaution-dose = एहतियाती खुराक
# native reader wanted
fact-audience = किसके लिए
# native reader wanted
fact-purpose = उद्देश्य
# native reader wanted
fact-origin = पूछने वाला पेज
# native reader wanted
fact-nonce = नॉन्स
# native reader wanted
fact-reference = पूछने वाले का संदर्भ
# native reader wanted
fact-consent = रसीद
# native reader wanted
fact-as-of = स्थिति की तारीख
# native reader wanted
fact-issued = कब बना
# native reader wanted
fact-expires = कब तक मान्य
# Maintenance
# native reader wanted
problem-maintenance = { $minutes ->
    [one] रखरखाव के कारण सेवा अभी बंद है। 1 मिनट बाद फिर कोशिश करें। आपने जो लिखा, वह किसी को नहीं बताया गया।
   *[other] रखरखाव के कारण सेवा अभी बंद है। { $minutes } मिनट बाद फिर कोशिश करें। आपने जो लिखा, वह किसी को नहीं बताया गया।
 }

# Messages by SMS
sms-code = { $code }: { $provider } को { $purpose } के लिए टीकाकरण स्थिति बताने का कोड। { $minutes } मिनट मान्य। फ़ोन पर किसी को न बताएँ। Ref { $ref }
sms-own = { $code }: अपने टीकाकरण की स्थिति देखने का कोड। { $minutes } मिनट मान्य। किसी को न बताएँ। Ref { $ref }
sms-receipt = आपकी सहमति से { $provider } को { $purpose } के लिए आपके टीकाकरण की स्थिति बताई गई। रसीद { $receipt }। देखें या सहमति वापस लें: { $address }

# In the host page, around the frame
loader-title = टीकाकरण की स्थिति
loader-button = टीकाकरण की स्थिति बताएँ
loader-close = बंद करें
loader-failed = जाँच नहीं खुली।
loader-open = नए टैब में खोलें
loader-setup = यह जाँच इस पेज के लिए तैयार नहीं है।
