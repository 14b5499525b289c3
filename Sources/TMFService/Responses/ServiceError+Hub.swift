import TMFEvents

extension ServiceError {
    init(_ error: HubError) {
        switch error {
        case .notAllowed(let findings): self.init(findings: findings)
        case .query(let error): self.init(error)
        case .tooManySubscriptions(let limit):
            self.init(.conflict, "There can be at most \(limit) subscriptions. Remove one first.")
        case .notFound: self.init(.notFound, "The subscription does not exist.")
        case .conflict: self.init(.conflict, "Other requests changed the subscription at the same time. Try again.")
        case .expired: self.init(.gone, "The store no longer keeps these events.")
        case .replaced: self.init(.internalError)
        }
    }
}
