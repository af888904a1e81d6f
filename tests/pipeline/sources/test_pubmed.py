from pathlib import Path

import pytest

from kg.errors import InputError
from kg.model import LINK_KINDS, SECTIONS, Deletion, Document, Heading, PublicationLink, Reject
from kg.pipeline.sources import pubmed
from kg.pipeline.sources.assemble import MAX_TEXT
from tests.pipeline.sources.build import article, article_set, citation, document, gz, only, records

FULL = """<PubmedArticle><MedlineCitation Status="MEDLINE" Owner="NLM">
<PMID Version="2">901</PMID>
<Article PubModel="Print-Electronic">
  <Journal><JournalIssue CitedMedium="Internet">
    <PubDate><MedlineDate>2009 Nov-Dec</MedlineDate></PubDate></JournalIssue>
    <Title>Annals of Invented Oncology</Title><ISOAbbreviation>Ann Inv Oncol</ISOAbbreviation></Journal>
  <ArticleTitle>Everolimus and <i>TSC1</i> in H<sub>2</sub>O-poor
    tumours:\u00a0a\u00a0 trial<mml:math
    xmlns:mml="http://www.w3.org/1998/Math/MathML"><mml:mi> \u03b1</mml:mi></mml:math>.</ArticleTitle>
  <ELocationID EIdType="pii" ValidYN="Y">S1</ELocationID>
  <ELocationID EIdType="doi" ValidYN="N">10.9999/wrong</ELocationID>
  <ELocationID EIdType="doi" ValidYN="Y">10.9999/Right.1</ELocationID>
  <Abstract>
    <AbstractText Label="WHY WE DID IT" NlmCategory="BACKGROUND">Tumours\tgrow.</AbstractText>
    <AbstractText Label="METHODS" NlmCategory="METHODS">We gave <b>everolimus</b>.</AbstractText>
    <AbstractText Label="RESULTS" NlmCategory="UNASSIGNED">They shrank.</AbstractText>
    <AbstractText Label="TRIAL REGISTRATION" NlmCategory="BACKGROUND">NCT09999999.</AbstractText>
    <AbstractText Label="EMPTY" NlmCategory="RESULTS"/>
    <CopyrightInformation>Nobody.</CopyrightInformation>
  </Abstract>
  <Language>eng</Language><Language>fre</Language>
  <DataBankList CompleteYN="Y">
    <DataBank><DataBankName>ClinicalTrials.gov</DataBankName>
      <AccessionNumberList><AccessionNumber>NCT09999999</AccessionNumber>
      <AccessionNumber>NCT09999998</AccessionNumber></AccessionNumberList></DataBank>
    <DataBank><DataBankName>ISRCTN</DataBankName>
      <AccessionNumberList><AccessionNumber>ISRCTN99999999</AccessionNumber></AccessionNumberList></DataBank>
  </DataBankList>
  <PublicationTypeList><PublicationType UI="D016428">Journal Article</PublicationType>
    <PublicationType UI="D017428">Clinical Trial, Phase III</PublicationType></PublicationTypeList>
  <VernacularTitle>Un essai</VernacularTitle>
  <ArticleDate DateType="Electronic"><Year>2010</Year><Month>01</Month></ArticleDate>
</Article>
<ChemicalList>
  <Chemical><RegistryNumber>9HW64Q8G6G</RegistryNumber>
    <NameOfSubstance UI="D000068338">Everolimus</NameOfSubstance></Chemical>
  <Chemical><RegistryNumber>0</RegistryNumber><NameOfSubstance UI="C099999">no such thing</NameOfSubstance></Chemical>
</ChemicalList>
<SupplMeshList><SupplMeshName Type="Disease" UI="C538888">A rare disease</SupplMeshName></SupplMeshList>
<CommentsCorrectionsList>
  <CommentsCorrections RefType="RetractionIn">
    <RefSource>Ann Inv Oncol. 2012</RefSource><PMID Version="1">950</PMID></CommentsCorrections>
  <CommentsCorrections RefType="ErratumIn">
    <RefSource>Ann Inv Oncol. 2011;3:4. doi: 10.9999/ERR.7.</RefSource></CommentsCorrections>
  <CommentsCorrections RefType="ErratumIn"><RefSource>Ann Inv Oncol. 2011</RefSource></CommentsCorrections>
  <CommentsCorrections RefType="Cites"><PMID Version="1">3</PMID></CommentsCorrections>
</CommentsCorrectionsList>
<MeshHeadingList>
  <MeshHeading><DescriptorName UI="D006801" MajorTopicYN="N">Humans</DescriptorName></MeshHeading>
  <MeshHeading><DescriptorName UI="D006528" MajorTopicYN="N">Carcinoma, Hepatocellular</DescriptorName>
    <QualifierName UI="Q000188" MajorTopicYN="Y">drug therapy</QualifierName>
    <QualifierName UI="Q000401" MajorTopicYN="N">mortality</QualifierName></MeshHeading>
</MeshHeadingList>
<OtherAbstract Type="Publisher" Language="fre"><AbstractText>Un autre texte.</AbstractText></OtherAbstract>
<KeywordList Owner="NOTNLM">
  <Keyword MajorTopicYN="N">mTOR <i>kinase</i></Keyword><Keyword MajorTopicYN="N"> </Keyword></KeywordList>
</MedlineCitation>
<PubmedData>
  <ArticleIdList><ArticleId IdType="pubmed">901</ArticleId><ArticleId IdType="pmc">PMC999901</ArticleId></ArticleIdList>
  <ReferenceList><Reference><ArticleIdList><ArticleId IdType="pmc">PMC1</ArticleId>
    <ArticleId IdType="doi">10.1/cited</ArticleId></ArticleIdList></Reference></ReferenceList>
</PubmedData></PubmedArticle>"""


