/// An answer of a store that is not SQLite's.
struct StoreDifference: Error, CustomStringConvertible {
    /// The question.
    let question: StoreQuestion
    /// The number of the call.
    let turn: Int
    /// What each has found.
    let answers: (store: StoreAnswer, peer: StoreAnswer)

    /// The problem in one sentence.
    var description: String {
        """
        '\(question)' number \(turn): the store finds \(answers.store.total), SQLite \(answers.peer.total), \
        the pages are \(answers.store.ids) and \(answers.peer.ids)
        """
    }
}
