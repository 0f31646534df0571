# Gujarati. Every string in this file but the announced ones (know-your-status, answer-0, answer-1, answer-2) still wants a native reader.

service-name = રસીકરણની સ્થિતિ
know-your-status = તમારા રસીકરણની સ્થિતિ જાણો
language-label = ભાષા
language-change = બદલો
step-of = 3 માંથી પગલું { $step }
test-ribbon = TEST - અસલી જવાબ નથી
error-prefix = ભૂલ:
privacy = ગોપનીયતા
help = મદદ
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
consent-withdraw = તમે તમારા પેજ પર તમારી સંમતિ ગમે ત્યારે પાછી ખેંચી શકો છો.
consent-withdraw-staff = તેઓ પોતાના પેજ પર પોતાની સંમતિ ગમે ત્યારે પાછી ખેંચી શકે છે.
consent-complain = કંઈક ખોટું છે?
code-label = SMSમાં આવેલો કોડ
code-sent = { $mobile } પર મોકલ્યો · સંદર્ભ { $ref }
code-maybe = જો નામ અને નંબર એક જ વ્યક્તિનાં હોય, તો એક મિનિટમાં SMS આવી જશે.
code-usually = જો નામ અને નંબર એક જ વ્યક્તિનાં હોય, તો SMS આવી જશે. સંદેશા સામાન્ય રીતે લગભગ { $seconds } સેકન્ડમાં પહોંચે છે.
code-queued = હાલમાં સંદેશા ધીમે ધીમે જઈ રહ્યા છે. જો નામ અને નંબર એક જ વ્યક્તિનાં હોય, તો તમારો સંદેશ કતારમાં છે: તે { $minutes } મિનિટમાં આવી જશે, નહીં તો તેનો સમય પૂરો થશે અને તમે નવો કોડ માગી શકશો. રાહ જોવામાં કોઈ નુકસાન નથી.
code-staff = તેઓ કોડ જાતે લખે છે અથવા તમને વાંચી સંભળાવે છે. એ જ તેમની સંમતિ છે.
code-valid = કોડ { $minutes } મિનિટ સુધી માન્ય છે.
code-valid-live = કોડ { $time } મિનિટ સુધી માન્ય છે
code-expired-live = કોડનો સમય પૂરો થઈ ગયો છે. નવો કોડ મોકલો.
share-with = { $provider } ને જણાવો
resend = નવો કોડ મોકલો
resend-done = { $mobile } પર નવો કોડ મોકલ્યો છે. તેનો સંદર્ભ { $ref } છે; જૂના કોડ હવે ચાલશે નહીં.
resend-wait = નવો કોડ { $time } મિનિટ પછી માગી શકાશે
resend-ready = હવે તમે નવો કોડ માગી શકો છો.
resend-none = અહીં હવે વધુ કોડ મોકલી શકાતો નથી. ફરીથી શરૂ કરો.
change-details = નામ અથવા નંબર બદલો
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
answer-title = જવાબ
answer-0 = રસીકરણ થયું નથી
answer-1 = આંશિક રસીકરણ થયું છે
answer-2 = સંપૂર્ણ રસીકરણ થયું છે
answer-shared = { $provider } ને હમણાં જ જણાવ્યું
answer-of = { $needed } માંથી { $counted } ડોઝ નોંધાયેલ
answer-name = ચકાસેલું નામ
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
reason-second-dose-recorded-as-first = પહેલો ડોઝ બે વાર નોંધાયેલો છે, બીજો એક પણ વાર નહીં
reason-doses-missing = કેટલાક ડોઝ નોંધાયેલા નથી
reason-unknown-product = એક ડોઝ એવી રસીનો છે જે યાદીમાં નથી
reason-product-not-in-use = એક ડોઝ એવી રસીનો છે જે તે તારીખે વપરાતી ન હતી
flag-short_interval = બીજો ડોઝ નક્કી કરેલા સમય કરતાં વહેલો અપાયો.
flag-mixed_series = જુદી જુદી રસીના ડોઝ
flag-duplicate_first_dose = પહેલો ડોઝ બે વાર નોંધાયેલો છે. કદાચ બીજો ડોઝ પહેલા ડોઝ તરીકે નોંધાઈ ગયો હોય.
flag-precaution = પ્રિકોશન ડોઝ નોંધાયેલો છે

