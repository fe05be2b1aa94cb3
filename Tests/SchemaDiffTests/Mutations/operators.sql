-- Collations, conversions, casts, operators, operator classes and families, text search.

-- mutation: collation created
-- expect: collation app.fresh
create collation app.fresh (provider = libc, locale = 'POSIX');
-- reverse:
drop collation app.fresh;

-- mutation: collation dropped
-- expect: collation app.bytes
drop collation app.bytes;
-- reverse:
create collation app.bytes (provider = libc, locale = 'C');
comment on collation app.bytes is 'By the bytes.';

-- mutation: collation LC_COLLATE
-- expect: collation "Odd Schema.50%"."Odd Collation" › lcCollate
drop collation "Odd Schema.50%"."Odd Collation";
create collation "Odd Schema.50%"."Odd Collation" (provider = libc, lc_collate = 'C.UTF-8', lc_ctype = 'POSIX');
-- reverse:
drop collation "Odd Schema.50%"."Odd Collation";
create collation "Odd Schema.50%"."Odd Collation" (provider = libc, lc_collate = 'C', lc_ctype = 'POSIX');

-- mutation: collation LC_CTYPE
-- expect: collation "Odd Schema.50%"."Odd Collation" › lcCtype
drop collation "Odd Schema.50%"."Odd Collation";
create collation "Odd Schema.50%"."Odd Collation" (provider = libc, lc_collate = 'C', lc_ctype = 'C.UTF-8');
-- reverse:
drop collation "Odd Schema.50%"."Odd Collation";
create collation "Odd Schema.50%"."Odd Collation" (provider = libc, lc_collate = 'C', lc_ctype = 'POSIX');

-- mutation: collation of ICU created
-- when: exists (select from pg_collation where collname = 'de-x-icu')
-- expect: collation app.fresh
create collation app.fresh (provider = icu, locale = 'de-u-co-phonebk', deterministic = false);
-- reverse:
drop collation app.fresh;

-- mutation: collation of ICU: locale
-- when: exists (select from pg_collation where collname = 'de-x-icu')
-- expect: collation app.german › locale
drop collation app.german;
create collation app.german (provider = icu, locale = 'de-u-co-phonebk');
-- reverse:
drop collation app.german;
create collation app.german (provider = icu, locale = 'de');

-- mutation: collation of ICU: nondeterministic
-- when: exists (select from pg_collation where collname = 'de-x-icu')
-- expect: collation app.german › nondeterministic
drop collation app.german;
create collation app.german (provider = icu, locale = 'de', deterministic = false);
-- reverse:
drop collation app.german;
create collation app.german (provider = icu, locale = 'de');

-- mutation: collation of ICU: rules
-- since: 16
-- when: exists (select from pg_collation where collname = 'de-x-icu')
-- expect: collation app.german › rules
drop collation app.german;
create collation app.german (provider = icu, locale = 'de', rules = '&a < b');
-- reverse:
drop collation app.german;
create collation app.german (provider = icu, locale = 'de');

-- mutation: collation provider builtin
-- since: 17
-- expect: collation app.bytes › provider
-- expect: collation app.bytes › locale
drop collation app.bytes;
create collation app.bytes (provider = builtin, locale = 'C.UTF-8');
comment on collation app.bytes is 'By the bytes.';
-- reverse:
drop collation app.bytes;
create collation app.bytes (provider = libc, locale = 'C');
comment on collation app.bytes is 'By the bytes.';

-- mutation: collation owner
-- expect: collation app.bytes › owner
alter collation app.bytes owner to tm_fixture_owner;
-- reverse:
alter collation app.bytes owner to current_user;

-- mutation: collation comment
-- expect: collation app.bytes › comment
comment on collation app.bytes is null;
-- reverse:
comment on collation app.bytes is 'By the bytes.';

-- mutation: conversion created
-- expect: conversion app.fresh
create conversion app.fresh for 'LATIN1' to 'UTF8' from iso8859_1_to_utf8;
-- reverse:
drop conversion app.fresh;

-- mutation: conversion dropped
-- expect: conversion "ünïcode"."Größe"
drop conversion "ünïcode"."Größe";
-- reverse:
create default conversion "ünïcode"."Größe" for 'LATIN2' to 'UTF8' from iso8859_to_utf8;

