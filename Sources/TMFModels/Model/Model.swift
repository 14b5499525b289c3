public import TMFJSON

/// A structure of the APIs: a resource, a part of one, an event or an error.
///
/// A model reads any JSON object. Its ``additionalMembers`` keep everything that its attributes do not hold and are
/// written back: members that no definition knows, and known members whose value is `null`, an empty array or of
/// another type. Reading and writing a document therefore loses nothing. Reading does not validate; to check a value
/// against the rules, use ``findings(in:for:options:)-(JSONElement,_,_)``.
///
/// A model of your own needs its properties, a declaration for each of them, and an `init()`:
///
/// ```swift
/// struct Individual: Model {
///     var id: String?
///     var givenName: String?
///     var additionalMembers = JSONObject()
///
///     struct Attributes: Sendable {
///         let id = Attribute("id", \Individual.id, .setByServer)
///         let givenName = Attribute("givenName", \Individual.givenName, .mandatory)
///     }
///     static let attributes = AttributeSet<Individual>(Attributes())
/// }
/// ```
public protocol Model: AttributeValue, Codable, CustomDebugStringConvertible {
    /// The declarations, one stored property for each attribute.
    associatedtype Attributes: Sendable

    /// The attributes.
    ///
    /// Make this a stored static property, because creating the set takes time.
    static var attributes: AttributeSet<Self> { get }

    /// The name of the type in the API definitions.
    static var typeName: String { get }

    /// The rules beyond those of the attributes.
    ///
    /// Make this a stored static property, because every check reads it.
    ///
    /// By default, a model has no such rules; see ``ModelRule`` for an example.
    static var rules: [ModelRule] { get }

    /// A Boolean value that indicates whether objects of the type have members of types that the model does not know.
    ///
    /// Such a type stands for any entity. ``ValidationOptions/UnknownAttributes/refused`` accepts all members of its
    /// objects.
    static var hasOpenContent: Bool { get }

    /// The members that no attribute holds.
    ///
    /// A member with the name of an attribute is used only while that attribute is `nil` or empty.
    var additionalMembers: JSONObject { get set }

    /// Creates a model without attributes.
    init()
}

extension Model {
    /// The name of the Swift type.
    public static var typeName: String { String(describing: Self.self) }

    /// Reads a model from a JSON value.
    ///
    /// - Parameter json: The value.
    /// - Throws: ``ModelMismatch`` if the value is not an object. Reading refuses nothing else.
    @inlinable
    public init(json: JSONValue) throws(ModelMismatch) {
        guard let value = Self.read(json) else { throw ModelMismatch(type: Self.typeName, found: json.kind) }
        self = value
    }

    /// Reads a model from an element of a document.
    ///
    /// - Parameter element: The element.
    /// - Throws: ``ModelMismatch`` if the element is not an object. Reading refuses nothing else.
    public init(_ element: JSONElement) throws(ModelMismatch) {
        guard let value = Self.read(element.document.bytes.span, element.document.tape.span, at: element.index) else {
            throw ModelMismatch(type: Self.typeName, found: element.kind)
        }
        self = value
    }

    /// Reads a model from JSON text.
    ///
    /// - Parameters:
    ///   - bytes: The text in UTF-8.
    ///   - limits: The limits that the text must not exceed.
    /// - Throws: `JSONParsingError` if the bytes are not JSON, ``ModelMismatch`` if they are not an object.
    @inlinable
    public init(parsing bytes: [UInt8], limits: JSONLimits = .default) throws {
        try self.init(parsing: bytes.span, limits: limits)
    }

    /// Reads a model from JSON text in place, without copying the text first.
    ///
    /// - Parameters:
    ///   - bytes: The text in UTF-8.
    ///   - limits: The limits that the text must not exceed.
    /// - Throws: `JSONParsingError` if the bytes are not JSON, ``ModelMismatch`` if they are not an object.
    @inlinable
    public init(parsing bytes: Span<UInt8>, limits: JSONLimits = .default) throws {
        self = try unsafe withUnsafeTemporaryAllocation(of: Self.self, capacity: 1) { buffer in
            var found: JSONKind?
            try JSONTapeBuilder.withTape(of: bytes, limits: limits) { tape in
                guard let target = buffer.baseAddress, unsafe Self.read(bytes, tape, at: 0, into: target) else {
                    found = tape.token(at: 0).kind
                    return
                }
            }
            if let found { throw ModelMismatch(type: Self.typeName, found: found) }
            return unsafe buffer.moveElement(from: 0)
        }
    }

