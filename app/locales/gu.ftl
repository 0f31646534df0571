# Gujarati. Strings marked "# native reader wanted" on the line above still want a native reader.

service-name = રસીકરણની સ્થિતિ
know-your-status = તમારા રસીકરણની સ્થિતિ જાણો
language-label = ભાષા
language-change = બદલો
# native reader wanted
step-of = 3 માંથી પગલું { $step }
test-ribbon = TEST - સાચો જવાબ નથી
error-prefix = ભૂલ:
privacy = ગોપનીયતા
help = મદદ
# native reader wanted
accessibility = ઍક્સેસિબિલિટી
date = { $day } { $month ->
    [1] જાન્યુઆરી
    [2] ફેબ્રુઆરી
    [3] માર્ચ
    [4] એપ્રિલ
    [5] મે
    [6] જૂન
    [7] જુલાઈ
    [8] ઑગસ્ટ
    [9] સપ્ટેમ્બર
    [10] ઑક્ટોબર
    [11] નવેમ્બર
   *[12] ડિસેમ્બર
 } { $year }

# Step 1: details
details-title-staff = કોની સ્થિતિ જાણવી છે?
details-title-citizen = તમારા રસીકરણની સ્થિતિ જણાવો
details-lead-staff = તે વ્યક્તિના રસીકરણ રેકોર્ડમાં છે તે પ્રમાણે.
details-lead-citizen = તમે કોડ દ્વારા સંમતિ આપો તે પહેલાં કંઈ પણ જણાવવામાં આવતું નથી.
name-label = પૂરું નામ
name-hint = રસીકરણ વખતે આપેલું હતું તે
mobile-label = મોબાઇલ નંબર
mobile-hint = રસીકરણ માટે નોંધાયેલો નંબર. તેના પર કોડ આવશે.
send-code = કોડ મોકલો
asked-by = પૂછનાર: { $provider }

# Step 2: consent and code
consent-asks = { $provider } તમારા રસીકરણની સ્થિતિ પૂછે છે
consent-asks-staff = { $provider } આ વ્યક્તિના રસીકરણની સ્થિતિ પૂછે છે
consent-purpose = હેતુ: { $purpose }
consent-learns = તેમને આ માહિતી મળશે:
consent-status = રસીકરણની સ્થિતિ
consent-events = રસીનાં નામ અને ડોઝની તારીખો (વૈકલ્પિક)
consent-demographics = જન્મનું વર્ષ અને લિંગ (વૈકલ્પિક)
# native reader wanted
consent-withdraw = તમે તમારા પેજ પર તમારી સંમતિ ગમે ત્યારે પાછી ખેંચી શકો છો.
# native reader wanted
consent-withdraw-staff = તેઓ પોતાના પેજ પર પોતાની સંમતિ ગમે ત્યારે પાછી ખેંચી શકે છે.
# native reader wanted
consent-complain = કંઈક ખોટું છે?
code-label = SMSમાં આવેલો કોડ
code-sent = { $mobile } પર મોકલ્યો · સંદર્ભ { $ref }
code-maybe = જો નામ અને નંબર એક જ વ્યક્તિનાં હોય, તો એક મિનિટમાં SMS આવી જશે.
# native reader wanted
code-usually = જો નામ અને નંબર એક જ વ્યક્તિનાં હોય, તો SMS આવી જશે. સંદેશા સામાન્ય રીતે લગભગ { $seconds } સેકન્ડમાં પહોંચે છે.
# native reader wanted
code-queued = હાલમાં સંદેશા ધીમે ધીમે જઈ રહ્યા છે. જો નામ અને નંબર એક જ વ્યક્તિનાં હોય, તો તમારો સંદેશ કતારમાં છે: તે { $minutes } મિનિટમાં આવી જશે, નહીં તો તેનો સમય પૂરો થશે અને તમે નવો કોડ માગી શકશો. રાહ જોવામાં કોઈ નુકસાન નથી.
code-staff = તેઓ કોડ જાતે લખે છે અથવા તમને વાંચી સંભળાવે છે. એ જ તેમની સંમતિ છે.
code-valid = કોડ { $minutes } મિનિટ સુધી માન્ય છે.
code-valid-live = કોડ { $time } મિનિટ સુધી માન્ય છે
code-expired-live = કોડનો સમય પૂરો થઈ ગયો છે. નવો કોડ મોકલો.
share-with = { $provider }ને જણાવો
resend = નવો કોડ મોકલો
resend-done = { $mobile } પર નવો કોડ મોકલ્યો છે. તેનો સંદર્ભ { $ref } છે; જૂના કોડ હવે ચાલશે નહીં.
resend-wait = નવો કોડ { $time } મિનિટ પછી માગી શકાશે
resend-ready = હવે તમે નવો કોડ માગી શકો છો.
resend-none = અહીં હવે વધુ કોડ મોકલી શકાતો નથી. ફરીથી શરૂ કરો.
change-details = નામ અથવા નંબર બદલો
# native reader wanted
decline = જણાવવું નથી
never-tell = ફોન કરનાર કોઈને પણ આ કોડ ક્યારેય ન જણાવશો.
purpose-check-in = ચેક-ઇન
purpose-booking = બુકિંગ
purpose-boarding = બોર્ડિંગ
purpose-entry = પ્રવેશ
purpose-travel = મુસાફરી
purpose-employment = રોજગાર
purpose-event = કાર્યક્રમ
purpose-visit = મુલાકાત