def test_every_field_of_a_record_is_read(tmp_path: Path) -> None:
    found = document(records(tmp_path / "full.xml", article_set(FULL)))
    assert found.id == "PMID:901"
    assert found.version == 2
    assert found.title == "Everolimus and TSC1 in H2O-poor tumours: a trial α."
    assert [(section.name, section.label, found.text[section.start : section.end]) for section in found.sections] == [
        ("title", "", found.title),
        ("background", "WHY WE DID IT", "Tumours grow."),
        ("methods", "METHODS", "We gave everolimus."),
        ("results", "RESULTS", "They shrank."),
        ("other", "TRIAL REGISTRATION", "NCT09999999."),
    ]
    assert found.text == f"{found.title}\nTumours grow.\nWe gave everolimus.\nThey shrank.\nNCT09999999."
    assert (found.year, found.journal, found.doi, found.pmcid, found.language) == (
        2010, "Annals of Invented Oncology", "10.9999/Right.1", "PMC999901", "eng",
    )  # fmt: skip
    assert found.publication_types == ("Journal Article", "Clinical Trial, Phase III")
    assert found.headings == (
        Heading("MESH:C538888", "A rare disease"),
        Heading("MESH:D006801", "Humans"),
        Heading("MESH:D006528", "Carcinoma, Hepatocellular", True, ("drug therapy", "mortality")),
    )
    assert found.substances == ("MESH:D000068338", "MESH:C099999")
    assert found.registry_ids == ("CLINICALTRIALS:NCT09999999", "CLINICALTRIALS:NCT09999998", "ISRCTN:ISRCTN99999999")
    assert found.keywords == ("mTOR kinase",)
    assert found.links == (
        PublicationLink("retracted-by", "PMID:950"),
        PublicationLink("corrected-by", "DOI:10.9999/err.7"),
    )
    assert (found.source, found.place) == (str(tmp_path / "full.xml"), "record 1")


