import Migrations
import Testing

@Suite struct VersionOrderTests {
    @Test func numbersOfAnyLengthAreComparedAsNumbers() {
        let order = VersionOrder.numeric
        #expect(order.precedes("2", "10"))
        #expect(order.precedes("00009", "10"))
        #expect(!order.precedes("10", "00009"))
        #expect(order.precedes("18446744073709551616", "20150100000001000000"))
        #expect(order.precedes("99999999999999999999", "100000000000000000000"))
        #expect(order.isSame("007", "7"))
        #expect(order.isSame("000", "0"))
        #expect(!order.precedes("000", "0"))
        #expect(order.normalized("000") == "0")
    }

    @Test func dottedVersionsAreComparedPartByPart() {
        let order = VersionOrder.dotted
        #expect(order.precedes("1.9", "1.10"))
        #expect(order.precedes("2", "2.1"))
        #expect(order.precedes("17", "17.1"))
        #expect(order.precedes("2_9", "2.10"))
        #expect(order.isSame("2", "2.0"))
        #expect(order.isSame("1_0_0", "1"))
        #expect(order.isSame("57_1", "57.1"))
        #expect(!order.isSame("0", "0.1"))
    }

    @Test func bytesKeepTheOrderOfFileLists() {
        #expect(VersionOrder.bytes.precedes("10", "2"))
        #expect(!VersionOrder.bytes.isSame("02", "2"))
    }

    @Test func sortingIsConsistentForAllSpellings() {
        let versions = ["10", "2", "007", "0", "00", "1", "21", "3", "20150100000001000000"]
        let sorted = versions.sorted(by: VersionOrder.numeric.precedes)
        #expect(
            sorted.map(VersionOrder.numeric.normalized) == [
                "0", "0", "1", "2", "3", "7", "10", "21", "20150100000001000000",
            ])
    }
}
