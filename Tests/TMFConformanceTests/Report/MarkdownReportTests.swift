import TMFConformance
import Testing

@Suite("Reports as Markdown")
struct MarkdownReportTests {
    @Test("A report has its totals, then what failed, then what warns, then its requests")
    func whole() {
        let expected = """
            # Conformance report

            ## `Sample-1.0`: failed

            **Failed.** 1 of 5 requests got no response; 1 response could not be read; 3 of 8 assertions failed, in 2 of 5 \
            requests; 1 warning.

            - Server: `/api/`
            - Checked against the intent of the kit (`sound`)
            - Started: 2026-09-21T14:13:20.005Z
            - Note: `Customer 1 could not be removed`

            | | Total | Failed |
            | :-- | --: | --: |
            | Requests | 5 | 1 |
            | Scripts | 4 | 1 |
            | Assertions | 8 | 3 |
            | Warnings | 1 | |

            Responses took 6.1s, 1.2s on average, and contained 12B.

            ### Failures

            - No. 1: `N1` `GET /api/customer`, status 200
              - `Row is whole` (2 times)
                - `a | b`
            - No. 2: `N2` `GET http://bss.example.com:8080/api/customer?id=1&name=a b`, status 200
              - `A filter answers matching rows only` [`filter.only-matching`, TMF630 part 1, filtering]
                - `row 2 does not match`
                - where `/1/id`
                - expected `"1"`
                - got `"2"`
            - No. 4: `N2` `GET /api/customer`
              - no response: `the connection was refused`
            - No. 5: `N2` `GET /api/customer`, status 500
              - the response could not be read: `JSONError: the body is not JSON`

            ### Warnings

            - No. 2: `N2` `GET http://bss.example.com:8080/api/customer?id=1&name=a b`, status 200
              - `X-Total-Count is the number of rows` [`list.total-count`, TMF630 part 1, paging]
                - expected `1`
                - got `nothing`

            ### Requests

            | | Folder | Request | Method | URL | Status | Assertion | Passed | Failed |
            | --: | :-- | :-- | :-- | :-- | --: | :-- | --: | --: |
            | 1 | `N1` | `/customer` | `GET` | `/api/customer` | 200 | `Status code is 200` | 1 | 0 |
            |  |  |  |  |  |  | `Row is whole` | 1 | 2 |
            | 2 | `N2` | `/customer?id=1` | `GET` | `http://bss.example.com:8080/api/customer?id=1&name=a b` | 200 \
            | `Status code is 200` | 1 | 0 |
            |  |  |  |  |  |  | `A filter answers matching rows only` | 0 | 1 |
            |  |  |  |  |  |  | `X-Total-Count is the number of rows` | 0 | 0, 1 warned |
            | 3 | `N2` | `/customer?fields=id` | `GET` | `/api/customer` | 200 | (no assertions) | 0 | 0 |
            | 4 | `N2` | `/customer/3` | `GET` | `/api/customer` | none | (no assertions) | 0 | 0 |
            | 5 | `N2` | `/customer/4` | `GET` | `/api/customer` | 500 | `Status code is 200` | 1 | 0 |

            """
        #expect(ReportSamples.text([ReportSamples.everything], .markdown) == expected)
    }

    @Test("Hostile text stays in its code span and its cell")
    func hostile() {
        let lines = ReportSamples.text([ReportSamples.hostileEverywhere], .markdown).split(separator: "\n")
        let rows = lines.drop { !$0.hasPrefix("| | Folder") }
        #expect(rows.count == 3)
        for row in rows.dropFirst(2) {
            var (cells, isEscaped) = (-1, false)
            for character in row {
                if character == "|", !isEscaped { cells += 1 }
                isEscaped = character == "\\" && !isEscaped
            }
            #expect(cells == 9)
        }
        // Outside of code spans there is no markup of HTML, no link and no mention.
        for line in lines {
            var text = Substring(line)
            var outside = ""
            while let first = text.popFirst() {
                switch first {
                case "\\": text = text.dropFirst()
                case "`":
                    let fence = "`" + text.prefix { $0 == "`" }
                    text = text.drop { $0 == "`" }
                    var isClosed = false
                    while !text.isEmpty, !isClosed {
                        text = text.drop { $0 != "`" }
                        let run = text.prefix { $0 == "`" }
                        text = text.dropFirst(run.count)
                        isClosed = run == fence
                    }
                    #expect(isClosed, "\(line)")
                default: outside.append(first)
                }
            }
            #expect(!outside.contains("<"), "\(line)")
            #expect(!outside.contains("]("), "\(line)")
        }
    }
}