@pytest.mark.parametrize(
    "content",
    [
        article_set(article(8)),
        article(8),
        f"<MedlineCitationSet>{citation(8)}</MedlineCitationSet>",
        citation(8),
        article_set(article(8)).replace("\n", "\r\n"),
        "\ufeff" + article_set(article(8)),
    ],
    ids=["set", "one article", "MEDLINE set", "one citation", "CRLF", "BOM"],
)
def test_every_shape_gives_the_same_document(tmp_path: Path, content: str) -> None:
    for name, written in (("a.xml", content.encode()), ("a.xml.gz", gz(content))):
        found = document(records(tmp_path / name, written))
        assert (found.id, found.text, found.year) == ("PMID:8", "Sirolimus slows a tumour.\nIt grew less.", 2011)


def test_a_book_chapter_and_a_book_are_documents(tmp_path: Path) -> None:
    book = """<PubmedBookArticle><BookDocument><PMID Version="1">77</PMID>
      <ArticleIdList><ArticleId IdType="doi">10.9999/book</ArticleId></ArticleIdList>
      <Book><BookTitle>Handbook of Invented Genes</BookTitle><PubDate><Year>1993</Year></PubDate></Book>{title}
      <Language>eng</Language><PublicationType UI="D016454">Review</PublicationType>
      <Abstract><AbstractText Label="Clinical characteristics.">Seen early.</AbstractText></Abstract>
      <KeywordList><Keyword>genes</Keyword></KeywordList></BookDocument><PubmedBookData/></PubmedBookArticle>"""
    found = only(
        Document,
        records(
            tmp_path / "b.xml",
            article_set(book.format(title="<ArticleTitle>A Chapter</ArticleTitle>"), book.format(title="")),
        ),
    )
    assert [(one.title, one.journal, one.year, one.doi) for one in found] == [
        ("A Chapter", "Handbook of Invented Genes", 1993, "10.9999/book"),
        ("Handbook of Invented Genes", "Handbook of Invented Genes", 1993, "10.9999/book"),
    ]
    assert found[0].publication_types == ("Review",)
    assert found[0].sections[1].name == "other"


def test_deletions_are_records_of_their_own(tmp_path: Path) -> None:
    found = records(
        tmp_path / "d.xml",
        article_set(
            article(1), "<DeleteCitation><PMID Version='1'>2</PMID><PMID>3</PMID><PMID>x</PMID></DeleteCitation>"
        ),
    )
    assert only(Deletion, found) == [
        Deletion("PMID:2", str(tmp_path / "d.xml"), "record 2"),
        Deletion("PMID:3", str(tmp_path / "d.xml"), "record 3"),
    ]
    assert only(Reject, found)[0].place == "record 4"


@pytest.mark.parametrize("title", ["", "[Not Available]."])
def test_a_missing_title_is_replaced_by_the_vernacular_one(tmp_path: Path, title: str) -> None:
    row = article(4, title).replace("</Article>", "<VernacularTitle>Ein  Versuch.</VernacularTitle></Article>")
    assert document(records(tmp_path / "v.xml", row)).title == "Ein Versuch."


def test_a_record_without_a_title_keeps_the_offsets_of_its_abstract(tmp_path: Path) -> None:
    found = document(records(tmp_path / "n.xml", article(4, "")))
    assert found.text == "\nIt grew less."
    assert [(section.name, section.start) for section in found.sections] == [("abstract", 1)]


def test_an_empty_abstract_leaves_a_document_of_the_title(tmp_path: Path) -> None:
    for abstract in ("", "<AbstractText/>", "<AbstractText>  </AbstractText>"):
        found = document(records(tmp_path / "e.xml", article(4, "Title only.", abstract)))
        assert found.text == found.title == "Title only."


def test_another_abstract_counts_only_when_there_is_no_english_one(tmp_path: Path) -> None:
    other = '<OtherAbstract Type="Publisher" Language="ger"><AbstractText>Er schrumpfte.</AbstractText></OtherAbstract>'
    assert document(records(tmp_path / "o.xml", article(4, abstract="", extra=other))).text.endswith("\nEr schrumpfte.")
    assert "schrumpfte" not in document(records(tmp_path / "o.xml", article(4, extra=other))).text


