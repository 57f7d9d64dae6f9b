"""First names and the short forms people go by, so that Bob Stone and Robert Stone can be seen as one."""

from __future__ import annotations

from tui.domain.records.contact import fold

_SHORT_FORMS = """
alexander alex sasha sandy xander|alexandra alex sasha sandra|andrew andy drew|anthony tony|antonio toni tonio
barbara barb babs|benjamin ben benny|catherine cathy kate katie kathy|katherine kate katie kathy kat
katharina kathi kati|charles charlie chuck|charlotte lotte charlie|christian chris|christina chris tina
christine chris tina|christopher chris kit|daniel dan danny|david dave davey|deborah deb debbie|donald don
dorothy dot dottie|edward ed eddie ted|eleanor ellie nell|elizabeth liz beth betty lizzie eliza lisa
elisabeth liz lisa sissi|emanuel manu|emily em|ferdinand ferdi|francis frank|francisco paco pancho chico
frederick fred freddie|friedrich fritz|gabriel gabe|gerald gerry jerry|gregory greg|guillermo memo
hannah hanna|harold harry|helen nell|henry harry hank|ignacio nacho|isabella bella isa|jacob jake|jakob jake
james jim jimmy jamie|janet jan|jennifer jen jenny|jessica jess|johannes hannes jo|john jack johnny
jonathan jon jonny|jose pepe|joseph joe joey|josef sepp|joshua josh|judith judy|juan juanito|julia jule
kenneth ken kenny|lawrence larry|leonard leo len|louise lou|ludwig lutz|manuel manu manolo|margaret maggie meg peggy
margarete grete|maria mia|martin marty|matthew matt|matthias matze|maximilian max|michael mike mick micky
michel michi|miguel mikel|nathaniel nat nate|nicholas nick nico|nikolaus klaus niko|oliver olli ollie
pamela pam|patricia pat patty trish|patrick pat paddy|peter pete|philip phil|rebecca becca becky
richard rick dick rich ricky|robert bob rob bobby robbie bert|roberto beto|ronald ron ronnie|rosemary rosie
samantha sam|samuel sam|sebastian seb basti|sophia sophie|stefan steff|stephen steve|steven steve
susan sue susie|teresa tess|theodore ted theo|theresa terry tess|thomas tom tommy|timothy tim timmy
ulrich uli|valentina vale|victoria vicky tori|vincent vince vinnie|walter walt|wilhelm willi
william bill will billy liam|wolfgang wolf|zachary zach zack
"""


def _table() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for line in _SHORT_FORMS.split("\n"):
        for group in filter(None, line.split("|")):
            full, *short = (fold(name) for name in group.split())
            for name in short:
                found.setdefault(name, set()).add(full)
    return {name: frozenset(full) for name, full in found.items()}


_FULL_OF = _table()


def full_forms(first_name: str) -> frozenset[str]:
    """Return every first name this folded one may stand for, itself among them."""
    return _FULL_OF.get(first_name, frozenset()) | {first_name}


def may_be_one_name(one: str, other: str) -> bool:
    """Whether two folded first names can be the same person's: equal, or one the short form of the other."""
    return bool(full_forms(one) & full_forms(other))