# Step 3: answer
# native reader wanted
answer-title = જવાબ
answer-0 = રસીકરણ થયું નથી
answer-1 = આંશિક રસીકરણ થયું છે
answer-2 = સંપૂર્ણ રસીકરણ થયું છે
answer-shared = { $provider }ને હમણાં જ જણાવ્યું
answer-of = { $needed } માંથી { $counted } ડોઝ નોંધાયેલ
answer-name = ચકાસેલું નામ
# native reader wanted
answer-as-of = સ્થિતિની તારીખ
answer-why = કારણ
answer-receipt = રસીદ
answer-dose = { $of } માંથી ડોઝ { $dose }
answer-dose-alone = ડોઝ { $dose }
answer-dose-precaution = પ્રિકોશન ડોઝ
answer-birth-year = જન્મનું વર્ષ
answer-gender = લિંગ
answer-note = નોંધ
answer-continue = { $provider } પર આગળ વધો
answer-another = બીજી વ્યક્તિની સ્થિતિ ચકાસો
# native reader wanted
answer-receipt-hint = આ નંબર સાચવી રાખો. તે તમે આપેલી સંમતિ દર્શાવે છે.
gender-F = સ્ત્રી
gender-M = પુરુષ
gender-O = અન્ય
gender-U = નોંધાયેલ નથી
reason-series-complete = બધા ડોઝ નોંધાયેલા છે
reason-no-dose-recorded = કોઈ ડોઝ નોંધાયેલો નથી
reason-dose-after-date = એક ડોઝ પછીની તારીખ સાથે નોંધાયેલો છે
reason-dose-date-implausible = એક ડોઝ રસીકરણ શરૂ થયા પહેલાંની તારીખ સાથે નોંધાયેલો છે
reason-dose-number-implausible = એક ડોઝ એવા ક્રમાંક સાથે નોંધાયેલો છે જે હોતો જ નથી
reason-second-dose-not-recorded = બીજો ડોઝ નોંધાયેલો નથી
reason-second-dose-recorded-as-first = બે પહેલા ડોઝ નોંધાયેલા છે, બીજો એક પણ નથી
reason-doses-missing = કેટલાક ડોઝ નોંધાયેલા નથી
reason-unknown-product = એક ડોઝ એવી રસીનો છે જે યાદીમાં નથી
reason-product-not-in-use = એક ડોઝ એવી રસીનો છે જે તે તારીખે વપરાતી ન હતી
flag-short_interval = બીજો ડોઝ નક્કી કરેલા સમય કરતાં વહેલો અપાયો.
flag-mixed_series = જુદી જુદી રસીના ડોઝ
flag-duplicate_first_dose = પહેલો ડોઝ બે વાર નોંધાયેલો છે. કદાચ બીજો ડોઝ પહેલા ડોઝ તરીકે નોંધાઈ ગયો હોય.
# native reader wanted
flag-precaution = પ્રિકોશન ડોઝ નોંધાયેલ છે

# When nothing is shared
closed-title = કંઈ પણ જણાવ્યું નથી
closed-text = { $provider }ને તમારા વિશે કંઈ પણ જાણવા મળ્યું નથી.
start-again = ફરીથી શરૂ કરો

# Errors of the fields
error-summary = એક સમસ્યા છે
error-name-empty = પૂરું નામ લખો
error-name-too-long = નામ બહુ લાંબું છે. વધુમાં વધુ 120 અક્ષર લખો
error-name-letters = નામ અક્ષરોમાં લખો, જેમ કે રાજેશ શર્મા
error-name-mixed-scripts = નામમાં જુદી જુદી લિપિના અક્ષરો છે. તેને એક જ લિપિમાં લખો
error-mobile-empty = મોબાઇલ નંબર લખો
error-mobile-format = 10 અંકનો ભારતીય મોબાઇલ નંબર લખો, જેમ કે 98100 00001
error-code-empty = SMSમાં આવેલો કોડ લખો
error-code-too-short = કોડ ટૂંકો છે. SMSમાં આવેલા 6 અંક લખો
error-code-too-long = કોડ વધારે લાંબો છે. SMSમાં આવેલા 6 અંક લખો
error-code-not-digits = કોડ 6 અંકમાં લખો, અક્ષરો વગર
error-code-incorrect = { $left ->
    [one] આ કોડ સાચો નથી. { $left } પ્રયાસ બાકી છે.
   *[other] આ કોડ સાચો નથી. { $left } પ્રયાસ બાકી છે.
 }
error-code-expired = આ કોડનો સમય પૂરો થઈ ગયો છે. નવો કોડ મોકલો
error-code-attempts = ત્રણ વાર ખોટો કોડ નાખવામાં આવ્યો. તમારી સુરક્ષા માટે આ ચકાસણી બંધ કરવામાં આવી છે. ફરીથી શરૂ કરો.
error-code-used = આ કોડ પહેલેથી વપરાઈ ગયો છે. ફરીથી શરૂ કરો.
error-resend-early = { $seconds ->
    [one] નવો કોડ { $seconds } સેકન્ડ પછી મોકલી શકાશે.
   *[other] નવો કોડ { $seconds } સેકન્ડ પછી મોકલી શકાશે.
 }
error-resend-many = આ ચકાસણી માટે વધુ કોડ મોકલી શકાતા નથી. ફરીથી શરૂ કરો.
error-offline = ઇન્ટરનેટ કનેક્શન નથી. તમે લખેલું કંઈ પણ ભૂંસાયું નથી. ફરીથી પ્રયાસ કરો.
confirm-visible = કદાચ કોઈ વસ્તુ આ પેજને ઢાંકી રહી છે. જો તમને દેખાતું હોય કે { $provider } પૂછે છે, તો કોડ મોકલવા ફરીથી દબાવો.

# Problem pages
problem-title = આ ચકાસણી આગળ વધી શકતી નથી
# native reader wanted
problem-invalid-site-key = જે પેજ પરથી આ ચકાસણી શરૂ થઈ તે બરાબર ગોઠવેલું નથી: તેની સાઇટ કી ઓળખાઈ નથી. તે પેજ ચલાવનારને જણાવો.
# native reader wanted
problem-origin-not-allowed = જે પેજ પરથી આ ચકાસણી શરૂ થઈ તેને આ કી વડે રસીકરણની સ્થિતિ પૂછવાની મંજૂરી નથી. કંઈ પણ પૂછ્યું કે જણાવ્યું નથી.
problem-provider-suspended = આ સંસ્થાને હાલમાં રસીકરણની સ્થિતિ પૂછવાની મંજૂરી નથી. કંઈ પણ જણાવ્યું નથી.
problem-purpose-not-allowed = આ સંસ્થાને જણાવેલા હેતુ માટે પૂછવાની મંજૂરી નથી. તે પેજ ચલાવનારને જણાવો.
problem-scope-not-allowed = આ સંસ્થાને માગેલી વિગતો જોવાની મંજૂરી નથી. તે પેજ ચલાવનારને જણાવો.
problem-bad-parameter = આ પેજનું સરનામું (લિંક) અધૂરું છે. પાછલા પેજ પર જઈને ફરીથી પ્રયાસ કરો.
problem-verification-not-found = આ ચકાસણી હવે ખુલ્લી નથી. ફરીથી શરૂ કરો.
problem-rate-limited = { $seconds ->
    [one] હાલમાં ઘણી બધી ચકાસણી ચાલે છે. { $seconds } સેકન્ડ પછી ફરીથી પ્રયાસ કરો.
   *[other] હાલમાં ઘણી બધી ચકાસણી ચાલે છે. { $seconds } સેકન્ડ પછી ફરીથી પ્રયાસ કરો.
 }
