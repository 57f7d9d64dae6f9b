"""Words that mean something of themselves, so that one of them alone gives nobody away."""

from __future__ import annotations

import re

from tui.domain.dates.parts import MONTH_NUMBER, WEEKDAY_NUMBER
from tui.domain.quick_add.vocabulary import LINKS, PLACE_KEYS, VALUE_KEYS, head_words

_SAID = (
    " a about after again all also always am an and any anyone are art as ash at away back baker be been bell"
    " berry bill bishop blue body book both boy brook brown bud but by came can carol carter chance chase church"
    " city clay clear coach come cook could cross daisy dawn day dean do done down drew duke each early eve even"
    " ever every everyone faith fall few field finch first fisher fly ford forest fox frank free friend from gate"
    " gave gene gift glen go going gold good got grace grant gray great green grey guy had hall happy harbour"
    " hardy has have he heath help her here hill him his holly home hope house how hunter i if in is it ivy jack"
    " jade jay jean jewel job joy just king knew know lake lane last late laurel law left lily little long lot"
    " love low made major make man many marina mark mason master me mercy miles miller money more most much my"
    " new next nice no noble none north not now of off old olive on once one only or other our out over page park"
    " pat patience pearl penny person pierce poppy post price prince queen rain ray read really red rich river"
    " rob robin rock rod roman rose royal ruby said same sandy savannah saw say see sent shall she shepherd short"
    " sister sky small smart smith so some somebody someone soon south spring star stone storm street strong"
    " studio sue summer sun sunny take talk talked team tell than thank thanks that the their them then there"
    " they think this time to today told tomorrow too took town trip true two up us very victor violet wade"
    " walker want ward was way we week well went west what when where which white who why wife will willow winter"
    " wish with wolf wood word work would write wrote year yes yesterday you young your berg bauer herbst jung"
    " klein koch lang lange morgen sommer stein stern klug gross hof frühling mai märz maerz montag dienstag"
    " mittwoch donnerstag freitag samstag sonntag janvier février mars"
    " avril juin juillet août septembre octobre novembre décembre lundi mardi mercredi jeudi vendredi samedi"
    " dimanche enero febrero marzo abril mayo junio julio agosto"
)
_ONES = "zero one two three four five six seven eight nine ten eleven twelve hundred thousand"

ORDINARY = frozenset(
    word.casefold()
    for word in (
        *_SAID.split(),
        *_ONES.split(),
        *MONTH_NUMBER,
        *WEEKDAY_NUMBER,
        *head_words(),
        *LINKS,
        *VALUE_KEYS,
        *PLACE_KEYS,
    )
)
"""Words of a line, of a calendar and of any sentence; names that are such words are common."""


def is_ordinary(word: str) -> bool:
    """Whether a folded word means something of itself: a number, one letter, a word of everyday speech."""
    return len(word) < 2 or re.search(r"\d", word) is not None or word in ORDINARY
