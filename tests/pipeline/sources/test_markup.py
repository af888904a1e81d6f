"""Markup, formulas and escapes keep their sense when they become plain text."""

import warnings

import pytest
from lxml import etree

from kg.pipeline.sources.formulas import tex
from kg.pipeline.sources.markup import flat, flat_without

MML = 'xmlns:mml="http://www.w3.org/1998/Math/MathML"'


def _flat(inner: str) -> str:
    return flat(etree.fromstring(f"<AbstractText {MML}>{inner}</AbstractText>"))


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        ("10<sup>-3</sup> M", "10^-3 M"),
        ("10<sup>−3</sup>", "10^−3"),
        ("6 × 10<sup>6 </sup>cells", "6 × 10^6 cells"),
        ("10<sup>5</sup>-10<sup>6</sup>", "10^5-10^6"),
        ("2<sup>-ΔΔCt</sup>", "2^-ΔΔCt"),
        ("(1 + x)<sup>2</sup>", "(1 + x)^2"),
        ("mc<sup>2</sup>155", "mc(2)155"),
        ("log<sub>2</sub>10", "log(2)10"),
        ("SO<sub>4</sub><sup>2-</sup>", "SO4(2-)"),
        ("H<sub>2</sub><sup>18</sup>O", "H2(18)O"),
        ("BRAF<sup>V600E</sup> and PIK3CA<sup>H1047R</sup>", "BRAF(V600E) and PIK3CA(H1047R)"),
        ("CD24<sup>low</sup>, Apc<sup>Min/+</sup>, Tsc1<sup>fl/fl</sup>", "CD24(low), Apc(Min/+), Tsc1(fl/fl)"),
        ("Sirolimus<sup>TM</sup> at 37<sup>o</sup>C", "Sirolimus™ at 37°C"),
        ("x<sup>10<sup>2</sup></sup>", "x10^2"),
    ],
)
def test_an_index_that_would_read_as_something_else_is_written_out(marked: str, plain: str) -> None:
    assert _flat(marked) == plain


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        ("Ca<sup>2+</sup>, K<sup>+</sup>, NO<sub>3</sub><sup>-</sup>", "Ca2+, K+, NO3-"),
        ("IC<sub>50</sub>, TGF-β<sub>1</sub>, H<sub>2</sub>O, 5-HT<sub>2A</sub>", "IC50, TGF-β1, H2O, 5-HT2A"),
        ("<sup>18</sup>F-FDG, [<sup>3</sup>H]thymidine, <sup>99m</sup>Tc", "18F-FDG, [3H]thymidine, 99mTc"),
        ("CD4<sup>+</sup>CD25<sup>+</sup>, PTEN<sup>-/-</sup>", "CD4+CD25+, PTEN-/-"),
        ("p27<sup>Kip1</sup>, p14<sup>ARF</sup>, PrP<sup>Sc</sup>", "p27Kip1, p14ARF, PrPSc"),
        ("kg/m<sup>2</sup>, h<sup>-1</sup>, χ<sup>2</sup>, the 19<sup>th</sup>", "kg/m2, h-1, χ2, the 19th"),
        (
            "h<i>TERT</i> and <i>tert</i>-butyl, <i>iso</i>propyl, <i>RAS</i>opathies",
            "hTERT and tert-butyl, isopropyl, RASopathies",
        ),
        ("a<sup></sup> b<sub/> c", "a b c"),
    ],
)
def test_markup_within_a_name_goes_without_a_trace(marked: str, plain: str) -> None:
    assert _flat(marked) == plain


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        (
            "<b>Sex: female, 61</b><b>Drug: sirolimus</b><b>Site: kidney</b>",
            "Sex: female, 61 Drug: sirolimus Site: kidney",
        ),
        ("at the<i>TSC1</i>gene and<b>sirolimus</b>treatment", "at the TSC1 gene and sirolimus treatment"),
        ("one<p>two</p><p>three</p>four", "one two three four"),
        (
            "<title>Aims</title><p>To see</p><list><list-item>a1</list-item><list-item>b2</list-item></list>",
            "Aims To see a1 b2",
        ),
        ("first<br/>second<break/>third", "first second third"),
        ("<table><tr><td>mTOR</td><td>AKT</td></tr><tr><td>TSC1</td></tr></table>", "mTOR AKT TSC1"),
    ],
)
def test_neighbouring_elements_do_not_run_words_together(marked: str, plain: str) -> None:
    assert _flat(marked) == plain


