extension ConformanceRule {
    /// The rules of the sound standard, in the order in which a run checks them.
    public static let soundRules: [ConformanceRule] = [
        ListRules.all, RowRules.all, CreateRules.all, ReadRules.all, PageRules.all, FilterRules.all, FieldsRules.all,
        PatchRules.all, ErrorRules.all, DeleteRules.all, SafetyRules.all,
    ].flatMap(\.self)
}
