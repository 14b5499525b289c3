/// What the contenders of the store suite are asked.
enum StoreQuestion: Int, CaseIterable, Sendable {
    /// One resource.
    case get
    /// Two attributes, one of them of any element of an array.
    case statusAndParty
    /// The first of a week in the order of time.
    case sortedWeek
    /// Some of a week, in whatever order is handy.
    case week
    /// The latest of all.
    case top

    /// What is measured where indexes answer.
    var indexedWork: StoreWork {
        switch self {
        case .get: .get
        case .statusAndParty: .statusAndParty
        case .sortedWeek: .sortedWeek
        case .week: .week
        case .top: .top
        }
    }

    /// What is measured where every resource is looked at; `nil` for what is never a scan.
    var scanningWork: StoreWork? {
        switch self {
        case .get: nil
        case .statusAndParty: .scanStatusAndParty
        case .sortedWeek: .scanSortedWeek
        case .week: .scanWeek
        case .top: .scanTop
        }
    }
}
