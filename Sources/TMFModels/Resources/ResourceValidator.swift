public import TMFJSON

/// A validator that checks resources against a profile without a server: a document, a list, or a file with one
/// resource per line.
///
/// ```swift
/// let validator = ResourceValidator(resource: .customerV4)
/// for finding in validator.findings(in: bytes) { print(finding) }
/// ```
///
/// Invalid JSON is also reported as a finding, so no method throws.
public struct ResourceValidator: Sendable {
    /// The source that decides if the sources of the rules disagree.
    public var profile: ValidationProfile
    /// The purpose of the resources, which determines the rules that apply.
    public var operation: ValidationOperation
    /// The treatment of attributes that the model does not define.
    public var unknownAttributes: ValidationOptions.UnknownAttributes
    /// The number of findings in one resource after which its check stops.
    public var findingLimit: Int
    /// The limits that a text must not exceed.
    public var limits: JSONLimits

    private let model: any Model.Type
    /// The attributes required in every stored resource, in addition to those of the model's rules.
    private let required: [String]

    /// Creates a validator for the resources of a description.
    ///
    /// For stored resources, the certification profile also requires the attributes in
    /// ``ResourceDescription/requiredInAnswers``.
    ///
    /// - Parameters:
    ///   - profile: The source that decides if the sources of the rules disagree.
    ///   - resource: The description.
    ///   - operation: The purpose of the resources, which determines the rules that apply.
    public init(
        profile: ValidationProfile = .certification, resource: ResourceDescription,
        operation: ValidationOperation = .resource
    ) {
        var seen = Set(resource.attributes(with: .mandatoryForCertification))
        self.init(
            profile: profile, model: resource.model, operation: operation,
            required: resource.requiredInAnswers.filter { seen.insert($0).inserted })
    }

    /// Creates a validator for the resources of a model.
    ///
    /// - Parameters:
    ///   - profile: The source that decides if the sources of the rules disagree.
    ///   - model: The model.
    ///   - operation: The purpose of the resources, which determines the rules that apply.
    public init(
        profile: ValidationProfile = .certification, model: any Model.Type,
        operation: ValidationOperation = .resource
    ) {
        self.init(profile: profile, model: model, operation: operation, required: [])
    }

    private init(
        profile: ValidationProfile, model: any Model.Type, operation: ValidationOperation,
        required: [String]
    ) {
        self.profile = profile
        self.model = model
        self.operation = operation
        self.required = required
        unknownAttributes = .kept
        findingLimit = 100
        limits = JSONLimits(bytes: JSONLimits.highestBytes)
    }

    /// Returns the findings in a resource, or in every resource of a list.
    ///
    /// - Parameter document: The resource, or an array of resources.
    /// - Returns: The findings in the order of the resources.
    public func findings(in document: JSONDocument) -> [ResourceFinding] {
        guard document.root.kind == .array else { return findings(in: document.root, position: 0, line: nil) }
        var result: [ResourceFinding] = []
        for (position, element) in document.root.elements.enumerated() {
            result += findings(in: element, position: position, line: nil)
        }
        return result
    }

    /// Returns the findings in the resources of a text: a single resource, an array, or one resource per line.
    ///
    /// - Parameter bytes: The text in UTF-8, with or without a byte order mark. Empty lines are skipped.
    /// - Returns: The findings in the order of the resources. A text or a line that is not JSON has one finding with
    ///   the code `custom("json")`.
    public func findings(in bytes: [UInt8]) -> [ResourceFinding] {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let bytes = bytes.starts(with: mark) ? Array(bytes.dropFirst(mark.count)) : bytes
        do throws(JSONParsingError) {
            return findings(in: try JSONDocument(parsing: bytes, limits: limits))
        } catch {
            return findingsByLine(in: bytes) ?? [Self.finding(error, position: 0, line: nil)]
        }
    }

    /// Returns the findings of a text with one resource per line, or `nil` if the text has another form: if its first
    /// line is not JSON, or is the only line.
    private func findingsByLine(in bytes: [UInt8]) -> [ResourceFinding]? {
        let blank = Set(" \t\r".utf8)
        let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated()
            .filter { !$0.element.allSatisfy(blank.contains) }
        guard lines.count > 1, let first = lines.first,
            (try? JSONDocument(parsing: Array(first.element), limits: limits)) != nil
        else { return nil }
        var result: [ResourceFinding] = []
        for (position, line) in lines.enumerated() {
            do throws(JSONParsingError) {
                let document = try JSONDocument(parsing: Array(line.element), limits: limits)
                result += findings(in: document.root, position: position, line: line.offset + 1)
            } catch {
                result.append(Self.finding(error, position: position, line: line.offset + 1))
            }
        }
        return result
    }

    private static func finding(_ error: JSONParsingError, position: Int, line: Int?) -> ResourceFinding {
        ResourceFinding(
            position: position, line: line,
            finding: Finding(.custom("json"), at: JSONPointer(), "The text is not JSON: \(error)"))
    }

    private func findings(in element: JSONElement, position: Int, line: Int?) -> [ResourceFinding] {
        let options = ValidationOptions(
            profile: profile, unknownAttributes: unknownAttributes, findingLimit: findingLimit)
        var found = findings(of: model, in: element, options)
        if profile == .certification, operation == .resource, element.kind == .object {
            for name in required {
                let place = JSONPointer(tokens: [name])
                if element[name]?.isNull ?? true {
                    found.append(Finding(.missing, at: place, "\(name) is mandatory"))
                } else if element[name]?.isString("") ?? false {
                    found.append(Finding(.missing, at: place, "\(name) must not be empty"))
                }
            }
        }
        let id = element.resourceIdentifier
        return found.prefix(max(findingLimit, 1)).map {
            ResourceFinding(position: position, line: line, id: id, finding: $0)
        }
    }

    private func findings<Resource: Model>(
        of _: Resource.Type, in element: JSONElement, _ options: ValidationOptions
    ) -> [Finding] {
        Resource.findings(in: element, for: operation, options: options)
    }
}
