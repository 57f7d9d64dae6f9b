"""Files that nobody means to import: each kind at any size, made of invented people."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable

from msgspec import Struct

_HEADER = "Name,E-mail,Phone,Tags,Birthday\n"


class Hostile(Struct, frozen=True):
    """One kind of file."""

    suffix: str
    """The end of its name, with the dot."""
    size: int
    """How many of what it has too many of, in the largest of the files that are measured."""
    make: Callable[[int], bytes]


def card(*lines: str) -> str:
    """Return one vCard with these lines."""
    return "\r\n".join(("BEGIN:VCARD", "VERSION:3.0", *lines, "END:VCARD", ""))


def _cards(each: Callable[[int], Iterable[str]]) -> Callable[[int], bytes]:
    return lambda n: "".join(card(*each(i)) for i in range(n)).encode()


def _one_card(each: Callable[[int], str]) -> Callable[[int], bytes]:
    return lambda n: card("FN:Ann Vale", *(each(i) for i in range(n))).encode()


def _rows(each: Callable[[int], str], header: str = _HEADER) -> Callable[[int], bytes]:
    return lambda n: (header + "".join(f"{each(i)}\n" for i in range(n))).encode()


def _friends(each: Callable[[int], str], section: str = "Activities") -> Callable[[int], bytes]:
    return lambda n: (f"### {section}:\n" + "".join(f"- {each(i)}\n" for i in range(n))).encode()


def word(number: int) -> str:
    """Return a word of letters that no other number has, as unlike its neighbours' as can be."""
    letters = ""
    spread = number * 7_919 + 1_234_567
    while spread:
        spread, at = divmod(spread, 20)
        letters += "bcdfghjklmnprstvwxyz"[at] + "aeiou"[at % 5]
    return letters.capitalize()


def _alike(number: int) -> str:
    """Return one of many names that are all close to each other."""
    first = ("Robert", "Bob", "Rob", "Robin", "Roberta")[number % 5]
    return f"{first} Stone{chr(97 + number // 5 % 26)}{chr(97 + number // 130 % 26)}{number // 3380 or ''}"


def monica(contacts: int, notes: int) -> bytes:
    """Return an export of Monica with so many contacts, each with so many notes."""
    made = [
        {
            "uuid": f"c{i}",
            "properties": {"first_name": word(i), "last_name": "Vale"},
            "data": [
                {
                    "type": "note",
                    "values": [
                        {
                            "uuid": f"n{i}-{j}",
                            "created_at": f"20{j % 20 + 10}-{j % 12 + 1:02}-{j % 28 + 1:02}T10:00:00Z",
                            "properties": {"body": f"note {j}"},
                        }
                        for j in range(notes)
                    ],
                }
            ],
        }
        for i in range(contacts)
    ]
    account = {"uuid": "a", "data": [{"type": "contact", "values": made}]}
    return json.dumps({"version": "2", "account": account}).encode()


def _own_json(contacts: int) -> bytes:
    rows = [
        {"id": i, "uid": f"u{i}", "name": f"{word(i)} Vale", "sort_name": f"{word(i)} vale".lower()}
        | {"created_at": "2026-01-01T00:00:00Z"}
        for i in range(1, contacts + 1)
    ]
    return json.dumps({"format": "rapport-backup", "schema_version": 2, "contacts": rows}, indent=1).encode()


def _messages(n: int) -> bytes:
    head = "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT\n"
    rows = (
        f"t{i},,Me Myself,https://www.linkedin.com/in/me,{word(i)} Vale,https://www.linkedin.com/in/p{i},"
        f"2024-{i % 12 + 1:02}-{i % 28 + 1:02} 10:00:00 UTC,,hello\n"
        for i in range(n)
    )
    return (head + "".join(rows)).encode()


