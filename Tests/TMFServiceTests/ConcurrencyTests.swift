import TMForum
import Testing

@Suite("Many clients at once")
struct ConcurrencyTests {
    @Test("1,000 creates from 8 tasks are all listed with ids of their own")
    func creates() async throws {
        let client = try Client()
        let created = try await withThrowingTaskGroup(of: [String].self) { group in
            for task in 0..<8 {
                group.addTask {
                    var ids: [String] = []
                    for number in 0..<125 {
                        let path = try await client.create(.customer, #""mark":"\#(task)-\#(number)""#)
                        ids.append(String(path.dropFirst(Kind.customer.path.count + 1)))
                    }
                    return ids
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(created.count == 1_000)
        #expect(Set(created).count == 1_000)
        let list = await client.get(Kind.customer.path)
        #expect(list.headers[.totalCount] == "1000")
        let resources = try #require(try list.json().arrayValue)
        #expect(Set(resources.compactMap { $0["id"]?.stringValue }) == Set(created))
        let marks = Set(resources.compactMap { $0["mark"]?.stringValue })
        #expect(marks == Set((0..<8).flatMap { task in (0..<125).map { "\(task)-\($0)" } }))
    }

    @Test("Patches of different members from 8 tasks all survive, if those that are refused are sent again")
    func patches() async throws {
        let client = try Client()
        let path = try await client.create(.partyInteraction)
        let statuses = await withTaskGroup(of: [Int].self) { group in
            for task in 0..<8 {
                group.addTask {
                    var statuses: [Int] = []
                    for number in 0..<100 {
                        let patch = #"{"m\#(task)":{"n\#(number)":\#(number)}}"#
                        var status = await client.patch(path, patch).status
                        for _ in 0..<10 where status == 409 { status = await client.patch(path, patch).status }
                        statuses.append(status)
                    }
                    return statuses
                }
            }
            return await group.reduce(into: []) { $0 += $1 }
        }
        #expect(statuses.count == 800)
        #expect(statuses.count { $0 != 200 } == 0, "refused: \(statuses.filter { $0 != 200 })")
        // Whatever was refused, what was accepted is there.
        let resource = try await client.get(path).json()
        let counts = (0..<8).map { resource["m\($0)"]?.objectValue?.count ?? 0 }
        #expect(counts.reduce(0, +) == statuses.count { $0 == 200 })
    }

    @Test("Where every patch is interrupted, those that are answered with 200 survive and the others change nothing")
    func interruptedPatches() async throws {
        let client = try Client(store: YieldingStore())
        let path = try await client.create(.customer)
        let statuses = await withTaskGroup(of: (Int, Int).self) { group in
            for task in 0..<64 {
                group.addTask { (task, await client.patch(path, #"{"m\#(task)":\#(task)}"#).status) }
            }
            return await group.reduce(into: [Int: Int]()) { $0[$1.0] = $1.1 }
        }
        let resource = try await client.get(path).json()
        for (task, status) in statuses {
            #expect([200, 409].contains(status))
            #expect((resource["m\(task)"] != nil) == (status == 200), "task \(task), status \(status)")
        }
        #expect(statuses.values.count { $0 == 200 } >= 16)
    }

    @Test("8 patches that are interrupted all survive")
    func fewInterruptedPatches() async throws {
        let client = try Client(store: YieldingStore())
        let path = try await client.create(.customer)
        await withDiscardingTaskGroup { group in
            for task in 0..<8 {
                group.addTask { #expect(await client.patch(path, #"{"m\#(task)":\#(task)}"#).status == 200) }
            }
        }
        let resource = try await client.get(path).json()
        for task in 0..<8 { #expect(resource["m\(task)"] != nil, "task \(task)") }
    }

    @Test("A resource is deleted once, however many clients delete it, and patches meet it whole or not at all")
    func deletes() async throws {
        let client = try Client(store: YieldingStore())
        let path = try await client.create(.customer)
        let statuses = await withTaskGroup(of: Int.self) { group in
            for task in 0..<16 {
                group.addTask { await client.delete(path).status }
                group.addTask { await client.patch(path, #"{"x":\#(task)}"#).status == 404 ? 404 : 200 }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(statuses.count { $0 == 204 } == 1)
        #expect(await client.get(path).status == 404)
        #expect(await client.get(Kind.customer.path).text == "[]")
    }
}
