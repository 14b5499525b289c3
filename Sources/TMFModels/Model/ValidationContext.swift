import TMFJSON

/// A check of one document: its purpose, its place and its findings.
@usableFromInline
struct ValidationContext: Sendable {
    let operation: ValidationOperation
    let options: ValidationOptions
    /// The rule that makes an attribute mandatory here.
    let mandatory: AttributeRules
    let document: JSONDocument

    private(set) var findings: [Finding] = []
    /// The indexes of the values that are `null` in place of an attribute.
    var nulls: [Int] = []

    /// The path from the root to the object that is being checked.
    ///
    /// A step is the index of a member's name token, or the bitwise complement of a position in an array. A pointer is
    /// created from it only for a finding.
    var place: [Int] = []
    /// Rules for members of the object that is checked next, in addition to those of its own type.
    var refinements: [String: AttributeRules] = [:]

    /// For each attribute of the objects that are being checked, outer objects first, the index of the name token of
    /// its last member, or zero.
    var members: [Int]
    /// The number of elements of ``members`` that are in use.
    var memberCount = 0

    init(_ document: JSONDocument, _ operation: ValidationOperation, _ options: ValidationOptions) {
        self.document = document
        self.operation = operation
        self.options = options
        mandatory = options.profile == .certification ? .mandatoryForCertification : .mandatoryInSpecification
        members = Array(repeating: 0, count: 64)
    }

    /// A Boolean value that indicates whether the limit of findings has been reached.
    var isFull: Bool { !findings.isEmpty && findings.count >= options.findingLimit }

    /// The pointer to the place that is being checked.
    var pointer: JSONPointer {
        JSONPointer(tokens: place.map { $0 < 0 ? String(~$0) : document.string(at: $0) })
    }

    /// Adds a finding, unless the limit has been reached.
    mutating func add(_ finding: Finding) {
        if !isFull { findings.append(finding) }
    }
}
