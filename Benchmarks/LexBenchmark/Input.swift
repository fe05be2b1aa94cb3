/// The two kinds of script that the bars are set for.
enum Input: String {
    case ddl = "20 MB of DDL"
    case copyData = "200 MB of COPY data"

    var megabytes: Int { self == .ddl ? 20 : 200 }

    /// In MB/s.
    var bar: Double { self == .ddl ? 60 : 150 }

    /// What stands before, in the middle over and over, and after.
    var parts: (head: String, body: (Int) -> String, tail: String) {
        switch self {
        case .ddl: ("-- schema\n", Self.definitions, "")
        case .copyData:
            (
                "copy public.events (id, at, kind, payload) from stdin;\n", Self.row,
                "\\.\nselect 1;\n"
            )
        }
    }

    private static func row(_ number: Int) -> String {
        "\(number)\t2026-01-01 12:00:00+00\tclick\t{\"path\": \"/a/b\", \"n\": \(number), \"q\": \\N}\n"
    }

    private static func definitions(_ number: Int) -> String {
        """
        -- Orders of tenant \(number): who may see what is decided by the policies below.
        CREATE TABLE IF NOT EXISTS app.orders_\(number) (
            id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
            org_id uuid NOT NULL REFERENCES app.organisations (id) ON DELETE CASCADE,
            status text NOT NULL DEFAULT 'new' CHECK (status IN ('new', 'paid', 'it''s sent')),
            amount numeric(12, 2) NOT NULL CHECK (amount >= 0), /* without tax */
            "createdAt" timestamptz NOT NULL DEFAULT now()
        );
        CREATE INDEX orders_\(number)_org_idx ON app.orders_\(number) USING btree (org_id, "createdAt" DESC);
        ALTER TABLE app.orders_\(number) ENABLE ROW LEVEL SECURITY;
        CREATE POLICY "members read" ON app.orders_\(number) FOR SELECT TO authenticated
            USING (org_id = (auth.jwt() ->> 'org_id')::uuid);
        CREATE OR REPLACE FUNCTION app.touch_\(number)() RETURNS trigger LANGUAGE plpgsql AS $body$
        BEGIN
            -- keep the time of the last change
            NEW.updated_at := now();
            IF NEW.amount <> OLD.amount THEN RAISE NOTICE 'amount: %', NEW.amount; END IF;
            RETURN NEW;
        END;
        $body$;
        COMMENT ON TABLE app.orders_\(number) IS E'Orders\\nof one tenant';
        GRANT SELECT, INSERT, UPDATE ON app.orders_\(number) TO authenticated;


        """
    }
}