KINDS: dict[str, Hostile] = {
    # Many of one thing
    "cards": Hostile(".vcf", 20_000, _cards(lambda i: (f"FN:{word(i)} {word(i + 7)}", f"UID:u{i}"))),
    "cards with one e-mail": Hostile(
        ".vcf", 5_000, _cards(lambda i: (f"FN:{word(i)} {word(i + 7)}", "EMAIL:office@example.org"))
    ),
    "cards of one name": Hostile(
        ".vcf", 20_000, _cards(lambda i: ("FN:Ann Vale", f"EMAIL:ann{i}@example.org"))
    ),
    "cards of one name and nothing else": Hostile(
        ".vcf", 20_000, _cards(lambda i: ("FN:Ann Vale", f"UID:u{i}"))
    ),
    "cards of one person": Hostile(
        ".vcf", 4_000, _cards(lambda i: ("FN:Ann Vale", "UID:ann", f"X-NOTE-{i}:{i}"))
    ),
    "alike names": Hostile(
        ".vcf", 5_000, _cards(lambda i: (f"FN:{_alike(i)}", f"EMAIL:stone{i}@example.org"))
    ),
    "alike names and nothing else": Hostile(
        ".vcf", 5_000, _cards(lambda i: (f"FN:{_alike(i)}", f"UID:u{i}"))
    ),
    "names of one letter": Hostile(
        ".vcf", 5_000, _cards(lambda i: (f"FN:{chr(65 + i % 26)} {chr(65 + i // 26 % 26)}", f"UID:u{i}"))
    ),
    "names of one word": Hostile(".vcf", 20_000, _cards(lambda i: (f"FN:{word(i)}", f"UID:u{i}"))),
    "cards never ended": Hostile(
        ".vcf", 20_000, lambda n: "".join(f"BEGIN:VCARD\r\nFN:{word(i)} Vale\r\n" for i in range(n)).encode()
    ),
    # One card of too much
    "properties of a card": Hostile(".vcf", 300_000, _one_card(lambda i: f"X-THING-{i}:{i}")),
    "e-mails of a card": Hostile(".vcf", 100_000, _one_card(lambda i: f"EMAIL:ann{i}@example.org")),
    "dates of a card": Hostile(
        ".vcf", 100_000, _one_card(lambda i: f"X-ABDATE:{1900 + i % 99}-{i % 12 + 1:02}-{i % 28 + 1:02}")
    ),
    "notes of a card": Hostile(".vcf", 300_000, _one_card(lambda i: f"NOTE:{i}")),
    "related of a card": Hostile(".vcf", 50_000, _one_card(lambda i: f"X-SPOUSE:{word(i)} Vale")),
    "labels of a card": Hostile(
        ".vcf", 100_000, _one_card(lambda i: f"g{i}.TEL:+4930{i:08}\r\ng{i}.X-ABLabel:no {i}")
    ),
    "categories": Hostile(
        ".vcf",
        200_000,
        lambda n: card("FN:Ann Vale", "CATEGORIES:" + ",".join(f"t{i}" for i in range(n))).encode(),
    ),
    "nicknames": Hostile(
        ".vcf",
        200_000,
        lambda n: card("FN:Ann Vale", "NICKNAME:" + ",".join(word(i) for i in range(n))).encode(),
    ),
    "parameters of a property": Hostile(
        ".vcf", 20_000, _cards(lambda i: (f"FN:{word(i)}", "TEL" + ";TYPE=home,work" * 60 + ":+49301234567"))
    ),
    "one line": Hostile(".vcf", 50_000_000, lambda n: card("FN:Ann Vale", "NOTE:" + "x" * n).encode()),
    "one line of backslashes": Hostile(
        ".vcf", 20_000_000, lambda n: card("FN:Ann Vale", "CATEGORIES:" + "\\," * (n // 2)).encode()
    ),
    "folded lines": Hostile(
        ".vcf", 1_000_000, lambda n: card("FN:Ann Vale", "NOTE:x\r\n" + " x\r\n" * n).encode()
    ),
    "quoted-printable lines": Hostile(
        ".vcf",
        1_000_000,
        lambda n: (
            "BEGIN:VCARD\r\nFN:Ann\r\nNOTE;ENCODING=QUOTED-PRINTABLE:a=\r\n" + "=41=\r\n" * n
        ).encode(),
    ),
    "base64 lines": Hostile(
        ".vcf",
        1_000_000,
        lambda n: card("FN:Ann Vale", "PHOTO;ENCODING=BASE64:QUJD\r\n" + "QUJDREVG\r\n" * n).encode(),
    ),
    "cards in cards": Hostile(
        ".vcf", 300_000, lambda n: ("BEGIN:VCARD\r\nFN:Ann\r\nAGENT:\r\n" * n + "END:VCARD\r\n" * n).encode()
    ),
    "quotes in a head": Hostile(
        ".vcf", 2_000_000, lambda n: card("FN:Ann Vale", 'X-A;B="' + 'c"d"' * (n // 4)).encode()
    ),
    "line breaks": Hostile(".vcf", 20_000_000, lambda n: b"\r\n" * (n // 2) + b"x"),
    "lines outside": Hostile(".vcf", 500_000, lambda n: b"x:y\r\n\r\n" * n + card("FN:Ann").encode()),
    "UTF-16": Hostile(
        ".vcf",
        20_000,
        lambda n: _cards(lambda i: (f"FN:{word(i)} {word(i + 7)}",))(n).decode().encode("utf-16"),
    ),
    # Tables
    "rows": Hostile(
        ".csv", 300_000, _rows(lambda i: f"{word(i)} {word(i + 7)},p{i}@example.org,+4930{i:08},choir,")
    ),
    "rows of one name": Hostile(".csv", 20_000, _rows(lambda i: f"Ann Vale,ann{i}@example.org,,,")),
    "rows with one phone": Hostile(
        ".csv", 20_000, _rows(lambda i: f"{word(i)} {word(i + 7)},,+49301234567,,")
    ),
    "quotation mark never closed": Hostile(
        ".csv",
        3_000_000,
        lambda n: (_HEADER + '"Ann,a@example.org,,,\n' + "Bob,b@example.org,,,\n" * (n)).encode(),
    ),
    "quotation marks never closed": Hostile(
        ".csv", 300_000, _rows(lambda i: f'"{word(i)},p{i}@example.org,,,')
    ),
    "one cell": Hostile(".csv", 50_000_000, lambda n: (_HEADER + '"' + "x" * n + '",,,,\n').encode()),
    "columns": Hostile(
        ".csv",
        1_000_000,
        lambda n: ("Name," + ",".join(f"c{i}" for i in range(n)) + "\n" + "Ann" + ",x" * n + "\n").encode(),
    ),
    "cells of a row": Hostile(".csv", 1_000_000, lambda n: ("Name,E-mail\nAnn" + ",x" * n + "\n").encode()),
    "empty rows": Hostile(".csv", 3_000_000, lambda n: (_HEADER + ",,,,\n" * n + "Ann,,,,\n").encode()),
    "tags of a row": Hostile(
        ".csv",
        200_000,
        lambda n: (_HEADER + 'Ann,,,"' + ";".join(f"t{i}" for i in range(n)) + '",\n').encode(),
    ),
    "messages": Hostile(".csv", 50_000, _messages),
    # friends.md
    "friends": Hostile(".md", 100_000, _friends(lambda i: f"{word(i)} {word(i + 7)}", "Friends")),
    "activities": Hostile(
        ".md", 50_000, _friends(lambda i: f"2024-01-{i % 28 + 1:02}: Lunch {i} with **{word(i)} Vale**")
    ),
    "activities with one person": Hostile(
        ".md", 100_000, _friends(lambda i: f"2024-01-{i % 28 + 1:02}: Lunch {i} with **Ann Vale**")
    ),
    "people of one activity": Hostile(
        ".md",
        20_000,
        lambda n: (
            "### Activities:\n- 2024-01-01: " + " ".join(f"**{word(i)} Vale**" for i in range(n))
        ).encode(),
    ),
    "letters of a tag": Hostile(
        ".md", 100_000, lambda n: ("### Friends:\n- Ann @" + "a" * n + "!\n").encode()
    ),
    "letters of an activity's tag": Hostile(
        ".md", 100_000, lambda n: ("### Activities:\n- 2024-01-01: **Ann** @" + "a" * n + "!\n").encode()
    ),
    "stars of an activity": Hostile(
        ".md", 200_000, lambda n: ("### Activities:\n- 2024-01-01: **Ann** " + "**a " * n + "\n").encode()
    ),
    "spaces of a friend": Hostile(
        ".md", 100_000, lambda n: ("### Friends:\n- Ann" + " " * n + "x (\n").encode()
    ),
    "brackets of an activity": Hostile(
        ".md",
        100_000,
        lambda n: ("### Activities:\n- 2024-01-01: **Ann** " + " (with **b**" * (n // 10) + ")\n").encode(),
    ),
    # JSON
    "Monica's contacts": Hostile(".json", 20_000, lambda n: monica(n, 1)),
    "Monica's notes": Hostile(".json", 100_000, lambda n: monica(1, n)),
    "deep JSON": Hostile(".json", 1_000_000, lambda n: b'{"a":' + b"[" * n + b"]" * n + b"}"),
    "deep Monica": Hostile(
        ".json", 1_000_000, lambda n: b'{"account":{"uuid":"a","data":' + b"[" * n + b"]" * n + b"}}"
    ),
    "a whole book": Hostile(".json", 100_000, _own_json),
    "digits": Hostile(".json", 1_000_000, lambda n: b'{"account":{"uuid":"a","x":' + b"9" * n + b"}}"),
}
