import TMFJSON

extension ValidationContext {
    /// Adds the findings about the members of the object at an index, in the order of the attributes.
    mutating func check(_ text: Span<UInt8>, _ tape: Span<UInt64>, at index: Int, by table: AttributeTable) {
        var refinements: [String: AttributeRules] = [:]
        if !self.refinements.isEmpty { swap(&refinements, &self.refinements) }
        let count = table.shapes.count
        let base = memberCount
        memberCount += count
        if memberCount > members.count {
            members.append(contentsOf: repeatElement(0, count: max(members.count, memberCount - members.count)))
        }
        defer { memberCount = base }
        for slot in base..<base + count { members[slot] = 0 }

        let end = tape.end(of: index)
        var name = index + 1
        var isComplete = true
        while name < end {
            if let position = table.names.position(of: tape.token(at: name), in: text) {
                members[base + position] = name
            } else {
                isComplete = false
            }
            name = tape.end(of: name + 1)
        }

        for position in 0..<count {
            let name = members[base + position]
            if name == 0 {
                checkAbsent(position, table, refinements)
            } else if tape.token(at: name + 1).kind == .null {
                checkAbsent(position, table, refinements)
                // An attribute that allows any value allows null.
                if table.shapes[position].form != .any || table.shapes[position].isArray { nulls.append(name + 1) }
            } else {
                checkPresent(text, tape, name, position, table, refinements)
            }
            if isFull { return }
        }
        if !isComplete, options.unknownAttributes == .refused { checkUnknown(at: index, by: table) }
    }

    @inline(__always)
    private mutating func checkAbsent(
        _ position: Int, _ table: AttributeTable, _ refinements: [String: AttributeRules]
    ) {
        // The server provides these attributes on create, so they are never missing.
        if operation == .create, place.isEmpty, table.shapes[position].rules.contains(.setByServer) { return }
        if isMandatory(position, table, refinements) {
            let name = table.details[position].name
            add(Finding(.missing, at: pointer.appending(name), "\(name) is mandatory"))
        }
    }

    @inline(__always)
    private func isMandatory(
        _ position: Int, _ table: AttributeTable, _ refinements: [String: AttributeRules]
    ) -> Bool {
        if table.shapes[position].rules.contains(mandatory) { return true }
        guard !refinements.isEmpty else { return false }
        return refinements[table.details[position].name]?.contains(mandatory) ?? false
    }

    @inline(__always)
    private mutating func checkPresent(
        _ text: Span<UInt8>,
        _ tape: Span<UInt64>,
        _ name: Int,
        _ position: Int,
        _ table: AttributeTable,
        _ refinements: [String: AttributeRules]
    ) {
        let shape = table.shapes[position]
        let value = name + 1
        let token = tape.token(at: value)
        if operation == .create, place.isEmpty, shape.rules.contains(.setByServer) {
            let name = table.details[position].name
            add(Finding(.setByServer, at: pointer.appending(name), "\(name) is set by the server"))
            return
        }
        if shape.isArray {
            checkElements(text, tape, name, position, table, refinements)
        } else if token.isKind(JSONToken.Code.array), shape.form != .any {
            addCardinality(position, table, found: token.kind)
        } else if let problem = shape.form.problem(text, tape, at: value, options.profile) {
            place.append(name)
            let detail = table.details[position]
            add(problem, found: token.kind, of: detail.name, detail.type)
            place.removeLast()
        } else if shape.isNested {
            place.append(name)
            checkNested(text, tape, value, table.details[position])
            place.removeLast()
        }
    }

    private mutating func checkElements(
        _ text: Span<UInt8>,
        _ tape: Span<UInt64>,
        _ name: Int,
        _ position: Int,
        _ table: AttributeTable,
        _ refinements: [String: AttributeRules]
    ) {
        let shape = table.shapes[position]
        let array = tape.token(at: name + 1)
        guard array.isKind(JSONToken.Code.array) else {
            addCardinality(position, table, found: array.kind)
            return
        }
        let end = tape.end(of: name + 1)
        var value = name + 2
        if value == end, isMandatory(position, table, refinements) {
            let name = table.details[position].name
            add(Finding(.missing, at: pointer.appending(name), "\(name) must have at least one element"))
        }
        place.append(name)
        defer { place.removeLast() }
        var ordinal = 0
        while value < end, !isFull {
            if let problem = shape.form.problem(text, tape, at: value, options.profile) {
                place.append(~ordinal)
                let detail = table.details[position]
                add(problem, found: tape.token(at: value).kind, of: "an element of \(detail.name)", detail.type)
                place.removeLast()
            } else if shape.isNested {
                place.append(~ordinal)
                checkNested(text, tape, value, table.details[position])
                place.removeLast()
            }
            ordinal += 1
            value = tape.end(of: value)
        }
    }

    @inline(__always)
    private mutating func checkNested(
        _ text: Span<UInt8>, _ tape: Span<UInt64>, _ index: Int, _ detail: AttributeTable.Detail
    ) {
        if detail.refinedRules.contains(mandatory) { refinements = detail.refinements }
        detail.check(text, tape, index, &self)
        // A value that is not a model leaves them unused.
        if !refinements.isEmpty { refinements = [:] }
    }

    /// Adds the findings about the members of the object at an index of a tape, which all hold values of one type.
    mutating func checkMembers<Element>(
        _ text: Span<UInt8>, _ tape: Span<UInt64>, at index: Int, by element: AttributeCodec<Element>
    ) {
        let form = ValueForm(element.type)
        let end = tape.end(of: index)
        var name = index + 1
        while name < end, !isFull {
            place.append(name)
            let found = tape.token(at: name + 1).kind
            if let problem = form.problem(text, tape, at: name + 1, options.profile) {
                add(problem, found: found, of: "a member", element.type)
            } else {
                element.check(text, tape, name + 1, &self)
            }
            place.removeLast()
            name = tape.end(of: name + 1)
        }
    }

    private mutating func addCardinality(_ position: Int, _ table: AttributeTable, found: JSONKind) {
        let detail = table.details[position]
        let expected = table.shapes[position].isArray ? "an array of \(detail.type)" : "a single \(detail.type)"
        let message = "\(detail.name) must be \(expected), found \(found)"
        add(Finding(.cardinality, at: pointer.appending(detail.name), message))
    }

    private mutating func add(
        _ problem: ValueForm.Problem, found: JSONKind, of subject: String, _ type: AttributeType
    ) {
        let finding =
            switch problem {
            case .kind:
                Finding(.typeMismatch, at: pointer, "\(subject) must be of type \(type), found \(found)")
            case .fraction:
                Finding(.typeMismatch, at: pointer, "\(subject) must be an integer")
            case .format:
                Finding(.invalidFormat, at: pointer, "\(subject) is not a valid \(type)")
            }
        add(finding)
    }
}