@pytest.mark.parametrize(
    ("row", "words", "identifier"),
    [
        (article("", "T"), "no PMID", ""),
        (article("12a", "T"), "'12a'", ""),
        (article(5, "", ""), "neither a title nor an abstract", "PMID:5"),
        ("<PubmedArticle/>", "no PMID", ""),
    ],
)
def test_a_record_that_cannot_be_used_is_a_reject_and_the_next_is_read(
    tmp_path: Path, row: str, words: str, identifier: str
) -> None:
    found = records(tmp_path / "r.xml", article_set(row, article(6)))
    reject = only(Reject, found)[0]
    assert (reject.id, reject.place, reject.stage) == (identifier, "record 1", "source")
    assert words in reject.reason
    assert found[1].id == "PMID:6"


def test_versions_of_one_pmid_are_all_handed_on(tmp_path: Path) -> None:
    found = only(
        Document,
        records(tmp_path / "v.xml", article_set(article(9, version=1), article(9, version=2), article(9, version=2))),
    )
    assert [(one.id, one.version, one.place) for one in found] == [
        ("PMID:9", 1, "record 1"),
        ("PMID:9", 2, "record 2"),
        ("PMID:9", 2, "record 3"),
    ]


@pytest.mark.parametrize("size", [MAX_TEXT + 1, 5_000_000, 12_000_000])
def test_an_overlong_abstract_is_a_reject_and_costs_no_other_record(tmp_path: Path, size: int) -> None:
    found = records(tmp_path / "big.xml", article_set(article(1), article(2, abstract="x" * size), article(3)))
    assert [type(record) for record in found] == [Document, Reject, Document]
    assert f"{MAX_TEXT:,}" in only(Reject, found)[0].reason


def test_broken_xml_gives_every_record_before_it_and_one_reject(tmp_path: Path) -> None:
    found = records(
        tmp_path / "x.xml", article_set(article(1), article(2), "<PubmedArticle><Broken></PubmedArticle>", article(4))
    )
    assert [record.id for record in found] == ["PMID:1", "PMID:2", ""]
    reject = only(Reject, found)[0]
    assert reject.place == "record 3"
    assert "line 3" in reject.reason


def test_xml_that_ends_too_early_gives_every_record_before_it_and_one_reject(tmp_path: Path) -> None:
    whole = article_set(*(article(number) for number in range(1, 2001)))
    cut = whole[: len(whole) // 2]
    found = records(tmp_path / "x.xml", cut)
    documents = only(Document, found)
    assert len(documents) == cut.count("</PubmedArticle>") > 900
    assert found[-1] == Reject(
        str(tmp_path / "x.xml"), f"record {len(documents) + 1}", "source", only(Reject, found)[0].reason
    )
    assert len(found) == len(documents) + 1


def test_a_byte_that_is_not_of_the_declared_encoding_is_a_reject(tmp_path: Path) -> None:
    content = article_set(article(1), article(2, "caf\u00e9"), article(3)).encode().replace(b"caf\xc3\xa9", b"caf\xe9 ")
    found = records(tmp_path / "x.xml", content)
    assert [type(record) for record in found] == [Document, Reject]
    assert found[0].id == "PMID:1"


LAUGHS = '<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">'


@pytest.mark.parametrize(
    "content",
    [
        f"<!DOCTYPE PubmedArticleSet [{LAUGHS}]><PubmedArticleSet>{article(1, '&c;')}</PubmedArticleSet>",
        f'<!DOCTYPE PubmedArticleSet [{LAUGHS}]><PubmedArticleSet x="&c;">{article(1)}</PubmedArticleSet>',
        (
            "<!DOCTYPE PubmedArticleSet [<!ENTITY e SYSTEM"
            f' "file:///etc/hostname">]><PubmedArticleSet>{article(1, "&e;")}</PubmedArticleSet>'
        ),
        (
            '<!DOCTYPE PubmedArticleSet [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x">'
            f" %p;]><PubmedArticleSet>{article(1)}</PubmedArticleSet>"
        ),
    ],
    ids=["in text", "in an attribute", "outer file", "parameter entity"],
)
@pytest.mark.parametrize("kind", ["auto", "pubmed-xml"])
def test_xml_with_entities_of_its_own_is_refused(tmp_path: Path, content: str, kind: str) -> None:
    with pytest.raises(InputError, match="entities"):
        records(tmp_path / "x.xml", content, kind)


def test_exponential_entities_in_the_root_are_refused_at_once(tmp_path: Path) -> None:
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 50}">' for n in range(1, 9))
    content = (
        f'<!DOCTYPE PubmedArticleSet [<!ENTITY l0 "ha">{levels}]>'
        f'<PubmedArticleSet x="&l8;">{article(1)}</PubmedArticleSet>'
    )
    with pytest.raises(InputError, match="entities"):
        records(tmp_path / "x.xml", content)


