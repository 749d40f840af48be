import Testing

@testable import Fetching

@Suite struct RobotsTests {
    private func allows(_ rules: String, _ path: String, _ agent: String = "galley") -> Bool {
        RobotsRules(Array(rules.utf8)).allows(path, for: agent)
    }

    @Test func theLongestRuleCountsAndOfTwoTheMilder() {
        let rules = "User-agent: *\nDisallow: /news/\nAllow: /news/today\nAllow: /same\nDisallow: /same\n"
        #expect(!allows(rules, "/news/old") && allows(rules, "/news/today/1") && allows(rules, "/sport"))
        #expect(allows(rules, "/same") && allows("User-agent: *\nDisallow: /same\nAllow: /same\n", "/same"))
        #expect(!allows("User-agent: *\nDisallow: /\n", "/") && allows("User-agent: *\nDisallow:\n", "/x"))
        #expect(allows("User-agent: *\nDisallow: /\n", "/robots.txt"))
    }

    @Test func starsAndEnds() {
        let rules = "User-agent: *\nDisallow: /*.pdf$\nDisallow: /a*b*c\nDisallow: /end$\nDisallow: /q?\n"
        #expect(!allows(rules, "/x/y.pdf") && allows(rules, "/x/y.pdf?z"))
        #expect(!allows(rules, "/aXbYcZ") && allows(rules, "/aXcYb"))
        #expect(!allows(rules, "/end") && allows(rules, "/ends"))
        #expect(!allows(rules, "/q?x") && allows(rules, "/q"))
        #expect(!allows("User-agent: *\nDisallow: *secret\n", "/a/secret"))
        let many = "User-agent: *\nDisallow: /" + String(repeating: "*a", count: 2000) + "b\n"
        #expect(allows(many, "/" + String(repeating: "a", count: 6000)))
    }

    /// Rules that are made to take long are a refusal.
    @Test func whatCanNotBeToldSoonIsNotAllowed() {
        let rule = "Disallow: *" + String(repeating: "a", count: 2000) + "b\n"
        let rules = "User-agent: *\n" + String(repeating: rule, count: 10)
        #expect(!allows(rules, "/" + String(repeating: "a", count: 6000)))
        #expect(allows(rules, "/" + String(repeating: "c", count: 6000)))
        let plain = (0..<20_000).map { "Disallow: /\($0)/\n" }.joined()
        #expect(allows("User-agent: *\n" + plain, "/page") && !allows("User-agent: *\n" + plain, "/7/x"))
    }

    @Test func theGroupOfOnesOwnNameGoesBeforeTheOneForAll() {
        let rules = """
            Disallow: /nobody
            User-agent: other
            User-agent: Galley/2.0
            Disallow: /own
            Sitemap: https://example.org/sitemap.xml
            User-agent: *
            Disallow: /all   # a comment
            User-agent: GALLEY
            Crawl-delay: 5
            Disallow: /more
            """
        #expect(!allows(rules, "/own") && !allows(rules, "/more") && allows(rules, "/all") && allows(rules, "/nobody"))
        #expect(!allows(rules, "/own", "other") && allows(rules, "/more", "other"))
        #expect(!allows(rules, "/all", "third") && allows(rules, "/own", "third"))
        #expect(RobotsRules.token("Galley/1.0 (+https://x)") == "galley" && RobotsRules.token("*") == "*")
    }

    @Test func percentSignsMeanTheSameEitherWay() {
        let rules = "User-agent: *\nDisallow: /a%3cd\nDisallow: /%7Eme\nDisallow: /ü\n"
        #expect(!allows(rules, "/a%3Cd") && !allows(rules, "/~me/x") && !allows(rules, "/%C3%BC"))
        #expect(allows(rules, "/a<d"))
    }

    @Test func whatIsNoRuleIsPassedOver() {
        #expect(allows("", "/") && allows("<html>404</html>", "/") && allows("User-agent *\nDisallow /", "/"))
        #expect(!allows("\u{FEFF}User-agent: *\r\nDisallow: /x\r\n", "/x"))
        #expect(!RobotsRules.closed.allows("/", for: "galley") && RobotsRules.open.allows("/", for: "galley"))
        let late = String(repeating: "#\n", count: RobotsRules.limit) + "User-agent: *\nDisallow: /\n"
        #expect(allows(late, "/"))
    }
}
