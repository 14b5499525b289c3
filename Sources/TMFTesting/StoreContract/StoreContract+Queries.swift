import TMFJSON
import TMFModels
import TMFQuery
import TMFStore

extension StoreContract {
    /// The results of filters.
    static let queries: [StoreContract] = [
        found(
            "An attribute equals a value exactly, or one of several",
            by: ["a=x", "a=x,y", "a=x&a=z", "a=X", "a=", "a=q", "b=x"],
            in: ["x", "y", "X", "x ", "", "xx", "x", "z", "x,y"].map { #"{"a":"\#($0)"}"# }
                + ["{}", #"{"b":"x"}"#, "[]"]),
        found(
            "Characters that databases and patterns treat as special are ordinary in values",
            by: [
                "a=%25", "a=_", "a=x%25", "a=%27", "a=%22", "a=%5C", "a=*", "a=x_y", "a=%27%20OR%201=1", "a=%5Cu0041",
                "a=%00",
            ],
            in: [
                "%", "_", "x%", "'", #"\""#, #"\\"#, "*", "x_y", "xzy", "xyz", "' OR 1=1", "A", #"\\u0041"#, #"\u0000"#,
                "",
            ]
            .map { #"{"a":"\#($0)"}"# }),
        found(
            "Text is compared by code points, without case or normalization",
            by: ["a=%C3%A9", "a=e%CC%81", "a=E", "a=stra%C3%9Fe", "a=%F0%9F%98%80", "a>%EF%BF%AE", "a<f", "a!=%C3%A9"],
            in: ["é", "e\u{301}", "e", "E", "straße", "strasse", "😀", "\u{ffee}", #"\u00e9"#, #"\ud83d\ude00"#]
                .map { #"{"a":"\#($0)"}"# }),
        found(
            "Ranges apply to text, numbers and date-times, each among values of their kind",
            by: [
                "n>5", "n>=5", "n<5", "n<=5", "n>5&n<=20", "n<0", "n>a", "n>=2024-01-01", "n<2024-01-01", "n>1e1",
                "n<=5.0",
            ],
            in: [
                "5", "6", "4.9", "-1", "1e1", "20", "\"5\"", "\"10\"", "\"b\"", "\"a\"", "\"2024-01-01\"", "true",
                "null",
                "\"2023-12-31T23:59:59Z\"", "[1,30]", "[]", "{}", "9007199254740993",
            ]
            .map { #"{"n":\#($0)}"# } + ["{}"]),
        found(
            "Any element of an array may equal a value or lie in a range, in nested arrays too",
            by: ["a=1", "a=x", "a>8", "a<1", "a=1&a=x", "a>2&a<2", "a!=1", "a.b=1", "a.b.c=2", "a*=^x"],
            in: [
                #"{"a":[1,2]}"#, #"{"a":["x",1]}"#, #"{"a":[[9],[["x"]]]}"#, #"{"a":[]}"#, #"{"a":1}"#,
                #"{"a":[null]}"#,
                #"{"a":[{"b":1},{"b":[1,3]}]}"#, #"{"a":{"b":[{"c":2}]}}"#, #"{"a":[[{"b":1}],0,3]}"#, #"{"a":["xy"]}"#,
            ]),
        found(
            "Two conditions on an array may hold for two elements, or be required of the same one",
            by: [
                "p.id=1&p.role=user", "filter=p[?(@.id=='1' && @.role=='user')]", "filter=p[?(@.id>'1')]",
                "filter=p[?(@.id=='1' || @.role=='agent')]", "filter=p[?(!@.role)]", "p.id=1&p.id=2",
                "filter=$[?(@.p.id=='1' && @.p.role=='user')]", "filter=p[?(@.id=='1')]&p.role=agent",
            ],
            in: [
                #"{"p":[{"id":"1","role":"user"}]}"#, #"{"p":[{"id":"1","role":"agent"},{"id":"2","role":"user"}]}"#,
                #"{"p":{"id":"1","role":"user"}}"#, #"{"p":[{"id":"1"}]}"#, #"{"p":[]}"#, "{}",
                #"{"p":[{"id":1,"role":"user"},{"id":"3"}]}"#, #"{"p":[[{"id":"1","role":"user"}]]}"#,
            ]),
        found(
            "A negation also holds if there is no value",
            by: ["a!=1", "a!=1,2", "a!=x&b=1", "a.b!=1", "a!=true", "filter=$[?(!(@.a=='1'))]", "filter=$[?(@.a!=1)]"],
            in: [
                #"{"a":1}"#, #"{"a":"1"}"#, #"{"a":[1,2]}"#, #"{"a":[3]}"#, "{}", #"{"a":null,"b":1}"#,
                #"{"a":"x","b":1}"#,
                #"{"a":{"b":1}}"#, #"{"a":[{"b":2}]}"#, #"{"a":true}"#, #"{"a":[]}"#, "null",
            ]),
        found(
            "Regular expressions find a part of text",
            by: [
                "a*=b", "a*=^b", "a*=b$", "a*=^$", "a*=[0-9]%2B", "a*=b;a*=^x", "a*=%C3%A9", "a*=^b&n=1", "a*=^(a|xb)",
            ],
            in: [
                #"{"a":"abc"}"#, #"{"a":"bc","n":1}"#, #"{"a":"xb"}"#, #"{"a":""}"#, #"{"a":12}"#, #"{"a":"x12"}"#,
                #"{"a":["q","b"]}"#, #"{"a":"é"}"#, #"{"a":"e\u0301"}"#, #"{"a":null}"#, "{}", #"{"a":true}"#,
            ]),
        found(
            "JSON paths select by place, by depth and by function",
            by: [
                "filter=a", "filter=a[0]", "filter=a[1].b", "filter=$..b", "filter=a[*]", "filter=$[?(@.a[-1].b==1)]",
                "filter=a,c", "filter=$[?(@.a.length()>1)]", "filter=a[?(@.b>=2)]&sort=-n", "filter=$[?(@.c =~ /^X/i)]",
            ],
            in: [
                #"{"a":[{"b":1}],"n":1}"#, #"{"a":[{"b":2},{"b":1}],"n":2}"#, #"{"a":[]}"#, #"{"a":{"b":3},"n":3}"#,
                #"{"c":"x"}"#, #"{"d":{"e":[{"b":0}]}}"#, #"{"a":null}"#, #"{"a":[0,1]}"#, "{}", "[[1]]",
            ]),
        found(
            "A query string compares text and numbers alike, a number by its value",
            by: ["a=42", "a=42.0", "a=4.2e1", "a=042", "a>41", "a>=42&a<43", "a=9007199254740993", "a=1e400"],
            in: [
                "42", "\"42\"", "42.0", "\"42.0\"", "4.2e1", "\"042\"", "42.5", "[41,42]", "true", "9007199254740993",
                "9007199254740992", "\"9007199254740993\"", "1e400", "\"42 \"",
            ]
            .map { #"{"a":\#($0)}"# }),
        StoreContract("Operands that are numbers, Booleans and null are distinguished from text") { trial in
            var shelf = Shelf(trial)
            try await shelf.fill(
                [
                    "42", "\"42\"", "true", "\"true\"", "null", "\"null\"", "[null,true]", "\"\"", "42.00", "0", "{}",
                    "[]",
                ]
                .map { #"{"a":\#($0)}"# } + ["{}"])
            var operands: [FilterOperand] = [.text("42"), .text("true"), .text("null"), .text("")]
            operands += [.bool(true), .bool(false), .null]
            if let number = JSONNumber("42") { operands.append(.number(number)) }
            for operand in operands {
                try await shelf.expect(ResourceQuery(filter: .equals("a", operand)), "a = \(operand)")
                try await shelf.expect(ResourceQuery(filter: .notEquals("a", operand)), "a != \(operand)")
                try await shelf.expect(ResourceQuery(filter: .compare("a", .less, operand)), "a < \(operand)")
            }
            try await shelf.expect(ResourceQuery(filter: .equals("a", anyOf: operands)), "a = any")
        },
        StoreContract("A present value, even null, is distinguished from a missing one") { trial in
            var shelf = Shelf(trial)
            try await shelf.fill([
                #"{"a":null}"#, "{}", #"{"a":{"b":null}}"#, #"{"a":[]}"#, #"{"a":[{"b":1}]}"#, #"{"a":{}}"#, "[]",
                "null",
                #"{"A":1}"#, #"{"a":[{"c":1},{"b":[]}]}"#,
            ])
            for path in ["a", "a.b", "A", "a.b.c"] as [FieldPath] {
                try await shelf.expect(ResourceQuery(filter: .exists(path)), "\(path) exists")
                try await shelf.expect(ResourceQuery(filter: .not(.exists(path))), "\(path) is missing")
                try await shelf.expect(ResourceQuery(filter: .equals(path, .null)), "\(path) is null")
            }
            let inner = Filter.anyElement("a", .all([.exists("b"), .not(.equals("b", .null))]))
            try await shelf.expect(ResourceQuery(filter: inner), "an element with b")
        },
        found(
            "Date-times are compared as instants, a date as a day",
            by: [
                "d=2024-01-15T10:00:00Z", "d=2024-01-15T11:00:00%2B01:00", "d=2024-01-15", "d>2024-01-15",
                "d<2024-01-15",
                "d>=2024-01-15T10:00:00Z", "d>2024-01-15T10:00:00Z", "d<=2024-01-15", "d!=2024-01-15",
                "d>=2024-01-15&d<2024-01-16", "d=2024-01-15T10:00:00.5Z",
            ],
            in: [
                "2024-01-15T10:00:00Z", "2024-01-15T11:00:00+01:00", "2024-01-15T10:00:00.000Z", "2024-01-15",
                "2024-01-16T00:30:00+01:00", "2024-01-14T23:30:00-01:00", "2024-01-15T10:00:00.5Z", "2024-01-16",
                "2024-01-15 10:00", "20240115", "2024-01-15T10:00:00.50Z", "2024-01-15t10:00:00z", "",
            ]
            .map { #"{"d":"\#($0)"}"# } + ["{}", #"{"d":20240115}"#, #"{"d":["2024-01-14","2024-01-16"]}"#]),
        found(
            "Names of attributes are ordinary text: with dots, quotes, blanks and digits",
            by: [
                "0=x", "filter=$['a.b']", "filter=$['%22']", "a.b=x", "é=x", "filter=$['a b']", "@type=T",
                "filter=$['$']", "a.0=x", "filter=$['']",
            ],
            in: [
                #"{"0":"x"}"#, #"{"a.b":"x"}"#, #"{"a":{"b":"x"}}"#, #"{"a'b":1}"#, #"{"\"":1}"#, #"{"é":"x"}"#,
                "{\"e\u{301}\":\"x\"}", #"{"a b":1}"#, #"{"@type":"T"}"#, #"{"$":1}"#, #"{"a":["x"]}"#, #"{"":1}"#,
                #"{"a":{"0":"x"}}"#, #"{"\u0061":{"\u0062":"x"}}"#,
            ]),
        found(
            "If a name is repeated, the last member counts",
            by: ["a=1", "a=2", "a>1", "a.b=1", "sort=a", "filter=$[?(@.a==2)]"],
            in: [#"{"a":1,"a":2}"#, #"{"a":2,"a":1}"#, #"{"a":{"b":1},"a":{}}"#, #"{"a":{"b":0,"b":1}}"#]),
        found(
            "Long values are compared to their end",
            by: [
                "a=" + String(repeating: "k", count: 3_000), "a=" + String(repeating: "k", count: 3_000) + "1", "a>kk",
                "a*=1$",
            ],
            in: ["", "1", "2"].map { #"{"a":"\#(String(repeating: "k", count: 3_000) + $0)"}"# }),
    ]

    /// Returns a behavior: queries have the same results as an evaluation of all documents, before and after changes to
    /// these.
    static func found(_ name: String, by queries: [String], in documents: [String]) -> StoreContract {
        StoreContract(name) { trial in
            var shelf = Shelf(trial)
            try await shelf.fill(documents)
            try await shelf.expect(queries)
            // A replaced resource comes first, because it must not have been deleted by then.
            var changes = try stride(from: 0, to: documents.count, by: 4).map {
                StoreChange.replace(key("r\(($0 + 4) % documents.count)"), try document(documents[$0]), revision: nil)
            }
            for (place, text) in documents.enumerated() where place % 4 == 1 {
                changes += [.delete(key("r\(place)"), revision: nil), .create(key("s\(place)"), try document(text))]
            }
            try await shelf.commit(changes)
            try await shelf.expect(queries)
        }
    }
}
