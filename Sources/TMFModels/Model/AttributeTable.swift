public import TMFJSON

/// The attributes of a model with the model's type erased, so that the same code reads, writes and checks all models.
///
/// Safety: every address must point to a model of the type that the table was created for, which must stay in place for
/// the duration of the call.
@safe
@usableFromInline
package final class AttributeTable: Sendable {
    /// The part of an attribute that every check needs.
    struct Shape: Sendable {
        let form: ValueForm
        let isArray: Bool
        let rules: AttributeRules
        /// A Boolean value that indicates whether a value with the right form can still have findings.
        let isNested: Bool
    }

    /// Checks the contents of the value at an index of a tape, which has the right form.
    @usableFromInline
    typealias Check = @Sendable (Span<UInt8>, Span<UInt64>, Int, inout ValidationContext) -> Void

    /// The part of an attribute that checks need less often.
    ///
    /// It is a class, so that taking one counts a single reference.
    final class Detail: Sendable {
        let name: String
        let type: AttributeType
        let refinements: [String: AttributeRules]
        /// The union of the rules of all refinements.
        let refinedRules: AttributeRules
        let check: Check

        init(_ row: AttributeRow) {
            name = row.name
            type = row.type
            refinements = row.refinements
            refinedRules = row.refinements.values.reduce(into: []) { $0.formUnion($1) }
            check = row.check
        }
    }

    let model: any Model.Type
    /// The rows in the order of their declaration, in which they are also written.
    package let rows: [AttributeRow]
    /// The positions of the names in ``rows``.
    let names: AttributeNames
    /// The shapes of the attributes.
    ///
    /// The type holds no references, so that iterating counts none.
    let shapes: [Shape]
    let details: [Detail]

    /// The rows as unmanaged references, for calls without reference counting; ``rows`` keeps them alive.
    private let borrowedRows: [Unmanaged<AttributeRow>]

    /// Writes all attributes.
    ///
    /// It calls the codecs that it captures one after the other: a closure taken from an array or a class is retained
    /// and released at every call, which costs more than writing a short string.
    private let writeRows: @Sendable (UnsafeRawPointer, inout JSONWriter) -> Void

    init(_ model: any Model.Type, _ rows: [AttributeRow]) {
        self.model = model
        self.rows = rows
        names = AttributeNames(rows.map(\.name))
        shapes = rows.map {
            Shape(form: ValueForm($0.type), isArray: $0.isArray, rules: $0.rules, isNested: !$0.isLeaf)
        }
        details = rows.map { Detail($0) }
        unsafe borrowedRows = rows.map { unsafe Unmanaged.passUnretained($0) }
        var writeRows: @Sendable (UnsafeRawPointer, inout JSONWriter) -> Void = { _, _ in }
        for row in rows {
            let (previous, next) = unsafe (writeRows, row.field.write)
            let (offset, name) = (row.offset, row.encodedName)
            unsafe writeRows = { root, writer in
                unsafe previous(root, &writer)
                unsafe next(root + offset, name, &writer)
            }
        }
        unsafe self.writeRows = writeRows
    }

    /// Returns the row with a name.
    package func row(named name: String) -> AttributeRow? { names.position(of: name).map { rows[$0] } }

    /// Reads the members of the object at an index of a tape, which must not repeat a name, into a model without
    /// attributes.
    ///
    /// - Returns: The members that no attribute holds.
    @usableFromInline
    func read(
        _ text: Span<UInt8>, _ tape: Span<UInt64>, at index: Int, into root: UnsafeMutableRawPointer
    ) -> JSONObject {
        let end = tape.end(of: index)
        var name = index + 1
        var rest = JSONObject()
        while name < end {
            if unsafe !readMember(text, tape, at: name, into: root) {
                if rest.isEmpty { rest = JSONObject(minimumCapacity: 4) }
                rest.appendUnchecked(
                    JSONValue(text, tape, at: name + 1), forName: JSONText.string(tape.token(at: name), in: text))
            }
            name = tape.end(of: name + 1)
        }
        return rest
    }

    @inline(__always)
    private func readMember(
        _ text: Span<UInt8>, _ tape: Span<UInt64>, at name: Int, into root: UnsafeMutableRawPointer
    ) -> Bool {
        guard let position = names.position(of: tape.token(at: name), in: text) else { return false }
        return unsafe borrowedRows[position]._withUnsafeGuaranteedRef { row in
            unsafe row.read(text, tape, at: name + 1, into: root)
        }
    }

    /// Reads the members of an object into a model without attributes.
    ///
    /// - Returns: The members that no attribute holds.
    @usableFromInline
    func read(_ object: JSONObject, into root: UnsafeMutableRawPointer) -> JSONObject {
        var rest = JSONObject()
        for member in object {
            if let row = row(named: member.name), unsafe row.read(member.value, into: root) { continue }
            rest.appendUnchecked(member.value, forName: member.name)
        }
        return rest
    }

    /// Writes a model with its additional members.
    @usableFromInline
    func write(_ root: UnsafeRawPointer, _ rest: JSONObject, to writer: inout JSONWriter) {
        writer.beginObject()
        unsafe writeRows(root, &writer)
        if !rest.isEmpty {
            for member in rest {
                if let row = row(named: member.name), unsafe row.isPresent(in: root) { continue }
                writer.writeName(member.name)
                writer.write(member.value)
            }
        }
        writer.endObject()
    }

    /// Returns a model with its additional members as an object.
    @usableFromInline
    func json(_ root: UnsafeRawPointer, _ rest: JSONObject) -> JSONObject {
        var object = JSONObject()
        for row in rows {
            if let value = unsafe row.json(in: root) { object.appendUnchecked(value, forName: row.name) }
        }
        for member in rest where object.position(of: member.name) == nil {
            object.appendUnchecked(member.value, forName: member.name)
        }
        return object
    }
}
