"""The explorer in a real browser, on a real server over the worked example."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree

import pytest
from axe_core_python.sync_playwright import Axe
from playwright.sync_api import Download, Page, Route, expect

from tests.interfaces.web.page.conftest import OpenPage

expect.set_options(timeout=15_000)
pytestmark = [pytest.mark.browser, pytest.mark.lexicon]

EVEROLIMUS, SIROLIMUS, HCC = "CHEBI:68478", "CHEBI:9168", "MONDO:0007256"
QUESTION = "/?q=which+mTOR+inhibitors+have+HCC+evidence"
PAIR = f"/?drug={EVEROLIMUS}&disease={HCC}"
VIEWS = {
    "start": ("/", "#ready"),
    "answer": (QUESTION, ".ladder tbody tr"),
    "sentences": (f"{QUESTION}&open={EVEROLIMUS}&tier=phase-3", "dialog .evidence"),
    "table": ("/?query=targets-of-drug&p.drug=everolimus", ".answer tbody tr"),
    "pair": (f"{PAIR}&tier=phase-2", ".evidence"),
    "compare": (f"/?compare={EVEROLIMUS},{SIROLIMUS}&disease={HCC}", ".side tbody tr"),
    "entity": (f"/?entity={EVEROLIMUS}", ".neighbours a"),
    "questions": ("/?view=questions", ".examples a"),
    "refused": ("/?q=best+pizza+in+town", ".failed"),
}
"""Name of a view -> its address, and what is there once it is shown."""


def asked(page: Page) -> dict[str, str]:
    return {key: value for key, (value,) in parse_qs(urlsplit(page.url).query).items()}


def shown(page: Page, name: str) -> None:
    expect(page.locator(VIEWS[name][1]).first).to_be_visible()
    expect(page.locator("[aria-busy]")).to_have_count(0)


def saved(download: Download, folder: Path) -> Path:
    path = folder / download.suggested_filename
    download.save_as(path)
    return path


# --- asking ---------------------------------------------------------------------------------------------------------


def test_a_question_in_words_gives_a_ladder(opened: OpenPage) -> None:
    page = opened()
    page.get_by_role("combobox", name="A question").fill("which mTOR inhibitors have HCC evidence")
    page.get_by_role("button", name="Ask").click()
    row = page.get_by_role("row").filter(has=page.get_by_role("link", name="sirolimus", exact=True))
    expect(row).to_be_visible()
    assert asked(page) == {"q": "which mTOR inhibitors have HCC evidence"}
    expect(page.get_by_role("list", name="Taken for")).to_contain_text("mTOR inhibitor")
    # studied up to phase 3 without an effect, supported up to phase 2: both are said, in words
    expect(row.locator(".reach .best")).to_have_text("Phase 2")
    expect(row.locator(".reach")).to_contain_text("null in 1 of phase 3")
    expect(row.get_by_role("button", name="sirolimus, Phase 3: 1 null")).to_be_visible()
    expect(row.get_by_role("button", name=re.compile("Phase 3: .* supports"))).to_have_count(0)


def test_the_first_screen_offers_what_this_graph_answers(opened: OpenPage) -> None:
    page = opened()
    shown(page, "start")
    expect(page.locator("#coverage")).to_contain_text("Searched: 108 abstracts of the years 2003 to 2022")
    offered = page.get_by_role("region", name="Ready to ask").get_by_role("listitem")
    expect(offered).to_have_count(8)

    def empty(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, json={**answer.json(), "rows": [], "total": 0})

    page.route("**/api/v1/queries/null-trials?*", empty)
    page.reload()
    expect(offered).to_have_count(7)
    offered.filter(has_text="What does a drug act on").get_by_role("link").click()
    shown(page, "table")


def test_the_first_questions_name_what_this_graph_is_about(opened: OpenPage) -> None:
    page = opened("/?view=questions")
    expect(page.get_by_role("combobox", name="A question")).to_have_attribute("placeholder", "a question, or a name")

    def best(route: Route) -> None:
        kind = parse_qs(urlsplit(route.request.url).query)["type"][0]
        name = {"Drug": "temsirolimus", "Disease": "hepatocellular carcinoma"}.get(kind)
        found = {"id": "X:1", "name": name, "label": kind, "matched": name, "publications": 9}
        route.fulfill(json={"names": [found] if name else []})

    page.route("**/api/v1/names?*", best)
    page.get_by_role("link", name="kg evidence explorer").click()
    shown(page, "start")
    words = page.get_by_role("region", name="In words").get_by_role("link")
    expect(words.first).to_have_text("which drugs were studied in hepatocellular carcinoma")
    assert "temsirolimus" in " ".join(words.all_inner_texts()) and "everolimus" not in " ".join(words.all_inner_texts())
    offered = page.get_by_role("region", name="Ready to ask").get_by_role("listitem")
    expect(offered.filter(has_text="What does a drug act on")).to_contain_text("temsirolimus")


@pytest.mark.parametrize("typed", ["everolimus", "Afinitor", "RAD001", "tell me about everolimus"])
def test_a_name_alone_opens_its_entity(opened: OpenPage, typed: str) -> None:
    page = opened("/?view=questions")
    field = page.get_by_role("combobox", name="A question")
    field.fill(typed)
    field.press("Enter")
    expect(page.locator(".kind-line")).to_contain_text(EVEROLIMUS)
    expect(page.get_by_role("heading", level=1, name="everolimus", exact=True)).to_be_visible()
    assert asked(page) == {"entity": EVEROLIMUS}
    page.go_back()
    expect(page.get_by_role("heading", level=1, name="Questions")).to_be_visible()


def test_several_names_are_shown_to_choose_from(opened: OpenPage) -> None:
    page = opened("/?q=everolimus+sirolimus")
    named = page.locator(".failed").get_by_role("listitem").filter(has=page.locator("a[href*='entity=']"))
    expect(named).to_have_count(2)
    assert asked(page) == {"q": "everolimus sirolimus"}


@pytest.mark.parametrize("typed", ["25058218", "PMID:25058218", "pmid 25058218"])
def test_a_pmid_opens_the_sentences_of_its_publication(opened: OpenPage, typed: str) -> None:
    page = opened("/?view=questions")
    field = page.get_by_role("combobox", name="A question")
    field.fill(typed)
    field.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("The sentences of PMID:25058218")
    expect(page.get_by_role("article").first).to_be_visible()
    assert asked(page) == {"pmid": "PMID:25058218"}
    assert set(page.locator("article .source a.outward").filter(has_text="PMID").all_inner_texts()) == {"PMID:25058218"}


def test_the_address_of_a_pmid_question_leads_to_its_publication(opened: OpenPage) -> None:
    page = opened("/?q=25058218")
    expect(page.get_by_role("heading", level=1)).to_have_text("The sentences of PMID:25058218")


def test_a_chip_is_changed_by_keyboard(opened: OpenPage) -> None:
    page = opened(QUESTION)
    page.get_by_role("button", name=re.compile("^disease: hepatocellular carcinoma")).press("Enter")
    field = page.locator(".chip-form").get_by_role("combobox")
    expect(field).to_be_focused()
    field.fill("breast canc")
    expect(page.get_by_role("option").first).to_be_visible()
    field.press("ArrowDown")
    field.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Which drugs of a class")
    assert asked(page)["p.class"] == "CHEBI:68481" and asked(page)["p.disease"] != HCC


def test_what_is_not_understood_is_refused_with_a_way_on(opened: OpenPage) -> None:
    page = opened(VIEWS["refused"][0])
    expect(page.locator(".failed")).to_contain_text("pizza")
    page.locator("main").get_by_role("link", name="All questions that there are").click()
    shown(page, "questions")
    page.get_by_label("Only those with the words").fill("null trial")
    expect(page.get_by_role("link", name=re.compile("found no difference"))).to_be_visible()
    expect(page.get_by_role("link", name=re.compile("What does a drug act on"))).to_be_hidden()


def test_names_are_found_by_keyboard_alone(opened: OpenPage) -> None:
    page = opened()
    shown(page, "start")
    page.keyboard.press("/")
    field = page.get_by_role("combobox", name="A question")
    expect(field).to_be_focused()
    page.keyboard.type("afini")  # a trade name: a synonym of the entity
    expect(page.get_by_role("option").first).to_contain_text("everolimus")
    assert field.get_attribute("aria-expanded") == "true" and field.get_attribute("aria-activedescendant") is None
    page.keyboard.press("ArrowDown")
    chosen = page.locator(f"#{field.get_attribute('aria-activedescendant')}")
    assert chosen.get_attribute("aria-selected") == "true"
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox", name="Suggestions")).to_be_hidden()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="everolimus")).to_be_focused()
    assert asked(page) == {"entity": EVEROLIMUS}


# --- evidence -------------------------------------------------------------------------------------------------------


def test_a_count_opens_its_sentences_and_the_address_says_so(opened: OpenPage) -> None:
    page = opened(QUESTION)
    count = page.get_by_role("button", name="everolimus, Phase 3: 1 null")
    count.press("Enter")
    sheet = page.get_by_role("dialog")
    evidence = sheet.get_by_role("article")
    expect(evidence).to_have_count(1)
    expect(evidence.locator("mark.subject")).to_have_text("Everolimus")
    expect(evidence.locator("mark.object")).to_have_text("HCC")
    expect(evidence).to_contain_text("hazard ratio, 1.05")
    expect(evidence).to_contain_text("against placebo")
    link = evidence.get_by_role("link", name="PMID:25058218")
    assert link.get_attribute("href") == "https://pubmed.ncbi.nlm.nih.gov/25058218/"
    evidence.get_by_text("What was read, and why").click()
    expect(evidence).to_contain_text("study/read")
    here = asked(page)
    assert (here["open"], here["tier"], here["polarity"]) == (EVEROLIMUS, "phase-3", "null")

    page.reload()
    expect(sheet.get_by_role("article")).to_have_count(1)
    page.go_back()
    expect(sheet).to_have_count(0)
    assert "open" not in asked(page)
    page.go_forward()
    expect(sheet.get_by_role("article")).to_have_count(1)


def test_escape_gives_the_focus_back_to_the_count(opened: OpenPage) -> None:
    page = opened(QUESTION)
    count = page.get_by_role("button", name="everolimus, Phase 2: 1 null")
    count.press("Enter")
    sheet = page.get_by_role("dialog")
    expect(sheet.get_by_role("article")).to_have_count(1)
    sheet.get_by_role("button", name="all sentences").click()
    expect(sheet.get_by_role("article").nth(2)).to_be_visible()
    page.keyboard.press("Escape")
    expect(sheet).to_have_count(0)
    expect(count).to_be_focused()
    assert asked(page) == {"q": "which mTOR inhibitors have HCC evidence"}


def test_a_trial_leads_to_its_registry(opened: OpenPage) -> None:
    page = opened(PAIR)
    trial = page.get_by_role("link", name="NCT01005199")
    assert trial.get_attribute("href") == "https://clinicaltrials.gov/study/NCT01005199"
    assert trial.get_attribute("rel") == "noopener noreferrer"


def test_the_years_are_a_drawing_and_a_table(opened: OpenPage) -> None:
    page = opened(PAIR)
    expect(page.get_by_role("img", name=re.compile("Publications a year"))).to_be_visible()
    page.get_by_text("As a table").click()
    expect(page.get_by_role("rowheader", name="2014")).to_be_visible()


def test_years_that_are_not_stated_are_no_empty_drawing(opened: OpenPage) -> None:
    page = opened("/?view=questions")
    undated = {"year": None, "supports": 1, "null": 0, "opposes": 0, "mixed": 0, "unclear": 2}
    page.route("**/api/v1/timeline?*", lambda route: route.fulfill(json={"notes": [], "years": [undated]}))
    page.goto(page.url.split("/?")[0] + PAIR)
    expect(page.locator(".years")).to_contain_text("no year stated")
    expect(page.get_by_role("rowheader", name="not stated")).to_be_visible()
    expect(page.get_by_role("img", name=re.compile("Publications a year"))).to_have_count(0)


@pytest.mark.parametrize("address", [QUESTION, PAIR])
def test_what_the_numbers_leave_out_is_said(opened: OpenPage, address: str) -> None:
    page = opened(address)
    expect(page.locator(".left-out")).to_contain_text("that were retracted, and those that only measured another drug")
    expect(page.locator(".left-out")).to_contain_text(re.compile("the table( of an answer)? counts them as unclear"))


def test_two_drugs_are_chosen_in_the_ladder_and_compared(opened: OpenPage) -> None:
    page = opened(QUESTION)
    page.get_by_role("checkbox", name="Compare everolimus").press("Space")
    page.get_by_role("checkbox", name="Compare sirolimus").press("Space")
    page.get_by_role("link", name="Compare everolimus and sirolimus").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("everolimus and sirolimus in hepatocellular carcinoma")
    assert asked(page) == {"compare": f"{EVEROLIMUS},{SIROLIMUS}", "disease": HCC}
    verdict = page.get_by_role("row").filter(has_text="Supported up to")
    expect(verdict.get_by_role("cell").nth(1)).to_contain_text("null in 1 of phase 3")
    page.get_by_role("button", name="sirolimus, Phase 3: 1 null").click()
    expect(page.get_by_role("dialog").get_by_role("article").first).to_be_visible()


# --- tables and downloads -------------------------------------------------------------------------------------------


def test_a_query_is_asked_by_its_form_and_sorted(opened: OpenPage) -> None:
    page = opened("/?query=targets-of-drug")
    expect(page.get_by_text("Fill in drug to see the answer.")).to_be_visible()
    page.locator("main").get_by_role("combobox", name="drug").fill("everolimus")
    page.get_by_role("button", name="Show the answer").click()
    shown(page, "table")
    assert asked(page)["p.drug"] == "everolimus"
    head = page.get_by_role("columnheader", name="score")
    head.get_by_role("button").press("Enter")
    expect(head).to_have_attribute("aria-sort", "ascending")
    head.get_by_role("button").press("Enter")
    expect(head).to_have_attribute("aria-sort", "descending")
    place = page.locator(".answer thead th").all_inner_texts().index("score↓")
    scores = [float(text) for text in page.locator(f".answer tbody tr td:nth-child({place + 1})").all_inner_texts()]
    assert len(scores) > 3 and scores == sorted(scores, reverse=True)
    assert asked(page)["sort"] == "score:down"


def test_an_answer_is_downloaded_as_csv_and_json(opened: OpenPage, tmp_path: Path) -> None:
    page = opened(VIEWS["table"][0])
    shown(page, "table")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="CSV").click()
    rows = list(csv.DictReader(saved(waiting.value, tmp_path).open(encoding="utf-8")))
    assert len(rows) == page.locator(".answer tbody tr").count() and "MTOR" in {row["target"] for row in rows}
    with page.expect_download() as waiting:
        page.get_by_role("link", name="JSON").click()
    answer = json.loads(saved(waiting.value, tmp_path).read_text(encoding="utf-8"))
    assert [row["target"] for row in answer["rows"]] == [row["target"] for row in rows]


# --- the graph ------------------------------------------------------------------------------------------------------


def test_a_neighbour_is_opened_by_keyboard(opened: OpenPage) -> None:
    page = opened(VIEWS["entity"][0])
    shown(page, "entity")
    page.get_by_role("region", name="Drawing").focus()
    for _ in range(2):  # the middle, then the first neighbour
        page.keyboard.press("Tab")
    name = page.evaluate("document.activeElement.querySelector('title').textContent")
    assert page.evaluate("document.activeElement.dataset.node") == "1"
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name=name)).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", level=1, name="everolimus")).to_be_visible()


def test_the_graph_is_drawn_the_same_each_time_and_is_a_table_too(opened: OpenPage) -> None:
    drawings = []
    for _ in range(2):
        page = opened(VIEWS["entity"][0])
        shown(page, "entity")
        drawings.append(page.locator(".neighbours").evaluate("drawing => drawing.outerHTML"))
    assert drawings[0] == drawings[1]
    listed = page.get_by_role("table", name="The same as a table").get_by_role("row")
    assert listed.count() > 10


BOXES = """[...document.querySelectorAll(".node-box")].map((box) => box.getBoundingClientRect()).map((one) =>
  [one.left, one.top, one.right, one.bottom])"""


@pytest.mark.parametrize(("width", "limit"), [(1280, 30), (1280, 60), (390, 12), (390, 60)])
def test_no_node_is_cut_or_lies_on_another(opened: OpenPage, width: int, limit: int) -> None:
    page = opened(f"/?entity={HCC}&limit={limit}", viewport={"width": width, "height": 900})
    shown(page, "entity")
    boxes = page.evaluate(BOXES)
    over = [
        (one, two)
        for at, one in enumerate(boxes)
        for two in boxes[:at]
        if one[0] < two[2] and two[0] < one[2] and one[1] < two[3] and two[1] < one[3]
    ]
    assert len(boxes) > 8 and not over
    frame = page.get_by_role("region", name="Drawing").bounding_box()
    assert frame and all(frame["x"] <= left and right <= frame["x"] + frame["width"] for left, _, right, _ in boxes)
    size = page.locator(".node-name").nth(1).evaluate("one => one.getBoundingClientRect().height")
    assert width > 390 or size > 13, "the names of a phone's drawing are as large as those of the page"
    table = page.get_by_role("region", name="Neighbours as a table")
    assert width > 390 or table.evaluate("one => one.scrollWidth <= one.clientWidth")


def test_the_graph_is_downloaded_as_svg_and_png(opened: OpenPage, tmp_path: Path) -> None:
    page = opened(VIEWS["entity"][0])
    shown(page, "entity")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="SVG").click()
    drawing = ElementTree.parse(saved(waiting.value, tmp_path)).getroot()
    texts = {one.text for one in drawing.iter("{http://www.w3.org/2000/svg}text")}
    assert "everolimus" in texts and "studied for" in " ".join(filter(None, texts))
    assert not [one for one in drawing.iter() if "class" in one.attrib]
    with page.expect_download() as waiting:
        page.get_by_role("button", name="PNG").click()
    picture = saved(waiting.value, tmp_path).read_bytes()
    assert picture.startswith(b"\x89PNG") and len(picture) > 20_000


# --- what goes wrong ------------------------------------------------------------------------------------------------


def test_nothing_of_the_graph_is_read_as_html(opened: OpenPage) -> None:
    nasty = '<img src=x onerror="window.hit=1"><b>everolimus</b>'

    def spoilt(route: Route) -> None:
        answer = route.fetch()
        text = answer.text().replace("everolimus", json.dumps(nasty)[1:-1])
        route.fulfill(response=answer, body=text)

    page = opened("/?view=questions")
    page.route("**/api/v1/**", spoilt)
    drugs = "/?query=drugs-against-target&p.target=MTOR"
    for name in ("answer", "sentences", "table", "pair", "compare", "entity"):
        page.goto(page.url.split("/?")[0] + (drugs if name == "table" else VIEWS[name][0]))
        shown(page, name)
        assert nasty in (page.locator("body").text_content() or ""), name
        assert page.locator("img").count() == 0 and page.locator("b", has_text="everolimus").count() == 0, name
    page.get_by_role("combobox", name="A question").fill("afini")
    expect(page.get_by_role("option").first).to_contain_text("<img")
    assert page.evaluate("window.hit") is None


def test_an_answer_that_comes_late_is_not_shown(opened: OpenPage) -> None:
    page = opened("/?view=questions")
    shown(page, "questions")
    held: list[Route] = []
    page.route("**/api/v1/entities/*", lambda route: held.append(route))
    field = page.get_by_role("combobox", name="A question")
    field.fill("everolimus")
    page.get_by_role("option").first.click()
    page.get_by_role("button", name="Stop").wait_for()
    page.get_by_role("link", name="Questions", exact=True).click()
    shown(page, "questions")
    late = {"id": EVEROLIMUS, "name": "late", "label": "Drug", "synonyms": [], "publications": 1, "parents": []}
    for route in held:
        route.fulfill(json=late)
    page.wait_for_timeout(100)
    assert held and page.title() == "Questions · kg"
    expect(page.get_by_role("heading", level=1)).to_have_text("Questions")


def test_a_slow_answer_can_be_abandoned_and_asked_for_again(opened: OpenPage) -> None:
    page = opened("/?view=questions")
    page.route("**/api/v1/ask?*", lambda route: None)
    page.get_by_role("combobox", name="A question").fill("which mTOR inhibitors have HCC evidence")
    page.get_by_role("button", name="Ask").click()
    page.get_by_role("button", name="Stop").click()
    expect(page.get_by_text("Stopped.")).to_be_visible()
    page.unroute("**/api/v1/ask?*")
    page.get_by_role("button", name="Ask again").click()
    shown(page, "answer")


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/?entity=CHEBI:0", "CHEBI:0"),
        ("/?query=no-such-query", "no-such-query"),
        ("/?query=targets-of-drug&p.drug=nosuchdrug", "nosuchdrug"),
    ],
)
def test_what_there_is_not_is_said_in_a_line(opened: OpenPage, address: str, said: str) -> None:
    page = opened(address, refused=True)
    expect(page.get_by_role("alert").first).to_contain_text(said)
    expect(page.get_by_role("button", name="Try again")).to_be_visible()


def test_an_empty_answer_says_that_it_is_no_absence(opened: OpenPage) -> None:
    page = opened("/?query=drug-class-with-disease-evidence&p.class=CHEBI:68481&p.disease=MONDO:0007915")
    expect(page.locator("main .failed")).to_contain_text("Nothing in this graph answers that.")


def test_a_server_that_is_gone_is_said(opened: OpenPage) -> None:
    page = opened(VIEWS["questions"][0], refused=True)
    shown(page, "questions")
    page.route("**/api/v1/**", lambda route: route.abort())
    page.get_by_role("combobox", name="A question").fill("what does everolimus act on")
    page.get_by_role("button", name="Ask").click()
    expect(page.get_by_role("alert")).to_contain_text("The server does not answer.")


# --- looks ----------------------------------------------------------------------------------------------------------


CHECKED: list[tuple[str, int, str, dict[str, Any] | None]] = [
    ("desktop", 1280, "light", {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]}),
    ("desktop", 1280, "dark", {"runOnly": {"type": "rule", "values": ["color-contrast"]}}),
    ("phone", 360, "light", {"runOnly": {"type": "rule", "values": ["scrollable-region-focusable", "label"]}}),
    ("phone", 360, "dark", None),
]
"""Shape, width and mode -> what axe looks at: everything once, then what the mode or the width changes."""


SMALL = """[...document.querySelectorAll("button, select, input:not([type=checkbox])")]
  .filter((one) => one.checkVisibility() && one.getClientRects().length)
  .filter((one) => Math.min(one.getBoundingClientRect().width, one.getBoundingClientRect().height) < 23.9)
  .map((one) => one.outerHTML.slice(0, 120))"""
"""What is to be pressed and smaller than the 24 pixels of WCAG 2.2; axe's rules here are those of 2.1."""


