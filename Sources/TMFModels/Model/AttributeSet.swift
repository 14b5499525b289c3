import TMFJSON

/// All attributes of a model, ready for looking them up by name.
///
/// The set offers the members of the model's `Attributes`: `Note.attributes.author`.
@dynamicMemberLookup
public final class AttributeSet<Root: Model>: Sendable {
    private let vocabulary: Root.Attributes

    /// The rows in the order of their declaration, which is the order they are written in.
    package let rows: [AttributeRow<Root>]

    /// Open addressing by a hash of the name: an index into ``rows`` plus one, or zero.
    private let slots: [UInt8]
    private let shift: UInt64

    /// Creates the set of the attributes that the stored properties of a vocabulary declare.
    ///
    /// - Parameters:
    ///   - vocabulary: The declarations.
    ///   - excluded: Names of attributes to leave out.
    public init(_ vocabulary: Root.Attributes, except excluded: Set<String> = []) {
        self.vocabulary = vocabulary
        let declared = Mirror(reflecting: vocabulary).children.compactMap { child in
            (child.value as? any AttributeDeclaration)?.erasedRow as? AttributeRow<Root>
        }
        // A row is found by one byte; no definition of any TM Forum API comes near 254 attributes.
        rows = Array(declared.filter { !excluded.contains($0.name) }.prefix(254))
        var bits: UInt64 = 4
        while 1 << bits < rows.count * 4 { bits += 1 }
        shift = 64 - bits
        var slots = [UInt8](repeating: 0, count: 1 << bits)
        for (position, row) in rows.enumerated() {
            var slot = Self.slot(row.nameBytes, 0, row.nameBytes.count, shift)
            while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = UInt8(truncatingIfNeeded: position + 1)
        }
        self.slots = slots
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

    /// The row whose name stands at an index of a document.
    func row(named index: Int, in document: JSONDocument) -> AttributeRow<Root>? {
        let token = document.token(at: index)
        if token.flag { return row(named: document.string(at: index)) }
        let (offset, length) = (token.offset, token.length)
        var slot = Self.slot(document.bytes, offset, length, shift)
        while slots[slot] != 0 {
            let row = rows[Int(slots[slot]) - 1]
            if Self.isEqual(row.nameBytes, document.bytes, offset, length) { return row }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    /// The row with a name.
    package func row(named name: String) -> AttributeRow<Root>? {
        let bytes = Array(name.utf8)
        var slot = Self.slot(bytes, 0, bytes.count, shift)
        while slots[slot] != 0 {
            let row = rows[Int(slots[slot]) - 1]
            if row.nameBytes == bytes { return row }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    @inline(__always)
    private static func isEqual(_ name: [UInt8], _ bytes: [UInt8], _ offset: Int, _ length: Int) -> Bool {
        guard name.count == length else { return false }
        for position in 0..<length where name[position] != bytes[offset + position] { return false }
        return true
    }

    /// The first slot to look at: four features of a name tell those of one model well apart.
    @inline(__always)
    private static func slot(_ bytes: [UInt8], _ offset: Int, _ length: Int, _ shift: UInt64) -> Int {
        guard length > 0 else { return 0 }
        let features =
            UInt64(bytes[offset]) | UInt64(bytes[offset + length / 2]) << 8
            | UInt64(bytes[offset + length - 1]) << 16 | UInt64(truncatingIfNeeded: length) << 24
        return Int(truncatingIfNeeded: (features &* 0x9E37_79B9_7F4A_7C15) >> shift)
    }
}

/// The side of an attribute that a set can find by reflection.
private protocol AttributeDeclaration {
    var erasedRow: any Sendable { get }
}

extension Attribute: AttributeDeclaration {
    fileprivate var erasedRow: any Sendable { row }
}
