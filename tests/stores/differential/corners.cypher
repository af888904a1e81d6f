RETURN round(2.5) AS i, round(-2.5) AS j, round(0.5) AS a, round(-0.5) AS b, round(1.25,1) AS k, round(-1.25, 1) AS l
RETURN 1/2 AS c, 7%3 AS d, -7/2 AS e, -7%3 AS f, 2^3 AS g, 1.0/3 AS h, 'a'+1 AS l, 10^20 AS m, 5.5 % 2 AS n
RETURN range(0,-1) AS a, [1,2,3][5] AS b, substring('abc',5) AS c, split('',',') AS d, left('abc',9) AS f, reverse(null) AS g, size('é') AS h, toUpper('ß') AS i
RETURN split('abc','') AS e
RETURN null = null AS a, null <> 1 AS b, null IN [null] AS c, [1,null] = [1,null] AS d, [1,2] = [1,2] AS e, 1 = 1.0 AS f, '1' = 1 AS g, [1,null] = [2,null] AS h, {a:1} = {a:1} AS i, {a:null} = {a:null} AS j
RETURN 1 < 'a' AS a, 'a' < 'b' AS b, true < false AS c, [1] < [2] AS d, null < 1 AS e, 1 < 1.5 AS f
RETURN true AND null AS a, false AND null AS b, true OR null AS c, null OR false AS d, NOT null AS e, null XOR true AS f
RETURN toInteger('x') AS a, toInteger('3.7') AS b, toFloat('x') AS c, toBoolean('true') AS d, toBoolean('x') AS e, toInteger(3.99) AS f, toInteger(-3.99) AS g, toInteger(' 3 ') AS h, toFloat('1e3') AS i
RETURN isEmpty([]) AS a, isEmpty('') AS b
RETURN [x IN range(1,5) WHERE x % 2 = 1 | x^2] AS a, reduce(s='', x IN ['a','b'] | s + x) AS b, any(x IN [] WHERE x) AS c, all(x IN [] WHERE x = 1) AS d, none(x IN [null] WHERE x = 1) AS e, single(x IN [1,1] WHERE x = 1) AS f, all(x IN [1,null] WHERE x = 1) AS g, any(x IN [null] WHERE x = 1) AS h
RETURN head([]) AS a, last([1,2]) AS b, tail([1]) AS c, [1,2,3,4][1..3] AS d, [1,2,3][-2..] AS e, [1,2,3][..-1] AS f, [1,2]+3 AS g, 0+[1] AS h, [1,2]+[null] AS i
RETURN valueType('a') AS c
RETURN char_length('abc') AS i
RETURN 'abc' STARTS WITH '' AS a, 'abc' CONTAINS null AS b, null STARTS WITH 'a' AS c, 1 CONTAINS 'a' AS d
RETURN 'it\'s' AS a, "q\"q" AS b, 'tab\tx' AS c, '\u00e9' AS d, 'back\\slash' AS e
UNWIND [3,1,null,2] AS x RETURN x ORDER BY x
UNWIND [3,1,null,2] AS x RETURN x ORDER BY x DESC
UNWIND [3,'a',null,true,[1],{a:1},1.5] AS x RETURN collect(x) AS l
UNWIND [3,'a',null,true,[1],1.5,false,'B',[0,2]] AS x WITH x ORDER BY x RETURN collect(toString(size([x]))) AS s, collect(x) AS l
UNWIND [3,'a',null,true,[1],1.5] AS x WITH x ORDER BY x DESC RETURN collect(x) AS l
UNWIND [1,2,'a',null] AS x RETURN min(x) AS a, max(x) AS b
UNWIND [[1],[0,5],[1,0]] AS x RETURN min(x) AS a, max(x) AS b
UNWIND [1,2] AS x RETURN avg(x) AS b, sum(x) AS c
UNWIND [] AS x RETURN stDev(x) AS f
UNWIND null AS x RETURN x
UNWIND 1 AS x RETURN x
UNWIND [[1,2],[1,2]] AS x RETURN count(DISTINCT x) AS n
UNWIND [{a:1},{a:1}] AS x RETURN count(DISTINCT x) AS n
UNWIND [1,2,3] AS x WITH x WHERE x > 1 WITH collect(x) AS xs UNWIND xs AS y RETURN y, size(xs) AS s
MATCH (n:Drug) RETURN n.id, n.mentions ORDER BY n.id
MATCH (n:Drug) RETURN n.id + 'x', count(*), size(n.synonyms)
MATCH (n:Drug) RETURN DISTINCT labels(n)
MATCH (n) RETURN labels(n) AS l, count(*) AS n
MATCH (a)-[r]->(b) RETURN type(r), count(*)
MATCH (a)-[r]-(b) RETURN type(r) AS t, count(*) AS n, count(DISTINCT r) AS d, count(DISTINCT a) AS e
MATCH (a)-[r]->(a) RETURN count(*) AS n
MATCH (a)-[r]-(a) RETURN count(*) AS n
MATCH (a)--(a) RETURN count(*) AS n
MATCH (a:Target)--(b:Target) RETURN count(*) AS n
MATCH (a:Target)-[r]-(b:Target) RETURN a.id, b.id, r.key
MATCH (a:Target)--(b:Target)--(c:Target) RETURN count(*) AS n
MATCH (a:Target)-[*1..3]-(b:Target) RETURN count(*) AS n
MATCH (a:Target)-[*1..3]-(b:Target) RETURN a.id, b.id, count(*) AS n
MATCH (a:Target)-[*0..2]->(b) RETURN a.id, b.id, count(*) AS n
MATCH (a:Target)-[rs:INHIBITS|ACTIVATES*1..2]->(b) RETURN a.id, b.id, size(rs) AS n, [r IN rs | type(r)] AS t
MATCH p = shortestPath((a:Drug)-[*..4]-(b:Trial)) RETURN a.id, b.id, length(p) AS l
MATCH p = shortestPath((a:Drug {id:'CHEBI:100'})-[*]-(b:Trial)) RETURN a.id, b.id, length(p) AS l
MATCH (a:Drug), (b:Disease) MATCH p = shortestPath((a)-[*..3]-(b)) RETURN a.id, b.id, length(p) AS l
MATCH (a:Drug) WHERE (a)-[:INHIBITS]->(:Target) RETURN a.id
MATCH (a:Drug) WHERE NOT (a)-[:INHIBITS]->() RETURN a.id
MATCH (a:Drug) WHERE exists((a)-[:INHIBITS]->()) RETURN a.id
MATCH (a:Drug) RETURN a.id, size([(a)-[:INHIBITS]->(t) | t.id]) AS n
MATCH (a:Drug) RETURN a.id, COUNT { (a)--() } AS n, EXISTS { (a)-->(:Disease) } AS e
MATCH (a:Drug) WHERE COUNT { (a)--(:Assertion)--(:Evidence) } > 2 RETURN a.id
MATCH (a:Drug) OPTIONAL MATCH (a)-[r:INHIBITS]->(t) RETURN a.id, t.id, type(r), r IS NULL
MATCH (a:Drug) OPTIONAL MATCH (a)-[r:INHIBITS]->(t) RETURN a.id, count(t), count(*), count(r), collect(t.id)
OPTIONAL MATCH (a:Drug {id:'none'}) RETURN a.id, a IS NULL, labels(a)
OPTIONAL MATCH (a:Drug {id:'none'}) RETURN count(a), count(*), collect(a.id)
MATCH (a:Drug {id:'none'}) RETURN count(a), count(*), collect(a.id), sum(a.mentions), max(a.id)
MATCH (a:Drug {id:'none'}) RETURN a.id, count(*)
OPTIONAL MATCH (a:Drug {id:'none'}) OPTIONAL MATCH (a)--(b) RETURN count(*), b
MATCH (a:Drug) WITH a ORDER BY a.id LIMIT 2 MATCH (a)--(b) RETURN a.id, count(b)
MATCH (a:Drug) WITH a, count(*) AS c MATCH (a)--(b) RETURN c, count(*)
MATCH (a:Drug)--(b) WITH a, count(b) AS c WHERE c > 3 RETURN a.id, c
MATCH (a:Drug)--(b) WITH * RETURN count(*)
MATCH (a:Drug)--(b) WITH DISTINCT a RETURN count(*)
MATCH (a:Drug)--(b) WITH a.id AS i RETURN i, count(*)
MATCH (a:Drug) CALL { WITH a MATCH (a)--(b) RETURN count(b) AS c } RETURN a.id, c
MATCH (a:Drug) CALL (a) { MATCH (a)-->(b:Target) RETURN b LIMIT 1 } RETURN count(*)
MATCH (a:Drug) CALL { MATCH (b:Disease) RETURN count(b) AS c } RETURN a.id, c
CALL { MATCH (a:Drug) RETURN a.id AS i UNION MATCH (a:Role) RETURN a.id AS i } RETURN count(i), min(i)
MATCH (a:Drug) RETURN a.id AS x UNION MATCH (a:Target) RETURN a.id AS x
MATCH (a:Drug) RETURN labels(a) AS x UNION ALL MATCH (a:Target) RETURN labels(a) AS x
RETURN null AS x UNION RETURN null AS x
MATCH (a:Drug) RETURN CASE a.mentions WHEN 0 THEN 'z' WHEN 1 THEN 'o' END AS c, CASE WHEN a.mentions > 1 THEN 1 ELSE 0 END AS d
MATCH (a:Drug) RETURN CASE null WHEN null THEN 1 ELSE 2 END AS c LIMIT 1
MATCH (a:Drug) RETURN a {.id, .name, x: 1, a: a.mentions} AS m
MATCH (a:Drug) RETURN a {.*} AS m
MATCH (a:Drug) RETURN properties(a) AS m
MATCH (a:Publication) RETURN a {.*} AS m
MATCH (a:Publication) RETURN a.title AS t, a.name AS n
MATCH (a:Drug)-[r:INHIBITS]->(b) RETURN startNode(r).id, endNode(r).id, startNode(r) = a
MATCH (a:Drug) RETURN a.id ORDER BY a.name, a.id SKIP 1 LIMIT 1
MATCH (a:Drug) RETURN a.id AS i ORDER BY i DESC SKIP $i
MATCH (a:Drug) RETURN a.id ORDER BY a.synonyms, a.id
MATCH (a:Entity) RETURN a.id ORDER BY size(a.synonyms) DESC, a.id LIMIT 5
MATCH (a:Entity) RETURN a.source AS s, count(*) AS n ORDER BY count(*) DESC, s
MATCH (a:Entity) RETURN a.source AS s, count(*) AS n ORDER BY n DESC, a.source
MATCH (a:Drug|Target) RETURN count(*)
MATCH (a:Drug:Entity) RETURN count(*)
MATCH (a) WHERE a:Drug OR a:Target RETURN count(*)
MATCH (a) WHERE 'Drug' IN labels(a) RETURN count(*)
MATCH (a:Nosuch) RETURN count(*)
MATCH (a)-[:NOSUCH]->() RETURN count(*)
MATCH (a:Drug) WHERE a.nosuch IS NULL RETURN count(*)
MATCH (a:Drug) WHERE a.nosuch = 1 RETURN count(*)
MATCH (a:Drug {id: $q}) RETURN count(*)
MATCH (a {mentions: $i}) RETURN count(*)
MATCH (a:Drug) WHERE $none IS NULL OR a.id = $none RETURN count(*)
MATCH (a:Drug) WHERE a.id IN ['CHEBI:100','CHEBI:101'] RETURN count(*)
MATCH (a:Drug) WHERE a.id IN [] RETURN count(*)
MATCH (a:Drug) WHERE 'alpha' IN a.synonyms RETURN a.id
MATCH (a:Drug) WHERE a.synonyms = [] RETURN a.id
MATCH (a:Drug) WHERE size(a.synonyms) > 1 RETURN a.id
MATCH (a:Drug)-[r]->(b), (a)-[s]->(b) RETURN count(*)
MATCH (a:Drug)-[r]->(b) MATCH (a)-[s]->(b) RETURN count(*)
MATCH (a:Drug)-[r]->(b) MATCH (a)-[r]->(b) RETURN count(*)
MATCH (a:Drug)-[r]->(b) MATCH (c)-[r]->(d) RETURN count(*)
MATCH (a:Drug)-->(b), (c:Role) RETURN count(*)
MATCH (a:Drug)-[:INHIBITS]->(b)<-[:INHIBITS]-(c:Drug) RETURN a.id, c.id, count(*)
MATCH (a:Drug)-[:INHIBITS]->(b)<-[:INHIBITS]-(c:Drug) WHERE a.id < c.id RETURN a.id, c.id
MATCH (a:Drug)-[:INHIBITS]->(b) WHERE a <> b RETURN count(DISTINCT a), count(DISTINCT [a.id,b.id])
MATCH (a:Drug)-[{basis:'curated'}]->(b) RETURN count(*)
MATCH (a)-[r]->(b) WHERE type(r) = 'INHIBITS' RETURN count(*)
MATCH (a)-[r]->(b) WHERE type(r) IN ['INHIBITS','BINDS'] RETURN count(*)
MATCH (a:Drug) WHERE a IS :: STRING RETURN count(*)
MATCH (a:Drug) WHERE a IS NOT NULL RETURN count(*)
MATCH (a:Drug) RETURN count(a.nosuch), count(a.source), sum(a.nosuch), avg(a.nosuch), collect(a.nosuch)
MATCH (a:Drug) RETURN count(*) > 2 AS b, count(*) * 2 AS c, 100 * sum(a.mentions) / count(*) AS d
MATCH (a:Drug) WITH collect(a)[0] AS x MATCH (x)--(b) RETURN count(*) > 0
MATCH (a:Drug) WITH collect(DISTINCT a.mentions) AS l UNWIND l AS x RETURN sum(x)
MATCH (n:Drug) WHERE n.name STARTS WITH 'a' OR n.name ENDS WITH 'a' OR n.name CONTAINS 'x' RETURN n.id
MATCH (n:Drug) WHERE toLower(n.name) = $q RETURN n.id
MATCH (n:Evidence) RETURN n.start % 7 AS g, count(*) AS c ORDER BY c DESC, g LIMIT 3
MATCH (n:Evidence) WHERE n.start > 10 AND n.start < 100 OR n.score >= 0.5 RETURN count(*)
MATCH (n:Evidence) WHERE NOT n.counted RETURN count(*)
MATCH (n:Assertion) WHERE n.negated = false RETURN count(*)
MATCH (n:Run)<-[:BY]-(e) RETURN n.id, count(e)
MATCH (e:Evidence)-[:BY]->(r)<-[:BY]-(f:Evidence) RETURN count(*)
MATCH (e:Evidence)-[:BY]->(r)<-[:BY]-(f:Evidence) WHERE e.id < f.id RETURN count(*)
MATCH (a:Drug)--(b)--(c:Disease) RETURN count(*) AS n
MATCH (a:Drug)--(b)--(c:Disease) RETURN count(c) AS n
MATCH (a:Drug)-->()--(c:Disease) RETURN count(*) AS n
MATCH (a:Drug)-[*2]-(c:Disease) RETURN count(*) AS n
MATCH (a:Drug)--(b)--(c:Disease) WITH a, b, c RETURN count(*) AS n
MATCH (a:Drug)--(b)--(c:Disease) RETURN count(1) AS n
MATCH (a:Drug)--(b)--(c:Disease) WHERE true RETURN count(*) AS n
MATCH (m:Target) OPTIONAL MATCH (m)<--(n:Target) WITH n, count(*) AS c RETURN n.id AS id, c
MATCH (n) RETURN n.name AS name, n.title AS title, labels(n) AS labels
MATCH (n) WHERE n.name IS NULL RETURN count(*) AS n
MATCH (n {name: 'Report 1'}) RETURN count(*) AS n
MATCH (n:Publication {title: 'Report 1'}) RETURN n.title, n {.id, .title}, n['title'] AS t, n.`title` AS u
MATCH (n:Publication) RETURN n {.*} AS m, properties(n) AS p
MATCH (n:Publication) UNWIND keys(n) AS k WITH n, k WHERE k <> 'x' RETURN n.id, count(k) AS c
MATCH (n) UNWIND keys(n) AS k RETURN k, count(*) AS c
MATCH ()-[r]->() UNWIND keys(r) AS k RETURN k, count(*) AS c
MATCH (n) WHERE n['title'] IS NOT NULL RETURN n.id AS i
MATCH (n:Publication) WHERE n.title STARTS WITH 'Report' RETURN n.title AS title ORDER BY title DESC LIMIT 2
RETURN 'title' AS title, {title: 1} AS m
MATCH (a:Drug&Entity) RETURN count(*) AS n
MATCH (a:Drug) /* a comment, with 'quotes */ RETURN count(*) AS n // another /*
RETURN '/* no comment */' AS x, "// neither" AS y
MATCH (n:Drug) RETURN count(*) AS n, n.source AS s ORDER BY count(*) DESC, n.source
MATCH (n:Entity) RETURN n.source, count(*) ORDER BY COUNT( * ) DESC, n.source
MATCH (n:Drug) RETURN COUNT( * ), n.mentions+1, toUpper( n.id )
RETURN round(-2.5) AS a, round(2.5) AS b, round(-0.5) AS c, round(7) AS d, round(null) AS e
RETURN isEmpty([]) AS a, isEmpty('x') AS b, char_length('abc') AS c, size(toString(1.5)) AS d
RETURN 10 / 4 AS a, 10 / 4.0 AS b, 10 % 4 AS c, 2 * 3 / 4.0 ^ 2 AS d, 7 / (1 + 1) AS e, -7 / -2 AS f
MATCH (n:Drug) RETURN 1.0 * sum(n.mentions) / count(*) AS r, sum(n.mentions) % count(*) AS m
RETURN log(10) AS a, sqrt(4) AS b, log10(1000) AS c
MATCH (a:Drug) RETURN (COUNT { MATCH (a)--(b:Target) } / 4.0) AS x, (COUNT { (a)--() } > 2) AS y
MATCH (a:Drug)-[:INHIBITS]->(b), (a)-[:INHIBITS]->(c) RETURN a.id, b.id, c.id
MATCH (a:Target)-[r]-(b), (a)-[s]-(c) RETURN count(*) AS n
MATCH (a:Target)--(b), (a)-[*1..2]-(c) RETURN count(*) AS n
MATCH (a:Target)--(b), (a)--(c) WITH a, count(*) AS n MATCH (a)--(d), (a)--(e) RETURN a.id, n, count(*) AS m
MATCH p = (a:Target)--(b), (b)--(c:Drug) RETURN length(p), count(*)
MATCH (a:Drug) CALL (a) { MATCH (a)--(b), (b)--(c) RETURN count(*) AS n } RETURN a.id, n
MATCH (a:Drug) WHERE EXISTS { MATCH (a)--(b), (b)--(:Disease) } RETURN a.id
MATCH (a:Target)--(b), (a)--(c) RETURN * ORDER BY a.id LIMIT 0
MATCH (a:Target)-[:INHIBITS]-(b), (a)-[:BINDS]-(c) WITH * RETURN count(*) AS n
CALL db.index.fulltext.queryNodes('target_text', "it's") YIELD node, score WHERE score > 0 RETURN node.id AS id, score
CALL db.index.fulltext.queryNodes('drug_text', $q) YIELD node AS d, score AS s MATCH (d)--(b) RETURN d.id, s, count(b)
CALL db.index.fulltext.queryNodes('role_text', 'x y β-x alpha HCC beta') YIELD node AS d, score RETURN d.id, score ORDER BY score DESC, d.id LIMIT 2
CALL db.index.fulltext.queryNodes('pathway_text', 'Delta') YIELD node RETURN node.id
CALL db.index.fulltext.queryNodes('pathway_text', 'nothing') YIELD node RETURN count(*) AS n
MATCH (t:Trial) CALL db.index.fulltext.queryNodes('disease_text', 'mtor gamma') YIELD node, score RETURN t.id, node.id, score
UNWIND ['a', 'b'] AS w CALL { WITH w MATCH (d:Drug) WHERE d.name CONTAINS w RETURN count(*) AS n } RETURN w, n
MATCH (a:Drug) WHERE a.mentions > 0 AND NOT a.name IN ['alpha', 'beta'] RETURN a.id
MATCH (a:Drug) WHERE (a.mentions % 2) = 1 RETURN a.id
MATCH (n) RETURN n.synonyms + [1] AS a, [1] + n.xrefs AS b, n.synonyms + n.xrefs AS c, n.mentions + 1 AS d, n.name + 'x' AS e
WITH null AS z, [1] AS l RETURN z + l AS a, l + z AS b, l + [z] AS c, l + 2 AS d, 'a' + z AS e, l + l + z AS f, size(l + l) - 1 AS g
MATCH (n:Drug) RETURN size(n.synonyms + n.xrefs) AS a, [x IN n.synonyms + ['y'] | x + 'z'] AS b, reduce(s = [], x IN n.synonyms | s + x) AS c
MATCH (n:Drug) RETURN sum(n.mentions) + count(*) AS a, n.source + '!' AS s, count(*) + 1 AS b
MATCH (n:Drug) WITH n, n.mentions + n.documents - 1 AS s WHERE s + 1 > 0 RETURN n.id, s, s + n.mentions * 2 AS t
RETURN 1 AS x UNION RETURN 1.0 AS x
RETURN 1 AS x UNION RETURN true AS x UNION RETURN '1' AS x UNION RETURN [1] AS x UNION RETURN [1.0] AS x
MATCH (a:Target)-[r*1..2 {basis: 'curated'}]->(b) RETURN a.id, b.id, size(r) AS n
MATCH (a:Target)-[r:INTERACTS_WITH|PART_OF*0..2]-(b) RETURN a.id, b.id, count(*) AS n
MATCH (a:Drug)-[r*1..2]->(b) WHERE all(x IN r WHERE x.basis = 'curated') RETURN a.id, b.id, count(*) AS n
MATCH p = (a:Drug)-[*1..2]->(b) WHERE none(x IN nodes(p) WHERE x:Disease) RETURN a.id, count(*) AS n
MATCH (n:Drug) WITH n ORDER BY n.id SKIP 1 LIMIT 1 RETURN n.id AS i
MATCH (n:Drug) RETURN n.id AS i ORDER BY i SKIP 1 + 0 LIMIT toInteger(1.0)
MATCH (n:Drug) RETURN n:Entity AS e, n:Target AS t, labels(n)[0] IS NOT NULL AS l
RETURN {a: {b: [1, {c: 2}]}}.a.b[1].c AS x, {a: 1}['a'] AS y, {a: 1}.z AS z
RETURN [1, 2] IN [[1, 2], [3]] AS a, [1, null] IN [[1, null]] AS b, 1 IN [] AS c, null IN [] AS d
RETURN size('a𝒳b') AS a, reverse('aé𝒳') AS b, substring('a𝒳b', 1, 1) AS c, left('𝒳b', 1) AS d
RETURN 'a\tb\\n' AS a, "x'y" AS b, 'x"y' AS c, '\u03b1' AS d
RETURN 9223372036854775807 AS a, -9223372036854775808 AS b
RETURN 0.1 + 0.2 AS a, 1e308 * 10 AS b, 5 / 2 * 2 AS c, 5 % -3 AS d, -5 % 3 AS e, 2 ^ 3 ^ 2 AS f, -2 ^ 2 AS g
RETURN true = 1 AS a, 'a' < 1 AS b, [1] = 1 AS c, null = [] AS d, {a: 1} = {a: 1.0} AS e
RETURN CASE WHEN null THEN 1 WHEN false THEN 2 ELSE 3 END AS a, CASE 1 WHEN 1.0 THEN 'y' ELSE 'n' END AS b
UNWIND [[1, 2], [], null, [3]] AS l UNWIND l AS x RETURN x
UNWIND ['b', 'A', 'a', 'B', '', 'é', 'z', '1'] AS x WITH x ORDER BY x RETURN collect(x) AS l
UNWIND [true, false, null] AS x WITH x ORDER BY x RETURN collect(x) AS l, min(x) AS a, max(x) AS b
UNWIND [1, 2, 3, 4] AS x RETURN x % 2 AS k, collect(x) AS bag, sum(x) AS s, avg(x) AS a ORDER BY k
UNWIND range(1, 10) AS x WITH x WHERE x % 3 = 0 RETURN sum(x) AS s, count(x) AS c
MATCH (n:Drug) WITH n.mentions AS m, collect(n) AS ns RETURN m, size(ns) AS s, reduce(t = 0, x IN ns | t + x.documents) AS d
MATCH (n:Drug) WITH collect({i: n.id, m: n.mentions}) AS l UNWIND l AS x WITH x WHERE x.m > 0 RETURN x.i AS i
MATCH (n:Drug) OPTIONAL MATCH (n)-[:INHIBITS]->(t:Target) WITH n, collect(t.id) AS ts RETURN n.id, size(ts) AS s, CASE WHEN ts = [] THEN 'none' ELSE 'some' END AS c
MATCH (n:Drug) OPTIONAL MATCH (n)-[:INHIBITS]->(t:Target) WHERE t.mentions > 100 RETURN n.id, t.id
MATCH (n:Drug) OPTIONAL MATCH (n)-[:INHIBITS]->(t:Target)-[:ASSOCIATED_WITH]->(d:Disease) RETURN n.id, t.id, d.id
MATCH (n:Drug) OPTIONAL MATCH (n)-[r:INHIBITS]->(t:Target), (t)-[:ASSOCIATED_WITH]->(d:Disease) RETURN n.id, t.id, d.id
MATCH (n:Drug) OPTIONAL MATCH (n)-[:INHIBITS]->(t) OPTIONAL MATCH (t)-[:ASSOCIATED_WITH]->(d) RETURN n.id, count(DISTINCT t) AS a, count(DISTINCT d) AS b, count(d) AS c
MATCH (n:Drug) RETURN count(DISTINCT n.mentions) AS a, sum(DISTINCT n.mentions) AS b, avg(DISTINCT n.mentions) AS c, size(collect(DISTINCT n.source)) AS d
MATCH (a:Drug)-[r]->(b) WITH a, r, b WHERE r.basis = 'text' RETURN a.id, type(r), b.id, r.evidence_count, r.score
MATCH (a:Drug)-[r]->(b) RETURN DISTINCT type(r) AS t, labels(b) AS l
MATCH (a:Drug)-[r]->(b) WITH a, type(r) AS t, count(*) AS n WITH a, max(n) AS m RETURN a.id, m
MATCH (a)-[r:INTERACTS_WITH]->(a) RETURN a.id, count(r) AS n
MATCH (a)-[r:INTERACTS_WITH]-(b) RETURN a.id, b.id, startNode(r).id, endNode(r).id
MATCH (a)-[:INTERACTS_WITH*2]-(b) RETURN a.id, b.id, count(*) AS n
MATCH (a:Drug)<-[:SUBJECT]-(c:Assertion)-[:OBJECT]->(b) WHERE NOT (a)-->(b) RETURN a.id, b.id
MATCH (c:Assertion) WHERE NOT EXISTS { (c)-[:HAS_EVIDENCE]->(:Evidence {counted: true}) } RETURN c.id
MATCH (e:Evidence)-[:FROM]->(p:Publication) WHERE e.year = p.year RETURN count(*) AS n
MATCH (e:Evidence)-[:FROM]->(p:Publication) WITH p, collect(e) AS es WHERE size(es) > 2 UNWIND es AS e RETURN p.id, count(e) AS n
MATCH (p:Publication) WHERE 'NCT00000001' IN p.registry_ids RETURN p.id
MATCH (p:Publication) WHERE any(x IN p.registry_ids WHERE x ENDS WITH '2') RETURN p.id, p.registry_ids
MATCH (p:Publication) RETURN p.id, p.year, p.retracted, coalesce(p.year, 0) AS y ORDER BY p.year, p.id
MATCH (p:Publication) RETURN p.id ORDER BY p.year DESC, p.id
MATCH (p:Publication) WITH p ORDER BY p.year DESC, p.id LIMIT 2 RETURN collect(p.id) AS l
MATCH (p:Publication) WITH p.year AS y ORDER BY y RETURN collect(y) AS l
MATCH (a:Drug), (b:Role) WHERE a.id < b.id RETURN count(*) AS n
MATCH (a:Drug) MATCH (b:Role) WHERE a.mentions = b.mentions RETURN a.id, b.id
MATCH (a:Drug) WHERE a.name = 'beta' OR a.source = 'x' AND NOT a.mentions = 2 XOR a.documents = 1 RETURN a.id
MATCH (a:Drug) WHERE NOT a.mentions > 0 AND a.source IS NULL OR a.nothing = 1 RETURN a.id
MATCH (a:Drug) WHERE a.source <> 'x' RETURN a.id
MATCH (a:Drug) WHERE NOT (a.source = 'x') RETURN a.id
MATCH (a:Drug) WHERE a.source IN ['x', null] RETURN a.id
MATCH (a:Drug) WHERE NOT a.source IN ['x', null] RETURN a.id
MATCH (a:Drug) WHERE a.synonyms[0] = 'beta' OR size(a.synonyms) = 0 RETURN a.id
MATCH (a:Entity) WHERE a.id STARTS WITH 'CHEBI' AND a.id ENDS WITH '0' RETURN a.id
MATCH (a:Entity) WHERE toLower(a.name) CONTAINS toLower('ALP') RETURN a.id
MATCH (a:Entity) WHERE a.name =~ '(?i).*ALP.*' RETURN a.id
MATCH (a) WHERE a.id = 'CHEBI:100' RETURN labels(a)
MATCH (a {id: 'CHEBI:100'})-[r]-(b) RETURN type(r), b.id
MATCH (a:Drug {id: 'CHEBI:100'}), (b:Disease {id: 'MONDO:100'}) RETURN a.id, b.id, EXISTS { (a)--(b) } AS e
MATCH (a:Drug {id: 'CHEBI:100'}) MATCH p = shortestPath((a)-[*..3]-(b:Disease)) RETURN b.id, length(p)
MATCH p = shortestPath((a:Drug {id: 'CHEBI:100'})-[:INHIBITS|ASSOCIATED_WITH*..4]->(b:Disease)) RETURN b.id, length(p)
MATCH (a:Drug) CALL { WITH a MATCH (a)-[:INHIBITS]->(t) RETURN t.id AS x UNION WITH a MATCH (a)-[:BINDS]->(t) RETURN t.id AS x } RETURN a.id, x
MATCH (a:Drug) CALL { WITH a OPTIONAL MATCH (a)-[:BINDS]->(t) RETURN count(t) AS n, collect(t.id) AS bag } RETURN a.id, n, bag
CALL { MATCH (a:Drug) RETURN a ORDER BY a.id LIMIT 1 } MATCH (a)--(b) RETURN count(b) AS n
MATCH (a:Drug) WITH a, [(a)-[:INHIBITS]->(t) WHERE t.mentions >= 0 | t.id] AS bag RETURN a.id, size(bag) AS n, bag
MATCH (a:Drug) RETURN a.id, [(a)--(b:Role) | b {.id, .name}] AS bag
MATCH (a:Drug) RETURN a.id, head([(a)--(b:Nothing) | b.id]) AS h
MATCH (a:Drug) RETURN a {.id, n: COUNT { (a)--() }, e: EXISTS { (a)-[:BINDS]->() }} AS m
MATCH (a:Drug) WITH a {.id, .mentions} AS m RETURN m.id, m.mentions, m['id'] AS i
MATCH (a:Drug) WITH a, a.mentions AS m RETURN sum(m) AS s, count(*) AS n, toFloat(sum(m)) / count(*) AS r
MATCH (a:Drug) WITH sum(a.mentions) AS total MATCH (a:Drug) RETURN a.id, 100.0 * a.mentions / (total + 1) AS share
MATCH (a:Drug)--(b) WITH a, count(b) AS n WITH max(n) AS m, min(n) AS k, avg(n) AS v RETURN m, k, v
MATCH (a:Drug)--(b)--(c) WHERE a <> c RETURN a.id, count(DISTINCT c) AS n
MATCH (a:Drug)--(b)--(c:Drug) WHERE a.id < c.id RETURN a.id, c.id, count(DISTINCT b) AS n
MATCH (a)-->(b)-->(c)-->(a) RETURN count(*) AS n
MATCH (a)-->(b), (b)-->(c), (c)-->(a) RETURN count(*) AS n
MATCH (a:Drug)-[x]->(b)<-[y]-(c:Drug) RETURN type(x), type(y), count(*)
MATCH (a:Drug) RETURN max(a.synonyms) AS m
MATCH (a:Drug) RETURN a.id AS `the id`, a.name AS `na``me`
MATCH (`a b`:Drug) RETURN `a b`.id
match (a:Drug) where a.mentions >= 0 return a.id order by a.id limit 2
PROFILE MATCH (a:Drug) RETURN a.id
WITH 1 AS x, 2 AS y RETURN x, y, x + y AS z
WITH 'a,b,,c' AS s RETURN split(s, ',') AS l, size(split(s, ',')) AS n, replace(s, ',', '') AS r, toUpper(s) AS u, trim('  x ') AS t
MATCH (n:Nothing) RETURN count(*) AS c, sum(n.x) AS s, avg(n.x) AS a, max(n.x) AS m, collect(n.x) AS l
MATCH (n:Nothing) RETURN n.x AS x, count(*) AS c
MATCH (n:Nothing) WITH count(*) AS c RETURN c
MATCH (n:Drug) WITH n LIMIT 0 RETURN count(*) AS c
MATCH (n:Drug) RETURN n.id LIMIT 0
MATCH (n:Evidence) RETURN n.score AS s, count(*) AS c ORDER BY s
MATCH (n:Evidence) RETURN round(avg(n.score), 2) AS a, stDev(n.score) > 0 AS b, min(n.score) AS c
MATCH (n:Evidence) WHERE n.score = 0.9 OR n.score IN [0.25] RETURN count(*) AS c
MATCH (n:Evidence) WHERE 0.3 < n.score AND n.score < 0.8 RETURN n.score * 100 AS s, count(*) AS c
MATCH (n:Evidence) RETURN toString(n.score) AS s, count(*) AS c
MATCH (n:Evidence) RETURN 's' + n.score AS s, count(*) AS c
MATCH (n:Evidence) RETURN coalesce(n.year, n.score) AS s, count(*) AS c
MATCH (n:Evidence) RETURN CASE WHEN n.score > 0.5 THEN 1 ELSE 0.5 END AS s, count(*) AS c
MATCH (t:Trial {year: 2015}) RETURN count(*) AS n
MATCH (d:Drug {year: 2015, nonsense: 1})--(t:Target {colour: 'red'}) RETURN d.id AS id
MATCH (d:Drug) WHERE NOT EXISTS { (d)--(:Target {year: 1}) } RETURN count(*) AS n
MATCH (d:Drug) RETURN d.id AS id, [(d)--(t:Target {year: 1}) | t.id] AS l ORDER BY id
MATCH (a)-[:SUBCLASS_OF*]->(b) RETURN a.id, b.id, count(*) AS n
MATCH (a:Disease)-[:SUBCLASS_OF*0..]->(b) RETURN a.id, b.id, count(*) AS n
MATCH (a:Drug) WHERE EXISTS { (a)-[:HAS_ROLE|SUBCLASS_OF*2..]->() } RETURN a.id
MATCH (a:Drug) OPTIONAL MATCH (a)-[:HAS_ROLE|SUBCLASS_OF*2..]->(b) RETURN a.id, count(b) AS n, size([(a)-[:HAS_ROLE*]->(c) | c.id]) AS m
RETURN {title: 1}.title AS a, {name: 2, title: 3}.name AS b, {title: 4}['title'] AS c
MATCH (p:Publication) WITH p {.id, .title, .name} AS m RETURN m.title, m.name, m['title'] AS t, keys(m) = [] AS k
MATCH (p:Publication) WITH collect({title: p.title, name: p.name}) AS l UNWIND l AS x RETURN x.title, x.name
MATCH (p:Publication) RETURN p {title: p.title, .year} AS m ORDER BY m.title, p.id LIMIT 3
MATCH (p:Publication) RETURN p.id, 'title' IN keys(p) AS a, 'name' IN keys(p) AS b, p.name AS c
MATCH (n) UNWIND ['title', 'year', 'name', 'type', 'label'] AS k RETURN n.id, k, n[k] AS v
MATCH (d:Drug)-[r]->(b) WITH d, r, 'type' AS k RETURN d[k] AS a, d['ty' + 'pe'] AS b, r['ty' + 'pe'] AS c, d['type'] AS d, r[k] AS e
WITH {type: 1, title: 2} AS m, 'type' AS k RETURN m[k] AS a, m['type'] AS b, m['ti' + 'tle'] AS c, [1, 2][1] AS d, [1, 2][size([1])] AS e
MATCH (n) WHERE n.name STARTS WITH 'Report' RETURN count(*) AS n
MATCH (n {name: 'alpha'}) RETURN labels(n) AS l, count(*) AS n
MATCH (n) RETURN DISTINCT n.name AS name ORDER BY n.name
MATCH (a)-[r]->(b) RETURN startNode(r).name AS s, endNode(r).name AS e, endNode(r).title AS t, count(*) AS n
MATCH p = (e:Evidence)-->(b) RETURN e.id, b.id, [n IN nodes(p) | n.name] AS l, [n IN nodes(p) | n.title] AS m
MATCH (e:Evidence) RETURN e.end, e {.start, .end} AS m, e.`end` AS f
MATCH (d:Drug) RETURN d.name = 'Alpha' AS x, d.id AS i ORDER BY d.name = 'alpha' DESC, i
MATCH (d:Drug) RETURN d.name AS x, d.id AS i ORDER BY d.NAME, i DESC
RETURN 1 AS kg_a, 2 AS `kg_b c`
RETURN {id: 1, labels: ['a'], properties: {type: 'x', title: 't'}} AS m
RETURN round(0.49999999999999994) AS a, round(-1.5) AS b, round(1.4999) AS c, round(-7) AS d, 5 / 0x2 AS e, 0x10 AS f
RETURN toFloat('1e3') AS a, toFloat('dead') AS b, toInteger(' 3 ') AS c, toFloat('') AS d, toInteger('-4.9') AS e, toFloat(3) AS f
RETURN [1] IS :: LIST<INTEGER> AS a, NOT 1 = 2 AS b, [x IN [1] WHERE x = 1] = [1] AS c
CALL { RETURN 1 AS a UNION RETURN 2 AS a } RETURN count(*) AS n
MATCH p = shortestPath((a:Drug)-[:INHIBITS|BINDS*..3]-(b:Target)) WITH a, b, p WHERE length(p) > 1 RETURN a.id, b.id, length(p) AS n
MATCH (a:Drug)-[:INHIBITS]->(b), (a)-[:INHIBITS]->(c), (a)-[:INHIBITS]->(d) WHERE b.id < d.id RETURN a.id, count(*) AS n
MATCH (a)-[r]->(b), (a)-[s]->(c), (b)-[t]-(c) RETURN count(*) AS n
MATCH (a:Drug), (b:Role) RETURN a.id IS NULL AS x LIMIT 3
RETURN [1] || [2] AS a, 'a' || 'b' AS b, null || [1] AS c, 'a' =~ null AS d
MATCH (a) WHERE EXISTS { MATCH (a)<-[:INHIBITS|HAS_EVIDENCE]-(b)-[r]-(c:Pathway) } RETURN a.id
MATCH (a) WHERE (a)<-[:INHIBITS|HAS_EVIDENCE]-()--(:Pathway) AND NOT (a)--()--(:Drug)--() RETURN a.id
