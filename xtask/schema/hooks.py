"""Leads the tool past the first step: of nobody's name and mobile, and of nobody's code, it would learn refusals only.

Text becomes other text, six digits become other six digits and a day another day, so what was made to be wrong stays wrong.
"""

import datetime
import re

import schemathesis

# People of test mode, one for each way that a check can go.
PEOPLE = [
    ("Asha Full", "9000000001"), ("Bina Partial", "9000000002"), ("Chandra None", "9000000003"),
    ("Hari Locked", "9000000006"), ("Manoj Late", "9000000011"), ("Nobody Here", "9000000099"),
]
CODE = "000000"
# Days that may be asked for.
DAYS = ["2021-01-16", "2021-08-31", "2026-01-31"]


def chosen(text, among):
    return among[sum(text.encode("utf-8", "surrogatepass")) % len(among)]


def is_day(text):
    if not isinstance(text, str) or not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return False
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return False
    return True


@schemathesis.hook
def map_body(context, body):
    if not isinstance(body, dict):
        return body
    name, mobile = "full_name", "mobile" if "mobile" in body else "mobile_number"
    if isinstance(body.get(name), str) and isinstance(body.get(mobile), str):
        person = chosen(body[name] + body[mobile], [*PEOPLE, None])
        if person:
            body = {**body, name: person[0], mobile: person[1]}
    if is_day(body.get("as_of")):
        body = {**body, "as_of": chosen(body["as_of"], DAYS)}
    if isinstance(body.get("otp"), str) and re.fullmatch("[0-9]{6}", body["otp"]) and chosen(body["otp"], [1, 1, 0]):
        body = {**body, "otp": CODE}
    return body
