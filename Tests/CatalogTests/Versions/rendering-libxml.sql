-- After rendering.sql, on a server that has libxml: the names in these are mapped with it when they are parsed.

set search_path = render, pg_catalog;
create view v_xml_element as select xmlelement(name x, xmlattributes(b as "B", a), b, x) as e from t;
create view v_xml_forest as select xmlforest(a, b as "B") as f, xmlconcat(x, x) as c, xmlpi(name p, b) as p from t;