def test_entities_and_markup_nested_deep_do_not_overflow(tmp_path: Path) -> None:
    title = "<i>" * 1500 + "deep" + "</i>" * 1500 + " &lt;end&gt;"
    assert document(records(tmp_path / "x.xml", article_set(article(1, title)))).title == "deep <end>"


def test_a_set_without_records_is_no_error(tmp_path: Path) -> None:
    assert records(tmp_path / "none.xml", article_set()) == []


def test_every_link_kind_of_the_model_has_a_source() -> None:
    assert {kind for kinds in pubmed.LINKS.values() for kind in kinds} == set(LINK_KINDS)


@pytest.mark.parametrize(("printed", "kinds"), sorted(pubmed.LINKS.items()))
def test_every_kind_of_correction_becomes_a_link(tmp_path: Path, printed: str, kinds: tuple[str, ...]) -> None:
    extra = (
        f'<CommentsCorrectionsList><CommentsCorrections RefType="{printed}"><PMID>5</PMID></CommentsCorrections>'
        "</CommentsCorrectionsList>"
    )
    found = document(records(tmp_path / "x.xml", article(1, extra=extra)))
    assert found.links == tuple(PublicationLink(kind, "PMID:5") for kind in kinds)


def test_memory_stays_flat_over_many_records(tmp_path: Path) -> None:
    import tracemalloc

    from lxml import etree

    from kg.pipeline.sources import opening, xmlstream

    path = tmp_path / "many.xml"
    path.write_text(article_set(*(article(number, abstract="word " * 300) for number in range(1, 3001))))
    most = 0
    tracemalloc.start()
    for number, element in enumerate(xmlstream.elements(opening.chunks(str(path)), "x", pubmed.ROOTS)):
        if number % 100 == 99:
            parent = element.getparent()
            assert parent is not None
            most = max(most, len(parent))
            assert sum(len(etree.tostring(child)) for child in parent) < 4 * opening.CHUNK
    tracemalloc.stop()
    assert most < 1000  # only what the parser has read ahead, not all 3,000


def test_section_names_are_those_of_the_model() -> None:
    from kg.pipeline.sources.headings import HEADINGS, WORDS

    assert set(HEADINGS.values()) | set(WORDS.values()) <= set(SECTIONS)
    assert all(heading == heading.strip().lower() for heading in HEADINGS)


@pytest.mark.parametrize(
    ("date", "year"),
    [
        ("<Year>2011</Year>", 2011),
        ("<Year>0000</Year>", None),
        ("<Year>20</Year>", None),
        ("<Year>99999</Year>", None),
        ("<Year>9999</Year>", None),
        ("<MedlineDate>1998 Dec-1999 Jan</MedlineDate>", 1998),
        ("<MedlineDate>Winter 1998-1999</MedlineDate>", 1998),
        ("<MedlineDate>0000-2004</MedlineDate>", 2004),
        ("<Season>Winter</Season>", None),
    ],
)
def test_a_year_that_cannot_be_is_none(tmp_path: Path, date: str, year: int | None) -> None:
    found = document(records(tmp_path / "y.xml", article(4).replace("<Year>2011</Year>", date)))
    assert found.year == year
    # the year of an impossible electronic date is the issue's
    dated = article(4).replace("</Article>", "<ArticleDate><Year>0000</Year></ArticleDate></Article>")
    assert document(records(tmp_path / "y.xml", dated)).year == 2011
