public import TMFJSON

extension MergePatch {
    /// Creates the smallest patch that turns one model into another, for a PATCH request.
    ///
    /// ```swift
    /// var changed = interaction
    /// changed.status = .completed
    /// try MergePatch(from: interaction, to: changed).json    // {"status": "completed"}
    /// ```
    ///
    /// - Parameters:
    ///   - old: The model that the patch is for.
    ///   - new: The model that it results in. An attribute that is `nil` or empty is removed.
    /// - Throws: `MergePatchError` if an additional member of the new model is `null` that the old model does not have as `null`.
    public init<Value: Model>(from old: Value, to new: Value) throws(MergePatchError) {
        try self.init(from: old.json, to: new.json)
    }
}