# When nothing is shared
closed-title = કંઈ પણ જણાવાયું નથી
closed-text = { $provider } ને તમારા વિશે કંઈ પણ જાણવા મળ્યું નથી.
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
problem-invalid-site-key = જે પેજ પરથી આ ચકાસણી શરૂ થઈ તે બરાબર ગોઠવેલું નથી: તેની સાઇટ કી ઓળખાઈ નથી. તે પેજ ચલાવનારને જણાવો.
problem-origin-not-allowed = જે પેજ પરથી આ ચકાસણી શરૂ થઈ તેને આ કી વડે રસીકરણની સ્થિતિ પૂછવાની મંજૂરી નથી. કંઈ પણ પુછાયું કે જણાવાયું નથી.
problem-provider-suspended = આ સંસ્થાને હાલમાં રસીકરણની સ્થિતિ પૂછવાની મંજૂરી નથી. કંઈ પણ જણાવાયું નથી.
problem-purpose-not-allowed = આ સંસ્થાને જણાવેલા હેતુ માટે પૂછવાની મંજૂરી નથી. તે પેજ ચલાવનારને જણાવો.
problem-scope-not-allowed = આ સંસ્થાને માગેલી વિગતો જોવાની મંજૂરી નથી. તે પેજ ચલાવનારને જણાવો.
problem-bad-parameter = આ પેજનું સરનામું (લિંક) અધૂરું છે. પાછલા પેજ પર જઈને ફરીથી પ્રયાસ કરો.
problem-verification-not-found = આ ચકાસણી હવે ખુલ્લી નથી. ફરીથી શરૂ કરો.
problem-rate-limited = { $seconds ->
    [one] હાલમાં ઘણી બધી ચકાસણી ચાલે છે. { $seconds } સેકન્ડ પછી ફરીથી પ્રયાસ કરો.
   *[other] હાલમાં ઘણી બધી ચકાસણી ચાલે છે. { $seconds } સેકન્ડ પછી ફરીથી પ્રયાસ કરો.
 }
problem-service-unavailable = સેવા હાલમાં ઉપલબ્ધ નથી. થોડી મિનિટ પછી ફરીથી પ્રયાસ કરો. તમે લખેલું કંઈ પણ કોઈને જણાવાયું નથી.

# Home
home-title = કોઈએ રસી લીધી છે કે નહીં? સંમતિથી પૂછો, ડિજિટલ સહીવાળો જવાબ મેળવો.
home-lead = હોટેલ, એરલાઇન કે કચેરી પૂછે છે; નોંધાયેલા મોબાઇલ પર કોડ જાય છે; વ્યક્તિ કોડ લખીને સંમતિ આપે છે. પૂછનારને ફક્ત એક જ વાત જાણવા મળે છે, અને તેના પર ડિજિટલ સહી હોય છે.
home-answers = ત્રણ જવાબ
home-step-1 = પૂરું નામ અને નોંધાયેલો મોબાઇલ નંબર
home-step-2 = SMSમાં આવેલો કોડ એ જ સંમતિ
home-step-3 = ડિજિટલ સહીવાળો જવાબ, તરત જ
home-steps = આ કેવી રીતે થાય છે
home-privacy = શું રાખવામાં આવે છે અને કેટલા સમય સુધી
home-privacy-text = નામ અને નંબર એન્ક્રિપ્ટ કરીને (ગુપ્ત રૂપે) રાખવામાં આવે છે, કોડ ક્યારેય રાખવામાં આવતા નથી. કોને શું જણાવ્યું તેની નોંધ ઓછામાં ઓછા એક વર્ષ સુધી રાખવામાં આવે છે, જેથી તમે તે જોઈ શકો અને ફરિયાદ કરી શકો.
home-help = મદદ
home-help-text = SMS ન આવ્યો? કદાચ નામ કે નંબર રસીકરણ રેકોર્ડથી જુદાં હોય. નવો કોડ માગો, અથવા જુઓ કે નામની જોડણી રસીકરણ વખતે આપી હતી તે જ છે.
home-complaints = ફરિયાદો
home-complaints-text = તમે કોઈ ચકાસણી માટે સંમતિ આપી નહોતી, કે કંઈક ખોટું છે? આ સેવા ચલાવનારને લખો, અને રસીદ હોય તો તેનો નંબર જણાવો. તેનાથી ઉકેલ ન આવે તો તમે ભારતીય ડેટા સંરક્ષણ બોર્ડ પાસે જઈ શકો છો.
home-providers = પૂછનારાઓ માટે
home-providers-text = બે લીટીથી ચકાસણીને તમારા પેજમાં મૂકો, અથવા તમારા સર્વરથી પૂછો. ખાતા વગર બધું અજમાવી શકાય છે.
home-docs = દસ્તાવેજો અને અજમાવવાની જગ્યા (અંગ્રેજીમાં)

# Own status: the tabs of the home page
home-ways = તમે અહીં શું કરી શકો છો
home-way-own = તમારી સ્થિતિ અને નોંધાયેલા ડોઝ જુઓ
home-organisations = સંસ્થાઓ માટે
home-way-organisations = વ્યક્તિની સંમતિથી સ્થિતિ પૂછો: દસ્તાવેજો (અંગ્રેજીમાં)
home-gate = ગેટ પર
home-way-gate = પાસ સ્કેન કરીને ચકાસો, ઇન્ટરનેટ વગર પણ
home-verify = જવાબ ચકાસો
missing-title = આ સરનામે કંઈ નથી
missing-text = સરનામું ફરી તપાસો, અથવા અહીંથી શરૂ કરો.

