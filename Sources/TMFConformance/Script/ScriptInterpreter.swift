import TMFExchange
import TMFJSON

/// Executes a script for a response.
struct ScriptInterpreter {
    let resource: ScriptedResource
    let response: APIResponse
    var variables: ScriptVariables
    private(set) var log: AssertionLog
    private let limits: ScriptLimits
    /// The text of the body.
    private let search: BodySearch

    init(
        resource: ScriptedResource, response: APIResponse, variables: ScriptVariables,
        keeping kept: ConformanceReport.Limits = ConformanceReport.Limits(), limits: ScriptLimits = ScriptLimits()
    ) {
        self.resource = resource
        self.response = response
        self.variables = variables
        self.limits = limits
        log = AssertionLog(limits: kept)
        search = BodySearch(response.body)
    }

    /// Executes a script until it ends or throws an error.
    ///
    /// - Parameter script: The script.
    /// - Returns: The text of the thrown error, or `nil` if there was none; earlier assertions are kept.
    mutating func run(_ script: ConformanceScript) -> String? {
        do throws(ScriptError) {
            switch script {
            case .nothing: break
            case .status(let status): assertStatus([status])
            case .created(let number): try runCreated(number)
            case .list: try runRows { (self, row) throws(ScriptError) in try self.assertAnyCreated(row) }
            case .found(let number):
                try runRows { (self, row) throws(ScriptError) in try self.assertCreated(row, number) }
            case .changed(let name, let statuses): try runChanged(name, statuses)
            }
            return nil
        } catch {
            return error.message
        }
    }

    // MARK: Scripts

    private mutating func runCreated(_ number: Int) throws(ScriptError) {
        let body = try parsedBody().root
        let instance = ScriptValue(JSONValue(body))
        if body.kind == .array {
            record("Array not expected as response", failure: "expected one instance, not an array")
        }
        assertStatus([201])
        assertKeysAndTypes(instance, resource.typed)
        for name in resource.compared {
            variables[resource.variable(name, number)] = try instance.member(name)
        }
        assertBodyIncludesValues(of: instance)
    }

    private mutating func runRows(
        _ individual: (inout Self, ScriptValue) throws(ScriptError) -> Void
    ) throws(ScriptError) {
        assertStatus([200])
        try forEachRow(of: try parsedBody()) { (self, number, row) throws(ScriptError) in
            self.assertKeysAndTypes(row, self.resource.typed)
            self.assertBodyIncludesValues(of: row, at: number)
            try individual(&self, row)
        }
    }

    private mutating func runChanged(_ changed: String, _ statuses: [Int]) throws(ScriptError) {
        assertStatus(statuses)
        let body = try parsedBody()
        // For a response that is an object, neither the type nor the value of the changed attribute is asserted.
        let isObject = search.rows.isEmpty
        let typed = isObject ? resource.typed.filter { $0.name != changed } : resource.typed
        let shown = resource.compared.filter { $0 != changed }
        try forEachRow(of: body) { (self, number, row) throws(ScriptError) in
            self.assertKeysAndTypes(row, typed)
            self.assertBodyIncludesValues(of: row, at: number)
            if try self.isCreated(row, 1) { self.showValues(shown, 1) }
        }
    }

    /// Calls a closure for the elements of an array one after the other; an empty array counts as an instance itself,
    /// as does everything else.
    private mutating func forEachRow(
        of body: JSONDocument, _ assert: (inout Self, Int, ScriptValue) throws(ScriptError) -> Void
    ) throws(ScriptError) {
        guard !search.rows.isEmpty else { return try assert(&self, 0, ScriptValue(JSONValue(body))) }
        var number = 0
        for element in body.root.elements {
            try expectGoingOn(at: number)
            try assert(&self, number, ScriptValue(JSONValue(element)))
            number += 1
        }
    }

    /// Ends the script of a long list if the run is cancelled or takes too long.
    private func expectGoingOn(at row: Int) throws(ScriptError) {
        if row > 0, Task.isCancelled { throw ScriptError("the run was cancelled after row \(row)") }
        if search.searched > limits.searchedBytes {
            throw ScriptError("searching the body for the values of the first \(row) rows took too long")
        }
    }

    private func parsedBody() throws(ScriptError) -> JSONDocument {
        let document: JSONDocument
        do {
            document = try limits.body.document(in: response.body)
        } catch let error as BodyLimits.Excess {
            throw ScriptError("JSONError: the body contains \(error)")
        } catch {
            throw ScriptError("JSONError: the body is not JSON: \(error)")
        }
        for row in document.root.elements {
            guard search.rows.count < limits.rows else {
                throw ScriptError("the list has more than \(limits.rows) rows")
            }
            search.rows.append(row.bytes)
        }
        return document
    }

    // MARK: Assertions on the response

    private mutating func assertStatus(_ statuses: [Int]) {
        let expected = statuses.map(String.init).joined(separator: " or ")
        record(
            "Status code is \(expected)",
            failure: statuses.contains(response.status)
                ? nil : "expected response to have status code \(expected) but got \(response.status)")
    }

    private mutating func assertKeysAndTypes(
        _ instance: ScriptValue, _ typed: [ScriptedResource.TypedAttribute]
    ) {
        record(
            "Instance has all mandatory attributes",
            failure: failure { () throws(ScriptError) in
                let missing = try instance.missing(of: resource.required)
                return missing.isEmpty ? nil : "expected the instance to have \(missing.joined(separator: ", "))"
            })
        for attribute in typed {
            record(
                "Response has \(attribute.name) attribute",
                failure: failure { () throws(ScriptError) in
                    let value = try instance.member(attribute.name)
                    let article = attribute.type == "array" ? "an" : "a"
                    return value.typeName == attribute.type
                        ? nil : "expected \(value.shown) to be \(article) \(attribute.type)"
                })
        }
    }

    private mutating func assertBodyIncludesValues(of instance: ScriptValue, at row: Int = 0) {
        for name in resource.compared {
            record(
                "Body includes value held on \(name)",
                failure: failure { () throws(ScriptError) in
                    let value = try instance.member(name)
                    return search.includes(value.text, at: row) ? nil : "expected the body to include \(value.shown)"
                })
        }
    }

    // MARK: Assertions that always pass

    private mutating func assertAnyCreated(_ row: ScriptValue) throws(ScriptError) {
        for number in 1...2 where try isCreated(row, number) { showValues(resource.compared, number) }
    }

    private mutating func assertCreated(_ row: ScriptValue, _ number: Int) throws(ScriptError) {
        if try isCreated(row, number) { showValues(resource.compared, number) }
        if try isCreated(row, 3 - number) {
            record("\(resource.variable("id", 3 - number)) not expected on this test", failure: nil)
        }
    }

    private func isCreated(_ row: ScriptValue, _ number: Int) throws(ScriptError) -> Bool {
        try row.member("id").isLooselyEqual(to: variables[resource.variable("id", number)])
    }

    private mutating func showValues(_ names: [String], _ number: Int) {
        for name in names {
            let value = variables[resource.variable(name, number)].text
            record("\(name) is \(PrintedText.shortened(value, beyond: 1_024, to: 1_024))", failure: nil)
        }
    }

    // MARK: Recording

    private mutating func record(_ name: String, failure: String?) {
        log.append(.init(name: name, passed: failure == nil, message: failure))
    }

    /// Returns the message of a failed check; an error that the check throws also fails it.
    private func failure(_ check: () throws(ScriptError) -> String?) -> String? {
        do throws(ScriptError) {
            return try check()
        } catch {
            return error.message
        }
    }
}
