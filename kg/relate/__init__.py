"""Stage ``relate``: what an annotated document claims.

Each entry reads claims off an ``AnnotatedDocument``; the value is ``module:function``, loaded by the pipeline when it is wanted.
"""

RELATIONS: dict[str, str] = {
    "rules": "kg.relate.relations:relations",
    "studies": "kg.relate.studies:studies",
}
