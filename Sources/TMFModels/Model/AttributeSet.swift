import TMFJSON

/// All attributes of a model, ready for looking them up by name.
///
/// The set offers the members of the model's `Attributes`: `Note.attributes.author`.
@dynamicMemberLookup
@safe
public final class AttributeSet<Root: Model>: Sendable {
    private let vocabulary: Root.Attributes

    /// The rows in the order of their declaration, which is the order they are written in.
    package let rows: [AttributeRow<Root>]

    /// Writes all attributes.
    ///
    /// It calls one row after the other through what it captures, since a closure that is taken out of an array or a class
    /// is retained and released at every call, which for short strings costs more than writing them.
    let write: @Sendable (UnsafePointer<Root>, inout JSONWriter) -> Void

    /// The rows again, for calls that do not count references; ``rows`` keeps them alive.
    private let borrowedRows: [Unmanaged<AttributeRow<Root>>]

    /// The names, to positions in ``rows``.
    private let index: AttributeNames

    /// What a check needs of the rows.
    let table: AttributeTable

    /// Creates the set of the attributes that the stored properties of a vocabulary declare.
    ///
    /// - Parameter vocabulary: The declarations; of two with one name the first counts.
    public init(_ vocabulary: Root.Attributes) {
        self.vocabulary = vocabulary
        var names: Set<String> = []
        rows = Mirror(reflecting: vocabulary).children.compactMap { child in
            let row = (child.value as? any AttributeDeclaration)?.erasedRow as? AttributeRow<Root>
            return row.flatMap { names.insert($0.name).inserted ? $0 : nil }
        }
        var write: @Sendable (UnsafePointer<Root>, inout JSONWriter) -> Void = { _, _ in }
        for row in rows {
            let (previous, next) = unsafe (write, row.write)
            unsafe write = { root, writer in
                unsafe previous(root, &writer)
                unsafe next(root, &writer)
            }
        }
        unsafe self.write = write
        unsafe borrowedRows = rows.map { unsafe Unmanaged.passUnretained($0) }
        index = AttributeNames(rows.map(\.name))
        table = AttributeTable(Root.self, rows, index)
    }

    /// The declaration of an attribute.
    ///
    /// - Parameter keyPath: The attribute's place in the model's `Attributes`.
    public subscript<Value>(
        dynamicMember keyPath: KeyPath<Root.Attributes, Attribute<Root, Value>>
    ) -> Attribute<Root, Value> {
        vocabulary[keyPath: keyPath]
    }

    /// The names on the wire, in the order of declaration.
    public var names: [String] { rows.map(\.name) }

    /// Reads the value behind the name at an index of a tape, if an attribute has the name and can hold the value.
    func read(_ text: Span<UInt8>, _ tape: Span<UInt64>, _ name: Int, into root: UnsafeMutablePointer<Root>) -> Bool {
        guard let position = index.position(of: tape.token(at: name), in: text) else { return false }
        return unsafe borrowedRows[position]._withUnsafeGuaranteedRef { row in
            unsafe row.read(text, tape, name + 1, root)
        }
    }

    /// The row with a name.
    package func row(named name: String) -> AttributeRow<Root>? { index.position(of: name).map { rows[$0] } }
}

/// The side of an attribute that a set can find by reflection.
private protocol AttributeDeclaration {
    var erasedRow: any Sendable { get }
}

extension Attribute: AttributeDeclaration {
    fileprivate var erasedRow: any Sendable { row }
}
