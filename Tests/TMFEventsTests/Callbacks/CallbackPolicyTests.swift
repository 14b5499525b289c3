import TMFEvents
import TMFModels
import Testing

@Suite("Policies for callbacks")
struct CallbackPolicyTests {
    /// The policy of a server in a cluster.
    private static let cluster = CallbackPolicy.internal(
        hosts: ["*.crm.svc.cluster.local", "billing", "10.20.0.5", "crm.corp.example"],
        networks: ["10.96.0.0/12", "10.20.0.0/16", "fd00:96::/112"], ports: [81])

    private func permits(_ policy: CallbackPolicy, _ url: String, at address: String) throws -> Bool {
        policy.permits(try #require(IPAddress(address)), for: try CallbackURL(url))
    }

    @Test(
        "A listed host may be local and use http and a listed port",
        arguments: [
            "http://billing/", "http://a.crm.svc.cluster.local:8080/x", "https://A.b.CRM.svc.cluster.local./",
            "http://billing:80/", "http://billing:81/",
            "http://10.20.0.5:8080/", "http://[::ffff:10.20.0.5]/", "https://crm.corp.example/",
            "http://crm.corp.example/", "https://a.example/",
        ])
    func listed(url: String) throws {
        #expect(Self.cluster.findings(in: try CallbackURL(url)).isEmpty)
    }

    @Test(
        "A list does not change how other hosts and ports are judged",
        arguments: [
            ("http://a.example/", ["the callback must use https"]),
            ("https://a.example:81/", ["the port 81 is not allowed for callbacks"]),
            ("https://kubernetes/", ["the host 'kubernetes' is not a public name"]),
            ("https://crm.svc.cluster.local/", ["the host 'crm.svc.cluster.local' is not a public name"]),
            ("https://a.sales.svc.cluster.local/", ["the host 'a.sales.svc.cluster.local' is not a public name"]),
            ("https://xcrm.svc.cluster.local/", ["the host 'xcrm.svc.cluster.local' is not a public name"]),
            ("http://10.20.0.6/", ["the callback must use https", "the address 10.20.0.6 is not public"]),
            ("https://169.254.169.254/", ["the address 169.254.169.254 is not public"]),
            ("http://billing:22/", ["the port 22 is not allowed for callbacks"]),
            ("https://billing:80/", ["the port 80 is not allowed for callbacks"]),
        ])
    func unlisted(url: String, reasons: [String]) throws {
        #expect(Self.cluster.findings(in: try CallbackURL(url)).map(\.message) == reasons)
    }

    @Test(
        "A connection to an address that is not public needs a listed host and a listed network",
        arguments: [
            ("http://billing/", "10.96.0.10", true), ("http://billing/", "10.111.255.255", true),
            ("http://billing/", "fd00:96::9", true),
            ("http://billing/", "::ffff:10.96.0.10", true), ("http://10.20.0.5/", "10.20.0.5", true),
            ("https://crm.corp.example/", "10.96.0.1", true),
            // A listed name that leads elsewhere.
            ("http://billing/", "10.112.0.0", false), ("http://billing/", "127.0.0.1", false),
            ("http://billing/", "169.254.169.254", false),
            ("http://billing/", "fd00:96::1:0", false), ("http://billing/", "::1", false),
            // What only a listed host may do, at a public address.
            ("http://billing/", "8.8.8.8", false), ("https://billing/", "8.8.8.8", false),
            ("http://crm.corp.example/", "8.8.8.8", false),
            ("https://crm.corp.example:81/", "8.8.8.8", false), ("https://crm.corp.example/", "8.8.8.8", true),
            // Names of others that lead into a listed network.
            ("https://a.example/", "10.96.0.10", false), ("https://a.example/", "10.20.0.5", false),
            ("https://a.example/", "8.8.8.8", true),
            ("https://10.20.0.6/", "10.20.0.6", false), ("http://a.example/", "8.8.8.8", false),
        ])
    func connections(url: String, address: String, isPermitted: Bool) throws {
        #expect(try permits(Self.cluster, url, at: address) == isPermitted)
    }

    @Test("By default only public addresses are permitted, and only for URLs that are")
    func publicHTTPS() throws {
        for (url, address, isPermitted) in [
            ("https://a.example/", "8.8.8.8", true), ("https://a.example/", "2606:4700::1", true),
            ("https://8.8.8.8/", "8.8.8.8", true),
            ("https://a.example/", "10.0.0.1", false), ("https://a.example/", "::ffff:127.0.0.1", false),
            ("https://a.example/", "64:ff9b::808:808", false),
            ("http://a.example/", "8.8.8.8", false), ("https://a.example:22/", "8.8.8.8", false),
            ("https://localhost/", "8.8.8.8", false),
            ("https://10.0.0.1/", "8.8.8.8", false),
        ] {
            #expect(try permits(.publicHTTPS, url, at: address) == isPermitted, "\(url) at \(address)")
        }
    }

    @Test("With all hosts listed, the networks decide")
    func allHosts() throws {
        let policy = CallbackPolicy.internal(hosts: ["*"], networks: ["10.20.0.0/16"])
        for url in ["http://10.20.0.6/", "http://crm/", "https://a.example/"] {
            #expect(policy.findings(in: try CallbackURL(url)).isEmpty)
            #expect(try permits(policy, url, at: "10.20.0.6"))
            #expect(try !permits(policy, url, at: "10.21.0.6"))
        }
        #expect(policy.findings(in: try CallbackURL("http://10.21.0.6/")).count == 2)
    }

    @Test(
        "Lists without hosts, or without networks, add no address",
        arguments: [
            CallbackPolicy.internal(hosts: [], networks: ["0.0.0.0/0", "::/0"]), .internal(hosts: ["*"], networks: []),
        ])
    func half(policy: CallbackPolicy) throws {
        for (url, address) in [
            ("https://10.0.0.1/", "10.0.0.1"), ("http://crm/", "10.0.0.1"), ("https://a.example/", "::1"),
            ("http://a.example/", "8.8.8.8"),
        ] {
            #expect(try !permits(policy, url, at: address))
        }
        #expect(try permits(policy, "https://a.example/", at: "8.8.8.8"))
    }

    @Test("The policy for tests permits every URL and every address")
    func any() throws {
        for url in ["http://127.0.0.1:1/", "https://localhost:22/", "http://[::1]/", "https://a.example/"] {
            #expect(CallbackPolicy.any.findings(in: try CallbackURL(url)).isEmpty)
            for address in ["127.0.0.1", "::", "8.8.8.8"] { #expect(try permits(.any, url, at: address)) }
        }
    }

    @Test("The hosts of the API are refused by every policy", arguments: [CallbackPolicy.publicHTTPS, cluster, .any])
    func ownHosts(policy: CallbackPolicy) throws {
        var policy = policy
        policy.ownHosts = ["api.example", "*.api.example", "10.96.0.7", "8.8.4.4", "billing"]
        for url in [
            "https://api.example/", "https://API.example.:8443/", "https://v4.api.example/", "https://8.8.4.4/",
            "http://billing/",
        ] {
            #expect(
                policy.findings(in: try CallbackURL(url)).map(\.message) == ["the callback must not lead to this API"])
            #expect(try !permits(policy, url, at: "8.8.8.8"))
        }
        // A name that the API does not know as its own, at its address.
        #expect(try !permits(policy, "https://a.example/", at: "8.8.4.4"))
        #expect(try !permits(policy, "https://crm.corp.example/", at: "::ffff:10.96.0.7"))
        #expect(try permits(policy, "https://a.example/", at: "8.8.8.8"))
    }

    @Test(
        "A pattern of hosts is read from its text",
        arguments: [
            ("*", "*"), ("CRM.example.", "crm.example"), ("crm", "crm"), ("*.Example", "*.example"),
            ("10.1.2.3", "10.1.2.3"), ("FD00:0::1", "fd00::1"),
            ("::ffff:10.1.2.3", "10.1.2.3"),
        ])
    func patterns(text: String, canonical: String) {
        #expect(HostPattern(text)?.description == canonical)
    }

    @Test(
        "Another text is not a pattern of hosts",
        arguments: [
            "", "*.", "**", "*crm", "a.*", "*.*.example", "crm:8080", "https://crm", "crm/", "[::1]", "127.1",
            "0x7f000001", "*.10", "a_b", " a", "é.example",
        ])
    func otherPatterns(text: String) {
        #expect(HostPattern(text) == nil)
    }
}
