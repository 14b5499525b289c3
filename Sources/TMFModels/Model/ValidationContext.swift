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
    /// The indexes of values that are `null`, of attributes that may be absent or are missing.
    var nulls: [Int] = []

    /// The way from the root to the object that is looked at.
    ///
    /// A step is the index of a member's name token, or the bitwise complement of a position in an array. A pointer is
    /// made of it only for a finding.
    var place: [Int] = []
    /// Rules for members of the object that is looked at next, beside those of its own type.
    var refinements: [String: AttributeRules] = [:]

    /// For each attribute of the objects that are being looked at, the outer ones first, the index of the name token of
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

    /// Whether there are as many findings as may be.
    var isFull: Bool { !findings.isEmpty && findings.count >= options.findingLimit }

    /// The place that is looked at.
    var pointer: JSONPointer {
        JSONPointer(tokens: place.map { $0 < 0 ? String(~$0) : document.string(at: $0) })
    }

    /// Adds a finding, unless there are as many as may be.
    mutating func add(_ finding: Finding) {
        if !isFull { findings.append(finding) }
    }
}
