public import TMFJSON

/// A structure of the APIs: a resource, a part of one, an event or an error.
///
/// A model reads whatever JSON object it is given. What its attributes do not hold is kept in ``additionalMembers`` and
/// written back: members that no definition knows, and known ones whose value is `null`, an empty array, or of another
/// type. So a document that is read and written again says the same. Rules are a separate matter: see
/// ``findings(in:for:options:)-(JSONElement,_,_)``.
///
/// A model of your own needs its properties, one declaration for each, and an `init()`:
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

    /// The attributes; a stored static property, as making the set takes time.
    static var attributes: AttributeSet<Self> { get }

    /// The name of the type in the API definitions.
    static var typeName: String { get }

    /// The rules beyond those of the attributes; a stored static property, as they are asked for at every check.
    ///
    /// There are none unless a model declares some; see ``ModelRule`` for an example.
    static var rules: [ModelRule] { get }

    /// Whether objects of the type have members of types that the model does not know.
    ///
    /// It is so where any entity may be given as it is. ``ValidationOptions/UnknownAttributes/refused`` refuses none of
    /// them.
    static var hasOpenContent: Bool { get }

    /// Adds what is wrong with the object at an index of a tape by the rules of the model as a whole.
    static func _checkRules(
        _ text: Span<UInt8>, _ tape: Span<UInt64>, at index: Int, _ context: inout ValidationContext)

    /// The members that no attribute holds.
    ///
    /// A member with the name of an attribute counts only while that attribute is `nil` or empty.
    var additionalMembers: JSONObject { get set }

    /// Creates a model without any attribute.
    init()
}

extension Model {
    /// The name of the Swift type.
    public static var typeName: String { String(describing: Self.self) }

    /// Reads a model from a JSON value.
    ///
    /// - Parameter json: The value.
    /// - Throws: ``ModelMismatch`` if the value is not an object. Nothing else about it is refused.
    public init(json: JSONValue) throws(ModelMismatch) {
        guard let value = Self._read(json) else { throw ModelMismatch(type: Self.typeName, found: json.kind) }
        self = value
    }

    /// Reads a model from an element of a document.
    ///
    /// - Parameter element: The element.
    /// - Throws: ``ModelMismatch`` if the element is not an object. Nothing else about it is refused.
    public init(_ element: JSONElement) throws(ModelMismatch) {
        guard let value = Self._read(element.document.bytes.span, element.document.tape.span, at: element.index) else {
            throw ModelMismatch(type: Self.typeName, found: element.kind)
        }
        self = value
    }

    /// Reads a model from JSON text.
    ///
    /// - Parameters:
    ///   - bytes: The text in UTF-8.
    ///   - limits: What the text may ask for at most.
    /// - Throws: `JSONParsingError` if the bytes are not JSON, ``ModelMismatch`` if they are not an object.
    public init(parsing bytes: [UInt8], limits: JSONLimits = .default) throws {
        try self.init(parsing: bytes.span, limits: limits)
    }

    /// The model as a JSON value: the attributes in the order of their declaration, then the additional members.
    public var json: JSONValue {
        let attributes = Self.attributes
        var object = JSONObject()
        unsafe withUnsafePointer(to: self) { root in
            for row in attributes.rows {
                if let value = unsafe row.json(root) { object.appendUnchecked(value, forName: row.name) }
            }
        }
        for member in additionalMembers where object.position(of: member.name) == nil {
            object.appendUnchecked(member.value, forName: member.name)
        }
        return .object(object)
    }

    /// Returns the model as JSON text in UTF-8.
    ///
    /// - Parameter options: How the text is laid out.
    /// - Returns: The text.
    public func serialized(options: JSONWriter.Options = []) -> [UInt8] {
        guard options.isEmpty else { return json.serialized(options: options) }
        var writer = JSONWriter(capacity: 2_048)
        _write(to: &writer)
        return writer.bytes
    }

    /// An object of the model's type.
    public static var attributeType: AttributeType { .object(typeName) }

    /// Reads the value at an index of a tape.
    public static func _read(_ text: Span<UInt8>, _ tape: Span<UInt64>, at index: Int) -> Self? {
        unsafe withUnsafeTemporaryAllocation(of: Self.self, capacity: 1) { buffer in
            guard let target = buffer.baseAddress, unsafe _read(text, tape, at: index, into: target) else { return nil }
            return unsafe target.move()
        }
    }

    /// Reads the value at an index of a tape in the place where it is to stay: to hand over a large struct is to copy it.
    public static func _read(
        _ text: Span<UInt8>, _ tape: Span<UInt64>, at index: Int, into target: UnsafeMutablePointer<Self>
    ) -> Bool {
        let token = tape.token(at: index)
        guard token.isKind(JSONToken.Code.object) else { return false }
        if token.flag {
            // Where a name is repeated the last value must win, also over an earlier one of the right type.
            guard let value = _read(JSONValue(text, tape, at: index)) else { return false }
            unsafe target.initialize(to: value)
            return true
        }
        let attributes = Self.attributes
        unsafe target.initialize(to: Self())
        let end = tape.end(of: index)
        var name = index + 1
        var rest = JSONObject()
        while name < end {
            if unsafe !attributes.read(text, tape, name, into: target) {
                if rest.isEmpty { rest = JSONObject(minimumCapacity: 4) }
                rest.appendUnchecked(
                    JSONValue(text, tape, at: name + 1), forName: JSONText.string(tape.token(at: name), in: text))
            }
            name = tape.end(of: name + 1)
        }
        if !rest.isEmpty { unsafe target.pointee.additionalMembers = rest }
        return true
    }

    /// Reads a value from JSON.
    public static func _read(_ json: JSONValue) -> Self? {
        guard case .object(let object) = json else { return nil }
        let attributes = Self.attributes
        var model = Self()
        var rest = JSONObject()
        unsafe withUnsafeMutablePointer(to: &model) { root in
            for member in object {
                if let row = attributes.row(named: member.name), unsafe row.readJSON(member.value, root) { continue }
                rest.appendUnchecked(member.value, forName: member.name)
            }
        }
        if !rest.isEmpty { model.additionalMembers = rest }
        return model
    }

    /// Writes the value.
    public func _write(to writer: inout JSONWriter) {
        unsafe withUnsafePointer(to: self) { unsafe Self._write($0, to: &writer) }
    }

    /// Writes the value at an address.
    public static func _write(_ value: UnsafePointer<Self>, to writer: inout JSONWriter) {
        let attributes = Self.attributes
        writer.beginObject()
        unsafe attributes.write(value, &writer)
        let rest = unsafe value.pointee.additionalMembers
        if !rest.isEmpty {
            for member in rest {
                if let row = attributes.row(named: member.name), unsafe row.isPresent(value) { continue }
                writer.writeName(member.name)
                writer.write(member.value)
            }
        }
        writer.endObject()
    }

    /// What the attribute with a name holds; of an array, what its elements are.
    public static func _member(named name: String) -> (any AttributeValue.Type)? {
        attributes.row(named: name)?.valueType
    }

    /// Reads a model from a decoder of any format.
    ///
    /// - Parameter decoder: The decoder.
    /// - Throws: `DecodingError` if the decoder does not hold an object, or an error of the decoder's own.
    public init(from decoder: any Decoder) throws {
        let json = try JSONValue(from: decoder)
        guard let value = Self._read(json) else {
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
    /// - Throws: `EncodingError` if a number has more digits than the encoder carries; ``serialized(options:)`` writes all.
    public func encode(to encoder: any Encoder) throws { try json.encode(to: encoder) }
}