-- mutation: conversion DEFAULT
-- expect: conversion "ünïcode"."Größe" › default
drop conversion "ünïcode"."Größe";
create conversion "ünïcode"."Größe" for 'LATIN2' to 'UTF8' from iso8859_to_utf8;
-- reverse:
drop conversion "ünïcode"."Größe";
create default conversion "ünïcode"."Größe" for 'LATIN2' to 'UTF8' from iso8859_to_utf8;

-- mutation: conversion FOR
-- expect: conversion "ünïcode"."Größe" › from
drop conversion "ünïcode"."Größe";
create default conversion "ünïcode"."Größe" for 'LATIN3' to 'UTF8' from iso8859_to_utf8;
-- reverse:
drop conversion "ünïcode"."Größe";
create default conversion "ünïcode"."Größe" for 'LATIN2' to 'UTF8' from iso8859_to_utf8;

-- mutation: conversion TO
-- expect: conversion app.latin_in › from
-- expect: conversion app.latin_in › to
-- expect: conversion app.latin_in › function
drop conversion app.latin_in;
create conversion app.latin_in for 'UTF8' to 'LATIN1' from utf8_to_iso8859_1;
comment on conversion app.latin_in is 'The built-in one again.';
-- reverse:
drop conversion app.latin_in;
create conversion app.latin_in for 'LATIN1' to 'UTF8' from iso8859_1_to_utf8;
comment on conversion app.latin_in is 'The built-in one again.';

-- mutation: conversion function
-- expect: conversion app.latin_in › function
drop conversion app.latin_in;
create conversion app.latin_in for 'LATIN1' to 'UTF8' from app.latin_to_unicode;
comment on conversion app.latin_in is 'The built-in one again.';
-- reverse:
drop conversion app.latin_in;
create conversion app.latin_in for 'LATIN1' to 'UTF8' from iso8859_1_to_utf8;
comment on conversion app.latin_in is 'The built-in one again.';

-- mutation: conversion owner
-- expect: conversion app.latin_in › owner
alter conversion app.latin_in owner to tm_fixture_owner;
-- reverse:
alter conversion app.latin_in owner to current_user;

-- mutation: conversion comment
-- expect: conversion app.latin_in › comment
comment on conversion app.latin_in is null;
-- reverse:
comment on conversion app.latin_in is 'The built-in one again.';

-- mutation: cast created
-- expect: cast app.tiny AS bigint
create cast (app.tiny as bigint) with inout;
-- reverse:
drop cast (app.tiny as bigint);

-- mutation: cast between types of the server
-- expect: cast money AS text
create cast (money as text) with inout as assignment;
-- reverse:
drop cast (money as text);

-- mutation: cast dropped
-- expect: cast app.mood AS character varying
drop cast (app.mood as character varying);
-- reverse:
create cast (app.mood as character varying) with inout;

-- mutation: cast context
-- expect: cast app.tiny AS text › context
drop cast (app.tiny as text);
create cast (app.tiny as text) with function app.tiny_to_text(app.tiny);
comment on cast (app.tiny as text) is 'For reports.';
-- reverse:
drop cast (app.tiny as text);
create cast (app.tiny as text) with function app.tiny_to_text(app.tiny) as assignment;
comment on cast (app.tiny as text) is 'For reports.';

-- mutation: cast function
-- expect: cast app.tiny AS text › function
drop cast (app.tiny as text);
create cast (app.tiny as text) with function app.tiny_to_text_again(app.tiny) as assignment;
comment on cast (app.tiny as text) is 'For reports.';
-- reverse:
drop cast (app.tiny as text);
create cast (app.tiny as text) with function app.tiny_to_text(app.tiny) as assignment;
comment on cast (app.tiny as text) is 'For reports.';

-- mutation: cast method
-- expect: cast app.tiny AS integer › method
drop cast (app.tiny as integer);
create cast (app.tiny as integer) with inout as implicit;
-- reverse:
drop cast (app.tiny as integer);
create cast (app.tiny as integer) without function as implicit;

-- mutation: cast comment
-- expect: cast app.tiny AS text › comment
comment on cast (app.tiny as text) is null;
-- reverse:
comment on cast (app.tiny as text) is 'For reports.';

-- mutation: operator created
-- expect: operator app.&&&(integer, bigint)
create operator app.&&& (leftarg = integer, rightarg = bigint, function = int48eq);
-- reverse:
drop operator app.&&& (integer, bigint);

-- mutation: operator with one argument dropped
-- expect: operator app.!!!(NONE, app.tiny)
drop operator app.!!! (none, app.tiny);
-- reverse:
create operator app.!!! (rightarg = app.tiny, function = app.tiny_to_text);

