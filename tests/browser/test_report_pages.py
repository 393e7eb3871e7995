"""Pages of reports in a real browser: read by everybody, whole on a phone, and alone on the machine."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

NAMES = ("exams", "sentiment", "grammar", "persona", "collapsed")
WIDE, PHONE = (1280, "light"), (360, "dark")
SHOWN = [
    *(("exams", *shown) for shown in (WIDE, PHONE)),
    *(("collapsed", *shown) for shown in (WIDE, PHONE)),
    ("persona", *WIDE),
    ("grammar", *WIDE),
    ("sentiment", *PHONE),
]
"""Every kind of page; those with all parts, charts and warnings, on both screens."""
LANGUAGES = ("ar", "en")

MakePage = Callable[[str], Path]


@contextmanager
def opened(browser: "Browser", path: Path, width: int = 1280, scheme: Any = "light") -> "Iterator[Page]":
    """Open a page from its file and wait until its script is done."""
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page.goto(path.as_uri())
    page.wait_for_selector("#search:not([hidden])")
    yield page
    page.close()


def speak(page: "Page", language: str) -> None:
    """Turn the page to a language by its button."""
    if page.evaluate("document.documentElement.lang") != language:
        page.click("#language")


@pytest.mark.parametrize(("name", "width", "scheme"), SHOWN)
def test_nobody_is_kept_out(browser: "Browser", make_page: MakePage, name: str, width: int, scheme: str) -> None:
    """axe-core finds nothing serious or critical and nothing has to be moved sideways, in either language."""
    from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]  # noqa: PLC0415

    found = []
    with opened(browser, make_page(name), width, scheme) as page:
        for language in LANGUAGES:
            speak(page, language)
            assert width == page.evaluate("document.documentElement.scrollWidth"), language
            violations = Axe().run(page).response["violations"]
            found += [
                (language, each["id"], each["nodes"][0]["target"])
                for each in violations
                if each["impact"] in {"serious", "critical"}
            ]
    assert [] == found


@pytest.mark.parametrize("name", NAMES)
def test_page_asks_nobody(browser: "Browser", make_page: MakePage, name: str) -> None:
    """A page asks for no file but itself, breaks no rule of its own policy and raises no error, whatever is pressed."""
    asked: list[str] = []
    told: list[str] = []
    page = browser.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    path = make_page(name)
    page.goto(path.as_uri())
    page.wait_for_selector("#search:not([hidden])")
    for button in ("#language", "#theme", "#next", "#previous"):
        page.click(button)
    page.close()
    assert [path.as_uri()] == [url for url in asked if not url.startswith("data:font/")]
    assert [] == told


def test_language_switch_turns_the_page(browser: "Browser", make_page: MakePage) -> None:
    """A page opens in Arabic from right to left; the switch turns words, direction and title to English and back."""
    with opened(browser, make_page("exams")) as page:
        seen = []
        for language in ("ar", "en", "ar"):
            speak(page, language)
            shown = page.inner_text("#verdict-title"), page.evaluate("document.documentElement.dir"), page.title()
            seen.append(shown)
    arabic, english = ("الحكم", "rtl", "تقرير exams"), ("Verdict", "ltr", "Report: exams")
    assert [arabic, english, arabic] == seen


def test_no_english_sentence_stands_on_an_arabic_page(browser: "Browser", make_page: MakePage) -> None:
    """Warnings of a collapsed run are told in Arabic: no text that is shown is marked as English."""
    with opened(browser, make_page("collapsed")) as page:
        shown = page.locator("[lang=en]:visible")
        texts = [text for text in shown.all_inner_texts() if text != "English"]
        assert page.locator("#measures .banner li:visible").count() > 0
    assert [] == texts


def test_search_overlooks_spelling(browser: "Browser", make_page: MakePage) -> None:
    """A word of a sample is found without its vowel marks and hamzas, and nonsense finds nothing."""
    with opened(browser, make_page("sentiment")) as page:
        word = max(page.inner_text("#rows .said >> nth=0").split(), key=len)
        folded = word.translate(str.maketrans("أإآةى", "اااهي"))
        page.fill("#query", folded)
        assert word in page.inner_text("#rows")
        page.fill("#query", "قققققق")
        assert 0 == page.locator("#rows article").count()


def test_filter_keeps_one_value(browser: "Browser", make_page: MakePage) -> None:
    """Of a chosen label only its rows are shown."""
    with opened(browser, make_page("sentiment")) as page:
        page.select_option("#filter", '["sentiment","negative"]')
        chips = page.locator("#rows article .chips li >> nth=0").all_inner_texts()
        rows = page.locator("#rows article").count()
        assert 10 == rows
        assert rows == page.locator("#rows article", has_text="سلبي").count()
        assert chips


def test_printed_page_has_no_controls(browser: "Browser", make_page: MakePage) -> None:
    """On paper there are neither buttons nor search nor navigation, and it is light even where the screen is dark."""
    with opened(browser, make_page("grammar"), scheme="dark") as page:
        page.emulate_media(media="print", color_scheme="dark")
        controls = page.locator("button:visible, input:visible, select:visible, nav:visible")
        assert 0 == controls.count()
        assert "rgb(255, 255, 255)" == page.evaluate("getComputedStyle(document.documentElement).backgroundColor")


def test_page_of_many_rows_is_small(make_page: MakePage) -> None:
    """The page about 2,000 rows is below 150,000 bytes."""
    assert make_page("large").stat().st_size < 150_000


def test_usefulness_is_drawn(browser: "Browser", make_page: MakePage) -> None:
    """Where real items were given, the learning curve stands as a drawing beside its table."""
    with opened(browser, make_page("exams")) as page:
        charts = page.locator("svg.chart").count()
        assert charts >= 1
        assert charts == page.locator("#measures table", has_text="منحنى التعلم").count()
