"""The style of a report: light and dark, on paper and on a phone. Colours have the contrast that WCAG 2.2 AA asks
for.
"""

STYLE = """
:root { color-scheme: light dark; --paper: #ffffff; --ink: #1b2430; --soft: #535f6e; --line: #d5dbe3; --band: #f4f6f9;
  --link: #0b5cad; --mark: #fff0b3; --yes: #176b4c; --yes-ink: #ffffff; --no: #a62626; --no-ink: #ffffff; --mixed: #8a5a00;
  --faint: #e6eaef; --null-line: #4a5666; --rail: #9aa6b4; --drug: #e3eefb; --disease: #fbe9e3; --target: #e8f3e6;
  --pathway: #f1e9f8; }
@media (prefers-color-scheme: dark) { :root { --paper: #12171e; --ink: #e7ecf2; --soft: #aab5c2; --line: #36414e;
  --band: #1a212a; --link: #84bdf7; --mark: #5a4a0c; --yes: #4fc396; --yes-ink: #08251a; --no: #f08a80; --no-ink: #35090a;
  --mixed: #e3b04b; --faint: #2a333e; --null-line: #b8c3cf; --rail: #66727f; --drug: #1d334d; --disease: #4a2a22;
  --target: #21402a; --pathway: #3a2b4b; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.55 system-ui, "Segoe UI", Roboto, Helvetica,
  Arial, sans-serif; overflow-wrap: break-word; }
main, header, footer { max-width: 1104px; margin: 0 auto; padding: 0 32px; }
header { padding-top: 40px; }
h1 { font-size: 1.75rem; line-height: 1.25; margin: 0 0 .5rem; text-wrap: balance; }
h2 { font-size: 1.25rem; margin: 2.75rem 0 .5rem; padding-top: 1rem; border-top: 1px solid var(--line); }
h3 { font-size: 1.05rem; margin: 1.75rem 0 .5rem; }
h4 { font-size: 1rem; margin: 0 0 .4rem; }
p { margin: .5rem 0; max-width: 76ch; }
a { color: var(--link); text-underline-offset: 2px; }
a:focus-visible, summary:focus-visible, [tabindex]:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.under, .note, .id, figcaption { color: var(--soft); }
.note, figcaption, .id { font-size: .875rem; }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; padding: 0; margin: 1rem 0 0; list-style: none; }
nav a { display: inline-block; padding: .25rem 0; }
.brief { background: var(--band); border-left: 4px solid var(--yes); padding: .5rem 1.25rem; margin: 1.25rem 0; }
figure { margin: 1rem 0; }
figcaption { margin: .5rem 0; max-width: 80ch; }
svg { display: block; max-width: 100%; height: auto; font-family: inherit; }
svg.narrow { display: none; }
svg text { fill: var(--ink); font-size: 13px; }
svg .head, svg .year, svg .grid text { fill: var(--soft); font-size: 12px; }
svg .name { font-weight: 600; font-size: 14px; }
svg .said { fill: var(--soft); font-size: 12px; }
svg .stripe { fill: var(--band); }
svg .sign .n { font-size: 12px; font-weight: 600; font-variant-numeric: tabular-nums; }
.sign.supports circle, .bar.supports { fill: var(--yes); } .sign.supports .n { fill: var(--yes-ink); }
.sign.null circle, .bar.null { fill: var(--paper); stroke: var(--null-line); stroke-width: 1.5; }
.sign.opposes rect, .sign.against rect { fill: var(--no); } .sign.opposes .n, .sign.against .n { fill: var(--no-ink); }
.sign.mixed path { fill: var(--paper); stroke: var(--mixed); stroke-width: 1.5; }
.sign.unclear rect, .bar.unclear, .sign.publications rect { fill: var(--faint); }
.bar.publications { fill: var(--rail); }
.back { fill: var(--faint); } .back.supports { fill: var(--yes); opacity: .35; } .back.opposes, .back.against { fill: var(--no); opacity: .35; }
.bar.unclear { stroke: var(--rail); stroke-width: .75; }
.bar.opposes, .bar.mixed { stroke-width: 1; } .bar.opposes { stroke: var(--no); } .bar.mixed { stroke: var(--mixed); }
pattern .ground { fill: var(--paper); } pattern .ink { stroke: var(--no); stroke-width: 2; fill: none; }
pattern circle.ink { stroke: none; fill: var(--mixed); }
.grid line { stroke: var(--line); }
.rail.studied line { stroke: var(--rail); stroke-width: 1.5; stroke-dasharray: 3 3; }
.rail.studied circle { fill: var(--paper); stroke: var(--rail); stroke-width: 1.5; }
.rail.supported line { stroke: var(--yes); stroke-width: 4; } .rail.supported circle { fill: var(--yes); }
.link { fill: none; stroke: var(--rail); } .link.yes { stroke: var(--yes); } .link.no { stroke: var(--null-line); stroke-dasharray: 5 4; }
.node { fill: var(--band); stroke: var(--line); } .node.drug, .node.partner, .node.other, .node.comparator { fill: var(--drug); }
.node.disease, .node.related, .node.effect { fill: var(--disease); } .node.target, .node.of_target { fill: var(--target); }
.node.pathway, .node.class { fill: var(--pathway); }
.legend { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; list-style: none; padding: 0; margin: .5rem 0; }
.legend li { display: flex; align-items: center; gap: .4rem; font-size: .875rem; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .875rem; margin: .5rem 0; }
caption { text-align: left; color: var(--soft); padding: .25rem 0; }
th, td { text-align: left; vertical-align: top; padding: .4rem .45rem; border-bottom: 1px solid var(--line); }
thead th { border-bottom: 2px solid var(--rail); vertical-align: bottom; }
tbody th { font-weight: 600; }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
td.zero { color: var(--soft); }
td.ids { min-width: 10rem; } td.tier, th.tier { white-space: nowrap; }
.id { display: block; font-weight: 400; }
.ids { font-size: .8125rem; }
details { margin: .5rem 0; }
summary { cursor: pointer; padding: .25rem 0; color: var(--link); }
pre { background: var(--band); padding: 1rem; font-size: .8125rem; line-height: 1.45; white-space: pre-wrap; overflow-wrap: anywhere; }
code { font-family: ui-monospace, "SF Mono", Menlo, Consolas, monospace; font-size: .875em; overflow-wrap: anywhere; }
dl { display: grid; grid-template-columns: minmax(7rem, max-content) 1fr; gap: .15rem 1rem; margin: .5rem 0; }
dt { color: var(--soft); } dd { margin: 0; min-width: 0; overflow-wrap: anywhere; }
.card { border: 1px solid var(--line); border-radius: 6px; padding: .9rem 1.1rem; margin: .75rem 0; }
.card.uncounted { border-style: dashed; }
.card blockquote { margin: 0 0 .5rem; font-size: 1.0625rem; }
.card dl { font-size: .875rem; }
.card .finding { display: flex; flex-wrap: wrap; gap: .15rem .9rem; align-items: center; margin: .35rem 0; font-weight: 600; }
.card .finding span { display: inline-flex; align-items: center; gap: .4rem; }
mark { background: var(--mark); color: inherit; padding: 0 .15em; border-radius: 3px; font-weight: 600; }
footer { color: var(--soft); font-size: .875rem; padding-top: 2rem; padding-bottom: 3rem; }
@media (max-width: 720px) {
  main, header, footer { padding-left: 16px; padding-right: 16px; }
  header { padding-top: 24px; } h1 { font-size: 1.375rem; }
  svg.wide { display: none; } svg.narrow { display: block; width: 100%; }
  svg.narrow .head, svg.narrow .year, svg.narrow .label { font-size: 11px; }
  dl { grid-template-columns: 1fr; gap: 0; } dd { margin-bottom: .4rem; }
  .stacked thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .stacked tr { display: block; border: 1px solid var(--line); border-radius: 6px; padding: .5rem .75rem; margin: .75rem 0; }
  .stacked th, .stacked td { display: flex; justify-content: space-between; gap: 1rem; border: 0; padding: .15rem 0; text-align: right; }
  .stacked tbody th { font-size: 1rem; text-align: left; } .stacked td.long { display: block; text-align: left; }
  .stacked td::before { content: attr(data-label); color: var(--soft); text-align: left; }
  .stacked td.long::before { display: block; } .stacked td:empty { display: none; }
}
@media print {
  :root { color-scheme: light; --paper: #fff; --ink: #000; --soft: #444; --line: #bbb; --band: #f4f4f4; --link: #000;
    --mark: #eee; --yes: #176b4c; --yes-ink: #fff; --no: #a62626; --no-ink: #fff; --mixed: #8a5a00; --faint: #e6e6e6;
    --null-line: #444; --rail: #888; --drug: #eef3fa; --disease: #faeeea; --target: #eef6ec; --pathway: #f4eef9; }
  body { font-size: 10pt; } main, header, footer { max-width: none; padding: 0; } nav { display: none; }
  table { font-size: 8pt; } th, td { padding: 2pt 3pt; } td.ids { min-width: 0; }
  .card, figure, tr { break-inside: avoid; } h2, h3 { break-after: avoid; } mark { text-decoration: underline; }
  details::details-content { content-visibility: visible; height: auto; } svg { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
"""
"""One style sheet, in the page itself."""
