#!/bin/sh
# Lets the service verify results, for servers without a JOSE library: any shell, with curl.
#
# One question a line on standard input, {"nonce": "…", "result": "…"}: the nonce that you gave to this visit, and the
# signed answer that came back. One line of output for each; the exit code is 1 when one of them is refused.
#
#   KYVS_URL         address of the service
#   KYVS_SECRET_KEY  your secret key, sk_…
#   KYVS_ORIGIN      your page that embeds the check, as https://hotel.example; empty for the full page and for the API
set -eu

if [ -n "${KYVS_ORIGIN:-}" ]; then
  origin="\"origin\":\"$KYVS_ORIGIN\""
else
  origin='"origin":null'
fi

# Neither the key nor the result is an argument: arguments can be read by everybody on the machine.
ask() {
  curl --silent --show-error --max-time 10 --config /dev/fd/3 --data-binary @- "$KYVS_URL/api/v1/results/verify" 3<<END
header = "Authorization: Bearer $KYVS_SECRET_KEY"
header = "Content-Type: application/json"
END
}

refuse() {
  printf 'refused: %s\n' "$1"
  refused=1
}

refused=0
while IFS= read -r question; do
  answer=$(printf '%s' "$question" | ask) || answer=''
  case "$answer" in
    '{"valid":true,'*"$origin"*)
      said=$(printf '%s\n' "$answer" |
        sed -n 's/.*"vaccination_status":\([012]\),"status_reason":"\([a-z-]*\)".*/\1 \2/p')
      if [ -n "$said" ]; then echo "$said"; else refuse 'another answer than this program knows'; fi
      ;;
    '{"valid":true,'*) refuse 'from another page' ;;
    *)
      why=$(printf '%s\n' "$answer" | sed -n 's/.*"detail":"\([^"]*\)".*/\1/p')
      refuse "${why:-the service did not answer}"
      ;;
  esac
done
exit "$refused"