-- mutation: operator function
-- expect: operator app.###(app.tiny, app.tiny) › function
drop operator app.### (app.tiny, app.tiny);
create operator app.### (leftarg = app.tiny, rightarg = app.tiny, function = app.tiny_ne);
-- reverse:
drop operator app.### (app.tiny, app.tiny);
create operator app.### (leftarg = app.tiny, rightarg = app.tiny, function = app.tiny_eq);

-- mutation: operator COMMUTATOR
-- expect: operator app.###(app.tiny, app.tiny) › commutator
drop operator app.### (app.tiny, app.tiny);
create operator app.### (leftarg = app.tiny, rightarg = app.tiny, function = app.tiny_eq, commutator = operator(app.###));
-- reverse:
drop operator app.### (app.tiny, app.tiny);
create operator app.### (leftarg = app.tiny, rightarg = app.tiny, function = app.tiny_eq);

-- mutation: operator NEGATOR, on both
-- expect: operator app.#<(app.tiny, app.tiny) › negator
-- expect: operator app.#>(app.tiny, app.tiny) › negator
drop operator app.#< (app.tiny, app.tiny);
create operator app.#< (leftarg = app.tiny, rightarg = app.tiny, function = app.tiny_lt, negator = operator(app.#>));
-- reverse:
drop operator app.#< (app.tiny, app.tiny);
create operator app.#< (leftarg = app.tiny, rightarg = app.tiny, function = app.tiny_lt);

-- mutation: operator COMMUTATOR and NEGATOR in place
-- since: 17
-- expect: operator app.###(app.tiny, app.tiny) › commutator
alter operator app.### (app.tiny, app.tiny) set (commutator = operator(app.###));
-- reverse:
drop operator app.### (app.tiny, app.tiny);
create operator app.### (leftarg = app.tiny, rightarg = app.tiny, function = app.tiny_eq);

-- mutation: operator RESTRICT
-- expect: operator app.###(app.tiny, app.tiny) › restrict
alter operator app.### (app.tiny, app.tiny) set (restrict = eqsel);
-- reverse:
alter operator app.### (app.tiny, app.tiny) set (restrict = none);

-- mutation: operator RESTRICT changed
-- expect: operator app.=(app.tiny, app.tiny) › restrict
alter operator app.= (app.tiny, app.tiny) set (restrict = neqsel);
-- reverse:
alter operator app.= (app.tiny, app.tiny) set (restrict = eqsel);

-- mutation: operator JOIN
-- expect: operator app.=(app.tiny, app.tiny) › join
alter operator app.= (app.tiny, app.tiny) set (join = none);
-- reverse:
alter operator app.= (app.tiny, app.tiny) set (join = eqjoinsel);

-- mutation: operator HASHES
-- expect: operator app.###(app.tiny, app.tiny) › hashes
drop operator app.### (app.tiny, app.tiny);
create operator app.### (leftarg = app.tiny, rightarg = app.tiny, function = app.tiny_eq, hashes);
-- reverse:
drop operator app.### (app.tiny, app.tiny);
create operator app.### (leftarg = app.tiny, rightarg = app.tiny, function = app.tiny_eq);

-- mutation: operator MERGES
-- expect: operator app.###(app.tiny, app.tiny) › merges
drop operator app.### (app.tiny, app.tiny);
create operator app.### (leftarg = app.tiny, rightarg = app.tiny, function = app.tiny_eq, merges);
-- reverse:
drop operator app.### (app.tiny, app.tiny);
create operator app.### (leftarg = app.tiny, rightarg = app.tiny, function = app.tiny_eq);

-- mutation: operator owner
-- expect: operator app.=(app.tiny, app.tiny) › owner
alter operator app.= (app.tiny, app.tiny) owner to tm_fixture_owner;
-- reverse:
alter operator app.= (app.tiny, app.tiny) owner to current_user;

-- mutation: operator comment
-- expect: operator app.=(app.tiny, app.tiny) › comment
comment on operator app.= (app.tiny, app.tiny) is null;
-- reverse:
comment on operator app.= (app.tiny, app.tiny) is 'As for integers.';

-- mutation: operator class created
-- expect: operatorClass app.fresh USING hash
create operator class app.fresh for type app.tiny using hash family app.tiny_hashing as storage app.tiny;
-- reverse:
drop operator class app.fresh using hash;

