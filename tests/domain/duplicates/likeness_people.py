"""A made-up address book with known pairs: people written twice, relatives, and namesakes."""

from __future__ import annotations

import random

from msgspec import Struct
from msgspec.structs import replace

from tui.domain.records.contact import ContactDraft, ContactPoint, PointKind


def _words(text: str) -> list[str]:
    return text.split()


_GIVEN = _words("""
Alexander Anthony Benjamin Catherine Charles Christopher Daniel Edward Elizabeth Frederick James Jennifer
Jonathan Katherine Margaret Matthew Michael Nicholas Patricia Rebecca Richard Robert Samuel Stephen
Thomas Timothy Victoria William Ana Andrea Bruno Carla Diogo Duarte Filipa Inês João Mafalda Nuno Rui
Teresa Tomás Amélie Benoît Chloé Élodie François Gaëlle Hugo Jérôme Mathilde Noémie Olivier Théo
Anneliese Björn Dörte Friedrich Günter Heike Jürgen Katharina Maximilian Sebastian Ulrich Wolfgang
Aleksandra Bartosz Grzegorz Łukasz Małgorzata Zbigniew Agnieszka Carlos Guadalupe Ignacio Jimena Lucía
Ramón Soledad Xiomara Aino Eero Helmi Kaarina Oskari Tuulikki Adaeze Chinedu Folasade Kwame Ngozi
Oluwaseun Amara Haruka Kenji Yuki Priya Rajesh Sunita Vikram Mehmet Ayşe Zeynep Leyla Omar Fatima Yusuf
Nadia
""")
_FAMILY = _words("""
Okafor Chen Petrova Martín Duarte Silva Santos Ferreira Oliveira Carvalho Almeida Monteiro Teixeira Smith
Johnson Williams Anderson Thompson Robinson Campbell Mitchell Henderson Ashworth Pemberton Fairbanks
Müller Schneider Hoffmann Schröder Zimmermann Krüger Böhm Weiß Lindqvist Johansson Bergström Nyström
Virtanen Korhonen Mäkinen Hämäläinen Lefèvre Rousseau Fournier Beaumont Chevalier Delacroix Kowalski
Wiśniewski Dąbrowski Zieliński Szymański García Fernández Rodríguez Hernández Castillo Mendoza Villanueva
Tanaka Watanabe Yamamoto Kobayashi Nakamura Sharma Banerjee Chatterjee Krishnan Yılmaz Demir Aydın Kaplan
Haddad Mansour Rahimi Adeyemi Eze Mensah Osei Nwosu Balogun Novak Horváth Kovács Nagy Szabó Popescu
Ionescu
""")
_SHORT = {
    "Alexander": "Alex", "Anthony": "Tony", "Benjamin": "Ben", "Catherine": "Kate", "Charles": "Charlie",
    "Christopher": "Chris", "Daniel": "Dan", "Edward": "Ed", "Elizabeth": "Liz", "Frederick": "Fred",
    "James": "Jim", "Jennifer": "Jen", "Katherine": "Kathy", "Margaret": "Maggie", "Matthew": "Matt",
    "Michael": "Mike", "Nicholas": "Nick", "Rebecca": "Becky", "Richard": "Rick", "Robert": "Bob",
    "Samuel": "Sam", "Stephen": "Steve", "Thomas": "Tom", "Timothy": "Tim", "William": "Bill",
}  # fmt: skip
_FOLDED = str.maketrans("áàâãäåéèêëíìîïóòôõöúùûüçñłśźżąęńćşığ", "aaaaaaeeeeiiiiooooouuuucnlszzaencsig")
_HOSTS = ("mail.example", "post.example", "correo.example", "work.example")


class Written(Struct, frozen=True):
    """One entry of the address book, and who it really is."""

    who: int
    draft: ContactDraft


def address_book(people: int, seed: int) -> list[Written]:
    """Write an address book: a fifth of the people stand in it twice, some with relatives or namesakes."""
    chance = random.Random(seed)
    entries: list[Written] = []
    for who in range(people):
        draft = _somebody(chance, entries, who)
        entries.append(Written(who, draft))
        if chance.random() < 0.22:
            entries.append(Written(who, _again(draft, chance)))
    chance.shuffle(entries)
    return entries


def _somebody(chance: random.Random, entries: list[Written], who: int) -> ContactDraft:
    given, family = chance.choice(_GIVEN), f"{chance.choice(_FAMILY)}"
    if chance.random() < 0.85:
        family = f"{chance.choice(_FAMILY)}{chance.choice(('', '-'))}{family.lower()}"
    phone = _phone(chance)
    kind = chance.random()
    if entries and kind < 0.08:  # a relative: the family name, often the phone
        other = chance.choice(entries).draft
        family = other.name.split()[-1]
        shared = [point.value for point in other.points if point.kind is PointKind.PHONE]
        phone = shared[0] if shared and chance.random() < 0.6 else phone
    elif entries and kind < 0.085:  # somebody else of the same name
        given, _, family = chance.choice(entries).draft.name.partition(" ")
    name = f"{given} {family}".strip()
    plain = name.lower().translate(_FOLDED).replace(" ", ".").replace("'", "")
    points = []
    if chance.random() < 0.8:
        points.append(ContactPoint(PointKind.EMAIL, f"{plain}.{who}@{chance.choice(_HOSTS)}"))
    if chance.random() < 0.7:
        points.append(ContactPoint(PointKind.PHONE, phone))
    return ContactDraft(name=name, points=tuple(points))


def _again(draft: ContactDraft, chance: random.Random) -> ContactDraft:
    """Write somebody a second time, as another program or another year would."""
    given, _, family = draft.name.partition(" ")
    way = chance.random()
    if way < 0.2:
        name = _slip(draft.name, chance)
    elif way < 0.35:
        name = draft.name.translate(_FOLDED)
    elif way < 0.47:
        name = f"{family}, {given}"
    elif way < 0.6:
        name = f"{_SHORT.get(given, given)} {family}"
    elif way < 0.68:
        name = f"{given[0]}. {family}"
    else:
        name = draft.name
    points = tuple(_kept(each, chance) for each in draft.points if chance.random() < 0.75)
    return replace(draft, name=name, points=points)


def _kept(point: ContactPoint, chance: random.Random) -> ContactPoint:
    """Give a contact point as it is written elsewhere; now and then an e-mail address has changed."""
    if point.kind is PointKind.PHONE:
        return replace(point, value=point.value.replace(" ", "") if chance.random() < 0.5 else point.value)
    if chance.random() < 0.12:
        return replace(point, value=f"new.{point.value}")
    return replace(point, value=point.value.upper() if chance.random() < 0.3 else point.value)


def _slip(name: str, chance: random.Random) -> str:
    at = chance.randrange(1, len(name) - 1)
    kind = chance.randrange(3)
    if kind == 0:
        return name[:at] + name[at + 1 :]
    if kind == 1:
        return name[:at] + name[at] + name[at:]
    return name[:at] + name[at + 1] + name[at] + name[at + 2 :]


def _phone(chance: random.Random) -> str:
    first, second = (f"{chance.randrange(1_000):03}" for _ in range(2))
    return f"+351 9{chance.randrange(1, 4)}{chance.randrange(10)} {first} {second}"
