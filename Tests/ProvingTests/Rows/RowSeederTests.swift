import PostgresSession
import Proving
import Testing
import TidemarkTesting

/// Rows that obey what tables ask of them.
@Suite(.database) struct RowSeederTests {
    private static let shop = """
        create domain code as text check (value ~ '^[A-Z]{3}$');
        create type state as enum ('open', 'paid', 'sent');
        create type place as (street text, number int);
        create table currency (code code primary key, name varchar(3) not null unique);
        create table customer (
          id bigint generated always as identity primary key,
          mail text not null unique check (mail like '%@%'),
          born date check (born < '2020-01-01'), parent bigint references customer,
          height numeric(3, 2) check (height between 1.2 and 2.2),
          home place, tags text[] not null, slug varchar(12) check (slug = lower(slug)));
        create table orders (
          id serial, customer bigint not null references customer, currency code not null references currency,
          state state not null default 'open', kind text not null check (kind in ('a', 'b')),
          amount int not null check (amount > 500 and amount <= 510), total int generated always as (amount * 2) stored,
          during tsrange, primary key (id, customer), exclude using gist (during with &&));
        create table item (
          "order" int, customer bigint, line smallint, kind text not null default 'x',
          primary key ("order", customer, line), foreign key ("order", customer) references orders (id, customer),
          check (line > 0));
        create table event (at timestamptz not null, region text not null, n int) partition by list (region);
        create table event_eu partition of event for values in ('eu', 'uk');
        create table event_us partition of event for values in ('us') partition by range (at);
        create table event_us_25 partition of event_us for values from ('2025-01-01') to ('2026-01-01');
        create table loop_a (id int primary key, b int);
        create table loop_b (id int primary key, a int not null references loop_a);
        alter table loop_a add foreign key (b) references loop_b;
        create function refuse() returns trigger language plpgsql as $$ begin raise 'no'; end $$;
        create trigger refuse before insert on loop_b for each row execute function refuse();
        """

    @Test func everyTableOfAShopIsFilled() async throws {
        try await TestDatabase.current.execute(Self.shop)
        let session = try await TestDatabase.current.connect()
        let seeded = try await RowSeeder.seed(12, over: session)
        #expect(seeded.refused == [:])
        let tables = [
            "currency", "customer", "orders", "item", "event_eu", "event_us_25", "loop_a", "loop_b",
        ]
        for table in tables {
            #expect(seeded.rows["public.\(table)"] == 12, "\(table)")
            let there = try await session.query("select count(*) from only \(table)").scalar
            #expect(there == "12", "\(table)")
        }
        // Foreign keys were not checked; now they are.
        for key in [
            "customer (parent) references customer", "orders (customer) references customer",
            "orders (currency) references currency", "loop_a (b) references loop_b",
            "loop_b (a) references loop_a",
            "item (\"order\", customer) references orders (id, customer)",
        ] {
            let pieces = key.split(separator: " ", maxSplits: 1)
            try await session.execute("alter table \(pieces[0]) add foreign key \(pieces[1])")
        }
        await session.close()
    }

    @Test func everyTypeOfTheServerHasValues() async throws {
        let session = try await TestDatabase.current.connect()
        let types = try await session.query(
            """
            select format_type(oid, null) from pg_type where typnamespace = 'pg_catalog'::regnamespace
            and typtype in ('b', 'r', 'm') and typname !~ '^_?(pg_|brin|gtsvector|aclitem|cstring)'
            and typrelid = 0 and typinput::text !~ 'pg_(node|ndist|dep|mcv)' order by 1
            """
        ).rows.compactMap { $0[0] }
        #expect(types.count > 100)
        for type in types {
            try await session.execute(
                "drop table if exists every; create table every (c \(type) not null)")
            let seeded = try await RowSeeder.seed(3, over: session)
            // A server may be built without it.
            let isLeftOut = seeded.refused["public.every"] == "unsupported XML feature"
            #expect(
                seeded.rows == ["public.every": 3] || type == "xml" && isLeftOut,
                "\(type): \(seeded.refused)")
        }
        await session.close()
    }

    @Test func whatCannotBeFilledIsNamed() async throws {
        let session = try await TestDatabase.current.connect()
        try await session.execute(
            """
            create table no (n int not null check (n * n = 12345679));
            create table after (id int primary key, n int not null references after, m int);
            create table one (single bool primary key default true check (single));
            """)
        let seeded = try await RowSeeder.seed(5, over: session)
        #expect(seeded.refused.keys.sorted() == ["public.no"])
        #expect(seeded.refused["public.no"]?.contains("no_n_check") == true)
        #expect(seeded.rows == ["public.after": 5, "public.one": 1])
        #expect(seeded.count == 6)
        await session.close()
    }

    @Test func rowsAreTheSameEveryTime() async throws {
        let session = try await TestDatabase.current.connect()
        try await session.execute(Self.shop)
        var images: [RowImage] = []
        for _ in 0..<2 {
            _ = try await RowSeeder.seed(4, over: session)
            images.append(try await RowImage.read(over: session))
            try await session.execute(
                """
                truncate currency, customer, orders, item, event, loop_a, loop_b restart identity
                """)
        }
        #expect(images[0] == images[1])
        await session.close()
    }

    @Test func whatIsLostIsCounted() async throws {
        let session = try await TestDatabase.current.connect()
        try await session.execute(
            """
            create table a (id int, name text, note text);
            insert into a select g, 'n' || g, case when g < 4 then 'x' end from generate_series(1, 10) g;
            create table b as select * from a;
            create table c as select * from a;
            """)
        let before = try await RowImage.read(over: session)
        #expect(before.losses(in: before).isEmpty)
        try await session.execute(
            """
            alter table a drop note, add note text;
            update a set name = 'same' where id = 2;
            delete from b where id > 7;
            drop table c;
            """)
        let after = try await RowImage.read(over: session)
        #expect(
            before.losses(in: after).map(\.description) == [
                "the 10 values of public.a.name are not what they were",
                "3 of 3 values of public.a.note are gone", "3 of 10 rows of public.b are gone",
                "10 of 10 rows of public.c are gone",
            ])
        #expect(before.losses(in: after) { _, column in column != "name" }.count == 3)
        await session.close()
    }
}