# Own status: before the code
own-details-lead = તમારા મોબાઇલ પર એક કોડ આવશે. તમારી સ્થિતિ ફક્ત તમે જ જોશો; તમે તે જોઈ એ વાત કોઈને જણાવાશે નહીં.
own-asks = તમે તમારા રસીકરણની સ્થિતિ પૂછી રહ્યા છો
own-asks-nobody = બીજા કોઈને કંઈ ખબર પડશે નહીં. તમે તમારી સ્થિતિ અને ડોઝ જોશો, અને ભૂલ હોય તો શું કરવું તે પણ.
own-asks-sms = SMSમાં પણ આ જ લખ્યું છે: "તમારા રસીકરણની સ્થિતિ જોવાનો કોડ". જો તેમાં કોઈ સંસ્થાનું નામ હોય, તો તે બીજા કોઈ કામ માટે છે.
own-see = મારી સ્થિતિ બતાવો
own-decline = રદ કરો
own-closed-text = તમારા વિશે કોઈને કંઈ ખબર પડી નથી. તમે ગમે ત્યારે ફરી શરૂ કરી શકો છો.

# Own status: the page
own-title = તમારા રસીકરણની સ્થિતિ
own-name = નોંધાયેલું નામ
own-mobile = નોંધાયેલો મોબાઇલ
own-updated = રેકોર્ડ છેલ્લે ક્યારે આવ્યા
own-updated-unknown = ખબર નથી
own-rules = નિયમોની આવૃત્તિ
own-fresh = રેકોર્ડ છેલ્લે આવ્યા તે પછી લીધેલો ડોઝ હજી અહીં નથી.
own-why-series-complete = { $needed ->
    [one] { $product } નો જરૂરી { $needed } ડોઝ નોંધાયેલો છે.
    [2] { $product } ના જરૂરી બંને ડોઝ નોંધાયેલા છે.
   *[other] { $product } ના જરૂરી બધા { $needed } ડોઝ નોંધાયેલા છે.
 }
own-why-second-dose-not-recorded = { $product } ના બેમાંથી એક ડોઝ નોંધાયેલો છે; બીજો નોંધાયેલો નથી.
own-why-second-dose-recorded-as-first = { $product } નો પહેલો ડોઝ બે વાર નોંધાયેલો છે અને બીજો એક પણ વાર નહીં. કદાચ બીજો ડોઝ પહેલા ડોઝ તરીકે નોંધાઈ ગયો છે: નીચે રજૂઆત કરો.
own-why-doses-missing = { $product } ના નોંધાયેલા ડોઝ: { $needed } માંથી { $counted }. જે નોંધાયેલો નથી: ડોઝ { $missing }.
own-why-dose-after-date = { $product } ના ગણાયેલા ડોઝ: { $needed } માંથી { $counted }. બીજો એક ડોઝ આવનારી તારીખ સાથે નોંધાયેલો છે.
own-why-dose-date-implausible = { $product } ના ગણાયેલા ડોઝ: { $needed } માંથી { $counted }. બીજો એક ડોઝ રસીકરણ શરૂ થયા પહેલાંની તારીખ સાથે નોંધાયેલો છે.
own-doses = નોંધાયેલા ડોઝ
own-doses-none = કોઈ ડોઝ નોંધાયેલો નથી.
own-doses-dose = ડોઝ
own-doses-vaccine = રસી
own-doses-date = તારીખ
own-doses-odd = આ તારીખ સાચી હોઈ શકે નહીં; આ ડોઝ ગણાતો નથી.
own-closes = { $minutes ->
    [one] તમારી સુરક્ષા માટે આ પેજ { $minutes } મિનિટમાં બંધ થઈ જશે. તે અહીં સિવાય ક્યાંય રખાતું નથી.
   *[other] તમારી સુરક્ષા માટે આ પેજ { $minutes } મિનિટમાં બંધ થઈ જશે. તે અહીં સિવાય ક્યાંય રખાતું નથી.
 }
own-closes-soon = આ પેજ એક મિનિટની અંદર બંધ થઈ જશે. વધુ સમય જોઈએ તો તેને ફરી ખોલી શકો છો: તમારું નામ અને નંબર ફરી ભરો, નવા કોડથી તે ખૂલશે.
own-end = આ પેજ હમણાં બંધ કરો
own-ended-title = તમારું પેજ બંધ છે
own-ended-text = હવે આ ડિવાઇસ પર તમારી સ્થિતિ કોઈને દેખાતી નથી. ફરી જોવા માટે નવો કોડ માગો.
own-expired-title = તમારું પેજ બંધ થઈ ગયું
own-expired-text = તમારી સુરક્ષા માટે તેનો સમય પૂરો થયો. કંઈ ભૂંસાયું નથી. તમારું નામ અને નંબર ફરી ભરો, નવા કોડથી તે ખૂલશે.