-- mutation: operator class dropped
-- expect: operatorClass app.tiny_hash_ops USING hash
drop operator class app.tiny_hash_ops using hash;
-- reverse:
create operator class app.tiny_hash_ops for type app.tiny using hash family app.tiny_hashing as
    operator 1 app.=, function 1 app.tiny_hash(app.tiny);

-- mutation: operator class DEFAULT
-- expect: operatorClass app.tiny_hash_ops USING hash › default
drop operator class app.tiny_hash_ops using hash;
create operator class app.tiny_hash_ops default for type app.tiny using hash family app.tiny_hashing as
    operator 1 app.=, function 1 app.tiny_hash(app.tiny);
-- reverse:
drop operator class app.tiny_hash_ops using hash;
create operator class app.tiny_hash_ops for type app.tiny using hash family app.tiny_hashing as
    operator 1 app.=, function 1 app.tiny_hash(app.tiny);

-- mutation: operator class family
-- expect: operatorClass app.tiny_hash_ops USING hash › family
drop operator class app.tiny_hash_ops using hash;
create operator class app.tiny_hash_ops for type app.tiny using hash family app.other_hashing as
    operator 1 app.=, function 1 app.tiny_hash(app.tiny);
-- reverse:
drop operator class app.tiny_hash_ops using hash;
create operator class app.tiny_hash_ops for type app.tiny using hash family app.tiny_hashing as
    operator 1 app.=, function 1 app.tiny_hash(app.tiny);

-- mutation: operator class type
-- expect: operatorClass "Odd Schema.50%"."Odd Class" USING gist › type
drop operator class "Odd Schema.50%"."Odd Class" using gist;
create operator class "Odd Schema.50%"."Odd Class" for type app.label using gist
    family "Odd Schema.50%"."Odd Family" as storage integer;
-- reverse:
drop operator class "Odd Schema.50%"."Odd Class" using gist;
create operator class "Odd Schema.50%"."Odd Class" for type app.blob using gist
    family "Odd Schema.50%"."Odd Family" as storage integer;

-- mutation: operator class STORAGE
-- expect: operatorClass "Odd Schema.50%"."Odd Class" USING gist › storage
drop operator class "Odd Schema.50%"."Odd Class" using gist;
create operator class "Odd Schema.50%"."Odd Class" for type app.blob using gist
    family "Odd Schema.50%"."Odd Family" as storage bigint;
-- reverse:
drop operator class "Odd Schema.50%"."Odd Class" using gist;
create operator class "Odd Schema.50%"."Odd Class" for type app.blob using gist
    family "Odd Schema.50%"."Odd Family" as storage integer;

-- mutation: operator class operators
-- expect: operatorClass app.tiny_hash_ops USING hash › operators
drop operator class app.tiny_hash_ops using hash;
create operator class app.tiny_hash_ops for type app.tiny using hash family app.tiny_hashing as
    function 1 app.tiny_hash(app.tiny);
-- reverse:
drop operator class app.tiny_hash_ops using hash;
create operator class app.tiny_hash_ops for type app.tiny using hash family app.tiny_hashing as
    operator 1 app.=, function 1 app.tiny_hash(app.tiny);

-- mutation: operator class functions
-- expect: operatorClass app.tiny_hash_ops USING hash › functions
drop operator class app.tiny_hash_ops using hash;
create operator class app.tiny_hash_ops for type app.tiny using hash family app.tiny_hashing as
    operator 1 app.=, function 1 app.tiny_hash_again(app.tiny);
-- reverse:
drop operator class app.tiny_hash_ops using hash;
create operator class app.tiny_hash_ops for type app.tiny using hash family app.tiny_hashing as
    operator 1 app.=, function 1 app.tiny_hash(app.tiny);

-- mutation: operator class with an optional function, which is its family's
-- expect: operatorFamily app.tiny_hashing USING hash › functions
alter operator family app.tiny_hashing using hash add function 2 app.tiny_hash_wide(app.tiny, bigint);
-- reverse:
alter operator family app.tiny_hashing using hash drop function 2 (app.tiny, app.tiny);

-- mutation: operator class owner
-- expect: operatorClass app.tiny_ops USING btree › owner
alter operator class app.tiny_ops using btree owner to tm_fixture_owner;
-- reverse:
alter operator class app.tiny_ops using btree owner to current_user;

