/// Where a struct keeps a property.
///
/// A key path costs a call into the runtime at every access, a third of the time of writing a model. The offset of a stored
/// property is found once, and from then on the property is reached by address. A property without an offset, such as a
/// computed one, stays with its key path.
///
/// Safety: an offset comes from `MemoryLayout.offset(of:)` for this very key path, so it leads to a value of the type
/// `Value` inside every `Root`. The pointers come from `withUnsafePointer(to:)` and its mutable form around one model and
/// are not kept.
@safe
struct StoredProperty<Root, Value>: Sendable {
    private let keyPath: any WritableKeyPath<Root, Value> & Sendable
    private let offset: Int?

    init(_ keyPath: any WritableKeyPath<Root, Value> & Sendable) {
        self.keyPath = keyPath
        offset = MemoryLayout<Root>.offset(of: keyPath)
    }

    @inline(__always)
    func value(in root: UnsafePointer<Root>) -> Value {
        guard let offset else { return unsafe valueByKeyPath(in: root) }
        return unsafe UnsafeRawPointer(root).advanced(by: offset).assumingMemoryBound(to: Value.self).pointee
    }

    /// The address of the value, or `nil` if the property has none.
    @inline(__always)
    func address(in root: UnsafePointer<Root>) -> UnsafePointer<Value>? {
        guard let offset else { return nil }
        return unsafe UnsafeRawPointer(root).advanced(by: offset).assumingMemoryBound(to: Value.self)
    }

    @inline(__always)
    func set(_ value: Value, in root: UnsafeMutablePointer<Root>) {
        if let offset {
            unsafe UnsafeMutableRawPointer(root).advanced(by: offset).assumingMemoryBound(to: Value.self).pointee =
                value
        } else {
            unsafe setByKeyPath(value, in: root)
        }
    }

    // Out of line, since copying a whole model for a key path needs a stack frame that every access would pay for.
    @inline(never)
    private func valueByKeyPath(in root: UnsafePointer<Root>) -> Value { unsafe root.pointee[keyPath: keyPath] }

    @inline(never)
    private func setByKeyPath(_ value: Value, in root: UnsafeMutablePointer<Root>) {
        unsafe root.pointee[keyPath: keyPath] = value
    }
}
