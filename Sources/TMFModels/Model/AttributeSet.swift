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

    /// Open addressing by a hash of the name: an index into ``rows`` plus one, or zero.
    private let slots: [UInt16]
    private let shift: UInt64

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
        var bits: UInt64 = 4
        while 1 << bits < rows.count * 4 { bits += 1 }
        shift = 64 - bits
        var slots = [UInt16](repeating: 0, count: 1 << bits)
        for (position, row) in rows.enumerated() {
            let name = row.nameBytes
            var slot = Self.slot(name.span, 0, name.count, shift)
            while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = UInt16(truncatingIfNeeded: position + 1)
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

    /// Reads the value behind the name at an index of a tape, if an attribute has the name and can hold the value.
    func read(_ text: Span<UInt8>, _ tape: Span<UInt64>, _ name: Int, into root: UnsafeMutablePointer<Root>) -> Bool {
        let token = tape.token(at: name)
        guard !token.flag else {
            guard let row = row(named: JSONText.string(token, in: text)) else { return false }
            return unsafe row.read(text, tape, name + 1, root)
        }
        var slot = Self.slot(text, token.offset, token.length, shift)
        while slots[slot] != 0 {
            let isRead: Bool? = unsafe borrowedRows[Int(slots[slot]) - 1]._withUnsafeGuaranteedRef { row in
                guard JSONText.equal(token, row.nameBytes, in: text) else { return nil }
                return unsafe row.read(text, tape, name + 1, root)
            }
            if let isRead { return isRead }
            slot = (slot + 1) & (slots.count - 1)
        }
        return false
    }

    /// The row with a name.
    package func row(named name: String) -> AttributeRow<Root>? {
        let bytes = Array(name.utf8)
        var slot = Self.slot(bytes.span, 0, bytes.count, shift)
        while slots[slot] != 0 {
            let row = rows[Int(slots[slot]) - 1]
            if row.nameBytes == bytes { return row }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    /// The first slot to look at: four features of a name tell those of one model well apart.
    @inline(__always)
    private static func slot(_ bytes: Span<UInt8>, _ offset: Int, _ length: Int, _ shift: UInt64) -> Int {
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