problem-service-unavailable = સેવા હાલમાં ઉપલબ્ધ નથી. થોડી મિનિટ પછી ફરીથી પ્રયાસ કરો. તમે લખેલું કંઈ પણ કોઈને જણાવ્યું નથી.

# Home
home-title = કોઈએ રસી લીધી છે કે નહીં? સંમતિથી પૂછો, ડિજિટલ સહીવાળો જવાબ મેળવો.
home-lead = હોટેલ, એરલાઇન કે કચેરી પૂછે છે; નોંધાયેલા મોબાઇલ પર કોડ જાય છે; વ્યક્તિ કોડ લખીને સંમતિ આપે છે. પૂછનારને ફક્ત એક જ વાત જાણવા મળે છે, અને તેના પર ડિજિટલ સહી હોય છે.
home-answers = ત્રણ જવાબ
home-step-1 = પૂરું નામ અને નોંધાયેલો મોબાઇલ નંબર
home-step-2 = SMSમાં આવેલો કોડ એ જ સંમતિ
home-step-3 = ડિજિટલ સહીવાળો જવાબ, તરત જ
home-steps = આ કેવી રીતે થાય છે
home-privacy = શું રાખવામાં આવે છે અને કેટલા સમય સુધી
# native reader wanted
home-privacy-text = નામ અને નંબર એન્ક્રિપ્ટ કરીને (ગુપ્ત રૂપે) રાખવામાં આવે છે, કોડ ક્યારેય રાખવામાં આવતા નથી. કોને શું જણાવ્યું તેની નોંધ ઓછામાં ઓછા એક વર્ષ સુધી રાખવામાં આવે છે, જેથી તમે તે જોઈ શકો અને ફરિયાદ કરી શકો.
home-help = મદદ
home-help-text = SMS ન આવ્યો? કદાચ નામ કે નંબર રસીકરણ રેકોર્ડથી જુદાં હોય. નવો કોડ માગો, અથવા તપાસો કે નામની જોડણી રસીકરણ વખતે આપી હતી તે જ છે.
# native reader wanted
home-complaints = ફરિયાદ
# native reader wanted
home-complaints-text = તમે કોઈ તપાસ માટે સંમતિ આપી નહોતી, કે કંઈક ખોટું છે? આ સેવા ચલાવનારને લખો, અને રસીદ હોય તો તેનો નંબર જણાવો. તેનાથી ઉકેલ ન આવે તો તમે ભારતીય ડેટા સંરક્ષણ બોર્ડ પાસે જઈ શકો છો.
# native reader wanted
home-providers = પૂછનારાઓ માટે
# native reader wanted
home-providers-text = બે લીટીથી ચકાસણીને તમારા પેજમાં મૂકો, અથવા તમારા સર્વરથી પૂછો. ખાતા વગર બધું અજમાવી શકાય છે.
# native reader wanted
home-docs = દસ્તાવેજો અને અજમાવવાની જગ્યા (અંગ્રેજીમાં)

# Own status: the tabs of the home page
# native reader wanted
home-ways = તમે અહીં શું કરી શકો છો
# native reader wanted
home-way-own = તમારી સ્થિતિ અને નોંધાયેલા ડોઝ જુઓ
# native reader wanted
home-organisations = સંસ્થાઓ માટે
# native reader wanted
home-way-organisations = વ્યક્તિની સંમતિથી સ્થિતિ પૂછો: દસ્તાવેજો (અંગ્રેજીમાં)
# native reader wanted
home-gate = પ્રવેશદ્વાર પર
# native reader wanted
home-way-gate = પાસ સ્કેન કરીને ચકાસો, ઇન્ટરનેટ વગર પણ
# native reader wanted
home-verify = જવાબ ચકાસો

# Own status: before the code
# native reader wanted
own-details-lead = તમારા મોબાઇલ પર એક કોડ આવશે. તમારી સ્થિતિ ફક્ત તમે જ જોશો; તમે જોઈ એ કોઈને જણાવાશે નહીં.
# native reader wanted
own-asks = તમે તમારા રસીકરણની સ્થિતિ પૂછી રહ્યા છો
# native reader wanted
own-asks-nobody = બીજા કોઈને કંઈ ખબર પડશે નહીં. તમે તમારી સ્થિતિ અને ડોઝ જોશો, અને ભૂલ હોય તો શું કરવું તે પણ.
# native reader wanted
own-asks-sms = SMS માં પણ આ જ લખ્યું છે: "તમારા રસીકરણની સ્થિતિ જોવાનો કોડ". જો તેમાં કોઈ સંસ્થાનું નામ હોય, તો તે બીજા કોઈ કામ માટે છે.
# native reader wanted
own-see = મારી સ્થિતિ બતાવો
# native reader wanted
own-decline = રદ કરો
# native reader wanted
own-closed-text = તમારા વિશે કોઈને કંઈ ખબર પડી નથી. તમે ગમે ત્યારે ફરી શરૂ કરી શકો છો.

