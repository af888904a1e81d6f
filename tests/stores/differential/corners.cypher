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
