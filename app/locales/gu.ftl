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
home-providers = પૂછનારાઓ માટે
# native reader wanted
home-providers-text = બે લીટીથી ચકાસણીને તમારા પેજમાં મૂકો, અથવા તમારા સર્વરથી પૂછો. ખાતા વગર બધું અજમાવી શકાય છે.
# native reader wanted
home-docs = દસ્તાવેજો અને અજમાવવાની જગ્યા (અંગ્રેજીમાં)

# Maintenance
# native reader wanted
problem-maintenance = { $minutes ->
    [one] જાળવણીને કારણે સેવા હમણાં બંધ છે. 1 મિનિટ પછી ફરી પ્રયાસ કરો. તમે જે લખ્યું તે કોઈને જણાવાયું નથી.
   *[other] જાળવણીને કારણે સેવા હમણાં બંધ છે. { $minutes } મિનિટ પછી ફરી પ્રયાસ કરો. તમે જે લખ્યું તે કોઈને જણાવાયું નથી.
 }