# Own status: "this is wrong"
own-wrong = અહીં કંઈક ખોટું છે
own-wrong-what = શું ખોટું છે?
own-fault-duplicate-first-dose = મારો બીજો ડોઝ પહેલા ડોઝ તરીકે નોંધાયો છે
own-fault-dose-missing = મેં લીધેલો એક ડોઝ નોંધાયેલો નથી
own-fault-wrong-date = તારીખ કે રસી ખોટી છે
own-fault-not-my-dose = નોંધાયેલો એક ડોઝ મેં લીધો નથી
own-fault-wrong-name = મારું નામ, જન્મનું વર્ષ કે લિંગ ખોટું છે
own-wrong-dose = કયો ડોઝ? (વૈકલ્પિક)
own-wrong-dose-none = કોઈ ખાસ ડોઝ નહીં
own-wrong-hint = તમને એક નંબર મળશે. તમારી રજૂઆત ફક્ત આરોગ્ય સત્તામંડળ જોશે.
own-wrong-send = રજૂઆત કરો
own-error-fault = શું ખોટું છે તે પસંદ કરો
own-error-dose = તમારા નોંધાયેલા ડોઝમાંથી એક પસંદ કરો, અથવા કોઈ નહીં
own-reported = તમારી રજૂઆત મળી ગઈ. તેનો નંબર સાચવી રાખો:
own-reported-next = આરોગ્ય સત્તામંડળ તમારા રેકોર્ડને રસીકરણ કેન્દ્રના રેકોર્ડ સાથે સરખાવશે. શું થયું તે જોવા આ પેજ પર ફરી આવો; કેન્દ્ર પર પૂછવા જાઓ તો આ નંબર સાથે રાખો.
own-cases = તમારી રજૂઆતો
own-case-since = { $date } ના રોજ રજૂઆત કરી.
own-case-open = તે જોવામાં આવી રહી છે.
own-case-corrected = રેકોર્ડ સુધારી દેવાયો.
own-case-declined = રેકોર્ડ જેવો છે તેવો જ સાચો જણાયો.