-- mutation: operator class comment
-- expect: operatorClass app.tiny_ops USING btree › comment
comment on operator class app.tiny_ops using btree is null;
-- reverse:
comment on operator class app.tiny_ops using btree is 'The order of integers.';

-- mutation: operator family created
-- expect: operatorFamily app.fresh USING gin
create operator family app.fresh using gin;
-- reverse:
drop operator family app.fresh using gin;

-- mutation: operator family dropped
-- expect: operatorFamily app.other_hashing USING hash
drop operator family app.other_hashing using hash;
-- reverse:
create operator family app.other_hashing using hash;

-- mutation: operator family operator added
-- expect: operatorFamily app.loose USING btree › operators
alter operator family app.loose using btree add operator 1 pg_catalog.< (bigint, integer);
-- reverse:
alter operator family app.loose using btree drop operator 1 (bigint, integer);

-- mutation: operator family operator dropped
-- expect: operatorFamily app.loose USING btree › operators
alter operator family app.loose using btree drop operator 5 (integer, bigint);
-- reverse:
alter operator family app.loose using btree add operator 5 pg_catalog.> (integer, bigint);

-- mutation: operator family function added
-- expect: operatorFamily app.loose USING btree › functions
alter operator family app.loose using btree add function 1 (bigint, integer) btint84cmp(bigint, integer);
-- reverse:
alter operator family app.loose using btree drop function 1 (bigint, integer);

-- mutation: operator family operator FOR ORDER BY
-- expect: operatorFamily "Odd Schema.50%"."Odd Family" USING gist › operators
alter operator family "Odd Schema.50%"."Odd Family" using gist
    add operator 15 pg_catalog.<-> (point, point) for order by pg_catalog.float_ops;
-- reverse:
alter operator family "Odd Schema.50%"."Odd Family" using gist drop operator 15 (point, point);

-- mutation: operator family owner
-- expect: operatorFamily app.loose USING btree › owner
alter operator family app.loose using btree owner to tm_fixture_owner;
-- reverse:
alter operator family app.loose using btree owner to current_user;

-- mutation: operator family comment
-- expect: operatorFamily app.tiny_hashing USING hash › comment
comment on operator family app.tiny_hashing using hash is null;
-- reverse:
comment on operator family app.tiny_hashing using hash is 'One family for what hashes like integers.';

-- mutation: text search parser created
-- expect: textSearchParser app.fresh
create text search parser app.fresh
    (start = prsd_start, gettoken = prsd_nexttoken, end = prsd_end, lextypes = prsd_lextype);
-- reverse:
drop text search parser app.fresh;

-- mutation: text search parser HEADLINE
-- expect: textSearchParser app.spare › headline
drop text search parser app.spare;
create text search parser app.spare
    (start = prsd_start, gettoken = prsd_nexttoken, end = prsd_end, lextypes = prsd_lextype, headline = prsd_headline);
-- reverse:
drop text search parser app.spare;
create text search parser app.spare
    (start = prsd_start, gettoken = prsd_nexttoken, end = prsd_end, lextypes = prsd_lextype);

-- mutation: text search parser START
-- expect: textSearchParser app.spare › start
update pg_ts_parser set prsstart = 'int4_sum'::regproc where prsname = 'spare';
-- reverse:
update pg_ts_parser set prsstart = 'prsd_start'::regproc where prsname = 'spare';

-- mutation: text search parser GETTOKEN
-- expect: textSearchParser app.spare › token
update pg_ts_parser set prstoken = 'int4_sum'::regproc where prsname = 'spare';
-- reverse:
update pg_ts_parser set prstoken = 'prsd_nexttoken'::regproc where prsname = 'spare';

-- mutation: text search parser END
-- expect: textSearchParser app.spare › end
update pg_ts_parser set prsend = 'int4_sum'::regproc where prsname = 'spare';
-- reverse:
update pg_ts_parser set prsend = 'prsd_end'::regproc where prsname = 'spare';

-- mutation: text search parser LEXTYPES
-- expect: textSearchParser app.spare › lexTypes
update pg_ts_parser set prslextype = 'int4_sum'::regproc where prsname = 'spare';
-- reverse:
update pg_ts_parser set prslextype = 'prsd_lextype'::regproc where prsname = 'spare';

-- mutation: text search parser comment
-- expect: textSearchParser app.words › comment
comment on text search parser app.words is null;
-- reverse:
comment on text search parser app.words is 'The default one again.';

