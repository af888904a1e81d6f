"""What a SPARQL service says of itself, by the vocabulary of SPARQL 1.1 Service Description."""

from __future__ import annotations

from collections.abc import Mapping

from kg.exchange.sparql_server.answering import GRAPH_MEDIA

_RESULTS = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV")
_GRAPHS = ("Turtle", "N-Triples", "JSON-LD", "RDF_XML")


def described(address: str, media: str, versions: Mapping[str, str]) -> bytes:
    """The service at an address in a media type of graphs. ``versions`` are those of what the graph was made with.

    Raises ValueError for an address that is no IRI.
    """
    import pyoxigraph as ox

    formats = ", ".join(f"<http://www.w3.org/ns/formats/{name}>" for name in (*_RESULTS, *_GRAPHS))
    text = f"""
@prefix sd: <http://www.w3.org/ns/sparql-service-description#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
<> a sd:Service ;
  sd:endpoint <> ;
  sd:supportedLanguage sd:SPARQL11Query ;
  sd:feature sd:UnionDefaultGraph ;
  sd:resultFormat {formats} ;
  sd:defaultDataset [ a sd:Dataset ; rdfs:comment ?made ; sd:defaultGraph [ a sd:Graph ] ] .
"""
    made = ox.Literal(", ".join(f"{name} {value}" for name, value in sorted(versions.items())))
    triples = ox.parse(text.replace("?made", str(made)), format=ox.RdfFormat.TURTLE, base_iri=address)
    written = ox.serialize(
        (one.triple for one in triples),
        format=getattr(ox.RdfFormat, GRAPH_MEDIA[media]),
        prefixes={
            "sd": "http://www.w3.org/ns/sparql-service-description#",
            "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        },
    )
    return written or b""