# Receipts and history
receipt-title = રસીદ
receipt-asked-by = કોણે પૂછ્યું
receipt-purpose = હેતુ
receipt-when = ક્યારે
receipt-moment = { $date }, { $time }
receipt-items = શું જણાવાયું
receipt-events = રસીનાં નામ અને ડોઝની તારીખો
receipt-demographics = જન્મનું વર્ષ અને લિંગ
receipt-number = રસીદનો નંબર
receipt-withdraw = તમે તમારા પેજ પર આ ચકાસણી જોઈ શકો છો અને તમારી સંમતિ ગમે ત્યારે પાછી ખેંચી શકો છો.
receipt-withdraw-link = જુઓ અથવા પાછી ખેંચો
receipt-complain = તમે સંમતિ આપી નહોતી, કે કંઈક ખોટું છે? રસીદનો નંબર જણાવીને ફરિયાદ કરો.
receipt-complain-link = ફરિયાદ કેવી રીતે કરવી
receipt-save = રસીદ સાચવો
receipt-sms = મને SMSથી રસીદ મોકલો
receipt-page-title = રસીદ { $number }
receipt-print = આ પેજ છાપો અથવા ફાઇલ તરીકે રાખો. જવાબ શું હતો તે એમાં લખેલું નથી.
receipt-download = ફાઇલ તરીકે સાચવો
receipt-gone = આવી કોઈ રસીદ નથી
history-title = તમારા વિશે કોણે પૂછ્યું
history-lead = તમારી દરેક ચકાસણી જેનો જવાબ અપાયો, સૌથી નવી પહેલાં. આ જ મોબાઇલ નંબરવાળા બીજા લોકોને આ દેખાતી નથી, અને તમને તેમની ચકાસણી દેખાતી નથી.
history-none = જેટલો સમય રેકોર્ડ રખાય છે તેટલા સમયમાં કોઈ સંસ્થાને તમારી સ્થિતિ જણાવાઈ નથી.
history-older = જૂની ચકાસણી
history-newest = સૌથી નવી ચકાસણી
history-state = હાલમાં
history-valid = પરિણામ { $time } સુધી માન્ય છે
history-expired = પરિણામનો સમય પૂરો થયો છે
history-used = સંસ્થાએ પરિણામનો ઉપયોગ કર્યો છે
history-revoked = પરિણામ રદ કરાયું છે
history-withdrawn = તમે તમારી સંમતિ પાછી ખેંચી છે. આ સંસ્થાને હવે તમારા વિશે કંઈ ખબર પડશે નહીં.
history-withdraw = સંમતિ પાછી ખેંચો
history-withdraw-title = { $provider } ને આપેલી સંમતિ પાછી ખેંચવી છે?
history-withdraw-text = { $provider } ને તમારા વિશે અપાયેલાં બધાં પરિણામ તરત રદ થશે. હવેથી તેમને તમારા વિશે કંઈ ખબર પડશે નહીં; મેળ ન ખાતા નામ અને નંબર માટે જે દેખાય છે તે જ તેમને દેખાશે. તેમણે જે નોંધી લીધું છે તે તેમની પાસે રહી શકે છે. તમે આ નિર્ણય ગમે ત્યારે બદલી શકો છો.
history-withdraw-confirm = સંમતિ પાછી ખેંચો
history-keep = છે તેમ રહેવા દો
history-withdraw-done = { $provider } ને આપેલી તમારી સંમતિ પાછી ખેંચાઈ ગઈ છે.
history-allow = { $provider } ને ફરી પૂછવા દો
history-allow-done = { $provider } હવે તમને ફરી પૂછી શકે છે. તમે કોડ નાખીને સંમતિ આપો ત્યારે જ તેમને કંઈ ખબર પડશે.
history-refused-title = જે સંસ્થાઓ પૂછી શકતી નથી
history-proof = લોગમાંથી પુરાવો
history-proof-title = પુરાવો કેવી રીતે ચકાસવો
history-proof-text = દરેક ચકાસણી એવા લોગમાં નોંધાય છે જેને કોઈ છૂપી રીતે બદલી શકતું નથી. પુરાવો બતાવે છે કે ચકાસણી તેમાં છે: તેની નોંધ, તેનું સ્થાન અને તે સમયનું ડિજિટલ સહીવાળું લોગ-શીર્ષ. તેની ચકાસણી { $key } પર પ્રકાશિત ચાવી અને RFC 9162 માટે બનેલા કોઈ પણ પ્રોગ્રામથી થાય છે, જેમ કે આ સેવાના સોર્સ કોડમાંનો verify_audit.py.
pause-title = બધી ચકાસણી રોકો
pause-text = ચકાસણી રોકેલી હોય ત્યાં સુધી કોઈ સંસ્થાને તમારા વિશે કંઈ ખબર પડતી નથી. જે પૂછે તેને મેળ ન ખાતા નામ અને નંબર માટે જે દેખાય છે તે જ દેખાય છે, અને તમને કોઈ કોડ મોકલાતો નથી. આ પેજ તમારા માટે ચાલુ રહેશે.
pause-button = બધી ચકાસણી રોકો
pause-since = તમારી બધી ચકાસણી { $date } થી રોકેલી છે.
pause-resume = ચકાસણી ફરી ચાલુ કરો
pause-done = તમારી બધી ચકાસણી હવેથી રોકી દેવાઈ છે.
pause-ended = ચકાસણી ફરી ચાલુ છે. તમે કોડ નાખીને સંમતિ આપો તે પહેલાં કંઈ પણ જણાવાતું નથી.
# Sharing: graphic, link, pass
graphic-title = ગ્રાફિક શેર કરો
graphic-lead = તમારી સ્થિતિનું ચિત્ર, પોસ્ટ કરવા કે મોકલવા માટે. તેમાં તમે પસંદ કરો તે જ દેખાય છે, બીજું કંઈ નહીં: કોઈ નંબર નહીં, જન્મની તારીખ નહીં.
graphic-shape = આકાર
graphic-square = ચોરસ, પોસ્ટ અને સ્ટોરી માટે
graphic-wide = પહોળું, સંદેશા અને લિંક માટે
graphic-language = ગ્રાફિકની ભાષા
graphic-named = મારું પહેલું નામ બતાવો: { $name }
graphic-coded = લિંકને ક્યૂઆર કોડ તરીકે તેના પર મૂકો
graphic-show = ગ્રાફિક બતાવો
graphic-link = શેર કરવા માટે લિંક બનાવો
graphic-link-hint = જેની પાસે લિંક હોય તે ફક્ત ગ્રાફિક જુએ છે, બીજું કંઈ નહીં. તમે તેને અહીં પાછી લઈ શકો છો.
graphic-native = ગ્રાફિક મોકલો
graphic-native-link = લિંક મોકલો
graphic-png = ચિત્ર તરીકે સાચવો
graphic-svg = છાપવા માટે સાચવો, દરેક કદમાં સ્પષ્ટ
graphic-linked = તમારી લિંક
graphic-linked-hint = તેને અત્યારે જ સાચવી લો: તે ફક્ત આ વખતે જ દેખાય છે.
graphic-links = તમારી બધી લિંક
graphic-link-of = { $made } ના રોજ બનાવી, { $ends } ના રોજ પૂરી થશે
graphic-unshare = લિંક પાછી લો
graphic-unshared = લિંક પાછી લેવાઈ. હવે તે કંઈ બતાવતી નથી.
graphic-word-0 = રસીકરણ હજી થયું નથી
graphic-line-0 = મારો વારો હજી આવવાનો છે.
graphic-line-1 = એક પગલું પૂરું, બીજું બાકી.
graphic-line-2 = મેં રસી લીધી છે. તમે?
graphic-error-font = અત્યારે આ લિપિમાં ગ્રાફિક બની શકતું નથી. બીજી ભાષા પસંદ કરો, અથવા નામ ન બતાવો.
graphic-error-busy = અત્યારે ઘણાં ગ્રાફિક બની રહ્યાં છે. ફરી પ્રયાસ કરો.
graphic-error-many = આજે તમે ઘણી લિંક બનાવી છે. બીજી કાલે બનાવો.
shared-what = જેના વિશે છે તે વ્યક્તિએ જ આ શેર કર્યું છે. પાકી ચકાસણી માટે પાસ માગો અથવા સ્થિતિ જ પૂછો.
shared-own = તમારી સ્થિતિ જુઓ
shared-gone-title = આ લિંક કંઈ બતાવતી નથી
shared-gone = તે પૂરી થઈ છે, પાછી લેવાઈ છે, અથવા અધૂરી છે. મોકલનારને પૂછો.
pass-title = ગેટ માટે પાસ
pass-lead = ડિજિટલ સહીવાળો ક્યૂઆર કોડ, જે ગેટ પર ઇન્ટરનેટ વગર ચકાસાય છે. તેમાં તમારી સ્થિતિ, તે ક્યાં સુધી માન્ય છે અને તમે અહીં પસંદ કરો તે લખેલું હોય છે.
pass-name = પાસ પર નામ
pass-name-first = પહેલું નામ
pass-name-initials = નામના પહેલા અક્ષરો
pass-name-none = નામ વગર
pass-birth-year = મારા જન્મનું વર્ષ બતાવો
pass-lifetime = કેટલા સમય સુધી માન્ય
pass-hours = { $count ->
    [one] 1 કલાક
   *[other] { $count } કલાક
 }