def serious(page: Page, options: dict[str, Any]) -> Iterator[str]:
    found = Axe().run(page, options={**options, "resultTypes": ["violations"]})
    for one in found["violations"]:
        if one["impact"] in ("serious", "critical"):
            yield f"{one['id']}: {one['help']}: {[node['html'][:160] for node in one['nodes'][:3]]}"


@pytest.mark.parametrize("name", VIEWS)
def test_a_view_is_accessible_in_both_modes_and_fits_a_phone(name: str, opened: OpenPage, screenshots: Path) -> None:
    page = opened(VIEWS[name][0], bypass_csp=True)
    shown(page, name)
    problems = []
    for shape, width, mode, options in CHECKED:
        page.emulate_media(color_scheme="dark" if mode == "dark" else "light")
        page.set_viewport_size({"width": width, "height": 900})
        if options:
            problems += [f"{shape}, {mode}: {one}" for one in serious(page, options)]
        problems += [f"{shape}: smaller than 24 pixels: {one}" for one in page.evaluate(SMALL)]
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            problems.append(f"{shape}: wider than the window")
        page.screenshot(path=screenshots / f"{name}-{shape}-{mode}.png", full_page=name != "sentences")
    assert not problems, "\n".join(problems)


def test_a_theme_is_chosen_and_kept(opened: OpenPage) -> None:
    page = opened("/?view=questions", color_scheme="light")
    ground = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(ground)
    toggle = page.get_by_role("button", name=re.compile("Theme"))
    toggle.press("Enter")
    toggle.press("Enter")
    expect(toggle).to_have_text("Theme: dark")
    dark = page.evaluate(ground)
    page.reload()
    expect(toggle).to_have_text("Theme: dark")
    assert dark != light and page.evaluate(ground) == dark


def test_a_print_has_the_answer_and_no_controls(opened: OpenPage) -> None:
    page = opened(QUESTION, color_scheme="dark")
    shown(page, "answer")
    page.emulate_media(media="print")
    expect(page.locator(".ladder")).to_be_visible()
    expect(page.locator("#search")).to_be_hidden()
    expect(page.get_by_text("Download")).to_be_hidden()
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "light"