@pytest.mark.parametrize(
    ("formula", "plain"),
    [
        ("a <mml:mfrac><mml:mn>1</mml:mn><mml:mn>4</mml:mn></mml:mfrac> dose", "a 1/4 dose"),
        ("<mml:mn>2</mml:mn><mml:mfrac><mml:mn>1</mml:mn><mml:mn>2</mml:mn></mml:mfrac>", "2 1/2"),
        (
            "<mml:mfrac><mml:mrow><mml:mi>a</mml:mi><mml:mo>+</mml:mo><mml:mi>b</mml:mi></mml:mrow>"
            "<mml:mi>c</mml:mi></mml:mfrac>",
            "(a+b)/c",
        ),
        ("<mml:msup><mml:mn>10</mml:mn><mml:mrow><mml:mo>-</mml:mo><mml:mn>3</mml:mn></mml:mrow></mml:msup>", "10^-3"),
        (
            "<mml:msup><mml:mi>e</mml:mi><mml:mrow><mml:mo>-</mml:mo><mml:mi>k</mml:mi><mml:mi>t</mml:mi></mml:mrow>"
            "</mml:msup>",
            "e^-kt",
        ),
        ("<mml:msub><mml:mi>C</mml:mi><mml:mi>max</mml:mi></mml:msub>", "Cmax"),
        ("<mml:msubsup><mml:mi>SO</mml:mi><mml:mn>4</mml:mn><mml:mtext>2-</mml:mtext></mml:msubsup>", "SO4(2-)"),
        (
            "<mml:mmultiscripts><mml:mi>He</mml:mi><mml:mprescripts/><mml:none/><mml:mn>3</mml:mn></mml:mmultiscripts>",
            "3He",
        ),
        ("<mml:mmultiscripts><mml:mi>x</mml:mi><mml:mn>1</mml:mn><mml:none/></mml:mmultiscripts>", "x1"),
        ("<mml:mover><mml:mi>V</mml:mi><mml:mo>.</mml:mo></mml:mover><mml:mi>O</mml:mi>", "VO"),
        (
            "<mml:munderover><mml:mo>∑</mml:mo><mml:mi>i</mml:mi><mml:mi>n</mml:mi></mml:munderover><mml:mi>x</mml:mi>",
            "∑_i^n x",
        ),
        ("<mml:munder><mml:mi>lim</mml:mi><mml:mi>n</mml:mi></mml:munder><mml:mi>x</mml:mi>", "lim_n x"),
        ("<mml:mfenced open='[' close=']'><mml:mi>a</mml:mi><mml:mi>b</mml:mi></mml:mfenced>", "[a, b]"),
        ("<mml:msqrt><mml:mi>n</mml:mi></mml:msqrt>", "√n"),
        ("<mml:mroot><mml:mi>n</mml:mi><mml:mn>3</mml:mn></mml:mroot>", "n^(1/3)"),
        (
            "<mml:mtable><mml:mtr><mml:mtd>a</mml:mtd></mml:mtr>"
            "<mml:mtr><mml:mtd><mml:mi>b</mml:mi></mml:mtd></mml:mtr></mml:mtable>",
            "; b",
        ),
        ("<mml:mi>p</mml:mi>\n <mml:mo>&lt;</mml:mo><mml:mspace/><mml:mn>0.05</mml:mn>", "p< 0.05"),
        ("<mml:semantics><mml:mi>x</mml:mi><mml:annotation>\\alpha</mml:annotation></mml:semantics>", "x"),
    ],
)
def test_a_formula_keeps_its_sense_on_one_line(formula: str, plain: str) -> None:
    before, mark, rest = formula.partition("<")
    tail = " dose" if rest.endswith(" dose") else ""
    assert _flat(f"{before}<mml:math>{mark}{rest.removesuffix(tail) if tail else rest}</mml:math>{tail}") == plain