    /// The model as a JSON value: the attributes in the order of their declaration, then the additional members.
    @inlinable
    public var json: JSONValue {
        .object(
            unsafe withUnsafePointer(to: self) { root in
                unsafe Self.attributes.table.json(root, additionalMembers)
            })
    }

    /// Returns the model as JSON text in UTF-8.
    ///
    /// - Parameter options: The layout of the text.
    /// - Returns: The text.
    @inlinable
    public func serialized(options: JSONWriter.Options = []) -> [UInt8] {
        guard options.isEmpty else { return json.serialized(options: options) }
        var writer = JSONWriter(capacity: 2_048)
        unsafe withUnsafePointer(to: self) { unsafe Self.write($0, to: &writer) }
        return writer.bytes
    }

    /// The codec of the model.
    @inlinable
    public static var codec: AttributeCodec<Self> { AttributeCodec(ModelCoding<Self>()) }

    /// Reads a model from a decoder of any format.
    ///
    /// - Parameter decoder: The decoder.
    /// - Throws: `DecodingError` if the decoder does not hold an object, or an error that the decoder throws.
    public init(from decoder: any Decoder) throws {
        let json = try JSONValue(from: decoder)
        guard let value = Self.read(json) else {
            let context = DecodingError.Context(
                codingPath: decoder.codingPath,
                debugDescription: ModelMismatch(type: Self.typeName, found: json.kind).description
            )
            throw DecodingError.typeMismatch(Self.self, context)
        }
        self = value
    }

    /// Writes the model to an encoder of any format.
    ///
    /// - Parameter encoder: The encoder.
    /// - Throws: `EncodingError` if a number has more digits than the encoder supports; ``serialized(options:)`` writes
    ///   all digits.
    public func encode(to encoder: any Encoder) throws { try json.encode(to: encoder) }
}

// MARK: - Coding

extension Model {
    /// The attributes with their types erased, in the order of their declaration.
    package static var rows: [AttributeRow] { attributes.table.rows }

    /// Returns the model at an index of a tape, or `nil` if the value is not an object.
    @inlinable
    static func read(_ text: Span<UInt8>, _ tape: Span<UInt64>, at index: Int) -> Self? {
        unsafe withUnsafeTemporaryAllocation(of: Self.self, capacity: 1) { buffer in
            guard let target = buffer.baseAddress, unsafe read(text, tape, at: index, into: target) else { return nil }
            return unsafe target.move()
        }
    }

    /// Reads the value at an index of a tape into its final place, because returning a large struct copies it.
    @inlinable
    static func read(
        _ text: Span<UInt8>, _ tape: Span<UInt64>, at index: Int, into target: UnsafeMutablePointer<Self>
    ) -> Bool {
        let token = tape.token(at: index)
        guard token.isKind(JSONToken.Code.object) else { return false }
        if token.flag {
            // If a name is repeated, the last value must win, even over an earlier one of the right type.
            guard let value = read(JSONValue(text, tape, at: index)) else { return false }
            unsafe target.initialize(to: value)
            return true
        }
        let table = Self.attributes.table
        unsafe target.initialize(to: Self())
        let rest = unsafe table.read(text, tape, at: index, into: target)
        if !rest.isEmpty { unsafe target.pointee.additionalMembers = rest }
        return true
    }

    /// Returns the model of a JSON value, or `nil` if the value is not an object.
    @inlinable
    static func read(_ json: JSONValue) -> Self? {
        guard case .object(let object) = json else { return nil }
        var model = Self()
        let rest = unsafe withUnsafeMutablePointer(to: &model) { root in
            unsafe Self.attributes.table.read(object, into: root)
        }
        if !rest.isEmpty { model.additionalMembers = rest }
        return model
    }

    /// Writes the value at an address.
    @inlinable
    static func write(_ value: UnsafePointer<Self>, to writer: inout JSONWriter) {
        unsafe attributes.table.write(value, value.pointee.additionalMembers, to: &writer)
    }
}
