public import TMFJSON

/// Checks resources against a profile, without a server: one document, a list answer, or a file with a resource a line.
///
/// ```swift
/// let validator = ResourceValidator(resource: .customerV4)
/// for finding in validator.findings(in: bytes) { print(finding) }
/// ```
///
/// What is not JSON is a finding as well, so nothing is thrown.
public struct ResourceValidator: Sendable {
    /// What the rules are about.
    public var profile: ValidationProfile
    /// What the resources are meant for.
    public var operation: ValidationOperation
    /// What becomes of attributes that the model does not know.
    public var unknownAttributes: ValidationOptions.UnknownAttributes
    /// The number of findings of one resource after which its check stops.
    public var findingLimit: Int
    /// The most that a text may ask for.
    public var limits: JSONLimits

    private let model: any Model.Type
    /// The attributes beyond those of the model's rules that every stored resource is to have.
    private let required: [String]

    /// Creates a validator of the resources that a description is of.
    ///
    /// Of stored resources ``ResourceDescription/requiredInAnswers`` are mandatory too, by the profile of the certification.
    ///
    /// - Parameters:
    ///   - profile: Whose word counts where the sources disagree.
    ///   - resource: The description.
    ///   - operation: What the resources are meant for.
    public init(
        profile: ValidationProfile = .certification, resource: ResourceDescription,
        operation: ValidationOperation = .resource
    ) {
        var seen = Set(resource.attributes(with: .mandatoryForCertification))
        self.init(
            profile: profile, model: resource.model, operation: operation,
            required: resource.requiredInAnswers.filter { seen.insert($0).inserted })
    }

    /// Creates a validator of the resources of a model.
    ///
    /// - Parameters:
    ///   - profile: Whose word counts where the sources disagree.
    ///   - model: The model.
    ///   - operation: What the resources are meant for.
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

    /// Returns what is wrong with a resource, or with every resource of a list.
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

    /// Returns what is wrong with the resources in a text: one, an array of them, or one in each line.
    ///
    /// - Parameter bytes: The text in UTF-8, with or without a byte order mark. Empty lines are passed over.
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

    /// Returns the findings of a text with a resource in each line, or `nil` if it is none: its first line is not JSON,
    /// or it has no other.
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
