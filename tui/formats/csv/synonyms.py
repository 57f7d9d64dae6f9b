"""Guessing which column says what, from the many words people and programs put at the top of a column."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from tui.domain.records.contact import fold
from tui.domain.records.contact_fields import PLAIN
from tui.formats.csv.layouts import layout_of
from tui.formats.csv.mapping import Column, Field, Mapping

_SYNONYMS = {
    Field.NAME: "name|full name|display name|contact|contact name|person|who|vollständiger name|anzeigename"
    "|nom complet|nombre completo|nome completo|volledige naam|naam",
    Field.GIVEN: "first name|firstname|first|given name|given|forename|vorname|prénom|nombre|nome|primeiro nome"
    "|nome próprio|voornaam|förnamn|fornavn|imię|etunimi",
    Field.MIDDLE: "middle name|middle|additional name|zweiter vorname|weitere vornamen|deuxième prénom"
    "|segundo nombre|nome do meio",
    Field.FAMILY: "last name|lastname|last|surname|family name|family|nachname|familienname|nom de famille"
    "|nom|apellido|apellidos|sobrenome|apelido|cognome|achternaam|efternamn|etternavn|nazwisko|sukunimi",
    Field.SUFFIX: "suffix|name suffix|namenssuffix|suffixe|sufijo|sufixo",
    Field.ALIAS: "nickname|nick|alias|aliases|also known as|aka|spitzname|surnom|apodo|alcunha|bijnaam",
    Field.EMAIL: "email|e mail|email address|e mail address|mail|primary email|secondary email|emails"
    "|mailadresse|e mail adresse|adresse e mail|adresse de messagerie|courriel|correo|correo electrónico"
    "|correio|endereço de correio eletrónico|posta elettronica|e mailadres|e post",
    Field.PHONE: "phone|telephone|tel|phone number|mobile|mobile phone|mobile number|cell|cell phone|phones"
    "|telefon|telefonnummer|mobiltelefon|mobilnummer|handy|handynummer|rufnummer|téléphone|portable|teléfono|móvil|celular|telefone"
    "|telemóvel|telefono|cellulare|telefoon|mobiel",
    Field.URL: "url|website|web site|web page|web|homepage|webseite|site web|página web|site|sito web|link",
    Field.PROFILE: "profile|linkedin|linkedin url|linkedin profile|profile url|twitter|x handle|github"
    "|mastodon|instagram",
    Field.ADDRESS: "address|full address|postal address|mailing address|adresse|dirección|morada|endereço"
    "|indirizzo|adres",
    Field.STREET: "street|street address|address line 1|address line 2|straße|strasse|rue|calle|rua|via|straat",
    Field.CITY: "city|town|stadt|wohnort|ville|ciudad|cidade|città|stad|locality",
    Field.REGION: "state|region|province|county|bundesland|bundesland kanton|provincia|estado|distrito",
    Field.POSTCODE: "postcode|postal code|zip|zip code|zipcode|plz|postleitzahl|code postal|código postal|cap",
    Field.COUNTRY: "country|country region|land|land region|pays|país|paese",
    Field.BIRTHDAY: "birthday|birth date|birthdate|date of birth|dob|born|geburtstag|geburtsdatum|geb datum|geb"
    "|anniversaire|date de naissance|cumpleaños|fecha de nacimiento|aniversário|data de nascimento"
    "|compleanno|data di nascita|verjaardag|geboortedatum",
    Field.BIRTH_YEAR: "birth year|year of birth",
    Field.BIRTH_MONTH: "birth month|month of birth",
    Field.BIRTH_DAY: "birth day|day of birth",
    Field.ANNIVERSARY: "anniversary|wedding anniversary|wedding day|jahrestag|hochzeitstag",
    Field.TAGS: "tags|tag|labels|label|categories|category|keywords|kategorien|étiquettes|catégories"
    "|etiquetas|categorías|categorias|etichette",
    Field.CIRCLES: "circles|circle|group|groups|gruppe|gruppen|groupe|groupes|grupo|grupos|list|lists",
    Field.RHYTHM: "rhythm|rhythm days|frequency|cadence|keep in touch|keep in touch every|stay in touch"
    "|stay in touch frequency|contact frequency|every",
    Field.MET_ON: "met on|date met|first met|when we met|connected on|met date",
    Field.STARRED: "starred|star|favourite|favorite|favorit|favori|favorito",
    Field.ARCHIVED: "archived",
    Field.UID: "uid|uuid",
    **{Field[row.column.upper()]: row.csv_names for row in PLAIN if row.csv_names},
}
_LABELS = {
    "home": "home",
    "private": "home",
    "personal": "home",
    "privat": "home",
    "domicile": "home",
    "work": "work",
    "business": "work",
    "office": "work",
    "geschaftlich": "work",
    "mobile": "mobile",
    "mobil": "mobile",
    "cell": "mobile",
    "fax": "fax",
    "other": "",
    "main": "",
    "primary": "",
    "weitere": "",
}
_LABELLED = {
    Field.EMAIL,
    Field.PHONE,
    Field.URL,
    Field.ADDRESS,
    Field.STREET,
    Field.CITY,
    Field.REGION,
    Field.POSTCODE,
    Field.COUNTRY,
}
_WORD = re.compile(r"[\W_]+")
_NUMBER = re.compile(r"\s*\d+$")
_SAYS_MOBILE = ("mobil", "cell", "handy", "portable", "móvil", "movil", "celular", "telemovel")


def normalised(name: str) -> str:
    """Return a column name as it is looked up: folded, one space for anything that is no letter or digit."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)
    return _WORD.sub(" ", fold(spaced)).strip()