-- mutation: text search template created
-- expect: textSearchTemplate app.fresh
create text search template app.fresh (lexize = dsimple_lexize);
-- reverse:
drop text search template app.fresh;

-- mutation: text search template INIT
-- expect: textSearchTemplate "ünïcode"."Einfach" › init
drop text search template "ünïcode"."Einfach";
create text search template "ünïcode"."Einfach" (init = dsimple_init, lexize = dsimple_lexize);
-- reverse:
drop text search template "ünïcode"."Einfach";
create text search template "ünïcode"."Einfach" (lexize = dsimple_lexize);

-- mutation: text search template LEXIZE
-- expect: textSearchTemplate "ünïcode"."Einfach" › lexize
drop text search template "ünïcode"."Einfach";
create text search template "ünïcode"."Einfach" (lexize = dispell_lexize);
-- reverse:
drop text search template "ünïcode"."Einfach";
create text search template "ünïcode"."Einfach" (lexize = dsimple_lexize);

-- mutation: text search template comment
-- expect: textSearchTemplate app.plain › comment
comment on text search template app.plain is null;
-- reverse:
comment on text search template app.plain is 'The simple one again.';

-- mutation: text search dictionary created
-- expect: textSearchDictionary app.fresh
create text search dictionary app.fresh (template = simple);
-- reverse:
drop text search dictionary app.fresh;

-- mutation: text search dictionary options
-- expect: textSearchDictionary app.short › options.accept
alter text search dictionary app.short (accept = 'true');
-- reverse:
alter text search dictionary app.short (accept = 'false');

-- mutation: text search dictionary template
-- expect: textSearchDictionary "ünïcode"."Wörterbuch" › template
drop text search dictionary "ünïcode"."Wörterbuch";
create text search dictionary "ünïcode"."Wörterbuch" (template = app.plain);
-- reverse:
drop text search dictionary "ünïcode"."Wörterbuch";
create text search dictionary "ünïcode"."Wörterbuch" (template = simple);

-- mutation: text search dictionary owner
-- expect: textSearchDictionary app.short › owner
alter text search dictionary app.short owner to tm_fixture_owner;
-- reverse:
alter text search dictionary app.short owner to current_user;

-- mutation: text search dictionary comment
-- expect: textSearchDictionary app.short › comment
comment on text search dictionary app.short is null;
-- reverse:
comment on text search dictionary app.short is 'Takes what is short.';

-- mutation: text search configuration created
-- expect: textSearchConfiguration app.fresh
create text search configuration app.fresh (parser = pg_catalog.default);
-- reverse:
drop text search configuration app.fresh;

-- mutation: text search configuration parser
-- expect: textSearchConfiguration "ünïcode"."Suche" › parser
drop text search configuration "ünïcode"."Suche";
create text search configuration "ünïcode"."Suche" (parser = pg_catalog.default);
-- reverse:
drop text search configuration "ünïcode"."Suche";
create text search configuration "ünïcode"."Suche" (parser = app.words);

-- mutation: text search configuration mapping changed
-- expect: textSearchConfiguration app.plain_text › mappings.email
alter text search configuration app.plain_text alter mapping for email with app.short;
-- reverse:
alter text search configuration app.plain_text alter mapping for email with simple;

-- mutation: text search configuration dictionaries in another order
-- expect: textSearchConfiguration app.plain_text › mappings.asciiword
alter text search configuration app.plain_text alter mapping for asciiword with simple, app.short;
-- reverse:
alter text search configuration app.plain_text alter mapping for asciiword with app.short, simple;

-- mutation: text search configuration mapping added
-- expect: textSearchConfiguration app.plain_text › mappings.url
alter text search configuration app.plain_text add mapping for url with simple;
-- reverse:
alter text search configuration app.plain_text drop mapping for url;

-- mutation: text search configuration mapping dropped
-- expect: textSearchConfiguration app.plain_text › mappings.word
alter text search configuration app.plain_text drop mapping for word;
-- reverse:
alter text search configuration app.plain_text add mapping for word with app.short, simple;

-- mutation: text search configuration owner
-- expect: textSearchConfiguration app.plain_text › owner
alter text search configuration app.plain_text owner to tm_fixture_owner;
-- reverse:
alter text search configuration app.plain_text owner to current_user;

-- mutation: text search configuration comment
-- expect: textSearchConfiguration app.plain_text › comment
comment on text search configuration app.plain_text is null;
-- reverse:
comment on text search configuration app.plain_text is 'For notes.';
