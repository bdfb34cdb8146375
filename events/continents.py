"""The continents in the founding text's sense, with their countries (CLDR, UN M49)."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Continent:
    names: dict[str, str]
    countries: frozenset[str]


def _continent(en: str, fr: str, es: str, pt: str, ar: str, countries: str) -> Continent:
    names = {"en": en, "fr": fr, "es": es, "pt": pt, "ar": ar}
    return Continent(names, frozenset(countries.split()))


CONTINENTS = (
    _continent(
        *("Africa", "Afrique", "África", "África", "أفريقيا"),
        "AO BF BI BJ BW CD CF CG CI CM CV DJ DZ EG EH ER ET GA GH GM GN GQ GW IO KE KM LR LS LY MA "
        "MG ML MR MU MW MZ NA NE NG RE RW SC SD SH SL SN SO SS ST SZ TD TF TG TN TZ UG YT ZA ZM ZW",
    ),
    _continent(
        *("Asia", "Asie", "Asia", "Ásia", "آسيا"),
        "AE AF AM AZ BD BH BN BT CN CY GE HK ID IL IN IQ IR JO JP KG KH KP KR KW KZ LA LB LK MM MN "
        "MO MV MY NP OM PH PK PS QA SA SG SY TH TJ TL TM TR TW UZ VN YE",
    ),
    _continent(
        *("Europe", "Europe", "Europa", "Europa", "أوروبا"),
        "AD AL AT AX BA BE BG BY CH CZ DE DK EE ES FI FO FR GB GG GI GR HR HU IE IM IS IT JE LI LT "
        "LU LV MC MD ME MK MT NL NO PL PT RO RS RU SE SI SJ SK SM UA VA XK",
    ),
    _continent(
        "Latin America and the Caribbean",
        "Amérique latine et Caraïbes",
        "América Latina y el Caribe",
        "América Latina e Caribe",
        "أمريكا اللاتينية والكاريبي",
        "AG AI AR AW BB BL BO BQ BR BS BV BZ CL CO CR CU CW DM DO EC FK GD GF GP GS GT GY HN HT JM "
        "KN KY LC MF MQ MS MX NI PA PE PR PY SR SV SX TC TT UY VC VE VG VI",
    ),
    _continent(
        "North America",
        "Amérique du Nord",
        "América del Norte",
        "América do Norte",
        "أمريكا الشمالية",
        "BM CA GL PM US",
    ),
    _continent(
        *("Oceania", "Océanie", "Oceanía", "Oceania", "أوقيانوسيا"),
        "AS AU CC CK CX FJ FM GU HM KI MH MP NC NF NR NU NZ PF PG PN PW SB TK TO TV UM VU WF WS",
    ),
)
