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
    ///   - old: The model that the patch applies to.
    ///   - new: The model that the patch results in. The patch removes attributes that are `nil` or empty in it.
    /// - Throws: `MergePatchError` if an additional member is `null` in the new model but not in the old one.
    public init<Value: Model>(from old: Value, to new: Value) throws(MergePatchError) {
        try self.init(from: old.json, to: new.json)
    }
}