# Own status: the page
# native reader wanted
own-title = તમારા રસીકરણની સ્થિતિ
# native reader wanted
own-name = નોંધાયેલું નામ
# native reader wanted
own-mobile = નોંધાયેલો મોબાઇલ
# native reader wanted
own-updated = રેકોર્ડ છેલ્લે આવ્યા
# native reader wanted
own-updated-unknown = ખબર નથી
# native reader wanted
own-rules = નિયમોની આવૃત્તિ
# native reader wanted
own-fresh = રેકોર્ડ આવ્યા પછી લીધેલો ડોઝ હજી અહીં દેખાશે નહીં.
# native reader wanted
own-why-series-complete = { $needed ->
    [one] { $product } નો જરૂરી { $needed } ડોઝ નોંધાયેલો છે.
    [2] { $product } ના જરૂરી બંને ડોઝ નોંધાયેલા છે.
   *[other] { $product } ના જરૂરી બધા { $needed } ડોઝ નોંધાયેલા છે.
 }
# native reader wanted
own-why-second-dose-not-recorded = { $product } ના બેમાંથી એક ડોઝ નોંધાયેલો છે; બીજો નોંધાયેલો નથી.
# native reader wanted
own-why-second-dose-recorded-as-first = { $product } ના બે પહેલા ડોઝ નોંધાયેલા છે અને બીજો એકેય નથી. કદાચ બીજો ડોઝ પહેલા તરીકે નોંધાઈ ગયો છે: નીચે જાણ કરો.
# native reader wanted
own-why-doses-missing = { $product } ના { $needed } માંથી { $counted } ડોઝ નોંધાયેલા છે. જે નોંધાયેલો નથી: ડોઝ { $missing }.
# native reader wanted
own-why-dose-after-date = { $product } ના { $needed } માંથી { $counted } ડોઝ ગણાયા. બીજો એક ડોઝ આવનારી તારીખ સાથે નોંધાયેલો છે.
# native reader wanted
own-why-dose-date-implausible = { $product } ના { $needed } માંથી { $counted } ડોઝ ગણાયા. બીજો એક ડોઝ રસીકરણ શરૂ થયા પહેલાંની તારીખ સાથે નોંધાયેલો છે.
# native reader wanted
own-doses = નોંધાયેલા ડોઝ
# native reader wanted
own-doses-none = કોઈ ડોઝ નોંધાયેલો નથી.
# native reader wanted
own-doses-dose = ડોઝ
# native reader wanted
own-doses-vaccine = રસી
# native reader wanted
own-doses-date = તારીખ
# native reader wanted
own-doses-odd = આ તારીખ સાચી હોઈ શકે નહીં; આ ડોઝ ગણાતો નથી.
# native reader wanted
own-closes = { $minutes ->
    [one] તમારી સલામતી માટે આ પેજ { $minutes } મિનિટમાં બંધ થઈ જશે. તે અહીં સિવાય ક્યાંય રખાતું નથી.
   *[other] તમારી સલામતી માટે આ પેજ { $minutes } મિનિટમાં બંધ થઈ જશે. તે અહીં સિવાય ક્યાંય રખાતું નથી.
 }
# native reader wanted
own-closes-soon = આ પેજ એક મિનિટની અંદર બંધ થઈ જશે. વધુ સમય જોઈએ તો તેને ફરી ખોલી શકો છો: તમારું નામ અને નંબર ફરી ભરો, નવા કોડથી તે ખૂલશે.
# native reader wanted
own-end = આ પેજ હમણાં બંધ કરો
# native reader wanted
own-ended-title = તમારું પેજ બંધ છે
# native reader wanted
own-ended-text = હવે આ ઉપકરણ પર કોઈ તમારી સ્થિતિ જોઈ શકશે નહીં. ફરી જોવા માટે નવો કોડ માગો.
# native reader wanted
own-expired-title = તમારું પેજ બંધ થઈ ગયું
# native reader wanted
own-expired-text = તમારી સલામતી માટે તેનો સમય પૂરો થયો. કંઈ ભૂંસાયું નથી. તમારું નામ અને નંબર ફરી ભરો, નવા કોડથી તે ખૂલશે.

# Own status: "this is wrong"
# native reader wanted
own-wrong = અહીં કંઈક ખોટું છે
# native reader wanted
own-wrong-what = શું ખોટું છે?
# native reader wanted
own-fault-duplicate-first-dose = મારો બીજો ડોઝ પહેલા તરીકે નોંધાયો છે
# native reader wanted
own-fault-dose-missing = મેં લીધેલો એક ડોઝ નોંધાયેલો નથી
# native reader wanted
own-fault-wrong-date = તારીખ કે રસી ખોટી છે
# native reader wanted
own-fault-not-my-dose = એક ડોઝ મેં લીધો નથી
# native reader wanted
own-fault-wrong-name = મારું નામ, જન્મનું વર્ષ કે જાતિ ખોટી છે
# native reader wanted
own-wrong-dose = કયો ડોઝ? (વૈકલ્પિક)
# native reader wanted
own-wrong-dose-none = કોઈ ખાસ ડોઝ નહીં
# native reader wanted
own-wrong-hint = તમને એક નંબર મળશે. તમારી જાણ ફક્ત આરોગ્ય સત્તામંડળ જોશે.
# native reader wanted
own-wrong-send = જાણ કરો
# native reader wanted
own-error-fault = શું ખોટું છે તે પસંદ કરો
# native reader wanted
own-error-dose = તમારા નોંધાયેલા ડોઝમાંથી એક પસંદ કરો, અથવા કોઈ નહીં
# native reader wanted
own-reported = તમારી જાણ મળી ગઈ. તેનો નંબર સાચવી રાખો:
# native reader wanted
own-reported-next = આરોગ્ય સત્તામંડળ તમારા રેકોર્ડને રસીકરણ કેન્દ્રના રેકોર્ડ સાથે સરખાવશે. શું થયું તે જોવા આ પેજ પર ફરી આવો; કેન્દ્ર પર પૂછો તો આ નંબર સાથે રાખો.
# native reader wanted
own-cases = તમારી જાણ
# native reader wanted
own-case-since = { $date } ના રોજ જાણ કરી.
# native reader wanted
own-case-open = તે જોવામાં આવી રહી છે.
# native reader wanted
own-case-corrected = રેકોર્ડ સુધારી દેવાયો.
# native reader wanted
own-case-declined = રેકોર્ડ સાચો જણાયો.

