import Testing

@testable import Fetching

@Suite struct AddressTests {
    @Test func linkLocalAddressesAreKnownInAllClothes() {
        let metadata: [UInt8] = [169, 254, 169, 254]
        let zeros = [UInt8](repeating: 0, count: 8)
        for bytes in [
            metadata, zeros + [0, 0, 0xFF, 0xFF] + metadata, [0, 0x64, 0xFF, 0x9B] + zeros + metadata,
            [0xFE, 0x80] + zeros + [0, 0, 0, 0, 0, 1], [0xFD, 0, 0x0E, 0xC2] + zeros + [0, 0, 2, 0x54],
        ] { #expect(NetworkAddress(bytes)?.isLinkLocal == true, "\(bytes)") }
        for bytes: [UInt8] in [
            [127, 0, 0, 1], [192, 168, 1, 1], [169, 253, 0, 1], zeros + [0, 0, 0, 0, 0, 0, 0, 1],
        ] {
            #expect(NetworkAddress(bytes)?.isLinkLocal == false, "\(bytes)")
        }
    }

    private func isPublic(_ bytes: [UInt8]) -> Bool? { NetworkAddress(bytes)?.isPublic }

    /// Sixteen bytes of the groups of an address of IPv6, zeros at `nil`.
    private func v6(_ groups: [UInt16?]) -> [UInt8] {
        var all: [UInt16] = []
        for group in groups {
            if let group { all.append(group) } else { all += Array(repeating: 0, count: 9 - groups.count) }
        }
        return all.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    }

    @Test(
        arguments: [
            [0, 0, 0, 0], [10, 1, 2, 3], [100, 64, 0, 1], [100, 127, 255, 255], [127, 0, 0, 1], [127, 255, 0, 1],
            [169, 254, 169, 254], [172, 16, 0, 1], [172, 31, 255, 255], [192, 0, 0, 8], [192, 0, 2, 1],
            [192, 168, 1, 1],
            [198, 18, 0, 1], [198, 19, 255, 255], [198, 51, 100, 7], [203, 0, 113, 7], [224, 0, 0, 1], [239, 1, 1, 1],
            [240, 0, 0, 1], [255, 255, 255, 255],
        ] as [[UInt8]])
    func privateAddressesOfVersion4(_ bytes: [UInt8]) {
        #expect(isPublic(bytes) == false)
        // In the clothes of version 6: mapped, translated, 6to4.
        #expect(isPublic([UInt8](repeating: 0, count: 10) + [0xFF, 0xFF] + bytes) == false)
        #expect(isPublic([0, 0x64, 0xFF, 0x9B] + [UInt8](repeating: 0, count: 8) + bytes) == false)
        #expect(isPublic([0x20, 0x02] + bytes + [UInt8](repeating: 0, count: 10)) == false)
    }

    @Test(
        arguments: [
            [1, 1, 1, 1], [9, 255, 255, 255], [11, 0, 0, 0], [100, 63, 255, 255], [100, 128, 0, 0], [126, 1, 1, 1],
            [128, 0, 0, 1], [169, 253, 1, 1], [172, 15, 255, 255], [172, 32, 0, 0], [192, 167, 1, 1], [192, 169, 1, 1],
            [198, 17, 1, 1], [198, 20, 0, 0], [223, 255, 255, 254],
        ] as [[UInt8]])
    func publicAddressesOfVersion4(_ bytes: [UInt8]) {
        #expect(isPublic(bytes) == true)
        #expect(isPublic([UInt8](repeating: 0, count: 10) + [0xFF, 0xFF] + bytes) == true)
        #expect(isPublic([0x20, 0x02] + bytes + [UInt8](repeating: 0, count: 10)) == true)
    }

    @Test func addressesOfVersion6() {
        for groups in [
            [nil], [nil, 1], [0xFE80, nil, 1], [0xFEC0, nil, 1], [0xFC00, nil, 1], [0xFD12, 0x3456, nil, 1],
            [0xFF02, nil, 1], [0x2001, 0xDB8, nil, 1], [0x2001, 0, nil, 1], [0x100, nil, 1], [0x3FFF, 0x0123, nil],
            [0x4000, nil, 1], [0x64, 0xFF9B, 1, nil, 0x0808, 0x0808], [nil, 0x7F00, 1],
        ] as [[UInt16?]] {
            #expect(isPublic(v6(groups)) == false, "\(groups)")
        }
        for groups in [
            [0x2606, 0x4700, nil, 0x1111], [0x2A00, nil, 1], [0x2001, 0x4860, nil, 0x8888], [0x3FFE, nil, 1],
            [0x64, 0xFF9B, nil, 0x0808, 0x0808],
        ] as [[UInt16?]] {
            #expect(isPublic(v6(groups)) == true, "\(groups)")
        }
        #expect(NetworkAddress([1, 2, 3]) == nil && NetworkAddress([]) == nil)
    }

    @Test func addressesOfTheWeb() throws {
        let plain = try #require(WebAddress("HTTP://User:Pass@Example.ORG:8080/a b/ü?x=1#part"))
        #expect(plain.text == "http://User:Pass@Example.ORG:8080/a%20b/%C3%BC?x=1")
        #expect(plain.origin == "http://example.org:8080" && plain.target == "/a%20b/%C3%BC?x=1")
        #expect(plain.withoutUser == "http://Example.ORG:8080/a%20b/%C3%BC?x=1")
        #expect(plain.base == "http://Example.ORG:8080/a%20b/%C3%BC")
        #expect(plain.robots?.text == "http://User:Pass@Example.ORG:8080/robots.txt")
        #expect(WebAddress("https://example.org")?.origin == "https://example.org:443")
        #expect(WebAddress("https://example.org?q")?.target == "/?q")
        #expect(WebAddress("http://[::1]:81/")?.host == "[::1]" && WebAddress("http://[::1]:81/")?.port == 81)
        for (path, target) in [
            ("/a/../b?c=/../", "/b?c=/../"), ("/a/./b/.", "/a/b/"), ("/../../a/%2E%2e/b/..", "/"), ("/a//b/", "/a//b/"),
            ("/.a/..b/...", "/.a/..b/..."),
        ] {
            #expect(WebAddress("http://example.org\(path)")?.target == target, "\(path)")
            #expect(WebAddress("http://example.org\(path)")?.text == "http://example.org\(target)", "\(path)")
        }
        for text in [
            "", "example.org", "ftp://example.org/", "file:///etc/passwd", "http://", "http:///x", "http://a:b:c/",
            "http://a:99999/", "http://a\r\nHost: b/", "http://a b/", "http://a@b@c/", "http://u s@a/", "http://[::1/",
            "http://::1]/", "javascript:alert(1)//http://",
        ] {
            #expect(WebAddress(text) == nil, "\(text)")
        }
    }

    @Test func datesOfHTTP() {
        #expect(HTTPDate.seconds("Sun, 06 Nov 1994 08:49:37 GMT") == 784_111_777)
        #expect(HTTPDate.seconds("Thu, 29 Feb 2024 00:00:00 GMT") == 1_709_164_800)
        #expect(HTTPDate.seconds("Sun, 06 Nov 1994 28:49:37 GMT") == nil && HTTPDate.seconds("soon") == nil)
    }
}
