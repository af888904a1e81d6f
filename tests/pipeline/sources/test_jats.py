from pathlib import Path

import pytest

from kg.errors import InputError
from kg.model import Document, PublicationLink, Reject
from kg.pipeline.sources.assemble import MAX_TEXT
from tests.pipeline.sources.build import document, only, records

ARTICLE = """<article xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:mml="http://www.w3.org/1998/Math/MathML"
 article-type="research-article" xml:lang="en">
<front><journal-meta><journal-title-group>
 <journal-title>Journal of Invented Livers</journal-title></journal-title-group></journal-meta>
<article-meta>
 {ids}
 <title-group>
  <article-title>Everolimus in <italic>Tsc1</italic> mice<xref ref-type="fn" rid="n1">*</xref></article-title>
 </title-group>
 <contrib-group><contrib><name><surname>Nobody</surname></name></contrib></contrib-group>
 <pub-date pub-type="ppub"><year>2014</year></pub-date><pub-date pub-type="epub"><year>2013</year></pub-date>
 <related-article related-article-type="corrected-article" ext-link-type="doi" xlink:href="10.9999/Old"/>
 <related-article related-article-type="corrected-article" ext-link-type="uri" xlink:href="a page"/>
 <abstract abstract-type="graphical"><p>A picture.</p></abstract>
 <abstract><sec><title>Background</title><p>Tumours&nbsp;grow.</p></sec>
  <sec><title>Discussion</title><p>They stop.</p></sec></abstract>
 <kwd-group><kwd>mTOR</kwd><kwd>liver</kwd></kwd-group>
 <related-object source-type="clinical-trials-registry" document-id="NCT09999999"/>
</article-meta></front>
<body>
 <p>An opening word.</p>
 <sec sec-type="intro"><title>1. Introduction</title><p>Known since long [<xref ref-type="bibr" rid="r1">1</xref>,
   <xref ref-type="bibr" rid="r2">2</xref>], see
   <xref ref-type="fig" rid="f1">Fig. 1</xref>.<fig id="f1"><label>Fig. 1</label>
   <caption><p>A mouse.</p></caption></fig></p></sec>
 <sec><title>Results</title><p>It shrank.<sup><xref ref-type="bibr" rid="r1">1</xref></sup></p>
   <sec><title>Background counts</title>
     <p>They were low (<inline-formula><mml:math><mml:mi>p</mml:mi></mml:math></inline-formula> small).</p>
     <table-wrap><table><tr><td>9</td></tr></table></table-wrap><disp-formula>x=y</disp-formula></sec></sec>
 <sec><title>Discussion</title><p>Others found more.</p></sec>
 <sec><title>Conclusions</title><p>It helps.</p>
  <list><list-item><p>Mice.</p></list-item><list-item><p>Men.</p></list-item></list></sec>
</body>
<back><ref-list><ref><mixed-citation>Somebody 1999</mixed-citation></ref></ref-list></back>
<sub-article><front-stub/><body><p>A letter.</p></body></sub-article></article>"""
IDS = """<article-id pub-id-type="pmid">31</article-id><article-id pub-id-type="pmc">55</article-id>
 <article-id pub-id-type="doi">10.9999/X</article-id>"""
DOCTYPE = '<!DOCTYPE article PUBLIC "-//NLM//DTD JATS//EN" "JATS-archivearticle1.dtd">'


def _article(ids: str = IDS) -> str:
    return DOCTYPE + ARTICLE.replace("{ids}", ids)


def test_front_matter_abstract_and_body_are_read(tmp_path: Path) -> None:
    found = document(records(tmp_path / "a.nxml", _article()))
    assert [(section.name, section.label, found.text[section.start : section.end]) for section in found.sections] == [
        ("title", "", "Everolimus in Tsc1 mice"),
        ("background", "Background", "Tumours grow."),
        ("conclusions", "Discussion", "They stop."),
        ("other", "", "An opening word."),
        ("background", "1. Introduction", "Known since long, see Fig. 1."),
        ("other", "Fig. 1", "A mouse."),
        ("results", "Results", "It shrank."),
        ("results", "Background counts", "They were low (p small)."),
        ("other", "Discussion", "Others found more."),
        ("conclusions", "Conclusions", "It helps."),
        ("conclusions", "Conclusions", "Mice."),
        ("conclusions", "Conclusions", "Men."),
    ]
    assert (found.id, found.doi, found.pmcid, found.year, found.language) == (
        "PMID:31",
        "10.9999/X",
        "PMC55",
        2013,
        "en",
    )
    assert (found.journal, found.publication_types) == ("Journal of Invented Livers", ("Journal Article",))
    assert found.keywords == ("mTOR", "liver")
    assert found.registry_ids == ("CLINICALTRIALS:NCT09999999",)
    assert found.links == (PublicationLink("corrects", "DOI:10.9999/old"),)


@pytest.mark.parametrize(
    ("ids", "curie"),
    [
        (
            '<article-id pub-id-type="doi">10.9999/X</article-id><article-id pub-id-type="pmcid">PMC8</article-id>',
            "PMC:PMC8",
        ),
        ('<article-id pub-id-type="doi">10.9999/X</article-id>', "DOI:10.9999/x"),
        ('<article-id pub-id-type="publisher-id">12</article-id><article-id>b</article-id>', "KGD:12"),
        ('<article-id pub-id-type="pmid"/><article-id pub-id-type="other">a note: 7</article-id>', "KGD:a note: 7"),
    ],
)
def test_the_best_identifier_there_is_names_the_document(tmp_path: Path, ids: str, curie: str) -> None:
    assert document(records(tmp_path / "a.nxml", _article(ids))).id == curie


def test_a_set_of_articles_and_a_namespace_are_read(tmp_path: Path) -> None:
    one = ARTICLE.replace("{ids}", IDS).replace("&nbsp;", " ")
    found = only(Document, records(tmp_path / "a.xml", f"<pmc-articleset>{one}{one}</pmc-articleset>"))
    assert [document.place for document in found] == ["record 1", "record 2"]
    spaced = one.replace("<article ", '<article xmlns="https://jats.nlm.nih.gov/ns/archiving/1.3/" ', 1)
    assert document(records(tmp_path / "b.xml", spaced)).text == found[0].text


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (_article("<article-id pub-id-type='publisher-id'> </article-id>"), "no identifier"),
        ("<article><body><p>x</p></body></article>", "front matter"),
        (f"<article><front><article-meta>{IDS}</article-meta></front></article>", "nothing to read"),
        (
            f"<article><front><article-meta>{IDS}</article-meta></front><body><p>{'x' * MAX_TEXT}</p></body></article>",
            "1,000,001",
        ),
    ],
    ids=["no id", "no front", "no text", "too long"],
)
def test_an_article_that_cannot_be_used_is_a_reject(tmp_path: Path, content: str, words: str) -> None:
    (reject,) = only(Reject, records(tmp_path / "a.nxml", content))
    assert words in reject.reason


def test_a_broken_article_is_a_reject_and_entities_are_refused(tmp_path: Path) -> None:
    (reject,) = only(Reject, records(tmp_path / "a.nxml", _article()[:-400]))
    assert reject.place == "record 1"
    with pytest.raises(InputError, match="entities"):
        records(tmp_path / "b.nxml", _article().replace('.dtd">', '.dtd" [<!ENTITY x "y">]>'))
