public import TMFJSON

/// Reads and writes a property of a struct at the address of the property, with the types of both erased.
///
/// The closures are created where the type of the property is known, so that the compiler specializes them for it. One
/// codec serves the attributes of all models, whichever module declares them.
///
/// Safety: every address must point to a property of the type that the codec was created for, inside a value that stays
/// in place for the duration of the call. ``Attribute`` pairs codecs with properties.
@safe
@usableFromInline
struct FieldCodec: Sendable {
    /// Reads the value at an index, or returns `false` and leaves the property unchanged if the value has another kind
    /// or form.
    let read: @Sendable (Span<UInt8>, Span<UInt64>, Int, UnsafeMutableRawPointer) -> Bool
    let readJSON: @Sendable (JSONValue, UnsafeMutableRawPointer) -> Bool
    /// Writes an encoded name and the value, or nothing if the property has no value.
    let write: @Sendable (UnsafeRawPointer, [UInt8], inout JSONWriter) -> Void
    let json: @Sendable (UnsafeRawPointer) -> JSONValue?
    let isPresent: @Sendable (UnsafeRawPointer) -> Bool

    @usableFromInline
    init(
        read: @escaping @Sendable (Span<UInt8>, Span<UInt64>, Int, UnsafeMutableRawPointer) -> Bool,
        readJSON: @escaping @Sendable (JSONValue, UnsafeMutableRawPointer) -> Bool,
        write: @escaping @Sendable (UnsafeRawPointer, [UInt8], inout JSONWriter) -> Void,
        json: @escaping @Sendable (UnsafeRawPointer) -> JSONValue?,
        isPresent: @escaping @Sendable (UnsafeRawPointer) -> Bool
    ) {
        unsafe self.read = read
        unsafe self.readJSON = readJSON
        unsafe self.write = write
        unsafe self.json = json
        unsafe self.isPresent = isPresent
    }
}

extension FieldCodec {
    /// Creates the codec of an optional property.
    @inlinable
    init<Coding: ValueCoding>(optional coding: Coding) {
        typealias Property = Coding.Value?
        unsafe self.init(
            read: { text, tape, index, address in
                guard let value = coding.read(text, tape, at: index) else { return false }
                unsafe address.assumingMemoryBound(to: Property.self).pointee = value
                return true
            },
            readJSON: { json, address in
                guard let value = coding.read(json) else { return false }
                unsafe address.assumingMemoryBound(to: Property.self).pointee = value
                return true
            },
            write: { address, name, writer in
                guard case .some = unsafe address.assumingMemoryBound(to: Property.self).pointee else { return }
                writer.writeName(encoded: name)
                // The payload of an enum with one payload case is at the address of the enum (Swift ABI, type layout).
                unsafe coding.write(address.assumingMemoryBound(to: Coding.Value.self), to: &writer)
            },
            json: { address in
                unsafe address.assumingMemoryBound(to: Property.self).pointee.map { coding.json($0) }
            },
            isPresent: { address in
                if case .some = unsafe address.assumingMemoryBound(to: Property.self).pointee { true } else { false }
            }
        )
    }

    /// Creates the codec of an array property.
    ///
    /// An empty array stands for an absent attribute.
    @inlinable
    init<Coding: ValueCoding>(array coding: Coding) {
        typealias Property = [Coding.Value]
        unsafe self.init(
            read: { text, tape, index, address in
                guard let values = Self.elements(coding, text, tape, index) else { return false }
                unsafe address.assumingMemoryBound(to: Property.self).pointee = values
                return true
            },
            readJSON: { json, address in
                guard case .array(let elements) = json, !elements.isEmpty else { return false }
                var values: Property = []
                values.reserveCapacity(elements.count)
                for element in elements {
                    guard let value = coding.read(element) else { return false }
                    values.append(value)
                }
                unsafe address.assumingMemoryBound(to: Property.self).pointee = values
                return true
            },
            write: { address, name, writer in
                let values = unsafe address.assumingMemoryBound(to: Property.self).pointee
                guard !values.isEmpty else { return }
                writer.writeName(encoded: name)
                writer.beginArray()
                unsafe values.withUnsafeBufferPointer { buffer in
                    guard let first = buffer.baseAddress else { return }
                    for position in 0..<buffer.count { unsafe coding.write(first + position, to: &writer) }
                }
                writer.endArray()
            },
            json: { address in
                let values = unsafe address.assumingMemoryBound(to: Property.self).pointee
                return values.isEmpty ? nil : .array(values.map { coding.json($0) })
            },
            isPresent: { address in unsafe !address.assumingMemoryBound(to: Property.self).pointee.isEmpty }
        )
    }

    /// Returns the elements of an array, or `nil` if the value is not an array with at least one element or an element
    /// has another kind or form.
    @inlinable
    static func elements<Coding: ValueCoding>(
        _ coding: Coding, _ text: Span<UInt8>, _ tape: Span<UInt64>, _ index: Int
    ) -> [Coding.Value]? {
        guard tape.token(at: index).isKind(JSONToken.Code.array) else { return nil }
        let end = tape.end(of: index)
        guard end > index + 1 else { return nil }
        let count = tape.childCount(of: index)
        let values = unsafe [Coding.Value](upTo: count) { buffer, initializedCount in
            guard let base = buffer.baseAddress else { return }
            var child = index + 1
            while child < end, unsafe coding.read(text, tape, at: child, into: base + initializedCount) {
                initializedCount += 1
                child = tape.end(of: child)
            }
        }
        return values.count == count ? values : nil
    }

    /// Creates the codec of a property without an address, such as a computed property, from the codec of a stored one.
    ///
    /// The closures take the address of the struct.
    init<Root, Property>(
        _ keyPath: any WritableKeyPath<Root, Property> & Sendable, absent: Property, stored: FieldCodec
    ) where Property: Sendable {
        @Sendable func withCopy<Result>(_ address: UnsafeRawPointer, _ body: (UnsafeRawPointer) -> Result) -> Result {
            let copy = unsafe address.assumingMemoryBound(to: Root.self).pointee[keyPath: keyPath]
            return unsafe withUnsafePointer(to: copy) { unsafe body(UnsafeRawPointer($0)) }
        }
        @Sendable func set(_ address: UnsafeMutableRawPointer, _ read: (UnsafeMutableRawPointer) -> Bool) -> Bool {
            var copy = absent
            let isRead = unsafe withUnsafeMutablePointer(to: &copy) { unsafe read(UnsafeMutableRawPointer($0)) }
            if isRead { unsafe address.assumingMemoryBound(to: Root.self).pointee[keyPath: keyPath] = copy }
            return isRead
        }
        unsafe self.init(
            read: { text, tape, index, address in
                unsafe set(address) { unsafe stored.read(text, tape, index, $0) }
            },
            readJSON: { json, address in unsafe set(address) { unsafe stored.readJSON(json, $0) } },
            write: { address, name, writer in
                unsafe withCopy(address) { unsafe stored.write($0, name, &writer) }
            },
            json: { address in unsafe withCopy(address) { unsafe stored.json($0) } },
            isPresent: { address in unsafe withCopy(address) { unsafe stored.isPresent($0) } }
        )
    }
}
