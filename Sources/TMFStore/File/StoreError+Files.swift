extension StoreError {
    /// Creates the store error that corresponds to an error of the file system.
    init(fileError error: any Error) {
        switch error {
        case let error as StoreError: self = error
        case let error as FileSystemError:
            switch error.reason {
            case .locked: self.init(.locked, underlyingError: error)
            case .noSpace: self.init(.full, underlyingError: error)
            case .notFound, .notWritable, .other: self.init(.unavailable, underlyingError: error)
            }
        case is StoreDamage: self.init(.corrupted, underlyingError: error)
        default: self.init(.unavailable, underlyingError: error)
        }
    }
}