pass-days = { $count ->
    [one] 1 દિવસ
   *[other] { $count } દિવસ
 }
pass-make = પાસ બનાવો
pass-ends = { $date }, { $time }
pass-until = ક્યાં સુધી માન્ય
pass-fact-name = નામ
pass-code = પાસનો ક્યૂઆર કોડ. તેનું લખાણ નીચે છે.
pass-text = કોડ અક્ષરોમાં
pass-paper = છાપવા માટે સાચવો
pass-paper-title = રસીકરણ પાસ
pass-paper-how = ગેટ પર ક્યૂઆર કોડ સ્કેન થાય છે, અથવા કોઈ અક્ષરો ટાઇપ કરે છે. સહી બતાવે છે કે કોઈએ તે બદલ્યા નથી.
pass-paper-where = કાગળને રેખા પર વાળો. તમારા પેજ પર તમે પાસ ગમે ત્યારે પાછો લઈ શકો છો: { $host }
pass-show = બતાવો
pass-revoke = પાસ પાછો લો
pass-revoked = પાસ પાછો લેવાયો. ગેટ હવે પછી ઇન્ટરનેટ સાથે જોડાશે ત્યારે તેને ખબર પડશે.
pass-list = તમારા પાસ
pass-error-name = તમારું નામ આ સ્વરૂપે પાસ પર સમાતું નથી. નામના પહેલા અક્ષરો પસંદ કરો, અથવા નામ વગર.
pass-error-lifetime = પાસ કેટલા સમય સુધી માન્ય રહે તે પસંદ કરો
pass-error-many = એકસાથે આટલા જ પાસ માન્ય રહી શકે છે. પહેલાં એક પાછો લો.
pass-error-gone = આ પાસ પૂરો થયો છે અથવા પાછો લેવાયો છે. નવો બનાવો.
# Gate and verify: checking passes and results
moment = { $date }, { $time }
gate-title = પાસ ચકાસો
gate-lead = પાસનો ક્યૂઆર કોડ સ્કેન કરો. ચકાસણી આ ડિવાઇસ પર જ થાય છે, ઇન્ટરનેટ વગર પણ.
gate-camera = કૅમેરાથી સ્કેન કરો
gate-camera-stop = કૅમેરા બંધ કરો
gate-camera-refused = કૅમેરાનો ઉપયોગ થઈ શકતો નથી. આ પેજ માટે તેની મંજૂરી આપો, અથવા નીચે કોઈ તસવીર પસંદ કરો કે કોડ લખો.
gate-view = કૅમેરાનું દૃશ્ય
gate-next = પછીનો સ્કેન કરો
gate-group = જૂથ: પછીનો પાસ આપોઆપ સ્કેન થાય
gate-sound = અવાજ અને કંપન
gate-otherwise = તસવીર, અથવા લખેલો કોડ
gate-picture = ક્યૂઆર કોડની તસવીર
gate-picture-none = આ તસવીરમાં કોઈ ક્યૂઆર કોડ વાંચી શકાયો નથી.
gate-code = પાસનો કોડ
gate-code-hint = તેને પેસ્ટ કરો, અથવા ક્યૂઆર કોડની નીચે લખેલું ટાઇપ કરો. તે { $prefix } થી શરૂ થાય છે
gate-check = ચકાસો
gate-today = આજે આ પેજ પર
gate-refused = નકારેલા
gate-today-hint = ફક્ત સંખ્યાઓ. તે મધરાતે અને પેજ ફરી ખૂલે ત્યારે શૂન્યથી શરૂ થાય છે.
gate-keys = ચાવીઓ અને રદ થયેલા પાસની યાદીનો સમય:
gate-keys-old = ચાવીઓ બહુ જૂની છે: ઇન્ટરનેટ સાથે જોડાઓ. તેમનો સમય:
gate-keys-none = આ ડિવાઇસ પર હજી ચાવીઓ નથી: એક વાર ઇન્ટરનેટ સાથે જોડાઓ.
gate-offline-ready = આ પેજ હવે ઇન્ટરનેટ વગર પણ કામ કરશે.
gate-stores = પાસની કોઈ પણ માહિતી રાખવામાં કે મોકલવામાં આવતી નથી. આ પેજ ડિવાઇસ પર ફક્ત પોતાની ફાઇલો, જાહેર ચાવીઓ અને રદ થયેલા પાસની યાદી રાખે છે.
gate-needs-script = પાસનું સ્કેનિંગ અને ચકાસણી બ્રાઉઝરમાં થાય છે, જેના માટે જાવાસ્ક્રિપ્ટ જોઈએ. તેના વગર, પાસનો કોડ આ પેજ પર પેસ્ટ કરો, જ્યાં અમારું સર્વર તેને ચકાસે છે:
gate-broken = ચકાસનારો ભાગ ખૂલી શક્યો નથી. કંઈ પણ ચકાસી શકાતું નથી. પેજ ફરી ખોલો.
verify-title = શું આ અસલી છે?
verify-lead = કોઈ પરિણામ કે પાસનો કોડ પેસ્ટ કરો.
verify-in-browser = તેની ચકાસણી તમારા બ્રાઉઝરમાં થાય છે, અને તે કોઈને મોકલાતું નથી.
verify-without-script = તમારા બ્રાઉઝરમાં જાવાસ્ક્રિપ્ટ ચાલતી નથી: અમારું સર્વર તેને ચકાસે છે અને તેમાંથી કંઈ રાખતું નથી.
verify-text = પરિણામ અથવા કોડ
verify-text-hint = પરિણામ જેવું આવ્યું હતું બરાબર તેવું જ, તેની આગળ-પાછળ ખાલી જગ્યા કે લીટી વગર.
verify-narrow = શું તે તમારા માટે બન્યું હતું?
verify-audience = તમારી સંસ્થાની આઈડી (વૈકલ્પિક)
verify-nonce = જે નૉન્સ સાથે તમે પૂછ્યું હતું (વૈકલ્પિક)
verify-limits = પરિણામ રદ થયું છે કે નહીં, અથવા પહેલાં વપરાયું છે કે નહીં, તે ફક્ત જેના માટે તે બન્યું હતું તેને જ જણાવાય છે, અને આ સેવા પોતે જ જણાવે છે.
found-genuine = અસલી પાસ
found-genuine-text = તેના પર આ સેવાની સહી છે, અને તે હમણાં માન્ય છે.
found-not-a-pass = આ પાસ નથી
found-not-a-pass-text = બીજો કોઈ કોડ કે લખાણ, અથવા પાસનો ફક્ત એક ભાગ. ફરી સ્કેન કરો.
found-bad-signature = ખોટી સહી
found-bad-signature-text = તે પાસ જેવો દેખાય છે, પણ તેના પર આ સેવાની સહી નથી. તેને સ્વીકારશો નહીં.
found-expired = સમય પૂરો
found-expired-text = તે અસલી હતો, પણ તેનો સમય પૂરો થયો છે. વ્યક્તિ નવો પાસ બનાવી શકે છે.
found-not-yet = હજી માન્ય નથી
found-not-yet-text = તેના પર એવો સમય છે જે હજી આવ્યો નથી. આ ડિવાઇસની તારીખ અને સમય ચકાસો.
found-revoked = રદ કરેલો
found-revoked-text = તે અસલી હતો, પણ પાછો લેવાયો છે. તેને સ્વીકારશો નહીં.
found-keys-too-old = ચાવીઓ જૂની છે, ઇન્ટરનેટ સાથે જોડાઓ
found-keys-too-old-text = આ ડિવાઇસ કહી શકતું નથી. તેને એક વાર ઇન્ટરનેટ સાથે જોડો, પછી ફરી સ્કેન કરો.
found-result-genuine = અસલી પરિણામ
found-result-genuine-text = તેના પર આ સેવાની સહી છે, અને તે હમણાં માન્ય છે.
found-result-expired = પરિણામનો સમય પૂરો
found-result-expired-text = તેના પર આ સેવાની સહી છે. પરિણામો પાંચ મિનિટ માન્ય હોય છે, અને આનો સમય વીતી ગયો છે: તેના આધારે કંઈ ન કરો.
found-result-malformed = આ પરિણામ નથી
found-result-malformed-text = તેનું સ્વરૂપ આ સેવાના પરિણામ જેવું નથી, અથવા કોઈ ભાગ રહી ગયો છે, અથવા આગળ-પાછળ ખાલી જગ્યા છે.
found-result-forged = ખોટી સહી
found-result-forged-text = તેના પર આ સેવાની સહી નથી. તેના પર ભરોસો ન કરો.
found-result-elsewhere = આ સેવાનું નથી
found-result-elsewhere-text = તેમાં બીજી કોઈ સેવાનું નામ છે, અથવા પરીક્ષણ અને અસલી ભળી ગયાં છે. તેના પર ભરોસો ન કરો.
found-result-audience = બીજા કોઈ માટે બનેલું
found-result-audience-text = તેમાંની સંસ્થાની આઈડી તમે જણાવી તે નથી.
found-result-nonce = બીજા કોઈ પ્રશ્નનો જવાબ
found-result-nonce-text = તેમાંનો નૉન્સ તમે જણાવ્યો તે નથી.
found-result-not-yet = હજી માન્ય નથી
found-result-not-yet-text = તેના પર એવો સમય છે જે હજી આવ્યો નથી. આ ડિવાઇસની તારીખ અને સમય ચકાસો.
fact-name = નામ
fact-birth-year = જન્મનું વર્ષ
fact-gender = લિંગ
fact-mobile = મોબાઇલ
fact-reason = કારણ
fact-flag = નોંધ
fact-dose = ડોઝ
fact-precaution-dose = પ્રિકોશન ડોઝ
fact-audience = કોના માટે
fact-purpose = હેતુ
fact-origin = પૂછનાર પેજ
fact-nonce = નૉન્સ
fact-reference = પૂછનારનો સંદર્ભ
fact-consent = રસીદ
fact-as-of = સ્થિતિની તારીખ
fact-issued = ક્યારે બન્યું
fact-expires = ક્યાં સુધી માન્ય
# Maintenance
problem-maintenance = { $minutes ->
    [one] જાળવણીને કારણે સેવા હમણાં બંધ છે. 1 મિનિટ પછી ફરી પ્રયાસ કરો. તમે લખેલું કંઈ પણ કોઈને જણાવાયું નથી.
   *[other] જાળવણીને કારણે સેવા હમણાં બંધ છે. { $minutes } મિનિટ પછી ફરી પ્રયાસ કરો. તમે લખેલું કંઈ પણ કોઈને જણાવાયું નથી.
 }

# Messages by SMS
sms-code = { $code }: { $provider } ને { $purpose } માટે રસીકરણની સ્થિતિ જણાવવાનો કોડ. { $minutes } મિનિટ માન્ય. ફોન પર કોઈને ક્યારેય ન કહેશો. Ref { $ref }
sms-own = { $code }: તમારા રસીકરણની સ્થિતિ જોવાનો કોડ. { $minutes } મિનિટ માન્ય. કોઈને ક્યારેય ન કહેશો. Ref { $ref }
sms-receipt = તમારી સંમતિથી { $provider } ને { $purpose } માટે તમારા રસીકરણની સ્થિતિ જણાવાઈ. રસીદ { $receipt }. જુઓ અથવા સંમતિ પાછી ખેંચો: { $address }

# In the host page, around the frame
loader-title = રસીકરણની સ્થિતિ
loader-button = રસીકરણની સ્થિતિ જણાવો
loader-close = બંધ કરો
loader-failed = ચકાસણી ખૂલી નહીં.
loader-open = નવા ટૅબમાં ખોલો
loader-setup = આ ચકાસણી આ પેજ માટે તૈયાર નથી.
