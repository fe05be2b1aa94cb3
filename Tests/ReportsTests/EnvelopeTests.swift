import JSONText
import Reports
import Testing

@Suite struct EnvelopeTests {
    @Test func envelope() {
        #expect(
            renderEnvelope(command: "status", ["pending": 2] as JSONValue).render()
                == #"{"schemaVersion":1,"command":"status","pending":2}"#)
        #expect(
            renderEnvelope(command: "x", [1] as JSONValue).render()
                == #"{"schemaVersion":1,"command":"x","result":[1]}"#)
    }
}