def guess_mapping(header: Sequence[str]) -> Mapping:
    """Guess what each column says: by the known layouts, else word by word.

    ``header`` holds the names as they stand in the file. A column nobody knows is kept as a note.
    """
    known = layout_of([fold(name) for name in header])
    if known:
        return known.mapping([fold(name) for name in header])
    columns = [guess_column(name) for name in header]
    fields = {column.field for column in columns}
    if Field.GIVEN in fields and Field.FAMILY not in fields:  # Name, Vorname: what is left is the family name
        columns = [
            replace(each, field=Field.FAMILY) if each.field is Field.NAME else each for each in columns
        ]
    return Mapping(tuple(columns))


def guess_column(name: str) -> Column:
    """Guess what one column says by its name; of "company / club" each word may say it."""
    found = _guessed(name)
    others = name.split("/") if found.field is Field.NOTED and "/" in name else []
    guesses = (_guessed(part) for part in others)
    return next((each for each in guesses if each.field not in (Field.NOTED, Field.LEFT_OUT)), found)


def _guessed(name: str) -> Column:
    looked_up = normalised(name)
    if not looked_up:
        return Column(Field.LEFT_OUT)
    for text in dict.fromkeys((looked_up, _NUMBER.sub("", looked_up))):
        if found := _FIELD_OF.get(text):
            return _column(found, _own_label(found, text))
        label, rest = _without_label(text)
        if (found := _FIELD_OF.get(rest)) in _LABELLED and found:
            return _column(found, label)
    return Column(Field.NOTED)


def _column(field: Field, label: str) -> Column:
    if field in (Field.STREET, Field.CITY, Field.REGION, Field.POSTCODE, Field.COUNTRY):
        return Column(field, label, f"address {label}".strip())
    return Column(field, label)


def _own_label(field: Field, text: str) -> str:
    if field is Field.PHONE and text.startswith(_SAYS_MOBILE):
        return "mobile"
    return ""


def _without_label(text: str) -> tuple[str, str]:
    """Take the words that say home or work out of a name: ("work", "phone") of "work phone"."""
    words = text.split()
    said = [word for word in words if word in _LABELS]
    rest = " ".join(word for word in words if word not in _LABELS)
    if not rest and said and said[-1] == "fax":
        rest = "phone"
    elif rest and "fax" in said:
        rest = "phone" if rest in ("number", "nummer", "phone") else rest
    return " ".join(dict.fromkeys(_LABELS[word] for word in said if _LABELS[word])), rest


_FIELD_OF = {normalised(name): field for field, names in _SYNONYMS.items() for name in names.split("|")}