def test_a_formula_nested_without_end_gives_its_characters() -> None:
    deep = "<mml:mrow>" * 1_500 + "<mml:mi>x</mml:mi>" + "</mml:mrow>" * 1_500
    element = etree.fromstring(f"<r {MML}><mml:math>{deep}</mml:math> and more</r>", etree.XMLParser(huge_tree=True))
    assert flat(element) == "x and more"
    assert flat(
        etree.fromstring("<r>" + "<sup>1" * 1_500 + "</sup>" * 1_500 + "</r>", etree.XMLParser(huge_tree=True))
    ).startswith("1")


@pytest.mark.parametrize(
    ("formula", "plain"),
    [
        (
            r"\documentclass[12pt]{minimal}\usepackage{x}\begin{document}$$P = 3.2 \times 10^{-8}$$\end{document}",
            "P = 3.2 × 10^-8",
        ),
        (
            r"\documentclass{minimal} \begin{document}$\frac{1}{2} \mathrm{IC}_{50} \le \alpha$\end{document}",
            "1/2 IC50 ≤ α",
        ),
        (
            r"\documentclass{minimal}\begin{document}$\frac{a+b}{\sqrt{n}} \pm 37^\circ\%$\end{document}",
            "(a+b)/√n ± 37°%",
        ),
    ],
)
def test_a_formula_in_tex_is_read(formula: str, plain: str) -> None:
    assert _flat(f"<tex-math>{formula}</tex-math>") == plain
    assert _flat(formula) == plain
    beside = f"<alternatives><tex-math>{formula}</tex-math><mml:math><mml:mi>q</mml:mi></mml:math></alternatives>"
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert _flat(beside) == "q"
    assert tex(r"x_1^2") == "x\x031\x04\x012\x02"


@pytest.mark.parametrize(
    ("escaped", "plain"),
    [
        ("P &amp;lt; 0.05 and n &amp;#x2265; 3, &amp;#8804; 4", "P < 0.05 and n ≥ 3, ≤ 4"),
        ("5 &amp;amp;gt; 3, &amp;alpha;-SMA, R&amp;amp;D", "5 > 3, α-SMA, R&D"),
        ("10&lt;sup&gt;-3&lt;/sup&gt; and CO&amp;lt;sub&amp;gt;2&amp;lt;/sub&amp;gt;", "10^-3 and CO2"),
        (
            "&lt;p&gt;Sirolimus&lt;/p&gt;&lt;p&gt;helped&lt;/p&gt;&lt;br/&gt;"
            "&lt;jats:italic&gt;TSC1&lt;/jats:italic&gt;",
            "Sirolimus helped TSC1",
        ),
        (
            "&lt;math&gt;&lt;mfrac&gt;&lt;mn&gt;1&lt;/mn&gt;&lt;mn&gt;3&lt;/mn&gt;&lt;/mfrac&gt;&lt;/math&gt; of it",
            "1/3 of it",
        ),
        ("&lt;math&gt;&lt;mi&gt;x&lt;/math&gt; is broken", "<math><mi>x</math> is broken"),
        (
            "a&lt;b and c&gt;d, &lt;cases&gt;, AT&amp;T; &amp;nosuch; n&lt;p&gt;m",
            "a<b and c>d, <cases>, AT&T; &nosuch; n<p>m",
        ),
        ("costs $$ and \\ stay", "costs $$ and \\ stay"),
    ],
)
def test_what_was_escaped_once_too_often_counts_as_what_it_stands_for(escaped: str, plain: str) -> None:
    assert _flat(escaped) == plain


def test_characters_without_a_width_go_and_blanks_of_any_width_are_one() -> None:
    assert (
        _flat("Ob\u00adjec\u00adtive:\u00a0mTOR\u200b\u2009\ufeff (\u200esirolimus)") == "Objective: mTOR (sirolimus)"
    )
    assert _flat("\u0646\u200c\u0645") == "\u0646\u200c\u0645"


def test_skipped_blocks_part_words_and_skipped_marks_do_not() -> None:
    element = etree.fromstring("<p>one<list>no</list>two<x>no</x>three</p>")
    assert flat_without(element, frozenset({"list", "x"})) == "one twothree"