# Receipts and history
# native reader wanted
receipt-title = રસીદ
# native reader wanted
receipt-asked-by = કોણે પૂછ્યું
# native reader wanted
receipt-purpose = હેતુ
# native reader wanted
receipt-when = ક્યારે
receipt-moment = { $date }, { $time }
# native reader wanted
receipt-items = શું જણાવાયું
# native reader wanted
receipt-events = રસીનાં નામ અને ડોઝની તારીખો
# native reader wanted
receipt-demographics = જન્મનું વર્ષ અને જાતિ
# native reader wanted
receipt-number = રસીદનો નંબર
# native reader wanted
receipt-withdraw = તમે તમારા પેજ પર આ તપાસ જોઈ શકો છો અને તમારી સંમતિ ગમે ત્યારે પાછી ખેંચી શકો છો.
# native reader wanted
receipt-withdraw-link = જુઓ કે પાછી ખેંચો
# native reader wanted
receipt-complain = તમે સંમતિ આપી નહોતી, કે કંઈક ખોટું છે? રસીદનો નંબર જણાવીને ફરિયાદ કરો.
# native reader wanted
receipt-complain-link = ફરિયાદ કેવી રીતે કરવી
# native reader wanted
receipt-save = રસીદ સાચવો
# native reader wanted
receipt-sms = મને SMS થી રસીદ મોકલો
# native reader wanted
receipt-page-title = રસીદ { $number }
# native reader wanted
receipt-print = આ પેજ છાપો અથવા ફાઇલ તરીકે રાખો. જવાબ શું હતો તે એમાં લખેલું નથી.
# native reader wanted
receipt-download = ફાઇલ તરીકે સાચવો
# native reader wanted
receipt-gone = આવી કોઈ રસીદ નથી
# native reader wanted
history-title = તમારા વિશે કોણે પૂછ્યું
# native reader wanted
history-lead = તમારી દરેક તપાસ જેનો જવાબ અપાયો, સૌથી નવી પહેલાં. આ જ મોબાઇલ નંબરવાળા બીજા લોકો આ જોતા નથી, અને તમે તેમની તપાસ જોતા નથી.
# native reader wanted
history-none = રેકોર્ડ જેટલો સમય રખાય છે તેમાં કોઈ સંસ્થાને તમારી સ્થિતિ જણાવાઈ નથી.
# native reader wanted
history-older = જૂની તપાસ
# native reader wanted
history-newest = સૌથી નવી તપાસ
# native reader wanted
history-state = સ્થિતિ
# native reader wanted
history-valid = પરિણામ { $time } સુધી માન્ય છે
# native reader wanted
history-expired = પરિણામનો સમય પૂરો થયો છે
# native reader wanted
history-used = સંસ્થાએ પરિણામનો ઉપયોગ કર્યો છે
# native reader wanted
history-revoked = પરિણામ રદ કરાયું છે
# native reader wanted
history-withdrawn = તમે તમારી સંમતિ પાછી ખેંચી છે. આ સંસ્થાને હવે તમારા વિશે કંઈ ખબર પડશે નહીં.
# native reader wanted
history-withdraw = સંમતિ પાછી ખેંચો
# native reader wanted
history-withdraw-title = { $provider } ને આપેલી સંમતિ પાછી ખેંચવી છે?
# native reader wanted
history-withdraw-text = { $provider } ને તમારા વિશે અપાયેલાં બધાં પરિણામ તરત રદ થશે. હવેથી તેમને તમારા વિશે કંઈ ખબર પડશે નહીં; મેળ ન ખાતા નામ અને નંબર માટે જે દેખાય છે તે જ તેમને દેખાશે. તેમણે જે નોંધી લીધું છે તે તેમની પાસે રહી શકે છે. તમે આ નિર્ણય ગમે ત્યારે બદલી શકો છો.
# native reader wanted
history-withdraw-confirm = સંમતિ પાછી ખેંચો
# native reader wanted
history-keep = છે તેમ રહેવા દો
# native reader wanted
history-withdraw-done = { $provider } ને આપેલી તમારી સંમતિ પાછી ખેંચાઈ છે.
# native reader wanted
history-allow = { $provider } ને ફરી પૂછવા દો
# native reader wanted
history-allow-done = { $provider } હવે તમને ફરી પૂછી શકે છે. તમે કોડ નાખીને સંમતિ આપો ત્યારે જ તેમને કંઈ ખબર પડશે.
# native reader wanted
history-refused-title = જે સંસ્થાઓ પૂછી શકતી નથી
# native reader wanted
history-proof = લોગમાંથી પુરાવો
# native reader wanted
history-proof-title = પુરાવો કેવી રીતે તપાસવો
# native reader wanted
history-proof-text = દરેક તપાસ એવા લોગમાં નોંધાય છે જેને કોઈ છૂપી રીતે બદલી શકતું નથી. પુરાવો બતાવે છે કે તપાસ તેમાં છે: તેની નોંધ, તેનું સ્થાન અને તે સમયનું સહી કરેલું લોગ-શીર્ષ. તેને { $key } પર પ્રકાશિત ચાવી અને લોગ તપાસતા કોઈ પણ પ્રોગ્રામથી તપાસી શકાય છે; એવો એક પ્રોગ્રામ આ સેવાના સ્રોતમાં છે.
# native reader wanted
pause-title = બધી તપાસ રોકો
# native reader wanted
pause-text = તપાસ રોકેલી હોય ત્યાં સુધી કોઈ સંસ્થાને તમારા વિશે કંઈ ખબર પડતી નથી. જે પૂછે તેને મેળ ન ખાતા નામ અને નંબર માટે જે દેખાય છે તે જ દેખાય છે, અને તમને કોઈ કોડ મોકલાતો નથી. આ પેજ તમારા માટે ચાલુ રહેશે.
# native reader wanted
pause-button = બધી તપાસ રોકો
# native reader wanted
pause-since = તમારી બધી તપાસ { $date } થી રોકેલી છે.
# native reader wanted
pause-resume = તપાસ ફરી ચાલુ કરો
# native reader wanted
pause-done = તમારી બધી તપાસ હવેથી રોકાઈ છે.
# native reader wanted
pause-ended = તપાસ ફરી ચાલુ છે. તમે કોડ નાખીને સંમતિ આપો તે પહેલાં કંઈ પણ જણાવાતું નથી.
# Sharing: graphic, link, pass
# native reader wanted
graphic-title = ગ્રાફિક શેર કરો
# native reader wanted
graphic-lead = તમારી સ્થિતિનું ચિત્ર, પોસ્ટ કરવા કે મોકલવા માટે. તેમાં તમે પસંદ કરો તે જ દેખાય છે: કોઈ નંબર નહીં, જન્મ તારીખ નહીં.
# native reader wanted
graphic-shape = આકાર
# native reader wanted
graphic-square = ચોરસ, પોસ્ટ અને સ્ટોરી માટે
# native reader wanted
graphic-wide = પહોળું, સંદેશા અને લિંક માટે
# native reader wanted
graphic-language = ગ્રાફિકની ભાષા
# native reader wanted
graphic-named = મારું પહેલું નામ બતાવો: { $name }
# native reader wanted
graphic-coded = લિંકને ક્યૂઆર કોડ તરીકે તેના પર મૂકો
# native reader wanted
graphic-show = ગ્રાફિક બતાવો
# native reader wanted
graphic-link = શેર કરવા માટે લિંક બનાવો
# native reader wanted
graphic-link-hint = જેની પાસે લિંક હોય તે ફક્ત ગ્રાફિક જુએ છે, બીજું કંઈ નહીં. તમે તેને અહીં પાછી લઈ શકો છો.
# native reader wanted
graphic-native = ગ્રાફિક મોકલો
# native reader wanted
graphic-native-link = લિંક મોકલો
# native reader wanted
graphic-png = ચિત્ર તરીકે સાચવો
# native reader wanted
graphic-svg = છાપવા માટે સાચવો, દરેક કદમાં સ્પષ્ટ
# native reader wanted
graphic-linked = તમારી લિંક
# native reader wanted
graphic-linked-hint = તેને અત્યારે જ સાચવી લો: તે ફક્ત આ વખતે જ દેખાય છે.
# native reader wanted
graphic-links = તમારી લિંક
# native reader wanted
graphic-link-of = { $made }ના રોજ બનાવી, { $ends }ના રોજ પૂરી થશે
# native reader wanted
graphic-unshare = લિંક પાછી લો
# native reader wanted
graphic-unshared = લિંક પાછી લેવાઈ. હવે તે કંઈ બતાવતી નથી.
# native reader wanted
graphic-word-0 = રસીકરણ હજી થયું નથી
# native reader wanted
graphic-line-0 = મારો વારો હજી આવવાનો છે.
# native reader wanted
graphic-line-1 = એક પગલું પૂરું, બીજું બાકી.
# native reader wanted
graphic-line-2 = મેં રસી લીધી છે. તમે?
# native reader wanted
graphic-error-font = અત્યારે આ લિપિમાં ગ્રાફિક બની શકતું નથી. બીજી ભાષા પસંદ કરો, અથવા નામ ન બતાવો.
# native reader wanted
graphic-error-busy = અત્યારે ઘણાં ગ્રાફિક બની રહ્યાં છે. ફરી પ્રયાસ કરો.
# native reader wanted
graphic-error-many = આજે તમે ઘણી લિંક બનાવી છે. બીજી કાલે બનાવો.
# native reader wanted
shared-what = જેના વિશે છે તે વ્યક્તિએ જ આ શેર કર્યું છે. પાકી ચકાસણી માટે પાસ અથવા સ્થિતિ માગો.
# native reader wanted
shared-own = તમારી સ્થિતિ જુઓ
# native reader wanted
shared-gone-title = આ લિંક કંઈ બતાવતી નથી
# native reader wanted
shared-gone = તે પૂરી થઈ છે, પાછી લેવાઈ છે, અથવા અધૂરી છે. મોકલનારને પૂછો.
# native reader wanted
pass-title = પ્રવેશદ્વાર માટે પાસ
# native reader wanted
pass-lead = સહી કરેલો ક્યૂઆર કોડ, જે પ્રવેશદ્વાર પર ઇન્ટરનેટ વિના ચકાસાય છે. તેમાં તમારી સ્થિતિ, માન્યતાનો સમય અને તમે અહીં પસંદ કરો તે હોય છે.
# native reader wanted
pass-name = પાસ પર નામ
# native reader wanted
pass-name-first = પહેલું નામ
# native reader wanted
pass-name-initials = નામના પહેલા અક્ષરો
# native reader wanted
pass-name-none = નામ વિના
# native reader wanted
pass-birth-year = મારું જન્મ વર્ષ બતાવો
# native reader wanted
pass-lifetime = કેટલા સમય સુધી માન્ય
# native reader wanted
pass-hours = { $count ->
    [one] 1 કલાક
   *[other] { $count } કલાક
 }
