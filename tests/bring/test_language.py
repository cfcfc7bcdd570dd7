from __future__ import annotations

import pytest

from onrecord.bring.language import english_share, foreign_language, require_english
from onrecord.bring.wordlists import lines, pairs
from onrecord.domain.errors import ForeignLanguage

FOREIGN = {
    "German": "Der Außenminister sagte am Dienstag vor Journalisten, die Gespräche in Ankara seien ohne Ergebnis zu Ende gegangen.",
    "French": "Le ministre a déclaré mardi devant la presse que les négociations d'Ankara s'étaient achevées sans accord.",
    "Spanish": "El ministro dijo el martes a los periodistas que las conversaciones de Ankara terminaron sin acuerdo.",
    "Dutch": "De minister zei dinsdag tegen verslaggevers dat de gesprekken in Ankara zonder akkoord waren geëindigd.",
    "Danish": "Ministeren sagde tirsdag til journalister, at samtalerne i Ankara var endt uden en aftale.",
    "Italian": "Il ministro ha detto martedì ai giornalisti che i colloqui di Ankara si sono conclusi senza un accordo.",
    "Polish": "Minister powiedział we wtorek dziennikarzom, że rozmowy w Ankarze zakończyły się bez porozumienia.",
    "Turkish": "Bakan salı günü gazetecilere Ankara görüşmelerinin anlaşma olmadan sona erdiğini söyledi.",
    "Russian": "Министр заявил во вторник журналистам, что переговоры в Анкаре завершились без соглашения.",
    "Ukrainian": "Міністр заявив у вівторок журналістам, що переговори в Анкарі завершилися без угоди.",
    "Arabic": "قال الوزير للصحفيين يوم الثلاثاء إن المحادثات في أنقرة انتهت دون اتفاق.",
    "Chinese": "外交部发言人星期二对记者说，在安卡拉举行的会谈没有达成协议。",
    "Japanese": "外務大臣は火曜日、アンカラでの会談は合意なしに終わったと記者団に述べた。",
    "Korean": "외교부 장관은 화요일 기자들에게 앙카라 회담이 합의 없이 끝났다고 말했다.",
}


@pytest.mark.parametrize("language", FOREIGN)
def test_a_report_in_another_language_is_refused_by_its_name(language):
    with pytest.raises(ForeignLanguage, match=f"in {language}; Onrecord reads English only"):
        require_english(FOREIGN[language])


@pytest.mark.parametrize(
    "text",
    [
        "The envoys left the capital on Tuesday without a deal, the foreign ministry said.",
        # names of other languages, no function word
        "Sergey Lavrov, Hakan Fidan, Wang Yi, Annalena Baerbock, Jean-Noël Barrot, José Manuel Albares attend.",
        # a quotation in another language
        'The chancellor said "Wir schaffen das" at her summer press conference in Berlin, and the words stayed with her.',
        # a list of scores
        "Results on Saturday: Valencia 1 Bilbao 1, Sevilla 2 Malaga 0, Real Betis 3 Cadiz 1, Zaragoza 0 Vigo 0",
        "PRESIDENT ARRIVES IN ANKARA FOR TALKS ON PRISONERS, MINISTRY SAYS",
        "President Mahmoud Abbas met King Abdullah in Amman on Sunday before flying to Cairo, Petra reported.",
    ],
)
def test_english_passes_with_foreign_names_and_quotations(text):
    require_english(text)


@pytest.mark.parametrize("text", ["Lavrov, Fidan, Ankara", "Pourparlers rompus", "Guten Tag", "2025", "", "…"])
def test_a_text_too_short_to_judge_passes(text):
    assert foreign_language(text) is None


def test_a_text_half_in_english_passes():
    english = (
        "The minister told reporters that the talks had ended without a deal, and that they would go on in November. "
    )
    assert foreign_language(english + FOREIGN["German"]) is None


def test_one_english_quotation_does_not_make_a_foreign_report_english():
    foreign = FOREIGN["German"] * 4 + " „We have not closed the door“, sagte er. " + FOREIGN["German"] * 2
    assert foreign_language(foreign) == "German"


def test_the_library_is_not_loaded_for_a_plainly_english_text(monkeypatch):
    monkeypatch.setattr("onrecord.bring.language._identifier", lambda: pytest.fail("loaded"))
    require_english("The ministers said that they would meet again in the week after next.")


@pytest.mark.parametrize("word", lines("english"))
def test_every_english_word_can_count(word):
    assert english_share([word]) == 1.0


def test_no_english_word_stands_twice_and_none_is_among_those_common_elsewhere():
    words = lines("english")
    assert len(set(words)) == len(words)
    assert not {"in", "is", "was", "on", "at", "for", "he", "we", "so", "do", "as", "an", "to", "it", "a"} & set(words)


def test_every_label_of_the_library_has_a_name_and_every_name_a_label():
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    assert sorted(LanguageIdentifier.from_model_file(MODEL_FILE).labels) == sorted(pairs("languages"))


def test_no_two_languages_share_a_name():
    names = list(pairs("languages").values())
    assert len(set(names)) == len(names) == len(lines("languages"))