# native reader wanted
pass-days = { $count ->
    [one] 1 દિવસ
   *[other] { $count } દિવસ
 }
# native reader wanted
pass-make = પાસ બનાવો
# native reader wanted
pass-ends = { $date }, { $time }
# native reader wanted
pass-until = આ સમય સુધી માન્ય
# native reader wanted
pass-fact-name = નામ
# native reader wanted
pass-code = પાસનો ક્યૂઆર કોડ. તેનું લખાણ નીચે છે.
# native reader wanted
pass-text = કોડ અક્ષરોમાં
# native reader wanted
pass-paper = છાપવા માટે સાચવો
# native reader wanted
pass-paper-title = રસીકરણ પાસ
# native reader wanted
pass-paper-how = પ્રવેશદ્વાર પર ક્યૂઆર કોડ સ્કેન થાય છે, અથવા અક્ષરો ટાઇપ થાય છે. સહી બતાવે છે કે કોઈએ તે બદલ્યા નથી.
# native reader wanted
pass-paper-where = કાગળને રેખા પર વાળો. તમારા પાના પર તમે પાસ ગમે ત્યારે પાછો લઈ શકો છો: { $host }
# native reader wanted
pass-show = બતાવો
# native reader wanted
pass-revoke = પાસ પાછો લો
# native reader wanted
pass-revoked = પાસ પાછો લેવાયો. પ્રવેશદ્વારોને હવે પછી ઇન્ટરનેટ સાથે જોડાતાં ખબર પડશે.
# native reader wanted
pass-list = તમારા પાસ
# native reader wanted
pass-error-name = તમારું નામ આ સ્વરૂપે પાસ પર સમાતું નથી. પહેલા અક્ષરો પસંદ કરો, અથવા નામ વિના.
# native reader wanted
pass-error-lifetime = પાસ કેટલા સમય સુધી માન્ય રહે તે પસંદ કરો
# native reader wanted
pass-error-many = એકસાથે આટલા જ પાસ માન્ય રહી શકે છે. પહેલાં એક પાછો લો.
# native reader wanted
pass-error-gone = આ પાસ પૂરો થયો છે અથવા પાછો લેવાયો છે. નવો બનાવો.
# Gate and verify: checking passes and results
moment = { $date }, { $time }
# native reader wanted
gate-title = પાસ તપાસો
# native reader wanted
gate-lead = પાસનો ક્યૂઆર કોડ સ્કેન કરો. તપાસ આ ઉપકરણ પર જ થાય છે, ઇન્ટરનેટ વિના પણ.
# native reader wanted
gate-camera = કૅમેરાથી સ્કેન કરો
# native reader wanted
gate-camera-stop = કૅમેરા બંધ કરો
# native reader wanted
gate-camera-refused = કૅમેરાનો ઉપયોગ થઈ શકતો નથી. આ પેજ માટે તેની મંજૂરી આપો, અથવા નીચે કોઈ તસવીર પસંદ કરો કે કોડ લખો.
# native reader wanted
gate-view = કૅમેરાનું દૃશ્ય
# native reader wanted
gate-next = આગળનો સ્કેન કરો
# native reader wanted
gate-group = જૂથ: આગળનો પાસ આપોઆપ સ્કેન થાય
# native reader wanted
gate-sound = અવાજ અને કંપન
# native reader wanted
gate-otherwise = તસવીરથી અથવા કોડ લખીને
# native reader wanted
gate-picture = ક્યૂઆર કોડની તસવીર
# native reader wanted
gate-picture-none = આ તસવીરમાં કોઈ ક્યૂઆર કોડ વાંચી શકાયો નથી.
# native reader wanted
gate-code = પાસનો કોડ
# native reader wanted
gate-code-hint = તેને પેસ્ટ કરો, અથવા ક્યૂઆર કોડની નીચે લખેલું ટાઇપ કરો. તે { $prefix } થી શરૂ થાય છે
# native reader wanted
gate-check = તપાસો
# native reader wanted
gate-today = આજે આ પેજ પર
# native reader wanted
gate-refused = અસ્વીકૃત
# native reader wanted
gate-today-hint = ફક્ત સંખ્યાઓ. તે મધરાતે અને પેજ ફરી ખૂલે ત્યારે શૂન્યથી શરૂ થાય છે.
# native reader wanted
gate-keys = ચાવીઓ અને રદ થયેલા પાસની યાદીનો સમય:
# native reader wanted
gate-keys-old = ચાવીઓ બહુ જૂની છે: ઇન્ટરનેટથી જોડાઓ. તેમનો સમય:
# native reader wanted
gate-keys-none = આ ઉપકરણ પર હજી ચાવીઓ નથી: એક વાર ઇન્ટરનેટથી જોડાઓ.
# native reader wanted
gate-offline-ready = આ પેજ હવે ઇન્ટરનેટ વિના પણ કામ કરશે.
# native reader wanted
gate-stores = પાસની કોઈ પણ માહિતી રાખવામાં કે મોકલવામાં આવતી નથી. આ પેજ ઉપકરણ પર ફક્ત પોતાની ફાઇલો, જાહેર ચાવીઓ અને રદ થયેલા પાસની યાદી રાખે છે.
# native reader wanted
gate-needs-script = પાસનું સ્કેનિંગ અને તપાસ બ્રાઉઝરમાં થાય છે, જેના માટે જાવાસ્ક્રિપ્ટ જોઈએ. તેના વિના, પાસનો કોડ આ પેજ પર પેસ્ટ કરો, જ્યાં અમારું સર્વર તેને તપાસે છે:
# native reader wanted
gate-broken = તપાસનારો ભાગ ખૂલી શક્યો નથી. કંઈ પણ તપાસી શકાતું નથી. પેજ ફરી ખોલો.
# native reader wanted
verify-title = શું આ અસલી છે?
# native reader wanted
verify-lead = કોઈ પરિણામ કે પાસનો કોડ પેસ્ટ કરો.
# native reader wanted
verify-in-browser = તપાસ તમારા બ્રાઉઝરમાં થાય છે અને તે કોઈને મોકલાતો નથી.
# native reader wanted
verify-without-script = તમારા બ્રાઉઝરમાં જાવાસ્ક્રિપ્ટ ચાલતી નથી: અમારું સર્વર તેને તપાસે છે અને તેમાંથી કંઈ રાખતું નથી.
# native reader wanted
verify-text = પરિણામ અથવા કોડ
# native reader wanted
verify-text-hint = પરિણામ જેવું આવ્યું હતું બરાબર તેવું જ, તેની આગળ-પાછળ ખાલી જગ્યા કે લીટી વિના.
# native reader wanted
verify-narrow = શું તે તમારા માટે બન્યું હતું?
# native reader wanted
verify-audience = તમારી સંસ્થાની ઓળખ (વૈકલ્પિક)
# native reader wanted
verify-nonce = જે નૉન્સ સાથે તમે પૂછ્યું હતું (વૈકલ્પિક)
# native reader wanted
verify-limits = પરિણામ રદ થયું કે પહેલાં વપરાયું, તે ફક્ત જેના માટે તે બન્યું હતું તેને જ જણાવાય છે, અને સેવા જ જણાવે છે.
# native reader wanted
found-genuine = અસલી પાસ
# native reader wanted
found-genuine-text = આ સેવાએ હસ્તાક્ષર કરેલો, અને હમણાં માન્ય.
# native reader wanted
found-not-a-pass = આ પાસ નથી
# native reader wanted
found-not-a-pass-text = બીજો કોઈ કોડ કે લખાણ, અથવા પાસનો ફક્ત એક ભાગ. ફરી સ્કેન કરો.
# native reader wanted
found-bad-signature = ખોટા હસ્તાક્ષર
# native reader wanted
found-bad-signature-text = તે પાસ જેવો દેખાય છે, પણ આ સેવાએ તેના પર હસ્તાક્ષર કર્યા નથી. તેને સ્વીકારશો નહીં.
# native reader wanted
found-expired = સમય પૂરો
# native reader wanted
found-expired-text = તે અસલી હતો, પણ તેનો સમય પૂરો થયો છે. વ્યક્તિ નવો પાસ બનાવી શકે છે.
# native reader wanted
found-not-yet = હજી માન્ય નથી
# native reader wanted
found-not-yet-text = તે આગળના સમયનો છે. આ ઉપકરણની તારીખ અને સમય તપાસો.
# native reader wanted
found-revoked = રદ કરેલો
# native reader wanted
found-revoked-text = તે અસલી હતો, પણ પાછો લેવાયો છે. તેને સ્વીકારશો નહીં.
# native reader wanted
found-keys-too-old = ચાવીઓ જૂની છે, ઇન્ટરનેટથી જોડાઓ
# native reader wanted
found-keys-too-old-text = આ ઉપકરણ કહી શકતું નથી. તેને એક વાર જોડો, પછી ફરી સ્કેન કરો.
# native reader wanted
found-result-genuine = અસલી પરિણામ
# native reader wanted
found-result-genuine-text = આ સેવાએ હસ્તાક્ષર કરેલું, અને હમણાં માન્ય.
# native reader wanted
found-result-expired = પરિણામનો સમય પૂરો
# native reader wanted
found-result-expired-text = આ સેવાએ હસ્તાક્ષર કરેલું. પરિણામો પાંચ મિનિટ માન્ય હોય છે, અને આનો સમય વીતી ગયો છે: તેના આધારે કંઈ ન કરો.
# native reader wanted
found-result-malformed = આ પરિણામ નથી
# native reader wanted
found-result-malformed-text = તેનું સ્વરૂપ આ સેવાના પરિણામ જેવું નથી, અથવા કોઈ ભાગ રહી ગયો છે, અથવા આગળ-પાછળ ખાલી જગ્યા છે.
# native reader wanted
found-result-forged = ખોટા હસ્તાક્ષર
# native reader wanted
found-result-forged-text = આ સેવાએ તેના પર હસ્તાક્ષર કર્યા નથી. તેના પર ભરોસો ન કરો.
# native reader wanted
found-result-elsewhere = આ સેવાનું નથી
# native reader wanted
found-result-elsewhere-text = તેમાં બીજી કોઈ સેવાનું નામ છે, અથવા પરીક્ષણ અને અસલી ભળી ગયાં છે. તેના પર ભરોસો ન કરો.
# native reader wanted
found-result-audience = બીજા કોઈ માટે બનેલું
# native reader wanted
found-result-audience-text = તેમાં સંસ્થાની ઓળખ તમે જણાવી તે નથી.
# native reader wanted
found-result-nonce = બીજા કોઈ પ્રશ્નનો જવાબ
# native reader wanted
found-result-nonce-text = તેમાં નૉન્સ તમે જણાવ્યો તે નથી.
# native reader wanted
found-result-not-yet = હજી માન્ય નથી
# native reader wanted
found-result-not-yet-text = તે આગળના સમયનું છે. આ ઉપકરણની તારીખ અને સમય તપાસો.
# native reader wanted
fact-name = નામ
# native reader wanted
fact-birth-year = જન્મનું વર્ષ
# native reader wanted
fact-gender = લિંગ
# native reader wanted
fact-mobile = મોબાઇલ
# native reader wanted
fact-reason = કારણ
# native reader wanted
fact-flag = નોંધ
# native reader wanted
fact-dose = ડોઝ
# native reader wanted
fact-precaution-dose = પ્રિકોશન ડોઝ
# native reader wanted
fact-audience = કોના માટે
# native reader wanted
fact-purpose = હેતુ
# native reader wanted
fact-origin = પૂછનાર પેજ
# native reader wanted
fact-nonce = નૉન્સ
# native reader wanted
fact-reference = પૂછનારનો સંદર્ભ
# native reader wanted
fact-consent = રસીદ
# native reader wanted
fact-as-of = સ્થિતિની તારીખ
# native reader wanted
fact-issued = ક્યારે બન્યું
# native reader wanted
fact-expires = ક્યાં સુધી માન્ય
# Maintenance
# native reader wanted
problem-maintenance = { $minutes ->
    [one] જાળવણીને કારણે સેવા હમણાં બંધ છે. 1 મિનિટ પછી ફરી પ્રયાસ કરો. તમે જે લખ્યું તે કોઈને જણાવાયું નથી.
   *[other] જાળવણીને કારણે સેવા હમણાં બંધ છે. { $minutes } મિનિટ પછી ફરી પ્રયાસ કરો. તમે જે લખ્યું તે કોઈને જણાવાયું નથી.
 }

# Messages by SMS
sms-code = { $code }: { $provider } ને { $purpose } માટે રસીકરણની સ્થિતિ જણાવવાનો કોડ. { $minutes } મિનિટ માન્ય. ફોન પર કોઈને ન કહેશો. Ref { $ref }
sms-own = { $code }: તમારા રસીકરણની સ્થિતિ જોવાનો કોડ. { $minutes } મિનિટ માન્ય. કોઈને ન કહેશો. Ref { $ref }
sms-receipt = તમારી સંમતિથી { $provider } ને { $purpose } માટે તમારા રસીકરણની સ્થિતિ જણાવાઈ. રસીદ { $receipt }. જુઓ કે સંમતિ પાછી ખેંચો: { $address }

# In the host page, around the frame
loader-title = રસીકરણની સ્થિતિ
loader-button = રસીકરણની સ્થિતિ જણાવો
loader-close = બંધ કરો
loader-failed = તપાસ ખૂલી નહીં.
loader-open = નવા ટૅબમાં ખોલો
loader-setup = આ તપાસ આ પેજ માટે તૈયાર નથી.
